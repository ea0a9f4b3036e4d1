//! Go's own test directory: every listed program is a test.
//!
//! In: the directory (`GRUS_GO_TEST`, or where Debian's golang-1.19-src put it), the compiler under
//! test (`GRUS`, or built on the spot), real Go where it is installed, for the packages of its
//! distribution, and the usual arguments of a test runner; `-j N` is
//! `--test-threads N`. `UPSTREAM_FLAGS` are more flags for the compiler, `UPSTREAM_ENV` variables for
//! the programs: miscompiled programs show when results depend on them. `UPSTREAM_ONLY` names a file
//! with the programs to try.
//! Out: one line a test, then how many of the programs pass. Without the directory, a note.
//! What does not pass stands in `tests/upstream/expected_failures.toml` with its reason; an entry that
//! passes fails the run.

use std::fs;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use grus_tests::expected_failures::{self, ExpectedFailures};
use grus_tests::toolchain::{self, BuildPlace, Toolchain, workspace_folder};
use grus_tests::upstream::execute::{Upstream, Verdict};
use grus_tests::upstream::{self, recipe};
use libtest_mimic::{Arguments, Trial};

/// Hundredths of the programs that have to pass.
const REQUIRED: usize = 99;

fn main() -> ExitCode {
    match run_upstream() {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("upstream: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run_upstream() -> Result<ExitCode, String> {
    let arguments = Arguments::from_iter(translated(std::env::args()));
    let directory = match upstream::directory() {
        Ok(directory) => directory,
        Err(reason) => {
            println!("Go's test directory: skipped ({reason})");
            return Ok(ExitCode::SUCCESS);
        }
    };
    let lists = workspace_folder().join("tests/upstream");
    let read = |name: &str| {
        let file = lists.join(name);
        fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))
    };
    let names = upstream::names(&read("known_good.txt")?);
    let expected = expected_failures::parse(&read("expected_failures.toml")?)?;
    if let Some(id) = expected.keys().find(|id| !names.contains(id)) {
        return Err(format!("expected failures: no program is called {id}"));
    }
    if arguments.list {
        let trials = names.into_iter().map(|name| Trial::test(name, || Ok(())));
        return Ok(libtest_mimic::run(&arguments, trials.collect()).exit_code());
    }
    let words = |variable: &str| {
        let text = std::env::var(variable).unwrap_or_default();
        text.split_whitespace()
            .map(String::from)
            .collect::<Vec<_>>()
    };
    let place = BuildPlace::of_this_executable()?;
    let run = Arc::new(Run {
        upstream: Upstream {
            directory,
            grus: toolchain::grus()?,
            distribution: Toolchain::real_go().ok().and_then(|go| go.goroot()),
            work: place.work_folder("scratch")?,
            extra_flags: words("UPSTREAM_FLAGS"),
            extra_environment: words("UPSTREAM_ENV")
                .iter()
                .filter_map(|word| word.split_once('='))
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .collect(),
        },
        expected,
        tally: Tally::default(),
    });
    let only = match std::env::var_os("UPSTREAM_ONLY") {
        Some(file) => Some(upstream::names(
            &fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?,
        )),
        None => None,
    };
    let partial = only.is_some() || arguments.filter.is_some();
    let names = names
        .into_iter()
        .filter(|name| only.as_ref().is_none_or(|only| only.contains(name)));
    let trials = names.map(|name| {
        let run = run.clone();
        Trial::test(name.clone(), move || Ok(run.test(&name)?))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    let enough = run.tally.print();
    if !partial && !enough {
        return Ok(ExitCode::FAILURE);
    }
    Ok(conclusion.exit_code())
}

/// `-j N` and `-jN` as libtest-mimic knows them.
fn translated(arguments: impl Iterator<Item = String>) -> Vec<String> {
    let mut result = Vec::new();
    for argument in arguments {
        match argument.strip_prefix("-j") {
            Some(count) => {
                result.push("--test-threads".to_string());
                if !count.is_empty() {
                    result.push(count.to_string());
                }
            }
            None => result.push(argument),
        }
    }
    result
}

struct Run {
    upstream: Upstream,
    expected: ExpectedFailures,
    tally: Tally,
}

impl Run {
    fn test(&self, name: &str) -> Result<(), String> {
        let result = self.upstream.test(name);
        let compiles = self.only_compiles(name);
        self.tally.count(compiles, &result);
        match result {
            Ok(Verdict::Excluded) if self.expected.contains_key(name) => {
                return Err("excluded by its build constraints, and an expected failure".into());
            }
            Ok(Verdict::NeedsDistribution) => return Ok(()),
            _ => {}
        }
        expected_failures::judge(self.expected.get(name), result.map(drop))
    }

    fn only_compiles(&self, name: &str) -> bool {
        use recipe::Action;
        let text = fs::read(self.upstream.directory.join(name)).unwrap_or_default();
        let recipe = recipe::Recipe::parse(&String::from_utf8_lossy(&text));
        recipe.ok().flatten().is_some_and(|recipe| {
            let action = recipe.action;
            matches!(
                action,
                Action::Compile | Action::CompileFolder | Action::Build
            )
        })
    }
}

/// How many programs did what.
#[derive(Default)]
struct Tally {
    run: Count,
    compile: Count,
    excluded: AtomicUsize,
    need_distribution: AtomicUsize,
}

#[derive(Default)]
struct Count {
    passed: AtomicUsize,
    failed: AtomicUsize,
}

impl Count {
    fn text(&self) -> String {
        let (passed, failed) = self.get();
        format!("{passed} of {}", passed + failed)
    }

    fn get(&self) -> (usize, usize) {
        (
            self.passed.load(Ordering::Relaxed),
            self.failed.load(Ordering::Relaxed),
        )
    }
}

impl Tally {
    fn count(&self, compiles: bool, result: &Result<Verdict, String>) {
        let count = if compiles { &self.compile } else { &self.run };
        let counter = match result {
            Ok(Verdict::Passed) => &count.passed,
            Ok(Verdict::Excluded) => &self.excluded,
            Ok(Verdict::NeedsDistribution) => &self.need_distribution,
            Err(_) => &count.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// Prints the figure; says whether it is what is required.
    fn print(&self) -> bool {
        let ((run, not_run), (compiled, not_compiled)) = (self.run.get(), self.compile.get());
        let passed = run + compiled;
        let all = passed + not_run + not_compiled;
        if all == 0 {
            return true;
        }
        println!(
            "Go's test directory: {passed} of {all} programs pass, {:.2} % (run: {}, compile: {})",
            100.0 * passed as f64 / all as f64,
            self.run.text(),
            self.compile.text(),
        );
        println!(
            "not tried: {} that build constraints exclude here, {} that need the Go distribution",
            self.excluded.load(Ordering::Relaxed),
            self.need_distribution.load(Ordering::Relaxed)
        );
        passed * 100 >= all * REQUIRED
    }
}
