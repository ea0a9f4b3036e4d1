//! Operations on constants.
//!
//! In: values of any kinds (numbers are promoted to the larger kind) and an operator of the syntax
//! tree. Out: the exact result; `Unknown` if an operand is unknown or the result not representable.
//! Invariants: no panics; the caller has excluded division by zero and oversized shifts, which
//! otherwise give `Unknown`.
//! Spec: "Constant expressions", "Arithmetic operators", "Comparison operators".

use std::cmp::Ordering;
use std::sync::Arc;

use grus_syntax::ast::{BinaryOp, UnaryOp};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

use super::{BigFloat, FRACTION_BITS, Kind, Value};

/// `op y`. For `^` on unsigned types, `unsigned_bits` is the size of the type (else 0).
pub fn unary_op(op: UnaryOp, y: &Value, unsigned_bits: u32) -> Value {
    match (op, y) {
        (UnaryOp::Plus, _) => y.clone(),
        (UnaryOp::Negate, Value::Int(value)) => match value.checked_neg() {
            Some(negated) => Value::Int(negated),
            None => Value::from_big(-BigInt::from(*value)),
        },
        (UnaryOp::Negate, Value::BigInt(value)) => Value::from_big(-&**value),
        (UnaryOp::Negate, Value::Rational(value)) => Value::Rational(Arc::new(-&**value)),
        (UnaryOp::Negate, Value::Float(value)) => Value::Float(Arc::new(value.neg())),
        (UnaryOp::Negate, Value::Complex(parts)) => {
            Value::complex(unary_op(op, &parts.0, 0), unary_op(op, &parts.1, 0))
        }
        (UnaryOp::Complement, Value::Int(_) | Value::BigInt(_)) => {
            let value = y.as_big().unwrap_or_default();
            let mut result: BigInt = -value - 1;
            if unsigned_bits > 0 {
                // Keep the bits of the type only.
                let modulus = BigInt::one() << unsigned_bits;
                result = result.mod_floor(&modulus);
            }
            Value::from_big(result)
        }
        (UnaryOp::Not, Value::Bool(value)) => Value::Bool(!value),
        _ => Value::Unknown,
    }
}

/// `x op y`; `integer_division` selects truncated division for `/`.
pub fn binary_op(x: &Value, op: BinaryOp, y: &Value, integer_division: bool) -> Value {
    match (x, y) {
        (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
        (Value::Bool(a), Value::Bool(b)) => match op {
            BinaryOp::AndAnd => Value::Bool(*a && *b),
            BinaryOp::OrOr => Value::Bool(*a || *b),
            _ => Value::Unknown,
        },
        (Value::String(a), Value::String(b)) if op == BinaryOp::Add => {
            Value::String(Arc::from([&a[..], &b[..]].concat()))
        }
        _ => match x.kind().max(y.kind()) {
            Kind::Int => integers(x, op, y, integer_division),
            Kind::Float => reals(x, op, y),
            Kind::Complex => complexes(x, op, y),
            _ => Value::Unknown,
        },
    }
}

fn integers(x: &Value, op: BinaryOp, y: &Value, integer_division: bool) -> Value {
    if let (&Value::Int(a), &Value::Int(b)) = (x, y) {
        let small = match op {
            BinaryOp::Add => a.checked_add(b),
            BinaryOp::Sub => a.checked_sub(b),
            BinaryOp::Mul => a.checked_mul(b),
            BinaryOp::Div if integer_division => a.checked_div(b),
            BinaryOp::Rem => a.checked_rem(b),
            BinaryOp::And => Some(a & b),
            BinaryOp::Or => Some(a | b),
            BinaryOp::Xor => Some(a ^ b),
            BinaryOp::AndNot => Some(a & !b),
            _ => None,
        };
        if let Some(small) = small {
            return Value::Int(small);
        }
    }
    let (Some(a), Some(b)) = (x.as_big(), y.as_big()) else {
        return Value::Unknown;
    };
    let divides = matches!(op, BinaryOp::Div | BinaryOp::Rem);
    if divides && b.is_zero() {
        return Value::Unknown;
    }
    Value::from_big(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if integer_division => a / b,
        BinaryOp::Div => return Value::from_ratio(BigRational::new(a, b)),
        BinaryOp::Rem => a % b,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::AndNot => &a & (-b - 1),
        _ => return Value::Unknown,
    })
}

/// A real value as a fraction, if it is one.
fn as_ratio(value: &Value) -> Option<BigRational> {
    match value {
        Value::Int(value) => Some(BigRational::from_integer((*value).into())),
        Value::BigInt(value) if (value.bits() as i64) < FRACTION_BITS => {
            Some(BigRational::from_integer((**value).clone()))
        }
        Value::Rational(value) => Some((**value).clone()),
        _ => None,
    }
}

fn as_float(value: &Value) -> Option<BigFloat> {
    match value {
        Value::Float(value) => Some((**value).clone()),
        Value::BigInt(value) => BigFloat::from_int(value),
        _ => as_ratio(value).and_then(|ratio| BigFloat::from_ratio(&ratio)),
    }
}

fn reals(x: &Value, op: BinaryOp, y: &Value) -> Value {
    if let (Some(a), Some(b)) = (as_ratio(x), as_ratio(y)) {
        return match op {
            BinaryOp::Add => Value::from_ratio(a + b),
            BinaryOp::Sub => Value::from_ratio(a - b),
            BinaryOp::Mul => Value::from_ratio(a * b),
            BinaryOp::Div if !b.is_zero() => Value::from_ratio(a / b),
            _ => Value::Unknown,
        };
    }
    let (Some(a), Some(b)) = (as_float(x), as_float(y)) else {
        return Value::Unknown;
    };
    Value::from_float(match op {
        BinaryOp::Add => a.add(&b),
        BinaryOp::Sub => a.add(&b.neg()),
        BinaryOp::Mul => a.mul(&b),
        BinaryOp::Div => a.div(&b),
        _ => None,
    })
}

/// Real arithmetic on parts that may be of integer kind.
fn part(x: &Value, op: BinaryOp, y: &Value) -> Value {
    binary_op(x, op, y, false)
}

fn complexes(x: &Value, op: BinaryOp, y: &Value) -> Value {
    let (a, b, c, d) = (x.real(), x.imag(), y.real(), y.imag());
    let multiply = |x: &Value, y: &Value| part(x, BinaryOp::Mul, y);
    match op {
        BinaryOp::Add | BinaryOp::Sub => Value::complex(part(&a, op, &c), part(&b, op, &d)),
        BinaryOp::Mul => {
            let re = part(&multiply(&a, &c), BinaryOp::Sub, &multiply(&b, &d));
            let im = part(&multiply(&b, &c), BinaryOp::Add, &multiply(&a, &d));
            Value::complex(re, im)
        }
        BinaryOp::Div => {
            let scale = part(&multiply(&c, &c), BinaryOp::Add, &multiply(&d, &d));
            let re = part(&multiply(&a, &c), BinaryOp::Add, &multiply(&b, &d));
            let im = part(&multiply(&b, &c), BinaryOp::Sub, &multiply(&a, &d));
            Value::complex(
                part(&re, BinaryOp::Div, &scale),
                part(&im, BinaryOp::Div, &scale),
            )
        }
        _ => Value::Unknown,
    }
}

/// `x << count` or `x >> count` for integers.
pub fn shift(x: &Value, op: BinaryOp, count: u64) -> Value {
    match x.as_big() {
        None => Value::Unknown,
        Some(value) if op == BinaryOp::Shl => Value::from_big(value << count),
        // An arithmetic shift rounds toward negative infinity.
        Some(value) => Value::from_big(value >> count),
    }
}

/// Whether the comparison `x op y` holds; false if an operand is unknown.
pub fn compare(x: &Value, op: BinaryOp, y: &Value) -> bool {
    let ordering = match (x, y) {
        (Value::Unknown, _) | (_, Value::Unknown) => return false,
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Complex(_), _) | (_, Value::Complex(_)) => {
            let same = real_ordering(&x.real(), &y.real()).is_some_and(Ordering::is_eq)
                && real_ordering(&x.imag(), &y.imag()).is_some_and(Ordering::is_eq);
            return if op == BinaryOp::Ne { !same } else { same };
        }
        _ => match real_ordering(x, y) {
            Some(ordering) => ordering,
            None => return false,
        },
    };
    match op {
        BinaryOp::Eq => ordering.is_eq(),
        BinaryOp::Ne => ordering.is_ne(),
        BinaryOp::Lt => ordering.is_lt(),
        BinaryOp::Le => ordering.is_le(),
        BinaryOp::Gt => ordering.is_gt(),
        BinaryOp::Ge => ordering.is_ge(),
        _ => false,
    }
}

fn real_ordering(x: &Value, y: &Value) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (as_ratio(x), as_ratio(y)) {
        return Some(a.cmp(&b));
    }
    if let (Value::BigInt(a), Value::BigInt(b)) = (x, y) {
        return Some(a.cmp(b));
    }
    Some(as_float(x)?.compare(&as_float(y)?))
}

/// The count of a shift as written in a constant, if it is a reasonable number.
impl Value {
    /// A non-negative integer as `u64`.
    pub fn shift_count(&self) -> Option<u64> {
        self.as_big().and_then(|value| value.to_u64())
    }
}
