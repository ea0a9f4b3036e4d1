//! Which variables are assigned after their declaration in a way that forbids capture by value.
//!
//! In: a function body and the captures of its literals. Out: the `reassigned` and `loop_depth` parts
//! of [`Facts`].
//! Follows cmd/compile/internal/escape: statements are walked in its order; the first capture forgets
//! assignments made before it at the loop depth of the declaration.

use grus_syntax::ast::*;
use grus_types::ObjectId;
use rustc_hash::FxHashSet;

use super::walk::for_each_operand;
use super::{Facts, Query, Subject, Variable};

pub(super) fn collect(
    query: &mut Query,
    subject: &Subject,
    results: &[ObjectId],
    facts: &mut Facts,
) {
    let mut walker = Walker {
        query,
        facts,
        captured: FxHashSet::default(),
        loop_depth: 1,
        results: results.to_vec(),
    };
    match subject {
        Subject::Body(block) => walker.list(&block.stmts),
        Subject::Expression(expr) => walker.expr(expr),
    }
}

struct Walker<'a, 'q> {
    query: &'a mut Query<'q>,
    facts: &'a mut Facts,
    /// Variables that a literal walked so far has captured.
    captured: FxHashSet<ObjectId>,
    loop_depth: u32,
    /// Results of the function or literal being walked.
    results: Vec<ObjectId>,
}

impl Walker<'_, '_> {
    fn declare(&mut self, object: ObjectId) {
        self.facts.variables.entry(object).or_default().loop_depth = self.loop_depth;
    }

    fn mark(&mut self, object: ObjectId) {
        self.facts.variables.entry(object).or_default().reassigned = true;
    }

    fn mark_place(&mut self, expr: &Expr) {
        if let Some(object) = self.query.base_variable(expr) {
            self.mark(object);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::FuncLit(literal) => {
                let results = self.query.info().literals.get(&expr.id);
                let results = results.map_or_else(Vec::new, |variables| variables.results.clone());
                self.closure(expr.id, results, &[], &literal.body);
            }
            _ => for_each_operand(expr, &mut |operand| self.expr(operand)),
        }
    }

    fn exprs(&mut self, list: &[Expr]) {
        list.iter().for_each(|expr| self.expr(expr));
    }

    fn closure(&mut self, id: NodeId, results: Vec<ObjectId>, lhs: &[Expr], body: &Block) {
        for variable in self.facts.captures.get(&id).cloned().unwrap_or_default() {
            let Variable::Object(object) = variable else {
                continue;
            };
            if self.captured.insert(object) {
                let depth = self.loop_depth;
                let facts = self.facts.variables.entry(object).or_default();
                if facts.loop_depth.max(1) == depth {
                    facts.reassigned = false;
                }
            }
        }
        let depth = std::mem::replace(&mut self.loop_depth, 1);
        let results = std::mem::replace(&mut self.results, results);
        for name in lhs {
            match self.query.declares(name.id, name.pos) {
                Some(object) => self.declare(object),
                None => self.mark_place(name),
            }
        }
        self.list(&body.stmts);
        self.loop_depth = depth;
        self.results = results;
    }

    /// A block keeps the loop depth of its surroundings even if it contains a looping label.
    fn list(&mut self, list: &[Stmt]) {
        let depth = self.loop_depth;
        list.iter().for_each(|stmt| self.stmt(stmt));
        self.loop_depth = depth;
    }

    fn optional(&mut self, stmt: &Option<Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    fn assign(&mut self, op: AssignOp, lhs: &[Expr], rhs: &[Expr]) {
        if op == AssignOp::Define {
            for name in lhs {
                if let Some(object) = self.query.declares(name.id, name.pos) {
                    self.declare(object);
                }
            }
        } else {
            self.exprs(lhs);
        }
        self.exprs(rhs);
        for target in lhs {
            let declared =
                op == AssignOp::Define && self.query.declares(target.id, target.pos).is_some();
            if !declared {
                self.mark_place(target);
            }
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Empty | StmtKind::Branch(_) => {}
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { channel, value } => {
                self.expr(channel);
                self.expr(value);
            }
            StmtKind::Decl(decls) => self.declarations(decls),
            StmtKind::Assign { op, lhs, rhs } => self.assign(*op, lhs, rhs),
            StmtKind::Block(block) => self.list(&block.stmts),
            StmtKind::Labeled { body, .. } => {
                if self.facts.looping_labels.contains(&stmt.id) {
                    self.loop_depth += 1;
                }
                self.stmt(body);
            }
            StmtKind::Call { call, .. } => self.expr(call),
            StmtKind::Return(values) => {
                self.exprs(values);
                if !values.is_empty() {
                    for result in self.results.clone() {
                        self.mark(result);
                    }
                }
            }
            StmtKind::If(data) => {
                self.optional(&data.init);
                self.expr(&data.cond);
                self.list(&data.then.stmts);
                self.optional(&data.else_);
            }
            StmtKind::For(data) => self.for_statement(stmt, data),
            StmtKind::Switch(data) => {
                self.optional(&data.init);
                if let Some(tag) = &data.tag {
                    self.expr(tag);
                }
                for clause in &data.clauses {
                    self.exprs(clause.cases.as_deref().unwrap_or_default());
                    self.list(&clause.body);
                }
            }
            StmtKind::TypeSwitch(data) => {
                self.optional(&data.init);
                self.expr(&data.guard.operand);
                for clause in &data.clauses {
                    let variable = self.query.info().implicits.get(&clause.id).copied();
                    if let Some(variable) = variable {
                        self.declare(variable);
                    }
                    self.list(&clause.body);
                }
            }
            StmtKind::Select(data) => {
                for clause in &data.clauses {
                    if let Some(comm) = &clause.comm {
                        self.stmt(comm);
                    }
                    self.list(&clause.body);
                }
            }
        }
    }

    fn declarations(&mut self, decls: &[Decl]) {
        for decl in decls {
            let Decl::Var(decl) = decl else { continue };
            for name in &decl.names {
                if let Some(object) = self.query.local(name.id) {
                    self.declare(object);
                }
            }
            self.exprs(&decl.values);
        }
    }

    fn for_statement(&mut self, stmt: &Stmt, data: &ForStmt) {
        match &data.header {
            ForHeader::Clause { init, cond, post } => {
                self.optional(init);
                self.loop_depth += 1;
                if let Some(init) = init {
                    self.redeclare_leaked(init);
                }
                if let Some(cond) = cond {
                    self.expr(cond);
                }
                self.optional(post);
                self.list(&data.body.stmts);
                self.loop_depth -= 1;
            }
            ForHeader::Range(clause) if self.facts.range_functions.contains_key(&stmt.id) => {
                self.expr(&clause.operand);
                self.closure(stmt.id, self.results.clone(), &clause.lhs, &data.body);
            }
            ForHeader::Range(clause) => {
                self.expr(&clause.operand);
                self.loop_depth += 1;
                for target in &clause.lhs {
                    match self.query.declares(target.id, target.pos) {
                        Some(object) if clause.define => self.range_variable(object),
                        _ => {
                            self.expr(target);
                            self.mark_place(target);
                        }
                    }
                }
                self.list(&data.body.stmts);
                self.loop_depth -= 1;
            }
        }
    }

    /// A variable that a `range` clause declares is assigned by every iteration, unless each
    /// iteration has its own.
    fn range_variable(&mut self, object: ObjectId) {
        let own = self.query.per_iteration && self.facts.of(object).leaked;
        self.declare(object);
        if !own {
            let outer = self.loop_depth - 1;
            let facts = self.facts.variables.entry(object).or_default();
            facts.loop_depth = outer;
            facts.reassigned = true;
        }
    }

    /// Leaked variables of a three-part `for` live inside the loop, one per iteration.
    fn redeclare_leaked(&mut self, init: &Stmt) {
        let StmtKind::Assign {
            op: AssignOp::Define,
            lhs,
            ..
        } = &init.kind
        else {
            return;
        };
        for name in lhs {
            let Some(object) = self.query.declares(name.id, name.pos) else {
                continue;
            };
            if self.query.per_iteration && self.facts.of(object).leaked {
                self.declare(object);
            }
        }
    }
}
