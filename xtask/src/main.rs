//! The project's commands: `cargo xtask setup | demo | test | build | check | size | package | bench | score | formats | matrix | servers`.
//! It never ships: nothing here is part of the extension.
mod again;
mod bench;
mod build;
mod bundle;
mod check;
mod demo;
mod e2e;
mod exports;
mod figure;
mod formats;
mod licences;
mod locales;
mod manifest;
mod package;
mod peers;
mod photos;
mod run;
mod score;
mod scratch;
mod servers;
mod setup;
mod size;
mod tags;
mod test;
#[path = "../../build/texts.rs"]
mod texts;
mod wasm;
mod web;

use std::{env, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};

const HELP: &str = "\
cargo xtask COMMAND

  setup     install what the other commands need (wasm target, npm packages, browsers, venv)
  demo      build, serve the sample site, open a browser with Pinfold (or drive it headless)
  test      everything that continuous integration checks; [NAME] runs the suites whose name contains it
  build     the core to Wasm and the extension for both browsers, into target/extension
  check     formatting, clippy (native and wasm), types, licences and sources
  size      what is shipped, in bytes, against its targets
  package   reproducible zips for both stores, into target/package; --check builds them in a second folder too
  bench     times, against their targets; [capture] and [exports] beside other programs, [photos] near-duplicates, [tags] how well they are suggested, [deliver] real servers, [many] 10,000 pins in both browsers, and [size | browsers | core]
  score     how well saved real pages are read, per site
  formats   what is exported, read and drawn by other people's programs
  matrix    every saved page from its file and in both browsers, compared; minutes
  web-test  the boundary and the store behind it, in both browsers
  servers   real servers to try by hand; --check measures that they start, and sends every kind of note
";

/// The folder of the workspace: the one above this crate's own.
fn root() -> Result<PathBuf> {
    let own = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    PathBuf::from(own).parent().map(PathBuf::from).context("xtask does not stand in a workspace")
}

fn dispatch(command: &str, arguments: &[String]) -> Result<ExitCode> {
    let root = root()?;
    match command {
        "setup" => return setup::setup(&root),
        "demo" => return demo::demo(&root),
        "test" => return test::test(&root, arguments.first().map(String::as_str)),
        "build" => build::build(&root).map(drop)?,
        "check" => check::check(&root)?,
        "size" => size::size(&root)?,
        "package" if arguments.iter().any(|one| one == "--check") => again::whole(&root)?,
        "package" => package::package(&root).map(drop)?,
        "bench" => bench::bench(&root, arguments.first().map(String::as_str))?,
        "formats" => formats::formats(&root)?,
        "matrix" => e2e::matrix(&root)?,
        "score" => score::score(&root)?,
        "servers" => servers::servers(&root, arguments)?,
        "web-test" => return web::run(&root),
        web::SERVE => web::serve(arguments.first().map(String::as_str).unwrap_or_default())?,
        "help" | "--help" | "-h" => print!("{HELP}"),
        other => {
            eprintln!("xtask: there is no command `{other}`\n\n{HELP}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let command = arguments.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = arguments.collect();
    match dispatch(&command, &rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
