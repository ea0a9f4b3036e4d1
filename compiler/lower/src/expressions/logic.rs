//! Boolean control flow: `&&`, `||`, `!` and conditions.
//!
//! In: boolean expressions. Out: branches, or a temporary that holds the value.
//! Invariant: the right operand is evaluated only if the left one does not decide.
//! Spec: "Logical operators".

use grus_mir::{BlockId, Operand, Place, Rvalue};
use grus_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};

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
                op: BinaryOp::AndAnd,
                lhs,
                rhs,
            } => {
                let middle = self.new_block();
                self.condition(lhs, middle, otherwise);
                self.switch_to(middle);
                self.condition(rhs, then, otherwise);
            }
            ExprKind::Binary {
                op: BinaryOp::OrOr,
                lhs,
                rhs,
            } => {
                let middle = self.new_block();
                self.condition(lhs, then, middle);
                self.switch_to(middle);
                self.condition(rhs, then, otherwise);
            }
            _ => {
                self.prepare_operands(expr);
                let operand = self.operand(expr);
                self.at(expr.pos, |b| b.branch(operand, then, otherwise));
            }
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
