//! Slice expressions.
//!
//! In: `x[a:b:c]`. Out: an rvalue over a string, a slice or the address of an array.
//! Spec: "Slice expressions".

use grus_mir::*;
use grus_syntax::ast::{Expr, SliceExpr};

use crate::function::Builder;
use crate::type_query::is_array;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn slice(&mut self, _expr: &'ast Expr, slice: &'ast SliceExpr) -> Rvalue {
        let ty = self.type_of(&slice.operand);
        let operand = if is_array(self.types(), ty) {
            let place = self.place(&slice.operand);
            self.address_of(place)
        } else {
            self.operand(&slice.operand)
        };
        let mut bound =
            |bound: &'ast Option<Expr>| bound.as_ref().map(|index| self.index_operand(index));
        let (low, high, max) = (bound(&slice.low), bound(&slice.high), bound(&slice.max));
        Rvalue::Slice {
            operand,
            low,
            high,
            max,
        }
    }
}
