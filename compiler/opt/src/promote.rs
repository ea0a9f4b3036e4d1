//! Variables whose address nothing takes any more: when the closures that captured them by reference are
//! inlined, or were never needed, nothing keeps them from registers.
//!
//! In: a program in phase `EscapeKnown`, inlined.  Out: the same without func values that nothing uses,
//! and with `addressed` only on locals that something points to.
//! Invariant kept: what has an address stays where escape analysis put it, and so does what is too
//! large for a frame.

use crate::inline::remove_unused_values;
use grus_mir::{
    CaptureMode, Function, FunctionId, LocalId, Place, PlaceBase, Program, Projection, Rvalue,
    StatementKind, Storage, projected_type,
};
use grus_types::{Type, TypeId, TypeTable};
use rustc_hash::FxHashSet;

/// Larger variables stay on the heap, in bytes: escape analysis may have put them there for their size.
const LARGEST: u64 = 1024;

/// Finds them in all functions.
pub fn promote_variables(program: &mut Program, types: &TypeTable) {
    let ids: Vec<FunctionId> = program.functions.keys().collect();
    for id in ids {
        remove_unused_values(&mut program.functions[id]);
        let function = &program.functions[id];
        if function.locals.values().any(|local| local.addressed) {
            let pointed_to = pointed_to(program, types, function);
            promote(&mut program.functions[id], types, &pointed_to);
            remove_unused_values(&mut program.functions[id]);
        }
    }
}

fn promote(function: &mut Function, types: &TypeTable, pointed_to: &FxHashSet<LocalId>) {
    for (id, local) in &mut function.locals {
        let fits = local.storage == Storage::Stack
            || types.size_of(local.ty).is_some_and(|size| size <= LARGEST);
        let movable = fits && !has_empty_array(types, local.ty);
        if local.addressed && movable && !pointed_to.contains(&id) {
            local.addressed = false;
            local.storage = Storage::Stack;
        }
    }
}

/// Whether there are arrays without elements in values of the type: an index into one has no register to
/// choose from, so that the lowerer keeps it in memory.
fn has_empty_array(types: &TypeTable, ty: TypeId) -> bool {
    match types.underlying_type(ty) {
        Type::Array { len, elem } => *len == 0 || has_empty_array(types, *elem),
        Type::Struct(data) => {
            let mut fields = data.fields.iter();
            fields.any(|field| has_empty_array(types, field.ty))
        }
        _ => false,
    }
}

/// The locals that something makes a pointer to.
fn pointed_to(program: &Program, types: &TypeTable, function: &Function) -> FxHashSet<LocalId> {
    let blocks = function.blocks.values();
    let statements = blocks.flat_map(|block| &block.statements);
    statements
        .flat_map(|statement| pointed_to_by(program, types, function, &statement.kind))
        .collect()
}

/// The locals of the function that a statement makes a pointer to.
pub fn pointed_to_by(
    program: &Program,
    types: &TypeTable,
    function: &Function,
    statement: &StatementKind,
) -> Vec<LocalId> {
    match statement {
        StatementKind::Assign(_, Rvalue::AddressOf(place)) => {
            pointed_into(types, function, place).into_iter().collect()
        }
        StatementKind::Assign(
            _,
            Rvalue::Closure {
                function, captures, ..
            },
        ) => {
            let modes = program.functions[*function].captures.iter();
            let captures = captures.iter().zip(modes);
            captures
                .filter(|(_, capture)| capture.mode == CaptureMode::ByReference)
                .map(|(local, _)| *local)
                .collect()
        }
        StatementKind::MapIterateInit { iterator, .. } => vec![*iterator],
        _ => Vec::new(),
    }
}

/// The local that a place is in, if no pointer or slice lies between.
fn pointed_into(types: &TypeTable, function: &Function, place: &Place) -> Option<LocalId> {
    let PlaceBase::Local(local) = place.base else {
        return None;
    };
    let mut ty = function.locals[local].ty;
    for projection in &place.projections {
        let elsewhere = match projection {
            Projection::Deref { .. } => true,
            Projection::Index { .. } => !matches!(types.underlying_type(ty), Type::Array { .. }),
            Projection::Field(_) => false,
        };
        if elsewhere {
            return None;
        }
        let Some(next) = projected_type(types, ty, projection) else {
            break;
        };
        ty = next;
    }
    Some(local)
}
