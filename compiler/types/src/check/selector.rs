//! Selectors: qualified identifiers, fields, methods and method expressions.
//!
//! Spec: "Selectors", "Qualified identifiers", "Method expressions", "Method values".

use std::sync::Arc;

use grus_syntax::{Symbol, ast};

use super::Checker;
use super::operand::{Operand, Source};
use super::typexpr::is_valid_name;
use crate::info::{Mode, Selection, SelectionKind, Target};
use crate::lookup::{Found, Lookup};
use crate::objects::*;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    pub(super) fn selector(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        operand: &'a ast::Expr,
        name: &'a ast::Ident,
        want_type: bool,
    ) {
        x.source = Source::Expr(expr);
        let valid = match self.package_of(operand) {
            Some((import, package)) => {
                self.record_object(operand.id, import);
                self.mark_import_used(import);
                self.qualified_identifier(x, expr, package, name)
            }
            None => self.field_or_method(x, expr, operand, name, want_type),
        };
        if !valid {
            x.invalidate();
            x.ty = TypeId::INVALID;
        }
        x.source = Source::Expr(expr);
    }

    /// The import that an identifier denotes, if it does.
    fn package_of(&self, operand: &ast::Expr) -> Option<(ObjectId, PackageId)> {
        let object = self.lookup(operand.as_name()?)?;
        match self.object(object).kind {
            ObjectKind::PkgName { imported, .. } => Some((object, imported)),
            _ => None,
        }
    }

    /// spec (Qualified identifiers): "The identifier must be exported and declared in the package
    /// block of that package."
    fn qualified_identifier(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        package: PackageId,
        name: &ast::Ident,
    ) -> bool {
        let scope = self.program.package(package).scope;
        // gc reads export data, which holds objects that are not exported only where an inlinable
        // function mentions them. That is common in the standard library and taken for granted
        // there; elsewhere such objects do not exist.
        let path = self.program.package(package).path.as_str();
        let standard = !path.split('/').next().unwrap_or_default().contains('.');
        let declared = self.program.scopes[scope.index()].lookup(name.name);
        let Some(object) = declared.filter(|_| standard || name.name.is_exported()) else {
            if !self.fake_packages.contains(&package) && is_valid_name(name.name) {
                let mut message = format!("undefined: {}", self.expr_text(expr));
                if let Some(similar) = self.similar_exported(package, name.name) {
                    message.push_str(&format!(" (but have {similar})"));
                }
                self.error(name.pos, "UndeclaredImportedName", message);
            }
            return false;
        };
        if !name.name.is_exported() {
            let package = self.program.package(package).name;
            let message = format!("name {} not exported by package {package}", name.name);
            self.error(name.pos, "UnexportedName", message);
        }
        self.record_object(name.id, object);
        let ty = self.object_type(object).unwrap_or(TypeId::INVALID);
        x.ty = ty;
        match self.object(object).kind.denoted() {
            Denoted::Const(value) => {
                x.mode = Mode::Constant;
                x.value = value;
                // Poison in an imported package has been reported there.
                return self.is_valid(ty);
            }
            Denoted::TypeName => x.mode = Mode::TypeExpr,
            Denoted::Var => {
                x.mode = Mode::Variable;
                return self.is_valid(ty);
            }
            Denoted::Func => x.mode = Mode::Value,
            Denoted::Builtin(kind) => x.mode = Mode::Builtin(kind),
            _ => return false,
        }
        true
    }

    /// An exported name that differs in case only.
    fn similar_exported(&self, package: PackageId, name: Symbol) -> Option<Symbol> {
        let scope = &self.program.scopes[self.program.package(package).scope.index()];
        let lower = name.as_str().to_lowercase();
        let mut names: Vec<Symbol> = scope
            .entries()
            .iter()
            .map(|entry| entry.0)
            .filter(|other| other.is_exported() && other.as_str().to_lowercase() == lower)
            .collect();
        names.sort();
        names.first().copied()
    }

    fn field_or_method(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        operand: &'a ast::Expr,
        name: &'a ast::Ident,
        want_type: bool,
    ) -> bool {
        *x = self.expr_or_type(operand, false);
        match x.mode {
            Mode::Invalid => return false,
            Mode::Builtin(_) => {
                let text = self.operand_text(x);
                let message = format!("invalid use of {text} in selector expression");
                self.error(expr.pos, "UncalledBuiltin", message);
                return false;
            }
            _ => {}
        }
        if !self.is_complete(x.ty) {
            return false;
        }
        if want_type {
            let message = format!("{} is not a type", self.expr_text(expr));
            self.error(name.pos, "NotAType", message);
            return false;
        }
        if let Type::Pointer(base) = self.under_type(x.ty)
            && !self.is_complete(base)
        {
            return false;
        }
        let addressable = x.mode == Mode::Variable;
        let package = self.package;
        match self
            .types()
            .search(x.ty, addressable, package, name.name, false)
        {
            Lookup::Found(found) if found.target == Target::Field => {
                self.select_field(x, expr, operand, name, found)
            }
            Lookup::Found(found) => self.select_method(x, expr, found),
            other => {
                self.report_selector(x, name, &other);
                false
            }
        }
    }

    fn select_field(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        operand: &'a ast::Expr,
        name: &ast::Ident,
        found: Found,
    ) -> bool {
        if x.mode == Mode::TypeExpr {
            let ty = self.type_text(x.ty);
            let message = format!(
                "operand for field selector {} must be value of type {ty}",
                name.name
            );
            self.error(operand.start_pos(), "MissingFieldOrMethod", message);
            return false;
        }
        let addressable = x.mode == Mode::Variable || found.indirect;
        let selection = Selection {
            kind: SelectionKind::FieldVal,
            receiver: x.ty,
            path: found.path,
            target: Target::Field,
            indirect: found.indirect,
            ty: found.ty,
        };
        self.record_selection(expr, selection);
        x.mode = if addressable {
            Mode::Variable
        } else {
            Mode::Value
        };
        x.ty = found.ty;
        true
    }

    fn select_method(&mut self, x: &mut Operand<'a>, expr: &'a ast::Expr, found: Found) -> bool {
        let signature = self.found_signature(&found);
        let mut receiver_name = None;
        if let Target::Method(object) = found.target {
            self.add_dependency(object);
            if self.funcs_in_progress.contains(&object) && x.mode == Mode::TypeExpr {
                let message = "illegal cycle in method declaration";
                self.error(expr.start_pos(), "InvalidDeclCycle", message);
                return false;
            }
            let var = self
                .object(object)
                .as_func()
                .and_then(|func| func.receiver_var);
            receiver_name = var.map(|var| self.object(var).name);
        }
        let is_expr = x.mode == Mode::TypeExpr;
        let kind = if is_expr {
            SelectionKind::MethodExpr
        } else {
            SelectionKind::MethodVal
        };
        let selection = Selection {
            kind,
            receiver: x.ty,
            path: found.path.clone(),
            target: found.target,
            indirect: found.indirect,
            ty: signature,
        };
        self.record_selection(expr, selection);
        let receiver = x.ty;
        x.mode = Mode::Value;
        x.ty = signature;
        if is_expr {
            x.ty = self.method_expr_type(receiver, receiver_name, signature);
        }
        true
    }

    /// spec (Method expressions): "a function ... called with the same arguments as the method
    /// prefixed by an additional argument that is the receiver".
    fn method_expr_type(
        &mut self,
        receiver: TypeId,
        name: Option<Symbol>,
        signature: TypeId,
    ) -> TypeId {
        let Type::Signature(data) = self.program.types.get(signature).clone() else {
            return signature;
        };
        let mut data = Signature::clone(&data);
        // Parameters are either all named or all unnamed.
        let named = data
            .params
            .first()
            .is_some_and(|param| param.name.is_some());
        let name = name
            .filter(|&name| name != Symbol::EMPTY)
            .unwrap_or(Symbol::BLANK);
        data.params.insert(
            0,
            Param {
                name: named.then_some(name),
                ty: receiver,
            },
        );
        self.types().intern(Type::Signature(Arc::new(data)))
    }

    fn report_selector(&mut self, x: &Operand<'a>, name: &ast::Ident, outcome: &Lookup) {
        let under = self.under(x.ty);
        if !self.is_valid(under) {
            return;
        }
        let selector = name.name;
        let (text, ty) = (self.source_text(x), self.type_text(x.ty));
        match outcome {
            Lookup::Ambiguous => {
                let message = format!("ambiguous selector {text}.{selector}");
                self.error(name.pos, "AmbiguousSelector", message);
            }
            Lookup::NeedsPointer => {
                let message = if x.mode == Mode::TypeExpr {
                    format!(
                        "invalid method expression {ty}.{selector} (needs pointer receiver (*{ty}).{selector})"
                    )
                } else {
                    format!("cannot call pointer method {selector} on {ty}")
                };
                self.error(name.pos, "InvalidMethodExpr", message);
            }
            _ => {
                let why = if self.is_interface_pointer(x.ty) {
                    self.interface_pointer_text(x.ty)
                } else {
                    self.lookup_error(x.ty, x.ty, selector, false)
                };
                let message = format!("{text}.{selector} undefined ({why})");
                self.error(name.pos, "MissingFieldOrMethod", message);
            }
        }
    }

    /// Why a type has no field or method of a name, with a similar one if there is any. `shown` is
    /// the type in the message, `searched` the one looked into.
    pub(super) fn lookup_error(
        &mut self,
        shown: TypeId,
        searched: TypeId,
        selector: Symbol,
        literal: bool,
    ) -> String {
        let package = self.package;
        let similar = self
            .types()
            .search(searched, true, package, selector, true)
            .found();
        let ty = self.type_text(shown);
        let Some(found) = similar else {
            return missing_text(&ty, selector, literal);
        };
        let other = self.found_name(&found);
        let what = if found.target == Target::Field {
            "field"
        } else {
            "method"
        };
        let owner = self.found_package(&found);
        let exported = |name: &str| Symbol::intern(name).is_exported();
        let same_tail = tail(selector.as_str()) == tail(&other);
        let misspelled = owner == self.package
            || selector.is_exported() && exported(&other)
            || !selector.is_exported() && exported(&other) && same_tail;
        if misspelled {
            return if literal {
                format!(
                    "unknown field {selector} in struct literal of type {ty}, but does have {other}"
                )
            } else {
                format!("type {ty} has no field or method {selector}, but does have {what} {other}")
            };
        }
        if selector.is_exported() && !exported(&other) && same_tail {
            return if literal {
                format!(
                    "unknown field {selector} in struct literal of type {ty}, but does have unexported {other}"
                )
            } else {
                format!(
                    "type {ty} has no field or method {selector}, but does have unexported {what} {other}"
                )
            };
        }
        if selector.as_str() == other {
            return if literal {
                format!("cannot refer to unexported field {other} in struct literal of type {ty}")
            } else {
                format!("cannot refer to unexported {what} {other}")
            };
        }
        missing_text(&ty, selector, literal)
    }

    /// The package that declares what a search found.
    fn found_package(&mut self, found: &Found) -> PackageId {
        match found.target {
            Target::Method(object) => self.object(object).package,
            Target::InterfaceMethod(index) => {
                let set = self.types().param_type_set(found.holder);
                set.methods[index as usize].package
            }
            Target::Field => match self.under_type(found.holder) {
                Type::Struct(data) => {
                    let last = found.path.last().map_or(0, |&index| index as usize);
                    data.fields
                        .get(last)
                        .map_or(PackageId::NONE, |field| field.package)
                }
                _ => PackageId::NONE,
            },
        }
    }
}

fn missing_text(ty: &str, selector: Symbol, literal: bool) -> String {
    if literal {
        format!("unknown field {selector} in struct literal of type {ty}")
    } else {
        format!("type {ty} has no field or method {selector}")
    }
}

/// All but the first character.
fn tail(name: &str) -> &str {
    let mut chars = name.chars();
    chars.next();
    chars.as_str()
}
