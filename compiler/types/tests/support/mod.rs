//! Finding a Go distribution and loading packages from source, for the tests of the checker.
//!
//! In: import paths. Out: a `Program` with the packages and everything they import.
//! Not done: modules, cgo, test files.
#![allow(dead_code)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use grus_syntax::ast::File;
use grus_syntax::build_constraint::BuildTags;
use grus_syntax::parser::{Options, parse_with};
use grus_syntax::{Diagnostic, SourceMap};
use grus_types::{GoVersion, PackageId, PackageSources, Program, check_package};

/// The root of a Go distribution: `GRUS_GOROOT`, or what an installed `go` says.
pub fn go_root() -> Option<PathBuf> {
    let root = std::env::var("GRUS_GOROOT").ok().or_else(|| {
        let output = Command::new("go").args(["env", "GOROOT"]).output().ok()?;
        String::from_utf8(output.stdout).ok()
    })?;
    let root = PathBuf::from(root.trim());
    root.join("src/fmt").is_dir().then_some(root)
}

/// Runs a test body with a stack large enough for deeply nested programs.
pub fn with_large_stack(body: impl FnOnce() + Send + 'static) {
    let builder = std::thread::Builder::new().stack_size(256 << 20);
    let handle = builder.spawn(body).expect("a thread for the test");
    if handle.join().is_err() {
        panic!("the test failed");
    }
}

/// Processor time of this thread (wall time where the system does not tell).
fn thread_time() -> std::time::Duration {
    let nanos = std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok());
    match nanos {
        Some(nanos) => std::time::Duration::from_nanos(nanos),
        None => std::time::UNIX_EPOCH.elapsed().unwrap_or_default(),
    }
}

/// A file name with its parsed tree.
pub struct ParsedFile {
    pub tree: Option<Arc<File>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a text.
pub fn parse_text(map: &mut SourceMap, name: &str, text: &[u8], standard: bool) -> ParsedFile {
    let id = map.add_bytes(name, text);
    let options = Options {
        standard_library: standard,
        ..Options::default()
    };
    let parsed = parse_with(map.file(id), options);
    ParsedFile {
        tree: parsed.file.map(Arc::new),
        diagnostics: parsed.diagnostics,
    }
}

/// Loads packages of the distribution on demand.
pub struct Loader {
    pub root: PathBuf,
    pub map: SourceMap,
    pub program: Program,
    loaded: HashMap<String, Option<PackageId>>,
    tags: BuildTags,
    /// Number of source lines checked.
    pub lines: usize,
    /// Time spent in the checker.
    pub checking: std::time::Duration,
    /// Diagnostics of loaded packages, rendered.
    pub problems: Vec<String>,
}

impl Loader {
    pub fn new(root: PathBuf) -> Self {
        Loader {
            root,
            map: SourceMap::new(),
            program: Program::new(),
            loaded: HashMap::new(),
            tags: BuildTags::new(["purego"]),
            lines: 0,
            checking: std::time::Duration::ZERO,
            problems: Vec::new(),
        }
    }

    /// The import path a package of the distribution is known under.
    pub fn resolve(root: &Path, path: &str) -> String {
        let first = path.split('/').next().unwrap_or(path);
        let vendored = format!("vendor/{path}");
        if first.contains('.') && root.join("src").join(&vendored).is_dir() {
            return vendored;
        }
        path.to_string()
    }

    /// Loads a package and its imports; false if there is no such package.
    pub fn load(&mut self, path: &str) -> bool {
        if path == "unsafe" {
            return true;
        }
        if let Some(known) = self.loaded.get(path) {
            return known.is_some();
        }
        // Guards against import cycles, which do not occur in the distribution.
        self.loaded.insert(path.to_string(), None);
        let files = self.parse_dir(path);
        if files.is_empty() {
            return false;
        }
        for file in &files {
            for import in &file.imports {
                if let Some(path) = &import.path {
                    let path = Self::resolve(&self.root, path.value.as_str());
                    self.load(&path);
                }
            }
        }
        let root = self.root.clone();
        let resolve = move |path: &str| Self::resolve(&root, path);
        let sources = PackageSources {
            path,
            files: &files,
            go_version: GoVersion::CURRENT,
            resolve_import: Some(&resolve),
            source_map: &self.map,
            ignore_func_bodies: false,
            test_builtins: false,
        };
        let start = thread_time();
        let (package, diagnostics) = check_package(&mut self.program, &sources);
        self.checking += thread_time().saturating_sub(start);
        for diagnostic in &diagnostics {
            self.problems.push(diagnostic.render(&self.map));
        }
        self.loaded.insert(path.to_string(), Some(package));
        true
    }

    fn parse_dir(&mut self, path: &str) -> Vec<Arc<File>> {
        let dir = self.root.join("src").join(path);
        let Ok(entries) = std::fs::read_dir(&dir) else {
            return Vec::new();
        };
        let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        names.sort();
        let mut files = Vec::new();
        for name in names {
            let base = name
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or("");
            let Ok(text) = std::fs::read(&name) else {
                continue;
            };
            if !self.tags.includes_file(base, &text, false).unwrap_or(false) {
                continue;
            }
            self.lines += text.iter().filter(|&&byte| byte == b'\n').count();
            let shown = format!("{path}/{base}");
            let parsed = parse_text(&mut self.map, &shown, &text, true);
            for diagnostic in &parsed.diagnostics {
                self.problems.push(diagnostic.render(&self.map));
            }
            // Without cgo, files that need it take no part.
            let cgo = |tree: &Arc<File>| {
                tree.imports.iter().any(|import| {
                    import
                        .path
                        .as_ref()
                        .is_some_and(|path| path.value.as_str() == "C")
                })
            };
            files.extend(parsed.tree.filter(|tree| !cgo(tree)));
        }
        files
    }
}
