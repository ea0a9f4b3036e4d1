//! What the flags ask to see of a compilation: machine code, Cranelift's input.
//!
//! In: what code generation collected.  Out: text.  Only functions of the named packages are shown,
//! and of the data what those functions refer to.

use grus_codegen::{DataListing, FunctionListing, ListingRelocation, ObjectOutput};
use grus_codegen::{RelocationKind, SymbolKind};
use grus_listing as listing;
use grus_syntax::SourceMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The listing of `-S`; level 2 adds Intel's syntax.
pub fn machine_code(
    object: &ObjectOutput,
    sources: &SourceMap,
    level: u32,
    is_shown: &dyn Fn(&str) -> bool,
) -> String {
    let mut text = String::new();
    let mut mentioned = BTreeSet::new();
    for function in object
        .listing
        .functions
        .iter()
        .filter(|function| is_shown(&function.symbol))
    {
        mentioned.extend(function.relocations.iter().map(|row| row.symbol.as_str()));
        write_function(&mut text, function, sources, level > 1);
    }
    for data in &object.listing.data {
        if mentioned.contains(data.symbol.as_str()) {
            write_data(&mut text, data);
        }
    }
    text
}

fn write_function(text: &mut String, function: &FunctionListing, sources: &SourceMap, intel: bool) {
    // The stack check, before and behind the code, belongs to the line of the function.
    let check = (0, function.pos);
    let rows = function.lines.iter().map(|row| (row.pc, row.pos));
    let places: Vec<(u32, Arc<str>, u32)> = std::iter::once(check)
        .chain(rows)
        .map(|(offset, pos)| {
            let position = sources.position(pos);
            (offset, position.filename, position.line)
        })
        .collect();
    let lines: Vec<listing::LineRow<'_>> = places
        .iter()
        .map(|(offset, file, line)| listing::LineRow {
            offset: *offset,
            file,
            line: *line,
        })
        .collect();
    let slots = function.slots.iter().map(|slot| listing::SlotRow {
        offset: slot.offset,
        size: slot.size,
        name: &slot.name,
    });
    let slots: Vec<_> = slots.collect();
    listing::write_function(
        text,
        &listing::FunctionListing {
            symbol: &function.symbol,
            code: &function.code,
            arguments_size: function.args_size,
            frame_size: function.frame_size,
            flags: listing::FunctionFlags {
                needs_context: function.flags.needs_context,
                wrapper: function.flags.wrapper,
                duplicate_ok: function.flags.duplicate_ok,
                no_split: function.header_length == 0,
                leaf: function.leaf,
            },
            lines: &lines,
            slots: &slots,
            intel,
            relocations: &relocations(&function.code, &function.relocations),
        },
    );
}

fn write_data(text: &mut String, data: &DataListing) {
    listing::write_data(
        text,
        &listing::DataListing {
            symbol: &data.symbol,
            kind: match data.kind {
                SymbolKind::ReadOnly => "SRODATA",
                SymbolKind::Data => "SDATA",
                SymbolKind::Bss => "SBSS",
            },
            duplicate_ok: is_shared(&data.symbol),
            alignment: data.align as u32,
            size: data.size,
            bytes: &data.bytes,
            relocations: &relocations(&[], &data.relocations),
        },
    );
}

/// Whether a data symbol is one that gc writes into every package that needs it: type descriptors,
/// texts, method tables and func values.
fn is_shared(symbol: &str) -> bool {
    ["type:", "go:string.", "go:itab."]
        .iter()
        .any(|prefix| symbol.starts_with(prefix))
        || symbol.ends_with("·f")
}

fn relocations<'a>(code: &[u8], rows: &'a [ListingRelocation]) -> Vec<listing::RelocationRow<'a>> {
    const CALL: u8 = 0xe8;
    const JUMP: u8 = 0xe9;
    let calls = |row: &ListingRelocation| {
        let opcode = (row.offset as usize)
            .checked_sub(1)
            .and_then(|before| code.get(before));
        matches!(opcode, Some(&(CALL | JUMP)))
    };
    rows.iter()
        .map(|row| {
            // ELF addends of relative fields make up for their size; gc's do not.
            let (kind, bias) = match row.kind {
                RelocationKind::Address => ("R_ADDR", 0),
                _ if calls(row) => ("R_CALL", i64::from(row.size)),
                _ => ("R_PCREL", i64::from(row.size)),
            };
            listing::RelocationRow {
                offset: row.offset,
                size: row.size,
                kind,
                symbol: &row.symbol,
                addend: row.addend + bias,
            }
        })
        .collect()
}
