//! Conversions between strings and byte slices that nobody keeps, without copying.
//!
//! In: a function in phase `EscapeKnown`.  Out: the same, where `string(b)` and `[]byte(s)` are views of
//! their operand's bytes if that cannot be told from a copy.
//! Invariants kept: a view of bytes as a string is read only before anything may write to memory; a
//! view of a string as bytes is only read; neither is stored, passed to a call or returned.
//! Method: the value may be in locals only (the conversion's own and those it is moved to, each of which
//! gets no other). For
//! each place where one is read, what reads it must be one of a few operations, and every statement that
//! may be executed between the conversion and it must leave memory alone, found by a walk against
//! the control flow. As gc (`OBYTES2STRTMP`, `OSTR2BYTESTMP`) for comparisons, switches, map keys, concatenation, and
//! ranges; also for lengths, indices, `append` and `copy`.

use grus_mir::rename::{self, Renaming};
use grus_mir::{
    AppendValues, BinaryOp, BlockId, ConversionKind, Function, LocalId, LocalKind, Operand, Place,
    PlaceBase, Projection, Rvalue, StatementKind, Storage,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A statement, or the terminator of a block behind its last one.
type At = (BlockId, usize);

/// Rewrites the conversions of a function.
pub fn borrow_conversions(function: &mut Function) {
    let mut candidates = Vec::new();
    for (block, data) in function.blocks.iter() {
        for (index, statement) in data.statements.iter().enumerate() {
            if let StatementKind::Assign(to, Rvalue::Convert { kind, .. }) = &statement.kind
                && let Some(borrowed) = borrowed(*kind)
                && let Some(local) = own_local(function, to)
            {
                candidates.push(((block, index), local, borrowed));
            }
        }
    }
    if candidates.is_empty() {
        return;
    }
    let mentions = Mentions::of(function);
    let mut predecessors = None;
    for (at, local, borrowed) in candidates {
        let Some(uses) = reads(function, &mentions, at, local, borrowed) else {
            continue;
        };
        let stays = borrowed == ConversionKind::BorrowString || {
            let before = predecessors.get_or_insert_with(|| predecessors_of(function));
            uses.iter()
                .all(|&read| memory_stays(function, before, at, read))
        };
        if stays
            && let StatementKind::Assign(_, Rvalue::Convert { kind, site, .. }) =
                &mut function.blocks[at.0].statements[at.1].kind
        {
            *kind = borrowed;
            *site = None;
        }
    }
}

fn borrowed(kind: ConversionKind) -> Option<ConversionKind> {
    match kind {
        ConversionKind::BytesToString => Some(ConversionKind::BorrowBytes),
        ConversionKind::StringToBytes => Some(ConversionKind::BorrowString),
        _ => None,
    }
}

/// The local that is the whole of a place, if nothing but the function's statements can reach it.
fn own_local(function: &Function, place: &Place) -> Option<LocalId> {
    let local = whole_local(place)?;
    let data = &function.locals[local];
    let plain = matches!(data.kind, LocalKind::Temporary | LocalKind::Variable);
    (plain && !data.addressed && data.storage == Storage::Stack).then_some(local)
}

fn whole_local(place: &Place) -> Option<LocalId> {
    match place.base {
        PlaceBase::Local(local) if place.projections.is_empty() => Some(local),
        _ => None,
    }
}

/// Where each local is mentioned, once per mention.
struct Mentions(FxHashMap<LocalId, Vec<At>>);

impl Mentions {
    fn of(function: &mut Function) -> Mentions {
        let mut collector = Collector {
            at: (BlockId::from_u32(0), 0),
            found: FxHashMap::default(),
        };
        for (block, data) in function.blocks.iter_mut() {
            for (index, statement) in data.statements.iter_mut().enumerate() {
                collector.at = (block, index);
                rename::statement(&mut statement.kind, &mut collector);
            }
            collector.at = (block, data.statements.len());
            rename::terminator(&mut data.terminator.kind, &mut collector);
        }
        Mentions(collector.found)
    }
}

/// Renames nothing.
struct Collector {
    at: At,
    found: FxHashMap<LocalId, Vec<At>>,
}

impl Renaming for Collector {
    fn local(&mut self, local: LocalId) -> LocalId {
        self.found.entry(local).or_default().push(self.at);
        local
    }
}

/// What a local holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    View,
    /// A struct or array with views in it.
    Aggregate,
}

/// Where the value of a conversion is read; none if something else than reading it happens to it.
fn reads(
    function: &Function,
    mentions: &Mentions,
    definition: At,
    local: LocalId,
    borrowed: ConversionKind,
) -> Option<Vec<At>> {
    let mut uses = Vec::new();
    let mut work = vec![(local, definition, Holds::View)];
    let mut seen = FxHashSet::default();
    while let Some((local, definition, holds)) = work.pop() {
        if !seen.insert(local) {
            return None;
        }
        let all = mentions.0.get(&local)?;
        // The definition mentions it once.
        let mut others = all.iter().filter(|&&at| at != definition);
        if all.iter().filter(|&&at| at == definition).count() != 1 {
            return None;
        }
        let mut checked: Option<At> = None;
        for &at in others.by_ref() {
            if checked == Some(at) {
                continue;
            }
            checked = Some(at);
            let statement = function.blocks[at.0].statements.get(at.1)?;
            if matches!(statement.kind, StatementKind::Declare(_)) {
                continue;
            }
            let count = all.iter().filter(|&&other| other == at).count();
            if let Some((to, holds)) = moved(function, &statement.kind, local, holds) {
                if count != 1 {
                    return None;
                }
                work.push((to, at, holds));
            } else if reading_mentions(&statement.kind, local, holds, borrowed) != count {
                return None;
            }
            uses.push(at);
        }
    }
    Some(uses)
}

/// The local that a statement moves the value to.
fn moved(
    function: &Function,
    statement: &StatementKind,
    local: LocalId,
    holds: Holds,
) -> Option<(LocalId, Holds)> {
    let StatementKind::Assign(to, value) = statement else {
        return None;
    };
    match value {
        Rvalue::Use(Operand::Copy(from)) if whole_local(from) == Some(local) => {
            Some((own_local(function, to)?, holds))
        }
        Rvalue::Aggregate { fields, .. } if fields.iter().any(|field| is_whole(field, local)) => {
            Some((own_local(function, to)?, Holds::Aggregate))
        }
        _ => None,
    }
}

fn is_whole(operand: &Operand, local: LocalId) -> bool {
    matches!(operand, Operand::Copy(place) if whole_local(place) == Some(local))
}

/// How many of a statement's mentions of a local only read the view in it.
fn reading_mentions(
    statement: &StatementKind,
    local: LocalId,
    holds: Holds,
    borrowed: ConversionKind,
) -> usize {
    let count = |operand: &Operand| usize::from(is_whole(operand, local));
    let is_string = borrowed == ConversionKind::BorrowBytes;
    match statement {
        StatementKind::MapDelete { key, .. } if is_string => count(key),
        StatementKind::Assign(_, Rvalue::MapGet { key, .. }) if is_string => count(key),
        StatementKind::Assign(_, value) if holds == Holds::View => match value {
            Rvalue::Use(operand) => usize::from(is_element(operand, local)),
            Rvalue::Convert { operand, .. } => usize::from(is_element(operand, local)),
            Rvalue::Binary(operator, left, right) => {
                let elements = [left, right];
                let elements = elements.into_iter().filter(|side| is_element(side, local));
                let whole = match is_string && is_comparison(*operator) {
                    true => count(left) + count(right),
                    false => 0,
                };
                elements.count() + whole
            }
            Rvalue::Len(operand) => count(operand),
            Rvalue::CopyElements { from, .. } => count(from),
            Rvalue::Append {
                values: AppendValues::Spread(from),
                ..
            } => count(from),
            Rvalue::StringConcat { operands, .. } => match operands.as_slice() {
                // What is nothing but this string is the result itself.
                [_] => 0,
                _ if is_string && adds_text(operands) => operands.iter().map(count).sum(),
                _ => 0,
            },
            Rvalue::DecodeRune { string, .. } => count(string),
            _ => 0,
        },
        _ => 0,
    }
}

/// Whether an operand of a concatenation is a constant that is not empty: then the result is not one of
/// the operands.
fn adds_text(operands: &[Operand]) -> bool {
    operands.iter().any(|operand| match operand {
        Operand::Constant(grus_mir::Constant::String(text), _) => !text.is_empty(),
        _ => false,
    })
}

/// `local[i]`.
fn is_element(operand: &Operand, local: LocalId) -> bool {
    let Operand::Copy(place) = operand else {
        return false;
    };
    place.base == PlaceBase::Local(local)
        && matches!(place.projections.as_slice(), [Projection::Index { .. }])
}

fn is_comparison(operator: BinaryOp) -> bool {
    use BinaryOp::{Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
    matches!(
        operator,
        Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual
    )
}

fn predecessors_of(function: &Function) -> FxHashMap<BlockId, Vec<BlockId>> {
    let mut before: FxHashMap<BlockId, Vec<BlockId>> = FxHashMap::default();
    for (block, data) in function.blocks.iter() {
        for next in data.terminator.kind.successors() {
            before.entry(next).or_default().push(block);
        }
    }
    before
}

/// Whether no statement that may be executed between the conversion and a statement behind it writes to
/// memory.
fn memory_stays(
    function: &Function,
    before: &FxHashMap<BlockId, Vec<BlockId>>,
    definition: At,
    read: At,
) -> bool {
    let mut seen = FxHashSet::default();
    let mut work = vec![read];
    while let Some((block, end)) = work.pop() {
        let start = match block == definition.0 && definition.1 < end {
            true => definition.1 + 1,
            false => 0,
        };
        let statements = &function.blocks[block].statements[start..end];
        if !statements
            .iter()
            .all(|one| leaves_memory(function, &one.kind))
        {
            return false;
        }
        if start > 0 {
            continue;
        }
        let Some(blocks) = before.get(&block) else {
            // The entry: the value is not that of the conversion on every path.
            return false;
        };
        for &block in blocks {
            if seen.insert(block) {
                work.push((block, function.blocks[block].statements.len()));
            }
        }
    }
    true
}

/// Whether a statement neither writes to memory nor gives up the processor on purpose.
fn leaves_memory(function: &Function, statement: &StatementKind) -> bool {
    match statement {
        StatementKind::Nop | StatementKind::Check(_) => true,
        StatementKind::Declare(local) => !function.locals[*local].addressed,
        StatementKind::Assign(to, value) => {
            let PlaceBase::Local(local) = to.base else {
                return false;
            };
            let inside = to
                .projections
                .iter()
                .all(|step| matches!(step, Projection::Field(_)));
            inside
                && !function.locals[local].addressed
                && matches!(
                    value,
                    Rvalue::Use(_)
                        | Rvalue::Unary(..)
                        | Rvalue::Binary(..)
                        | Rvalue::Convert { .. }
                        | Rvalue::TypeIs { .. }
                        | Rvalue::Len(_)
                        | Rvalue::Cap(_)
                        | Rvalue::Slice { .. }
                        | Rvalue::Aggregate { .. }
                        | Rvalue::MapGet { .. }
                        | Rvalue::DecodeRune { .. }
                        | Rvalue::StringConcat { .. }
                        | Rvalue::Min(_)
                        | Rvalue::Max(_)
                )
        }
        _ => false,
    }
}
