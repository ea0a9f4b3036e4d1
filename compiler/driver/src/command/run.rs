//! `grus run`: build a command into a temporary folder and run it.
//!
//! In: build flags, files or one package, the program's arguments.  Out: the program's output; a
//! program that fails is reported as `exit status N` and the command exits with 1, as `go run` does.

use super::build::{BUILD_FLAGS, BuildOptions};
use crate::cache::Entry;
use crate::flags;
use crate::load::LoadOptions;
use crate::report::Failure;
use crate::temporary::TemporaryFolder;
use crate::{compile, load, output};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};

/// Runs the command.
///
/// # Errors
/// Wrong usage, failed builds, and programs that cannot be started.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let usage = "usage: grus run [build flags] [-exec xprog] package [arguments...]\nRun 'grus help run' for details.";
    let parsed = flags::parse_with_environment(BUILD_FLAGS, arguments)
        .map_err(|error| Failure::usage(format!("{error}\n{usage}")))?;
    let (packages, program_arguments) = split(&parsed.rest);
    if packages.is_empty() {
        return Err(Failure::new("go: no go files listed"));
    }
    let options = BuildOptions::from_parsed(&parsed)?;
    let load_options = LoadOptions {
        for_run: true,
        ..options.load.clone()
    };
    let keyed = flags::Parsed {
        rest: packages.to_vec(),
        ..parsed.clone()
    };
    let entry = Entry::of("run", &keyed, &options.request(true));
    if let Some(hit) = entry.as_ref().and_then(Entry::find)
        && let Some(executable) = hit.executable
    {
        let folder = TemporaryFolder::new("grus-run")?;
        let program = folder.path().join(program_name(packages, &hit.package));
        output::copy_executable(&executable, &program, &hit.package)?;
        return Ok(report(start(&program, program_arguments)?));
    }
    let loaded = load::load(packages, &load_options)?;
    let root = &loaded.packages[loaded.roots[0]];
    if root.name != "main" {
        let text = format!("package {} is not a main package", root.import_path);
        return Err(Failure::new(text));
    }
    let package = root.import_path.clone();
    let name = program_name(packages, &package);
    let Some(bytes) = compile::compile(loaded, &options.request(true))? else {
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(entry) = entry {
        entry.keep(Some(&bytes), &name, &package);
    }
    let folder = TemporaryFolder::new("grus-run")?;
    let program = folder.path().join(name);
    output::write_executable(&bytes, &program, &package)?;
    let status = start(&program, program_arguments)?;
    Ok(report(status))
}

/// Separates the package (leading `.go` files, or one argument) from the program's arguments.
fn split(arguments: &[String]) -> (&[String], &[String]) {
    let files = arguments
        .iter()
        .take_while(|argument| argument.ends_with(".go"))
        .count();
    arguments.split_at(if files > 0 {
        files
    } else {
        arguments.len().min(1)
    })
}

fn program_name(packages: &[String], import_path: &str) -> String {
    let source = if packages[0].ends_with(".go") {
        &packages[0]
    } else {
        import_path
    };
    let name = Path::new(source)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    name.strip_suffix(".go").map_or(name.clone(), String::from)
}

fn start(program: &Path, arguments: &[String]) -> Result<ExitStatus, Failure> {
    let mut child = Command::new(program)
        .args(arguments)
        .spawn()
        .map_err(|error| {
            let reason = output::system_text(&error);
            Failure::new(format!("fork/exec {}: {reason}", program.display()))
        })?;
    child
        .wait()
        .map_err(|error| Failure::new(format!("wait: {}", output::system_text(&error))))
}

fn report(status: ExitStatus) -> ExitCode {
    if status.success() {
        return ExitCode::SUCCESS;
    }
    eprintln!("{}", status_text(status));
    ExitCode::from(1)
}

/// How the `go` command speaks of a process that failed.
pub fn status_text(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit status {code}"),
        (None, Some(signal)) => format!("signal: {}", signal_name(signal)),
        (None, None) => "exit status unknown".to_string(),
    }
}

/// Go's names of the signals that end programs.
fn signal_name(signal: i32) -> String {
    let name = match signal {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        11 => "segmentation fault",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        other => return format!("signal {other}"),
    };
    name.to_string()
}
