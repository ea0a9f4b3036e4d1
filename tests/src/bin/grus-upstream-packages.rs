//! Runs upstream's own tests of the packages that grus embeds and prints how many pass.
//!
//! In: `[-v] [packages]`, all embedded ones if none are named; after `--` flags for
//! `grus test`. `GRUS` names the compiler, real Go is found as by the tests.
//! Out: a line a package: test functions that pass (among them those that skip themselves), that fail,
//! that fail for a reason in the list of expected failures, that are left out because they depend on
//! gc's library inside, and the percentage; with `-v` the output of packages where something fails. The
//! exit status is 1 if something fails that is not listed, or passes that is.

use std::process::ExitCode;
use std::time::Duration;

use grus_difftest::toolchain::Toolchain;
use grus_tests::toolchain::{self, BuildPlace};
use grus_tests::upstream::library::{Library, embedded};

/// What the tests of a package may take.
const LIMIT: Duration = Duration::from_secs(600);

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("grus-upstream-packages: {reason}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let flags = match arguments.iter().position(|argument| argument == "--") {
        Some(at) => arguments.drain(at..).skip(1).collect(),
        None => Vec::new(),
    };
    let verbose = arguments.iter().any(|argument| argument == "-v");
    arguments.retain(|argument| argument != "-v");
    if let Some(flag) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return Err(format!("unknown flag {flag}"));
    }
    let packages = match arguments.is_empty() {
        true => embedded(),
        false => arguments,
    };
    let grus = toolchain::grus()?;
    let goroot = Toolchain::real_go()?
        .goroot()
        .ok_or("go env GOROOT fails")?;
    let scratch = BuildPlace::of_this_executable()?.work_folder("upstream-packages")?;
    let library = Library::new(&goroot)?;
    println!(
        "{:20} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "package", "pass", "fail", "known", "left", "%"
    );
    let (mut passed, mut failed, mut known, mut left_out) = (0, 0, 0, 0);
    let mut code = ExitCode::SUCCESS;
    for package in packages {
        let row = library.run(&package, &grus, &scratch, &flags, LIMIT)?;
        let mut remarks: Vec<String> = row.failed.iter().take(12).cloned().collect();
        let wrong = row.listed_wrongly.iter();
        remarks.extend(wrong.map(|name| format!("{name} (listed, does not fail)")));
        println!(
            "{package:20} {:6} {:6} {:6} {:6} {:6.1}  {}",
            row.passed,
            row.failed.len(),
            row.expected,
            row.left_out,
            row.percent(),
            remarks.join(" ")
        );
        if verbose {
            print!("{}", row.output);
        }
        if !row.as_listed() {
            code = ExitCode::FAILURE;
        }
        passed += row.passed;
        failed += row.failed.len();
        known += row.expected;
        left_out += row.left_out;
    }
    println!("{:20} {passed:6} {failed:6} {known:6} {left_out:6}", "all");
    Ok(code)
}
