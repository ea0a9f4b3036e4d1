//! Reading position of the scanner: bytes to characters.
//! In: the bytes of a file.  Out: the current character, one step at a time.
//! Invariants: `current` is never NUL, an undecodable byte or a byte order mark: those are reported
//! and stepped over; `offset` is that of `current`.
//! spec (Source code representation).

use super::ScanError;

/// Value of `current` at the end of the file.
pub(super) const END: u32 = u32::MAX;

const BYTE_ORDER_MARK: u32 = 0xFEFF;

/// A position in the text.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a [u8],
    /// Offset of the current character.
    pub(super) offset: u32,
    /// Current character, or `END`.
    pub(super) current: u32,
    width: u32,
    pub(super) errors: Vec<ScanError>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a [u8]) -> Cursor<'a> {
        let mut cursor = Cursor {
            text,
            offset: 0,
            current: END,
            width: 0,
            errors: Vec::new(),
        };
        cursor.load();
        cursor
    }

    pub(super) fn error_here(&mut self, message: String) {
        self.error_at(self.offset, message);
    }

    pub(super) fn error_at(&mut self, offset: u32, message: String) {
        self.errors.push(ScanError { offset, message });
    }

    /// Steps to the next character.
    #[inline]
    pub(super) fn advance(&mut self) {
        self.offset += self.width;
        self.load();
    }

    /// The byte behind the current character.
    pub(super) fn peek_byte(&self) -> Option<u8> {
        self.text.get((self.offset + self.width) as usize).copied()
    }

    #[inline]
    fn load(&mut self) {
        match self.text.get(self.offset as usize) {
            Some(&byte) if byte.wrapping_sub(1) < 0x7F => {
                self.current = u32::from(byte);
                self.width = 1;
            }
            _ => self.load_unusual(),
        }
    }

    /// Decodes at the end, beyond ASCII, and where something has to be skipped.
    fn load_unusual(&mut self) {
        loop {
            let rest = &self.text[self.offset as usize..];
            let Some(&first) = rest.first() else {
                (self.current, self.width) = (END, 0);
                return;
            };
            match decode(rest) {
                Some((0, _)) => self.error_here("invalid NUL character".to_string()),
                None => self.error_here("invalid UTF-8 encoding".to_string()),
                Some((BYTE_ORDER_MARK, _)) => {
                    if self.offset > 0 {
                        self.error_here("invalid BOM in the middle of the file".to_string());
                    }
                    self.offset += 2;
                }
                Some((character, width)) => {
                    (self.current, self.width) = (character, width);
                    return;
                }
            }
            debug_assert!(first == 0 || first >= 0x80);
            self.offset += 1;
        }
    }

    /// Skips blanks; line ends too if `newlines`.
    pub(super) fn skip_white_space(&mut self, newlines: bool) {
        loop {
            match self.current {
                0x20 | 0x09 | 0x0D => {}
                0x0A if newlines => {}
                _ => return,
            }
            self.advance();
        }
    }

    /// Skips ASCII letters, digits and `_`.
    pub(super) fn skip_ascii_identifier(&mut self) {
        let rest = &self.text[self.offset as usize..];
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        self.offset += rest.iter().take_while(is_part).count() as u32;
        self.load();
    }

    /// Skips to the line end, which is not skipped.
    pub(super) fn skip_line(&mut self) {
        loop {
            // Plain ASCII is the common case and needs no decoding.
            let rest = &self.text[self.offset as usize..];
            let is_plain = |byte: &&u8| byte.wrapping_sub(1) < 0x7F && **byte != b'\n';
            self.offset += rest.iter().take_while(is_plain).count() as u32;
            self.load();
            if self.current == END || self.current == u32::from(b'\n') {
                return;
            }
            if self.current >= 0x80 {
                self.advance();
            }
        }
    }

    /// Skips behind `*/`; false if there is none.
    pub(super) fn skip_block_comment(&mut self) -> bool {
        while self.current != END {
            let star = self.current == u32::from(b'*');
            self.advance();
            if star && self.current == u32::from(b'/') {
                self.advance();
                return true;
            }
        }
        false
    }
}

/// Decodes the first character: its value and width; none if the bytes are not UTF-8.
fn decode(bytes: &[u8]) -> Option<(u32, u32)> {
    let first = *bytes.first()?;
    let width = match first {
        0..0x80 => return Some((u32::from(first), 1)),
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let text = std::str::from_utf8(bytes.get(..width)?).ok()?;
    text.chars()
        .next()
        .map(|character| (u32::from(character), width as u32))
}
