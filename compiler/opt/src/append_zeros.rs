//! `append(s, make([]T, n)...)` without the slice in between.
//!
//! In: a function in phase `EscapeKnown`.  Out: the same, where a slice of zeros that is made only to be
//! appended is not made: the appended elements are cleared where they are.
//! Invariants kept: a negative `n` fails as `make` does; the slice that is appended to is read
//! at the same place.
//! As gc (`extendSlice` of cmd/compile/internal/walk), but also where inlining put the two together.

use grus_mir::rename::{self, Renaming};
use grus_mir::{
    AppendValues, Function, LocalId, LocalKind, Operand, Place, PlaceBase, Rvalue, StatementKind,
};

/// Rewrites the appends of a function.
pub fn append_zeros(function: &mut Function) {
    let mut pairs = Vec::new();
    for (block, data) in function.blocks.iter() {
        for (index, pair) in data.statements.windows(2).enumerate() {
            if let Some(made) = made_and_appended(&pair[0].kind, &pair[1].kind)
                && function.locals[made].kind == LocalKind::Temporary
                && !function.locals[made].addressed
            {
                pairs.push((block, index, made));
            }
        }
    }
    for (block, index, made) in pairs {
        if mentions(function, made) != 2 {
            continue;
        }
        let statements = &mut function.blocks[block].statements;
        let make = std::mem::replace(&mut statements[index].kind, StatementKind::Nop);
        if let StatementKind::Assign(_, Rvalue::MakeSlice { length, .. }) = make
            && let StatementKind::Assign(_, Rvalue::Append { values, .. }) =
                &mut statements[index + 1].kind
        {
            *values = AppendValues::Zeros(length);
        }
    }
}

/// The local that one statement makes and the next appends.
fn made_and_appended(first: &StatementKind, second: &StatementKind) -> Option<LocalId> {
    let StatementKind::Assign(to, Rvalue::MakeSlice { capacity: None, .. }) = first else {
        return None;
    };
    let StatementKind::Assign(_, Rvalue::Append { values, .. }) = second else {
        return None;
    };
    let AppendValues::Spread(Operand::Copy(from)) = values else {
        return None;
    };
    let local = whole_local(to)?;
    (whole_local(from) == Some(local)).then_some(local)
}

fn whole_local(place: &Place) -> Option<LocalId> {
    match place.base {
        PlaceBase::Local(local) if place.projections.is_empty() => Some(local),
        _ => None,
    }
}

/// How often a function mentions a local.
fn mentions(function: &mut Function, local: LocalId) -> usize {
    let mut counter = Counter { local, count: 0 };
    for block in function.blocks.values_mut() {
        for statement in &mut block.statements {
            rename::statement(&mut statement.kind, &mut counter);
        }
        rename::terminator(&mut block.terminator.kind, &mut counter);
    }
    counter.count
}

/// Renames nothing.
struct Counter {
    local: LocalId,
    count: usize,
}

impl Renaming for Counter {
    fn local(&mut self, local: LocalId) -> LocalId {
        self.count += usize::from(local == self.local);
        local
    }
}
