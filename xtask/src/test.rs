//! Everything that continuous integration checks, counted and closed with one line.
//! It never retries: what fails once has failed.
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use anyhow::{Context, Result};

use crate::{
    again,
    build::Built,
    check::CHECKS,
    e2e, package,
    run::{cargo, npm_program, run},
    setup, size, web,
};

/// How many passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// One thing that either passed or did not.
    fn of(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }
}

/// Runs setup, then every suite whose name contains `only`; the last line is the count.
///
/// # Errors
/// When setup fails; a failing test is no error but a count and an exit status.
pub fn test(root: &Path, only: Option<&str>) -> Result<ExitCode> {
    let ready = setup::setup(root)?;
    if ready != ExitCode::SUCCESS {
        return Ok(ready);
    }
    let mut tally = Tally::default();
    let mut failures = Vec::new();
    for (name, suite) in suites() {
        if only.is_some_and(|part| !name.contains(part)) {
            continue;
        }
        let start = Instant::now();
        println!("\n── {name}");
        let counted = suite(root).unwrap_or_else(|error| {
            eprintln!("✗ {name}: {error:#}");
            Tally::of(false)
        });
        println!(
            "── {name}: {} passed, {} failed ({:.1} s)",
            counted.passed,
            counted.failed,
            start.elapsed().as_secs_f64()
        );
        if counted.failed > 0 {
            failures.push(name);
        }
        tally.add(counted);
    }
    if !failures.is_empty() {
        println!("\nfailed: {}", failures.join(", "));
    }
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    Ok(if tally.failed == 0 && tally.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

type Suite = (&'static str, Box<dyn Fn(&Path) -> Result<Tally>>);

/// In this order: what is cheap and catches most comes first, browsers last.
fn suites() -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for (name, check) in CHECKS {
        suites.push((name, Box::new(move |root| check(root).map(|()| Tally::of(true)))));
    }
    suites.push(("native tests", Box::new(native)));
    suites.push(("the boundary, in both browsers", Box::new(boundary)));
    suites.push(("the packages", Box::new(packages)));
    suites.push(("the store's linter", Box::new(lint)));
    suites.push(("end to end", Box::new(end_to_end)));
    suites
}

fn native(root: &Path) -> Result<Tally> {
    let mut cargo = cargo(root);
    cargo.args(["test", "--workspace", "--all-features", "--no-fail-fast"]);
    counted(&mut cargo, cargo_line)
}

fn boundary(root: &Path) -> Result<Tally> {
    let (mut node, _served) = web::tests(root)?;
    counted(&mut node, cargo_line)
}

fn packages(root: &Path) -> Result<Tally> {
    package::package(root)?;
    size::check(&Built::below(root))?;
    again::check(root)?;
    Ok(Tally::of(true))
}

/// Errors only: Lit's template code earns a warning that we know.
fn lint(root: &Path) -> Result<Tally> {
    let folder = Built::below(root).firefox;
    run(
        "web-ext lint",
        npm_program(root, "web-ext")
            .args(["lint", "--no-config-discovery", "--no-input", "--source-dir"])
            .arg(folder),
    )?;
    Ok(Tally::of(true))
}

fn end_to_end(root: &Path) -> Result<Tally> {
    counted(&mut e2e::tests(root)?, node_line)
}

/// Runs a test program with its output shown, and adds up what its closing lines say. A program that
/// fails without naming a failed test counts as one failure, and so does one that ran none.
fn counted(command: &mut Command, read: fn(&str) -> Tally) -> Result<Tally> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start the tests")?;
    let mut tally = Tally::default();
    let out = child.stdout.take().context("the tests have no output")?;
    for line in BufReader::new(out).lines() {
        let line = line.context("the tests did not print UTF-8")?;
        println!("{line}");
        tally.add(read(&line));
    }
    let status = child.wait()?;
    if tally.failed == 0 && (!status.success() || tally.passed == 0) {
        tally.failed = 1;
    }
    Ok(tally)
}

/// `test result: ok. 12 passed; 0 failed; …`
fn cargo_line(line: &str) -> Tally {
    let Some(rest) = line.strip_prefix("test result: ") else {
        return Tally::default();
    };
    let number = |word: &str| {
        let before = rest.split(word).next().unwrap_or_default();
        before.split_whitespace().next_back().and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    Tally { passed: number(" passed"), failed: number(" failed") }
}

/// `ℹ pass 12`, `ℹ fail 0`
fn node_line(line: &str) -> Tally {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["ℹ", "pass", number] => Tally { passed: number.parse().unwrap_or(0), failed: 0 },
        ["ℹ", "fail", number] => Tally { passed: 0, failed: number.parse().unwrap_or(0) },
        _ => Tally::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, cargo_line, node_line};

    #[test]
    fn closing_lines_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(cargo_line(line), Tally { passed: 12, failed: 3 });
        assert_eq!(cargo_line("test capture::tests::one ... ok"), Tally::default());
        assert_eq!(node_line("ℹ pass 7"), Tally { passed: 7, failed: 0 });
        assert_eq!(node_line("ℹ fail 2"), Tally { passed: 0, failed: 2 });
        assert_eq!(node_line("✔ a pin is stored (12ms)"), Tally::default());
    }
}
