//! `grus explain`: what became of a program's closures, variables and allocations.
//!
//! In: build flags and a package.  Out: text, JSON or a page (the crate `grus-explain` has the words).
//! A command is also compiled under both rules for the variables of loops, run for at most
//! [`RUN_LIMIT`], and what it printed is compared.

use super::build::{BUILD_FLAGS, BuildOptions};
use crate::compile::{self, Compiled};
use crate::flags::{self, Flag, Parsed, boolean, value};
use crate::load::{self, LoadOptions};
use crate::output;
use crate::report::Failure;
use crate::temporary::TemporaryFolder;
use grus_explain::{Explanation, Home, LoopReport, RunReport, VariableReport};
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// How long the program may run under each rule.
const RUN_LIMIT: Duration = Duration::from_secs(5);

/// Bytes of output that are kept of a run.
const OUTPUT_LIMIT: usize = 16 << 10;

const USAGE: &str = "usage: grus explain [-json] [-html out.html] [build flags] package\nRun 'grus help explain' for details.";

/// Runs the command.
///
/// # Errors
/// Wrong usage, programs that do not compile, pages that cannot be written.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let own = [boolean("json"), value("html"), boolean("loops")];
    let table: Vec<Flag> = BUILD_FLAGS.iter().copied().chain(own).collect();
    let parsed = flags::parse_with_environment(&table, arguments)
        .map_err(|error| Failure::usage(format!("{error}\n{USAGE}")))?;
    let mut compiled = compiled(&parsed, None)?;
    let Some(mut explanation) = compiled.explanation.take() else {
        return Err(Failure::new("grus explain: there is nothing to explain"));
    };
    let compare = parsed.value("loops") != Some("false") && compiled.executable.is_some();
    if compare {
        explanation.loops = Some(loops(&parsed)?);
    }
    if let Some(path) = parsed.value("html") {
        std::fs::write(path, grus_explain::page(&explanation)).map_err(|error| {
            Failure::new(format!("open {path}: {}", output::system_text(&error)))
        })?;
    }
    if parsed.is_set("json") {
        output::print(&grus_explain::json(&explanation))?;
    } else if parsed.value("html").is_none() {
        output::print(&grus_explain::text(&explanation))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Compiles the package, under a rule for its loop variables if one is given. Its language version stays
/// what it is: the other's may not have all that the program uses.
fn compiled(parsed: &Parsed, per_iteration: Option<bool>) -> Result<Compiled, Failure> {
    let options = BuildOptions::from_parsed(parsed)?;
    let load_options = LoadOptions {
        for_run: true,
        ..options.load.clone()
    };
    let loaded = load::load(&parsed.rest, &load_options)?;
    let request = compile::Request {
        per_iteration,
        ..options.request(true)
    };
    compile::compile_and_explain(loaded, &request, true)
}

/// The program under both rules for loop variables.
fn loops(parsed: &Parsed) -> Result<LoopReport, Failure> {
    let folder = TemporaryFolder::new("grus-explain")?;
    let mut runs = Vec::new();
    let mut variables = Vec::new();
    for (language, per_iteration) in [("go1.21", false), ("go1.22", true)] {
        let compiled = compiled(parsed, Some(per_iteration))?;
        let executable = compiled.executable.unwrap_or_default();
        let program = folder.path().join(language);
        output::write_executable(&executable, &program, "explain")?;
        runs.push(observe(&program, language)?);
        let explained = compiled
            .explanation
            .map(|explanation: Explanation| explanation.variables);
        variables.push(explained.unwrap_or_default());
    }
    let differences = differences(&variables[0], &variables[1]);
    let [shared, per_iteration] = <[RunReport; 2]>::try_from(runs)
        .map_err(|_| Failure::new("grus explain: a run is missing"))?;
    Ok(LoopReport {
        shared,
        per_iteration,
        differences,
    })
}

/// The variables whose memory is of another kind under the other rule.
fn differences(shared: &[VariableReport], per_iteration: &[VariableReport]) -> Vec<String> {
    let homes = |variable: &VariableReport| -> Vec<String> {
        let homes = variable.homes.iter();
        homes
            .map(|home| match home.home {
                Home::Heap => "on the heap".to_string(),
                Home::Stack => "on the stack".to_string(),
                Home::Registers => "in registers".to_string(),
                Home::Data => "in data".to_string(),
                Home::Gone => "gone".to_string(),
            })
            .collect()
    };
    let mut found = Vec::new();
    for before in shared {
        let same =
            |after: &&VariableReport| (after.place, &after.name) == (before.place, &before.name);
        let Some(after) = per_iteration.iter().find(same) else {
            continue;
        };
        let (old, new) = (homes(before).join(", "), homes(after).join(", "));
        if old != new || before.lifetime != after.lifetime {
            let line = before.place.line;
            found.push(format!(
                "line {line}: {} is {old}, {} (go1.21); {new}, {} (go1.22)",
                before.name, before.lifetime, after.lifetime
            ));
        }
    }
    found
}

/// Runs a program without input and keeps what it prints.
fn observe(program: &Path, language: &'static str) -> Result<RunReport, Failure> {
    let fail = |error: std::io::Error| {
        Failure::new(format!(
            "fork/exec {}: {}",
            program.display(),
            output::system_text(&error)
        ))
    };
    let (mut reader, writer) = std::io::pipe().map_err(fail)?;
    let mut child = Command::new(program)
        .stdin(Stdio::null())
        .stdout(writer.try_clone().map_err(fail)?)
        .stderr(writer)
        .spawn()
        .map_err(fail)?;
    let collected = std::thread::spawn(move || {
        let mut kept = Vec::new();
        let mut part = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut part) {
            let room = OUTPUT_LIMIT - kept.len();
            kept.extend_from_slice(&part[..count.min(room)]);
        }
        kept
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(fail)? {
            Some(status) => break status.to_string().replace("exit status: ", "exit status "),
            None if start.elapsed() > RUN_LIMIT => {
                child.kill().map_err(fail)?;
                child.wait().map_err(fail)?;
                break format!("stopped after {} seconds", RUN_LIMIT.as_secs());
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let kept = collected.join().unwrap_or_default();
    Ok(RunReport {
        language,
        output: String::from_utf8_lossy(&kept).into_owned(),
        status,
    })
}
