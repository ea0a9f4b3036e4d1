//! Execution: put a case through a toolchain.
//!
//! In: a case, a toolchain and a scratch folder.  Out: the comparable `Answer`.
//! The compiler is started in the folder of the case, as a user would; executables and anything
//! else that is written go to the scratch folder, in which the program is run.

use std::path::Path;

use crate::case::{Case, Kind};
use crate::compare::Answer;
use crate::directives::{Mode, StderrPart};
use crate::normalise;
use crate::process::Outcome;
use crate::toolchain::Toolchain;
use grus_difftest::job::Job;
use grus_difftest::scratch::Scratch;

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
            let outcome = compile(&job(case), toolchain, &scratch.folder)?;
            let stderr = normalise::printable(&outcome.stderr);
            let (scratch, folder) = (
                &scratch.folder.to_string_lossy(),
                case.folder.to_string_lossy(),
            );
            Ok(Answer {
                status: outcome.status,
                stdout: normalise::printable(&outcome.stdout),
                stderr: normalise::compiler_messages(&stderr, scratch, &folder),
            })
        }
    }
}

fn build_and_run(case: &Case, toolchain: &Toolchain, scratch: &Path) -> Result<Outcome, String> {
    let job = job(case);
    if job.mode == Mode::Run {
        return job.compile_and_run(toolchain);
    }
    let built = compile(&job, toolchain, scratch)?;
    if built.status != 0 {
        return Err(format!(
            "{} rejects the program, status {}:\n{}{}",
            toolchain.name,
            built.status,
            normalise::printable(&built.stdout),
            normalise::printable(&built.stderr)
        ));
    }
    job.run(scratch)
}

/// Builds a program once and runs it under each of some environments, whose variables the program's
/// own directives override; what `GODEBUG` is comes on top of that. Calls `check` after each run.
pub fn execute_under(
    case: &Case,
    toolchain: &Toolchain,
    work: &Path,
    environments: &[Vec<(String, String)>],
    check: &dyn Fn(&Answer) -> Result<(), String>,
) -> Result<(), String> {
    let scratch = Scratch::new(work)?;
    let mut job = job(case);
    let built = compile(&job, toolchain, &scratch.folder)?;
    if built.status != 0 {
        return Err(format!(
            "{} rejects the program:\n{}",
            toolchain.name,
            normalise::printable(&built.stderr)
        ));
    }
    let own = job.environment.clone();
    for environment in environments {
        job.environment.clone_from(environment);
        for (name, value) in &own {
            let ours = environment.iter().find(|(other, _)| other == name);
            let value = match ours {
                Some((_, ours)) if name == "GODEBUG" => format!("{value},{ours}"),
                _ => value.clone(),
            };
            job.environment.push((name.clone(), value));
        }
        let outcome = job.run(&scratch.folder)?;
        in_time(&outcome, "the program")
            .and_then(|()| check(&run_answer(case, &outcome)))
            .map_err(|report| format!("with {environment:?}: {report}"))?;
    }
    Ok(())
}

fn compile(job: &Job, toolchain: &Toolchain, scratch: &Path) -> Result<Outcome, String> {
    let outcome = job.compile(toolchain, scratch)?;
    in_time(&outcome, toolchain.name)?;
    Ok(outcome)
}

/// What the shared machinery needs to know of a case.
fn job(case: &Case) -> Job {
    let directives = &case.directives;
    let mut compiler_flags: Vec<String> = match (&directives.gcflags, case.kind) {
        (Some(flags), _) => flags.split(' ').map(String::from).collect(),
        (None, Kind::Escape) => vec!["-m".into(), "-l".into()],
        (None, _) => Vec::new(),
    };
    let language = case.language.iter();
    compiler_flags.extend(language.map(|version| format!("-lang={version}")));
    Job {
        folder: case.folder.clone(),
        targets: case.targets.clone(),
        mode: directives.mode,
        compiler_flags,
        tags: directives.tags.clone(),
        arguments: directives.arguments.clone(),
        environment: directives.environment.clone(),
        build_environment: directives.build_environment.clone(),
        stdin: directives.stdin.clone(),
        limit: directives.timeout,
    }
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
