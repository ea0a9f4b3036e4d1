//! Function types, parameters and receivers.
//!
//! In: signatures of function types, declarations and literals. Out: the spelled function type, the
//! scope with the parameters, and the parameter variables.
//! Invariants: generic receivers declare their own type parameters, which stand for those of the base
//! type.
//! Spec: "Function types", "Function declarations", "Method declarations".

use std::sync::Arc;

use grus_syntax::{Pos, Symbol, ast};

use super::collect::unpack_receiver;
use super::{Action, Checker};
use crate::info::{Instance, Mode};
use crate::objects::*;
use crate::scope::ScopeId;
use crate::types::*;

/// Everything a signature declares.
pub(super) struct FuncParts {
    pub ty: TypeId,
    pub scope: ScopeId,
    pub receiver: Option<Receiver>,
    pub receiver_var: Option<ObjectId>,
    pub params: Vec<ObjectId>,
    pub results: Vec<ObjectId>,
    pub type_params: Vec<TypeParamId>,
}

impl FuncParts {
    /// The receiver's type parameters and the function's own.
    pub fn all_type_params(&self) -> Vec<TypeParamId> {
        let mut all = self
            .receiver
            .as_ref()
            .map_or(Vec::new(), |receiver| receiver.type_params.clone());
        all.extend(&self.type_params);
        all
    }
}

/// Parameters or results.
struct Params {
    idents: Vec<Option<ast::Ident>>,
    vars: Vec<ObjectId>,
    variadic: bool,
}

impl<'a> Checker<'_, 'a> {
    /// Checks a signature.
    pub(super) fn func_type(
        &mut self,
        receiver: Option<&'a ast::Field>,
        type_params: &'a [ast::Field],
        decl: &'a ast::FuncType,
    ) -> FuncParts {
        let declared = self.declared_func.take();
        self.open_scope();
        let scope = self.env.scope;
        self.program.scopes[scope.index()].is_func = true;
        let collected = receiver.map(|field| self.collect_receiver(field, decl.pos));
        let mut own_params = Vec::new();
        if !type_params.is_empty() {
            own_params = self.declare_type_params(type_params);
            if let Some(object) = declared {
                // The signature may refer to the function, instantiated.
                let generic = Signature {
                    type_params: own_params.clone(),
                    ..Signature::default()
                };
                let generic = self.types().intern(Type::Signature(Arc::new(generic)));
                self.set_object_type(object, generic);
            }
            self.bind_type_params(type_params, &own_params);
        }
        let params = self.collect_params(VarKind::Param, &decl.params);
        let results = self.collect_params(VarKind::Result, &decl.results);
        let end = decl.pos;
        let mut receiver_var = None;
        let mut receiver_data = None;
        if let (Some((var, data)), Some(field)) = (collected, receiver) {
            if let Some(name) = field.name {
                self.declare(scope, Some(name), var, end);
            }
            receiver_var = Some(var);
            receiver_data = Some(data);
        }
        self.declare_params(scope, &params, end);
        self.declare_params(scope, &results, end);
        self.close_scope();
        let signature = Signature {
            type_params: own_params.clone(),
            params: self.param_types(&params),
            results: self.param_types(&results),
            variadic: params.variadic,
        };
        FuncParts {
            ty: self.types().intern(Type::Signature(Arc::new(signature))),
            scope,
            receiver: receiver_data,
            receiver_var,
            params: params.vars,
            results: results.vars,
            type_params: own_params,
        }
    }

    fn param_types(&self, params: &Params) -> Vec<Param> {
        let idents = params.idents.iter();
        idents
            .zip(&params.vars)
            .map(|(ident, &var)| Param {
                name: ident.as_ref().map(|ident| ident.name),
                ty: self.object(var).spelled,
            })
            .collect()
    }

    fn declare_params(&mut self, scope: ScopeId, params: &Params, scope_pos: Pos) {
        for (ident, &var) in params.idents.iter().zip(&params.vars) {
            if ident.is_some() {
                self.declare(scope, *ident, var, scope_pos);
            }
        }
    }

    fn collect_params(&mut self, kind: VarKind, fields: &'a [ast::Field]) -> Params {
        let mut params = Params {
            idents: Vec::new(),
            vars: Vec::new(),
            variadic: false,
        };
        let mut ty = TypeId::INVALID;
        let mut previous: Option<&'a ast::Expr> = None;
        for (index, field) in fields.iter().enumerate() {
            let expr: &'a ast::Expr = &field.ty;
            if !previous.is_some_and(|previous| std::ptr::eq(previous, expr)) {
                previous = Some(expr);
                let mut inner = expr;
                if let ast::ExprKind::DotsType(elem) = &expr.kind {
                    inner = elem;
                    if kind == VarKind::Param && index + 1 == fields.len() {
                        params.variadic = true;
                    } else {
                        self.error(expr.start_pos(), "InvalidSyntaxTree", "invalid use of ...");
                    }
                }
                ty = self.var_type(inner);
            }
            let (name, pos) = match &field.name {
                Some(ident) => (ident.name, ident.pos),
                None => (Symbol::EMPTY, field.pos),
            };
            let var = self.new_var(kind, name, pos, Some(ty));
            if field.name.is_none() {
                self.program.info.implicits.insert(field.id, var);
            }
            params.idents.push(field.name);
            params.vars.push(var);
        }
        if params.variadic
            && let (Some(&last), Some(field)) = (params.vars.last(), fields.last())
        {
            let elem = self.object(last).spelled;
            let slice = self.types().slice_of(elem);
            self.set_object_type(last, slice);
            self.record_type_and_value(field.ty.id, Mode::TypeExpr, slice, None);
        }
        params
    }

    fn collect_receiver(&mut self, field: &'a ast::Field, scope_pos: Pos) -> (ObjectId, Receiver) {
        let parts = unpack_receiver(&field.ty);
        let mut type_params = Vec::new();
        let ty = match parts.type_params {
            None => self.plain_receiver_type(field, parts.base),
            Some(exprs) => {
                let (ty, params) =
                    self.generic_receiver_type(parts.base, exprs, parts.pointer, scope_pos);
                type_params = params;
                self.record_receiver_types(&field.ty, ty);
                ty
            }
        };
        let (name, pos) = match &field.name {
            Some(ident) => (ident.name, ident.pos),
            None => (Symbol::EMPTY, field.pos),
        };
        let var = self.new_var(VarKind::Receiver, name, pos, Some(ty));
        if field.name.is_none() {
            self.program.info.implicits.insert(field.id, var);
        }
        // The base type may not be complete yet.
        self.later(Action::Receiver(parts.base.start_pos(), ty));
        let (_, pointer) = self.program.types.deref(ty);
        (
            var,
            Receiver {
                ty,
                pointer,
                type_params,
            },
        )
    }

    fn plain_receiver_type(&mut self, field: &'a ast::Field, base: &'a ast::Expr) -> TypeId {
        let ty = self.var_type(&field.ty);
        // An alias for an instantiated type is not a base type either.
        let mut current = self.unpointer(ty);
        while let Type::Alias(id) = *self.program.types.get(current) {
            let Some(actual) = self.program.types.alias(id).actual else {
                break;
            };
            current = self.unpointer(actual);
            let instantiated = match *self.program.types.get(current) {
                Type::Named(id) => !self.program.types.named(id).type_args.is_empty(),
                Type::Alias(id) => !self.program.types.alias(id).type_args.is_empty(),
                _ => false,
            };
            if instantiated {
                let message = format!(
                    "cannot define new methods on instantiated type {}",
                    self.type_text(current)
                );
                self.error(base.start_pos(), "InvalidRecv", message);
                return TypeId::INVALID;
            }
        }
        ty
    }

    fn unpointer(&self, mut ty: TypeId) -> TypeId {
        while let Type::Pointer(base) = *self.program.types.get(ty) {
            ty = base;
        }
        ty
    }

    /// `T[P, Q]` as a receiver declares P and Q and is the instance of T with them.
    fn generic_receiver_type(
        &mut self,
        base: &'a ast::Expr,
        exprs: &'a [ast::Expr],
        pointer: bool,
        scope_pos: Pos,
    ) -> (TypeId, Vec<TypeParamId>) {
        let (generic, cause) = self.generic_type(base);
        let mut named = None;
        if self.is_valid(generic) {
            match *self.program.types.get(generic) {
                Type::Named(id) => named = Some(id),
                _ => {
                    let name = self.type_text(generic);
                    let message = format!("cannot define new methods on generic alias type {name}");
                    self.error(base.start_pos(), "InvalidRecv", message);
                }
            }
        } else if let Some(cause) = cause {
            self.error(base.start_pos(), "InvalidRecv", cause);
        }
        let params: Vec<TypeParamId> = exprs
            .iter()
            .enumerate()
            .map(|(index, expr)| self.receiver_type_param(index, expr, scope_pos))
            .collect();
        let Some(named) = named else {
            return (TypeId::INVALID, params);
        };
        let base_params = self.program.types.named(named).type_params.clone();
        if params.len() == base_params.len() {
            self.copy_bounds(&base_params, &params);
        } else {
            let got = measure(params.len(), "type parameter");
            let want = base_params.len();
            let message =
                format!("receiver declares {got}, but receiver base type declares {want}");
            self.error(base.start_pos(), "BadRecv", message);
        }
        self.verify_version(base.start_pos(), 18, |_| "type instantiation".to_string());
        let args: Vec<TypeId> = params
            .iter()
            .map(|&param| self.program.types.type_param(param).type_id)
            .collect();
        self.types().instantiation_pos = base.pos;
        let instance = self.types().instance(named, args.clone(), Vec::new());
        let ty = self.program.types.named(instance).type_id;
        self.record_instance(base, &args, ty);
        let ty = if pointer {
            self.types().pointer_to(ty)
        } else {
            ty
        };
        (ty, params)
    }

    fn receiver_type_param(
        &mut self,
        index: usize,
        expr: &'a ast::Expr,
        scope_pos: Pos,
    ) -> TypeParamId {
        let ident = expr.as_ident().unwrap_or_else(|| {
            if !matches!(expr.kind, ast::ExprKind::Bad) {
                let text = self.expr_text(expr);
                let message = format!("receiver type parameter {text} must be an identifier");
                self.error(expr.start_pos(), "BadDecl", message);
            }
            ast::Ident {
                id: expr.id,
                pos: expr.pos,
                name: Symbol::BLANK,
            }
        });
        let param = self.declare_type_param(ident, scope_pos);
        self.types().type_param_mut(param).index = index as u32;
        let ty = self.program.types.type_param(param).type_id;
        self.record_object(expr.id, self.program.types.type_param(param).object);
        self.record_type_and_value(expr.id, Mode::TypeExpr, ty, None);
        param
    }

    /// Gives the receiver's type parameters the bounds of the base type's.
    fn copy_bounds(&mut self, from: &[TypeParamId], to: &[TypeParamId]) {
        let map: Vec<(TypeParamId, TypeId)> = from
            .iter()
            .zip(to)
            .map(|(&from, &to)| (from, self.program.types.type_param(to).type_id))
            .collect();
        for (&from, &to) in from.iter().zip(to) {
            self.mono.record_canonical(to, from);
            let bound = self.program.types.type_param(from).bound;
            let bound = self.types().subst(bound, &map);
            self.types().type_param_mut(to).bound = bound;
        }
    }

    /// Records the types of the parts of a receiver's type expression.
    fn record_receiver_types(&mut self, mut expr: &'a ast::Expr, mut ty: TypeId) {
        loop {
            self.record_type_and_value(expr.id, Mode::TypeExpr, ty, None);
            match &expr.kind {
                ast::ExprKind::Paren(inner) => expr = inner,
                ast::ExprKind::Star(inner) => {
                    let Type::Pointer(base) = *self.program.types.get(ty) else {
                        return;
                    };
                    ty = base;
                    expr = inner;
                }
                _ => return,
            }
        }
    }

    /// spec: "Its type must be a defined type T or a pointer to a defined type T, ... T is called the
    /// receiver base type. A receiver base type cannot be a pointer or interface type and it must be
    /// defined in the same package as the method."
    pub(super) fn check_receiver(&mut self, pos: Pos, ty: TypeId) {
        let (base, _) = self.program.types.deref(ty);
        let actual = self.program.types.unalias(base);
        if !self.is_valid(actual) {
            return;
        }
        let name = self.type_text(base);
        let local = match *self.program.types.get(actual) {
            Type::Named(id) => self.program.types.named(id).package == self.package,
            Type::Basic(_) => false,
            _ => {
                let message = format!("invalid receiver type {}", self.type_text(ty));
                return self.error(pos, "InvalidRecv", message);
            }
        };
        if !local {
            let message = format!("cannot define new methods on non-local type {name}");
            return self.error(pos, "InvalidRecv", message);
        }
        let cause = match self.under_type(actual) {
            Type::Basic(BasicKind::UnsafePointer) => "unsafe.Pointer",
            Type::Pointer(_) | Type::Interface(_) => "pointer or interface type",
            _ => return,
        };
        let message = format!("invalid receiver type {name} ({cause})");
        self.error(pos, "InvalidRecv", message);
    }

    /// Records the type arguments used with a generic function or type.
    pub(super) fn record_instance(&mut self, expr: &'a ast::Expr, args: &[TypeId], ty: TypeId) {
        if let Some(ident) = instantiated_ident(expr) {
            let instance = Instance {
                type_args: args.to_vec(),
                ty,
            };
            self.program.info.record_instance(ident, instance);
        }
    }
}

/// The identifier of the generic function or type in `F`, `p.F`, `F[T]`.
fn instantiated_ident(expr: &ast::Expr) -> Option<ast::NodeId> {
    match &expr.unparen().kind {
        ast::ExprKind::Name(_) => Some(expr.unparen().id),
        ast::ExprKind::Selector { name, .. } => Some(name.id),
        ast::ExprKind::Index { operand, .. } => instantiated_ident(operand),
        _ => None,
    }
}

/// `1 value`, `2 values`.
pub(super) fn measure(count: usize, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}
