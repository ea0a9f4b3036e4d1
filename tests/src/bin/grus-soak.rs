//! Runs the program `tests/soak/soak.go`, compiled by grus, for as long as asked.
//!
//! In: `--minutes N` or `--seconds N`, `--seed N`, and the compiler as in the tests (`GRUS`).
//! Out: what the program reports; exit status 1 if it failed, crashed, or did not end in time.

use std::process::ExitCode;
use std::time::Duration;

use grus_tests::soak;
use grus_tests::toolchain;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut duration, mut seed) = (Duration::from_secs(60), 1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().and_then(|text| text.parse::<u64>().ok());
        match (argument.as_str(), value) {
            ("--minutes", Some(n)) => duration = Duration::from_secs(60 * n),
            ("--seconds", Some(n)) => duration = Duration::from_secs(n),
            ("--seed", Some(n)) => seed = n,
            _ => {
                eprintln!("usage: grus-soak [--minutes N | --seconds N] [--seed N]");
                return ExitCode::from(2);
            }
        }
    }
    match toolchain::grus().and_then(|grus| soak::soak(&grus, duration, seed)) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(report) => {
            eprint!("{report}");
            ExitCode::FAILURE
        }
    }
}
