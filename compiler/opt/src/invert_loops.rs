//! Loop inversion: `while c { body }` becomes `if c { do { body } while c }`.
//!
//! In: a function in any phase.  Out: the same function, where every jump back to a small loop header
//! that only evaluates a condition is replaced by a copy of the header: one jump an iteration instead
//! of two, and the condition of the copy is known to have held once before the body.
//! Invariant kept: no statement is executed more or less often than before.

use grus_mir::{BlockId, Function, Rvalue, StatementKind, TerminatorKind};

/// Longest header that is copied, in statements.
const HEADER_LIMIT: usize = 8;

/// Inverts the loops of a function.
pub fn invert_loops(function: &mut Function) {
    let order = depth_first_numbers(function);
    let blocks: Vec<BlockId> = function.blocks.keys().collect();
    for block in blocks {
        let TerminatorKind::Goto(header) = function.blocks[block].terminator.kind else {
            continue;
        };
        let (Some(from), Some(to)) = (
            order[block.as_u32() as usize],
            order[header.as_u32() as usize],
        ) else {
            continue;
        };
        let jumps_back = to.enter <= from.enter && from.leave <= to.leave;
        if jumps_back && block != header && is_copyable(function, header) {
            let copied = function.blocks[header].statements.clone();
            let terminator = function.blocks[header].terminator.clone();
            let latch = &mut function.blocks[block];
            latch.statements.extend(copied);
            latch.terminator = terminator;
        }
    }
}

fn is_copyable(function: &Function, header: BlockId) -> bool {
    let header = &function.blocks[header];
    let branches = matches!(header.terminator.kind, TerminatorKind::Branch { .. });
    branches
        && header.statements.len() <= HEADER_LIMIT
        && header
            .statements
            .iter()
            .all(|statement| match &statement.kind {
                StatementKind::Nop => true,
                StatementKind::Assign(_, rvalue) => matches!(
                    rvalue,
                    Rvalue::Use(_)
                        | Rvalue::Unary(..)
                        | Rvalue::Binary(..)
                        | Rvalue::Len(_)
                        | Rvalue::Cap(_)
                        | Rvalue::MapIteratorValid(_)
                ),
                _ => false,
            })
}

/// When a depth-first search enters and leaves a block: an edge to a block whose interval contains
/// one's own is a back edge.
#[derive(Clone, Copy)]
struct Interval {
    enter: u32,
    leave: u32,
}

fn depth_first_numbers(function: &Function) -> Vec<Option<Interval>> {
    let mut intervals: Vec<Option<Interval>> = vec![None; function.blocks.len()];
    let Some(entry) = function.blocks.keys().next() else {
        return intervals;
    };
    let mut clock = 0;
    let mut work = vec![(entry, false)];
    while let Some((block, finished)) = work.pop() {
        let slot = &mut intervals[block.as_u32() as usize];
        if finished {
            if let Some(interval) = slot {
                interval.leave = clock;
            }
            clock += 1;
            continue;
        }
        if slot.is_some() {
            continue;
        }
        *slot = Some(Interval {
            enter: clock,
            leave: u32::MAX,
        });
        clock += 1;
        work.push((block, true));
        let successors = function.blocks[block].terminator.kind.successors();
        work.extend(successors.into_iter().map(|next| (next, false)));
    }
    intervals
}
