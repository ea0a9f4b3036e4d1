//! Machine operations behind library functions.
//!
//! In: an intrinsic, its operands and the type of the destination.  Out: its value.
//! Atomic operations have sequential consistency; those that add give the new value, all others that
//! change memory the old one.

use crate::error::Result;
use crate::function::Translator;
use crate::memory::{Address, UNMAPPED};
use crate::values::{Leaf, Leaves, Val};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{AtomicRmwOp, InstBuilder, MemFlagsData, Value, types};
use grus_abi::functions::go_functions;
use grus_mir::{Intrinsic, Operand};
use grus_types::TypeId;

impl Translator<'_, '_> {
    /// The value of an intrinsic.
    pub fn intrinsic(
        &mut self,
        intrinsic: Intrinsic,
        arguments: &[Operand],
        ty: TypeId,
    ) -> Result<Val> {
        match intrinsic {
            Intrinsic::AtomicLoad
            | Intrinsic::AtomicStore
            | Intrinsic::AtomicAdd
            | Intrinsic::AtomicSwap
            | Intrinsic::AtomicCompareAndSwap
            | Intrinsic::AtomicAnd
            | Intrinsic::AtomicOr => return self.atomic(intrinsic, arguments),
            _ => {}
        }
        let mut leaves = Leaves::new();
        let mut kinds = Vec::new();
        for argument in arguments {
            kinds.push(self.operand_type(argument)?);
            leaves.extend(self.operand_leaves(argument)?);
        }
        match intrinsic {
            Intrinsic::StringData | Intrinsic::SliceData => self.leaf(&leaves, 0).map(Val::one),
            Intrinsic::UnsafeString => {
                let (data, length) = self.unsafe_range(&leaves, &kinds, "unsafe.String")?;
                Ok(Val::of(&[data, length]))
            }
            Intrinsic::UnsafeSlice => {
                let (data, length) = self.unsafe_range(&leaves, &kinds, "unsafe.Slice")?;
                Ok(Val::of(&[data, length, length]))
            }
            Intrinsic::UnsafeAdd => {
                let bytes = self.word(&leaves, 1, kinds.get(1))?;
                let base = self.leaf(&leaves, 0)?;
                Ok(Val::one(self.builder.ins().iadd(base, bytes)))
            }
            // The words of an interface are its leaves, either way.
            Intrinsic::InterfaceWords | Intrinsic::MakeAny => Ok(Val::Leaves(leaves)),
            Intrinsic::FramePointer => {
                Ok(Val::one(self.builder.ins().get_frame_pointer(types::I64)))
            }
            Intrinsic::CurrentGoroutine => {
                Ok(Val::one(self.builder.ins().get_pinned_reg(types::I64)))
            }
            Intrinsic::Multiply64 => {
                let (x, y) = (self.leaf(&leaves, 0)?, self.leaf(&leaves, 1)?);
                let high = self.builder.ins().umulhi(x, y);
                let low = self.builder.ins().imul(x, y);
                Ok(Val::of(&[high, low]))
            }
            _ => self.scalar_intrinsic(intrinsic, &leaves, ty),
        }
    }

    fn leaf(&self, leaves: &[Value], index: usize) -> Result<Value> {
        leaves
            .get(index)
            .copied()
            .ok_or_else(|| self.fail("an intrinsic with too few arguments"))
    }

    fn word(&mut self, leaves: &[Value], index: usize, ty: Option<&TypeId>) -> Result<Value> {
        let value = self.leaf(leaves, index)?;
        let unsigned = ty.is_some_and(|&ty| self.is_unsigned(ty));
        Ok(self.extend(value, types::I64, unsigned))
    }

    /// Pointer and length of `unsafe.Slice` and `unsafe.String`, checked.
    ///
    /// spec (Package unsafe): "if len is negative, or if ptr is nil and len is not zero, a run-time
    /// panic occurs"; gc also panics if the memory would go beyond the address space.
    fn unsafe_range(
        &mut self,
        leaves: &[Value],
        kinds: &[TypeId],
        name: &str,
    ) -> Result<(Value, Value)> {
        let data = self.leaf(leaves, 0)?;
        let length = self.word(leaves, 1, kinds.get(1))?;
        let pointer = kinds.first().ok_or_else(|| self.fail("no pointer"))?;
        let size = self.layout(self.element(*pointer)?)?.size;
        let negative = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedLessThan, length, 0);
        let is_nil = self.builder.ins().icmp_imm_s(IntCC::Equal, data, 0);
        let too_long = if size == 0 {
            let some = self.builder.ins().icmp_imm_s(IntCC::NotEqual, length, 0);
            self.builder.ins().band(is_nil, some)
        } else {
            let size = self.integer(size as i64);
            let high = self.builder.ins().umulhi(length, size);
            let overflow = self.builder.ins().icmp_imm_s(IntCC::NotEqual, high, 0);
            let bytes = self.builder.ins().imul(length, size);
            let room = self.builder.ins().ineg(data);
            let beyond = self
                .builder
                .ins()
                .icmp(IntCC::UnsignedGreaterThan, bytes, room);
            self.builder.ins().bor(overflow, beyond)
        };
        let fails = self.builder.ins().bor(negative, too_long);
        let (failed, passed) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(failed);
        self.builder.ins().brif(fails, failed, &[], passed, &[]);
        self.enter(failed);
        let nil_text = format!("{name}: ptr is nil and len is not zero");
        let length_text = format!("{name}: len out of range");
        let nil_text = self.string_constant(&nil_text.as_bytes().into());
        let length_text = self.string_constant(&length_text.as_bytes().into());
        let not_negative = self.builder.ins().bxor_imm_u(negative, 1);
        let is_nil = self.builder.ins().band(is_nil, not_negative);
        let text = self.builder.ins().select(is_nil, nil_text.0, length_text.0);
        let bytes = self.builder.ins().select(is_nil, nil_text.1, length_text.1);
        let zero = self.integer(0);
        // Kind 0: a run-time error with this text.
        self.call_go(
            go_functions::RAISE,
            &[zero, text, bytes, zero, zero, zero],
            &[],
        );
        self.unreachable();
        self.enter(passed);
        Ok((data, length))
    }

    /// Intrinsics of one result: numbers, bits.
    fn scalar_intrinsic(
        &mut self,
        intrinsic: Intrinsic,
        leaves: &[Value],
        ty: TypeId,
    ) -> Result<Val> {
        let x = self.leaf(leaves, 0)?;
        let flags = MemFlagsData::new();
        let result = match intrinsic {
            Intrinsic::Sqrt => self.builder.ins().sqrt(x),
            Intrinsic::Floor => self.builder.ins().floor(x),
            Intrinsic::Ceil => self.builder.ins().ceil(x),
            Intrinsic::Trunc => self.builder.ins().trunc(x),
            Intrinsic::RoundToEven => self.builder.ins().nearest(x),
            Intrinsic::Abs => self.builder.ins().fabs(x),
            Intrinsic::Copysign => {
                let sign = self.leaf(leaves, 1)?;
                self.builder.ins().fcopysign(x, sign)
            }
            Intrinsic::Float64Bits => self.builder.ins().bitcast(types::I64, flags, x),
            Intrinsic::Float64FromBits => self.builder.ins().bitcast(types::F64, flags, x),
            Intrinsic::Float32Bits => self.builder.ins().bitcast(types::I32, flags, x),
            Intrinsic::Float32FromBits => self.builder.ins().bitcast(types::F32, flags, x),
            Intrinsic::TrailingZeros64 => self.builder.ins().ctz(x),
            Intrinsic::LeadingZeros64 => self.builder.ins().clz(x),
            Intrinsic::OnesCount64 => self.builder.ins().popcnt(x),
            Intrinsic::ReverseBytes64 => self.builder.ins().bswap(x),
            Intrinsic::RotateLeft64 | Intrinsic::RotateLeft32 => {
                let count = self.leaf(leaves, 1)?;
                self.builder.ins().rotl(x, count)
            }
            other => return Err(self.fail(format!("{other:?} is no scalar operation"))),
        };
        let layout = self.layout(ty)?;
        let wanted = layout
            .leaves
            .as_ref()
            .and_then(|leaves| leaves.first())
            .map(|leaf| leaf.ty);
        let own = self.builder.func.dfg.value_type(result);
        Ok(Val::one(match wanted {
            Some(wanted) if wanted.is_int() && own.is_int() && wanted.bits() < own.bits() => {
                self.builder.ins().ireduce(wanted, result)
            }
            Some(wanted) if wanted.is_int() && own.is_int() => self.extend(result, wanted, true),
            _ => result,
        }))
    }

    fn atomic(&mut self, intrinsic: Intrinsic, arguments: &[Operand]) -> Result<Val> {
        let Some((pointer, rest)) = arguments.split_first() else {
            return Err(self.fail("an atomic operation without address"));
        };
        let element = self.element(self.operand_type(pointer)?)?;
        let layout = self.layout(element)?;
        let Some(&[leaf]) = layout.leaves.as_deref() else {
            return Err(self.fail("an atomic operation on a compound type"));
        };
        let pointer = self.scalar(pointer)?;
        let values: Result<Vec<Value>> = rest.iter().map(|operand| self.scalar(operand)).collect();
        let values = values?;
        debug_assert!(leaf.ty.bytes() < UNMAPPED as u32);
        // A separate check keeps the atomic instruction itself free of a trap's line.
        self.require_valid(Address::unchecked(pointer));
        let flags = MemFlagsData::new().with_notrap().with_aligned();
        let rmw = |this: &mut Self, op: AtomicRmwOp| -> Result<Value> {
            let value = this.leaf(&values, 0)?;
            Ok(this
                .builder
                .ins()
                .atomic_rmw(leaf.ty, flags, op, pointer, value))
        };
        let result = Val::one(match intrinsic {
            Intrinsic::AtomicLoad => self.builder.ins().atomic_load(leaf.ty, flags, pointer),
            Intrinsic::AtomicStore => {
                // A plain store could pass a later load.
                rmw(self, AtomicRmwOp::Xchg)?;
                self.atomic_barrier(leaf, pointer, &values);
                return Ok(Val::nothing());
            }
            Intrinsic::AtomicAdd => {
                let old = rmw(self, AtomicRmwOp::Add)?;
                let value = self.leaf(&values, 0)?;
                self.builder.ins().iadd(old, value)
            }
            Intrinsic::AtomicSwap => rmw(self, AtomicRmwOp::Xchg)?,
            Intrinsic::AtomicAnd => rmw(self, AtomicRmwOp::And)?,
            Intrinsic::AtomicOr => rmw(self, AtomicRmwOp::Or)?,
            _ => {
                let expected = self.leaf(&values, 0)?;
                let new = self.leaf(&values, 1)?;
                let old = self.builder.ins().atomic_cas(flags, pointer, expected, new);
                self.builder.ins().icmp(IntCC::Equal, old, expected)
            }
        });
        self.atomic_barrier(leaf, pointer, &values);
        Ok(result)
    }

    /// The last of the operands may have been stored.
    fn atomic_barrier(&mut self, leaf: Leaf, pointer: Value, operands: &[Value]) {
        if let (true, Some(&new)) = (leaf.pointer, operands.last()) {
            self.barrier(Address::valid(pointer), &[new]);
        }
    }
}
