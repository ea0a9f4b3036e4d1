//! Verdicts: what two toolchains make of one program, and where they differ.
//!
//! In: a [`Job`] and two toolchains, the reference first.  Out: a [`Verdict`].
//! A program both accept is run; standard output, exit status and the head of standard error count. Of
//! one both reject the messages count. What one accepts and the other rejects differs.

use std::path::Path;
use std::time::Duration;

use crate::compare;
use crate::job::Job;
use crate::messages;
use crate::normalise;
use crate::process::Outcome;
use crate::scratch::Scratch;
use crate::toolchain::Toolchain;

/// What is compared beyond the behaviour of the program.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The lines of standard output may come in any order.
    pub unordered: bool,
    /// The lines the compilers print about programs they accept count, as those of `-m`.
    pub decisions: bool,
}

/// One difference between two toolchains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs: `build`, `diagnostics`, `decisions`, `stdout`, `status`, `stderr` or `time`.
    pub what: &'static str,
    /// How, in one line or with a few lines of explanation.
    pub detail: String,
}

/// What became of one program.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub differences: Vec<Difference>,
    /// Both reject the program.
    pub rejected: bool,
    /// Running time of the reference's and the candidate's program.
    pub elapsed: [Duration; 2],
}

impl Verdict {
    fn differs(&mut self, what: &'static str, detail: impl Into<String>) {
        self.differences.push(Difference {
            what,
            detail: detail.into(),
        });
    }
}

/// One toolchain's build of the program.
struct Built {
    scratch: Scratch,
    accepted: bool,
    messages: Vec<String>,
}

/// Puts a program through both toolchains.
///
/// # Errors
/// A toolchain cannot be started, or is stopped because its time is up.
pub fn compare(
    job: &Job,
    options: Options,
    [reference, candidate]: [&Toolchain; 2],
    work: &Path,
) -> Result<Verdict, String> {
    let mut verdict = Verdict::default();
    let expected = build(job, reference, work)?;
    let observed = build(job, candidate, work)?;
    match (expected.accepted, observed.accepted) {
        (false, false) => {
            verdict.rejected = true;
            compare_messages("diagnostics", &expected, &observed, &mut verdict);
        }
        (true, false) => {
            let said = observed.messages.iter().find(|m| !m.starts_with('#'));
            let said = said.map_or("(no message)", String::as_str);
            verdict.differs("build", format!("only {} rejects: {said}", candidate.name));
        }
        (false, true) => {
            let said = expected.messages.iter().find(|m| !m.starts_with('#'));
            let said = said.map_or("(no message)", String::as_str);
            verdict.differs("build", format!("only {} rejects: {said}", reference.name));
        }
        (true, true) => {
            if options.decisions {
                compare_messages("decisions", &expected, &observed, &mut verdict);
            }
            run_both(job, options, [&expected, &observed], &mut verdict)?;
        }
    }
    Ok(verdict)
}

fn build(job: &Job, toolchain: &Toolchain, work: &Path) -> Result<Built, String> {
    let scratch = Scratch::new(work)?;
    let outcome = job.compile(toolchain, &scratch.folder)?;
    if outcome.timed_out {
        return Err(format!(
            "{} was stopped after {:.0?}",
            toolchain.name, outcome.elapsed
        ));
    }
    let mut text = normalise::printable(&outcome.stdout);
    text.push_str(&normalise::printable(&outcome.stderr));
    let (work, folder) = (
        scratch.folder.to_string_lossy(),
        job.folder.to_string_lossy(),
    );
    let text = normalise::compiler_messages(&text, &work, &folder);
    Ok(Built {
        scratch,
        accepted: outcome.status == 0,
        messages: messages::split(&text),
    })
}

fn compare_messages(what: &'static str, expected: &Built, observed: &Built, verdict: &mut Verdict) {
    let changes = messages::changes(&expected.messages, &observed.messages);
    for message in changes.missing {
        verdict.differs(what, format!("missing: {message}"));
    }
    for message in changes.extra {
        verdict.differs(what, format!("not expected: {message}"));
    }
    if changes.reordered {
        let pairs = expected.messages.iter().zip(&observed.messages);
        let first = pairs
            .into_iter()
            .find(|(expected, observed)| expected != observed);
        let detail = first.map_or(String::new(), |(expected, _)| expected.clone());
        verdict.differs(what, format!("in another order, from: {detail}"));
    }
}

fn run_both(
    job: &Job,
    options: Options,
    [expected, observed]: [&Built; 2],
    verdict: &mut Verdict,
) -> Result<(), String> {
    // A package that is no command leaves no executable.
    if !is_executable(&expected.scratch.folder.join("program")) {
        return Ok(());
    }
    let expected = job.run(&expected.scratch.folder)?;
    let observed = job.run(&observed.scratch.folder)?;
    verdict.elapsed = [expected.elapsed, observed.elapsed];
    match (expected.timed_out, observed.timed_out) {
        // What was printed until then depends on speed.
        (true, true) => return Ok(()),
        (true, false) => verdict.differs("time", "only the reference runs out of time"),
        (false, true) => {
            let text = format!("out of time after {:.0?}", observed.elapsed);
            verdict.differs("time", text);
        }
        (false, false) => {}
    }
    if expected.status != observed.status {
        let text = format!("{}, expected {}", observed.status, expected.status);
        verdict.differs("status", text);
    }
    let stdout = |outcome: &Outcome| {
        let text = normalise::printable(&outcome.stdout);
        if options.unordered {
            compare::sorted(&text)
        } else {
            text
        }
    };
    let folder = job.folder.to_string_lossy();
    let stderr = |outcome: &Outcome| {
        let text = normalise::printable(&outcome.stderr);
        match outcome.status {
            0 => normalise::stderr_full(&text, &folder),
            _ => normalise::stderr_head(&text, &folder),
        }
    };
    for (what, expected, observed) in [
        ("stdout", stdout(&expected), stdout(&observed)),
        ("stderr", stderr(&expected), stderr(&observed)),
    ] {
        if expected != observed {
            verdict.differs(what, compare::first_difference(&expected, &observed));
        }
    }
    Ok(())
}

fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file)
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}
