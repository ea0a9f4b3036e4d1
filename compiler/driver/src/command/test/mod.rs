//! `grus test`: compiles packages with their tests and runs them.
//!
//! In: flags and packages.  Out: the tests' output and a line a package, as `go test` prints them; with
//! `-json` the events of `go tool test2json`.
//! Not done: the checks of `go vet` before, coverage, profiles, fuzzing beyond the seed corpora.
//! Follows `go help test`, `go help testflag`.

mod arguments;
mod events;
mod execute;

use super::build::BuildOptions;
use crate::cache::Entry;
use crate::flags;
use crate::load;
use crate::report::Failure;
use crate::temporary::TemporaryFolder;
use crate::{compile, output};
use arguments::Arguments;
use execute::{Outcome, Run};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// A package, ready to be tested.
struct Ready {
    import_path: String,
    directory: PathBuf,
    /// None if there are no tests.
    executable: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage. What is wrong with packages is part of the output.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let mut all: Vec<String> = std::env::var("GOFLAGS")
        .unwrap_or_default()
        .split_whitespace()
        .map(String::from)
        .collect();
    all.extend(arguments.iter().cloned());
    let arguments = Arguments::parse(&all)?;
    for name in ["cover", "race", "covermode", "coverpkg", "exec"] {
        if arguments
            .own
            .value(name)
            .is_some_and(|value| value != "false")
        {
            return Err(Failure::usage(format!("grus test: unsupported: -{name}")));
        }
    }
    let options = BuildOptions::from_parsed(&arguments.own)?;
    if arguments.own.is_set("c") {
        return compile_only(&arguments, &options);
    }
    let packages = load::named_packages(&arguments.packages, &options.load)?;
    if packages.is_empty() {
        return Err(Failure::new("no packages to test"));
    }
    let folder = TemporaryFolder::new("grus-test")?;
    let single = packages.len() == 1;
    let mut failed = false;
    for (index, package) in packages.iter().enumerate() {
        let executable = folder.path().join(format!("{index}.test"));
        let ready = match single {
            true => build(&arguments, &arguments.packages, &options, &executable),
            false => build_apart(&all, package, &executable),
        };
        let run = Run {
            arguments: &arguments,
            package,
            json: arguments.own.is_set("json"),
            single,
        };
        let outcome = match ready {
            Ok(ready) => run.package(&ready)?,
            Err(failure) => run.not_built(&failure),
        };
        failed |= outcome != Outcome::Passed;
    }
    let json = arguments.own.is_set("json");
    if failed && !json && !arguments.packages.is_empty() {
        println!("FAIL");
    }
    Ok(match failed {
        true => ExitCode::from(1),
        false => ExitCode::SUCCESS,
    })
}

/// `-c`: the executable is kept instead of run.
fn compile_only(arguments: &Arguments, options: &BuildOptions) -> Result<ExitCode, Failure> {
    let folder = TemporaryFolder::new("grus-test")?;
    let made = folder.path().join("made.test");
    let ready = build(arguments, &arguments.packages, options, &made)?;
    let base = ready.import_path.rsplit('/').next().unwrap_or_default();
    let Some(executable) = &ready.executable else {
        println!("?   \t{}\t[no test files]", ready.import_path);
        return Ok(ExitCode::SUCCESS);
    };
    let name = format!("{base}.test");
    let target = output::target(arguments.own.value("o"), &name, &ready.import_path)?;
    output::copy_executable(executable, &target, &ready.import_path)?;
    // For the command that asked, if one of ours did.
    if std::env::var_os(APART).is_some() {
        println!("{}\n{}", ready.import_path, ready.directory.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Set in the environment of a process that compiles one of several packages.
const APART: &str = "GRUS_TEST_APART";

/// Compiles one of several packages in a process of its own, whose memory is free afterwards.
fn build_apart(all: &[String], package: &str, executable: &Path) -> Result<Ready, Failure> {
    let itself = std::env::current_exe().map_err(|error| Failure::new(error.to_string()))?;
    let parsed = Arguments::parse(all)?;
    let mut command = Command::new(itself);
    command.args(["test", "-c", "-o"]).arg(executable);
    for (name, value) in parsed.own.given() {
        if !matches!(name, "c" | "o" | "json" | "C") {
            command.arg(format!("-{name}={value}"));
        }
    }
    let result = command
        .arg(package)
        .env(APART, "1")
        .env_remove("GOFLAGS")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::new(output::system_text(&error)))?;
    if !result.status.success() {
        let text = String::from_utf8_lossy(&result.stderr)
            .trim_end()
            .to_string();
        return Err(Failure::new(text));
    }
    let text = String::from_utf8_lossy(&result.stdout).into_owned();
    let mut lines = text.lines();
    match (lines.next(), lines.next(), executable.exists()) {
        (Some(path), Some(directory), true) => Ok(Ready {
            import_path: path.to_string(),
            directory: PathBuf::from(directory),
            executable: Some(executable.to_path_buf()),
        }),
        _ => Ok(Ready {
            import_path: package.to_string(),
            directory: PathBuf::new(),
            executable: None,
        }),
    }
}

/// Compiles a package with its tests.
fn build(
    arguments: &Arguments,
    packages: &[String],
    options: &BuildOptions,
    executable: &Path,
) -> Result<Ready, Failure> {
    let keyed = flags::Parsed {
        rest: packages.to_vec(),
        ..arguments.own.clone()
    };
    let entry = Entry::of("test", &keyed, &options.request(true));
    if let Some(hit) = entry.as_ref().and_then(Entry::find)
        && let Some(made) = hit.executable
    {
        output::copy_executable(&made, executable, &hit.package)?;
        return Ok(Ready {
            import_path: hit.package,
            directory: PathBuf::from(hit.default_name),
            executable: Some(executable.to_path_buf()),
        });
    }
    let program = load::load_test(packages, &options.load)?;
    let mut ready = Ready {
        import_path: program.import_path,
        directory: program.directory,
        executable: None,
    };
    let Some(loaded) = program.loaded else {
        return Ok(ready);
    };
    let bytes = compile::compile(loaded, &options.request(true))?;
    if let Some(bytes) = bytes {
        output::write_executable(&bytes, executable, &ready.import_path)?;
        if let Some(entry) = entry {
            let directory = ready.directory.display().to_string();
            entry.keep(Some(&bytes), &directory, &ready.import_path);
        }
        ready.executable = Some(executable.to_path_buf());
    }
    Ok(ready)
}
