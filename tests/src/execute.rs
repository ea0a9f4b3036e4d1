//! Execution: put a case through a toolchain.
//!
//! In: a case, a toolchain and a scratch folder.  Out: the comparable `Answer`.
//! The compiler is started in the folder of the case, as a user would; executables and anything
//! else that is written go to the scratch folder, in which the program is run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::case::{Case, Kind};
use crate::compare::Answer;
use crate::directives::{Mode, StderrPart};
use crate::normalise;
use crate::process::{self, Outcome};
use crate::toolchain::Toolchain;

const BUILD_LIMIT: Duration = Duration::from_secs(120);
const RUN_LIMIT: Duration = Duration::from_secs(20);

/// Builds, and where it is that kind of test runs, one case.
pub fn execute(case: &Case, toolchain: &Toolchain, work: &Path) -> Result<Answer, String> {
    let scratch = Scratch::new(work)?;
    match case.kind {
        Kind::Run => {
            let outcome = build_and_run(case, toolchain, &scratch.folder)?;
            in_time(&outcome, "the program")?;
            Ok(run_answer(case, &outcome))
        }
        Kind::Check | Kind::Escape => {
            let outcome = compile(case, toolchain, &scratch.folder)?;
            let stderr = normalise::printable(&outcome.stderr);
            Ok(Answer {
                status: outcome.status,
                stdout: normalise::printable(&outcome.stdout),
                stderr: normalise::compiler_messages(&stderr, &scratch.folder.to_string_lossy()),
            })
        }
    }
}

fn build_and_run(case: &Case, toolchain: &Toolchain, scratch: &Path) -> Result<Outcome, String> {
    let directives = &case.directives;
    let limit = directives.timeout.unwrap_or(RUN_LIMIT);
    if directives.mode == Mode::Run {
        let mut command = toolchain.command(&case.folder);
        command
            .arg("run")
            .args(compiler_flags(case))
            .args(&case.targets);
        command
            .args(&directives.arguments)
            .envs(directives.environment.iter().cloned());
        return process::run(
            &mut command,
            directives.stdin.as_bytes(),
            limit + BUILD_LIMIT,
        );
    }
    let built = compile(case, toolchain, scratch)?;
    if built.status != 0 {
        return Err(format!(
            "{} rejects the program, status {}:\n{}{}",
            toolchain.name,
            built.status,
            normalise::printable(&built.stdout),
            normalise::printable(&built.stderr)
        ));
    }
    let mut command = Command::new(scratch.join("program"));
    command.args(&directives.arguments).current_dir(scratch);
    for variable in ["GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOTRACEBACK"] {
        command.env_remove(variable);
    }
    command.envs(directives.environment.iter().cloned());
    process::run(&mut command, directives.stdin.as_bytes(), limit)
}

fn compile(case: &Case, toolchain: &Toolchain, scratch: &Path) -> Result<Outcome, String> {
    let mut command = toolchain.command(&case.folder);
    match case.directives.mode {
        Mode::Compile => {
            command
                .args(["tool", "compile", "-o"])
                .arg(scratch.join("program.o"));
            command.args(
                case.language
                    .iter()
                    .map(|version| format!("-lang={version}")),
            );
            command.args(
                case.directives
                    .gcflags
                    .iter()
                    .flat_map(|flags| flags.split(' ')),
            );
        }
        Mode::Build | Mode::Run => {
            command
                .args(["build", "-o"])
                .arg(scratch.join("program"))
                .args(compiler_flags(case));
        }
    }
    let outcome = process::run(command.args(&case.targets), b"", BUILD_LIMIT)?;
    in_time(&outcome, toolchain.name)?;
    Ok(outcome)
}

/// The `-gcflags` and `-tags` of a case.
fn compiler_flags(case: &Case) -> Vec<String> {
    let mut gcflags = Vec::new();
    match (&case.directives.gcflags, case.kind) {
        (Some(flags), _) => gcflags.push(flags.clone()),
        (None, Kind::Escape) => gcflags.push("-m -l".into()),
        (None, _) => {}
    }
    gcflags.extend(
        case.language
            .iter()
            .map(|version| format!("-lang={version}")),
    );
    let mut flags = Vec::new();
    if !gcflags.is_empty() {
        flags.push(format!("-gcflags={}", gcflags.join(" ")));
    }
    flags.extend(
        case.directives
            .tags
            .iter()
            .map(|tags| format!("-tags={tags}")),
    );
    flags
}

fn run_answer(case: &Case, outcome: &Outcome) -> Answer {
    let folder = case.folder.to_string_lossy();
    let stderr = normalise::printable(&outcome.stderr);
    let default = if outcome.status == 0 {
        StderrPart::Full
    } else {
        StderrPart::Head
    };
    Answer {
        status: outcome.status,
        stdout: normalise::printable(&outcome.stdout),
        stderr: match case.directives.stderr.unwrap_or(default) {
            StderrPart::Head => normalise::stderr_head(&stderr, &folder),
            StderrPart::Full => normalise::stderr_full(&stderr, &folder),
            StderrPart::Ignore => String::new(),
        },
    }
}

fn in_time(outcome: &Outcome, what: &str) -> Result<(), String> {
    if outcome.timed_out {
        return Err(format!(
            "{what} was stopped after {:.0?}\nstandard output:\n{}standard error:\n{}",
            outcome.elapsed,
            normalise::printable(&outcome.stdout),
            normalise::printable(&outcome.stderr)
        ));
    }
    Ok(())
}

/// A folder that is removed with the value.
struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    fn new(work: &Path) -> Result<Scratch, String> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = work.join(format!("{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(Scratch { folder })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
