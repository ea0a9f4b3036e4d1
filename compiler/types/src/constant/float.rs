//! Binary floating-point numbers with 512 bits of mantissa and a wide exponent.
//!
//! In: integers, fractions, decimal literals. Out: results rounded to nearest even.
//! Invariants: the mantissa is odd or zero and has at most [`PRECISION`] bits; exponents beyond
//! [`MAX_EXPONENT`] are infinite and give `None`.
//! Used by `constant` for values whose fractions would be too long; the precision is go/constant's.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Bits of mantissa.
pub const PRECISION: u64 = 512;

/// Largest magnitude of the binary exponent.
const MAX_EXPONENT: i64 = i32::MAX as i64;

/// `mantissa * 2^exponent`.
#[derive(Clone, PartialEq, Debug)]
pub struct BigFloat {
    pub mantissa: BigInt,
    pub exponent: i64,
}

impl BigFloat {
    /// Rounds `mantissa * 2^exponent`; `sticky` says that a bit below was lost. `None` if infinite;
    /// zero if too small.
    pub fn rounded(mantissa: BigInt, exponent: i64, sticky: bool) -> Option<Self> {
        let (mantissa, exponent) = round_bits(mantissa, exponent, sticky, PRECISION);
        Self { mantissa, exponent }.checked()
    }

    fn checked(mut self) -> Option<Self> {
        if self.mantissa.is_zero() {
            self.exponent = 0;
            return Some(self);
        }
        let trailing = self.mantissa.trailing_zeros().unwrap_or(0);
        self.mantissa >>= trailing;
        self.exponent += trailing as i64;
        match self.magnitude() {
            magnitude if magnitude > MAX_EXPONENT => None,
            magnitude if magnitude < -MAX_EXPONENT => Some(BigFloat {
                mantissa: BigInt::zero(),
                exponent: 0,
            }),
            _ => Some(self),
        }
    }

    /// The exponent `e` with `2^(e-1) <= |x| < 2^e`.
    pub fn magnitude(&self) -> i64 {
        self.mantissa.bits() as i64 + self.exponent
    }

    pub fn from_int(value: &BigInt) -> Option<Self> {
        Self::rounded(value.clone(), 0, false)
    }

    pub fn from_ratio(value: &BigRational) -> Option<Self> {
        Self::quotient(value.numer(), value.denom(), 0)
    }

    /// `numerator / denominator * 2^exponent`.
    fn quotient(numerator: &BigInt, denominator: &BigInt, exponent: i64) -> Option<Self> {
        let wanted = PRECISION as i64 + 2 + denominator.bits() as i64 - numerator.bits() as i64;
        let shift = wanted.max(0);
        let (quotient, remainder) = (numerator << shift as u64).div_rem(denominator);
        Self::rounded(quotient, exponent - shift, !remainder.is_zero())
    }

    /// The value as a fraction; `None` if that would be unreasonably long.
    pub fn to_ratio(&self, limit: i64) -> Option<BigRational> {
        let magnitude = self.magnitude();
        if magnitude <= -limit || magnitude >= limit {
            return None;
        }
        let power = BigInt::one() << self.exponent.unsigned_abs();
        Some(if self.exponent >= 0 {
            BigRational::from_integer(&self.mantissa * power)
        } else {
            BigRational::new(self.mantissa.clone(), power)
        })
    }

    /// The value if it is an integer of reasonable size.
    pub fn to_int(&self, limit: i64) -> Option<BigInt> {
        if self.magnitude() >= limit || self.magnitude() <= -limit {
            return None;
        }
        (self.exponent >= 0).then(|| &self.mantissa << self.exponent as u64)
    }

    /// Rounds to fewer bits, toward zero or away from it.
    pub fn reduced(&self, bits: u64, away: bool) -> BigFloat {
        let excess = self.mantissa.bits().saturating_sub(bits);
        let magnitude = self.mantissa.abs();
        let mut kept = &magnitude >> excess;
        if away && !(&magnitude - (&kept << excess)).is_zero() {
            kept += 1;
        }
        let signed = if self.mantissa.is_negative() {
            -kept
        } else {
            kept
        };
        let result = BigFloat {
            mantissa: signed,
            exponent: self.exponent + excess as i64,
        };
        let trailing = result.mantissa.trailing_zeros().unwrap_or(0);
        BigFloat {
            mantissa: &result.mantissa >> trailing,
            exponent: result.exponent + trailing as i64,
        }
    }

    pub fn add(&self, other: &Self) -> Option<Self> {
        if self.mantissa.is_zero() {
            return Some(other.clone());
        }
        if other.mantissa.is_zero() {
            return Some(self.clone());
        }
        let (high, low) = if self.magnitude() >= other.magnitude() {
            (self, other)
        } else {
            (other, self)
        };
        let distance = high.exponent - low.exponent;
        // A number below the last place of the other one only makes the result inexact.
        if high.magnitude() - low.magnitude() > 2 * PRECISION as i64 + 4 {
            let guard = PRECISION + 4;
            let mut mantissa = &high.mantissa << guard;
            mantissa += if low.mantissa.is_negative() { -1 } else { 1 };
            return Self::rounded(mantissa, high.exponent - guard as i64, false);
        }
        if distance >= 0 {
            let sum = (&high.mantissa << distance as u64) + &low.mantissa;
            Self::rounded(sum, low.exponent, false)
        } else {
            let sum = &high.mantissa + (&low.mantissa << distance.unsigned_abs());
            Self::rounded(sum, high.exponent, false)
        }
    }

    pub fn neg(&self) -> Self {
        BigFloat {
            mantissa: -&self.mantissa,
            exponent: self.exponent,
        }
    }

    pub fn mul(&self, other: &Self) -> Option<Self> {
        Self::rounded(
            &self.mantissa * &other.mantissa,
            self.exponent + other.exponent,
            false,
        )
    }

    /// Division; `None` also for division by zero.
    pub fn div(&self, other: &Self) -> Option<Self> {
        if other.mantissa.is_zero() {
            return None;
        }
        Self::quotient(
            &self.mantissa,
            &other.mantissa,
            self.exponent - other.exponent,
        )
    }

    pub fn compare(&self, other: &Self) -> std::cmp::Ordering {
        match self
            .add(&other.neg())
            .map(|difference| difference.mantissa.sign())
        {
            Some(Sign::Minus) => std::cmp::Ordering::Less,
            Some(Sign::Plus) => std::cmp::Ordering::Greater,
            Some(Sign::NoSign) => std::cmp::Ordering::Equal,
            // Only numbers of opposite sign have an infinite difference.
            None if self.mantissa.is_negative() => std::cmp::Ordering::Less,
            None => std::cmp::Ordering::Greater,
        }
    }

    /// `digits * base^exponent`, with `base` 10 or 2.
    pub fn scaled(digits: &BigInt, base: u32, exponent: i64) -> Option<Self> {
        if digits.is_zero() {
            return Self::from_int(digits);
        }
        if base == 2 {
            return Self::rounded(digits.clone(), exponent, false);
        }
        // Powers of ten are computed with spare bits, so that the product rounds well.
        let power = power_of_ten(exponent.unsigned_abs())?;
        if exponent >= 0 {
            let product = digits * &power.mantissa;
            Self::rounded(product, power.exponent, false)
        } else {
            Self::quotient(digits, &power.mantissa, -power.exponent)
        }
    }
}

/// `10^n` with twice the precision; `None` if beyond the exponent range.
fn power_of_ten(n: u64) -> Option<BigFloat> {
    if n > MAX_EXPONENT as u64 {
        return None;
    }
    let mut result = BigFloat {
        mantissa: BigInt::one(),
        exponent: 0,
    };
    let mut square = BigFloat {
        mantissa: BigInt::from(10),
        exponent: 0,
    };
    let mut rest = n;
    let multiply = |a: &BigFloat, b: &BigFloat| {
        let product = &a.mantissa * &b.mantissa;
        let exponent = a.exponent + b.exponent;
        let (mantissa, exponent) = round_bits(product, exponent, false, 2 * PRECISION);
        BigFloat { mantissa, exponent }
    };
    while rest > 0 {
        if rest & 1 == 1 {
            result = multiply(&result, &square);
        }
        square = multiply(&square, &square);
        rest >>= 1;
    }
    Some(result)
}

/// Rounds a mantissa to `bits` bits, to nearest even.
fn round_bits(mantissa: BigInt, exponent: i64, sticky: bool, bits: u64) -> (BigInt, i64) {
    let length = mantissa.bits();
    if length <= bits {
        return (mantissa, exponent);
    }
    let excess = length - bits;
    let magnitude = mantissa.magnitude();
    let mut kept = magnitude >> excess;
    let half = magnitude.bit(excess - 1);
    let below = sticky
        || magnitude
            .trailing_zeros()
            .is_some_and(|zeros| zeros < excess - 1);
    if half && (below || kept.is_odd()) {
        kept += 1u32;
    }
    (
        BigInt::from_biguint(mantissa.sign(), kept),
        exponent + excess as i64,
    )
}

/// Rounds `numerator / denominator * 2^exponent` to an IEEE number with `bits` bits of precision
/// and smallest exponent `min_exponent` (of the last place of subnormals); nearest even; may be
/// infinite.
pub fn to_ieee(
    numerator: &BigInt,
    denominator: &BigInt,
    exponent: i64,
    bits: i64,
    min_exponent: i64,
    max_exponent: i64,
) -> f64 {
    if numerator.is_zero() {
        return 0.0;
    }
    let negative = numerator.is_negative();
    let magnitude = numerator.bits() as i64 - denominator.bits() as i64 + exponent;
    let signed = |value: f64| if negative { -value } else { value };
    if magnitude > max_exponent + 1 {
        return signed(f64::INFINITY);
    }
    if magnitude < min_exponent - 2 {
        return 0.0;
    }
    // Enough quotient bits for rounding at the last place, wherever that is.
    let wanted = bits + 3 + denominator.bits() as i64 - numerator.bits() as i64;
    let shift = wanted.max(0);
    let (quotient, remainder) = (numerator.abs() << shift as u64).div_rem(denominator);
    let mut sticky = !remainder.is_zero();
    let mut last = exponent - shift;
    let mut mantissa = quotient;
    let excess = (mantissa.bits() as i64 - bits).max(min_exponent - last);
    if excess > 0 {
        let excess = excess as u64;
        let half = mantissa.magnitude().bit(excess - 1);
        sticky |= mantissa
            .trailing_zeros()
            .is_some_and(|zeros| zeros < excess - 1);
        mantissa >>= excess;
        last += excess as i64;
        if half && (sticky || mantissa.is_odd()) {
            mantissa += 1;
        }
    }
    if mantissa.bits() as i64 + last > max_exponent {
        return signed(f64::INFINITY);
    }
    let value = mantissa.to_u64().unwrap_or(0) as f64;
    signed(scale_by_power_of_two(value, last))
}

/// Exact `value * 2^exponent` (the caller has rounded already).
fn scale_by_power_of_two(mut value: f64, mut exponent: i64) -> f64 {
    while exponent > 1000 {
        value *= 2f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        value *= 2f64.powi(-1000);
        exponent += 1000;
    }
    value * 2f64.powi(exponent as i32)
}
