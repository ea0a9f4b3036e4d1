//! Rvalues: dispatch to the modules of the Go features, aggregates, values built in place.
//!
//! In: an rvalue and the type of its destination.  Out: its value.
//! Spec: "Expressions", "Composite literals".

use crate::error::Result;
use crate::function::Translator;
use crate::locals::LocalStorage;
use crate::memory::Address;
use crate::values::{Leaves, Val};
use grus_mir::{Operand, Place, PlaceBase, Projection, Rvalue};
use grus_types::{Type, TypeId};

impl Translator<'_, '_> {
    /// The value of an rvalue for a destination of type `ty`.
    pub fn rvalue(&mut self, rvalue: &Rvalue, ty: TypeId) -> Result<Val> {
        match rvalue {
            Rvalue::Use(operand) | Rvalue::SelfAssign { operand, .. } => self.operand(operand),
            Rvalue::Unary(op, operand) => self.unary(*op, operand),
            Rvalue::Binary(op, left, right) => self.binary(*op, left, right),
            Rvalue::AddressOf(place) => Ok(Val::one(self.place_address(place)?)),
            Rvalue::Convert {
                kind,
                operand,
                to,
                site,
            } => self.convert(*kind, operand, *to, *site),
            Rvalue::MakeInterface {
                operand,
                concrete,
                interface,
                site,
            } => self.make_interface(operand, *concrete, *interface, *site),
            Rvalue::ConvertInterface { operand, from, to } => {
                self.convert_interface(operand, *from, *to)
            }
            Rvalue::TypeAssert {
                operand,
                from,
                to,
                comma_ok,
            } => self.type_assert(operand, *from, *to, *comma_ok),
            Rvalue::TypeIs {
                operand,
                interface,
                concrete,
            } => self.type_is(operand, *interface, *concrete),
            Rvalue::UnpackInterface {
                operand,
                concrete,
                may_be_nil,
                ..
            } => self.unpack_interface(operand, *concrete, *may_be_nil),
            Rvalue::Len(operand) => self.length(operand),
            Rvalue::Cap(operand) => self.capacity(operand),
            Rvalue::Slice {
                operand,
                low,
                high,
                max,
            } => self.slice(operand, low.as_ref(), high.as_ref(), max.as_ref()),
            Rvalue::New { ty, site } => self.new_object(*ty, *site),
            Rvalue::MakeSlice {
                ty,
                length,
                capacity,
                site,
            } => self.make_slice(*ty, length, capacity.as_ref(), *site),
            Rvalue::SliceLiteral { ty, elements, site } => self.slice_literal(*ty, elements, *site),
            Rvalue::MakeMap { ty, hint, .. } => self.make_map(*ty, hint.as_ref()),
            Rvalue::MakeChannel { ty, size, .. } => self.make_channel(*ty, size.as_ref()),
            Rvalue::Closure {
                function,
                captures,
                site,
                ..
            } => self.closure(*function, captures, *site),
            Rvalue::Aggregate { ty, fields } => self.aggregate(*ty, fields),
            Rvalue::Append { slice, values, .. } => self.append(slice, values),
            Rvalue::CopyElements { to, from } => self.copy_elements(to, from),
            Rvalue::StringConcat { operands, site } => self.string_concat(operands, Some(*site)),
            Rvalue::MapGet { map, key, comma_ok } => self.map_get(map, key, *comma_ok),
            Rvalue::MapSlot { map, key } => self.map_slot(map, key),
            Rvalue::MapIteratorValid(iterator) => self.map_iterator_valid(*iterator),
            Rvalue::MapIteratorKey(iterator) => self.map_iterator_entry(*iterator, 0, ty),
            Rvalue::MapIteratorElement(iterator) => self.map_iterator_entry(*iterator, 1, ty),
            Rvalue::ChannelReceive { channel, comma_ok } => {
                self.channel_receive(channel, *comma_ok)
            }
            Rvalue::Select { cases, blocking } => self.select(cases, *blocking, ty),
            Rvalue::DecodeRune { string, index } => self.decode_rune(string, index),
            Rvalue::Min(operands) => self.extremum(operands, true),
            Rvalue::Max(operands) => self.extremum(operands, false),
            Rvalue::Complex { real, imaginary } => {
                let real = self.scalar(real)?;
                let imaginary = self.scalar(imaginary)?;
                Ok(Val::of(&[real, imaginary]))
            }
            Rvalue::Real(operand) => Ok(Val::one(self.operand_leaf(operand, 0)?)),
            Rvalue::Imaginary(operand) => Ok(Val::one(self.operand_leaf(operand, 1)?)),
            Rvalue::Recover => self.recover(),
            Rvalue::Intrinsic {
                intrinsic,
                arguments,
            } => self.intrinsic(*intrinsic, arguments, ty),
        }
    }

    /// Builds the rvalue in the memory of the destination, if that is possible and saves a copy.
    pub fn assign_in_place(&mut self, place: &Place, ty: TypeId, rvalue: &Rvalue) -> Result<bool> {
        let Rvalue::Aggregate { fields, .. } = rvalue else {
            return Ok(false);
        };
        let Some(local) = place.as_local() else {
            return Ok(false);
        };
        let LocalStorage::Slot(slot) = self.locals[local] else {
            return Ok(false);
        };
        let read = fields.iter().any(|field| match field {
            Operand::Copy(from) => mentions(from, PlaceBase::Local(local)),
            Operand::Constant(..) => false,
        });
        if read || !self.is_private(local) || self.layout(ty)?.leaves.is_some() {
            return Ok(false);
        }
        self.store_aggregate(ty, fields, Address::slot(slot))?;
        Ok(true)
    }

    fn aggregate(&mut self, ty: TypeId, fields: &[Operand]) -> Result<Val> {
        let layout = self.layout(ty)?;
        if layout.leaves.is_some() {
            let mut leaves = Leaves::new();
            for field in fields {
                leaves.extend(self.operand_leaves(field)?);
            }
            return Ok(Val::Leaves(leaves));
        }
        let memory = self.scratch_memory(layout.size)?;
        self.store_aggregate(ty, fields, memory)?;
        Ok(Val::Memory(memory))
    }

    /// Stores all fields or elements into memory that none of them reads.
    fn store_aggregate(&mut self, ty: TypeId, fields: &[Operand], to: Address) -> Result<()> {
        let layout = self.layout(ty)?;
        let element = match *self.types.underlying_type(ty) {
            Type::Array { elem, .. } => Some((elem, self.layout(elem)?.size)),
            _ => None,
        };
        // Padding and missing elements must compare equal.
        let all_zero =
            |field: &Operand| matches!(field, Operand::Constant(grus_mir::Constant::Zero, _));
        let clear_first = element.is_none() && layout.leaves.is_none();
        let zeros = fields.iter().filter(|field| all_zero(field)).count();
        let cleared = clear_first && zeros * 2 > fields.len() && layout.size <= 1 << 16;
        if cleared {
            self.clear_memory(to, layout.size);
        }
        for (index, field) in fields.iter().enumerate() {
            if cleared && all_zero(field) {
                continue;
            }
            let (ty, offset) = match element {
                Some((element, size)) => (element, size * index as u64),
                None => match layout.parts.get(index) {
                    Some(part) => (part.ty, part.offset),
                    None => return Err(self.fail("more values than fields")),
                },
            };
            let value = self.operand(field)?;
            let layout = self.layout(ty)?;
            self.store_value(to.plus(offset), &layout, &value)?;
        }
        Ok(())
    }
}

/// Whether evaluating a place reads the variable.
fn mentions(place: &Place, base: PlaceBase) -> bool {
    place.base == base
        || place.projections.iter().any(|step| match step {
            Projection::Index {
                index: Operand::Copy(index),
                ..
            } => mentions(index, base),
            _ => false,
        })
}
