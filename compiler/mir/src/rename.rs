//! Renaming the ids in statements: what copying a body needs.
//!
//! In: a statement or terminator and a [`Renaming`].  Out: the same with every local, site, block and
//! literal replaced.

use crate::{
    AppendValues, BlockId, Call, Callee, FunctionId, LocalId, Operand, Place, PlaceBase, Projection,
    Rvalue, SelectCase, SiteId, StatementKind, TerminatorKind,
};

/// New ids for old ones.
pub trait Renaming {
    /// The new local.
    fn local(&mut self, local: LocalId) -> LocalId;
    /// The new allocation site.
    fn site(&mut self, site: SiteId) -> SiteId;
    /// The new block.
    fn block(&mut self, block: BlockId) -> BlockId;
    /// The new function of a closure that is made.
    fn literal(&mut self, literal: FunctionId) -> FunctionId;
}

/// Renames the ids of a statement.
pub fn statement(statement: &mut StatementKind, names: &mut dyn Renaming) {
    match statement {
        StatementKind::Nop | StatementKind::RunDefers => {}
        StatementKind::Declare(local) => *local = names.local(*local),
        StatementKind::Assign(to, value) => {
            place(to, names);
            rvalue(value, names);
        }
        StatementKind::Call { result, call: details } => {
            if let Some(result) = result {
                place(result, names);
            }
            call(details, names);
        }
        StatementKind::Defer { function, site } => {
            operand(function, names);
            *site = names.site(*site);
        }
        StatementKind::MapAssign { map, key, value } => {
            operands([map, key, value], names);
        }
        StatementKind::MapDelete { map, key } => operands([map, key], names),
        StatementKind::ChannelSend { channel, value } => operands([channel, value], names),
        StatementKind::Go(only)
        | StatementKind::MapClear(only)
        | StatementKind::SliceClear(only)
        | StatementKind::ChannelClose(only)
        | StatementKind::KeepAlive(only) => operand(only, names),
        StatementKind::MapIterateInit { iterator, map } => {
            *iterator = names.local(*iterator);
            operand(map, names);
        }
        StatementKind::MapIterateNext { iterator } => *iterator = names.local(*iterator),
        StatementKind::Print { arguments, .. } => operands(arguments, names),
        StatementKind::Check(checked) => place(checked, names),
    }
}

/// Renames the ids of a terminator.
pub fn terminator(terminator: &mut TerminatorKind, names: &mut dyn Renaming) {
    match terminator {
        TerminatorKind::Goto(target) => *target = names.block(*target),
        TerminatorKind::Branch { condition, then, otherwise } => {
            operand(condition, names);
            *then = names.block(*then);
            *otherwise = names.block(*otherwise);
        }
        TerminatorKind::Switch { value, cases, default } => {
            operand(value, names);
            for (_, target) in cases {
                *target = names.block(*target);
            }
            *default = names.block(*default);
        }
        TerminatorKind::Panic(value) => operand(value, names),
        TerminatorKind::Return | TerminatorKind::Unreachable => {}
    }
}

fn call(call: &mut Call, names: &mut dyn Renaming) {
    match &mut call.callee {
        Callee::Function(_) => {}
        Callee::Value(value) => operand(value, names),
        Callee::Interface { receiver, .. } => operand(receiver, names),
    }
    operands(&mut call.arguments, names);
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

fn operands<'a>(all: impl IntoIterator<Item = &'a mut Operand>, names: &mut dyn Renaming) {
    for one in all {
        operand(one, names);
    }
}

/// A flat dispatch: one arm an operation.
fn rvalue(value: &mut Rvalue, names: &mut dyn Renaming) {
    match value {
        Rvalue::Use(only)
        | Rvalue::Unary(_, only)
        | Rvalue::ConvertInterface { operand: only, .. }
        | Rvalue::TypeAssert { operand: only, .. }
        | Rvalue::TypeIs { operand: only, .. }
        | Rvalue::UnpackInterface { operand: only, .. }
        | Rvalue::Len(only)
        | Rvalue::Cap(only)
        | Rvalue::Real(only)
        | Rvalue::Imaginary(only) => operand(only, names),
        Rvalue::Binary(_, left, right)
        | Rvalue::CopyElements { to: left, from: right }
        | Rvalue::MapGet { map: left, key: right, .. }
        | Rvalue::MapSlot { map: left, key: right }
        | Rvalue::DecodeRune { string: left, index: right }
        | Rvalue::Complex { real: left, imaginary: right } => operands([left, right], names),
        Rvalue::AddressOf(of) => place(of, names),
        Rvalue::Convert { operand: only, site, .. } => {
            operand(only, names);
            if let Some(site) = site {
                *site = names.site(*site);
            }
        }
        Rvalue::MakeInterface { operand: only, site, .. } => {
            operand(only, names);
            *site = names.site(*site);
        }
        Rvalue::Slice { operand: only, low, high, max } => {
            operand(only, names);
            operands([low, high, max].into_iter().flatten(), names);
        }
        Rvalue::New { site, .. } => *site = names.site(*site),
        Rvalue::MakeSlice { length, capacity, site, .. } => {
            operand(length, names);
            operands(capacity, names);
            *site = names.site(*site);
        }
        Rvalue::MakeMap { hint: size, site, .. } | Rvalue::MakeChannel { size, site, .. } => {
            operands(size, names);
            *site = names.site(*site);
        }
        Rvalue::SliceLiteral { elements: all, site, .. }
        | Rvalue::StringConcat { operands: all, site } => {
            operands(all, names);
            *site = names.site(*site);
        }
        Rvalue::Closure { function, captures, site, .. } => {
            *function = names.literal(*function);
            for capture in captures {
                *capture = names.local(*capture);
            }
            *site = names.site(*site);
        }
        Rvalue::Append { slice, values, site } => {
            operand(slice, names);
            match values {
                AppendValues::Elements(elements) => operands(elements, names),
                AppendValues::Spread(spread) => operand(spread, names),
            }
            *site = names.site(*site);
        }
        Rvalue::MapIteratorValid(iterator)
        | Rvalue::MapIteratorKey(iterator)
        | Rvalue::MapIteratorElement(iterator) => *iterator = names.local(*iterator),
        Rvalue::ChannelReceive { channel, .. } => operand(channel, names),
        Rvalue::Select { cases, .. } => {
            for case in cases {
                match case {
                    SelectCase::Send { channel, value } => operands([channel, value], names),
                    SelectCase::Receive { channel, to } => {
                        operand(channel, names);
                        if let Some(to) = to {
                            place(to, names);
                        }
                    }
                }
            }
        }
        Rvalue::Aggregate { fields: all, .. }
        | Rvalue::Min(all)
        | Rvalue::Max(all)
        | Rvalue::Intrinsic { arguments: all, .. } => operands(all, names),
        Rvalue::Recover => {}
    }
}
