//! Calls of functions, methods and func values.
//!
//! In: call expressions. Out: MIR calls or intrinsics.
//! Invariants: arguments have exactly the parameters' types; variadic arguments are a slice; the
//! receiver comes first.
//! Spec: "Calls", "Passing arguments to ... parameters".

use grus_mir::*;
use grus_syntax::ast::{CallExpr, Expr, ExprKind};
use grus_types::{Mode, ObjectKind, SelectionKind, Signature, Type, TypeId};

use super::MethodCallee;
use crate::function::{Builder, OpenVariadic};
use crate::type_query::parameter_types;

/// A call whose operands have been evaluated.
pub(crate) enum LoweredCall {
    Call(Call),
    /// An operation that codegen knows.
    Value(Rvalue),
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// Whether an expression is a call, and not a conversion or builtin.
    pub fn is_function_call(&self, expr: &Expr) -> bool {
        let ExprKind::Call(call) = &expr.kind else {
            return false;
        };
        let mode = self.info().type_and_value(call.fun.unparen().id).mode;
        !matches!(mode, Mode::TypeExpr | Mode::Builtin(_))
    }

    /// The value of a call expression of any kind.
    pub fn call_value(&mut self, expr: &'ast Expr) -> Rvalue {
        let ExprKind::Call(call) = &expr.kind else {
            unreachable!()
        };
        match self.info().type_and_value(call.fun.unparen().id).mode {
            Mode::TypeExpr => self.conversion(expr, &call.args[0]),
            Mode::Builtin(kind) => self.builtin_value(expr, kind, call),
            _ => {
                let ty = self.call_type(expr);
                match self.call_expression(expr) {
                    LoweredCall::Value(rvalue) => rvalue,
                    LoweredCall::Call(call) if ty == TypeId::EMPTY_TUPLE => {
                        let kind = StatementKind::Call { result: None, call };
                        self.at(expr.pos, |b| b.emit(kind));
                        Rvalue::Use(self.zero(TypeId::EMPTY_TUPLE))
                    }
                    LoweredCall::Call(call) => {
                        let result = self.temporary(ty);
                        let kind = StatementKind::Call {
                            result: Some(Place::local(result)),
                            call,
                        };
                        self.at(expr.pos, |b| b.emit(kind));
                        Rvalue::Use(Operand::local(result))
                    }
                }
            }
        }
    }

    /// The result type of a call; the empty tuple if it has none.
    pub fn call_type(&mut self, expr: &Expr) -> TypeId {
        if self.info().type_and_value(expr.id).mode == Mode::NoValue {
            return TypeId::EMPTY_TUPLE;
        }
        let ty = self.type_of(expr);
        if ty.is_valid() {
            ty
        } else {
            TypeId::EMPTY_TUPLE
        }
    }

    /// Evaluates callee and arguments of a function call.
    pub fn call_expression(&mut self, expr: &'ast Expr) -> LoweredCall {
        let ExprKind::Call(call) = &expr.kind else {
            unreachable!()
        };
        let fun = call.fun.unparen();
        let open = std::mem::take(&mut self.keep_variadic_open);
        let ty = self.type_of(fun);
        let Some(signature) = self.types().signature(ty).cloned() else {
            let ty = self.type_of(expr);
            return LoweredCall::Value(Rvalue::Use(self.zero(ty)));
        };
        let text = self.expression_text(fun);
        if let Some(intrinsic) = self.intrinsic_of(fun) {
            let arguments = self.arguments(expr, call, &signature, false);
            return LoweredCall::Value(Rvalue::Intrinsic {
                intrinsic,
                arguments,
            });
        }
        let (callee, receiver) = self.callee(fun);
        let mut arguments: Vec<Operand> = receiver.into_iter().collect();
        arguments.extend(self.arguments(expr, call, &signature, open));
        self.note_call(expr, call);
        LoweredCall::Call(Call {
            callee,
            arguments,
            text: text.into(),
        })
    }

    /// What is called, and the receiver that goes in front of the arguments.
    fn callee(&mut self, fun: &'ast Expr) -> (Callee, Option<Operand>) {
        if let Some(function) = self.static_callee(fun) {
            return (Callee::Function(function), None);
        }
        let method = self.method_selector(fun);
        if let Some(selector) = method
            && !self.hoisted.contains_key(&fun.id)
            && let Some((callee, this)) = self.method_call(selector)
        {
            return match callee {
                MethodCallee::Static(function) => (Callee::Function(function), Some(this)),
                MethodCallee::Interface { interface, method } => (
                    Callee::Interface {
                        receiver: this,
                        interface,
                        method,
                    },
                    None,
                ),
            };
        }
        let operand = self.operand(fun);
        (Callee::Value(operand), None)
    }

    /// The selector of a method call.
    fn method_selector(&self, fun: &'ast Expr) -> Option<&'ast Expr> {
        let selector = match &fun.kind {
            // A generic method with type arguments.
            ExprKind::Index { operand, .. } => operand.unparen(),
            _ => fun,
        };
        let selection = self.info().selections.get(&selector.id)?;
        (selection.kind == SelectionKind::MethodVal).then_some(selector)
    }

    /// The function that a name, qualified identifier, instance or method expression denotes.
    fn static_callee(&mut self, fun: &'ast Expr) -> Option<FunctionId> {
        let operand = match &fun.kind {
            ExprKind::Index { operand, .. } => operand.unparen(),
            _ => fun,
        };
        if let Some(selection) = self.info().selections.get(&operand.id) {
            return match selection.kind {
                SelectionKind::MethodExpr => self.method_expression_function(operand),
                _ => None,
            };
        }
        self.instantiated_function(operand)
    }

    /// The machine operation behind a function, if it is one.
    fn intrinsic_of(&mut self, fun: &Expr) -> Option<Intrinsic> {
        let id = match &fun.kind {
            ExprKind::Name(_) => fun.id,
            ExprKind::Selector { name, .. } if !self.info().selections.contains_key(&fun.id) => {
                name.id
            }
            ExprKind::Index { operand, .. } => return self.intrinsic_of(operand.unparen()),
            _ => return None,
        };
        let object = self.info().object_of(id)?;
        let data = self.lowerer.program.object(object);
        if !matches!(data.kind, ObjectKind::Func(_)) {
            return None;
        }
        let path = self.lowerer.program.package(data.package).path;
        crate::intrinsics::intrinsic(path.as_str(), data.name.as_str())
    }

    /// The arguments of a call in the types of the parameters. With `open` the variadic ones stay
    /// apart.
    fn arguments(
        &mut self,
        expr: &'ast Expr,
        call: &'ast CallExpr,
        signature: &Signature,
        open: bool,
    ) -> Vec<Operand> {
        let parameters = parameter_types(&signature.params);
        if let [single] = call.args.as_slice() {
            let ty = self.type_of(single);
            if let Type::Tuple(parts) = self.types().get(ty).clone() {
                let tuple = self.operand(single);
                let tuple = self.operand_place(tuple);
                let values = (0..parts.len() as u32)
                    .map(|index| Operand::Copy(tuple.clone().field(index)))
                    .collect();
                return self.spread_arguments(expr, values, &parameters, signature.variadic);
            }
        }
        let variadic = signature.variadic && !call.has_dots;
        let fixed = if variadic {
            parameters.len() - 1
        } else {
            parameters.len()
        };
        let mut operands = Vec::with_capacity(parameters.len());
        for (argument, &ty) in call.args.iter().zip(&parameters[..fixed]) {
            operands.push(self.operand_as(argument, ty));
        }
        if variadic {
            let ty = parameters[fixed];
            let elem = self.types().elem(ty).unwrap_or(TypeId::INVALID);
            let rest = call.args.get(fixed..).unwrap_or_default();
            if open && !rest.is_empty() {
                let (count, pos) = (rest.len(), expr.pos);
                self.open_variadic = Some(OpenVariadic { ty, count, pos });
                operands.extend(rest.iter().map(|argument| self.operand_as(argument, elem)));
                return operands;
            }
            let site = self.variadic_site(expr, rest.len());
            let elements = rest
                .iter()
                .map(|argument| self.operand_as(argument, elem))
                .collect();
            operands.push(self.variadic_slice(expr, ty, elements, site));
        }
        operands
    }

    /// The results of `g()` as arguments in `f(g())`.
    fn spread_arguments(
        &mut self,
        expr: &'ast Expr,
        values: Vec<Operand>,
        parameters: &[TypeId],
        variadic: bool,
    ) -> Vec<Operand> {
        let fixed = if variadic {
            parameters.len() - 1
        } else {
            parameters.len()
        };
        let mut operands = Vec::with_capacity(parameters.len());
        let mut values = values.into_iter();
        for &ty in &parameters[..fixed] {
            if let Some(value) = values.next() {
                operands.push(self.convert_operand(value, ty));
            }
        }
        if variadic {
            let ty = parameters[fixed];
            let elem = self.types().elem(ty).unwrap_or(TypeId::INVALID);
            let site = self.variadic_site(expr, values.len());
            let elements = values
                .map(|value| self.convert_operand(value, elem))
                .collect();
            operands.push(self.variadic_slice(expr, ty, elements, site));
        }
        operands
    }

    /// The site of the slice of variadic arguments, made before the arguments are lowered.
    fn variadic_site(&mut self, expr: &'ast Expr, count: usize) -> Option<SiteId> {
        (count > 0).then(|| self.site(SiteKind::Variadic, expr.pos, "... argument", true))
    }

    /// spec (Passing arguments to ... parameters): "If f is invoked with no actual arguments for p,
    /// the value passed to p is nil."
    fn variadic_slice(
        &mut self,
        expr: &'ast Expr,
        ty: TypeId,
        elements: Vec<Operand>,
        site: Option<SiteId>,
    ) -> Operand {
        let Some(site) = site else {
            return self.zero(ty);
        };
        self.at(expr.pos, |b| {
            b.value(Rvalue::SliceLiteral { ty, elements, site }, ty)
        })
    }
}
