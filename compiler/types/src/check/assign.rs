//! Assignments, initialisation, and short variable declarations.
//!
//! In: left and right sides. Out: types of new variables, reported mismatches.
//! Spec: "Assignment statements", "Variable declarations", "Short variable declarations".

use std::rc::Rc;

use grus_syntax::{Code, Diagnostic, Pos, ast};

use super::expr::Target;
use super::operand::{Operand, Source};
use super::signatures::measure;
use super::untyped::Misfit;
use super::{Checker, NO_TYPE};
use crate::info::Mode;
use crate::objects::*;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// Assigns `x` to a variable of type `ty` (or to one that takes the type of x): converts untyped
    /// operands, checks assignability.
    pub(super) fn assignment(&mut self, x: &mut Operand<'a>, ty: Option<TypeId>, context: &str) {
        self.single_value(x);
        match x.mode {
            Mode::Invalid => return,
            Mode::Nil
            | Mode::Constant
            | Mode::Variable
            | Mode::MapIndex
            | Mode::Value
            | Mode::CommaOk => {}
            _ => {
                let text = self.operand_text(x);
                let target = ty.map_or("<nil>".to_string(), |ty| self.type_text(ty));
                let message = format!("cannot assign {text} to {target} in {context}");
                self.error(x.start_pos(), "IncompatibleAssign", message);
                return x.invalidate();
            }
        }
        if self.is_untyped(x.ty) && !self.assign_untyped(x, ty, context) {
            return x.invalidate();
        }
        let target = match self.program.types.get(x.ty) {
            // Only generic functions need a target.
            Type::Signature(data) if !data.type_params.is_empty() => self.new_target(ty, context),
            _ => None,
        };
        self.non_generic(target.as_ref(), x);
        let (true, Some(ty)) = (x.is_valid(), ty) else {
            return;
        };
        let mut cause = String::new();
        let (ok, code) = self.assignable(x, ty, Some(&mut cause));
        if !ok {
            let (text, name) = (self.operand_text(x), self.type_text(ty));
            let detail = if cause.is_empty() {
                String::new()
            } else {
                format!(": {cause}")
            };
            let message = format!("cannot use {text} as {name} value in {context}{detail}");
            self.error(x.start_pos(), code, message);
            x.invalidate();
        }
    }

    /// Gives an untyped operand the type it is assigned to, or its default type.
    fn assign_untyped(&mut self, x: &mut Operand<'a>, ty: Option<TypeId>, context: &str) -> bool {
        let mut target = ty;
        if x.is_nil() {
            if ty.is_none() {
                let message = format!("use of untyped nil in {context}");
                self.error(x.start_pos(), "UntypedNilUse", message);
                return false;
            }
        } else if ty.is_none_or(|ty| self.is_plain_interface(ty)) {
            target = Some(self.program.types.default_type(x.ty));
        }
        let target = target.unwrap_or(TypeId::INVALID);
        match self.implicit_type_and_value(x, target) {
            Ok((ty, value)) => {
                self.apply_implicit(x, ty, value);
                true
            }
            Err(misfit) => {
                let (text, name) = (self.operand_text(x), self.type_text(target));
                let (code, suffix) = match misfit {
                    Misfit::Truncated => ("TruncatedFloat", " (truncated)"),
                    Misfit::Overflows => ("NumericOverflow", " (overflows)"),
                    Misfit::Incompatible => ("IncompatibleAssign", ""),
                };
                let message = format!("cannot use {text} as {name} value in {context}{suffix}");
                self.error(x.start_pos(), code, message);
                false
            }
        }
    }

    /// Initialises a constant.
    pub(super) fn init_const(&mut self, object: ObjectId, x: &mut Operand<'a>) {
        let declared = self.object_type(object);
        let declared_valid = declared.is_none_or(|ty| self.is_valid(ty));
        let mut usable = x.is_valid() && self.is_valid(x.ty) && declared_valid;
        if usable && !x.is_constant() {
            let message = format!("{} is not constant", self.operand_text(x));
            self.error(x.start_pos(), "InvalidConstInit", message);
            usable = false;
        }
        if !usable {
            if declared.is_none() {
                self.set_object_type(object, TypeId::INVALID);
            }
            return;
        }
        let ty = declared.unwrap_or(x.ty);
        self.set_object_type(object, ty);
        self.assignment(x, Some(ty), "constant declaration");
        if x.is_valid() {
            self.object_mut(object).kind = ObjectKind::Const {
                value: x.value.clone(),
            };
        }
    }

    /// Initialises a variable, which takes the type of `x` if it has none.
    pub(super) fn init_var(&mut self, object: ObjectId, x: &mut Operand<'a>, context: &str) {
        let declared = self.object_type(object);
        let declared_valid = declared.is_none_or(|ty| self.is_valid(ty));
        if !x.is_valid() || !self.is_valid(x.ty) || !declared_valid {
            if declared.is_none() {
                self.set_object_type(object, TypeId::INVALID);
            }
            return x.invalidate();
        }
        let ty = match declared {
            Some(ty) => ty,
            None if x.ty == TypeId::UNTYPED_NIL => {
                let message = format!("use of untyped nil in {context}");
                self.error(x.start_pos(), "UntypedNilUse", message);
                self.set_object_type(object, TypeId::INVALID);
                return x.invalidate();
            }
            None => self.program.types.default_type(x.ty),
        };
        self.set_object_type(object, ty);
        self.assignment(x, Some(ty), context);
    }

    /// Initialises variables from values or from the results of one call; also checks `return`.
    pub(super) fn init_vars(
        &mut self,
        lhs: &[ObjectId],
        rhs: &'a [ast::Expr],
        return_stmt: Option<Pos>,
    ) {
        let context = match return_stmt {
            Some(_) => "return statement",
            None if lhs.len() > 1 => "multiple assignment",
            None => "assignment",
        };
        let is_call = is_single_call(rhs);
        if lhs.len() == rhs.len() && !is_call {
            for (&object, expr) in lhs.iter().zip(rhs) {
                let name = self.object(object).name;
                let unnamed = return_stmt.is_some() && name.as_str().is_empty();
                let description = if unnamed {
                    "result variable"
                } else {
                    name.as_str()
                };
                let target = self.new_target(self.object_type(object), description);
                let mut x = self.expr(target.as_ref(), expr);
                self.init_var(object, &mut x, context);
            }
            return;
        }
        if rhs.len() != 1 {
            // Only report a mismatch if the values themselves are fine.
            if self.use_exprs(rhs) {
                match return_stmt {
                    Some(pos) => {
                        let values = self.expr_list(rhs);
                        self.return_error(pos, lhs, &values);
                    }
                    None => self.assign_error(rhs, lhs.len(), rhs.len()),
                }
            }
            return self.invalidate_untyped_vars(lhs);
        }
        let allow_comma_ok = lhs.len() == 2 && return_stmt.is_none();
        let (mut values, comma_ok) = self.multi_expr(&rhs[0], allow_comma_ok);
        if lhs.len() == values.len() {
            for (&object, value) in lhs.iter().zip(&mut values) {
                self.init_var(object, value, context);
            }
            if comma_ok && values.iter().all(Operand::is_valid) {
                self.record_comma_ok(&rhs[0], &values);
            }
            return;
        }
        if values[0].is_valid() {
            match return_stmt {
                Some(pos) => self.return_error(pos, lhs, &values),
                None => self.assign_error(rhs, lhs.len(), values.len()),
            }
        }
        self.invalidate_untyped_vars(lhs);
    }

    fn invalidate_untyped_vars(&mut self, vars: &[ObjectId]) {
        for &var in vars {
            if self.object(var).spelled == NO_TYPE {
                self.set_object_type(var, TypeId::INVALID);
            }
        }
    }

    /// Assigns to existing variables.
    pub(super) fn assign_vars(&mut self, lhs: &'a [ast::Expr], rhs: &'a [ast::Expr]) {
        let context = if lhs.len() > 1 {
            "multiple assignment"
        } else {
            "assignment"
        };
        if lhs.len() == rhs.len() && !is_single_call(rhs) {
            for (left, right) in lhs.iter().zip(rhs) {
                self.assign_var(left, Some(right), None, context);
            }
            return;
        }
        if rhs.len() != 1 {
            let left_ok = self.use_left_sides(lhs);
            let right_ok = self.use_exprs(rhs);
            if left_ok && right_ok {
                self.assign_error(rhs, lhs.len(), rhs.len());
            }
            return;
        }
        let (mut values, comma_ok) = self.multi_expr(&rhs[0], lhs.len() == 2);
        if lhs.len() == values.len() {
            for (left, value) in lhs.iter().zip(&mut values) {
                self.assign_var(left, None, Some(value), context);
            }
            if comma_ok && values.iter().all(Operand::is_valid) {
                self.record_comma_ok(&rhs[0], &values);
            }
            return;
        }
        if values[0].is_valid() {
            self.assign_error(rhs, lhs.len(), values.len());
        }
        self.use_left_sides(lhs);
    }

    /// Assigns an expression or an operand to a left side.
    pub(super) fn assign_var(
        &mut self,
        lhs: &'a ast::Expr,
        rhs: Option<&'a ast::Expr>,
        x: Option<&mut Operand<'a>>,
        context: &str,
    ) {
        let Some(ty) = self.left_side(lhs) else {
            match (x, rhs) {
                (Some(x), _) => x.invalidate(),
                (None, Some(rhs)) => {
                    self.use_expr(rhs);
                }
                (None, None) => {}
            }
            return;
        };
        let context = match ty {
            None if context == "assignment" => "assignment to _ identifier",
            _ => context,
        };
        if let Some(x) = x {
            return self.assignment(x, ty, context);
        }
        let Some(rhs) = rhs else { return };
        let mut target = None;
        if let Some(ty) = ty
            && matches!(self.under_type(ty), Type::Signature(_))
        {
            let description: Rc<str> = Rc::from(self.expr_text(lhs));
            let signature = self.under(ty);
            target = Some(Target {
                signature,
                description,
            });
        }
        let mut x = self.expr(target.as_ref(), rhs);
        self.assignment(&mut x, ty, context);
    }

    /// The type of a left side: `Some(None)` for `_`, `None` if invalid.
    fn left_side(&mut self, lhs: &'a ast::Expr) -> Option<Option<TypeId>> {
        if lhs.unparen().as_name().is_some_and(|name| name.is_blank()) {
            return Some(None);
        }
        // Assigning to a variable does not use it.
        let saved = self.local_use(lhs);
        let x = self.expr(None, lhs);
        if let Some((object, used)) = saved {
            self.set_used(object, used);
        }
        if !x.is_valid() || !self.is_valid(x.ty) {
            return None;
        }
        if matches!(x.mode, Mode::Variable | Mode::MapIndex) {
            return Some(Some(x.ty));
        }
        let text = self.source_text(&x);
        if let Source::Expr(expr) = x.source
            && let ast::ExprKind::Selector { operand, .. } = &expr.kind
        {
            let inner = self.expr(None, operand);
            if inner.mode == Mode::MapIndex {
                let message = format!("cannot assign to struct field {text} in map");
                self.error(x.start_pos(), "UnaddressableFieldAssign", message);
                return None;
            }
        }
        let message =
            format!("cannot assign to {text} (neither addressable nor a map index expression)");
        self.error(x.start_pos(), "UnassignableOperand", message);
        None
    }

    /// `name, ok := ...`: declares the names that are new in this scope, assigns to the others.
    pub(super) fn short_var_decl(&mut self, pos: Pos, lhs: &'a [ast::Expr], rhs: &'a [ast::Expr]) {
        let top = self.delayed.len();
        let scope = self.env.scope;
        let mut seen = Vec::with_capacity(lhs.len());
        let mut vars = Vec::with_capacity(lhs.len());
        let mut new_vars = Vec::new();
        let mut has_error = false;
        for expr in lhs {
            let Some(ident) = expr.as_ident() else {
                self.use_left_side(expr);
                let message = format!("non-name {} on left side of :=", self.expr_text(expr));
                self.error(expr.start_pos(), "BadDecl", message);
                has_error = true;
                vars.push(None);
                continue;
            };
            let name = ident.name;
            if !name.is_blank() {
                if seen.contains(&name) {
                    let message = format!("{name} repeated on left side of :=");
                    self.error(expr.start_pos(), "RepeatedDecl", message);
                    has_error = true;
                    vars.push(None);
                    continue;
                }
                seen.push(name);
            }
            if let Some(other) = self.program.scopes[scope.index()].lookup(name) {
                self.record_object(ident.id, other);
                if self.object(other).as_var().is_some() {
                    vars.push(Some(other));
                } else {
                    let message = format!("cannot assign to {name}");
                    self.error(expr.start_pos(), "UnassignableOperand", message);
                    has_error = true;
                    vars.push(None);
                }
                continue;
            }
            let object = self.new_var(VarKind::Local, name, ident.pos, None);
            self.record_object(ident.id, object);
            vars.push(Some(object));
            if !name.is_blank() {
                new_vars.push(object);
            }
        }
        let blank = grus_syntax::Symbol::BLANK;
        let vars: Vec<ObjectId> = vars
            .into_iter()
            .zip(lhs)
            .map(|(var, expr)| {
                var.unwrap_or_else(|| self.new_var(VarKind::Local, blank, expr.pos, None))
            })
            .collect();
        self.init_vars(&vars, rhs, None);
        // Function literals on the right see the scope without the new variables.
        self.process_delayed(top);
        if new_vars.is_empty() && !has_error {
            let message = "no new variables on left side of :=";
            return self.error(pos, "NoNewVar", message);
        }
        for object in new_vars {
            self.declare(scope, None, object, pos);
        }
    }

    // Reports.

    /// `(int, string)` with placeholders for untyped operands.
    pub(super) fn types_summary(&mut self, types: &[TypeId], variadic: bool, dots: bool) -> String {
        let mut parts = Vec::with_capacity(types.len());
        for (index, &ty) in types.iter().enumerate() {
            let mut text = if !self.is_valid(ty) {
                "unknown type".to_string()
            } else if self.is_untyped(ty) {
                if self.is_basic(ty, BasicKind::is_numeric) {
                    "number".to_string()
                } else {
                    self.type_text(ty).replace("untyped ", "")
                }
            } else {
                self.type_text(ty)
            };
            if index + 1 == types.len() {
                if variadic {
                    if let Type::Slice(elem) = *self.program.types.get(ty) {
                        text = self.type_text(elem);
                    }
                    text = format!("...{text}");
                } else if dots {
                    text.push_str("...");
                }
            }
            parts.push(text);
        }
        format!("({})", parts.join(", "))
    }

    fn assign_error(&mut self, rhs: &'a [ast::Expr], left: usize, right: usize) {
        let (vars, values) = (measure(left, "variable"), measure(right, "value"));
        let mut message = format!("assignment mismatch: {vars} but {values}");
        if let [only] = rhs
            && let ast::ExprKind::Call(call) = &only.unparen().kind
        {
            let fun = self.expr_text(&call.fun);
            message = format!("assignment mismatch: {vars} but {fun} returns {values}");
        }
        let at = rhs.first().map_or(Pos::NONE, |first| first.start_pos());
        self.error(at, "WrongAssignCount", message);
    }

    fn return_error(&mut self, pos: Pos, results: &[ObjectId], values: &[Operand<'a>]) {
        let (at, quantity) = if values.len() > results.len() {
            (values[results.len()].start_pos(), "too many")
        } else {
            (values.last().map_or(pos, Operand::start_pos), "not enough")
        };
        let have: Vec<TypeId> = values.iter().map(|value| value.ty).collect();
        let want: Vec<TypeId> = results
            .iter()
            .map(|&result| self.object(result).spelled)
            .collect();
        let have = self.types_summary(&have, false, false);
        let want = self.types_summary(&want, false, false);
        let message = format!("{quantity} return values");
        let diagnostic = Diagnostic::error(at, Code("WrongResultCount"), message)
            .with_related(Pos::NONE, format!("have {have}"))
            .with_related(Pos::NONE, format!("want {want}"));
        self.report(diagnostic);
    }
}

fn is_single_call(rhs: &[ast::Expr]) -> bool {
    matches!(rhs, [only] if matches!(only.unparen().kind, ast::ExprKind::Call(_)))
}
