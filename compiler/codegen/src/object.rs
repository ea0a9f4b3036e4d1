//! Writing the ELF relocatable object.
//!
//! In: the placed text and the data items.  Out: the object file's bytes.
//! Sections: `.text.go` (all functions compiled from Go, nothing else), `.rodata`, `.data`, `.bss`, and
//! those for debuggers.
//! References between data items go through section symbols; only functions, globals and
//! `grus_program` have symbols of their own.

use crate::compile::{CodeRelocationKind, CompiledFunction};
use crate::data::{Data, Section, Target};
use crate::debug::{DebugSections, DebugTarget};
use crate::error::{Error, Result};
use crate::text::Text;
use object::write::{Object, Relocation, SectionId, Symbol, SymbolId, SymbolSection};
use object::{
    Architecture, BinaryFormat, Endianness, RelocationFlags, SectionKind, SymbolFlags, SymbolKind,
    SymbolScope, elf,
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Name of the section with all Go functions.
pub const TEXT_SECTION: &str = ".text.go";

struct Writer<'a> {
    object: Object<'a>,
    text: SectionId,
    sections: [SectionId; 3],
    /// Section and offset of each data item.
    places: Vec<(usize, u64)>,
    externals: FxHashMap<Arc<str>, SymbolId>,
}

/// Writes the object file.
pub fn write(
    data: &Data,
    text: &Text,
    functions: &[CompiledFunction],
    debug: &DebugSections,
) -> Result<Vec<u8>> {
    let mut object = Object::new(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little);
    let text_section = object.add_section(Vec::new(), TEXT_SECTION.into(), SectionKind::Text);
    let sections = [
        object.add_section(Vec::new(), b".rodata".to_vec(), SectionKind::ReadOnlyData),
        object.add_section(Vec::new(), b".data".to_vec(), SectionKind::Data),
        object.add_section(Vec::new(), b".bss".to_vec(), SectionKind::UninitializedData),
    ];
    let mut writer = Writer {
        object,
        text: text_section,
        sections,
        places: Vec::with_capacity(data.items.len()),
        externals: FxHashMap::default(),
    };
    writer
        .object
        .set_section_data(text_section, text.bytes.clone(), 64);
    writer.functions(text, functions);
    writer.place_items(data);
    writer.text_relocations(text)?;
    writer.data_relocations(data, text)?;
    writer.debug(debug)?;
    writer
        .object
        .write()
        .map_err(|error| Error::new("object", error.to_string()))
}

fn section_index(section: Section) -> usize {
    match section {
        Section::ReadOnly => 0,
        Section::Data => 1,
        Section::Bss => 2,
    }
}

impl Writer<'_> {
    fn add_symbol(&mut self, name: &str, section: SectionId, value: u64, size: u64, global: bool) {
        // A linker could take what follows an at sign for a version.
        let global = global && !name.contains('@');
        let kind = if section == self.text {
            SymbolKind::Text
        } else {
            SymbolKind::Data
        };
        self.object.add_symbol(Symbol {
            name: name.as_bytes().to_vec(),
            value,
            size,
            kind,
            scope: if global {
                SymbolScope::Linkage
            } else {
                SymbolScope::Compilation
            },
            weak: false,
            section: SymbolSection::Section(section),
            flags: SymbolFlags::None,
        });
    }

    fn functions(&mut self, text: &Text, functions: &[CompiledFunction]) {
        for (function, &entry) in functions.iter().zip(&text.entries) {
            let section = self.text;
            self.add_symbol(
                &function.symbol,
                section,
                entry,
                function.code.len() as u64,
                true,
            );
        }
    }

    fn place_items(&mut self, data: &Data) {
        for item in &data.items {
            let index = section_index(item.section);
            let section = self.sections[index];
            let offset = if item.section == Section::Bss {
                self.object
                    .append_section_bss(section, item.size, item.align)
            } else {
                self.object
                    .append_section_data(section, &item.bytes, item.align)
            };
            self.places.push((index, offset));
            if item.global {
                self.add_symbol(&item.name, section, offset, item.size, true);
            }
        }
    }

    /// Symbol and offset of a target.
    fn target(&mut self, target: &Target, text: &Text) -> Result<(SymbolId, i64)> {
        match target {
            Target::Item(item) => {
                let (section, offset) = self.places[*item];
                let symbol = self.object.section_symbol(self.sections[section]);
                Ok((symbol, offset as i64))
            }
            Target::Unit(unit) => {
                let Some(entry) = text.entry_of(*unit) else {
                    return Err(Error::new("object", format!("{unit:?} was not compiled")));
                };
                Ok((self.object.section_symbol(self.text), entry as i64))
            }
            Target::External(name) => Ok((self.external(name), 0)),
            Target::TextStart => Ok((self.object.section_symbol(self.text), 0)),
            Target::TextEnd => Ok((
                self.object.section_symbol(self.text),
                text.bytes.len() as i64,
            )),
        }
    }

    fn external(&mut self, name: &Arc<str>) -> SymbolId {
        if let Some(&symbol) = self.externals.get(name) {
            return symbol;
        }
        let symbol = self.object.add_symbol(Symbol {
            name: name.as_bytes().to_vec(),
            value: 0,
            size: 0,
            kind: SymbolKind::Unknown,
            scope: SymbolScope::Unknown,
            weak: false,
            section: SymbolSection::Undefined,
            flags: SymbolFlags::None,
        });
        self.externals.insert(name.clone(), symbol);
        symbol
    }

    fn relocate(
        &mut self,
        section: SectionId,
        offset: u64,
        kind: u32,
        (symbol, addend): (SymbolId, i64),
    ) -> Result<()> {
        let flags = RelocationFlags::Elf {
            r_type: elf::RelocationType(kind),
        };
        self.object
            .add_relocation(
                section,
                Relocation {
                    offset,
                    symbol,
                    addend,
                    flags,
                },
            )
            .map_err(|error| Error::new("object", error.to_string()))
    }

    fn text_relocations(&mut self, text: &Text) -> Result<()> {
        for relocation in &text.relocations {
            let (symbol, offset) = self.target(&relocation.target, text)?;
            let kind = match relocation.kind {
                CodeRelocationKind::Call => elf::R_X86_64_PLT32,
                CodeRelocationKind::Relative => elf::R_X86_64_PC32,
                CodeRelocationKind::Absolute => elf::R_X86_64_64,
            };
            let addend = offset + relocation.addend;
            let section = self.text;
            self.relocate(section, relocation.offset, kind.0, (symbol, addend))?;
        }
        Ok(())
    }

    fn debug(&mut self, sections: &DebugSections) -> Result<()> {
        let ids: Vec<SectionId> = sections
            .iter()
            .map(|(name, section)| {
                let name = name.as_bytes().to_vec();
                let id = self
                    .object
                    .add_section(Vec::new(), name, SectionKind::Debug);
                self.object.set_section_data(id, section.bytes.clone(), 1);
                id
            })
            .collect();
        for ((_, section), &id) in sections.iter().zip(&ids) {
            for relocation in &section.relocations {
                let name = match relocation.target {
                    DebugTarget::Text => TEXT_SECTION,
                    DebugTarget::Abbreviations => ".debug_abbrev",
                    DebugTarget::Lines => ".debug_line",
                    DebugTarget::Ranges => ".debug_ranges",
                    DebugTarget::Frames => ".debug_frame",
                };
                let index = sections.iter().position(|(other, _)| *other == name);
                let target = index.map_or(self.text, |index| ids[index]);
                let kind = match relocation.size {
                    8 => elf::R_X86_64_64,
                    _ => elf::R_X86_64_32,
                };
                let symbol = self.object.section_symbol(target);
                let addend = relocation.addend as i64;
                self.relocate(id, relocation.offset, kind.0, (symbol, addend))?;
            }
        }
        Ok(())
    }

    fn data_relocations(&mut self, data: &Data, text: &Text) -> Result<()> {
        for (item, place) in data.items.iter().zip(self.places.clone()) {
            for relocation in &item.relocations {
                let (symbol, offset) = self.target(&relocation.target, text)?;
                let addend = offset + relocation.addend;
                let section = self.sections[place.0];
                let at = place.1 + relocation.offset;
                self.relocate(section, at, elf::R_X86_64_64.0, (symbol, addend))?;
            }
        }
        Ok(())
    }
}
