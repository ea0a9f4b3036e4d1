//! Exact constant values.
//!
//! In: literals and operations on constants. Out: exact values, and their conversion to machine types.
//! Invariants: `Int` holds every integer that fits 64 bits; the variants say the *kind* as in
//! go/constant (a float constant may be integral); `Unknown` results from earlier errors and spreads.
//! Limits: as in gc, fractions beyond some thousand bits become floats of 512 bits mantissa.
//! Spec: "Constants", "Constant expressions", "Representability".

use std::sync::Arc;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

mod arithmetic;
mod float;
mod format;
mod literal;

pub use arithmetic::{binary_op, compare, shift, unary_op};
pub use float::BigFloat;
pub use format::{quote, short_float, short_string};
pub use literal::{from_literal, unquote};

/// Fractions whose parts have at least this many bits become floats.
pub(crate) const FRACTION_BITS: i64 = 4096;

/// The value of a constant.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Unknown because of an error.
    Unknown,
    Bool(bool),
    /// Bytes, not necessarily UTF-8.
    String(Arc<[u8]>),
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer.
    BigInt(Arc<BigInt>),
    /// A real number of float kind as a fraction.
    Rational(Arc<BigRational>),
    /// A real number too large or small for a fraction.
    Float(Arc<BigFloat>),
    /// Real and imaginary part, both real values.
    Complex(Arc<(Value, Value)>),
}

/// The kinds of constants, in order of promotion for numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Unknown,
    Bool,
    String,
    Int,
    Float,
    Complex,
}

impl Value {
    /// The kind of the value.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Unknown => Kind::Unknown,
            Value::Bool(_) => Kind::Bool,
            Value::String(_) => Kind::String,
            Value::Int(_) | Value::BigInt(_) => Kind::Int,
            Value::Rational(_) | Value::Float(_) => Kind::Float,
            Value::Complex(_) => Kind::Complex,
        }
    }

    /// A string constant.
    pub fn string(bytes: &[u8]) -> Self {
        Value::String(Arc::from(bytes))
    }

    /// An unsigned integer.
    pub fn from_u64(value: u64) -> Self {
        match i64::try_from(value) {
            Ok(small) => Value::Int(small),
            Err(_) => Value::BigInt(Arc::new(BigInt::from(value))),
        }
    }

    /// An integer in its smallest form.
    pub fn from_big(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Value::Int(small),
            None => Value::BigInt(Arc::new(value)),
        }
    }

    /// A float constant; `Unknown` if not finite.
    pub fn from_f64(value: f64) -> Self {
        match BigRational::from_float(value) {
            Some(ratio) => Value::from_ratio(ratio),
            None => Value::Unknown,
        }
    }

    /// A float constant, as a fraction if that is not too long.
    pub(crate) fn from_ratio(value: BigRational) -> Self {
        if (value.numer().bits() as i64) < FRACTION_BITS
            && (value.denom().bits() as i64) < FRACTION_BITS
        {
            Value::Rational(Arc::new(value))
        } else {
            Value::from_float(BigFloat::from_ratio(&value))
        }
    }

    /// A float constant; `Unknown` for infinity.
    pub(crate) fn from_float(value: Option<BigFloat>) -> Self {
        value.map_or(Value::Unknown, |value| Value::Float(Arc::new(value)))
    }

    /// A complex constant from real parts.
    pub fn complex(re: Value, im: Value) -> Self {
        if re == Value::Unknown || im == Value::Unknown {
            return Value::Unknown;
        }
        Value::Complex(Arc::new((re, im)))
    }

    // Reading.

    /// The truth value of a boolean constant.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The bytes of a string constant.
    pub fn as_bytes(&self) -> Option<&Arc<[u8]>> {
        match self {
            Value::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The value as an `i64`, if it is integral and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self.to_int() {
            Value::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The value as a `u64`, if it is integral and fits.
    pub fn as_u64(&self) -> Option<u64> {
        match self.to_int() {
            Value::Int(value) => u64::try_from(value).ok(),
            Value::BigInt(value) => value.to_u64(),
            _ => None,
        }
    }

    /// The low 64 bits of an integral value in two's complement.
    pub fn as_bits(&self) -> Option<u64> {
        self.as_i64()
            .map(|value| value as u64)
            .or_else(|| self.as_u64())
    }

    /// The integer, if the value is integral.
    pub fn as_big(&self) -> Option<BigInt> {
        match self.to_int() {
            Value::Int(value) => Some(BigInt::from(value)),
            Value::BigInt(value) => Some((*value).clone()),
            _ => None,
        }
    }

    /// The nearest `f64` of a real value; infinite if too large; 0 if there is none.
    pub fn as_f64(&self) -> f64 {
        self.to_ieee(53, -1074, 1024)
    }

    /// The nearest `f32`.
    pub fn as_f32(&self) -> f32 {
        self.to_ieee(24, -149, 128) as f32
    }

    fn to_ieee(&self, bits: i64, min: i64, max: i64) -> f64 {
        match self {
            Value::Int(value) => {
                float::to_ieee(&BigInt::from(*value), &BigInt::one(), 0, bits, min, max)
            }
            Value::BigInt(value) => float::to_ieee(value, &BigInt::one(), 0, bits, min, max),
            Value::Rational(value) => {
                float::to_ieee(value.numer(), value.denom(), 0, bits, min, max)
            }
            Value::Float(value) => float::to_ieee(
                &value.mantissa,
                &BigInt::one(),
                value.exponent,
                bits,
                min,
                max,
            ),
            Value::Complex(parts) => parts.0.to_ieee(bits, min, max),
            _ => 0.0,
        }
    }

    /// The real part of a number.
    pub fn real(&self) -> Value {
        match self {
            Value::Complex(parts) => parts.0.clone(),
            other => other.clone(),
        }
    }

    /// The imaginary part of a number.
    pub fn imag(&self) -> Value {
        match self {
            Value::Complex(parts) => parts.1.clone(),
            Value::Unknown => Value::Unknown,
            _ => Value::Int(0),
        }
    }

    /// -1, 0 or 1; for complex values 0 exactly if the value is zero; 1 for unknown values.
    pub fn sign(&self) -> i32 {
        let of = |value: &BigInt| value.signum().to_i32().unwrap_or(0);
        match self {
            Value::Int(value) => value.signum() as i32,
            Value::BigInt(value) => of(value),
            Value::Rational(value) => of(value.numer()),
            Value::Float(value) => of(&value.mantissa),
            Value::Complex(parts) => parts.0.sign() | parts.1.sign(),
            _ => 1,
        }
    }

    /// Number of bits of the magnitude of an integer.
    pub fn bit_length(&self) -> u64 {
        match self {
            Value::Int(value) => 64 - u64::from(value.unsigned_abs().leading_zeros()),
            Value::BigInt(value) => value.bits(),
            _ => 0,
        }
    }

    // Conversion between kinds.

    /// As an integer if integral, else `Unknown`. Floats that are off by rounding errors only
    /// count as integral.
    pub fn to_int(&self) -> Value {
        match self {
            Value::Int(_) | Value::BigInt(_) => self.clone(),
            Value::Rational(value) if value.is_integer() => Value::from_big(value.to_integer()),
            Value::Float(value) => {
                let spare = float::PRECISION - 4;
                let candidates = [
                    (**value).clone(),
                    value.reduced(spare, false),
                    value.reduced(spare, true),
                ];
                let integer = candidates
                    .iter()
                    .find_map(|value| value.to_int(FRACTION_BITS));
                integer.map_or(Value::Unknown, Value::from_big)
            }
            Value::Complex(_) => match self.to_float() {
                Value::Unknown => Value::Unknown,
                real => real.to_int(),
            },
            _ => Value::Unknown,
        }
    }

    /// As a float if the value is real, else `Unknown`.
    pub fn to_float(&self) -> Value {
        match self {
            Value::Int(value) => Value::from_ratio(BigRational::from_integer((*value).into())),
            Value::BigInt(value) => Value::from_ratio(BigRational::from_integer((**value).clone())),
            Value::Rational(_) | Value::Float(_) => self.clone(),
            Value::Complex(parts) if parts.1.sign() == 0 => parts.0.to_float(),
            _ => Value::Unknown,
        }
    }

    /// As a complex number.
    pub fn to_complex(&self) -> Value {
        match self {
            Value::Complex(_) => self.clone(),
            Value::Int(_) | Value::BigInt(_) | Value::Rational(_) | Value::Float(_) => {
                Value::complex(self.clone(), Value::Int(0))
            }
            _ => Value::Unknown,
        }
    }

    /// Rounds a real value to `float64`; `None` if it overflows.
    pub fn round_to_f64(&self) -> Option<Value> {
        let value = self.as_f64();
        value.is_finite().then(|| Value::from_f64(value))
    }

    /// Rounds a real value to `float32`; `None` if it overflows.
    pub fn round_to_f32(&self) -> Option<Value> {
        let value = self.as_f32();
        value.is_finite().then(|| Value::from_f64(value.into()))
    }

    /// Whether the value is the number zero.
    pub fn is_zero_number(&self) -> bool {
        match self {
            Value::Rational(value) => value.is_zero(),
            _ => self.kind() >= Kind::Int && self.sign() == 0,
        }
    }
}
