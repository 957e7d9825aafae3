//! The command line `pinfold`: it hands its arguments to `pinfold::cli` and nothing else.

fn main() -> std::process::ExitCode {
    pinfold::cli::main()
}
