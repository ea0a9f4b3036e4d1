//! Places: where a path of projections leads, with its nil and bounds checks.
//!
//! In: MIR places.  Out: leaves of a local in variables, or an address.
//! Invariants: checks are made in the order of the projections. A dereferenced pointer is checked by
//! the first access, which the [`Address`] remembers, or explicitly where that access could come
//! after another check or outside the unmapped page. Memory reached through an index known at run
//! time only is never marked read-only, since such loads may move above the bounds check.
//! Spec: "Selectors", "Address operators", "Index expressions".

use crate::error::Result;
use crate::function::Translator;
use crate::locals::LocalStorage;
use crate::memory::{Address, Base, UNMAPPED};
use crate::symbols::Reference;
use crate::values::{Leaves, Val};
use cranelift_codegen::ir::{InstBuilder, Value, types};
use grus_abi::program::trap_kind;
use grus_mir::{LocalId, Operand, Place, PlaceBase, Projection};
use grus_types::{Type, TypeId};

/// Where a place is.
#[derive(Clone, Copy, Debug)]
pub enum Location {
    /// Leaves of a local, from this one on.
    Registers {
        local: LocalId,
        first: usize,
    },
    Memory(Address),
}

impl Translator<'_, '_> {
    /// The type of a place.
    pub fn place_type(&self, place: &Place) -> Result<TypeId> {
        let mut ty = self.base_type(place.base);
        for projection in &place.projections {
            ty = self.projected_type(ty, projection)?;
        }
        Ok(ty)
    }

    fn base_type(&self, base: PlaceBase) -> TypeId {
        match base {
            PlaceBase::Local(local) => self.function.locals[local].ty,
            PlaceBase::Global(global) => self.context.program.globals[global].ty,
        }
    }

    fn projected_type(&self, ty: TypeId, projection: &Projection) -> Result<TypeId> {
        match projection {
            Projection::Deref { .. } => self.element(ty),
            Projection::Field(index) => {
                let layout = self.layout(ty)?;
                let part = layout.parts.get(*index as usize);
                part.map(|part| part.ty)
                    .ok_or_else(|| self.fail(format!("no field {index}")))
            }
            Projection::Index { .. } => match self.types.underlying_type(ty) {
                Type::Basic(_) => Ok(TypeId::UINT8),
                _ => self.element(ty),
            },
        }
    }

    /// The type of an operand.
    pub fn operand_type(&self, operand: &Operand) -> Result<TypeId> {
        match operand {
            Operand::Copy(place) => self.place_type(place),
            Operand::Constant(_, ty) => Ok(*ty),
        }
    }

    /// Where a place is, and its type.
    pub fn resolve(&mut self, place: &Place) -> Result<(Location, TypeId)> {
        let mut ty = self.base_type(place.base);
        let mut location = match place.base {
            PlaceBase::Local(local) => match self.locals[local] {
                LocalStorage::Registers(_) => Location::Registers { local, first: 0 },
                _ => Location::Memory(self.local_memory(local)?),
            },
            PlaceBase::Global(global) => {
                let read_only = self.context.program.globals[global].read_only;
                let memory = self.symbol_memory(Reference::Global(global));
                Location::Memory(Address {
                    read_only,
                    ..memory
                })
            }
        };
        for projection in &place.projections {
            location = self.project(location, ty, projection)?;
            ty = self.projected_type(ty, projection)?;
        }
        Ok((location, ty))
    }

    fn project(
        &mut self,
        location: Location,
        ty: TypeId,
        projection: &Projection,
    ) -> Result<Location> {
        match projection {
            Projection::Field(index) => {
                let layout = self.layout(ty)?;
                let Some(part) = layout.parts.get(*index as usize) else {
                    return Err(self.fail(format!("no field {index}")));
                };
                Ok(match location {
                    Location::Registers { local, first } => Location::Registers {
                        local,
                        first: first + part.first_leaf,
                    },
                    Location::Memory(address) => Location::Memory(address.plus(part.offset)),
                })
            }
            Projection::Deref { checked } => {
                let pointer = self.leaf_at(location, ty, 0)?;
                let address = Address {
                    may_be_nil: !checked,
                    ..Address::valid(pointer)
                };
                Ok(Location::Memory(address))
            }
            Projection::Index { index, checked } => self.index(location, ty, index, *checked),
        }
    }

    fn index(
        &mut self,
        location: Location,
        ty: TypeId,
        index: &Operand,
        checked: bool,
    ) -> Result<Location> {
        let (data, length, element) = match *self.types.underlying_type(ty) {
            Type::Array { len, elem } => {
                return self.index_array(location, len, elem, index, checked);
            }
            Type::Slice(elem) => (self.leaf_at(location, ty, 0)?, None, elem),
            _ => (self.leaf_at(location, ty, 0)?, None, TypeId::UINT8),
        };
        let (value, unsigned) = self.index_value(index)?;
        if !checked {
            let length = match length {
                Some(length) => length,
                None => self.leaf_at(location, ty, 1)?,
            };
            self.check(trap_kind::INDEX, value, length, unsigned);
        }
        let size = self.layout(element)?.size;
        Ok(Location::Memory(self.element_address(
            Address::valid(data),
            value,
            size,
        )))
    }

    fn index_array(
        &mut self,
        location: Location,
        length: i64,
        element: TypeId,
        index: &Operand,
        checked: bool,
    ) -> Result<Location> {
        let (value, unsigned) = self.index_value(index)?;
        let constant = self.constant_of(value);
        let in_range = constant.is_some_and(|value| (0..length).contains(&value));
        let size = self.layout(element)?.size;
        let location = match location {
            // The dereference of the array's pointer comes before the bounds check, and an index
            // could lead far beyond the unmapped page.
            Location::Memory(address) if address.may_be_nil && !in_range => {
                let end = address
                    .offset
                    .saturating_add(length.saturating_mul(size as i64));
                let address = if !checked || end > UNMAPPED {
                    self.require_valid(address)
                } else {
                    address
                };
                Location::Memory(address)
            }
            other => other,
        };
        if !checked && !in_range {
            let length = self.integer(length);
            self.check(trap_kind::INDEX, value, length, unsigned);
        }
        match location {
            Location::Registers { .. } => Ok(location),
            Location::Memory(address) => {
                Ok(Location::Memory(self.element_address(address, value, size)))
            }
        }
    }

    /// The address of an element of `size` bytes.
    pub fn element_address(&mut self, array: Address, index: Value, size: u64) -> Address {
        if let Some(index) = self.constant_of(index)
            && let Some(bytes) = index.checked_mul(size as i64)
        {
            return Address {
                offset: array.offset + bytes,
                ..array
            };
        }
        let (base, offset) = self.base_value(array);
        let bytes = self.scale(index, size);
        let base = self.builder.ins().iadd(base, bytes);
        Address {
            base: Base::Value(base),
            offset,
            read_only: false,
            ..array
        }
    }

    /// `index * size`.
    pub fn scale(&mut self, index: Value, size: u64) -> Value {
        if size == 1 {
            index
        } else if size.is_power_of_two() {
            self.builder
                .ins()
                .ishl_imm_u(index, i64::from(size.trailing_zeros()))
        } else {
            self.builder.ins().imul_imm_s(index, size as i64)
        }
    }

    /// An integer operand as 64 bits, extended by its signedness; whether its type is unsigned.
    pub fn index_value(&mut self, operand: &Operand) -> Result<(Value, bool)> {
        let ty = self.operand_type(operand)?;
        let value = self.scalar(operand)?;
        let unsigned = self.is_unsigned(ty);
        Ok((self.extend(value, types::I64, unsigned), unsigned))
    }

    /// Whether an integer type is unsigned.
    pub fn is_unsigned(&self, ty: TypeId) -> bool {
        self.types
            .basic_kind(ty)
            .is_some_and(|kind| kind.is_unsigned())
    }

    /// One leaf of the value at a location.
    fn leaf_at(&mut self, location: Location, ty: TypeId, index: usize) -> Result<Value> {
        match location {
            Location::Registers { local, first } => {
                let LocalStorage::Registers(variables) = &self.locals[local] else {
                    return Err(self.fail("a local changed its storage"));
                };
                let Some(&variable) = variables.get(first + index) else {
                    return Err(self.fail(format!("{local} has no leaf {}", first + index)));
                };
                Ok(self.builder.use_var(variable))
            }
            Location::Memory(address) => {
                let layout = self.layout(ty)?;
                let leaf = layout.leaves.as_ref().and_then(|leaves| leaves.get(index));
                let Some(leaf) = leaf else {
                    return Err(self.fail(format!("type {ty:?} has no leaf {index}")));
                };
                Ok(self.load_leaf(address.plus(u64::from(leaf.offset)), leaf.ty))
            }
        }
    }

    /// The value of a place.
    pub fn read_place(&mut self, place: &Place) -> Result<Val> {
        let (location, ty) = self.resolve(place)?;
        let layout = self.layout(ty)?;
        match location {
            Location::Registers { .. } => {
                let count = layout.leaves.as_ref().map_or(0, |leaves| leaves.len());
                let leaves: Result<Leaves> = (0..count)
                    .map(|index| self.leaf_at(location, ty, index))
                    .collect();
                Ok(Val::Leaves(leaves?))
            }
            Location::Memory(address) => Ok(self.load_value(address, &layout)),
        }
    }

    /// One leaf of the value of a place.
    pub fn read_place_leaf(&mut self, place: &Place, index: usize) -> Result<Value> {
        let (location, ty) = self.resolve(place)?;
        self.leaf_at(location, ty, index)
    }

    /// Stores a value into a place.
    pub fn write_place(&mut self, place: &Place, value: &Val) -> Result<()> {
        let (location, ty) = self.resolve(place)?;
        self.write_location(location, ty, value)
    }

    /// Stores a value at a location of a type.
    pub fn write_location(&mut self, location: Location, ty: TypeId, value: &Val) -> Result<()> {
        match location {
            Location::Registers { local, first } => {
                let LocalStorage::Registers(variables) = self.locals[local].clone() else {
                    return Err(self.fail("a local changed its storage"));
                };
                let Val::Leaves(values) = value else {
                    return Err(self.fail("a value in memory for a local in registers"));
                };
                if first + values.len() > variables.len() {
                    return Err(self.fail("a value with more leaves than its place"));
                }
                for (variable, &value) in variables[first..].iter().zip(values) {
                    self.builder.def_var(*variable, value);
                }
                Ok(())
            }
            Location::Memory(address) => {
                let layout = self.layout(ty)?;
                self.store_value(address, &layout, value)
            }
        }
    }

    /// The address of a place, checked for nil.
    pub fn place_address(&mut self, place: &Place) -> Result<Value> {
        match self.resolve(place)?.0 {
            Location::Memory(address) => {
                let address = self.require_valid(address);
                Ok(self.address_value(address))
            }
            Location::Registers { local, .. } => {
                Err(self.fail(format!("address of {local}, which is in registers")))
            }
        }
    }
}
