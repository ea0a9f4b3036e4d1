//! Helpers of the integration tests.
//! In: the environment.  Out: the Go tree to test against, if there is one.

#![allow(dead_code, reason = "each test uses some of the helpers")]

use grus_syntax::diagnostic::ERROR_LIMIT;
use grus_syntax::parser::Options;
use grus_syntax::{Parsed, SourceMap};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of a Go installation: `GRUS_GOROOT`, or what `go env GOROOT` says.
pub fn goroot() -> Option<PathBuf> {
    if let Some(root) = std::env::var_os("GRUS_GOROOT") {
        return Some(PathBuf::from(root)).filter(|root| root.join("src").is_dir());
    }
    let output = Command::new("go").args(["env", "GOROOT"]).output().ok()?;
    let root = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    root.join("src").is_dir().then_some(root)
}

/// All Go files under a directory, sorted; directories called `testdata` only if wanted.
pub fn go_files(directory: &Path, testdata: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![directory.to_path_buf()];
    while let Some(directory) = pending.pop() {
        for entry in std::fs::read_dir(&directory)
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                if testdata || path.file_name().is_none_or(|name| name != "testdata") {
                    pending.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "go") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Parses one text.
pub fn parse(name: &str, text: &[u8]) -> (SourceMap, Parsed) {
    let mut sources = SourceMap::new();
    let id = sources.add_bytes(name, text.to_vec());
    let parsed = grus_syntax::parse_file(&sources.file(id).clone());
    (sources, parsed)
}

/// Parses one text as a part of the standard library.
pub fn parse_library(name: &str, text: &[u8]) -> (SourceMap, Parsed) {
    let mut sources = SourceMap::new();
    let id = sources.add_bytes(name, text.to_vec());
    let options = Options {
        standard_library: true,
        ..Options::default()
    };
    let parsed = grus_syntax::parser::parse_with(&sources.file(id).clone(), options);
    (sources, parsed)
}

/// The diagnostics as gc would print them.
pub fn render(sources: &SourceMap, parsed: &Parsed) -> String {
    grus_syntax::diagnostic::render_all(&parsed.diagnostics, sources, ERROR_LIMIT)
}

/// Runs on a stack as large as the compiler's own threads have.
pub fn with_large_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    thread
        .expect("thread starts")
        .join()
        .expect("thread ends well");
}
