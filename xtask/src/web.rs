//! The tests of `tests/web` in a real browser: wasm-bindgen's runner serves them, our own driver opens the page.
//! It needs no WebDriver server, and none is downloaded.
use std::{
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    run::{cargo, command, output},
    scratch::Scratch,
};

/// Between two looks whether the server is up.
const PAUSE: Duration = Duration::from_millis(100);
/// The command that serves: this program, run once more.
pub const SERVE: &str = "web-serve";

/// A Node process that opens the tests in both browsers; its closing lines are libtest's.
///
/// # Errors
/// When the tests cannot be built or served.
pub fn tests(root: &Path) -> Result<(Command, Served)> {
    let wasm = built(root)?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = format!("127.0.0.1:{port}");
    // The server is killed in the end, and removes nothing then; what it binds and the browsers keep goes with this.
    let folder = Scratch::new("web")?;
    let server = Command::new(std::env::current_exe()?)
        .arg(SERVE)
        .arg(&wasm)
        .env("NO_HEADLESS", "1")
        .env("WASM_BINDGEN_TEST_ADDRESS", &address)
        .env("TMPDIR", folder.path())
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("cannot serve the tests")?;
    let mut served = Served { server, folder };
    served.wait(&address)?;
    let mut node = command("node", root);
    node.env("TMPDIR", served.folder.path());
    node.arg("tests/web/open.mjs").arg(format!("http://{address}/"));
    Ok((node, served))
}

/// Runs them.
///
/// # Errors
/// The same as [`tests`].
pub fn run(root: &Path) -> Result<ExitCode> {
    let (mut node, _served) = tests(root)?;
    Ok(if node.status()?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A server that ends with this value.
pub struct Served {
    server: Child,
    folder: Scratch,
}

impl Served {
    /// Until it serves: binding a module of a debug build takes it some seconds.
    fn wait(&mut self, address: &str) -> Result<()> {
        while TcpStream::connect(address).is_err() {
            if let Some(status) = self.server.try_wait()? {
                bail!("the server of the tests ended with {status}");
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Serves a built test until it is killed.
///
/// # Errors
/// When the runner fails.
pub fn serve(wasm: &str) -> Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(["wasm-bindgen-test-runner", wasm])
}

fn built(root: &Path) -> Result<PathBuf> {
    println!("… building the tests of the boundary");
    let messages =
        output(
            cargo(root)
                .args(["test", "--quiet", "--no-run", "--package", "pinfold", "--test", "web"])
                .args(["--target", "wasm32-unknown-unknown", "--message-format", "json"]),
        )?;
    let mut file = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        (message.get("target")?.get("name")? == "web")
            .then(|| message.get("executable")?.as_str().map(PathBuf::from))?
    });
    file.next_back().context("cargo built no test of the boundary")
}
