//! Listings of machine code in the format of `go tool compile -S`.
//!
//! In: functions and data as code generation placed them: bytes, relocations, lines.  Out: text.
//! Invariants: the listing is a function of its input; instructions are spelled as Go's assembler
//! spells them, jump targets are decimal offsets in the function.
//! `regions` tells instructions from data, `assembler` spells them, this file lays out the lines.
//! Follows cmd/internal/obj/objfile.go and plist.go for the format.

mod assembler;
mod disassembler;
mod dump;
mod intel;
mod mnemonic;
mod regions;
mod register;

pub use assembler::{Instruction, Relocations, decode};
pub use dump::{DumpLine, dump, gnu};

use std::collections::BTreeMap;
use std::fmt::Write;

/// A function to list.
#[derive(Clone, Debug)]
pub struct FunctionListing<'a> {
    pub symbol: &'a str,
    pub code: &'a [u8],
    /// Bytes of arguments the caller passes on the stack.
    pub arguments_size: u32,
    /// Bytes of the frame.
    pub frame_size: u32,
    pub flags: FunctionFlags,
    /// Sorted by offset; a row holds up to the next.
    pub lines: &'a [LineRow<'a>],
    /// Sorted by offset.
    pub relocations: &'a [RelocationRow<'a>],
    /// Named parts of the frame.
    pub slots: &'a [SlotRow<'a>],
    /// Add to every instruction what Intel's syntax makes of it.
    pub intel: bool,
}

/// A local in the frame.
#[derive(Clone, Copy, Debug)]
pub struct SlotRow<'a> {
    /// In bytes above the stack pointer.
    pub offset: u32,
    /// In bytes.
    pub size: u32,
    pub name: &'a str,
}

/// The attributes that a listing shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct FunctionFlags {
    pub needs_context: bool,
    pub wrapper: bool,
    pub duplicate_ok: bool,
    /// Has no stack check.
    pub no_split: bool,
    /// Calls nothing.
    pub leaf: bool,
}

/// Where code comes from, from an offset on.
#[derive(Clone, Copy, Debug)]
pub struct LineRow<'a> {
    pub offset: u32,
    /// Empty if unknown.
    pub file: &'a str,
    pub line: u32,
}

/// A place in code or data that refers to a symbol.
#[derive(Clone, Debug)]
pub struct RelocationRow<'a> {
    pub offset: u32,
    /// In bytes.
    pub size: u8,
    /// `R_CALL`, `R_PCREL`, `R_ADDR`.
    pub kind: &'static str,
    pub symbol: &'a str,
    /// As gc shows it: 0 for the symbol itself, where the field is relative to its own end.
    pub addend: i64,
}

/// A data symbol to list.
#[derive(Clone, Debug)]
pub struct DataListing<'a> {
    pub symbol: &'a str,
    /// `SRODATA`, `SDATA`, `SBSS`.
    pub kind: &'static str,
    pub duplicate_ok: bool,
    pub alignment: u32,
    pub size: u64,
    /// Empty for zeroed data.
    pub bytes: &'a [u8],
    pub relocations: &'a [RelocationRow<'a>],
}

/// Appends the listing of a function.
pub fn write_function(out: &mut String, function: &FunctionListing<'_>) {
    // Writing to a string cannot fail: the results are dropped here and below.
    let _ = write_header(out, function);
    let _ = write_instructions(out, function);
    write_bytes(out, function.code);
    write_relocations(out, function.relocations);
}

/// Appends the listing of a data symbol.
pub fn write_data(out: &mut String, data: &DataListing<'_>) {
    let duplicate = if data.duplicate_ok { " dupok" } else { "" };
    let _ = writeln!(
        out,
        "{} {}{duplicate} size={} align={:#x}",
        data.symbol, data.kind, data.size, data.alignment
    );
    write_bytes(out, data.bytes);
    write_relocations(out, data.relocations);
}

/// funcid of compiler-made wrappers (abi.FuncIDWrapper).
const WRAPPER_ID: u32 = 0x17;

fn write_header(out: &mut String, function: &FunctionListing<'_>) -> std::fmt::Result {
    let flags = &function.flags;
    write!(out, "{} STEXT ", function.symbol)?;
    if flags.duplicate_ok {
        out.push_str("dupok ");
    }
    if flags.no_split {
        out.push_str("nosplit ");
    }
    write!(
        out,
        "size={} align=0x0 args={:#x} locals={:#x} funcid={:#x}",
        function.code.len(),
        function.arguments_size,
        function.frame_size,
        if flags.wrapper { WRAPPER_ID } else { 0 }
    )?;
    if flags.leaf {
        out.push_str(" leaf");
    }
    out.push('\n');
    let attributes = [
        (flags.duplicate_ok, "DUPOK|"),
        (flags.no_split, "NOSPLIT|"),
        (flags.wrapper, "WRAPPER|"),
        (flags.needs_context, "NEEDCTXT|"),
    ];
    let attributes: String = attributes
        .iter()
        .filter(|(set, _)| *set)
        .map(|(_, text)| *text)
        .collect();
    let operands = format!(
        "{}(SB), {attributes}ABIInternal, ${}-{}",
        function.symbol, function.frame_size, function.arguments_size
    );
    write_line(out, function, 0, "TEXT", &operands)
}

fn write_instructions(out: &mut String, function: &FunctionListing<'_>) -> std::fmt::Result {
    let relocations = Relocations::new(function.relocations);
    let intel = match function.intel {
        true => intel::spell(function.code, &relocations),
        false => BTreeMap::new(),
    };
    for instruction in decode(function.symbol, function.code, &relocations, function.slots) {
        let mut operands = instruction.operands;
        if let Some(text) = intel.get(&instruction.offset) {
            write!(operands, "\t; {text}")?;
        }
        write_line(
            out,
            function,
            instruction.offset,
            &instruction.operation,
            &operands,
        )?;
    }
    Ok(())
}

fn write_line(
    out: &mut String,
    function: &FunctionListing<'_>,
    offset: u32,
    operation: &str,
    operands: &str,
) -> std::fmt::Result {
    let index = function.lines.partition_point(|row| row.offset <= offset);
    let row = index.checked_sub(1).map(|index| &function.lines[index]);
    let place = match row {
        Some(row) if !row.file.is_empty() => format!("{}:{}", row.file, row.line),
        _ => "<unknown line number>".to_string(),
    };
    write!(out, "\t0x{offset:04x} {offset:05} ({place})\t{operation}")?;
    if !operands.is_empty() {
        write!(out, "\t{operands}")?;
    }
    out.push('\n');
    Ok(())
}

/// Rows of sixteen bytes in hexadecimal and as text.
fn write_bytes(out: &mut String, bytes: &[u8]) {
    for (index, row) in bytes.chunks(16).enumerate() {
        let _ = write!(out, "\t0x{:04x}", index * 16);
        for byte in row {
            let _ = write!(out, " {byte:02x}");
        }
        for _ in row.len()..16 {
            out.push_str("   ");
        }
        out.push_str("  ");
        for &byte in row {
            let printable = (b' '..=b'~').contains(&byte);
            out.push(if printable { char::from(byte) } else { '.' });
        }
        out.push('\n');
    }
}

fn write_relocations(out: &mut String, relocations: &[RelocationRow<'_>]) {
    for row in relocations {
        let _ = writeln!(
            out,
            "\trel {}+{} t={} {}+{}",
            row.offset, row.size, row.kind, row.symbol, row.addend
        );
    }
}
