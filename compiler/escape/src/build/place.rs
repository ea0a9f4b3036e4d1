//! Places: from a path of projections to a location and a number of dereferences.

use super::Builder;
use crate::graph::{Graph, Hole, LocationId};
use grus_mir::{
    LocalId, LocalKind, Operand, Place, PlaceBase, Projection, Rvalue, SiteId, place_type,
    projected_type,
};
use grus_types::{BasicKind, Type, TypeId, TypeTable};

/// Where the value of a place comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// A location after some dereferences.
    Location(LocationId, i32),
    /// A global or something read from one: nothing on a stack.
    Global,
}

/// Whether values of the type may be addresses in disguise.
pub fn is_address_integer(types: &TypeTable, ty: TypeId) -> bool {
    types.basic_kind(ty) == Some(BasicKind::Uintptr)
}

impl Builder<'_> {
    /// Resolves a place: a dereference of a temporary that holds a known address is the variable at
    /// that address.
    pub fn resolve(&mut self, place: &Place) -> Source {
        let base = match place.base {
            PlaceBase::Global(_) => return Source::Global,
            PlaceBase::Local(local) => local,
        };
        let mut ty = self.body().locals[base].ty;
        let mut current = Source::Location(self.local(base), 0);
        // The temporary whose value the place still is, while no projection has been applied.
        let mut address_holder = Some(base);
        let mut projections = place.projections.as_slice();
        if let ([Projection::Field(index), rest @ ..], Some(parts)) =
            (projections, self.built.tuples.get(&(self.function, base)))
            && let Some(&part) = parts.get(*index as usize)
        {
            current = Source::Location(part, 0);
            ty = projected_type(self.types, ty, &projections[0]).unwrap_or(ty);
            address_holder = None;
            projections = rest;
        }
        for projection in projections {
            match projection {
                Projection::Field(_) => {}
                Projection::Deref { .. } => {
                    current = match address_holder.and_then(|local| self.pointee(local)) {
                        Some(pointee) => pointee,
                        None => dereferenced(current),
                    };
                }
                Projection::Index { .. } => {
                    if !matches!(self.types.underlying_type(ty), Type::Array { .. }) {
                        current = match address_holder.and_then(|local| self.backing(local)) {
                            Some(backing) => backing,
                            None => dereferenced(current),
                        };
                    }
                }
            }
            ty = projected_type(self.types, ty, projection).unwrap_or(ty);
            address_holder = None;
        }
        current
    }

    /// The type of a place's value.
    pub fn type_of_place(&self, place: &Place) -> TypeId {
        // A place without type is malformed; as an address it is treated with caution.
        place_type(self.program, self.body(), self.types, place).unwrap_or(TypeId::UINTPTR)
    }

    /// The type of an operand's value.
    pub fn type_of(&self, operand: &Operand) -> TypeId {
        match operand {
            Operand::Copy(place) => self.type_of_place(place),
            Operand::Constant(_, ty) => *ty,
        }
    }

    /// The hole for assignments to a place: the variable, or the heap behind a pointer.
    pub fn hole(&mut self, place: &Place) -> Hole {
        match self.resolve(place) {
            Source::Location(location, 0) => Hole::to(location),
            _ => Hole::to(Graph::HEAP),
        }
    }

    /// What a temporary that was made by one address operation points to.
    fn pointee(&mut self, local: LocalId) -> Option<Source> {
        if self.body().locals[local].kind != LocalKind::Temporary {
            return None;
        }
        match self.definitions[&self.function].get(local)? {
            Rvalue::New { site, .. } => Some(self.site_source(*site)),
            Rvalue::AddressOf(place) => Some(self.resolve(place)),
            _ => None,
        }
    }

    /// The backing array of a temporary that holds a fresh slice literal.
    fn backing(&mut self, local: LocalId) -> Option<Source> {
        if self.body().locals[local].kind != LocalKind::Temporary {
            return None;
        }
        match self.definitions[&self.function].get(local)? {
            Rvalue::SliceLiteral { site, .. } => Some(self.site_source(*site)),
            _ => None,
        }
    }

    fn site_source(&mut self, site: SiteId) -> Source {
        Source::Location(self.site(site), 0)
    }
}

fn dereferenced(source: Source) -> Source {
    match source {
        Source::Location(location, count) => Source::Location(location, count + 1),
        Source::Global => Source::Global,
    }
}
