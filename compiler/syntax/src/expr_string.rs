//! Expressions as error messages show them.
//! In: trees.  Out: one line of text; bodies of function literals and elements of composite
//! literals become `…`.
//! Invariants: the text is that of gc's `syntax.String`; parentheses are those of the tree.
//! Not done: text that parses again (printer.rs).
//! Follows: cmd/compile/internal/syntax/printer.go, ShortForm.

use crate::ast::*;
use std::fmt::Write;
use std::sync::Arc;

/// The text of an expression or type.
pub fn expr_string(expr: &Expr) -> String {
    let mut writer = Writer { out: String::new() };
    writer.expr(expr);
    writer.out
}

/// The texts of a list of expressions, separated by commas.
pub fn list_string(list: &[Expr]) -> String {
    let mut writer = Writer { out: String::new() };
    writer.list(list);
    writer.out
}

/// The text of a simple statement; of others only the keyword-less expression parts are of interest
/// to error messages, so they give the empty text.
pub fn statement_string(statement: &Stmt) -> String {
    let mut writer = Writer { out: String::new() };
    match &statement.kind {
        StmtKind::Expr(expr) => writer.expr(expr),
        StmtKind::Send { channel, value } => {
            writer.expr(channel);
            writer.out.push_str(" <- ");
            writer.expr(value);
        }
        StmtKind::Assign { op, lhs, rhs } => {
            writer.list(lhs);
            writer.assignment(*op, rhs);
        }
        _ => {}
    }
    writer.out
}

/// The text of a signature without `func`, as `(x int) string`.
pub fn signature_string(signature: &FuncType) -> String {
    let mut writer = Writer { out: String::new() };
    writer.signature(signature);
    writer.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn assignment(&mut self, op: AssignOp, rhs: &[Expr]) {
        match op {
            AssignOp::Increment => return self.text("++"),
            AssignOp::Decrement => return self.text("--"),
            AssignOp::Assign => self.text(" = "),
            AssignOp::Define => self.text(" := "),
            AssignOp::Op(op) => {
                // Writing to a string cannot fail.
                let _ = write!(self.out, " {}= ", op.as_str());
            }
        }
        self.list(rhs);
    }

    fn list(&mut self, list: &[Expr]) {
        for (index, expr) in list.iter().enumerate() {
            if index > 0 {
                self.text(", ");
            }
            self.expr(expr);
        }
    }

    fn optional(&mut self, expr: &Option<Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Bad => self.text("<bad expr>"),
            ExprKind::Name(name) => self.text(name.as_str()),
            ExprKind::BasicLit(literal) => self.text(literal.text.as_str()),
            ExprKind::CompositeLit(literal) => {
                self.optional(&literal.ty);
                self.text(if literal.elements.is_empty() {
                    "{}"
                } else {
                    "{…}"
                });
            }
            ExprKind::KeyValue { key, value } => {
                self.expr(key);
                self.text(": ");
                self.expr(value);
            }
            ExprKind::FuncLit(literal) => {
                self.text("func");
                self.signature(&literal.signature);
                self.text(if literal.body.stmts.is_empty() {
                    " {}"
                } else {
                    " {…}"
                });
            }
            ExprKind::Paren(inner) => {
                self.text("(");
                self.expr(inner);
                self.text(")");
            }
            ExprKind::Unary { op, operand } => {
                self.text(op.as_str());
                self.expr(operand);
            }
            ExprKind::Binary { op, lhs, rhs } => {
                self.expr(lhs);
                let _ = write!(self.out, " {} ", op.as_str());
                self.expr(rhs);
            }
            ExprKind::Star(operand) => {
                self.text("*");
                self.expr(operand);
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

    fn primary(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Selector { operand, name } => {
                self.expr(operand);
                self.text(".");
                self.text(name.name.as_str());
            }
            ExprKind::Index { operand, indices } => {
                self.expr(operand);
                self.text("[");
                self.list(indices);
                self.text("]");
            }
            ExprKind::Slice(slice) => {
                self.expr(&slice.operand);
                self.text("[");
                self.optional(&slice.low);
                self.text(":");
                self.optional(&slice.high);
                if slice.max.is_some() {
                    self.text(":");
                    self.optional(&slice.max);
                }
                self.text("]");
            }
            ExprKind::TypeAssert { operand, ty } => {
                self.expr(operand);
                self.text(".(");
                self.expr(ty);
                self.text(")");
            }
            ExprKind::TypeSwitchGuard(guard) => {
                if let Some(name) = guard.name {
                    let _ = write!(self.out, "{} := ", name.name);
                }
                self.expr(&guard.operand);
                self.text(".(type)");
            }
            ExprKind::Call(call) => {
                self.expr(&call.fun);
                self.text("(");
                self.list(&call.args);
                self.text(if call.has_dots { "...)" } else { ")" });
            }
            _ => {}
        }
    }

    fn type_literal(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::ArrayType { len, elem } => {
                self.text("[");
                match len {
                    Some(len) => self.expr(len),
                    None => self.text("..."),
                }
                self.text("]");
                self.expr(elem);
            }
            ExprKind::SliceType(elem) => {
                self.text("[]");
                self.expr(elem);
            }
            ExprKind::DotsType(elem) => {
                self.text("...");
                self.expr(elem);
            }
            ExprKind::StructType(ty) => self.struct_type(&ty.fields),
            ExprKind::FuncType(signature) => {
                self.text("func");
                self.signature(signature);
            }
            ExprKind::InterfaceType(ty) => self.interface_type(&ty.elems),
            ExprKind::MapType { key, value } => {
                self.text("map[");
                self.expr(key);
                self.text("]");
                self.expr(value);
            }
            ExprKind::ChanType { dir, elem } => {
                self.text(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Receive => "<-chan ",
                });
                let ambiguous = *dir == ChanDir::Both
                    && matches!(
                        elem.kind,
                        ExprKind::ChanType {
                            dir: ChanDir::Receive,
                            ..
                        }
                    );
                if ambiguous {
                    self.text("(");
                }
                self.expr(elem);
                if ambiguous {
                    self.text(")");
                }
            }
            _ => {}
        }
    }

    fn struct_type(&mut self, fields: &[Field]) {
        self.text("struct{");
        let mut index = 0;
        while index < fields.len() {
            if index > 0 {
                self.text("; ");
            }
            let first = &fields[index];
            let count = shared_type_run(&fields[index..]);
            if first.name.is_some() {
                self.names(&fields[index..index + count]);
                self.text(" ");
            }
            self.expr(&first.ty);
            if let Some(tag) = first.tag {
                self.text(" ");
                self.text(tag.literal.as_str());
            }
            index += count;
        }
        self.text("}");
    }

    fn names(&mut self, fields: &[Field]) {
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.text(", ");
            }
            if let Some(name) = field.name {
                self.text(name.name.as_str());
            }
        }
    }

    fn interface_type(&mut self, elems: &[InterfaceElem]) {
        self.text("interface{");
        for (index, elem) in elems.iter().enumerate() {
            if index > 0 {
                self.text("; ");
            }
            match elem {
                InterfaceElem::Method { name, signature } => {
                    self.text(name.name.as_str());
                    self.signature(signature);
                }
                InterfaceElem::Embedded(ty) => self.expr(ty),
            }
        }
        self.text("}");
    }

    fn signature(&mut self, signature: &FuncType) {
        self.parameters(&signature.params);
        match &signature.results[..] {
            [] => {}
            [only] if only.name.is_none() => {
                self.text(" ");
                self.expr(&only.ty);
            }
            results => {
                self.text(" ");
                self.parameters(results);
            }
        }
    }

    fn parameters(&mut self, fields: &[Field]) {
        self.text("(");
        let mut index = 0;
        while index < fields.len() {
            if index > 0 {
                self.text(", ");
            }
            let count = shared_type_run(&fields[index..]);
            if fields[index].name.is_some() {
                self.names(&fields[index..index + count]);
                self.text(" ");
            }
            self.expr(&fields[index].ty);
            index += count;
        }
        self.text(")");
    }
}

/// Number of fields at the start of the list that share the type of the first, at least one.
pub(crate) fn shared_type_run(fields: &[Field]) -> usize {
    let Some(first) = fields.first() else {
        return 1;
    };
    if first.name.is_none() {
        return 1;
    }
    let shares = |field: &&Field| field.name.is_some() && Arc::ptr_eq(&field.ty, &first.ty);
    fields.iter().take_while(shares).count()
}
