//! Every file of the standard library parses, and printing it and parsing that gives the same tree.
//! In: the library of an installed Go.  Out: nothing; says so if there is none.

mod common;

use grus_syntax::{dump, printer};
use std::time::{Duration, Instant};

#[test]
fn the_standard_library_survives_printing() {
    let Some(root) = common::goroot() else {
        eprintln!("skipped: no Go installation (set GRUS_GOROOT)");
        return;
    };
    let files = common::go_files(&root.join("src"), false);
    let mut failures = Vec::new();
    let (mut lines, mut parsing) = (0, Duration::ZERO);
    for path in &files {
        let text = std::fs::read(path).expect("library file is readable");
        let name = path.display().to_string();
        lines += text.iter().filter(|&&byte| byte == b'\n').count();
        let start = Instant::now();
        let (sources, first) = common::parse_library(&name, &text);
        parsing += start.elapsed();
        let Some(file) = first.file.as_ref().filter(|_| first.diagnostics.is_empty()) else {
            failures.push(common::render(&sources, &first));
            continue;
        };
        let printed = printer::print_file(file);
        let (sources, second) = common::parse(&name, printed.as_bytes());
        match &second.file {
            Some(again) if second.diagnostics.is_empty() => {
                if !dump::same_tree(file, again) {
                    failures.push(first_difference(
                        &name,
                        &dump::dump(file),
                        &dump::dump(again),
                    ));
                }
            }
            _ => failures.push(format!("printed {}", common::render(&sources, &second))),
        }
    }
    let rate = lines as f64 / parsing.as_secs_f64();
    eprintln!("{} files, {lines} lines, {rate:.0} lines/s", files.len());
    assert!(files.len() > 1000, "library is incomplete");
    let shown = failures
        .iter()
        .take(20)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(failures.is_empty(), "{} failures:\n{shown}", failures.len());
}

fn first_difference(name: &str, left: &str, right: &str) -> String {
    let differing = left
        .lines()
        .zip(right.lines())
        .find(|(left, right)| left != right);
    format!("{name}: {differing:?}")
}
