//! Printing of statements.
//! In: statements.  Out: text appended to the printer; line ends between statements are the
//! caller's.

use super::{Printer, group_runs};
use crate::ast::*;

impl Printer {
    /// Block = "{" StatementList "}" .
    pub(super) fn block(&mut self, block: &Block) {
        self.text("{");
        self.body(&block.stmts);
        if !block.stmts.is_empty() {
            self.newline();
        }
        self.text("}");
    }

    /// A statement list, each on a line of its own, indented.
    fn body(&mut self, stmts: &[Stmt]) {
        self.indent += 1;
        for statement in stmts {
            self.newline();
            self.statement(statement);
        }
        self.indent -= 1;
    }

    pub(super) fn statement(&mut self, statement: &Stmt) {
        match &statement.kind {
            // A line end is no semicolon here, so it has to be written.
            StmtKind::Empty => self.text(";"),
            StmtKind::Decl(decls) => self.declarations(decls),
            StmtKind::Block(block) => self.block(block),
            StmtKind::Labeled { label, body } => {
                self.text(label.name.as_str());
                self.text(":");
                self.newline();
                self.statement(body);
            }
            StmtKind::Branch(branch) => {
                self.text(branch.keyword.as_str());
                if let Some(label) = branch.label {
                    self.text(" ");
                    self.text(label.name.as_str());
                }
            }
            StmtKind::Call { keyword, call } => {
                self.text(keyword.as_str());
                self.text(" ");
                self.expr(call);
            }
            StmtKind::Return(results) => {
                self.text("return");
                if !results.is_empty() {
                    self.text(" ");
                    self.list(results);
                }
            }
            StmtKind::If(statement) => self.if_statement(statement),
            StmtKind::For(statement) => self.for_statement(statement),
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) => self.switch(&statement.kind),
            StmtKind::Select(statement) => self.select(statement),
            StmtKind::Expr(_) | StmtKind::Send { .. } | StmtKind::Assign { .. } => {
                self.simple(statement);
            }
        }
    }

    fn declarations(&mut self, decls: &[Decl]) {
        if decls.is_empty() {
            // The keyword of an empty group is not in the tree.
            return self.text("var ()");
        }
        for (index, run) in group_runs(decls).enumerate() {
            if index > 0 {
                self.newline();
            }
            self.group(run);
        }
    }

    fn simple(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { channel, value } => {
                self.expr(channel);
                self.text(" <- ");
                self.expr(value);
            }
            StmtKind::Assign { op, lhs, rhs } => {
                self.list(lhs);
                match op {
                    AssignOp::Increment => self.text("++"),
                    AssignOp::Decrement => self.text("--"),
                    AssignOp::Assign => self.text(" = "),
                    AssignOp::Define => self.text(" := "),
                    AssignOp::Op(op) => {
                        self.text(" ");
                        self.text(op.as_str());
                        self.text("= ");
                    }
                }
                self.list(rhs);
            }
            _ => self.statement(statement),
        }
    }

    /// What stands between keyword and `{`, a blank behind each part.
    fn header(&mut self, print: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_header, true);
        print(self);
        self.in_header = outer;
    }

    fn init(&mut self, init: Option<&Stmt>) {
        if let Some(init) = init {
            self.simple(init);
            self.text("; ");
        }
    }

    fn if_statement(&mut self, statement: &IfStmt) {
        let mut statement = statement;
        loop {
            self.text("if ");
            self.header(|printer| {
                printer.init(statement.init.as_ref());
                printer.expr(&statement.cond);
            });
            self.text(" ");
            self.block(&statement.then);
            let Some(branch) = &statement.else_ else {
                return;
            };
            self.text(" else ");
            match &branch.kind {
                StmtKind::If(next) => statement = next,
                _ => return self.statement(branch),
            }
        }
    }

    fn for_statement(&mut self, statement: &ForStmt) {
        self.text("for ");
        self.header(|printer| match &statement.header {
            ForHeader::Range(clause) => {
                if !clause.lhs.is_empty() {
                    printer.list(&clause.lhs);
                    printer.text(if clause.define { " := " } else { " = " });
                }
                printer.text("range ");
                printer.expr(&clause.operand);
                printer.text(" ");
            }
            ForHeader::Clause {
                init: None,
                cond,
                post: None,
            } => {
                if let Some(cond) = cond {
                    printer.expr(cond);
                    printer.text(" ");
                }
            }
            ForHeader::Clause { init, cond, post } => {
                if let Some(init) = init {
                    printer.simple(init);
                }
                printer.text("; ");
                if let Some(cond) = cond {
                    printer.expr(cond);
                }
                printer.text("; ");
                if let Some(post) = post {
                    printer.simple(post);
                    printer.text(" ");
                }
            }
        });
        self.block(&statement.body);
    }

    fn switch(&mut self, kind: &StmtKind) {
        let clauses = match kind {
            StmtKind::Switch(statement) => {
                self.text("switch ");
                self.header(|printer| {
                    printer.init(statement.init.as_ref());
                    if let Some(tag) = &statement.tag {
                        printer.expr(tag);
                        printer.text(" ");
                    }
                });
                &statement.clauses
            }
            StmtKind::TypeSwitch(statement) => {
                self.text("switch ");
                self.header(|printer| {
                    printer.init(statement.init.as_ref());
                    printer.guard(&statement.guard);
                    printer.text(" ");
                });
                &statement.clauses
            }
            _ => return,
        };
        self.text("{");
        for clause in clauses {
            self.newline();
            match &clause.cases {
                Some(cases) => {
                    self.text("case ");
                    self.list(cases);
                }
                None => self.text("default"),
            }
            self.text(":");
            self.body(&clause.body);
        }
        self.newline();
        self.text("}");
    }

    fn select(&mut self, statement: &SelectStmt) {
        self.text("select {");
        for clause in &statement.clauses {
            self.newline();
            match &clause.comm {
                Some(comm) => {
                    self.text("case ");
                    self.simple(comm);
                }
                None => self.text("default"),
            }
            self.text(":");
            self.body(&clause.body);
        }
        self.newline();
        self.text("}");
    }
}
