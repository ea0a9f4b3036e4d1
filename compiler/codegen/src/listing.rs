//! What `-S` shows: functions and data symbols with bytes, lines and relocations.
//!
//! In: compiled functions and data items.  Out: plain data; the crate `grus-listing` writes the text.

use crate::compile::{CodeRelocationKind, CompiledFunction};
use crate::data::{Data, Section, Target, symbol_name};
use crate::locals::SlotName;
use crate::program::Context;
use crate::symbols::{Reference, Unit};
use grus_mir::{FunctionFlags, InlineId};
use grus_syntax::Pos;

/// All symbols of the object in order.
#[derive(Default)]
pub struct Listing {
    pub functions: Vec<FunctionListing>,
    pub data: Vec<DataListing>,
}

/// A function.
pub struct FunctionListing {
    pub symbol: String,
    pub pos: Pos,
    /// With the stack check; the entry is at 0.
    pub code: Vec<u8>,
    /// Length of the stack check.
    pub header_length: u32,
    pub relocations: Vec<ListingRelocation>,
    /// Sorted by pc.
    pub lines: Vec<ListingLine>,
    /// Distance from stack pointer to frame pointer.
    pub frame_size: u32,
    /// Bytes of arguments on the stack.
    pub args_size: u32,
    /// Of the MIR function; defaults for compiler-made ones.
    pub flags: FunctionFlags,
    /// Calls nothing.
    pub leaf: bool,
    /// Named parts of the frame.
    pub slots: Vec<ListingSlot>,
}

/// Where a local is in its function's frame.
pub struct ListingSlot {
    /// Bytes above the stack pointer.
    pub offset: u32,
    pub size: u32,
    /// `main.x`, or `main.&x` for the address of a local on the heap.
    pub name: String,
}

/// From this pc on, code belongs to this position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListingLine {
    pub pc: u32,
    pub pos: Pos,
    pub inline: InlineId,
}

/// A relocation.
pub struct ListingRelocation {
    pub offset: u32,
    /// Bytes it covers.
    pub size: u8,
    pub kind: RelocationKind,
    pub symbol: String,
    pub addend: i64,
}

/// The kind of a relocation in gc's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelocationKind {
    /// R_CALL
    Call,
    /// R_PCREL
    PcRelative,
    /// R_ADDR
    Address,
}

/// A data symbol.
pub struct DataListing {
    pub symbol: String,
    pub kind: SymbolKind,
    pub bytes: Vec<u8>,
    pub size: u64,
    pub align: u64,
    pub relocations: Vec<ListingRelocation>,
}

/// The kind of a data symbol in gc's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// SRODATA
    ReadOnly,
    /// SDATA
    Data,
    /// SBSS
    Bss,
}

/// Collects the listing.
pub fn collect(data: &Data, functions: &[CompiledFunction]) -> Listing {
    let context = data.context;
    let function_listing = |function: &CompiledFunction| FunctionListing {
        symbol: function.symbol.to_string(),
        pos: function.pos,
        code: function.code.clone(),
        header_length: function.header_length,
        relocations: function
            .relocations
            .iter()
            .map(|relocation| ListingRelocation {
                offset: relocation.offset,
                size: if relocation.kind == CodeRelocationKind::Absolute {
                    8
                } else {
                    4
                },
                kind: match relocation.kind {
                    CodeRelocationKind::Call => RelocationKind::Call,
                    CodeRelocationKind::Relative => RelocationKind::PcRelative,
                    CodeRelocationKind::Absolute => RelocationKind::Address,
                },
                symbol: symbol_name(context, &function.references[relocation.reference as usize]),
                addend: relocation.addend,
            })
            .collect(),
        lines: function
            .lines
            .iter()
            .map(|row| ListingLine {
                pc: row.pc,
                pos: row.source.pos,
                inline: row.source.inline,
            })
            .collect(),
        frame_size: function.frame_size,
        args_size: function.stack_argument_bytes,
        flags: match function.unit {
            Unit::Function(id) => context.program.functions[id].flags,
            _ => FunctionFlags {
                wrapper: true,
                ..FunctionFlags::default()
            },
        },
        leaf: !function.has_calls,
        slots: slots(data.context, function),
    };
    Listing {
        functions: functions.iter().map(function_listing).collect(),
        data: data
            .items
            .iter()
            .map(|item| data_listing(data, item))
            .collect(),
    }
}

/// The named slots of a MIR function; those without a name in the source are left out.
fn slots(context: &Context, compiled: &CompiledFunction) -> Vec<ListingSlot> {
    let Unit::Function(id) = compiled.unit else {
        return Vec::new();
    };
    let function = &context.program.functions[id];
    let package = context.checked.package(function.package).path;
    let slots = compiled.slots.iter().filter_map(|slot| {
        let (local, prefix) = match slot.name {
            SlotName::Local(local) => (local, ""),
            SlotName::PointerTo(local) => (local, "&"),
        };
        let name = function.locals[local].name.as_deref()?;
        Some(ListingSlot {
            offset: slot.offset,
            size: slot.size,
            name: format!("{package}.{prefix}{name}"),
        })
    });
    slots.collect()
}

fn data_listing(data: &Data, item: &crate::data::Item) -> DataListing {
    let target_name = |target: &Target| match target {
        Target::Item(item) => data.items[*item].name.clone(),
        Target::Unit(unit) => symbol_name(data.context, &Reference::Unit(*unit)),
        Target::External(name) => name.to_string(),
        Target::TextStart => "runtime.text".to_string(),
        Target::TextEnd => "runtime.etext".to_string(),
    };
    DataListing {
        symbol: item.name.clone(),
        kind: match item.section {
            Section::ReadOnly => SymbolKind::ReadOnly,
            Section::Data => SymbolKind::Data,
            Section::Bss => SymbolKind::Bss,
        },
        bytes: item.bytes.clone(),
        size: item.size,
        align: item.align,
        relocations: item
            .relocations
            .iter()
            .map(|relocation| ListingRelocation {
                offset: relocation.offset as u32,
                size: 8,
                kind: RelocationKind::Address,
                symbol: target_name(&relocation.target),
                addend: relocation.addend,
            })
            .collect(),
    }
}
