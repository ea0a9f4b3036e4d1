//! Closures: func values for function literals and method values.
//!
//! In: a function and the captured variables of this one.  Out: a pointer to `{code, captures...}`.
//! A function without captures has one closure object in read-only memory.
//! Spec: "Function literals", "Method values".

use crate::allocation::closure_offsets;
use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::symbols::Reference;
use crate::values::Val;
use cranelift_codegen::ir::InstBuilder;
use cranelift_codegen::ir::types;
use grus_mir::{CaptureMode, FunctionId, LocalId, SiteId};

impl Translator<'_, '_> {
    /// A func value of a function literal.
    pub fn closure(&mut self, id: FunctionId, captures: &[LocalId], site: SiteId) -> Result<Val> {
        let function = &self.context.program.functions[id];
        if function.captures.is_empty() && !function.flags.needs_context {
            return Ok(Val::one(self.symbol_address(Reference::StaticClosure(id))));
        }
        if captures.len() != function.captures.len() {
            return Err(self.fail(format!("{}: captures do not match", function.symbol)));
        }
        let layout = closure_offsets(self, function)?;
        let object = self.new_shape(layout.shape, site)?;
        let signature = self.context.signature_of(id)?.to_clif();
        let code = self.function_reference(self.unit(id), signature);
        let code = self.builder.ins().func_addr(types::I64, code);
        let memory = Address::valid(object);
        self.store_leaf(memory, code);
        for ((&local, capture), offset) in
            captures.iter().zip(&function.captures).zip(layout.offsets)
        {
            let at = memory.plus(offset);
            match capture.mode {
                CaptureMode::ByValue => {
                    let layout = self.layout(self.function.locals[local].ty)?;
                    let value = self.read_local(local)?;
                    self.store_value(at, &layout, &value)?;
                }
                CaptureMode::ByReference => {
                    let variable = self.local_memory(local)?;
                    let variable = self.address_value(variable);
                    self.store_pointer(at, variable);
                }
            }
        }
        Ok(Val::one(object))
    }
}
