//! Type assertions.
//!
//! In: `x.(T)`. Out: an rvalue; with `comma_ok` a tuple.
//! Spec: "Type assertions".

use grus_mir::Rvalue;
use grus_syntax::ast::Expr;
use grus_types::TypeId;

use crate::function::Builder;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn type_assertion(&mut self, operand: &'ast Expr, to: TypeId, comma_ok: bool) -> Rvalue {
        let from = self.type_of(operand);
        if self.is_interface(to) {
            self.lowerer.note_interface(to);
        }
        let operand = self.operand(operand);
        Rvalue::TypeAssert {
            operand,
            from,
            to,
            comma_ok,
        }
    }
}
