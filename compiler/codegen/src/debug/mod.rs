//! DWARF: what debuggers read of an executable.
//!
//! In: the placed text with lines, frames and named slots.  Out: the sections `.debug_abbrev`,
//! `.debug_info`, `.debug_ranges`, `.debug_line` and `.debug_frame`, version 4, with their relocations.
//! Functions whose source is a file on disk are described with lines and variables; of the embedded
//! library's, the frames only: that is enough to walk through them, and their source cannot be shown.
//! Variables that live in the frame have their place; those in registers are declared without one,
//! which debuggers show as optimised out. `-N` keeps all variables in the frame.
//! Not done: variables in registers, inlined calls (their lines are there).

mod frames;
mod lines;
mod types;

use crate::compile::CompiledFunction;
use crate::data::Data;
use crate::lines::{push_signed, push_unsigned};
use crate::locals::SlotName;
use crate::program::Context;
use crate::symbols::Unit;
use crate::text::Text;
use grus_mir::{Function, LocalKind};
use types::TypeEntries;

/// What a field of a debug section refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebugTarget {
    Text,
    Abbreviations,
    Lines,
    Ranges,
    Frames,
}

/// A field that the linker fills in.
#[derive(Clone, Copy, Debug)]
pub struct DebugRelocation {
    pub offset: u64,
    /// In bytes: 8 for addresses, 4 for places in sections.
    pub size: u8,
    pub target: DebugTarget,
    pub addend: u64,
}

/// A section.
#[derive(Default)]
pub struct DebugSection {
    pub bytes: Vec<u8>,
    pub relocations: Vec<DebugRelocation>,
}

/// All sections, by name.
pub type DebugSections = Vec<(&'static str, DebugSection)>;

impl DebugSection {
    fn u16(&mut self, value: u16) {
        self.bytes.extend(value.to_le_bytes());
    }

    fn u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    fn u64(&mut self, value: u64) {
        self.bytes.extend(value.to_le_bytes());
    }

    fn unsigned(&mut self, value: u64) {
        push_unsigned(&mut self.bytes, value);
    }

    fn signed(&mut self, value: i64) {
        push_signed(&mut self.bytes, value);
    }

    fn string(&mut self, text: &str) {
        // The text ends at the first zero.
        self.bytes.extend(text.bytes().filter(|&byte| byte != 0));
        self.bytes.push(0);
    }

    /// An address in the text.
    fn address(&mut self, offset: u64) {
        self.refer(8, DebugTarget::Text, offset);
    }

    fn refer(&mut self, size: u8, target: DebugTarget, addend: u64) {
        self.relocations.push(DebugRelocation {
            offset: self.bytes.len() as u64,
            size,
            target,
            addend,
        });
        self.bytes.extend(std::iter::repeat_n(0, usize::from(size)));
    }

    /// Fills in the length of a unit that began at a place.
    fn end_unit(&mut self, start: usize) {
        let length = (self.bytes.len() - start - 4) as u32;
        self.bytes[start..start + 4].copy_from_slice(&length.to_le_bytes());
    }
}

/// Whether the source of a function can be shown by a debugger.
pub fn is_described(context: &Context, function: &Function) -> bool {
    let position = context.sources.position(function.pos);
    position.filename.starts_with('/')
}

/// A described function with its place in the text.
struct Described<'a> {
    compiled: &'a CompiledFunction,
    function: &'a Function,
    entry: u64,
}

/// Describes the program; nothing if no function has its source on disk.
pub fn describe(data: &Data, text: &Text, functions: &[CompiledFunction]) -> DebugSections {
    let context = data.context;
    let described: Vec<Described<'_>> = functions
        .iter()
        .zip(&text.entries)
        .filter_map(|(compiled, &entry)| {
            let Unit::Function(id) = compiled.unit else {
                return None;
            };
            let function = &context.program.functions[id];
            is_described(context, function).then_some(Described {
                compiled,
                function,
                entry,
            })
        })
        .collect();
    if described.is_empty() {
        return Vec::new();
    }
    let lines = lines::program(context, &described);
    let mut abbreviations = DebugSection::default();
    for abbreviation in ABBREVIATIONS {
        abbreviations.bytes.extend(*abbreviation);
    }
    abbreviations.bytes.push(0);
    vec![
        (".debug_abbrev", abbreviations),
        (
            ".debug_info",
            information(context, &described, &lines.files),
        ),
        (".debug_ranges", ranges(&described)),
        (".debug_line", lines.section),
        (".debug_frame", frames::frames(text, functions, &described)),
    ]
}

// Numbers of the abbreviations below.
const UNIT: u64 = 1;
const FUNCTION: u64 = 2;
const PARAMETER: u64 = 3;
const VARIABLE: u64 = 4;
const LOST_PARAMETER: u64 = 5;
const LOST_VARIABLE: u64 = 6;
const BASE_TYPE: u64 = 7;
const POINTER_TYPE: u64 = 8;
const STRUCTURE: u64 = 9;
const MEMBER: u64 = 10;
const ARRAY: u64 = 11;
const RANGE: u64 = 12;
const NAMED_TYPE: u64 = 13;
const OPAQUE_POINTER: u64 = 14;

/// Number, tag, children, then pairs of attribute and form, as the DWARF standard numbers them (7.5).
const ABBREVIATIONS: &[&[u8]] = &[
    // compile_unit: producer, language, name, low_pc, ranges, stmt_list
    &[
        1, 0x11, 1, 0x25, 8, 0x13, 5, 3, 8, 0x11, 1, 0x55, 0x17, 0x10, 0x17, 0, 0,
    ],
    // subprogram: name, low_pc, high_pc (a length), frame_base, decl_file, decl_line, external
    &[
        2, 0x2e, 1, 3, 8, 0x11, 1, 0x12, 7, 0x40, 0x18, 0x3a, 15, 0x3b, 15, 0x3f, 0x19, 0, 0,
    ],
    // formal_parameter and variable: name, decl_line, type, location
    &[3, 5, 0, 3, 8, 0x3b, 15, 0x49, 0x13, 2, 0x18, 0, 0],
    &[4, 0x34, 0, 3, 8, 0x3b, 15, 0x49, 0x13, 2, 0x18, 0, 0],
    // without location
    &[5, 5, 0, 3, 8, 0x3b, 15, 0x49, 0x13, 0, 0],
    &[6, 0x34, 0, 3, 8, 0x3b, 15, 0x49, 0x13, 0, 0],
    // base_type: name, encoding, byte_size
    &[7, 0x24, 0, 3, 8, 0x3e, 11, 0x0b, 11, 0, 0],
    // pointer_type: name, type
    &[8, 0x0f, 0, 3, 8, 0x49, 0x13, 0, 0],
    // structure_type: name, byte_size
    &[9, 0x13, 1, 3, 8, 0x0b, 15, 0, 0],
    // member: name, type, data_member_location
    &[10, 0x0d, 0, 3, 8, 0x49, 0x13, 0x38, 15, 0, 0],
    // array_type: name, type
    &[11, 1, 1, 3, 8, 0x49, 0x13, 0, 0],
    // subrange_type: count
    &[12, 0x21, 0, 0x37, 15, 0, 0],
    // typedef: name, type
    &[13, 0x16, 0, 3, 8, 0x49, 0x13, 0, 0],
    // pointer_type without type: name, byte_size
    &[14, 0x0f, 0, 3, 8, 0x0b, 11, 0, 0],
];

const DW_LANG_GO: u16 = 0x16;
const DW_OP_CALL_FRAME_CFA: u8 = 0x9c;
const DW_OP_FBREG: u8 = 0x91;
const DW_OP_DEREF: u8 = 0x06;

/// Return address and saved frame pointer, between the caller's frame and a function's own.
const LINKAGE: i64 = 16;

fn information(context: &Context, described: &[Described<'_>], files: &[String]) -> DebugSection {
    let mut info = DebugSection::default();
    info.u32(0);
    info.u16(4);
    info.refer(4, DebugTarget::Abbreviations, 0);
    info.bytes.push(8);
    info.unsigned(UNIT);
    info.string("grus");
    info.u16(DW_LANG_GO);
    info.string(files.first().map_or("", String::as_str));
    info.u64(0);
    info.refer(4, DebugTarget::Ranges, 0);
    info.refer(4, DebugTarget::Lines, 0);
    let mut types = TypeEntries::new(context);
    for each in described {
        function(context, &mut info, &mut types, each, files);
    }
    types.write(&mut info);
    // The end of the unit's children.
    info.bytes.push(0);
    info.end_unit(0);
    info
}

fn function(
    context: &Context,
    info: &mut DebugSection,
    types: &mut TypeEntries<'_>,
    described: &Described<'_>,
    files: &[String],
) {
    let compiled = described.compiled;
    let position = context.sources.position(compiled.pos);
    let recorded = context.sources.debugged_name(&position.filename);
    let file = files.iter().position(|name| **name == **recorded);
    info.unsigned(FUNCTION);
    info.string(&compiled.symbol);
    info.address(described.entry);
    info.u64(compiled.code.len() as u64);
    info.bytes.extend([1, DW_OP_CALL_FRAME_CFA]);
    info.unsigned(file.map_or(0, |file| file as u64 + 1));
    info.unsigned(u64::from(position.line));
    for (id, local) in described.function.locals.iter() {
        let name = local
            .name
            .as_deref()
            .filter(|name| !name.starts_with(['~', '.', '#', '_']));
        // Variables of inlined functions belong to calls that are not described.
        let own = match local.kind {
            LocalKind::Temporary => false,
            LocalKind::Capture(_) => true,
            _ => (described.function.pos..=described.function.end).contains(&local.pos),
        };
        let (Some(name), true) = (name, own) else {
            continue;
        };
        let is_parameter = matches!(local.kind, LocalKind::Parameter(_) | LocalKind::Result(_));
        let slot = compiled.slots.iter().find_map(|slot| match slot.name {
            SlotName::Local(local) if local == id => Some((slot.offset, false)),
            SlotName::PointerTo(local) if local == id => Some((slot.offset, true)),
            _ => None,
        });
        info.unsigned(match (is_parameter, slot.is_some()) {
            (true, true) => PARAMETER,
            (false, true) => VARIABLE,
            (true, false) => LOST_PARAMETER,
            (false, false) => LOST_VARIABLE,
        });
        info.string(name);
        info.unsigned(u64::from(context.sources.position(local.pos).line));
        types.refer(info, local.ty);
        if let Some((offset, is_pointer)) = slot {
            let mut expression = vec![DW_OP_FBREG];
            let place = i64::from(offset) - i64::from(compiled.frame_size) - LINKAGE;
            push_signed(&mut expression, place);
            if is_pointer {
                expression.push(DW_OP_DEREF);
            }
            info.unsigned(expression.len() as u64);
            info.bytes.extend(expression);
        }
    }
    info.bytes.push(0);
}

/// The addresses of all described functions.
fn ranges(described: &[Described<'_>]) -> DebugSection {
    let mut section = DebugSection::default();
    for each in described {
        section.address(each.entry);
        section.address(each.entry + each.compiled.code.len() as u64);
    }
    section.u64(0);
    section.u64(0);
    section
}
