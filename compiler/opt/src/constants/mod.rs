//! Constants: variables that hold a known integer or boolean, and branches that go one way only.
//!
//! In: a function in any phase.  Out: the same function, where operands whose value is known are
//! constants, branches on them are jumps, and blocks that control cannot reach are empty.
//! Invariants kept: every check that can fail stays, with its operands as they were.
//! Method: conditional constant propagation (Wegman and Zadeck 1991), with one set of known values a
//! block instead of SSA edges: blocks are taken to be unreachable, and values to be constant, until the
//! opposite is seen. What it is for: the state of a range-over-func loop, once its body is inlined.
//! Not done: values in memory, floats, strings.

mod evaluate;
mod facts;
pub mod thread_jumps;

use evaluate::Evaluator;
use facts::{Facts, Known};
use grus_mir::{
    BinaryOp, Block, BlockId, Function, Operand, Place, Rvalue, StatementKind, TerminatorKind,
};
use grus_types::TypeTable;

/// Functions with more blocks are left as they are: a bound on compile time.
const BLOCK_LIMIT: usize = 1000;

/// Replaces what is known in a function.
pub fn propagate_constants(function: &mut Function, types: &TypeTable) {
    let Some(facts) = Facts::of(function, types) else {
        return;
    };
    let blocks: Vec<BlockId> = function.blocks.keys().collect();
    for id in blocks {
        let mut block = function.blocks[id].clone();
        match facts.at_entry(id) {
            Some(known) => rewrite(&facts, &facts.evaluator(function, types), known, &mut block),
            None => {
                block.statements.clear();
                block.terminator.kind = TerminatorKind::Unreachable;
            }
        }
        function.blocks[id] = block;
    }
}

/// Replaces what is known in a block.
fn rewrite(facts: &Facts, evaluator: &Evaluator, known: &Known, block: &mut Block) {
    let mut known = known.clone();
    for statement in &mut block.statements {
        replace_operands(evaluator, &known, &mut statement.kind);
        facts.transfer(evaluator, &mut known, &statement.kind);
        if let StatementKind::Assign(place, value) = &mut statement.kind {
            replace_value(evaluator, &known, place, value);
        }
    }
    let kind = &mut block.terminator.kind;
    kind.for_each_operand_mut(&mut |operand| evaluator.replace(&known, operand));
    if let Some(target) = evaluator.only_target(&known, kind) {
        *kind = TerminatorKind::Goto(target);
    }
}

/// An operation with a known result is no operation.
fn replace_value(evaluator: &Evaluator, known: &Known, place: &Place, value: &mut Rvalue) {
    if let (Rvalue::Unary(..) | Rvalue::Binary(..), Some(local)) = (&*value, place.as_local()) {
        let mut result = Operand::local(local);
        evaluator.replace(known, &mut result);
        if let Operand::Constant(..) = result {
            *value = Rvalue::Use(result);
        }
    }
}

/// Replaces the operands of operations that cannot fail.
fn replace_operands(evaluator: &Evaluator, known: &Known, statement: &mut StatementKind) {
    match statement {
        StatementKind::Assign(_, Rvalue::Use(operand) | Rvalue::Unary(_, operand)) => {
            evaluator.replace(known, operand);
        }
        StatementKind::Assign(_, Rvalue::Binary(op, left, right)) => {
            evaluator.replace(known, left);
            let may_fail = matches!(
                op,
                BinaryOp::Divide | BinaryOp::Remainder | BinaryOp::ShiftLeft | BinaryOp::ShiftRight
            );
            if !may_fail {
                evaluator.replace(known, right);
            }
        }
        StatementKind::Call { call, .. } => {
            for argument in &mut call.arguments {
                evaluator.replace(known, argument);
            }
        }
        _ => {}
    }
}
