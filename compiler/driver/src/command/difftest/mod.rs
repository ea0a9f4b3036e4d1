//! `grus difftest`: build and run programs with grus and with real Go, and say where they differ.
//!
//! In: flags, files and folders.  Out: a line a difference and a summary; status 1 if anything differs.
//! `programs` finds them, `report` prints; what a difference is, is decided in `grus-difftest`, which
//! the project's own tests use as well.
//! Invariant: results are shown in the order of the programs, however many run at a time.

mod programs;
mod report;

use crate::flags::{self, boolean, count, value};
use crate::report::Failure;
use crate::temporary::TemporaryFolder;
use grus_difftest::toolchain::Toolchain;
use grus_difftest::verdict::{self, Options, Verdict};
use programs::Program;
use report::Report;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

const USAGE: &str = "usage: grus difftest [-go path] [-m] [-j N] [-json] [-timeout seconds] [-gcflags flags] files | folders\n\
                     Run 'grus help difftest' for details.";

/// Runs the command.
///
/// # Errors
/// Wrong usage, real Go missing, arguments that name nothing.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let usage = |error: String| Failure::usage(format!("{error}\n{USAGE}"));
    let table = [
        value("go"),
        count("m"),
        value("j"),
        boolean("json"),
        value("timeout"),
        value("gcflags"),
    ];
    let parsed = flags::parse(&table, arguments).map_err(usage)?;
    if parsed.rest.is_empty() {
        return Err(Failure::usage(USAGE));
    }
    let number = |name: &str| match parsed.value(name).map(|text| (text, text.parse::<u64>())) {
        None => Ok(None),
        Some((_, Ok(number))) if number > 0 => Ok(Some(number)),
        Some((text, _)) => Err(usage(format!(
            "invalid value {text:?} for flag -{name}: expected a positive number"
        ))),
    };
    let workers = match number("j")? {
        Some(workers) => workers as usize,
        None => std::thread::available_parallelism().map_or(1, usize::from),
    };
    let limit = number("timeout")?.map(Duration::from_secs);
    let level = parsed.level("m");
    let mut compiler_flags =
        flags::split_quoted(parsed.value("gcflags").unwrap_or("")).map_err(usage)?;
    if level > 0 {
        compiler_flags.push(format!("-m={level}"));
    }
    let reference = Toolchain::real_go_at(parsed.value("go").map(PathBuf::from))
        .map_err(|reason| Failure::new(format!("grus difftest: {reason}")))?;
    let own = std::env::current_exe()
        .map_err(|error| Failure::new(crate::output::system_text(&error)))?;
    let mut programs = programs::discover(&parsed.rest).map_err(Failure::new)?;
    if programs.is_empty() {
        return Err(Failure::new("grus difftest: no Go files"));
    }
    for program in &mut programs {
        program.job.compiler_flags.clone_from(&compiler_flags);
        program.job.limit = limit;
    }
    let work = TemporaryFolder::new("grus-difftest")?;
    let comparison = Comparison {
        toolchains: [reference, Toolchain::new("grus", own)],
        programs: &programs,
        decisions: level > 0,
        work: work.path(),
    };
    let mut report = Report::new(programs.len(), parsed.is_set("json"));
    comparison.run(workers.min(programs.len()), &mut report);
    report.finish();
    Ok(if report.all_same() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// Everything a worker needs.
struct Comparison<'a> {
    toolchains: [Toolchain; 2],
    programs: &'a [Program],
    decisions: bool,
    work: &'a Path,
}

impl Comparison<'_> {
    /// Compares all programs, some at a time, and reports in order.
    fn run(&self, workers: usize, report: &mut Report) {
        let next = AtomicUsize::new(0);
        let (sender, receiver) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..workers {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(program) = self.programs.get(index) else {
                            return;
                        };
                        if sender.send((index, self.compare(program))).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut shown = 0;
            for (index, result) in receiver {
                waiting.insert(index, result);
                while let Some(result) = waiting.remove(&shown) {
                    report.add(&self.programs[shown], &result);
                    shown += 1;
                }
            }
        });
    }

    fn compare(&self, program: &Program) -> Result<Verdict, String> {
        let options = Options {
            unordered: program.unordered,
            decisions: self.decisions,
        };
        let [reference, candidate] = &self.toolchains;
        verdict::compare(&program.job, options, [reference, candidate], self.work)
    }
}
