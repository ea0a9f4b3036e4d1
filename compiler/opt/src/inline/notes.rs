//! The notes of `-m=2` across inlining: to gc an inlined call is assignments to its parameters, the body,
//! in which `return` assigns to the results, and the results in place of the call.

use grus_mir::{
    BlockId, FlowNote, FlowNotes, Function, InlineId, Local, Rvalue, Statement, StatementKind,
};
use grus_syntax::Pos;
use std::sync::Arc;

/// The name of the package a symbol is in.
pub fn package_name(symbol: &str) -> &str {
    let symbol = super::name_with_package(symbol);
    symbol.split('.').next().unwrap_or(symbol)
}

/// What a variable is called.
pub fn name(local: &Local) -> String {
    let name = local.name.as_deref().unwrap_or("_");
    match &local.package {
        Some(package) if !name.starts_with('~') => format!("{package}.{name}"),
        _ => name.to_string(),
    }
}

/// The statements that give parameters their values are one assignment.
pub fn of_parameters(entry: &mut [Statement], call: &FlowNotes, names: &[String], pos: Pos) {
    let text = format!("{} := {}", names.join(", "), call.arguments.join(", "));
    let text: Arc<str> = text.into();
    let stores = entry
        .iter_mut()
        .filter(|statement| matches!(statement.kind, StatementKind::Assign(..)));
    for statement in stores {
        let store = FlowNote {
            pos,
            text: text.clone(),
            foreign: text.clone(),
            why: Arc::from("assign-pair"),
            frame: None,
        };
        statement.notes = Some(Box::new(FlowNotes {
            store: Some(store),
            ..FlowNotes::default()
        }));
    }
}

/// Notes of a statement of the callee become those of its copy.
pub fn inlined(notes: &mut FlowNotes, results: &[String], foreign: bool) {
    if foreign {
        for note in [&mut notes.operation, &mut notes.store]
            .into_iter()
            .flatten()
        {
            note.text = note.foreign.clone();
        }
    }
    if let Some(store) = &mut notes.store
        && &*store.why == "return"
    {
        let values = store.text.strip_prefix("return ").unwrap_or(&store.text);
        store.text = format!("{} = {values}", results.join(", ")).into();
        store.foreign = store.text.clone();
        store.why = Arc::from("assign-pair");
    }
}

/// The note of the statement that takes the results from where an inlined body left them.
pub fn of_result(call: &FlowNotes, results: &[String], frame: InlineId) -> Option<Box<FlowNotes>> {
    let store = call.store.clone()?;
    let store = FlowNote {
        frame: store.frame.or(Some(frame)),
        ..store
    };
    let mut notes = FlowNotes {
        store: Some(store),
        ..FlowNotes::default()
    };
    replace_call(&mut notes, call, results);
    Some(Box::new(notes))
}

/// In what follows, the results stand for the call.
pub fn name_results(function: &mut Function, rest: BlockId, call: &FlowNotes, results: &[String]) {
    for statement in &mut function.blocks[rest].statements {
        if let Some(notes) = &mut statement.notes {
            replace_call(notes, call, results);
        }
        if let (StatementKind::Assign(_, Rvalue::Append { site, .. }), [result]) =
            (&statement.kind, results)
            && let Some(operation) = &call.operation
        {
            let site = &mut function.sites[*site];
            site.text = site.text.replacen(&*operation.text, result, 1).into();
        }
    }
}

fn replace_call(notes: &mut FlowNotes, call: &FlowNotes, results: &[String]) {
    let (Some(operation), [result]) = (&call.operation, results) else {
        return;
    };
    for note in [&mut notes.operation, &mut notes.store]
        .into_iter()
        .flatten()
    {
        for text in [&mut note.text, &mut note.foreign] {
            if text.contains(&*operation.text) {
                *text = text.replacen(&*operation.text, result, 1).into();
            }
        }
    }
    for argument in &mut notes.arguments {
        if argument.contains(&*operation.text) {
            *argument = argument.replacen(&*operation.text, result, 1).into();
        }
    }
}
