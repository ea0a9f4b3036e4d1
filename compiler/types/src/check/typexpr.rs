//! Type expressions, and identifiers in general.
//!
//! In: an expression in type position. Out: a spelled type; poison after a report.
//! Spec: "Types", "Array types", "Slice types", "Pointer types", "Map types", "Channel types",
//! "Uniqueness of identifiers".

use grus_syntax::{Symbol, ast};

use super::operand::{Operand, Source};
use super::{Action, Checker};
use crate::constant::Value;
use crate::info::Mode;
use crate::objects::*;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// What an identifier denotes. With `want_type`, anything but a type is reported.
    pub(super) fn ident(
        &mut self,
        expr: &'a ast::Expr,
        name: Symbol,
        want_type: bool,
    ) -> Operand<'a> {
        let mut x = Operand::invalid();
        x.source = Source::Expr(expr);
        let Some((scope, object)) = self.lookup_scope(name) else {
            if name.is_blank() {
                self.error(expr.pos, "InvalidBlank", "cannot use _ as value or type");
            } else if is_valid_name(name) {
                self.error(expr.pos, "UndeclaredName", format!("undefined: {name}"));
            }
            return x;
        };
        let data = self.object(object);
        if data.package == PackageId::NONE
            && (name == Symbol::ANY || name == Symbol::COMPARABLE)
            && !self.verify_version(expr.pos, 18, |_| format!("predeclared {name}"))
        {
            return x;
        }
        self.record_object(expr.id, object);
        let is_type = matches!(self.object(object).kind, ObjectKind::TypeName { .. });
        if want_type && !is_type {
            let kind = self.object_kind_text(object);
            self.error(
                expr.pos,
                "NotAType",
                format!("{name} ({kind}) is not a type"),
            );
            self.mark_used(object);
            return x;
        }
        let local = self.object(object).package == self.package;
        if self.object_type(object).is_none() && !self.has_no_type(object)
            || (is_type && want_type && local)
        {
            self.declare_object(object);
        }
        if let Some(&import) = self.dot_imports.get(&(scope, name)) {
            self.mark_import_used(import);
        }
        self.denote(&mut x, expr, object);
        x
    }

    /// Package names, builtins and nil have no type to determine.
    fn has_no_type(&self, object: ObjectId) -> bool {
        matches!(
            self.object(object).kind,
            ObjectKind::PkgName { .. }
                | ObjectKind::Builtin(_)
                | ObjectKind::Nil
                | ObjectKind::Label { .. }
        )
    }

    /// Sets mode, type and value for a declared object.
    fn denote(&mut self, x: &mut Operand<'a>, expr: &'a ast::Expr, object: ObjectId) {
        let data = self.object(object);
        let ty = self.object_type(object).unwrap_or(TypeId::INVALID);
        let name = data.name;
        let is_iota = name == Symbol::IOTA && data.package == PackageId::NONE;
        match data.kind.denoted() {
            Denoted::PkgName => {
                let message = format!("use of package {name} not in selector");
                return self.error(expr.pos, "InvalidPkgUse", message);
            }
            Denoted::Const(value) => {
                self.add_dependency(object);
                if !self.is_valid(ty) {
                    return;
                }
                x.value = value;
                if is_iota {
                    let Some(iota) = self.env.iota.clone() else {
                        let message = "cannot use iota outside constant declaration";
                        return self.error(expr.pos, "InvalidIota", message);
                    };
                    x.value = iota;
                }
                x.mode = Mode::Constant;
            }
            Denoted::TypeName => x.mode = Mode::TypeExpr,
            Denoted::Var => {
                self.mark_used(object);
                self.add_dependency(object);
                if !self.is_valid(ty) {
                    return;
                }
                x.mode = Mode::Variable;
            }
            Denoted::Func => {
                self.add_dependency(object);
                x.mode = Mode::Value;
            }
            Denoted::Builtin(kind) => x.mode = Mode::Builtin(kind),
            Denoted::Nil => x.mode = Mode::Nil,
            Denoted::Label => return,
        }
        x.ty = ty;
    }

    /// Marks a variable of this package as used.
    pub(super) fn mark_used(&mut self, object: ObjectId) {
        if self.object(object).package == self.package {
            self.set_used(object, true);
        }
    }

    /// Marks an import as used.
    pub(super) fn mark_import_used(&mut self, import: ObjectId) {
        if let ObjectKind::PkgName { used, .. } = &mut self.object_mut(import).kind {
            *used = true;
        }
    }

    /// A type expression.
    pub(super) fn type_expr(&mut self, expr: &'a ast::Expr) -> TypeId {
        self.defined_type_expr(expr, None)
    }

    /// The type of a variable, field, parameter or element: constraint interfaces are not allowed.
    pub(super) fn var_type(&mut self, expr: &'a ast::Expr) -> TypeId {
        let ty = self.type_expr(expr);
        self.valid_var_type(expr, ty);
        ty
    }

    pub(super) fn valid_var_type(&mut self, expr: &'a ast::Expr, ty: TypeId) {
        // Only interfaces are in question; that includes everything named, which may be one.
        let suspicious = matches!(
            self.program.types.get(ty),
            Type::Named(_) | Type::Alias(_) | Type::Interface(_)
        );
        let predeclared = ty == TypeId::ANY || ty == TypeId::ERROR;
        if suspicious && !predeclared {
            // Interfaces may be incomplete while declarations are being checked.
            self.later(Action::VarType(expr, ty));
        }
    }

    pub(super) fn check_var_type(&mut self, expr: &'a ast::Expr, ty: TypeId) {
        if !self.types().is_plain_interface(ty) {
            return;
        }
        let set = self.types().type_set(ty);
        if set.is_method_set() {
            return;
        }
        let why = if set.comparable {
            "interface is (or embeds) comparable"
        } else {
            "interface contains type constraints"
        };
        let name = self.type_text(ty);
        let message = format!("cannot use type {name} outside a type constraint: {why}");
        self.error(expr.start_pos(), "MisplacedConstraintIface", message);
    }

    /// A type expression that may be the right-hand side of declaration `def`.
    pub(super) fn defined_type_expr(
        &mut self,
        expr: &'a ast::Expr,
        def: Option<ObjectId>,
    ) -> TypeId {
        let mut ty = self.type_of_expr(expr, def);
        if self.program.types.is_generic(ty) {
            let name = self.type_text(ty);
            let message = format!("cannot use generic type {name} without instantiation");
            self.error(expr.start_pos(), "WrongTypeArgCount", message);
            ty = TypeId::INVALID;
        }
        self.record_type_and_value(expr.id, Mode::TypeExpr, ty, None);
        ty
    }

    /// A type expression that must denote a generic type; otherwise the second result says why not.
    pub(super) fn generic_type(&mut self, expr: &'a ast::Expr) -> (TypeId, Option<String>) {
        let mut ty = self.type_of_expr(expr, None);
        let mut cause = None;
        if self.is_valid(ty) && !self.program.types.is_generic(ty) {
            cause = Some(format!("{} is not a generic type", self.type_text(ty)));
            ty = TypeId::INVALID;
        }
        self.record_type_and_value(expr.id, Mode::TypeExpr, ty, None);
        (ty, cause)
    }

    fn type_of_expr(&mut self, expr: &'a ast::Expr, def: Option<ObjectId>) -> TypeId {
        match &expr.kind {
            ast::ExprKind::Bad => TypeId::INVALID,
            ast::ExprKind::Name(name) => {
                let x = self.ident(expr, *name, true);
                self.operand_as_type(&x)
            }
            ast::ExprKind::Selector { operand, name } => {
                let mut x = Operand::invalid();
                self.selector(&mut x, expr, operand, name, true);
                self.operand_as_type(&x)
            }
            ast::ExprKind::Index { operand, indices } => {
                self.verify_version(expr.start_pos(), 18, |_| "type instantiation".to_string());
                self.instantiated_type(operand, indices)
            }
            ast::ExprKind::Paren(inner) => self.defined_type_expr(inner, def),
            ast::ExprKind::ArrayType { len, elem } => self.array_type(expr, len.as_deref(), elem),
            ast::ExprKind::SliceType(elem) => {
                let elem = self.var_type(elem);
                self.types().slice_of(elem)
            }
            ast::ExprKind::DotsType(_) => {
                self.error(expr.start_pos(), "InvalidSyntaxTree", "invalid use of ...");
                TypeId::INVALID
            }
            ast::ExprKind::StructType(decl) => self.struct_type(decl),
            ast::ExprKind::Star(base) => {
                let base = self.var_type(base);
                // A pointer to poison is of no use.
                if self.is_valid(base) {
                    self.types().pointer_to(base)
                } else {
                    TypeId::INVALID
                }
            }
            ast::ExprKind::FuncType(decl) => self.func_type(None, &[], decl).ty,
            ast::ExprKind::InterfaceType(decl) => self.interface_type(decl, expr.pos),
            ast::ExprKind::MapType { key, value } => {
                let key_type = self.var_type(key);
                let value = self.var_type(value);
                if !matches!(self.program.types.get(key_type), Type::Basic(_)) {
                    self.later(Action::MapKey(key, key_type));
                }
                self.types().map_of(key_type, value)
            }
            ast::ExprKind::ChanType { dir, elem } => {
                let dir = match dir {
                    ast::ChanDir::Both => ChanDir::SendRecv,
                    ast::ChanDir::Send => ChanDir::SendOnly,
                    ast::ChanDir::Receive => ChanDir::RecvOnly,
                };
                let elem = self.var_type(elem);
                self.types().chan_of(dir, elem)
            }
            _ => {
                let message = format!("{} is not a type", self.expr_text(expr));
                self.error(expr.start_pos(), "NotAType", message);
                self.use_expr(expr);
                TypeId::INVALID
            }
        }
    }

    fn operand_as_type(&mut self, x: &Operand<'a>) -> TypeId {
        match x.mode {
            Mode::TypeExpr => return x.ty,
            Mode::Invalid => {}
            Mode::NoValue => {
                let message = format!("{} used as type", self.operand_text(x));
                self.error(x.start_pos(), "NotAType", message);
            }
            _ => {
                let message = format!("{} is not a type", self.operand_text(x));
                self.error(x.start_pos(), "NotAType", message);
            }
        }
        TypeId::INVALID
    }

    fn array_type(
        &mut self,
        expr: &'a ast::Expr,
        len: Option<&'a ast::Expr>,
        elem: &'a ast::Expr,
    ) -> TypeId {
        let length = match len {
            Some(len) => self.array_length(len),
            None => {
                let message = "invalid use of [...] array (outside a composite literal)";
                self.error(expr.start_pos(), "BadDotDotDotSyntax", message);
                None
            }
        };
        let elem = self.var_type(elem);
        match length {
            Some(length) => self.types().array_of(length, elem),
            None => TypeId::INVALID,
        }
    }

    /// spec: "The length is part of the array's type; it must evaluate to a non-negative constant
    /// representable by a value of type int."
    fn array_length(&mut self, expr: &'a ast::Expr) -> Option<i64> {
        // A name may be meant as a type parameter whose constraint is missing.
        if let Some(name) = Self::plain_name(expr) {
            let message = match self.lookup(name) {
                None => {
                    format!("undefined array length {name} or missing type constraint")
                }
                Some(object) if !matches!(self.object(object).kind, ObjectKind::Const { .. }) => {
                    format!("invalid array length {name}")
                }
                Some(_) => String::new(),
            };
            if !message.is_empty() {
                self.error(expr.pos, "InvalidArrayLen", message);
                return None;
            }
        }
        let x = self.expr(None, expr);
        if !x.is_constant() {
            if x.is_valid() {
                let message = format!("array length {} must be constant", self.operand_text(&x));
                self.error(x.start_pos(), "InvalidArrayLen", message);
            }
            return None;
        }
        let integer = self.types().is_basic(x.ty, BasicKind::is_integer);
        if (integer || self.program.types.is_untyped(x.ty))
            && let Value::Int(length) = x.value.to_int()
            && length >= 0
        {
            return Some(length);
        }
        let text = self.operand_text(&x);
        let message = if integer {
            format!("invalid array length {text}")
        } else {
            format!("array length {text} must be integer")
        };
        self.error(x.start_pos(), "InvalidArrayLen", message);
        None
    }

    /// spec: "The comparison operators == and != must be fully defined for operands of the key
    /// type".
    pub(super) fn check_map_key(&mut self, expr: &'a ast::Expr, key: TypeId) {
        if self.types().comparable(key) {
            return;
        }
        let is_param = self.program.types.as_type_param(key).is_some();
        let why = if is_param {
            " (missing comparable constraint)"
        } else {
            ""
        };
        let message = format!("invalid map key type {}{why}", self.type_text(key));
        self.error(expr.start_pos(), "IncomparableMapKey", message);
    }

    /// A list of types; `None` if any is invalid.
    pub(super) fn type_list(&mut self, exprs: &'a [ast::Expr]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = exprs.iter().map(|expr| self.var_type(expr)).collect();
        types.iter().all(|&ty| self.is_valid(ty)).then_some(types)
    }
}

/// Whether a name has only the characters names have; the scanner reports others.
pub(super) fn is_valid_name(name: Symbol) -> bool {
    name.as_str()
        .chars()
        .all(|c| c == '_' || c.is_alphanumeric())
}
