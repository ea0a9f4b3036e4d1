//! Removal of functions that nothing refers to any more, because every call of them was inlined or
//! their copies were folded.
//!
//! In: a program in phase `EscapeKnown`.  Out: the same program, in which such functions have become
//! external declarations without a body; their ids stay valid.
//! Invariant kept: what the runtime, method tables and static data refer to stays, and so does
//! everything those functions refer to.

use grus_mir::{
    Callee, Constant, Function, FunctionId, Operand, Program, Rvalue, StatementKind, StaticValue,
};
use grus_types::PackageId;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Removes the functions that are unreachable; those of the packages in `kept` stay.
pub fn remove_dead_functions(program: &mut Program, kept: &[PackageId]) {
    let mut live = vec![false; program.functions.len()];
    let mut work = roots(program, kept);
    while let Some(function) = work.pop() {
        let seen = &mut live[function.as_u32() as usize];
        if !std::mem::replace(seen, true) {
            for_each_reference(&mut program.functions[function], &mut |found| {
                work.push(found)
            });
        }
    }
    for (function, live) in program.functions.values_mut().zip(live) {
        if !live {
            function.external = true;
            function.blocks.clear();
        }
    }
}

fn roots(program: &Program, kept: &[PackageId]) -> Vec<FunctionId> {
    // External declarations may be implemented in Go under the same symbol.
    let external: FxHashSet<Arc<str>> = program
        .functions
        .values()
        .filter(|function| function.external)
        .map(|function| function.symbol.clone())
        .collect();
    let is_root = |function: &Function| {
        function.symbol.starts_with("runtime.")
            || function.symbol.starts_with("go:")
            || external.contains(&function.symbol)
            || (kept.contains(&function.package) && function.parent.is_none())
    };
    let by_symbol = program
        .functions
        .iter()
        .filter(|(_, function)| is_root(function));
    let mut roots: Vec<FunctionId> = by_symbol.map(|(id, _)| id).collect();
    roots.extend(program.entry);
    for table in &program.method_tables {
        roots.extend(table.methods.iter().filter_map(|method| method.function));
    }
    for global in program.globals.values() {
        if let Some(value) = &global.initial {
            static_references(value, &mut roots);
        }
    }
    roots
}

fn static_references(value: &StaticValue, found: &mut Vec<FunctionId>) {
    match value {
        StaticValue::Constant(Constant::Function(function)) => found.push(*function),
        StaticValue::Aggregate(parts) => {
            parts.iter().for_each(|part| static_references(part, found));
        }
        StaticValue::Interface { value, .. } => static_references(value, found),
        _ => {}
    }
}

fn for_each_reference(function: &mut Function, found: &mut dyn FnMut(FunctionId)) {
    let mut constants = |operand: &mut Operand| {
        if let Operand::Constant(Constant::Function(function), _) = operand {
            found(*function);
        }
    };
    for block in function.blocks.values_mut() {
        for statement in &mut block.statements {
            statement.kind.for_each_operand_mut(&mut constants);
        }
        block.terminator.kind.for_each_operand_mut(&mut constants);
    }
    for block in function.blocks.values() {
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Call { call, .. } => {
                    if let Callee::Function(callee) = call.callee {
                        found(callee);
                    }
                }
                StatementKind::Assign(_, Rvalue::Closure { function, .. }) => found(*function),
                _ => {}
            }
        }
    }
}
