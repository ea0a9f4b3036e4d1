//! Inlining of what gc leaves as calls, after escape analysis, for speed alone.
//!
//! In: a program in phase `EscapeKnown`.  Out: the same with more calls replaced by bodies. Where
//! variables and allocations live stays as it was decided; nothing is reported.
//! Not done: functions with `defer`, `recover`, `go` or `select`, and recursive ones, except that small
//! ones are copied into themselves once.
//! Method: bottom-up over the call graph, so that bodies are final when they are copied; a cost in MIR
//! operations.

use super::copy::Copier;
use super::literal::clone_function;
use super::target::{Target, known_target};
use super::{State, cost, order};
use grus_mir::loops::loop_depths;
use grus_mir::{BlockId, Callee, FunctionId, Program, StatementKind};
use grus_types::TypeTable;

/// Bodies stop growing at this many blocks: a bound on compile time and code size.
const BLOCK_LIMIT: usize = 2000;
/// Most calls of itself that a function may have to be copied into itself.
const UNROLL_CALLS: usize = 2;

/// Inlines calls of small functions everywhere.
pub fn inline_small(program: &mut Program, types: &TypeTable) {
    let order = order::bottom_up(program);
    let mut small = Small {
        state: State::new(program),
        inlinable: vec![false; program.functions.len()],
    };
    for group in &order {
        // Literals first: the function they are in calls them.
        for &function in group.functions.iter().rev() {
            if program.functions[function].external {
                continue;
            }
            if !program.functions[function].flags.keeps_calls {
                small.inline_into(program, types, function);
            }
            if group.recursive && program.functions[function].parent.is_none() {
                small.unroll_recursion(program, types, function);
                continue;
            }
            small.inlinable.resize(program.functions.len(), false);
            let fits = cost::is_inlinable(program, function);
            small.inlinable[function.as_u32() as usize] = fits;
        }
    }
}

struct Small {
    state: State,
    /// By function.
    inlinable: Vec<bool>,
}

impl Small {
    fn inline_into(&mut self, program: &mut Program, types: &TypeTable, caller: FunctionId) {
        // Blocks appended by a copy come from bodies that were finished before: only the original
        // ones and the split-off ends need a look. An end is as deep in loops as the block it came
        // from.
        let depths = loop_depths(&program.functions[caller]);
        let blocks = program.functions[caller].blocks.keys();
        let mut work: Vec<(BlockId, u32)> = blocks.zip(depths).collect();
        work.reverse();
        while let Some((block, depth)) = work.pop() {
            if program.functions[caller].blocks.len() > BLOCK_LIMIT {
                return;
            }
            let Some((index, target)) = self.next_call(program, caller, block) else {
                continue;
            };
            let body = clone_function(&program.functions[target.function]);
            let captures = target.captures;
            let copier = Copier::new(
                program,
                types,
                caller,
                body,
                captures,
                &mut self.state,
                depth,
            );
            work.push((copier.replace_call(block, index), depth));
        }
    }

    /// The first call in a block that is to be replaced.
    fn next_call(
        &self,
        program: &Program,
        caller: FunctionId,
        block: BlockId,
    ) -> Option<(usize, Target)> {
        let statements = program.functions[caller].blocks[block].statements.iter();
        statements.enumerate().find_map(|(index, statement)| {
            let StatementKind::Call { call, .. } = &statement.kind else {
                return None;
            };
            let target = known_target(program, caller, call)?;
            let known = self.inlinable.get(target.function.as_u32() as usize);
            let fits = known == Some(&true) && target.function != caller;
            fits.then_some((index, target))
        })
    }

    /// Copies a small function that calls itself into itself, once at each call: half of the calls
    /// and their stack frames go away.
    fn unroll_recursion(&mut self, program: &mut Program, types: &TypeTable, function: FunctionId) {
        let mut pending = calls_of(program, function);
        if pending.len() > UNROLL_CALLS || !cost::is_unrollable(program, function, pending.len()) {
            return;
        }
        let body = clone_function(&program.functions[function]);
        let depths = loop_depths(&body);
        // From the last call of a block to the first: splitting a block keeps what is before the
        // call.
        pending.sort();
        while let Some((block, index)) = pending.pop() {
            let depth = depths[block.as_u32() as usize];
            let copy = clone_function(&body);
            let copier = Copier::new(
                program,
                types,
                function,
                copy,
                Vec::new(),
                &mut self.state,
                depth,
            );
            copier.replace_call(block, index);
        }
    }
}

/// The calls that a function makes of itself.
fn calls_of(program: &Program, function: FunctionId) -> Vec<(BlockId, usize)> {
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
}
