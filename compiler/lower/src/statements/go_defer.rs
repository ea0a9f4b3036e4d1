//! `go` and `defer` statements.
//!
//! In: the call to start or to defer. Out: a func value without parameters and results: the called
//! function itself if it has none, else a wrapper that captures the evaluated operands by value.
//! Spec: "Go statements", "Defer statements"; follows gc's normalizeGoDeferCall.

use grus_mir::*;
use grus_syntax::ast::{CallKeyword, Expr, ExprKind};
use grus_types::{Mode, TypeId};

use crate::closure::ClosureKind;
use crate::expressions::{BuiltinEffect, LoweredCall};
use crate::function::Builder;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn go_or_defer(&mut self, keyword: CallKeyword, call: &'ast Expr) {
        let pos = self.pos;
        let call = call.unparen();
        self.prepare_operands(call);
        let kind = match keyword {
            CallKeyword::Go => ClosureKind::Go,
            CallKeyword::Defer => ClosureKind::Defer,
        };
        let function = self.deferred_function(kind, call);
        self.pos = pos;
        match keyword {
            CallKeyword::Go => self.emit(StatementKind::Go(function)),
            CallKeyword::Defer if !self.range_loops.is_empty() => {
                self.defer_in_range_body(function);
            }
            CallKeyword::Defer => {
                let site = self.site(SiteKind::Defer, pos, "defer", false);
                self.emit(StatementKind::Defer { function, site });
            }
        }
    }

    fn deferred_function(&mut self, kind: ClosureKind, expr: &'ast Expr) -> Operand {
        let pos = self.pos;
        let ExprKind::Call(data) = &expr.kind else {
            self.unsupported(expr.pos, "go or defer without a call");
            let signature = self.types_mut().signature_of(&[], &[], false);
            return self.zero(signature);
        };
        let statement = match self.info().type_and_value(data.fun.unparen().id).mode {
            Mode::Builtin(builtin) => {
                let effect = self.builtin_effect(expr, builtin, data);
                self.note_call(expr, data);
                self.effect_statement(effect)
            }
            _ => {
                let ty = self.type_of(&data.fun);
                let plain = self.types().signature(ty).is_some_and(|signature| {
                    signature.params.is_empty() && signature.results.is_empty()
                });
                self.keep_variadic_open = true;
                match self.call_expression(expr) {
                    LoweredCall::Call(call) => {
                        if plain && let Some(function) = self.plain_callee(&call) {
                            return function;
                        }
                        if let Callee::Interface { receiver, .. } = &call.callee {
                            self.check_interface(&receiver.clone());
                        }
                        StatementKind::Call { result: None, call }
                    }
                    LoweredCall::Value(rvalue) => {
                        let ty = self.call_type(expr);
                        StatementKind::Assign(Place::local(self.temporary(ty)), rvalue)
                    }
                }
            }
        };
        self.pos = pos;
        self.wrap_statement(kind, statement, expr.pos)
    }

    /// The callee as a func value, if the call has no operands.
    fn plain_callee(&mut self, call: &Call) -> Option<Operand> {
        if !call.arguments.is_empty() {
            return None;
        }
        match &call.callee {
            Callee::Function(function) => {
                let signature = self.types_mut().signature_of(&[], &[], false);
                Some(Operand::Constant(Constant::Function(*function), signature))
            }
            Callee::Value(operand) => Some(operand.clone()),
            Callee::Interface { .. } => None,
        }
    }

    fn effect_statement(&mut self, effect: BuiltinEffect) -> StatementKind {
        match effect {
            BuiltinEffect::Statement(statement) => statement,
            BuiltinEffect::Value(rvalue, ty) => {
                StatementKind::Assign(Place::local(self.temporary(ty)), rvalue)
            }
            BuiltinEffect::Panic(value) => {
                let any = TypeId::EMPTY_INTERFACE;
                let callee = match self.lowerer.program.lookup("runtime", "gopanic") {
                    Some(object) => self.lowerer.declared(object, &[]),
                    None => {
                        let signature = self.types_mut().signature_of(&[any], &[], false);
                        let package = self.group.package;
                        let symbol = grus_abi::functions::go_functions::PANIC;
                        self.lowerer.external_function(symbol, signature, package)
                    }
                };
                let call = Call {
                    callee: Callee::Function(callee),
                    arguments: vec![value],
                    text: "panic".into(),
                };
                StatementKind::Call { result: None, call }
            }
        }
    }
}
