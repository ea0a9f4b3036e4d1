//! Literals that nothing uses any more, since all their calls were inlined.
//!
//! In: a function after inlining.  Out: the same without making func values that only variables hold which
//! nothing reads. The variables stay.
//! After escape analysis, which must see what gc's sees, also conversions of such values go.
//! Follows cmd/compile/internal/deadlocals.

use grus_mir::rename::{self, Renaming};
use grus_mir::{
    ConversionKind, Function, Local, LocalId, LocalKind, Operand, Rvalue, StatementKind,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Removes them from one function, as gc does: to it the result of an inlined call is used by what stands
/// in place of the call.
pub fn remove_unused_literals(function: &mut Function) {
    let is_result = |local: &Local| {
        let name = local.name.as_deref();
        name.is_some_and(|name| name.starts_with("~r"))
    };
    let locals = function.locals.iter();
    let results: FxHashSet<LocalId> = locals
        .filter(|(_, local)| is_result(local))
        .map(|(id, _)| id)
        .collect();
    let takes_result = |statement: &StatementKind| match statement {
        StatementKind::Assign(_, Rvalue::Use(Operand::Copy(from))) => {
            from.as_local().is_some_and(|from| results.contains(&from))
        }
        _ => false,
    };
    remove_unused(function, &|statement| {
        is_definition(statement) && !takes_result(statement)
    });
}

/// Removes them from one function, and what is made of them.
pub fn remove_unused_values(function: &mut Function) {
    remove_unused(function, &|statement| {
        is_definition(statement) || is_conversion(statement)
    });
}

fn remove_unused(function: &mut Function, is_definition: &dyn Fn(&StatementKind) -> bool) {
    let makes_literals = function
        .blocks
        .values()
        .flat_map(|block| &block.statements)
        .any(|statement| {
            matches!(
                statement.kind,
                StatementKind::Assign(_, Rvalue::Closure { .. })
            )
        });
    if !makes_literals {
        return;
    }
    while remove_once(function, is_definition) {}
}

/// One round; whether anything was removed.
fn remove_once(function: &mut Function, is_definition: &dyn Fn(&StatementKind) -> bool) -> bool {
    let mut uses = Uses::default();
    for block in function.blocks.values_mut() {
        for statement in &mut block.statements {
            if !is_definition(&statement.kind) {
                rename::statement(&mut statement.kind, &mut uses);
                continue;
            }
            // The variable itself is not used by its definition, what it is defined by is.
            if let StatementKind::Assign(place, _) = &statement.kind
                && let Some(local) = place.as_local()
            {
                *uses.0.entry(local).or_default() -= 1;
                rename::statement(&mut statement.kind, &mut uses);
            }
        }
        rename::terminator(&mut block.terminator.kind, &mut uses);
    }
    let locals = &function.locals;
    let unused = |local: LocalId| {
        let data = &locals[local];
        let plain = matches!(data.kind, LocalKind::Variable | LocalKind::Temporary);
        plain && !data.addressed && uses.0.get(&local).is_none_or(|&count| count == 0)
    };
    let mut removed = false;
    for block in function.blocks.values_mut() {
        for statement in &mut block.statements {
            if let StatementKind::Assign(place, _) = &statement.kind
                && is_definition(&statement.kind)
                && place.as_local().is_some_and(unused)
            {
                statement.kind = StatementKind::Nop;
                removed = true;
            }
        }
    }
    removed
}

/// Whether the statement declares a variable, or gives one as a whole a value without effects that may
/// be a literal.
fn is_definition(statement: &StatementKind) -> bool {
    match statement {
        StatementKind::Declare(_) => true,
        StatementKind::Assign(place, rvalue) if place.as_local().is_some() => match rvalue {
            Rvalue::Closure { .. } => true,
            Rvalue::Use(Operand::Copy(from)) => from.as_local().is_some(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the statement gives a variable as a whole the value of another one in a type of the same form.
fn is_conversion(statement: &StatementKind) -> bool {
    match statement {
        StatementKind::Assign(
            place,
            Rvalue::Convert {
                kind: ConversionKind::Representation,
                operand: Operand::Copy(from),
                site: None,
                ..
            },
        ) => place.as_local().is_some() && from.as_local().is_some(),
        _ => false,
    }
}

/// Counts how often locals are mentioned.
#[derive(Default)]
struct Uses(FxHashMap<LocalId, i64>);

impl Renaming for Uses {
    fn local(&mut self, local: LocalId) -> LocalId {
        *self.0.entry(local).or_default() += 1;
        local
    }
}
