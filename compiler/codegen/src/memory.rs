//! Loads, stores, copies and clears of Go values in memory.
//!
//! In: an [`Address`] and a type's leaves.  Out: CLIF memory operations with the right flags.
//! Invariants: an access whose address may be nil carries a trap code that says so, or is preceded
//! by an explicit check when it could fall outside the unmapped first page; every other access is
//! `notrap`. Stores of pointers to memory that may be on the heap go through
//! [`Translator::store_leaves`], [`Translator::store_pointer`] or [`Translator::copy_memory`], which
//! add the collector's barrier (`barrier`). Copies of overlapping memory are correct.

use crate::error::Result;
use crate::function::Translator;
use crate::values::{Leaf, Leaves, TypeLayout, Val};
use cranelift_codegen::ir::immediates::Offset32;
use cranelift_codegen::ir::{
    ConstantData, GlobalValue, Inst, InstBuilder, InstructionData, MemFlagsData, Opcode, StackSlot,
    Type, Value, ValueDef, types,
};
use grus_abi::functions::Function as Runtime;
use smallvec::SmallVec;

/// Accesses below this address fault and mean a nil dereference.
pub const UNMAPPED: i64 = 4096;
/// Copies and clears up to this size are expanded.
const INLINE_BYTES: u64 = 128;

/// How many instructions behind a load a store of the same value to the same place is left out.
const HELD_FOR: usize = 40;

/// Where an address comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    Value(Value),
    Slot(StackSlot),
    Symbol(GlobalValue),
}

/// An address in memory.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    pub base: Base,
    pub offset: i64,
    /// The base may be nil: the first access must notice.
    pub may_be_nil: bool,
    /// The memory never changes while it can be reached.
    pub read_only: bool,
}

impl Address {
    /// Memory at a pointer known to be valid.
    pub fn valid(base: Value) -> Address {
        Address {
            base: Base::Value(base),
            offset: 0,
            may_be_nil: false,
            read_only: false,
        }
    }

    /// Memory at a pointer that may be nil.
    pub fn unchecked(base: Value) -> Address {
        Address {
            may_be_nil: true,
            ..Address::valid(base)
        }
    }

    /// A stack slot.
    pub fn slot(slot: StackSlot) -> Address {
        Address {
            base: Base::Slot(slot),
            offset: 0,
            may_be_nil: false,
            read_only: false,
        }
    }

    /// The address `bytes` further.
    pub fn plus(self, bytes: u64) -> Address {
        Address {
            offset: self.offset + bytes as i64,
            ..self
        }
    }
}

impl Translator<'_, '_> {
    /// Checks an address that may be nil, for accesses that would not notice by themselves.
    pub fn require_valid(&mut self, address: Address) -> Address {
        if address.may_be_nil
            && let Base::Value(base) = address.base
        {
            let flags = self.nil_flags();
            self.builder.ins().load(types::I8, flags, base, 0);
        }
        Address {
            may_be_nil: false,
            ..address
        }
    }

    /// Flags for an access that reports a nil dereference.
    fn nil_flags(&mut self) -> MemFlagsData {
        let code = self.sources.nil_trap_code();
        MemFlagsData::new().with_trap_code(Some(code))
    }

    /// Base value, offset and flags for accesses to `size` bytes at the address.
    fn access(&mut self, address: &mut Address, size: u64) -> (Value, Offset32, MemFlagsData) {
        if address.may_be_nil && address.offset + size as i64 > UNMAPPED {
            *address = self.require_valid(*address);
        }
        let flags = if address.may_be_nil {
            self.nil_flags()
        } else if address.read_only {
            MemFlagsData::new()
                .with_notrap()
                .with_readonly()
                .with_can_move()
        } else {
            MemFlagsData::new().with_notrap()
        };
        let (base, offset) = self.base_value(*address);
        let (base, offset) = match i32::try_from(offset) {
            Ok(offset) => (base, offset),
            Err(_) => (self.add_constant(base, offset), 0),
        };
        (base, Offset32::new(offset), flags)
    }

    /// The base as a value, and the offset that remains to be added.
    pub fn base_value(&mut self, address: Address) -> (Value, i64) {
        match address.base {
            Base::Value(value) => (value, address.offset),
            Base::Slot(slot) => {
                // No other block computes slot + 1, so the handler cannot be made to depend on a
                // register or spill slot of the code that was interrupted.
                let bias = i32::from(self.in_handler);
                let base = self.builder.ins().stack_addr(types::I64, slot, bias);
                (base, address.offset - i64::from(bias))
            }
            Base::Symbol(symbol) => (
                self.builder.ins().symbol_value(types::I64, symbol),
                address.offset,
            ),
        }
    }

    /// The address as a value, without a nil check.
    pub fn address_value(&mut self, address: Address) -> Value {
        let (base, offset) = self.base_value(address);
        self.add_constant(base, offset)
    }

    /// `base + bytes`.
    pub fn add_constant(&mut self, base: Value, bytes: i64) -> Value {
        if bytes == 0 {
            base
        } else {
            self.builder.ins().iadd_imm_s(base, bytes)
        }
    }

    /// Loads one scalar.
    pub fn load_leaf(&mut self, address: Address, ty: Type) -> Value {
        let mut address = address;
        let (base, offset, flags) = self.access(&mut address, u64::from(ty.bytes()));
        self.builder.ins().load(ty, flags, base, offset)
    }

    /// Stores one scalar.
    pub fn store_leaf(&mut self, address: Address, value: Value) {
        let mut address = address;
        let size = self.builder.func.dfg.value_type(value).bytes();
        let (base, offset, flags) = self.access(&mut address, u64::from(size));
        self.builder.ins().store(flags, value, base, offset);
    }

    /// Loads all leaves of a value.
    pub fn load_leaves(&mut self, address: Address, leaves: &[Leaf]) -> Leaves {
        let mut address = address;
        if leaves.is_empty() {
            self.require_valid(address);
        }
        let mut values = Leaves::new();
        for leaf in leaves {
            let at = address.plus(u64::from(leaf.offset));
            values.push(self.load_leaf(at, leaf.ty));
            address.may_be_nil = false;
        }
        values
    }

    /// Stores all leaves of a value, but for those that have just been loaded from there: `x.s = x.s[:n]`
    /// stores a length, and needs no barrier.
    pub fn store_leaves(&mut self, address: Address, leaves: &[Leaf], values: &[Value]) {
        let mut address = address;
        if leaves.is_empty() {
            self.require_valid(address);
        }
        let pairs = leaves.iter().zip(values.iter().copied());
        let changed: SmallVec<[(&Leaf, Value); 4]> = pairs
            .filter(|(leaf, value)| !self.holds(address.plus(u64::from(leaf.offset)), *value))
            .collect();
        for &(leaf, value) in &changed {
            self.store_leaf(address.plus(u64::from(leaf.offset)), value);
            address.may_be_nil = false;
        }
        let pointers = changed.iter().filter(|(leaf, _)| leaf.pointer);
        let pointers: Leaves = pointers.map(|&(_, value)| value).collect();
        self.barrier(address, &pointers);
    }

    /// Whether the value was loaded from the address in this block and nothing can have been stored since.
    fn holds(&self, address: Address, value: Value) -> bool {
        let Base::Value(base) = address.base else {
            return false;
        };
        let Some((load, from, offset, _)) = self.loaded(value) else {
            return false;
        };
        if offset != address.offset || !self.same_value(from, base) {
            return false;
        }
        let function = &self.builder.func;
        let block = self.builder.current_block();
        let mut current = block.and_then(|block| function.layout.last_inst(block));
        for _ in 0..HELD_FOR {
            let Some(inst) = current.filter(|&inst| inst != load) else {
                return current == Some(load);
            };
            let opcode = function.dfg.insts[inst].opcode();
            if opcode.can_store() || opcode.is_call() {
                return false;
            }
            current = function.layout.prev_inst(inst);
        }
        false
    }

    /// If a value is the result of a load: it, its base and offset, and whether what it reads never changes.
    fn loaded(&self, value: Value) -> Option<(Inst, Value, i64, bool)> {
        let dfg = &self.builder.func.dfg;
        let ValueDef::Result(load, _) = dfg.value_def(dfg.resolve_aliases(value)) else {
            return None;
        };
        match dfg.insts[load] {
            InstructionData::Load {
                opcode: Opcode::Load,
                arg,
                offset,
                flags,
            } => {
                let read_only = dfg.mem_flags[flags].readonly();
                Some((load, arg, i64::from(i32::from(offset)), read_only))
            }
            _ => None,
        }
    }

    /// Whether two values are known to be equal: they are the same, or loads of the same captured variable.
    fn same_value(&self, a: Value, b: Value) -> bool {
        let dfg = &self.builder.func.dfg;
        if dfg.resolve_aliases(a) == dfg.resolve_aliases(b) {
            return true;
        }
        match (self.loaded(a), self.loaded(b)) {
            (Some((_, x, at, true)), Some((_, y, other, true))) => {
                at == other && dfg.value_type(a) == dfg.value_type(b) && self.same_value(x, y)
            }
            _ => false,
        }
    }

    /// Stores a pointer.
    pub fn store_pointer(&mut self, address: Address, value: Value) {
        self.store_leaf(address, value);
        self.barrier(address, &[value]);
    }

    /// The value at an address: leaves are loaded, anything else stays where it is.
    pub fn load_value(&mut self, address: Address, layout: &TypeLayout) -> Val {
        match &layout.leaves {
            Some(leaves) => Val::Leaves(self.load_leaves(address, leaves)),
            None => Val::Memory(self.require_valid(address)),
        }
    }

    /// Stores a value of the layout.
    pub fn store_value(
        &mut self,
        address: Address,
        layout: &TypeLayout,
        value: &Val,
    ) -> Result<()> {
        match (value, &layout.leaves) {
            (Val::Leaves(values), Some(leaves)) if values.len() == leaves.len() => {
                self.store_leaves(address, leaves, values);
            }
            (Val::Memory(from), None) => {
                let to = self.require_valid(address);
                self.copy_memory(to, *from, layout.size, layout.pointers);
            }
            (Val::Zero, _) => {
                let to = self.require_valid(address);
                self.clear_memory(to, layout.size);
            }
            _ => return Err(self.fail("value and layout differ in form")),
        }
        Ok(())
    }

    /// Copies `size` bytes, which may hold pointers; the ranges may overlap.
    pub fn copy_memory(&mut self, to: Address, from: Address, size: u64, pointers: bool) {
        let from = self.require_valid(from);
        let to = self.require_valid(to);
        if same_place(to, from) {
            return;
        }
        let pointers = pointers && !self.is_on_stack(to);
        if size > INLINE_BYTES {
            let (to, from) = (self.address_value(to), self.address_value(from));
            let size = self.integer(size as i64);
            self.copy_bytes(to, from, size, pointers);
            return;
        }
        let chunks: Vec<(u64, Type)> = chunks(size).collect();
        let values: Vec<Value> = chunks
            .iter()
            .map(|&(offset, ty)| self.load_leaf(from.plus(offset), ty))
            .collect();
        for (&(offset, _), value) in chunks.iter().zip(values) {
            self.store_leaf(to.plus(offset), value);
        }
        if pointers {
            self.range_barrier(to, size);
        }
    }

    /// Copies a number of bytes known at run time only, which may hold pointers; the ranges may
    /// overlap.
    pub fn copy_bytes(&mut self, to: Value, from: Value, bytes: Value, pointers: bool) {
        let function = if pointers {
            Runtime::MemoryMovePointers
        } else {
            Runtime::MemoryMove
        };
        self.call_runtime(function, &[to, from, bytes]);
    }

    /// Sets `size` bytes to zero.
    pub fn clear_memory(&mut self, to: Address, size: u64) {
        let to = self.require_valid(to);
        if size > INLINE_BYTES {
            let to = self.address_value(to);
            let size = self.integer(size as i64);
            self.call_runtime(Runtime::MemoryClear, &[to, size]);
            return;
        }
        let mut zeros: [Option<Value>; 5] = [None; 5];
        for (offset, ty) in chunks(size) {
            let index = ty.bytes().trailing_zeros() as usize;
            let zero = match zeros[index] {
                Some(zero) => zero,
                None => *zeros[index].insert(self.zero_of(ty)),
            };
            self.store_leaf(to.plus(offset), zero);
        }
    }

    /// Zero of a scalar or 16-byte vector type.
    pub fn zero_of(&mut self, ty: Type) -> Value {
        if ty.is_vector() {
            let bytes = ConstantData::from(vec![0u8; ty.bytes() as usize]);
            let constant = self.builder.func.dfg.constants.insert(bytes);
            return self.builder.ins().vconst(ty, constant);
        }
        match ty {
            types::F32 => self.builder.ins().f32const(0.0f32),
            types::F64 => self.builder.ins().f64const(0.0f64),
            _ => self.builder.ins().iconst(ty, 0),
        }
    }
}

fn same_place(a: Address, b: Address) -> bool {
    a.base == b.base && a.offset == b.offset
}

/// Splits a size into the largest accesses.
fn chunks(size: u64) -> impl Iterator<Item = (u64, Type)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = size - offset;
        let ty = match rest {
            0 => return None,
            1 => types::I8,
            2..4 => types::I16,
            4..8 => types::I32,
            8..16 => types::I64,
            _ => types::I8X16,
        };
        let at = offset;
        offset += u64::from(ty.bytes());
        Some((at, ty))
    })
}
