//! Literals to constant values.
//!
//! In: the text of a literal that the scanner accepted. Out: its value; `None` for a malformed one or
//! a number beyond the range of floats.
//! Spec: "Integer literals", "Floating-point literals", "Imaginary literals", "Rune literals",
//! "String literals".

use grus_syntax::ast::LiteralKind;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num, One, Pow, Zero};

use super::{BigFloat, FRACTION_BITS, Value};

/// The value of a literal.
pub fn from_literal(kind: LiteralKind, text: &str) -> Option<Value> {
    match kind {
        LiteralKind::Int => integer(text),
        LiteralKind::Float => float(text),
        LiteralKind::Imaginary => imaginary(text),
        LiteralKind::Rune => {
            let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
            let (value, _, rest) = unescape_one(inner.as_bytes(), b'\'')?;
            rest.is_empty().then_some(Value::Int(value.into()))
        }
        LiteralKind::String => unquote(text).map(|bytes| Value::string(&bytes)),
    }
}

/// The digits and radix of a number with optional prefix; underscores removed.
fn radix_of(text: &str) -> (u32, String) {
    let clean: String = text.chars().filter(|&c| c != '_').collect();
    let lower = clean.to_ascii_lowercase();
    match lower.as_bytes() {
        [b'0', b'x', ..] => (16, lower[2..].to_string()),
        [b'0', b'o', ..] => (8, lower[2..].to_string()),
        [b'0', b'b', ..] => (2, lower[2..].to_string()),
        [b'0', _, ..] if lower.bytes().all(|c| c.is_ascii_digit()) => (8, lower[1..].to_string()),
        _ => (10, lower),
    }
}

fn integer(text: &str) -> Option<Value> {
    let (radix, digits) = radix_of(text);
    match i64::from_str_radix(&digits, radix) {
        Ok(small) => Some(Value::Int(small)),
        Err(_) => BigInt::from_str_radix(&digits, radix)
            .ok()
            .map(Value::from_big),
    }
}

fn imaginary(text: &str) -> Option<Value> {
    let number = text.strip_suffix('i')?;
    let decimal = number.bytes().all(|c| c.is_ascii_digit() || c == b'_');
    // For backward compatibility, `0123i` is decimal.
    let value = if decimal {
        let digits: String = number.chars().filter(|&c| c != '_').collect();
        Value::from_big(BigInt::from_str_radix(&digits, 10).ok()?)
    } else if is_prefixed_integer(number) {
        integer(number)?
    } else {
        float(number)?
    };
    Some(Value::complex(Value::Int(0), value))
}

/// Whether a number has a binary or octal prefix, or is hexadecimal without point and exponent.
fn is_prefixed_integer(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let hexadecimal = lower.starts_with("0x") && !lower.contains(['.', 'p']);
    hexadecimal || lower.starts_with("0b") || lower.starts_with("0o")
}

fn float(text: &str) -> Option<Value> {
    let clean: String = text
        .chars()
        .filter(|&c| c != '_')
        .collect::<String>()
        .to_ascii_lowercase();
    let (radix, body, marker) = match clean.strip_prefix("0x") {
        Some(body) => (16, body, 'p'),
        None => (10, clean.as_str(), 'e'),
    };
    let (mantissa, exponent) = match body.split_once(marker) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (body, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = BigInt::from_str_radix(&format!("0{whole}{fraction}"), radix).ok()?;
    let places = fraction.len() as i64;
    let (base, exponent) = match radix {
        16 => (2, exponent.checked_sub(4 * places)?),
        _ => (10, exponent.checked_sub(places)?),
    };
    let approximate = BigFloat::scaled(&digits, base, exponent)?;
    let magnitude = approximate.magnitude();
    if approximate.mantissa.is_zero() {
        return Some(Value::from_ratio(BigRational::zero()));
    }
    if magnitude <= -FRACTION_BITS || magnitude >= FRACTION_BITS {
        return Some(Value::from_float(Some(approximate)));
    }
    let power = Pow::pow(BigInt::from(base), exponent.unsigned_abs());
    Some(Value::from_ratio(if exponent >= 0 {
        BigRational::new(digits * power, BigInt::one())
    } else {
        BigRational::new(digits, power)
    }))
}

/// The bytes of a string literal (raw or interpreted).
pub fn unquote(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        let raw = raw.strip_suffix('`')?;
        return Some(raw.bytes().filter(|&c| c != b'\r').collect());
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?.as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let (value, is_byte, next) = unescape_one(rest, b'"')?;
        if is_byte {
            bytes.push(value as u8);
        } else {
            let c = char::from_u32(value)?;
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        rest = next;
    }
    Some(bytes)
}

/// One character or escape: its value, whether it stands for a single byte, and what follows.
fn unescape_one(text: &[u8], quote: u8) -> Option<(u32, bool, &[u8])> {
    let &first = text.first()?;
    if first != b'\\' {
        let width = match first {
            0..=0x7f => 1,
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            _ => 4,
        };
        let c = std::str::from_utf8(text.get(..width)?)
            .ok()?
            .chars()
            .next()?;
        return Some((c as u32, false, &text[width..]));
    }
    let &kind = text.get(1)?;
    let simple = match kind {
        b'a' => Some(7),
        b'b' => Some(8),
        b'f' => Some(12),
        b'n' => Some(10),
        b'r' => Some(13),
        b't' => Some(9),
        b'v' => Some(11),
        b'\\' => Some(b'\\'.into()),
        _ if kind == quote => Some(quote.into()),
        _ => None,
    };
    if let Some(value) = simple {
        return Some((value, false, &text[2..]));
    }
    let (start, count, radix) = match kind {
        b'x' => (2, 2, 16),
        b'u' => (2, 4, 16),
        b'U' => (2, 8, 16),
        b'0'..=b'7' => (1, 3, 8),
        _ => return None,
    };
    let digits = std::str::from_utf8(text.get(start..start + count)?).ok()?;
    let value = u32::from_str_radix(digits, radix).ok()?;
    let is_byte = matches!(kind, b'x' | b'0'..=b'7');
    if is_byte && value > 255 {
        return None;
    }
    Some((value, is_byte, &text[start + count..]))
}
