//! The soak: a program that mixes all that the runtime does, for a long time, on two processors.
//!
//! In: the compiler, how long, and a seed.  Out: the program's report, or what went wrong.
//! The program checks its own results, its progress and its memory.

use std::process::Command;
use std::time::Duration;

use grus_difftest::scratch::Scratch;
use grus_difftest::{normalise, process};

use crate::toolchain::{BuildPlace, Toolchain, workspace_folder};

const BUILD_LIMIT: Duration = Duration::from_secs(120);
/// How much longer than told the program may take: its own patience with a worker, and more.
const GRACE: Duration = Duration::from_secs(150);

/// Builds and runs the program.
///
/// # Errors
/// It does not build, or reports a failure, or does not end.
pub fn soak(grus: &Toolchain, duration: Duration, seed: u64) -> Result<String, String> {
    let work = BuildPlace::of_this_executable()?.work_folder("soak")?;
    let scratch = Scratch::new(&work)?;
    let program = scratch.folder.join("soak");
    let mut build = grus.command(&workspace_folder().join("tests/soak"));
    build.args(["build", "-o"]).arg(&program).arg("soak.go");
    let built = process::run(&mut build, b"", BUILD_LIMIT)?;
    if built.status != 0 {
        return Err(normalise::printable(&built.stderr));
    }
    let mut run = Command::new(&program);
    run.arg(format!("{}s", duration.as_secs()))
        .arg(seed.to_string())
        .env("GOMAXPROCS", "2");
    let outcome = process::run(&mut run, b"", duration + GRACE)?;
    let report = normalise::printable(&outcome.stdout);
    if outcome.status == 0 && !outcome.timed_out {
        return Ok(report);
    }
    let end = if outcome.timed_out {
        "stopped since it did not end".to_string()
    } else {
        format!("exit status {}", outcome.status)
    };
    let errors = normalise::printable(&outcome.stderr);
    Err(format!("{report}{errors}{end}\n"))
}
