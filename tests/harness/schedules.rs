//! Programs under many schedules: what they print must not depend on the order in which goroutines
//! run, nor on how many run at once.
//!
//! In: the compiler under test and the recorded expectations; `SCHEDULES=first-last` and
//! `PROCESSORS=n,n,...` for other seeds of the scheduler and other numbers of processors than the
//! usual few. Out: one line a program.
//! The usual few are tried with the programs about concurrency; with `SCHEDULES` it is every
//! program of `run/` and the examples. The scheduler also takes unusual ways at random
//! (`schedchaos`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use grus_tests::case::{self, Case, Kind};
use grus_tests::directives::Mode;
use grus_tests::toolchain::{self, BuildPlace, Toolchain, workspace_folder};
use grus_tests::{compare, execute, expected_failures};
use libtest_mimic::{Arguments, Trial};

/// Folders of programs about concurrency.
const CONCURRENT: [&str; 7] = [
    "run/channels/",
    "run/context/",
    "run/fatal/",
    "run/goroutines/",
    "run/select/",
    "run/signals/",
    "run/synchronisation/",
];
const USUAL_SEEDS: (u64, u64) = (1, 2);
const USUAL_PROCESSORS: [u32; 2] = [1, 8];

fn main() -> ExitCode {
    match run_schedules() {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("schedules: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run_schedules() -> Result<ExitCode, String> {
    let arguments = Arguments::from_args();
    let asked = std::env::var("SCHEDULES").ok();
    let seeds = match &asked {
        Some(text) => range(text).ok_or("SCHEDULES is not first-last")?,
        None => USUAL_SEEDS,
    };
    let processors = match std::env::var("PROCESSORS") {
        Ok(text) => numbers(&text).ok_or("PROCESSORS is not a list of numbers")?,
        Err(_) => USUAL_PROCESSORS.to_vec(),
    };
    let environments: Arc<Vec<_>> = Arc::new(environments(seeds, &processors));
    let list = workspace_folder().join("tests/expected_failures.toml");
    let list = fs::read_to_string(&list).map_err(|e| format!("{}: {e}", list.display()))?;
    let expected = expected_failures::parse(&list)?;
    let work = BuildPlace::of_this_executable()?.work_folder("schedules")?;
    let grus = if arguments.list {
        None
    } else {
        Some(toolchain::grus()?)
    };
    let wanted = |case: &Case| {
        let is_concurrent = CONCURRENT.iter().any(|folder| case.id.starts_with(folder));
        case.kind == Kind::Run
            && case.directives.mode == Mode::Build
            && !expected.contains_key(&case.id)
            && (asked.is_some() || is_concurrent)
    };
    let cases = case::discover(&workspace_folder())?;
    let trials = cases.into_iter().filter(wanted).map(|case| {
        let (grus, work, environments) = (grus.clone(), work.clone(), environments.clone());
        Trial::test(case.id.clone(), move || match &grus {
            Some(grus) => Ok(test(&case, grus, &work, &environments)?),
            None => Ok(()),
        })
    });
    Ok(libtest_mimic::run(&arguments, trials.collect()).exit_code())
}

fn range(text: &str) -> Option<(u64, u64)> {
    let (first, last) = text.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

fn numbers(text: &str) -> Option<Vec<u32>> {
    text.split(',').map(|number| number.parse().ok()).collect()
}

fn environments(seeds: (u64, u64), processors: &[u32]) -> Vec<Vec<(String, String)>> {
    let mut all = Vec::new();
    for seed in seeds.0..=seeds.1 {
        for count in processors {
            all.push(vec![
                ("GOMAXPROCS".into(), count.to_string()),
                ("GODEBUG".into(), format!("schedseed={seed},schedchaos=1")),
            ]);
        }
    }
    all
}

fn test(
    case: &Case,
    grus: &Toolchain,
    work: &Path,
    environments: &[Vec<(String, String)>],
) -> Result<(), String> {
    let work: PathBuf = work.to_path_buf();
    let recorded = compare::recorded(case)?;
    execute::execute_under(case, grus, &work, environments, &|observed| {
        compare::check(case, &recorded, observed)
    })
}
