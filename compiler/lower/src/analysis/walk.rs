//! Walking syntax trees: the children of expressions in evaluation order.
//!
//! In: a node. Out: calls of the visitor for each direct child expression.
//! Invariants: function literals are not entered; type operands are visited like any expression.

use grus_syntax::ast::{Expr, ExprKind};

/// Calls `visit` for each direct operand of an expression. The keys of composite literals are
/// visited too: callers that must not see the field names of struct literals handle those literals
/// themselves.
pub(crate) fn for_each_operand<'ast>(expr: &'ast Expr, visit: &mut dyn FnMut(&'ast Expr)) {
    match &expr.kind {
        ExprKind::CompositeLit(literal) => literal.elements.iter().for_each(visit),
        ExprKind::KeyValue { key, value } => {
            visit(key);
            visit(value);
        }
        ExprKind::Paren(operand)
        | ExprKind::Selector { operand, .. }
        | ExprKind::TypeAssert { operand, .. }
        | ExprKind::Unary { operand, .. }
        | ExprKind::Star(operand) => visit(operand),
        ExprKind::Index { operand, indices } => {
            visit(operand);
            indices.iter().for_each(visit);
        }
        ExprKind::Slice(slice) => {
            visit(&slice.operand);
            for bound in [&slice.low, &slice.high, &slice.max].into_iter().flatten() {
                visit(bound);
            }
        }
        ExprKind::Call(call) => {
            visit(&call.fun);
            call.args.iter().for_each(visit);
        }
        ExprKind::Binary { lhs, rhs, .. } => {
            visit(lhs);
            visit(rhs);
        }
        ExprKind::Bad
        | ExprKind::Name(_)
        | ExprKind::BasicLit(_)
        | ExprKind::FuncLit(_)
        | ExprKind::TypeSwitchGuard(_)
        | ExprKind::ArrayType { .. }
        | ExprKind::SliceType(_)
        | ExprKind::DotsType(_)
        | ExprKind::StructType(_)
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => {}
    }
}
