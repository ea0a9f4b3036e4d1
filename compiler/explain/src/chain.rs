//! Why something is on the heap: the decisions of escape analysis, step by step.
//!
//! In: the lines that escape analysis reports.  Out: [`Step`]s.
//! Where the lines tell the flow (`-m=2`), the steps repeat it. Where they tell only the verdict, the
//! steps are the verdict and, for captured variables, that of the literal that captures them.

use crate::closures::ClosureObject;
use crate::collect::{Collector, Decision};
use crate::model::*;
use grus_mir::FunctionId;
use grus_syntax::Pos;
use rustc_hash::FxHashMap;

/// The steps of an allocation's way to the heap.
pub fn of_allocation(collector: &Collector<'_>, decisions: &[Decision], pos: Pos) -> Vec<Step> {
    let here = decisions.iter().filter(|decision| decision.pos == pos);
    let wanted = |decision: &&Decision| {
        decision.message.contains("escapes to heap") || is_flow(&decision.message)
    };
    steps(collector, here.filter(wanted))
}

/// The steps of the way of an expression that `-m` spells so. Several may be reported at one place: the
/// flows of each follow the line that names it.
pub fn of_expression(
    collector: &Collector<'_>,
    decisions: &[Decision],
    place: Place,
    text: &str,
) -> Vec<Step> {
    let verdict = format!("{text} escapes to heap");
    let mut is_named = false;
    let here = decisions
        .iter()
        .filter(|decision| collector.place(decision.pos) == Some(place));
    let wanted = here.filter(|decision| {
        if !is_flow(&decision.message) {
            is_named = decision.message.starts_with(&verdict);
        }
        is_named
    });
    steps(collector, wanted)
}

/// The steps of a variable's way to the heap: the verdict, then what captures it by reference and
/// itself escapes.
pub fn of_variable(
    collector: &Collector<'_>,
    decisions: &[Decision],
    variable: &VariableReport,
    objects: &FxHashMap<FunctionId, ClosureObject>,
) -> Vec<Step> {
    let here = decisions
        .iter()
        .filter(|decision| collector.place(decision.pos) == Some(variable.place));
    let moved = format!("moved to heap: {}", variable.name);
    let wanted = |decision: &&Decision| decision.message == moved || is_flow(&decision.message);
    let mut found = steps(collector, here.filter(wanted));
    let mut literals: Vec<&ClosureObject> = objects
        .values()
        .filter(|object| {
            object.captures.iter().any(|(capture, declared)| {
                let place = collector.place(*declared);
                capture.by_reference && place == Some(variable.place)
            })
        })
        .collect();
    literals.sort_by_key(|object| object.pos);
    for object in literals {
        let escapes = of_allocation(collector, decisions, object.pos);
        if escapes.is_empty() {
            continue;
        }
        found.push(Step {
            place: collector.place(object.pos),
            text: format!("{} is captured by reference here", variable.name),
        });
        found.extend(escapes);
    }
    found
}

fn is_flow(message: &str) -> bool {
    message.starts_with("  flow: ") || message.starts_with("    from ")
}

fn steps<'a>(
    collector: &Collector<'_>,
    decisions: impl Iterator<Item = &'a Decision>,
) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for decision in decisions {
        let step = Step {
            place: collector.place(decision.pos),
            text: decision.message.trim_end_matches(':').to_string(),
        };
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}
