//! Which function literal captures which variables, and how range-over-func bodies are left.
//!
//! In: a function body. Out: the `captures`, `looping_labels`, `range_functions`, `address_taken`
//! and `leaked` parts of [`Facts`].
//! Invariants: a literal's captures include those of the literals inside it that come from outside.
//! Not done: reassignment (see `reassignment`).
//! Follows cmd/compile/internal/loopvar (what makes a loop variable leak) and rangefunc.

use grus_syntax::Pos;
use grus_syntax::ast::*;
use grus_types::{BuiltinKind, Mode, ObjectId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::walk::for_each_operand;
use super::{Exit, Facts, Query, RangeFunction, Subject, TOP, Variable};

pub(super) fn collect(
    query: &mut Query,
    subject: &Subject,
    parameters: &[ObjectId],
    results: &[ObjectId],
) -> Facts {
    let mut walker = Walker {
        query,
        facts: Facts::default(),
        frames: Vec::new(),
        owners: FxHashMap::default(),
        statements: Vec::new(),
        labels: FxHashMap::default(),
        seen_labels: FxHashSet::default(),
    };
    walker.frames.push(Frame::new(TOP, false, results.to_vec()));
    for &parameter in parameters.iter().chain(results) {
        walker.declare(parameter);
    }
    match subject {
        Subject::Body(block) => {
            walker.note_labels(&block.stmts);
            walker.block(block);
        }
        Subject::Expression(expr) => walker.expr(expr),
    }
    walker.facts
}

/// A function, literal or range-over-func body being walked.
struct Frame {
    id: NodeId,
    is_range_body: bool,
    results: Vec<ObjectId>,
    loop_depth: u32,
    /// Loop depth at the innermost `return` statement around the current place.
    return_depth: Option<u32>,
    /// How many range-over-func loops of the function have been seen.
    range_functions: u32,
}

impl Frame {
    fn new(id: NodeId, is_range_body: bool, results: Vec<ObjectId>) -> Frame {
        Frame {
            id,
            is_range_body,
            results,
            loop_depth: 0,
            return_depth: None,
            range_functions: 0,
        }
    }
}

/// A statement that `break` or `continue` may name.
struct Target {
    id: NodeId,
    /// The frame in which `break` and `continue` of it are plain jumps or returns.
    home: usize,
}

struct Walker<'a, 'q> {
    query: &'a mut Query<'q>,
    facts: Facts,
    frames: Vec<Frame>,
    /// Frame index of each variable.
    owners: FxHashMap<Variable, usize>,
    statements: Vec<Target>,
    /// Frame index of each labeled statement.
    labels: FxHashMap<NodeId, usize>,
    seen_labels: FxHashSet<NodeId>,
}

impl Walker<'_, '_> {
    fn current(&self) -> usize {
        self.frames.len() - 1
    }

    fn frame(&mut self) -> &mut Frame {
        let current = self.current();
        &mut self.frames[current]
    }

    fn declare(&mut self, object: ObjectId) {
        let current = self.current();
        self.owners
            .entry(Variable::Object(object))
            .or_insert(current);
    }

    fn use_variable(&mut self, variable: Variable, pos: Pos) {
        let current = self.current();
        let owner = *self.owners.entry(variable).or_insert(current);
        if owner == current {
            return;
        }
        for frame in &self.frames[owner + 1..] {
            let list = self.facts.captures.entry(frame.id).or_default();
            if !list.contains(&variable) {
                list.push(variable);
                self.facts.mentions.insert((frame.id, variable), pos);
            }
        }
        if let Variable::Object(object) = variable {
            self.facts.variables.entry(object).or_default().captured = true;
            self.leak(object, owner);
        }
    }

    /// A pointer to the variable, or a closure with it, is made in frame `owner`. Not counted if
    /// that is part of a `return`, which leaves the loop anyway.
    fn leak(&mut self, object: ObjectId, owner: usize) {
        let frame = &self.frames[owner];
        if frame
            .return_depth
            .is_some_and(|depth| depth >= frame.loop_depth)
        {
            return;
        }
        self.facts.variables.entry(object).or_default().leaked = true;
    }

    // Expressions.

    fn expr(&mut self, expr: &Expr) {
        if let Some(object) = self.query.address_taken_by(expr) {
            self.facts
                .variables
                .entry(object)
                .or_default()
                .address_taken = true;
            if let Some(&owner) = self.owners.get(&Variable::Object(object)) {
                self.leak(object, owner);
            }
        }
        match &expr.kind {
            ExprKind::Name(_) => {
                if let Some(object) = self.query.local(expr.id) {
                    self.use_variable(Variable::Object(object), expr.pos);
                }
            }
            ExprKind::FuncLit(literal) => self.literal(expr.id, literal),
            ExprKind::CompositeLit(literal) if self.query.is_struct_literal(expr) => {
                for element in &literal.elements {
                    match &element.kind {
                        ExprKind::KeyValue { value, .. } => self.expr(value),
                        _ => self.expr(element),
                    }
                }
            }
            ExprKind::Call(call) => {
                let mode = self.query.info().type_and_value(call.fun.unparen().id).mode;
                if mode == Mode::Builtin(BuiltinKind::Recover) {
                    let id = self.frame().id;
                    self.facts.frames_with_recover.insert(id);
                }
                self.operands(expr);
            }
            _ => self.operands(expr),
        }
    }

    fn operands(&mut self, expr: &Expr) {
        for_each_operand(expr, &mut |operand| self.expr(operand));
    }

    fn exprs(&mut self, list: &[Expr]) {
        list.iter().for_each(|expr| self.expr(expr));
    }

    fn literal(&mut self, id: NodeId, literal: &FuncLit) {
        let variables = self
            .query
            .info()
            .literals
            .get(&id)
            .cloned()
            .unwrap_or_default();
        self.frames
            .push(Frame::new(id, false, variables.results.clone()));
        for &variable in variables.params.iter().chain(&variables.results) {
            self.declare(variable);
        }
        self.note_labels(&literal.body.stmts);
        self.block(&literal.body);
        self.frames.pop();
    }

    // Statements.

    fn block(&mut self, block: &Block) {
        self.statements_of(&block.stmts);
    }

    fn statements_of(&mut self, list: &[Stmt]) {
        list.iter().for_each(|stmt| self.stmt(stmt));
    }

    /// Registers the labels of a frame before walking it: a `goto` may come first.
    fn note_labels(&mut self, list: &[Stmt]) {
        let current = self.current();
        for stmt in list {
            let mut stmt = stmt;
            while let StmtKind::Labeled { body, .. } = &stmt.kind {
                self.labels.insert(stmt.id, current);
                stmt = body;
            }
            for_each_block(stmt, &mut |stmts| self.note_labels(stmts));
        }
    }

    fn declare_names(&mut self, names: &[Expr]) {
        for name in names {
            if let Some(object) = self.query.declares(name.id, name.pos) {
                self.declare(object);
            }
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Empty => {}
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { channel, value } => {
                self.expr(channel);
                self.expr(value);
            }
            StmtKind::Decl(decls) => self.declarations(decls),
            StmtKind::Assign { op, lhs, rhs } => {
                if *op == AssignOp::Define {
                    self.declare_names(lhs);
                }
                self.exprs(lhs);
                self.exprs(rhs);
            }
            StmtKind::Block(block) => self.block(block),
            StmtKind::Labeled { body, .. } => {
                self.seen_labels.insert(stmt.id);
                self.stmt(body);
            }
            StmtKind::Branch(branch) => self.branch(branch),
            StmtKind::Call { keyword, call } => {
                if *keyword == CallKeyword::Defer {
                    self.note_defer();
                }
                self.expr(call);
            }
            StmtKind::Return(values) => self.return_statement(values),
            StmtKind::If(data) => {
                self.optional(&data.init);
                self.expr(&data.cond);
                self.block(&data.then);
                self.optional(&data.else_);
            }
            StmtKind::For(data) => self.for_statement(stmt, data),
            StmtKind::Switch(data) => {
                self.optional(&data.init);
                if let Some(tag) = &data.tag {
                    self.expr(tag);
                }
                self.enter(stmt.id);
                for clause in &data.clauses {
                    self.exprs(clause.cases.as_deref().unwrap_or_default());
                    self.statements_of(&clause.body);
                }
                self.statements.pop();
            }
            StmtKind::TypeSwitch(data) => {
                self.optional(&data.init);
                self.expr(&data.guard.operand);
                self.enter(stmt.id);
                for clause in &data.clauses {
                    let variable = self.query.info().implicits.get(&clause.id).copied();
                    if let Some(variable) = variable {
                        self.declare(variable);
                    }
                    self.statements_of(&clause.body);
                }
                self.statements.pop();
            }
            StmtKind::Select(data) => {
                self.enter(stmt.id);
                for clause in &data.clauses {
                    if let Some(comm) = &clause.comm {
                        self.stmt(comm);
                    }
                    self.statements_of(&clause.body);
                }
                self.statements.pop();
            }
        }
    }

    fn enter(&mut self, id: NodeId) {
        let home = self.current();
        self.statements.push(Target { id, home });
    }

    fn optional(&mut self, stmt: &Option<Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
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
                self.frame().loop_depth += 1;
                self.enter(stmt.id);
                if let Some(cond) = cond {
                    self.expr(cond);
                }
                self.optional(post);
                self.block(&data.body);
                self.statements.pop();
                self.frame().loop_depth -= 1;
            }
            ForHeader::Range(clause) if self.query.is_function(&clause.operand) => {
                self.range_function(stmt, clause, &data.body);
            }
            ForHeader::Range(clause) => {
                self.expr(&clause.operand);
                if clause.define {
                    self.declare_names(&clause.lhs);
                }
                self.frame().loop_depth += 1;
                self.enter(stmt.id);
                self.exprs(&clause.lhs);
                self.block(&data.body);
                self.statements.pop();
                self.frame().loop_depth -= 1;
            }
        }
    }

    // Range over functions.

    /// Index of the frame of the real function around the current place.
    fn function_frame(&self) -> usize {
        self.frames
            .iter()
            .rposition(|frame| !frame.is_range_body)
            .unwrap_or(0)
    }

    fn range_function(&mut self, stmt: &Stmt, clause: &RangeClause, body: &Block) {
        self.expr(&clause.operand);
        let current = self.current();
        let function = self.function_frame();
        let outermost = match self.frames.get(function + 1) {
            Some(frame) => frame.id,
            None => stmt.id,
        };
        self.owners.insert(Variable::State(stmt.id), current);
        if outermost == stmt.id {
            self.owners.insert(Variable::Next(stmt.id), current);
            self.owners.insert(Variable::Defers(stmt.id), current);
        }
        self.frames[function].range_functions += 1;
        let range = RangeFunction {
            outermost,
            number: self.frames[function].range_functions,
            ..RangeFunction::default()
        };
        self.facts.range_functions.insert(stmt.id, range);
        self.frames.push(Frame::new(stmt.id, true, Vec::new()));
        self.use_variable(Variable::State(stmt.id), Pos::NONE);
        if clause.define {
            self.declare_names(&clause.lhs);
        }
        self.exprs(&clause.lhs);
        // `break` and `continue` of the loop are returns of its body.
        self.statements.push(Target {
            id: stmt.id,
            home: current + 1,
        });
        self.note_labels(&body.stmts);
        self.block(body);
        self.statements.pop();
        self.frames.pop();
    }

    fn branch(&mut self, branch: &BranchStmt) {
        let Some(target) = branch.target else { return };
        let home = match branch.keyword {
            BranchKeyword::Goto => {
                if self.seen_labels.contains(&target) {
                    self.facts.looping_labels.insert(target);
                }
                self.labels.get(&target).copied()
            }
            _ => self
                .statements
                .iter()
                .rev()
                .find(|t| t.id == target)
                .map(|t| t.home),
        };
        let exit = match branch.keyword {
            BranchKeyword::Break => Exit::Break(target),
            BranchKeyword::Continue => Exit::Continue(target),
            BranchKeyword::Goto => Exit::Goto(target),
            BranchKeyword::Fallthrough => return,
        };
        if let Some(home) = home {
            self.exit(exit, home);
        }
    }

    fn return_statement(&mut self, values: &[Expr]) {
        let depth = self.frame().loop_depth;
        let saved = self.frame().return_depth.replace(depth);
        self.exprs(values);
        self.frame().return_depth = saved;
        let function = self.function_frame();
        if function == self.current() {
            return;
        }
        if !values.is_empty() {
            for result in self.frames[function].results.clone() {
                self.use_variable(Variable::Object(result), Pos::NONE);
            }
        }
        self.exit(Exit::Return, function);
    }

    /// Records that `exit` leaves all frames above `home`.
    fn exit(&mut self, exit: Exit, home: usize) {
        let current = self.current();
        if home >= current {
            return;
        }
        let ids: Vec<NodeId> = self.frames[home + 1..]
            .iter()
            .map(|frame| frame.id)
            .collect();
        let function = self.function_frame();
        let outermost = self.frames[function + 1].id;
        self.use_variable(Variable::Next(outermost), Pos::NONE);
        for id in ids {
            self.use_variable(Variable::State(id), Pos::NONE);
            let Some(range) = self.facts.range_functions.get_mut(&id) else {
                continue;
            };
            if !range.exits.contains(&exit) {
                range.exits.push(exit);
            }
        }
        if exit != Exit::Return && !self.facts.exit_codes.contains(&exit) {
            self.facts.exit_codes.push(exit);
        }
    }

    fn note_defer(&mut self) {
        let function = self.function_frame();
        let id = self.frames[function].id;
        self.facts.frames_with_defer.insert(id);
        if function == self.current() {
            return;
        }
        let outermost = self.frames[function + 1].id;
        if let Some(range) = self.facts.range_functions.get_mut(&outermost) {
            range.has_defer = true;
        }
        self.use_variable(Variable::Defers(outermost), Pos::NONE);
    }
}

/// Calls `visit` for each statement list directly inside a statement. Bodies of range-over-func loops
/// count: a `goto` cannot jump into a block, so entries too many do no harm when the inner frame
/// registers its own labels again.
fn for_each_block(stmt: &Stmt, visit: &mut dyn FnMut(&[Stmt])) {
    match &stmt.kind {
        StmtKind::Block(block) => visit(&block.stmts),
        StmtKind::If(data) => {
            visit(&data.then.stmts);
            if let Some(other) = &data.else_ {
                for_each_block(other, visit);
            }
        }
        StmtKind::For(data) => visit(&data.body.stmts),
        StmtKind::Switch(data) => data.clauses.iter().for_each(|clause| visit(&clause.body)),
        StmtKind::TypeSwitch(data) => data.clauses.iter().for_each(|clause| visit(&clause.body)),
        StmtKind::Select(data) => data.clauses.iter().for_each(|clause| visit(&clause.body)),
        _ => {}
    }
}
