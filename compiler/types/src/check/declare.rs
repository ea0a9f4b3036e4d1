//! Declaring objects: constants, variables, types, functions, at package level and in functions.
//!
//! In: an object without a type. Out: its type (and value), reported problems.
//! Invariants: package-level objects are declared on first use, with their own environment; an object
//! on `object_path` is being declared.
//! Spec: "Constant declarations", "Variable declarations", "Type declarations", "Function
//! declarations", "Method declarations".

use std::rc::Rc;

use grus_syntax::visit::{Node, inspect};
use grus_syntax::{Code, Diagnostic, Symbol, ast};

use super::collect::const_source;
use super::{Action, BodyAction, Checker, Environment, NO_TYPE};
use crate::constant::Value;
use crate::objects::*;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// Declares all package-level objects: defined types first, then aliases, then the rest.
    pub(super) fn package_objects(&mut self) {
        let objects = self.object_list.clone();
        for &object in &objects {
            let is_type = matches!(self.object(object).kind, ObjectKind::TypeName { .. });
            if is_type && self.object_type(object).is_some() {
                self.collect_methods(object);
            }
        }
        let rank = |checker: &Self, object: ObjectId| match checker.object(object).kind {
            ObjectKind::TypeName { alias: false } => 0,
            ObjectKind::TypeName { alias: true } => 1,
            _ => 2,
        };
        for phase in 0..3 {
            for &object in &objects {
                if rank(self, object) == phase {
                    self.declare_object(object);
                }
            }
        }
    }

    /// Determines the type of an object if that has not been done.
    pub(super) fn declare_object(&mut self, object: ObjectId) {
        if self.object_path.contains(&object) {
            return self.object_on_path(object);
        }
        if self.object_type(object).is_some() {
            return;
        }
        let Some(&decl) = self.decl_of.get(&object) else {
            return self.set_object_type(object, TypeId::INVALID);
        };
        let info = self.decls[decl as usize].clone();
        let (Some(scope), Some(version)) = (info.file_scope, info.version) else {
            return;
        };
        self.object_path.push(object);
        let saved = std::mem::replace(&mut self.env, Environment::new(scope, version));
        match self.object(object).kind {
            ObjectKind::Const { .. } => {
                self.env.decl = Some(decl);
                self.const_decl(object, info.ty, info.init, info.inherited);
            }
            ObjectKind::Var(_) => {
                self.env.decl = Some(decl);
                self.var_decl(object, info.lhs.clone(), info.ty, info.init);
            }
            ObjectKind::TypeName { .. } => {
                if let Some(type_decl) = info.type_decl {
                    self.type_decl(object, type_decl);
                    self.collect_methods(object);
                }
            }
            ObjectKind::Func(_) => {
                if let Some(func_decl) = info.func_decl {
                    self.func_decl(object, decl, func_decl);
                }
            }
            _ => {}
        }
        self.env = saved;
        self.object_path.pop();
    }

    /// An object is met again while it is being declared.
    fn object_on_path(&mut self, object: ObjectId) {
        match self.object(object).kind {
            ObjectKind::Const { .. } | ObjectKind::Var(_) => {
                if !self.valid_cycle(object) || self.object_type(object).is_none() {
                    self.set_object_type(object, TypeId::INVALID);
                }
            }
            ObjectKind::TypeName { .. } => {
                if !self.valid_cycle(object) {
                    self.set_object_type(object, TypeId::INVALID);
                }
            }
            _ => {
                self.valid_cycle(object);
            }
        }
        if self.object_type(object).is_none() {
            self.set_object_type(object, TypeId::INVALID);
        }
    }

    fn const_decl(
        &mut self,
        object: ObjectId,
        ty: Option<&'a ast::Expr>,
        init: Option<&'a ast::Expr>,
        inherited: bool,
    ) {
        let unknown = ObjectKind::Const {
            value: Value::Unknown,
        };
        let iota = match std::mem::replace(&mut self.object_mut(object).kind, unknown) {
            ObjectKind::Const { value } => Some(value),
            _ => None,
        };
        let saved_iota = std::mem::replace(&mut self.env.iota, iota);
        let saved_pos = std::mem::take(&mut self.env.error_pos);
        self.const_decl_with_iota(object, ty, init, inherited);
        self.env.iota = saved_iota;
        self.env.error_pos = saved_pos;
    }

    fn const_decl_with_iota(
        &mut self,
        object: ObjectId,
        ty: Option<&'a ast::Expr>,
        init: Option<&'a ast::Expr>,
        inherited: bool,
    ) {
        if let Some(expr) = ty {
            let ty = self.type_expr(expr);
            if !self.types().is_basic(ty, BasicKind::is_const_type) {
                let under = self.under(ty);
                if self.is_valid(under) {
                    let message = format!("invalid constant type {}", self.type_text(ty));
                    self.error(expr.start_pos(), "InvalidConstType", message);
                }
                return self.set_object_type(object, TypeId::INVALID);
            }
            self.set_object_type(object, ty);
        }
        let mut x = self.no_operand();
        if let Some(init) = init {
            if inherited {
                // The initialiser is elsewhere: report problems at the constant's name.
                self.env.error_pos = self.object(object).pos;
            }
            x = self.expr(None, init);
        }
        self.init_const(object, &mut x);
    }

    fn var_decl(
        &mut self,
        object: ObjectId,
        lhs: Option<Rc<[ObjectId]>>,
        ty: Option<&'a ast::Expr>,
        init: Option<&'a ast::Expr>,
    ) {
        if let Some(expr) = ty {
            let ty = self.var_type(expr);
            self.set_object_type(object, ty);
        }
        let Some(init) = init else {
            if ty.is_none() {
                self.set_object_type(object, TypeId::INVALID);
            }
            return;
        };
        let lhs = lhs.filter(|lhs| lhs.len() > 1);
        let Some(lhs) = lhs else {
            let name = self.object(object).name;
            let target = self.new_target(self.object_type(object), name.as_str());
            let mut x = self.expr(target.as_ref(), init);
            return self.init_var(object, &mut x, "variable declaration");
        };
        if ty.is_some() {
            let ty = self.object(object).spelled;
            for &other in lhs.iter() {
                self.set_object_type(other, ty);
            }
        }
        self.init_vars(&lhs, std::slice::from_ref(init), None);
    }

    fn type_decl(&mut self, object: ObjectId, decl: &'a ast::TypeDecl) {
        let mut version_error = false;
        let first_param = decl.type_params.first();
        // The slot is filled in once the version errors are known.
        let slot = self.delayed.len();
        self.later(Action::TypeDecl {
            object,
            decl,
            version_error,
        });
        if decl.is_alias {
            if let Some(param) = first_param {
                version_error =
                    !self.verify_version(param.pos, 23, |_| "generic type alias".to_string());
            }
            if !version_error {
                version_error = !self.verify_version(decl.pos, 9, |_| "type alias".to_string());
            }
        } else if let Some(param) = first_param {
            version_error = !self.verify_version(param.pos, 18, |_| "type parameter".to_string());
        }
        if version_error && let Some((_, action)) = self.delayed.get_mut(slot) {
            *action = Action::TypeDecl {
                object,
                decl,
                version_error,
            };
        }
        if decl.is_alias {
            self.alias_decl(object, decl);
        } else {
            self.named_decl(object, decl);
        }
    }

    fn alias_decl(&mut self, object: ObjectId, decl: &'a ast::TypeDecl) {
        let package = self.package;
        let alias = self.types().add_alias(object, decl.name.name, package);
        let ty = self.program.types.alias(alias).type_id;
        if self.object_type(object).is_none() {
            self.set_object_type(object, ty);
        }
        let generic = !decl.type_params.is_empty();
        if generic {
            self.open_scope();
            let params = self.declare_type_params(&decl.type_params);
            self.types()
                .alias_mut(alias)
                .type_params
                .clone_from(&params);
            self.bind_type_params(&decl.type_params, &params);
        }
        let mut rhs = self.defined_type_expr(&decl.ty, Some(object));
        if generic {
            let param = self.program.types.as_type_param(rhs);
            let params = &self.program.types.alias(alias).type_params;
            if param.is_some_and(|param| params.contains(&param)) {
                let message = "cannot use type parameter declared in alias declaration as RHS";
                self.error(decl.ty.start_pos(), "MisplacedTypeParam", message);
                rhs = TypeId::INVALID;
            }
            self.close_scope();
        }
        // A cycle report may have made the alias invalid already.
        if self.program.types.alias(alias).actual.is_none() {
            self.types().alias_mut(alias).actual = Some(rhs);
        }
    }

    fn named_decl(&mut self, object: ObjectId, decl: &'a ast::TypeDecl) {
        let package = self.package;
        let named = self.types().add_named(object, decl.name.name, package);
        let ty = self.program.types.named(named).type_id;
        if self.object_type(object).is_none() {
            self.set_object_type(object, ty);
        }
        if self.object(object).parent == Some(self.program.package(package).scope) {
            self.program.packages[package.index()].named_types.push(ty);
        } else {
            self.number_local_type(named, decl.id);
        }
        let generic = !decl.type_params.is_empty();
        if generic {
            self.open_scope();
            let params = self.declare_type_params(&decl.type_params);
            self.types()
                .named_mut(named)
                .type_params
                .clone_from(&params);
            self.bind_type_params(&decl.type_params, &params);
        }
        let mut rhs = self.defined_type_expr(&decl.ty, Some(object));
        // spec: "In a type definition the given type cannot be a type parameter."
        if self.program.types.as_type_param(rhs).is_some() {
            let message = "cannot use a type parameter as RHS in type declaration";
            self.error(decl.ty.start_pos(), "MisplacedTypeParam", message);
            rhs = TypeId::INVALID;
        }
        self.types().set_right_hand_side(named, rhs);
        if generic {
            self.close_scope();
        }
    }

    /// Numbers the package's local types in the order of the source, as gc does.
    fn number_local_types(&mut self) {
        for file in self.sources.files {
            for decl in &file.decls {
                let is_global = |id| matches!(decl, ast::Decl::Type(global) if global.id == id);
                inspect(Node::Decl(decl), &mut |node| {
                    if let Node::Decl(ast::Decl::Type(decl)) = node
                        && !decl.is_alias
                        && !is_global(decl.id)
                    {
                        let number = self.local_types.len() as u32 + 1;
                        self.local_types.insert(decl.id, number);
                    }
                    true
                });
            }
        }
    }

    /// A local type of a generic function is a different type in each instance of the function.
    fn number_local_type(&mut self, named: NamedId, decl: ast::NodeId) {
        if self.local_types.is_empty() {
            self.number_local_types();
        }
        let number = self.local_types.get(&decl).copied().unwrap_or(0);
        let enclosing = self.env.type_params.to_vec();
        let package = self.package;
        let data = self.program.types.named_mut(named);
        data.local_number = number;
        let ty = data.type_id;
        if !enclosing.is_empty() {
            data.enclosing_type_params = enclosing;
            self.types().set_mentions_params(ty);
        }
        self.program.packages[package.index()].named_types.push(ty);
    }

    /// Declares type parameters with an invalid constraint for now.
    pub(super) fn declare_type_params(&mut self, fields: &'a [ast::Field]) -> Vec<TypeParamId> {
        let scope_pos = fields
            .first()
            .map_or_else(Default::default, |field| field.pos);
        fields
            .iter()
            .enumerate()
            .map(|(index, field)| {
                let ident = field.name.unwrap_or(ast::Ident {
                    id: field.id,
                    pos: field.pos,
                    name: Symbol::BLANK,
                });
                let param = self.declare_type_param(ident, scope_pos);
                self.types().type_param_mut(param).index = index as u32;
                param
            })
            .collect()
    }

    pub(super) fn declare_type_param(
        &mut self,
        ident: ast::Ident,
        scope_pos: grus_syntax::Pos,
    ) -> TypeParamId {
        let kind = ObjectKind::TypeName { alias: false };
        let object = self.new_object(ident.name, kind, ident.pos);
        let param = self.types().add_type_param(object, ident.name, ident.pos);
        self.types().type_param_mut(param).bound = TypeId::INVALID;
        let ty = self.program.types.type_param(param).type_id;
        self.set_object_type(object, ty);
        let scope = self.env.scope;
        self.declare(scope, Some(ident), object, scope_pos);
        param
    }

    /// Checks the constraints of declared type parameters.
    pub(super) fn bind_type_params(&mut self, fields: &'a [ast::Field], params: &[TypeParamId]) {
        let saved = std::mem::replace(&mut self.env.in_type_params, true);
        let mut bound = TypeId::INVALID;
        let mut previous: Option<&'a ast::Expr> = None;
        for (field, &param) in fields.iter().zip(params) {
            let expr: &'a ast::Expr = &field.ty;
            if !previous.is_some_and(|previous| std::ptr::eq(previous, expr)) {
                bound = self.constraint(expr);
                if self.program.types.as_type_param(bound).is_some() {
                    let message = "cannot use a type parameter as constraint";
                    self.error(expr.start_pos(), "MisplacedTypeParam", message);
                    bound = TypeId::INVALID;
                }
                previous = Some(expr);
            }
            self.types().type_param_mut(param).bound = bound;
        }
        self.env.in_type_params = saved;
    }

    /// Attaches the collected methods to a declared type.
    fn collect_methods(&mut self, object: ObjectId) {
        let Some(methods) = self.methods.remove(&object) else {
            return;
        };
        let ty = self.object_type(object).unwrap_or(TypeId::INVALID);
        let base = self.program.types.as_named(ty);
        if let Some(base) = base {
            self.later(Action::FieldUniqueness(base));
        }
        let type_name = self.object(object).name;
        let mut seen: Vec<ObjectId> = Vec::new();
        for (method, pointer_receiver) in methods {
            let data = self.object(method);
            let (name, package, pos) = (data.name, data.package, data.pos);
            let other = seen
                .iter()
                .find(|&&other| self.object(other).name == name)
                .copied();
            if let Some(other) = other {
                let at = self.pos_text(self.object(other).pos);
                let message = format!("method {type_name}.{name} already declared at {at}");
                self.error(pos, "DuplicateMethod", message);
                continue;
            }
            seen.push(method);
            if let Some(base) = base {
                let entry = MethodEntry {
                    name,
                    package,
                    object: method,
                    pointer_receiver,
                };
                self.types().named_mut(base).methods.push(entry);
            }
        }
    }

    /// spec: "If the base type is a struct type, the non-blank method and field names must be
    /// distinct."
    pub(super) fn check_field_uniqueness(&mut self, named: NamedId) {
        let ty = self.program.types.named(named).type_id;
        let Type::Struct(data) = self.under_type(ty) else {
            return;
        };
        let methods = self.program.types.named(named).methods.clone();
        for field in data.fields.iter().filter(|field| !field.name.is_blank()) {
            if let Some(method) = methods.iter().find(|method| method.name == field.name) {
                let message = format!("field and method with the same name {}", field.name);
                let pos = self.object(method.object).pos;
                let mut diagnostic =
                    Diagnostic::error(pos, Code("DuplicateFieldAndMethod"), message);
                if field.pos.is_known() {
                    let message = format!("other declaration of {}", field.name);
                    diagnostic = diagnostic.with_related(field.pos, message);
                }
                self.report(diagnostic);
            }
        }
    }

    /// The delayed part of a type declaration.
    pub(super) fn check_type_decl(
        &mut self,
        object: ObjectId,
        decl: &'a ast::TypeDecl,
        version_error: bool,
    ) {
        let Some(ty) = self.object_type(object) else {
            return;
        };
        if let Some(named) = self.program.types.as_named(ty) {
            let ty = self.program.types.named(named).type_id;
            self.check_valid_type(ty);
        }
        let rhs = self.program.info.type_of(decl.ty.id);
        if !version_error && self.is_imported_constraint(rhs) {
            self.verify_version(decl.ty.start_pos(), 18, |checker| {
                format!("using type constraint {}", checker.type_text(rhs))
            });
        }
    }

    /// Whether the type is a constraint interface declared in another package.
    pub(super) fn is_imported_constraint(&mut self, ty: TypeId) -> bool {
        let Some(named) = self.program.types.as_named(ty) else {
            return false;
        };
        let package = self.program.types.named(named).package;
        if package == self.package || package == PackageId::NONE {
            return false;
        }
        self.types().is_plain_interface(ty) && !self.types().type_set(ty).is_method_set()
    }

    fn func_decl(
        &mut self,
        object: ObjectId,
        index: super::DeclIndex,
        decl: &'a std::sync::Arc<ast::FuncDecl>,
    ) {
        // Guards against cycles through the signature.
        let placeholder = self.types().signature_of(&[], &[], false);
        self.set_object_type(object, placeholder);
        self.funcs_in_progress.insert(object);
        self.declared_func = Some(object);
        let parts = self.func_type(decl.receiver.as_ref(), &decl.type_params, &decl.signature);
        self.funcs_in_progress.remove(&object);
        self.set_object_type(object, parts.ty);
        let type_params: Rc<[TypeParamId]> = parts.all_type_params().into();
        if let ObjectKind::Func(func) = &mut self.object_mut(object).kind {
            func.receiver = parts.receiver;
            func.receiver_var = parts.receiver_var;
            func.params = parts.params;
            func.results.clone_from(&parts.results);
            func.type_params = parts.type_params;
        }
        if !decl.type_params.is_empty() && decl.body.is_none() {
            let message = "generic function is missing function body";
            self.error(decl.pos, "BadDecl", message);
        }
        if self.sources.ignore_func_bodies {
            return;
        }
        if let Some(body) = &decl.body {
            self.later(Action::FuncBody(Box::new(BodyAction {
                decl: Some(index),
                scope: parts.scope,
                body,
                results: parts.results.into(),
                iota: None,
                type_params,
            })));
        }
    }

    // Declarations in functions.

    pub(super) fn decl_stmt(&mut self, decls: &'a [ast::Decl]) {
        for decl in decls {
            match decl {
                ast::Decl::Const(decl) => self.local_const(decl),
                ast::Decl::Var(decl) => self.local_var(decl),
                ast::Decl::Type(decl) => self.local_type(decl),
                ast::Decl::Import(_) | ast::Decl::Func(_) => {}
            }
        }
    }

    fn local_const(&mut self, decl: &'a ast::ConstDecl) {
        let top = self.delayed.len();
        let (source, inherited) = const_source(decl);
        let mut objects = Vec::with_capacity(decl.names.len());
        for (index, name) in decl.names.iter().enumerate() {
            let value = Value::Int(decl.iota.into());
            let object = self.new_object(name.name, ObjectKind::Const { value }, name.pos);
            let ty = source.and_then(|source| source.ty.as_ref());
            let init = source.and_then(|source| source.values.get(index));
            self.const_decl(object, ty, init, inherited);
            objects.push(object);
        }
        self.check_const_arity(decl);
        // Function literals see the scope as it is before the declaration.
        self.process_delayed(top);
        self.declare_local(&decl.names, &objects, decl.pos);
    }

    fn local_var(&mut self, decl: &'a ast::VarDecl) {
        let top = self.delayed.len();
        let objects: Vec<ObjectId> = decl
            .names
            .iter()
            .map(|name| self.new_var(VarKind::Local, name.name, name.pos, None))
            .collect();
        for (index, &object) in objects.iter().enumerate() {
            let (lhs, init) = match decl.values.len() {
                count if count == decl.names.len() => (None, decl.values.get(index)),
                1 => (Some(Rc::from(objects.clone())), decl.values.first()),
                _ => (None, decl.values.get(index)),
            };
            self.var_decl(object, lhs, decl.ty.as_ref(), init);
            if decl.values.len() == 1 {
                // The one value has initialised all variables.
                break;
            }
        }
        for &object in &objects {
            if self.object(object).spelled == NO_TYPE {
                self.set_object_type(object, TypeId::INVALID);
            }
        }
        if decl.ty.is_none() || !decl.values.is_empty() {
            self.check_arity(decl.pos, &decl.names, &decl.values, false, false);
        }
        self.process_delayed(top);
        self.declare_local(&decl.names, &objects, decl.pos);
    }

    fn declare_local(
        &mut self,
        names: &[ast::Ident],
        objects: &[ObjectId],
        scope_pos: grus_syntax::Pos,
    ) {
        let scope = self.env.scope;
        for (&name, &object) in names.iter().zip(objects) {
            self.declare(scope, Some(name), object, scope_pos);
        }
    }

    fn local_type(&mut self, decl: &'a ast::TypeDecl) {
        let kind = ObjectKind::TypeName {
            alias: decl.is_alias,
        };
        let object = self.new_object(decl.name.name, kind, decl.name.pos);
        let scope = self.env.scope;
        self.declare(scope, Some(decl.name), object, decl.name.pos);
        self.object_path.push(object);
        self.type_decl(object, decl);
        self.object_path.pop();
    }
}
