//! Installs what the other commands need, and only what is missing.
//! It never installs a system package without being root on a Debian-like system: it prints the line instead.
use std::{
    fs,
    path::Path,
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{command, find, output, run};

/// The names under which distributions install each browser.
pub const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
pub const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Request Tracker's own server, and the packages that have it.
const HELPDESK: &str = "/usr/share/request-tracker5/libexec/rt-server";
const HELPDESK_PACKAGES: [&str; 5] =
    ["request-tracker5", "rt5-db-sqlite", "rt5-standalone", "dbconfig-no-thanks", "msmtp-mta"];
const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node that runs the tools and the tests.
const NODE: u32 = 20;
/// The exit status that means "install this yourself, then try again".
const BY_HAND: u8 = 2;

/// Makes the machine ready; exit status 2 when a person has to install something.
///
/// # Errors
/// When an installation fails.
pub fn setup(root: &Path) -> Result<ExitCode> {
    if !has_node(root) {
        eprintln!("Please install Node {NODE} or newer with npm (https://nodejs.org), then try again.");
        return Ok(ExitCode::from(BY_HAND));
    }
    wasm_target(root)?;
    npm_packages(root)?;
    system_packages(root)
}

/// Debian's own package is too old on some of its releases, so it is not installed from there.
fn has_node(root: &Path) -> bool {
    let version = output(command("node", root).arg("--version"));
    version.ok().and_then(|version| major(&version)) >= Some(NODE) && find(&["npm"]).is_some()
}

/// `v20.11.1`
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn wasm_target(root: &Path) -> Result<()> {
    let folder = output(command("rustc", root).args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    run("the wasm target of the toolchain", command("rustup", root).args(["target", "add", WASM]))
}

fn npm_packages(root: &Path) -> Result<()> {
    if npm_is_current(root)? {
        return Ok(());
    }
    run("the npm packages", command("npm", root).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

/// Whether `node_modules` holds what the lockfile says: npm leaves a lockfile of what it installed
/// there. Contents are compared, not times: a fresh checkout makes every file newer.
fn npm_is_current(root: &Path) -> Result<bool> {
    let Ok(installed) = fs::read_to_string(root.join("node_modules/.package-lock.json")) else {
        return Ok(false);
    };
    let wanted =
        fs::read_to_string(root.join("package-lock.json")).context("cannot read package-lock.json")?;
    Ok(same_packages(&serde_json::from_str(&wanted)?, &serde_json::from_str(&installed)?))
}

/// Every package that every platform needs is installed in the wanted version.
fn same_packages(wanted: &Value, installed: &Value) -> bool {
    let Some(packages) = wanted.get("packages").and_then(Value::as_object) else {
        return false;
    };
    packages.iter().filter(|(path, entry)| !path.is_empty() && entry.get("optional").is_none()).all(
        |(path, entry)| {
            let there = installed.get("packages").and_then(|packages| packages.get(path));
            there.and_then(|there| there.get("integrity")) == entry.get("integrity")
        },
    )
}

fn system_packages(root: &Path) -> Result<ExitCode> {
    let mut missing = Vec::new();
    if find(&CHROMIUM).is_none() {
        missing.push("chromium");
    }
    if find(&FIREFOX).is_none() {
        missing.push("firefox-esr");
    }
    if !has_venv(root) {
        missing.push("python3-venv");
    }
    if missing.is_empty() {
        wanted_helpdesk(root);
        return Ok(ExitCode::SUCCESS);
    }
    if !may_install(root) {
        eprintln!(
            "Please install what is missing, then try again:\n\n    sudo apt-get update && sudo apt-get install -y {}\n",
            missing.join(" ")
        );
        return Ok(ExitCode::from(BY_HAND));
    }
    run("the list of system packages", apt(root).arg("update"))?;
    run(
        &format!("system packages: {}", missing.join(", ")),
        apt(root).args(["install", "-y", "--no-install-recommends"]).args(&missing),
    )?;
    wanted_helpdesk(root);
    Ok(ExitCode::SUCCESS)
}

/// Without it everything works but the tests that need it, which say so.
fn wanted_helpdesk(root: &Path) {
    if let Err(error) = helpdesk(root) {
        eprintln!("The helpdesk could not be installed, and tests with it will be skipped: {error:#}");
    }
}

/// A real destination for notes. Tests start it on loopback with a configuration of their own; without it they say what they
/// skip, since not everybody may install it. Nothing of it starts by itself, and no mail leaves: `msmtp-mta` stands where
/// Debian would put a mail server, and has no configuration.
fn helpdesk(root: &Path) -> Result<()> {
    if Path::new(HELPDESK).is_file() || !may_install(root) {
        return Ok(());
    }
    let policy = Path::new("/usr/sbin/policy-rc.d");
    let ours = !policy.exists();
    if ours {
        fs::write(policy, "#!/bin/sh\nexit 101\n").context("cannot keep services from starting")?;
        run("no service starts by itself", command("chmod", root).arg("755").arg(policy))?;
    }
    let installed = run("the list of system packages", apt(root).arg("update")).and_then(|()| {
        run(
            "the helpdesk that tests send notes to",
            apt(root).args(["install", "-y", "--no-install-recommends"]).args(HELPDESK_PACKAGES),
        )
    });
    if ours {
        fs::remove_file(policy).context("cannot let services start again")?;
    }
    installed
}

/// A virtual environment needs `ensurepip`, which Debian keeps in a package of its own.
fn has_venv(root: &Path) -> bool {
    command("python3", root)
        .args(["-c", "import venv, ensurepip"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn apt(root: &Path) -> Command {
    let mut apt = command("apt-get", root);
    apt.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).arg("-q");
    apt
}

fn may_install(root: &Path) -> bool {
    let root_user = output(command("id", root).arg("-u")).is_ok_and(|id| id.trim() == "0");
    root_user && find(&["apt-get"]).is_some()
}

#[cfg(test)]
mod tests {
    use super::{NODE, major, same_packages};
    use serde_json::json;

    #[test]
    fn an_old_node_is_told_from_a_new_one() {
        for (version, enough) in
            [("v20.11.1\n", true), ("v22.0.0", true), ("v18.19.0", false), ("nightly", false)]
        {
            assert_eq!(major(version) >= Some(NODE), enough, "{version}");
        }
    }

    #[test]
    fn an_older_or_missing_package_is_noticed_and_an_optional_one_is_not() {
        let wanted = json!({"packages": {
            "": {"name": "x"},
            "node_modules/a": {"integrity": "1"},
            "node_modules/other-platform": {"integrity": "2", "optional": true},
        }});
        let cases = [
            (json!({"packages": {"node_modules/a": {"integrity": "1"}}}), true),
            (json!({"packages": {"node_modules/a": {"integrity": "0"}}}), false),
            (json!({"packages": {}}), false),
            (json!({}), false),
        ];
        for (installed, same) in cases {
            assert_eq!(same_packages(&wanted, &installed), same, "{installed}");
        }
    }
}
