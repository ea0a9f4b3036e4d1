//! Statements and function bodies.
//!
//! In: a body with its scope. Out: everything in it checked; unused variables and missing returns
//! reported.
//! Invariants: function literals of a statement are checked when the statement is done, before the
//! scope changes.
//! Spec: "Statements", "Blocks", "Return statements", "Terminating statements".

use grus_syntax::{Code, Diagnostic, ast};

use super::expr::ExprUse;
use super::operand::Operand;
use super::{BodyAction, Checker, Environment, FuncEnv};
use crate::info::Mode;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// Checks a function body in an environment of its own.
    pub(super) fn func_body(&mut self, action: BodyAction<'a>) {
        let mut env = Environment::new(action.scope, self.env.version);
        env.decl = action.decl;
        env.iota = action.iota;
        env.type_params = action.type_params;
        let has_results = !action.results.is_empty();
        env.func = Some(FuncEnv {
            results: action.results,
        });
        let saved = std::mem::replace(&mut self.env, env);
        self.stmt_list(&action.body.stmts);
        if has_results && !self.is_terminating_list(&action.body.stmts) {
            self.error(action.body.rbrace, "MissingReturn", "missing return");
        }
        self.report_unused();
        self.env = saved;
    }

    /// spec (Variable declarations): "Implementation restriction: A compiler may make it illegal to
    /// declare a variable inside a function body if the variable is never used."
    fn report_unused(&mut self) {
        for object in std::mem::take(&mut self.env.locals) {
            let data = self.object(object);
            if data.as_var().is_some_and(|var| !var.used) {
                let (pos, name) = (data.pos, data.name);
                self.error(pos, "UnusedVar", format!("declared and not used: {name}"));
            }
        }
    }

    pub(super) fn stmt_list(&mut self, list: &'a [ast::Stmt]) {
        for stmt in list {
            self.stmt(stmt);
        }
    }

    fn simple_stmt(&mut self, stmt: &'a Option<ast::Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    pub(super) fn stmt(&mut self, stmt: &'a ast::Stmt) {
        let top = self.delayed.len();
        self.stmt_kind(stmt);
        self.process_delayed(top);
    }

    fn stmt_kind(&mut self, stmt: &'a ast::Stmt) {
        match &stmt.kind {
            ast::StmtKind::Empty => {}
            ast::StmtKind::Decl(decls) => self.decl_stmt(decls),
            ast::StmtKind::Labeled { body, .. } => self.stmt(body),
            ast::StmtKind::Expr(expr) => self.expr_stmt(expr),
            ast::StmtKind::Send { channel, value } => self.send_stmt(stmt, channel, value),
            ast::StmtKind::Assign { op, lhs, rhs } => self.assign_stmt(stmt, *op, lhs, rhs),
            ast::StmtKind::Call { keyword, call } => self.suspended_call(*keyword, call),
            ast::StmtKind::Return(results) => self.return_stmt(stmt, results),
            // The parser has checked jumps and set their targets.
            ast::StmtKind::Branch(_) => {}
            ast::StmtKind::Block(block) => self.block(block),
            ast::StmtKind::If(if_stmt) => self.if_stmt(if_stmt),
            ast::StmtKind::Switch(switch) => {
                self.open_scope();
                self.simple_stmt(&switch.init);
                self.switch_stmt(switch);
                self.close_scope();
            }
            ast::StmtKind::TypeSwitch(switch) => {
                self.open_scope();
                self.simple_stmt(&switch.init);
                self.type_switch_stmt(switch);
                self.close_scope();
            }
            ast::StmtKind::Select(select) => self.select_stmt(select),
            ast::StmtKind::For(for_stmt) => self.for_stmt(stmt, for_stmt),
        }
    }

    pub(super) fn block(&mut self, block: &'a ast::Block) {
        let top = self.delayed.len();
        self.open_scope();
        self.stmt_list(&block.stmts);
        self.close_scope();
        self.process_delayed(top);
    }

    fn expr_stmt(&mut self, expr: &'a ast::Expr) {
        let (x, usage) = self.raw_expr(None, expr, None, false);
        let (code, problem) = match x.mode {
            Mode::Builtin(_) => ("UncalledBuiltin", "must be called"),
            Mode::TypeExpr => ("NotAnExpr", "is not an expression"),
            _ if usage == ExprUse::Statement => return,
            _ => ("UnusedExpr", "is not used"),
        };
        let message = format!("{} {problem}", self.operand_text(&x));
        self.error(x.start_pos(), code, message);
    }

    fn send_stmt(&mut self, stmt: &'a ast::Stmt, channel: &'a ast::Expr, value: &'a ast::Expr) {
        let channel = self.expr(None, channel);
        let mut value = self.generic_expr(value, None);
        if !channel.is_valid() || !value.is_valid() {
            return;
        }
        if let Some(elem) = self.chan_elem(stmt.start_pos(), &channel, false) {
            self.assignment(&mut value, Some(elem), "send");
        }
    }

    fn assign_stmt(
        &mut self,
        stmt: &'a ast::Stmt,
        op: ast::AssignOp,
        lhs: &'a [ast::Expr],
        rhs: &'a [ast::Expr],
    ) {
        match op {
            ast::AssignOp::Assign => self.assign_vars(lhs, rhs),
            ast::AssignOp::Define => self.short_var_decl(stmt.pos, lhs, rhs),
            ast::AssignOp::Increment => self.inc_dec(&lhs[0], "+"),
            ast::AssignOp::Decrement => self.inc_dec(&lhs[0], "-"),
            ast::AssignOp::Op(op) => {
                let ([left], [right]) = (lhs, rhs) else {
                    let message = format!(
                        "assignment operation {} requires single-valued expressions",
                        op.as_str()
                    );
                    return self.error(stmt.start_pos(), "MultiValAssignOp", message);
                };
                let mut x = Operand::invalid();
                self.binary(&mut x, None, left, right, op);
                self.assign_var(left, None, Some(&mut x), "assignment");
            }
        }
    }

    /// spec (IncDec statements): "the operand must be addressable or a map index expression" and
    /// numeric.
    fn inc_dec(&mut self, lhs: &'a ast::Expr, op: &str) {
        let mut x = self.expr(None, lhs);
        if !x.is_valid() {
            return;
        }
        if !self.all_basic(x.ty, BasicKind::is_numeric) {
            let (text, ty) = (self.expr_text(lhs), self.type_text(x.ty));
            let message = format!("invalid operation: {text}{op}{op} (non-numeric type {ty})");
            return self.error(lhs.start_pos(), "NonNumericIncDec", message);
        }
        self.assign_var(lhs, None, Some(&mut x), "assignment");
    }

    /// spec (Go statements, Defer statements): "The expression must be a function or method call; it
    /// cannot be parenthesized."
    fn suspended_call(&mut self, keyword: ast::CallKeyword, call: &'a ast::Expr) {
        let keyword_text = keyword.as_str();
        let code = match keyword {
            ast::CallKeyword::Go => "InvalidGo",
            ast::CallKeyword::Defer => "InvalidDefer",
        };
        if !matches!(call.kind, ast::ExprKind::Call(_)) {
            let message = format!("expression in {keyword_text} must be function call");
            self.error(call.start_pos(), code, message);
            self.use_expr(call);
            return;
        }
        let (x, usage) = self.raw_expr(None, call, None, false);
        let problem = match usage {
            ExprUse::Statement => return,
            ExprUse::Conversion => "requires function call, not conversion",
            ExprUse::Expression => "discards result of",
        };
        let text = self.operand_text(&x);
        self.error(
            x.start_pos(),
            code,
            format!("{keyword_text} {problem} {text}"),
        );
    }

    fn return_stmt(&mut self, stmt: &'a ast::Stmt, results: &'a [ast::Expr]) {
        let Some(func) = self.env.func.clone() else {
            return;
        };
        let named = func
            .results
            .first()
            .is_some_and(|&result| !self.object(result).name.as_str().is_empty());
        if !results.is_empty() || !named {
            if results.is_empty() && func.results.is_empty() {
                return;
            }
            return self.init_vars(&func.results, results, Some(stmt.start_pos()));
        }
        // spec: "A "return" statement ... may be disallowed if a different entity with the same name
        // as a result parameter is in scope at the place of the return."
        for &result in func.results.iter() {
            let name = self.object(result).name;
            let Some(other) = self.lookup(name).filter(|&other| other != result) else {
                continue;
            };
            let message = format!("result parameter {name} not in scope at return");
            let inner = format!("inner declaration of {}", self.object_text(result));
            let pos = self.object(other).pos;
            let diagnostic = Diagnostic::error(stmt.start_pos(), Code("OutOfScopeResult"), message)
                .with_related(pos, inner);
            self.report(diagnostic);
        }
    }

    fn if_stmt(&mut self, stmt: &'a ast::IfStmt) {
        self.open_scope();
        self.simple_stmt(&stmt.init);
        self.condition(&stmt.cond, "if");
        self.block(&stmt.then);
        if let Some(branch) = &stmt.else_ {
            self.stmt(branch);
        }
        self.close_scope();
    }

    fn condition(&mut self, expr: &'a ast::Expr, statement: &str) {
        let x = self.expr(None, expr);
        if x.is_valid() && !self.all_basic(x.ty, BasicKind::is_boolean) {
            let message = format!("non-boolean condition in {statement} statement");
            self.error(expr.start_pos(), "InvalidCond", message);
        }
    }

    fn for_stmt(&mut self, stmt: &'a ast::Stmt, for_stmt: &'a ast::ForStmt) {
        let (init, cond, post) = match &for_stmt.header {
            ast::ForHeader::Range(clause) => {
                return self.range_stmt(stmt, clause, &for_stmt.body);
            }
            ast::ForHeader::Clause { init, cond, post } => (init, cond, post),
        };
        self.open_scope();
        self.simple_stmt(init);
        if let Some(cond) = cond {
            self.condition(cond, "for");
        }
        self.simple_stmt(post);
        // spec: "The post statement may not declare variables"; the parser reports it.
        if let Some(ast::Stmt {
            kind:
                ast::StmtKind::Assign {
                    op: ast::AssignOp::Define,
                    lhs,
                    ..
                },
            ..
        }) = post
        {
            self.use_exprs(lhs);
        }
        self.block(&for_stmt.body);
        self.close_scope();
    }

    fn select_stmt(&mut self, select: &'a ast::SelectStmt) {
        let defaults = select.clauses.iter().filter(|clause| clause.comm.is_none());
        self.report_defaults(defaults.map(|clause| clause.pos).collect());
        for clause in &select.clauses {
            if let Some(comm) = &clause.comm
                && !is_communication(comm)
            {
                let message = "select case must be send or receive (possibly with assignment)";
                self.error(comm.start_pos(), "InvalidSelectCase", message);
                continue;
            }
            self.open_scope();
            if let Some(comm) = &clause.comm {
                self.stmt(comm);
            }
            self.stmt_list(&clause.body);
            self.close_scope();
        }
    }

    /// Reports default clauses after the first.
    pub(super) fn report_defaults(&mut self, defaults: Vec<grus_syntax::Pos>) {
        let Some((&first, rest)) = defaults.split_first() else {
            return;
        };
        for &pos in rest {
            let message = format!("multiple defaults (first at {})", self.pos_text(first));
            self.error(pos, "DuplicateDefault", message);
        }
    }
}

/// Whether a statement is a send, or a receive with or without assignment.
fn is_communication(stmt: &ast::Stmt) -> bool {
    let received = match &stmt.kind {
        ast::StmtKind::Send { .. } => return true,
        ast::StmtKind::Expr(expr) => expr,
        ast::StmtKind::Assign { rhs, .. } => match rhs.as_slice() {
            [only] => only,
            _ => return false,
        },
        _ => return false,
    };
    matches!(
        received.unparen().kind,
        ast::ExprKind::Unary {
            op: ast::UnaryOp::Receive,
            ..
        }
    )
}
