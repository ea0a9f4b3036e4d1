//! `.debug_line`: which line each instruction belongs to.
//!
//! In: the rows of the described functions.  Out: a line program with a sequence a function, and its
//! files.
//! Invariant: a function's first row is its declaration's line, for the stack check and the prologue.

use super::{DebugSection, Described};
use crate::program::Context;
use grus_syntax::Pos;

const DW_LNS_COPY: u8 = 1;
const DW_LNS_ADVANCE_PC: u8 = 2;
const DW_LNS_ADVANCE_LINE: u8 = 3;
const DW_LNS_SET_FILE: u8 = 4;
const DW_LNS_SET_COLUMN: u8 = 5;
const DW_LNE_END_SEQUENCE: u8 = 1;
const DW_LNE_SET_ADDRESS: u8 = 2;

/// Numbers of operands of the standard operations.
const OPERATIONS: [u8; 12] = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];

pub(super) struct Lines {
    pub section: DebugSection,
    /// The first is number 1.
    pub files: Vec<String>,
}

pub(super) fn program(context: &Context, described: &[Described<'_>]) -> Lines {
    let mut files: Vec<String> = Vec::new();
    let mut rows = DebugSection::default();
    for each in described {
        sequence(context, each, &mut files, &mut rows);
    }
    let mut section = DebugSection::default();
    section.u32(0);
    section.u16(4);
    let header = section.bytes.len();
    section.u32(0);
    // Instructions of 1 byte, 1 operation each, rows are statements, special operations unused.
    section.bytes.extend([1, 1, 1, 0xfb, 14, 13]);
    section.bytes.extend(OPERATIONS);
    // No folders: the files' names are absolute.
    section.bytes.push(0);
    for file in &files {
        section.string(file);
        section.bytes.extend([0, 0, 0]);
    }
    section.bytes.push(0);
    section.end_unit(header);
    let base = section.bytes.len() as u64;
    section.bytes.extend(&rows.bytes);
    for mut relocation in rows.relocations {
        relocation.offset += base;
        section.relocations.push(relocation);
    }
    section.end_unit(0);
    Lines { section, files }
}

fn sequence(
    context: &Context,
    described: &Described<'_>,
    files: &mut Vec<String>,
    rows: &mut DebugSection,
) {
    let compiled = described.compiled;
    rows.bytes.extend([0, 9, DW_LNE_SET_ADDRESS]);
    rows.address(described.entry);
    let (mut pc, mut line, mut file, mut column) = (0, 1, 1, 0);
    let mut row = |rows: &mut DebugSection, at: u32, pos: Pos| {
        let position = context.sources.position(pos);
        // What the embedded library contributes by inlining has no file to show.
        if !position.filename.starts_with('/') {
            return;
        }
        let known = files.iter().position(|name| **name == *position.filename);
        let index = known.unwrap_or_else(|| {
            files.push(position.filename.to_string());
            files.len() - 1
        });
        let number = index as u64 + 1;
        if number != file {
            rows.bytes.push(DW_LNS_SET_FILE);
            rows.unsigned(number);
            file = number;
        }
        if position.column != column {
            rows.bytes.push(DW_LNS_SET_COLUMN);
            rows.unsigned(u64::from(position.column));
            column = position.column;
        }
        if at > pc {
            rows.bytes.push(DW_LNS_ADVANCE_PC);
            rows.unsigned(u64::from(at - pc));
            pc = at;
        }
        let distance = i64::from(position.line) - line;
        if distance != 0 {
            rows.bytes.push(DW_LNS_ADVANCE_LINE);
            rows.signed(distance);
            line += distance;
        }
        rows.bytes.push(DW_LNS_COPY);
    };
    row(rows, 0, compiled.pos);
    for each in &compiled.lines {
        row(rows, each.pc, each.source.pos);
    }
    rows.bytes.push(DW_LNS_ADVANCE_PC);
    rows.unsigned(u64::from(compiled.code.len() as u32 - pc));
    rows.bytes.extend([0, 1, DW_LNE_END_SEQUENCE]);
}
