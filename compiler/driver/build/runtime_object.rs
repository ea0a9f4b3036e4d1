//! Makes the object that is linked into every program from the static library of the runtime.
//!
//! In: the archive that rustc wrote.  Out: one relocatable ELF object with the members that
//! `_start` needs, directly or not, and of those only what is loaded into memory.
//! Left out: debug information, unwind tables (the runtime never unwinds) and notes, with their
//! relocations, and the names of symbols that nothing outside of the object refers to, which would
//! otherwise end up in every program's symbol table.
//! Invariant: one section of the input stays one section, so that a linker can still drop each.

use object::read::archive::ArchiveFile;
use object::read::{
    File, Object as _, ObjectSection as _, ObjectSymbol as _, RelocationTarget, SectionIndex,
    Symbol as InputSymbol, SymbolIndex,
};
use object::write::{Object, Relocation, SectionId, Symbol, SymbolId, SymbolSection};
use object::{
    Architecture, BinaryFormat, Endianness, SectionFlags, SectionKind, SymbolFlags, SymbolKind,
    SymbolScope, elf,
};
use std::collections::{BTreeMap, HashMap};

type Failure = Box<dyn std::error::Error>;

/// The object with everything the symbol `start` needs of an archive. `keep_names` is for debuggers:
/// functions keep their names.
pub fn digest(archive: &[u8], start: &str, keep_names: bool) -> Result<Vec<u8>, Failure> {
    let members = members(archive)?;
    let used = used_members(&members, start)?;
    let mut output = Output {
        object: Object::new(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little),
        symbols: HashMap::new(),
        names: 0,
        keep_names,
    };
    for &member in &used {
        output.add_member(&members[member])?;
    }
    Ok(output.object.write()?)
}

/// The members that are objects; rustc adds a file of its own.
fn members(archive: &[u8]) -> Result<Vec<File<'_>>, Failure> {
    let mut members = Vec::new();
    for member in ArchiveFile::parse(archive)?.members() {
        let data = member?.data(archive)?;
        if data.starts_with(&elf::ELFMAG) {
            members.push(File::parse(data)?);
        }
    }
    Ok(members)
}

/// The member that defines `start`, and those with definitions that used members lack.
fn used_members(members: &[File], start: &str) -> Result<Vec<usize>, Failure> {
    let mut definitions = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        for symbol in member.symbols() {
            if symbol.is_global() && symbol.is_definition() {
                definitions.entry(symbol.name()?).or_insert(index);
            }
        }
    }
    let first = definitions.get(start).ok_or("the runtime has no start")?;
    let mut used = vec![*first];
    let mut next = 0;
    while let Some(&index) = used.get(next) {
        next += 1;
        for symbol in members[index].symbols().filter(|s| s.is_undefined()) {
            // What no member defines, the compiled program does.
            if let Some(&definer) = definitions.get(symbol.name()?)
                && !used.contains(&definer)
            {
                used.push(definer);
            }
        }
    }
    Ok(used)
}

struct Output {
    object: Object<'static>,
    /// Symbols that other members may mean, by name.
    symbols: HashMap<String, SymbolId>,
    /// Number of names made up for local symbols.
    names: usize,
    keep_names: bool,
}

impl Output {
    fn add_member(&mut self, member: &File) -> Result<(), Failure> {
        let mut sections = HashMap::new();
        for section in member.sections() {
            if let Some(kind) = loaded_kind(section.flags(), section.name()?)? {
                let id = self.add_section(&section, kind)?;
                sections.insert(section.index(), id);
            }
        }
        let mut symbols = HashMap::new();
        for symbol in member.symbols() {
            if let Some(id) = self.add_symbol(&symbol, &sections)? {
                symbols.insert(symbol.index(), id);
            }
        }
        for section in member.sections() {
            if let Some(&id) = sections.get(&section.index()) {
                self.add_relocations(&section, id, &symbols)?;
            }
        }
        Ok(())
    }

    fn add_section(
        &mut self,
        section: &object::read::Section,
        kind: SectionKind,
    ) -> Result<SectionId, Failure> {
        let name = section.name()?;
        // The parts of the name behind the first say which function or variable it is.
        let general = ["text", "rodata", "data.rel.ro", "data", "bss"]
            .iter()
            .map(|name| format!(".{name}"))
            .find(|general| name.starts_with(general.as_str()))
            .ok_or_else(|| format!("unknown section {name} in the runtime"))?;
        let id = self
            .object
            .add_section(Vec::new(), general.into_bytes(), kind);
        if kind == SectionKind::UninitializedData {
            self.object
                .append_section_bss(id, section.size(), section.align());
        } else {
            self.object
                .append_section_data(id, section.data()?, section.align());
        }
        Ok(id)
    }

    /// The symbol in the output; none for what is left out.
    fn add_symbol(
        &mut self,
        symbol: &InputSymbol,
        sections: &HashMap<SectionIndex, SectionId>,
    ) -> Result<Option<SymbolId>, Failure> {
        let name = symbol.name()?;
        if symbol.is_undefined() {
            if name.is_empty() {
                return Ok(None);
            }
            return Ok(Some(self.named_symbol(name)));
        }
        let section = symbol.section_index().and_then(|at| sections.get(&at));
        let Some(&section) = section else {
            return Ok(None);
        };
        if symbol.kind() == SymbolKind::Section {
            return Ok(Some(self.object.section_symbol(section)));
        }
        let is_public = symbol.is_global() && is_public(name);
        let definition = Symbol {
            name: if is_public || self.keep_names {
                name.as_bytes().to_vec()
            } else {
                self.local_name()
            },
            value: symbol.address(),
            size: symbol.size(),
            kind: match symbol.kind() {
                SymbolKind::Data => SymbolKind::Data,
                _ => SymbolKind::Text,
            },
            scope: if is_public {
                SymbolScope::Linkage
            } else {
                SymbolScope::Compilation
            },
            weak: false,
            section: SymbolSection::Section(section),
            flags: SymbolFlags::None,
        };
        if !symbol.is_global() {
            return Ok(Some(self.object.add_symbol(definition)));
        }
        let id = self.named_symbol(name);
        if self.object.symbol(id).is_undefined() {
            *self.object.symbol_mut(id) = definition;
        }
        Ok(Some(id))
    }

    /// The symbol that all members mean by a name; at first it is undefined.
    fn named_symbol(&mut self, name: &str) -> SymbolId {
        if let Some(&id) = self.symbols.get(name) {
            return id;
        }
        let id = self.object.add_symbol(Symbol {
            name: name.as_bytes().to_vec(),
            value: 0,
            size: 0,
            kind: SymbolKind::Unknown,
            scope: SymbolScope::Unknown,
            weak: false,
            section: SymbolSection::Undefined,
            flags: SymbolFlags::None,
        });
        self.symbols.insert(name.to_string(), id);
        id
    }

    /// A name of the kind that linkers leave out of symbol tables.
    fn local_name(&mut self) -> Vec<u8> {
        self.names += 1;
        format!(".L{}", self.names).into_bytes()
    }

    fn add_relocations(
        &mut self,
        section: &object::read::Section,
        id: SectionId,
        symbols: &HashMap<SymbolIndex, SymbolId>,
    ) -> Result<(), Failure> {
        for (offset, relocation) in section.relocations() {
            let RelocationTarget::Symbol(target) = relocation.target() else {
                return Err("a relocation without a symbol in the runtime".into());
            };
            let symbol = *symbols
                .get(&target)
                .ok_or("a relocation to a section that is left out of the runtime")?;
            self.object.add_relocation(
                id,
                Relocation {
                    offset,
                    symbol,
                    addend: relocation.addend(),
                    flags: relocation.flags(),
                },
            )?;
        }
        Ok(())
    }
}

/// The kind of a section that is loaded into memory and needed there.
fn loaded_kind(flags: SectionFlags, name: &str) -> Result<Option<SectionKind>, Failure> {
    let SectionFlags::Elf { sh_type, sh_flags } = flags else {
        return Err("the runtime is no ELF object".into());
    };
    let has = |flag| sh_flags.0 & flag != 0;
    if !has(elf::SHF_ALLOC.0) || name.starts_with(".eh_frame") || name.starts_with(".note") {
        return Ok(None);
    }
    if has(elf::SHF_TLS.0) {
        return Err("the runtime has thread-local variables".into());
    }
    Ok(Some(if sh_type == elf::SHT_NOBITS {
        SectionKind::UninitializedData
    } else if has(elf::SHF_EXECINSTR.0) {
        SectionKind::Text
    } else if has(elf::SHF_WRITE.0) {
        SectionKind::Data
    } else {
        // Not the kind whose equal entries a linker merges: there are too few to care.
        SectionKind::ReadOnlyData
    }))
}

/// Whether generated code or the linker may refer to a symbol. The functions behind the thunks and
/// what Rust mangled are the runtime's own.
fn is_public(name: &str) -> bool {
    !["rt_", "_ZN", "_R"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}
