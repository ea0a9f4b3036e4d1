//! Writing the verdicts back: storage of variables and sites, summaries, and the lines of `-m`.
//!
//! In: a solved graph.  Out: changed MIR, summaries, reports in gc's order: the parameters of each
//! function, then variables that move to the heap and allocation sites as their locations were made.

use crate::Report;
use crate::build::{Built, variable_too_large};
use crate::graph::{Graph, Location, LocationKind};
use crate::leaks::{Leaks, Summaries, Summary};
use crate::notes;
use grus_mir::{
    Function, FunctionId, LocalId, LocalKind, Phase, Program, Rvalue, SiteKind, StatementKind,
    Storage,
};
use grus_syntax::Pos;
use grus_types::TypeTable;

/// Finishes a batch.
pub fn finish(
    program: &mut Program,
    types: &TypeTable,
    members: &[FunctionId],
    graph: &Graph,
    built: &Built,
    summaries: &mut Summaries,
    reports: &mut Vec<Report>,
) {
    for &id in members {
        let function = &program.functions[id];
        if !function.external {
            summarise(id, function, graph, built, summaries);
            report_parameters(id, function, types, graph, built, summaries, reports);
        }
    }
    for location in &graph.locations {
        let storage = storage_of(location);
        match location.kind {
            LocationKind::Heap | LocationKind::Callee => {}
            LocationKind::Local(id, local) => {
                decide_variable(program, types, id, local, storage, reports);
            }
            LocationKind::Site(id, site) => program.functions[id].sites[site].storage = storage,
        }
    }
    let is_outermost = |id: &&FunctionId| {
        program.functions[**id]
            .parent
            .is_none_or(|parent| !members.contains(&parent))
    };
    for &id in members.iter().filter(is_outermost) {
        report_sites(program, id, built, reports);
    }
    for &id in members {
        let function = &mut program.functions[id];
        function.phase = Phase::EscapeKnown;
        forget_self_assignments(function);
    }
}

/// Later passes need not know of them.
fn forget_self_assignments(function: &mut Function) {
    for block in function.blocks.values_mut() {
        for statement in &mut block.statements {
            if let StatementKind::Assign(_, rvalue) = &mut statement.kind
                && let Rvalue::SelfAssign { operand, .. } = rvalue
            {
                *rvalue = Rvalue::Use(operand.clone());
            }
        }
    }
}

fn summarise(
    id: FunctionId,
    function: &Function,
    graph: &Graph,
    built: &Built,
    summaries: &mut Summaries,
) {
    let leaks_of = |local: &LocalId| match built.locals.get(&(id, *local)) {
        None => Leaks::everything(),
        Some(&location) => {
            let location = graph.get(location);
            let mut leaks = location.leaks.clone();
            if location.escapes {
                leaks.add_heap(0);
            }
            leaks.simplify();
            leaks
        }
    };
    let parameters = function.parameters.iter().map(leaks_of).collect();
    let captures = function
        .captures
        .iter()
        .map(|capture| leaks_of(&capture.local))
        .collect();
    summaries.set(
        id,
        Summary {
            parameters,
            captures,
        },
    );
}

fn report_parameters(
    id: FunctionId,
    function: &Function,
    types: &TypeTable,
    graph: &Graph,
    built: &Built,
    summaries: &Summaries,
    reports: &mut Vec<Report>,
) {
    if function.flags.wrapper || function.flags.duplicate_ok {
        return;
    }
    let Some(summary) = summaries.get(id) else {
        return;
    };
    for (&local, leaks) in function.parameters.iter().zip(&summary.parameters) {
        let data = &function.locals[local];
        let Some(name) = data.name.as_deref().filter(|name| *name != "_") else {
            continue;
        };
        let moved = built
            .locals
            .get(&(id, local))
            .is_some_and(|&at| graph.get(at).escapes);
        if moved || !types.has_pointers(data.ty) {
            continue;
        }
        for message in leak_messages(name, leaks, function) {
            reports.push(Report {
                pos: data.pos,
                message,
                at: None,
                function: id,
            });
        }
    }
}

fn leak_messages(name: &str, leaks: &Leaks, function: &Function) -> Vec<String> {
    let mut messages = Vec::new();
    match leaks.heap {
        Some(0) => messages.push(format!("leaking param: {name}")),
        Some(_) => messages.push(format!("leaking param content: {name}")),
        None => {}
    }
    for (index, level) in leaks.results.iter().enumerate() {
        let Some(level) = level else { continue };
        let result = function
            .results
            .get(index)
            .map(|&local| &function.locals[local]);
        let unnamed = format!("~r{index}");
        let result = result
            .and_then(|local| local.name.as_deref())
            .unwrap_or(&unnamed);
        messages.push(format!(
            "leaking param: {name} to result {result} level={level}"
        ));
    }
    if messages.is_empty() {
        messages.push(format!("{name} does not escape"));
    }
    messages
}

fn decide_variable(
    program: &mut Program,
    types: &TypeTable,
    id: FunctionId,
    local: LocalId,
    storage: Storage,
    reports: &mut Vec<Report>,
) {
    let data = &mut program.functions[id].locals[local];
    let too_large = || data.kind == LocalKind::Variable && variable_too_large(types, data.ty);
    if storage == Storage::Stack || !(data.addressed || too_large()) {
        return;
    }
    data.addressed = true;
    data.storage = Storage::Heap;
    // gc keeps what a loop body defers elsewhere.
    let silent =
        data.kind == LocalKind::Temporary || data.name.as_deref() == Some(notes::DEFERS_NAME);
    if let Some(name) = data.name.as_deref().filter(|_| !silent) {
        let pos = match name {
            notes::NEXT_NAME => Pos::NONE,
            _ => data.pos,
        };
        let name = notes::moved_name(name, data.kind);
        let message = format!("moved to heap: {name}");
        reports.push(Report {
            pos,
            message,
            at: None,
            function: id,
        });
    }
}

fn storage_of(location: &Location) -> Storage {
    match location.escapes {
        true => Storage::Heap,
        false => Storage::Stack,
    }
}

/// Reports the allocation sites of a function in the order of the source, from the outside of
/// expressions to the inside; those of a literal follow the literal.
fn report_sites(program: &Program, id: FunctionId, built: &Built, reports: &mut Vec<Report>) {
    for (site, data) in program.functions[id].sites.iter() {
        if !built.sites.contains_key(&(id, site)) {
            continue;
        }
        if data.reported {
            let subject = match data.kind {
                SiteKind::Append => "append",
                _ => &data.text,
            };
            let verdict = match data.storage {
                Storage::Heap => "escapes to heap",
                Storage::Stack => "does not escape",
            };
            let message = format!("{subject} {verdict}");
            reports.push(Report {
                pos: data.pos,
                message,
                at: None,
                function: id,
            });
        }
        if let Some(&literal) = built.literals.get(&(id, site))
            && built.results.contains_key(&literal)
            && program.functions[literal].parent == Some(id)
        {
            report_sites(program, literal, built, reports);
        }
    }
}
