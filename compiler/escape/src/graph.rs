//! The flow graph: locations and weighted edges. Data and the one rule for adding an edge.

use crate::Report;
use crate::leaks::Leaks;
use crate::notes::{Notes, NotesId};
use grus_mir::{FunctionId, LocalId, SiteId};

/// Index of a [`Location`] in its [`Graph`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocationId(pub u32);

/// What a location stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocationKind {
    /// The heap and everything whose lifetime is unknown.
    Heap,
    /// The callee of a dynamic call: func values that reach it may be called from anywhere.
    Callee,
    /// A variable of a function.
    Local(FunctionId, LocalId),
    /// What an allocation site allocates.
    Site(FunctionId, SiteId),
}

/// A node of the graph.
#[derive(Clone, Debug)]
pub struct Location {
    pub kind: LocationKind,
    /// The function it belongs to; none for the pseudo locations.
    pub function: Option<FunctionId>,
    pub loop_depth: u32,
    /// Parameter or captured variable whose flows form the function's summary.
    pub summarised: bool,
    /// The index of a result.
    pub result: Option<u32>,
    /// Flows into this location.
    pub edges: Vec<Edge>,
    /// Must live on the heap.
    pub escapes: bool,
    /// Its value may be called by an unknown caller.
    pub called: bool,
    /// For summarised locations: where the value goes.
    pub leaks: Leaks,
}

/// A flow of `source`, dereferenced so many times, into the location that holds the edge.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub source: LocationId,
    /// −1: the address of `source`.
    pub dereferences: i32,
    pub notes: NotesId,
}

/// A flow that sent a location to the heap when it was recorded.
#[derive(Clone, Copy, Debug)]
pub struct Departure {
    pub to: LocationId,
    pub edge: Edge,
}

/// Something that `-m` tells about the building of a graph.
#[derive(Clone, Debug)]
pub enum Event {
    Told(Report),
    /// Told by `-m=2`.
    Departure(Departure),
}

/// A place that values flow into, after a number of dereferences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    pub location: LocationId,
    pub dereferences: i32,
}

impl Hole {
    /// The location itself.
    pub fn to(location: LocationId) -> Hole {
        Hole {
            location,
            dereferences: 0,
        }
    }

    /// Values are dereferenced this many times more before they arrive.
    pub fn dereferenced(self, times: i32) -> Hole {
        Hole {
            dereferences: self.dereferences + times,
            ..self
        }
    }
}

/// The graph of one batch.
#[derive(Debug)]
pub struct Graph {
    pub locations: Vec<Location>,
    pub notes: Notes,
    /// What `-m` says while the graph is built, in order.
    pub events: Vec<Event>,
}

impl Graph {
    /// The location of the heap.
    pub const HEAP: LocationId = LocationId(0);
    /// The location of unknown callees.
    pub const CALLEE: LocationId = LocationId(1);

    /// A graph with the pseudo locations only.
    pub fn new() -> Graph {
        let pseudo = |kind, escapes| Location {
            kind,
            function: None,
            loop_depth: 0,
            summarised: false,
            result: None,
            edges: Vec::new(),
            escapes,
            called: true,
            leaks: Leaks::default(),
        };
        let locations = vec![
            pseudo(LocationKind::Heap, true),
            pseudo(LocationKind::Callee, false),
        ];
        Graph {
            locations,
            notes: Notes::default(),
            events: Vec::new(),
        }
    }

    /// Adds a location.
    pub fn add(&mut self, kind: LocationKind, function: FunctionId, loop_depth: u32) -> LocationId {
        self.locations.push(Location {
            kind,
            function: Some(function),
            loop_depth,
            summarised: false,
            result: None,
            edges: Vec::new(),
            escapes: false,
            called: false,
            leaks: Leaks::default(),
        });
        LocationId(self.locations.len() as u32 - 1)
    }

    /// The location of an id.
    pub fn get(&self, id: LocationId) -> &Location {
        &self.locations[id.0 as usize]
    }

    /// The location of an id, to change it.
    pub fn get_mut(&mut self, id: LocationId) -> &mut Location {
        &mut self.locations[id.0 as usize]
    }

    /// Records that `source`, dereferenced so many times, flows into the hole.
    pub fn flow(&mut self, hole: Hole, source: LocationId, dereferences: i32) {
        let total = (hole.dereferences + dereferences).max(-1);
        if hole.location == source && total >= 0 {
            return;
        }
        let edge = Edge {
            source,
            dereferences: total,
            notes: self.notes.current,
        };
        if total < 0 && self.get(hole.location).escapes {
            self.events.push(Event::Departure(Departure {
                to: hole.location,
                edge,
            }));
            let source = self.get_mut(source);
            source.escapes = true;
            source.called = true;
            return;
        }
        let edges = &mut self.get_mut(hole.location).edges;
        let known = |other: &Edge| (other.source, other.dereferences) == (source, total);
        if !edges.iter().any(known) {
            edges.push(edge);
        }
    }
}
