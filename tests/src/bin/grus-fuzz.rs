//! Fuzzes scanner, parser and type checker for as long as asked.
//!
//! In: `--minutes N` or `--seconds N`, `--seed N`, the first of the seeds; or `--show SEED`, or `--write
//! FOLDER SEED COUNT`.  Out: how many mutants were checked, and what the compiler does not survive, with
//! exit status 1; the text of a mutant; the mutants without errors as files.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use grus_tests::fuzz::{self, corpus::Corpus, mutate, worker};

/// Stack of the thread that checks, as large as the compiler's.
const STACK_SIZE: usize = 512 << 20;
const USAGE: &str = "usage: grus-fuzz [--minutes N | --seconds N] [--seed N]
       grus-fuzz --show SEED
       grus-fuzz --write FOLDER SEED COUNT";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["--worker", first, count] => check(first, count, None),
        ["--write", folder, first, count] => check(first, count, Some(folder)),
        ["--show", seed] => number(seed).map(|seed| {
            let text = mutate::mutant(&Corpus::read(), seed);
            print!("{}", String::from_utf8_lossy(&text));
        }),
        _ => run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| USAGE.to_string())
}

fn check(first: &str, count: &str, write_to: Option<&str>) -> Result<(), String> {
    let (first, count) = (number(first)?, number(count)?);
    let write_to = write_to.map(String::from);
    let work = std::thread::Builder::new()
        .stack_size(STACK_SIZE)
        .spawn(move || worker::run(first, count, write_to.as_deref().map(Path::new)));
    let ended = work.map_err(|e| e.to_string())?.join();
    ended.unwrap_or_else(|_| Err("a panic".to_string()))
}

fn run(arguments: &[&str]) -> Result<(), String> {
    let (mut duration, mut first) = (Duration::from_secs(60), 1);
    for pair in arguments.chunks(2) {
        match *pair {
            ["--minutes", n] => duration = Duration::from_secs(60 * number(n)?),
            ["--seconds", n] => duration = Duration::from_secs(number(n)?),
            ["--seed", n] => first = number(n)?,
            _ => return Err(USAGE.to_string()),
        }
    }
    let executable = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut told = 0;
    let mut progress = |report: &fuzz::Report| {
        for finding in &report.findings[told..] {
            println!("seed {}: {}", finding.seed, finding.what);
        }
        told = report.findings.len();
        eprintln!("{} mutants, {} accepted", report.mutants, report.accepted);
    };
    let report = fuzz::fuzz(&executable, first, u64::MAX, duration, &mut progress)?;
    println!(
        "{} mutants from seed {first}, {} of them without an error: {} kinds of findings",
        report.mutants,
        report.accepted,
        report.findings.len()
    );
    match report.findings.is_empty() {
        true => Ok(()),
        false => Err("the compiler does not survive some of them".to_string()),
    }
}
