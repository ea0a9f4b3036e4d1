//! The driver: what the `grus` command does, from arguments to an executable file.
//!
//! In: command lines in the form of the `go` command.  Out: files, output, exit statuses.
//! `command` holds one file a subcommand, `load` finds and parses packages, `compile` is the recipe
//! from packages to an executable, one call a stage. All input and output of the compiler is here.

mod cache;
mod closures;
pub mod command;
pub mod compile;
pub mod emit;
pub mod flags;
pub mod library;
pub mod load;
pub mod output;
pub mod report;
pub mod show;
pub mod temporary;
