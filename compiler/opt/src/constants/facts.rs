//! Which variables hold known values where.
//!
//! In: a function.  Out: for every block that control can reach, the known values at its start.
//! Variables whose address is taken or that live outside the function's frame are not tracked.

use super::BLOCK_LIMIT;
use super::evaluate::Evaluator;
use grus_mir::{
    BlockId, Function, LocalId, LocalKind, Place, PlaceBase, Rvalue, SelectCase, StatementKind,
    TerminatorKind,
};
use grus_types::TypeTable;
use std::collections::BTreeMap;

/// Values of variables, as bit patterns.
pub type Known = BTreeMap<LocalId, i64>;

/// The known values at the start of every block.
pub struct Facts {
    /// By block; none for those that control cannot reach.
    entry: Vec<Option<Known>>,
    /// By local.
    tracked: Vec<bool>,
}

impl Facts {
    /// Finds them; none if the function is too large or has nothing to find.
    pub fn of(function: &Function, types: &TypeTable) -> Option<Facts> {
        let has_choice = |kind: &TerminatorKind| {
            matches!(
                kind,
                TerminatorKind::Branch { .. } | TerminatorKind::Switch { .. }
            )
        };
        let blocks = &function.blocks;
        let too_large = blocks.len() > BLOCK_LIMIT;
        if too_large
            || !blocks
                .values()
                .any(|block| has_choice(&block.terminator.kind))
        {
            return None;
        }
        let evaluator = Evaluator {
            types,
            locals: &function.locals,
        };
        let tracked = function.locals.values().map(|local| {
            let elsewhere = match local.kind {
                LocalKind::Capture(_) => true,
                // A panic may end the function between any two statements.
                LocalKind::Result(_) => function.flags.has_defer,
                _ => false,
            };
            !local.addressed && !elsewhere && evaluator.is_scalar(local.ty)
        });
        let mut facts = Facts {
            entry: vec![None; blocks.len()],
            tracked: tracked.collect(),
        };
        facts.solve(function, &evaluator);
        Some(facts)
    }

    /// What evaluation in the function needs.
    pub fn evaluator<'a>(&self, function: &'a Function, types: &'a TypeTable) -> Evaluator<'a> {
        Evaluator {
            types,
            locals: &function.locals,
        }
    }

    /// What is known at the start of a block; none if control cannot reach it, or if it is newer than
    /// the facts.
    pub fn at_entry(&self, block: BlockId) -> Option<&Known> {
        self.entry.get(block.as_u32() as usize)?.as_ref()
    }

    /// Terminates since a block's set, once there is one, only becomes smaller.
    fn solve(&mut self, function: &Function, evaluator: &Evaluator) {
        let Some(first) = function.blocks.keys().next() else {
            return;
        };
        self.entry[first.as_u32() as usize] = Some(Known::new());
        let mut work = vec![first];
        while let Some(block) = work.pop() {
            let Some(mut known) = self.at_entry(block).cloned() else {
                continue;
            };
            let data = &function.blocks[block];
            for statement in &data.statements {
                self.transfer(evaluator, &mut known, &statement.kind);
            }
            for target in targets(evaluator, &known, &data.terminator.kind) {
                let mut outcome = known.clone();
                self.learn(&mut outcome, &data.terminator.kind, target);
                let slot = &mut self.entry[target.as_u32() as usize];
                let merged = match slot.as_ref() {
                    None => outcome,
                    Some(other) => common(other, &outcome),
                };
                if slot.as_ref() != Some(&merged) {
                    *slot = Some(merged);
                    work.push(target);
                }
            }
        }
    }

    /// What a branch tells about its condition where it goes.
    pub fn learn(&self, known: &mut Known, terminator: &TerminatorKind, target: BlockId) {
        if let TerminatorKind::Branch {
            condition: grus_mir::Operand::Copy(place),
            then,
            otherwise,
        } = terminator
            && then != otherwise
            && let Some(condition) = place.as_local()
            && self.tracked[condition.as_u32() as usize]
        {
            known.insert(condition, i64::from(target == *then));
        }
    }

    /// The effect of a statement.
    pub fn transfer(&self, evaluator: &Evaluator, known: &mut Known, statement: &StatementKind) {
        match statement {
            StatementKind::Declare(local) => self.set(known, *local, Some(0)),
            StatementKind::Assign(place, rvalue) => {
                if let Rvalue::Select { cases, .. } = rvalue {
                    for case in cases {
                        if let SelectCase::Receive { to: Some(to), .. } = case {
                            self.forget(known, to);
                        }
                    }
                }
                match place.as_local() {
                    Some(local) => {
                        let ty = evaluator.locals[local].ty;
                        let value = evaluator.rvalue(known, ty, rvalue);
                        self.set(known, local, value);
                    }
                    None => self.forget(known, place),
                }
            }
            StatementKind::Call {
                result: Some(place),
                ..
            } => self.forget(known, place),
            _ => {}
        }
    }

    fn set(&self, known: &mut Known, local: LocalId, value: Option<i64>) {
        match value.filter(|_| self.tracked[local.as_u32() as usize]) {
            Some(value) => known.insert(local, value),
            None => known.remove(&local),
        };
    }

    fn forget(&self, known: &mut Known, place: &Place) {
        if let PlaceBase::Local(local) = place.base {
            known.remove(&local);
        }
    }
}

/// Where control may go from a block's end.
fn targets(evaluator: &Evaluator, known: &Known, terminator: &TerminatorKind) -> Vec<BlockId> {
    match evaluator.only_target(known, terminator) {
        Some(target) => vec![target],
        None => terminator.successors(),
    }
}

/// What two sets agree in.
fn common(one: &Known, other: &Known) -> Known {
    one.iter()
        .filter(|(local, value)| other.get(local) == Some(value))
        .map(|(local, value)| (*local, *value))
        .collect()
}
