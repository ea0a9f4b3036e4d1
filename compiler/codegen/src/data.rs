//! Static data: the items of the object file's data sections, made on demand.
//!
//! In: references from code and tables.  Out: items with bytes and relocations, in the order in which
//! they were first referred to (functions are visited in order, so this is the same in every run).
//! Each kind of item is filled in by a module of its own: `descriptors`, `itabs`, `static_values`.

use crate::error::{Error, Result};
use crate::program::Context;
use crate::symbols::{Reference, Unit};
use crate::type_names::{Style, type_name};
use grus_mir::FunctionId;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where an item goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    ReadOnly,
    Data,
    Bss,
}

/// What a relocation points at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    Item(usize),
    Unit(Unit),
    External(Arc<str>),
    /// Start and end of the Go text.
    TextStart,
    TextEnd,
}

/// An 8-byte address inside an item.
#[derive(Clone, Debug)]
pub struct Relocation {
    pub offset: u64,
    pub target: Target,
    pub addend: i64,
}

/// A data symbol.
#[derive(Debug)]
pub struct Item {
    pub name: String,
    pub section: Section,
    /// Contents; empty in the bss section.
    pub bytes: Vec<u8>,
    pub size: u64,
    pub align: u64,
    pub relocations: Vec<Relocation>,
    /// Visible to other object files.
    pub global: bool,
}

/// Bytes being laid out.
#[derive(Default)]
pub struct Contents {
    pub bytes: Vec<u8>,
    pub relocations: Vec<Relocation>,
}

impl Contents {
    /// Zero bytes of a size.
    pub fn zeroed(size: usize) -> Contents {
        Contents {
            bytes: vec![0; size],
            relocations: Vec::new(),
        }
    }

    /// Writes bytes at an offset.
    pub fn put(&mut self, offset: usize, bytes: &[u8]) {
        self.bytes[offset..offset + bytes.len()].copy_from_slice(bytes);
    }

    /// Writes a 64-bit number at an offset.
    pub fn put_u64(&mut self, offset: usize, value: u64) {
        self.put(offset, &value.to_le_bytes());
    }

    /// Writes a 32-bit number at an offset.
    pub fn put_u32(&mut self, offset: usize, value: u32) {
        self.put(offset, &value.to_le_bytes());
    }

    /// Writes an address at an offset.
    pub fn put_address(&mut self, offset: usize, target: Target) {
        self.relocations.push(Relocation {
            offset: offset as u64,
            target,
            addend: 0,
        });
    }
}

/// All data items of the program.
pub struct Data<'a> {
    pub context: &'a Context<'a>,
    pub items: Vec<Item>,
    index: FxHashMap<Reference, usize>,
    pending: Vec<(usize, Reference)>,
    /// Functions whose func values need an adapter.
    pub adapters: BTreeSet<FunctionId>,
    /// The pairs of adapters of function types, and those to be compiled.
    pub function_adapters: FxHashMap<grus_types::TypeId, usize>,
    pub reflection_units: Vec<Unit>,
    /// Compiler-made code that something refers to.
    pub needs_complex_divide: bool,
    /// Pointer types by element.
    pub pointers: FxHashMap<grus_types::TypeId, grus_types::TypeId>,
    /// Slice types by element.
    pub slices: FxHashMap<grus_types::TypeId, grus_types::TypeId>,
    /// Method tables by type.
    pub methods: FxHashMap<grus_types::TypeId, &'a grus_mir::MethodTable>,
}

impl<'a> Data<'a> {
    /// No items yet.
    pub fn new(context: &'a Context<'a>) -> Data<'a> {
        let mut pointers = FxHashMap::default();
        let mut slices = FxHashMap::default();
        for index in 0..context.types.len() {
            let ty = grus_types::TypeId(index as u32);
            match *context.types.get(ty) {
                grus_types::Type::Pointer(element) => {
                    pointers.entry(element).or_insert(ty);
                }
                grus_types::Type::Slice(element) => {
                    slices.entry(element).or_insert(ty);
                }
                _ => {}
            }
        }
        let methods = context
            .program
            .method_tables
            .iter()
            .map(|table| (table.ty, table));
        Data {
            context,
            items: Vec::new(),
            index: FxHashMap::default(),
            pending: Vec::new(),
            adapters: BTreeSet::new(),
            function_adapters: FxHashMap::default(),
            reflection_units: Vec::new(),
            needs_complex_divide: false,
            pointers,
            slices,
            methods: methods.collect(),
        }
    }

    /// An internal error of this step.
    pub fn fail(&self, message: impl Into<String>) -> Error {
        Error::new("data", message)
    }

    /// What a reference points at; makes the item if it does not exist.
    pub fn resolve(&mut self, reference: &Reference) -> Target {
        match reference {
            Reference::Unit(unit) => {
                self.needs_complex_divide |= *unit == Unit::ComplexDivide;
                if let Unit::Adapter(id) = unit {
                    self.adapters.insert(*id);
                }
                if let Unit::Reflection(..) = unit {
                    self.reflection_units.push(*unit);
                }
                Target::Unit(*unit)
            }
            Reference::Runtime(function) => self.symbol(function.information().symbol),
            Reference::External(symbol) => self.symbol(symbol),
            item => {
                if let Some(&index) = self.index.get(item) {
                    return Target::Item(index);
                }
                let index = self.items.len();
                self.items.push(Item {
                    name: self.name(item),
                    section: Section::ReadOnly,
                    bytes: Vec::new(),
                    size: 0,
                    align: 8,
                    relocations: Vec::new(),
                    global: matches!(item, Reference::Global(_)),
                });
                self.index.insert(item.clone(), index);
                self.pending.push((index, item.clone()));
                Target::Item(index)
            }
        }
    }

    /// A symbol: of a function of the program, if it has that symbol, else of the runtime.
    fn symbol(&self, symbol: &str) -> Target {
        match self.context.by_symbol.get(symbol) {
            Some(&id) => Target::Unit(Unit::Function(id)),
            None => Target::External(symbol.into()),
        }
    }

    /// The item of a reference, if something referred to it.
    pub fn existing(&self, reference: &Reference) -> Option<usize> {
        self.index.get(reference).copied()
    }

    /// Every item made from a reference, in order.
    pub fn referenced(&self) -> Vec<(usize, &Reference)> {
        let mut all: Vec<_> = self
            .index
            .iter()
            .map(|(reference, &item)| (item, reference))
            .collect();
        all.sort_unstable_by_key(|&(item, _)| item);
        all
    }

    /// Fills in all items, and those they refer to.
    pub fn fill(&mut self) -> Result<()> {
        let mut next = 0;
        while let Some((index, reference)) = self.pending.get(next).cloned() {
            next += 1;
            self.fill_item(index, &reference)?;
        }
        self.pending.clear();
        Ok(())
    }

    fn fill_item(&mut self, index: usize, reference: &Reference) -> Result<()> {
        let contents = match reference {
            Reference::String(bytes) | Reference::Bytes(bytes) => {
                self.items[index].align = if matches!(reference, Reference::String(_)) {
                    1
                } else {
                    16
                };
                Contents {
                    bytes: bytes.to_vec(),
                    relocations: Vec::new(),
                }
            }
            Reference::StaticClosure(id) => self.static_closure(*id)?,
            Reference::Boxed(ty, constant) => self.boxed(*ty, &constant.0)?,
            Reference::Descriptor(ty) => self.descriptor(*ty)?,
            Reference::Shape(shape) => self.shape(shape)?,
            Reference::Itab(concrete, interface) => self.itab(*concrete, *interface)?,
            Reference::Global(id) => return self.global(index, *id),
            Reference::ZeroSized => Contents::zeroed(8),
            Reference::SmallIntegers => {
                let words = (0..256u64).flat_map(u64::to_le_bytes);
                Contents {
                    bytes: words.collect(),
                    relocations: Vec::new(),
                }
            }
            Reference::Unit(_) | Reference::Runtime(_) | Reference::External(_) => {
                return Err(self.fail("code among data"));
            }
        };
        self.set(index, contents);
        Ok(())
    }

    /// Sets the contents of an item.
    pub fn set(&mut self, index: usize, contents: Contents) {
        let item = &mut self.items[index];
        item.size = contents.bytes.len() as u64;
        item.bytes = contents.bytes;
        item.relocations = contents.relocations;
    }

    /// Adds an item that nothing refers to by reference.
    pub fn add(&mut self, name: &str, section: Section, contents: Contents) -> usize {
        let index = self.items.len();
        self.items.push(Item {
            name: name.to_string(),
            section,
            bytes: Vec::new(),
            size: 0,
            align: 8,
            relocations: Vec::new(),
            global: false,
        });
        self.set(index, contents);
        index
    }

    fn static_closure(&mut self, id: FunctionId) -> Result<Contents> {
        let mut contents = Contents::zeroed(8);
        let unit = if self.context.needs_adapter(id)? {
            Unit::Adapter(id)
        } else {
            Unit::Function(id)
        };
        let target = self.resolve(&Reference::Unit(unit));
        contents.put_address(0, target);
        Ok(contents)
    }

    /// Writes a string's two words.
    pub fn put_string(&mut self, contents: &mut Contents, offset: usize, text: &[u8]) {
        if text.is_empty() {
            return;
        }
        let target = self.resolve(&Reference::String(text.into()));
        contents.put_address(offset, target);
        contents.put_u64(offset + 8, text.len() as u64);
    }

    /// The symbol of an item.
    fn name(&self, reference: &Reference) -> String {
        symbol_name(self.context, reference)
    }
}

/// The linker symbol of a reference, in gc's style.
pub fn symbol_name(context: &Context, reference: &Reference) -> String {
    let program = context.program;
    match reference {
        Reference::Unit(Unit::Function(id)) => program.functions[*id].symbol.to_string(),
        Reference::Unit(Unit::Adapter(id)) => format!("{}·value", program.functions[*id].symbol),
        Reference::Unit(Unit::ComplexDivide) => "runtime.complex128div".to_string(),
        Reference::Unit(Unit::Reflection(ty, direction)) => {
            crate::reflection::symbol(context, *ty, *direction)
        }
        Reference::Runtime(function) => function.information().symbol.to_string(),
        Reference::External(symbol) => symbol.to_string(),
        Reference::Global(id) => program.globals[*id].symbol.to_string(),
        Reference::Descriptor(ty) => format!("type:{}", type_name(context, *ty, Style::Linker)),
        Reference::Shape(shape) => {
            let words: Vec<String> = shape
                .pointers
                .iter()
                .map(|at| (at / 8).to_string())
                .collect();
            format!("type:shape.{}.{}", shape.size, words.join("."))
        }
        Reference::Itab(concrete, interface) => format!(
            "go:itab.{},{}",
            type_name(context, *concrete, Style::Linker),
            type_name(context, *interface, Style::Linker)
        ),
        Reference::String(bytes) => {
            format!("go:string.{:?}", String::from_utf8_lossy(bytes))
        }
        Reference::StaticClosure(id) => format!("{}·f", program.functions[*id].symbol),
        Reference::Boxed(ty, constant) => {
            format!(
                "go:boxed.{}.{:?}",
                type_name(context, *ty, Style::Linker),
                constant.0
            )
        }
        Reference::Bytes(_) => "go:bytes".to_string(),
        Reference::ZeroSized => "runtime.zerobase".to_string(),
        Reference::SmallIntegers => "runtime.staticuint64s".to_string(),
    }
}
