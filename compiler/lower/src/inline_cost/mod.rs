//! What a function costs when it is inlined, counted as gc counts it.
//!
//! In: the checked body of a function, literal or range-over-func body.  Out: [`InlineFacts`]: the nodes
//! of gc's typed tree with gc's weights, the reason why the body can never be inlined, and, if asked
//! for, the body as `-m=2` prints it.
//! Invariant: the tree that is counted is gc's, with the operations its type checker inserts (implicit
//! conversions, fields of embedded structs, temporaries for several results), not the source's.
//! Not done: what calls add, which depends on the callees; `grus-opt` adds it.
//! Follows cmd/compile/internal/inline (hairyVisitor) and cmd/compile/internal/noder (reader).
//!
//! Every node counts one; `expressions` covers operators, `calls` calls, conversions and builtins,
//! `statements` the rest, `body_text` the printing.

mod body_text;
mod calls;
mod expressions;
mod statements;

use std::sync::Arc;

use grus_mir::InlineFacts;
use grus_syntax::ast::{Block, Expr};
use grus_types::{Mode, ObjectId, TypeId};

use crate::function::Builder;

impl Builder<'_, '_, '_> {
    /// The facts of a body with these results.
    pub fn inline_facts(&mut self, body: &Block, results: &[ObjectId]) -> InlineFacts {
        self.inline_facts_of(results, |counter| counter.list(&body.stmts))
    }

    /// The facts of what `count` counts.
    pub fn inline_facts_of(
        &mut self,
        results: &[ObjectId],
        count: impl FnOnce(&mut Counter<'_, '_, '_, '_>),
    ) -> InlineFacts {
        let results = results
            .iter()
            .map(|&result| self.type_of_object(result))
            .collect();
        let mut counter = Counter {
            builder: self,
            results,
            cost: 0,
            nodes: 0,
            refused: None,
        };
        count(&mut counter);
        InlineFacts {
            cost: counter.cost,
            nodes: counter.nodes,
            refused: counter.refused.map(Arc::from),
            text: None,
        }
    }
}

/// The walk over one body.
pub(crate) struct Counter<'b, 'a, 'p, 'ast> {
    builder: &'b mut Builder<'a, 'p, 'ast>,
    /// Types of the function's results.
    results: Vec<TypeId>,
    cost: i32,
    nodes: u32,
    refused: Option<&'static str>,
}

impl Counter<'_, '_, '_, '_> {
    /// Counts one node.
    pub(crate) fn node(&mut self) {
        self.count(1);
    }

    /// Counts so many nodes.
    pub(crate) fn count(&mut self, nodes: usize) {
        self.nodes += nodes as u32;
        self.cost += nodes as i32;
    }

    /// Changes the cost by what has no node of its own.
    fn adjust(&mut self, cost: i32) {
        self.cost += cost;
    }

    fn refuse(&mut self, reason: &'static str) {
        self.refused.get_or_insert(reason);
    }

    fn type_of(&mut self, expr: &Expr) -> TypeId {
        self.builder.type_of(expr)
    }

    fn mode(&self, expr: &Expr) -> Mode {
        self.builder.info().mode_of(expr.unparen().id)
    }

    fn is_constant(&self, expr: &Expr) -> bool {
        let info = self.builder.info();
        info.constant(expr.id).is_some() || info.constant(expr.unparen().id).is_some()
    }

    fn is_interface(&self, ty: TypeId) -> bool {
        self.builder.is_interface(ty)
    }
}
