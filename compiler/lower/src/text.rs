//! Expressions in the spelling of gc's `-m`.
//!
//! In: syntax trees with their types and values. Out: texts such as `&T{...}`, `make([]int, n)`,
//! `([]byte)(s)`, `a + b + "x"`.
//! Invariants: constants appear as their values; literals' elements and function bodies are elided.
//! Follows cmd/compile/internal/ir/fmt.go.

use std::fmt::Write;

use grus_mir::LiteralStyle;
use grus_syntax::ast::{BinaryOp, CallExpr, ChanDir, Expr, ExprKind, UnaryOp};
use grus_types::{BuiltinKind, Mode, PackageId, SelectionKind, Target, TypeId, Value};

use crate::expressions::float_value;
use crate::function::Builder;
use crate::names::{Qualify, type_text};

impl Builder<'_, '_, '_> {
    pub fn expression_text(&mut self, expr: &Expr) -> String {
        let mut text = String::new();
        self.write_expression(&mut text, expr, 0);
        text
    }

    /// How types are named.
    fn qualification(&self) -> Qualify {
        match self.notes.foreign {
            true => Qualify::Relative(PackageId::NONE),
            false => Qualify::Relative(self.group.package),
        }
    }

    /// The package in front of one of its names, for other packages: `fmt.`
    fn write_package(&self, out: &mut String, name: &Expr) {
        if self.notes.foreign && !self.is_universal(name) {
            let package = self.lowerer.program.package(self.group.package);
            out.push_str(package.name.as_str());
            out.push('.');
        }
    }

    /// Whether a name is no member of the package: predeclared, or an imported package.
    fn is_universal(&self, name: &Expr) -> bool {
        let object = self.info().object_of(name.id);
        object.is_none_or(|object| {
            let data = self.lowerer.program.object(object);
            data.package == PackageId::NONE
                || matches!(data.kind, grus_types::ObjectKind::PkgName { .. })
        })
    }

    fn write_expression(&mut self, out: &mut String, expr: &Expr, precedence: u8) {
        let expr = expr.unparen();
        if let Some(value) = self.info().constant(expr.id).cloned() {
            let ty = self.type_of(expr);
            // Only the source tells `byte` from `uint8`.
            let written = match &expr.kind {
                ExprKind::Call(call) if self.is_type(&call.fun) => {
                    let mut text = String::new();
                    self.write_type(&mut text, &call.fun);
                    Some(text)
                }
                _ => None,
            };
            return self.write_constant(out, &value, ty, written);
        }
        let own = self.precedence(expr);
        if precedence > own {
            out.push('(');
            self.write_expression(out, expr, 0);
            out.push(')');
            return;
        }
        match &expr.kind {
            ExprKind::Name(name) => {
                self.write_package(out, expr);
                out.push_str(name.as_str());
            }
            ExprKind::FuncLit(_) => out.push_str("func literal"),
            ExprKind::CompositeLit(literal) => {
                match &literal.ty {
                    Some(ty) => self.write_type(out, ty),
                    None => {
                        let ty = self.type_of(expr);
                        let text = self.type_name(ty);
                        out.push_str(text.strip_prefix('*').unwrap_or(&text));
                    }
                }
                out.push_str(if literal.elements.is_empty() {
                    "{}"
                } else {
                    "{...}"
                });
            }
            ExprKind::Selector { operand, name } => {
                self.write_expression(out, operand, own);
                self.write_embedded_fields(out, expr, operand);
                let _ = write!(out, ".{}", name.name);
            }
            ExprKind::Index { operand, indices } => {
                self.write_expression(out, operand, own);
                out.push('[');
                self.write_list(out, indices);
                out.push(']');
            }
            ExprKind::Slice(slice) => {
                self.write_expression(out, &slice.operand, own);
                out.push('[');
                self.write_optional(out, &slice.low);
                out.push(':');
                self.write_optional(out, &slice.high);
                if slice.three {
                    out.push(':');
                    self.write_optional(out, &slice.max);
                }
                out.push(']');
            }
            ExprKind::TypeAssert { operand, ty } => {
                self.write_expression(out, operand, own);
                out.push_str(".(");
                self.write_type(out, ty);
                out.push(')');
            }
            ExprKind::Call(call) => self.write_call(out, call),
            ExprKind::Unary { op, operand } => {
                out.push_str(op.as_str());
                let composite = matches!(operand.unparen().kind, ExprKind::CompositeLit(_));
                let inner = if *op == UnaryOp::AddressOf && composite {
                    0
                } else {
                    own + 1
                };
                self.write_expression(out, operand, inner);
            }
            ExprKind::Star(operand) => {
                out.push('*');
                self.write_expression(out, operand, own + 1);
            }
            ExprKind::Binary { op, lhs, rhs } => {
                self.write_expression(out, lhs, own);
                let _ = write!(out, " {} ", op.as_str());
                let ty = self.type_of(expr);
                let string = *op == BinaryOp::Add && crate::type_query::is_string(self.types(), ty);
                if matches!(op, BinaryOp::Shl | BinaryOp::Shr)
                    && let Some(count) = self.info().constant(rhs.unparen().id).cloned()
                {
                    return self.write_constant(out, &count, TypeId::UINT, None);
                }
                self.write_expression(out, rhs, if string { own } else { own + 1 });
            }
            _ => self.write_type(out, expr),
        }
    }

    /// The embedded fields that a selector for a field passes through.
    fn write_embedded_fields(&mut self, out: &mut String, expr: &Expr, operand: &Expr) {
        let Some(selection) = self.info().selections.get(&expr.id) else {
            return;
        };
        if selection.kind != SelectionKind::FieldVal || selection.path.len() < 2 {
            return;
        }
        let path = selection.path.clone();
        let mut ty = self.type_of(operand);
        for &index in &path[..path.len() - 1] {
            ty = crate::type_query::pointee(self.types(), ty).unwrap_or(ty);
            let Some(field) = self.types().fields(ty).get(index as usize) else {
                return;
            };
            let _ = write!(out, ".{}", field.name);
            ty = field.ty;
        }
    }

    /// As gc's table has it, which lacks entries for func literals, the parts of complex numbers, and
    /// maps and channels that are made.
    fn precedence(&mut self, expr: &Expr) -> u8 {
        if let ExprKind::Call(call) = &expr.kind {
            match self.info().type_and_value(call.fun.unparen().id).mode {
                Mode::Builtin(BuiltinKind::Make) => {
                    let ty = self.type_of(expr);
                    let slice = crate::type_query::is_slice(self.types(), ty);
                    return if slice { 8 } else { 0 };
                }
                Mode::Builtin(BuiltinKind::Real | BuiltinKind::Imag) => return 0,
                _ => {}
            }
        }
        expression_precedence(expr)
    }

    fn write_optional(&mut self, out: &mut String, expr: &Option<Expr>) {
        if let Some(expr) = expr {
            self.write_expression(out, expr, 0);
        }
    }

    fn is_type(&self, expr: &Expr) -> bool {
        self.info().type_and_value(expr.unparen().id).mode == Mode::TypeExpr
    }

    fn write_list(&mut self, out: &mut String, list: &[Expr]) {
        for (index, expr) in list.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            if self.is_type(expr) {
                self.write_type(out, expr)
            } else {
                self.write_expression(out, expr, 0)
            }
        }
    }

    fn write_call(&mut self, out: &mut String, call: &CallExpr) {
        let fun = call.fun.unparen();
        match self.info().type_and_value(fun.id).mode {
            Mode::TypeExpr => {
                let named = matches!(
                    fun.kind,
                    ExprKind::Name(_) | ExprKind::Selector { .. } | ExprKind::Index { .. }
                );
                out.push_str(if named { "" } else { "(" });
                self.write_type(out, fun);
                out.push_str(if named { "(" } else { ")(" });
                self.write_list(out, &call.args);
                out.push(')');
            }
            Mode::Builtin(kind) => {
                self.write_expression(out, fun, 8);
                out.push('(');
                if kind == BuiltinKind::Append {
                    self.write_append_arguments(out, call);
                } else {
                    self.write_list(out, &call.args);
                }
                out.push_str(if call.has_dots { "...)" } else { ")" });
            }
            _ => {
                if !self.write_method_callee(out, fun, !call.args.is_empty()) {
                    self.write_expression(out, fun, 8);
                    out.push('(');
                }
                self.write_arguments(out, call);
                out.push(')');
            }
        }
    }

    /// Calls of declared methods appear as calls of method expressions: `T.m(x`, `(*T).m(x, `.
    fn write_method_callee(&mut self, out: &mut String, fun: &Expr, arguments: bool) -> bool {
        let ExprKind::Selector { operand, name } = &fun.kind else {
            return false;
        };
        let is_method = self
            .info()
            .selections
            .get(&fun.id)
            .is_some_and(|selection| selection.kind == SelectionKind::MethodVal);
        if !is_method {
            return false;
        }
        let receiver = self.type_of(operand);
        let entry = self
            .lowerer
            .method_entry(receiver, name.name, self.group.package);
        let Some(found) = entry.map(|entry| entry.found) else {
            return false;
        };
        if !matches!(found.target, Target::Method(_)) {
            return false;
        }
        let holder = self.type_name(found.holder);
        let _ = match found.pointer_receiver {
            true => write!(out, "(*{holder}).{}(", name.name),
            false => write!(out, "{holder}.{}(", name.name),
        };
        self.write_expression(out, operand, 0);
        let mut ty = receiver;
        for index in found.path {
            ty = crate::type_query::pointee(self.types(), ty).unwrap_or(ty);
            let Some(field) = self.types().fields(ty).get(index as usize) else {
                break;
            };
            let _ = write!(out, ".{}", field.name);
            ty = field.ty;
        }
        out.push_str(if arguments { ", " } else { "" });
        true
    }

    /// Constants are converted to the element type, and gc shows that.
    fn write_append_arguments(&mut self, out: &mut String, call: &CallExpr) {
        let elem = call.args.first().map(|slice| self.type_of(slice));
        let elem = elem.and_then(|slice| self.types().elem(slice));
        for (index, arg) in call.args.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            match (self.info().constant(arg.id).cloned(), elem) {
                (Some(value), Some(elem)) if index > 0 && !self.is_interface(elem) => {
                    let byte = (elem == TypeId::UINT8).then(|| "byte".to_string());
                    self.write_constant(out, &value, elem, byte);
                }
                _ => self.write_expression(out, arg, 0),
            }
        }
    }

    fn write_arguments(&mut self, out: &mut String, call: &CallExpr) {
        let ty = self.type_of(&call.fun);
        let signature = self.types().signature(ty).cloned();
        let Some(signature) = signature else {
            return self.write_list(out, &call.args);
        };
        let fixed = signature.params.len() - usize::from(signature.variadic);
        if !signature.variadic || call.has_dots || call.args.len() <= fixed {
            self.write_list(out, &call.args);
            if signature.variadic && !call.has_dots && call.args.len() == fixed {
                out.push_str(if fixed > 0 { ", nil" } else { "nil" });
            }
            out.push_str(if signature.variadic { "..." } else { "" });
            return;
        }
        self.write_list(out, &call.args[..fixed]);
        out.push_str(if fixed > 0 {
            ", ... argument..."
        } else {
            "... argument..."
        });
    }

    fn type_name(&self, ty: TypeId) -> String {
        type_text(self.lowerer.program, ty, self.qualification())
    }

    /// A type as written, since only the source tells `byte` from `uint8` and `any` from
    /// `interface {}`.
    pub fn write_type(&mut self, out: &mut String, expr: &Expr) {
        match &expr.kind {
            ExprKind::Paren(inner) => self.write_type(out, inner),
            ExprKind::Name(name) if self.is_type_parameter(expr) => {
                let ty = self.type_of(expr);
                let text = self.type_name(ty);
                out.push_str(if text.is_empty() {
                    name.as_str()
                } else {
                    &text
                });
            }
            ExprKind::Name(name) => {
                self.write_package(out, expr);
                out.push_str(name.as_str());
            }
            ExprKind::Star(base) => self.write_prefixed_type(out, "*", base),
            ExprKind::SliceType(elem) => self.write_prefixed_type(out, "[]", elem),
            ExprKind::ArrayType { elem, .. } => {
                let ty = self.type_of(expr);
                let length = crate::type_query::array_length(self.types(), ty).unwrap_or(0);
                self.write_prefixed_type(out, &format!("[{length}]"), elem);
            }
            ExprKind::MapType { key, value } => {
                self.write_prefixed_type(out, "map[", key);
                self.write_prefixed_type(out, "]", value);
            }
            ExprKind::ChanType {
                dir: ChanDir::Both,
                elem,
            } => {
                self.write_prefixed_type(out, "chan ", elem);
            }
            ExprKind::ChanType {
                dir: ChanDir::Send,
                elem,
            } => {
                self.write_prefixed_type(out, "chan<- ", elem);
            }
            ExprKind::ChanType {
                dir: ChanDir::Receive,
                elem,
            } => {
                self.write_prefixed_type(out, "<-chan ", elem);
            }
            _ => {
                let ty = self.type_of(expr);
                let text = self.type_name(ty);
                out.push_str(&text);
            }
        }
    }

    fn write_prefixed_type(&mut self, out: &mut String, prefix: &str, ty: &Expr) {
        out.push_str(prefix);
        self.write_type(out, ty);
    }

    fn is_type_parameter(&self, expr: &Expr) -> bool {
        let ty = self.info().type_of(expr.id);
        self.types().as_type_param(ty).is_some()
    }

    /// How constants of a type are spelled.
    pub fn literal_style(&self, ty: TypeId) -> LiteralStyle {
        match ty {
            TypeId::BOOL | TypeId::STRING | TypeId::INT | TypeId::FLOAT64 | TypeId::COMPLEX128 => {
                LiteralStyle::Plain
            }
            TypeId::INT32 => LiteralStyle::Rune,
            _ => LiteralStyle::Named(self.type_name(ty).into()),
        }
    }

    /// `name` is the type's, if it is known how it was written.
    fn write_constant(&self, out: &mut String, value: &Value, ty: TypeId, name: Option<String>) {
        let text = constant_text(value);
        let plain = match value {
            Value::Bool(_) => ty == TypeId::BOOL,
            Value::String(_) => ty == TypeId::STRING,
            Value::Int(_) | Value::BigInt(_) => ty == TypeId::INT,
            Value::Complex(_) => ty == TypeId::COMPLEX128,
            _ => ty == TypeId::FLOAT64,
        };
        if let (TypeId::INT32, Value::Int(rune)) = (ty, value)
            && let Some(text) = grus_mir::literal_text::rune_text(*rune)
        {
            out.push_str(&text);
        } else if plain {
            out.push_str(&text);
        } else {
            let name = name.unwrap_or_else(|| self.type_name(ty));
            let _ = write!(out, "{name}({text})");
        }
    }
}

/// A constant as go/constant's short form.
fn constant_text(value: &Value) -> String {
    match value {
        Value::Unknown => "unknown".to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::BigInt(value) => value.to_string(),
        Value::String(bytes) => grus_types::constant::short_string(bytes),
        Value::Complex(parts) => {
            format!(
                "({} + {}i)",
                constant_text(&parts.0),
                constant_text(&parts.1)
            )
        }
        other => grus_types::constant::short_float(float_value(other)),
    }
}

/// How strongly an expression binds; 8 for operands.
fn expression_precedence(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::FuncLit(_) => 0,
        ExprKind::Unary { .. } | ExprKind::Star(_) => 7,
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::OrOr => 1,
            BinaryOp::AndAnd => 2,
            op if op.is_comparison() => 4,
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or | BinaryOp::Xor => 5,
            _ => 6,
        },
        _ => 8,
    }
}
