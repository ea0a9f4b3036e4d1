//! Calls, conversions, builtins. What a call adds for its callee is counted elsewhere.

use grus_syntax::ast::{CallExpr, Expr, ExprKind};
use grus_types::{BuiltinKind, Mode, SelectionKind, Target, Type, TypeId};

use super::Counter;
use crate::type_query::{parameter_types, pointee};

impl Counter<'_, '_, '_, '_> {
    pub(crate) fn call(&mut self, expr: &Expr, call: &CallExpr) {
        match self.mode(&call.fun) {
            Mode::TypeExpr => self.conversion(expr, &call.args[0]),
            Mode::Builtin(kind) => self.builtin(kind, expr, call),
            _ => self.function_call(call),
        }
    }

    fn function_call(&mut self, call: &CallExpr) {
        self.node();
        self.callee(call.fun.unparen());
        let ty = self.type_of(&call.fun);
        let Some(signature) = self.builder.types().signature(ty).cloned() else {
            return self.exprs(&call.args);
        };
        let parameters = parameter_types(&signature.params);
        let variadic = signature.variadic && !call.has_dots;
        let fixed = parameters.len() - usize::from(variadic);
        if let [single] = call.args.as_slice() {
            let ty = self.type_of(single);
            if let Type::Tuple(parts) = self.builder.types().get(ty).clone() {
                let targets: Vec<Option<TypeId>> = (0..parts.len())
                    .map(|index| self.parameter(&parameters, fixed, index))
                    .collect();
                self.several(single, &parts, &targets);
                if variadic {
                    self.node();
                    self.adjust(1);
                }
                return;
            }
        }
        for (index, argument) in call.args.iter().enumerate() {
            let to = self.parameter(&parameters, fixed, index);
            self.assigned(argument, to);
        }
        if variadic {
            // The slice of the arguments, or nil.
            self.node();
            self.adjust(i32::from(call.args.len() > fixed));
        }
    }

    /// The type of the argument of this index.
    fn parameter(&self, parameters: &[TypeId], fixed: usize, index: usize) -> Option<TypeId> {
        if index < fixed {
            return parameters.get(index).copied();
        }
        let last = *parameters.last()?;
        self.builder.types().elem(last)
    }

    fn callee(&mut self, fun: &Expr) {
        let selector = match &fun.kind {
            ExprKind::Index { operand, .. } => operand.unparen(),
            _ => fun,
        };
        if let ExprKind::Selector { operand, .. } = &selector.kind
            && let Some(selection) = self.builder.info().selections.get(&selector.id).cloned()
            && selection.kind == SelectionKind::MethodVal
        {
            let declared = matches!(selection.target, Target::Method(_));
            match declared {
                // The method expression weighs nothing.
                true => self.nodes += 1,
                false => self.node(),
            }
            return self.receiver(selector, operand);
        }
        self.expr(fun);
    }

    /// The receiver of a method call or value, with the steps to the embedded field and the implicit
    /// `&` or `*`.
    pub(crate) fn receiver(&mut self, selector: &Expr, operand: &Expr) {
        let Some(selection) = self.builder.info().selections.get(&selector.id).cloned() else {
            return self.expr(operand);
        };
        self.expr(operand);
        self.count(selection.path.len());
        let Target::Method(method) = selection.target else {
            return;
        };
        let program = &self.builder.lowerer.program;
        let wants_pointer = program
            .object(method)
            .as_func()
            .and_then(|func| func.receiver.as_ref())
            .is_some_and(|receiver| receiver.pointer);
        let ty = self.type_of(operand);
        let has_pointer = self.is_pointer_at(ty, &selection.path);
        if wants_pointer != has_pointer {
            self.node();
        }
        if wants_pointer
            && !has_pointer
            && let [index] = selection.path.as_slice()
            && matches!(operand.unparen().kind, ExprKind::Name(_))
            && self.is_at_start(operand, *index)
        {
            self.adjust(-2);
        } else if wants_pointer
            && !has_pointer
            && selection.path.is_empty()
            && self.is_first_field_of_variable(operand)
        {
            self.adjust(-2);
        }
    }

    fn is_pointer_at(&self, mut ty: TypeId, path: &[u32]) -> bool {
        let types = self.builder.types();
        for &index in path {
            let base = pointee(types, ty).unwrap_or(ty);
            let field = types.fields(base).get(index as usize);
            ty = field.map_or(TypeId::INVALID, |field| field.ty);
        }
        pointee(types, ty).is_some()
    }

    fn conversion(&mut self, expr: &Expr, operand: &Expr) {
        self.expr(operand);
        let (from, to) = (self.type_of(operand), self.type_of(expr));
        if self.mode(operand) != Mode::Nil && self.converts(from, to) {
            self.node();
        } else {
            self.nodes += 1;
        }
    }

    /// Whether a conversion is more than another name for the same value.
    fn converts(&self, from: TypeId, to: TypeId) -> bool {
        if self.is_interface(to) {
            return self.boxes(from, to);
        }
        let types = self.builder.types();
        let (from, to) = (types.underlying_type(from), types.underlying_type(to));
        match (from, to) {
            (Type::Basic(a), Type::Basic(b)) if a == b => a.is_float() || a.is_complex(),
            (Type::Basic(a), Type::Basic(b)) => {
                let address =
                    |kind: &grus_types::BasicKind| *kind == grus_types::BasicKind::UnsafePointer;
                !address(a) && !address(b)
            }
            (Type::Basic(kind), Type::Slice(_)) | (Type::Slice(_), Type::Basic(kind)) => {
                kind.is_string()
            }
            (Type::Slice(_), Type::Array { .. }) => true,
            (Type::Slice(_), Type::Pointer(base)) => {
                matches!(types.underlying_type(*base), Type::Array { .. })
            }
            _ => false,
        }
    }

    fn builtin(&mut self, kind: BuiltinKind, expr: &Expr, call: &CallExpr) {
        self.node();
        match kind {
            BuiltinKind::Recover => self.refuse("call to recover"),
            BuiltinKind::Panic => {
                // The implicit conversion is not counted.
                self.adjust(1);
                self.expr(&call.args[0]);
            }
            BuiltinKind::Append => {
                let ty = self.type_of(expr);
                let elem = self.builder.types().elem(ty);
                for (index, argument) in call.args.iter().enumerate() {
                    let to = elem.filter(|_| index > 0 && !call.has_dots);
                    self.assigned(argument, to);
                }
            }
            BuiltinKind::Make => {
                self.exprs(&call.args[1..]);
                let ty = self.type_of(expr);
                let slice = crate::type_query::is_slice(self.builder.types(), ty);
                if call.args.len() == 1 && !slice {
                    self.node();
                }
            }
            BuiltinKind::New if self.mode(&call.args[0]) != Mode::TypeExpr => {
                // A variable that is initialised, and its address.
                self.count(5);
                self.expr(&call.args[0]);
            }
            BuiltinKind::New => {}
            BuiltinKind::Delete => {
                let ty = self.type_of(&call.args[0]);
                let key = match *self.builder.types().underlying_type(ty) {
                    Type::Map { key, .. } => Some(key),
                    _ => None,
                };
                // Both arguments may be results of one call.
                let [map, index] = &call.args[..] else {
                    return self.exprs(&call.args);
                };
                self.expr(map);
                self.assigned(index, key);
            }
            _ => self.exprs(&call.args),
        }
    }

    /// An expression with several values, which gc stores in temporaries: the values become ones of
    /// these types.
    pub(crate) fn several(&mut self, expr: &Expr, parts: &[TypeId], to: &[Option<TypeId>]) {
        // Per temporary: its declaration, its assignment, its use.
        self.count(1 + 4 * parts.len());
        self.expr(expr);
        for (&from, to) in parts.iter().zip(to) {
            if to.is_some_and(|to| self.boxes(from, to)) {
                self.node();
            }
        }
    }
}
