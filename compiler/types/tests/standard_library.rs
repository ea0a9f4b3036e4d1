//! The packages of an installed Go distribution must check without any diagnostic.
//!
//! Needs `GRUS_GOROOT` or an installed `go`; says so and passes otherwise.

mod support;

use std::path::Path;

use support::{Loader, go_root, with_large_stack};

/// Import paths of all packages below a folder.
fn packages(src: &Path, path: &str, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(src.join(path)) else {
        return;
    };
    let mut has_go = false;
    let mut dirs = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().to_string();
        if entry.path().is_dir() {
            let skipped = matches!(
                name.as_str(),
                "testdata" | "cmd" | "internal_test" | "builtin"
            ) || name.starts_with(['.', '_']);
            if !skipped {
                dirs.push(name);
            }
        } else if name.ends_with(".go") && !name.ends_with("_test.go") {
            has_go = true;
        }
    }
    if has_go && !path.is_empty() {
        found.push(path.to_string());
    }
    dirs.sort();
    for dir in dirs {
        let inner = if path.is_empty() {
            dir
        } else {
            format!("{path}/{dir}")
        };
        packages(src, &inner, found);
    }
}

#[test]
fn standard_library_checks_without_diagnostics() {
    with_large_stack(|| {
        let Some(root) = go_root() else {
            eprintln!("skipped: no Go distribution (set GRUS_GOROOT)");
            return;
        };
        let mut paths = match std::env::var("GRUS_PACKAGES") {
            Ok(list) => list.split(',').map(str::to_string).collect(),
            Err(_) => Vec::new(),
        };
        if paths.is_empty() {
            packages(&root.join("src"), "", &mut paths);
        }
        let mut loader = Loader::new(root);
        for path in &paths {
            loader.load(path);
        }
        let seconds = loader.checking.as_secs_f64();
        eprintln!(
            "{} packages, {} lines checked in {seconds:.2} s ({:.0} lines/s)",
            paths.len(),
            loader.lines,
            loader.lines as f64 / seconds
        );
        for problem in loader.problems.iter().take(60) {
            eprintln!("{problem}");
        }
        assert!(
            loader.problems.is_empty(),
            "{} problems",
            loader.problems.len()
        );
    });
}
