//! The suite: every program of `run/`, `check/`, `escape/`, `samples/` and `examples/` is a test.
//!
//! In: the compiler under test (`GRUS`, or built on the spot), real Go where it is installed
//! (`GO`, `GRUS_GO`, or on the path), and the usual arguments of a test runner.
//! Out: one line a test, then how many comparisons with real Go were made or skipped.
//!
//! A test compares grus with the recorded expectation, and the recorded expectation with real
//! Go. `BLESS=1` records anew, from real Go only. What a program can say about its test is
//! listed in `src/directives.rs`; where expectations are is in `src/case.rs`. One more test, in
//! `size.rs`, is about the size of executables.

mod size;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use grus_tests::case::{self, Case, Kind};
use grus_tests::compare;
use grus_tests::execute;
use grus_tests::expected_failures::{self, ExpectedFailures};
use grus_tests::live::Oracle;
use grus_tests::toolchain::{self, BuildPlace, Toolchain, workspace_folder};
use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    match run_suite() {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("suite: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run_suite() -> Result<ExitCode, String> {
    let arguments = Arguments::from_args();
    let tests = workspace_folder().join("tests");
    let cases = case::discover(&workspace_folder())?;
    let list = tests.join("expected_failures.toml");
    let list = fs::read_to_string(&list).map_err(|e| format!("{}: {e}", list.display()))?;
    let expected = expected_failures::parse(&list)?;
    expected_failures::check_names(&expected, &cases)?;

    let bless = std::env::var_os("BLESS").is_some_and(|value| value != "0");
    let suite = Arc::new(Suite::new(expected, bless, arguments.list)?);
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .map(|case| suite.clone().trial(case))
        .collect();
    if !bless {
        trials.push(suite.clone().size_trial());
        trials.push(suite.clone().server_size_trial());
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if !arguments.list {
        suite.print_closing_lines();
    }
    Ok(conclusion.exit_code())
}

struct Suite {
    /// None when blessing: expectations come from real Go, never from grus.
    grus: Option<Toolchain>,
    /// Real Go, or why it is not there.
    oracle: Result<Oracle, String>,
    expected: ExpectedFailures,
    scratch: PathBuf,
    skipped: AtomicUsize,
    failed_as_expected: AtomicUsize,
}

impl Suite {
    fn new(expected: ExpectedFailures, bless: bool, list_only: bool) -> Result<Suite, String> {
        let place = BuildPlace::of_this_executable()?;
        let scratch = place.work_folder("scratch")?;
        let oracle = match Toolchain::real_go() {
            Err(reason) => Err(reason),
            Ok(toolchain) => Ok(Oracle {
                toolchain,
                cache: place.work_folder("real-go")?,
                scratch: scratch.clone(),
                asked: AtomicUsize::new(0),
                remembered: AtomicUsize::new(0),
            }),
        };
        if let (true, Err(reason)) = (bless, &oracle) {
            return Err(format!(
                "expectations are recorded from real Go, but: {reason}"
            ));
        }
        let grus = if bless || list_only {
            None
        } else {
            Some(toolchain::grus()?)
        };
        let (skipped, failed_as_expected) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Ok(Suite {
            grus,
            oracle,
            expected,
            scratch,
            skipped,
            failed_as_expected,
        })
    }

    fn trial(self: Arc<Suite>, case: Case) -> Trial {
        Trial::test(case.id.clone(), move || {
            let result = match &self.grus {
                Some(grus) => self.test(&case, grus),
                None => self.bless(&case),
            };
            Ok(result?)
        })
    }

    /// Of the size of executables; without a compiler, when tests are only listed, there is
    /// nothing to do.
    fn size_trial(self: Arc<Suite>) -> Trial {
        Trial::test(size::NAME, move || match &self.grus {
            Some(grus) => Ok(size::check(grus, &self.scratch)?),
            None => Ok(()),
        })
    }

    /// Likewise of a server, against real Go's where that is installed.
    fn server_size_trial(self: Arc<Suite>) -> Trial {
        Trial::test(size::SERVER, move || match (&self.grus, &self.oracle) {
            (Some(grus), Ok(oracle)) => {
                Ok(size::check_server(grus, &oracle.toolchain, &self.scratch)?)
            }
            _ => Ok(()),
        })
    }

    /// The recorded expectation against real Go, then grus against the recorded expectation.
    fn test(&self, case: &Case, grus: &Toolchain) -> Result<(), String> {
        let recorded = compare::recorded(case)?;
        match &self.oracle {
            Ok(oracle) => {
                let live = oracle.answer(case)?;
                compare::check(case, &recorded, &live).map_err(|difference| {
                    format!("real Go differs from what is recorded (BLESS=1?)\n{difference}")
                })?;
            }
            Err(_) => {
                self.skipped.fetch_add(1, Ordering::Relaxed);
            }
        }
        let result = execute::execute(case, grus, &self.scratch)
            .and_then(|observed| compare::check(case, &recorded, &observed));
        let reason = self.expected.get(&case.id);
        if reason.is_some() && result.is_err() {
            self.failed_as_expected.fetch_add(1, Ordering::Relaxed);
        }
        expected_failures::judge(reason, result)
    }

    /// Records what real Go does, if it exits as the program says and says it twice.
    fn bless(&self, case: &Case) -> Result<(), String> {
        let oracle = self.oracle.as_ref().map_err(String::clone)?;
        let answer = oracle.ask(case)?;
        let status = compare::expected_status(case);
        if answer.status != status {
            return Err(format!(
                "real Go exits with {}, the program says {status}\n{}",
                answer.status, answer.stderr
            ));
        }
        if case.kind == Kind::Run {
            let again = oracle.ask(case)?;
            compare::check(case, &answer, &again)
                .map_err(|difference| format!("not deterministic: {difference}"))?;
        }
        if answer.stdout.is_empty() && answer.stderr.is_empty() {
            return Err("real Go prints nothing: nothing to record".into());
        }
        for part in case.recorded_parts() {
            let racy = case.kind == Kind::Run && case.directives.each_line_one_of.is_some();
            let text = match *part {
                "out" if racy => String::new(),
                "out" if case.directives.unordered => compare::sorted(&answer.stdout),
                "out" => answer.stdout.clone(),
                _ => answer.stderr.clone(),
            };
            write_recorded(&case.golden_file(part), &text)?;
        }
        Ok(())
    }

    fn print_closing_lines(&self) {
        match &self.oracle {
            Ok(oracle) => println!(
                "live comparisons with real Go: {} run, {} remembered, 0 skipped",
                oracle.asked.load(Ordering::Relaxed),
                oracle.remembered.load(Ordering::Relaxed)
            ),
            Err(reason) => println!(
                "live comparisons with real Go: {} skipped ({reason})",
                self.skipped.load(Ordering::Relaxed)
            ),
        }
        println!(
            "expected failures: {} listed, {} failed as expected",
            self.expected.len(),
            self.failed_as_expected.load(Ordering::Relaxed)
        );
    }
}

/// Writes a part of an expectation, or removes its file if there is nothing to expect.
fn write_recorded(file: &Path, text: &str) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", file.display());
    if text.is_empty() {
        return if file.exists() {
            fs::remove_file(file).map_err(failed)
        } else {
            Ok(())
        };
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(file, text).map_err(failed)
}
