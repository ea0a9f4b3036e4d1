//! `grus version`.

use crate::report::Failure;
use std::process::ExitCode;

/// The release of Go whose behaviour is the reference.
pub const GO_VERSION: &str = "1.27.3";

/// Prints what this is and which Go it follows.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    if !arguments.is_empty() {
        return Err(Failure::usage("usage: grus version"));
    }
    let own = env!("CARGO_PKG_VERSION");
    println!("grus version {own} (go{GO_VERSION}) linux/amd64");
    Ok(ExitCode::SUCCESS)
}
