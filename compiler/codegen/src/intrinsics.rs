//! Machine operations behind library functions.
//!
//! In: an intrinsic, its operands and the type of the destination.  Out: its value.
//! Atomic operations have sequential consistency; those that add give the new value, all others that
//! change memory the old one.

use crate::error::Result;
use crate::function::Translator;
use crate::memory::{Address, UNMAPPED};
use crate::values::{Leaves, Val};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{AtomicRmwOp, InstBuilder, MemFlagsData, Value, types};
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
                let length = self.word(&leaves, 1, kinds.get(1))?;
                Ok(Val::of(&[self.leaf(&leaves, 0)?, length]))
            }
            Intrinsic::UnsafeSlice => {
                let length = self.word(&leaves, 1, kinds.get(1))?;
                Ok(Val::of(&[self.leaf(&leaves, 0)?, length, length]))
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
        Ok(Val::one(match intrinsic {
            Intrinsic::AtomicLoad => self.builder.ins().atomic_load(leaf.ty, flags, pointer),
            Intrinsic::AtomicStore => {
                // A plain store could pass a later load.
                rmw(self, AtomicRmwOp::Xchg)?;
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
        }))
    }
}
