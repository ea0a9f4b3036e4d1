//! Bodies as `-m=2` prints them.
//!
//! In: a body and its function's signature.  Out: `func(int) int { return a * 2 }`.
//! Follows cmd/compile/internal/ir/fmt.go: loops, switches and selects are named only.

use std::fmt::Write;

use grus_syntax::ast::*;
use grus_types::Type;

use crate::function::Builder;
use crate::names::{Qualify, type_text};

impl Builder<'_, '_, '_> {
    /// The signature and the body. Variables declared so far give temporaries their numbers.
    pub fn inline_text(
        &mut self,
        receiver: Option<&Field>,
        signature: &FuncType,
        body: &Block,
    ) -> String {
        let declared = self.function.parameters.len() + self.function.results.len();
        let mut out = String::new();
        if let Some(receiver) = receiver {
            out.push_str("method(");
            self.write_type(&mut out, &receiver.ty);
            out.push_str(") ");
        }
        self.write_signature(&mut out, signature);
        let mut writer = Writer {
            builder: self,
            declared,
            first: true,
        };
        out.push_str(" { ");
        writer.list(&mut out, &body.stmts);
        out.push_str(" }");
        out
    }

    /// An assignment, declaration, `return` or send.
    pub fn statement_text(&mut self, stmt: &Stmt) -> String {
        let declared = self.function.parameters.len() + self.function.results.len();
        let mut writer = Writer {
            builder: self,
            declared,
            first: true,
        };
        let mut out = String::new();
        writer.stmt(&mut out, stmt);
        out
    }

    /// `func(int, ...string) (int, error)`
    fn write_signature(&mut self, out: &mut String, signature: &FuncType) {
        out.push_str("func(");
        self.write_fields(out, &signature.params);
        out.push(')');
        match signature.results.as_slice() {
            [] => {}
            [one] => {
                out.push(' ');
                self.write_type(out, &one.ty);
            }
            results => {
                out.push_str(" (");
                self.write_fields(out, results);
                out.push(')');
            }
        }
    }

    fn write_fields(&mut self, out: &mut String, fields: &[Field]) {
        for (index, field) in fields.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            match &field.ty.kind {
                ExprKind::DotsType(elem) => {
                    out.push_str("...");
                    self.write_type(out, elem);
                }
                ExprKind::FuncType(signature) => self.write_signature(out, signature),
                _ => self.write_type(out, &field.ty),
            }
        }
    }
}

struct Writer<'b, 'a, 'p, 'ast> {
    builder: &'b mut Builder<'a, 'p, 'ast>,
    /// Variables declared before the current statement.
    declared: usize,
    first: bool,
}

impl Writer<'_, '_, '_, '_> {
    fn list(&mut self, out: &mut String, list: &[Stmt]) {
        let outer = std::mem::replace(&mut self.first, true);
        for stmt in list {
            self.stmt(out, stmt);
        }
        self.first = outer;
    }

    fn start(&mut self, out: &mut String) {
        if !std::mem::replace(&mut self.first, false) {
            out.push_str("; ");
        }
    }

    fn expr(&mut self, expr: &Expr) -> String {
        match expr.as_name().is_some_and(|name| name.is_blank()) {
            true => "_".to_string(),
            false => self.builder.expression_text(expr),
        }
    }

    fn exprs(&mut self, list: &[Expr]) -> String {
        let texts: Vec<String> = list.iter().map(|expr| self.expr(expr)).collect();
        texts.join(", ")
    }

    /// The values, through temporaries if one expression has several.
    fn values(&mut self, list: &[Expr], count: usize) -> String {
        let [single] = list else {
            return self.exprs(list);
        };
        if count < 2 {
            return self.expr(single);
        }
        let ty = self.builder.type_of(single);
        let first = match self.builder.types().get(ty).clone() {
            Type::Tuple(parts) => parts.first().copied().unwrap_or(ty),
            _ => ty,
        };
        let qualify = Qualify::Relative(self.builder.group.package);
        let first = type_text(self.builder.lowerer.program, first, qualify);
        let start = self.declared;
        self.declared += count;
        let mut text = format!("{first}(.autotmp_{start})");
        for number in start + 1..start + count {
            // Writing to a string cannot fail.
            let _ = write!(text, ", .autotmp_{number}");
        }
        text
    }

    fn stmt(&mut self, out: &mut String, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Empty | StmtKind::Branch(_) | StmtKind::Call { .. } => {
                self.branch(out, stmt);
            }
            StmtKind::Block(block) => {
                for stmt in &block.stmts {
                    self.stmt(out, stmt);
                }
            }
            StmtKind::Decl(decls) => self.declarations(out, decls),
            StmtKind::Labeled { label, body } => {
                self.start(out);
                let _ = write!(out, "{}: ", label.name);
                self.stmt(out, body);
            }
            StmtKind::If(data) => self.if_statement(out, data),
            kind => {
                self.start(out);
                let text = self.simple(kind);
                out.push_str(&text);
            }
        }
    }

    fn branch(&mut self, out: &mut String, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Branch(branch) => {
                self.start(out);
                out.push_str(branch.keyword.as_str());
                if let Some(label) = branch.label {
                    let _ = write!(out, " {}", label.name);
                }
            }
            StmtKind::Call { keyword, call } => {
                self.start(out);
                let call = self.expr(call);
                let _ = write!(out, "{} {call}", keyword.as_str());
            }
            _ => {}
        }
    }

    fn simple(&mut self, kind: &StmtKind) -> String {
        match kind {
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { channel, value } => {
                format!("{} <- {}", self.expr(channel), self.expr(value))
            }
            StmtKind::Assign { op, lhs, rhs } => self.assign(*op, lhs, rhs),
            StmtKind::Return(values) => {
                let count = self.builder.function.results.len();
                format!("return {}", self.values(values, count))
            }
            StmtKind::For(_) => "for loop".to_string(),
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) => "switch statement".to_string(),
            StmtKind::Select(_) => "select statement".to_string(),
            _ => String::new(),
        }
    }

    fn assign(&mut self, op: AssignOp, lhs: &[Expr], rhs: &[Expr]) -> String {
        let mut declares = false;
        if op == AssignOp::Define {
            for name in lhs {
                let object = self.builder.info().object_of(name.id);
                let blank = name.as_name().is_some_and(|name| name.is_blank());
                let declared_at = |object| self.builder.lowerer.program.object(object).pos;
                let new = !blank && object.is_some_and(|object| declared_at(object) == name.pos);
                declares |= new;
                self.declared += usize::from(new);
            }
        }
        let targets = self.exprs(lhs);
        match op {
            AssignOp::Increment => format!("{targets}++"),
            AssignOp::Decrement => format!("{targets}--"),
            AssignOp::Op(op) => format!("{targets} {}= {}", op.as_str(), self.exprs(rhs)),
            _ => {
                let values = self.values(rhs, lhs.len());
                let sign = if declares { ":=" } else { "=" };
                format!("{targets} {sign} {values}")
            }
        }
    }

    fn declarations(&mut self, out: &mut String, decls: &[Decl]) {
        for decl in decls {
            let Decl::Var(decl) = decl else { continue };
            let names: Vec<&str> = decl.names.iter().map(|name| name.name.as_str()).collect();
            self.declared += names.iter().filter(|name| **name != "_").count();
            if decl.values.is_empty() {
                for name in names.iter().filter(|name| **name != "_") {
                    self.start(out);
                    let _ = write!(out, "{name} = <nil>");
                }
                continue;
            }
            self.start(out);
            let values = self.values(&decl.values, names.len());
            let sign = if names.iter().all(|name| *name == "_") {
                "="
            } else {
                ":="
            };
            let _ = write!(out, "{} {sign} {values}", names.join(", "));
        }
    }

    fn if_statement(&mut self, out: &mut String, data: &IfStmt) {
        let constant = self.builder.info().constant(data.cond.unparen().id);
        if let Some(&grus_types::Value::Bool(holds)) = constant {
            if let Some(init) = &data.init {
                self.stmt(out, init);
            }
            match (holds, &data.else_) {
                (true, _) => data.then.stmts.iter().for_each(|stmt| self.stmt(out, stmt)),
                (false, Some(otherwise)) => self.stmt(out, otherwise),
                _ => {}
            }
            return;
        }
        self.start(out);
        // A statement in front that declares is a list of two, which is not shown.
        let init = data.init.as_ref().map(|init| match &init.kind {
            StmtKind::Assign {
                op: AssignOp::Define,
                ..
            } => {
                self.simple(&init.kind);
                String::new()
            }
            kind => self.simple(kind),
        });
        let condition = self.expr(&data.cond);
        match init.filter(|init| !init.is_empty()) {
            Some(init) => {
                let _ = write!(out, "if {init}; {condition} {{ ");
            }
            None => {
                let _ = write!(out, "if {condition} {{ ");
            }
        }
        self.list(out, &data.then.stmts);
        out.push_str(" }");
        if let Some(otherwise) = &data.else_ {
            out.push_str(" else { ");
            let outer = std::mem::replace(&mut self.first, true);
            self.stmt(out, otherwise);
            self.first = outer;
            out.push_str(" }");
        }
    }
}
