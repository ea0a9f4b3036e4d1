//! Methods that the compiler makes: promoted methods, value methods of pointers, interface methods as
//! functions, and the closures of method values.
//!
//! In: a receiver type and a method name. Out: small functions flagged `wrapper`.
//! Invariants: a wrapper finds the method through embedded fields as a selector would, with the same
//! nil checks; a nil pointer to a value receiver panics with `runtime.panicwrap`'s text.
//! Follows cmd/compile/internal/reflectdata (methodWrapper) and the naming of ir.MethodSym.

use std::sync::Arc;

use grus_mir::*;
use grus_syntax::Symbol;
use grus_types::lookup::MethodSetEntry;
use grus_types::{PackageId, Target, TypeId};

use crate::expressions::MethodCallee;
use crate::function::{Builder, Group, new_function};
use crate::names::{self, Qualify};
use crate::program::{InstanceKey, Lowerer, MethodKey};
use crate::type_query::{parameter_types, pointee};

impl Lowerer<'_> {
    /// The method set entry of this name; `receiver` may be an interface.
    pub fn method_entry(
        &self,
        receiver: TypeId,
        name: Symbol,
        package: PackageId,
    ) -> Option<MethodSetEntry> {
        let found = self
            .program
            .types
            .lookup_field_or_method(receiver, true, package, name)
            .found()?;
        (found.target != Target::Field).then_some(MethodSetEntry {
            name,
            package,
            found,
        })
    }

    /// The entry for a key.
    fn entry_of(&self, key: &MethodKey) -> Option<MethodSetEntry> {
        self.method_entry(key.receiver, key.name, key.package)
    }

    pub fn wrapper_header(&mut self, key: &MethodKey, entry: &MethodSetEntry) -> Function {
        let receiver = key.receiver;
        let (prefix, text) = names::receiver_name(self.program, receiver);
        let suffix = self.instance_suffix(&key.type_args);
        let display = format!("{text}.{}{suffix}", entry.name);
        let symbol = format!("{prefix}.{display}");
        let mut function = new_function(symbol.into(), display.into(), key.package);
        function.flags = FunctionFlags {
            wrapper: true,
            duplicate_ok: true,
            ..FunctionFlags::default()
        };
        let signature = self.instance_signature(entry, &key.type_args);
        function.signature = self.with_receiver(signature, Some(receiver));
        function
    }

    /// A method's type without receiver; the method's own type parameters replaced.
    fn instance_signature(&mut self, entry: &MethodSetEntry, type_args: &[TypeId]) -> TypeId {
        let signature = self.entry_signature(entry);
        let types = &mut self.program.types;
        let Some(data) = types.signature(signature).cloned() else {
            return signature;
        };
        if data.type_params.is_empty() {
            return signature;
        }
        let map: Vec<_> = data
            .type_params
            .iter()
            .copied()
            .zip(type_args.iter().copied())
            .collect();
        let mut substitute = |list: &[grus_types::Param]| -> Vec<TypeId> {
            list.iter()
                .map(|parameter| types.substitute(parameter.ty, &map))
                .collect()
        };
        let (parameters, results) = (substitute(&data.params), substitute(&data.results));
        types.signature_of(&parameters, &results, data.variadic)
    }

    /// The signature with another first parameter.
    fn with_receiver(&mut self, signature: TypeId, receiver: Option<TypeId>) -> TypeId {
        let types = &mut self.program.types;
        let Some(data) = types.signature(signature).cloned() else {
            return signature;
        };
        let parameters: Vec<TypeId> = receiver
            .into_iter()
            .chain(parameter_types(&data.params))
            .collect();
        types.signature_of(&parameters, &parameter_types(&data.results), data.variadic)
    }

    pub fn lower_wrapper(&mut self, id: FunctionId, key: &MethodKey) {
        let Some(entry) = self.entry_of(key) else {
            return;
        };
        let receiver = key.receiver;
        let mut group = Group::new(key.package, Vec::new());
        let mut builder = Builder::new(self, &mut group, id);
        let parameters = builder.signature_locals();
        let Some((&this, arguments)) = parameters.split_first() else {
            return;
        };
        let value_method = entry.found.path.is_empty() && !entry.found.pointer_receiver;
        if value_method && pointee(builder.types(), receiver).is_some() {
            builder.panic_if_nil_receiver(this, &entry);
        }
        let arguments = arguments
            .iter()
            .map(|&local| Operand::local(local))
            .collect();
        builder.forward(
            Place::local(this),
            receiver,
            &entry,
            &key.type_args,
            arguments,
        );
        builder.finish();
    }

    /// The closure body of a method value, whose captured receiver has exactly the type that the
    /// method's function takes (or is an interface).
    pub fn method_value_function(
        &mut self,
        receiver: TypeId,
        entry: &MethodSetEntry,
        type_args: &[TypeId],
    ) -> FunctionId {
        let key = self.method_key(receiver, entry, type_args);
        self.instance(InstanceKey::MethodValue(key.clone()), |lowerer| {
            let mut function = lowerer.wrapper_header(&key, entry);
            function.symbol = format!("{}-fm", function.symbol).into();
            function.display_name = format!("{}-fm", function.display_name).into();
            function.flags.needs_context = true;
            let signature = lowerer.instance_signature(entry, &key.type_args);
            function.signature = lowerer.with_receiver(signature, None);
            function
        })
    }

    pub fn lower_method_value(&mut self, id: FunctionId, key: &MethodKey) {
        let Some(entry) = self.entry_of(key) else {
            return;
        };
        let receiver = key.receiver;
        let width = self.program.types.size_of(receiver).unwrap_or(0);
        let mut group = Group::new(key.package, Vec::new());
        let mut builder = Builder::new(self, &mut group, id);
        let parameters = builder.signature_locals();
        let pos = builder.pos;
        let this = builder.new_local(Some(".this"), receiver, pos, LocalKind::Capture(0));
        let reason = CaptureFacts {
            width,
            ..CaptureFacts::default()
        };
        let capture = Capture {
            local: this,
            mode: CaptureMode::ByValue,
            mentioned: grus_syntax::Pos::NONE,
            reason,
        };
        builder.function.captures.push(capture);
        let arguments = parameters
            .iter()
            .map(|&local| Operand::local(local))
            .collect();
        builder.forward(
            Place::local(this),
            receiver,
            &entry,
            &key.type_args,
            arguments,
        );
        builder.finish();
    }
}

impl Builder<'_, '_, '_> {
    /// Parameters and results for the function's signature; gives the parameters.
    pub fn signature_locals(&mut self) -> Vec<LocalId> {
        let signature = self.function.signature;
        let Some(data) = self.types().signature(signature).cloned() else {
            return Vec::new();
        };
        let pos = self.pos;
        for (index, parameter) in data.params.iter().enumerate() {
            let kind = LocalKind::Parameter(index as u32);
            let local = self.new_local(None, parameter.ty, pos, kind);
            self.function.parameters.push(local);
        }
        for (index, result) in data.results.iter().enumerate() {
            let name = format!("~r{index}");
            let kind = LocalKind::Result(index as u32);
            let local = self.new_local(Some(&name), result.ty, pos, kind);
            self.function.results.push(local);
        }
        self.function.parameters.clone()
    }

    /// Calls the method and returns its results.
    fn forward(
        &mut self,
        receiver: Place,
        receiver_type: TypeId,
        entry: &MethodSetEntry,
        type_args: &[TypeId],
        mut arguments: Vec<Operand>,
    ) {
        let (callee, this) = self.method_callee(receiver, receiver_type, &entry.found, type_args);
        let callee = match callee {
            MethodCallee::Static(function) => {
                arguments.insert(0, this);
                Callee::Function(function)
            }
            MethodCallee::Interface { interface, method } => Callee::Interface {
                receiver: this,
                interface,
                method,
            },
        };
        let text: Arc<str> = Arc::from(entry.name.as_str());
        let call = Call {
            callee,
            arguments,
            text,
        };
        let results = self.function.results.clone();
        let result = match results.as_slice() {
            [] => None,
            [one] => Some(Place::local(*one)),
            _ => {
                let types: Vec<TypeId> = results
                    .iter()
                    .map(|&local| self.function.locals[local].ty)
                    .collect();
                let tuple = self.types_mut().tuple_of(&types);
                Some(Place::local(self.temporary(tuple)))
            }
        };
        self.emit(StatementKind::Call {
            result: result.clone(),
            call,
        });
        if let (Some(tuple), true) = (result, results.len() > 1) {
            for (index, &local) in results.iter().enumerate() {
                let part = Operand::Copy(tuple.clone().field(index as u32));
                self.assign(Place::local(local), Rvalue::Use(part));
            }
        }
        self.terminate(TerminatorKind::Return);
    }

    /// A nil pointer has no value to call a value method with.
    fn panic_if_nil_receiver(&mut self, this: LocalId, entry: &MethodSetEntry) {
        let holder = entry.found.holder;
        let pointer = self.function.locals[this].ty;
        let nil = self.zero(pointer);
        let is_nil = self.binary(BinaryOp::Equal, Operand::local(this), nil, TypeId::BOOL);
        let (panic, call) = (self.new_block(), self.new_block());
        self.branch(is_nil, panic, call);
        self.switch_to(panic);
        let signature =
            self.types_mut()
                .signature_of(&[TypeId::STRING, TypeId::STRING], &[], false);
        let package = self.group.package;
        let function = self
            .lowerer
            .external_function("runtime.panicwrap", signature, package);
        let type_name = names::type_text(self.lowerer.program, holder, Qualify::Link);
        let arguments = vec![string(&type_name), string(entry.name.as_str())];
        let text = Arc::from("runtime.panicwrap");
        let call_statement = Call {
            callee: Callee::Function(function),
            arguments,
            text,
        };
        self.emit(StatementKind::Call {
            result: None,
            call: call_statement,
        });
        self.terminate(TerminatorKind::Unreachable);
        self.switch_to(call);
    }
}

fn string(text: &str) -> Operand {
    Operand::Constant(Constant::String(Arc::from(text.as_bytes())), TypeId::STRING)
}
