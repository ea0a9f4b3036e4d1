//! What becomes of the expressions that may allocate.
//!
//! In: MIR after escape analysis, for what `-m` speaks of, and as compiled, for what is left of it.
//! Out: [`AllocationReport`]s.
//! Escape analysis says what may outlive its function, which is not yet where it is: constants have
//! boxes in read-only data, maps are on the heap whether they escape or not, and what was inlined away
//! or borrowed is nowhere.  The rules are those by which code is generated (grus-codegen: allocation,
//! interfaces, conversions, strings, maps, channels).

use crate::chain;
use crate::collect::{Collector, Decision};
use crate::model::*;
use grus_mir::{
    ConversionKind, Function, Operand, Program, Rvalue, SiteId, SiteKind, StatementKind, Storage,
};
use grus_types::{PackageId, TypeId, TypeTable};

/// A place in memory, and why it is there where the verdict of escape analysis does not say it.
type Outcome = (Home, &'static str);

const NO_MEMORY: Outcome = (Home::Data, "it takes no memory");
const RUN_TIME_SIZE: Outcome = (Home::Heap, "its size is known only when the program runs");
const SHORT: &str = "if it has at most 32 bytes, otherwise on the heap";

/// The expressions that may allocate, before it is known where; conversions that fill an interface's
/// data word with the pointer they are given cannot.
pub fn collect(
    collector: &Collector<'_>,
    mir: &Program,
    types: &TypeTable,
    package: PackageId,
) -> Vec<AllocationReport> {
    let mut found: Vec<AllocationReport> = Vec::new();
    for function in mir.functions.values() {
        if function.package != package || function.external {
            continue;
        }
        let mut idle = vec![false; function.sites.len()];
        each_value(function, |value| {
            if let Rvalue::MakeInterface { concrete, site, .. } = value {
                idle[site.as_u32() as usize] = needs_no_box(types, *concrete);
            }
        });
        for (id, site) in function.sites.iter() {
            // `-m` is silent on channels.
            let is_told = site.reported || site.kind == SiteKind::MakeChannel;
            let is_allocation = site.kind != SiteKind::SelfAssignment && is_told;
            let Some(place) = collector.place(site.pos) else {
                continue;
            };
            if !is_allocation || idle[id.as_u32() as usize] {
                continue;
            }
            let known =
                |other: &AllocationReport| (other.place, &*other.text) == (place, &*site.text);
            if !found.iter().any(known) {
                found.push(AllocationReport {
                    function: function.symbol.to_string(),
                    place,
                    text: site.text.to_string(),
                    home: Home::Gone,
                    because: gone(site.kind).to_string(),
                    why: Vec::new(),
                });
            }
        }
    }
    found.sort_by_key(|report| report.place);
    found
}

/// Completes the reports by what was compiled. An expression that became different things in different
/// copies of its function has a report for each.
pub fn settle(
    collector: &Collector<'_>,
    reports: Vec<AllocationReport>,
    mir: &Program,
    types: &TypeTable,
    package: PackageId,
    decisions: &[Decision],
) -> Vec<AllocationReport> {
    let mut outcomes: Vec<Vec<Outcome>> = vec![Vec::new(); reports.len()];
    for function in mir.functions.values() {
        if function.package != package || function.external {
            continue;
        }
        let mut note = |site: SiteId, outcome: Outcome| {
            let site = &function.sites[site];
            // What was inlined after escape analysis is listed where it was written.
            let listed = [site.pos, site.written_at].into_iter().find_map(|pos| {
                let place = collector.place(pos)?;
                reports
                    .iter()
                    .position(|report| report.place == place && *report.text == *site.text)
            });
            if let Some(index) = listed
                && !outcomes[index].contains(&outcome)
            {
                outcomes[index].push(outcome);
            }
        };
        each_value(function, |value| {
            if let Some((site, outcome)) = outcome(function, types, value) {
                note(site, outcome);
            }
        });
    }
    let mut settled = Vec::new();
    for (report, outcomes) in reports.into_iter().zip(outcomes) {
        if outcomes.is_empty() {
            settled.push(report);
            continue;
        }
        for (home, because) in outcomes {
            let escapes = home == Home::Heap;
            settled.push(AllocationReport {
                home,
                because: because.to_string(),
                why: match escapes {
                    true => chain::of_expression(collector, decisions, report.place, &report.text),
                    false => Vec::new(),
                },
                ..report.clone()
            });
        }
    }
    settled
}

/// Calls `visit` for the values that a function assigns.
fn each_value(function: &Function, mut visit: impl FnMut(&Rvalue)) {
    for block in function.blocks.values() {
        for statement in &block.statements {
            if let StatementKind::Assign(_, value) = &statement.kind {
                visit(value);
            }
        }
    }
}

/// Where a value's site has its memory.
fn outcome(function: &Function, types: &TypeTable, value: &Rvalue) -> Option<(SiteId, Outcome)> {
    let on_stack = |site: SiteId| function.sites[site].storage == Storage::Stack;
    let as_decided = |site: SiteId| match on_stack(site) {
        true => (Home::Stack, ""),
        false => (Home::Heap, ""),
    };
    let is_empty = |ty: TypeId| types.size_of(ty) == Some(0);
    let found = match value {
        Rvalue::New { ty, site } if is_empty(*ty) => (*site, NO_MEMORY),
        Rvalue::New { site, .. } => (*site, as_decided(*site)),
        Rvalue::SliceLiteral { ty, elements, site } => {
            let is_empty = elements.is_empty() || types.elem(*ty).is_some_and(is_empty);
            (
                *site,
                if is_empty {
                    NO_MEMORY
                } else {
                    as_decided(*site)
                },
            )
        }
        Rvalue::MakeSlice {
            ty,
            length,
            capacity,
            site,
        } => {
            let size = [Some(length), capacity.as_ref()];
            let is_constant = size.into_iter().flatten().all(is_constant);
            let outcome = match on_stack(*site) && !is_constant {
                _ if types.elem(*ty).is_some_and(is_empty) => NO_MEMORY,
                true => RUN_TIME_SIZE,
                false => as_decided(*site),
            };
            (*site, outcome)
        }
        Rvalue::Closure { captures, site, .. } if captures.is_empty() => {
            (*site, (Home::Data, "it captures nothing"))
        }
        Rvalue::Closure { site, .. } => (*site, as_decided(*site)),
        Rvalue::MakeInterface {
            operand,
            concrete,
            site,
            ..
        } => (*site, boxed(types, operand, *concrete, as_decided(*site))?),
        Rvalue::MakeMap { site, .. } => {
            let because = if on_stack(*site) {
                "maps always are"
            } else {
                ""
            };
            (*site, (Home::Heap, because))
        }
        Rvalue::MakeChannel { site, .. } => (*site, (Home::Heap, "channels always are")),
        Rvalue::Append { site, .. } => (*site, (Home::Heap, "when the capacity is used up")),
        Rvalue::StringConcat { site, .. } if on_stack(*site) => (*site, (Home::Stack, SHORT)),
        Rvalue::StringConcat { site, .. } => (*site, (Home::Heap, "")),
        Rvalue::Convert {
            kind,
            operand,
            site: Some(site),
            ..
        } => (*site, converted(*kind, operand, on_stack(*site))),
        _ => return None,
    };
    Some(found)
}

/// Whether the data word of an interface holds values of the type as they are.
fn needs_no_box(types: &TypeTable, concrete: TypeId) -> bool {
    types.is_interface(concrete) || types.is_one_pointer(concrete)
}

/// Where the box of a value in an interface is.
fn boxed(
    types: &TypeTable,
    operand: &Operand,
    concrete: TypeId,
    decided: Outcome,
) -> Option<Outcome> {
    if needs_no_box(types, concrete) {
        return None;
    }
    let size = types.size_of(concrete);
    let kind = types.basic_kind(concrete);
    let is_whole = kind.is_some_and(|kind| kind.is_integer() || kind.is_boolean());
    Some(match decided {
        _ if size == Some(0) => NO_MEMORY,
        _ if is_constant(operand) => (Home::Data, "it is constant"),
        (Home::Heap, _) if is_whole && size == Some(1) => {
            (Home::Data, "all values of one byte have boxes there")
        }
        (Home::Heap, _) if is_whole => (
            Home::Heap,
            "unless it is 0 to 255, which have boxes in data",
        ),
        decided => decided,
    })
}

/// Where the result of a conversion is.
fn converted(kind: ConversionKind, operand: &Operand, on_stack: bool) -> Outcome {
    match (kind, on_stack) {
        (ConversionKind::StringToBytes, true) if is_constant(operand) => (Home::Stack, ""),
        (ConversionKind::StringToBytes | ConversionKind::BytesToString, true) => {
            (Home::Stack, SHORT)
        }
        (_, true) => RUN_TIME_SIZE,
        (_, false) => (Home::Heap, ""),
    }
}

/// Why nothing is left of an expression in what was compiled.
fn gone(kind: SiteKind) -> &'static str {
    match kind {
        SiteKind::Closure | SiteKind::MethodValue => "inlined where it is called, or never used",
        SiteKind::StringConversion => "read where it is, without a copy, or never used",
        _ => "nothing that is run uses it",
    }
}

fn is_constant(operand: &Operand) -> bool {
    matches!(operand, Operand::Constant(..))
}
