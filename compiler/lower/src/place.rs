//! Variables and parts of variables.
//!
//! In: expressions that denote memory (or have fields and elements). Out: MIR places.
//! Invariants: indices in places are locals or constants; what a place needs evaluated is evaluated
//! when the place is made, but loads and checks on its path happen when it is used.
//! Spec: "Address operators", "Selectors", "Index expressions", "Assignability".

use grus_mir::*;
use grus_syntax::ast::{Expr, ExprKind};
use grus_types::{SelectionKind, Type, TypeId, VarKind};

use crate::analysis::Variable;
use crate::function::Builder;
use crate::type_query::{array_length, is_array, is_map, pointee};

/// The left side of an assignment.
#[derive(Clone)]
pub(crate) enum Target {
    Blank,
    Place(Place),
    MapEntry { map: Operand, key: Operand },
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// The place an expression denotes. An expression that is no variable is evaluated into a
    /// temporary.
    pub fn place(&mut self, expr: &'ast Expr) -> Place {
        if let Some(operand) = self.hoisted.get(&expr.id).cloned() {
            return self.operand_place(operand);
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.place(inner),
            ExprKind::Name(_) => match self.variable_of(expr) {
                Some(place) => place,
                None => self.temporary_place(expr),
            },
            ExprKind::Selector { operand, name } => self.selector_place(expr, operand, name),
            ExprKind::Index { operand, indices } if indices.len() == 1 => {
                let ty = self.type_of(operand);
                match self.types().underlying_type(ty) {
                    Type::Array { .. } | Type::Slice(_) => {
                        let base = self.place(operand);
                        self.at(expr.pos, |b| b.element(base, &indices[0]))
                    }
                    Type::Pointer(_) => {
                        let base = self.operand(operand);
                        let base = self.operand_place(base).deref();
                        self.at(expr.pos, |b| b.element(base, &indices[0]))
                    }
                    _ => self.temporary_place(expr),
                }
            }
            ExprKind::Star(operand) => {
                let pointer = self.operand(operand);
                self.operand_place(pointer).deref()
            }
            _ => self.temporary_place(expr),
        }
    }

    fn temporary_place(&mut self, expr: &'ast Expr) -> Place {
        let operand = self.operand(expr);
        self.operand_place(operand)
    }

    fn element(&mut self, base: Place, index: &'ast Expr) -> Place {
        let index = self.index_operand(index);
        self.keep_in_memory(&base);
        base.project(Projection::Index {
            index,
            checked: false,
        })
    }

    /// Arrays without elements have no registers that an index could choose from.
    pub fn keep_in_memory(&mut self, array: &Place) {
        let ty = self.type_of_place(array);
        if is_array(self.types(), ty) && array_length(self.types(), ty) == Some(0) {
            self.mark_addressed(array);
        }
    }

    /// An index: constants as `int`, others as they are.
    pub fn index_operand(&mut self, index: &'ast Expr) -> Operand {
        if let Some(value) = self.info().constant(index.id).cloned() {
            return self.constant_operand(&value, TypeId::INT);
        }
        let operand = self.operand(index);
        self.simple(operand)
    }

    /// The memory of the variable a name denotes.
    pub fn variable_of(&mut self, expr: &Expr) -> Option<Place> {
        self.object_place(self.info().object_of(expr.id)?)
    }

    pub fn object_place(&mut self, object: grus_types::ObjectId) -> Option<Place> {
        let variable = self.lowerer.program.object(object).as_var()?;
        if variable.kind == VarKind::Package {
            return Some(Place::global(self.lowerer.global(object)));
        }
        match self.variables.get(&Variable::Object(object)) {
            Some(&local) => Some(Place::local(local)),
            // Only in unreachable code can a variable be used whose declaration was not lowered.
            None => Some(Place::local(self.declare_variable(object))),
        }
    }

    fn selector_place(
        &mut self,
        expr: &'ast Expr,
        operand: &'ast Expr,
        name: &grus_syntax::ast::Ident,
    ) -> Place {
        let Some(selection) = self.info().selections.get(&expr.id) else {
            // A qualified identifier.
            let object = self.info().object_of(name.id);
            return match object.and_then(|object| self.object_place(object)) {
                Some(place) => place,
                None => self.temporary_place(expr),
            };
        };
        if selection.kind != SelectionKind::FieldVal {
            return self.temporary_place(expr);
        }
        let path = selection.path.clone();
        let ty = self.type_of(operand);
        let base = match pointee(self.types(), ty) {
            Some(_) => {
                let pointer = self.operand(operand);
                self.operand_place(pointer)
            }
            None => self.place(operand),
        };
        self.walk_fields(base, ty, &path).0
    }

    /// Goes through fields, dereferencing pointers on the way.
    pub fn walk_fields(
        &mut self,
        mut place: Place,
        mut ty: TypeId,
        path: &[u32],
    ) -> (Place, TypeId) {
        for &index in path {
            if let Some(base) = pointee(self.types(), ty) {
                place = place.deref();
                ty = base;
            }
            place = place.field(index);
            let field = self
                .types()
                .fields(ty)
                .get(index as usize)
                .map(|field| field.ty);
            ty = field.unwrap_or(TypeId::INVALID);
        }
        (place, ty)
    }

    /// The left side of an assignment; its operands are evaluated now.
    pub fn target(&mut self, expr: &'ast Expr) -> Target {
        let expr = expr.unparen();
        match &expr.kind {
            ExprKind::Name(name) if name.is_blank() => Target::Blank,
            ExprKind::Index { operand, indices } => {
                let ty = self.type_of(operand);
                if !is_map(self.types(), ty) {
                    return Target::Place(self.place(expr));
                }
                let key_type = self.types().map_key(ty).unwrap_or(TypeId::INVALID);
                let map = self.operand(operand);
                let key = self.operand_as(&indices[0], key_type);
                Target::MapEntry { map, key }
            }
            _ => Target::Place(self.place(expr)),
        }
    }

    /// Stores a value.
    pub fn store(&mut self, target: Target, value: Operand) {
        match target {
            Target::Blank => {}
            Target::Place(place) => self.assign(place, Rvalue::Use(value)),
            Target::MapEntry { map, key } => {
                self.emit(StatementKind::MapAssign { map, key, value });
            }
        }
    }

    /// The type of what can be stored in a target.
    pub fn type_of_target(&mut self, target: &Target) -> Option<TypeId> {
        match target {
            Target::Blank => None,
            Target::Place(place) => Some(self.type_of_place(place)),
            Target::MapEntry { map, .. } => {
                let ty = self.type_of_operand(map);
                self.types().elem(ty)
            }
        }
    }
}
