//! Interfaces: boxing, conversion, assertion, unpacking.
//!
//! In: operands.  Out: pairs (type word, data word).
//! The type word of an interface type without methods is a type descriptor, otherwise an itab. The
//! data word is the value itself for pointer-shaped types, else a pointer to a copy that nobody
//! changes: constants, values of size zero and small integers have theirs in read-only memory.
//! Spec: "Type assertions", "Interface types", "Conversions".

use crate::descriptors::is_direct;
use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::symbols::{BoxedConstant, Reference};
use crate::values::Val;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{BlockArg, InstBuilder, Value, types};
use grus_abi::functions::Function as Runtime;
use grus_mir::{Operand, SiteId, Storage};
use grus_types::TypeId;

/// Offset of the concrete type in an itab.
const ITAB_CONCRETE: u64 = 8;
/// Integers below this have boxes in read-only memory.
const SMALL_INTEGERS: i64 = 256;

impl Translator<'_, '_> {
    /// Whether the type word of an interface type is a type descriptor.
    pub fn is_empty_interface(&self, interface: TypeId) -> bool {
        self.types.interface_methods(interface).is_empty()
    }

    /// The type word of a concrete type in an interface type.
    fn type_word(&mut self, concrete: TypeId, interface: TypeId) -> Value {
        if self.is_empty_interface(interface) {
            self.descriptor(concrete)
        } else {
            self.symbol_address(Reference::Itab(concrete, interface))
        }
    }

    /// Concrete value to interface.
    pub fn make_interface(
        &mut self,
        operand: &Operand,
        concrete: TypeId,
        interface: TypeId,
        site: SiteId,
    ) -> Result<Val> {
        if self.types.is_interface(concrete) {
            return self.convert_interface(operand, concrete, interface);
        }
        let data = self.box_value(operand, concrete, site)?;
        let word = self.type_word(concrete, interface);
        Ok(Val::of(&[word, data]))
    }

    /// The data word for a value.
    fn box_value(&mut self, operand: &Operand, concrete: TypeId, site: SiteId) -> Result<Value> {
        if is_direct(self.types, concrete) {
            return self.scalar(operand);
        }
        let layout = self.layout(concrete)?;
        if layout.size == 0 {
            return Ok(self.symbol_address(Reference::ZeroSized));
        }
        if let Operand::Constant(constant, _) = operand {
            let constant = BoxedConstant(constant.clone());
            return Ok(self.symbol_address(Reference::Boxed(concrete, constant)));
        }
        let value = self.operand(operand)?;
        if self.function.sites[site].storage == Storage::Stack {
            let slot = self.stack_slot(layout.size)?;
            self.store_value(Address::slot(slot), &layout, &value)?;
            return Ok(self.address_value(Address::slot(slot)));
        }
        if let (&[scalar], true) = (value.leaves(), self.is_integer_like(concrete)) {
            return self.box_integer(scalar, concrete);
        }
        let object = self.new_heap_object(concrete)?;
        self.store_value(Address::valid(object), &layout, &value)?;
        Ok(object)
    }

    fn is_integer_like(&self, ty: TypeId) -> bool {
        self.types
            .basic_kind(ty)
            .is_some_and(|kind| kind.is_integer() || kind.is_boolean())
    }

    /// Small integers have boxes ready; all values of one byte are small.
    fn box_integer(&mut self, value: Value, concrete: TypeId) -> Result<Value> {
        let ty = self.builder.func.dfg.value_type(value);
        let table = self.symbol_address(Reference::SmallIntegers);
        let wide = self.extend(value, types::I64, true);
        let offset = self.builder.ins().ishl_imm_u(wide, 3);
        let ready = self.builder.ins().iadd(table, offset);
        if ty == types::I8 {
            return Ok(ready);
        }
        let done = self.builder.create_block();
        self.builder.append_block_param(done, types::I64);
        let large = self.builder.create_block();
        let small = self
            .builder
            .ins()
            .icmp_imm_u(IntCC::UnsignedLessThan, wide, SMALL_INTEGERS);
        self.builder
            .ins()
            .brif(small, done, &[BlockArg::Value(ready)], large, &[]);
        self.enter(large);
        let object = self.new_heap_object(concrete)?;
        self.store_leaf(Address::valid(object), value);
        self.jump_with(done, &[object]);
        self.enter(done);
        Ok(self.builder.block_params(done)[0])
    }

    /// The dynamic type's descriptor of an interface value's type word; null for nil.
    pub fn dynamic_type(&mut self, word: Value, interface: TypeId) -> Value {
        if self.is_empty_interface(interface) {
            return word;
        }
        let done = self.builder.create_block();
        self.builder.append_block_param(done, types::I64);
        let present = self.builder.create_block();
        let zero = self.integer(0);
        self.builder
            .ins()
            .brif(word, present, &[], done, &[BlockArg::Value(zero)]);
        self.enter(present);
        let concrete = self.load_leaf(Address::valid(word).plus(ITAB_CONCRETE), types::I64);
        self.jump_with(done, &[concrete]);
        self.enter(done);
        self.builder.block_params(done)[0]
    }

    /// Interface to interface whose methods it has.
    pub fn convert_interface(
        &mut self,
        operand: &Operand,
        from: TypeId,
        to: TypeId,
    ) -> Result<Val> {
        let words = self.operand_leaves(operand)?;
        // Itabs are compared by address: that of a defined type is not that of its underlying type.
        if from == to || (self.is_empty_interface(from) && self.is_empty_interface(to)) {
            return Ok(Val::Leaves(words));
        }
        let concrete = self.dynamic_type(words[0], from);
        if self.is_empty_interface(to) {
            return Ok(Val::of(&[concrete, words[1]]));
        }
        let done = self.builder.create_block();
        self.builder.append_block_param(done, types::I64);
        let present = self.builder.create_block();
        let zero = self.integer(0);
        self.builder
            .ins()
            .brif(concrete, present, &[], done, &[BlockArg::Value(zero)]);
        self.enter(present);
        let descriptor = self.descriptor(to);
        let itab = self.call_runtime(Runtime::AssertInterface, &[descriptor, concrete]);
        self.jump_with(done, &itab);
        self.enter(done);
        let itab = self.builder.block_params(done)[0];
        Ok(Val::of(&[itab, words[1]]))
    }

    /// Whether a type word says that the dynamic type is this concrete type.
    fn is_dynamic_type(&mut self, word: Value, interface: TypeId, concrete: TypeId) -> Value {
        // Itabs known to the compiler are in the runtime's table, so that they are unique.
        let direct = self.is_empty_interface(interface)
            || self.context.itabs.contains(&(concrete, interface));
        let (word, wanted) = if direct {
            (word, self.type_word(concrete, interface))
        } else {
            (
                self.dynamic_type(word, interface),
                self.descriptor(concrete),
            )
        };
        self.builder.ins().icmp(IntCC::Equal, word, wanted)
    }

    /// Whether the dynamic type is exactly this concrete type.
    pub fn type_is(
        &mut self,
        operand: &Operand,
        interface: TypeId,
        concrete: TypeId,
    ) -> Result<Val> {
        let word = self.operand_leaf(operand, 0)?;
        Ok(Val::one(self.is_dynamic_type(word, interface, concrete)))
    }

    /// The value inside an interface known to hold this concrete type.
    pub fn unpack_interface(
        &mut self,
        operand: &Operand,
        concrete: TypeId,
        may_be_nil: bool,
    ) -> Result<Val> {
        let words = self.operand_leaves(operand)?;
        if may_be_nil {
            self.require_valid(Address::unchecked(words[0]));
        }
        self.unpack(words[1], concrete)
    }

    fn unpack(&mut self, data: Value, concrete: TypeId) -> Result<Val> {
        if is_direct(self.types, concrete) {
            return Ok(Val::one(data));
        }
        let layout = self.layout(concrete)?;
        Ok(self.load_value(Address::valid(data), &layout))
    }

    /// `x.(T)`
    pub fn type_assert(
        &mut self,
        operand: &Operand,
        from: TypeId,
        to: TypeId,
        comma_ok: bool,
    ) -> Result<Val> {
        let words = self.operand_leaves(operand)?;
        if self.types.is_interface(to) {
            return self.assert_interface(&words, from, to, comma_ok);
        }
        let matches = self.is_dynamic_type(words[0], from, to);
        if comma_ok {
            return self.assert_concrete_ok(matches, words[1], to);
        }
        let (matched, failed) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(failed);
        self.builder.ins().brif(matches, matched, &[], failed, &[]);
        self.enter(failed);
        let dynamic = self.dynamic_type(words[0], from);
        let wanted = self.descriptor(to);
        let interface = self.descriptor(from);
        self.call_runtime(Runtime::PanicTypeAssertion, &[dynamic, wanted, interface]);
        self.unreachable();
        self.enter(matched);
        self.unpack(words[1], to)
    }

    /// The value, or zero if the type differs.
    fn assert_concrete_ok(&mut self, matches: Value, data: Value, to: TypeId) -> Result<Val> {
        let layout = self.layout(to)?;
        let done = self.builder.create_block();
        let (matched, failed) = (self.builder.create_block(), self.builder.create_block());
        let Some(leaves) = &layout.leaves else {
            let memory = self.scratch_memory(layout.size)?;
            self.builder.ins().brif(matches, matched, &[], failed, &[]);
            self.enter(failed);
            self.clear_memory(memory, layout.size);
            self.builder.ins().jump(done, &[]);
            self.enter(matched);
            self.copy_memory(memory, Address::valid(data), layout.size, layout.pointers);
            self.builder.ins().jump(done, &[]);
            self.enter(done);
            return self.pair_with_bool(to, &Val::Memory(memory), matches);
        };
        for leaf in leaves {
            self.builder.append_block_param(done, leaf.ty);
        }
        self.builder.ins().brif(matches, matched, &[], failed, &[]);
        self.enter(failed);
        let zero = self.zero_value(to)?;
        self.jump_with(done, zero.leaves());
        self.enter(matched);
        let value = self.unpack(data, to)?;
        self.jump_with(done, value.leaves());
        self.enter(done);
        let value = Val::of(self.builder.block_params(done));
        self.pair_with_bool(to, &value, matches)
    }

    /// Assertion to an interface type: the methods are looked up at run time.
    fn assert_interface(
        &mut self,
        words: &[Value],
        from: TypeId,
        to: TypeId,
        comma_ok: bool,
    ) -> Result<Val> {
        let concrete = self.dynamic_type(words[0], from);
        let descriptor = self.descriptor(to);
        let empty = self.is_empty_interface(to);
        if !comma_ok {
            let itab = if empty {
                self.require_dynamic_type(concrete, descriptor);
                concrete
            } else {
                self.call_runtime(Runtime::AssertInterface, &[descriptor, concrete])[0]
            };
            return Ok(Val::of(&[itab, words[1]]));
        }
        let word = if empty {
            concrete
        } else {
            self.call_runtime(Runtime::AssertInterfaceOk, &[descriptor, concrete])[0]
        };
        let ok = self.builder.ins().icmp_imm_s(IntCC::NotEqual, word, 0);
        let zero = self.integer(0);
        let data = self.builder.ins().select(ok, words[1], zero);
        Ok(Val::of(&[word, data, ok]))
    }

    /// Panics with the assertion's text if the interface value is nil.
    fn require_dynamic_type(&mut self, concrete: Value, wanted: Value) {
        let (present, missing) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(missing);
        self.builder
            .ins()
            .brif(concrete, present, &[], missing, &[]);
        self.enter(missing);
        self.call_runtime(Runtime::AssertInterface, &[wanted, concrete]);
        self.unreachable();
        self.enter(present);
    }
}
