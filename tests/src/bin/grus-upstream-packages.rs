//! Runs upstream's own tests of the packages that grus embeds and prints how many pass.
//!
//! In: `[-v] [packages]`, all embedded ones if none are named; after `--` flags for
//! `grus test`. `GRUS` names the compiler, real Go is found as by the tests.
//! Out: a line a package: test functions that pass (among them those that skip themselves), that fail,
//! that are left out because they depend on gc's library inside, and the percentage; with `-v` the
//! output of packages where something fails. The exit status is 1 if something fails.

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
        "{:20} {:>6} {:>6} {:>6} {:>6}",
        "package", "pass", "fail", "left", "%"
    );
    let (mut passed, mut failed, mut left_out) = (0, 0, 0);
    for package in packages {
        let row = library.run(&package, &grus, &scratch, &flags, LIMIT)?;
        println!(
            "{package:20} {:6} {:6} {:6} {:6.1}  {}",
            row.passed,
            row.failed.len(),
            row.left_out,
            row.percent(),
            row.failed
                .iter()
                .take(12)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(" ")
        );
        if verbose {
            print!("{}", row.output);
        }
        passed += row.passed;
        failed += row.failed.len();
        left_out += row.left_out;
    }
    println!("{:20} {passed:6} {failed:6} {left_out:6}", "all");
    Ok(match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}
