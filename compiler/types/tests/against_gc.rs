//! Diagnostics must be those of gc, to the column.
//!
//! In: Go files without imports (but unsafe) below the checker tests of the distribution, and below
//! the folders in `GRUS_COMPARE`. Each is compiled by the distribution's compiler and checked here.
//! Needs `GRUS_GOROOT` or an installed `go`; says so and passes otherwise. At most
//! `ALLOWED_DIFFERENCES` files may differ; the number may only shrink.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use grus_syntax::SourceMap;
use grus_types::{GoVersion, PackageSources, Program, check_package};
use support::{go_root, parse_text, with_large_stack};

/// How many files of the distribution's tests may give different diagnostics.
const ALLOWED_DIFFERENCES: usize = 0;

/// The compiler of the distribution, if it can be run.
fn compiler(root: &Path) -> Option<PathBuf> {
    let output = Command::new(root.join("bin/go"))
        .args(["tool", "-n", "compile"])
        .env("GOROOT", root)
        .output()
        .ok()?;
    let path = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    path.exists().then_some(path)
}

/// What gc prints for a file, one string a diagnostic; `None` if it stops at syntax errors.
fn gc_diagnostics(compiler: &Path, file: &Path, lang: &str) -> Option<BTreeSet<String>> {
    let object = std::env::temp_dir().join(format!("against_gc_{}.o", std::process::id()));
    let output = Command::new(compiler)
        .args(["-e", "-p", "p", "-lang", lang, "-o"])
        .arg(&object)
        .arg(file)
        .output()
        .ok()?;
    let _ = std::fs::remove_file(&object);
    let text = String::from_utf8_lossy(&output.stdout).to_string();
    let mut found = BTreeSet::new();
    let mut current = String::new();
    for line in text.lines() {
        if line.starts_with('\t') {
            current.push('\n');
            current.push_str(line);
        } else {
            found.insert(std::mem::replace(&mut current, line.to_string()));
        }
    }
    found.insert(current);
    found.remove("");
    let syntax = found
        .iter()
        .any(|line| line.contains("syntax error") || line.contains("label "));
    (!syntax).then_some(found)
}

/// What this checker says; `None` if the file does not parse or imports packages.
fn own_diagnostics(file: &Path, lang: GoVersion) -> Option<BTreeSet<String>> {
    let mut map = SourceMap::new();
    let text = std::fs::read(file).ok()?;
    let parsed = parse_text(&mut map, &file.display().to_string(), &text, false);
    let tree = parsed.tree.filter(|_| parsed.diagnostics.is_empty())?;
    let imports = tree
        .imports
        .iter()
        .filter_map(|import| import.path.as_ref());
    if imports.clone().any(|path| path.value.as_str() != "unsafe") {
        return None;
    }
    let mut program = Program::new();
    let sources = PackageSources {
        path: "p",
        files: &[tree],
        go_version: lang,
        resolve_import: None,
        source_map: &map,
        ignore_func_bodies: false,
        test_builtins: false,
    };
    let mut diagnostics = check_package(&mut program, &sources).1;
    // What gc shows of the errors it finds.
    grus_syntax::diagnostic::sort_and_deduplicate(&mut diagnostics, &map);
    Some(
        diagnostics
            .iter()
            .map(|diagnostic| diagnostic.render(&map))
            .collect(),
    )
}

fn go_files(dir: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.extension().is_some_and(|extension| extension == "go") && path.is_file() {
            found.push(path);
        }
    }
}

/// The `-lang` flag in the first line of a test file.
fn language(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let first = text.lines().next().unwrap_or("");
    let flag = first
        .split_whitespace()
        .find_map(|word| word.strip_prefix("-lang="));
    flag.unwrap_or("go1.27").to_string()
}

#[test]
fn diagnostics_are_those_of_gc() {
    with_large_stack(|| {
        let Some(root) = go_root() else {
            eprintln!("skipped: no Go distribution (set GRUS_GOROOT)");
            return;
        };
        let Some(compiler) = compiler(&root) else {
            eprintln!("skipped: the distribution has no compiler");
            return;
        };
        let mut files = Vec::new();
        let mut allowed = ALLOWED_DIFFERENCES;
        match std::env::var("GRUS_COMPARE") {
            Ok(dirs) => {
                allowed = usize::MAX;
                for dir in dirs.split(':') {
                    go_files(Path::new(dir), &mut files);
                }
            }
            Err(_) => {
                for dir in ["check", "spec", "examples", "fixedbugs"] {
                    go_files(
                        &root.join("src/internal/types/testdata").join(dir),
                        &mut files,
                    );
                }
            }
        }
        let (mut compared, mut different) = (0, 0);
        for file in &files {
            let lang = language(file);
            let version = GoVersion::parse(&lang).unwrap_or(GoVersion::CURRENT);
            let Some(own) = own_diagnostics(file, version) else {
                continue;
            };
            let Some(gc) = gc_diagnostics(&compiler, file, &lang) else {
                continue;
            };
            compared += 1;
            if own == gc {
                continue;
            }
            different += 1;
            eprintln!("--- {}", file.display());
            for line in gc.difference(&own) {
                eprintln!("  gc:   {line}");
            }
            for line in own.difference(&gc) {
                eprintln!("  here: {line}");
            }
        }
        eprintln!("{different} of {compared} files differ");
        assert!(
            different <= allowed,
            "{different} files differ, {allowed} allowed"
        );
    });
}
