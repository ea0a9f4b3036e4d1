//! Syntax errors have gc's texts and positions.
//! In: small bad programs in `errors/`, what gc prints for them beside (`.err`).  Out: nothing.
//! With a Go installation the recorded output is compared with that of the real compiler, and the
//! upstream parser tests are compared too. `BLESS=1` records the output of this parser.

mod common;

use std::path::Path;
use std::process::Command;

#[test]
fn recorded_programs_give_recorded_errors() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let files = common::go_files(&directory, true);
    let mut failures = String::new();
    for path in &files {
        let text = std::fs::read(path).expect("test program is readable");
        let name = path.file_name().expect("file has a name").to_string_lossy();
        let (sources, parsed) = common::parse(&name, &text);
        let found = common::render(&sources, &parsed);
        let record = path.with_extension("err");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&record, &found).expect("record is writable");
        }
        let expected = std::fs::read_to_string(&record).unwrap_or_default();
        if found != expected {
            failures += &format!("{name}: found\n{found}recorded\n{expected}");
        }
        if let Some(real) = real_errors(path, &name)
            && real != expected
        {
            failures += &format!("{name}: recorded\n{expected}gc\n{real}");
        }
    }
    assert!(files.len() >= 25, "test programs are missing");
    assert!(failures.is_empty(), "{failures}");
}

/// What the real compiler prints, reduced to what it finds while parsing; none without a compiler.
fn real_errors(path: &Path, name: &str) -> Option<String> {
    let object = std::env::temp_dir().join(format!("grus-syntax-{}.o", std::process::id()));
    let output = Command::new("go")
        .args(["tool", "compile", "-p", "p", "-o"])
        .arg(&object)
        .arg(name)
        .current_dir(path.parent()?)
        .output()
        .ok()?;
    let _ = std::fs::remove_file(&object); // it does not exist after errors
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (!text.is_empty()).then_some(text)
}

#[test]
fn upstream_parser_tests_give_the_errors_of_gc() {
    let Some(root) = common::goroot() else {
        eprintln!("skipped: no Go installation (set GRUS_GOROOT)");
        return;
    };
    let directory = root.join("src/cmd/compile/internal/syntax/testdata");
    let (mut failures, mut compared) = (String::new(), 0);
    for path in common::go_files(&directory, true) {
        let name = path
            .file_name()
            .expect("file has a name")
            .to_string_lossy()
            .into_owned();
        let Some(real) = real_errors(&path, &name) else {
            continue;
        };
        // Without syntax errors gc goes on to check types.
        if !real.contains(": syntax error: ") {
            continue;
        }
        let text = std::fs::read(&path).expect("test program is readable");
        let (sources, parsed) = common::parse(&name, &text);
        let found = common::render(&sources, &parsed);
        compared += 1;
        if found != real {
            failures += &format!("{name}: found\n{found}gc\n{real}");
        }
    }
    eprintln!("{compared} programs compared");
    assert!(failures.is_empty(), "{failures}");
}
