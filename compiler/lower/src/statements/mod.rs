//! Statements: the dispatch, and the forms that need no file of their own.
//!
//! In: checked statements. Out: MIR statements and blocks.
//! Invariants: each statement has gc's position; statements behind a jump are lowered too (labels may
//! lead into them) and removed when nothing reaches them.
//! Spec: "Statements".

mod assign;
mod branch;
mod declare;
mod for_loop;
mod go_defer;
mod range;
mod range_function;
mod select;
mod switch;
mod type_switch;

use grus_mir::*;
use grus_syntax::ast::{Block, Expr, ExprKind, IfStmt, Stmt, StmtKind};
use grus_types::{Mode, TypeId};

use crate::expressions::LoweredCall;
use crate::function::Builder;
use crate::place::Target;

impl<'ast> Builder<'_, '_, 'ast> {
    /// A statement list; a looping label inside counts as a loop up to its end.
    pub fn statements(&mut self, list: &'ast [Stmt]) {
        let loop_depth = self.loop_depth;
        for stmt in list {
            self.statement(stmt);
        }
        self.loop_depth = loop_depth;
    }

    pub fn block_statement(&mut self, block: &'ast Block) {
        self.statements(&block.stmts);
    }

    pub fn optional_statement(&mut self, stmt: &'ast Option<Stmt>) {
        if let Some(stmt) = stmt {
            self.statement(stmt);
        }
    }

    pub fn statement(&mut self, stmt: &'ast Stmt) {
        self.pos = stmt.pos;
        self.note_statement(stmt);
        match &stmt.kind {
            StmtKind::Empty => {}
            StmtKind::Expr(expr) => self.expression_statement(expr),
            StmtKind::Send { channel, value } => self.send(channel, value),
            StmtKind::Decl(decls) => self.declarations(decls),
            StmtKind::Assign { op, lhs, rhs } => self.assignment(*op, lhs, rhs),
            StmtKind::Block(block) => self.block_statement(block),
            StmtKind::Labeled { body, .. } => self.labeled(stmt, body),
            StmtKind::Branch(branch) => self.branch_statement(branch),
            StmtKind::Call { keyword, call } => self.go_or_defer(*keyword, call),
            StmtKind::Return(values) => self.return_statement(values),
            StmtKind::If(data) => self.if_statement(data),
            StmtKind::For(data) => self.for_statement(stmt, data),
            StmtKind::Switch(data) => self.switch_statement(stmt, data),
            StmtKind::TypeSwitch(data) => self.type_switch_statement(stmt, data),
            StmtKind::Select(data) => self.select_statement(stmt, data),
        }
    }

    fn expression_statement(&mut self, expr: &'ast Expr) {
        let expr = expr.unparen();
        self.prepare_operands(expr);
        if !self.is_function_call(expr) {
            if let ExprKind::Call(call) = &expr.kind
                && let Mode::Builtin(kind) = self.info().type_and_value(call.fun.unparen().id).mode
            {
                let effect = self.builtin_effect(expr, kind, call);
                return self.perform(effect);
            }
            return self.discard(expr);
        }
        match self.call_expression(expr) {
            LoweredCall::Call(call) => {
                let statement = StatementKind::Call { result: None, call };
                self.at(expr.pos, |b| b.emit(statement));
            }
            LoweredCall::Value(rvalue) => {
                let ty = self.call_type(expr);
                self.value(rvalue, ty);
            }
        }
    }

    /// spec (Send statements): "Both the channel and the value expression are evaluated before
    /// communication begins."
    fn send(&mut self, channel: &'ast Expr, value: &'ast Expr) {
        self.prepare(&[channel, value]);
        let ty = self.type_of(channel);
        let elem = self.types().elem(ty).unwrap_or(TypeId::INVALID);
        let channel = self.operand(channel);
        let value = self.operand_as(value, elem);
        self.emit(StatementKind::ChannelSend { channel, value });
    }

    fn if_statement(&mut self, data: &'ast IfStmt) {
        self.optional_statement(&data.init);
        // A constant condition decides now: what it excludes need not even be reachable.
        if let Some(value) = self.decided(&data.cond) {
            if !self.is_constant(&data.cond) {
                let taken = self.new_block();
                self.condition(&data.cond, taken, taken);
                self.switch_to(taken);
            }
            return match value {
                true => self.block_statement(&data.then),
                false => self.optional_statement(&data.else_),
            };
        }
        let (then, otherwise) = (self.new_block(), self.new_block());
        let end = if data.else_.is_some() {
            self.new_block()
        } else {
            otherwise
        };
        self.condition(&data.cond, then, otherwise);
        self.switch_to(then);
        self.block_statement(&data.then);
        self.goto_if_reachable(end);
        if data.else_.is_some() {
            self.switch_to(otherwise);
            self.optional_statement(&data.else_);
            self.goto_if_reachable(end);
        }
        self.switch_to(end);
    }

    fn return_statement(&mut self, values: &'ast [Expr]) {
        let pos = self.pos;
        self.assign_results(values);
        self.pos = pos;
        if self.range_loops.is_empty() {
            self.return_now();
        } else {
            self.exit_range_body(crate::analysis::Exit::Return);
        }
    }

    fn assign_results(&mut self, values: &'ast [Expr]) {
        let results = self.results.clone();
        let places: Vec<Place> = results
            .iter()
            .filter_map(|&result| self.object_place(result))
            .collect();
        match values {
            [] => {}
            [value] if places.len() == 1 => {
                self.prepare_operands(value);
                self.assign_expression(places[0].clone(), value);
            }
            [call] => {
                self.prepare_operands(call);
                let targets = places.into_iter().map(Target::Place).collect();
                self.assign_tuple(targets, call);
            }
            _ => {
                self.prepare(&values.iter().collect::<Vec<_>>());
                let mut operands = Vec::with_capacity(values.len());
                for (value, place) in values.iter().zip(&places) {
                    let ty = self.type_of_place(place);
                    operands.push(self.operand_as(value, ty));
                }
                let targets = places.into_iter().map(Target::Place).collect();
                self.assign_parallel(targets, operands);
            }
        }
    }

    /// Runs deferred calls and returns the current values of the results.
    pub fn return_now(&mut self) {
        if self.function.flags.has_defer {
            self.emit(StatementKind::RunDefers);
        }
        self.terminate(TerminatorKind::Return);
    }
}
