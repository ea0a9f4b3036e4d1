//! Literals: basic, function and composite.
//!
//! In: a literal. Out: its value operand; function bodies are queued.
//! Invariants: `[...]T` gets its length from the elements; elided element types come from `hint`.
//! Spec: "Composite literals", "Function literals", "Constants".

use std::sync::Arc;

use grus_syntax::ast;
use rustc_hash::{FxHashMap, FxHashSet};

use super::operand::{Operand, Source};
use super::operators::operator_pos;
use super::{Action, BodyAction, Checker};
use crate::constant::{self, Value};
use crate::info::{LiteralVars, Mode, Target};
use crate::lookup::Lookup;
use crate::objects::PackageId;
use crate::types::*;

/// Longer numbers are refused.
const LITERAL_LIMIT: usize = 10000;

/// A constant as a map key, equal for equal values of one type.
#[derive(PartialEq, Eq, Hash, Clone)]
pub(super) enum ConstantKey {
    Bool(bool),
    String(Arc<[u8]>),
    Int(i64),
    Large(String),
    Float(u64),
    Complex(u64, u64),
}

/// The key of a constant; `None` if unknown.
pub(super) fn constant_key(value: &Value) -> Option<ConstantKey> {
    if let Value::Complex(parts) = value
        && parts.1.sign() != 0
    {
        return Some(ConstantKey::Complex(
            parts.0.as_f64().to_bits(),
            parts.1.as_f64().to_bits(),
        ));
    }
    Some(match value {
        Value::Unknown => return None,
        Value::Bool(value) => ConstantKey::Bool(*value),
        Value::String(bytes) => ConstantKey::String(bytes.clone()),
        number => match number.to_int() {
            Value::Int(value) => ConstantKey::Int(value),
            Value::BigInt(value) => ConstantKey::Large(value.to_string()),
            _ => ConstantKey::Float(number.as_f64().to_bits()),
        },
    })
}

impl<'a> Checker<'_, 'a> {
    pub(super) fn basic_literal(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        literal: &ast::BasicLit,
    ) {
        if literal.is_bad {
            return;
        }
        let text = literal.text.as_str();
        let (ty, number) = match literal.kind {
            ast::LiteralKind::Int => (TypeId::UNTYPED_INT, true),
            ast::LiteralKind::Float => (TypeId::UNTYPED_FLOAT, true),
            ast::LiteralKind::Imaginary => (TypeId::UNTYPED_COMPLEX, true),
            ast::LiteralKind::Rune => (TypeId::UNTYPED_RUNE, false),
            ast::LiteralKind::String => (TypeId::UNTYPED_STRING, false),
        };
        if number {
            self.check_literal_version(expr, literal);
            if text.len() > LITERAL_LIMIT {
                let start: String = text.chars().take(10).collect();
                let message = format!(
                    "excessively long constant: {start}... ({} chars)",
                    text.len()
                );
                return self.error(expr.start_pos(), "InvalidConstVal", message);
            }
        }
        let Some(value) = constant::from_literal(literal.kind, text) else {
            let message = format!("malformed constant: {text}");
            return self.error(expr.start_pos(), "InvalidConstVal", message);
        };
        x.mode = Mode::Constant;
        x.ty = ty;
        x.value = value;
        x.source = Source::Expr(expr);
        self.overflow(x, operator_pos(expr));
    }

    /// Literal forms that came with Go 1.13.
    fn check_literal_version(&mut self, expr: &'a ast::Expr, literal: &ast::BasicLit) {
        let text = literal.text.as_str();
        if text.len() <= 2 || self.allow_version(13) {
            return;
        }
        let what = match text.as_bytes() {
            _ if text.contains('_') => "underscore in numeric literal",
            [b'0', b'b' | b'B', ..] => "binary literal",
            [b'0', b'o' | b'O', ..] => "0o/0O-style octal literal",
            [b'0', b'x' | b'X', ..] if literal.kind != ast::LiteralKind::Int => {
                "hexadecimal floating-point literal"
            }
            _ => return,
        };
        self.version_error(expr.start_pos(), 13, what);
    }

    pub(super) fn func_literal(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        literal: &'a ast::FuncLit,
    ) {
        let parts = self.func_type(None, &[], &literal.signature);
        let vars = LiteralVars {
            params: parts.params.clone(),
            results: parts.results.clone(),
        };
        self.program.info.literals.insert(expr.id, vars);
        if !self.sources.ignore_func_bodies {
            // The literal may be part of the declaration of a type that its body uses.
            self.later(Action::FuncBody(Box::new(BodyAction {
                decl: self.env.decl,
                scope: parts.scope,
                body: &literal.body,
                results: parts.results.into(),
                iota: self.env.iota.clone(),
                type_params: self.env.type_params.clone(),
            })));
        }
        x.mode = Mode::Value;
        x.ty = parts.ty;
    }

    pub(super) fn composite_literal(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        literal: &'a ast::CompositeLit,
        hint: Option<TypeId>,
    ) {
        let mut open_array = None;
        let mut is_element = false;
        let (mut ty, base) = match (&literal.ty, hint) {
            (Some(type_expr), _) => {
                if let ast::ExprKind::ArrayType { len: None, elem } = &type_expr.kind {
                    let elem = self.var_type(elem);
                    open_array = Some(type_expr);
                    let ty = self.types().array_of(-1, elem);
                    (ty, ty)
                } else {
                    let ty = self.type_expr(type_expr);
                    (ty, ty)
                }
            }
            (None, Some(hint)) => {
                // In an element, `{...}` may stand for `&T{...}`.
                is_element = true;
                let under = self.common_under(hint).unwrap_or(TypeId::INVALID);
                let (base, pointer) = self.program.types.deref(under);
                (hint, if pointer { base } else { hint })
            }
            (None, None) => {
                let message = "missing type in composite literal";
                self.error(expr.start_pos(), "UntypedLit", message);
                (TypeId::INVALID, TypeId::INVALID)
            }
        };
        if !self.is_complete(base) {
            return x.invalidate();
        }
        let common = self.common_under(base);
        let under = common.as_ref().copied().unwrap_or(TypeId::INVALID);
        match self.program.types.get(under).clone() {
            Type::Struct(data) => self.struct_literal(literal, base, under, &data),
            Type::Array { len, elem } => {
                let count = self.indexed_elements(&literal.elements, elem, len);
                if let Some(type_expr) = open_array {
                    ty = self.types().array_of(count, elem);
                    self.record_type_and_value(type_expr.id, Mode::TypeExpr, ty, None);
                }
            }
            Type::Slice(elem) => {
                self.indexed_elements(&literal.elements, elem, -1);
            }
            Type::Map { key, elem } => self.map_literal(literal, key, elem),
            _ => {
                self.use_exprs(&literal.elements);
                if common.is_err() || self.is_valid(under) {
                    let element = if is_element { " element" } else { "" };
                    let name = self.type_text(ty);
                    let cause = if common.is_err() {
                        " (no common underlying type)"
                    } else {
                        ""
                    };
                    let message = format!("invalid composite literal{element} type {name}{cause}");
                    self.error(expr.start_pos(), "InvalidLit", message);
                    return x.invalidate();
                }
            }
        }
        x.mode = Mode::Value;
        x.ty = ty;
    }

    fn struct_literal(
        &mut self,
        literal: &'a ast::CompositeLit,
        base: TypeId,
        under: TypeId,
        data: &StructType,
    ) {
        let Some(first) = literal.elements.first() else {
            return;
        };
        if matches!(first.kind, ast::ExprKind::KeyValue { .. }) {
            self.keyed_struct_literal(literal, base, under);
        } else {
            self.positional_struct_literal(literal, base, data);
        }
    }

    /// spec: "If any element has a key, every element must have a key." Keys may name promoted
    /// fields.
    fn keyed_struct_literal(
        &mut self,
        literal: &'a ast::CompositeLit,
        base: TypeId,
        under: TypeId,
    ) {
        let mut visited: Vec<(Vec<u32>, String)> = Vec::new();
        for element in &literal.elements {
            let ast::ExprKind::KeyValue { key, value } = &element.kind else {
                let message = "mixture of field:value and value elements in struct literal";
                self.error(element.start_pos(), "MixedStructLit", message);
                continue;
            };
            let mut x = self.generic_expr(value, None);
            let Some(name) = key.as_name() else {
                let message = format!(
                    "invalid field name {} in struct literal",
                    self.expr_text(key)
                );
                self.error(element.start_pos(), "InvalidLitField", message);
                continue;
            };
            let package = self.package;
            let found = match self.types().search(under, false, package, name, false) {
                Lookup::Found(found) => found,
                _ => {
                    let message = self.lookup_error(base, under, name, true);
                    self.error(key.start_pos(), "MissingLitField", message);
                    continue;
                }
            };
            if found.target != Target::Field {
                let message = format!("{name} is not a field");
                self.error(key.start_pos(), "MissingLitField", message);
                continue;
            }
            if found.path.len() > 1 && !self.allow_version(27) {
                let path = self.field_path_text(under, &found.path);
                let what = format!(
                    "use of promoted field {path} in struct literal of type {}",
                    self.type_text(base)
                );
                self.version_error(key.start_pos(), 27, &what);
                continue;
            }
            if found.indirect {
                let message = format!("invalid implicit pointer indirection to reach {name}");
                self.error(key.start_pos(), "InvalidLitField", message);
                continue;
            }
            self.record_literal_field(key, base, &found);
            self.assignment(&mut x, Some(found.ty), "struct literal");
            self.check_duplicate_field(element, &mut visited, found.path, name.to_string());
        }
    }

    /// Later stages find the path to the field like that of a selector.
    fn record_literal_field(
        &mut self,
        key: &'a ast::Expr,
        base: TypeId,
        found: &crate::lookup::Found,
    ) {
        self.record_selection(
            key,
            crate::info::Selection {
                kind: crate::info::SelectionKind::FieldVal,
                receiver: base,
                path: found.path.clone(),
                target: Target::Field,
                indirect: false,
                ty: found.ty,
            },
        );
    }

    fn check_duplicate_field(
        &mut self,
        element: &'a ast::Expr,
        visited: &mut Vec<(Vec<u32>, String)>,
        path: Vec<u32>,
        name: String,
    ) {
        let other = visited.iter().find(|other| {
            let shared = other.0.len().min(path.len());
            other.0[..shared] == path[..shared]
        });
        let Some((other_path, other_name)) = other else {
            return visited.push((path, name));
        };
        let message = match other_path.len().cmp(&path.len()) {
            std::cmp::Ordering::Equal => format!("duplicate field name {name} in struct literal"),
            std::cmp::Ordering::Less => format!(
                "cannot specify promoted field {name} and enclosing embedded field {other_name}"
            ),
            std::cmp::Ordering::Greater => format!(
                "cannot specify embedded field {name} and enclosed promoted field {other_name}"
            ),
        };
        self.error(element.start_pos(), "DuplicateLitField", message);
    }

    /// `A.B.c` for a path of field indices.
    fn field_path_text(&mut self, ty: TypeId, path: &[u32]) -> String {
        let mut names = Vec::new();
        let mut ty = ty;
        for &index in path {
            let mut under = self.under(ty);
            if let Type::Pointer(base) = *self.program.types.get(under) {
                under = self.under(base);
            }
            let Type::Struct(data) = self.program.types.get(under).clone() else {
                break;
            };
            let Some(field) = data.fields.get(index as usize) else {
                break;
            };
            names.push(field.name.to_string());
            ty = field.ty;
        }
        names.join(".")
    }

    fn positional_struct_literal(
        &mut self,
        literal: &'a ast::CompositeLit,
        base: TypeId,
        data: &StructType,
    ) {
        let package = self.package;
        let hidden = |field: &Field| {
            !field.exported() && field.package != package && field.package != PackageId::NONE
        };
        for (index, element) in literal.elements.iter().enumerate() {
            if matches!(element.kind, ast::ExprKind::KeyValue { .. }) {
                let message = "mixture of field:value and value elements in struct literal";
                self.error(element.start_pos(), "MixedStructLit", message);
                continue;
            }
            let mut x = self.generic_expr(element, None);
            let Some(field) = data.fields.get(index) else {
                let message = format!(
                    "too many values in struct literal of type {}",
                    self.type_text(base)
                );
                self.error(x.start_pos(), "InvalidStructLit", message);
                break;
            };
            if hidden(field) {
                let message = format!(
                    "implicit assignment to unexported field {} in struct literal of type {}",
                    field.name,
                    self.type_text(base)
                );
                self.error(x.start_pos(), "UnexportedLitField", message);
                continue;
            }
            self.assignment(&mut x, Some(field.ty), "struct literal");
        }
        if literal.elements.len() < data.fields.len() {
            let hint = if data.fields.iter().any(hidden) {
                " (type has unexported fields - use key:value pairs)"
            } else {
                ""
            };
            let message = format!(
                "too few values in struct literal of type {}{hint}",
                self.type_text(base)
            );
            self.error(literal.rbrace, "InvalidStructLit", message);
        }
    }

    /// Elements of an array or slice literal; the result is the length they need.
    fn indexed_elements(&mut self, elements: &'a [ast::Expr], elem: TypeId, length: i64) -> i64 {
        let mut visited: FxHashSet<i64> = FxHashSet::default();
        // Only explicit indices can lead to duplicates.
        let keyed = elements
            .iter()
            .any(|element| matches!(element.kind, ast::ExprKind::KeyValue { .. }));
        let (mut index, mut max) = (0i64, 0i64);
        for element in elements {
            let mut value = element;
            let mut valid = true;
            if let ast::ExprKind::KeyValue { key, value: inner } = &element.kind {
                value = inner;
                let (ty, constant) = self.index_value(key, length);
                valid = false;
                if self.is_valid(ty) {
                    if let Some(constant) = constant {
                        index = constant;
                        valid = true;
                    } else {
                        let message =
                            format!("index {} must be integer constant", self.expr_text(key));
                        self.error(element.start_pos(), "InvalidLitIndex", message);
                    }
                }
            } else if length >= 0 && index >= length {
                valid = false;
                let message = format!("index {index} is out of bounds (>= {length})");
                self.error(element.start_pos(), "OversizeArrayLit", message);
            }
            if valid && keyed && !visited.insert(index) {
                let message = format!("duplicate index {index} in array or slice literal");
                self.error(element.start_pos(), "DuplicateLitKey", message);
            }
            index = index.saturating_add(1);
            max = max.max(index);
            let mut x = self.generic_expr(value, Some(elem));
            self.assignment(&mut x, Some(elem), "array or slice literal");
        }
        max
    }

    fn map_literal(&mut self, literal: &'a ast::CompositeLit, key: TypeId, elem: TypeId) {
        // With an interface key, constants of different types are different keys.
        let interface = self.is_plain_interface(key);
        let mut visited: FxHashMap<ConstantKey, Vec<TypeId>> = FxHashMap::default();
        for element in &literal.elements {
            let ast::ExprKind::KeyValue {
                key: key_expr,
                value,
            } = &element.kind
            else {
                self.error(
                    element.start_pos(),
                    "MissingLitKey",
                    "missing key in map literal",
                );
                continue;
            };
            let mut x = self.generic_expr(key_expr, Some(key));
            self.assignment(&mut x, Some(key), "map literal");
            if !x.is_valid() {
                continue;
            }
            if x.is_constant()
                && let Some(constant) = constant_key(&x.value)
            {
                let types = visited.entry(constant).or_default();
                let duplicate = if interface {
                    types
                        .iter()
                        .any(|&ty| self.program.types.identical(ty, x.ty))
                } else {
                    !types.is_empty()
                };
                types.push(x.ty);
                if duplicate {
                    let message = format!("duplicate key {} in map literal", x.value);
                    self.error(x.start_pos(), "DuplicateLitKey", message);
                    continue;
                }
            }
            let mut x = self.generic_expr(value, Some(elem));
            self.assignment(&mut x, Some(elem), "map literal");
        }
    }
}
