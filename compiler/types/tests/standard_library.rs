//! The packages of an installed Go distribution must check without any diagnostic, and fast.
//!
//! In: all packages below its `src`, but for `cmd` and files that need cgo, as built for Linux on amd64.
//! Out: how many lines of source the checker handles in a second on one core: processor time of the thread
//! in `check_package` alone, the best of up to `ROUNDS` rounds, as other programs on the machine slow it
//! down too. Executables of the release profile have to reach `REQUIRED`.
//! Needs `GRUS_GOROOT` or an installed `go`; says so and passes otherwise.

mod support;

use std::path::Path;

use support::{Loader, go_root, with_large_stack};

/// The allocator of the compiler.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Lines of source a second.
const REQUIRED: f64 = 500_000.0;
/// How often the measurement is repeated at most. Machines that take memory away from idle programs are
/// several times slower until it is all back.
const ROUNDS: usize = 15;

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
        // What other profiles compile is not optimised enough to be measured.
        let released = std::env::current_exe()
            .is_ok_and(|path| path.components().any(|part| part.as_os_str() == "release"));
        let mut best = 0.0_f64;
        for _ in 0..ROUNDS {
            let mut loader = Loader::new(root.clone());
            for path in &paths {
                loader.load(path);
            }
            let seconds = loader.checking.as_secs_f64();
            let rate = loader.lines as f64 / seconds;
            best = best.max(rate);
            eprintln!(
                "{} packages, {} lines checked in {seconds:.2} s ({rate:.0} lines/s)",
                paths.len(),
                loader.lines,
            );
            for problem in loader.problems.iter().take(60) {
                eprintln!("{problem}");
            }
            let problems = loader.problems.len();
            assert!(problems == 0, "{problems} problems");
            if !released || best >= REQUIRED {
                break;
            }
        }
        assert!(
            !released || best >= REQUIRED,
            "{best:.0} lines/s, {REQUIRED} are required"
        );
    });
}
