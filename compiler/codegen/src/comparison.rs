//! Comparisons: equality of every comparable type, order of numbers and strings.
//!
//! In: two operands of one type.  Out: a boolean (0 or 1, 8 bits).
//! Values of several words are compared part by part and stop at the first difference: a later
//! interface with an uncomparable dynamic type must not panic then. Between interfaces, numbers and
//! the lengths of strings come before the bytes of strings, as in gc. Blank fields take no part.
//! Memory without such parts and without padding is compared as bytes.
//! Spec: "Comparison operators".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::values::Val;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{Block, BlockArg, InstBuilder, Value, types};
use grus_abi::functions::Function as Runtime;
use grus_mir::{BinaryOp, Constant, Operand};
use grus_types::{Type, TypeId};
use std::sync::Arc;

/// Memory up to this size is compared with loads.
const INLINE_BYTES: u64 = 32;

/// A part of a value that is compared by a rule of its own; where its first leaf is.
enum Atom {
    Number(usize),
    String(usize),
    Interface { leaf: usize, empty: bool },
}

/// A comparison under way.
#[derive(Default)]
struct Comparison {
    /// Whether all since the last branch was equal, if there was anything.
    so_far: Option<Value>,
    /// Where the branches for a difference join, outermost first.
    joints: Vec<Block>,
}

impl Translator<'_, '_> {
    /// `left == right`
    pub fn equal(&mut self, ty: TypeId, left: &Operand, right: &Operand) -> Result<Value> {
        if let Some(value) = self.equal_special(ty, left, right)? {
            return Ok(value);
        }
        let left = self.operand(left)?;
        let right = self.operand(right)?;
        self.equal_values(ty, &left, &right)
    }

    /// `left != right`
    pub fn equal_inverted(&mut self, ty: TypeId, left: &Operand, right: &Operand) -> Result<Value> {
        let leaves = self.layout(ty)?.leaves.clone();
        if let Some([leaf]) = leaves.as_deref() {
            let (x, y) = (self.scalar(left)?, self.scalar(right)?);
            return Ok(if leaf.ty.is_float() {
                self.builder.ins().fcmp(FloatCC::NotEqual, x, y)
            } else {
                self.builder.ins().icmp(IntCC::NotEqual, x, y)
            });
        }
        let equal = self.equal(ty, left, right)?;
        Ok(self.builder.ins().bxor_imm_u(equal, 1))
    }

    /// Comparisons with nil and with constant strings.
    fn equal_special(
        &mut self,
        ty: TypeId,
        left: &Operand,
        right: &Operand,
    ) -> Result<Option<Value>> {
        let (value, constant) = match (left, right) {
            (Operand::Constant(constant, _), value) => (value, constant),
            (value, Operand::Constant(constant, _)) => (value, constant),
            _ => return Ok(None),
        };
        let special = match (self.types.underlying_type(ty), constant) {
            (Type::Slice(_) | Type::Interface(_), Constant::Zero) => {
                let word = self.operand_leaf(value, 0)?;
                Some(self.builder.ins().icmp_imm_s(IntCC::Equal, word, 0))
            }
            (Type::Basic(kind), Constant::Zero) if kind.is_string() => {
                let length = self.operand_leaf(value, 1)?;
                Some(self.builder.ins().icmp_imm_s(IntCC::Equal, length, 0))
            }
            (Type::Basic(_), Constant::String(bytes)) => {
                Some(self.equal_constant_string(value, &bytes.clone())?)
            }
            _ => None,
        };
        Ok(special)
    }

    fn equal_constant_string(&mut self, value: &Operand, bytes: &Arc<[u8]>) -> Result<Value> {
        let string = self.operand_leaves(value)?;
        let length = self.integer(bytes.len() as i64);
        let same_length = self.builder.ins().icmp(IntCC::Equal, string[1], length);
        if bytes.is_empty() {
            return Ok(same_length);
        }
        let (done, compare) = self.short_circuit(same_length);
        self.enter(compare);
        let equal = if bytes.len() as u64 <= INLINE_BYTES {
            self.equal_constant_bytes(Address::valid(string[0]), bytes)
        } else {
            let (data, length) = self.string_constant(bytes);
            let same = self.call_runtime(Runtime::MemoryEqual, &[string[0], data, length]);
            self.builder.ins().ireduce(types::I8, same[0])
        };
        Ok(self.join(done, equal))
    }

    fn equal_constant_bytes(&mut self, memory: Address, bytes: &[u8]) -> Value {
        let mut difference = None;
        for (offset, size) in compare_chunks(bytes.len() as u64) {
            let ty = integer_type(size);
            let mut pattern = [0; 8];
            pattern[..size].copy_from_slice(&bytes[offset as usize..offset as usize + size]);
            let expected = self.integer_of(ty, i64::from_le_bytes(pattern));
            let loaded = self.load_leaf(memory.plus(offset), ty);
            let differs = self.builder.ins().bxor(loaded, expected);
            difference = Some(self.either(difference, differs));
        }
        self.is_zero(difference)
    }

    /// Collects differing bits.
    fn either(&mut self, all: Option<Value>, differs: Value) -> Value {
        let differs = self.extend(differs, types::I64, true);
        match all {
            Some(all) => self.builder.ins().bor(all, differs),
            None => differs,
        }
    }

    fn is_zero(&mut self, difference: Option<Value>) -> Value {
        match difference {
            Some(difference) => self.builder.ins().icmp_imm_s(IntCC::Equal, difference, 0),
            None => self.builder.ins().iconst(types::I8, 1),
        }
    }

    /// Ends the block: false goes to the joint block with 0, true to the block that compares on.
    fn short_circuit(&mut self, so_far: Value) -> (Block, Block) {
        let done = self.builder.create_block();
        self.builder.append_block_param(done, types::I8);
        let compare = self.builder.create_block();
        let no = self.builder.ins().iconst(types::I8, 0);
        self.builder
            .ins()
            .brif(so_far, compare, &[], done, &[BlockArg::Value(no)]);
        (done, compare)
    }

    fn join(&mut self, done: Block, value: Value) -> Value {
        self.builder.ins().jump(done, &[BlockArg::Value(value)]);
        self.enter(done);
        self.builder.block_params(done)[0]
    }

    /// Equality of two values of a comparable type.
    pub fn equal_values(&mut self, ty: TypeId, left: &Val, right: &Val) -> Result<Value> {
        match (left, right) {
            (Val::Leaves(x), Val::Leaves(y)) => {
                let (x, y) = (x.clone(), y.clone());
                self.equal_leaves(ty, &x, &y)
            }
            _ => self.equal_memory(ty, left, right),
        }
    }

    fn equal_leaves(&mut self, ty: TypeId, x: &[Value], y: &[Value]) -> Result<Value> {
        let mut atoms = Vec::new();
        self.atoms(ty, 0, x.len(), &mut atoms)?;
        let mut comparison = Comparison::default();
        let mut strings = Vec::new();
        for atom in atoms {
            match atom {
                Atom::Number(leaf) => {
                    let same = self.equal_numbers(x[leaf], y[leaf]);
                    self.and_also(&mut comparison, same);
                }
                Atom::String(leaf) => {
                    let lengths = (x[leaf + 1], y[leaf + 1]);
                    let same = self.builder.ins().icmp(IntCC::Equal, lengths.0, lengths.1);
                    self.and_also(&mut comparison, same);
                    strings.push(leaf);
                }
                Atom::Interface { leaf, empty } => {
                    self.equal_bytes(&mut comparison, &mut strings, x, y);
                    self.only_then(&mut comparison);
                    let (x, y) = (&x[leaf..leaf + 2], &y[leaf..leaf + 2]);
                    comparison.so_far = Some(self.equal_interfaces(empty, x, y));
                }
            }
        }
        self.equal_bytes(&mut comparison, &mut strings, x, y);
        let mut result = match comparison.so_far {
            Some(value) => value,
            None => self.builder.ins().iconst(types::I8, 1),
        };
        while let Some(done) = comparison.joints.pop() {
            result = self.join(done, result);
        }
        Ok(result)
    }

    /// What a value of a type is compared by, in order; its leaves are `count` from `first` on.
    fn atoms(&self, ty: TypeId, first: usize, count: usize, atoms: &mut Vec<Atom>) -> Result<()> {
        if count == 0 {
            return Ok(());
        }
        match self.types.underlying_type(ty) {
            Type::Basic(kind) if kind.is_string() => atoms.push(Atom::String(first)),
            Type::Interface(interface) => atoms.push(Atom::Interface {
                leaf: first,
                empty: interface.methods.is_empty(),
            }),
            Type::Struct(data) => {
                let layout = self.layout(ty)?;
                for (field, part) in data.fields.iter().zip(&layout.parts) {
                    let count = self.layout(part.ty)?.leaves.as_ref().map_or(0, |l| l.len());
                    if !field.name.is_blank() {
                        self.atoms(part.ty, first + part.first_leaf, count, atoms)?;
                    }
                }
            }
            Type::Array { elem, .. } => self.atoms(*elem, first, count, atoms)?,
            _ => atoms.extend((first..first + count).map(Atom::Number)),
        }
        Ok(())
    }

    fn equal_numbers(&mut self, x: Value, y: Value) -> Value {
        if self.builder.func.dfg.value_type(x).is_float() {
            self.builder.ins().fcmp(FloatCC::Equal, x, y)
        } else {
            self.builder.ins().icmp(IntCC::Equal, x, y)
        }
    }

    /// The bytes of the strings at these leaves, whose lengths were compared.
    fn equal_bytes(
        &mut self,
        comparison: &mut Comparison,
        strings: &mut Vec<usize>,
        x: &[Value],
        y: &[Value],
    ) {
        for leaf in strings.drain(..) {
            self.only_then(comparison);
            let arguments = [x[leaf], y[leaf], x[leaf + 1]];
            let same = self.call_runtime(Runtime::MemoryEqual, &arguments);
            comparison.so_far = Some(self.builder.ins().ireduce(types::I8, same[0]));
        }
    }

    fn and_also(&mut self, comparison: &mut Comparison, same: Value) {
        comparison.so_far = Some(match comparison.so_far {
            Some(so_far) => self.builder.ins().band(so_far, same),
            None => same,
        });
    }

    /// What follows is compared only if everything before was equal.
    fn only_then(&mut self, comparison: &mut Comparison) {
        if let Some(so_far) = comparison.so_far.take() {
            let (done, compare) = self.short_circuit(so_far);
            self.enter(compare);
            comparison.joints.push(done);
        }
    }

    /// Equal type words; then both nil, or equal values by the type's own rule.
    fn equal_interfaces(&mut self, empty: bool, x: &[Value], y: &[Value]) -> Value {
        let same_type = self.builder.ins().icmp(IntCC::Equal, x[0], y[0]);
        let (done, typed) = self.short_circuit(same_type);
        self.enter(typed);
        let compare = self.builder.create_block();
        let yes = self.builder.ins().iconst(types::I8, 1);
        self.builder
            .ins()
            .brif(x[0], compare, &[], done, &[BlockArg::Value(yes)]);
        self.enter(compare);
        let function = if empty {
            Runtime::EfaceEqual
        } else {
            Runtime::IfaceEqual
        };
        let same = self.call_runtime(function, &[x[0], x[1], y[1]]);
        let same = self.builder.ins().ireduce(types::I8, same[0]);
        self.join(done, same)
    }

    fn equal_memory(&mut self, ty: TypeId, left: &Val, right: &Val) -> Result<Value> {
        let size = self.layout(ty)?.size;
        let x = self.value_memory(ty, left)?;
        let y = self.value_memory(ty, right)?;
        if !crate::descriptors::is_regular_memory(self.context, ty) {
            let descriptor = self.descriptor(ty);
            let (x, y) = (self.address_value(x), self.address_value(y));
            let same = self.call_runtime(Runtime::TypeEqual, &[descriptor, x, y]);
            return Ok(self.builder.ins().ireduce(types::I8, same[0]));
        }
        if size > INLINE_BYTES {
            let (x, y) = (self.address_value(x), self.address_value(y));
            let size = self.integer(size as i64);
            let same = self.call_runtime(Runtime::MemoryEqual, &[x, y, size]);
            return Ok(self.builder.ins().ireduce(types::I8, same[0]));
        }
        let mut difference = None;
        for (offset, bytes) in compare_chunks(size) {
            let ty = integer_type(bytes);
            let x = self.load_leaf(x.plus(offset), ty);
            let y = self.load_leaf(y.plus(offset), ty);
            let differs = self.builder.ins().bxor(x, y);
            difference = Some(self.either(difference, differs));
        }
        Ok(self.is_zero(difference))
    }

    /// `<`, `<=`, `>`, `>=`
    pub fn ordered(
        &mut self,
        op: BinaryOp,
        ty: TypeId,
        left: &Operand,
        right: &Operand,
    ) -> Result<Value> {
        let x = self.operand_leaves(left)?;
        let y = self.operand_leaves(right)?;
        if self
            .types
            .basic_kind(ty)
            .is_some_and(|kind| kind.is_string())
        {
            return self.ordered_strings(op, &x, &y);
        }
        let (&[x], &[y]) = (&x[..], &y[..]) else {
            return Err(self.fail("order of a compound type"));
        };
        if self.builder.func.dfg.value_type(x).is_float() {
            let condition = match op {
                BinaryOp::Less => FloatCC::LessThan,
                BinaryOp::LessEqual => FloatCC::LessThanOrEqual,
                BinaryOp::Greater => FloatCC::GreaterThan,
                _ => FloatCC::GreaterThanOrEqual,
            };
            return Ok(self.builder.ins().fcmp(condition, x, y));
        }
        let condition = integer_condition(op, self.is_unsigned(ty));
        Ok(self.builder.ins().icmp(condition, x, y))
    }

    fn ordered_strings(&mut self, op: BinaryOp, x: &[Value], y: &[Value]) -> Result<Value> {
        let order = self.call_runtime(Runtime::CompareStrings, &[x[0], x[1], y[0], y[1]]);
        let condition = integer_condition(op, false);
        Ok(self.builder.ins().icmp_imm_s(condition, order[0], 0))
    }

    /// `min(...)` and `max(...)`.
    pub fn extremum(&mut self, operands: &[Operand], smallest: bool) -> Result<Val> {
        let Some((first, rest)) = operands.split_first() else {
            return Err(self.fail("min or max of nothing"));
        };
        let ty = self.operand_type(first)?;
        let unsigned = self.is_unsigned(ty);
        let mut best = self.operand_leaves(first)?;
        for operand in rest {
            let value = self.operand_leaves(operand)?;
            if let [x, length] = best[..] {
                let op = if smallest {
                    BinaryOp::Less
                } else {
                    BinaryOp::Greater
                };
                let better = self.ordered_strings(op, &value, &[x, length])?;
                best = (0..2)
                    .map(|leaf| self.builder.ins().select(better, value[leaf], best[leaf]))
                    .collect();
                continue;
            }
            let (x, y) = (best[0], value[0]);
            let float = self.builder.func.dfg.value_type(x).is_float();
            let ins = self.builder.ins();
            best[0] = match (float, smallest, unsigned) {
                (true, true, _) => ins.fmin(x, y),
                (true, false, _) => ins.fmax(x, y),
                (false, true, true) => ins.umin(x, y),
                (false, true, false) => ins.smin(x, y),
                (false, false, true) => ins.umax(x, y),
                (false, false, false) => ins.smax(x, y),
            };
        }
        Ok(Val::Leaves(best))
    }
}

fn integer_condition(op: BinaryOp, unsigned: bool) -> IntCC {
    let signed = match op {
        BinaryOp::Less => IntCC::SignedLessThan,
        BinaryOp::LessEqual => IntCC::SignedLessThanOrEqual,
        BinaryOp::Greater => IntCC::SignedGreaterThan,
        _ => IntCC::SignedGreaterThanOrEqual,
    };
    if unsigned { signed.unsigned() } else { signed }
}

/// Splits a size into accesses of 8, 4, 2 and 1 bytes.
fn compare_chunks(size: u64) -> impl Iterator<Item = (u64, usize)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = size - offset;
        let bytes = match rest {
            0 => return None,
            8.. => 8,
            rest => 1 << rest.ilog2(),
        };
        let at = offset;
        offset += bytes;
        Some((at, bytes as usize))
    })
}

/// The integer type of a size in bytes.
fn integer_type(bytes: usize) -> cranelift_codegen::ir::Type {
    match bytes {
        1 => types::I8,
        2 => types::I16,
        4 => types::I32,
        _ => types::I64,
    }
}
