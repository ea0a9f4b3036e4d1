//! Differential testing: one program, put through two toolchains, and what they make of it compared.
//!
//! In: programs and toolchains.  Out: comparable answers and their differences.
//! The command `grus difftest` and the project's own tests are built on it. The modules in reading
//! order: toolchains and how they are started, processes with a time limit, building and running a
//! program, making texts comparable, comparing them, and the verdict on a program.

pub mod compare;
pub mod job;
pub mod messages;
pub mod normalise;
pub mod process;
pub mod scratch;
pub mod toolchain;
pub mod verdict;
