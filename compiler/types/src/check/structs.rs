//! Struct types.
//!
//! Spec: "Struct types".

use std::sync::Arc;

use grus_syntax::{Code, Diagnostic, Pos, Symbol, ast};

use super::{Action, Checker};
use crate::constant;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    pub(super) fn struct_type(&mut self, decl: &'a ast::StructType) -> TypeId {
        let mut fields: Vec<Field> = Vec::with_capacity(decl.fields.len());
        let mut ty = TypeId::INVALID;
        let mut previous: Option<&'a ast::Expr> = None;
        for field in &decl.fields {
            let expr: &'a ast::Expr = &field.ty;
            if !previous.is_some_and(|previous| std::ptr::eq(previous, expr)) {
                ty = self.var_type(expr);
                previous = Some(expr);
            }
            let tag = field
                .tag
                .as_ref()
                .map_or(Symbol::EMPTY, |tag| self.tag(tag));
            match &field.name {
                Some(name) => self.add_field(&mut fields, *name, ty, tag, false),
                None => self.add_embedded(&mut fields, expr, ty, tag),
            }
        }
        self.types()
            .intern(Type::Struct(Arc::new(StructType { fields })))
    }

    fn add_field(
        &mut self,
        fields: &mut Vec<Field>,
        name: ast::Ident,
        ty: TypeId,
        tag: Symbol,
        embedded: bool,
    ) {
        let other = fields.iter().find(|field| field.name == name.name);
        if let (Some(other), false) = (other, name.name.is_blank()) {
            let message = format!("{} redeclared", name.name);
            let diagnostic = Diagnostic::error(name.pos, Code("DuplicateDecl"), message)
                .with_related(other.pos, format!("other declaration of {}", name.name));
            return self.report(diagnostic);
        }
        let package = self.package;
        fields.push(Field {
            name: name.name,
            package,
            ty,
            embedded,
            tag,
            pos: name.pos,
        });
    }

    fn add_embedded(
        &mut self,
        fields: &mut Vec<Field>,
        expr: &'a ast::Expr,
        ty: TypeId,
        tag: Symbol,
    ) {
        let pos = expr.start_pos();
        let Some(name) = embedded_field_name(expr) else {
            let message = format!("invalid embedded field type {}", self.expr_text(expr));
            self.error(pos, "InvalidSyntaxTree", message);
            let blank = ast::Ident {
                id: expr.id,
                pos,
                name: Symbol::BLANK,
            };
            return self.add_field(fields, blank, TypeId::INVALID, Symbol::EMPTY, true);
        };
        self.add_field(fields, name, ty, tag, true);
        // Underlying types may not be known yet.
        self.later(Action::EmbeddedField(pos, ty));
    }

    /// spec: "An embedded field must be specified as a type name T or as a pointer to a non-interface
    /// type name *T, and T itself may not be a pointer type or type parameter."
    pub(super) fn check_embedded_field(&mut self, pos: Pos, ty: TypeId) {
        let (base, pointer) = self.program.types.deref(ty);
        let (code, problem) = match self.under_type(base) {
            Type::Basic(BasicKind::UnsafePointer) => ("InvalidPtrEmbed", "unsafe.Pointer"),
            Type::Pointer(_) => ("InvalidPtrEmbed", "a pointer"),
            Type::TypeParam(_) => ("MisplacedTypeParam", "a (pointer to a) type parameter"),
            Type::Interface(_) if pointer => ("InvalidPtrEmbed", "a pointer to an interface"),
            _ => return,
        };
        self.error(
            pos,
            code,
            format!("embedded field type cannot be {problem}"),
        );
    }

    fn tag(&mut self, tag: &ast::Tag) -> Symbol {
        if tag.is_bad {
            return Symbol::EMPTY;
        }
        if tag.kind == ast::LiteralKind::String
            && let Some(bytes) = constant::unquote(tag.literal.as_str())
        {
            return Symbol::intern(&String::from_utf8_lossy(&bytes));
        }
        let message = format!("incorrect tag syntax: {:?}", tag.literal.as_str());
        self.error(tag.pos, "InvalidSyntaxTree", message);
        Symbol::EMPTY
    }
}

/// The identifier an embedded field is named after.
fn embedded_field_name(expr: &ast::Expr) -> Option<ast::Ident> {
    match &expr.kind {
        ast::ExprKind::Name(_) => expr.as_ident(),
        ast::ExprKind::Star(base) if !matches!(base.kind, ast::ExprKind::Star(_)) => {
            embedded_field_name(base)
        }
        ast::ExprKind::Selector { name, .. } => Some(*name),
        ast::ExprKind::Index { operand, .. } => embedded_field_name(operand),
        _ => None,
    }
}
