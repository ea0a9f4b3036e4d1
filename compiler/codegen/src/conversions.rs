//! Conversions between non-interface types.
//!
//! In: an operand and the target type.  Out: the converted value.
//! A float that an integer type cannot hold converts to what gc's code for amd64 gives: the
//! instruction's "indefinite" value, the smallest integer of 32 or 64 bits, cut to the target.
//! Spec: "Conversions".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::values::{Leaves, Val};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, Type, Value, types};
use grus_abi::functions::Function as Runtime;
use grus_abi::program::trap_kind;
use grus_mir::{ConversionKind, Operand, SiteId, Storage};
use grus_types::{BasicKind, Type as GoType, TypeId};

/// 2^63
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// The size of the buffers for results of conversions that stay in the frame, as the runtime knows it.
const CONVERSION_BUFFER: u64 = 32;

/// The bytes of longer constants are on the heap in any case.
const LARGEST_ON_STACK: i64 = 64 << 10;

impl Translator<'_, '_> {
    /// The value of a conversion.
    pub fn convert(
        &mut self,
        kind: ConversionKind,
        operand: &Operand,
        to: TypeId,
        site: Option<SiteId>,
    ) -> Result<Val> {
        let sites = &self.function.sites;
        let on_stack = site.is_some_and(|site| sites[site].storage == Storage::Stack);
        match kind {
            ConversionKind::Numeric => self.convert_numeric(operand, to),
            ConversionKind::Representation => self.operand(operand),
            ConversionKind::StringToBytes => self.string_to_bytes(operand, on_stack),
            ConversionKind::StringToRunes => {
                let string = self.operand_leaves(operand)?;
                let made = self.call_runtime(Runtime::StringToSliceRune, &string);
                Ok(Val::of(&[made[0], made[1], made[1]]))
            }
            ConversionKind::BytesToString => {
                let slice = self.operand_leaves(operand)?;
                Ok(Val::Leaves(match on_stack {
                    true => {
                        let buffer = self.conversion_buffer()?;
                        let arguments = [buffer, slice[0], slice[1]];
                        self.call_runtime(Runtime::SliceByteToStringIn, &arguments)
                    }
                    false => self.call_runtime(Runtime::SliceByteToString, &slice[..2]),
                }))
            }
            ConversionKind::BorrowBytes => {
                let slice = self.operand_leaves(operand)?;
                Ok(Val::of(&slice[..2]))
            }
            ConversionKind::BorrowString => {
                let string = self.operand_leaves(operand)?;
                Ok(Val::of(&[string[0], string[1], string[1]]))
            }
            ConversionKind::RunesToString => {
                let slice = self.operand_leaves(operand)?;
                Ok(Val::Leaves(
                    self.call_runtime(Runtime::SliceRuneToString, &slice[..2]),
                ))
            }
            ConversionKind::IntToString => {
                let (value, unsigned) = self.index_value(operand)?;
                // Values beyond int64 are no code points, as negative ones.
                let value = if unsigned {
                    let largest = self.integer(i64::MAX);
                    self.builder.ins().umin(value, largest)
                } else {
                    value
                };
                Ok(Val::Leaves(
                    self.call_runtime(Runtime::IntToString, &[value]),
                ))
            }
            ConversionKind::SliceToArray => self.slice_to_array(operand, to),
            ConversionKind::SliceToArrayPointer => {
                let array = self.element(to)?;
                Ok(Val::one(self.slice_array_pointer(operand, array)?))
            }
        }
    }

    /// A slot for the result of a conversion or concatenation that does not leave the function, if it is short.
    pub fn conversion_buffer(&mut self) -> Result<Value> {
        let slot = self.stack_slot(CONVERSION_BUFFER)?;
        Ok(self.address_value(Address::slot(slot)))
    }

    fn string_to_bytes(&mut self, operand: &Operand, on_stack: bool) -> Result<Val> {
        let string = self.operand_leaves(operand)?;
        let length = string[1];
        let constant = matches!(operand, Operand::Constant(..));
        let made = match (on_stack, constant) {
            (true, false) => {
                let buffer = self.conversion_buffer()?;
                let arguments = [buffer, string[0], length];
                self.call_runtime(Runtime::StringToSliceByteIn, &arguments)
            }
            (true, true) if let Some(bytes @ 1..=LARGEST_ON_STACK) = self.constant_of(length) => {
                let slot = Address::slot(self.stack_slot(bytes as u64)?);
                self.copy_memory(slot, Address::valid(string[0]), bytes as u64, false);
                let data = self.address_value(slot);
                return Ok(Val::of(&[data, length, length]));
            }
            _ => self.call_runtime(Runtime::StringToSliceByte, &string),
        };
        // gc makes the bytes of a constant without spare room.
        let capacity = if constant { length } else { made[1] };
        Ok(Val::of(&[made[0], length, capacity]))
    }

    fn slice_to_array(&mut self, operand: &Operand, array: TypeId) -> Result<Val> {
        let data = self.slice_array_pointer(operand, array)?;
        let layout = self.layout(array)?;
        if layout.size == 0 {
            return self.zero_value(array);
        }
        Ok(self.load_value(crate::memory::Address::valid(data), &layout))
    }

    /// The data pointer of a slice that has at least the array's length.
    fn slice_array_pointer(&mut self, operand: &Operand, array: TypeId) -> Result<Value> {
        let GoType::Array { len, .. } = *self.types.underlying_type(array) else {
            return Err(self.fail("conversion of a slice to something that is no array"));
        };
        let slice = self.operand_leaves(operand)?;
        let length = self.integer(len);
        self.check(trap_kind::SLICE_TO_ARRAY, slice[1], length, false);
        Ok(slice[0])
    }

    fn convert_numeric(&mut self, operand: &Operand, to: TypeId) -> Result<Val> {
        let from = self.operand_type(operand)?;
        let (Some(from), Some(target)) = (self.types.basic_kind(from), self.types.basic_kind(to))
        else {
            return Err(self.fail("numeric conversion of a type that is no number"));
        };
        let layout = self.layout(to)?;
        let scalar = layout
            .leaves
            .as_ref()
            .and_then(|leaves| leaves.first())
            .map(|leaf| leaf.ty);
        let Some(scalar) = scalar else {
            return Err(self.fail("numeric conversion to a type that is no number"));
        };
        let values = self.operand_leaves(operand)?;
        let converted: Result<Leaves> = values
            .iter()
            .map(|&value| self.convert_scalar(value, from, scalar, target))
            .collect();
        Ok(Val::Leaves(converted?))
    }

    fn convert_scalar(
        &mut self,
        value: Value,
        from: BasicKind,
        ty: Type,
        target: BasicKind,
    ) -> Result<Value> {
        let own = self.builder.func.dfg.value_type(value);
        Ok(match (own.is_float(), ty.is_float()) {
            (false, false) if own.bits() > ty.bits() => self.builder.ins().ireduce(ty, value),
            (false, false) => self.extend(value, ty, from.is_unsigned()),
            (false, true) => self.integer_to_float(value, from.is_unsigned(), ty),
            (true, true) if own.bits() < ty.bits() => self.builder.ins().fpromote(ty, value),
            (true, true) if own.bits() > ty.bits() => self.builder.ins().fdemote(ty, value),
            (true, true) => value,
            (true, false) => self.float_to_integer(value, ty, target),
        })
    }

    fn integer_to_float(&mut self, value: Value, unsigned: bool, ty: Type) -> Value {
        let own = self.builder.func.dfg.value_type(value);
        if unsigned && own == types::I64 {
            return self.builder.ins().fcvt_from_uint(ty, value);
        }
        let wide = if own.bits() < 32 || (unsigned && own == types::I32) {
            types::I64
        } else {
            own
        };
        let value = self.extend(value, wide, unsigned);
        self.builder.ins().fcvt_from_sint(ty, value)
    }

    fn float_to_integer(&mut self, value: Value, ty: Type, target: BasicKind) -> Value {
        match target {
            BasicKind::Uint64 | BasicKind::Uint | BasicKind::Uintptr => self.float_to_uint64(value),
            BasicKind::Int64 | BasicKind::Int => self.float_to_int64(value),
            BasicKind::Uint32 => {
                let wide = self.float_to_int64(value);
                self.builder.ins().ireduce(ty, wide)
            }
            _ => {
                let narrow = self.float_to_int32(value);
                if ty == types::I32 {
                    narrow
                } else {
                    self.builder.ins().ireduce(ty, narrow)
                }
            }
        }
    }

    /// Truncates; MIN for everything out of range. The saturating conversion already gives MIN below
    /// the range.
    fn float_to_int64(&mut self, value: Value) -> Value {
        let own = self.builder.func.dfg.value_type(value);
        let saturated = self.builder.ins().fcvt_to_sint_sat(types::I64, value);
        let limit = self.float_of(own, TWO_63);
        let in_range = self.builder.ins().fcmp(FloatCC::LessThan, value, limit);
        let smallest = self.integer(i64::MIN);
        self.builder.ins().select(in_range, saturated, smallest)
    }

    fn float_to_int32(&mut self, value: Value) -> Value {
        let wide = self.float_to_int64(value);
        let narrow = self.builder.ins().ireduce(types::I32, wide);
        let back = self.builder.ins().sextend(types::I64, narrow);
        let fits = self.builder.ins().icmp(IntCC::Equal, back, wide);
        let smallest = self.integer_of(types::I32, i64::from(i32::MIN));
        self.builder.ins().select(fits, narrow, smallest)
    }

    /// Values from 2^63 on are converted less 2^63, and the top bit set.
    fn float_to_uint64(&mut self, value: Value) -> Value {
        let own = self.builder.func.dfg.value_type(value);
        let limit = self.float_of(own, TWO_63);
        let low = self.float_to_int64(value);
        let rest = self.builder.ins().fsub(value, limit);
        let high = self.float_to_int64(rest);
        let top = self.integer(i64::MIN);
        let high = self.builder.ins().bor(high, top);
        let in_low = self.builder.ins().fcmp(FloatCC::LessThan, value, limit);
        self.builder.ins().select(in_low, low, high)
    }
}
