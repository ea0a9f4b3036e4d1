//! Statements.

use grus_syntax::ast::*;
use grus_types::{BuiltinKind, Mode, Type, TypeId};

use super::Counter;

/// What a range-over-func loop adds around the call of its iterator: the state variable, the func
/// value of the body, the check and the change of the state behind the call.
const RANGE_CALL: usize = 5 + 4 + 1 + 7 + 3;
/// What making the func value of the body costs.
const RANGE_LITERAL: i32 = 15;
/// What a range-over-func body adds: the check of the state and its changes, and the result.
const RANGE_BODY: usize = 20;

impl Counter<'_, '_, '_, '_> {
    /// A list of statements; what follows one that never ends counts only behind a label.
    pub(crate) fn list(&mut self, list: &[Stmt]) {
        let mut dead = false;
        for stmt in list {
            if dead && !matches!(stmt.kind, StmtKind::Labeled { .. }) {
                continue;
            }
            self.stmt(stmt);
            dead = self.terminates(stmt);
        }
    }

    /// The body of a range-over-func loop.
    pub(crate) fn range_body(&mut self, clause: &RangeClause, body: &Block) {
        self.count(RANGE_BODY);
        if !clause.define {
            let targets = clause.lhs.iter().filter(|target| !is_blank(target));
            for target in targets {
                self.count(2);
                self.expr(target);
            }
        }
        self.list(&body.stmts);
    }

    fn terminates(&self, stmt: &Stmt) -> bool {
        match &stmt.kind {
            StmtKind::Return(_) => true,
            StmtKind::Branch(branch) => branch.keyword == BranchKeyword::Goto,
            StmtKind::Block(block) => block.stmts.last().is_some_and(|stmt| self.terminates(stmt)),
            StmtKind::If(data) => {
                let then = data.then.stmts.last();
                let otherwise = data.else_.as_ref();
                then.is_some_and(|stmt| self.terminates(stmt))
                    && otherwise.is_some_and(|stmt| self.terminates(stmt))
            }
            StmtKind::Expr(expr) => match &expr.unparen().kind {
                ExprKind::Call(call) => self.mode(&call.fun) == Mode::Builtin(BuiltinKind::Panic),
                _ => false,
            },
            _ => false,
        }
    }

    fn optional_stmt(&mut self, stmt: &Option<Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Empty => {}
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { channel, value } => {
                self.node();
                self.expr(channel);
                let ty = self.type_of(channel);
                let elem = self.builder.types().elem(ty);
                self.assigned(value, elem);
            }
            StmtKind::Decl(decls) => {
                for decl in decls {
                    if let Decl::Var(decl) = decl {
                        self.variables(decl);
                    }
                }
            }
            StmtKind::Assign { op, lhs, rhs } => self.assign(*op, lhs, rhs),
            StmtKind::Block(block) => self.list(&block.stmts),
            StmtKind::Labeled { body, .. } => {
                self.node();
                self.stmt(body);
            }
            // Weighs nothing.
            StmtKind::Branch(branch) if branch.keyword == BranchKeyword::Fallthrough => {}
            StmtKind::Branch(_) => self.node(),
            StmtKind::Call { keyword, call } => {
                self.refuse(match keyword {
                    CallKeyword::Go => "unhandled op GO",
                    CallKeyword::Defer => "unhandled op DEFER",
                });
                self.expr(call);
            }
            StmtKind::Return(values) => {
                self.node();
                let results: Vec<_> = self.results.iter().copied().map(Some).collect();
                self.values(values, &results);
            }
            StmtKind::If(data) => self.if_statement(data),
            StmtKind::For(data) => self.for_statement(stmt, data),
            StmtKind::Switch(data) => self.switch(data),
            StmtKind::TypeSwitch(data) => self.type_switch(data),
            StmtKind::Select(data) => {
                self.node();
                for clause in &data.clauses {
                    self.node();
                    if let Some(communication) = &clause.comm {
                        self.communication(communication);
                    }
                    self.list(&clause.body);
                }
            }
        }
    }

    /// The values of a `return`, a declaration or an assignment: as many as targets, or one
    /// expression with several.
    fn values(&mut self, values: &[Expr], to: &[Option<TypeId>]) {
        if let ([single], true) = (values, to.len() > 1) {
            let parts = self.parts(single, to.len());
            return self.several(single, &parts, to);
        }
        for (index, value) in values.iter().enumerate() {
            self.assigned(value, to.get(index).copied().flatten());
        }
    }

    /// The types of an expression's values, `v, ok` forms included.
    fn parts(&mut self, expr: &Expr, count: usize) -> Vec<TypeId> {
        let ty = self.type_of(expr);
        match self.builder.types().get(ty).clone() {
            Type::Tuple(parts) => parts.to_vec(),
            _ => {
                let mut parts = vec![ty];
                parts.resize(count, TypeId::BOOL);
                parts
            }
        }
    }

    fn variables(&mut self, decl: &VarDecl) {
        let names = decl.names.len();
        let ty = decl.ty.as_ref().map(|ty| self.type_of(ty));
        let declared = decl
            .names
            .iter()
            .filter(|name| !name.name.is_blank())
            .count();
        if decl.values.is_empty() {
            // For each an assignment, its declaration and the variable.
            return self.count(4 * declared);
        }
        // The assignment, its targets, their declarations.
        self.count(1 + names + 2 * declared);
        self.values(&decl.values, &vec![ty; names]);
        if names > 1 && decl.values.len() == 1 {
            self.adjust(-(4 * names as i32 + 1));
        }
    }

    fn assign(&mut self, op: AssignOp, lhs: &[Expr], rhs: &[Expr]) {
        self.node();
        let mut to = Vec::with_capacity(lhs.len());
        for target in lhs {
            if is_blank(target) {
                self.node();
                to.push(None);
                continue;
            }
            let declares = op == AssignOp::Define && self.declares(target);
            if declares {
                self.count(2);
            }
            self.expr(target);
            let ty = self.type_of(target);
            to.push(Some(ty).filter(|_| !declares));
        }
        match op {
            AssignOp::Increment | AssignOp::Decrement => self.node(),
            _ => self.values(rhs, &to),
        }
        if lhs.len() > 1 && rhs.len() == 1 {
            self.adjust(-(4 * lhs.len() as i32 + 1));
        }
    }

    fn declares(&self, target: &Expr) -> bool {
        let object = self.builder.info().object_of(target.id);
        let program = &self.builder.lowerer.program;
        object.is_some_and(|object| program.object(object).pos == target.pos)
    }

    fn if_statement(&mut self, data: &IfStmt) {
        let condition = self.builder.info().constant(data.cond.unparen().id);
        if let Some(&grus_types::Value::Bool(holds)) = condition {
            self.optional_stmt(&data.init);
            match holds {
                true => self.list(&data.then.stmts),
                false => self.optional_stmt(&data.else_),
            }
            return;
        }
        self.node();
        self.optional_stmt(&data.init);
        self.expr(&data.cond);
        self.list(&data.then.stmts);
        self.optional_stmt(&data.else_);
    }

    fn for_statement(&mut self, stmt: &Stmt, data: &ForStmt) {
        match &data.header {
            ForHeader::Clause { init, cond, post } => {
                self.optional_stmt(init);
                let never = cond.as_ref().and_then(|cond| {
                    let value = self.builder.info().constant(cond.unparen().id);
                    value.map(|value| matches!(value, grus_types::Value::Bool(false)))
                });
                if never == Some(true) {
                    return;
                }
                self.node();
                self.optional(cond);
                self.optional_stmt(post);
                self.list(&data.body.stmts);
            }
            ForHeader::Range(clause)
                if self
                    .builder
                    .group
                    .facts
                    .range_functions
                    .contains_key(&stmt.id) =>
            {
                self.count(RANGE_CALL + 1);
                self.adjust(RANGE_LITERAL);
                self.expr(&clause.operand);
            }
            ForHeader::Range(clause) => {
                self.node();
                // Only the length of an array counts if nobody wants its elements.
                let only_length = clause.lhs.len() < 2
                    && self.is_array_or_pointer(&clause.operand)
                    && is_field(&clause.operand);
                match only_length {
                    true => self.node(),
                    false => self.expr(&clause.operand),
                }
                for target in &clause.lhs {
                    if clause.define && !is_blank(target) {
                        self.count(2);
                    }
                    match is_blank(target) {
                        true => self.node(),
                        false => self.expr(target),
                    }
                }
                self.list(&data.body.stmts);
            }
        }
    }

    fn switch(&mut self, data: &SwitchStmt) {
        self.node();
        self.optional_stmt(&data.init);
        let mut ty = None;
        if let Some(tag) = &data.tag {
            self.expr(tag);
            ty = Some(self.type_of(tag));
        }
        for clause in &data.clauses {
            self.node();
            for case in clause.cases.as_deref().unwrap_or_default() {
                self.assigned(case, ty);
            }
            self.list(&clause.body);
        }
    }

    fn type_switch(&mut self, data: &TypeSwitchStmt) {
        self.node();
        self.optional_stmt(&data.init);
        let named = usize::from(data.guard.name.is_some());
        self.count(1 + named);
        self.expr(&data.guard.operand);
        for clause in &data.clauses {
            self.count(1 + named);
            let cases = clause.cases.as_deref().unwrap_or_default();
            let nil = cases.iter().filter(|case| self.mode(case) == Mode::Nil);
            let nil = nil.count();
            self.count(nil);
            self.list(&clause.body);
        }
    }

    /// A receive has two targets, whatever is written.
    fn communication(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(receive) => {
                self.count(3);
                self.expr(receive);
            }
            StmtKind::Assign { op, lhs, rhs } if lhs.len() == 1 => {
                self.assign(*op, lhs, rhs);
                self.node();
            }
            StmtKind::Assign { op, lhs, rhs } => {
                self.assign(*op, lhs, rhs);
                self.adjust(4 * lhs.len() as i32 + 1);
            }
            _ => self.stmt(stmt),
        }
    }
}

fn is_blank(expr: &Expr) -> bool {
    expr.as_name().is_some_and(|name| name.is_blank())
}

/// Whether the expression is a field of a variable, perhaps through others.
fn is_field(expr: &Expr) -> bool {
    match &expr.unparen().kind {
        ExprKind::Selector { operand, .. } => {
            matches!(operand.unparen().kind, ExprKind::Name(_)) || is_field(operand)
        }
        _ => false,
    }
}
