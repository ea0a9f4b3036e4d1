//! From checked syntax trees to MIR.
//!
//! In: a `grus_types::Program` whose packages were checked without errors. Out: a monomorphic
//! `grus_mir::Program` with everything reachable from `runtime.main`, the package initialisers and
//! `main.main`, in phase `Built`; or diagnostics for what this compiler does not support.
//! Invariants: the output depends on the input alone (functions are numbered in the order in which
//! they are reached); evaluation order is gc's; every statement carries the position whose line gc
//! would give it.
//! Not done: inlining, storage decisions, anything a back end knows.
//! Reading order: `program` (the worklist), `function` (one body), `order` (evaluation order), then
//! `statements` and `expressions`, one Go feature a file.

mod analysis;
mod closure;
mod deferred_call;
mod embed;
mod expressions;
mod function;
mod init;
mod inline_cost;
mod intrinsics;
mod methods;
mod names;
mod notes;
mod order;
mod place;
mod program;
mod reflection;
mod statements;
mod static_data;
mod text;
mod type_query;
mod wrappers;

pub use embed::EmbeddedFile;
pub use program::{Options, lower_program};
