//! Untyped operands: implicit conversion, representability, and passing final types down the tree.
//!
//! In: an untyped operand and a target type. Out: the operand with its new type; expressions below it
//! get the same type recorded once it is final.
//! Invariants: an expression is in `untyped` exactly while its type may still change.
//! Spec: "Constants", "Representability", "Constant expressions", "Conversions".

use grus_syntax::ast;

use super::operand::{Operand, Source};
use super::{Checker, Untyped};
use crate::constant::{Kind, Value};
use crate::info::Mode;
use crate::types::*;

/// Why an implicit conversion fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Misfit {
    /// A fraction would be cut off.
    Truncated,
    Overflows,
    /// The types do not go together.
    Incompatible,
}

/// The outcome of an implicit conversion: the new type, and the rounded value of a constant.
pub(super) type Implicit = Result<(TypeId, Option<Value>), Misfit>;

impl<'a> Checker<'_, 'a> {
    /// The value of `x` in basic type `ty`, rounded; `None` if it is not representable.
    ///
    /// spec (Representability): "x is in the set of values determined by T; or T is a floating-point
    /// type and x can be rounded to T's precision without overflow; or T is a complex type and x's
    /// components are representable by values of T's component type."
    pub(super) fn represent(&mut self, x: &Value, ty: TypeId) -> Option<Value> {
        let under = self.under(ty);
        let Type::Basic(kind) = *self.program.types.get(under) else {
            return None;
        };
        represent(x, kind)
    }

    fn representation(&mut self, x: &Operand<'a>, ty: TypeId) -> Result<Value, Misfit> {
        if let Some(value) = self.represent(&x.value, ty) {
            return Ok(value);
        }
        let numeric =
            self.is_basic(x.ty, BasicKind::is_numeric) && self.is_basic(ty, BasicKind::is_numeric);
        Err(if !numeric {
            Misfit::Incompatible
        } else if !self.is_basic(x.ty, BasicKind::is_integer)
            && self.is_basic(ty, BasicKind::is_integer)
        {
            Misfit::Truncated
        } else {
            Misfit::Overflows
        })
    }

    /// Checks that a constant fits a basic type, and rounds it.
    pub(super) fn representable(&mut self, x: &mut Operand<'a>, ty: TypeId) {
        match self.representation(x, ty) {
            Ok(value) => x.value = value,
            Err(misfit) => {
                self.report_misfit(misfit, x, ty);
                x.invalidate();
            }
        }
    }

    fn report_misfit(&mut self, misfit: Misfit, x: &Operand<'a>, target: TypeId) {
        let (text, ty) = (self.operand_text(x), self.type_text(target));
        let (code, message) = match misfit {
            Misfit::Truncated => ("TruncatedFloat", format!("{text} truncated to {ty}")),
            Misfit::Overflows => ("NumericOverflow", format!("{text} overflows {ty}")),
            Misfit::Incompatible => (
                "InvalidUntypedConversion",
                format!("cannot convert {text} to type {ty}"),
            ),
        };
        self.error(x.start_pos(), code, message);
    }

    /// Converts an untyped operand to a type implicitly, reporting if that cannot be done.
    pub(super) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        match self.implicit_type_and_value(x, target) {
            Ok((ty, value)) => self.apply_implicit(x, ty, value),
            Err(misfit) => {
                let shown = if self.is_type_param(target) {
                    target
                } else {
                    self.under(target)
                };
                self.report_misfit(misfit, x, shown);
                x.invalidate();
            }
        }
    }

    /// Gives an operand the type and value of an implicit conversion.
    pub(super) fn apply_implicit(&mut self, x: &mut Operand<'a>, ty: TypeId, value: Option<Value>) {
        if let Some(value) = value {
            x.value = value.clone();
            if let Some(expr) = x.expr()
                && let Some(info) = self.untyped.get_mut(&expr.id)
            {
                info.value = Some(value);
            }
        }
        if ty != x.ty {
            x.ty = ty;
            if let Some(expr) = x.expr() {
                self.update_expr_type(expr, ty, false);
            }
        }
    }

    /// What an operand becomes when it is used where `target` is needed. Typed operands stay as
    /// they are.
    pub(super) fn implicit_type_and_value(&mut self, x: &Operand<'a>, target: TypeId) -> Implicit {
        if !x.is_valid() || !self.is_untyped(x.ty) || !self.is_valid(target) {
            return Ok((x.ty, None));
        }
        if self.is_untyped(target) {
            // Both are untyped: the larger numeric kind wins.
            let max = self.larger_untyped(x.ty, target);
            return max.map(|ty| (ty, None)).ok_or(Misfit::Incompatible);
        }
        if x.is_nil() {
            return if self.types().has_nil(target) {
                Ok((target, None))
            } else {
                Err(Misfit::Incompatible)
            };
        }
        let under = self.under(target);
        match self.program.types.get(under).clone() {
            Type::Basic(kind) => {
                if x.is_constant() {
                    let value = self.representation(x, under)?;
                    return Ok((target, Some(value)));
                }
                // Non-constant untyped values come from comparisons and shifts.
                let Type::Basic(from) = *self.program.types.get(x.ty) else {
                    return Err(Misfit::Incompatible);
                };
                let fits = match from {
                    BasicKind::UntypedBool => kind.is_boolean(),
                    BasicKind::UntypedString => kind.is_string(),
                    BasicKind::UntypedNil => false,
                    _ => kind.is_numeric(),
                };
                if fits {
                    Ok((target, None))
                } else {
                    Err(Misfit::Incompatible)
                }
            }
            Type::TypeParam(_) => {
                let all = self.all_under(target, |checker, under| {
                    under.is_some_and(|under| checker.implicit_type_and_value(x, under).is_ok())
                });
                if all {
                    Ok((target, None))
                } else {
                    Err(Misfit::Incompatible)
                }
            }
            Type::Interface(_) => {
                // An untyped value in an interface has its default type.
                if self.types().type_set(under).is_all() {
                    Ok((self.program.types.default_type(x.ty), None))
                } else {
                    Err(Misfit::Incompatible)
                }
            }
            _ => Err(Misfit::Incompatible),
        }
    }

    /// The larger of two untyped types, if they go together.
    pub(super) fn larger_untyped(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if x == y {
            return Some(x);
        }
        match (self.program.types.get(x), self.program.types.get(y)) {
            (Type::Basic(a), Type::Basic(b))
                if a.is_untyped() && b.is_untyped() && a.is_numeric() && b.is_numeric() =>
            {
                Some(if a > b { x } else { y })
            }
            _ => None,
        }
    }

    /// Remembers or records the type of an operand's expression.
    pub(super) fn record(&mut self, x: &Operand<'a>) {
        let Some(expr) = x.expr() else { return };
        let (ty, value) = match x.mode {
            Mode::Invalid => return,
            Mode::NoValue => (TypeId::EMPTY_TUPLE, None),
            Mode::Constant => (x.ty, Some(x.value.clone())),
            _ => (x.ty, None),
        };
        if self.is_untyped(ty) {
            let info = Untyped {
                is_shift_operand: false,
                mode: x.mode,
                ty,
                value,
            };
            if self.untyped.insert(expr.id, info).is_none() {
                self.untyped_order.push(expr);
            }
        } else {
            self.record_type_and_value(expr.id, x.mode, ty, value);
        }
    }

    /// Records what is still untyped at the end.
    pub(super) fn record_untyped(&mut self) {
        for expr in std::mem::take(&mut self.untyped_order) {
            if let Some(info) = self.untyped.remove(&expr.id) {
                self.record_type_and_value(expr.id, info.mode, info.ty, info.value);
            }
        }
    }

    /// Passes a new type down to an untyped expression and the operands that determine its type.
    /// `is_final` also makes an untyped type final.
    pub(super) fn update_expr_type(&mut self, expr: &'a ast::Expr, ty: TypeId, is_final: bool) {
        let Some(old) = self.untyped.get(&expr.id).cloned() else {
            return;
        };
        match &expr.kind {
            ast::ExprKind::Paren(inner) => self.update_expr_type(inner, ty, is_final),
            // The operands of a constant expression keep their own types.
            ast::ExprKind::Unary { operand, .. } if old.value.is_none() => {
                self.update_expr_type(operand, ty, is_final);
            }
            ast::ExprKind::Binary { op, lhs, rhs } if old.value.is_none() => {
                if op.is_shift() {
                    // The count does not depend on the result.
                    self.update_expr_type(lhs, ty, is_final);
                } else if !op.is_comparison() {
                    self.update_expr_type(lhs, ty, is_final);
                    self.update_expr_type(rhs, ty, is_final);
                }
            }
            _ => {}
        }
        if !is_final && self.is_untyped(ty) {
            if let Some(info) = self.untyped.get_mut(&expr.id) {
                info.ty = ty;
            }
            return;
        }
        self.untyped.remove(&expr.id);
        self.finish_untyped(expr, old, ty);
    }

    fn finish_untyped(&mut self, expr: &'a ast::Expr, old: Untyped, ty: TypeId) {
        if old.is_shift_operand && !self.all_basic(ty, BasicKind::is_integer) {
            let (text, name) = (self.expr_text(expr), self.type_text(ty));
            let message =
                format!("invalid operation: shifted operand {text} (type {name}) must be integer");
            return self.error(expr.start_pos(), "InvalidShiftOperand", message);
        }
        let mut value = old.value;
        if let Some(constant) = value.take() {
            let mut operand = Operand {
                mode: old.mode,
                ty: old.ty,
                value: constant,
                source: Source::Expr(expr),
            };
            self.convert_untyped(&mut operand, ty);
            if !operand.is_valid() {
                return;
            }
            value = Some(operand.value);
        }
        self.record_type_and_value(expr.id, old.mode, ty, value);
    }
}

/// The value of `x` in a basic kind.
pub(super) fn represent(x: &Value, kind: BasicKind) -> Option<Value> {
    if *x == Value::Unknown {
        return Some(Value::Unknown);
    }
    if kind.is_integer() {
        let value = x.to_int();
        if value == Value::Unknown {
            return None;
        }
        return fits_integer(&value, kind).then_some(value);
    }
    if kind.is_float() {
        let value = x.to_float();
        return match kind {
            _ if value == Value::Unknown => None,
            BasicKind::Float32 => value.round_to_f32(),
            BasicKind::Float64 => value.round_to_f64(),
            // Untyped values keep their form.
            _ => Some(x.clone()),
        };
    }
    if kind.is_complex() {
        let value = x.to_complex();
        return match kind {
            _ if value == Value::Unknown => None,
            BasicKind::Complex64 => Some(Value::complex(
                value.real().round_to_f32()?,
                value.imag().round_to_f32()?,
            )),
            BasicKind::Complex128 => Some(Value::complex(
                value.real().round_to_f64()?,
                value.imag().round_to_f64()?,
            )),
            _ => Some(x.clone()),
        };
    }
    let same =
        kind.is_string() && x.kind() == Kind::String || kind.is_boolean() && x.kind() == Kind::Bool;
    same.then(|| x.clone())
}

fn fits_integer(value: &Value, kind: BasicKind) -> bool {
    let signed = |bits: u32| match value {
        Value::Int(value) => {
            let limit = 1i128 << (bits - 1);
            (-limit..limit).contains(&i128::from(*value))
        }
        _ => false,
    };
    let unsigned = |bits: u64| value.sign() >= 0 && value.bit_length() <= bits;
    match kind {
        BasicKind::Int | BasicKind::Int64 => signed(64),
        BasicKind::Int8 => signed(8),
        BasicKind::Int16 => signed(16),
        BasicKind::Int32 => signed(32),
        BasicKind::Uint | BasicKind::Uint64 | BasicKind::Uintptr => unsigned(64),
        BasicKind::Uint8 => unsigned(8),
        BasicKind::Uint16 => unsigned(16),
        BasicKind::Uint32 => unsigned(32),
        _ => true,
    }
}
