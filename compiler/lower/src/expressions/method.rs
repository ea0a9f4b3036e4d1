//! Methods: calls, method values and method expressions.
//!
//! In: selector expressions that select methods. Out: callees with their receivers, closures, function
//! constants.
//! Invariants: the receiver has exactly the type the callee takes: addresses are taken and pointers
//! dereferenced as the language does automatically.
//! Spec: "Selectors", "Calls", "Method expressions", "Method values".

use grus_mir::*;
use grus_syntax::ast::{Expr, ExprKind};
use grus_types::lookup::MethodSetEntry;
use grus_types::{Found, Target, TypeId};

use crate::function::Builder;
use crate::type_query::pointee;

/// What a method call calls.
#[derive(Clone, Copy)]
pub(crate) enum MethodCallee {
    /// With the receiver as first argument.
    Static(FunctionId),
    Interface {
        interface: TypeId,
        method: u32,
    },
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// The method that a selector selects in this instance: a type parameter's method may be anything.
    fn selected_method(&mut self, expr: &Expr, receiver: TypeId) -> Option<MethodSetEntry> {
        let ExprKind::Selector { name, .. } = &expr.kind else {
            return None;
        };
        self.lowerer
            .method_entry(receiver, name.name, self.group.package)
    }

    /// Arguments for the type parameters of the selected method itself.
    fn method_type_args(&mut self, expr: &Expr) -> Vec<TypeId> {
        let ExprKind::Selector { name, .. } = &expr.kind else {
            return Vec::new();
        };
        let instance = self.info().instances.get(&name.id);
        let type_args = instance.map_or_else(Vec::new, |instance| instance.type_args.clone());
        self.substitute_all(&type_args)
    }

    /// Callee and receiver of `x.m` where `x` is in a place.
    pub fn method_callee(
        &mut self,
        place: Place,
        ty: TypeId,
        found: &Found,
        type_args: &[TypeId],
    ) -> (MethodCallee, Operand) {
        let (place, ty) = self.walk_fields(place, ty, &found.path);
        match found.target {
            Target::Method(object) => {
                let function = self
                    .lowerer
                    .declared_method(found.holder, object, type_args);
                let this = self.receiver(place, ty, found.pointer_receiver);
                self.notes.forget_address();
                (MethodCallee::Static(function), this)
            }
            Target::InterfaceMethod(method) => {
                self.lowerer.note_interface_call(ty, method);
                let this = self.load(place, ty);
                (
                    MethodCallee::Interface {
                        interface: ty,
                        method,
                    },
                    this,
                )
            }
            // The checker records methods only.
            Target::Field => {
                let this = self.zero(ty);
                (
                    MethodCallee::Interface {
                        interface: ty,
                        method: 0,
                    },
                    this,
                )
            }
        }
    }

    /// The receiver in the form the method is declared with.
    fn receiver(&mut self, place: Place, ty: TypeId, pointer_receiver: bool) -> Operand {
        match (pointee(self.types(), ty), pointer_receiver) {
            (Some(_), true) => self.load(place, ty),
            (None, true) => self.address_of(place),
            (Some(base), false) => self.load(place.deref(), base),
            (None, false) => self.load(place, ty),
        }
    }

    /// Callee and receiver of a method call `x.m(...)`.
    pub fn method_call(&mut self, expr: &'ast Expr) -> Option<(MethodCallee, Operand)> {
        let ExprKind::Selector { operand, .. } = &expr.kind else {
            return None;
        };
        let ty = self.type_of(operand);
        let entry = self.selected_method(expr, ty)?;
        let type_args = self.method_type_args(expr);
        let place = match pointee(self.types(), ty) {
            Some(_) => {
                let pointer = self.operand(operand);
                self.operand_place(pointer)
            }
            None => self.place(operand),
        };
        self.note_receiver(expr, operand);
        Some(self.method_callee(place, ty, &entry.found, &type_args))
    }

    /// `x.m` not called: a closure over the receiver, which is evaluated now.
    pub fn method_value(&mut self, expr: &'ast Expr) -> Rvalue {
        let ty = self.type_of(expr);
        let ExprKind::Selector { name, .. } = &expr.kind else {
            return Rvalue::Use(self.zero(ty));
        };
        let Some((callee, this)) = self.method_call(expr) else {
            return Rvalue::Use(self.zero(ty));
        };
        let receiver = self.type_of_operand(&this);
        if matches!(callee, MethodCallee::Interface { .. }) {
            // spec (Method values): "As with interface method calls, making a method value from an
            // interface value of nil causes a run-time panic."
            self.check_interface(&this);
        }
        let package = self.group.package;
        let Some(entry) = self.lowerer.method_entry(receiver, name.name, package) else {
            return Rvalue::Use(self.zero(ty));
        };
        let type_args = self.method_type_args(expr);
        let function = self
            .lowerer
            .method_value_function(receiver, &entry, &type_args);
        // The selector of a generic method has the type of the method before instantiation.
        let ty = match type_args.is_empty() {
            true => ty,
            false => self.lowerer.mir.functions[function].signature,
        };
        let captured = self.temporary(receiver);
        self.assign(Place::local(captured), Rvalue::Use(this));
        let text = self.expression_text(expr);
        let site = self.site(SiteKind::MethodValue, expr.pos, text, true);
        Rvalue::Closure {
            function,
            captures: vec![captured],
            ty,
            site,
        }
    }

    /// Panics as a nil dereference does if the interface is nil.
    pub fn check_interface(&mut self, value: &Operand) {
        let ty = self.type_of_operand(value);
        let nil = self.zero(ty);
        let is_nil = self.binary(BinaryOp::Equal, value.clone(), nil, TypeId::BOOL);
        let (panic, rest) = (self.new_block(), self.new_block());
        self.branch(is_nil, panic, rest);
        self.switch_to(panic);
        let signature = self.types_mut().signature_of(&[], &[], false);
        let package = self.group.package;
        let function = self
            .lowerer
            .external_function("runtime.panicnil", signature, package);
        let call = Call {
            callee: Callee::Function(function),
            arguments: Vec::new(),
            text: "runtime.panicnil".into(),
        };
        self.emit(StatementKind::Call { result: None, call });
        self.terminate(TerminatorKind::Unreachable);
        self.switch_to(rest);
    }

    /// `T.m`: a function with the receiver as first parameter.
    pub fn method_expression(&mut self, expr: &'ast Expr) -> Rvalue {
        let ty = self.type_of(expr);
        match self.method_expression_function(expr) {
            Some(function) => {
                let ty = match self.method_type_args(expr).is_empty() {
                    true => ty,
                    false => self.lowerer.mir.functions[function].signature,
                };
                Rvalue::Use(Operand::Constant(Constant::Function(function), ty))
            }
            None => Rvalue::Use(self.zero(ty)),
        }
    }

    pub fn method_expression_function(&mut self, expr: &'ast Expr) -> Option<FunctionId> {
        let ExprKind::Selector { name, .. } = &expr.kind else {
            return None;
        };
        let receiver = self.info().selections.get(&expr.id)?.receiver;
        let receiver = self.substitute(receiver);
        let package = self.group.package;
        let entry = self.lowerer.method_entry(receiver, name.name, package)?;
        let type_args = self.method_type_args(expr);
        Some(self.lowerer.method_function(receiver, &entry, &type_args))
    }
}
