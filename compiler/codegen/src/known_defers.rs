//! Which deferred calls there are when a function returns, where that is the same on all ways.
//!
//! In: a function with `defer`.  Out: for each block, the `defer` statements that were executed
//! when control enters it, oldest first; None where that depends on the way.
//! Invariant: what a list names was executed exactly once, and nothing else was: a function's
//! deferred calls are made by its own `defer` statements only.
//! Method: forward data flow over the reachable blocks; as in gc only few calls, and not many
//! places that run them, are worth the code.

use crate::function::successors;
use cranelift_entity::SecondaryMap;
use grus_mir::{BlockId, Function, SiteId, Statement, StatementKind, Storage};
use rustc_hash::FxHashSet;

/// Most deferred calls of a function, and most calls that all its returns together make.
const MOST_DEFERS: usize = 8;
const MOST_CALLS: usize = 15;

/// What was deferred when control enters a block; None if it is not known.
pub type Known = Option<Vec<SiteId>>;

/// The result for all blocks in `order`, which are the reachable ones. Empty if nothing is known.
pub fn known_defers(function: &Function, order: &[BlockId]) -> SecondaryMap<BlockId, Known> {
    let nothing = SecondaryMap::new();
    if !is_worth_it(function, order) {
        return nothing;
    }
    let mut known: SecondaryMap<BlockId, Known> = SecondaryMap::new();
    let mut reached: FxHashSet<BlockId> = FxHashSet::default();
    let Some(&first) = order.first() else {
        return nothing;
    };
    reached.insert(first);
    known[first] = Some(Vec::new());
    let mut changed = true;
    while changed {
        changed = false;
        for &block in order {
            let mut state = known[block].clone();
            for statement in &function.blocks[block].statements {
                step(&mut state, statement);
            }
            for target in successors(&function.blocks[block].terminator.kind) {
                if reached.insert(target) {
                    known[target].clone_from(&state);
                    changed = true;
                } else if known[target].is_some() && known[target] != state {
                    known[target] = None;
                    changed = true;
                }
            }
        }
    }
    known
}

/// The effect of a statement.
pub fn step(state: &mut Known, statement: &Statement) {
    match (&statement.kind, &mut *state) {
        (StatementKind::Defer { site, .. }, Some(list)) => {
            // Again without having been run: a loop.
            if list.contains(site) {
                *state = None;
            } else {
                list.push(*site);
            }
        }
        (StatementKind::RunDefers, Some(list)) => list.clear(),
        _ => {}
    }
}

fn is_worth_it(function: &Function, order: &[BlockId]) -> bool {
    let mut sites: FxHashSet<SiteId> = FxHashSet::default();
    let mut returns = 0;
    for &block in order {
        for statement in &function.blocks[block].statements {
            match &statement.kind {
                StatementKind::Defer { site, .. } => {
                    let on_stack = function.sites[*site].storage == Storage::Stack;
                    if !on_stack || !sites.insert(*site) {
                        return false;
                    }
                }
                StatementKind::RunDefers => returns += 1,
                _ => {}
            }
        }
    }
    sites.len() <= MOST_DEFERS && sites.len() * returns <= MOST_CALLS
}
