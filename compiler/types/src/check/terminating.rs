//! Terminating statements.
//!
//! In: a function body. Out: whether control cannot reach its end.
//! Invariants: calls of the builtin `panic` were noted while checking.
//! Spec: "Terminating statements".

use grus_syntax::{Symbol, ast};

use super::Checker;

impl Checker<'_, '_> {
    /// Whether a statement list ends in a terminating statement.
    pub(super) fn is_terminating_list(&self, list: &[ast::Stmt]) -> bool {
        let last = list
            .iter()
            .rev()
            .find(|stmt| !matches!(stmt.kind, ast::StmtKind::Empty));
        last.is_some_and(|stmt| self.is_terminating(stmt, None))
    }

    /// `label` is the label of the statement, for breaks that refer to it.
    fn is_terminating(&self, stmt: &ast::Stmt, label: Option<Symbol>) -> bool {
        match &stmt.kind {
            ast::StmtKind::Labeled { label, body } => self.is_terminating(body, Some(label.name)),
            ast::StmtKind::Expr(expr) => self.env.panic_calls.contains(&expr.unparen().id),
            ast::StmtKind::Return(_) => true,
            ast::StmtKind::Branch(branch) => {
                matches!(
                    branch.keyword,
                    ast::BranchKeyword::Goto | ast::BranchKeyword::Fallthrough
                )
            }
            ast::StmtKind::Block(block) => self.is_terminating_list(&block.stmts),
            ast::StmtKind::If(if_stmt) => {
                self.is_terminating_list(&if_stmt.then.stmts)
                    && if_stmt
                        .else_
                        .as_ref()
                        .is_some_and(|branch| self.is_terminating(branch, None))
            }
            ast::StmtKind::Switch(switch) => self.is_terminating_switch(&switch.clauses, label),
            ast::StmtKind::TypeSwitch(switch) => self.is_terminating_switch(&switch.clauses, label),
            ast::StmtKind::Select(select) => select.clauses.iter().all(|clause| {
                self.is_terminating_list(&clause.body) && !has_break_list(&clause.body, label, true)
            }),
            ast::StmtKind::For(for_stmt) => {
                matches!(for_stmt.header, ast::ForHeader::Clause { cond: None, .. })
                    && !has_break_list(&for_stmt.body.stmts, label, true)
            }
            _ => false,
        }
    }

    fn is_terminating_switch(&self, clauses: &[ast::CaseClause], label: Option<Symbol>) -> bool {
        clauses.iter().any(|clause| clause.cases.is_none())
            && clauses.iter().all(|clause| {
                self.is_terminating_list(&clause.body) && !has_break_list(&clause.body, label, true)
            })
    }
}

fn has_break_list(list: &[ast::Stmt], label: Option<Symbol>, implicit: bool) -> bool {
    list.iter().any(|stmt| has_break(stmt, label, implicit))
}

/// Whether a statement contains a break out of the statement with the label; `implicit` says that a
/// break without label would leave it too.
fn has_break(stmt: &ast::Stmt, label: Option<Symbol>, implicit: bool) -> bool {
    let labeled = |list: &[ast::Stmt]| label.is_some() && has_break_list(list, label, false);
    match &stmt.kind {
        ast::StmtKind::Labeled { body, .. } => has_break(body, label, implicit),
        ast::StmtKind::Branch(branch) if branch.keyword == ast::BranchKeyword::Break => {
            match &branch.label {
                None => implicit,
                Some(target) => Some(target.name) == label,
            }
        }
        ast::StmtKind::Block(block) => has_break_list(&block.stmts, label, implicit),
        ast::StmtKind::If(if_stmt) => {
            has_break_list(&if_stmt.then.stmts, label, implicit)
                || if_stmt
                    .else_
                    .as_ref()
                    .is_some_and(|branch| has_break(branch, label, implicit))
        }
        ast::StmtKind::Switch(switch) => switch.clauses.iter().any(|clause| labeled(&clause.body)),
        ast::StmtKind::TypeSwitch(switch) => {
            switch.clauses.iter().any(|clause| labeled(&clause.body))
        }
        ast::StmtKind::Select(select) => select.clauses.iter().any(|clause| labeled(&clause.body)),
        ast::StmtKind::For(for_stmt) => labeled(&for_stmt.body.stmts),
        _ => false,
    }
}
