//! Range clauses.
//!
//! Spec: "For statements with range clause".

use grus_syntax::{Symbol, ast};

use super::Checker;
use super::operand::Operand;
use crate::info::Mode;
use crate::objects::*;
use crate::types::*;

/// The iteration values of a range expression.
struct RangeTypes {
    key: Option<TypeId>,
    value: Option<TypeId>,
}

impl<'a> Checker<'_, 'a> {
    pub(super) fn range_stmt(
        &mut self,
        stmt: &'a ast::Stmt,
        clause: &'a ast::RangeClause,
        body: &'a ast::Block,
    ) {
        let (key, value) = (clause.lhs.first(), clause.lhs.get(1));
        self.env.has_call_or_receive = false;
        let mut x = self.expr(None, &clause.operand);
        if x.is_valid() && value.is_none() && !self.env.has_call_or_receive {
            self.record_constant_length(&x, &clause.operand);
        }
        let types = if x.is_valid() {
            self.checked_range_types(&x, clause)
        } else {
            RangeTypes {
                key: None,
                value: None,
            }
        };
        self.open_scope();
        let over_integer = x.is_valid() && self.is_basic(x.ty, BasicKind::is_integer);
        let rhs = [types.key, types.value];
        if clause.define {
            self.declare_iteration_vars(stmt, clause, &mut x, rhs, over_integer);
        } else if key.is_some() {
            self.assign_iteration_vars(clause, &mut x, rhs, over_integer);
        } else if over_integer {
            // The integer gets its type even if nobody looks at it.
            self.assignment(&mut x, None, "range clause");
        }
        self.block(body);
        self.close_scope();
    }

    /// spec: "if at most one iteration variable is present and x or len(x) is constant, the range
    /// expression is not evaluated": then the expression stands for its length.
    fn record_constant_length(&mut self, x: &Operand<'a>, expr: &'a ast::Expr) {
        let under = self.under(x.ty);
        let array = self.array_behind_pointer(under);
        if let Type::Array { len, .. } = *self.program.types.get(array) {
            let id = expr.unparen().id;
            self.program.info.constant_ranges.insert(id, len);
        }
    }

    fn checked_range_types(&mut self, x: &Operand<'a>, clause: &'a ast::RangeClause) -> RangeTypes {
        let (key, value) = (clause.lhs.first(), clause.lhs.get(1));
        let code = "InvalidIterVar";
        match self.range_types(x.ty) {
            Err(cause) => {
                let text = self.operand_text(x);
                let detail = if cause.is_empty() {
                    String::new()
                } else {
                    format!(": {cause}")
                };
                let message = format!("cannot range over {text}{detail}");
                self.error(x.start_pos(), "InvalidRangeExpr", message);
                RangeTypes {
                    key: Some(TypeId::INVALID),
                    value: Some(TypeId::INVALID),
                }
            }
            Ok(types) => {
                if let (None, Some(key)) = (types.key, key) {
                    let text = self.operand_text(x);
                    let message = format!("range over {text} permits no iteration variables");
                    self.error(key.start_pos(), code, message);
                } else if let (None, Some(value)) = (types.value, value) {
                    let text = self.operand_text(x);
                    let message = format!("range over {text} permits only one iteration variable");
                    self.error(value.start_pos(), code, message);
                } else if let Some(extra) = clause.lhs.get(2) {
                    let message = "range clause permits at most two iteration variables";
                    self.error(extra.start_pos(), code, message);
                }
                types
            }
        }
    }

    /// Types of the iteration values, or why the type cannot be ranged over.
    fn range_types(&mut self, ty: TypeId) -> Result<RangeTypes, String> {
        let under = self.common_under_if(ty, |checker, specific| {
            let (ty, under) = specific?;
            match checker.program.types.get(under) {
                Type::Chan {
                    dir: ChanDir::SendOnly,
                    ..
                } => Some(format!(
                    "receive from send-only channel {}",
                    checker.type_text(ty)
                )),
                _ => None,
            }
        })?;
        let ok = |key: Option<TypeId>, value: Option<TypeId>| Ok(RangeTypes { key, value });
        let array = self.array_behind_pointer(under);
        match self.program.types.get(array).clone() {
            Type::Basic(kind) if kind.is_string() => ok(Some(TypeId::INT), Some(TypeId::RUNE)),
            Type::Basic(kind) if kind.is_integer() => {
                if !self.allow_version(22) {
                    return Err("requires go1.22 or later".to_string());
                }
                ok(Some(ty), None)
            }
            Type::Array { elem, .. } | Type::Slice(elem) => ok(Some(TypeId::INT), Some(elem)),
            Type::Map { key, elem } => ok(Some(key), Some(elem)),
            Type::Chan { elem, .. } => ok(Some(elem), None),
            Type::Signature(signature) => self.iterator_types(&signature),
            _ => Err(String::new()),
        }
    }

    /// spec: "function, 0 values: f func(func() bool); 1 value: func(func(x V) bool); 2 values:
    /// func(func(x K, y V) bool)".
    fn iterator_types(&mut self, signature: &Signature) -> Result<RangeTypes, String> {
        const PREFIX: &str = "func must be func(yield func(...) bool): ";
        if !self.allow_version(23) {
            return Err("requires go1.23 or later".to_string());
        }
        let bad = |problem: &str| Err(format!("{PREFIX}{problem}"));
        let [param] = signature.params.as_slice() else {
            return bad("wrong argument count");
        };
        if !signature.results.is_empty() {
            return bad("unexpected results");
        }
        let yield_under = match self.common_under(param.ty) {
            Ok(under) => under,
            Err(cause) => return bad(&format!("in yield type, {cause}")),
        };
        let Type::Signature(yields) = self.program.types.get(yield_under).clone() else {
            return bad("argument is not func");
        };
        if yields.params.len() > 2 {
            return bad("yield func has too many parameters");
        }
        let result = match yields.results.as_slice() {
            [one] => Some(one.ty),
            _ => None,
        };
        if !result.is_some_and(|ty| self.identical(ty, TypeId::BOOL)) {
            return bad(
                if result.is_some_and(|ty| self.is_basic(ty, BasicKind::is_boolean)) {
                    "yield func returns user-defined boolean, not bool"
                } else {
                    "yield func does not return bool"
                },
            );
        }
        if yields.variadic {
            let text = self.type_text(yield_under);
            return Err(format!("yield func of type {text} cannot be variadic"));
        }
        Ok(RangeTypes {
            key: yields.params.first().map(|param| param.ty),
            value: yields.params.get(1).map(|param| param.ty),
        })
    }

    fn declare_iteration_vars(
        &mut self,
        stmt: &'a ast::Stmt,
        clause: &'a ast::RangeClause,
        x: &mut Operand<'a>,
        rhs: [Option<TypeId>; 2],
        over_integer: bool,
    ) {
        let mut vars = Vec::new();
        for (expr, ty) in clause.lhs.iter().zip(rhs) {
            let object = match expr.as_ident() {
                Some(ident) => {
                    let object = self.new_var(VarKind::Local, ident.name, ident.pos, None);
                    self.record_object(ident.id, object);
                    if !ident.name.is_blank() {
                        vars.push(object);
                    }
                    object
                }
                None => {
                    let message = format!("cannot declare {}", self.expr_text(expr));
                    self.error(expr.start_pos(), "InvalidSyntaxTree", message);
                    self.new_var(VarKind::Local, Symbol::BLANK, expr.pos, None)
                }
            };
            let Some(ty) = ty.filter(|&ty| ty.is_valid()) else {
                self.set_object_type(object, TypeId::INVALID);
                // There has been an error already.
                self.set_used(object, true);
                continue;
            };
            if over_integer {
                self.init_var(object, x, "range clause");
            } else {
                let mut value = Operand::of_expr(expr, Mode::Value, ty);
                self.init_var(object, &mut value, "assignment");
            }
        }
        if vars.is_empty() {
            let message = "no new variables on left side of :=";
            return self.error(stmt.start_pos(), "NoNewVar", message);
        }
        let scope = self.env.scope;
        for var in vars {
            self.declare(scope, None, var, clause.pos);
        }
    }

    fn assign_iteration_vars(
        &mut self,
        clause: &'a ast::RangeClause,
        x: &mut Operand<'a>,
        rhs: [Option<TypeId>; 2],
        over_integer: bool,
    ) {
        for (expr, ty) in clause.lhs.iter().zip(rhs) {
            let Some(ty) = ty.filter(|&ty| ty.is_valid()) else {
                continue;
            };
            if !over_integer {
                let mut value = Operand::of_expr(expr, Mode::Value, ty);
                self.assign_var(expr, None, Some(&mut value), "assignment");
                continue;
            }
            self.assign_var(expr, None, Some(x), "range clause");
            // The assignment converts an untyped integer to the variable's type.
            if x.is_valid() && !self.is_basic(x.ty, BasicKind::is_integer) {
                let ty = self.type_text(x.ty);
                let message = format!("cannot use iteration variable of type {ty}");
                self.error(expr.start_pos(), "InvalidRangeExpr", message);
            }
        }
    }
}
