//! Maps: access, assignment, deletion, iteration.
//!
//! In: operands.  Out: runtime calls; keys and elements travel by address, keys of 32- and 64-bit
//! integer types and strings in registers.
//! Spec: "Index expressions", "Deletion of map elements", "For statements with range clause".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::values::{Leaves, Val};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use grus_abi::functions::Function as Runtime;
use grus_mir::{LocalId, Operand};
use grus_types::{BasicKind, Type, TypeId};

/// Which of the runtime's variants serves a key type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyForm {
    Memory,
    Word32,
    Word64,
    String,
}

/// The variants of an operation by [`KeyForm`].
type Variants = [Runtime; 4];

const ACCESS: Variants = [
    Runtime::MapAccess1,
    Runtime::MapAccess1Fast32,
    Runtime::MapAccess1Fast64,
    Runtime::MapAccess1FastString,
];
const ACCESS_OK: Variants = [
    Runtime::MapAccess2,
    Runtime::MapAccess2Fast32,
    Runtime::MapAccess2Fast64,
    Runtime::MapAccess2FastString,
];
const ASSIGN: Variants = [
    Runtime::MapAssign,
    Runtime::MapAssignFast32,
    Runtime::MapAssignFast64,
    Runtime::MapAssignFastString,
];

impl Translator<'_, '_> {
    fn map_types(&self, map: &Operand) -> Result<(TypeId, TypeId, TypeId)> {
        let ty = self.operand_type(map)?;
        match *self.types.underlying_type(ty) {
            Type::Map { key, elem } => Ok((ty, key, elem)),
            _ => Err(self.fail("a map operation on something that is no map")),
        }
    }

    fn key_form(&self, key: TypeId) -> KeyForm {
        match self.types.basic_kind(key) {
            Some(BasicKind::Int32 | BasicKind::Uint32) => KeyForm::Word32,
            Some(
                BasicKind::Int
                | BasicKind::Uint
                | BasicKind::Int64
                | BasicKind::Uint64
                | BasicKind::Uintptr,
            ) => KeyForm::Word64,
            Some(BasicKind::String) => KeyForm::String,
            _ => KeyForm::Memory,
        }
    }

    /// Descriptor, map and key as arguments; which variant takes them.
    fn map_arguments(&mut self, map: &Operand, key: &Operand, form: KeyForm) -> Result<Leaves> {
        let (ty, _, _) = self.map_types(map)?;
        let map = self.scalar(map)?;
        let key = match form {
            KeyForm::Memory => Leaves::from_slice(&[self.operand_address(key)?]),
            KeyForm::Word32 | KeyForm::Word64 => Leaves::from_slice(&[self.index_value(key)?.0]),
            KeyForm::String => self.operand_leaves(key)?,
        };
        let mut arguments = Leaves::from_slice(&[self.descriptor(ty), map]);
        arguments.extend(key);
        Ok(arguments)
    }

    fn map_call(&mut self, variants: &Variants, map: &Operand, key: &Operand) -> Result<Leaves> {
        let (_, key_type, _) = self.map_types(map)?;
        let form = self.key_form(key_type);
        let arguments = self.map_arguments(map, key, form)?;
        Ok(self.call_runtime(variants[form as usize], &arguments))
    }

    /// `m[k]`, with `comma_ok` the tuple (element, present).
    pub fn map_get(&mut self, map: &Operand, key: &Operand, comma_ok: bool) -> Result<Val> {
        let (_, _, element) = self.map_types(map)?;
        let layout = self.layout(element)?;
        if !comma_ok {
            let address = self.map_call(&ACCESS, map, key)?[0];
            return Ok(self.load_value(Address::valid(address), &layout));
        }
        let results = self.map_call(&ACCESS_OK, map, key)?;
        let value = self.load_value(Address::valid(results[0]), &layout);
        let present = self.builder.ins().ireduce(types::I8, results[1]);
        self.pair_with_bool(element, &value, present)
    }

    /// The tuple (value, flag).
    pub fn pair_with_bool(&mut self, ty: TypeId, value: &Val, flag: Value) -> Result<Val> {
        let layout = self.layout(ty)?;
        if let Val::Leaves(leaves) = value {
            let floats = leaves
                .iter()
                .filter(|&&v| self.builder.func.dfg.value_type(v).is_float());
            let integers = leaves.len() - floats.count();
            if integers < crate::values::RESULT_REGISTERS {
                let mut leaves = leaves.clone();
                leaves.push(flag);
                return Ok(Val::Leaves(leaves));
            }
        }
        // The tuple is handled in memory: the flag follows the value.
        let memory = self.scratch_memory(layout.size + 8)?;
        self.store_value(memory, &layout, value)?;
        self.store_leaf(memory.plus(layout.size), flag);
        Ok(Val::Memory(memory))
    }

    /// Address of the element for a key, inserted if missing.
    pub fn map_slot(&mut self, map: &Operand, key: &Operand) -> Result<Val> {
        Ok(Val::Leaves(self.map_call(&ASSIGN, map, key)?))
    }

    /// `m[k] = v`
    pub fn map_assign(&mut self, map: &Operand, key: &Operand, value: &Operand) -> Result<()> {
        let (_, _, element) = self.map_types(map)?;
        let layout = self.layout(element)?;
        let value = self.operand(value)?;
        let address = self.map_call(&ASSIGN, map, key)?[0];
        self.store_value(Address::valid(address), &layout, &value)
    }

    /// `delete(m, k)`
    pub fn map_delete(&mut self, map: &Operand, key: &Operand) -> Result<()> {
        let arguments = self.map_arguments(map, key, KeyForm::Memory)?;
        self.call_runtime(Runtime::MapDelete, &arguments);
        Ok(())
    }

    /// `clear(m)`
    pub fn map_clear(&mut self, map: &Operand) -> Result<()> {
        let (ty, _, _) = self.map_types(map)?;
        let map = self.scalar(map)?;
        let descriptor = self.descriptor(ty);
        self.call_runtime(Runtime::MapClear, &[descriptor, map]);
        Ok(())
    }

    /// `make(map[K]V, hint)`
    pub fn make_map(&mut self, ty: TypeId, hint: Option<&Operand>) -> Result<Val> {
        let hint = match hint {
            Some(hint) => self.index_value(hint)?.0,
            None => self.integer(0),
        };
        let descriptor = self.descriptor(ty);
        Ok(Val::Leaves(
            self.call_runtime(Runtime::MakeMap, &[descriptor, hint]),
        ))
    }

    /// Starts an iteration.
    pub fn map_iterate_init(&mut self, iterator: LocalId, map: &Operand) -> Result<()> {
        let (ty, _, _) = self.map_types(map)?;
        let map = self.scalar(map)?;
        let memory = self.local_memory(iterator)?;
        self.clear_memory(memory, grus_abi::value::MAP_ITERATOR_SIZE as u64);
        let iterator = self.address_value(memory);
        let descriptor = self.descriptor(ty);
        self.call_runtime(Runtime::MapIterateInit, &[descriptor, map, iterator]);
        Ok(())
    }

    /// Goes on to the next entry.
    pub fn map_iterate_next(&mut self, iterator: LocalId) -> Result<()> {
        let memory = self.local_memory(iterator)?;
        let iterator = self.address_value(memory);
        self.call_runtime(Runtime::MapIterateNext, &[iterator]);
        Ok(())
    }

    /// Whether the iterator stands at an entry.
    pub fn map_iterator_valid(&mut self, iterator: LocalId) -> Result<Val> {
        let memory = self.local_memory(iterator)?;
        let key = self.load_leaf(memory, types::I64);
        Ok(Val::one(self.builder.ins().icmp_imm_s(
            IntCC::NotEqual,
            key,
            0,
        )))
    }

    /// Key (word 0) or element (word 1) at the iterator.
    pub fn map_iterator_entry(&mut self, iterator: LocalId, word: u64, ty: TypeId) -> Result<Val> {
        let memory = self.local_memory(iterator)?;
        let address = self.load_leaf(memory.plus(word * 8), types::I64);
        let layout = self.layout(ty)?;
        Ok(self.load_value(Address::valid(address), &layout))
    }
}
