//! The optimiser: passes over MIR that make programs faster and change nothing else.
//!
//! In: MIR in phase `Built`.  Out: MIR in phase `Inlined`, and what `-m` says about inlining.
//! Every pass here is optional: a program compiled without them behaves the same.
//! The order: `devirtualize`, then `inline`, since the others see more in larger bodies; `fold_literals` and
//! `dead_functions` before the passes that work on bodies; `bounds` before `invert_loops`, which
//! duplicates loop conditions.

pub mod bounds;
pub mod dead_functions;
pub mod devirtualize;
pub mod fold_literals;
pub mod inline;
pub mod invert_loops;

use grus_mir::{FunctionId, Phase, Program};
use grus_syntax::Pos;
use grus_types::{PackageId, TypeTable};

/// A line of `-m`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub pos: Pos,
    pub message: String,
    /// The function it is about, for choosing by package.
    pub function: FunctionId,
}

/// Which passes run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Off with `-l` and `-N`.
    pub inline: bool,
    /// Off with `-N`.
    pub optimise: bool,
}

/// Runs all passes before escape analysis.
pub fn before_escape(
    program: &mut Program,
    types: &mut TypeTable,
    options: Options,
) -> Vec<Report> {
    let mut reports = Vec::new();
    let methods = devirtualize::Methods::of(program);
    let all: Vec<FunctionId> = program.functions.keys().collect();
    for id in all {
        devirtualize::devirtualize(program, types, &methods, id, &mut reports);
    }
    if options.inline {
        inline::inline_calls(program, types, &mut reports);
    }
    for function in program.functions.values_mut() {
        function.phase = Phase::Inlined;
    }
    reports
}

/// Runs all passes after escape analysis. Functions of the packages in `kept` are not removed even if
/// nothing uses them.
pub fn after_escape(
    program: &mut Program,
    types: &TypeTable,
    options: Options,
    kept: &[PackageId],
) {
    if options.optimise {
        fold_literals::fold_literals(program);
        dead_functions::remove_dead_functions(program, kept);
        for function in program.functions.values_mut() {
            bounds::remove_bounds_checks(function, types);
            invert_loops::invert_loops(function);
        }
    }
}
