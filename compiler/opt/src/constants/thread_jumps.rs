//! Jump threading: a way into a block that ends in a branch, on which the outcome is known, goes where
//! the branch would go.
//!
//! In: a function in any phase.  Out: the same function, where such ways have a copy of the block's few
//! statements and go on behind the branch.
//! Invariants kept: the same statements are executed in the same order; loops keep their headers, so
//! that the graph stays reducible where it was.
//! What it is for: an inlined function that returns true here and false there, and whose caller asks.

use super::evaluate::Evaluator;
use super::facts::{Facts, Known};
use grus_mir::loops::back_edge_targets;
use grus_mir::{
    Block, BlockId, Function, LocalKind, Rvalue, Statement, StatementKind, TerminatorKind,
};
use grus_types::TypeTable;

/// Most statements of a block that are copied.
const LENGTH_LIMIT: usize = 4;
/// Most blocks that one way is led through.
const CHAIN_LIMIT: usize = 8;

/// Threads the jumps of a function.
pub fn thread_jumps(function: &mut Function, types: &TypeTable) {
    let Some(facts) = Facts::of(function, types) else {
        return;
    };
    let headers = back_edge_targets(function);
    let is_threadable: Vec<bool> = function
        .blocks
        .keys()
        .map(|block| !headers.contains(&block) && is_copyable(function, block))
        .collect();
    let threads = Threads {
        facts,
        is_threadable,
    };
    let blocks: Vec<BlockId> = function.blocks.keys().collect();
    for block in blocks {
        let Some(known) = threads.at_end(function, types, block) else {
            continue;
        };
        let mut terminator = function.blocks[block].terminator.clone();
        let before = terminator.kind.clone();
        terminator.kind.for_each_successor_mut(&mut |target| {
            let mut known = known.clone();
            threads.facts.learn(&mut known, &before, *target);
            *target = threads.lead(function, types, known, *target);
        });
        function.blocks[block].terminator = terminator;
    }
}

fn is_copyable(function: &Function, block: BlockId) -> bool {
    let block = &function.blocks[block];
    let statements = block.statements.iter().filter(|each| !is_nothing(each));
    matches!(block.terminator.kind, TerminatorKind::Branch { .. })
        && statements.clone().count() <= LENGTH_LIMIT
        && statements.clone().all(|each| is_simple(function, each))
}

fn is_nothing(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Nop)
}

/// Whether the statement only computes the value of a variable in registers.
fn is_simple(function: &Function, statement: &Statement) -> bool {
    let local = match &statement.kind {
        StatementKind::Declare(local) => Some(*local),
        StatementKind::Assign(place, Rvalue::Use(_) | Rvalue::Unary(..) | Rvalue::Binary(..)) => {
            place.as_local()
        }
        _ => None,
    };
    local.is_some_and(|local| {
        let data = &function.locals[local];
        !data.addressed && !matches!(data.kind, LocalKind::Capture(_))
    })
}

struct Threads {
    facts: Facts,
    /// By block; blocks that were made since are not.
    is_threadable: Vec<bool>,
}

impl Threads {
    fn at_end(&self, function: &Function, types: &TypeTable, block: BlockId) -> Option<Known> {
        let mut known = self.facts.at_entry(block)?.clone();
        let evaluator = self.facts.evaluator(function, types);
        self.pass(&evaluator, &function.blocks[block], &mut known);
        Some(known)
    }

    fn pass(&self, evaluator: &Evaluator, block: &Block, known: &mut Known) {
        for statement in &block.statements {
            self.facts.transfer(evaluator, known, &statement.kind);
        }
    }

    /// Where to go instead of `target` with these values: as far as the ways are known. What the
    /// blocks passed through do is done in new blocks.
    fn lead(
        &self,
        function: &mut Function,
        types: &TypeTable,
        mut known: Known,
        target: BlockId,
    ) -> BlockId {
        let mut passed: Vec<BlockId> = Vec::new();
        let mut last = target;
        while passed.len() < CHAIN_LIMIT && self.is_threadable(last) {
            let evaluator = self.facts.evaluator(function, types);
            let block = &function.blocks[last];
            let mut behind = known.clone();
            self.pass(&evaluator, block, &mut behind);
            let Some(next) = evaluator.only_target(&behind, &block.terminator.kind) else {
                break;
            };
            passed.push(last);
            (known, last) = (behind, next);
        }
        let statements: Vec<Statement> = passed
            .iter()
            .flat_map(|&block| &function.blocks[block].statements)
            .filter(|statement| !is_nothing(statement))
            .cloned()
            .collect();
        let Some(through) = passed.last().filter(|_| !statements.is_empty()) else {
            return last;
        };
        let mut terminator = function.blocks[*through].terminator.clone();
        terminator.kind = TerminatorKind::Goto(last);
        function.blocks.push(Block {
            statements,
            terminator,
        })
    }

    fn is_threadable(&self, block: BlockId) -> bool {
        let known = self.is_threadable.get(block.as_u32() as usize);
        known.copied().unwrap_or(false)
    }
}
