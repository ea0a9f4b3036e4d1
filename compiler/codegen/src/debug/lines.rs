//! `.debug_line`: which line each instruction belongs to.
//!
//! In: the rows of the described functions.  Out: a line program with a sequence a function, and its
//! files.
//! As in gc's there are no columns, and most rows are one special operation each.
//! Invariant: a function's first row is its declaration's line, for the stack check and the prologue.

use super::{DebugSection, Described};
use crate::program::Context;
use grus_syntax::Pos;

const DW_LNS_ADVANCE_PC: u8 = 2;
const DW_LNS_ADVANCE_LINE: u8 = 3;
const DW_LNS_SET_FILE: u8 = 4;
const DW_LNE_END_SEQUENCE: u8 = 1;
const DW_LNE_SET_ADDRESS: u8 = 2;

/// Numbers of operands of the standard operations.
const OPERATIONS: [u8; 12] = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];

/// The first special operation; they stand for a row some lines and bytes on.
const FIRST_SPECIAL: i64 = OPERATIONS.len() as i64 + 1;
/// The least and the number of the lines that special operations can go on.
const LINE_BASE: i64 = -4;
const LINE_RANGE: i64 = 10;

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
    // Instructions of 1 byte, 1 operation each, rows are statements.
    section.bytes.extend([1, 1, 1]);
    let special = [LINE_BASE, LINE_RANGE, FIRST_SPECIAL];
    section.bytes.extend(special.map(|number| number as u8));
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
    let (mut pc, mut line, mut file) = (0, 1, 1);
    let mut any = false;
    let mut row = |rows: &mut DebugSection, at: u32, pos: Pos| {
        let position = context.sources.position(pos);
        // What the embedded library contributes by inlining has no file to show.
        if !position.filename.starts_with('/') {
            return;
        }
        let recorded = context.sources.debugged_name(&position.filename);
        // Mostly the file of the row before.
        let same = files.get(file as usize - 1);
        if same.is_none_or(|name| **name != **recorded) {
            let known = files.iter().position(|name| **name == **recorded);
            file = 1 + known.unwrap_or(files.len()) as u64;
            if known.is_none() {
                files.push(recorded.to_string());
            }
            rows.bytes.push(DW_LNS_SET_FILE);
            rows.unsigned(file);
        } else if any && i64::from(position.line) == line {
            return;
        }
        any = true;
        add_row(
            rows,
            u64::from(at.saturating_sub(pc)),
            i64::from(position.line) - line,
        );
        (pc, line) = (pc.max(at), i64::from(position.line));
    };
    row(rows, 0, compiled.pos);
    for each in &compiled.lines {
        row(rows, each.pc, each.source.pos);
    }
    rows.bytes.push(DW_LNS_ADVANCE_PC);
    rows.unsigned(u64::from(compiled.code.len() as u32 - pc));
    rows.bytes.extend([0, 1, DW_LNE_END_SEQUENCE]);
}

/// A row so many bytes and lines behind the one before.
fn add_row(rows: &mut DebugSection, mut bytes: u64, mut lines: i64) {
    if !(LINE_BASE..LINE_BASE + LINE_RANGE).contains(&lines) {
        rows.bytes.push(DW_LNS_ADVANCE_LINE);
        rows.signed(lines);
        lines = 0;
    }
    let most = (255 - FIRST_SPECIAL - (lines - LINE_BASE)) / LINE_RANGE;
    if bytes > most as u64 {
        rows.bytes.push(DW_LNS_ADVANCE_PC);
        rows.unsigned(bytes);
        bytes = 0;
    }
    let operation = FIRST_SPECIAL + (lines - LINE_BASE) + LINE_RANGE * bytes as i64;
    rows.bytes.push(operation as u8);
}
