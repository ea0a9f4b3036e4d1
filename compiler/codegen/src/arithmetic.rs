//! Arithmetic: operators on integers, floats and complex numbers.
//!
//! In: operators and operands.  Out: CLIF arithmetic with Go's results.
//! - Integers wrap around. Division by zero traps by itself; the quotient MIN / -1 is MIN.
//! - Shift counts are unsigned numbers of any size: shifting by the width or more gives 0 or the
//!   sign. Negative counts panic.
//! - float32 operations round to float32; multiplications and additions are never fused.
//! - complex64 products are computed in float64, as gc does; quotients follow Smith's algorithm with
//!   the corrections of C99 Annex G (a function of its own, module `synthetic`).
//!
//! Spec: "Arithmetic operators", "Integer overflow", "Floating-point operators".

use crate::error::Result;
use crate::function::Translator;
use crate::symbols::{Reference, Unit};
use crate::synthetic::complex_divide_signature;
use crate::values::Val;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use grus_mir::{BinaryOp, Operand, UnaryOp};

impl Translator<'_, '_> {
    /// The value of a unary operation.
    pub fn unary(&mut self, op: UnaryOp, operand: &Operand) -> Result<Val> {
        let leaves = self.operand_leaves(operand)?;
        let values = leaves.iter().map(|&value| {
            let ty = self.builder.func.dfg.value_type(value);
            match op {
                UnaryOp::Not => self.builder.ins().bxor_imm_u(value, 1),
                UnaryOp::Negate if ty.is_float() => self.builder.ins().fneg(value),
                UnaryOp::Negate => self.builder.ins().ineg(value),
                UnaryOp::Complement => self.builder.ins().bnot(value),
            }
        });
        Ok(Val::Leaves(values.collect()))
    }

    /// The value of a binary operation.
    pub fn binary(&mut self, op: BinaryOp, left: &Operand, right: &Operand) -> Result<Val> {
        let ty = self.operand_type(left)?;
        match op {
            BinaryOp::Equal => return Ok(Val::one(self.equal(ty, left, right)?)),
            BinaryOp::NotEqual => {
                let equal = self.equal_inverted(ty, left, right)?;
                return Ok(Val::one(equal));
            }
            BinaryOp::Less | BinaryOp::LessEqual | BinaryOp::Greater | BinaryOp::GreaterEqual => {
                return Ok(Val::one(self.ordered(op, ty, left, right)?));
            }
            BinaryOp::ShiftLeft | BinaryOp::ShiftRight => return self.shift(op, left, right),
            _ => {}
        }
        if self
            .types
            .basic_kind(ty)
            .is_some_and(|kind| kind.is_string())
        {
            return self.string_concat(&[left.clone(), right.clone()], None);
        }
        let unsigned = self.is_unsigned(ty);
        let left = self.operand_leaves(left)?;
        let right = self.operand_leaves(right)?;
        match (&left[..], &right[..]) {
            (&[x], &[y]) if self.builder.func.dfg.value_type(x).is_float() => {
                Ok(Val::one(self.float_operation(op, x, y)?))
            }
            (&[x], &[y]) => Ok(Val::one(self.integer_operation(op, x, y, unsigned)?)),
            (&[a, b], &[c, d]) => self.complex_operation(op, (a, b), (c, d)),
            _ => Err(self.fail("arithmetic on a compound type")),
        }
    }

    fn float_operation(&mut self, op: BinaryOp, x: Value, y: Value) -> Result<Value> {
        let ins = self.builder.ins();
        Ok(match op {
            BinaryOp::Add => ins.fadd(x, y),
            BinaryOp::Subtract => ins.fsub(x, y),
            BinaryOp::Multiply => ins.fmul(x, y),
            BinaryOp::Divide => ins.fdiv(x, y),
            _ => return Err(self.fail(format!("{op:?} of floats"))),
        })
    }

    fn integer_operation(
        &mut self,
        op: BinaryOp,
        x: Value,
        y: Value,
        unsigned: bool,
    ) -> Result<Value> {
        let ins = self.builder.ins();
        Ok(match op {
            BinaryOp::Add => ins.iadd(x, y),
            BinaryOp::Subtract => ins.isub(x, y),
            BinaryOp::Multiply => ins.imul(x, y),
            BinaryOp::And => ins.band(x, y),
            BinaryOp::Or => ins.bor(x, y),
            BinaryOp::Xor => ins.bxor(x, y),
            BinaryOp::AndNot => ins.band_not(x, y),
            BinaryOp::Divide if unsigned => ins.udiv(x, y),
            BinaryOp::Remainder if unsigned => ins.urem(x, y),
            BinaryOp::Divide => self.signed_quotient(x, y),
            // Cranelift's remainder of MIN by -1 is 0 and does not trap.
            BinaryOp::Remainder => ins.srem(x, y),
            _ => return Err(self.fail(format!("{op:?} of integers"))),
        })
    }

    /// The processor traps on MIN / -1, where Go wants MIN: dividing by 1 instead and negating avoids
    /// a branch.
    fn signed_quotient(&mut self, x: Value, y: Value) -> Value {
        let ty = self.builder.func.dfg.value_type(y);
        if let Some(divisor) = self.constant_of(y) {
            let bits = 64 - ty.bits();
            let divisor = divisor << bits >> bits;
            return if divisor == -1 {
                self.builder.ins().ineg(x)
            } else {
                self.builder.ins().sdiv(x, y)
            };
        }
        let minus_one = self.builder.ins().icmp_imm_s(IntCC::Equal, y, -1);
        let one = self.builder.ins().iconst(ty, 1);
        let divisor = self.builder.ins().select(minus_one, one, y);
        let quotient = self.builder.ins().sdiv(x, divisor);
        let negated = self.builder.ins().ineg(x);
        self.builder.ins().select(minus_one, negated, quotient)
    }

    fn shift(&mut self, op: BinaryOp, left: &Operand, right: &Operand) -> Result<Val> {
        let unsigned = self.is_unsigned(self.operand_type(left)?);
        let unsigned_count = self.is_unsigned(self.operand_type(right)?);
        let value = self.scalar(left)?;
        let count = self.scalar(right)?;
        let ty = self.builder.func.dfg.value_type(value);
        let width = i64::from(ty.bits());
        if let Some(constant) = self.constant_of(count) {
            let bits = 64 - self.builder.func.dfg.value_type(count).bits();
            let negative = !unsigned_count && (constant << bits) < 0;
            if !negative {
                return Ok(Val::one(self.constant_shift(
                    op,
                    value,
                    constant as u64,
                    unsigned,
                )));
            }
        }
        if !unsigned_count {
            self.check_shift(count);
        }
        let in_range = self
            .builder
            .ins()
            .icmp_imm_u(IntCC::UnsignedLessThan, count, width);
        let shifted = match (op, unsigned) {
            (BinaryOp::ShiftLeft, _) => self.builder.ins().ishl(value, count),
            (_, true) => self.builder.ins().ushr(value, count),
            (_, false) => {
                let count_type = self.builder.func.dfg.value_type(count);
                let most = self.builder.ins().iconst(count_type, width - 1);
                let count = self.builder.ins().select(in_range, count, most);
                return Ok(Val::one(self.builder.ins().sshr(value, count)));
            }
        };
        let zero = self.builder.ins().iconst(ty, 0);
        Ok(Val::one(self.builder.ins().select(in_range, shifted, zero)))
    }

    fn constant_shift(&mut self, op: BinaryOp, value: Value, count: u64, unsigned: bool) -> Value {
        let ty = self.builder.func.dfg.value_type(value);
        let width = u64::from(ty.bits());
        match (op, unsigned) {
            (BinaryOp::ShiftRight, false) => self
                .builder
                .ins()
                .sshr_imm_u(value, count.min(width - 1) as i64),
            _ if count >= width => self.builder.ins().iconst(ty, 0),
            (BinaryOp::ShiftLeft, _) => self.builder.ins().ishl_imm_u(value, count as i64),
            _ => self.builder.ins().ushr_imm_u(value, count as i64),
        }
    }

    fn complex_operation(
        &mut self,
        op: BinaryOp,
        (a, b): (Value, Value),
        (c, d): (Value, Value),
    ) -> Result<Val> {
        if let BinaryOp::Add | BinaryOp::Subtract = op {
            let real = self.float_operation(op, a, c)?;
            let imaginary = self.float_operation(op, b, d)?;
            return Ok(Val::of(&[real, imaginary]));
        }
        let narrow = self.builder.func.dfg.value_type(a) == types::F32;
        let [a, b, c, d] = [a, b, c, d].map(|value| {
            if narrow {
                self.builder.ins().fpromote(types::F64, value)
            } else {
                value
            }
        });
        let (real, imaginary) = match op {
            BinaryOp::Multiply => self.complex_product((a, b), (c, d)),
            BinaryOp::Divide => {
                let divide = Reference::Unit(Unit::ComplexDivide);
                let function = self.function_reference(divide, complex_divide_signature());
                let call = self.builder.ins().call(function, &[a, b, c, d]);
                let results = self.builder.inst_results(call);
                (results[0], results[1])
            }
            _ => return Err(self.fail(format!("{op:?} of complex numbers"))),
        };
        let [real, imaginary] = [real, imaginary].map(|value| {
            if narrow {
                self.builder.ins().fdemote(types::F32, value)
            } else {
                value
            }
        });
        Ok(Val::of(&[real, imaginary]))
    }

    fn complex_product(
        &mut self,
        (a, b): (Value, Value),
        (c, d): (Value, Value),
    ) -> (Value, Value) {
        let ac = self.builder.ins().fmul(a, c);
        let bd = self.builder.ins().fmul(b, d);
        let ad = self.builder.ins().fmul(a, d);
        let bc = self.builder.ins().fmul(b, c);
        let real = self.builder.ins().fsub(ac, bd);
        let imaginary = self.builder.ins().fadd(ad, bc);
        (real, imaginary)
    }
}
