//! Func variables of which all possible values are known.
//!
//! In: the bodies of a batch, and which literal captures what.  Out: for each variable to which nothing
//! but functions, literals and nil are assigned, in its own function and in the literals that capture
//! it, those functions. A call of the variable is a call of one of them.
//! As in gc variables that take part in assignments of several values count as unknown.

use super::Builder;
use grus_mir::{
    Constant, FunctionId, LocalId, LocalKind, Operand, Place, PlaceBase, Projection, Rvalue,
    SelectCase, SiteKind, StatementKind,
};
use grus_types::Type;
use rustc_hash::FxHashMap;

/// By variable: what it may hold. None if that is not known.
pub type FuncVariables = FxHashMap<(FunctionId, LocalId), Option<Vec<FunctionId>>>;

impl<'a> Builder<'a> {
    /// Collects what is assigned to func variables.
    pub(super) fn collect_func_variables(&mut self, members: impl Iterator<Item = FunctionId>) {
        for id in members {
            for block in self.program.functions[id].blocks.values() {
                for statement in &block.statements {
                    self.collect_assigned(id, &statement.kind);
                }
            }
        }
    }

    fn collect_assigned(&mut self, function: FunctionId, statement: &'a StatementKind) {
        match statement {
            StatementKind::Assign(place, rvalue) => {
                let value = match place.as_local() {
                    Some(_) => self.assigned_function(function, rvalue),
                    None => None,
                };
                self.func_variable_assigned(function, place, value);
                match rvalue {
                    Rvalue::AddressOf(place) => self.func_variable_assigned(function, place, None),
                    Rvalue::Select { cases, .. } => {
                        for case in cases {
                            if let SelectCase::Receive { to: Some(to), .. } = case {
                                self.func_variable_assigned(function, to, None);
                            }
                        }
                    }
                    Rvalue::Closure {
                        function: literal,
                        captures,
                        ..
                    } => self.captured_by(function, *literal, captures),
                    _ => {}
                }
            }
            StatementKind::Call {
                result: Some(place),
                ..
            } => self.func_variable_assigned(function, place, None),
            _ => {}
        }
    }

    /// What literals assign counts only if it is known which variables they mean.
    fn captured_by(&mut self, function: FunctionId, literal: FunctionId, captures: &[LocalId]) {
        let connected = self.program.functions[literal].parent.is_some()
            && self.members.contains(&literal)
            && matches!(self.makers.get(&literal), Some(Some(_)));
        if !connected {
            for &local in captures {
                self.func_variable_assigned(function, &Place::local(local), None);
            }
        }
    }

    /// A variable gets a value: nothing (nil), a function, or with None one that is not known.
    fn func_variable_assigned(
        &mut self,
        function: FunctionId,
        place: &Place,
        value: Option<Option<FunctionId>>,
    ) {
        let PlaceBase::Local(local) = place.base else {
            return;
        };
        let through_pointer = |step: &Projection| matches!(step, Projection::Deref { .. });
        let ty = self.program.functions[function].locals[local].ty;
        if !matches!(self.types.underlying_type(ty), Type::Signature(_))
            || place.projections.iter().any(through_pointer)
        {
            return;
        }
        let Some((owner, variable)) = self.variable_behind(function, local) else {
            return;
        };
        let declared = self.program.functions[owner].locals[variable].kind == LocalKind::Variable;
        let known = self.func_variables.entry((owner, variable));
        let known = known.or_insert_with(|| declared.then(Vec::new));
        match (known.as_mut(), value) {
            (Some(all), Some(Some(value))) if !all.contains(&value) => all.push(value),
            (_, Some(_)) => {}
            (_, None) => *known = None,
        }
    }

    /// The function that an rvalue is, nothing for nil; None if it may be any.
    fn assigned_function(
        &self,
        function: FunctionId,
        rvalue: &Rvalue,
    ) -> Option<Option<FunctionId>> {
        let place = match rvalue {
            Rvalue::Use(Operand::Constant(Constant::Function(known), _)) => {
                return Some(Some(*known));
            }
            Rvalue::Use(Operand::Constant(..)) => return Some(None),
            Rvalue::Closure { .. } => return self.literal_of(function, rvalue).map(Some),
            Rvalue::Use(Operand::Copy(place)) => place,
            _ => return None,
        };
        let local = place.as_local()?;
        let temporary = self.program.functions[function].locals[local].kind == LocalKind::Temporary;
        let value = self.definitions.get(&function)?.get(local)?;
        match value {
            Rvalue::Closure { .. } if temporary => self.literal_of(function, value).map(Some),
            _ => None,
        }
    }

    /// gc follows no method values.
    fn literal_of(&self, function: FunctionId, rvalue: &Rvalue) -> Option<FunctionId> {
        let Rvalue::Closure {
            function: literal,
            site,
            ..
        } = rvalue
        else {
            return None;
        };
        let kind = self.program.functions[function].sites[*site].kind;
        (kind != SiteKind::MethodValue).then_some(*literal)
    }

    /// The functions that a func value may be, if all are known: those of a constant, of a variable
    /// assigned once, perhaps captured, or of a variable that holds nothing else. Empty if unknown.
    pub(super) fn known_functions(&self, operand: &Operand) -> Vec<FunctionId> {
        self.functions_behind(operand).unwrap_or_default()
    }

    fn functions_behind(&self, operand: &Operand) -> Option<Vec<FunctionId>> {
        let mut operand = operand;
        let mut function = self.function;
        // Chains of single assignments are finite, since each local is assigned once, but may be
        // cyclic in unreachable code.
        for _ in 0..16 {
            let local = match operand {
                Operand::Constant(Constant::Function(function), _) => return Some(vec![*function]),
                Operand::Constant(..) => return None,
                Operand::Copy(place) => place.as_local()?,
            };
            let (maker, local) = self.variable_behind(function, local)?;
            function = maker;
            match self.definitions.get(&function)?.get(local) {
                Some(Rvalue::Use(next @ Operand::Copy(_))) => operand = next,
                Some(rvalue @ Rvalue::Closure { .. }) => {
                    return self
                        .literal_of(function, rvalue)
                        .map(|literal| vec![literal]);
                }
                _ => return self.func_variables.get(&(function, local))?.clone(),
            }
        }
        None
    }
}
