//! Slices: slice expressions, append, copy.
//!
//! In: operands.  Out: slice values of three words.
//! The bounds are checked in gc's order: the last bound against the capacity (or the length of a
//! string or array), then each bound against the next one. A slice without capacity keeps the old
//! data pointer, so that no pointer leads behind its object.
//! Spec: "Slice expressions", "Appending to and copying slices".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::{Address, Base};
use crate::values::{Leaves, Val};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use grus_abi::functions::Function as Runtime;
use grus_abi::program::trap_kind;
use grus_mir::{AppendValues, Operand};
use grus_types::{Type, TypeId};

/// What a slice expression slices.
struct Sliced {
    data: Value,
    length: Value,
    /// Capacity, or the length of a string or array.
    limit: Value,
    element_size: u64,
    is_string: bool,
    /// A slice: the limit is a capacity.
    is_slice: bool,
}

impl Translator<'_, '_> {
    /// `operand[low:high:max]`
    pub fn slice(
        &mut self,
        operand: &Operand,
        low: Option<&Operand>,
        high: Option<&Operand>,
        max: Option<&Operand>,
    ) -> Result<Val> {
        let sliced = self.sliced(operand)?;
        let bound = |this: &mut Self, bound: Option<&Operand>| {
            bound.map(|bound| this.index_value(bound)).transpose()
        };
        let low = bound(self, low)?;
        let high = bound(self, high)?;
        let max = bound(self, max)?;
        let (high, capacity) = self.check_upper_bounds(&sliced, high, max);
        let low = match low {
            Some((low, unsigned)) => {
                let kind = if max.is_some() {
                    trap_kind::SLICE3_LOW
                } else {
                    trap_kind::SLICE_LOW
                };
                self.check(kind, low, high, unsigned);
                Some(low)
            }
            None => None,
        };
        Ok(self.subslice(&sliced, low, high, capacity))
    }

    fn sliced(&mut self, operand: &Operand) -> Result<Sliced> {
        let ty = self.operand_type(operand)?;
        let leaves = self.operand_leaves(operand)?;
        match (self.types.underlying_type(ty).clone(), &leaves[..]) {
            (Type::Basic(_), &[data, length]) => Ok(Sliced {
                data,
                length,
                limit: length,
                element_size: 1,
                is_string: true,
                is_slice: false,
            }),
            (Type::Slice(element), &[data, length, limit]) => {
                let element_size = self.layout(element)?.size;
                Ok(Sliced {
                    data,
                    length,
                    limit,
                    element_size,
                    is_string: false,
                    is_slice: true,
                })
            }
            (Type::Pointer(array), &[data]) => {
                let Some(length) = self.array_length(ty) else {
                    return Err(self.fail("slice of a pointer to something that is no array"));
                };
                let element = self.element(array)?;
                let element_size = self.layout(element)?.size;
                self.require_valid(Address::unchecked(data));
                let length = self.integer(length);
                Ok(Sliced {
                    data,
                    length,
                    limit: length,
                    element_size,
                    is_string: false,
                    is_slice: false,
                })
            }
            _ => Err(self.fail("slice of something that cannot be sliced")),
        }
    }

    /// Checks the bounds behind the first; the upper bound and the capacity's end.
    fn check_upper_bounds(
        &mut self,
        sliced: &Sliced,
        high: Option<(Value, bool)>,
        max: Option<(Value, bool)>,
    ) -> (Value, Value) {
        if let Some((max, unsigned)) = max {
            let kind = if sliced.is_slice {
                trap_kind::SLICE3_MAX_CAPACITY
            } else {
                trap_kind::SLICE3_MAX_LENGTH
            };
            self.check(kind, max, sliced.limit, unsigned);
            let (high, unsigned) = high.unwrap_or((sliced.length, false));
            self.check(trap_kind::SLICE3_HIGH, high, max, unsigned);
            return (high, max);
        }
        let Some((high, unsigned)) = high else {
            return (sliced.length, sliced.limit);
        };
        let kind = if sliced.is_slice {
            trap_kind::SLICE_HIGH_CAPACITY
        } else {
            trap_kind::SLICE_HIGH_LENGTH
        };
        self.check(kind, high, sliced.limit, unsigned);
        (high, sliced.limit)
    }

    fn subslice(&mut self, sliced: &Sliced, low: Option<Value>, high: Value, limit: Value) -> Val {
        let low = low.filter(|&low| self.constant_of(low) != Some(0));
        let Some(low) = low else {
            return if sliced.is_string {
                Val::of(&[sliced.data, high])
            } else {
                Val::of(&[sliced.data, high, limit])
            };
        };
        let length = self.builder.ins().isub(high, low);
        let capacity = if sliced.is_string {
            length
        } else {
            self.builder.ins().isub(limit, low)
        };
        // All ones while there is capacity left, else 0.
        let bytes = self.scale(low, sliced.element_size);
        let negated = self.builder.ins().ineg(capacity);
        let mask = self.builder.ins().sshr_imm_u(negated, 63);
        let bytes = self.builder.ins().band(bytes, mask);
        let data = self.builder.ins().iadd(sliced.data, bytes);
        if sliced.is_string {
            Val::of(&[data, length])
        } else {
            Val::of(&[data, length, capacity])
        }
    }

    /// `append(slice, values...)`: in place while the capacity lasts.
    pub fn append(&mut self, slice: &Operand, values: &AppendValues) -> Result<Val> {
        let ty = self.operand_type(slice)?;
        let element = self.element(ty)?;
        let slice = self.operand_leaves(slice)?;
        match values {
            AppendValues::Elements(operands) => self.append_elements(element, &slice, operands),
            AppendValues::Spread(operand) => {
                let leaves = self.operand_leaves(operand)?;
                let (from, count) = (leaves[0], leaves[1]);
                let layout = self.layout(element)?;
                let size = layout.size;
                let (data, length, capacity) = self.grow(element, &slice, count);
                let end = self.scale(slice[1], size);
                let to = self.builder.ins().iadd(data, end);
                let bytes = self.scale(count, size);
                self.copy_bytes(to, from, bytes, layout.pointers);
                Ok(Val::of(&[data, length, capacity]))
            }
            AppendValues::Zeros(count) => self.append_zeros(element, &slice, count),
        }
    }

    fn append_zeros(&mut self, element: TypeId, slice: &Leaves, count: &Operand) -> Result<Val> {
        let size = self.layout(element)?.size;
        let count = self.index_value(count)?.0;
        if self.constant_of(count).is_none_or(|count| count < 0) {
            // `make` knows what to say.
            let negative = self.builder.create_block();
            let fine = self.builder.create_block();
            self.builder.set_cold_block(negative);
            let zero = self.integer(0);
            let is_negative = self.builder.ins().icmp(IntCC::SignedLessThan, count, zero);
            self.builder
                .ins()
                .brif(is_negative, negative, &[], fine, &[]);
            self.enter(negative);
            let descriptor = self.descriptor(element);
            self.call_runtime(Runtime::MakeSlice, &[descriptor, count, count]);
            self.jump_with(fine, &[]);
            self.enter(fine);
        }
        let (data, length, capacity) = self.grow(element, slice, count);
        let end = self.scale(slice[1], size);
        let to = self.builder.ins().iadd(data, end);
        let bytes = self.scale(count, size);
        self.call_runtime(Runtime::MemoryClear, &[to, bytes]);
        Ok(Val::of(&[data, length, capacity]))
    }

    fn append_elements(
        &mut self,
        element: TypeId,
        slice: &Leaves,
        operands: &[Operand],
    ) -> Result<Val> {
        if operands.is_empty() {
            return Ok(Val::Leaves(slice.clone()));
        }
        let values: Result<Vec<Val>> = operands
            .iter()
            .map(|operand| self.operand(operand))
            .collect();
        let values = values?;
        let layout = self.layout(element)?;
        let count = self.integer(values.len() as i64);
        let (data, length, capacity) = self.grow(element, slice, count);
        let array = Address {
            base: Base::Value(data),
            ..Address::valid(data)
        };
        let first = self.element_address(array, slice[1], layout.size);
        for (index, value) in values.iter().enumerate() {
            self.store_value(first.plus(index as u64 * layout.size), &layout, value)?;
        }
        Ok(Val::of(&[data, length, capacity]))
    }

    /// Room for `count` more elements: data, new length, capacity.
    fn grow(&mut self, element: TypeId, slice: &Leaves, count: Value) -> (Value, Value, Value) {
        let [data, length, capacity] = [slice[0], slice[1], slice[2]];
        let new_length = self.builder.ins().iadd(length, count);
        let done = self.builder.create_block();
        self.builder.append_block_param(done, types::I64);
        self.builder.append_block_param(done, types::I64);
        let full = self.builder.create_block();
        let fits = self.builder.create_block();
        self.builder.set_cold_block(full);
        let too_long = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedGreaterThan, new_length, capacity);
        self.builder.ins().brif(too_long, full, &[], fits, &[]);

        self.enter(fits);
        self.jump_with(done, &[data, capacity]);

        self.enter(full);
        let descriptor = self.descriptor(element);
        let arguments = [data, new_length, capacity, count, descriptor];
        let grown = self.call_runtime(Runtime::GrowSlice, &arguments);
        self.jump_with(done, &grown);

        self.enter(done);
        let parameters = self.builder.block_params(done);
        (parameters[0], new_length, parameters[1])
    }

    /// `copy(to, from)`
    pub fn copy_elements(&mut self, to: &Operand, from: &Operand) -> Result<Val> {
        let ty = self.operand_type(to)?;
        let element = self.element(ty)?;
        let layout = self.layout(element)?;
        let size = layout.size;
        let to = self.operand_leaves(to)?;
        let from = self.operand_leaves(from)?;
        let shorter = self
            .builder
            .ins()
            .icmp(IntCC::SignedLessThan, to[1], from[1]);
        let count = self.builder.ins().select(shorter, to[1], from[1]);
        if size > 0 {
            let bytes = self.scale(count, size);
            self.copy_bytes(to[0], from[0], bytes, layout.pointers);
        }
        Ok(Val::one(count))
    }
}
