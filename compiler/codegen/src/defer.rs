//! Defer, recover and the way back from a panic.
//!
//! In: `defer` statements, `RunDefers`, `recover()`.  Out: records linked from the goroutine.
//! A function with `defer` has a `DeferFrame` in its stack frame and marks it at entry with a
//! `try_call`, whose exceptional edge leads to the handler: the address where a recovered panic
//! continues, with only the stack and frame pointers restored. The handler therefore computes every
//! address anew and loads from stack slots only; it runs the remaining deferred calls and returns
//! the results, which live in memory in such functions.
//! Spec: "Defer statements", "Handling panics".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::signature::runtime_signature;
use crate::symbols::{Reference, Shape};
use crate::values::Val;
use cranelift_codegen::ir::{
    BlockArg, ExceptionTableData, ExceptionTableItem, ExceptionTag, InstBuilder, MemFlagsData,
    Value, types,
};
use grus_abi::functions::{Function as Runtime, go_functions};
use grus_abi::goroutine::G_DEFERS;
use grus_abi::value::{DeferFrame, DeferRecord};
use grus_mir::{Operand, SiteId, SourceInfo};
use std::mem::{offset_of, size_of};

impl Translator<'_, '_> {
    /// Fills in the frame's `DeferFrame`, and makes the handler. Leaves the builder in a new block.
    pub fn mark_defer_frame(&mut self) -> Result<()> {
        let slot = self.stack_slot(size_of::<DeferFrame>() as u64)?;
        self.defer_frame = Some(slot);
        let mark = self.builder.create_block();
        let body = self.builder.create_block();
        let handler = self.builder.create_block();
        self.builder.append_block_param(handler, types::I64);
        self.builder.append_block_param(handler, types::I64);
        self.builder.set_cold_block(handler);
        self.builder.ins().jump(mark, &[]);
        self.enter(mark);

        let information = Runtime::MarkDeferFrame.information();
        let signature = runtime_signature(information);
        let signature_reference = self.builder.import_signature(signature.clone());
        let reference = Reference::Runtime(Runtime::MarkDeferFrame);
        let function = self.function_reference(reference, signature);
        let normal = self.builder.func.dfg.block_call(body, &[]);
        let payload = [BlockArg::TryCallExn(0), BlockArg::TryCallExn(1)];
        let exceptional = self.builder.func.dfg.block_call(handler, &payload);
        let item = ExceptionTableItem::Tag(ExceptionTag::from_u32(0), exceptional);
        let table = ExceptionTableData::new(signature_reference, normal, [item]);
        let table = self.builder.func.dfg.exception_tables.push(table);
        let address = self
            .builder
            .ins()
            .get_exception_handler_address(types::I64, mark, 0);
        let sp = self.builder.ins().get_stack_pointer(types::I64);
        let fp = self.builder.ins().get_frame_pointer(types::I64);
        let frame = self.address_value(Address::slot(slot));
        self.builder
            .ins()
            .try_call(function, &[address, sp, fp, frame], table);

        self.enter(handler);
        // The rest happens as if at the function's end.
        let entry = self.sources.info();
        self.at(SourceInfo {
            pos: self.function.end,
            ..entry
        });
        self.in_handler = true;
        self.run_defers()?;
        self.return_results()?;
        self.in_handler = false;
        self.at(entry);
        self.enter(body);
        Ok(())
    }

    fn at(&mut self, info: SourceInfo) {
        let location = self.sources.set(info);
        self.builder.set_srcloc(location);
    }

    fn frame_address(&mut self) -> Result<Value> {
        let Some(slot) = self.defer_frame else {
            return Err(self.fail("defer in a function that has none"));
        };
        Ok(self.address_value(Address::slot(slot)))
    }

    /// `defer f()`: links a record in front of the goroutine's list.
    pub fn defer(&mut self, function: &Operand, site: SiteId) -> Result<()> {
        let closure = self.scalar(function)?;
        let frame = self.frame_address()?;
        let link = offset_of!(DeferRecord, link) as u64;
        let function = offset_of!(DeferRecord, function) as u64;
        let frame_field = offset_of!(DeferRecord, frame) as u64;
        let size = size_of::<DeferRecord>() as u64;
        let shape = Shape {
            size,
            pointers: vec![link, function, frame_field],
        };
        let record = self.new_shape(shape, site)?;
        let goroutine = self.builder.ins().get_pinned_reg(types::I64);
        let flags = MemFlagsData::new().with_notrap();
        let older = self
            .builder
            .ins()
            .load(types::I64, flags, goroutine, G_DEFERS);
        let memory = Address::valid(record);
        self.store_pointer(memory.plus(link), older);
        self.store_pointer(memory.plus(function), closure);
        self.store_leaf(memory.plus(frame_field), frame);
        self.builder.ins().store(flags, record, goroutine, G_DEFERS);
        Ok(())
    }

    /// Runs the deferred calls of this activation.
    pub fn run_defers(&mut self) -> Result<()> {
        let frame = self.frame_address()?;
        self.call_go(go_functions::DEFER_RETURN, &[frame], &[]);
        Ok(())
    }

    /// `recover()`
    pub fn recover(&mut self) -> Result<Val> {
        let frame = self.builder.ins().get_frame_pointer(types::I64);
        Ok(Val::Leaves(self.call_runtime(Runtime::Recover, &[frame])))
    }
}
