//! Variable declarations in functions.
//!
//! In: `var` declarations (constants and types need no code). Out: `Declare` and assignments.
//! Spec: "Variable declarations".

use grus_mir::{Place, StatementKind};
use grus_syntax::ast::{Decl, Expr, Ident, VarDecl};

use crate::function::Builder;
use crate::place::Target;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn declarations(&mut self, decls: &'ast [Decl]) {
        for decl in decls {
            if let Decl::Var(decl) = decl {
                self.pos = decl.pos;
                self.variable_declaration(decl);
            }
        }
    }

    fn variable_declaration(&mut self, decl: &'ast VarDecl) {
        match decl.values.as_slice() {
            [] => {
                for name in &decl.names {
                    self.declare_name(name);
                }
                // What is assigned next is not the initial value.
                self.emit(StatementKind::Nop);
            }
            [value] if decl.names.len() > 1 => {
                self.prepare_operands(value);
                let rvalue = self.tuple_rvalue(value);
                let targets = decl
                    .names
                    .iter()
                    .map(|name| self.declare_target(name))
                    .collect();
                self.store_tuple(targets, rvalue);
            }
            values => {
                self.prepare_values(values);
                for (name, value) in decl.names.iter().zip(values) {
                    match self.declare_target(name) {
                        Target::Place(place) => self.initialise(place, value),
                        _ => self.discard_as(name, value),
                    }
                    self.pos = decl.pos;
                }
            }
        }
    }

    fn prepare_values(&mut self, values: &'ast [Expr]) {
        match values {
            [value] => self.prepare_operands(value),
            _ => self.prepare(&values.iter().collect::<Vec<_>>()),
        }
    }

    fn declare_name(&mut self, name: &Ident) -> Option<Place> {
        let object = self.info().object_of(name.id)?;
        if name.name.is_blank() {
            return None;
        }
        let local = self.declare_variable(object);
        self.emit(StatementKind::Declare(local));
        Some(Place::local(local))
    }

    fn declare_target(&mut self, name: &Ident) -> Target {
        self.declare_name(name).map_or(Target::Blank, Target::Place)
    }

    /// `var _ T = x`: the conversion may panic or make method tables necessary.
    fn discard_as(&mut self, name: &Ident, value: &'ast Expr) {
        match self.info().object_of(name.id) {
            Some(object) => {
                let ty = self.type_of_object(object);
                let rvalue = self.rvalue_as(value, ty);
                self.value(rvalue, ty);
            }
            None => self.discard(value),
        }
    }
}
