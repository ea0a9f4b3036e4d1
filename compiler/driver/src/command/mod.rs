//! The subcommands, one file each, and the choice between them.
//!
//! In: arguments.  Out: exit statuses as the `go` command's.

pub mod build;
pub mod difftest;
pub mod env;
pub mod explain;
pub mod gcflags;
pub mod help;
pub mod objdump;
pub mod package_pattern;
pub mod run;
pub mod test;
pub mod tool;
pub mod version;

use crate::report::Failure;
use std::process::ExitCode;

/// Runs the command line and returns the exit status.
pub fn run(arguments: &[String]) -> ExitCode {
    let Some((command, rest)) = arguments.split_first() else {
        eprint!("{}", help::OVERVIEW);
        return ExitCode::from(2);
    };
    let result = match command.as_str() {
        "build" => build::run(rest),
        "run" => run::run(rest),
        "test" => test::run(rest),
        "difftest" => difftest::run(rest),
        "version" => version::run(rest),
        "env" => env::run(rest),
        "explain" => explain::run(rest),
        "help" | "-h" | "-help" | "--help" => help::run(rest),
        "tool" => tool::run(rest),
        _ => Err(Failure::usage(format!(
            "grus {command}: unknown command\nRun 'grus help' for usage."
        ))),
    };
    match result {
        Ok(status) => status,
        Err(failure) => {
            eprintln!("{}", failure.text);
            ExitCode::from(failure.status)
        }
    }
}
