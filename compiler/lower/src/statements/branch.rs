//! Labels and jumps.
//!
//! In: labeled statements, `break`, `continue`, `goto`, `fallthrough`. Out: jumps between blocks; out of
//! range-over-func bodies, returns of the body (see `range_function`).
//! Spec: "Labeled statements", "Break statements", "Continue statements", "Goto statements",
//! "Fallthrough statements".

use grus_mir::BlockId;
use grus_syntax::ast::{BranchKeyword, BranchStmt, NodeId, Stmt};

use crate::analysis::Exit;
use crate::function::Builder;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn labeled(&mut self, stmt: &'ast Stmt, body: &'ast Stmt) {
        let block = self.label_block(stmt.id);
        self.goto_if_reachable(block);
        self.switch_to(block);
        if self.group.facts.looping_labels.contains(&stmt.id) {
            self.loop_depth += 1;
        }
        self.statement(body);
    }

    fn label_block(&mut self, label: NodeId) -> BlockId {
        if let Some(&block) = self.labels.get(&label) {
            return block;
        }
        let block = self.new_block();
        self.labels.insert(label, block);
        block
    }

    pub fn branch_statement(&mut self, branch: &BranchStmt) {
        if branch.keyword == BranchKeyword::Fallthrough {
            if let Some(block) = self.fallthrough_to {
                self.goto(block);
            }
            return;
        }
        let Some(target) = branch.target else { return };
        let exit = match branch.keyword {
            BranchKeyword::Break => Exit::Break(target),
            BranchKeyword::Continue => Exit::Continue(target),
            _ => Exit::Goto(target),
        };
        self.jump(exit);
    }

    /// Jumps within the function, or leaves the range-over-func body.
    pub fn jump(&mut self, exit: Exit) {
        let leaves = match self.range_loops.last() {
            Some(&own) => {
                exit == Exit::Break(own) || exit == Exit::Continue(own) || self.leaves(own, exit)
            }
            None => false,
        };
        if leaves {
            return self.exit_range_body(exit);
        }
        let block = match exit {
            Exit::Break(target) => self.jumps.get(&target).map(|targets| targets.break_to),
            Exit::Continue(target) => self
                .jumps
                .get(&target)
                .and_then(|targets| targets.continue_to),
            Exit::Goto(label) => Some(self.label_block(label)),
            Exit::Return => None,
        };
        match block {
            Some(block) => self.goto(block),
            None => self.return_now(),
        }
    }

    fn leaves(&self, loop_id: NodeId, exit: Exit) -> bool {
        let range = self.group.facts.range_functions.get(&loop_id);
        range.is_some_and(|range| range.exits.contains(&exit))
    }
}
