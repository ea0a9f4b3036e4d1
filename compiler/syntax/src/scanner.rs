//! Scanner: source bytes to tokens.
//! In: the bytes of one file.  Out: one token a call of `next`, errors, and the comments that
//! are directives.
//! Invariants: every call makes progress until `Eof`; error texts and positions are gc's; NUL
//! bytes, invalid UTF-8 and byte order marks are reported once each and skipped wherever they
//! stand.
//! Not done: values of literals (literal.rs), meaning of directives (parser/directives.rs),
//! comments.
//! spec (Lexical elements). Follows: cmd/compile/internal/syntax/{scanner,source}.go.

mod cursor;
mod literals;

use crate::ast::{BinaryOp, LiteralKind};
use crate::token::{Operator, Token};
use crate::unicode_tables;
use cursor::{Cursor, END};

/// An error of the scanner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScanError {
    /// Byte offset.
    pub offset: u32,
    /// Text, without `syntax error:`.
    pub message: String,
}

/// A comment that may direct the compiler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DirectiveComment {
    /// Offset of the comment's `/`.
    pub start: u32,
    /// Offset behind the comment; line ends do not belong to it.
    pub end: u32,
    /// Whether only white space precedes it on its line.
    pub alone: bool,
}

/// What made a semicolon; error messages name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SemicolonOrigin {
    /// `;`
    Written,
    /// A line end
    Newline,
    /// The end of the file
    Eof,
}

impl SemicolonOrigin {
    /// How error messages name it.
    pub fn as_str(self) -> &'static str {
        match self {
            SemicolonOrigin::Written => "semicolon",
            SemicolonOrigin::Newline => "newline",
            SemicolonOrigin::Eof => "EOF",
        }
    }
}

/// State of scanning one file; the current token is in its fields.
pub struct Scanner<'a> {
    cursor: Cursor<'a>,
    /// spec (Semicolons): whether a line end here becomes a semicolon.
    newline_is_semicolon: bool,
    /// Current token.
    pub token: Token,
    /// Offset of the current token.
    pub start: u32,
    /// Offset behind the current token.
    pub end: u32,
    /// Operator of an `Operator`, `Star`, `AssignOp` or `IncOp`.
    pub operator: Operator,
    /// Origin of a `Semicolon`.
    pub semicolon: SemicolonOrigin,
    /// Kind of a `Literal`.
    pub literal_kind: LiteralKind,
    /// Whether an error was reported in a `Literal`.
    pub literal_is_bad: bool,
    /// Directive comments met since the client last took them.
    pub directives: Vec<DirectiveComment>,
}

impl<'a> Scanner<'a> {
    /// A scanner before the first token.
    pub fn new(text: &'a [u8]) -> Scanner<'a> {
        Scanner {
            cursor: Cursor::new(text),
            newline_is_semicolon: false,
            token: Token::Eof,
            start: 0,
            end: 0,
            operator: Operator::Not,
            semicolon: SemicolonOrigin::Written,
            literal_kind: LiteralKind::Int,
            literal_is_bad: false,
            directives: Vec::new(),
        }
    }

    /// Bytes of the current token.
    pub fn text(&self) -> &'a [u8] {
        self.slice(self.start, self.end)
    }

    /// Bytes between two offsets.
    pub fn slice(&self, start: u32, end: u32) -> &'a [u8] {
        &self.cursor.text[start as usize..end as usize]
    }

    /// Errors met since the last call.
    pub fn take_errors(&mut self) -> Vec<ScanError> {
        std::mem::take(&mut self.cursor.errors)
    }

    /// Whether there are errors to take.
    pub fn has_errors(&self) -> bool {
        !self.cursor.errors.is_empty()
    }

    /// Advances to the next token.
    pub fn next(&mut self) {
        let newline_is_semicolon = std::mem::replace(&mut self.newline_is_semicolon, false);
        loop {
            self.cursor.skip_white_space(!newline_is_semicolon);
            self.start = self.cursor.offset;
            if self.scan(newline_is_semicolon) {
                self.end = self.cursor.offset;
                return;
            }
        }
    }

    /// Scans one token; false if what stood here is none (a comment, a stray character).
    fn scan(&mut self, newline_is_semicolon: bool) -> bool {
        let current = self.cursor.current;
        if self.at_identifier_start() {
            self.identifier();
            return true;
        }
        if current == END {
            self.token = if newline_is_semicolon {
                Token::Semicolon
            } else {
                Token::Eof
            };
            self.semicolon = SemicolonOrigin::Eof;
            return true;
        }
        let Ok(byte) = u8::try_from(current) else {
            return self.stray_character();
        };
        match byte {
            b'0'..=b'9' => self.number(false),
            b'"' => self.interpreted_string(),
            b'`' => self.raw_string(),
            b'\'' => self.rune(),
            b'.' => self.dot(),
            b'/' => return self.slash(newline_is_semicolon),
            b'\n' => {
                self.semicolon = SemicolonOrigin::Newline;
                self.single(Token::Semicolon);
            }
            b';' => {
                self.semicolon = SemicolonOrigin::Written;
                self.single(Token::Semicolon);
            }
            b'(' => self.single(Token::LeftParen),
            b'[' => self.single(Token::LeftBracket),
            b'{' => self.single(Token::LeftBrace),
            b',' => self.single(Token::Comma),
            b')' => self.closing(Token::RightParen),
            b']' => self.closing(Token::RightBracket),
            b'}' => self.closing(Token::RightBrace),
            b':' => {
                self.cursor.advance();
                self.token = if self.accept(b'=') {
                    Token::Define
                } else {
                    Token::Colon
                };
            }
            _ => return self.operator_token(byte),
        }
        true
    }

    fn stray_character(&mut self) -> bool {
        let message = format!(
            "invalid character {}",
            describe_character(self.cursor.current)
        );
        self.cursor.error_here(message);
        self.cursor.advance();
        false
    }

    fn single(&mut self, token: Token) {
        self.cursor.advance();
        self.token = token;
    }

    fn closing(&mut self, token: Token) {
        self.single(token);
        self.newline_is_semicolon = true;
    }

    fn accept(&mut self, byte: u8) -> bool {
        let found = self.cursor.current == u32::from(byte);
        if found {
            self.cursor.advance();
        }
        found
    }

    // ------------------------------------------------------------------------------ identifiers

    fn at_identifier_start(&mut self) -> bool {
        match self.cursor.current {
            character if is_ascii_letter(character) => true,
            character if character < 0x80 || character == END => false,
            _ => self.at_identifier_character(true),
        }
    }

    /// spec (Identifiers): identifier = letter { letter | unicode_digit } .
    fn identifier(&mut self) {
        self.cursor.advance();
        self.cursor.skip_ascii_identifier();
        while self.cursor.current >= 0x80
            && self.cursor.current != END
            && self.at_identifier_character(false)
        {
            self.cursor.advance();
            self.cursor.skip_ascii_identifier();
        }
        let text = self.slice(self.start, self.cursor.offset);
        if let Some(keyword) = Token::keyword(text) {
            self.token = keyword;
            self.newline_is_semicolon = matches!(
                keyword,
                Token::Break | Token::Continue | Token::Fallthrough | Token::Return
            );
            return;
        }
        self.token = Token::Name;
        self.newline_is_semicolon = true;
    }

    /// Whether the current character, beyond ASCII, is taken into an identifier; complains if
    /// it should not be.
    fn at_identifier_character(&mut self, first: bool) -> bool {
        let character = self.cursor.current;
        if in_ranges(unicode_tables::LETTERS, character) {
            return true;
        }
        let what = describe_character(character);
        if !in_ranges(unicode_tables::DIGITS, character) {
            self.cursor
                .error_here(format!("invalid character {what} in identifier"));
        } else if first {
            self.cursor
                .error_here(format!("identifier cannot begin with digit {what}"));
        }
        true
    }

    // -------------------------------------------------------------------------------- operators

    fn dot(&mut self) {
        self.cursor.advance();
        if is_decimal(self.cursor.current) {
            return self.number(true);
        }
        self.token = Token::Dot;
        if self.cursor.current == u32::from(b'.') && self.cursor.peek_byte() == Some(b'.') {
            self.cursor.advance();
            self.cursor.advance();
            self.token = Token::DotDotDot;
        }
    }

    /// spec (Operators and punctuation), longest match first.
    fn operator_token(&mut self, byte: u8) -> bool {
        if !b"+-*%&|^<>=!~".contains(&byte) {
            return self.stray_character();
        }
        self.cursor.advance();
        match byte {
            b'+' | b'-' => {
                let op = if byte == b'+' {
                    BinaryOp::Add
                } else {
                    BinaryOp::Sub
                };
                if self.accept(byte) {
                    self.operator = Operator::Binary(op);
                    self.token = Token::IncOp;
                    self.newline_is_semicolon = true;
                } else {
                    self.assignable(op);
                }
            }
            b'*' => {
                self.assignable(BinaryOp::Mul);
                if self.token == Token::Operator {
                    self.token = Token::Star;
                }
            }
            b'%' => self.assignable(BinaryOp::Rem),
            b'&' if self.accept(b'&') => self.plain(BinaryOp::AndAnd),
            b'&' if self.accept(b'^') => self.assignable(BinaryOp::AndNot),
            b'&' => self.assignable(BinaryOp::And),
            b'|' if self.accept(b'|') => self.plain(BinaryOp::OrOr),
            b'|' => self.assignable(BinaryOp::Or),
            b'^' => self.assignable(BinaryOp::Xor),
            b'<' if self.accept(b'=') => self.plain(BinaryOp::Le),
            b'<' if self.accept(b'<') => self.assignable(BinaryOp::Shl),
            b'<' if self.accept(b'-') => self.token = Token::Arrow,
            b'<' => self.plain(BinaryOp::Lt),
            b'>' if self.accept(b'=') => self.plain(BinaryOp::Ge),
            b'>' if self.accept(b'>') => self.assignable(BinaryOp::Shr),
            b'>' => self.plain(BinaryOp::Gt),
            b'=' if self.accept(b'=') => self.plain(BinaryOp::Eq),
            b'=' => self.token = Token::Assign,
            b'!' if self.accept(b'=') => self.plain(BinaryOp::Ne),
            b'!' => self.set_operator(Operator::Not),
            _ => self.set_operator(Operator::Tilde),
        }
        true
    }

    fn set_operator(&mut self, operator: Operator) {
        self.operator = operator;
        self.token = Token::Operator;
    }

    fn plain(&mut self, op: BinaryOp) {
        self.set_operator(Operator::Binary(op));
    }

    fn assignable(&mut self, op: BinaryOp) {
        self.plain(op);
        if self.accept(b'=') {
            self.token = Token::AssignOp;
        }
    }

    // --------------------------------------------------------------------------------- comments

    /// A division operator or a comment; false for a comment that is not a semicolon.
    fn slash(&mut self, newline_is_semicolon: bool) -> bool {
        self.cursor.advance();
        if self.cursor.current == u32::from(b'/') {
            self.cursor.skip_line();
            self.record_directive();
            return false;
        }
        if self.accept(b'*') {
            if !self.cursor.skip_block_comment() {
                self.cursor
                    .error_at(self.start, "comment not terminated".to_string());
            } else {
                self.record_directive();
            }
            // spec (Comments): a general comment containing newlines acts like a newline.
            let text = self.slice(self.start, self.cursor.offset);
            if newline_is_semicolon && text.contains(&b'\n') {
                self.token = Token::Semicolon;
                self.semicolon = SemicolonOrigin::Newline;
                return true;
            }
            return false;
        }
        self.assignable(BinaryOp::Div);
        true
    }

    fn record_directive(&mut self) {
        let (start, end) = (self.start, self.cursor.offset);
        let comment = self.slice(start, end);
        let body = &comment[2..];
        let is_line = body.starts_with(b"line ");
        let is_pragma = body.starts_with(b"go:") || body.starts_with(b"grus:");
        if is_line || is_pragma && comment[1] == b'/' {
            let before = self.slice(0, start);
            let alone = before
                .iter()
                .rev()
                .take_while(|&&byte| byte != b'\n')
                .all(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
            self.directives.push(DirectiveComment { start, end, alone });
        }
    }
}

fn is_ascii_letter(character: u32) -> bool {
    character == u32::from(b'_') || (character | 0x20).wrapping_sub(u32::from(b'a')) < 26
}

fn is_decimal(character: u32) -> bool {
    character.wrapping_sub(u32::from(b'0')) < 10
}

fn in_ranges(ranges: &[(u32, u32)], character: u32) -> bool {
    let count = ranges.partition_point(|range| range.0 <= character);
    count > 0 && character <= ranges[count - 1].1
}

/// Whether Go prints the character as it is.
fn is_printable(character: char) -> bool {
    // A following character that extends the previous one is escaped by the standard library only
    // at the start of a text; Go prints it, so put a base character in front.
    let text = format!("a{character}");
    text.escape_debug().count() == 2 || matches!(character, '\'' | '"' | '\\')
}

/// A character as `U+0040 '@'`; only the number if it cannot be printed.
fn describe_character(character: u32) -> String {
    match char::from_u32(character) {
        Some(printable) if is_printable(printable) => format!("U+{character:04X} '{printable}'"),
        _ => format!("U+{character:04X}"),
    }
}

/// A character as a rune literal.
fn quote_character(character: u32) -> String {
    let Some(character) = char::from_u32(character) else {
        return "'\u{FFFD}'".to_string();
    };
    let escaped = match character {
        '\u{7}' => "\\a".to_string(),
        '\u{8}' => "\\b".to_string(),
        '\u{C}' => "\\f".to_string(),
        '\n' => "\\n".to_string(),
        '\r' => "\\r".to_string(),
        '\t' => "\\t".to_string(),
        '\u{B}' => "\\v".to_string(),
        '\'' => "\\'".to_string(),
        '\\' => "\\\\".to_string(),
        _ if is_printable(character) => character.to_string(),
        _ => match u32::from(character) {
            number @ 0..0x80 => format!("\\x{number:02x}"),
            number @ 0x80..0x10000 => format!("\\u{number:04x}"),
            number => format!("\\U{number:08x}"),
        },
    };
    format!("'{escaped}'")
}

#[cfg(test)]
mod tests;
