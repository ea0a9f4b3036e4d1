//! Where the local variables of a function live.
//!
//! In: the function's locals with their storage.  Out: a [`LocalStorage`] for each.
//! Rules: a local whose address nobody needs and whose type has few leaves lives in SSA variables,
//! one a leaf. Heap variables live at a pointer that their declaration makes. Variables captured by
//! value are read from the closure object; by reference, through the pointer there. Results that are
//! returned through memory live in that memory. In a function with `defer` no result lives in SSA
//! variables, since a panic may end the function between any two statements.

use crate::allocation::closure_offsets;
use crate::debug::is_described;
use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::signature::ResultForm;
use crate::values::Val;
use cranelift_codegen::ir::{StackSlot, StackSlotKey, types};
use cranelift_entity::{EntityRef, SecondaryMap};
use cranelift_frontend::Variable;
use grus_mir::{
    CaptureMode, Function, Local, LocalId, LocalKind, Place, PlaceBase, Projection, Rvalue,
    SelectCase, StatementKind, Storage,
};
use smallvec::SmallVec;

/// Where a pointer variable of the translator lives.
#[derive(Clone, Copy, Debug)]
pub enum Pointer {
    Variable(Variable),
    Slot(StackSlot),
}

/// What a stack slot holds, for listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotName {
    Local(LocalId),
    /// The address of a local that is on the heap.
    PointerTo(LocalId),
}

impl SlotName {
    /// Packed for Cranelift, which keeps it with the slot.
    pub fn key(self) -> StackSlotKey {
        let (id, pointer) = match self {
            SlotName::Local(id) => (id, 0),
            SlotName::PointerTo(id) => (id, 1),
        };
        StackSlotKey::new((id.index() as u64) << 1 | pointer)
    }

    /// Unpacks.
    pub fn of_key(key: StackSlotKey) -> SlotName {
        let id = LocalId::new((key.bits() >> 1) as usize);
        match key.bits() & 1 {
            0 => SlotName::Local(id),
            _ => SlotName::PointerTo(id),
        }
    }
}

/// Where a local lives.
#[derive(Clone, Debug, Default)]
pub enum LocalStorage {
    /// Nowhere: the function never mentions it.
    #[default]
    Absent,
    /// One variable per leaf.
    Registers(SmallVec<[Variable; 4]>),
    Slot(StackSlot),
    /// At an offset from a pointer.
    Memory {
        pointer: Pointer,
        offset: u64,
        read_only: bool,
    },
    /// On the heap, and copied to memory of the caller at the return.
    HeapResult {
        pointer: Pointer,
        target: ResultMemory,
    },
}

/// Memory of the caller for one result.
#[derive(Clone, Copy, Debug)]
pub struct ResultMemory {
    pub pointer: Pointer,
    pub offset: u64,
}

/// What the statements of a function do with a local.
#[derive(Clone, Copy, Default)]
pub struct LocalUse {
    /// Its address is needed.
    pub in_memory: bool,
    pub declared: bool,
    pub assigned: bool,
    pub iterator: bool,
}

/// The uses of all locals.
pub struct LocalFacts {
    uses: SecondaryMap<LocalId, LocalUse>,
}

impl LocalFacts {
    /// Looks through all statements.
    pub fn collect(function: &Function) -> LocalFacts {
        let mut facts = LocalFacts {
            uses: SecondaryMap::new(),
        };
        for block in function.blocks.values() {
            for statement in &block.statements {
                facts.statement(&statement.kind);
            }
        }
        facts
    }

    /// What is known about a local.
    pub fn of(&self, local: LocalId) -> LocalUse {
        self.uses[local]
    }

    fn statement(&mut self, kind: &StatementKind) {
        match kind {
            StatementKind::Declare(local) => {
                self.uses[*local].declared = true;
                self.uses[*local].assigned = true;
            }
            StatementKind::Assign(place, rvalue) => {
                self.assigned(place);
                self.rvalue(rvalue);
            }
            StatementKind::Call {
                result: Some(place),
                ..
            } => self.assigned(place),
            StatementKind::MapIterateInit { iterator, .. } => {
                self.uses[*iterator].iterator = true;
            }
            _ => {}
        }
    }

    fn rvalue(&mut self, rvalue: &Rvalue) {
        match rvalue {
            Rvalue::AddressOf(place) => {
                if let Some(local) = local_part(place) {
                    self.uses[local].in_memory = true;
                }
            }
            Rvalue::Select { cases, .. } => {
                for case in cases {
                    if let SelectCase::Receive {
                        to: Some(place), ..
                    } = case
                    {
                        self.assigned(place);
                    }
                }
            }
            _ => {}
        }
    }

    fn assigned(&mut self, place: &Place) {
        if let Some(local) = local_part(place) {
            self.uses[local].assigned = true;
        }
    }
}

/// The local that a place is a part of, if no pointer lies between.
fn local_part(place: &Place) -> Option<LocalId> {
    let through_pointer = place
        .projections
        .iter()
        .any(|step| matches!(step, Projection::Deref { .. }));
    match place.base {
        PlaceBase::Local(local) if !through_pointer => Some(local),
        _ => None,
    }
}

impl Translator<'_, '_> {
    /// Decides the storage of every local.
    pub fn place_locals(&mut self, facts: &LocalFacts, results: Option<Variable>) -> Result<()> {
        let results = results
            .map(|variable| self.keep_pointer(variable))
            .transpose()?;
        let function = self.function;
        for (id, local) in &function.locals {
            let storage = match local.kind {
                LocalKind::Capture(index) => self.place_capture(id, index, facts)?,
                LocalKind::Result(index) => self.place_result(id, index, facts, results)?,
                _ => self.place_plain(id, facts)?,
            };
            self.locals[id] = storage;
        }
        Ok(())
    }

    /// A pointer that the handler of a function with `defer` may need is kept in memory.
    fn keep_pointer(&mut self, variable: Variable) -> Result<Pointer> {
        if !self.function.flags.has_defer {
            return Ok(Pointer::Variable(variable));
        }
        let slot = self.stack_slot(8)?;
        let value = self.builder.use_var(variable);
        self.store_leaf(Address::slot(slot), value);
        Ok(Pointer::Slot(slot))
    }

    fn place_plain(&mut self, id: LocalId, facts: &LocalFacts) -> Result<LocalStorage> {
        let local = &self.function.locals[id];
        let uses = facts.of(id);
        if uses.iterator {
            return self
                .stack_slot(grus_abi::value::MAP_ITERATOR_SIZE as u64)
                .map(LocalStorage::Slot);
        }
        if local.storage == Storage::Heap {
            let pointer = Pointer::Variable(self.builder.declare_var(types::I64));
            return Ok(LocalStorage::Memory {
                pointer,
                offset: 0,
                read_only: false,
            });
        }
        let layout = self.layout(local.ty)?;
        let in_memory = local.addressed || uses.in_memory || self.is_for_debuggers(local);
        match &layout.leaves {
            Some(leaves) if !in_memory => {
                let variables = leaves.iter().map(|leaf| self.builder.declare_var(leaf.ty));
                Ok(LocalStorage::Registers(variables.collect()))
            }
            _ => self
                .named_slot(layout.size, SlotName::Local(id))
                .map(LocalStorage::Slot),
        }
    }

    /// Whether a debugger is to see the variable (`-N`).
    fn is_for_debuggers(&self, local: &Local) -> bool {
        self.context.variables_in_memory
            && local.name.is_some()
            && local.kind != LocalKind::Temporary
            && is_described(self.context, self.function)
    }

    fn place_result(
        &mut self,
        id: LocalId,
        index: u32,
        facts: &LocalFacts,
        results: Option<Pointer>,
    ) -> Result<LocalStorage> {
        let local = &self.function.locals[id];
        let heap = local.storage == Storage::Heap;
        let target = match (&self.signature.result_form, results) {
            (ResultForm::Pointer(tuple), Some(pointer)) => {
                let offset = tuple.offsets.get(index as usize).copied();
                let offset = offset.ok_or_else(|| self.fail("a result without index"))?;
                Some(ResultMemory { pointer, offset })
            }
            _ => None,
        };
        let has_defer = self.function.flags.has_defer;
        match (target, heap) {
            (Some(target), true) => {
                let pointer = self.heap_pointer(id)?;
                Ok(LocalStorage::HeapResult { pointer, target })
            }
            (Some(ResultMemory { pointer, offset }), false) => Ok(LocalStorage::Memory {
                pointer,
                offset,
                read_only: false,
            }),
            (None, true) => {
                let pointer = self.heap_pointer(id)?;
                Ok(LocalStorage::Memory {
                    pointer,
                    offset: 0,
                    read_only: false,
                })
            }
            (None, false) if has_defer => {
                let size = self.layout(local.ty)?.size;
                self.named_slot(size, SlotName::Local(id))
                    .map(LocalStorage::Slot)
            }
            (None, false) => self.place_plain(id, facts),
        }
    }

    /// Room for the pointer to a heap result.
    fn heap_pointer(&mut self, id: LocalId) -> Result<Pointer> {
        if self.function.flags.has_defer {
            self.named_slot(8, SlotName::PointerTo(id))
                .map(Pointer::Slot)
        } else {
            Ok(Pointer::Variable(self.builder.declare_var(types::I64)))
        }
    }

    fn place_capture(
        &mut self,
        id: LocalId,
        index: u32,
        facts: &LocalFacts,
    ) -> Result<LocalStorage> {
        let Some(context) = self.closure_context else {
            return Err(self.fail("a captured variable in a function without context"));
        };
        let offsets = closure_offsets(self, self.function)?;
        let (Some(capture), Some(&offset)) = (
            self.function.captures.get(index as usize),
            offsets.offsets.get(index as usize),
        ) else {
            return Err(self.fail("a captured variable without capture"));
        };
        let context = Pointer::Variable(context);
        let uses = facts.of(id);
        match capture.mode {
            CaptureMode::ByValue => {
                let local = &self.function.locals[id];
                let own = uses.assigned || uses.in_memory || local.addressed;
                if !own {
                    return Ok(LocalStorage::Memory {
                        pointer: context,
                        offset,
                        read_only: true,
                    });
                }
                // The body changes its copy: give it a variable of its own.
                let layout = self.layout(local.ty)?;
                let from = Address {
                    read_only: true,
                    ..self.pointer_at(context)?
                }
                .plus(offset);
                let value = self.load_value(from, &layout);
                let storage = self.place_plain(id, facts)?;
                self.locals[id] = storage.clone();
                self.initialise_parameter(id, &value)?;
                Ok(storage)
            }
            CaptureMode::ByReference => {
                let variable = self.builder.declare_var(types::I64);
                let from = Address {
                    read_only: true,
                    ..self.pointer_at(context)?
                }
                .plus(offset);
                let pointer = self.load_leaf(from, types::I64);
                self.builder.def_var(variable, pointer);
                let pointer = Pointer::Variable(variable);
                Ok(LocalStorage::Memory {
                    pointer,
                    offset: 0,
                    read_only: false,
                })
            }
        }
    }

    /// Gives a parameter (or a captured copy) its memory and first value.
    pub fn initialise_parameter(&mut self, id: LocalId, value: &Val) -> Result<()> {
        if self.function.locals[id].storage == Storage::Heap {
            self.allocate_local(id)?;
        }
        self.write_local(id, value)
    }

    /// Gives the locals that no statement declares their first value: results, and heap variables
    /// that nothing else allocates.
    pub fn initialise_locals(&mut self, facts: &LocalFacts) -> Result<()> {
        let function = self.function;
        for (id, local) in &function.locals {
            let declared = facts.of(id).declared;
            match local.kind {
                LocalKind::Result(_) if !declared || function.flags.has_defer => {
                    self.declare(id)?
                }
                LocalKind::Variable | LocalKind::Temporary
                    if local.storage == Storage::Heap && !declared =>
                {
                    self.declare(id)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The variable comes to life with its zero value.
    pub fn declare(&mut self, id: LocalId) -> Result<()> {
        let layout = self.layout(self.function.locals[id].ty)?;
        match self.locals[id].clone() {
            LocalStorage::Absent => Err(self.fail(format!("{id} has no storage"))),
            LocalStorage::Registers(variables) => {
                for (variable, leaf) in variables.into_iter().zip(layout.leaves.iter().flatten()) {
                    let zero = self.zero_of(leaf.ty);
                    self.builder.def_var(variable, zero);
                }
                Ok(())
            }
            LocalStorage::Slot(slot) => {
                self.clear_memory(Address::slot(slot), layout.size);
                Ok(())
            }
            LocalStorage::HeapResult { .. } => self.allocate_local(id),
            LocalStorage::Memory { .. } if self.function.locals[id].storage == Storage::Heap => {
                self.allocate_local(id)
            }
            LocalStorage::Memory { .. } => {
                let memory = self.local_memory(id)?;
                self.clear_memory(memory, layout.size);
                Ok(())
            }
        }
    }

    /// Makes memory on the heap for a local.
    fn allocate_local(&mut self, id: LocalId) -> Result<()> {
        let (LocalStorage::Memory { pointer, .. } | LocalStorage::HeapResult { pointer, .. }) =
            self.locals[id]
        else {
            return Err(self.fail(format!("{id} is not on the heap")));
        };
        let object = self.new_heap_object(self.function.locals[id].ty)?;
        match pointer {
            Pointer::Variable(variable) => self.builder.def_var(variable, object),
            Pointer::Slot(slot) => self.store_leaf(Address::slot(slot), object),
        }
        Ok(())
    }

    /// The memory that a pointer variable points to.
    pub fn pointer_at(&mut self, pointer: Pointer) -> Result<Address> {
        let value = match pointer {
            Pointer::Variable(variable) => self.builder.use_var(variable),
            Pointer::Slot(slot) => self.load_leaf(Address::slot(slot), types::I64),
        };
        Ok(Address::valid(value))
    }

    /// The caller's memory of a result.
    pub fn pointer_memory(&mut self, target: &ResultMemory) -> Result<Address> {
        Ok(self.pointer_at(target.pointer)?.plus(target.offset))
    }

    /// The memory of a local that lives in memory.
    pub fn local_memory(&mut self, id: LocalId) -> Result<Address> {
        match self.locals[id].clone() {
            LocalStorage::Slot(slot) => Ok(Address::slot(slot)),
            LocalStorage::Memory {
                pointer,
                offset,
                read_only,
            } => {
                let at = self.pointer_at(pointer)?;
                Ok(Address { read_only, ..at }.plus(offset))
            }
            LocalStorage::HeapResult { pointer, .. } => self.pointer_at(pointer),
            LocalStorage::Registers(_) | LocalStorage::Absent => {
                Err(self.fail(format!("{id} is not in memory")))
            }
        }
    }

    /// The value of a whole local.
    pub fn read_local(&mut self, id: LocalId) -> Result<Val> {
        if let LocalStorage::Registers(variables) = self.locals[id].clone() {
            let values = variables
                .iter()
                .map(|&variable| self.builder.use_var(variable));
            return Ok(Val::Leaves(values.collect()));
        }
        let layout = self.layout(self.function.locals[id].ty)?;
        let memory = self.local_memory(id)?;
        Ok(self.load_value(memory, &layout))
    }

    /// Stores into a whole local.
    pub fn write_local(&mut self, id: LocalId, value: &Val) -> Result<()> {
        match (self.locals[id].clone(), value) {
            (LocalStorage::Registers(variables), Val::Leaves(values))
                if variables.len() == values.len() =>
            {
                for (variable, &value) in variables.into_iter().zip(values) {
                    self.builder.def_var(variable, value);
                }
                Ok(())
            }
            (LocalStorage::Registers(_), _) => {
                Err(self.fail(format!("{id}: value and variable differ in form")))
            }
            _ => {
                let layout = self.layout(self.function.locals[id].ty)?;
                let memory = self.local_memory(id)?;
                self.store_value(memory, &layout, value)
            }
        }
    }

    /// Whether writing into the local before an operation completes cannot be observed.
    pub fn is_private(&self, id: LocalId) -> bool {
        let local = &self.function.locals[id];
        let slot = matches!(self.locals[id], LocalStorage::Slot(_));
        let result = matches!(local.kind, LocalKind::Result(_));
        slot && !local.addressed && !(result && self.function.flags.has_defer)
    }
}
