//! Batches: the units of analysis, in bottom-up order over the call graph.
//!
//! In: the program.  Out: lists of functions; a batch is a strongly connected component of the graph
//! whose edges are static calls and, between a function and its literals that capture variables, both
//! directions (they share variables). Callees come in earlier batches than callers; apart from that the
//! order is that of the source.

use grus_mir::call_graph::{components, mentioned_functions};
use grus_mir::{FunctionId, Program};

/// All functions with a body, in batches. Literals that nothing makes share nothing.
pub fn bottom_up(program: &Program, made: &[bool]) -> Vec<Vec<FunctionId>> {
    let successors: Vec<Vec<FunctionId>> = successors(program, made);
    let mut batches = components(&successors, in_source_order(program));
    batches.retain(|batch| !batch.iter().all(|&id| program.functions[id].external));
    batches
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

/// By function: whether it is declared, or a literal that something makes.
pub fn made_literals(program: &Program) -> Vec<bool> {
    let mut made: Vec<bool> = program
        .functions
        .values()
        .map(|function| function.parent.is_none())
        .collect();
    let mut work: Vec<FunctionId> = program.functions.keys().collect();
    work.retain(|id| made[id.as_u32() as usize]);
    while let Some(id) = work.pop() {
        for mentioned in mentioned_functions(&program.functions[id]) {
            if !std::mem::replace(&mut made[mentioned.as_u32() as usize], true) {
                work.push(mentioned);
            }
        }
    }
    made
}

fn successors(program: &Program, made: &[bool]) -> Vec<Vec<FunctionId>> {
    let mut all = vec![Vec::new(); program.functions.len()];
    for (id, function) in program.functions.iter() {
        let index = id.as_u32() as usize;
        all[index].extend(mentioned_functions(function));
        let sharing = made[index] && !function.captures.is_empty();
        if let Some(parent) = function.parent.filter(|_| sharing) {
            all[index].push(parent);
            all[parent.as_u32() as usize].push(id);
        }
    }
    all
}
