//! Programs under many schedules: what they print must not depend on the order in which goroutines
//! run, nor on how many run at once, nor on when the collector works.
//!
//! In: the compiler under test and the recorded expectations; `SCHEDULES=first-last` and
//! `PROCESSORS=n,n,...` for other seeds of the scheduler and other numbers of processors than the
//! usual few; `COLLECT=n` for a collection at every n-th allocation. Out: one line a program.
//! The usual few are tried with the programs about concurrency; with `SCHEDULES` or `COLLECT` it is
//! every program of `run/` and the examples. The scheduler also takes unusual ways at random
//! (`schedchaos`). With `COLLECT` every collection checks that it marked everything reachable
//! (`gcverify`), and freed objects are overwritten (`clobberfree`); programs that allocate so much that
//! it would take hours (`run/stress`, the examples, `//test:collect rarely`) collect at every thousandth of
//! these allocations.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use grus_difftest::job::RUN_LIMIT;
use grus_tests::case::{self, Case, Kind};
use grus_tests::directives::{Collect, Mode};
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
/// Collections of programs that allocate much are so many times rarer.
const RARER: u64 = 1000;
/// How much longer programs may take that collect all the time.
const PATIENCE: u32 = 20;

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
    let collect = match std::env::var("COLLECT") {
        Ok(text) => Some(text.parse::<u64>().map_err(|e| format!("COLLECT: {e}"))?),
        Err(_) => None,
    };
    let seeds = match &asked {
        Some(text) => range(text).ok_or("SCHEDULES is not first-last")?,
        None => USUAL_SEEDS,
    };
    let processors = match std::env::var("PROCESSORS") {
        Ok(text) => numbers(&text).ok_or("PROCESSORS is not a list of numbers")?,
        Err(_) => USUAL_PROCESSORS.to_vec(),
    };
    let plan = Arc::new(Plan {
        seeds,
        processors,
        collect,
    });
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
            && (asked.is_some() || collect.is_some() || is_concurrent)
            && (collect.is_none() || case.directives.collect != Collect::Never)
    };
    let cases = case::discover(&workspace_folder())?;
    let trials = cases.into_iter().filter(wanted).map(|case| {
        let (grus, work, plan) = (grus.clone(), work.clone(), plan.clone());
        Trial::test(case.id.clone(), move || match &grus {
            Some(grus) => Ok(plan.test(case, grus, &work)?),
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

/// What is asked for.
struct Plan {
    seeds: (u64, u64),
    processors: Vec<u32>,
    collect: Option<u64>,
}

impl Plan {
    fn environments(&self, case: &Case) -> Vec<Vec<(String, String)>> {
        let allocates_much = case.directives.collect == Collect::Rarely
            || ["run/stress/", "examples/"]
                .iter()
                .any(|folder| case.id.starts_with(folder));
        let collect = self.collect.map_or(String::new(), |n| {
            let n = if allocates_much { n * RARER } else { n };
            format!(",gcstress={n},gcverify=1,clobberfree=1")
        });
        let mut all = Vec::new();
        for seed in self.seeds.0..=self.seeds.1 {
            for count in &self.processors {
                all.push(vec![
                    ("GOMAXPROCS".into(), count.to_string()),
                    (
                        "GODEBUG".into(),
                        format!("schedseed={seed},schedchaos=1{collect}"),
                    ),
                ]);
            }
        }
        all
    }

    fn test(&self, mut case: Case, grus: &Toolchain, work: &Path) -> Result<(), String> {
        if self.collect.is_some() {
            let limit = case.directives.timeout.unwrap_or(RUN_LIMIT);
            case.directives.timeout = Some(limit * PATIENCE);
        }
        let recorded = compare::recorded(&case)?;
        execute::execute_under(&case, grus, work, &self.environments(&case), &|observed| {
            compare::check(&case, &recorded, observed)
        })
    }
}
