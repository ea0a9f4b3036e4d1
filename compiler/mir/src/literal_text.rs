//! Constants as `-m` spells them.
//!
//! In: a constant, its type and a [`LiteralStyle`].  Out: the text, such as `5`, `'x'`, `K(3)`.
//! Follows the short form of go/constant and cmd/compile/internal/ir/fmt.go.

use crate::{Constant, LiteralSlot, LiteralStyle};
use grus_types::constant::{quote, short_float, short_string};
use grus_types::{BasicKind, Type, TypeId, TypeTable};

/// The text of a constant; none for what is not written as a constant in the source.
pub fn literal_text(
    constant: &Constant,
    ty: TypeId,
    style: &LiteralStyle,
    types: &TypeTable,
) -> Option<String> {
    let plain = plain_text(constant, ty, types)?;
    Some(match (style, constant) {
        (LiteralStyle::Named(name), _) => format!("{name}({plain})"),
        (LiteralStyle::Rune, Constant::Int(value)) => match rune_text(*value) {
            Some(text) => text,
            None => format!("int32({plain})"),
        },
        _ => plain,
    })
}

/// The text of a site in which the constant stands in place of the slot's operand.
pub fn with_literal(text: &str, slot: &LiteralSlot, literal: &str) -> String {
    let (before, after) = (&text[..slot.start as usize], &text[slot.end as usize..]);
    format!("{before}{literal}{after}")
}

/// A rune in single quotes, if it is one.
pub fn rune_text(value: i64) -> Option<String> {
    let c = u32::try_from(value).ok().and_then(char::from_u32)?;
    let quoted = quote(c.to_string().as_bytes());
    let inner = match c {
        '"' => "\"",
        '\'' => "\\'",
        _ => &quoted[1..quoted.len() - 1],
    };
    Some(format!("'{inner}'"))
}

fn plain_text(constant: &Constant, ty: TypeId, types: &TypeTable) -> Option<String> {
    let Type::Basic(kind) = types.underlying_type(ty) else {
        return None;
    };
    Some(match constant {
        Constant::Bool(value) => value.to_string(),
        Constant::Int(value) if kind.is_float() => short_float(*value as f64),
        Constant::Int(value) if is_unsigned(*kind) => (*value as u64).to_string(),
        Constant::Int(value) => value.to_string(),
        Constant::Float(value) => short_float(*value),
        Constant::Complex(real, imaginary) => {
            format!("({} + {}i)", short_float(*real), short_float(*imaginary))
        }
        Constant::String(bytes) => short_string(bytes),
        Constant::Zero if kind.is_string() => "\"\"".to_string(),
        Constant::Zero if kind.is_boolean() => "false".to_string(),
        Constant::Zero if kind.is_integer() || kind.is_float() => "0".to_string(),
        Constant::Zero if kind.is_numeric() => "(0 + 0i)".to_string(),
        _ => return None,
    })
}

fn is_unsigned(kind: BasicKind) -> bool {
    use BasicKind::{Uint, Uint8, Uint16, Uint32, Uint64, Uintptr};
    matches!(kind, Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr)
}
