//! Random programs: what they print must not depend on how they are compiled.
//!
//! In: the compiler under test, real Go where it is installed, `RANDOM_SEEDS=first-last` for other
//! seeds than the usual few.  Out: one line a seed.
//! Every program is compiled with and without optimisations, run as it is and with a collection at
//! every opportunity, and compiled by real Go. `grus-generate SEED` prints a program.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use grus_tests::normalise;
use grus_tests::process;
use grus_tests::toolchain::{self, BuildPlace, Toolchain};
use libtest_mimic::{Arguments, Trial};

const BUILD_LIMIT: Duration = Duration::from_secs(120);
const RUN_LIMIT: Duration = Duration::from_secs(60);
/// Seeds of an ordinary test run.
const USUAL: (u64, u64) = (1000, 1011);

fn main() -> ExitCode {
    match run_random() {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("random: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run_random() -> Result<ExitCode, String> {
    let arguments = Arguments::from_args();
    let (first, last) = match std::env::var("RANDOM_SEEDS") {
        Ok(text) => seeds(&text).ok_or("RANDOM_SEEDS is not first-last")?,
        Err(_) => USUAL,
    };
    let work = BuildPlace::of_this_executable()?.work_folder("random")?;
    let mut toolchains = Vec::new();
    if !arguments.list {
        toolchains.push(toolchain::grus()?);
        toolchains.extend(Toolchain::real_go());
    }
    let trials = (first..=last).map(|seed| {
        let (work, toolchains) = (work.clone(), toolchains.clone());
        Trial::test(format!("seed_{seed}"), move || {
            Ok(test(seed, &work.join(seed.to_string()), &toolchains)?)
        })
    });
    Ok(libtest_mimic::run(&arguments, trials.collect()).exit_code())
}

fn seeds(text: &str) -> Option<(u64, u64)> {
    let (first, last) = text.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// One seed; its folder is left behind if it fails.
fn test(seed: u64, folder: &Path, toolchains: &[Toolchain]) -> Result<(), String> {
    let Some(grus) = toolchains.first() else {
        return Ok(());
    };
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let source = folder.join("program.go");
    fs::write(&source, grus_tests::generate::program(seed)).map_err(|e| e.to_string())?;
    let optimised = build(grus, folder, &[])?;
    let expected = run(&optimised, "")?;
    let mut others = vec![(
        "a collection at every opportunity",
        run(&optimised, "gcstress=1")?,
    )];
    let plain = build(grus, folder, &["-gcflags=-N -l"])?;
    others.push(("-N -l", run(&plain, "")?));
    if let Some(go) = toolchains.get(1) {
        let theirs = build(go, folder, &[])?;
        others.push(("real Go", run(&theirs, "")?));
    }
    for (what, output) in others {
        if let Some(difference) = first_difference(&expected, &output) {
            return Err(format!("with {what}: {difference}\n{}", source.display()));
        }
    }
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

fn build(
    toolchain: &Toolchain,
    folder: &Path,
    flags: &[&str],
) -> Result<std::path::PathBuf, String> {
    let program = folder.join("program");
    let mut command = toolchain.command(folder);
    command.args(["build", "-o", "program"]).args(flags);
    let outcome = process::run(command.arg("program.go"), b"", BUILD_LIMIT)?;
    match outcome.status {
        0 => Ok(program),
        status => Err(format!(
            "{} rejects the program, status {status}:\n{}",
            toolchain.name,
            normalise::printable(&outcome.stderr)
        )),
    }
}

/// What a program prints, and its exit status.
fn run(program: &Path, debug: &str) -> Result<String, String> {
    let mut command = Command::new(program);
    command.env("GODEBUG", debug);
    let outcome = process::run_merged(command, RUN_LIMIT)?;
    if outcome.timed_out {
        return Err(format!("stopped after {:.0?}", outcome.elapsed));
    }
    let text = normalise::printable(&outcome.stdout);
    Ok(format!("{text}status {}\n", outcome.status))
}

fn first_difference(expected: &str, other: &str) -> Option<String> {
    if expected == other {
        return None;
    }
    let mut lines = expected.lines().zip(other.lines()).enumerate();
    Some(match lines.find(|(_, (a, b))| a != b) {
        Some((number, (a, b))) => format!("line {}:\n{a}\ninstead of:\n{b}", number + 1),
        None => "one output ends earlier".to_string(),
    })
}
