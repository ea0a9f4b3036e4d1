//! Func values that carry variables: their objects, and where they ended up.
//!
//! In: MIR as lowered, for what the source makes, and as compiled, for what is left of it.  Out:
//! [`LiteralReport`]s and [`StartReport`]s.
//! The conditions are those of gc's rule (cmd/compile/internal/escape, flowClosure), as the lowerer
//! noted them when it decided.

use crate::collect::Collector;
use crate::model::*;
use grus_mir::{
    CaptureFacts, CaptureMode, Constant, Function, FunctionId, LocalKind, Operand,
    Place as MirPlace, PlaceBase, Program, Rvalue, StatementKind, Storage,
};
use grus_syntax::Pos;
use grus_types::{PackageId, TypeId};
use rustc_hash::FxHashMap;

/// Variables above this size are captured by reference.
const LARGEST_BY_VALUE: u64 = 128;

/// The closure object that a function expects.
#[derive(Clone, Debug)]
pub struct ClosureObject {
    pub kind: LiteralKind,
    pub pos: Pos,
    pub parent: Option<FunctionId>,
    pub size: u64,
    pub captures: Vec<(CaptureReport, Pos)>,
}

/// The type as the source of a package spells it.
pub fn type_text(types: &grus_types::Program, from: PackageId, ty: TypeId) -> String {
    let qualify = |package: PackageId| match package == from {
        true => String::new(),
        false => types.package(package).name.to_string(),
    };
    grus_types::type_string(&types.types, ty, &qualify)
}

/// The closure object of a function, if it is one that closures are made of.
pub fn object(mir: &Program, types: &grus_types::Program, id: FunctionId) -> Option<ClosureObject> {
    let function = &mir.functions[id];
    let kind = kind(function)?;
    let mut end = 8;
    let mut captures = Vec::new();
    for capture in &function.captures {
        let local = &function.locals[capture.local];
        let by_reference = capture.mode == CaptureMode::ByReference;
        let (size, align) = match types.types.layout(local.ty) {
            Some(layout) if !by_reference => (layout.size, layout.align),
            _ => (8, 8),
        };
        let offset = u64::next_multiple_of(end, align.max(1));
        end = offset + size;
        let facts = capture.reason;
        let report = CaptureReport {
            name: local.name.as_deref().unwrap_or("value").to_string(),
            ty: type_text(types, function.package, local.ty),
            declared: None,
            offset,
            size,
            by_reference,
            address_taken: facts.address_taken,
            reassigned: facts.reassigned,
            width: facts.width,
            because: match kind {
                LiteralKind::GoWrapper | LiteralKind::DeferWrapper if !by_reference => {
                    "by value: evaluated by the statement, used by the call".to_string()
                }
                _ => because(facts, by_reference),
            },
        };
        captures.push((report, local.pos));
    }
    Some(ClosureObject {
        kind,
        pos: function.pos,
        parent: function.parent,
        size: end.next_multiple_of(8),
        captures,
    })
}

fn kind(function: &Function) -> Option<LiteralKind> {
    let last = function.symbol.rsplit('.').next().unwrap_or_default();
    let numbered = |prefix: &str| {
        last.strip_prefix(prefix)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match () {
        () if last.contains("-range") => Some(LiteralKind::RangeBody),
        () if last.ends_with("-fm") => Some(LiteralKind::MethodValue),
        () if numbered("gowrap") => Some(LiteralKind::GoWrapper),
        () if numbered("deferwrap") => Some(LiteralKind::DeferWrapper),
        () if function.flags.is_literal => Some(LiteralKind::Literal),
        () => None,
    }
}

/// The condition that decided how a variable is captured.
fn because(facts: CaptureFacts, by_reference: bool) -> String {
    let width = facts.width;
    match (by_reference, facts) {
        (
            true,
            CaptureFacts {
                address_taken: true,
                ..
            },
        ) => "by reference: its address is taken".to_string(),
        (
            true,
            CaptureFacts {
                reassigned: true, ..
            },
        ) => "by reference: it is assigned again after it is captured".to_string(),
        (true, _) if width > LARGEST_BY_VALUE => {
            format!("by reference: its {width} bytes are more than {LARGEST_BY_VALUE}")
        }
        (true, _) => "by reference".to_string(),
        (false, _) => format!(
            "by value: not assigned after it is captured, address not taken, {width} of at most \
             {LARGEST_BY_VALUE} bytes"
        ),
    }
}

/// What is left of the closures in the compiled program.
#[derive(Default)]
struct Remains {
    /// Where objects are made.
    made: FxHashMap<FunctionId, Storage>,
    /// Used as func values without an object of their own.
    fixed: FxHashMap<FunctionId, ()>,
}

/// The reports of all closures and of the `go` and `defer` statements.
pub fn reports(
    collector: &Collector<'_>,
    mir: &Program,
    objects: &FxHashMap<FunctionId, ClosureObject>,
) -> (Vec<LiteralReport>, Vec<StartReport>) {
    let remains = remains(mir);
    let mut literals = Vec::new();
    for (id, object) in objects {
        let Some(place) = collector.place(object.pos) else {
            continue;
        };
        let captures = object.captures.iter().map(|(report, pos)| CaptureReport {
            declared: collector.place(*pos),
            ..report.clone()
        });
        literals.push(LiteralReport {
            symbol: mir.functions[*id].symbol.to_string(),
            place,
            parent: object.parent.map_or(String::new(), |parent| {
                mir.functions[parent].symbol.to_string()
            }),
            kind: object.kind,
            home: home(&remains, *id, Some(object)),
            object_size: object.size,
            captures: captures.collect(),
        });
    }
    literals.sort_by(|a, b| (a.place, &a.symbol).cmp(&(b.place, &b.symbol)));
    let starts = starts(collector, mir, objects, &remains);
    (literals, starts)
}

fn home(remains: &Remains, id: FunctionId, object: Option<&ClosureObject>) -> ClosureHome {
    match remains.made.get(&id) {
        // Without captures there is one object for all.
        Some(_) if object.is_some_and(|object| object.captures.is_empty()) => ClosureHome::Static,
        Some(Storage::Heap) => ClosureHome::Heap,
        Some(Storage::Stack) => ClosureHome::Stack,
        None if remains.fixed.contains_key(&id) => ClosureHome::Static,
        None => ClosureHome::None,
    }
}

fn remains(mir: &Program) -> Remains {
    let mut remains = Remains::default();
    for function in mir.functions.values() {
        for block in function.blocks.values() {
            for statement in &block.statements {
                if let StatementKind::Assign(
                    _,
                    Rvalue::Closure {
                        function: id, site, ..
                    },
                ) = &statement.kind
                {
                    let storage = function.sites[*site].storage;
                    let known = remains.made.entry(*id).or_insert(storage);
                    if storage == Storage::Heap {
                        *known = storage;
                    }
                }
                // Visiting for change is the walk there is; nothing is changed.
                statement.kind.clone().for_each_operand_mut(&mut |operand| {
                    if let Operand::Constant(Constant::Function(id), _) = operand {
                        remains.fixed.insert(*id, ());
                    }
                });
            }
        }
    }
    remains
}

fn starts(
    collector: &Collector<'_>,
    mir: &Program,
    objects: &FxHashMap<FunctionId, ClosureObject>,
    remains: &Remains,
) -> Vec<StartReport> {
    let mut reports = Vec::new();
    for function in mir.functions.values() {
        for block in function.blocks.values() {
            for statement in &block.statements {
                let (operand, keyword, runtime) = match &statement.kind {
                    StatementKind::Go(operand) => (operand, "go", "runtime.newproc"),
                    StatementKind::Defer { function, .. } => {
                        (function, "defer", "the list of deferred calls")
                    }
                    _ => continue,
                };
                let Some(place) = collector.place(statement.source.pos) else {
                    continue;
                };
                let callee = callee(function, operand);
                let name = callee.map(|id| mir.functions[id].symbol.to_string());
                let object = callee.and_then(|id| objects.get(&id));
                let report = StartReport {
                    place,
                    function: function.symbol.to_string(),
                    statement: keyword,
                    callee: name.unwrap_or_else(|| func_value(function, operand)),
                    runtime,
                    home: callee.map_or(ClosureHome::Heap, |id| home(remains, id, object)),
                    object_size: object.map_or(8, |object| object.size),
                };
                let known = |other: &StartReport| {
                    (other.place, &other.callee) == (report.place, &report.callee)
                };
                if !reports.iter().any(known) {
                    reports.push(report);
                }
            }
        }
    }
    reports.sort_by(|a, b| (a.place, &a.callee).cmp(&(b.place, &b.callee)));
    reports
}

/// The function of a func value that is made in the same function.
fn callee(function: &Function, operand: &Operand) -> Option<FunctionId> {
    let base = match operand {
        Operand::Constant(Constant::Function(id), _) => return Some(*id),
        Operand::Copy(MirPlace {
            base: PlaceBase::Local(local),
            projections,
        }) if projections.is_empty() => *local,
        _ => return None,
    };
    let statements = function.blocks.values().flat_map(|block| &block.statements);
    let mut found = statements.filter_map(|statement| match &statement.kind {
        StatementKind::Assign(place, value)
            if place.base == PlaceBase::Local(base) && place.projections.is_empty() =>
        {
            match value {
                Rvalue::Closure { function, .. } => Some(*function),
                Rvalue::Use(Operand::Constant(Constant::Function(id), _)) => Some(*id),
                _ => None,
            }
        }
        _ => None,
    });
    found.next()
}

/// The name of the variable that holds a func value.
fn func_value(function: &Function, operand: &Operand) -> String {
    let name = match operand {
        Operand::Copy(MirPlace {
            base: PlaceBase::Local(local),
            ..
        }) => match function.locals[*local].kind {
            LocalKind::Temporary => None,
            _ => function.locals[*local].name.as_deref(),
        },
        _ => None,
    };
    name.unwrap_or("a func value").to_string()
}
