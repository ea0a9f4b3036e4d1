//! `for` statements with a condition or a for clause.
//!
//! In: `for` statements. Out: a head block with the condition, the body, a block for `continue`.
//! Invariant: with per-iteration loop variables, each variable that a closure or pointer may keep gets a
//! fresh copy before the post statement.
//! Spec: "For statements with single condition", "For statements with for clause"; since Go 1.22 "each
//! iteration has its own separate declared variable (or variables)".

use grus_mir::{Operand, Place, Rvalue, StatementKind};
use grus_syntax::ast::{AssignOp, Block, Expr, ForHeader, ForStmt, NodeId, Stmt, StmtKind};
use grus_types::ObjectId;

use crate::function::{Builder, JumpTargets};

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn for_statement(&mut self, stmt: &'ast Stmt, data: &'ast ForStmt) {
        match &data.header {
            ForHeader::Clause { init, cond, post } => {
                self.optional_statement(init);
                let copied = self.copied_variables(init);
                self.loop_clause(stmt.id, cond, post, &data.body, &copied);
            }
            ForHeader::Range(clause) => self.range_statement(stmt, clause, &data.body),
        }
    }

    /// The variables of the init statement that each iteration needs for itself.
    fn copied_variables(&mut self, init: &Option<Stmt>) -> Vec<ObjectId> {
        let Some(Stmt {
            kind:
                StmtKind::Assign {
                    op: AssignOp::Define,
                    lhs,
                    ..
                },
            ..
        }) = init
        else {
            return Vec::new();
        };
        if !self.group.per_iteration {
            return Vec::new();
        }
        let objects: Vec<ObjectId> = lhs
            .iter()
            .filter_map(|name| self.declared_here(name))
            .filter(|&object| self.group.facts.of(object).leaked)
            .collect();
        for &object in &objects {
            // It is declared by every iteration.
            let local = self.variable_local(crate::analysis::Variable::Object(object));
            self.function.locals[local].loop_depth += 1;
        }
        objects
    }

    fn loop_clause(
        &mut self,
        id: NodeId,
        cond: &'ast Option<Expr>,
        post: &'ast Option<Stmt>,
        body: &'ast Block,
        copied: &[ObjectId],
    ) {
        let (head, body_block) = (self.new_block(), self.new_block());
        let (next, end) = (self.new_block(), self.new_block());
        let pos = self.pos;
        self.goto(head);
        self.loop_depth += 1;
        self.switch_to(head);
        match cond {
            Some(cond) => {
                self.pos = cond.pos;
                self.condition(cond, body_block, end);
            }
            None => self.goto(body_block),
        }
        self.jumps.insert(
            id,
            JumpTargets {
                break_to: end,
                continue_to: Some(next),
            },
        );
        self.switch_to(body_block);
        self.block_statement(body);
        self.goto_if_reachable(next);
        self.switch_to(next);
        self.pos = pos;
        for &object in copied {
            let local = self.variable_local(crate::analysis::Variable::Object(object));
            let saved = self.copy(Operand::local(local));
            self.emit(StatementKind::Declare(local));
            self.assign(Place::local(local), Rvalue::Use(saved));
        }
        self.optional_statement(post);
        self.goto_if_reachable(head);
        self.loop_depth -= 1;
        self.switch_to(end);
    }
}
