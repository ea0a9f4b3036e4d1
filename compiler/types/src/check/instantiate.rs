//! Instantiated types, and checking that type arguments satisfy their constraints.
//!
//! Spec: "Instantiations", "Satisfying a type constraint".

use grus_syntax::{Pos, ast};

use super::{Action, Checker};
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// `T[A, B]` as a type.
    pub(super) fn instantiated_type(
        &mut self,
        generic: &'a ast::Expr,
        args: &'a [ast::Expr],
    ) -> TypeId {
        let (ty, cause) = self.generic_type(generic);
        if let Some(cause) = cause {
            let refs: Vec<&ast::Expr> = args.iter().collect();
            let (text, list) = (self.expr_text(generic), self.expr_list_text(&refs));
            let message = format!("invalid operation: {text}{list} ({cause})");
            self.error(generic.start_pos(), "NotAGenericType", message);
        }
        if !self.is_valid(ty) {
            return TypeId::INVALID;
        }
        let Some(types) = self.type_list(args) else {
            return TypeId::INVALID;
        };
        let instance = match *self.program.types.get(ty) {
            Type::Named(id) => {
                self.types().instantiation_pos = generic.pos;
                let instance = self.types().instance(id, types.clone(), Vec::new());
                self.program.types.named(instance).type_id
            }
            Type::Alias(id) => {
                let alias = self.program.types.alias(id);
                let (name, want) = (alias.name, alias.type_params.len());
                if !self.check_arg_count(generic.pos, name.as_str(), want, types.len()) {
                    return TypeId::INVALID;
                }
                let instance = self.types().alias_instance(id, types.clone());
                self.program.types.alias(instance).type_id
            }
            _ => return TypeId::INVALID,
        };
        // The declaration of the generic type may not be complete yet.
        self.later(Action::TypeInstance {
            expr: generic,
            args: types,
            exprs: args.iter().collect(),
            ty: instance,
        });
        instance
    }

    fn check_arg_count(&mut self, pos: Pos, name: &str, want: usize, got: usize) -> bool {
        let quantity = match got.cmp(&want) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Greater => "too many",
            std::cmp::Ordering::Equal => return true,
        };
        let message = format!("{quantity} type arguments for type {name}: have {got}, want {want}");
        self.error(pos, "WrongTypeArgCount", message);
        false
    }

    /// The delayed part of a type instantiation.
    pub(super) fn verify_type_instance(
        &mut self,
        expr: &'a ast::Expr,
        args: &[TypeId],
        exprs: &[&'a ast::Expr],
        ty: TypeId,
    ) {
        self.record_instance(expr, args, ty);
        let (name, params) = match *self.program.types.get(ty) {
            Type::Named(id) => {
                let named = self.program.types.named(id);
                let origin = named.origin.unwrap_or(id);
                (
                    named.name,
                    self.program.types.named(origin).type_params.clone(),
                )
            }
            Type::Alias(id) => {
                // The origin's parameters: those of the alias declared with the same object.
                let alias = self.program.types.alias(id);
                let object = alias.object;
                let params = self.alias_params(object);
                (self.program.types.alias(id).name, params)
            }
            _ => return,
        };
        if self.check_arg_count(expr.pos, name.as_str(), params.len(), args.len()) {
            self.verify_instance(expr.pos, &params, args, exprs);
        }
    }

    fn alias_params(&self, object: crate::objects::ObjectId) -> Vec<TypeParamId> {
        let ty = self.object(object).spelled;
        match *self.program.types.get(ty) {
            Type::Alias(id) => self.program.types.alias(id).type_params.clone(),
            _ => Vec::new(),
        }
    }

    /// The delayed part of a function instantiation.
    pub(super) fn verify_func_instance(
        &mut self,
        pos: Pos,
        params: &[TypeParamId],
        args: &[TypeId],
        exprs: &[&'a ast::Expr],
    ) {
        self.verify_instance(pos, params, args, exprs);
    }

    fn verify_instance(
        &mut self,
        pos: Pos,
        params: &[TypeParamId],
        args: &[TypeId],
        exprs: &[&'a ast::Expr],
    ) {
        match self.unsatisfied(params, args) {
            Some((index, cause)) => {
                let at = exprs.get(index).map_or(pos, |expr| expr.start_pos());
                self.error(at, "InvalidTypeArg", cause);
            }
            None => {
                let positions: Vec<Pos> = exprs.iter().map(|expr| expr.start_pos()).collect();
                self.record_mono_instance(pos, params, args, &positions);
            }
        }
    }

    /// The first type argument that does not satisfy its constraint, and why.
    fn unsatisfied(&mut self, params: &[TypeParamId], args: &[TypeId]) -> Option<(usize, String)> {
        let map: Vec<_> = params.iter().copied().zip(args.iter().copied()).collect();
        for (index, (&param, &arg)) in params.iter().zip(args).enumerate() {
            let bound = self.types().constraint_interface(param);
            let bound = self.types().subst(bound, &map);
            let mut cause = String::new();
            if !self.implements(arg, bound, true, Some(&mut cause)) {
                return Some((index, cause));
            }
        }
        None
    }
}
