//! Arithmetic, string concatenation, shifts, addresses and receives.
//!
//! In: unary and binary expressions. Out: rvalues.
//! Spec: "Operators", "Arithmetic operators", "Address operators", "Receive operator".

use grus_mir::*;
use grus_syntax::ast::{self, Expr, ExprKind};
use grus_types::TypeId;

use crate::function::Builder;
use crate::type_query::is_string;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn binary_expression(
        &mut self,
        expr: &'ast Expr,
        op: ast::BinaryOp,
        lhs: &'ast Expr,
        rhs: &'ast Expr,
    ) -> Rvalue {
        if matches!(op, ast::BinaryOp::AndAnd | ast::BinaryOp::OrOr) {
            return self.logical_value(expr);
        }
        if op.is_comparison() {
            return self.comparison(expr, op, lhs, rhs);
        }
        let ty = self.type_of(expr);
        if op.is_shift() {
            let value = self.operand_as(lhs, ty);
            let count = self.shift_count(rhs);
            return Rvalue::Binary(binary_operator(op), value, count);
        }
        if is_string(self.types(), ty) {
            return self.concatenation(expr, ty);
        }
        let left = self.operand_as(lhs, ty);
        let right = self.operand_as(rhs, ty);
        Rvalue::Binary(binary_operator(op), left, right)
    }

    /// A shift count; constants become `uint`.
    pub fn shift_count(&mut self, expr: &'ast Expr) -> Operand {
        match self.info().constant(expr.id).cloned() {
            Some(value) => self.constant_operand(&value, TypeId::UINT),
            None => self.operand(expr),
        }
    }

    /// `a + b + c` of strings, in one operation.
    fn concatenation(&mut self, expr: &'ast Expr, ty: TypeId) -> Rvalue {
        let text = self.expression_text(expr);
        let site = self.site(SiteKind::StringConcat, expr.pos, text, true);
        let mut operands = Vec::new();
        self.concatenated(expr, ty, &mut operands);
        Rvalue::StringConcat { operands, site }
    }

    fn concatenated(&mut self, expr: &'ast Expr, ty: TypeId, operands: &mut Vec<Operand>) {
        let inner = expr.unparen();
        let whole =
            self.hoisted.contains_key(&inner.id) || self.info().constant(inner.id).is_some();
        match &inner.kind {
            ExprKind::Binary {
                op: ast::BinaryOp::Add,
                lhs,
                rhs,
            } if !whole => {
                self.concatenated(lhs, ty, operands);
                self.concatenated(rhs, ty, operands);
            }
            _ => operands.push(self.operand_as(inner, ty)),
        }
    }

    pub fn unary(&mut self, expr: &'ast Expr, op: ast::UnaryOp, operand: &'ast Expr) -> Rvalue {
        let ty = self.type_of(expr);
        let simple = match op {
            ast::UnaryOp::Negate => UnaryOp::Negate,
            ast::UnaryOp::Complement => UnaryOp::Complement,
            ast::UnaryOp::Not => UnaryOp::Not,
            ast::UnaryOp::AddressOf => return self.address_operator(expr, operand),
            ast::UnaryOp::Receive => {
                let channel = self.operand(operand);
                return Rvalue::ChannelReceive {
                    channel,
                    comma_ok: false,
                };
            }
            ast::UnaryOp::Plus | ast::UnaryOp::Tilde => return self.rvalue_as(operand, ty),
        };
        Rvalue::Unary(simple, self.operand_as(operand, ty))
    }

    /// `&x` and `&T{...}`.
    fn address_operator(&mut self, expr: &'ast Expr, operand: &'ast Expr) -> Rvalue {
        let inner = operand.unparen();
        if let ExprKind::CompositeLit(_) = &inner.kind {
            let text = self.expression_text(expr);
            let pointer = self.new_composite(inner, expr.pos, text);
            return Rvalue::Use(pointer);
        }
        let place = self.place(inner);
        self.note_address(expr);
        Rvalue::Use(self.address_of(place))
    }
}

/// The MIR operator of an arithmetic operator.
pub(crate) fn binary_operator(op: ast::BinaryOp) -> BinaryOp {
    match op {
        ast::BinaryOp::Sub => BinaryOp::Subtract,
        ast::BinaryOp::Mul => BinaryOp::Multiply,
        ast::BinaryOp::Div => BinaryOp::Divide,
        ast::BinaryOp::Rem => BinaryOp::Remainder,
        ast::BinaryOp::And => BinaryOp::And,
        ast::BinaryOp::Or => BinaryOp::Or,
        ast::BinaryOp::Xor => BinaryOp::Xor,
        ast::BinaryOp::AndNot => BinaryOp::AndNot,
        ast::BinaryOp::Shl => BinaryOp::ShiftLeft,
        ast::BinaryOp::Shr => BinaryOp::ShiftRight,
        _ => BinaryOp::Add,
    }
}
