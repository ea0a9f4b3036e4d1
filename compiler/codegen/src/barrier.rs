//! The collector's barrier: while marking runs beside the program, stored pointers are reported.
//!
//! In: stores that have just been made.  Out: a test of the runtime's flag and, in a cold block, calls
//! that hand the stored pointers to the collector.
//! Invariants: the test comes *after* the store, so that a goroutine which is stopped between the
//! two cannot miss that marking has begun meanwhile. Stores to the stack and of addresses that are
//! not on the heap need no barrier; clearing memory needs none either.

use crate::function::Translator;
use crate::memory::{Address, Base};
use crate::symbols::Reference;
use crate::values::Leaves;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    AbiParam, Block, InstBuilder, MemFlagsData, Opcode, Signature, Value, ValueDef, types,
};
use cranelift_codegen::isa::CallConv;
use grus_abi::functions::{BARRIER, BARRIER_FLAG, Function as Runtime};

impl Translator<'_, '_> {
    /// These pointers have been stored at the address.
    pub fn barrier(&mut self, address: Address, pointers: &[Value]) {
        if pointers.is_empty() || self.is_on_stack(address) {
            return;
        }
        let pointers: Leaves = pointers
            .iter()
            .copied()
            .filter(|&pointer| !self.is_static(pointer))
            .collect();
        if pointers.is_empty() {
            return;
        }
        let done = self.if_marking();
        for &pointer in &pointers {
            let mut signature = Signature::new(CallConv::PreserveAll);
            signature.params.push(AbiParam::new(types::I64));
            let callee = self.function_reference(Reference::External(BARRIER.into()), signature);
            self.builder.ins().call(callee, &[pointer]);
        }
        self.builder.ins().jump(done, &[]);
        self.enter(done);
    }

    /// `size` bytes that may hold pointers have been stored at the address.
    pub fn range_barrier(&mut self, address: Address, size: u64) {
        let done = self.if_marking();
        let to = self.address_value(address);
        let size = self.integer(size as i64);
        self.call_runtime(Runtime::ShadeRange, &[to, size]);
        self.builder.ins().jump(done, &[]);
        self.enter(done);
    }

    /// Goes on in a cold block that is only reached while marking; returns the block behind it.
    fn if_marking(&mut self) -> Block {
        let (marking, done) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(marking);
        let flag = self.symbol_address(Reference::External(BARRIER_FLAG.into()));
        let flags = MemFlagsData::new().with_notrap().with_aligned();
        let flag = self.builder.ins().load(types::I32, flags, flag, 0);
        let on = self.builder.ins().icmp_imm_s(IntCC::NotEqual, flag, 0);
        self.builder.ins().brif(on, marking, &[], done, &[]);
        self.enter(marking);
        done
    }

    /// The memory is in the frame.
    pub fn is_on_stack(&self, address: Address) -> bool {
        match address.base {
            Base::Slot(_) => true,
            Base::Value(base) => self.opcode_of(base) == Some(Opcode::StackAddr),
            Base::Symbol(_) => false,
        }
    }

    /// The value is nil or the address of something that is never freed.
    fn is_static(&self, value: Value) -> bool {
        matches!(
            self.opcode_of(value),
            Some(Opcode::Iconst | Opcode::SymbolValue | Opcode::StackAddr)
        )
    }

    fn opcode_of(&self, value: Value) -> Option<Opcode> {
        let dfg = &self.builder.func.dfg;
        match dfg.value_def(dfg.resolve_aliases(value)) {
            ValueDef::Result(inst, _) => Some(dfg.insts[inst].opcode()),
            _ => None,
        }
    }
}
