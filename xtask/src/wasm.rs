//! The core as Wasm with its glue and its types, in `pkg/`.
//! It never runs a downloaded tool: wasm-bindgen is linked, wasm-opt comes with npm's binaryen.
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    thread,
    time::SystemTime,
};

use anyhow::{Context, Error, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    build::read,
    run::{cargo, files_below, npm_program, run},
    texts,
};

const TARGET: &str = "wasm32-unknown-unknown";
/// Sixteen bytes at a time, which both browsers know longer than all else that is needed of them: faster where there is much of
/// something, and 1 % smaller.
const WIDE: &str = "-Ctarget-feature=+simd128";
/// What rustc's default target uses, and that; wasm-opt refuses what it was not told of.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// What is called for every cell or pixel stays a function of its own: browsers make that fast which is called often, and nothing of
/// a call that goes on. Flat code shows more of what repeats (1 %), and a second round finds what the first laid open.
const SMALLER: [&str; 5] = ["--no-inline=*pinfold_kernels*", "--flatten", "--rereloop", "-Oz", "-Oz"];

/// A module: its name where it is put, the package it is made of, and the cargo features that make it.
struct Module {
    name: &'static str,
    package: &'static str,
    features: &'static [&'static str],
}

/// The background's is small, since it is compiled anew at every wake; it loads the reader when there is a page
/// to read, the teacher while somebody teaches a site, care while somebody looks at a customer, writes a note or
/// hands something over, and the courier while something is handed over. The library's worker has its own,
/// and loads the office module with the first workbook, deck or folder.
const MODULES: [Module; 7] = [
    Module::shipped("pinfold", &[]),
    Module::shipped("reader", &["--features", "reader"]),
    Module::shipped("teacher", &["--features", "teacher"]),
    Module::shipped("care", &["--features", "care"]),
    Module::shipped("courier", &["--features", "courier"]),
    Module::shipped("office", &["--features", "office"]),
    Module::shipped("library", &["--features", "library"]),
];

/// What measures the core's writer and reader of tables. It ships nowhere.
const CSV: Module = Module { name: "csv", package: "pinfold-bench-csv", features: &[] };

impl Module {
    const fn shipped(name: &'static str, features: &'static [&'static str]) -> Self {
        Self { name, package: "pinfold", features }
    }
}

/// The files of `pkg/` that go into the package.
pub const SHIPPED: [&str; 8] = [
    "pinfold_bg.wasm",
    "reader_bg.wasm",
    "teacher_bg.wasm",
    "care_bg.wasm",
    "courier_bg.wasm",
    "library_bg.wasm",
    "office_bg.wasm",
    TEXTS,
];
/// What the reader and the teacher are given before their first question: words for dates, and the adapters.
const TEXTS: &str = "texts.txt";

/// A module is optimised as a whole, on one core: so two are made at a time, each in a folder of its own, since both would have
/// the same name. Which is made where never changes: the same sources give the same bytes.
const FOLDERS: [&str; 2] = ["target", "target/beside"];

/// Compiles, binds and shrinks the core into `pkg/`, once for each module.
///
/// # Errors
/// When a tool is missing or fails.
pub fn build(root: &Path) -> Result<()> {
    let texts = texts::texts(root).map_err(Error::from_boxed)?;
    fs::write(root.join("pkg").join(TEXTS), texts).context("cannot write the texts of the core")?;
    let modules = |place: usize| MODULES.iter().skip(place).step_by(FOLDERS.len());
    thread::scope(|scope| {
        let builds: Vec<_> = FOLDERS
            .iter()
            .enumerate()
            .map(|(place, folder)| {
                scope.spawn(move || {
                    modules(place)
                        .try_for_each(|module| build_one(root, &root.join(folder), module, &root.join("pkg")))
                })
            })
            .collect();
        builds
            .into_iter()
            .try_for_each(|build| build.join().unwrap_or_else(|_| Err(Error::msg("a build panicked"))))
    })
}

/// Makes the module that measures tables, in the way of those that are shipped, in a folder of its own.
///
/// # Errors
/// When a tool is missing or fails.
pub fn build_csv(root: &Path, pkg: &Path) -> Result<()> {
    let [folder, _] = FOLDERS;
    build_one(root, &root.join(folder), &CSV, pkg)
}

/// All is skipped where no source is younger than what was made of it.
fn build_one(root: &Path, folder: &Path, module: &Module, pkg: &Path) -> Result<()> {
    let wasm = pkg.join(format!("{}_bg.wasm", module.name));
    if wasm.is_file() && modified(&wasm)? > last_change(root, module)? {
        return Ok(());
    }
    let compiled =
        folder.join(TARGET).join("wasm/deps").join(format!("{}.wasm", module.package.replace('-', "_")));
    // Modules share this one file, and cargo takes it for any of them: it has to be made anew.
    if compiled.is_file() {
        fs::remove_file(&compiled).with_context(|| format!("cannot remove {}", compiled.display()))?;
    }
    compile(root, folder, module)?;
    bind(&read(&compiled)?, module.name, pkg)?;
    shrink(root, module.name, &wasm)
}

/// When a file that the core is made of, or this task, last changed.
fn last_change(root: &Path, module: &Module) -> Result<SystemTime> {
    let mut sources: Vec<PathBuf> =
        ["Cargo.toml", "Cargo.lock", "build.rs", "rust-toolchain.toml", "xtask/src/wasm.rs"]
            .map(|file| root.join(file))
            .into();
    for folder in ["src", "kernels"] {
        sources.extend(files_below(&root.join(folder))?);
    }
    if module.package == CSV.package {
        sources.extend(files_below(&root.join("benches/csv"))?);
    }
    let mut last = SystemTime::UNIX_EPOCH;
    for source in sources {
        last = last.max(modified(&source)?);
    }
    Ok(last)
}

fn modified(file: &Path) -> Result<SystemTime> {
    fs::metadata(file)
        .and_then(|facts| facts.modified())
        .with_context(|| format!("cannot look at {}", file.display()))
}

fn compile(root: &Path, folder: &Path, module: &Module) -> Result<()> {
    run(
        &format!("{} as wasm", module.name),
        cargo(root)
            .args(["build", "--quiet", "--package", module.package, "--lib", "--no-default-features"])
            .args(["--profile", "wasm", "--target", TARGET, "--target-dir"])
            .arg(folder)
            .args(module.features)
            .env("CARGO_ENCODED_RUSTFLAGS", flags(root)?),
    )
}

/// What the compiler is told. Panic messages hold paths: without theirs the same sources give other bytes in another folder.
fn flags(root: &Path) -> Result<OsString> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .context("there is neither CARGO_HOME nor a home folder")?;
    let mut paths = vec![(root.to_owned(), "/pinfold"), (home.clone(), "/cargo")];
    // The folder of a registry is named after its address; without it the paths are shorter, and the same from any mirror.
    // Of several that fit the last counts.
    for registry in fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten() {
        paths.push((registry.path(), ""));
    }
    let mut flags = OsString::from(WIDE);
    for (from, to) in paths {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    }
    Ok(flags)
}

fn bind(compiled: &[u8], name: &str, pkg: &Path) -> Result<()> {
    println!("… binding {name}");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, compiled.to_vec())
        .typescript(true)
        .remove_name_section(false)
        .remove_producers_section(true)
        // After a trap the instance is thrown away and made anew.
        .reset_state_function(true);
    bindgen.web(true)?.generate(pkg)
}

fn shrink(root: &Path, name: &str, wasm: &Path) -> Result<()> {
    let small = wasm.with_extension("small");
    run(
        &format!("shrinking {name}"),
        npm_program(root, "wasm-opt")
            .args(SMALLER)
            .args(["--strip-debug", "--strip-producers"])
            .args(FEATURES)
            .arg(wasm)
            .arg("-o")
            .arg(&small),
    )?;
    ensure!(small.is_file(), "wasm-opt wrote no {}", small.display());
    fs::rename(&small, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
}
