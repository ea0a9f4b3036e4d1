//! The order of inlining: strongly connected components of the static call graph, callees first.
//! Method: Tarjan 1972, iterative.

use grus_mir::{Callee, Constant, FunctionId, Operand, Program, Rvalue, StatementKind};

/// Functions that call each other.
pub struct Group {
    pub functions: Vec<FunctionId>,
    /// Several functions, or one that calls itself.
    pub recursive: bool,
}

/// All functions in groups, callees first. Making a literal counts as calling it: its body must be
/// final before it is copied.
pub fn bottom_up(program: &Program) -> Vec<Group> {
    let successors: Vec<Vec<usize>> = program
        .functions
        .keys()
        .map(|function| callees(program, function))
        .collect();
    let count = successors.len();
    let mut index = vec![usize::MAX; count];
    let mut low = vec![0; count];
    let mut on_stack = vec![false; count];
    let (mut stack, mut groups, mut next) = (Vec::new(), Vec::new(), 0);
    for root in 0..count {
        if index[root] != usize::MAX {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, position)) = work.last_mut() {
            let node = *node;
            if *position == 0 && index[node] == usize::MAX {
                (index[node], low[node]) = (next, next);
                next += 1;
                on_stack[node] = true;
                stack.push(node);
            }
            if let Some(&successor) = successors[node].get(*position) {
                *position += 1;
                if index[successor] == usize::MAX {
                    work.push((successor, 0));
                } else if on_stack[successor] {
                    low[node] = low[node].min(index[successor]);
                }
                continue;
            }
            work.pop();
            if let Some(&(caller, _)) = work.last() {
                low[caller] = low[caller].min(low[node]);
            }
            if low[node] == index[node] {
                groups.push(pop_group(&mut stack, &mut on_stack, node, &successors));
            }
        }
    }
    groups
}

fn pop_group(
    stack: &mut Vec<usize>,
    on_stack: &mut [bool],
    root: usize,
    successors: &[Vec<usize>],
) -> Group {
    let mut members = Vec::new();
    while let Some(node) = stack.pop() {
        on_stack[node] = false;
        members.push(node);
        if node == root {
            break;
        }
    }
    members.sort_unstable();
    let recursive = members.len() > 1 || successors[root].contains(&root);
    let functions = members
        .into_iter()
        .map(|node| FunctionId::from_u32(node as u32))
        .collect();
    Group {
        functions,
        recursive,
    }
}

fn callees(program: &Program, function: FunctionId) -> Vec<usize> {
    let mut found = Vec::new();
    for block in program.functions[function].blocks.values() {
        for statement in &block.statements {
            let callee = match &statement.kind {
                StatementKind::Call { call, .. } => match &call.callee {
                    Callee::Function(callee)
                    | Callee::Value(Operand::Constant(Constant::Function(callee), _)) => *callee,
                    _ => continue,
                },
                StatementKind::Assign(_, Rvalue::Closure { function, .. })
                | StatementKind::Assign(
                    _,
                    Rvalue::Use(Operand::Constant(Constant::Function(function), _)),
                ) => *function,
                _ => continue,
            };
            found.push(callee.as_u32() as usize);
        }
    }
    found
}
