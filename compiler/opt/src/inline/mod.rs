//! Inlining of calls at the MIR level.
//!
//! In: a program in phase `Built`.  Out: the same program in which calls of small functions, and of
//! literals whose func value is known, are replaced by their bodies.
//! Invariants kept: evaluation order; every statement's source names the inline frame it comes from,
//! so that line tables and tracebacks show the call; literals inside an inlined body are copied for
//! the caller, so that each literal is made by one function only.
//! Not done: functions with `defer`, `recover`, `go` or `select`, and recursive ones.
//! Method: bottom-up over the call graph, so that bodies are final when they are copied; a cost model
//! after gc's budget (cmd/compile/internal/inline), counted in MIR operations.

mod copy;
mod cost;
mod literal;
mod order;

use crate::Report;
use copy::Copier;
use grus_mir::loops::loop_depths;
use grus_mir::{
    BlockId, Call, Callee, FunctionId, LocalId, Operand, Program, Rvalue, StatementKind,
};
use grus_types::TypeTable;
use literal::clone_function;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Bodies stop growing at this many blocks: a bound on compile time and code size.
const BLOCK_LIMIT: usize = 2000;

/// Inlines calls in all functions.
pub fn inline_calls(program: &mut Program, types: &TypeTable, reports: &mut Vec<Report>) {
    let order = order::bottom_up(program);
    let mut state = State::new(program);
    for group in &order {
        for &function in &group.functions {
            if !program.functions[function].external {
                inline_into(program, types, function, &mut state, reports);
            }
        }
        if let ([function], true) = (group.functions.as_slice(), group.recursive) {
            unroll_recursion(program, types, *function, &mut state);
        }
        // A recursive function is not copied into others.
        for &function in group.functions.iter().filter(|_| !group.recursive) {
            let fits = cost::is_inlinable(program, function);
            state.inlinable[function.as_u32() as usize] = fits;
            let body = &program.functions[function];
            if fits && !body.flags.wrapper && body.pos.is_known() {
                let message = format!("can inline {}", body.display_name);
                reports.push(Report {
                    pos: body.pos,
                    message,
                    function,
                });
            }
        }
    }
}

/// What the inliner knows of all functions.
pub struct State {
    /// By function.
    pub inlinable: Vec<bool>,
    /// Linker symbols in use, for naming the copies of literals.
    pub symbols: FxHashSet<Arc<str>>,
}

impl State {
    fn new(program: &Program) -> State {
        State {
            inlinable: vec![false; program.functions.len()],
            symbols: program
                .functions
                .values()
                .map(|body| body.symbol.clone())
                .collect(),
        }
    }

    fn is_inlinable(&self, function: FunctionId) -> bool {
        self.inlinable[function.as_u32() as usize]
    }
}

fn inline_into(
    program: &mut Program,
    types: &TypeTable,
    caller: FunctionId,
    state: &mut State,
    reports: &mut Vec<Report>,
) {
    // Blocks appended by a copy come from bodies that were finished before: only the original ones
    // and the split-off ends need a look. An end is as deep in loops as the block it came from.
    let depths = loop_depths(&program.functions[caller]);
    let blocks = program.functions[caller].blocks.keys();
    let mut work: Vec<(BlockId, u32)> = blocks.zip(depths).collect();
    work.reverse();
    while let Some((block, depth)) = work.pop() {
        if program.functions[caller].blocks.len() > BLOCK_LIMIT {
            return;
        }
        let Some((index, target)) = next_call(program, caller, block, state) else {
            continue;
        };
        let callee = target.function;
        let statement = &program.functions[caller].blocks[block].statements[index];
        let message = format!("inlining call to {}", name_from(program, callee, caller));
        if statement.source.pos.is_known() {
            let pos = statement.source.pos;
            reports.push(Report {
                pos,
                message,
                function: caller,
            });
        }
        let body = clone_function(&program.functions[callee]);
        let copier = Copier::new(program, types, caller, body, target.captures, state, depth);
        work.push((copier.replace_call(block, index), depth));
    }
}

/// What `-m` calls a function in another one: with its package's name if that is another.
fn name_from(program: &Program, callee: FunctionId, caller: FunctionId) -> Arc<str> {
    let (callee, caller) = (&program.functions[callee], &program.functions[caller]);
    if callee.package == caller.package {
        return callee.display_name.clone();
    }
    // The symbol has the import path, whose last element is, by convention, the package's name.
    let path_end = callee
        .symbol
        .find(['(', '['])
        .unwrap_or(callee.symbol.len());
    let start = callee.symbol[..path_end]
        .rfind('/')
        .map_or(0, |slash| slash + 1);
    Arc::from(&callee.symbol[start..])
}

/// Most calls of itself that a function may have to be copied into itself.
const UNROLL_CALLS: usize = 2;

/// Copies a small function that calls itself into itself, once at each call: half of the calls and
/// their stack frames go away. Not reported, since `-m` speaks of what gc does.
fn unroll_recursion(
    program: &mut Program,
    types: &TypeTable,
    function: FunctionId,
    state: &mut State,
) {
    let calls = |program: &Program| -> Vec<(BlockId, usize)> {
        let blocks = program.functions[function].blocks.iter();
        let calls = blocks.flat_map(|(block, data)| {
            let statements = data.statements.iter().enumerate();
            statements.filter_map(move |(index, statement)| match &statement.kind {
                StatementKind::Call { call, .. } => match call.callee {
                    Callee::Function(callee) => (callee == function).then_some((block, index)),
                    _ => None,
                },
                _ => None,
            })
        });
        calls.collect()
    };
    let mut pending = calls(program);
    if pending.len() > UNROLL_CALLS || !cost::is_unrollable(program, function, pending.len()) {
        return;
    }
    let body = clone_function(&program.functions[function]);
    let depths = loop_depths(&body);
    // From the last call of a block to the first: splitting a block keeps what is before the call.
    pending.sort();
    while let Some((block, index)) = pending.pop() {
        let depth = depths[block.as_u32() as usize];
        let copy = clone_function(&body);
        Copier::new(program, types, function, copy, Vec::new(), state, depth)
            .replace_call(block, index);
    }
}

/// A call whose callee is known.
pub struct Target {
    pub function: FunctionId,
    /// For literals: the caller's variables they capture.
    pub captures: Vec<LocalId>,
}

/// The first call in a block that is to be replaced.
fn next_call(
    program: &Program,
    caller: FunctionId,
    block: BlockId,
    state: &State,
) -> Option<(usize, Target)> {
    let body = &program.functions[caller];
    body.blocks[block]
        .statements
        .iter()
        .enumerate()
        .find_map(|(index, statement)| {
            let StatementKind::Call { call, .. } = &statement.kind else {
                return None;
            };
            let target = known_target(program, caller, call)?;
            let fits = state.is_inlinable(target.function) && target.function != caller;
            fits.then_some((index, target))
        })
}

fn known_target(program: &Program, caller: FunctionId, call: &Call) -> Option<Target> {
    match &call.callee {
        Callee::Function(function) => Some(Target {
            function: *function,
            captures: Vec::new(),
        }),
        Callee::Value(Operand::Constant(grus_mir::Constant::Function(function), _)) => {
            Some(Target {
                function: *function,
                captures: Vec::new(),
            })
        }
        Callee::Value(Operand::Copy(place)) => literal_in(program, caller, place.as_local()?),
        _ => None,
    }
}

/// The literal a local of the caller holds: assigned once, right where the local comes to life, so
/// that the captured variables are those in scope.
fn literal_in(program: &Program, caller: FunctionId, local: LocalId) -> Option<Target> {
    let body = &program.functions[caller];
    let data = &body.locals[local];
    let plain = matches!(
        data.kind,
        grus_mir::LocalKind::Variable | grus_mir::LocalKind::Temporary
    );
    if !plain || data.addressed {
        return None;
    }
    let mut found = None;
    for block in body.blocks.values() {
        let mut fresh = data.kind == grus_mir::LocalKind::Temporary;
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Declare(declared) if *declared == local => fresh = true,
                StatementKind::Assign(place, rvalue) if place.as_local() == Some(local) => {
                    if found.is_some() || !fresh {
                        return None;
                    }
                    found = Some(match rvalue {
                        Rvalue::Closure {
                            function, captures, ..
                        } => Target {
                            function: *function,
                            captures: captures.clone(),
                        },
                        Rvalue::Use(Operand::Constant(
                            grus_mir::Constant::Function(function),
                            _,
                        )) => Target {
                            function: *function,
                            captures: Vec::new(),
                        },
                        Rvalue::Use(Operand::Copy(source)) => {
                            literal_in(program, caller, source.as_local()?)?
                        }
                        _ => return None,
                    });
                }
                StatementKind::Call {
                    result: Some(place),
                    ..
                } if place.base == grus_mir::PlaceBase::Local(local) => {
                    return None;
                }
                _ => {}
            }
        }
    }
    found
}
