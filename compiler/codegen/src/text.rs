//! Placing functions in the Go text section.
//!
//! In: compiled functions in order.  Out: one section, with calls between its functions resolved.
//! The code behind a stack check is aligned as Cranelift's constants need it: 16 bytes, or 64 in
//! functions with loops, whose speed depends on where in a cache line they lie.

use crate::compile::{CodeRelocationKind, CompiledFunction};
use crate::data::{Data, Target};
use crate::symbols::Unit;
use rustc_hash::FxHashMap;

/// A relocation that the linker must resolve.
#[derive(Clone, Debug)]
pub struct TextRelocation {
    pub offset: u64,
    pub kind: CodeRelocationKind,
    pub target: Target,
    pub addend: i64,
}

/// The Go text section.
pub struct Text {
    pub bytes: Vec<u8>,
    /// Entry of each function, in order.
    pub entries: Vec<u64>,
    pub by_unit: FxHashMap<Unit, usize>,
    pub relocations: Vec<TextRelocation>,
}

/// Filler between functions: breakpoints.
const FILLER: u8 = 0xcc;
/// Alignment of code.
const CODE_ALIGN: u64 = 16;
/// Alignment of code with loops.
const LOOP_ALIGN: u64 = 64;

impl Text {
    /// Lays out the functions.
    pub fn place(functions: &[CompiledFunction], data: &mut Data) -> Text {
        let mut text = Text {
            bytes: Vec::new(),
            entries: Vec::with_capacity(functions.len()),
            by_unit: FxHashMap::default(),
            relocations: Vec::new(),
        };
        for (index, function) in functions.iter().enumerate() {
            let align = if function.has_loop {
                LOOP_ALIGN
            } else {
                CODE_ALIGN
            };
            let align = align.max(u64::from(function.body_align));
            let header = u64::from(function.header_length);
            let body = (text.bytes.len() as u64 + header).next_multiple_of(align);
            let entry = body - header;
            text.bytes.resize(entry as usize, FILLER);
            text.bytes.extend(&function.code);
            text.entries.push(entry);
            text.by_unit.insert(function.unit, index);
        }
        for (function, entry) in functions.iter().zip(text.entries.clone()) {
            text.relocate(function, entry, data);
        }
        text
    }

    /// The offset of a compiled function's entry.
    pub fn entry_of(&self, unit: Unit) -> Option<u64> {
        self.by_unit.get(&unit).map(|&index| self.entries[index])
    }

    fn relocate(&mut self, function: &CompiledFunction, entry: u64, data: &mut Data) {
        for relocation in &function.relocations {
            let offset = entry + u64::from(relocation.offset);
            let target = data.resolve(&function.references[relocation.reference as usize]);
            let (kind, addend) = (relocation.kind, relocation.addend);
            let inside = match &target {
                Target::Unit(unit) if kind != CodeRelocationKind::Absolute => self.entry_of(*unit),
                _ => None,
            };
            match inside {
                Some(to) => {
                    let displacement = (to as i64 + addend - offset as i64) as i32;
                    let at = offset as usize;
                    self.bytes[at..at + 4].copy_from_slice(&displacement.to_le_bytes());
                }
                None => self.relocations.push(TextRelocation {
                    offset,
                    kind,
                    target,
                    addend,
                }),
            }
        }
    }
}
