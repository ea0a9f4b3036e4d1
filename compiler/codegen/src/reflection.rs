//! Adapters for calls by reflection, one pair for each function type.
//!
//! In: function types.  Out: CLIF of two functions, and the pair of their addresses that the type's
//! descriptor refers to.
//! - The call adapter is `func(code, word, arguments, results, method)`: it calls `code` with
//!   arguments from memory and puts the results into memory. `arguments` and `results` point to
//!   arrays of addresses, one for each parameter and result. `word` is the closure object or, with
//!   `method`, the word of the receiver.
//! - The other one is a function of the type itself. Its closure object is `{code, run, ...}`; it
//!   calls `run`, a `func(closure, arguments, results)`, with the addresses of its parameters, which
//!   are valid until `run` returns, and of memory for its results.
//!
//! The Go side is library/reflect/call.go.

use crate::data::{Contents, Data, Section, Target};
use crate::error::{Error, Result};
use crate::function::Translated;
use crate::program::Context;
use crate::signature::{GoSignature, ParameterForm, ResultForm, runtime_signature};
use crate::sources::Sources;
use crate::symbols::{Reference, References, Unit};
use crate::type_names::{Style, type_name};
use cranelift_codegen::ir::{
    AbiParam, ExtFuncData, ExternalName, Function as ClifFunction, InstBuilder, MemFlagsData,
    Signature, StackSlot, StackSlotData, StackSlotKind, UserExternalName, UserFuncName, Value,
    types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use grus_abi::functions::Function as Runtime;
use grus_syntax::Pos;
use grus_types::{Type, TypeId};

/// The two directions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Direction {
    /// From memory to a call.
    Call,
    /// From a call to memory.
    Make,
}

/// The linker symbol of an adapter.
pub fn symbol(context: &Context, ty: TypeId, direction: Direction) -> String {
    let name = type_name(context, ty, Style::Linker);
    match direction {
        Direction::Call => format!("reflect.call·{name}"),
        Direction::Make => format!("reflect.made·{name}"),
    }
}

impl Data<'_> {
    /// Where a function type's descriptor finds its adapters, if the program needs any.
    pub fn function_adapters(&mut self, ty: TypeId) -> Option<Target> {
        let wanted = self.context.program.reflection;
        if !wanted.calls && !wanted.made_functions {
            return None;
        }
        let ty = self.context.types.underlying(ty);
        if let Some(&item) = self.function_adapters.get(&ty) {
            return Some(Target::Item(item));
        }
        let mut contents = Contents::zeroed(16);
        let directions = [
            (wanted.calls, Direction::Call),
            (wanted.made_functions, Direction::Make),
        ];
        for (index, (wanted, direction)) in directions.into_iter().enumerate() {
            if wanted {
                let unit = Reference::Unit(Unit::Reflection(ty, direction));
                let target = self.resolve(&unit);
                contents.put_address(8 * index, target);
            }
        }
        let name = type_name(self.context, ty, Style::Linker);
        let item = self.add(
            &format!("type:adapters.{name}"),
            Section::ReadOnly,
            contents,
        );
        self.function_adapters.insert(ty, item);
        Some(Target::Item(item))
    }
}

/// The code of an adapter.
pub fn adapter(
    context: &Context,
    ty: TypeId,
    direction: Direction,
    builder_context: &mut FunctionBuilderContext,
) -> Result<Translated> {
    let fail = || Error::new("reflection", "an adapter for a type that is no function");
    let Type::Signature(function) = context.types.underlying_type(ty) else {
        return Err(fail());
    };
    let parameters: Vec<TypeId> = function.params.iter().map(|param| param.ty).collect();
    let results: Vec<TypeId> = function.results.iter().map(|param| param.ty).collect();
    let callee = GoSignature::new(&context.layouts, &parameters, &results, true, false);
    let callee = callee.ok_or_else(fail)?;
    let (number, own) = match direction {
        Direction::Call => (3, word_signature(&[types::I8])),
        Direction::Make => (4, callee.to_clif()),
    };
    let name = UserFuncName::user(number, ty.0);
    let mut clif = ClifFunction::with_name_signature(name, own);
    let mut builder = FunctionBuilder::new(&mut clif, builder_context);
    let entry = builder.create_block();
    builder.append_block_params_for_function_params(entry);
    builder.switch_to_block(entry);
    let mut body = Body {
        builder,
        callee: &callee,
        references: References::default(),
    };
    match direction {
        Direction::Call => body.call(entry),
        Direction::Make => body.made(entry),
    }
    body.builder.seal_all_blocks();
    body.builder.finalize(context.isa.frontend_config());
    let references = body.references;
    let signature = match direction {
        Direction::Make => callee,
        Direction::Call => GoSignature {
            parameters: Vec::new(),
            result_layouts: Vec::new(),
            result_form: ResultForm::Leaves,
            context: false,
            words: false,
        },
    };
    Ok(Translated {
        clif,
        references,
        sources: Sources::new(Pos::NONE),
        signature,
        has_loop: false,
    })
}

/// Four words, these, and a context.
fn word_signature(more: &[cranelift_codegen::ir::Type]) -> Signature {
    let mut signature = Signature::new(CallConv::Tail);
    let words = [types::I64; 4];
    let all = words.iter().chain(more).chain(&[types::I64]);
    signature.params = all.map(|&ty| AbiParam::new(ty)).collect();
    signature
}

struct Body<'a> {
    builder: FunctionBuilder<'a>,
    callee: &'a GoSignature,
    references: References,
}

impl Body<'_> {
    fn load(&mut self, ty: cranelift_codegen::ir::Type, base: Value, offset: u64) -> Value {
        let flags = MemFlagsData::new().with_notrap();
        self.builder.ins().load(ty, flags, base, offset as i32)
    }

    fn store(&mut self, value: Value, base: Value, offset: u64) {
        let flags = MemFlagsData::new().with_notrap();
        self.builder.ins().store(flags, value, base, offset as i32);
    }

    fn slot(&mut self, size: u64) -> StackSlot {
        let data = StackSlotData::new(StackSlotKind::ExplicitSlot, size.max(8) as u32, 3);
        self.builder.create_sized_stack_slot(data)
    }

    fn slot_address(&mut self, size: u64) -> Value {
        let slot = self.slot(size);
        self.builder.ins().stack_addr(types::I64, slot, 0)
    }

    /// Arguments from memory, the call, results to memory.
    fn call(&mut self, entry: cranelift_codegen::ir::Block) {
        let own = self.builder.block_params(entry).to_vec();
        let (code, word, arguments, results, is_method) = (own[0], own[1], own[2], own[3], own[4]);
        let callee = self.callee;
        let mut words = Vec::new();
        let tuple = match &callee.result_form {
            ResultForm::Pointer(tuple) => {
                let memory = self.slot_address(tuple.size);
                words.push(memory);
                Some(memory)
            }
            ResultForm::Leaves => None,
        };
        for (index, form) in callee.parameters.iter().enumerate() {
            let from = self.load(types::I64, arguments, 8 * index as u64);
            match form {
                ParameterForm::Leaves(layout) => {
                    for leaf in layout.leaves.iter().flatten() {
                        let value = self.load(leaf.ty, from, u64::from(leaf.offset));
                        words.push(value);
                    }
                }
                ParameterForm::Address => words.push(from),
            }
        }
        let (method, closure) = (self.builder.create_block(), self.builder.create_block());
        self.builder
            .ins()
            .brif(is_method, method, &[], closure, &[]);

        self.builder.switch_to_block(method);
        let receiver_at = usize::from(tuple.is_some());
        let plain = GoSignature {
            context: false,
            ..callee.clone()
        };
        let mut signature = plain.to_clif();
        signature
            .params
            .insert(receiver_at, AbiParam::new(types::I64));
        let mut with_receiver = words.clone();
        with_receiver.insert(receiver_at, word);
        self.call_and_keep(signature, code, &with_receiver, results, tuple);

        self.builder.switch_to_block(closure);
        words.push(word);
        self.call_and_keep(callee.to_clif(), code, &words, results, tuple);
    }

    fn call_and_keep(
        &mut self,
        signature: Signature,
        code: Value,
        words: &[Value],
        results: Value,
        tuple: Option<Value>,
    ) {
        let signature = self.builder.import_signature(signature);
        let call = self.builder.ins().call_indirect(signature, code, words);
        let mut returned = self.builder.inst_results(call).to_vec().into_iter();
        for (index, layout) in self.callee.result_layouts.iter().enumerate() {
            let to = self.load(types::I64, results, 8 * index as u64);
            match (&self.callee.result_form, tuple) {
                (ResultForm::Pointer(form), Some(tuple)) => {
                    let from = self
                        .builder
                        .ins()
                        .iadd_imm_s(tuple, form.offsets[index] as i64);
                    self.copy(to, from, layout.size);
                }
                _ => {
                    for leaf in layout.leaves.iter().flatten() {
                        if let Some(value) = returned.next() {
                            self.store(value, to, u64::from(leaf.offset));
                        }
                    }
                    if layout.pointers {
                        let size = self.builder.ins().iconst(types::I64, layout.size as i64);
                        self.call_runtime(Runtime::ShadeRange, &[to, size]);
                    }
                }
            }
        }
        self.builder.ins().return_(&[]);
    }

    fn copy(&mut self, to: Value, from: Value, size: u64) {
        let size = self.builder.ins().iconst(types::I64, size as i64);
        self.call_runtime(Runtime::MemoryMovePointers, &[to, from, size]);
    }

    fn call_runtime(&mut self, function: Runtime, arguments: &[Value]) {
        let signature = runtime_signature(function.information());
        let signature = self.builder.import_signature(signature);
        let index = self.references.intern(Reference::Runtime(function));
        let name = UserExternalName::new(0, index);
        let name = ExternalName::user(self.builder.func.declare_imported_user_function(name));
        let data = ExtFuncData {
            name,
            signature,
            colocated: true,
            patchable: false,
        };
        let callee = self.builder.import_function(data);
        self.builder.ins().call(callee, arguments);
    }

    /// Parameters to memory, the call of `run`, results from memory.
    fn made(&mut self, entry: cranelift_codegen::ir::Block) {
        let own = self.builder.block_params(entry).to_vec();
        let callee = self.callee;
        let mut next = own.iter().copied();
        let tuple = match callee.result_form {
            ResultForm::Pointer(_) => next.next(),
            ResultForm::Leaves => None,
        };
        let arguments = self.slot_address(8 * callee.parameters.len() as u64);
        for (index, form) in callee.parameters.iter().enumerate() {
            let address = match form {
                ParameterForm::Leaves(layout) => {
                    let memory = self.slot_address(layout.size);
                    for leaf in layout.leaves.iter().flatten() {
                        if let Some(value) = next.next() {
                            self.store(value, memory, u64::from(leaf.offset));
                        }
                    }
                    Some(memory)
                }
                ParameterForm::Address => next.next(),
            };
            if let Some(address) = address {
                self.store(address, arguments, 8 * index as u64);
            }
        }
        let results = self.slot_address(8 * callee.result_layouts.len() as u64);
        let mut memories = Vec::new();
        for (index, layout) in callee.result_layouts.iter().enumerate() {
            let memory = match (&callee.result_form, tuple) {
                (ResultForm::Pointer(form), Some(tuple)) => self
                    .builder
                    .ins()
                    .iadd_imm_s(tuple, form.offsets[index] as i64),
                _ => self.slot_address(layout.size),
            };
            self.store(memory, results, 8 * index as u64);
            memories.push(memory);
        }
        if let Some(&closure) = own.last() {
            let run = self.load(types::I64, closure, 8);
            let code = self.load(types::I64, run, 0);
            let mut signature = Signature::new(CallConv::Tail);
            signature.params = vec![AbiParam::new(types::I64); 4];
            let signature = self.builder.import_signature(signature);
            let words = [closure, arguments, results, run];
            self.builder.ins().call_indirect(signature, code, &words);
        }
        let mut returned = Vec::new();
        if tuple.is_none() {
            for (layout, &memory) in callee.result_layouts.iter().zip(&memories) {
                for leaf in layout.leaves.iter().flatten() {
                    let value = self.load(leaf.ty, memory, u64::from(leaf.offset));
                    returned.push(value);
                }
            }
        }
        self.builder.ins().return_(&returned);
    }
}
