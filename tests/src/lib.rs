//! The test suite of grus: small Go programs, each with what real Go does with it.
//!
//! In: the programs under `run/`, `check/`, `escape/`, `samples/` and the workspace's `examples/`.
//! Out: one libtest-mimic trial a program (and language version), run by `harness/suite.rs`.
//! The modules in reading order: what a test says about itself, how tests are found, how the
//! compilers are found and run, how texts are made comparable and compared, and the two ledgers
//! (real Go's cached answers, and the failures that are expected). Apart from these, `upstream` runs
//! Go's own test directory, `generate` makes random programs
//! and `fuzz` changes programs at random.

pub mod case;
pub mod compare;
pub mod directives;
pub mod execute;
pub mod expected_failures;
pub mod fuzz;
pub mod generate;
pub mod listing;
pub mod live;
pub mod soak;
pub mod toolchain;
pub mod upstream;

pub use grus_difftest::{normalise, process};
