//! Escape analysis: decides which variables and allocations live on the heap.
//!
//! In: a MIR program, inlined, with capture modes decided.  Out: the storage of every [`Site`] and
//! addressed local, the phase `EscapeKnown`, and what `-m` says about it.
//!
//! Invariants established: (1) no heap object and no global points to a stack slot; (2) no pointer to
//! a stack slot outlives the slot's frame, nor, for what is declared in a loop, its iteration.
//!
//! Model: a graph whose nodes ([`graph::Location`]) are variables, allocation sites and the heap, and
//! whose edges say that a value flows from one to another after a number of dereferences (−1: its
//! address is taken). A root reached by the address of a location that it outlives forces that
//! location to the heap. Functions are analysed bottom-up over the call graph in batches (a strongly
//! connected component with its function literals), leaving for each parameter a summary of where
//! it leaks to ([`leaks::Leaks`]).
//!
//! | source          | edge                                   |
//! |-----------------|----------------------------------------|
//! | `p = &q`        | q to p, −1                             |
//! | `p = q`         | q to p, 0                              |
//! | `p = *q`        | q to p, 1                              |
//! | `*p = q`        | q to the heap, 0 (p is not tracked)    |
//!
//! Not done: field sensitivity (`x.f` and `x.g` are one location), flow sensitivity.
//! Follows cmd/compile/internal/escape, whose verdicts `-m` must repeat.
//!
//! [`Site`]: grus_mir::Site

mod batch;
mod build;
mod explain;
mod finish;
mod graph;
mod leaks;
mod literals;
pub mod no_heap;
mod notes;
mod solve;

use grus_mir::{FunctionId, LocalId, Program};
use grus_syntax::Pos;
use grus_types::TypeTable;
use leaks::Summaries;

/// A line of `-m`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub pos: Pos,
    pub message: String,
    /// A position that the line ends with.
    pub at: Option<Pos>,
    /// The function it is about, for choosing by package.
    pub function: FunctionId,
}

/// Analyses the whole program and returns the reports in gc's order; if `verbose`, those of `-m=2`.
pub fn analyze(program: &mut Program, types: &TypeTable, verbose: bool) -> Vec<Report> {
    literals::use_literals(program, types);
    let mut reports = Vec::new();
    let mut summaries = Summaries::new(program.functions.len());
    let made = batch::made_literals(program);
    for members in batch::bottom_up(program, &made) {
        let mut graph = graph::Graph::new();
        let mut built = build::build(program, types, &members, &summaries, &mut graph, verbose);
        solve::solve(&mut graph, &mut built, program, verbose, &mut reports);
        finish::finish(
            program,
            types,
            &members,
            &graph,
            &built,
            &mut summaries,
            &mut reports,
        );
    }
    reports
}

/// Which analysis location stands for a variable.
pub(crate) type LocationOfLocal = rustc_hash::FxHashMap<(FunctionId, LocalId), graph::LocationId>;
