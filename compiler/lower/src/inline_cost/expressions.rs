//! Expressions but calls.

use grus_syntax::ast::{BinaryOp, CompositeLit, Expr, ExprKind, UnaryOp};
use grus_types::{Mode, SelectionKind, Type, TypeId};

use super::Counter;
use crate::type_query::{is_string, pointee};

/// What making a func value of a literal costs.
const LITERAL: i32 = 15;

impl Counter<'_, '_, '_, '_> {
    pub(crate) fn exprs(&mut self, list: &[Expr]) {
        list.iter().for_each(|expr| self.expr(expr));
    }

    pub(crate) fn optional(&mut self, expr: &Option<Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    pub(crate) fn expr(&mut self, expr: &Expr) {
        let expr = expr.unparen();
        if self.is_constant(expr) || self.mode(expr) == Mode::Nil {
            return self.node();
        }
        match &expr.kind {
            ExprKind::FuncLit(_) => {
                self.node();
                self.adjust(LITERAL);
            }
            ExprKind::CompositeLit(literal) => self.composite(expr, literal),
            ExprKind::Selector { operand, .. } => self.selector(expr, operand),
            ExprKind::Index { operand, indices } => {
                self.node();
                if self.is_type_argument(&indices[0]) {
                    return;
                }
                self.expr(operand);
                let ty = self.type_of(operand);
                let key = match *self.builder.types().underlying_type(ty) {
                    Type::Map { key, .. } => Some(key),
                    _ => None,
                };
                self.assigned(&indices[0], key);
                if pointee(self.builder.types(), ty).is_some() {
                    // The pointer to the array is followed.
                    self.node();
                }
            }
            ExprKind::Slice(slice) => {
                self.node();
                self.expr(&slice.operand);
                self.optional(&slice.low);
                self.optional(&slice.high);
                self.optional(&slice.max);
                self.superfluous_bounds(slice);
                if self.is_array(&slice.operand) {
                    // Its address is taken.
                    self.node();
                    if self.is_first_field_of_variable(&slice.operand) {
                        self.adjust(-2);
                    }
                }
            }
            ExprKind::TypeAssert { operand, .. } => {
                self.node();
                self.expr(operand);
            }
            ExprKind::Call(call) => self.call(expr, call),
            ExprKind::Unary { op, operand } => self.unary(*op, operand),
            ExprKind::Binary { op, lhs, rhs } => self.binary(expr, *op, lhs, rhs),
            ExprKind::Star(operand) => {
                self.node();
                self.expr(operand);
                if self.is_disguised_address(operand) {
                    self.adjust(-1);
                }
            }
            _ => self.node(),
        }
    }

    fn is_type_argument(&self, index: &Expr) -> bool {
        self.mode(index) == Mode::TypeExpr
    }

    /// An expression whose value becomes one of another type, if that is known.
    pub(crate) fn assigned(&mut self, expr: &Expr, to: Option<TypeId>) {
        self.expr(expr);
        let Some(to) = to else { return };
        let nil = self.mode(expr) == Mode::Nil;
        let from = self.type_of(expr);
        if !nil && self.boxes(from, to) {
            self.node();
        }
    }

    /// Whether a conversion to an interface is a node.
    pub(crate) fn boxes(&self, from: TypeId, to: TypeId) -> bool {
        if !self.is_interface(to) || !from.is_valid() {
            return false;
        }
        let types = self.builder.types();
        from != to && types.underlying(from) != types.underlying(to)
    }

    fn superfluous_bounds(&mut self, slice: &grus_syntax::ast::SliceExpr) {
        let zero = |expr: &Expr| {
            let value = self.builder.info().constant(expr.unparen().id);
            value.is_some_and(|value| matches!(value, grus_types::Value::Int(0)))
        };
        let starts_at_zero = slice.low.as_ref().is_some_and(zero);
        let mut saved = i32::from(starts_at_zero);
        if let Some(high) = &slice.high
            && let ExprKind::Call(call) = &high.unparen().kind
            && self.mode(&call.fun) == Mode::Builtin(grus_types::BuiltinKind::Len)
            && let (ExprKind::Name(length_of), ExprKind::Name(sliced)) =
                (&call.args[0].unparen().kind, &slice.operand.unparen().kind)
            && length_of == sliced
        {
            saved += 2;
        }
        self.adjust(-saved);
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr) {
        self.node();
        self.expr(operand);
        if op == UnaryOp::AddressOf && self.is_first_field_of_variable(operand) {
            self.adjust(-2);
        }
    }

    pub(crate) fn is_array_or_pointer(&mut self, expr: &Expr) -> bool {
        let ty = self.type_of(expr);
        let types = self.builder.types();
        let ty = pointee(types, ty).unwrap_or(ty);
        matches!(types.underlying_type(ty), Type::Array { .. })
    }

    fn is_array(&mut self, expr: &Expr) -> bool {
        let ty = self.type_of(expr);
        matches!(self.builder.types().underlying_type(ty), Type::Array { .. })
    }

    /// `s.f` of a variable `s` where `f` is at its start.
    pub(crate) fn is_first_field_of_variable(&mut self, expr: &Expr) -> bool {
        let expr = expr.unparen();
        let ExprKind::Selector { operand, .. } = &expr.kind else {
            return false;
        };
        let Some(selection) = self.builder.info().selections.get(&expr.id) else {
            return false;
        };
        let [index] = selection.path.as_slice() else {
            return false;
        };
        let first = selection.kind == SelectionKind::FieldVal && self.is_at_start(operand, *index);
        first && matches!(operand.unparen().kind, ExprKind::Name(_))
    }

    /// Whether a field of what the operand is, or points to, has offset 0.
    pub(crate) fn is_at_start(&mut self, operand: &Expr, index: u32) -> bool {
        let ty = self.type_of(operand);
        let types = self.builder.types();
        let ty = pointee(types, ty).unwrap_or(ty);
        let before = types.fields(ty).get(..index as usize).unwrap_or_default();
        before
            .iter()
            .all(|field| types.size_of(field.ty) == Some(0))
    }

    /// `(*T)(unsafe.Pointer(&x))` and the like.
    fn is_disguised_address(&mut self, expr: &Expr) -> bool {
        let mut expr = expr.unparen();
        loop {
            match &expr.kind {
                ExprKind::Unary {
                    op: UnaryOp::AddressOf,
                    operand,
                } => return !matches!(operand.unparen().kind, ExprKind::CompositeLit(_)),
                ExprKind::Call(call) if self.mode(&call.fun) == Mode::TypeExpr => {
                    expr = call.args[0].unparen();
                }
                _ => return false,
            }
        }
    }

    fn binary(&mut self, expr: &Expr, op: BinaryOp, lhs: &Expr, rhs: &Expr) {
        let ty = self.type_of(expr);
        if op == BinaryOp::Add && is_string(self.builder.types(), ty) {
            self.node();
            return self.concatenated(expr);
        }
        self.node();
        if op.is_comparison() {
            let (left, right) = (self.type_of(lhs), self.type_of(rhs));
            self.assigned(lhs, Some(right));
            self.assigned(rhs, Some(left));
        } else {
            self.expr(lhs);
            self.expr(rhs);
        }
    }

    /// The operands of a chain of concatenations, which is one node.
    fn concatenated(&mut self, expr: &Expr) {
        let inner = expr.unparen();
        match &inner.kind {
            ExprKind::Binary {
                op: BinaryOp::Add,
                lhs,
                rhs,
            } if !self.is_constant(inner) => {
                self.concatenated(lhs);
                self.concatenated(rhs);
            }
            _ => self.expr(inner),
        }
    }

    fn selector(&mut self, expr: &Expr, operand: &Expr) {
        let Some(selection) = self.builder.info().selections.get(&expr.id).cloned() else {
            return self.node();
        };
        match selection.kind {
            SelectionKind::FieldVal => {
                self.expr(operand);
                self.count(selection.path.len());
            }
            SelectionKind::MethodVal => {
                self.node();
                self.adjust(1);
                self.receiver(expr, operand);
            }
            // Weighs nothing, as the type in it.
            SelectionKind::MethodExpr => self.nodes += 1,
        }
    }

    fn composite(&mut self, expr: &Expr, literal: &CompositeLit) {
        let mut ty = self.type_of(expr);
        if let Some(base) = pointee(self.builder.types(), ty) {
            self.node();
            ty = base;
        }
        self.node();
        let types = self.builder.types();
        match types.underlying_type(ty).clone() {
            Type::Struct(_) => self.struct_elements(ty, literal),
            Type::Map { key, elem } => {
                for element in &literal.elements {
                    let ExprKind::KeyValue { key: k, value } = &element.kind else {
                        continue;
                    };
                    self.node();
                    self.assigned(k, Some(key));
                    self.assigned(value, Some(elem));
                }
            }
            _ => {
                if !crate::type_query::is_array(types, ty) {
                    self.adjust(1);
                }
                let elem = self.builder.types().elem(ty);
                for element in &literal.elements {
                    match &element.kind {
                        ExprKind::KeyValue { value, .. } => {
                            self.count(2);
                            self.assigned(value, elem);
                        }
                        _ => self.assigned(element, elem),
                    }
                }
            }
        }
    }

    fn struct_elements(&mut self, ty: TypeId, literal: &CompositeLit) {
        let fields = self.builder.types().fields(ty).to_vec();
        for (index, element) in literal.elements.iter().enumerate() {
            self.node();
            match &element.kind {
                ExprKind::KeyValue { key, value } => {
                    let name = key.as_name();
                    let field = fields.iter().find(|field| Some(field.name) == name);
                    let to = field.map(|field| field.ty);
                    self.assigned(value, to);
                }
                _ => self.assigned(element, fields.get(index).map(|field| field.ty)),
            }
        }
    }
}
