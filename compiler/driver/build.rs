//! Builds what the compiler carries inside itself: the runtime as an object file, and the table of the
//! embedded Go packages.
//!
//! The runtime is compiled by a nested cargo call with its own profile, target and target folder, so
//! that it is `no_std`, optimised and free of the flags meant for the compiler itself. The folder is
//! shared by all profiles of the outer build; its lock is another one, so the calls cannot deadlock.

#[path = "build/runtime_object.rs"]
mod runtime_object;

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "x86_64-unknown-linux-gnu";

/// If set, the runtime's functions have names in executables, for debuggers and profilers.
const KEEP_NAMES: &str = "GRUS_RUNTIME_NAMES";

/// If set, the runtime checks what only debug builds check: the order of locks, above all.
const CHECKS: &str = "GRUS_RUNTIME_CHECKS";

fn main() {
    let manifest = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    let root = manifest.join("../..");
    let out = PathBuf::from(variable("OUT_DIR"));
    build_runtime(&root, &out);
    embed_library(&root.join("library"), &out);
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}

fn build_runtime(root: &Path, out: &Path) {
    for path in [
        "runtime/src",
        "runtime/Cargo.toml",
        "abi/src",
        "Cargo.toml",
        "Cargo.lock",
    ] {
        println!("cargo::rerun-if-changed={}", root.join(path).display());
    }
    let target_folder = out
        .ancestors()
        .nth(4)
        .expect("OUT_DIR is deep")
        .join("runtime-build");
    let mut cargo = Command::new(variable("CARGO"));
    for (name, _) in env::vars() {
        if must_not_leak(&name) {
            cargo.env_remove(name);
        }
    }
    // What is not marked #[inline] is called, not copied: a quarter of the runtime's code, which is in
    // every executable, was copies.
    let flags = [
        "-Crelocation-model=static",
        "-Cforce-frame-pointers=yes",
        "-Cllvm-args=-inline-threshold=12",
    ];
    cargo
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .args([
            "rustc",
            "-p",
            "grus-runtime",
            "--crate-type",
            "staticlib",
            "--locked",
            "--quiet",
        ])
        .args([
            "--features",
            "standalone",
            "--profile",
            "runtime",
            "--target",
            TARGET,
        ])
        .arg("--target-dir")
        .arg(&target_folder)
        .arg("--manifest-path")
        .arg(root.join("runtime/Cargo.toml"));
    println!("cargo::rerun-if-env-changed={CHECKS}");
    if env::var_os(CHECKS).is_some() || variable("PROFILE") == "debug" {
        cargo.args(["--config", "profile.runtime.debug-assertions=true"]);
    }
    let status = cargo.status().expect("cargo can be run");
    assert!(status.success(), "the runtime does not build");
    println!("cargo::rerun-if-env-changed={KEEP_NAMES}");
    let keep_names = env::var_os(KEEP_NAMES).is_some();
    let archive = target_folder.join(TARGET).join("runtime/libgrus_runtime.a");
    let archive = fs::read(&archive).expect("cargo wrote the runtime");
    let object = runtime_object::digest(&archive, "_start", keep_names)
        .unwrap_or_else(|error| panic!("the runtime cannot be digested: {error}"));
    let path = out.join("runtime.o");
    fs::write(&path, object).expect("OUT_DIR is writable");
    println!("cargo::rustc-env=GRUS_RUNTIME_OBJECT={}", path.display());
}

/// Settings of the outer build that must not reach the nested one.
fn must_not_leak(name: &str) -> bool {
    const KEPT: [&str; 2] = ["CARGO_HOME", "CARGO_MAKEFLAGS"];
    const KEPT_PREFIXES: [&str; 4] = ["CARGO_HTTP", "CARGO_REGISTR", "CARGO_SOURCE", "CARGO_NET"];
    let kept = KEPT.contains(&name) || KEPT_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    let cargo_setting = name.starts_with("CARGO_") && !kept;
    let compiler_setting = matches!(
        name,
        "RUSTFLAGS"
            | "RUSTDOCFLAGS"
            | "RUSTC_WRAPPER"
            | "RUSTC_WORKSPACE_WRAPPER"
            | "TARGET"
            | "PROFILE"
            | "OPT_LEVEL"
            | "DEBUG"
            | "HOST"
            | "OUT_DIR"
            | "NUM_JOBS"
    );
    cargo_setting || compiler_setting
}

fn embed_library(library: &Path, out: &Path) {
    println!("cargo::rerun-if-changed={}", library.display());
    let mut packages = Vec::new();
    collect_packages(library, "", &mut packages);
    packages.sort();
    let mut table = String::from("static EMBEDDED: &[(&str, &[(&str, &str)])] = &[\n");
    for (path, files) in &packages {
        writeln!(table, "    ({path:?}, &[").expect("strings grow");
        for (name, file) in files {
            writeln!(table, "        ({name:?}, include_str!({file:?})),").expect("strings grow");
        }
        table.push_str("    ]),\n");
    }
    table.push_str("];\n");
    fs::write(out.join("library_table.rs"), table).expect("OUT_DIR is writable");
}

type PackageFiles = (String, Vec<(String, PathBuf)>);

fn collect_packages(folder: &Path, path: &str, packages: &mut Vec<PackageFiles>) {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).expect("the library folder is readable");
    for entry in entries {
        let entry = entry.expect("the library folder is readable");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let inner = if path.is_empty() {
                name
            } else {
                format!("{path}/{name}")
            };
            collect_packages(&entry.path(), &inner, packages);
        } else if name.ends_with(".go") && !name.ends_with("_test.go") {
            files.push((name, entry.path()));
        }
    }
    files.sort();
    if !files.is_empty() {
        packages.push((path.to_string(), files));
    }
}
