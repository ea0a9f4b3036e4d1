//! The notes of edges, for `-m=2`: from what the lowerer left at statements, and from the sites and places
//! that values go through.
//!
//! Nothing here changes the graph.

use super::Builder;
use crate::notes::{Note, NotesId};
use grus_mir::{
    CaptureMode, Constant, FlowNote, FunctionId, LocalId, Operand, Place, PlaceBase, Projection,
    SiteId, SiteKind, SourceInfo, Statement, projected_type,
};
use grus_syntax::Pos;
use grus_types::Type;
use std::sync::Arc;

/// The notes of the statement that is being added.
#[derive(Default)]
pub struct StatementNotes {
    /// Of what a call's arguments flow into, or of an address.
    operation: Vec<Note>,
    /// Of what the statement's value flows into.
    store: Vec<Note>,
    /// The statement's position.
    pos: Pos,
    /// The statement is in an inlined body: that is where everything in it is.
    inlined: bool,
}

impl StatementNotes {
    /// The statement's position, and whether it is in an inlined body.
    pub fn place(&self) -> (Pos, bool) {
        (self.pos, self.inlined)
    }

    /// No statement is added; what follows is about what stands at a place.
    pub fn forget(&mut self, (pos, inlined): (Pos, bool)) {
        *self = StatementNotes {
            pos,
            inlined,
            ..StatementNotes::default()
        };
    }
}

impl Builder<'_> {
    /// A statement is about to be added.
    pub(super) fn note_statement(&mut self, statement: &Statement) {
        if !self.verbose {
            return;
        }
        let source = statement.source;
        let mut notes = StatementNotes {
            pos: self.body().outermost_position(source),
            inlined: self.body().inline_frames[source.inline].parent.is_some(),
            ..StatementNotes::default()
        };
        if let Some(found) = &statement.notes {
            let operation = found.operation.as_ref();
            notes
                .operation
                .extend(operation.map(|note| self.note(note, source)));
            let store = found.store.as_ref();
            notes
                .store
                .extend(store.map(|note| self.note(note, source)));
        }
        self.notes = notes;
        self.flow_to_store();
    }

    fn note(&self, note: &FlowNote, source: SourceInfo) -> Note {
        let at = SourceInfo {
            pos: note.pos,
            inline: note.frame.unwrap_or(source.inline),
        };
        Note {
            pos: self.body().outermost_position(at),
            text: note.text.clone(),
            why: note.why.clone(),
        }
    }

    /// What follows flows into the place that the statement stores to.
    pub(super) fn flow_to_store(&mut self) {
        if self.verbose {
            let both = self.notes.operation.iter().chain(&self.notes.store);
            let both = both.cloned().collect();
            self.graph.notes.current = self.graph.notes.add(both);
        }
    }

    /// What follows flows into the operation, or out of it if `result`.
    pub(super) fn flow_to_call(&mut self, result: bool) {
        if self.verbose {
            let list = match result {
                true => self.notes.store.clone(),
                false => self.notes.operation.clone(),
            };
            self.graph.notes.current = self.graph.notes.add(list);
        }
    }

    /// What follows flows into what a site allocates.
    pub(super) fn flow_to_site(&mut self, site: SiteId, why: &str) -> NotesId {
        let before = self.graph.notes.current;
        if self.verbose {
            let note = self.site_note(site, why);
            self.graph.notes.current = self.graph.notes.add(vec![note]);
        }
        before
    }

    /// What follows goes through the site on the way to where values went before.
    pub(super) fn flow_through_site(&mut self, site: SiteId, why: &str) -> NotesId {
        let before = self.graph.notes.current;
        if self.verbose {
            let note = self.site_note(site, why);
            self.graph.notes.current = self.graph.notes.in_front(vec![note]);
        }
        before
    }

    /// Values go where they went before the site.
    pub(super) fn flow_on(&mut self, before: NotesId) {
        self.graph.notes.current = before;
    }

    fn site_note(&self, site: SiteId, why: &str) -> Note {
        let data = &self.body().sites[site];
        let element = why == "struct literal element";
        let text = match data.kind {
            SiteKind::New if element => Arc::from(data.text.trim_start_matches('&')),
            _ => data.text.clone(),
        };
        Note {
            pos: data.pos,
            text,
            why: Arc::from(why),
        }
    }

    /// What follows is captured by a literal.
    pub(super) fn flow_to_capture(&mut self, literal: FunctionId, index: usize) {
        if !self.verbose {
            return;
        }
        let function = &self.program.functions[literal];
        let capture = &function.captures[index];
        let name = self.name_of(literal, capture.local).unwrap_or_default();
        let mentioned = match capture.mentioned.is_known() && !self.notes.inlined {
            true => capture.mentioned,
            false => self.notes.pos,
        };
        let note = |why: &str| Note {
            pos: mentioned,
            text: name.clone(),
            why: Arc::from(why),
        };
        let mut list = vec![note("captured by a closure")];
        if capture.mode == CaptureMode::ByReference {
            list.push(note("reference"));
        }
        self.graph.notes.current = self.graph.notes.add(list);
    }

    fn name_of(&self, function: FunctionId, local: LocalId) -> Option<Arc<str>> {
        let data = &self.program.functions[function].locals[local];
        let name = data.name.as_ref()?;
        match &data.package {
            Some(package) if !name.starts_with('~') => Some(format!("{package}.{name}").into()),
            _ => Some(name.clone()),
        }
    }

    /// What follows is read from a place.
    pub(super) fn flow_from_place(&mut self, place: &Place) -> NotesId {
        let before = self.graph.notes.current;
        if self.verbose && !place.projections.is_empty() {
            let list = self.place_notes(place);
            self.graph.notes.current = self.graph.notes.in_front(list);
        }
        before
    }

    /// What follows is an address.
    pub(super) fn flow_from_address(&mut self, statement: &Statement) -> NotesId {
        let before = self.graph.notes.current;
        let note = statement
            .notes
            .as_ref()
            .and_then(|notes| notes.operation.as_ref());
        if let (true, Some(note)) = (self.verbose, note) {
            let note = self.note(note, statement.source);
            self.graph.notes.current = self.graph.notes.in_front(vec![note]);
        }
        before
    }

    /// The steps of a place, from the variable outwards; none if it starts from a temporary.
    fn place_notes(&self, place: &Place) -> Vec<Note> {
        let mut notes = Vec::new();
        let PlaceBase::Local(base) = place.base else {
            return notes;
        };
        let name = self.name_of(self.function, base);
        let Some(name) = name.filter(|name| !name.starts_with('{')) else {
            return notes;
        };
        let mut text = name.to_string();
        let mut ty = self.body().locals[base].ty;
        let mut steps = place.projections.iter().peekable();
        while let Some(step) = steps.next() {
            let mut why = "dot";
            let mut last = step;
            if let (Projection::Deref { .. }, Some(next)) = (step, steps.peek()) {
                // A pointer is followed by the selector or index behind it.
                why = "dot of pointer";
                ty = projected_type(self.types, ty, step).unwrap_or(ty);
                last = *next;
                steps.next();
            }
            match last {
                Projection::Deref { .. } => {
                    text = format!("*{text}");
                    why = "indirection";
                }
                Projection::Field(index) => {
                    let field = self.types.fields(ty).get(*index as usize);
                    let field = field.map_or("_", |field| field.name.as_str());
                    text = format!("{text}.{field}");
                }
                Projection::Index { index, .. } => {
                    let array = matches!(self.types.underlying_type(ty), Type::Array { .. });
                    if array && why == "dot" {
                        why = "fixed-array-index-of";
                    } else {
                        why = "dot of pointer";
                    }
                    text = format!("{text}[{}]", self.index_text(index));
                }
            }
            ty = projected_type(self.types, ty, last).unwrap_or(ty);
            notes.push(Note {
                pos: self.notes.pos,
                text: text.as_str().into(),
                why: Arc::from(why),
            });
        }
        notes
    }

    fn index_text(&self, index: &Operand) -> String {
        match index {
            Operand::Constant(Constant::Int(value), _) => value.to_string(),
            Operand::Constant(..) => "0".to_string(),
            Operand::Copy(place) => {
                let local = place.as_local();
                let name = local.and_then(|local| self.name_of(self.function, local));
                name.unwrap_or_default().to_string()
            }
        }
    }
}
