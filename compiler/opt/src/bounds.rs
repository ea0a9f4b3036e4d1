//! Removal of bounds checks that cannot fail.
//!
//! In: a function in any phase.  Out: the same function with `checked` set on index projections of
//! whole local slices, strings and arrays whose index is known to be in range.
//! Invariant kept: a check is removed only if on every path to it the index is not negative and below
//! the length.
//! Method: forward must-analysis over facts about locals. A fact holds until one of its locals is
//! assigned; it comes from constants, from copies, from `len`, from the outcome of comparisons and
//! from checks that were passed. Lengths are below 2^47, so that adding a small constant to an index
//! that is below a length does not overflow.
//! Not done: relations between lengths of different slices, indices held in memory.

use grus_mir::{
    BinaryOp, BlockId, Constant, Function, LocalId, LocalKind, Operand, Place, PlaceBase,
    Projection, Rvalue, SelectCase, Statement, StatementKind, TerminatorKind,
};
use grus_types::{BasicKind, Type, TypeTable};
use std::collections::BTreeSet;

/// Functions with more blocks are left as they are: a bound on compile time.
const BLOCK_LIMIT: usize = 400;
/// Increments up to this keep an index from overflowing.
const SMALL_STEP: i64 = 1 << 40;

/// Removes the checks of a function.
pub fn remove_bounds_checks(function: &mut Function, types: &TypeTable) {
    if function.blocks.len() > BLOCK_LIMIT || !has_candidates(function) {
        return;
    }
    let trackable = function
        .locals
        .values()
        .map(|local| !local.addressed && !matches!(local.kind, LocalKind::Capture(_)))
        .collect();
    let analysis = Analysis {
        function,
        types,
        trackable,
    };
    let entry_facts = analysis.solve();
    let mut verdicts = Vec::new();
    for (block, facts) in function.blocks.keys().zip(entry_facts) {
        let Some(mut facts) = facts else { continue };
        for (index, statement) in function.blocks[block].statements.iter().enumerate() {
            let proven = analysis.proven_places(&facts, &statement.kind);
            if proven > 0 {
                verdicts.push((block, index, facts.clone()));
            }
            analysis.transfer(&mut facts, statement);
        }
    }
    let trackable = analysis.trackable;
    for (block, index, facts) in verdicts {
        let mut statement = function.blocks[block].statements[index].kind.clone();
        let analysis = Analysis {
            function,
            types,
            trackable: trackable.clone(),
        };
        for_each_place_mut(&mut statement, &mut |place| {
            if analysis.is_in_range(&facts, place)
                && let Some(Projection::Index { checked, .. }) = place.projections.first_mut()
            {
                *checked = true;
            }
        });
        function.blocks[block].statements[index].kind = statement;
    }
}

/// Something known about locals at a point of the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fact {
    /// The integer is at least zero.
    NotNegative(LocalId),
    /// The integer is below the length of the slice, string or array.
    Below(LocalId, LocalId),
    /// The integer is below the constant.
    BelowConstant(LocalId, i64),
    /// The integer is the length of the slice or string.
    IsLength(LocalId, LocalId),
    /// The boolean tells whether the integer is below the length.
    TellsBelow(LocalId, LocalId, LocalId),
    /// The boolean tells whether the integer is below the constant.
    TellsBelowConstant(LocalId, LocalId, i64),
    /// The boolean tells the opposite.
    TellsNotBelow(LocalId, LocalId, LocalId),
    TellsNotBelowConstant(LocalId, LocalId, i64),
}

type Facts = BTreeSet<Fact>;

impl Fact {
    fn mentions(self, local: LocalId) -> bool {
        match self {
            Fact::NotNegative(a) | Fact::BelowConstant(a, _) => a == local,
            Fact::Below(a, b)
            | Fact::IsLength(a, b)
            | Fact::TellsBelowConstant(a, b, _)
            | Fact::TellsNotBelowConstant(a, b, _) => a == local || b == local,
            Fact::TellsBelow(a, b, c) | Fact::TellsNotBelow(a, b, c) => {
                a == local || b == local || c == local
            }
        }
    }
}

struct Analysis<'a> {
    function: &'a Function,
    types: &'a TypeTable,
    trackable: Vec<bool>,
}

impl Analysis<'_> {
    /// The facts at the start of every block; none for unreachable blocks.
    fn solve(&self) -> Vec<Option<Facts>> {
        let mut entry: Vec<Option<Facts>> = vec![None; self.function.blocks.len()];
        let Some(first) = self.function.blocks.keys().next() else {
            return entry;
        };
        entry[first.as_u32() as usize] = Some(Facts::new());
        let mut work = vec![first];
        while let Some(block) = work.pop() {
            let Some(mut facts) = entry[block.as_u32() as usize].clone() else {
                continue;
            };
            let data = &self.function.blocks[block];
            for statement in &data.statements {
                self.transfer(&mut facts, statement);
            }
            for (target, facts) in self.outcomes(&facts, &data.terminator.kind) {
                let slot = &mut entry[target.as_u32() as usize];
                let merged = match slot.as_ref() {
                    None => facts,
                    Some(known) => known.intersection(&facts).copied().collect(),
                };
                if slot.as_ref() != Some(&merged) {
                    *slot = Some(merged);
                    work.push(target);
                }
            }
        }
        entry
    }

    /// The facts on every edge out of a block.
    fn outcomes(&self, facts: &Facts, terminator: &TerminatorKind) -> Vec<(BlockId, Facts)> {
        let TerminatorKind::Branch {
            condition,
            then,
            otherwise,
        } = terminator
        else {
            let targets = terminator.successors().into_iter();
            return targets.map(|target| (target, facts.clone())).collect();
        };
        let condition = self.whole_local(condition);
        let learned = |outcome: bool| {
            let mut learned = facts.clone();
            for fact in facts {
                learned.extend(match *fact {
                    Fact::TellsBelow(c, i, s) if outcome && condition == Some(c) => {
                        Some(Fact::Below(i, s))
                    }
                    Fact::TellsNotBelow(c, i, s) if !outcome && condition == Some(c) => {
                        Some(Fact::Below(i, s))
                    }
                    Fact::TellsBelowConstant(c, i, n) if outcome && condition == Some(c) => {
                        Some(Fact::BelowConstant(i, n))
                    }
                    Fact::TellsNotBelowConstant(c, i, n) if !outcome && condition == Some(c) => {
                        Some(Fact::BelowConstant(i, n))
                    }
                    _ => None,
                });
            }
            learned
        };
        vec![(*then, learned(true)), (*otherwise, learned(false))]
    }

    fn transfer(&self, facts: &mut Facts, statement: &Statement) {
        self.note_passed_checks(facts, &statement.kind);
        match &statement.kind {
            StatementKind::Assign(place, rvalue) => {
                let new = match place.as_local() {
                    Some(local) => self.facts_of(facts, local, rvalue),
                    None => Vec::new(),
                };
                self.forget(facts, place);
                if let Rvalue::Select { cases, .. } = rvalue {
                    for case in cases {
                        if let SelectCase::Receive { to: Some(to), .. } = case {
                            self.forget(facts, to);
                        }
                    }
                }
                let target = place.as_local();
                facts.extend(
                    new.into_iter()
                        .filter(|fact| !is_self_reference(*fact, target)),
                );
            }
            StatementKind::Call {
                result: Some(place),
                ..
            } => self.forget(facts, place),
            StatementKind::Declare(local) => {
                facts.retain(|fact| !fact.mentions(*local));
                if self.is_index(*local) {
                    facts.insert(Fact::NotNegative(*local));
                }
            }
            StatementKind::MapIterateInit { iterator, .. }
            | StatementKind::MapIterateNext { iterator } => {
                facts.retain(|fact| !fact.mentions(*iterator));
            }
            _ => {}
        }
    }

    /// Forgets what an assignment to a place makes uncertain. Writing an element does not change a
    /// length; writing through a pointer does not touch a local that has no address.
    fn forget(&self, facts: &mut Facts, place: &Place) {
        let PlaceBase::Local(local) = place.base else {
            return;
        };
        let elements_only = matches!(
            place.projections.first(),
            Some(Projection::Index { .. } | Projection::Deref { .. })
        );
        if !elements_only {
            facts.retain(|fact| !fact.mentions(local));
        }
    }

    /// What holds after `target = rvalue`, in terms of the locals before it.
    fn facts_of(&self, facts: &Facts, target: LocalId, rvalue: &Rvalue) -> Vec<Fact> {
        if !self.trackable[target.as_u32() as usize] {
            return Vec::new();
        }
        match rvalue {
            Rvalue::Use(operand) => self.facts_of_copy(facts, target, operand),
            Rvalue::Len(operand) => match self.whole_local(operand) {
                Some(slice) if slice != target => {
                    vec![Fact::IsLength(target, slice), Fact::NotNegative(target)]
                }
                _ => vec![Fact::NotNegative(target)],
            },
            Rvalue::Binary(op, left, right) => {
                self.facts_of_binary(facts, target, *op, left, right)
            }
            _ => Vec::new(),
        }
    }

    fn facts_of_copy(&self, facts: &Facts, target: LocalId, operand: &Operand) -> Vec<Fact> {
        if let Operand::Constant(constant, _) = operand {
            let value = match constant {
                Constant::Int(value) => *value,
                Constant::Zero if self.is_index(target) => 0,
                _ => return Vec::new(),
            };
            let mut known = Vec::new();
            if value >= 0 && self.is_index(target) {
                known.push(Fact::NotNegative(target));
                known.push(Fact::BelowConstant(target, value.saturating_add(1)));
            }
            return known;
        }
        let Some(source) = self.whole_local(operand) else {
            return Vec::new();
        };
        let same_type = self.function.locals[source].ty == self.function.locals[target].ty;
        let renamed = facts.iter().filter_map(|fact| match *fact {
            Fact::NotNegative(a) if a == source => Some(Fact::NotNegative(target)),
            Fact::Below(a, s) if a == source => Some(Fact::Below(target, s)),
            Fact::BelowConstant(a, n) if a == source => Some(Fact::BelowConstant(target, n)),
            Fact::IsLength(a, s) if a == source => Some(Fact::IsLength(target, s)),
            _ => None,
        });
        renamed.filter(|_| same_type).collect()
    }

    fn facts_of_binary(
        &self,
        facts: &Facts,
        target: LocalId,
        op: BinaryOp,
        left: &Operand,
        right: &Operand,
    ) -> Vec<Fact> {
        let flipped = match op {
            BinaryOp::Add => return self.facts_of_sum(facts, target, left, right),
            BinaryOp::Less | BinaryOp::GreaterEqual => false,
            BinaryOp::Greater | BinaryOp::LessEqual => true,
            _ => return Vec::new(),
        };
        // `a < b` and `b > a` tell that a is below; `a >= b` and `b <= a` that it is not.
        let (lower, upper) = if flipped {
            (right, left)
        } else {
            (left, right)
        };
        let tells = matches!(op, BinaryOp::Less | BinaryOp::Greater);
        let Some(lower) = self
            .whole_local(lower)
            .filter(|&lower| self.is_index(lower))
        else {
            return Vec::new();
        };
        if let Operand::Constant(Constant::Int(limit), _) = upper {
            return vec![if tells {
                Fact::TellsBelowConstant(target, lower, *limit)
            } else {
                Fact::TellsNotBelowConstant(target, lower, *limit)
            }];
        }
        let Some(upper) = self.whole_local(upper) else {
            return Vec::new();
        };
        let lengths = facts.iter().filter_map(|fact| match *fact {
            Fact::IsLength(a, slice) if a == upper => Some(slice),
            _ => None,
        });
        lengths
            .map(|slice| match tells {
                true => Fact::TellsBelow(target, lower, slice),
                false => Fact::TellsNotBelow(target, lower, slice),
            })
            .collect()
    }

    /// An index below some length stays positive when something small is added.
    fn facts_of_sum(
        &self,
        facts: &Facts,
        target: LocalId,
        left: &Operand,
        right: &Operand,
    ) -> Vec<Fact> {
        let (Some(index), Operand::Constant(Constant::Int(step), _)) =
            (self.whole_local(left), right)
        else {
            return Vec::new();
        };
        let bounded = facts.iter().any(|fact| match *fact {
            Fact::Below(a, _) => a == index,
            Fact::BelowConstant(a, limit) => a == index && limit < SMALL_STEP,
            _ => false,
        });
        let positive = facts.contains(&Fact::NotNegative(index));
        let wide = self.is_wide(target);
        if bounded && positive && wide && (0..SMALL_STEP).contains(step) {
            return vec![Fact::NotNegative(target)];
        }
        Vec::new()
    }

    /// An index that was checked is in range from then on.
    fn note_passed_checks(&self, facts: &mut Facts, statement: &StatementKind) {
        let mut passed = Vec::new();
        for_each_place(statement, &mut |place| {
            if let Some((slice, index)) = self.indexed(place) {
                passed.push(Fact::NotNegative(index));
                passed.push(Fact::Below(index, slice));
            }
        });
        facts.extend(passed);
    }

    fn proven_places(&self, facts: &Facts, statement: &StatementKind) -> usize {
        let mut count = 0;
        for_each_place(statement, &mut |place| {
            count += usize::from(self.is_in_range(facts, place))
        });
        count
    }

    fn is_in_range(&self, facts: &Facts, place: &Place) -> bool {
        let Some((slice, index)) = self.indexed(place) else {
            return false;
        };
        if !facts.contains(&Fact::NotNegative(index)) {
            return false;
        }
        let length = match self.types.underlying_type(self.function.locals[slice].ty) {
            Type::Array { len, .. } => Some(*len),
            _ => None,
        };
        facts.iter().any(|fact| match *fact {
            Fact::Below(a, s) => a == index && s == slice,
            Fact::BelowConstant(a, limit) => {
                a == index && length.is_some_and(|length| limit <= length)
            }
            _ => false,
        })
    }

    /// A place that begins with indexing a whole trackable local by a whole trackable local.
    fn indexed(&self, place: &Place) -> Option<(LocalId, LocalId)> {
        let PlaceBase::Local(slice) = place.base else {
            return None;
        };
        let Some(Projection::Index { index, .. }) = place.projections.first() else {
            return None;
        };
        let index = self
            .whole_local(index)
            .filter(|&index| self.is_index(index))?;
        let array = matches!(
            self.types.underlying_type(self.function.locals[slice].ty),
            Type::Array { .. }
        );
        // An array's length does not change, whoever has its address.
        (array || self.trackable[slice.as_u32() as usize]).then_some((slice, index))
    }

    /// The local an operand reads as a whole, if facts about it are reliable.
    fn whole_local(&self, operand: &Operand) -> Option<LocalId> {
        match operand {
            Operand::Copy(place) => place
                .as_local()
                .filter(|local| self.trackable[local.as_u32() as usize]),
            Operand::Constant(..) => None,
        }
    }

    /// Whether the local is a signed integer of 64 bits: what facts speak about.
    fn is_index(&self, local: LocalId) -> bool {
        self.trackable[local.as_u32() as usize] && self.is_wide(local)
    }

    fn is_wide(&self, local: LocalId) -> bool {
        let kind = self.types.basic_kind(self.function.locals[local].ty);
        matches!(kind, Some(BasicKind::Int | BasicKind::Int64))
    }
}

/// A fact about the new value in terms of the old one.
fn is_self_reference(fact: Fact, target: Option<LocalId>) -> bool {
    let Some(target) = target else { return false };
    match fact {
        Fact::Below(_, slice) | Fact::IsLength(_, slice) => slice == target,
        Fact::TellsBelow(_, index, slice) | Fact::TellsNotBelow(_, index, slice) => {
            index == target || slice == target
        }
        Fact::TellsBelowConstant(_, index, _) | Fact::TellsNotBelowConstant(_, index, _) => {
            index == target
        }
        Fact::NotNegative(_) | Fact::BelowConstant(..) => false,
    }
}

fn has_candidates(function: &Function) -> bool {
    function
        .blocks
        .values()
        .flat_map(|block| &block.statements)
        .any(|statement| {
            let mut found = false;
            for_each_place(&statement.kind, &mut |place| {
                let first = place.projections.first();
                found |= matches!(first, Some(Projection::Index { checked: false, .. }));
            });
            found
        })
}

fn for_each_place(statement: &StatementKind, found: &mut dyn FnMut(&Place)) {
    for_each_place_mut(&mut statement.clone(), &mut |place| found(place));
}

/// Calls `found` with the places a statement reads or writes.
fn for_each_place_mut(statement: &mut StatementKind, found: &mut dyn FnMut(&mut Place)) {
    statement.for_each_operand_mut(&mut |operand| {
        if let Operand::Copy(place) = operand {
            found(place);
        }
    });
    match statement {
        StatementKind::Assign(place, rvalue) => {
            if let Rvalue::AddressOf(place) = rvalue {
                found(place);
            }
            found(place);
        }
        StatementKind::Call {
            result: Some(place),
            ..
        }
        | StatementKind::Check(place) => found(place),
        _ => {}
    }
}
