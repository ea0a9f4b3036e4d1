//! Expressions as gc's nodes.
//!
//! In: typed expressions.  Out: lines.
//! Constants are literals whatever they were computed from; conversions that an assignment implies are
//! written out, as gc's checker leaves them.

use super::Tree;
use grus_syntax::Pos;
use grus_syntax::ast::{BinaryOp, CallExpr, CompositeLit, Expr, ExprKind, SliceExpr, UnaryOp};
use grus_types::{BuiltinKind, Mode, ObjectKind, SelectionKind, Target, Type, TypeId};

impl Tree<'_> {
    pub(super) fn expression_type(&self, expr: &Expr) -> TypeId {
        self.types.info.type_of(expr.id)
    }

    pub(super) fn expressions(&mut self, list: &[Expr]) {
        for expr in list {
            self.expression(expr);
        }
    }

    /// An expression that is assigned to something of a type.
    pub(super) fn converted(&mut self, expr: &Expr, to: TypeId) {
        let types = &self.types.types;
        let from = self.expression_type(expr);
        let is_nil = self.types.info.mode_of(expr.id) == Mode::Nil;
        let boxes = to != TypeId::INVALID && types.is_interface(to) && !is_nil;
        if !boxes || from == TypeId::INVALID || from == to {
            return self.expression(expr);
        }
        self.line("CONVIFACE Implicit", Some(to), expr.pos);
        self.below(|tree| tree.expression(expr));
    }

    pub(super) fn expression(&mut self, expr: &Expr) {
        let expr = expr.unparen();
        let ty = self.expression_type(expr);
        if let Some(value) = self.types.info.constant(expr.id) {
            let text = match value.as_bytes() {
                Some(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
                None => value.to_string(),
            };
            return self.line(&format!("LITERAL-{text}"), Some(ty), expr.pos);
        }
        if self.types.info.mode_of(expr.id) == Mode::TypeExpr {
            return self.line("TYPE type", Some(ty), Pos::NONE);
        }
        match &expr.kind {
            ExprKind::Name(name) => match self.types.info.object_of(expr.id) {
                Some(object) if matches!(self.types.object(object).kind, ObjectKind::Nil) => {
                    self.line("NIL", Some(ty), expr.pos);
                }
                Some(object) => self.object(object, expr.pos),
                None => self.line(&format!("NAME-{}", name.as_str()), Some(ty), expr.pos),
            },
            ExprKind::CompositeLit(literal) => self.composite(literal, ty, expr.pos),
            ExprKind::FuncLit(_) => self.closure(expr.pos, ty),
            ExprKind::Selector { operand, name } => {
                self.selector(expr, operand, name.name.as_str(), ty);
            }
            ExprKind::Index { operand, indices } => {
                let of = self.expression_type(operand);
                if matches!(self.types.types.underlying_type(of), Type::Signature(_)) {
                    // An instantiation: the function is what counts.
                    return self.expression(operand);
                }
                let is_map = self.is_map(of);
                let node = if is_map { "INDEXMAP" } else { "INDEX" };
                self.line(node, Some(ty), expr.pos);
                self.below(|tree| {
                    tree.expression(operand);
                    tree.expressions(indices);
                });
            }
            ExprKind::Slice(slice) => self.slice(slice, ty, expr.pos),
            ExprKind::TypeAssert { operand, .. } => {
                self.line("DOTTYPE", Some(ty), expr.pos);
                self.below(|tree| tree.expression(operand));
            }
            ExprKind::Call(call) => self.call(call, ty, expr.pos),
            ExprKind::Unary { op, operand } => self.unary(*op, operand, ty, expr.pos),
            ExprKind::Binary { op, lhs, rhs } => {
                self.line(self.binary_node(*op, lhs), Some(ty), expr.pos);
                self.below(|tree| {
                    tree.expression(lhs);
                    tree.expression(rhs);
                });
            }
            ExprKind::Star(operand) => {
                self.line("DEREF", Some(ty), expr.pos);
                self.below(|tree| tree.expression(operand));
            }
            ExprKind::KeyValue { key, value } => {
                self.line("KEY", None, expr.pos);
                self.below(|tree| {
                    tree.expression(key);
                    tree.expression(value);
                });
            }
            _ => self.line("TYPE type", Some(ty), expr.pos),
        }
    }

    fn binary_node(&self, op: BinaryOp, operand: &Expr) -> &'static str {
        let ty = self.expression_type(operand);
        let kind = self.types.types.basic_kind(ty);
        match op {
            BinaryOp::Add if kind.is_some_and(|kind| kind.is_string()) => "ADDSTR",
            op => operator(op),
        }
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr, ty: TypeId, pos: Pos) {
        let node = match op {
            UnaryOp::Plus => "PLUS",
            UnaryOp::Negate => "NEG",
            UnaryOp::Not => "NOT",
            UnaryOp::Complement => "BITNOT",
            UnaryOp::AddressOf => match operand.unparen().kind {
                ExprKind::CompositeLit(_) => "PTRLIT",
                _ => "ADDR",
            },
            UnaryOp::Receive => "RECV",
            UnaryOp::Tilde => "TILDE",
        };
        let node = match node {
            "PTRLIT" => format!("PTRLIT{}", self.site_storage(pos)),
            node => node.to_string(),
        };
        self.line(&node, Some(ty), pos);
        self.below(|tree| tree.expression(operand));
    }

    fn composite(&mut self, literal: &CompositeLit, ty: TypeId, pos: Pos) {
        let underlying = self.types.types.underlying_type(ty).clone();
        let (node, element) = match &underlying {
            Type::Slice(element) => ("SLICELIT", *element),
            Type::Array { elem, .. } => ("ARRAYLIT", *elem),
            Type::Map { elem, .. } => ("MAPLIT", *elem),
            // The elements' own types say what is written.
            Type::Pointer(base) => {
                self.line("PTRLIT", Some(ty), pos);
                let base = *base;
                return self.below(|tree| tree.composite(literal, base, pos));
            }
            _ => ("STRUCTLIT", TypeId::INVALID),
        };
        let storage = match node {
            "SLICELIT" | "MAPLIT" => self.site_storage(pos),
            _ => String::new(),
        };
        self.line(&format!("{node}{storage}"), Some(ty), pos);
        let heading = format!("{node}-List");
        self.group(&heading, literal.elements.is_empty(), |tree| {
            for (index, each) in literal.elements.iter().enumerate() {
                match (&each.kind, &underlying) {
                    (_, Type::Struct(data)) => tree.field_value(each, index, &data.fields),
                    (ExprKind::KeyValue { key, value }, _) => {
                        tree.line("KEY", None, each.pos);
                        tree.below(|tree| {
                            tree.group("KEY-Key", false, |tree| tree.expression(key));
                            tree.converted(value, element);
                        });
                    }
                    _ => tree.converted(each, element),
                }
            }
        });
    }

    fn field_value(&mut self, element: &Expr, index: usize, fields: &[grus_types::Field]) {
        let (field, value) = match &element.kind {
            ExprKind::KeyValue { key, value } => {
                let name = key.as_name();
                let field = fields.iter().find(|field| Some(field.name) == name);
                (field, &**value)
            }
            _ => (fields.get(index), element),
        };
        let (name, ty) = field.map_or(("?", TypeId::INVALID), |f| (f.name.as_str(), f.ty));
        let node = format!("STRUCTKEY {}.{name}", self.package_name());
        self.line(&node, None, element.pos);
        self.below(|tree| tree.converted(value, ty));
    }

    pub(super) fn closure(&mut self, pos: Pos, ty: TypeId) {
        let literals = self.mir.functions.values();
        let mut found = literals.filter(|f| f.flags.is_literal && f.pos == pos);
        let name = found.next().map_or("?", |function| &function.symbol);
        let node = format!("CLOSURE{} fnName({name})", self.site_storage(pos));
        self.line(&node, Some(ty), pos);
    }

    fn selector(&mut self, expr: &Expr, operand: &Expr, name: &str, ty: TypeId) {
        let Some(selection) = self.types.info.selections.get(&expr.id).cloned() else {
            // A qualified identifier.
            if let Some(object) = self.types.info.object_of(expr.id) {
                return self.object(object, expr.pos);
            }
            let package = operand.as_name().map_or("", |name| name.as_str());
            return self.line(&format!("NAME-{package}.{name}"), Some(ty), expr.pos);
        };
        let types = &self.types.types;
        let is_pointer = matches!(types.underlying_type(selection.receiver), Type::Pointer(_));
        let node = match (selection.kind, &selection.target) {
            (SelectionKind::FieldVal, _) if is_pointer => "DOTPTR",
            (SelectionKind::FieldVal, _) => "DOT",
            (SelectionKind::MethodExpr, _) => "METHEXPR",
            (SelectionKind::MethodVal, Target::InterfaceMethod(_)) => "DOTINTER",
            (SelectionKind::MethodVal, _) => "DOTMETH",
        };
        let node = format!("{node} {}.{name}", self.package_name());
        self.line(&node, Some(ty), expr.pos);
        self.below(|tree| tree.expression(operand));
    }

    fn slice(&mut self, slice: &SliceExpr, ty: TypeId, pos: Pos) {
        let of = self.expression_type(&slice.operand);
        let node = match (self.types.types.underlying_type(of), slice.three) {
            (Type::Basic(_), _) => "SLICESTR",
            (Type::Slice(_), false) => "SLICE",
            (Type::Slice(_), true) => "SLICE3",
            (_, false) => "SLICEARR",
            (_, true) => "SLICE3ARR",
        };
        self.line(node, Some(ty), pos);
        self.below(|tree| tree.expression(&slice.operand));
        for (part, bound) in [
            ("Low", &slice.low),
            ("High", &slice.high),
            ("Max", &slice.max),
        ] {
            let heading = format!("{node}-{part}");
            self.group(&heading, bound.is_none(), |tree| {
                tree.expressions(bound.as_slice());
            });
        }
    }

    /// A call, a conversion or a use of a builtin.
    pub(super) fn call(&mut self, call: &CallExpr, ty: TypeId, pos: Pos) {
        let fun = call.fun.unparen();
        match self.types.info.mode_of(fun.id) {
            Mode::TypeExpr => {
                let from = call
                    .args
                    .first()
                    .map_or(TypeId::INVALID, |arg| self.expression_type(arg));
                self.line(self.conversion_node(from, ty), Some(ty), pos);
                return self.below(|tree| tree.expressions(&call.args));
            }
            Mode::Builtin(kind) => {
                let node = builtin_node(kind, self.types.types.underlying_type(ty));
                let node = match node {
                    "NEW" | "MAKESLICE" | "MAKEMAP" => format!("{node}{}", self.site_storage(pos)),
                    node => node.to_string(),
                };
                self.line(&node, Some(ty), pos);
                let unary = call.args.len() == 1 && !matches!(node.as_str(), "PRINT" | "PRINTLN");
                if unary {
                    return self.below(|tree| tree.expressions(&call.args));
                }
                let name = node.split(' ').next().unwrap_or_default();
                let heading = format!("{name}-Args");
                return self.group(&heading, call.args.is_empty(), |tree| {
                    tree.expressions(&call.args);
                });
            }
            _ => {}
        }
        let selection = self.types.info.selections.get(&fun.id);
        let node = match selection.map(|selection| (selection.kind, &selection.target)) {
            Some((SelectionKind::MethodVal, Target::InterfaceMethod(_))) => "CALLINTER",
            Some((SelectionKind::MethodVal, _)) => "CALLMETH",
            _ => "CALLFUNC",
        };
        self.line(node, Some(ty), pos);
        self.group(&format!("{node}-Fun"), false, |tree| tree.expression(fun));
        let signature = self
            .types
            .types
            .signature(self.expression_type(fun))
            .cloned();
        self.group(&format!("{node}-Args"), call.args.is_empty(), |tree| {
            for (index, argument) in call.args.iter().enumerate() {
                let parameter = signature.as_ref().and_then(|signature| {
                    let last = signature.params.len().checked_sub(1)?;
                    let ty = signature.params[index.min(last)].ty;
                    match signature.variadic && index >= last && !call.has_dots {
                        true => tree.types.types.elem(ty),
                        false => Some(ty),
                    }
                });
                tree.converted(argument, parameter.unwrap_or(TypeId::INVALID));
            }
        });
    }

    fn conversion_node(&self, from: TypeId, to: TypeId) -> &'static str {
        let types = &self.types.types;
        if types.is_interface(to) {
            return "CONVIFACE";
        }
        let text = |ty: TypeId| types.basic_kind(ty).is_some_and(|kind| kind.is_string());
        let element = |ty: TypeId| match types.underlying_type(ty) {
            Type::Slice(element) => types.size_of(*element),
            _ => None,
        };
        match (text(from), text(to)) {
            (true, false) => match element(to) {
                Some(1) => "STR2BYTES",
                Some(_) => "STR2RUNES",
                None => "CONV",
            },
            (false, true) => match element(from) {
                Some(1) => "BYTES2STR",
                Some(_) => "RUNES2STR",
                None => "RUNESTR",
            },
            _ if types.underlying(from) == types.underlying(to) => "CONVNOP",
            _ => "CONV",
        }
    }

    /// What escape analysis decided about the allocation at a place.
    pub(super) fn site_storage(&self, pos: Pos) -> String {
        let sites = self.mir.functions.values().flat_map(|f| f.sites.values());
        let mut here = sites.filter(|site| site.pos == pos).peekable();
        if here.peek().is_none() {
            return String::new();
        }
        match here.any(|site| site.storage == grus_mir::Storage::Heap) {
            true => " esc(h)".to_string(),
            false => " esc(no)".to_string(),
        }
    }
}

/// gc's name of an operator.
pub(super) fn operator(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::OrOr => "OROR",
        BinaryOp::AndAnd => "ANDAND",
        BinaryOp::Eq => "EQ",
        BinaryOp::Ne => "NE",
        BinaryOp::Lt => "LT",
        BinaryOp::Le => "LE",
        BinaryOp::Gt => "GT",
        BinaryOp::Ge => "GE",
        BinaryOp::Add => "ADD",
        BinaryOp::Sub => "SUB",
        BinaryOp::Or => "OR",
        BinaryOp::Xor => "XOR",
        BinaryOp::Mul => "MUL",
        BinaryOp::Div => "DIV",
        BinaryOp::Rem => "MOD",
        BinaryOp::And => "AND",
        BinaryOp::AndNot => "ANDNOT",
        BinaryOp::Shl => "LSH",
        BinaryOp::Shr => "RSH",
    }
}

fn builtin_node(kind: BuiltinKind, result: &Type) -> &'static str {
    match kind {
        BuiltinKind::Append => "APPEND",
        BuiltinKind::Cap => "CAP",
        BuiltinKind::Clear => "CLEAR",
        BuiltinKind::Close => "CLOSE",
        BuiltinKind::Complex => "COMPLEX",
        BuiltinKind::Copy => "COPY",
        BuiltinKind::Delete => "DELETE",
        BuiltinKind::Imag => "IMAG",
        BuiltinKind::Len => "LEN",
        BuiltinKind::Make => match result {
            Type::Map { .. } => "MAKEMAP",
            Type::Chan { .. } => "MAKECHAN",
            _ => "MAKESLICE",
        },
        BuiltinKind::Max => "MAX",
        BuiltinKind::Min => "MIN",
        BuiltinKind::New => "NEW",
        BuiltinKind::Panic => "PANIC",
        BuiltinKind::Print => "PRINT",
        BuiltinKind::Println => "PRINTLN",
        BuiltinKind::Real => "REAL",
        BuiltinKind::Recover => "RECOVERFP",
        BuiltinKind::UnsafeAdd => "UNSAFEADD",
        BuiltinKind::UnsafeSlice => "UNSAFESLICE",
        BuiltinKind::UnsafeSliceData => "UNSAFESLICEDATA",
        BuiltinKind::UnsafeString => "UNSAFESTRING",
        BuiltinKind::UnsafeStringData => "UNSAFESTRINGDATA",
        BuiltinKind::UnsafeAlignof
        | BuiltinKind::UnsafeOffsetof
        | BuiltinKind::UnsafeSizeof
        | BuiltinKind::TestAssert
        | BuiltinKind::TestTrace => "LITERAL",
    }
}
