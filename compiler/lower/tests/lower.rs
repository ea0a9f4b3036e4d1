//! Golden tests: small Go programs and their MIR.
//!
//! In: `programs/*.go`, checked and lowered together with the embedded library. Out: each must verify,
//! and the functions of package main must print as the `.mir` file beside the program says (written
//! anew when `BLESS=1` is set).
//! With `LOWER_SHOW` set to a file, its whole MIR is printed.
//! With `LOWER_PROGRAMS` set to a folder, all its programs are lowered and verified as well.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use grus_mir::{print, verify};
use grus_syntax::{SourceMap, ast, parser};
use grus_types::{GoVersion, PackageId, PackageSources, Program, check_package};

/// Loads packages from files and the embedded library, imports first.
struct Loader {
    sources: SourceMap,
    program: Program,
    loaded: BTreeSet<String>,
}

impl Loader {
    fn new() -> Loader {
        Loader {
            sources: SourceMap::new(),
            program: Program::new(),
            loaded: BTreeSet::new(),
        }
    }

    fn package(&mut self, path: &str, files: &[PathBuf]) -> Result<PackageId, String> {
        let mut trees = Vec::new();
        for file in files {
            let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
            let id = self.sources.add_file(&file.display().to_string(), text);
            let options = parser::Options {
                standard_library: path != "main",
                ..Default::default()
            };
            let parsed = parser::parse_with(self.sources.file(id), options);
            self.no_errors(&parsed.diagnostics)?;
            trees.extend(parsed.file.map(Arc::new));
        }
        for import in imports(&trees) {
            self.import(&import)?;
        }
        let sources = PackageSources {
            path,
            files: &trees,
            go_version: GoVersion::CURRENT,
            resolve_import: None,
            source_map: &self.sources,
            ignore_func_bodies: false,
            test_builtins: false,
        };
        let (id, diagnostics) = check_package(&mut self.program, &sources);
        self.no_errors(&diagnostics)?;
        Ok(id)
    }

    fn import(&mut self, path: &str) -> Result<(), String> {
        if path == "unsafe" || !self.loaded.insert(path.to_string()) {
            return Ok(());
        }
        let folder = root().join("library").join(path);
        let files = go_files(&folder);
        if files.is_empty() {
            return Err(format!("no package {path}"));
        }
        self.package(path, &files).map(|_| ())
    }

    fn no_errors(&self, diagnostics: &[grus_syntax::Diagnostic]) -> Result<(), String> {
        if diagnostics.is_empty() {
            return Ok(());
        }
        Err(grus_syntax::diagnostic::render_all(
            diagnostics,
            &self.sources,
            0,
        ))
    }

    /// Lowers and verifies; gives the text of package main's functions.
    fn lower(&mut self, main: PackageId) -> Result<String, String> {
        let options = grus_lower::Options::default();
        let mir = grus_lower::lower_program(&mut self.program, main, &options)
            .map_err(|diagnostics| self.no_errors(&diagnostics).unwrap_err())?;
        verify::verify_program(&mir, &self.program, "lower")?;
        if std::env::var_os("LOWER_SHOW").is_some() {
            println!("{}", print::print_program(&mir, &self.program));
        }
        let mut text = String::new();
        for (id, function) in &mir.functions {
            if function.package == main && !function.external {
                text.push_str(&print::print_function(&mir, &self.program, id));
                text.push('\n');
            }
        }
        Ok(text)
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn imports(files: &[Arc<ast::File>]) -> BTreeSet<String> {
    let paths = files.iter().flat_map(|file| file.imports.iter());
    paths
        .filter_map(|import| Some(import.path?.value.as_str().to_string()))
        .collect()
}

fn go_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "go"))
        .filter(|path| !path.to_string_lossy().ends_with("_test.go"))
        .collect();
    files.sort();
    files
}

fn lower_file(file: &Path) -> Result<String, String> {
    let mut loader = Loader::new();
    if std::env::var_os("LOWER_NO_RUNTIME").is_none() {
        loader.import("runtime")?;
    }
    let main = loader.package("main", &[file.to_path_buf()])?;
    loader.lower(main)
}

#[test]
fn programs_lower_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for file in go_files(&folder) {
        let expected_file = file.with_extension("mir");
        match lower_file(&file) {
            Err(error) => failures.push(format!("{}: {error}", file.display())),
            Ok(text) if bless => std::fs::write(&expected_file, text).unwrap(),
            Ok(text) => {
                let expected = std::fs::read_to_string(&expected_file).unwrap_or_default();
                if text != expected {
                    failures.push(format!("{}: the MIR differs:\n{text}", file.display()));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn lowering_is_deterministic() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/range_function.go");
    assert_eq!(lower_file(&file), lower_file(&file));
}

#[test]
fn shown_program_lowers() {
    let Some(file) = std::env::var_os("LOWER_SHOW") else {
        return;
    };
    if let Err(error) = lower_file(Path::new(&file)) {
        println!("FAIL {error}");
    }
}

#[test]
fn other_programs_verify() {
    let Some(folder) = std::env::var_os("LOWER_PROGRAMS") else {
        return;
    };
    let mut folders = vec![PathBuf::from(folder)];
    let mut failures = 0;
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "go") {
                continue;
            }
            count += 1;
            if let Err(error) = lower_file(&path) {
                failures += 1;
                println!("FAIL {}: {error}", path.display());
            }
        }
    }
    println!("{count} programs, {failures} failures");
}
