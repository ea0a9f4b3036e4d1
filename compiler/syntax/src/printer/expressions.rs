//! Printing of expressions and types.
//! In: expressions.  Out: text appended to the printer.
//! Invariants: see printer.rs; parentheses are added only where the parser would drop them again.

use super::Printer;
use crate::ast::*;

impl Printer {
    pub(super) fn list(&mut self, list: &[Expr]) {
        self.separated(list, ", ", Self::expr);
    }

    fn optional(&mut self, expr: &Option<Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn parenthesized(&mut self, print: impl FnOnce(&mut Self)) {
        self.text("(");
        self.outside_header(print);
        self.text(")");
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Bad => self.text("_"),
            ExprKind::Name(name) => self.text(name.as_str()),
            ExprKind::BasicLit(literal) => self.text(literal.text.as_str()),
            ExprKind::CompositeLit(literal) => self.composite_literal(literal),
            ExprKind::KeyValue { key, value } => {
                self.expr(key);
                self.text(": ");
                self.expr(value);
            }
            ExprKind::FuncLit(literal) => self.outside_header(|printer| {
                printer.text("func");
                printer.signature(&literal.signature);
                printer.text(" ");
                printer.block(&literal.body);
            }),
            ExprKind::Paren(inner) => self.parenthesized(|printer| printer.expr(inner)),
            ExprKind::Unary { op, operand } => self.unary(*op, operand),
            ExprKind::Star(operand) => {
                self.text("*");
                self.operand_of_unary(operand);
            }
            ExprKind::Binary { op, lhs, rhs } => {
                // Operands that bind weaker only occur in trees not made by the parser.
                self.operand_of_binary(lhs, op.precedence());
                self.text(" ");
                self.text(op.as_str());
                self.text(" ");
                self.operand_of_binary(rhs, op.precedence() + 1);
            }
            ExprKind::Selector { .. }
            | ExprKind::Index { .. }
            | ExprKind::Slice(_)
            | ExprKind::TypeAssert { .. }
            | ExprKind::TypeSwitchGuard(_)
            | ExprKind::Call(_) => self.primary(expr),
            _ => self.type_literal(expr),
        }
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr) {
        self.text(op.as_str());
        let first = match &operand.kind {
            ExprKind::Unary { op, .. } => op.as_str(),
            _ => "",
        };
        // Two signs must not become another operator: `--`, `++`, `&&`, `&^`.
        let merges = matches!(
            (op.as_str(), first),
            ("-", "-") | ("+", "+") | ("&", "&" | "^") | ("<-", "-")
        );
        if merges {
            self.text(" ");
        }
        self.operand_of_unary(operand);
    }

    fn operand_of_unary(&mut self, operand: &Expr) {
        match operand.kind {
            ExprKind::Binary { .. } => self.parenthesized(|printer| printer.expr(operand)),
            _ => self.expr(operand),
        }
    }

    fn operand_of_binary(&mut self, operand: &Expr, precedence: u8) {
        match operand.kind {
            ExprKind::Binary { op, .. } if op.precedence() < precedence => {
                self.parenthesized(|printer| printer.expr(operand));
            }
            _ => self.expr(operand),
        }
    }

    fn composite_literal(&mut self, literal: &CompositeLit) {
        // spec (Composite literals): in a header a literal whose type is a name needs parentheses.
        let is_ambiguous = self.in_header
            && literal.ty.as_ref().is_some_and(|ty| {
                matches!(
                    ty.kind,
                    ExprKind::Name(_) | ExprKind::Selector { .. } | ExprKind::Index { .. }
                )
            });
        if is_ambiguous {
            return self.parenthesized(|printer| printer.composite_literal(literal));
        }
        if let Some(ty) = &literal.ty {
            self.operand(ty);
        }
        self.text("{");
        self.outside_header(|printer| printer.elements(literal));
        self.text("}");
    }

    /// The elements, on lines of their own if all have keys.
    fn elements(&mut self, literal: &CompositeLit) {
        let count = literal.elements.len();
        if count < 2 || literal.key_count as usize != count {
            return self.list(&literal.elements);
        }
        self.indent += 1;
        for element in &literal.elements {
            self.newline();
            self.expr(element);
            self.text(",");
        }
        self.indent -= 1;
        self.newline();
    }

    /// What a selector, index, call or literal value is applied to.
    fn operand(&mut self, operand: &Expr) {
        match operand.kind {
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::FuncType(_) => self.closed_type(operand),
            ExprKind::Unary { .. } | ExprKind::Binary { .. } | ExprKind::Star(_) => {
                self.parenthesized(|printer| printer.expr(operand));
            }
            _ => self.expr(operand),
        }
    }

    /// A type literal to which nothing that follows can belong: a function type without result at
    /// its end is put into parentheses.
    fn closed_type(&mut self, ty: &Expr) {
        match &ty.kind {
            ExprKind::ArrayType { elem, .. } => {
                self.type_prefix(ty);
                self.closed_type(elem);
            }
            ExprKind::ChanType { dir, elem } if is_ambiguous_channel(*dir, elem) => {
                self.type_prefix(ty);
                self.parenthesized(|printer| printer.expr(elem));
            }
            ExprKind::SliceType(elem) | ExprKind::Star(elem) | ExprKind::ChanType { elem, .. } => {
                self.type_prefix(ty);
                self.closed_type(elem);
            }
            ExprKind::MapType { value, .. } => {
                self.type_prefix(ty);
                self.closed_type(value);
            }
            ExprKind::FuncType(_) => self.parenthesized(|printer| printer.expr(ty)),
            _ => self.expr(ty),
        }
    }

    fn primary(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Selector { operand, name } => {
                self.operand(operand);
                self.text(".");
                self.text(name.name.as_str());
            }
            ExprKind::Index { operand, indices } => {
                self.operand(operand);
                self.text("[");
                self.outside_header(|printer| printer.list(indices));
                self.text("]");
            }
            ExprKind::Slice(slice) => {
                self.operand(&slice.operand);
                self.text("[");
                self.outside_header(|printer| printer.bounds(slice));
                self.text("]");
            }
            ExprKind::TypeAssert { operand, ty } => {
                self.operand(operand);
                self.text(".(");
                self.outside_header(|printer| printer.expr(ty));
                self.text(")");
            }
            ExprKind::TypeSwitchGuard(guard) => self.guard(guard),
            ExprKind::Call(call) => {
                self.operand(&call.fun);
                self.text("(");
                self.outside_header(|printer| printer.list(&call.args));
                self.text(if call.has_dots { "...)" } else { ")" });
            }
            _ => {}
        }
    }

    fn bounds(&mut self, slice: &SliceExpr) {
        self.optional(&slice.low);
        self.text(":");
        self.optional(&slice.high);
        if slice.three {
            self.text(":");
            self.optional(&slice.max);
        }
    }

    pub(super) fn guard(&mut self, guard: &TypeSwitchGuard) {
        if let Some(name) = guard.name {
            self.text(name.name.as_str());
            self.text(" := ");
        }
        self.operand(&guard.operand);
        self.text(".(type)");
    }

    fn type_literal(&mut self, expr: &Expr) {
        self.type_prefix(expr);
        match &expr.kind {
            ExprKind::ArrayType { elem, .. }
            | ExprKind::SliceType(elem)
            | ExprKind::DotsType(elem) => self.expr(elem),
            ExprKind::MapType { value, .. } => self.expr(value),
            ExprKind::ChanType { dir, elem } => {
                if is_ambiguous_channel(*dir, elem) {
                    self.parenthesized(|printer| printer.expr(elem));
                } else {
                    self.expr(elem);
                }
            }
            ExprKind::StructType(ty) => self.members("struct", ty.fields.is_empty(), |printer| {
                let mut rest = &ty.fields[..];
                while !rest.is_empty() {
                    let (run, remaining) = rest.split_at(crate::expr_string::shared_type_run(rest));
                    printer.newline();
                    printer.fields(run, ", ");
                    rest = remaining;
                }
            }),
            ExprKind::FuncType(signature) => {
                self.text("func");
                self.signature(signature);
            }
            ExprKind::InterfaceType(ty) => {
                self.members("interface", ty.elems.is_empty(), |printer| {
                    for elem in &ty.elems {
                        printer.newline();
                        printer.interface_element(elem);
                    }
                });
            }
            _ => {}
        }
    }

    /// What precedes the element type.
    fn type_prefix(&mut self, ty: &Expr) {
        match &ty.kind {
            ExprKind::ArrayType { len, .. } => {
                self.text("[");
                match len {
                    Some(len) => self.outside_header(|printer| printer.expr(len)),
                    None => self.text("..."),
                }
                self.text("]");
            }
            ExprKind::SliceType(_) => self.text("[]"),
            ExprKind::DotsType(_) => self.text("..."),
            ExprKind::Star(_) => self.text("*"),
            ExprKind::MapType { key, .. } => {
                self.text("map[");
                self.outside_header(|printer| printer.expr(key));
                self.text("]");
            }
            ExprKind::ChanType { dir, .. } => self.text(match dir {
                ChanDir::Both => "chan ",
                ChanDir::Send => "chan<- ",
                ChanDir::Receive => "<-chan ",
            }),
            _ => {}
        }
    }

    fn members(&mut self, keyword: &str, is_empty: bool, print: impl FnOnce(&mut Self)) {
        self.text(keyword);
        if is_empty {
            return self.text("{}");
        }
        self.text(" {");
        self.indent += 1;
        self.outside_header(print);
        self.indent -= 1;
        self.newline();
        self.text("}");
    }

    fn interface_element(&mut self, elem: &InterfaceElem) {
        match elem {
            InterfaceElem::Method { name, signature } => {
                self.text(name.name.as_str());
                self.signature(signature);
            }
            InterfaceElem::Embedded(ty) => self.expr(ty),
        }
    }
}

/// `chan (<-chan T)` without parentheses would be `chan<- chan T`.
fn is_ambiguous_channel(dir: ChanDir, elem: &Expr) -> bool {
    let receives = matches!(
        elem.kind,
        ExprKind::ChanType {
            dir: ChanDir::Receive,
            ..
        }
    );
    dir == ChanDir::Both && receives
}
