//! The core as Wasm with its glue and its types, in `pkg/`.
//! It never runs a downloaded tool: wasm-bindgen is linked, wasm-opt comes with npm's binaryen.
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    build::{read, write},
    run::{cargo, npm_program, run},
};

const TARGET: &str = "wasm32-unknown-unknown";
/// What rustc's default target uses; wasm-opt refuses what it was not told of.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Compiles, binds and shrinks the core into `pkg/`; binding is skipped where the compiler's output is
/// the one `pkg/` was made of.
///
/// # Errors
/// When a tool is missing or fails.
pub fn build(root: &Path) -> Result<()> {
    compile(root)?;
    let compiled = read(&root.join("target").join(TARGET).join("wasm/pinfold.wasm"))?;
    let pkg = root.join("pkg");
    // What `pkg/` was made of is kept whole: comparing it is exact and takes a millisecond.
    let made_of = root.join("target/core/pinfold.wasm");
    let made = pkg.join("pinfold_bg.wasm").is_file() && pkg.join("pinfold.d.ts").is_file();
    if made && fs::read(&made_of).is_ok_and(|before| before == compiled) {
        return Ok(());
    }
    bind(&compiled, &pkg)?;
    shrink(root, &pkg.join("pinfold_bg.wasm"))?;
    write(&made_of, &compiled)
}

fn compile(root: &Path) -> Result<()> {
    run(
        "the core as wasm",
        cargo(root)
            .args(["build", "--quiet", "--package", "pinfold", "--lib"])
            .args(["--profile", "wasm", "--target", TARGET])
            .env("CARGO_ENCODED_RUSTFLAGS", remapped(root)?),
    )
}

/// Panic messages hold paths: without this the same sources give other bytes in another folder.
fn remapped(root: &Path) -> Result<OsString> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .context("there is neither CARGO_HOME nor a home folder")?;
    let mut flags = OsString::new();
    for (from, to) in [(root, "/pinfold"), (&home, "/cargo")] {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    }
    Ok(flags)
}

fn bind(compiled: &[u8], pkg: &Path) -> Result<()> {
    println!("… binding the core");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("pinfold", compiled.to_vec())
        .typescript(true)
        .remove_name_section(false)
        .remove_producers_section(true)
        // After a trap the instance is thrown away and made anew.
        .reset_state_function(true);
    bindgen.web(true)?.generate(pkg)
}

fn shrink(root: &Path, wasm: &Path) -> Result<()> {
    let small = wasm.with_extension("small");
    run(
        "shrinking the core",
        npm_program(root, "wasm-opt")
            .args(["-Oz", "--strip-debug", "--strip-producers"])
            .args(FEATURES)
            .arg(wasm)
            .arg("-o")
            .arg(&small),
    )?;
    ensure!(small.is_file(), "wasm-opt wrote no {}", small.display());
    fs::rename(&small, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
}
