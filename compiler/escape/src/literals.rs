//! Constants in place of variables: what is boxed in an interface or is the capacity of a slice becomes
//! a constant where it can only be one.
//!
//! In: the program before analysis.  Out: the same with such operands replaced, their sites spelled
//! with the constant; boxes of constants are read-only data, slices of constant size may live on the
//! stack.
//! A variable counts if it is initialised with a constant at its declaration, is assigned nowhere else,
//! and its address is not taken; likewise results of inlined functions.
//! Follows cmd/compile/internal/escape (rewriteWithLiterals) and ir.StaticValue.

use grus_mir::literal_text::{literal_text, with_literal};
use grus_mir::{
    BlockId, Constant, ConversionKind, Function, FunctionId, LocalId, LocalKind, Operand, Place,
    PlaceBase, Program, Projection, Rvalue, SelectCase, SiteId, StatementKind,
};
use grus_types::{TypeId, TypeTable};
use rustc_hash::FxHashMap;

/// Replaces variables by constants in a whole program.
pub fn use_literals(program: &mut Program, types: &TypeTable) {
    let mut finder = Finder {
        program,
        types,
        constants: FxHashMap::default(),
        makers: None,
    };
    let mut changes = Vec::new();
    for id in program.functions.keys() {
        finder.function(id, &mut changes);
    }
    for change in changes {
        let function = &mut program.functions[change.function];
        let statement = &mut function.blocks[change.block].statements[change.index];
        let StatementKind::Assign(_, rvalue) = &mut statement.kind else {
            continue;
        };
        let Some((operand, site)) = candidate_mut(rvalue) else {
            continue;
        };
        let Operand::Copy(_) = operand else { continue };
        let site = &mut function.sites[site];
        if let Some(slot) = site.literal.take()
            && let Some(literal) = literal_text(&change.value, change.ty, &slot.style, types)
        {
            site.text = with_literal(&site.text, &slot, &literal).into();
        }
        *operand = Operand::Constant(change.value, change.ty);
    }
}

struct Change {
    function: FunctionId,
    block: BlockId,
    index: usize,
    value: Constant,
    ty: TypeId,
}

/// The operand that may become a constant, and the site.
fn candidate_mut(rvalue: &mut Rvalue) -> Option<(&mut Operand, SiteId)> {
    match rvalue {
        Rvalue::MakeInterface { operand, site, .. } => Some((operand, *site)),
        Rvalue::MakeSlice {
            length,
            capacity,
            site,
            ..
        } => Some((capacity.as_mut().unwrap_or(length), *site)),
        _ => None,
    }
}

fn candidate(rvalue: &Rvalue) -> Option<LocalId> {
    let operand = match rvalue {
        Rvalue::MakeInterface { operand, .. } => operand,
        Rvalue::MakeSlice {
            length, capacity, ..
        } => capacity.as_ref().unwrap_or(length),
        _ => return None,
    };
    match operand {
        Operand::Copy(place) => place.as_local(),
        Operand::Constant(..) => None,
    }
}

/// What the locals of a function are known to be.
type Values = FxHashMap<LocalId, Known>;

#[derive(Clone)]
enum Known {
    Constant(Constant, TypeId),
    Copy(LocalId),
    /// The number of elements of a slice literal in this local.
    Length(LocalId),
    SliceLiteral(usize),
}

/// Who makes a literal, and the variables it captures there; none if several functions do.
type Maker<'a> = Option<(FunctionId, &'a [LocalId])>;

struct Finder<'a> {
    program: &'a Program,
    types: &'a TypeTable,
    constants: FxHashMap<FunctionId, Values>,
    /// The only function that makes a literal, and the variables it captures there.
    makers: Option<FxHashMap<FunctionId, Maker<'a>>>,
}

impl<'a> Finder<'a> {
    fn function(&mut self, id: FunctionId, changes: &mut Vec<Change>) {
        let program = self.program;
        for (block, data) in program.functions[id].blocks.iter() {
            for (index, statement) in data.statements.iter().enumerate() {
                let StatementKind::Assign(_, rvalue) = &statement.kind else {
                    continue;
                };
                let Some(local) = candidate(rvalue) else {
                    continue;
                };
                let Some((value, _)) = self.value(id, local, 0) else {
                    continue;
                };
                let ty = program.functions[id].locals[local].ty;
                if matches!(rvalue, Rvalue::MakeSlice { .. })
                    && !matches!(value, Constant::Int(count) if count >= 0)
                {
                    continue;
                }
                if !fits(&value, ty, self.types) {
                    continue;
                }
                changes.push(Change {
                    function: id,
                    block,
                    index,
                    value,
                    ty,
                });
            }
        }
    }

    /// The constant a local always holds.
    fn value(&mut self, id: FunctionId, local: LocalId, depth: u32) -> Option<(Constant, TypeId)> {
        let (id, local) = self.canonical(id, local)?;
        if depth > 32 {
            return None;
        }
        match self.known(id, local)? {
            Known::Constant(value, ty) => Some((value, ty)),
            Known::Copy(from) => self.value(id, from, depth + 1),
            Known::Length(slice) => self.literal_length(id, slice, depth),
            Known::SliceLiteral(_) => None,
        }
    }

    fn literal_length(
        &mut self,
        id: FunctionId,
        slice: LocalId,
        depth: u32,
    ) -> Option<(Constant, TypeId)> {
        let (id, slice) = self.canonical(id, slice)?;
        if depth > 32 {
            return None;
        }
        match self.known(id, slice)? {
            Known::SliceLiteral(count) => Some((Constant::Int(count as i64), TypeId::INT)),
            Known::Copy(from) => self.literal_length(id, from, depth + 1),
            _ => None,
        }
    }

    fn known(&mut self, id: FunctionId, local: LocalId) -> Option<Known> {
        let program = self.program;
        let values = self
            .constants
            .entry(id)
            .or_insert_with(|| values(&program.functions[id]));
        values.get(&local).cloned()
    }

    /// The variable that a captured variable is, in the function that declares it.
    fn canonical(
        &mut self,
        mut id: FunctionId,
        mut local: LocalId,
    ) -> Option<(FunctionId, LocalId)> {
        while let LocalKind::Capture(index) = self.program.functions[id].locals[local].kind {
            let program = self.program;
            let makers = self.makers.get_or_insert_with(|| makers(program));
            let (maker, captures) = (*makers.get(&id)?)?;
            (id, local) = (maker, *captures.get(index as usize)?);
        }
        Some((id, local))
    }
}

/// Whether the constant is of the kind that values of the type are.
fn fits(value: &Constant, ty: TypeId, types: &TypeTable) -> bool {
    let Some(kind) = types.basic_kind(ty) else {
        return false;
    };
    match value {
        Constant::Bool(_) => kind.is_boolean(),
        Constant::Int(_) => kind.is_integer(),
        Constant::Float(_) => kind.is_float(),
        Constant::Complex(..) => kind.is_numeric() && !kind.is_integer() && !kind.is_float(),
        Constant::String(_) => kind.is_string(),
        Constant::Zero => kind.is_boolean() || kind.is_numeric() || kind.is_string(),
        _ => false,
    }
}

fn makers(program: &Program) -> FxHashMap<FunctionId, Option<(FunctionId, &[LocalId])>> {
    let mut found = FxHashMap::default();
    for (id, function) in program.functions.iter() {
        for block in function.blocks.values() {
            for statement in &block.statements {
                if let StatementKind::Assign(
                    _,
                    Rvalue::Closure {
                        function: literal,
                        captures,
                        ..
                    },
                ) = &statement.kind
                {
                    found
                        .entry(*literal)
                        .and_modify(|maker| *maker = None)
                        .or_insert(Some((id, captures.as_slice())));
                }
            }
        }
    }
    found
}

/// The locals of a function that are assigned once, before anything can read them.
fn values(function: &Function) -> Values {
    let mut found: FxHashMap<LocalId, Option<Known>> = FxHashMap::default();
    for block in function.blocks.values() {
        let mut declared = None;
        for statement in &block.statements {
            let just_declared = declared.take();
            match &statement.kind {
                StatementKind::Declare(local) => declared = Some(*local),
                StatementKind::Assign(place, rvalue) => {
                    if let Rvalue::Select { cases, .. } = rvalue {
                        for case in cases {
                            if let SelectCase::Receive { to: Some(to), .. } = case {
                                changed(to, &mut found);
                            }
                        }
                    }
                    match place.as_local() {
                        Some(local) if starts(function, local, just_declared) => {
                            let known = known_of(rvalue);
                            found
                                .entry(local)
                                .and_modify(|value| *value = None)
                                .or_insert(known);
                        }
                        _ => changed(place, &mut found),
                    }
                }
                StatementKind::Call {
                    result: Some(place),
                    ..
                } => changed(place, &mut found),
                _ => {}
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(local, known)| Some((local, known?)))
        .collect()
}

/// Whether an assignment to the local is the one that starts its life.
fn starts(function: &Function, local: LocalId, just_declared: Option<LocalId>) -> bool {
    let data = &function.locals[local];
    if data.addressed {
        return false;
    }
    match data.kind {
        LocalKind::Temporary => true,
        // Results that have no name are read after they are assigned.
        LocalKind::Variable => {
            just_declared == Some(local)
                || data
                    .name
                    .as_deref()
                    .is_some_and(|name| name.starts_with("~r"))
        }
        _ => false,
    }
}

fn known_of(rvalue: &Rvalue) -> Option<Known> {
    match rvalue {
        Rvalue::Use(Operand::Constant(value, ty)) => Some(Known::Constant(value.clone(), *ty)),
        Rvalue::Use(Operand::Copy(place)) => Some(Known::Copy(place.as_local()?)),
        Rvalue::Convert {
            kind: ConversionKind::Representation,
            operand,
            to,
            ..
        } => match operand {
            Operand::Constant(value, _) => Some(Known::Constant(value.clone(), *to)),
            Operand::Copy(place) => Some(Known::Copy(place.as_local()?)),
        },
        Rvalue::Len(Operand::Copy(place)) => Some(Known::Length(place.as_local()?)),
        Rvalue::SliceLiteral { elements, .. } => Some(Known::SliceLiteral(elements.len())),
        _ => None,
    }
}

fn changed(place: &Place, found: &mut FxHashMap<LocalId, Option<Known>>) {
    let through_pointer = place
        .projections
        .iter()
        .any(|step| matches!(step, Projection::Deref { .. }));
    if let (PlaceBase::Local(local), false) = (place.base, through_pointer) {
        found.insert(local, None);
    }
}
