//! Line tables: which source line and inlined call each instruction belongs to.
//!
//! In: ranges of code with source entries.  Out: rows, and their compact encoding.

use crate::sources::Sources;
use grus_mir::SourceInfo;

/// From this pc on, code belongs to this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRow {
    pub pc: u32,
    pub source: SourceInfo,
}

/// Rows from sorted ranges (start, entry); a row starts where the source changes.
pub fn rows(ranges: &[(u32, u32)], sources: &Sources) -> Vec<LineRow> {
    let mut rows: Vec<LineRow> = Vec::new();
    for &(pc, entry) in ranges {
        let Some(entry) = sources.entries.get(entry as usize) else {
            continue;
        };
        if rows.last().is_none_or(|row| row.source != entry.info) {
            rows.push(LineRow {
                pc,
                source: entry.info,
            });
        }
    }
    rows
}

/// Appends an unsigned LEB128 number.
pub fn push_unsigned(bytes: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

/// Appends a signed LEB128 number.
pub fn push_signed(bytes: &mut Vec<u8>, mut value: i64) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        let sign_is_clear = low & 0x40 == 0;
        if (value == 0 && sign_is_clear) || (value == -1 && !sign_is_clear) {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}
