//! Calls: of functions, func values and interface methods.
//!
//! In: a callee and operands.  Out: a Cranelift call by the rules of module `signature`, its results
//! in the statement's place.
//! A nil func value or interface faults when its code address is loaded, after the arguments have
//! been evaluated.
//! Spec: "Calls", "Method values".

use crate::error::Result;
use crate::function::Translator;
use crate::locals::LocalStorage;
use crate::memory::Address;
use crate::signature::{GoSignature, ParameterForm, ResultForm};
use crate::symbols::Reference;
use crate::values::{Leaves, Val};
use cranelift_codegen::ir::{Inst, InstBuilder, Value, types};
use grus_abi::descriptor::ITAB_METHODS;
use grus_mir::{Call, Callee, Constant, FunctionId, Operand, Place};
use grus_types::{BasicKind, Type, TypeId};

/// What to call, evaluated.
enum Target {
    Direct(Reference),
    /// Code address in memory, and the word passed first or last.
    Closure(Value),
    Method {
        table: Value,
        offset: u64,
        receiver: Value,
    },
}

impl Translator<'_, '_> {
    /// Translates a call statement.
    pub fn call_statement(&mut self, result: Option<&Place>, call: &Call) -> Result<()> {
        let (target, signature) = self.callee(&call.callee, call.arguments.len())?;
        let mut words = Leaves::new();
        let result_memory = match &signature.result_form {
            ResultForm::Pointer(tuple) => {
                let memory = match self.result_in_place(result)? {
                    Some(memory) => memory,
                    None => self.scratch_memory(tuple.size)?,
                };
                words.push(self.address_value(memory));
                Some(memory)
            }
            ResultForm::Leaves => None,
        };
        if let Target::Method { receiver, .. } = target {
            words.push(receiver);
        }
        let passed = call.arguments.iter().zip(&signature.parameters);
        for (argument, form) in passed {
            self.pass(argument, form, signature.words, &mut words)?;
        }
        self.pass_extra_context(call, &signature, &mut words)?;
        let kept = self.keep_addresses(call)?;
        let inst = self.emit_call(target, &signature, &mut words)?;
        for address in kept {
            let nothing = self.integer(0);
            self.store_leaf(address, nothing);
        }
        let Some(place) = result else { return Ok(()) };
        let value = match result_memory {
            Some(memory) if self.result_in_place(Some(place))?.is_some() => {
                debug_assert!(!memory.may_be_nil);
                return Ok(());
            }
            Some(memory) => {
                let layout = self.layout(self.place_type(place)?)?;
                self.load_value(memory, &layout)
            }
            None => self.call_results(inst, &signature, place)?,
        };
        self.write_place(place, &value)
    }

    /// What integer arguments are the addresses of lives until the call is over, and not longer, if the
    /// callee says so: the frame, which is scanned conservatively, holds the integers in the places
    /// that are returned.
    fn keep_addresses(&mut self, call: &Call) -> Result<Vec<Address>> {
        let mut kept = Vec::new();
        let Callee::Function(callee) = call.callee else {
            return Ok(kept);
        };
        if !self.context.program.functions[callee]
            .flags
            .uintptr_keep_alive
        {
            return Ok(kept);
        }
        for argument in &call.arguments {
            let ty = self.operand_type(argument)?;
            if self.types.basic_kind(ty) == Some(BasicKind::Uintptr)
                && !matches!(argument, Operand::Constant(..))
            {
                let value = self.scalar(argument)?;
                let address = self.scratch_memory(8)?;
                self.store_leaf(address, value);
                kept.push(address);
            }
        }
        Ok(kept)
    }

    /// The memory of the place, if the callee may write the results there directly.
    fn result_in_place(&mut self, place: Option<&Place>) -> Result<Option<Address>> {
        let Some(local) = place.and_then(|place| place.as_local()) else {
            return Ok(None);
        };
        match self.locals[local] {
            LocalStorage::Slot(slot) if self.is_private(local) => Ok(Some(Address::slot(slot))),
            _ => Ok(None),
        }
    }

    /// Evaluates the callee and finds its signature.
    fn callee(&mut self, callee: &Callee, arguments: usize) -> Result<(Target, GoSignature)> {
        match callee {
            Callee::Function(id) => self.direct_callee(*id),
            Callee::Value(Operand::Constant(Constant::Function(id), _))
                if !self.context.program.functions[*id].flags.needs_context =>
            {
                self.direct_callee(*id)
            }
            Callee::Value(operand) => {
                let ty = self.operand_type(operand)?;
                let closure = self.scalar(operand)?;
                Ok((Target::Closure(closure), self.go_signature(ty, true)?))
            }
            Callee::Interface {
                receiver,
                interface,
                method,
            } => {
                let methods = self.types.interface_methods(*interface);
                let Some(signature) = methods.get(*method as usize).map(|m| m.signature) else {
                    return Err(self.fail(format!("no interface method {method}")));
                };
                let words = self.operand_leaves(receiver)?;
                let signature = self.go_signature(signature, false)?;
                if signature.parameters.len() != arguments {
                    return Err(self.fail("interface call with a wrong number of arguments"));
                }
                // What is known to be nil faults at address 0, as by gc's check.
                let offset = match self.constant_of(words[0]) {
                    Some(0) => 0,
                    _ => ITAB_METHODS as u64 + 8 * u64::from(*method),
                };
                let target = Target::Method {
                    table: words[0],
                    offset,
                    receiver: words[1],
                };
                Ok((target, signature))
            }
        }
    }

    fn direct_callee(&mut self, id: FunctionId) -> Result<(Target, GoSignature)> {
        let id = self.context.resolve(id);
        Ok((
            Target::Direct(self.unit(id)),
            self.context.signature_of(id)?,
        ))
    }

    /// The signature of a func type.
    fn go_signature(&self, ty: TypeId, context: bool) -> Result<GoSignature> {
        let Type::Signature(signature) = self.types.underlying_type(ty) else {
            return Err(self.fail("a call of something that is no function"));
        };
        let parameters: Vec<TypeId> = signature.params.iter().map(|param| param.ty).collect();
        let results: Vec<TypeId> = signature.results.iter().map(|param| param.ty).collect();
        GoSignature::new(&self.context.layouts, &parameters, &results, context, false)
            .ok_or_else(|| self.fail("a parameter type has no layout"))
    }

    /// Appends the words of an argument.
    fn pass(
        &mut self,
        argument: &Operand,
        form: &ParameterForm,
        extend: bool,
        words: &mut Leaves,
    ) -> Result<()> {
        match form {
            ParameterForm::Leaves(_) => {
                let unsigned = self.is_unsigned_word(self.operand_type(argument)?);
                for leaf in self.operand_leaves(argument)? {
                    let integer = self.builder.func.dfg.value_type(leaf).is_int();
                    words.push(if extend && integer {
                        self.extend(leaf, types::I64, unsigned)
                    } else {
                        leaf
                    });
                }
            }
            ParameterForm::Address => words.push(self.operand_address(argument)?),
        }
        Ok(())
    }

    /// Whether words of a type are extended with zeros: all but signed integers.
    fn is_unsigned_word(&self, ty: TypeId) -> bool {
        self.types
            .basic_kind(ty)
            .is_none_or(|kind| !kind.is_integer() || kind.is_unsigned())
    }

    /// A direct call of a closure's body names the closure object as one argument more.
    fn pass_extra_context(
        &mut self,
        call: &Call,
        signature: &GoSignature,
        words: &mut Leaves,
    ) -> Result<()> {
        let direct = matches!(call.callee, Callee::Function(_));
        let extra = call.arguments.get(signature.parameters.len());
        match (direct && signature.context, extra) {
            (true, Some(context)) => {
                words.push(self.scalar(context)?);
                Ok(())
            }
            (true, None) => Err(self.fail("a direct call of a closure without its context")),
            (false, Some(_)) => Err(self.fail("a call with too many arguments")),
            (false, None) if call.arguments.len() < signature.parameters.len() => {
                Err(self.fail("a call with too few arguments"))
            }
            (false, None) => Ok(()),
        }
    }

    /// A call of a func value without parameters and results; `body` is the function whose closure
    /// it is, if known.
    pub fn call_closure(
        &mut self,
        closure: Value,
        ty: TypeId,
        body: Option<FunctionId>,
    ) -> Result<()> {
        let (target, signature) = match body {
            Some(body) => self.direct_callee(body)?,
            None => (Target::Closure(closure), self.go_signature(ty, true)?),
        };
        let mut words = Leaves::new();
        if body.is_some() && signature.context {
            words.push(closure);
        }
        self.emit_call(target, &signature, &mut words)?;
        Ok(())
    }

    fn emit_call(
        &mut self,
        target: Target,
        signature: &GoSignature,
        words: &mut Leaves,
    ) -> Result<Inst> {
        let mut clif = signature.to_clif();
        match target {
            Target::Direct(reference) => {
                let function = self.function_reference(reference, clif);
                Ok(self.builder.ins().call(function, words))
            }
            Target::Closure(closure) => {
                let code = self.load_leaf(Address::unchecked(closure), types::I64);
                words.push(closure);
                let clif = self.builder.import_signature(clif);
                Ok(self.builder.ins().call_indirect(clif, code, words))
            }
            Target::Method { table, offset, .. } => {
                let code = self.load_leaf(Address::unchecked(table).plus(offset), types::I64);
                let at = usize::from(matches!(signature.result_form, ResultForm::Pointer(_)));
                clif.params
                    .insert(at, cranelift_codegen::ir::AbiParam::new(types::I64));
                let clif = self.builder.import_signature(clif);
                Ok(self.builder.ins().call_indirect(clif, code, words))
            }
        }
    }

    /// The results of a call in registers as a value for the place.
    fn call_results(&mut self, inst: Inst, signature: &GoSignature, place: &Place) -> Result<Val> {
        let results = self.builder.inst_results(inst).to_vec();
        let leaves: Vec<_> = signature.result_leaves().collect();
        let values: Leaves = results
            .iter()
            .zip(&leaves)
            .map(|(&value, leaf)| {
                if leaf.ty.is_int() {
                    self.narrow(value, leaf.ty)
                } else {
                    value
                }
            })
            .collect();
        let layout = self.layout(self.place_type(place)?)?;
        if layout.leaves.is_some() {
            return Ok(Val::Leaves(values));
        }
        // A value handled in memory without leaves of its own can only be a tuple that is too wide.
        let memory = self.scratch_memory(layout.size)?;
        let mut next = values.iter();
        for (result, part) in signature.result_layouts.iter().zip(&layout.parts) {
            for leaf in result.leaves.iter().flatten() {
                let Some(&value) = next.next() else {
                    return Err(self.fail("a call with too few results"));
                };
                self.store_leaf(memory.plus(part.offset + u64::from(leaf.offset)), value);
            }
        }
        Ok(Val::Memory(memory))
    }
}
