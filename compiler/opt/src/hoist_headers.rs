//! Slice headers out of loops: `s[i][j]`, where `s` and `i` do not change in a loop, reads the header
//! of `s[i]` once before the loop.
//!
//! In: a function in any phase.  Out: the same function, where such places start from a new local.
//! Invariants kept: every check happens where it did, in the same order: what is read ahead of the loop
//! is guarded and is the nil slice where the index is out of range, and the check of the outer index
//! stays in the loop, as a statement.
//! Only loops that cannot change a header in memory are looked at: without calls, and with stores of
//! numbers and booleans to elements of slices and arrays, and to variables, only.
//! Not done: headers behind pointers, more than one index ahead of the header.

use grus_mir::loops::{Loop, natural_loops};
use grus_mir::{
    BinaryOp, Block, BlockId, Constant, Function, Intrinsic, Local, LocalId, LocalKind, Operand,
    Place, PlaceBase, Projection, Rvalue, SourceInfo, Statement, StatementKind, Storage,
    Terminator, TerminatorKind, projected_type,
};
use grus_types::{BasicKind, Type, TypeId, TypeTable};
use std::collections::BTreeSet;

/// Headers read ahead of one loop: each needs registers.
const LIMIT: usize = 4;
/// Functions with more blocks are left as they are: a bound on compile time.
const BLOCK_LIMIT: usize = 400;

/// Moves the headers of a function.
pub fn hoist_headers(function: &mut Function, types: &TypeTable) {
    if function.blocks.len() > BLOCK_LIMIT {
        return;
    }
    for each in natural_loops(function) {
        let is_entry = each.header.as_u32() == 0;
        if is_entry
            || !each
                .body
                .iter()
                .all(|&block| is_clean(function, types, block))
        {
            continue;
        }
        for header in headers(function, types, &each) {
            hoist(function, types, &each, &header);
        }
    }
}

/// The element of a slice of slices at an index.
#[derive(Clone, Debug, PartialEq)]
struct Header {
    slice: LocalId,
    index: Operand,
    /// Type of the element.
    ty: TypeId,
}

/// Whether nothing in a block can change the header of a slice in memory.
fn is_clean(function: &Function, types: &TypeTable, block: BlockId) -> bool {
    let statements = &function.blocks[block].statements;
    statements.iter().all(|statement| match &statement.kind {
        StatementKind::Nop | StatementKind::Check(_) => true,
        StatementKind::Declare(local) => !function.locals[*local].addressed,
        StatementKind::Assign(place, value) => {
            is_clean_store(function, types, place) && is_pure(value)
        }
        _ => false,
    })
}

fn is_clean_store(function: &Function, types: &TypeTable, place: &Place) -> bool {
    let PlaceBase::Local(base) = place.base else {
        return false;
    };
    let local = &function.locals[base];
    if local.addressed || matches!(local.kind, LocalKind::Capture(_)) {
        return false;
    }
    let mut ty = local.ty;
    for projection in &place.projections {
        if matches!(projection, Projection::Deref { .. }) {
            return false;
        }
        match projected_type(types, ty, projection) {
            Some(next) => ty = next,
            None => return false,
        }
    }
    let is_number = types.basic_kind(ty).is_some_and(|kind| {
        (kind.is_boolean() || kind.is_integer() || kind.is_float()) && kind != BasicKind::Uintptr
    });
    let is_variable = place
        .projections
        .iter()
        .all(|projection| matches!(projection, Projection::Field(_)));
    is_number || is_variable
}

fn is_pure(value: &Rvalue) -> bool {
    match value {
        Rvalue::Use(_)
        | Rvalue::Unary(..)
        | Rvalue::Binary(..)
        | Rvalue::Convert { site: None, .. }
        | Rvalue::Len(_)
        | Rvalue::Cap(_)
        | Rvalue::Slice { .. }
        | Rvalue::Aggregate { .. }
        | Rvalue::DecodeRune { .. }
        | Rvalue::Min(_)
        | Rvalue::Max(_)
        | Rvalue::Complex { .. }
        | Rvalue::Real(_)
        | Rvalue::Imaginary(_) => true,
        Rvalue::Intrinsic { intrinsic, .. } => matches!(
            intrinsic,
            Intrinsic::Sqrt
                | Intrinsic::Floor
                | Intrinsic::Ceil
                | Intrinsic::Trunc
                | Intrinsic::Abs
                | Intrinsic::Float64Bits
                | Intrinsic::Float64FromBits
        ),
        _ => false,
    }
}

/// The headers that a loop reads and that stay the same in it.
fn headers(function: &Function, types: &TypeTable, each: &Loop) -> Vec<Header> {
    let mut assigned = BTreeSet::new();
    for &block in &each.body {
        for statement in &function.blocks[block].statements {
            match &statement.kind {
                StatementKind::Declare(local) => {
                    assigned.insert(*local);
                }
                StatementKind::Assign(place, _) => {
                    if let PlaceBase::Local(local) = place.base
                        && !matches!(place.projections.first(), Some(Projection::Index { .. }))
                    {
                        assigned.insert(local);
                    }
                }
                _ => {}
            }
        }
    }
    let is_steady = |local: LocalId| {
        let data = &function.locals[local];
        let is_plain = !data.addressed && !matches!(data.kind, LocalKind::Capture(_));
        is_plain && !assigned.contains(&local)
    };
    let mut found: Vec<Header> = Vec::new();
    for &block in &each.body {
        for statement in &function.blocks[block].statements {
            for_each_place_mut(&mut statement.kind.clone(), &mut |place| {
                let Some(header) = header_of(function, types, place) else {
                    return;
                };
                let index_is_steady = match &header.index {
                    Operand::Copy(index) => index.as_local().is_some_and(is_steady),
                    Operand::Constant(..) => true,
                };
                let wanted = found.len() < LIMIT && !found.contains(&header);
                if wanted && is_steady(header.slice) && index_is_steady {
                    found.push(header);
                }
            });
        }
    }
    found
}

/// The header that a place begins with: `s[i]` of `s[i][j]`.
fn header_of(function: &Function, types: &TypeTable, place: &Place) -> Option<Header> {
    let PlaceBase::Local(slice) = place.base else {
        return None;
    };
    let [
        Projection::Index { index, .. },
        Projection::Index { .. },
        ..,
    ] = &place.projections[..]
    else {
        return None;
    };
    let Type::Slice(element) = types.underlying_type(function.locals[slice].ty) else {
        return None;
    };
    let is_slice = matches!(types.underlying_type(*element), Type::Slice(_));
    let is_simple = match index {
        Operand::Copy(index) => index.as_local().is_some_and(|index| {
            types.basic_kind(function.locals[index].ty) == Some(BasicKind::Int)
        }),
        Operand::Constant(Constant::Int(value), ty) => {
            *value >= 0 && types.basic_kind(*ty) == Some(BasicKind::Int)
        }
        Operand::Constant(..) => false,
    };
    (is_slice && is_simple).then(|| Header {
        slice,
        index: index.clone(),
        ty: *element,
    })
}

/// Reads a header ahead of a loop and uses it in the loop.
fn hoist(function: &mut Function, types: &TypeTable, each: &Loop, header: &Header) {
    let hoisted = new_local(function, header.ty);
    let mut used = false;
    for &block in &each.body {
        let statements = std::mem::take(&mut function.blocks[block].statements);
        let mut rewritten = Vec::with_capacity(statements.len() + 1);
        for mut statement in statements {
            if let Some(check) = replace(function, types, &mut statement, header, hoisted) {
                used = true;
                rewritten.extend(check);
            }
            rewritten.push(statement);
        }
        function.blocks[block].statements = rewritten;
    }
    if used {
        read_ahead(function, each, header, hoisted);
    }
}

fn new_local(function: &mut Function, ty: TypeId) -> LocalId {
    function.locals.push(Local {
        name: None,
        package: None,
        ty,
        pos: function.pos,
        kind: LocalKind::Temporary,
        addressed: false,
        loop_depth: 0,
        storage: Storage::Stack,
    })
}

/// Replaces the header in a statement. The result is none if nothing was replaced, else the check of
/// the outer index that must come before the statement, if it needs one.
fn replace(
    function: &Function,
    types: &TypeTable,
    statement: &mut Statement,
    header: &Header,
    hoisted: LocalId,
) -> Option<Option<Statement>> {
    let mut replaced = false;
    let mut check = None;
    // Something before it in the statement may fail: its own check cannot be moved ahead of that.
    let mut may_have_failed = false;
    for_each_place_mut(&mut statement.kind, &mut |place| {
        let is_here = header_of(function, types, place).as_ref() == Some(header);
        let is_checked = matches!(
            place.projections.first(),
            Some(Projection::Index { checked: true, .. })
        );
        if is_here && (is_checked || check.is_some() || !may_have_failed) {
            let first = place.projections.remove(0);
            if !is_checked && check.is_none() {
                check = Some(Place::local(header.slice).project(first));
            }
            place.base = PlaceBase::Local(hoisted);
            replaced = true;
        }
        may_have_failed |= place.projections.iter().any(|projection| {
            matches!(
                projection,
                Projection::Index { checked: false, .. } | Projection::Deref { checked: false }
            )
        });
    });
    let source = statement.source;
    replaced.then(|| check.map(|place| Statement::new(StatementKind::Check(place), source)))
}

/// Puts blocks in front of a loop that read the header if the index is in range.
fn read_ahead(function: &mut Function, each: &Loop, header: &Header, hoisted: LocalId) {
    let source = function.blocks[each.header].terminator.source;
    let assign = |place: LocalId, value: Rvalue| {
        Statement::new(StatementKind::Assign(Place::local(place), value), source)
    };
    let goto_loop = TerminatorKind::Goto(each.header);
    let nil = Operand::Constant(Constant::Zero, header.ty);
    let absent = new_block(
        function,
        vec![assign(hoisted, Rvalue::Use(nil))],
        goto_loop.clone(),
        source,
    );
    let element = Place::local(header.slice).project(Projection::Index {
        index: header.index.clone(),
        checked: true,
    });
    let present = new_block(
        function,
        vec![assign(hoisted, Rvalue::Use(Operand::Copy(element)))],
        goto_loop,
        source,
    );
    let length = new_local(function, TypeId::INT);
    let is_below = new_local(function, TypeId::BOOL);
    let branch = |condition: LocalId, then: BlockId| TerminatorKind::Branch {
        condition: Operand::local(condition),
        then,
        otherwise: absent,
    };
    let below = Rvalue::Binary(BinaryOp::Less, header.index.clone(), Operand::local(length));
    let mut entry = new_block(
        function,
        vec![
            assign(length, Rvalue::Len(Operand::local(header.slice))),
            assign(is_below, below),
        ],
        branch(is_below, present),
        source,
    );
    if matches!(header.index, Operand::Copy(_)) {
        let is_positive = new_local(function, TypeId::BOOL);
        let zero = Operand::Constant(Constant::Int(0), TypeId::INT);
        let not_negative = Rvalue::Binary(BinaryOp::GreaterEqual, header.index.clone(), zero);
        entry = new_block(
            function,
            vec![assign(is_positive, not_negative)],
            branch(is_positive, entry),
            source,
        );
    }
    let inside: BTreeSet<BlockId> = each.body.iter().copied().chain([absent, present]).collect();
    for (id, block) in function.blocks.iter_mut() {
        if !inside.contains(&id) {
            block.terminator.kind.for_each_successor_mut(&mut |next| {
                if *next == each.header {
                    *next = entry;
                }
            });
        }
    }
}

fn new_block(
    function: &mut Function,
    statements: Vec<Statement>,
    kind: TerminatorKind,
    source: SourceInfo,
) -> BlockId {
    function.blocks.push(Block {
        statements,
        terminator: Terminator { kind, source },
    })
}

/// Calls `found` with the places of a clean statement, in the order of their evaluation.
fn for_each_place_mut(statement: &mut StatementKind, found: &mut dyn FnMut(&mut Place)) {
    let StatementKind::Assign(target, value) = statement else {
        return;
    };
    value.for_each_operand_mut(&mut |operand| {
        if let Operand::Copy(place) = operand {
            found(place);
        }
    });
    if let Rvalue::AddressOf(place) = value {
        found(place);
    }
    found(target);
}
