//! Running other programs with their progress shown: what starts, and how long it took.
//! It never hides a program's output, and never runs one through a shell.
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};

/// Says what is going on, runs it with its output shown, and says how long it took.
///
/// # Errors
/// When the program cannot be started, or ends with another status than 0.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    println!("… {what}");
    let start = Instant::now();
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        bail!("{what}: {} ended with {status} after {seconds:.1} s", shown(command));
    }
    println!("✓ {what} ({seconds:.1} s)");
    Ok(())
}

/// Runs a program and gives its standard output; its errors are shown.
///
/// # Errors
/// When the program cannot be started, ends with another status than 0, or prints no UTF-8.
pub fn output(command: &mut Command) -> Result<String> {
    let out = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    if !out.status.success() {
        bail!("{} ended with {}", shown(command), out.status);
    }
    String::from_utf8(out.stdout).with_context(|| format!("{} did not print UTF-8", shown(command)))
}

/// A command to run in a folder.
pub fn command(program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    command
}

/// The same cargo that runs this program.
pub fn cargo(root: &Path) -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), root)
}

/// Some of the native tests, built as all of them are, so that nothing is compiled twice.
pub fn native(root: &Path, tests: &str) -> Command {
    let mut cargo = cargo(root);
    cargo.args(["test", "--quiet", "--workspace", "--all-features", "--test", "native", tests]);
    cargo
}

/// A program of an installed npm package, run by Node.
pub fn npm_program(root: &Path, name: &str) -> Command {
    command(root.join("node_modules/.bin").join(name), root)
}

/// The first of several programs that stands on `PATH`.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names
        .iter()
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Every file below a folder, sorted, so that what is made of them is the same on each run.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_else(|| command.get_program());
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
