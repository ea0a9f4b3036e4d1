//! `-S`: every line of a listing has gc's form, as a reader finds that accepts gc's own listings,
//! and the listing says what the program contains.
//!
//! In: sample programs.  Out: a failure that shows the first line a strict reader of gc's format
//! (cmd/internal/obj/objfile.go) does not accept, or what is missing.

use grus_tests::toolchain::{self, workspace_folder};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Stdio;

/// Runs `grus tool compile -S` on a sample and returns its standard output.
fn listing(arguments: &[&str], sample: &str) -> String {
    let toolchain = toolchain::grus().expect("grus is built");
    let folder = workspace_folder().join("tests/samples");
    let output = toolchain
        .command(&folder)
        .args(["tool", "compile", "-S"])
        .args(arguments)
        .arg(sample)
        .output()
        .expect("grus can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("listings are text")
}

/// What a line of a listing is.
#[derive(Debug, PartialEq)]
enum Line {
    Header { text: bool },
    Instruction,
    Bytes,
    Relocation,
}

fn classify(line: &str) -> Option<Line> {
    if let Some(rest) = line.strip_prefix("\trel ") {
        return is_relocation(rest).then_some(Line::Relocation);
    }
    if let Some(rest) = line.strip_prefix("\t0x") {
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let rest = rest.get(digits..)?.strip_prefix(' ')?;
        if digits < 4 {
            return None;
        }
        return match is_instruction(rest) {
            true => Some(Line::Instruction),
            false => is_byte_row(rest).then_some(Line::Bytes),
        };
    }
    let kinds = "STEXT SRODATA SDATA SNOPTRDATA SBSS SNOPTRBSS SDWARFABSFCN SDWARFCUINFO SDWARFVAR";
    let kind = kinds
        .split(' ')
        .find(|kind| line.contains(&format!(" {kind} ")))?;
    let sized = line.contains(" size=") && line.contains(" align=0x");
    let text = kind == "STEXT";
    let complete = !text || (line.contains(" args=0x") && line.contains(" funcid=0x"));
    (sized && complete).then_some(Line::Header { text })
}

/// `00035 (FILE:LINE)\tOP[\tOPERANDS]`
fn is_instruction(rest: &str) -> bool {
    let Some((pc, rest)) = rest.split_once(" (") else {
        return false;
    };
    let Some((place, code)) = rest.split_once(")\t") else {
        return false;
    };
    let operation = code.split('\t').next().unwrap_or_default();
    let placed = place == "<unknown line number>"
        || place
            .rsplit_once(':')
            .is_some_and(|(_, line)| line.parse::<u32>().is_ok());
    let named = !operation.is_empty()
        && operation
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    pc.len() >= 5 && pc.bytes().all(|byte| byte.is_ascii_digit()) && placed && named
}

/// Up to sixteen bytes in hexadecimal, padded, and their characters.
fn is_byte_row(rest: &str) -> bool {
    let Some((bytes, characters)) = rest.get(..47).zip(rest.get(49..)) else {
        return false;
    };
    let count = bytes.split_whitespace().count();
    let hexadecimal = bytes
        .split_whitespace()
        .all(|byte| byte.len() == 2 && byte.bytes().all(|digit| digit.is_ascii_hexdigit()));
    hexadecimal && count > 0 && characters.len() == count
}

/// `OFF+SIZ t=TYPE SYM+ADD`
fn is_relocation(rest: &str) -> bool {
    let Some((place, rest)) = rest.split_once(" t=") else {
        return false;
    };
    let Some((kind, target)) = rest.split_once(' ') else {
        return false;
    };
    // Kinds that gc has no name for are numbers.
    let named = match kind.strip_prefix("R_") {
        Some(name) => name.bytes().all(|byte| byte.is_ascii_uppercase()),
        None => kind.starts_with("RelocType(") && kind.ends_with(')'),
    };
    let numbers = place.split('+').all(|number| number.parse::<u32>().is_ok());
    let addend = target
        .rsplit_once('+')
        .is_some_and(|(_, addend)| addend.parse::<i64>().is_ok());
    numbers && addend && named
}

fn samples() -> Vec<String> {
    let folder = workspace_folder().join("tests/samples");
    let entries = std::fs::read_dir(&folder).expect("the samples are there");
    let names = entries.map(|entry| entry.expect("the folder is readable").path());
    let is_program = |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "go");
    let name = |path: std::path::PathBuf| Path::new(path.file_name()?).to_str().map(String::from);
    let mut samples: Vec<String> = names.filter(is_program).filter_map(name).collect();
    samples.sort();
    assert!(samples.len() >= 26, "only {} samples", samples.len());
    samples
}

#[test]
fn every_line_has_the_form_of_gc() {
    for sample in samples() {
        let text = listing(&[], &sample);
        let mut functions = 0;
        for (number, line) in text.lines().enumerate() {
            let kind = classify(line);
            assert!(kind.is_some(), "{sample}: line {}: {line:?}", number + 1);
            functions += usize::from(kind == Some(Line::Header { text: true }));
        }
        assert!(functions > 0, "{sample}: no function in the listing");
    }
}

#[test]
fn the_reader_accepts_the_listings_of_gc() {
    let go = match toolchain::Toolchain::real_go() {
        Ok(go) => go,
        Err(reason) => {
            println!("skipped: {reason}");
            return;
        }
    };
    let folder = workspace_folder().join("tests/samples");
    for sample in samples() {
        let mut command = go.command(&folder);
        // Compiles without linking.
        let command = command.args(["list", "-export", "-gcflags=-S", "-f", "{{.Name}}"]);
        let output = command.arg(&sample).output();
        let text = output.expect("go can be started").stderr;
        let text = String::from_utf8(text).expect("listings are text");
        let mut functions = 0;
        for line in text.lines().filter(|line| !line.starts_with("# ")) {
            let kind = classify(line);
            assert!(kind.is_some(), "{sample}: {line:?}");
            functions += usize::from(kind == Some(Line::Header { text: true }));
        }
        assert!(functions > 0, "{sample}: no function in the listing of gc");
    }
}

#[test]
fn closures_and_goroutines_are_named_as_gc_names_them() {
    let text = listing(&["-l"], "01_counter_inc_dec.go");
    for symbol in [
        "main.init.0 STEXT",
        "main.counter.func1 STEXT",
        "main.counter.func2 STEXT",
    ] {
        assert!(text.contains(symbol), "no {symbol} in\n{text}");
    }
    assert!(
        text.contains("NEEDCTXT"),
        "no function takes a context:\n{text}"
    );
    assert!(
        text.contains("CALL\truntime.newobject(SB)"),
        "no allocation:\n{text}"
    );
    let text = listing(&["-l"], "04_ex1_byval.go");
    assert!(
        text.contains("CALL\truntime.newproc(SB)"),
        "no goroutine is started:\n{text}"
    );
    assert!(
        text.contains("main.main.gowrap1"),
        "no wrapper of the go statement:\n{text}"
    );
}

#[test]
fn instructions_carry_the_lines_of_the_source() {
    let text = listing(&["-l"], "01_counter_inc_dec.go");
    let allocation = text.lines().find(|line| {
        line.contains("01_counter_inc_dec.go:11)") && line.contains("CALL\truntime.newobject(SB)")
    });
    assert!(
        allocation.is_some(),
        "the variable of line 11 is not allocated there:\n{text}"
    );
}

#[test]
fn locals_in_the_frame_are_named() {
    let source = "package main\n\nfunc main() {\n\tvar cells [9]int\n\tfor i := range cells {\n\t\tcells[i] = i\n\t}\n\tprintln(cells[7])\n}\n";
    let path = scratch("locals.go");
    std::fs::write(&path, source).expect("writable");
    let cells = listing(&["-l"], &path);
    assert!(cells.contains("main.cells"), "no local is named:\n{cells}");
}

#[test]
fn level_two_adds_the_syntax_of_intel_with_labels() {
    let path = scratch("loop.go");
    let source =
        "package main\n\nfunc main() {\n\tfor i := 0; i < 10; i++ {\n\t\tprintln(i)\n\t}\n}\n";
    std::fs::write(&path, source).expect("writable");
    let plain = listing(&[], &path);
    let both = listing(&["-S=2"], &path);
    assert!(!plain.contains("\t; "));
    assert!(both.contains("PUSHQ\tBP\t; push rbp"), "{both}");
    let label = both.lines().find(|line| line.contains("; .L1: "));
    assert!(label.is_some(), "no label:\n{both}");
    let jump = both
        .lines()
        .any(|line| line.contains("; j") && line.ends_with(" .L1"));
    assert!(jump, "no jump to the label:\n{both}");
}

#[test]
fn objdump_shows_instructions_with_lines_and_source() {
    let toolchain = toolchain::grus().expect("grus is built");
    let path = scratch("dumped.go");
    let source = "package main\n\n//go:noinline\nfunc add(a, b int) int { return a + b }\n\nfunc main() {\n\tprintln(add(1, 2))\n}\n";
    std::fs::write(&path, source).expect("writable");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let run = |arguments: &[&str]| {
        let output = toolchain.command(folder).args(arguments).output();
        let output = output.expect("grus can be started");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        String::from_utf8(output.stdout).expect("text")
    };
    run(&["build", "-o", "dumped", &path]);
    let dump = run(&["tool", "objdump", "-s", "^main\\.add$", "dumped"]);
    let lines: Vec<&str> = dump.lines().collect();
    assert_eq!(lines[0], format!("TEXT main.add(SB) {path}"));
    assert!(lines.iter().any(|line| line.contains("\tRET")), "{dump}");
    let place = |line: &&str| line.starts_with("  dumped.go:4\t\t0x");
    assert!(lines[1..].iter().all(place), "{dump}");
    assert_eq!(dump.matches("TEXT ").count(), 1, "{dump}");
    let with_source = run(&["tool", "objdump", "-S", "-s", "main.main", "dumped"]);
    let shown = with_source
        .lines()
        .any(|line| line == "\tprintln(add(1, 2))");
    assert!(shown, "{with_source}");
    assert!(with_source.contains("CALL main.add(SB)"), "{with_source}");
}

/// A file of this test's own.
fn scratch(name: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    path.to_str().expect("paths are text").to_string()
}

#[test]
fn a_listing_that_nobody_reads_ends_quietly() {
    let toolchain = toolchain::grus().expect("grus is built");
    let folder = workspace_folder().join("tests/samples");
    let mut child = toolchain
        .command(&folder)
        .args(["tool", "compile", "-S", "01_counter_inc_dec.go"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("grus can be started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("grus ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.signal(), Some(13), "{}", output.status);
}
