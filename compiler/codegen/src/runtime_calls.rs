//! Calls of runtime entry points and of Go functions of package runtime.
//!
//! In: a row of the contract's table and argument words.  Out: the result words.

use crate::function::Translator;
use crate::signature::runtime_signature;
use crate::symbols::{Reference, Unit};
use crate::values::Leaves;
use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, Type, Value};
use cranelift_codegen::isa::CallConv;
use grus_abi::functions::{Class, Function as Runtime};

impl Translator<'_, '_> {
    /// Calls a runtime entry point.
    pub fn call_runtime(&mut self, function: Runtime, arguments: &[Value]) -> Leaves {
        let information = function.information();
        debug_assert_eq!(information.parameters.len(), arguments.len());
        let signature = runtime_signature(information);
        let callee = self.function_reference(Reference::Runtime(function), signature);
        let call = self.builder.ins().call(callee, arguments);
        let results = self.builder.inst_results(call).iter().copied().collect();
        debug_assert!(information.class != Class::Diverge);
        results
    }

    /// Calls a Go function of package runtime by its symbol, with these words.
    pub fn call_go(&mut self, symbol: &str, arguments: &[Value], results: &[Type]) -> Leaves {
        let mut signature = Signature::new(CallConv::Tail);
        for &argument in arguments {
            let ty = self.builder.func.dfg.value_type(argument);
            signature.params.push(AbiParam::new(ty));
        }
        signature
            .returns
            .extend(results.iter().map(|&ty| AbiParam::new(ty)));
        let reference = match self.context.by_symbol.get(symbol) {
            Some(&id) => Reference::Unit(Unit::Function(id)),
            None => Reference::External(symbol.into()),
        };
        let callee = self.function_reference(reference, signature);
        let call = self.builder.ins().call(callee, arguments);
        self.builder.inst_results(call).iter().copied().collect()
    }
}
