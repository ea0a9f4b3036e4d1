//! The order of inlining: strongly connected components of the static call graph, callees first.

use grus_mir::call_graph::{components, mentioned_functions};
use grus_mir::{FunctionId, Program};

/// Functions that call each other.
pub struct Group {
    pub functions: Vec<FunctionId>,
    /// Several functions, or one that calls itself.
    pub recursive: bool,
}

/// All functions in groups, callees first. Making a literal counts as calling it: its body must be
/// final before it is copied.
pub fn bottom_up(program: &Program) -> Vec<Group> {
    let successors: Vec<Vec<FunctionId>> = program
        .functions
        .values()
        .map(mentioned_functions)
        .collect();
    let group = |functions: Vec<FunctionId>| {
        let calls_itself = successors[functions[0].as_u32() as usize].contains(&functions[0]);
        Group {
            recursive: functions.len() > 1 || calls_itself,
            functions,
        }
    };
    components(&successors, program.functions.keys())
        .into_iter()
        .map(group)
        .collect()
}
