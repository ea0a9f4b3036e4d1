//! Evaluation order.
//!
//! In: the expressions of one statement. Out: temporaries for the parts that must be evaluated before
//! others, in `Builder::hoisted`; the rest is then lowered without side effects in between.
//!
//! spec (Order of evaluation): "all function calls, method calls, receive operations, and binary
//! logical operations are evaluated in lexical left-to-right order." gc evaluates these (and a few
//! operations that end as runtime calls) first, into temporaries, and reads variables, fields,
//! elements and map entries afterwards. Programs can observe that, so we do exactly the same.
//! Invariant: nothing is hoisted out of an operand that is evaluated conditionally.
//! Follows cmd/compile/internal/walk/order.go.

use grus_mir::Operand;
use grus_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use grus_types::{BuiltinKind, Mode};

use crate::analysis::walk::for_each_operand;
use crate::function::Builder;
use crate::type_query::is_map;

impl<'ast> Builder<'_, '_, 'ast> {
    /// To be called with all expressions of a statement, in order, before any is lowered.
    pub fn prepare(&mut self, exprs: &[&'ast Expr]) {
        if exprs.iter().any(|expr| self.has_effects(expr)) {
            for expr in exprs {
                self.hoist(expr);
            }
        }
    }

    /// The same for a statement that uses the value of one expression directly.
    pub fn prepare_operands(&mut self, expr: &'ast Expr) {
        let mut effects = false;
        for_each_operand(expr, &mut |operand| effects |= self.has_effects(operand));
        if effects {
            self.hoist_operands(expr);
        }
    }

    /// Several expressions of which the last is used directly.
    pub fn prepare_with_last(&mut self, exprs: &[&'ast Expr], last: &'ast Expr) {
        let before = exprs.iter().any(|expr| self.has_effects(expr));
        if before || self.has_effects(last) {
            for expr in exprs {
                self.hoist(expr);
            }
            self.hoist_operands(last);
        }
    }

    /// Whether evaluating the expression may run other code or change memory.
    pub fn has_effects(&self, expr: &Expr) -> bool {
        if self.hoisted.contains_key(&expr.id) || self.info().constant(expr.id).is_some() {
            return false;
        }
        match &expr.kind {
            ExprKind::Call(call) => match self.info().type_and_value(call.fun.unparen().id).mode {
                Mode::TypeExpr => call.args.iter().any(|arg| self.has_effects(arg)),
                Mode::Builtin(kind) if is_pure(kind) => {
                    call.args.iter().any(|arg| self.has_effects(arg))
                }
                _ => true,
            },
            ExprKind::Unary {
                op: UnaryOp::Receive,
                ..
            } => true,
            _ => {
                let mut effects = false;
                for_each_operand(expr, &mut |operand| effects |= self.has_effects(operand));
                effects
            }
        }
    }

    fn hoist_operands(&mut self, expr: &'ast Expr) {
        match &expr.kind {
            // The right operand may not be evaluated at all.
            ExprKind::Binary {
                op: BinaryOp::AndAnd | BinaryOp::OrOr,
                ..
            } => {}
            ExprKind::Paren(inner) => self.hoist_operands(inner),
            // A map literal evaluates and stores one entry after the other.
            ExprKind::CompositeLit(_) if self.is_map_literal(expr) => {}
            ExprKind::CompositeLit(literal) => {
                for element in &literal.elements {
                    match &element.kind {
                        ExprKind::KeyValue { value, .. } => self.hoist(value),
                        _ => self.hoist(element),
                    }
                }
            }
            _ => {
                let mut operands = Vec::new();
                for_each_operand(expr, &mut |operand| operands.push(operand));
                operands.into_iter().for_each(|operand| self.hoist(operand));
            }
        }
    }

    fn is_map_literal(&mut self, expr: &Expr) -> bool {
        let ty = self.type_of(expr);
        is_map(self.types(), ty)
    }

    /// Evaluates what may not be delayed.
    fn hoist(&mut self, expr: &'ast Expr) {
        if let ExprKind::Paren(inner) = &expr.kind {
            return self.hoist(inner);
        }
        if self.hoisted.contains_key(&expr.id) || self.info().constant(expr.id).is_some() {
            return;
        }
        self.hoist_operands(expr);
        if self.is_eager(expr) {
            let operand = self.operand(expr);
            let operand = match operand {
                Operand::Copy(place) if place.as_local().is_some() => Operand::Copy(place),
                other => self.copy(other),
            };
            self.hoisted.insert(expr.id, operand);
        }
    }

    /// The operations whose results gc keeps in temporaries.
    fn is_eager(&mut self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Call(call) => {
                let fun = self.info().type_and_value(call.fun.unparen().id);
                match fun.mode {
                    Mode::TypeExpr => self.is_allocating_conversion(expr),
                    Mode::Builtin(kind) => !matches!(
                        kind,
                        BuiltinKind::UnsafeAdd
                            | BuiltinKind::UnsafeSlice
                            | BuiltinKind::UnsafeSliceData
                            | BuiltinKind::UnsafeString
                            | BuiltinKind::UnsafeStringData
                    ),
                    _ => true,
                }
            }
            ExprKind::Unary { op, .. } => *op == UnaryOp::Receive,
            ExprKind::Binary { op, .. } => matches!(op, BinaryOp::AndAnd | BinaryOp::OrOr),
            ExprKind::Slice(_) | ExprKind::TypeAssert { .. } => true,
            ExprKind::CompositeLit(_) => self.is_map_literal(expr) && self.has_effects(expr),
            _ => false,
        }
    }

    /// `[]byte(s)` and `[]rune(s)`.
    fn is_allocating_conversion(&mut self, expr: &Expr) -> bool {
        let ty = self.type_of(expr);
        let ExprKind::Call(call) = &expr.kind else {
            return false;
        };
        let Some(argument) = call.args.first() else {
            return false;
        };
        let from = self.type_of(argument);
        let types = self.types();
        crate::type_query::is_slice(types, ty) && crate::type_query::is_string(types, from)
    }
}

/// Builtins without effects of their own.
fn is_pure(kind: BuiltinKind) -> bool {
    use BuiltinKind::*;
    matches!(
        kind,
        Cap | Complex
            | Imag
            | Len
            | Make
            | Max
            | Min
            | New
            | Real
            | UnsafeAdd
            | UnsafeAlignof
            | UnsafeOffsetof
            | UnsafeSizeof
            | UnsafeSlice
            | UnsafeSliceData
            | UnsafeString
            | UnsafeStringData
    )
}
