//! Mutated programs do not make the front end panic, hang or take all memory.
//!
//! In: the programs of `grus_tests::fuzz` and the first seeds.  Out: a failure that lists what the compiler does
//! not survive. The command `grus-fuzz` goes on for as long as asked.

use std::path::Path;
use std::time::Duration;

use grus_tests::fuzz;

/// Seeds that are tried.
const MUTANTS: u64 = 2_500;

#[test]
fn the_front_end_survives_mutants() -> Result<(), String> {
    let worker = Path::new(env!("CARGO_BIN_EXE_grus-fuzz"));
    let limit = Duration::from_secs(600);
    let report = fuzz::fuzz(worker, 1, MUTANTS, limit, &mut |_| {})?;
    println!(
        "fuzzing: {} mutants, {} of them without an error, {} findings",
        report.mutants,
        report.accepted,
        report.findings.len()
    );
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!(report.mutants, MUTANTS);
    Ok(())
}
