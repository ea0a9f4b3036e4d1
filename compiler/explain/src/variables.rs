//! The variables of a package and where they live.
//!
//! In: MIR after escape analysis, for stack and heap; as compiled and listed, for frames and
//! registers.  Out: [`VariableReport`]s.
//! A variable of the source may live in several functions: in its own, and in those that its function
//! was inlined into.

use crate::closures::type_text;
use crate::collect::Collector;
use crate::model::*;
use grus_mir::{Function, Local, LocalKind, Program, Storage};
use grus_types::PackageId;
use rustc_hash::FxHashMap;

/// Collects the variables of a package after escape analysis.
pub fn collect(
    collector: &Collector<'_>,
    mir: &Program,
    types: &grus_types::Program,
    package: PackageId,
) -> Vec<VariableReport> {
    let mut found: FxHashMap<(Place, String), VariableReport> = FxHashMap::default();
    for function in mir.functions.values() {
        if function.package != package || function.external || function.flags.wrapper {
            continue;
        }
        // Those of inlined bodies of other packages are not the program's.
        let own = |local: &&Local| local.package.is_none();
        for local in function.locals.values().filter(own) {
            let kind = match local.kind {
                LocalKind::Parameter(_) => VariableKind::Parameter,
                LocalKind::Result(_) => VariableKind::Result,
                LocalKind::Variable => VariableKind::Local,
                LocalKind::Temporary | LocalKind::Capture(_) => continue,
            };
            let (Some(name), Some(place)) = (local.name.as_deref(), collector.place(local.pos))
            else {
                continue;
            };
            if name == "_" || name.starts_with(['~', '.', '#']) {
                continue;
            }
            let report = found
                .entry((place, name.to_string()))
                .or_insert_with(|| VariableReport {
                    name: name.to_string(),
                    ty: type_text(types, package, local.ty),
                    size: types.types.size_of(local.ty).unwrap_or(0),
                    place,
                    kind,
                    homes: Vec::new(),
                    lifetime: String::new(),
                    why: Vec::new(),
                });
            let heap = local.storage == Storage::Heap;
            let home = HomeReport {
                function: function.symbol.to_string(),
                home: if heap { Home::Heap } else { Home::Registers },
                offset: None,
            };
            if !report.homes.contains(&home) {
                report.homes.push(home);
            }
            report.lifetime = lifetime(function, heap, local.loop_depth);
        }
    }
    let mut list: Vec<VariableReport> = found.into_values().collect();
    list.sort_by(|a, b| (a.place, &a.name).cmp(&(b.place, &b.name)));
    for variable in &mut list {
        variable.homes.sort_by(|a, b| a.function.cmp(&b.function));
    }
    list
}

fn lifetime(function: &Function, heap: bool, loop_depth: u32) -> String {
    match (heap, loop_depth) {
        (true, _) => "until nothing refers to it any more; then the collector frees it".to_string(),
        (false, 0) => format!("until {} returns", function.display_name),
        (false, _) => "one iteration of its loop".to_string(),
    }
}

/// Completes the homes by what was compiled: named slots are in the frame, functions without code
/// hold nothing.
pub fn settle(explanation: &mut Explanation, mir: &Program, package: PackageId) {
    let prefix = explanation
        .functions
        .iter()
        .flat_map(|function| &function.slots)
        .find_map(|slot| {
            slot.name
                .split_once('.')
                .map(|(prefix, _)| format!("{prefix}."))
        });
    let prefix = prefix.unwrap_or_default();
    let compiled: FxHashMap<String, FunctionReport> = explanation
        .functions
        .iter()
        .map(|function| (function.symbol.clone(), function.clone()))
        .collect();
    let is_own = mir
        .functions
        .values()
        .any(|function| function.package == package);
    for variable in &mut explanation.variables {
        for home in &mut variable.homes {
            let Some(function) = compiled.get(&home.function).filter(|_| is_own) else {
                home.home = Home::Gone;
                continue;
            };
            if home.home == Home::Heap {
                continue;
            }
            let name = format!("{prefix}{}", variable.name);
            if let Some(slot) = function.slots.iter().find(|slot| slot.name == name) {
                home.home = Home::Stack;
                home.offset = Some(slot.offset);
            }
        }
    }
}
