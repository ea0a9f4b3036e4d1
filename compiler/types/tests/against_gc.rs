//! Diagnostics must be those of gc, to the column.
//!
//! In: Go files without imports (but unsafe) below the checker tests of the distribution, and below
//! the folders in `GRUS_COMPARE`, but for those that ask to be ignored: one of them is a constant
//! expression with which gc is busy for more than a minute. Each is compiled by the distribution's compiler and checked here.
//! Needs `GRUS_GOROOT` or an installed `go`; says so and passes otherwise. At most
//! `ALLOWED_DIFFERENCES` files may differ; the number may only shrink.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

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
fn gc_diagnostics(
    compiler: &Path,
    file: &Path,
    lang: &str,
    worker: usize,
) -> Option<BTreeSet<String>> {
    let name = format!("against_gc_{}_{worker}.o", std::process::id());
    let object = std::env::temp_dir().join(name);
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

/// Whether a file's build constraint begins with the tag that nothing sets.
fn is_ignored(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .any(|line| line.starts_with("//go:build ignore"))
}

fn go_files(dir: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.extension().is_some_and(|extension| extension == "go")
            && path.is_file()
            && !is_ignored(&path)
        {
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

/// How the diagnostics for a file differ; none if they cannot be compared.
fn differences(compiler: &Path, file: &Path, worker: usize) -> Option<String> {
    let lang = language(file);
    let version = GoVersion::parse(&lang).unwrap_or(GoVersion::CURRENT);
    let own = own_diagnostics(file, version)?;
    let gc = gc_diagnostics(compiler, file, &lang, worker)?;
    let mut text = String::new();
    if own != gc {
        text = format!("--- {}\n", file.display());
        for line in gc.difference(&own) {
            text.push_str(&format!("  gc:   {line}\n"));
        }
        for line in own.difference(&gc) {
            text.push_str(&format!("  here: {line}\n"));
        }
    }
    Some(text)
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
        let (compared, different) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let next = AtomicUsize::new(0);
        let work = |worker: usize| {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                if let Some(differences) = differences(&compiler, file, worker) {
                    compared.fetch_add(1, Ordering::Relaxed);
                    different.fetch_add(usize::from(!differences.is_empty()), Ordering::Relaxed);
                    eprint!("{differences}");
                }
            }
        };
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for worker in 0..workers {
                let builder = std::thread::Builder::new().stack_size(256 << 20);
                let spawned = builder.spawn_scoped(scope, {
                    let work = &work;
                    move || work(worker)
                });
                spawned.expect("a thread for a part of the files");
            }
        });
        let (compared, different) = (compared.into_inner(), different.into_inner());
        eprintln!("{different} of {compared} files differ");
        assert!(
            different <= allowed,
            "{different} files differ, {allowed} allowed"
        );
    });
}
