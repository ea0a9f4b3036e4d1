//! Expressions: the dispatch over kinds, and the contexts an expression may stand in.
//!
//! In: an expression, an optional target type for inference and an optional element type for elided
//! literal types. Out: an operand; types and values recorded.
//! Invariants: an invalid operand means that something was reported; untyped operands are remembered
//! until their final type is known (`untyped.rs`).
//! Spec: "Expressions".

use std::rc::Rc;

use grus_syntax::ast;

use super::Checker;
use super::operand::{Operand, Source};
use crate::info::Mode;
use crate::objects::ObjectKind;
use crate::types::*;

/// What an expression is as a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ExprUse {
    Conversion,
    Expression,
    /// May stand as a statement.
    Statement,
}

/// The function type a generic function value is assigned to, with a description.
#[derive(Clone)]
pub(super) struct Target {
    pub signature: TypeId,
    pub description: Rc<str>,
}

impl<'a> Checker<'_, 'a> {
    /// A target for inference if `ty` is a function type.
    pub(super) fn new_target(&mut self, ty: Option<TypeId>, description: &str) -> Option<Target> {
        let ty = ty.filter(|&ty| self.is_valid(ty))?;
        let under = match self.program.types.get(ty) {
            Type::Basic(_) => return None,
            _ => self.common_under(ty).ok()?,
        };
        matches!(self.program.types.get(under), Type::Signature(_)).then(|| Target {
            signature: under,
            description: Rc::from(description),
        })
    }

    /// A single value.
    pub(super) fn expr(&mut self, target: Option<&Target>, expr: &'a ast::Expr) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(target, expr, None, false);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// A single value that may be a generic function; `hint` is the type of a literal without type.
    pub(super) fn generic_expr(
        &mut self,
        expr: &'a ast::Expr,
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, expr, hint, true);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// One or several values; also the two of a comma-ok expression if allowed (second result).
    pub(super) fn multi_expr(
        &mut self,
        expr: &'a ast::Expr,
        allow_comma_ok: bool,
    ) -> (Vec<Operand<'a>>, bool) {
        let (mut x, _) = self.raw_expr(None, expr, None, false);
        self.exclude_non_values(&mut x);
        if x.is_valid()
            && let Type::Tuple(types) = self.program.types.get(x.ty).clone()
        {
            let pos = expr.start_pos();
            let list = types
                .iter()
                .enumerate()
                .map(|(index, &ty)| {
                    Operand::described(pos, &ordinal(index + 1, "function result"), ty)
                })
                .collect();
            return (list, false);
        }
        if allow_comma_ok && matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
            let what = "ok value of (comma, ok) expression";
            let ok = Operand::described(expr.start_pos(), what, TypeId::UNTYPED_BOOL);
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// A value or a type.
    pub(super) fn expr_or_type(&mut self, expr: &'a ast::Expr, allow_generic: bool) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, expr, None, allow_generic);
        if x.mode == Mode::NoValue {
            let message = format!("{} used as value or type", self.operand_text(&x));
            self.error(x.start_pos(), "TooManyValues", message);
            x.invalidate();
        }
        self.single_value(&mut x);
        x
    }

    /// Reports operands that are not values.
    pub(super) fn exclude_non_values(&mut self, x: &mut Operand<'a>) {
        let (code, problem) = match x.mode {
            Mode::NoValue => ("TooManyValues", "used as value"),
            Mode::Builtin(_) => ("UncalledBuiltin", "must be called"),
            Mode::TypeExpr => ("NotAnExpr", "is not an expression"),
            _ => return,
        };
        let message = format!("{} {problem}", self.operand_text(x));
        self.error(x.start_pos(), code, message);
        x.invalidate();
    }

    /// Reports several values where one is needed.
    pub(super) fn single_value(&mut self, x: &mut Operand<'a>) {
        if x.mode == Mode::Value && matches!(self.program.types.get(x.ty), Type::Tuple(_)) {
            let text = self.operand_text(x);
            let message = format!("multiple-value {text} in single-value context");
            self.error(x.start_pos(), "TooManyValues", message);
            x.invalidate();
        }
    }

    /// Any expression, recorded.
    pub(super) fn raw_expr(
        &mut self,
        target: Option<&Target>,
        expr: &'a ast::Expr,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> (Operand<'a>, ExprUse) {
        let mut x = Operand::invalid();
        let usage = self.expr_kind(target, &mut x, expr, hint);
        if !allow_generic {
            self.non_generic(target, &mut x);
        }
        self.record(&x);
        (x, usage)
    }

    /// Instantiates a generic function for its target, or reports a generic type or function.
    pub(super) fn non_generic(&mut self, target: Option<&Target>, x: &mut Operand<'a>) {
        if !x.is_valid() || x.mode == Mode::NoValue {
            return;
        }
        let what = match self.program.types.get(x.ty) {
            Type::Alias(_) | Type::Named(_) if self.program.types.is_generic(x.ty) => "type",
            Type::Signature(signature) if !signature.type_params.is_empty() => {
                if target.is_some() {
                    let pos = x.pos();
                    self.instantiate_operand(target, pos, x, None, true);
                    return;
                }
                "function"
            }
            _ => return,
        };
        let text = self.source_text(x);
        let message = format!("cannot use generic {what} {text} without instantiation");
        self.error(x.start_pos(), "WrongTypeArgCount", message);
        x.invalidate();
        x.ty = TypeId::INVALID;
    }

    fn expr_kind(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        hint: Option<TypeId>,
    ) -> ExprUse {
        x.source = Source::Expr(expr);
        let mut usage = ExprUse::Expression;
        match &expr.kind {
            ast::ExprKind::Bad => {}
            ast::ExprKind::Name(name) => {
                *x = self.ident(expr, *name, false);
                return ExprUse::Expression;
            }
            ast::ExprKind::BasicLit(literal) => self.basic_literal(x, expr, literal),
            ast::ExprKind::FuncLit(literal) => self.func_literal(x, expr, literal),
            ast::ExprKind::CompositeLit(literal) => self.composite_literal(x, expr, literal, hint),
            ast::ExprKind::Paren(inner) => {
                let (inner, usage) = self.raw_expr(None, inner, None, false);
                *x = inner;
                x.source = Source::Expr(expr);
                return usage;
            }
            ast::ExprKind::Selector { operand, name } => {
                self.selector(x, expr, operand, name, false);
                return ExprUse::Expression;
            }
            ast::ExprKind::Index { operand, indices } => {
                if self.index_expr(x, expr, operand, indices) {
                    self.instantiate_operand(target, expr.pos, x, Some((expr, indices)), true);
                }
            }
            ast::ExprKind::Slice(slice) => self.slice_expr(x, slice),
            ast::ExprKind::TypeAssert { operand, ty } => self.type_assert(x, expr, operand, ty),
            ast::ExprKind::TypeSwitchGuard(guard) => {
                let message = "use of .(type) outside type switch";
                self.error(expr.start_pos(), "InvalidSyntaxTree", message);
                self.use_expr(&guard.operand);
            }
            ast::ExprKind::Call(call) => return self.call(x, expr, call),
            ast::ExprKind::Star(operand) => self.star(x, operand),
            ast::ExprKind::Unary { op, operand } => {
                self.unary(x, expr, *op, operand);
                if x.is_valid() && *op == ast::UnaryOp::Receive {
                    usage = ExprUse::Statement;
                }
            }
            ast::ExprKind::Binary { op, lhs, rhs } => self.binary(x, Some(expr), lhs, rhs, *op),
            ast::ExprKind::KeyValue { .. } => {
                self.error(
                    expr.start_pos(),
                    "InvalidSyntaxTree",
                    "no key:value expected",
                );
            }
            ast::ExprKind::DotsType(_) => {
                self.error(expr.start_pos(), "InvalidSyntaxTree", "invalid use of ...");
            }
            ast::ExprKind::ArrayType { .. }
            | ast::ExprKind::SliceType(_)
            | ast::ExprKind::StructType(_)
            | ast::ExprKind::FuncType(_)
            | ast::ExprKind::InterfaceType(_)
            | ast::ExprKind::MapType { .. }
            | ast::ExprKind::ChanType { .. } => {
                x.ty = self.type_expr(expr);
                x.mode = Mode::TypeExpr;
            }
        }
        x.source = Source::Expr(expr);
        // Invalid expressions count as statements, to avoid follow-up errors.
        if x.is_valid() {
            usage
        } else {
            ExprUse::Statement
        }
    }

    fn star(&mut self, x: &mut Operand<'a>, operand: &'a ast::Expr) {
        *x = self.expr_or_type(operand, false);
        match x.mode {
            Mode::Invalid => {}
            Mode::TypeExpr => {
                self.valid_var_type(operand, x.ty);
                x.ty = self.types().pointer_to(x.ty);
            }
            _ => self.indirection(x),
        }
    }

    /// spec (Address operators): "For an operand x of pointer type *T, the pointer indirection *x
    /// denotes the variable of type T pointed to by x."
    fn indirection(&mut self, x: &mut Operand<'a>) {
        let mut base: Option<TypeId> = None;
        for specific in self.specific_types(x.ty) {
            let pointer = specific.map(|pair| self.program.types.get(pair.1).clone());
            let Some(Type::Pointer(elem)) = pointer else {
                let text = self.operand_text(x);
                let message = format!("invalid operation: cannot indirect {text}");
                self.error(x.start_pos(), "InvalidIndirection", message);
                return x.invalidate();
            };
            if base.is_some_and(|base| !self.identical(base, elem)) {
                let text = self.operand_text(x);
                let message =
                    format!("invalid operation: pointers of {text} must have identical base types");
                self.error(x.start_pos(), "InvalidIndirection", message);
                return x.invalidate();
            }
            base = Some(elem);
        }
        match base {
            Some(base) if self.is_complete(base) => {
                x.mode = Mode::Variable;
                x.ty = base;
            }
            _ => x.invalidate(),
        }
    }

    fn type_assert(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        operand: &'a ast::Expr,
        ty: &'a ast::Expr,
    ) {
        *x = self.expr(None, operand);
        if !x.is_valid() {
            return;
        }
        if self.is_type_param(x.ty) {
            let text = self.operand_text(x);
            let message = format!(
                "invalid operation: cannot use type assertion on type parameter value {text}"
            );
            self.error(x.start_pos(), "InvalidAssert", message);
            return x.invalidate();
        }
        if !self.is_plain_interface(x.ty) {
            let text = self.operand_text(x);
            let message = format!("invalid operation: {text} is not an interface");
            self.error(x.start_pos(), "InvalidAssert", message);
            return x.invalidate();
        }
        let ty = self.var_type(ty);
        if !self.is_valid(ty) || !self.is_complete(ty) {
            return x.invalidate();
        }
        self.type_assertion(expr, x, ty, false);
        x.mode = Mode::CommaOk;
        x.ty = ty;
    }

    /// spec (Type assertions): "If T is not an interface type, x.(T) asserts that the dynamic type of
    /// x is identical to the type T. In this case, T must implement the (interface) type of x".
    pub(super) fn type_assertion(
        &mut self,
        expr: &'a ast::Expr,
        x: &Operand<'a>,
        ty: TypeId,
        type_switch: bool,
    ) {
        let Some(cause) = self.not_assertable(x.ty, ty) else {
            return;
        };
        let (text, type_text) = (self.expr_text(expr), self.type_text(ty));
        let message = if type_switch {
            let x = self.operand_text(x);
            format!(
                "impossible type switch case: {text}\n\t{x} cannot have dynamic type {type_text} {cause}"
            )
        } else {
            let interface = self.type_text(x.ty);
            format!(
                "impossible type assertion: {text}\n\t{type_text} does not implement {interface} {cause}"
            )
        };
        self.error(expr.start_pos(), "ImpossibleAssert", message);
    }

    // Using expressions whose value does not matter.

    /// Checks expressions for their side effects on "used" marks; whether all were valid.
    pub(super) fn use_exprs(&mut self, exprs: &'a [ast::Expr]) -> bool {
        let mut valid = true;
        for expr in exprs {
            valid &= self.use_expr(expr);
        }
        valid
    }

    pub(super) fn use_expr(&mut self, expr: &'a ast::Expr) -> bool {
        match expr.unparen().kind {
            ast::ExprKind::Name(name) if name.is_blank() => true,
            ast::ExprKind::Name(_) => self.expr_or_type(expr.unparen(), true).is_valid(),
            ast::ExprKind::KeyValue { ref value, .. } => self.use_expr(value),
            _ => self.raw_expr(None, expr, None, true).0.is_valid(),
        }
    }

    /// As [`Self::use_exprs`] for left sides: variables do not become used.
    pub(super) fn use_left_sides(&mut self, exprs: &'a [ast::Expr]) -> bool {
        let mut valid = true;
        for expr in exprs {
            valid &= self.use_left_side(expr);
        }
        valid
    }

    pub(super) fn use_left_side(&mut self, expr: &'a ast::Expr) -> bool {
        let saved = self.local_use(expr);
        let valid = self.use_expr(expr);
        if let Some((object, used)) = saved {
            self.set_used(object, used);
        }
        valid
    }

    /// The variable an expression names, with its use mark.
    pub(super) fn local_use(&self, expr: &ast::Expr) -> Option<(crate::objects::ObjectId, bool)> {
        let object = self.lookup(expr.unparen().as_name()?)?;
        let data = self.object(object);
        match &data.kind {
            ObjectKind::Var(var) if data.package == self.package => Some((object, var.used)),
            _ => None,
        }
    }
}

/// `1st function result`.
fn ordinal(n: usize, what: &str) -> String {
    let suffix = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{n}{suffix} {what}")
}
