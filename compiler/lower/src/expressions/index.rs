//! Index expressions and function instances.
//!
//! In: `x[i]`, `f[T]`. Out: rvalues.
//! Spec: "Index expressions", "Instantiations".

use grus_mir::*;
use grus_syntax::ast::{Expr, ExprKind};
use grus_types::{Mode, Type, TypeId};

use crate::function::Builder;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn index(
        &mut self,
        expr: &'ast Expr,
        operand: &'ast Expr,
        indices: &'ast [Expr],
    ) -> Rvalue {
        let first_is_type = indices
            .first()
            .is_none_or(|index| self.info().type_and_value(index.id).mode == Mode::TypeExpr);
        if first_is_type {
            return self.function_instance(expr, operand);
        }
        let ty = self.type_of(operand);
        match *self.types().underlying_type(ty) {
            Type::Map { key, .. } => {
                let map = self.operand(operand);
                let key = self.operand_as(&indices[0], key);
                Rvalue::MapGet {
                    map,
                    key,
                    comma_ok: false,
                }
            }
            Type::Basic(_) => {
                let base = self.operand(operand);
                let base = self.operand_place(base);
                let index = self.index_operand(&indices[0]);
                let place = base.project(Projection::Index {
                    index,
                    checked: false,
                });
                Rvalue::Use(Operand::Copy(place))
            }
            _ => Rvalue::Use(Operand::Copy(self.place(expr))),
        }
    }

    /// `f[int]` or `p.f[int]`.
    fn function_instance(&mut self, expr: &'ast Expr, operand: &'ast Expr) -> Rvalue {
        let ty = self.type_of(expr);
        match self.instantiated_function(operand) {
            Some(function) => Rvalue::Use(Operand::Constant(Constant::Function(function), ty)),
            None => {
                let selector = operand.unparen();
                match &selector.kind {
                    ExprKind::Selector { .. } => self.rvalue(selector),
                    _ => Rvalue::Use(self.zero(ty)),
                }
            }
        }
    }

    /// The function instance that a name or qualified identifier denotes.
    pub fn instantiated_function(&mut self, operand: &Expr) -> Option<FunctionId> {
        let operand = operand.unparen();
        let id = match &operand.kind {
            ExprKind::Name(_) => operand.id,
            ExprKind::Selector { name, .. }
                if !self.info().selections.contains_key(&operand.id) =>
            {
                name.id
            }
            _ => return None,
        };
        let object = self.info().object_of(id)?;
        self.lowerer.program.object(object).as_func()?;
        Some(self.function_named(object, id))
    }

    /// `v, ok = m[k]`.
    pub fn map_get_ok(&mut self, operand: &'ast Expr, index: &'ast Expr) -> Rvalue {
        let ty = self.type_of(operand);
        let key = self.types().map_key(ty).unwrap_or(TypeId::INVALID);
        let map = self.operand(operand);
        let key = self.operand_as(index, key);
        Rvalue::MapGet {
            map,
            key,
            comma_ok: true,
        }
    }
}
