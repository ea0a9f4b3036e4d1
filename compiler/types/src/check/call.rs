//! Calls: functions, methods, conversions and builtins; matching arguments with parameters.
//!
//! In: a call expression. Out: its result operand. Type arguments are inferred from the arguments.
//! Spec: "Calls", "Passing arguments to ... parameters", "Instantiations", "Type inference".

use std::sync::Arc;

use grus_syntax::{Code, Diagnostic, Pos, ast};

use super::expr::{ExprUse, Target};
use super::infer::Inference;
use super::operand::{Operand, Source};
use super::{Action, Checker};
use crate::info::Mode;
use crate::objects::BuiltinKind;
use crate::types::*;

/// An argument list: operands, and explicit type arguments of generic function arguments.
pub(super) struct Arguments<'a> {
    pub operands: Vec<Operand<'a>>,
    pub type_args: Vec<Vec<TypeId>>,
}

impl<'a> Checker<'_, 'a> {
    pub(super) fn call(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
    ) -> ExprUse {
        let mut instantiation: Option<(&'a ast::Expr, &'a [ast::Expr])> = None;
        if let ast::ExprKind::Index { operand, indices } = &call.fun.kind {
            if self.index_expr(x, &call.fun, operand, indices) {
                instantiation = Some((&call.fun, indices));
            }
            x.source = Source::Expr(&call.fun);
            self.record(x);
        } else {
            *x = self.expr_or_type(&call.fun, true);
        }
        let usage = match x.mode {
            Mode::Invalid => {
                self.use_exprs(&call.args);
                ExprUse::Statement
            }
            Mode::TypeExpr => {
                self.conversion_call(x, expr, call);
                ExprUse::Conversion
            }
            Mode::Builtin(kind) => {
                if !self.builtin(x, expr, call, kind) {
                    x.invalidate();
                }
                if x.is_valid() && !x.is_constant() {
                    self.env.has_call_or_receive = true;
                }
                builtin_use(kind)
            }
            _ => {
                self.function_call(x, expr, call, instantiation);
                ExprUse::Statement
            }
        };
        x.source = Source::Expr(expr);
        usage
    }

    fn conversion_call(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
    ) {
        self.non_generic(None, x);
        if !x.is_valid() {
            return;
        }
        let ty = x.ty;
        x.invalidate();
        if !self.is_complete(ty) {
            return;
        }
        let name = self.type_text(ty);
        match call.args.as_slice() {
            [] => {
                let message = format!("missing argument in conversion to {name}");
                self.error(expr.start_pos(), "WrongArgCount", message);
            }
            [arg] => {
                let target = self.new_target(Some(ty), "conversion");
                *x = self.expr(target.as_ref(), arg);
                if !x.is_valid() {
                    return;
                }
                if self.is_plain_interface(ty) && !self.types().type_set(ty).is_method_set() {
                    let message = format!(
                        "cannot use interface {name} in conversion (contains specific type constraints or is comparable)"
                    );
                    self.error(expr.start_pos(), "MisplacedConstraintIface", message);
                    return x.invalidate();
                }
                if call.has_dots {
                    let message = format!("invalid use of ... in conversion to {name}");
                    self.error(arg.start_pos(), "BadDotDotDotSyntax", message);
                    return x.invalidate();
                }
                self.conversion(x, ty);
            }
            [.., last] => {
                self.use_exprs(&call.args);
                let message = format!("too many arguments in conversion to {name}");
                self.error(last.start_pos(), "WrongArgCount", message);
            }
        }
    }

    fn function_call(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
        instantiation: Option<(&'a ast::Expr, &'a [ast::Expr])>,
    ) {
        let callee = self.common_under_if(x.ty, |checker, specific| {
            let (ty, under) = specific?;
            let is_func = matches!(checker.program.types.get(under), Type::Signature(_));
            (!is_func).then(|| format!("{} is not a function", checker.type_text(ty)))
        });
        let mut signature = match callee {
            Ok(under) => under,
            Err(cause) => {
                let text = self.operand_text(x);
                let message = format!("invalid operation: cannot call {text}: {cause}");
                self.error(x.start_pos(), "InvalidCall", message);
                return x.invalidate();
            }
        };
        let generic = self.is_generic_signature(signature);
        let mut exprs: &'a [ast::Expr] = &[];
        let mut type_args = Vec::new();
        if let Some((inst, indices)) = instantiation {
            match self.explicit_type_args(signature, inst, indices, call) {
                None => return x.invalidate(),
                Some(args) => {
                    let count = self.type_param_count(signature);
                    if args.len() == count && count > 0 {
                        let at = inst.start_pos();
                        self.verify_version(at, 18, |_| "function instantiation".to_string());
                        let refs: Vec<&'a ast::Expr> = indices.iter().collect();
                        signature = self.instantiate_signature(
                            inst.pos,
                            Some(inst),
                            signature,
                            args,
                            &refs,
                        );
                    } else {
                        type_args = args;
                        exprs = indices;
                    }
                }
            }
        }
        let arguments = self.argument_list(&call.args);
        let result = self.arguments(expr, call, signature, type_args, exprs, arguments);
        if generic && !self.is_generic_signature(result) {
            self.record_type_and_value(call.fun.id, Mode::Value, result, None);
        }
        self.call_result(x, result);
        self.env.has_call_or_receive = true;
    }

    /// Type arguments written at a call; `None` if something is wrong with them.
    fn explicit_type_args(
        &mut self,
        signature: TypeId,
        _inst: &'a ast::Expr,
        indices: &'a [ast::Expr],
        call: &'a ast::CallExpr,
    ) -> Option<Vec<TypeId>> {
        let Some(args) = self.type_list(indices) else {
            self.use_exprs(&call.args);
            return None;
        };
        let (got, want) = (args.len(), self.type_param_count(signature));
        if got > want {
            let message = format!("got {got} type arguments but want {want}");
            self.error(indices[want].start_pos(), "WrongTypeArgCount", message);
            self.use_exprs(&call.args);
            return None;
        }
        Some(args)
    }

    fn call_result(&mut self, x: &mut Operand<'a>, signature: TypeId) {
        let Type::Signature(data) = self.program.types.get(signature).clone() else {
            return x.invalidate();
        };
        match data.results.as_slice() {
            // The type stays that of the function, for messages about missing values.
            [] => x.mode = Mode::NoValue,
            [one] => {
                if !self.is_complete(one.ty) {
                    return x.invalidate();
                }
                x.mode = Mode::Value;
                x.ty = one.ty;
            }
            several => {
                x.mode = Mode::Value;
                x.ty = self.types().tuple_of_results(several);
            }
        }
        // If type inference failed, a result that depends on it is of no use.
        if x.mode == Mode::Value
            && !data.type_params.is_empty()
            && self.is_parameterized(&data.type_params, x.ty)
        {
            x.invalidate();
        }
    }

    pub(super) fn is_generic_signature(&self, ty: TypeId) -> bool {
        self.type_param_count(ty) > 0
    }

    fn type_param_count(&self, ty: TypeId) -> usize {
        match self.program.types.get(ty) {
            Type::Signature(data) => data.type_params.len(),
            _ => 0,
        }
    }

    /// Several single values, or the values of one call.
    pub(super) fn expr_list(&mut self, exprs: &'a [ast::Expr]) -> Vec<Operand<'a>> {
        match exprs {
            [one] => self.multi_expr(one, false).0,
            _ => exprs.iter().map(|expr| self.expr(None, expr)).collect(),
        }
    }

    /// Arguments, which may be generic functions.
    fn argument_list(&mut self, exprs: &'a [ast::Expr]) -> Arguments<'a> {
        let mut arguments = Arguments {
            operands: Vec::new(),
            type_args: Vec::new(),
        };
        // Before 1.21 generic function arguments had to be instantiated on their own.
        let infer = exprs.is_empty() || !self.allow_version(21);
        for expr in exprs {
            let mut type_args = Vec::new();
            let mut x = Operand::invalid();
            if let ast::ExprKind::Index { operand, indices } = &expr.kind {
                if self.index_expr(&mut x, expr, operand, indices) {
                    let pos = x.pos();
                    let partial =
                        self.instantiate_operand(None, pos, &mut x, Some((expr, indices)), infer);
                    match partial {
                        Some(partial) => type_args = partial,
                        None => self.record(&x),
                    }
                    x.source = Source::Expr(expr);
                } else {
                    x.source = Source::Expr(expr);
                    self.record(&x);
                    self.exclude_non_values(&mut x);
                    self.single_value(&mut x);
                }
            } else if exprs.len() == 1 {
                x = self.raw_expr(None, expr, None, true).0;
                self.exclude_non_values(&mut x);
                if x.is_valid()
                    && let Type::Tuple(types) = self.program.types.get(x.ty).clone()
                {
                    arguments.operands = types
                        .iter()
                        .map(|&ty| Operand::of_expr(expr, Mode::Value, ty))
                        .collect();
                    return arguments;
                }
            } else {
                x = self.generic_expr(expr, None);
            }
            arguments.operands.push(x);
            arguments.type_args.push(type_args);
        }
        arguments
    }

    /// Matches arguments with parameters; the result is the (instantiated) signature.
    pub(super) fn arguments(
        &mut self,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
        signature: TypeId,
        type_args: Vec<TypeId>,
        type_exprs: &'a [ast::Expr],
        arguments: Arguments<'a>,
    ) -> TypeId {
        let Type::Signature(data) = self.program.types.get(signature).clone() else {
            return signature;
        };
        let Arguments {
            operands: mut args,
            type_args: arg_type_args,
        } = arguments;
        let Some(params) = self.expanded_params(expr, call, &data, &args) else {
            return signature;
        };
        let mut inference = Inference {
            params: Vec::new(),
            args: type_args.into_iter().map(Some).collect(),
        };
        let mut param_types = params;
        let own_count = data.type_params.len();
        if own_count > 0 {
            self.check_instantiation_version(expr, call);
            // A function may call itself: its type parameters are renamed.
            let (copies, map) = self.types().clone_type_params(&data.type_params, &[]);
            param_types = self.types().subst_list(&param_types, &map);
            inference.params = copies;
            inference.args.resize(own_count, None);
        }
        let generic_args = self.add_generic_arguments(&mut inference, &mut args, &arg_type_args);
        if let Some(&first) = generic_args.first() {
            let pos = args[first].start_pos();
            self.verify_version(pos, 21, |_| {
                "implicitly instantiated function as argument".to_string()
            });
        }
        let mut result = signature;
        if !inference.params.is_empty() {
            let renamed = inference.params.clone();
            let Some(inferred) = self.infer_call(expr, call, inference, &param_types, &args) else {
                return signature;
            };
            if own_count > 0 {
                let exprs: Vec<&'a ast::Expr> = type_exprs.iter().collect();
                let own = inferred[..own_count].to_vec();
                let map: Vec<_> = renamed[..own_count]
                    .iter()
                    .copied()
                    .zip(own.iter().copied())
                    .collect();
                result =
                    self.instantiate_signature(expr.pos, Some(&call.fun), signature, own, &exprs);
                param_types = self.types().subst_list(&param_types, &map);
            }
            self.instantiate_generic_arguments(&mut args, &generic_args, &inferred, own_count);
        }
        if !args.is_empty() {
            let context = format!("argument to {}", self.expr_text(&call.fun));
            for (arg, &ty) in args.iter_mut().zip(&param_types) {
                self.assignment(arg, Some(ty), &context);
            }
        }
        result
    }

    fn check_instantiation_version(&mut self, expr: &'a ast::Expr, call: &'a ast::CallExpr) {
        if self.allow_version(18) {
            return;
        }
        if matches!(call.fun.kind, ast::ExprKind::Index { .. }) {
            self.version_error(call.fun.start_pos(), 18, "function instantiation");
        } else {
            self.version_error(expr.start_pos(), 18, "implicit function instantiation");
        }
    }

    /// One parameter type per argument; reports a wrong number of arguments.
    fn expanded_params(
        &mut self,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
        signature: &Signature,
        args: &[Operand<'a>],
    ) -> Option<Vec<TypeId>> {
        let mut params: Vec<TypeId> = signature.params.iter().map(|param| param.ty).collect();
        let mut wanted = params.len();
        if signature.variadic {
            if call.has_dots {
                if call.args.len() == 1 && args.len() > 1 {
                    let text = self.expr_text(&call.args[0]);
                    let message = format!("cannot use ... with {}-valued {text}", args.len());
                    self.error(expr.start_pos(), "InvalidDotDotDot", message);
                    return None;
                }
            } else if args.len() + 1 >= wanted {
                let last = params.pop().unwrap_or(TypeId::INVALID);
                let elem = match *self.program.types.get(last) {
                    Type::Slice(elem) => elem,
                    _ => last,
                };
                params.resize(args.len(), elem);
                wanted = args.len();
            } else {
                wanted -= 1;
            }
        } else if call.has_dots {
            let text = self.expr_text(&call.fun);
            let message = format!("cannot use ... in call to non-variadic {text}");
            self.error(expr.start_pos(), "NonVariadicDotDotDot", message);
            return None;
        }
        if args.len() == wanted {
            return Some(params);
        }
        self.report_argument_count(expr, call, signature, args, wanted);
        None
    }

    fn report_argument_count(
        &mut self,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
        signature: &Signature,
        args: &[Operand<'a>],
        wanted: usize,
    ) {
        let (at, quantity) = if args.len() > wanted {
            (args[wanted].start_pos(), "too many")
        } else if let Some(last) = args.last() {
            (last.start_pos(), "not enough")
        } else {
            (expr.start_pos(), "not enough")
        };
        let fun = self.expr_text(&call.fun);
        let have: Vec<TypeId> = args.iter().map(|arg| arg.ty).collect();
        let want: Vec<TypeId> = signature.params.iter().map(|param| param.ty).collect();
        let have = self.types_summary(&have, false, call.has_dots);
        let want = self.types_summary(&want, signature.variadic, false);
        let message = format!("{quantity} arguments in call to {fun}");
        let diagnostic = Diagnostic::error(at, Code("WrongArgCount"), message)
            .with_related(Pos::NONE, format!("have {have}"))
            .with_related(Pos::NONE, format!("want {want}"));
        self.report(diagnostic);
    }

    /// Adds the type parameters of generic function arguments to the inference problem.
    fn add_generic_arguments(
        &mut self,
        inference: &mut Inference,
        args: &mut [Operand<'a>],
        explicit: &[Vec<TypeId>],
    ) -> Vec<usize> {
        let mut indices = Vec::new();
        for (index, arg) in args.iter_mut().enumerate() {
            if !arg.is_valid() {
                continue;
            }
            let Type::Signature(data) = self.program.types.get(arg.ty).clone() else {
                continue;
            };
            if data.type_params.is_empty() {
                continue;
            }
            let (copies, map) = self.types().clone_type_params(&data.type_params, &[]);
            let mut renamed = Signature::clone(&data);
            renamed.type_params.clone_from(&copies);
            for param in renamed.params.iter_mut().chain(&mut renamed.results) {
                param.ty = self.types().subst(param.ty, &map);
            }
            arg.ty = self.types().intern(Type::Signature(Arc::new(renamed)));
            inference.params.extend(copies);
            let given = explicit.get(index).map_or(&[][..], |list| list);
            inference.args.extend(given.iter().copied().map(Some));
            inference.args.resize(inference.params.len(), None);
            indices.push(index);
        }
        indices
    }

    fn infer_call(
        &mut self,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
        inference: Inference,
        params: &[TypeId],
        args: &[Operand<'a>],
    ) -> Option<Vec<TypeId>> {
        match self.infer(call_pos(expr), &inference, params, args, false) {
            Ok(inferred) => Some(inferred),
            Err(Some((pos, problem))) => {
                let fun = self.expr_text(&call.fun);
                let message = format!("in call to {fun}, {problem}");
                self.error(pos, "CannotInferTypeArgs", message);
                None
            }
            Err(None) => None,
        }
    }

    fn instantiate_generic_arguments(
        &mut self,
        args: &mut [Operand<'a>],
        generic: &[usize],
        inferred: &[TypeId],
        mut next: usize,
    ) {
        for &index in generic {
            let arg = &mut args[index];
            let count = self.type_param_count(arg.ty);
            let own = inferred[next..next + count].to_vec();
            next += count;
            let (pos, expr) = (arg.pos(), arg.expr());
            arg.ty = self.instantiate_signature(pos, expr, arg.ty, own, &[]);
            let arg = arg.clone();
            self.record(&arg);
        }
    }

    // Function instantiation.

    /// Instantiates a generic function operand with explicit type arguments, completing them by
    /// inference from a target. With `infer` false, incomplete arguments are returned instead.
    pub(super) fn instantiate_operand(
        &mut self,
        target: Option<&Target>,
        pos: Pos,
        x: &mut Operand<'a>,
        inst: Option<(&'a ast::Expr, &'a [ast::Expr])>,
        infer: bool,
    ) -> Option<Vec<TypeId>> {
        let error_pos = inst.map_or(pos, |(expr, _)| expr.pos);
        let mut exprs: &'a [ast::Expr] = &[];
        if let Some((expr, indices)) = inst {
            x.source = Source::Expr(expr);
            exprs = indices;
        }
        let version_ok =
            self.verify_version(error_pos, 18, |_| "function instantiation".to_string());
        let Some(mut args) = self.type_list(exprs) else {
            x.invalidate();
            return None;
        };
        let Type::Signature(data) = self.program.types.get(x.ty).clone() else {
            x.invalidate();
            return None;
        };
        let (got, want) = (args.len(), data.type_params.len());
        if got > want {
            let message = format!("got {got} type arguments but want {want}");
            self.error(exprs[got - 1].start_pos(), "WrongTypeArgCount", message);
            x.invalidate();
            return None;
        }
        if got < want {
            if !infer {
                return Some(args);
            }
            let partial = inst.is_some();
            if target.is_some() && version_ok && !self.allow_version(21) {
                let what = if partial { "partially" } else { "implicitly" };
                let what = format!("{what} instantiated function in assignment");
                self.version_error(error_pos, 21, &what);
            }
            match self.infer_from_target(target, pos, x, &data, args) {
                Some(inferred) => args = inferred,
                None => {
                    x.invalidate();
                    return None;
                }
            }
        }
        let refs: Vec<&'a ast::Expr> = exprs.iter().collect();
        let (at, expr) = (x.pos(), x.expr());
        x.ty = self.instantiate_signature(at, expr, x.ty, args, &refs);
        x.mode = Mode::Value;
        None
    }

    /// spec (Type inference): a generic function assigned to a variable of function type.
    fn infer_from_target(
        &mut self,
        target: Option<&Target>,
        pos: Pos,
        x: &Operand<'a>,
        data: &Signature,
        given: Vec<TypeId>,
    ) -> Option<Vec<TypeId>> {
        let (copies, map) = self.types().clone_type_params(&data.type_params, &[]);
        let mut params = Vec::new();
        let mut args = Vec::new();
        if let Some(target) = target {
            let plain = Signature {
                type_params: Vec::new(),
                ..data.clone()
            };
            let plain = self.types().intern(Type::Signature(Arc::new(plain)));
            params.push(self.types().subst(plain, &map));
            args.push(Operand::described(
                x.pos(),
                &target.description,
                target.signature,
            ));
        }
        let inference = Inference {
            params: copies,
            args: given.into_iter().map(Some).collect(),
        };
        match self.infer(pos, &inference, &params, &args, target.is_some()) {
            Ok(inferred) => Some(inferred),
            Err(problem) => {
                if let Some((pos, problem)) = problem {
                    self.error(pos, "CannotInferTypeArgs", problem);
                }
                None
            }
        }
    }

    /// A generic signature with its type parameters replaced.
    pub(super) fn instantiate_signature(
        &mut self,
        pos: Pos,
        expr: Option<&'a ast::Expr>,
        signature: TypeId,
        args: Vec<TypeId>,
        exprs: &[&'a ast::Expr],
    ) -> TypeId {
        let Type::Signature(data) = self.program.types.get(signature).clone() else {
            return signature;
        };
        let params = data.type_params.clone();
        let map: Vec<_> = params.iter().copied().zip(args.iter().copied()).collect();
        let plain = Signature {
            type_params: Vec::new(),
            ..Signature::clone(&data)
        };
        let plain = self.types().intern(Type::Signature(Arc::new(plain)));
        let instance = self.types().subst(plain, &map);
        if let Some(expr) = expr {
            self.record_instance(expr, &args, instance);
        }
        self.later(Action::FuncInstance {
            pos,
            params,
            args,
            exprs: exprs.to_vec(),
        });
        instance
    }
}

/// The position of a call by gc's convention.
fn call_pos(expr: &ast::Expr) -> Pos {
    expr.pos
}

/// What a call of a builtin is as a statement.
fn builtin_use(kind: BuiltinKind) -> ExprUse {
    match kind {
        BuiltinKind::Clear
        | BuiltinKind::Close
        | BuiltinKind::Copy
        | BuiltinKind::Delete
        | BuiltinKind::Panic
        | BuiltinKind::Print
        | BuiltinKind::Println
        | BuiltinKind::Recover
        | BuiltinKind::TestAssert => ExprUse::Statement,
        _ => ExprUse::Expression,
    }
}
