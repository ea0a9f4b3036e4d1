//! Side-table entries that are more than a type: comma-ok tuples, builtin signatures, selections.

use grus_syntax::ast;

use super::Checker;
use super::operand::Operand;
use crate::info::{Mode, Selection};
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// Gives a comma-ok expression the pair of its types.
    pub(super) fn record_comma_ok(&mut self, mut expr: &'a ast::Expr, values: &[Operand<'a>]) {
        let [value, ok] = values else { return };
        if !value.is_valid() {
            return;
        }
        let tuple = self.types().tuple_of(&[value.ty, ok.ty]);
        loop {
            self.program.info.set_type(expr.id, tuple);
            let ast::ExprKind::Paren(inner) = &expr.kind else {
                return;
            };
            expr = inner;
        }
    }

    /// Gives the name of a called builtin the signature of this call.
    pub(super) fn record_builtin(
        &mut self,
        mut fun: &'a ast::Expr,
        mode: Mode,
        params: &[TypeId],
        result: Option<TypeId>,
        variadic: bool,
    ) {
        let params: Vec<TypeId> = params
            .iter()
            .map(|&ty| self.program.types.default_type(ty))
            .collect();
        let results: Vec<TypeId> = result.into_iter().collect();
        let signature = self.types().signature_of(&params, &results, variadic);
        loop {
            self.record_type_and_value(fun.id, mode, signature, None);
            let ast::ExprKind::Paren(inner) = &fun.kind else {
                return;
            };
            fun = inner;
        }
    }

    pub(super) fn record_selection(&mut self, expr: &'a ast::Expr, selection: Selection) {
        self.program.info.record_selection(expr.id, selection);
    }
}
