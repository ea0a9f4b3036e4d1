//! Constants as operands.
//!
//! In: exact values and the type they are used with. Out: MIR constants.
//! Invariants: the value is representable in the type (the checker made sure); numbers are rounded
//! once, to nearest even.
//! Spec: "Constants", "Representability".

use std::sync::Arc;

use grus_mir::{Constant, Operand};
use grus_types::{BasicKind, TypeId, Value};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{ToPrimitive, Zero};

use crate::function::Builder;

impl Builder<'_, '_, '_> {
    /// A constant of a type whose underlying type is basic.
    pub fn constant_operand(&mut self, value: &Value, ty: TypeId) -> Operand {
        let kind = self.types().basic_kind(ty).unwrap_or(BasicKind::Invalid);
        Operand::Constant(mir_constant(value, kind), ty)
    }
}

/// The MIR constant for a value of a basic kind.
pub(crate) fn mir_constant(value: &Value, kind: BasicKind) -> Constant {
    match value {
        Value::Unknown => Constant::Zero,
        Value::Bool(value) => Constant::Bool(*value),
        Value::String(bytes) => Constant::String(Arc::clone(bytes)),
        _ if kind.is_complex() => {
            let (real, imaginary) = match value {
                Value::Complex(parts) => (parts.0.clone(), parts.1.clone()),
                other => (other.clone(), Value::Int(0)),
            };
            let single = kind == BasicKind::Complex64;
            Constant::Complex(float(&real, single), float(&imaginary, single))
        }
        _ if kind.is_float() => Constant::Float(float(value, kind == BasicKind::Float32)),
        _ => Constant::Int(integer(value, kind)),
    }
}

/// The 64-bit pattern of an integer.
fn integer(value: &Value, kind: BasicKind) -> i64 {
    let wide = match value {
        Value::Int(value) => *value,
        Value::BigInt(value) => low_bits(value),
        Value::Rational(value) => low_bits(&value.to_integer()),
        Value::Float(value) if value.exponent >= 0 => {
            low_bits(&(&value.mantissa << value.exponent.min(1 << 16)))
        }
        Value::Complex(parts) => integer(&parts.0, kind),
        _ => 0,
    };
    match kind {
        BasicKind::Int8 => i64::from(wide as i8),
        BasicKind::Int16 => i64::from(wide as i16),
        BasicKind::Int32 | BasicKind::UntypedRune => i64::from(wide as i32),
        BasicKind::Uint8 => i64::from(wide as u8),
        BasicKind::Uint16 => i64::from(wide as u16),
        BasicKind::Uint32 => i64::from(wide as u32),
        _ => wide,
    }
}

fn low_bits(value: &BigInt) -> i64 {
    let digits = value.magnitude().iter_u64_digits().next().unwrap_or(0);
    let pattern = digits as i64;
    if value.sign() == Sign::Minus {
        pattern.wrapping_neg()
    } else {
        pattern
    }
}

/// The nearest float64.
pub(crate) fn float_value(value: &Value) -> f64 {
    float(value, false)
}

/// The nearest float64, or float32 if `single`.
fn float(value: &Value, single: bool) -> f64 {
    match value {
        Value::Int(value) if single => f64::from(*value as f32),
        Value::Int(value) => *value as f64,
        Value::BigInt(value) => quotient(value, &BigInt::from(1), single),
        Value::Rational(value) => quotient(value.numer(), value.denom(), single),
        Value::Float(value) => {
            // Beyond these exponents every result is zero or infinite.
            let exponent = value.exponent.clamp(-8192, 8192);
            let one = BigInt::from(1);
            if exponent >= 0 {
                quotient(&(&value.mantissa << exponent), &one, single)
            } else {
                quotient(&value.mantissa, &(one << -exponent), single)
            }
        }
        Value::Complex(parts) => float(&parts.0, single),
        _ => 0.0,
    }
}

/// The correctly rounded quotient.
fn quotient(numerator: &BigInt, denominator: &BigInt, single: bool) -> f64 {
    let (precision, least) = if single { (24, -149) } else { (53, -1074) };
    if numerator.is_zero() {
        return 0.0;
    }
    let (n, d) = (numerator.magnitude(), denominator.magnitude());
    // Scale so that the integer quotient has at least two bits more than the result.
    let shift = precision + 2 - (n.bits() as i64 - d.bits() as i64);
    let (scaled_n, scaled_d) = if shift >= 0 {
        (n << shift, d.clone())
    } else {
        (n.clone(), d << -shift)
    };
    let q: BigUint = &scaled_n / &scaled_d;
    let inexact = !(&scaled_n - &q * &scaled_d).is_zero();
    let unit = (q.bits() as i64 - precision - shift).max(least);
    let drop = unit + shift;
    let mut mantissa = (&q >> drop).to_u64().unwrap_or(u64::MAX);
    let rest = &q - (BigUint::from(mantissa) << drop);
    let half = BigUint::from(1u8) << (drop - 1);
    if rest > half || (rest == half && (inexact || mantissa % 2 == 1)) {
        mantissa += 1;
    }
    let mut magnitude = scale(mantissa, unit);
    if single && magnitude > f64::from(f32::MAX) {
        magnitude = f64::INFINITY;
    }
    if numerator.sign() == denominator.sign() {
        magnitude
    } else {
        -magnitude
    }
}

/// `mantissa * 2^exponent`, which is a float64 or too large for one.
fn scale(mantissa: u64, exponent: i64) -> f64 {
    let exponent = exponent.clamp(-1100, 1100) as i32;
    let first = exponent / 2;
    mantissa as f64 * 2f64.powi(first) * 2f64.powi(exponent - first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_rounded_once() {
        let big = |text: &str| text.parse::<BigInt>().unwrap();
        assert_eq!(quotient(&big("1"), &big("3"), false), 1.0 / 3.0);
        assert_eq!(quotient(&big("1"), &big("10"), true), f64::from(0.1f32));
        assert_eq!(quotient(&big("-16777217"), &big("1"), true), -16777216.0);
        let tiny = BigInt::from(1) << 1074;
        assert_eq!(quotient(&big("1"), &tiny, false), f64::from_bits(1));
        assert_eq!(quotient(&big("1"), &(&tiny * 2), false), 0.0);
        assert_eq!(quotient(&big("3"), &(&tiny * 2), false), f64::from_bits(2));
        assert_eq!(
            quotient(&big("9007199254740993"), &big("1"), false),
            9007199254740992.0
        );
    }
}
