//! Renaming the ids in statements: what copying a body needs.
//!
//! In: a statement or terminator and a [`Renaming`].  Out: the same with every local, site, block and
//! literal replaced.

use crate::{
    BlockId, FunctionId, LocalId, Operand, Place, PlaceBase, Projection, Rvalue, SelectCase,
    SiteId, StatementKind, TerminatorKind,
};

/// New ids for old ones; the same unless told.
pub trait Renaming {
    /// The new local.
    fn local(&mut self, local: LocalId) -> LocalId {
        local
    }

    /// The new allocation site.
    fn site(&mut self, site: SiteId) -> SiteId {
        site
    }

    /// The new block.
    fn block(&mut self, block: BlockId) -> BlockId {
        block
    }

    /// The new function of a closure that is made.
    fn literal(&mut self, literal: FunctionId) -> FunctionId {
        literal
    }
}

/// Renames the ids of a statement.
pub fn statement(statement: &mut StatementKind, names: &mut dyn Renaming) {
    statement.for_each_operand_mut(&mut |read| operand(read, names));
    match statement {
        StatementKind::Declare(local)
        | StatementKind::MapIterateInit {
            iterator: local, ..
        }
        | StatementKind::MapIterateNext { iterator: local } => *local = names.local(*local),
        StatementKind::Assign(to, value) => {
            place(to, names);
            rvalue(value, names);
        }
        StatementKind::Call {
            result: Some(to), ..
        }
        | StatementKind::Check(to) => place(to, names),
        StatementKind::Defer { site, .. } => *site = names.site(*site),
        _ => {}
    }
}

/// Renames the ids of a terminator.
pub fn terminator(terminator: &mut TerminatorKind, names: &mut dyn Renaming) {
    terminator.for_each_operand_mut(&mut |read| operand(read, names));
    terminator.for_each_successor_mut(&mut |target| *target = names.block(*target));
}

fn place(place: &mut Place, names: &mut dyn Renaming) {
    if let PlaceBase::Local(local) = &mut place.base {
        *local = names.local(*local);
    }
    for projection in &mut place.projections {
        if let Projection::Index { index, .. } = projection {
            operand(index, names);
        }
    }
}

fn operand(operand: &mut Operand, names: &mut dyn Renaming) {
    if let Operand::Copy(from) = operand {
        place(from, names);
    }
}

/// Renames what an rvalue names apart from its operands.
fn rvalue(value: &mut Rvalue, names: &mut dyn Renaming) {
    match value {
        Rvalue::AddressOf(of) => place(of, names),
        Rvalue::Closure {
            function,
            captures,
            site,
            ..
        } => {
            *function = names.literal(*function);
            for capture in captures {
                *capture = names.local(*capture);
            }
            *site = names.site(*site);
        }
        Rvalue::MapIteratorValid(iterator)
        | Rvalue::MapIteratorKey(iterator)
        | Rvalue::MapIteratorElement(iterator) => *iterator = names.local(*iterator),
        Rvalue::Select { cases, .. } => {
            for case in cases {
                if let SelectCase::Receive { to: Some(to), .. } = case {
                    place(to, names);
                }
            }
        }
        Rvalue::Convert {
            site: Some(site), ..
        }
        | Rvalue::MakeInterface { site, .. }
        | Rvalue::SelfAssign { site, .. }
        | Rvalue::New { site, .. }
        | Rvalue::MakeSlice { site, .. }
        | Rvalue::MakeMap { site, .. }
        | Rvalue::MakeChannel { site, .. }
        | Rvalue::SliceLiteral { site, .. }
        | Rvalue::StringConcat { site, .. }
        | Rvalue::Append { site, .. } => *site = names.site(*site),
        _ => {}
    }
}
