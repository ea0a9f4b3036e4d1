//! Which functions are small enough to inline.
//!
//! The budget is gc's 80 units; a unit is roughly one node of the syntax tree, here one operation or
//! operand that is not a plain local. Calls that stay cost 57 more.

use grus_mir::{Function, FunctionId, Operand, Program, Rvalue, StatementKind, TerminatorKind};

const BUDGET: u32 = 80;
const CALL_COST: u32 = 57;
/// For functions that are copied into themselves: small ones gain most.
const UNROLL_BUDGET: u32 = 40;

/// Whether calls of the function are to be replaced by its body.
pub fn is_inlinable(program: &Program, id: FunctionId) -> bool {
    let function = &program.functions[id];
    may_be_copied(function) && cost(function, BUDGET).is_some_and(|cost| cost <= BUDGET)
}

fn may_be_copied(function: &Function) -> bool {
    let flags = &function.flags;
    !(function.external
        || flags.no_inline
        || flags.has_defer
        || flags.has_recover
        || flags.no_split
        || function.blocks.is_empty())
}

/// Whether a function that calls itself so many times is small enough to be copied into itself.
pub fn is_unrollable(program: &Program, id: FunctionId, calls: usize) -> bool {
    let function = &program.functions[id];
    let recursion = calls as u32 * CALL_COST;
    may_be_copied(function)
        && cost(function, BUDGET + recursion).is_some_and(|cost| cost <= UNROLL_BUDGET + recursion)
}

/// The cost of a body; none if it is over the limit or contains what is never inlined.
fn cost(function: &Function, limit: u32) -> Option<u32> {
    let mut total = 0;
    for block in function.blocks.values() {
        for statement in &block.statements {
            total += statement_cost(&statement.kind)?;
        }
        total += match &block.terminator.kind {
            TerminatorKind::Goto(_) | TerminatorKind::Return | TerminatorKind::Unreachable => 1,
            TerminatorKind::Branch { .. } => 2,
            TerminatorKind::Switch { cases, .. } => 2 + cases.len() as u32,
            TerminatorKind::Panic(_) => 2,
        };
        if total > limit {
            return None;
        }
    }
    Some(total)
}

fn statement_cost(statement: &StatementKind) -> Option<u32> {
    Some(match statement {
        StatementKind::Nop | StatementKind::Declare(_) | StatementKind::KeepAlive(_) => 0,
        StatementKind::Assign(place, rvalue) => {
            1 + place.projections.len() as u32 + rvalue_cost(rvalue)?
        }
        StatementKind::Call { call, .. } => CALL_COST + 2 + call.arguments.len() as u32,
        StatementKind::Go(_) | StatementKind::Defer { .. } | StatementKind::RunDefers => {
            return None;
        }
        StatementKind::Print { arguments, .. } => 2 + 2 * arguments.len() as u32,
        StatementKind::Check(_) => 1,
        _ => 4,
    })
}

fn rvalue_cost(rvalue: &Rvalue) -> Option<u32> {
    Some(match rvalue {
        Rvalue::Use(operand) => operand_cost(operand),
        Rvalue::Select { .. } | Rvalue::Recover => return None,
        Rvalue::Binary(_, left, right) => 1 + operand_cost(left) + operand_cost(right),
        Rvalue::Unary(_, operand) => 1 + operand_cost(operand),
        Rvalue::Aggregate { fields, .. } => 1 + fields.len() as u32,
        Rvalue::SliceLiteral { elements, .. } => 2 + elements.len() as u32,
        Rvalue::Append { .. } => 6,
        _ => 2,
    })
}

fn operand_cost(operand: &Operand) -> u32 {
    match operand {
        Operand::Copy(place) => place.projections.len() as u32,
        Operand::Constant(..) => 0,
    }
}
