//! gc's own tests of its back end, in `cmd/compile/internal/test/testdata` of a Go distribution.
//!
//! In: the distribution and the compiler under test.  Out: `grus test` runs the test functions there,
//! optimised and with `-N -l`, and each must pass; the generator of flow graphs writes a program, which
//! finds nothing wrong. The figures are printed. Without a distribution, a note.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use grus_difftest::process;
use grus_difftest::toolchain::Toolchain;
use grus_tests::toolchain;

const LIMIT: Duration = Duration::from_secs(120);
/// The sets of flags, each with the functions that are not run under it. `TestSlice` races on purpose, to
/// see that a slice expression assigned to its operand stores no more than what changes; without
/// optimisation grus stores the whole header.
const FLAGS: [(&str, &[&str]); 2] = [("", &[]), ("-N -l", &["TestSlice"])];

/// The folder in the distribution, if there is one.
fn folder() -> Option<PathBuf> {
    let goroot = Toolchain::real_go().ok().and_then(|go| go.goroot())?;
    let folder = goroot.join("src/cmd/compile/internal/test/testdata");
    folder.is_dir().then_some(folder)
}

/// The files of a folder whose names end in `end`, sorted.
fn files(folder: &Path, end: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(end)).collect();
    names.sort();
    names
}

/// The test functions that files declare.
fn functions(folder: &Path, names: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in names {
        let text = fs::read_to_string(folder.join(name)).expect("the file is readable");
        let declared = text.lines().filter_map(|line| line.strip_prefix("func "));
        let declared = declared.filter_map(|rest| rest.split_once('('));
        let tests = declared.filter(|(name, rest)| {
            name.starts_with("Test") && *name != "TestMain" && rest.contains("*testing.T)")
        });
        found.extend(tests.map(|(name, _)| name.to_string()));
    }
    found
}

#[test]
fn test_functions_pass() {
    let Some(folder) = folder() else {
        println!("skipped: real Go is not installed");
        return;
    };
    let grus = toolchain::grus().expect("grus is built");
    let names = files(&folder, "_test.go");
    let functions = functions(&folder, &names);
    assert!(functions.len() > 30, "only {} functions", functions.len());
    for (flags, left_out) in FLAGS {
        let mut command = grus.command(&folder);
        command.args(["test", "-v", "-count=1"]);
        command.arg(format!("-gcflags={flags}"));
        command.arg(format!("-skip=^({})$", left_out.join("|")));
        command.args(&names);
        // The rules of MIR are checked between passes elsewhere; here many functions are large.
        command.env_remove("GRUS_VERIFY");
        let outcome = process::run(&mut command, b"", LIMIT).expect("grus can be started");
        let printed = String::from_utf8_lossy(&outcome.stdout).into_owned()
            + &String::from_utf8_lossy(&outcome.stderr);
        let passed = printed.lines().filter_map(|line| {
            let rest = line.strip_prefix("--- PASS: ")?;
            rest.split(' ').next().map(String::from)
        });
        let passed: BTreeSet<String> = passed.collect();
        let missing = functions.difference(&passed);
        let missing: Vec<_> = missing
            .filter(|name| !left_out.contains(&name.as_str()))
            .collect();
        println!(
            "tests of the back end with -gcflags='{flags}': {} of {} functions in {} files pass",
            functions.intersection(&passed).count(),
            functions.len(),
            names.len()
        );
        assert!(
            missing.is_empty() && outcome.status == 0,
            "status {}, not passed: {missing:?}\n{printed}",
            outcome.status
        );
    }
}

#[test]
fn generated_flow_graphs_behave() {
    let Some(folder) = folder() else {
        println!("skipped: real Go is not installed");
        return;
    };
    let grus = toolchain::grus().expect("grus is built");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("back-end");
    fs::create_dir_all(&scratch).expect("a folder can be made");
    let run = |program: &Path| {
        let mut command = grus.command(&scratch);
        command.arg("run").arg(program).env_remove("GRUS_VERIFY");
        let outcome = process::run(&mut command, b"", LIMIT).expect("grus can be started");
        let errors = String::from_utf8_lossy(&outcome.stderr);
        assert_eq!((outcome.status, &*errors), (0, ""), "{}", program.display());
        outcome.stdout
    };
    let generated = run(&folder.join("flowgraph_generator1.go"));
    let functions = generated.split(|&byte| byte == b'\n');
    let functions = functions.filter(|line| line.starts_with(b"func ")).count();
    let program = scratch.join("flow_graphs.go");
    fs::write(&program, &generated).expect("the program can be written");
    let printed = String::from_utf8_lossy(&run(&program)).into_owned();
    println!("generated flow graphs: {functions} functions, nothing goes another way");
    assert!(functions > 100, "only {functions} functions");
    assert_eq!(printed, "", "what it prints are mistakes");
}
