//! Batches: the units of analysis, in bottom-up order over the call graph.
//!
//! In: the program.  Out: lists of functions; a batch is a strongly connected component of the graph
//! whose edges are static calls and, between a function and its literals that capture variables, both
//! directions (they share variables). Callees come in earlier batches than callers; apart from that the
//! order is that of the source.
//! Method: Tarjan 1972, iterative.

use grus_mir::{Callee, Constant, Function, FunctionId, Operand, Program, Rvalue, StatementKind};

/// All functions with a body, in batches.
pub fn bottom_up(program: &Program) -> Vec<Vec<FunctionId>> {
    let successors: Vec<Vec<FunctionId>> = successors(program);
    let mut tarjan = Tarjan {
        successors: &successors,
        index: vec![None; successors.len()],
        low: vec![0; successors.len()],
        on_stack: vec![false; successors.len()],
        stack: Vec::new(),
        next: 0,
        batches: Vec::new(),
    };
    for function in in_source_order(program) {
        if tarjan.index[function.as_u32() as usize].is_none() {
            tarjan.visit(function);
        }
    }
    tarjan
        .batches
        .retain(|batch| !batch.iter().all(|&id| program.functions[id].external));
    tarjan.batches
}

/// Declared functions by position, then all others.
fn in_source_order(program: &Program) -> Vec<FunctionId> {
    let mut all: Vec<FunctionId> = program.functions.keys().collect();
    all.sort_by_key(|&id| {
        let function = &program.functions[id];
        let declared = function.parent.is_none() && function.pos.is_known();
        (!declared || function.flags.wrapper, function.pos, id)
    });
    all
}

fn successors(program: &Program) -> Vec<Vec<FunctionId>> {
    let mut all = vec![Vec::new(); program.functions.len()];
    for (id, function) in program.functions.iter() {
        let index = id.as_u32() as usize;
        mentioned_functions(function, &mut |callee| all[index].push(callee));
        if let Some(parent) = function.parent.filter(|_| !function.captures.is_empty()) {
            all[index].push(parent);
            all[parent.as_u32() as usize].push(id);
        }
    }
    all
}

/// Functions that a body calls or makes func values of.
fn mentioned_functions(function: &Function, found: &mut impl FnMut(FunctionId)) {
    for block in function.blocks.values() {
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Call { call, .. } => match &call.callee {
                    Callee::Function(callee) => found(*callee),
                    Callee::Value(Operand::Constant(Constant::Function(callee), _)) => {
                        found(*callee);
                    }
                    _ => {}
                },
                StatementKind::Assign(_, Rvalue::Closure { function, .. }) => found(*function),
                StatementKind::Assign(
                    _,
                    Rvalue::Use(Operand::Constant(Constant::Function(callee), _)),
                ) => found(*callee),
                _ => {}
            }
        }
    }
}

struct Tarjan<'a> {
    successors: &'a [Vec<FunctionId>],
    index: Vec<Option<u32>>,
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<FunctionId>,
    next: u32,
    batches: Vec<Vec<FunctionId>>,
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
                self.pop_batch(here);
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

    fn pop_batch(&mut self, root: usize) {
        let mut batch = Vec::new();
        while let Some(function) = self.stack.pop() {
            let index = function.as_u32() as usize;
            self.on_stack[index] = false;
            batch.push(function);
            if index == root {
                break;
            }
        }
        // Ids follow the order of the source.
        batch.sort();
        self.batches.push(batch);
    }
}
