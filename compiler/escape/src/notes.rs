//! What `-m=2` says of the edges of the graph.
//!
//! In: the notes that the lowerer left at statements.  Out: lists of them, one an edge, the innermost
//! expression first. Without `-m=2` all lists are the empty one.

use grus_mir::LocalKind;
use grus_syntax::Pos;
use std::borrow::Cow;
use std::sync::Arc;

/// A step within an edge: an expression or statement, what it does, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub pos: Pos,
    pub text: Arc<str>,
    pub why: Arc<str>,
}

/// A list of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotesId(u32);

/// All lists of a graph.
#[derive(Debug, Default)]
pub struct Notes {
    /// From the second on; the first is empty.
    lists: Vec<Vec<Note>>,
    /// Of the edges that are made now.
    pub current: NotesId,
}

impl Notes {
    /// The list of an id.
    pub fn get(&self, id: NotesId) -> &[Note] {
        match id.0.checked_sub(1) {
            None => &[],
            Some(index) => &self.lists[index as usize],
        }
    }

    /// Adds a list.
    pub fn add(&mut self, list: Vec<Note>) -> NotesId {
        if list.is_empty() {
            return NotesId::default();
        }
        self.lists.push(list);
        NotesId(self.lists.len() as u32)
    }

    /// The current list with more in front.
    pub fn in_front(&mut self, mut list: Vec<Note>) -> NotesId {
        list.extend_from_slice(self.get(self.current));
        self.add(list)
    }
}

/// The variable that says where the body of a range-over-func loop jumps. It has no place in the source.
pub const NEXT_NAME: &str = "#next";

/// The variable that lists what the bodies of range-over-func loops defer.
pub const DEFERS_NAME: &str = "#defers";

/// What gc calls a variable that moves to the heap. Results without names do only where the body of a
/// range-over-func loop returns values: they are kept in variables of their own.
pub fn moved_name(name: &str, kind: LocalKind) -> Cow<'_, str> {
    match kind {
        LocalKind::Result(index) if name.starts_with("~r") => format!("#rv{}", index + 1).into(),
        _ => name.into(),
    }
}
