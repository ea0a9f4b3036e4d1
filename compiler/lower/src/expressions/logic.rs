//! Boolean control flow: `&&`, `||`, `!` and conditions.
//!
//! In: boolean expressions. Out: branches, or a temporary that holds the value.
//! Invariant: the right operand is evaluated only if the left one does not decide.
//! Spec: "Logical operators".

use grus_mir::{BlockId, Operand, Place, Rvalue};
use grus_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use grus_types::Value;

use crate::function::Builder;

impl<'ast> Builder<'_, '_, 'ast> {
    /// Jumps to `then` or `otherwise`.
    pub fn condition(&mut self, expr: &'ast Expr, then: BlockId, otherwise: BlockId) {
        if self.hoisted.contains_key(&expr.id) || self.info().constant(expr.id).is_some() {
            let operand = self.operand(expr);
            return self.branch(operand, then, otherwise);
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.condition(inner, then, otherwise),
            ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => {
                self.condition(operand, otherwise, then);
            }
            ExprKind::Binary {
                op: op @ (BinaryOp::AndAnd | BinaryOp::OrOr),
                lhs,
                rhs,
            } => match (self.decided(lhs), *op == BinaryOp::OrOr) {
                (Some(value), deciding) if value == deciding => {
                    self.condition(lhs, then, otherwise);
                }
                (Some(_), _) if self.is_constant(lhs) => self.condition(rhs, then, otherwise),
                (_, deciding) => {
                    let middle = self.new_block();
                    match deciding {
                        true => self.condition(lhs, then, middle),
                        false => self.condition(lhs, middle, otherwise),
                    }
                    self.switch_to(middle);
                    self.condition(rhs, then, otherwise);
                }
            },
            _ => {
                self.prepare_operands(expr);
                let operand = self.operand(expr);
                self.at(expr.pos, |b| b.branch(operand, then, otherwise));
            }
        }
    }

    pub fn is_constant(&self, expr: &Expr) -> bool {
        self.info().constant(expr.id).is_some()
    }

    /// What a condition is for sure, since constants in it decide; evaluating it may have effects.
    pub fn decided(&self, expr: &Expr) -> Option<bool> {
        if let Some(Value::Bool(value)) = self.info().constant(expr.id) {
            return Some(*value);
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.decided(inner),
            ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => self.decided(operand).map(|value| !value),
            ExprKind::Binary { op, lhs, rhs } => {
                // The value of an operand that decides.
                let deciding = match op {
                    BinaryOp::AndAnd => false,
                    BinaryOp::OrOr => true,
                    _ => return None,
                };
                let (lhs, rhs) = (self.decided(lhs), self.decided(rhs));
                if lhs == Some(deciding) || rhs == Some(deciding) {
                    return Some(deciding);
                }
                (lhs.is_some() && rhs.is_some()).then_some(!deciding)
            }
            _ => None,
        }
    }

    /// The value of `a && b` or `a || b`.
    pub fn logical_value(&mut self, expr: &'ast Expr) -> Rvalue {
        let ty = self.type_of(expr);
        let result = self.temporary(ty);
        let (yes, no, end) = (self.new_block(), self.new_block(), self.new_block());
        self.condition(expr, yes, no);
        for (block, value) in [(yes, true), (no, false)] {
            self.switch_to(block);
            let constant = grus_mir::Constant::Bool(value);
            self.assign(
                Place::local(result),
                Rvalue::Use(Operand::Constant(constant, ty)),
            );
            self.goto(end);
        }
        self.switch_to(end);
        Rvalue::Use(Operand::local(result))
    }
}
