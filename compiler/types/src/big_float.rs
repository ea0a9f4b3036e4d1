//! Binary floating-point numbers with 512 bits of mantissa and a wide exponent.
//!
//! In and out: used by `constant` for values whose fractions would be too long.
//! Follows the precision go/constant uses.

use num_bigint::BigInt;

/// `mantissa * 2^exponent`; the mantissa is odd or zero, and has at most 512 bits.
#[derive(Clone, PartialEq, Debug)]
pub struct BigFloat {
    pub mantissa: BigInt,
    pub exponent: i64,
}
