//! Reading and rewriting the parts of MIR in one place.
//!
//! In: functions, statements, rvalues. Out: their operands, places and successors; types of places.
//! Invariant: operands are visited in evaluation order.

use grus_types::{Type, TypeId, TypeTable};

use crate::syntax::*;

impl TerminatorKind {
    /// The blocks control may go to next.
    pub fn successors(&self) -> Vec<BlockId> {
        match self {
            TerminatorKind::Goto(block) => vec![*block],
            TerminatorKind::Branch {
                then, otherwise, ..
            } => vec![*then, *otherwise],
            TerminatorKind::Switch { cases, default, .. } => {
                cases.iter().map(|case| case.1).chain([*default]).collect()
            }
            TerminatorKind::Return | TerminatorKind::Panic(_) | TerminatorKind::Unreachable => {
                Vec::new()
            }
        }
    }

    /// Calls `visit` for each successor.
    pub fn for_each_successor_mut(&mut self, visit: &mut dyn FnMut(&mut BlockId)) {
        match self {
            TerminatorKind::Goto(block) => visit(block),
            TerminatorKind::Branch {
                then, otherwise, ..
            } => {
                visit(then);
                visit(otherwise);
            }
            TerminatorKind::Switch { cases, default, .. } => {
                cases.iter_mut().for_each(|case| visit(&mut case.1));
                visit(default);
            }
            TerminatorKind::Return | TerminatorKind::Panic(_) | TerminatorKind::Unreachable => {}
        }
    }

    /// Calls `visit` for each operand.
    pub fn for_each_operand_mut(&mut self, visit: &mut dyn FnMut(&mut Operand)) {
        match self {
            TerminatorKind::Branch { condition, .. } => visit(condition),
            TerminatorKind::Switch { value, .. } => visit(value),
            TerminatorKind::Panic(value) => visit(value),
            TerminatorKind::Goto(_) | TerminatorKind::Return | TerminatorKind::Unreachable => {}
        }
    }
}

impl StatementKind {
    /// Calls `visit` for each operand the statement reads. Places that are written are not visited,
    /// nor are the index operands inside places.
    pub fn for_each_operand_mut(&mut self, visit: &mut dyn FnMut(&mut Operand)) {
        match self {
            StatementKind::Nop
            | StatementKind::Declare(_)
            | StatementKind::MapIterateNext { .. }
            | StatementKind::Check(_)
            | StatementKind::RunDefers => {}
            StatementKind::Assign(_, rvalue) => rvalue.for_each_operand_mut(visit),
            StatementKind::Call { call, .. } => call.for_each_operand_mut(visit),
            StatementKind::Go(operand)
            | StatementKind::MapClear(operand)
            | StatementKind::SliceClear(operand)
            | StatementKind::ChannelClose(operand)
            | StatementKind::KeepAlive(operand) => visit(operand),
            StatementKind::Defer { function, .. } => visit(function),
            StatementKind::MapAssign { map, key, value } => {
                visit(map);
                visit(key);
                visit(value);
            }
            StatementKind::MapDelete { map, key } => {
                visit(map);
                visit(key);
            }
            StatementKind::ChannelSend { channel, value } => {
                visit(channel);
                visit(value);
            }
            StatementKind::MapIterateInit { map, .. } => visit(map),
            StatementKind::Print { arguments, .. } => arguments.iter_mut().for_each(visit),
        }
    }
}

impl Call {
    /// Calls `visit` for the callee's operand, if it has one, and the arguments.
    pub fn for_each_operand_mut(&mut self, visit: &mut dyn FnMut(&mut Operand)) {
        match &mut self.callee {
            Callee::Function(_) => {}
            Callee::Value(operand) => visit(operand),
            Callee::Interface { receiver, .. } => visit(receiver),
        }
        self.arguments.iter_mut().for_each(visit);
    }
}

impl Rvalue {
    /// Calls `visit` for each operand.
    pub fn for_each_operand_mut(&mut self, visit: &mut dyn FnMut(&mut Operand)) {
        match self {
            Rvalue::Use(operand)
            | Rvalue::SelfAssign { operand, .. }
            | Rvalue::Unary(_, operand)
            | Rvalue::Convert { operand, .. }
            | Rvalue::MakeInterface { operand, .. }
            | Rvalue::ConvertInterface { operand, .. }
            | Rvalue::TypeAssert { operand, .. }
            | Rvalue::TypeIs { operand, .. }
            | Rvalue::UnpackInterface { operand, .. }
            | Rvalue::Len(operand)
            | Rvalue::Cap(operand)
            | Rvalue::Real(operand)
            | Rvalue::Imaginary(operand) => visit(operand),
            Rvalue::Binary(_, left, right)
            | Rvalue::CopyElements {
                to: left,
                from: right,
            }
            | Rvalue::MapGet {
                map: left,
                key: right,
                ..
            }
            | Rvalue::MapSlot {
                map: left,
                key: right,
            }
            | Rvalue::DecodeRune {
                string: left,
                index: right,
            }
            | Rvalue::Complex {
                real: left,
                imaginary: right,
            } => {
                visit(left);
                visit(right);
            }
            Rvalue::Slice {
                operand,
                low,
                high,
                max,
            } => {
                visit(operand);
                for bound in [low, high, max].into_iter().flatten() {
                    visit(bound);
                }
            }
            Rvalue::MakeSlice {
                length, capacity, ..
            } => {
                visit(length);
                capacity.iter_mut().for_each(visit);
            }
            Rvalue::MakeMap { hint: size, .. } | Rvalue::MakeChannel { size, .. } => {
                size.iter_mut().for_each(visit);
            }
            Rvalue::SliceLiteral {
                elements: operands, ..
            }
            | Rvalue::Aggregate {
                fields: operands, ..
            }
            | Rvalue::StringConcat { operands, .. }
            | Rvalue::Min(operands)
            | Rvalue::Max(operands)
            | Rvalue::Intrinsic {
                arguments: operands,
                ..
            } => operands.iter_mut().for_each(visit),
            Rvalue::Append { slice, values, .. } => {
                visit(slice);
                match values {
                    AppendValues::Elements(elements) => elements.iter_mut().for_each(visit),
                    AppendValues::Spread(operand) | AppendValues::Zeros(operand) => visit(operand),
                }
            }
            Rvalue::ChannelReceive { channel, .. } => visit(channel),
            Rvalue::Select { cases, .. } => {
                for case in cases {
                    match case {
                        SelectCase::Send { channel, value } => {
                            visit(channel);
                            visit(value);
                        }
                        SelectCase::Receive { channel, .. } => visit(channel),
                    }
                }
            }
            Rvalue::AddressOf(_)
            | Rvalue::New { .. }
            | Rvalue::Closure { .. }
            | Rvalue::MapIteratorValid(_)
            | Rvalue::MapIteratorKey(_)
            | Rvalue::MapIteratorElement(_)
            | Rvalue::Recover => {}
        }
    }
}

/// The type of a place; none if its projections do not fit its base.
pub fn place_type(
    program: &Program,
    function: &Function,
    types: &TypeTable,
    place: &Place,
) -> Option<TypeId> {
    let mut ty = match place.base {
        PlaceBase::Local(local) => function.locals.get(local)?.ty,
        PlaceBase::Global(global) => program.globals.get(global)?.ty,
    };
    for projection in &place.projections {
        ty = projected_type(types, ty, projection)?;
    }
    Some(ty)
}

/// The type one projection further.
pub fn projected_type(types: &TypeTable, ty: TypeId, projection: &Projection) -> Option<TypeId> {
    let underlying = types.underlying_type(ty);
    match (projection, underlying) {
        (Projection::Deref { .. }, Type::Pointer(base)) => Some(*base),
        (Projection::Field(index), Type::Struct(data)) => {
            data.fields.get(*index as usize).map(|field| field.ty)
        }
        (Projection::Field(index), Type::Tuple(parts)) => parts.get(*index as usize).copied(),
        (Projection::Index { .. }, Type::Array { elem, .. } | Type::Slice(elem)) => Some(*elem),
        (Projection::Index { .. }, Type::Basic(kind)) if kind.is_string() => Some(TypeId::UINT8),
        _ => None,
    }
}

/// The type of an operand.
pub fn operand_type(
    program: &Program,
    function: &Function,
    types: &TypeTable,
    operand: &Operand,
) -> Option<TypeId> {
    match operand {
        Operand::Copy(place) => place_type(program, function, types, place),
        Operand::Constant(_, ty) => Some(*ty),
    }
}
