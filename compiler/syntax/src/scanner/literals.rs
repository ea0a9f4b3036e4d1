//! Scanning of number, rune and string literals.
//! In: the cursor at the literal.  Out: a `Literal` token; errors for malformed ones, which are
//! still tokens.
//! Not done: values (literal.rs).
//! spec (Integer literals .. String literals).

use super::cursor::END;
use super::{Scanner, describe_character, is_decimal, quote_character};
use crate::ast::LiteralKind;
use crate::token::Token;

/// Which of digits and separators a digit sequence had.
#[derive(Clone, Copy, Default)]
struct Seen {
    digit: bool,
    separator: bool,
}

/// Facts about a number literal that decide which errors it has.
struct Number {
    base: u32,
    /// `x`, `o`, `b`; `0` for a leading zero; NUL for none.
    prefix: u8,
    /// Offset of the first digit too large for the base.
    invalid_digit: Option<u32>,
    is_bad: bool,
}

impl Number {
    fn base_name(&self) -> &'static str {
        base_name(self.base)
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}

impl Scanner<'_> {
    fn finish_literal(&mut self, kind: LiteralKind, is_bad: bool) {
        self.token = Token::Literal;
        self.literal_kind = kind;
        self.literal_is_bad = is_bad;
        self.newline_is_semicolon = true;
    }

    fn lower(&self) -> u8 {
        u8::try_from(self.cursor.current).map_or(0, |byte| byte.to_ascii_lowercase())
    }

    fn complain(&mut self, number: &mut Number, message: String) {
        if !number.is_bad {
            self.cursor.error_here(message);
            number.is_bad = true;
        }
    }

    /// int_lit, float_lit or imaginary_lit; after a point if `seen_point`.
    pub(super) fn number(&mut self, seen_point: bool) {
        let mut number = Number {
            base: 10,
            prefix: 0,
            invalid_digit: None,
            is_bad: false,
        };
        let mut kind = LiteralKind::Int;
        let mut seen = Seen::default();
        let mut seen_point = seen_point;
        if !seen_point {
            self.number_prefix(&mut number, &mut seen);
            self.digits(&mut number, &mut seen);
            if self.cursor.current == u32::from(b'.') {
                if matches!(number.prefix, b'o' | b'b') {
                    let message = format!("invalid radix point in {} literal", number.base_name());
                    self.complain(&mut number, message);
                }
                self.cursor.advance();
                seen_point = true;
            }
        }
        if seen_point {
            kind = LiteralKind::Float;
            self.digits(&mut number, &mut seen);
        }
        if !seen.digit {
            let message = format!("{} literal has no digits", number.base_name());
            self.complain(&mut number, message);
        }
        kind = self.exponent(&mut number, &mut seen, kind);
        if self.accept(b'i') {
            kind = LiteralKind::Imaginary;
        }
        self.check_digits(&mut number, seen, kind);
        self.finish_literal(kind, number.is_bad);
    }

    fn number_prefix(&mut self, number: &mut Number, seen: &mut Seen) {
        if !self.accept(b'0') {
            return;
        }
        (number.base, number.prefix) = match self.lower() {
            b'x' => (16, b'x'),
            b'o' => (8, b'o'),
            b'b' => (2, b'b'),
            _ => (8, b'0'),
        };
        if number.prefix == b'0' {
            seen.digit = true;
        } else {
            self.cursor.advance();
        }
    }

    /// Accepts digits and separators; any decimal digit even in smaller bases, for a better error.
    fn digits(&mut self, number: &mut Number, seen: &mut Seen) {
        loop {
            let byte = self.lower();
            match byte {
                b'_' => seen.separator = true,
                b'0'..=b'9' => {
                    seen.digit = true;
                    if u32::from(byte - b'0') >= number.base && number.invalid_digit.is_none() {
                        number.invalid_digit = Some(self.cursor.offset);
                    }
                }
                b'a'..=b'f' if number.base == 16 => seen.digit = true,
                _ => return,
            }
            self.cursor.advance();
        }
    }

    /// decimal_exponent or hex_exponent, if there is one.
    fn exponent(&mut self, number: &mut Number, seen: &mut Seen, kind: LiteralKind) -> LiteralKind {
        let letter = self.lower();
        if letter != b'e' && letter != b'p' {
            if number.prefix == b'x' && kind == LiteralKind::Float {
                let message = "hexadecimal mantissa requires a 'p' exponent".to_string();
                self.complain(number, message);
            }
            return kind;
        }
        let quoted = quote_character(self.cursor.current);
        if letter == b'e' && !matches!(number.prefix, 0 | b'0') {
            self.complain(
                number,
                format!("{quoted} exponent requires decimal mantissa"),
            );
        } else if letter == b'p' && number.prefix != b'x' {
            self.complain(
                number,
                format!("{quoted} exponent requires hexadecimal mantissa"),
            );
        }
        self.cursor.advance();
        if !self.accept(b'+') {
            self.accept(b'-');
        }
        seen.digit = false;
        let mut exponent = Number {
            base: 10,
            prefix: 0,
            invalid_digit: None,
            is_bad: false,
        };
        self.digits(&mut exponent, seen);
        if !seen.digit {
            self.complain(number, "exponent has no digits".to_string());
        }
        LiteralKind::Float
    }

    /// Checks that need the whole literal: digits too large for the base, misplaced separators.
    fn check_digits(&mut self, number: &mut Number, seen: Seen, kind: LiteralKind) {
        if number.is_bad {
            return;
        }
        let text = self.slice(self.start, self.cursor.offset);
        if let (LiteralKind::Int, Some(offset)) = (kind, number.invalid_digit) {
            let digit = char::from(text[(offset - self.start) as usize]);
            let message = format!("invalid digit '{digit}' in {} literal", number.base_name());
            self.cursor.error_at(offset, message);
            number.is_bad = true;
        } else if let (true, Some(index)) = (seen.separator, misplaced_separator(text)) {
            let message = "'_' must separate successive digits".to_string();
            self.cursor.error_at(self.start + index as u32, message);
            number.is_bad = true;
        }
    }

    /// rune_lit = "'" ( unicode_value | byte_value ) "'" .
    pub(super) fn rune(&mut self) {
        let mut is_bad = false;
        let mut count = 0;
        self.cursor.advance();
        loop {
            match self.cursor.current {
                0x27 => {
                    if !is_bad && count == 0 {
                        self.cursor
                            .error_here("empty rune literal or unescaped '".to_string());
                        is_bad = true;
                    } else if !is_bad && count != 1 {
                        let message = "more than one character in rune literal".to_string();
                        self.cursor.error_at(self.start, message);
                        is_bad = true;
                    }
                    self.cursor.advance();
                    break;
                }
                0x5C => is_bad |= !self.escape(b'\''),
                0x0A | END => {
                    if !is_bad && self.cursor.current == END {
                        let message = "rune literal not terminated".to_string();
                        self.cursor.error_at(self.start, message);
                    } else if !is_bad {
                        self.cursor
                            .error_here("newline in rune literal".to_string());
                    }
                    is_bad = true;
                    break;
                }
                _ => self.cursor.advance(),
            }
            count += 1;
        }
        self.finish_literal(LiteralKind::Rune, is_bad);
    }

    /// interpreted_string_lit = `"` { unicode_value | byte_value } `"` .
    pub(super) fn interpreted_string(&mut self) {
        let mut is_bad = false;
        self.cursor.advance();
        loop {
            match self.cursor.current {
                0x22 => {
                    self.cursor.advance();
                    break;
                }
                0x5C => is_bad |= !self.escape(b'"'),
                0x0A => {
                    self.cursor.error_here("newline in string".to_string());
                    is_bad = true;
                    break;
                }
                END => {
                    self.cursor
                        .error_at(self.start, "string not terminated".to_string());
                    is_bad = true;
                    break;
                }
                _ => self.cursor.advance(),
            }
        }
        self.finish_literal(LiteralKind::String, is_bad);
    }

    /// raw_string_lit = "`" { unicode_char | newline } "`" .
    pub(super) fn raw_string(&mut self) {
        self.cursor.advance();
        while self.cursor.current != u32::from(b'`') && self.cursor.current != END {
            self.cursor.advance();
        }
        let is_bad = !self.accept(b'`');
        if is_bad {
            self.cursor
                .error_at(self.start, "string not terminated".to_string());
        }
        self.finish_literal(LiteralKind::String, is_bad);
    }

    /// An escape sequence, from its backslash; false if it was reported. The end of the file
    /// within it is left to the caller.
    fn escape(&mut self, quote: u8) -> bool {
        self.cursor.advance();
        let current = u8::try_from(self.cursor.current).unwrap_or(0);
        let (length, base, maximum) = match current {
            b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'\\' => {
                self.cursor.advance();
                return true;
            }
            _ if current == quote => {
                self.cursor.advance();
                return true;
            }
            b'0'..=b'7' => (3, 8, 255),
            b'x' => (2, 16, 255),
            b'u' => (4, 16, u32::from(char::MAX)),
            b'U' => (8, 16, u32::from(char::MAX)),
            _ if self.cursor.current == END => return true,
            _ => {
                self.cursor.error_here("unknown escape".to_string());
                return false;
            }
        };
        if base == 16 {
            self.cursor.advance();
        }
        let mut value: u32 = 0;
        for _ in 0..length {
            if self.cursor.current == END {
                return true;
            }
            let digit = char::from_u32(self.cursor.current).and_then(|c| c.to_digit(base));
            let Some(digit) = digit else {
                let quoted = quote_character(self.cursor.current);
                let message = format!("invalid character {quoted} in {} escape", base_name(base));
                self.cursor.error_here(message);
                return false;
            };
            value = value.wrapping_mul(base) + digit;
            self.cursor.advance();
        }
        if value > maximum && base == 8 {
            self.cursor
                .error_here(format!("octal escape value {value} > 255"));
            return false;
        }
        if value > maximum || (0xD800..0xE000).contains(&value) {
            let what = describe_character(value);
            self.cursor
                .error_here(format!("escape is invalid Unicode code point {what}"));
            return false;
        }
        true
    }
}

/// spec (Integer literals): `_` may stand after a base prefix and between successive digits.
/// Index of the first that stands elsewhere.
fn misplaced_separator(literal: &[u8]) -> Option<usize> {
    #[derive(PartialEq)]
    enum Class {
        Digit,
        Separator,
        Other,
    }
    let prefix = match literal {
        [b'0', letter, ..] => letter.to_ascii_lowercase(),
        _ => 0,
    };
    let has_prefix = matches!(prefix, b'x' | b'o' | b'b');
    // The prefix counts as a digit.
    let mut previous = if has_prefix {
        Class::Digit
    } else {
        Class::Other
    };
    for (index, &byte) in literal
        .iter()
        .enumerate()
        .skip(if has_prefix { 2 } else { 0 })
    {
        let class = match byte {
            b'_' => Class::Separator,
            _ if is_decimal(u32::from(byte)) => Class::Digit,
            _ if prefix == b'x' && byte.is_ascii_hexdigit() => Class::Digit,
            _ => Class::Other,
        };
        if class == Class::Separator && previous != Class::Digit {
            return Some(index);
        }
        if previous == Class::Separator && class == Class::Other {
            return Some(index - 1);
        }
        previous = class;
    }
    (previous == Class::Separator).then(|| literal.len() - 1)
}
