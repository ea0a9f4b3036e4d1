//! `grus tool compile`: the compiler by itself, on one package given as files.
//!
//! In: compiler flags and files.  Out: what the flags ask for, on standard output; diagnostics name
//! files as given. Exit status 2 for rejected programs, as gc's.

use super::gcflags::{CompilerFlags, TABLE};
use super::objdump;
use crate::compile::{self, Request};
use crate::flags;
use crate::load::{self, LoadOptions};
use crate::report::Failure;
use grus_link::Strip;
use std::process::ExitCode;

/// Runs a tool.
///
/// # Errors
/// Unknown tools, wrong usage, rejected programs.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    match arguments.split_first() {
        None => {
            println!("compile\nobjdump");
            Ok(ExitCode::SUCCESS)
        }
        Some((tool, rest)) if tool == "compile" => compile(rest),
        Some((tool, rest)) if tool == "objdump" => objdump::run(rest),
        Some((tool, _)) => Err(Failure::usage(format!("grus: no such tool {tool:?}"))),
    }
}

fn compile(arguments: &[String]) -> Result<ExitCode, Failure> {
    let usage = "usage: compile [options] file.go...";
    let parsed = flags::parse(TABLE, arguments)
        .map_err(|error| Failure::usage(format!("{error}\n{usage}")))?;
    if parsed.rest.is_empty() {
        return Err(Failure::usage(usage));
    }
    let compiler = CompilerFlags::from_parsed(&parsed)?;
    let options = LoadOptions {
        language: compiler.language,
        for_run: true,
        ..LoadOptions::default()
    };
    let as_compiler = |failure: Failure| Failure {
        status: 2,
        ..failure
    };
    let loaded = load::load(&parsed.rest, &options).map_err(as_compiler)?;
    let request = Request {
        per_iteration: None,
        flags: compiler,
        link: false,
        whole: true,
        complete: parsed.is_set("complete"),
        strip: Strip::Nothing,
        listing_to_stdout: true,
        package_header: false,
    };
    match compile::compile(loaded, &request) {
        Ok(_) => Ok(ExitCode::SUCCESS),
        Err(failure) => {
            // gc's compiler prints what it finds on standard output.
            println!("{}", failure.text);
            Ok(ExitCode::from(2))
        }
    }
}
