//! The static call graph.
//!
//! In: a program, or a graph of its functions.  Out: which functions a body refers to, and the
//! strongly connected components, callees before callers.
//! Invariant: the order of the result depends on the order of roots and edges only.
//! Method: Tarjan 1972, with an explicit stack, since call chains of programs can be long.

use crate::{Callee, Constant, Function, FunctionId, Operand, Rvalue, StatementKind};

/// The functions a body calls or makes func values of, in the order of the code.
pub fn mentioned_functions(function: &Function) -> Vec<FunctionId> {
    let mut found = Vec::new();
    for block in function.blocks.values() {
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Call { call, .. } => match &call.callee {
                    Callee::Function(callee)
                    | Callee::Value(Operand::Constant(Constant::Function(callee), _)) => {
                        found.push(*callee);
                    }
                    _ => {}
                },
                StatementKind::Assign(
                    _,
                    Rvalue::Closure {
                        function: callee, ..
                    },
                )
                | StatementKind::Assign(
                    _,
                    Rvalue::Use(Operand::Constant(Constant::Function(callee), _)),
                ) => found.push(*callee),
                _ => {}
            }
        }
    }
    found
}

/// The strongly connected components of a graph given by the successors of every function; members
/// are sorted by id.
pub fn components(
    successors: &[Vec<FunctionId>],
    roots: impl IntoIterator<Item = FunctionId>,
) -> Vec<Vec<FunctionId>> {
    let mut tarjan = Tarjan {
        successors,
        index: vec![None; successors.len()],
        low: vec![0; successors.len()],
        on_stack: vec![false; successors.len()],
        stack: Vec::new(),
        next: 0,
        components: Vec::new(),
    };
    for root in roots {
        if tarjan.index[root.as_u32() as usize].is_none() {
            tarjan.visit(root);
        }
    }
    tarjan.components
}

struct Tarjan<'a> {
    successors: &'a [Vec<FunctionId>],
    index: Vec<Option<u32>>,
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<FunctionId>,
    next: u32,
    components: Vec<Vec<FunctionId>>,
}

impl Tarjan<'_> {
    /// Depth-first search with an explicit stack: call chains of programs can be long.
    fn visit(&mut self, root: FunctionId) {
        let mut work = vec![(root, 0)];
        self.enter(root);
        while let Some((function, position)) = work.last_mut() {
            let here = function.as_u32() as usize;
            if let Some(&successor) = self.successors[here].get(*position) {
                *position += 1;
                let there = successor.as_u32() as usize;
                match self.index[there] {
                    None => {
                        self.enter(successor);
                        work.push((successor, 0));
                    }
                    Some(index) if self.on_stack[there] => {
                        self.low[here] = self.low[here].min(index);
                    }
                    Some(_) => {}
                }
                continue;
            }
            work.pop();
            if let Some((caller, _)) = work.last() {
                let caller = caller.as_u32() as usize;
                self.low[caller] = self.low[caller].min(self.low[here]);
            }
            if self.index[here] == Some(self.low[here]) {
                self.pop_component(here);
            }
        }
    }

    fn enter(&mut self, function: FunctionId) {
        let here = function.as_u32() as usize;
        self.index[here] = Some(self.next);
        self.low[here] = self.next;
        self.next += 1;
        self.on_stack[here] = true;
        self.stack.push(function);
    }

    fn pop_component(&mut self, root: usize) {
        let mut component = Vec::new();
        while let Some(function) = self.stack.pop() {
            let index = function.as_u32() as usize;
            self.on_stack[index] = false;
            component.push(function);
            if index == root {
                break;
            }
        }
        // Ids follow the order of the source.
        component.sort();
        self.components.push(component);
    }
}
