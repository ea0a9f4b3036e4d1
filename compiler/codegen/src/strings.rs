//! Strings: length, concatenation, decoding of runes; lengths and capacities in general.
//!
//! In: operands.  Out: values; allocating operations are runtime calls.
//! Spec: "Length and capacity", "String concatenation", "For statements with range clause".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::values::Val;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{BlockArg, InstBuilder, Value, types};
use grus_abi::functions::Function as Runtime;
use grus_mir::{Operand, SiteId, Storage};
use grus_types::{Type, TypeId};

/// Bytes of a string or of a row of strings.
const STRING_BYTES: u64 = 16;

impl Translator<'_, '_> {
    /// `len(x)`
    pub fn length(&mut self, operand: &Operand) -> Result<Val> {
        let ty = self.operand_type(operand)?;
        match *self.types.underlying_type(ty) {
            Type::Map { .. } => self.header_word(operand, 0),
            Type::Chan { .. } => self.header_word(operand, 0),
            _ => match self.array_length(ty) {
                Some(length) => Ok(Val::one(self.integer(length))),
                None => Ok(Val::one(self.operand_leaf(operand, 1)?)),
            },
        }
    }

    /// `cap(x)`
    pub fn capacity(&mut self, operand: &Operand) -> Result<Val> {
        let ty = self.operand_type(operand)?;
        match *self.types.underlying_type(ty) {
            Type::Chan { .. } => self.header_word(operand, 8),
            _ => match self.array_length(ty) {
                Some(length) => Ok(Val::one(self.integer(length))),
                None => Ok(Val::one(self.operand_leaf(operand, 2)?)),
            },
        }
    }

    /// Length of an array type or of the array a pointer type points to.
    pub fn array_length(&self, ty: TypeId) -> Option<i64> {
        match *self.types.underlying_type(ty) {
            Type::Array { len, .. } => Some(len),
            Type::Pointer(array) => match *self.types.underlying_type(array) {
                Type::Array { len, .. } => Some(len),
                _ => None,
            },
            _ => None,
        }
    }

    /// A word at the start of a map or channel; 0 for nil.
    fn header_word(&mut self, operand: &Operand, offset: u64) -> Result<Val> {
        let object = self.scalar(operand)?;
        let done = self.builder.create_block();
        self.builder.append_block_param(done, types::I64);
        let present = self.builder.create_block();
        let zero = self.integer(0);
        self.builder
            .ins()
            .brif(object, present, &[], done, &[BlockArg::Value(zero)]);
        self.enter(present);
        let word = self.load_leaf(Address::valid(object).plus(offset), types::I64);
        self.builder.ins().jump(done, &[BlockArg::Value(word)]);
        self.enter(done);
        Ok(Val::one(self.builder.block_params(done)[0]))
    }

    /// Concatenates strings: their words go to an array that the runtime reads.
    pub fn string_concat(&mut self, operands: &[Operand], site: Option<SiteId>) -> Result<Val> {
        let strings: Result<Vec<_>> = operands
            .iter()
            .map(|operand| self.operand_leaves(operand))
            .collect();
        let strings = strings?;
        let count = strings.len() as u64;
        let array = self.scratch_memory(count * STRING_BYTES)?;
        for (index, string) in strings.iter().enumerate() {
            let at = array.plus(index as u64 * STRING_BYTES);
            self.store_leaf(at, string[0]);
            self.store_leaf(at.plus(8), string[1]);
        }
        let address = self.address_value(array);
        let count = self.integer(count as i64);
        let sites = &self.function.sites;
        let on_stack = site.is_some_and(|site| sites[site].storage == Storage::Stack);
        Ok(Val::Leaves(match on_stack {
            true => {
                let buffer = self.conversion_buffer()?;
                self.call_runtime(Runtime::ConcatStringsIn, &[buffer, address, count])
            }
            false => self.call_runtime(Runtime::ConcatStrings, &[address, count]),
        }))
    }

    /// (rune, next index) at a byte index below the length; single bytes need no call.
    pub fn decode_rune(&mut self, string: &Operand, index: &Operand) -> Result<Val> {
        let string = self.operand_leaves(string)?;
        let index = self.index_value(index)?.0;
        let at = self.builder.ins().iadd(string[0], index);
        let byte = self.load_leaf(Address::valid(at), types::I8);
        let done = self.builder.create_block();
        self.builder.append_block_param(done, types::I32);
        self.builder.append_block_param(done, types::I64);
        let multiple = self.builder.create_block();
        let single = self.builder.create_block();
        let ascii = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, byte, 0);
        self.builder.ins().brif(ascii, single, &[], multiple, &[]);

        self.enter(single);
        let rune = self.builder.ins().uextend(types::I32, byte);
        let next = self.builder.ins().iadd_imm_s(index, 1);
        self.jump_with(done, &[rune, next]);

        self.enter(multiple);
        let decoded = self.call_runtime(Runtime::DecodeRune, &[string[0], string[1], index]);
        let rune = self.builder.ins().ireduce(types::I32, decoded[0]);
        self.jump_with(done, &[rune, decoded[1]]);

        self.enter(done);
        let parameters = self.builder.block_params(done).to_vec();
        Ok(Val::of(&parameters))
    }

    /// Jumps with values as block arguments.
    pub fn jump_with(&mut self, target: cranelift_codegen::ir::Block, values: &[Value]) {
        let arguments: Vec<BlockArg> = values.iter().map(|&value| BlockArg::Value(value)).collect();
        self.builder.ins().jump(target, &arguments);
    }
}
