//! Arithmetic on known integers and booleans, as the program would do it.
//!
//! Values are the bit patterns of [`Constant::Int`]; a boolean is 0 or 1.

use super::facts::Known;
use cranelift_entity::PrimaryMap;
use grus_mir::{
    BinaryOp, BlockId, Constant, Local, LocalId, Operand, Rvalue, TerminatorKind, UnaryOp,
};
use grus_types::{TypeId, TypeTable};

/// What evaluation reads of a function.
pub struct Evaluator<'a> {
    pub types: &'a TypeTable,
    pub locals: &'a PrimaryMap<LocalId, Local>,
}

impl Evaluator<'_> {
    /// Whether values of the type are tracked.
    pub fn is_scalar(&self, ty: TypeId) -> bool {
        let kind = self.types.basic_kind(ty);
        kind.is_some_and(|kind| kind.is_boolean() || kind.is_integer())
    }

    /// Makes an operand a constant if its value is known.
    pub fn replace(&self, known: &Known, operand: &mut Operand) {
        if let Operand::Copy(place) = operand
            && let Some(local) = place.as_local()
            && let Some(&value) = known.get(&local)
        {
            let ty = self.locals[local].ty;
            let is_boolean = self
                .types
                .basic_kind(ty)
                .is_some_and(|kind| kind.is_boolean());
            let constant = match is_boolean {
                true => Constant::Bool(value != 0),
                false => Constant::Int(value),
            };
            *operand = Operand::Constant(constant, ty);
        }
    }

    /// The value of an operand, if it is known.
    pub fn operand(&self, known: &Known, operand: &Operand) -> Option<i64> {
        match operand {
            Operand::Copy(place) => known.get(&place.as_local()?).copied(),
            Operand::Constant(constant, ty) => match constant {
                Constant::Int(value) => Some(*value),
                Constant::Bool(value) => Some(i64::from(*value)),
                Constant::Zero if self.is_scalar(*ty) => Some(0),
                _ => None,
            },
        }
    }

    /// The value of an rvalue that is assigned to a variable of type `ty`, if it is known and cannot
    /// fail.
    pub fn rvalue(&self, known: &Known, ty: TypeId, rvalue: &Rvalue) -> Option<i64> {
        match rvalue {
            Rvalue::Use(operand) => self.operand(known, operand),
            Rvalue::Unary(op, operand) => {
                let value = self.operand(known, operand)?;
                match op {
                    UnaryOp::Not => Some(value ^ 1),
                    UnaryOp::Negate => self.wrapped(ty, value.wrapping_neg()),
                    UnaryOp::Complement => self.wrapped(ty, !value),
                }
            }
            Rvalue::Binary(op, left, right) => {
                let a = self.operand(known, left)?;
                let b = self.operand(known, right)?;
                match op {
                    BinaryOp::Equal => Some(i64::from(a == b)),
                    BinaryOp::NotEqual => Some(i64::from(a != b)),
                    BinaryOp::Less => Some(i64::from(self.is_less(left, a, b)?)),
                    BinaryOp::GreaterEqual => Some(i64::from(!self.is_less(left, a, b)?)),
                    BinaryOp::Greater => Some(i64::from(self.is_less(left, b, a)?)),
                    BinaryOp::LessEqual => Some(i64::from(!self.is_less(left, b, a)?)),
                    BinaryOp::Add => self.wrapped(ty, a.wrapping_add(b)),
                    BinaryOp::Subtract => self.wrapped(ty, a.wrapping_sub(b)),
                    BinaryOp::And => Some(a & b),
                    BinaryOp::Or => Some(a | b),
                    BinaryOp::Xor => Some(a ^ b),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether `a` is below `b`, both of the type of an operand.
    fn is_less(&self, like: &Operand, a: i64, b: i64) -> Option<bool> {
        let ty = match like {
            Operand::Copy(place) => self.locals[place.as_local()?].ty,
            Operand::Constant(_, ty) => *ty,
        };
        let kind = self.types.basic_kind(ty)?;
        Some(match kind.is_unsigned() {
            true => a.cast_unsigned() < b.cast_unsigned(),
            false => a < b,
        })
    }

    /// The pattern of the low bits of a value as an integer type has it.
    fn wrapped(&self, ty: TypeId, value: i64) -> Option<i64> {
        let bits = self.types.size_of(ty)? * 8;
        let unused = u32::try_from(64_u64.checked_sub(bits)?).ok()?;
        let shifted = value.checked_shl(unused)?;
        Some(match self.types.basic_kind(ty)?.is_unsigned() {
            true => (shifted.cast_unsigned() >> unused).cast_signed(),
            false => shifted >> unused,
        })
    }

    /// Where a terminator with a choice always goes.
    pub fn only_target(&self, known: &Known, terminator: &TerminatorKind) -> Option<BlockId> {
        match terminator {
            TerminatorKind::Branch {
                condition,
                then,
                otherwise,
            } => {
                let holds = self.operand(known, condition)? != 0;
                Some(if holds { *then } else { *otherwise })
            }
            TerminatorKind::Switch {
                value,
                cases,
                default,
            } => {
                let value = self.operand(known, value)?;
                let case = cases.iter().find(|case| case.0 == value);
                Some(case.map_or(*default, |case| case.1))
            }
            _ => None,
        }
    }
}
