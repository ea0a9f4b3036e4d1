//! Defer, recover and the way back from a panic.
//!
//! In: `defer` statements, `RunDefers`, `recover()`.  Out: records linked from the goroutine.
//! A function with `defer` has a `DeferFrame` in its stack frame and marks it at entry with a
//! `try_call`, whose exceptional edge leads to the handler: the address where a recovered panic
//! continues, with only the stack and frame pointers restored. The handler therefore computes every
//! address anew and loads from stack slots only; it runs the remaining deferred calls and returns
//! the results, which live in memory in such functions.
//! Where it is known which calls were deferred, a return makes them itself, newest first.
//! Spec: "Defer statements", "Handling panics".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::signature::runtime_signature;
use crate::symbols::{Reference, Shape};
use crate::values::Val;
use cranelift_codegen::ir::{
    BlockArg, ExceptionTableData, ExceptionTableItem, ExceptionTag, InstBuilder, MemFlagsData,
    StackSlot, Value, types,
};
use grus_abi::functions::{Function as Runtime, go_functions};
use grus_abi::goroutine::G_DEFERS;
use grus_abi::value::{DeferFrame, DeferRecord};
use grus_mir::{
    Constant, FunctionId, LocalKind, Operand, Rvalue, SiteId, SourceInfo, StatementKind, Storage,
};
use grus_types::TypeId;
use std::mem::{offset_of, size_of};

/// The record of a `defer` statement that lies in the stack frame.
#[derive(Clone, Copy)]
pub struct Deferred {
    record: StackSlot,
    /// Of the func value.
    ty: TypeId,
    /// The function whose closure it is, if that is known.
    body: Option<FunctionId>,
}

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
    pub fn defer(&mut self, operand: &Operand, site: SiteId) -> Result<()> {
        let closure = self.scalar(operand)?;
        let frame = self.frame_address()?;
        let link = offset_of!(DeferRecord, link) as u64;
        let function = offset_of!(DeferRecord, function) as u64;
        let frame_field = offset_of!(DeferRecord, frame) as u64;
        let size = size_of::<DeferRecord>() as u64;
        let shape = Shape {
            size,
            pointers: vec![link, function, frame_field],
        };
        let on_stack = self.function.sites[site].storage == Storage::Stack;
        let (record, slot) = if on_stack {
            let slot = self.stack_slot(size)?;
            (self.address_value(Address::slot(slot)), Some(slot))
        } else {
            (self.new_shape(shape, site)?, None)
        };
        let goroutine = self.builder.ins().get_pinned_reg(types::I64);
        let flags = MemFlagsData::new().with_notrap();
        let older = self
            .builder
            .ins()
            .load(types::I64, flags, goroutine, G_DEFERS);
        if let Some(slot) = slot {
            let deferred = Deferred {
                record: slot,
                ty: self.operand_type(operand)?,
                body: self.closure_body(operand),
            };
            self.deferred.insert(site, deferred);
        }
        let memory = Address::valid(record);
        self.store_pointer(memory.plus(link), older);
        self.store_pointer(memory.plus(function), closure);
        self.store_leaf(memory.plus(frame_field), frame);
        self.builder.ins().store(flags, record, goroutine, G_DEFERS);
        Ok(())
    }

    /// The function whose closure a func value is, if it is plain to see.
    fn closure_body(&self, operand: &Operand) -> Option<FunctionId> {
        let local = match operand {
            Operand::Constant(Constant::Function(id), _) => return Some(*id),
            Operand::Constant(..) => return None,
            Operand::Copy(place) => place.as_local()?,
        };
        if self.function.locals[local].kind != LocalKind::Temporary {
            return None;
        }
        let mut body = None;
        let blocks = self.function.blocks.values();
        for statement in blocks.flat_map(|block| &block.statements) {
            match &statement.kind {
                StatementKind::Assign(place, rvalue) if place.as_local() == Some(local) => {
                    match rvalue {
                        Rvalue::Closure { function, .. } if body.is_none() => {
                            body = Some(*function);
                        }
                        _ => return None,
                    }
                }
                StatementKind::Call {
                    result: Some(place),
                    ..
                } if place.as_local() == Some(local) => return None,
                _ => {}
            }
        }
        body
    }

    /// Runs the deferred calls of this activation.
    pub fn run_defers(&mut self) -> Result<()> {
        if !self.in_handler
            && let Some(list) = self.known_defers.clone()
        {
            let calls = list.iter().map(|site| self.deferred.get(site).copied());
            if let Some(calls) = calls.collect::<Option<Vec<_>>>() {
                return calls.iter().rev().try_for_each(|call| self.run(call));
            }
        }
        let frame = self.frame_address()?;
        self.call_go(go_functions::DEFER_RETURN, &[frame], &[]);
        Ok(())
    }

    /// Takes the newest record off the goroutine's list and makes its call.
    fn run(&mut self, deferred: &Deferred) -> Result<()> {
        let record = Address::slot(deferred.record);
        let link = offset_of!(DeferRecord, link) as u64;
        let function = offset_of!(DeferRecord, function) as u64;
        let older = self.load_leaf(record.plus(link), types::I64);
        let closure = self.load_leaf(record.plus(function), types::I64);
        let goroutine = self.builder.ins().get_pinned_reg(types::I64);
        let flags = MemFlagsData::new().with_notrap();
        self.builder.ins().store(flags, older, goroutine, G_DEFERS);
        self.call_closure(closure, deferred.ty, deferred.body)
    }

    /// `recover()`
    pub fn recover(&mut self) -> Result<Val> {
        let frame = self.builder.ins().get_frame_pointer(types::I64);
        Ok(Val::Leaves(self.call_runtime(Runtime::Recover, &[frame])))
    }
}
