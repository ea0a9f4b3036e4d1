//! The optimiser: passes over MIR that make programs faster and change nothing else.
//!
//! In: MIR in phase `Built`.  Out: MIR in phase `Inlined`, and what `-m` says about inlining.
//! Every pass here is optional: a program compiled without them behaves the same.
//! The order: `inline`, with `devirtualize`, as gc does, so that escape analysis sees what gc's sees;
//! behind it `fold_literals`, `inline::further` and `promote` before `dead_functions`, which they give
//! work. Then the passes that work on one body: `append_zeros`,
//! `borrow_conversions`; `constants`, which need to know whose address is taken;
//! `thread_jumps`; `loop_registers` before `hoist_headers`, which looks at loops that write registers
//! only; that before `bounds`, which sees the headers as variables; and `invert_loops` last, which
//! duplicates loop conditions.

pub mod append_zeros;
pub mod borrow_conversions;
pub mod bounds;
pub mod constants;
pub mod dead_functions;
pub mod devirtualize;
pub mod fold_literals;
pub mod hoist_headers;
pub mod inline;
pub mod invert_loops;
pub mod loop_registers;
pub mod promote;

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

/// The passes in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Pass {
    Devirtualize,
    Inline,
    FoldLiterals,
    Further,
    Promote,
    DeadFunctions,
    AppendZeros,
    BorrowConversions,
    Constants,
    ThreadJumps,
    LoopRegisters,
    HoistHeaders,
    Bounds,
    InvertLoops,
}

impl Pass {
    /// All of them.
    pub const ALL: [Pass; 14] = [
        Pass::Devirtualize,
        Pass::Inline,
        Pass::FoldLiterals,
        Pass::Further,
        Pass::Promote,
        Pass::DeadFunctions,
        Pass::AppendZeros,
        Pass::BorrowConversions,
        Pass::Constants,
        Pass::ThreadJumps,
        Pass::LoopRegisters,
        Pass::HoistHeaders,
        Pass::Bounds,
        Pass::InvertLoops,
    ];

    /// The name of its module.
    pub fn name(self) -> &'static str {
        match self {
            Pass::Devirtualize => "devirtualize",
            Pass::Inline => "inline",
            Pass::FoldLiterals => "fold_literals",
            Pass::Further => "further",
            Pass::Promote => "promote",
            Pass::DeadFunctions => "dead_functions",
            Pass::AppendZeros => "append_zeros",
            Pass::BorrowConversions => "borrow_conversions",
            Pass::Constants => "constants",
            Pass::ThreadJumps => "thread_jumps",
            Pass::LoopRegisters => "loop_registers",
            Pass::HoistHeaders => "hoist_headers",
            Pass::Bounds => "bounds",
            Pass::InvertLoops => "invert_loops",
        }
    }

    /// Whether [`before_escape`] runs it.
    pub fn is_before_escape(self) -> bool {
        self <= Pass::Inline
    }
}

/// Which passes run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The last pass to run, for looking at what it did; all unless told.
    pub until: Option<Pass>,
    /// Off with `-l` and `-N`.
    pub inline: bool,
    /// Off with `-N`.
    pub optimise: bool,
    /// Reports tell reasons and costs (`-m=2`).
    pub verbose: bool,
}

impl Options {
    fn runs(&self, pass: Pass) -> bool {
        self.until.is_none_or(|last| pass <= last)
    }
}

/// Runs all passes before escape analysis.
pub fn before_escape(
    program: &mut Program,
    types: &mut TypeTable,
    options: Options,
) -> Vec<Report> {
    let mut reports = Vec::new();
    if options.inline && options.runs(Pass::Inline) {
        inline::inline_calls(program, types, options.verbose, &mut reports);
    } else {
        let methods = devirtualize::Methods::of(program);
        let all: Vec<FunctionId> = program.functions.keys().collect();
        for id in all {
            devirtualize::devirtualize(program, types, &methods, id, &mut reports);
        }
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
        if options.runs(Pass::FoldLiterals) {
            fold_literals::fold_literals(program);
        }
        if options.inline && options.runs(Pass::Further) {
            inline::further::inline_small(program, types);
        }
        if options.runs(Pass::Promote) {
            promote::promote_variables(program, types);
        }
        if options.runs(Pass::DeadFunctions) {
            dead_functions::remove_dead_functions(program, kept);
        }
        let all: Vec<FunctionId> = program.functions.keys().collect();
        for id in all {
            let function = &mut program.functions[id];
            if options.runs(Pass::AppendZeros) {
                append_zeros::append_zeros(function);
            }
            if options.runs(Pass::BorrowConversions) {
                borrow_conversions::borrow_conversions(function);
            }
            if options.runs(Pass::Constants) {
                constants::propagate_constants(function, types);
            }
            if options.runs(Pass::ThreadJumps) {
                constants::thread_jumps::thread_jumps(function, types);
            }
            if options.runs(Pass::LoopRegisters) {
                loop_registers::move_to_registers(program, types, id);
            }
            let function = &mut program.functions[id];
            if options.runs(Pass::HoistHeaders) {
                hoist_headers::hoist_headers(function, types);
            }
            if options.runs(Pass::Bounds) {
                bounds::remove_bounds_checks(function, types);
            }
            if options.runs(Pass::InvertLoops) {
                invert_loops::invert_loops(function);
            }
        }
    }
}
