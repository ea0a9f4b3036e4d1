//! Interface method calls whose receiver can only hold values of one concrete type become static.
//!
//! In: a function.  Out: the same with such calls replaced by calls of the method, and what `-m` says.
//! Invariants kept: evaluation order; a call of a nil interface's method still fails with a nil
//! dereference.
//! Method: the concrete type of a local is that of everything that is assigned to it; nil does not
//! count. Parameters, results of calls and variables whose address is taken hold anything.
//! Follows cmd/compile/internal/devirtualize (StaticCall, concreteType).

use crate::Report;
use grus_mir::{
    BlockId, Callee, Constant, Function, FunctionId, Local, LocalId, LocalKind, MethodTable,
    Operand, Place, PlaceBase, Program, Projection, Rvalue, SelectCase, Statement, StatementKind,
    Storage,
};
use grus_types::{Type, TypeId, TypeTable};
use rustc_hash::{FxHashMap, FxHashSet};

/// The method tables by concrete type.
pub struct Methods(FxHashMap<TypeId, usize>);

impl Methods {
    /// Indexes a program's method tables.
    pub fn of(program: &Program) -> Methods {
        let tables = program.method_tables.iter().enumerate();
        Methods(tables.map(|(index, table)| (table.ty, index)).collect())
    }
}

/// Replaces what calls it can in one function; returns whether there were any.
pub fn devirtualize(
    program: &mut Program,
    types: &mut TypeTable,
    methods: &Methods,
    id: FunctionId,
    reports: &mut Vec<Report>,
) -> bool {
    let function = &program.functions[id];
    if !has_interface_calls(function) {
        return false;
    }
    let assignments = Assignments::of(function, types);
    let mut found = Vec::new();
    for (block, data) in function.blocks.iter() {
        for (index, statement) in data.statements.iter().enumerate() {
            if let StatementKind::Call { call, .. } = &statement.kind
                && let Callee::Interface {
                    receiver,
                    interface,
                    method,
                } = &call.callee
                && let Some(concrete) = assignments.concrete_type(receiver)
                && let Some(name) = types.interface_methods(*interface).get(*method as usize)
                && let Some(&table) = methods.0.get(&concrete)
                && let Some(target) = target(&program.method_tables[table], name.name.as_str())
            {
                found.push((block, index, table, target));
            }
        }
    }
    let any = !found.is_empty();
    let first = reports.len();
    // From the end of each block: earlier indices stay valid.
    for (block, index, table, target) in found.into_iter().rev() {
        replace(program, types, id, (block, index), table, target, reports);
    }
    reports[first..].reverse();
    any
}

fn has_interface_calls(function: &Function) -> bool {
    let mut statements = function.blocks.values().flat_map(|block| &block.statements);
    statements.any(|statement| match &statement.kind {
        StatementKind::Call { call, .. } => matches!(call.callee, Callee::Interface { .. }),
        _ => false,
    })
}

/// The function to call instead.
#[derive(Clone, Copy)]
enum Target {
    /// Takes the concrete value or, for a method of what a pointer points to, that.
    Direct(FunctionId),
    /// Takes the interface's data word: the value if that is a pointer, else its address.
    Wrapper(FunctionId),
}

fn target(table: &MethodTable, name: &str) -> Option<Target> {
    let mut entries = table.methods.iter().filter(|entry| *entry.name == *name);
    let (entry, other) = (entries.next()?, entries.next());
    if other.is_some() {
        // The same name from several packages.
        return None;
    }
    match entry.direct {
        Some(function) => Some(Target::Direct(function)),
        None => entry.function.map(Target::Wrapper),
    }
}

fn replace(
    program: &mut Program,
    types: &mut TypeTable,
    id: FunctionId,
    (block, index): (BlockId, usize),
    table: usize,
    target: Target,
    reports: &mut Vec<Report>,
) {
    let table = &program.method_tables[table];
    let (concrete, callee) = match target {
        Target::Direct(callee) | Target::Wrapper(callee) => (table.ty, callee),
    };
    let own = table.package == Some(program.functions[id].package);
    let name = if own {
        &table.local_name
    } else {
        &table.qualified_name
    }
    .clone();
    let partially = is_promoted_from_interface(program, callee, target);
    let signature = types.signature(program.functions[callee].signature);
    let first = signature.and_then(|signature| signature.params.first());
    let first = first.map(|parameter| parameter.ty);
    let differs = first.is_none_or(|ty| ty != concrete);
    let wants_pointer = matches!(target, Target::Wrapper(_)) && differs;
    let dereferenced = first.filter(|_| matches!(target, Target::Direct(_)) && differs);
    let pointer = types.pointer_to(concrete);
    let function = &mut program.functions[id];
    let source = function.blocks[block].statements[index].source;
    let StatementKind::Call { call, .. } = &mut function.blocks[block].statements[index].kind
    else {
        return;
    };
    let Callee::Interface {
        receiver,
        interface,
        ..
    } = std::mem::replace(&mut call.callee, Callee::Function(callee))
    else {
        return;
    };
    let text = call.text.clone();
    let mut temporary = |ty, addressed| {
        function.locals.push(Local {
            name: None,
            package: None,
            ty,
            pos: source.pos,
            kind: LocalKind::Temporary,
            addressed,
            loop_depth: u32::MAX,
            storage: Storage::Stack,
        })
    };
    let value = temporary(concrete, wants_pointer);
    let mut before = vec![StatementKind::Assign(
        Place::local(value),
        Rvalue::UnpackInterface {
            operand: receiver,
            interface,
            concrete,
            may_be_nil: true,
        },
    )];
    let mut argument = value;
    if wants_pointer {
        argument = temporary(pointer, false);
        let address = Rvalue::AddressOf(Place::local(value));
        before.push(StatementKind::Assign(Place::local(argument), address));
    }
    if let Some(ty) = dereferenced {
        argument = temporary(ty, false);
        let pointed_to = Place::local(value).project(Projection::Deref { checked: false });
        let copy = Rvalue::Use(Operand::Copy(pointed_to));
        before.push(StatementKind::Assign(Place::local(argument), copy));
    }
    set_depths(function, &[value, argument], block);
    let statements = &mut function.blocks[block].statements;
    if let StatementKind::Call { call, .. } = &mut statements[index].kind {
        call.arguments.insert(0, Operand::local(argument));
    }
    let before = before.into_iter().map(|kind| Statement::new(kind, source));
    statements.splice(index..index, before);
    let how = if partially {
        "partially devirtualizing"
    } else {
        "devirtualizing"
    };
    if source.pos.is_known() {
        reports.push(Report {
            pos: function.outermost_position(source),
            message: format!("{how} {text} to {name}"),
            function: id,
        });
    }
}

/// New temporaries live as deep in loops as the block they are in.
fn set_depths(function: &mut Function, locals: &[LocalId], block: BlockId) {
    let depth = grus_mir::loops::loop_depths(function)[block.as_u32() as usize];
    for &local in locals {
        function.locals[local].loop_depth = depth;
    }
}

/// Whether a wrapper calls a method of an embedded interface.
fn is_promoted_from_interface(program: &Program, callee: FunctionId, target: Target) -> bool {
    matches!(target, Target::Wrapper(_)) && has_interface_calls(&program.functions[callee])
}

/// What is assigned to the locals of interface type.
struct Assignments<'a> {
    function: &'a Function,
    values: FxHashMap<LocalId, Vec<Value<'a>>>,
}

/// Something that is assigned.
enum Value<'a> {
    Concrete(TypeId),
    Operand(&'a Operand),
    Nil,
    Unknown,
}

impl<'a> Assignments<'a> {
    fn of(function: &'a Function, types: &TypeTable) -> Assignments<'a> {
        let mut assignments = Assignments {
            function,
            values: FxHashMap::default(),
        };
        for block in function.blocks.values() {
            for statement in &block.statements {
                assignments.statement(&statement.kind, types);
            }
        }
        assignments
    }

    fn statement(&mut self, statement: &'a StatementKind, types: &TypeTable) {
        match statement {
            StatementKind::Assign(place, rvalue) => {
                self.assign(place, value_of(rvalue, types));
                if let Rvalue::Select { cases, .. } = rvalue {
                    for case in cases {
                        if let SelectCase::Receive { to: Some(to), .. } = case {
                            self.assign(to, Value::Unknown);
                        }
                    }
                }
            }
            StatementKind::Call {
                result: Some(place),
                ..
            } => self.assign(place, Value::Unknown),
            _ => {}
        }
    }

    fn assign(&mut self, place: &Place, value: Value<'a>) {
        let PlaceBase::Local(local) = place.base else {
            return;
        };
        let leaves = place
            .projections
            .iter()
            .any(|step| matches!(step, Projection::Deref { .. }));
        if leaves {
            return;
        }
        let value = if place.projections.is_empty() {
            value
        } else {
            Value::Unknown
        };
        self.values.entry(local).or_default().push(value);
    }

    fn concrete_type(&self, operand: &Operand) -> Option<TypeId> {
        match self.of_operand(operand, &mut FxHashSet::default())? {
            Known::Type(ty) => Some(ty),
            Known::Nothing => None,
        }
    }

    fn of_operand(&self, operand: &Operand, seen: &mut FxHashSet<LocalId>) -> Option<Known> {
        let place = match operand {
            Operand::Constant(Constant::Zero, _) => return Some(Known::Nothing),
            Operand::Constant(..) => return None,
            Operand::Copy(place) => place,
        };
        let PlaceBase::Local(local) = place.base else {
            return None;
        };
        let data = &self.function.locals[local];
        let plain = matches!(data.kind, LocalKind::Variable | LocalKind::Temporary);
        if !plain || data.addressed {
            return None;
        }
        match place.projections.as_slice() {
            [] => {}
            // `v, ok := x.(T)` and the results of inlined calls.
            [Projection::Field(index)] => return self.of_part(local, *index, seen),
            _ => return None,
        }
        if !seen.insert(local) {
            return Some(Known::Nothing);
        }
        let mut known = Known::Nothing;
        for value in self.values.get(&local)? {
            let next = match value {
                Value::Concrete(ty) => Known::Type(*ty),
                Value::Operand(operand) => self.of_operand(operand, seen)?,
                Value::Nil => Known::Nothing,
                Value::Unknown => return None,
            };
            known = known.and(next)?;
        }
        Some(known)
    }

    fn of_part(&self, tuple: LocalId, index: u32, seen: &mut FxHashSet<LocalId>) -> Option<Known> {
        let mut known = Known::Nothing;
        let mut any = false;
        for block in self.function.blocks.values() {
            for statement in &block.statements {
                let (place, rvalue) = match &statement.kind {
                    StatementKind::Assign(place, rvalue) => (place, rvalue),
                    StatementKind::Call {
                        result: Some(place),
                        ..
                    } if place.base == PlaceBase::Local(tuple) => return None,
                    _ => continue,
                };
                if place.base != PlaceBase::Local(tuple) {
                    continue;
                }
                any = true;
                let operand = match rvalue {
                    Rvalue::Aggregate { fields, .. } if place.projections.is_empty() => {
                        fields.get(index as usize)?
                    }
                    Rvalue::TypeAssert { operand, .. } if index == 0 => operand,
                    _ => return None,
                };
                known = known.and(self.of_operand(operand, seen)?)?;
            }
        }
        any.then_some(known)
    }
}

/// The concrete types that may be in an interface.
#[derive(Clone, Copy)]
enum Known {
    /// Nothing but nil.
    Nothing,
    Type(TypeId),
}

impl Known {
    fn and(self, other: Known) -> Option<Known> {
        match (self, other) {
            (Known::Nothing, known) | (known, Known::Nothing) => Some(known),
            (Known::Type(left), Known::Type(right)) => (left == right).then_some(self),
        }
    }
}

fn value_of<'a>(rvalue: &'a Rvalue, types: &TypeTable) -> Value<'a> {
    match rvalue {
        Rvalue::Use(Operand::Constant(Constant::Zero, _)) => Value::Nil,
        Rvalue::Use(operand)
        | Rvalue::SelfAssign { operand, .. }
        | Rvalue::ConvertInterface { operand, .. } => Value::Operand(operand),
        Rvalue::TypeAssert {
            operand,
            to,
            comma_ok: false,
            ..
        } if matches!(types.underlying_type(*to), Type::Interface(_)) => Value::Operand(operand),
        Rvalue::MakeInterface { concrete, .. } => Value::Concrete(*concrete),
        _ => Value::Unknown,
    }
}
