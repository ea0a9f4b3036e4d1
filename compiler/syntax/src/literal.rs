//! Values of rune and string literals.
//! In: literals as written, accepted by the scanner.  Out: their values.
//! Invariants: malformed literals give `None`, never a panic.
//! Not done: numbers; the checker computes them exactly.
//! spec (Rune literals, String literals).

/// The bytes a string literal stands for.
pub fn unquote_string(literal: &str) -> Option<Vec<u8>> {
    if let Some(raw) = literal.strip_prefix('`') {
        // spec: carriage returns inside raw string literals are discarded.
        let body = raw.strip_suffix('`')?;
        return Some(body.bytes().filter(|&byte| byte != b'\r').collect());
    }
    let mut rest = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let (unit, remaining) = next_unit(rest, '"')?;
        match unit {
            Unit::Byte(byte) => value.push(byte),
            Unit::Character(character) => {
                value.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        rest = remaining;
    }
    Some(value)
}

/// The code point a rune literal stands for.
pub fn unquote_rune(literal: &str) -> Option<u32> {
    let body = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    match next_unit(body, '\'')? {
        (Unit::Byte(byte), "") => Some(u32::from(byte)),
        (Unit::Character(character), "") => Some(u32::from(character)),
        _ => None,
    }
}

/// What one character or escape stands for.
enum Unit {
    /// byte_value
    Byte(u8),
    /// unicode_value
    Character(char),
}

fn next_unit(text: &str, quote: char) -> Option<(Unit, &str)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    if first == quote || first == '\n' {
        return None;
    }
    if first != '\\' {
        return Some((Unit::Character(first), characters.as_str()));
    }
    let kind = characters.next()?;
    let rest = characters.as_str();
    let simple = |byte: u8| Some((Unit::Byte(byte), rest));
    match kind {
        'a' => simple(7),
        'b' => simple(8),
        'f' => simple(12),
        'n' => simple(b'\n'),
        'r' => simple(b'\r'),
        't' => simple(b'\t'),
        'v' => simple(11),
        '\\' => simple(b'\\'),
        _ if kind == quote => simple(quote as u8),
        '0'..='7' => {
            let (value, rest) = digits(&text[1..], 3, 8)?;
            Some((Unit::Byte(u8::try_from(value).ok()?), rest))
        }
        'x' => {
            let (value, rest) = digits(rest, 2, 16)?;
            Some((Unit::Byte(value as u8), rest))
        }
        'u' | 'U' => {
            let (value, rest) = digits(rest, if kind == 'u' { 4 } else { 8 }, 16)?;
            Some((Unit::Character(char::from_u32(value)?), rest))
        }
        _ => None,
    }
}

fn digits(text: &str, count: usize, base: u32) -> Option<(u32, &str)> {
    let (head, rest) = text.split_at_checked(count)?;
    // `from_str_radix` would accept a sign.
    if !head.chars().all(|character| character.is_digit(base)) {
        return None;
    }
    Some((u32::from_str_radix(head, base).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_unquoted() {
        assert_eq!(
            unquote_string(r#""a\tb\x00\377\u00e9\"""#).unwrap(),
            b"a\tb\x00\xff\xc3\xa9\""
        );
        assert_eq!(unquote_string("`a\\\r\nb`").unwrap(), b"a\\\nb");
        assert_eq!(unquote_string(r#""\'""#), None);
        assert_eq!(unquote_string(r#"""#), None);
        assert_eq!(unquote_string(r#""\400""#), None);
    }

    #[test]
    fn runes_are_unquoted() {
        assert_eq!(unquote_rune("'é'"), Some(0xE9));
        assert_eq!(unquote_rune(r"'\''"), Some(0x27));
        assert_eq!(unquote_rune(r"'\xff'"), Some(255));
        assert_eq!(unquote_rune(r"'\U0001F600'"), Some(0x1F600));
        assert_eq!(unquote_rune("'ab'"), None);
        assert_eq!(unquote_rune("''"), None);
    }
}
