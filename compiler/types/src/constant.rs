//! Exact constant values.
//!
//! In: literals and operations on constants. Out: exact values, and their conversion to machine types.
//! Invariants: values are normalised: an integer that fits is `Int`, a rational never has denominator
//! one, a complex keeps both parts as real values; `Unknown` results from earlier errors.
//! Limits: like gc, rationals beyond some thousand bits become floats of 512 bits mantissa.
//! Spec: "Constants", "Constant expressions"; vocabulary of go/constant.

use std::sync::Arc;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::big_float::BigFloat;

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
    /// A fraction that is no integer.
    Rational(Arc<BigRational>),
    /// A real number too large or small for a fraction.
    Float(Arc<BigFloat>),
    /// Real and imaginary part, both real values.
    Complex(Arc<(Value, Value)>),
}

/// A string as a Go string literal in double quotes.
pub fn quote(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 2);
    text.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                '\u{7}' => text.push_str("\\a"),
                '\u{8}' => text.push_str("\\b"),
                '\u{c}' => text.push_str("\\f"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                '\t' => text.push_str("\\t"),
                '\u{b}' => text.push_str("\\v"),
                c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                    text.push_str(&format!("\\x{:02x}", c as u32));
                }
                c if is_printable(c) => text.push(c),
                c if (c as u32) < 0x10000 => text.push_str(&format!("\\u{:04x}", c as u32)),
                c => text.push_str(&format!("\\U{:08x}", c as u32)),
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text.push('"');
    text
}

/// Approximates strconv.IsPrint: no controls, no separators but the space, no unassigned private use.
fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    !(c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}'))
}
