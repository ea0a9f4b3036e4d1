//! `grus test` prints what `go test` prints, for the module in `tests/packages/report`.
//!
//! In: `recorded.txt` there: after every line `$ arguments` the output of `go test` with these, as
//! recorded from real Go.  Out: a failure that shows both where grus differs.
//! Times, addresses and the lines of package `testing` itself are no part of the comparison. With
//! `BLESS=1` the outputs are recorded anew.

use grus_difftest::toolchain::Toolchain;
use grus_tests::toolchain::{self, workspace_folder};
use grus_tests::upstream::library::Library;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn module() -> PathBuf {
    workspace_folder().join("tests/packages/report")
}

/// What a command prints: standard output, then standard error, then the exit status.
fn answer(toolchain: &Toolchain, arguments: &str, folder: &Path) -> String {
    let mut command = toolchain.command(folder);
    command.arg("test");
    command.args(arguments.split_whitespace());
    // One executable serves many cases.
    command.env_remove("GRUS_VERIFY");
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages-cache");
    command.env("GRUSCACHE", cache);
    let output = command.output().expect("the command can be started");
    let mut text = String::new();
    for stream in [&output.stdout, &output.stderr] {
        for line in String::from_utf8_lossy(stream).lines() {
            if let Some(line) = comparable(line) {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{line}");
            }
        }
    }
    let _ = writeln!(text, "exit status {}", output.status.code().unwrap_or(-1));
    text
}

/// A line without what differs from run to run; none if all of it does.
fn comparable(line: &str) -> Option<String> {
    // Tracebacks are tested elsewhere.
    let traceback = line.starts_with("goroutine ")
        || line.starts_with('\t')
        || line.starts_with("created by ")
        || line.starts_with("testing.")
        || line.starts_with("runtime.")
        || line.starts_with("example.com/report.Test")
        || line.starts_with("panic({")
        || line.starts_with("cpu: ");
    if traceback || line.is_empty() {
        return None;
    }
    let line = line.replace("(cached)", "0s");
    let mut kept = String::new();
    let mut rest = line.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].find(|c: char| !c.is_ascii_digit() && c != '.');
        let end = digits.map_or(rest.len(), |length| at + length);
        let (number, after) = (&rest[at..end], &rest[end..]);
        let measured = after.starts_with("s)")
            || after.starts_with(" ns/op")
            || after.starts_with(" B/op")
            || after.starts_with(" allocs/op")
            || after == "s"
            || after.starts_with("s [")
            || after.starts_with("s\\n\"");
        kept.push_str(&rest[..at]);
        kept.push_str(if measured { "N" } else { number });
        rest = after;
    }
    kept.push_str(rest);
    // Widths depend on the numbers.
    while let Some(at) = kept.find(" N ") {
        let padding = kept[..at].trim_end_matches(' ').len();
        kept.replace_range(padding..at + 1, "");
    }
    Some(without_times(&kept))
}

/// Lines of events without times, and places within package `testing` without lines.
fn without_times(line: &str) -> String {
    let mut line = line.to_string();
    if let Some(at) = line.find("\"Time\":\"")
        && let Some(end) = line[at..].find("\",")
    {
        line.replace_range(at..at + end + 2, "");
    }
    if let Some(at) = line.find("\"Elapsed\":") {
        line.truncate(at);
    }
    for file in [" testing.go:", " common.go:", " test.go:"] {
        if let Some(at) = line.find(file) {
            let end = line[at + file.len()..].find(':').unwrap_or_default();
            line.replace_range(at..at + file.len() + end, " testing");
        }
    }
    line
}

#[test]
fn prints_what_go_test_prints() {
    let module = module();
    let file = module.join("recorded.txt");
    let recorded = std::fs::read_to_string(&file).expect("the recorded outputs are readable");
    let blessing = std::env::var_os("BLESS").is_some();
    let toolchain = match blessing {
        true => Toolchain::real_go().expect("real Go is installed"),
        false => toolchain::grus().expect("grus is built"),
    };
    let mut cases: Vec<(String, String)> = Vec::new();
    for line in recorded.lines() {
        match (line.strip_prefix("$ "), cases.last_mut()) {
            (Some(arguments), _) => cases.push((arguments.to_string(), String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(!cases.is_empty());
    let mut anew = String::new();
    let mut wrong = String::new();
    for (arguments, expected) in &cases {
        let asked = match blessing {
            true => format!("-vet=off {arguments}"),
            false => arguments.clone(),
        };
        let got = answer(&toolchain, &asked, &module);
        let _ = write!(anew, "$ {arguments}\n{got}");
        if got != *expected {
            let _ = writeln!(wrong, "$ {arguments}");
            let (got, expected) = (got.lines(), expected.lines());
            let missing = expected
                .clone()
                .filter(|line| !got.clone().any(|x| x == *line));
            let surplus = got
                .clone()
                .filter(|line| !expected.clone().any(|x| x == *line));
            for (mark, line) in missing.map(|l| ('-', l)).chain(surplus.map(|l| ('+', l))) {
                let _ = writeln!(wrong, "{mark}{line}");
            }
        }
    }
    if blessing {
        std::fs::write(&file, anew).expect("the recorded outputs are writable");
        return;
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Small packages whose tests of upstream all pass; the command `grus-upstream-packages` runs all.
const SMALL: [&str; 5] = [
    "container/list",
    "container/ring",
    "errors",
    "path",
    "unicode/utf16",
];

#[test]
fn upstreams_tests_of_small_packages_pass() {
    let Some(goroot) = Toolchain::real_go().ok().and_then(|go| go.goroot()) else {
        println!("skipped: real Go is not installed");
        return;
    };
    let grus = toolchain::grus().expect("grus is built");
    let library = Library::new(&goroot).expect("the lists are readable");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("upstream-packages");
    std::fs::create_dir_all(&scratch).expect("a folder can be made");
    for package in SMALL {
        let row = library.run(package, &grus, &scratch, &[], Duration::from_secs(120));
        let row = row.expect("the tests can be run");
        assert!(
            row.as_listed(),
            "{package}: {:?} {:?}\n{}",
            row.failed,
            row.listed_wrongly,
            row.output
        );
        assert!(row.passed > 5, "{package}: only {} functions", row.passed);
    }
}

/// The packages of which `-gcflags=pattern=-m` tells something.
fn told(toolchain: &Toolchain, pattern: &str, folder: &Path) -> Vec<String> {
    let mut command = toolchain.command(folder);
    let executable = folder.join("built");
    command.args(["build", "-o"]).arg(executable);
    command.arg(format!("-gcflags={pattern}=-m")).arg(".");
    let output = command.output().expect("the command can be started");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{text}");
    let headers = text.lines().filter_map(|line| line.strip_prefix("# "));
    let mut packages: Vec<String> = headers.map(String::from).collect();
    packages.sort();
    packages
}

#[test]
fn patterns_choose_the_packages_that_are_told_of() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("patterns");
    for (name, text) in [
        ("go.mod", "module example.com/mod\n\ngo 1.27\n"),
        (
            "main.go",
            "package main\n\nimport (\n\t\"example.com/mod/deep/in\"\n\t\"example.com/mod/util\"\n)\n\n\
             func main() { println(util.Twice(2), *in.New()) }\n",
        ),
        (
            "util/util.go",
            "package util\n\nfunc Twice(n int) int { return 2 * n }\n",
        ),
        (
            "deep/in/in.go",
            "package in\n\nfunc New() *int { return new(int) }\n",
        ),
    ] {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        std::fs::write(path, text).expect("writable");
    }
    let [main, util, inner] = [
        "example.com/mod",
        "example.com/mod/util",
        "example.com/mod/deep/in",
    ];
    let grus = toolchain::grus().expect("grus is built");
    let go = Toolchain::real_go().ok();
    for (pattern, expected) in [
        (".", vec![main]),
        ("./", vec![main]),
        ("./util", vec![util]),
        ("./...", vec![main, inner, util]),
        ("./deep/...", vec![inner]),
        ("example.com/mod/...", vec![main, inner, util]),
        ("example.com/.../in", vec![inner]),
        ("util", vec![]),
        ("cmd", vec![]),
    ] {
        assert_eq!(told(&grus, pattern, &folder), expected, "{pattern}");
        if let Some(go) = &go {
            assert_eq!(
                told(go, pattern, &folder),
                expected,
                "{pattern} with real Go"
            );
        }
    }
}
