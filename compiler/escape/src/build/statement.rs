//! Statements and terminators.

use super::place::is_address_integer;
use super::{Builder, HEAP};
use crate::graph::Hole;
use grus_mir::{
    Operand, Place, Projection, Rvalue, Statement, StatementKind, Terminator, TerminatorKind,
};
use grus_types::{Type, TypeId};

impl<'a> Builder<'a> {
    pub(super) fn statement(&mut self, statement: &'a Statement) {
        match &statement.kind {
            StatementKind::Assign(place, rvalue) => {
                let ty = self.type_of_place(place);
                if self.is_header_data(place) {
                    self.store_header_data(rvalue);
                }
                match self.parts(place) {
                    Some(parts) => self.assign_parts(&parts, rvalue, ty),
                    None => {
                        let hole = self.hole(place);
                        self.rvalue(hole, rvalue, ty);
                    }
                }
            }
            StatementKind::Call { result, call } => {
                let holes = match result {
                    None => Vec::new(),
                    Some(place) => self.parts(place).unwrap_or_else(|| {
                        let pointers = self.types.has_pointers(self.type_of_place(place));
                        let hole = self.hole(place);
                        if pointers { vec![hole] } else { Vec::new() }
                    }),
                };
                self.call(&holes, call);
            }
            StatementKind::Go(function) => self.operand(HEAP, function),
            StatementKind::Defer { function, site } => self.defer(function, *site),
            StatementKind::MapAssign { key, value, .. } => {
                self.operand(HEAP, key);
                self.operand(HEAP, value);
            }
            StatementKind::MapIterateInit { iterator, map } => {
                let iterator = self.local(*iterator);
                self.operand(Hole::to(iterator), map);
            }
            StatementKind::ChannelSend { value, .. } => self.operand(HEAP, value),
            // Nothing of these keeps a value.
            StatementKind::Nop
            | StatementKind::Declare(_)
            | StatementKind::MapDelete { .. }
            | StatementKind::MapClear(_)
            | StatementKind::SliceClear(_)
            | StatementKind::ChannelClose(_)
            | StatementKind::MapIterateNext { .. }
            | StatementKind::Print { .. }
            | StatementKind::Check(_)
            | StatementKind::RunDefers
            | StatementKind::KeepAlive(_) => {}
        }
    }

    /// Whether the place is the field `Data` of a reflect.StringHeader or reflect.SliceHeader, whose
    /// integer is an address.
    fn is_header_data(&self, place: &Place) -> bool {
        let Some((Projection::Field(0), rest)) = place.projections.split_last() else {
            return false;
        };
        let header = Place {
            base: place.base,
            projections: rest.to_vec(),
        };
        let Type::Struct(data) = self.types.underlying_type(self.type_of_place(&header)) else {
            return false;
        };
        let names = data.fields.iter().map(|field| field.name.as_str());
        let names: Vec<&str> = names.collect();
        let is_header = matches!(names.as_slice(), ["Data", "Len"] | ["Data", "Len", "Cap"]);
        is_header && is_address_integer(self.types, data.fields[0].ty)
    }

    fn store_header_data(&mut self, rvalue: &Rvalue) {
        if let Rvalue::Use(operand) | Rvalue::Convert { operand, .. } = rvalue {
            self.address(HEAP, operand, 0);
        }
    }

    /// The holes of the parts of a tuple.
    fn parts(&self, place: &Place) -> Option<Vec<Hole>> {
        let local = place.as_local()?;
        let parts = self.built.tuples.get(&(self.function, local))?;
        Some(parts.iter().copied().map(Hole::to).collect())
    }

    /// Assigns a tuple: the results of a call are handled by calls; of `v, ok` forms only the first
    /// part can hold pointers.
    fn assign_parts(&mut self, parts: &[Hole], rvalue: &'a Rvalue, ty: TypeId) {
        match rvalue {
            Rvalue::Aggregate { fields, .. } => {
                for (&part, field) in parts.iter().zip(fields) {
                    self.operand(part, field);
                }
            }
            Rvalue::Use(Operand::Copy(from)) => {
                for (index, &part) in parts.iter().enumerate() {
                    let field = from.clone().field(index as u32);
                    self.operand(part, &Operand::Copy(field));
                }
            }
            _ => {
                if let Some(&first) = parts.first() {
                    self.rvalue(first, rvalue, ty);
                }
            }
        }
    }

    /// A deferred call that is executed once lives in the frame; one in a loop needs the heap.
    fn defer(&mut self, function: &grus_mir::Operand, site: grus_mir::SiteId) {
        let record = self.site(site);
        if self.graph.get(record).loop_depth == 0 {
            self.operand(Hole::to(record), function);
            return;
        }
        self.graph.get_mut(record).escapes = true;
        self.operand(HEAP, function);
    }

    pub(super) fn terminator(&mut self, terminator: &Terminator) {
        if let TerminatorKind::Panic(value) = &terminator.kind {
            self.operand(HEAP, value);
        }
    }
}
