//! Folding of equal function literals: inlining copies literals for each caller, and after escape
//! analysis most copies are the same again.
//!
//! In: a program in phase `EscapeKnown`.  Out: the same program, where every func value of a literal is
//! made from the first of the functions that have the same source literal, types, storage and code.
//! Invariant kept: functions that are folded behave the same; the others stay as they are.
//! Why: one target instead of many for the indirect calls, and smaller programs.

use grus_mir::{Function, FunctionId, Program, Rvalue, StatementKind};
use rustc_hash::FxHashMap;

/// Folds equal literals of a program.
pub fn fold_literals(program: &mut Program) {
    let mut by_source: FxHashMap<_, Vec<FunctionId>> = FxHashMap::default();
    for (id, function) in program.functions.iter() {
        if function.parent.is_some() && function.flags.is_literal && !function.external {
            by_source
                .entry((function.package, function.pos))
                .or_default()
                .push(id);
        }
    }
    let mut replacement: FxHashMap<FunctionId, FunctionId> = FxHashMap::default();
    for copies in by_source.values().filter(|copies| copies.len() > 1) {
        let mut kept: Vec<(String, FunctionId)> = Vec::new();
        for &id in copies {
            let content = content(&program.functions[id]);
            match kept.iter().find(|(known, _)| *known == content) {
                Some(&(_, first)) => {
                    replacement.insert(id, first);
                }
                None => kept.push((content, id)),
            }
        }
    }
    if replacement.is_empty() {
        return;
    }
    for function in program.functions.values_mut() {
        for block in function.blocks.values_mut() {
            for statement in &mut block.statements {
                if let StatementKind::Assign(_, Rvalue::Closure { function, .. }) =
                    &mut statement.kind
                    && let Some(&first) = replacement.get(function)
                {
                    *function = first;
                }
            }
        }
    }
}

/// Everything that decides what code a function becomes, as text.
fn content(function: &Function) -> String {
    let locals: Vec<_> = function
        .locals
        .values()
        .map(|local| (local.ty, local.kind, local.addressed, local.storage))
        .collect();
    let sites: Vec<_> = function
        .sites
        .values()
        .map(|site| (site.kind, site.storage))
        .collect();
    let blocks: Vec<_> = function.blocks.values().collect();
    format!(
        "{:?} {:?} {:?} {locals:?} {sites:?} {blocks:?}",
        function.parameters, function.results, function.captures
    )
}
