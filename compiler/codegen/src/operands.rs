//! Operands: constants and copies of places as values.
//!
//! In: MIR operands.  Out: [`Val`]s.
//! Invariant: leaves of a place are loaded at once, so that later stores do not change them; a value
//! that is only handled in memory stays where it is.
//! Spec: "Constants", "The zero value".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::symbols::Reference;
use crate::values::{Leaves, Val};
use cranelift_codegen::ir::{InstBuilder, Type, Value, types};
use grus_mir::{Constant, Operand};
use grus_types::TypeId;

impl Translator<'_, '_> {
    /// The value of an operand.
    pub fn operand(&mut self, operand: &Operand) -> Result<Val> {
        match operand {
            Operand::Copy(place) => self.read_place(place),
            Operand::Constant(constant, ty) => self.constant(constant, *ty),
        }
    }

    /// The leaves of an operand of a type that has them.
    pub fn operand_leaves(&mut self, operand: &Operand) -> Result<Leaves> {
        match self.operand(operand)? {
            Val::Leaves(leaves) => Ok(leaves),
            _ => Err(self.fail("an operand in memory where leaves are needed")),
        }
    }

    /// The only leaf of an operand.
    pub fn scalar(&mut self, operand: &Operand) -> Result<Value> {
        let leaves = self.operand_leaves(operand)?;
        match leaves[..] {
            [value] => Ok(value),
            _ => Err(self.fail(format!(
                "an operand with {} leaves for a scalar",
                leaves.len()
            ))),
        }
    }

    /// One leaf of an operand, without loading the others.
    pub fn operand_leaf(&mut self, operand: &Operand, index: usize) -> Result<Value> {
        match operand {
            Operand::Copy(place) => self.read_place_leaf(place, index),
            Operand::Constant(..) => {
                let leaves = self.operand_leaves(operand)?;
                leaves
                    .get(index)
                    .copied()
                    .ok_or_else(|| self.fail("an operand without that leaf"))
            }
        }
    }

    /// The zero value of a type.
    pub fn zero_value(&mut self, ty: TypeId) -> Result<Val> {
        let layout = self.layout(ty)?;
        Ok(match &layout.leaves {
            Some(leaves) => Val::Leaves(leaves.iter().map(|leaf| self.zero_of(leaf.ty)).collect()),
            None => Val::Zero,
        })
    }

    fn constant(&mut self, constant: &Constant, ty: TypeId) -> Result<Val> {
        let layout = self.layout(ty)?;
        let first = layout
            .leaves
            .as_ref()
            .and_then(|leaves| leaves.first())
            .map(|leaf| leaf.ty);
        let kind = match constant {
            Constant::Zero => return self.zero_value(ty),
            _ => first.ok_or_else(|| self.fail("a constant of a type without leaves"))?,
        };
        Ok(match constant {
            Constant::Zero => return self.zero_value(ty),
            Constant::Bool(value) => Val::one(self.builder.ins().iconst(kind, i64::from(*value))),
            Constant::Int(value) if kind.is_int() => Val::one(self.integer_of(kind, *value)),
            Constant::Int(value) => Val::one(self.float_of(kind, *value as f64)),
            Constant::Float(value) if kind.is_float() => Val::one(self.float_of(kind, *value)),
            Constant::Float(value) => Val::one(self.integer_of(kind, *value as i64)),
            Constant::Complex(real, imaginary) => {
                let real = self.float_of(kind, *real);
                let imaginary = self.float_of(kind, *imaginary);
                Val::of(&[real, imaginary])
            }
            Constant::String(bytes) => {
                let (data, length) = self.string_constant(bytes);
                Val::of(&[data, length])
            }
            Constant::Function(id) => {
                let id = self.context.resolve(*id);
                Val::one(self.symbol_address(Reference::StaticClosure(id)))
            }
            Constant::GlobalAddress(id) => Val::one(self.symbol_address(Reference::Global(*id))),
            Constant::TypeDescriptor(ty) => Val::one(self.descriptor(*ty)),
        })
    }

    /// Data and length of a string constant.
    pub fn string_constant(&mut self, bytes: &std::sync::Arc<[u8]>) -> (Value, Value) {
        let length = self.integer(bytes.len() as i64);
        let data = if bytes.is_empty() {
            self.integer(0)
        } else {
            self.symbol_address(Reference::String(bytes.clone()))
        };
        (data, length)
    }

    /// An integer constant of a type, truncated to it.
    pub fn integer_of(&mut self, ty: Type, value: i64) -> Value {
        let value = match ty {
            types::I8 => i64::from(value as u8),
            types::I16 => i64::from(value as u16),
            types::I32 => i64::from(value as u32),
            _ => value,
        };
        self.builder.ins().iconst(ty, value)
    }

    /// A float constant of a type.
    pub fn float_of(&mut self, ty: Type, value: f64) -> Value {
        if ty == types::F32 {
            self.builder.ins().f32const(value as f32)
        } else {
            self.builder.ins().f64const(value)
        }
    }

    /// The address of a type's descriptor.
    pub fn descriptor(&mut self, ty: TypeId) -> Value {
        self.symbol_address(Reference::Descriptor(ty))
    }

    /// An operand's value in memory: where it is, or a copy made for the statement.
    pub fn operand_memory(&mut self, operand: &Operand) -> Result<Address> {
        let ty = self.operand_type(operand)?;
        let value = self.operand(operand)?;
        self.value_memory(ty, &value)
    }

    /// Memory that holds a value, until the end of the statement.
    pub fn value_memory(&mut self, ty: TypeId, value: &Val) -> Result<Address> {
        if let Val::Memory(address) = value {
            return Ok(*address);
        }
        let layout = self.layout(ty)?;
        let memory = self.scratch_memory(layout.size)?;
        self.store_value(memory, &layout, value)?;
        Ok(memory)
    }

    /// The address of an operand's value in memory.
    pub fn operand_address(&mut self, operand: &Operand) -> Result<Value> {
        let memory = self.operand_memory(operand)?;
        Ok(self.address_value(memory))
    }

    /// Converts an integer to a wider or equal type.
    pub fn extend(&mut self, value: Value, to: Type, unsigned: bool) -> Value {
        let from = self.builder.func.dfg.value_type(value);
        if from == to {
            return value;
        }
        if let Some(constant) = self.constant_of(value) {
            let bits = 64 - from.bits();
            let constant = if unsigned {
                ((constant as u64) << bits >> bits) as i64
            } else {
                constant << bits >> bits
            };
            return self.integer_of(to, constant);
        }
        if unsigned {
            self.builder.ins().uextend(to, value)
        } else {
            self.builder.ins().sextend(to, value)
        }
    }
}
