//! Constants as text for diagnostics.
//!
//! In: a value. Out: what gc prints: exact integers, floats with six digits, strings quoted and cut.
//! Follows: the text forms of go/constant and strconv.Quote.

use std::fmt;

use num_traits::ToPrimitive;

use super::{BigFloat, Value};

/// A quoted string longer than this many characters is cut.
const QUOTED_LIMIT: usize = 72;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Unknown => f.write_str("unknown"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::String(bytes) => f.write_str(&short_string(bytes)),
            Value::Int(value) => write!(f, "{value}"),
            Value::BigInt(value) => write!(f, "{value}"),
            Value::Rational(value) => {
                let integral = value.is_integer();
                let approximate = self.as_f64();
                let zero = num_traits::Zero::is_zero(&**value);
                match BigFloat::from_ratio(value) {
                    Some(big) if (approximate == 0.0) != zero || approximate.is_infinite() => {
                        f.write_str(&outside_f64(&big))
                    }
                    _ => f.write_str(&six_digits(approximate, integral)),
                }
            }
            Value::Float(value) => {
                let approximate = self.as_f64();
                let zero = value.mantissa.bits() == 0;
                if approximate.is_infinite() || (approximate == 0.0) != zero {
                    f.write_str(&outside_f64(value))
                } else {
                    f.write_str(&six_digits(approximate, value.exponent >= 0))
                }
            }
            Value::Complex(parts) => write!(f, "({} + {}i)", parts.0, parts.1),
        }
    }
}

/// A string quoted, and cut if it is long.
pub fn short_string(bytes: &[u8]) -> String {
    let quoted = quote(bytes);
    if quoted.chars().count() <= QUOTED_LIMIT {
        return quoted;
    }
    let mut text: String = quoted.chars().take(QUOTED_LIMIT - 3).collect();
    text.push_str("...");
    text
}

/// A float64 in C's `%.6g`.
pub fn short_float(value: f64) -> String {
    let scientific = format!("{value:.5e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trim = |text: &str| {
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        } else {
            text.to_string()
        }
    };
    if (-4..6).contains(&exponent) {
        return trim(&format!("{value:.*}", (5 - exponent) as usize));
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", trim(mantissa), exponent.abs())
}

/// C's `%.6g`, or the shortest exact form if that would hide that the value is no integer.
fn six_digits(value: f64, integral: bool) -> String {
    let text = general(&format!("{value:.5e}"), 6);
    if !integral && !text.contains('.') {
        return general(&format!("{value:e}"), 21);
    }
    text
}

/// Turns `d.ddde±x` into the form of `%g`: exponents from -4 up to `limit` are written out.
fn general(scientific: &str, limit: i32) -> String {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(|&c| c != '.').collect();
    let digits = digits.trim_end_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    if exponent < -4 || exponent >= limit {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let mark = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{first}{point}{rest}e{mark}{:02}", exponent.abs());
    }
    if exponent < 0 {
        let zeros = "0".repeat((-exponent - 1) as usize);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{sign}{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{sign}{}.{}", &digits[..whole], &digits[whole..])
}

/// Decimal approximation of a number beyond the range of float64.
fn outside_f64(value: &BigFloat) -> String {
    let magnitude = value.magnitude();
    let bits = value.mantissa.bits() as i64;
    let excess = (bits - 60).max(0);
    let top = (&value.mantissa >> excess as u64).to_f64().unwrap_or(0.0);
    let mut mantissa = top * 2f64.powi((excess - bits) as i32);
    let decimal = magnitude as f64 * (std::f64::consts::LN_2 / std::f64::consts::LN_10);
    let mut exponent = decimal as i64;
    mantissa *= 10f64.powf(decimal - exponent as f64);
    if mantissa.abs() < 1.0 - 0.5e-6 {
        mantissa *= 10.0;
        exponent -= 1;
    } else if mantissa.abs() >= 10.0 {
        mantissa /= 10.0;
        exponent += 1;
    }
    format!("{}e{exponent:+}", general(&format!("{mantissa:.5e}"), 6))
}

/// A string as a Go string literal in double quotes.
pub fn quote(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 2);
    text.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push_quoted(&mut text, c);
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text.push('"');
    text
}

fn push_quoted(text: &mut String, c: char) {
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

/// Approximates strconv.IsPrint: no controls, no separators but the space, no private use.
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
