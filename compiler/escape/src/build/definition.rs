//! What locals stand for: the single assignment of temporaries and func variables; and which blocks
//! are in cycles.

use grus_mir::{
    BlockId, Call, Function, LocalId, LocalKind, Place, Rvalue, SelectCase, Statement,
    StatementKind,
};
use rustc_hash::FxHashMap;

/// The rvalues of locals that are assigned exactly once, and not through an address.
pub struct Definitions<'a> {
    single: FxHashMap<LocalId, Option<&'a Rvalue>>,
    /// The statements that take an address for a local.
    addresses: FxHashMap<LocalId, &'a Statement>,
}

impl<'a> Definitions<'a> {
    /// Collects the definitions of a function.
    pub fn of(function: &'a Function) -> Definitions<'a> {
        let mut definitions = Definitions {
            single: FxHashMap::default(),
            addresses: FxHashMap::default(),
        };
        for (local, data) in function.locals.iter() {
            let fixed_elsewhere = !matches!(data.kind, LocalKind::Variable | LocalKind::Temporary);
            if fixed_elsewhere || data.addressed {
                definitions.single.insert(local, None);
            }
        }
        for block in function.blocks.values() {
            for statement in &block.statements {
                if let StatementKind::Assign(place, Rvalue::AddressOf(_)) = &statement.kind
                    && let Some(local) = place.as_local()
                {
                    definitions.addresses.insert(local, statement);
                }
                definitions.statement(&statement.kind);
            }
        }
        definitions
    }

    /// The rvalue of a local that is assigned once.
    pub fn get(&self, local: LocalId) -> Option<&'a Rvalue> {
        self.single.get(&local).copied().flatten()
    }

    /// The statement that takes the address that a local holds, if it is assigned only there.
    pub fn address(&self, local: LocalId) -> Option<(&'a Statement, &'a Place)> {
        match self.get(local)? {
            Rvalue::AddressOf(place) => Some((self.addresses.get(&local)?, place)),
            _ => None,
        }
    }

    fn statement(&mut self, statement: &'a StatementKind) {
        match statement {
            StatementKind::Assign(place, rvalue) => {
                match place.as_local() {
                    Some(local) => self.assigned(local, Some(rvalue)),
                    None => self.changed(place),
                }
                if let Rvalue::Select { cases, .. } = rvalue {
                    for case in cases {
                        if let SelectCase::Receive {
                            to: Some(place), ..
                        } = case
                        {
                            self.changed(place);
                        }
                    }
                }
            }
            StatementKind::Call {
                result: Some(place),
                call: Call { .. },
            } => self.changed(place),
            _ => {}
        }
    }

    fn changed(&mut self, place: &Place) {
        if let grus_mir::PlaceBase::Local(local) = place.base
            && !place
                .projections
                .iter()
                .any(|step| matches!(step, grus_mir::Projection::Deref { .. }))
        {
            self.assigned(local, None);
        }
    }

    fn assigned(&mut self, local: LocalId, rvalue: Option<&'a Rvalue>) {
        let known = self.single.contains_key(&local);
        self.single.insert(local, if known { None } else { rvalue });
    }
}

/// The blocks a function may execute more than once in one activation.
pub fn cyclic_blocks(function: &Function) -> Vec<bool> {
    let count = function.blocks.len();
    let successors: Vec<Vec<BlockId>> = function
        .blocks
        .values()
        .map(|block| block.terminator.kind.successors())
        .collect();
    if successors
        .iter()
        .enumerate()
        .all(|(index, next)| next.iter().all(|block| block.as_u32() as usize > index))
    {
        return vec![false; count];
    }
    (0..count)
        .map(|block| reaches(&successors, block, block))
        .collect()
}

fn reaches(successors: &[Vec<BlockId>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; successors.len()];
    let mut work = vec![from];
    while let Some(block) = work.pop() {
        for next in &successors[block] {
            let next = next.as_u32() as usize;
            if next == to {
                return true;
            }
            if !std::mem::replace(&mut seen[next], true) {
                work.push(next);
            }
        }
    }
    false
}
