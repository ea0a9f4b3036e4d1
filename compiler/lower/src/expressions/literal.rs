//! Function literals.
//!
//! In: `func(...) {...}`. Out: closures; the bodies are lowered later (see `closure`).
//! Spec: "Function literals".

use grus_mir::*;
use grus_syntax::ast::{Expr, FuncLit};

use crate::closure::ClosureKind;
use crate::function::{Builder, ClosureCode};

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn function_literal(&mut self, expr: &'ast Expr, literal: &'ast FuncLit) -> Rvalue {
        let ty = self.type_of(expr);
        let captured = self
            .group
            .facts
            .captures
            .get(&expr.id)
            .cloned()
            .unwrap_or_default();
        let code = ClosureCode::Literal(expr.id, literal);
        let pos = expr.pos;
        let signature = self.types().underlying(ty);
        let kind = ClosureKind::Literal;
        let (function, captures) =
            self.register_closure(kind, code, captured, signature, pos, literal.body.rbrace);
        let site = self.site(SiteKind::Closure, pos, "func literal", true);
        Rvalue::Closure {
            function,
            captures,
            ty,
            site,
        }
    }
}
