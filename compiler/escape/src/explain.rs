//! The paths of `-m=2`: which flows send a location to the heap, or a parameter out of its function.
//!
//! In: the step from each location towards the root of a walk.  Out: lines such as
//! `flow: {heap} ← &x:` and `from &x (address-of) at file.go:3:9`.
//! Temporaries of MIR are parts of expressions to gc: the flows into and out of one are one flow.
//! Follows cmd/compile/internal/escape (explainPath).

use crate::Report;
use crate::graph::{Departure, Edge, Event, Graph, LocationId, LocationKind};
use crate::notes::Note;
use grus_mir::{FunctionId, LocalKind, Program, SiteKind};
use grus_syntax::Pos;
use rustc_hash::FxHashSet;

/// The first step of a path.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub to: LocationId,
    pub edge: Edge,
}

/// What a path is the reason of.
#[derive(Clone, Copy, Debug)]
pub enum Claim {
    Escapes,
    /// A parameter leaks after so many dereferences.
    Leaks(i32),
}

/// The steps of the current walk.
pub struct Path<'a> {
    pub graph: &'a Graph,
    pub program: &'a Program,
    pub steps: &'a [Option<Step>],
}

/// Tells what there is to tell about the building of the graph; of flows only if `verbose`.
pub fn events(graph: &Graph, program: &Program, verbose: bool, reports: &mut Vec<Report>) {
    let path = Path {
        graph,
        program,
        steps: &[],
    };
    for event in &graph.events {
        match event {
            Event::Told(report) => reports.push(report.clone()),
            Event::Departure(departure) if verbose => path.departure(*departure, reports),
            Event::Departure(_) => {}
        }
    }
}

impl Path<'_> {
    /// Explains that a location went to the heap while the graph was built.
    fn departure(&self, departure: Departure, reports: &mut Vec<Report>) {
        let source = departure.edge.source;
        let Some(mut lines) = self.header(Claim::Escapes, departure.to, source) else {
            return;
        };
        let notes = self.graph.notes.get(departure.edge.notes);
        let dereferences = departure.edge.dereferences;
        lines.flow(
            &self.name(departure.to),
            dereferences,
            &self.name(source),
            notes,
        );
        reports.extend(lines.reports);
    }

    /// Explains how `source` gets to `root`.
    pub fn explain(
        &self,
        claim: Claim,
        root: LocationId,
        source: LocationId,
        reports: &mut Vec<Report>,
    ) {
        let Some(mut lines) = self.header(claim, root, source) else {
            return;
        };
        let mut seen = FxHashSet::default();
        let mut from = source;
        while from != root {
            if !seen.insert(from) {
                lines.line(
                    "  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518",
                );
                break;
            }
            let Some((to, dereferences, notes)) = self.flow_from(from, root) else {
                break;
            };
            lines.flow(&self.name(to), dereferences, &self.name(from), &notes);
            from = to;
        }
        reports.extend(lines.reports);
    }

    /// The flow out of a location up to the next that is none of an expression's own.
    fn flow_from(
        &self,
        from: LocationId,
        root: LocationId,
    ) -> Option<(LocationId, i32, Vec<Note>)> {
        let first = self.steps[from.0 as usize]?;
        let mut notes = self.graph.notes.get(first.edge.notes).to_vec();
        let (mut to, mut dereferences) = (first.to, first.edge.dereferences);
        let mut length = 0;
        while to != root && self.is_temporary(to) && length < self.steps.len() {
            let step = self.steps[to.0 as usize]?;
            notes.extend_from_slice(self.graph.notes.get(step.edge.notes));
            dereferences = (dereferences + step.edge.dereferences).max(-1);
            to = step.to;
            length += 1;
        }
        Some((to, dereferences, notes))
    }

    fn is_temporary(&self, location: LocationId) -> bool {
        match self.graph.get(location).kind {
            LocationKind::Local(function, local) => {
                let data = &self.program.functions[function].locals[local];
                data.kind == LocalKind::Temporary && data.name.is_none()
            }
            _ => false,
        }
    }

    /// The first line; none for what has no place or name in the source.
    fn header(&self, claim: Claim, root: LocationId, source: LocationId) -> Option<Lines> {
        let location = self.graph.get(source);
        let function = location.function?;
        let (pos, subject) = match location.kind {
            LocationKind::Local(function, local) => {
                let data = &self.program.functions[function].locals[local];
                data.name.as_ref().filter(|name| !name.starts_with('{'))?;
                (data.pos, self.name(source))
            }
            LocationKind::Site(function, site) => {
                let data = &self.program.functions[function].sites[site];
                let told = data.reported || data.kind == SiteKind::Go;
                (data.pos, told.then(|| data.text.to_string())?)
            }
            _ => return None,
        };
        let mut lines = Lines {
            pos,
            function,
            reports: Vec::new(),
        };
        let name = &self.program.functions[function].display_name;
        match claim {
            Claim::Escapes => lines.line(&format!("{subject} escapes to heap in {name}:")),
            Claim::Leaks(dereferences) => lines.line(&format!(
                "parameter {subject} leaks to {} for {name} with derefs={dereferences}:",
                self.name(root)
            )),
        }
        Some(lines)
    }

    fn name(&self, location: LocationId) -> String {
        match self.graph.get(location).kind {
            LocationKind::Heap => "{heap}".to_string(),
            LocationKind::Callee => "{temp}".to_string(),
            LocationKind::Local(function, local) => {
                let data = &self.program.functions[function].locals[local];
                match (&data.name, &data.package) {
                    (Some(name), Some(package)) if !name.starts_with('~') => {
                        format!("{package}.{name}")
                    }
                    (Some(name), _) => name.to_string(),
                    (None, _) => "{temp}".to_string(),
                }
            }
            LocationKind::Site(function, site) => {
                let text = &self.program.functions[function].sites[site].text;
                format!("{{storage for {text}}}")
            }
        }
    }
}

/// Lines about one location.
struct Lines {
    pos: Pos,
    function: FunctionId,
    reports: Vec<Report>,
}

impl Lines {
    fn line(&mut self, message: &str) {
        self.push(message.to_string(), None);
    }

    fn flow(&mut self, to: &str, dereferences: i32, from: &str, notes: &[Note]) {
        let operators = match usize::try_from(dereferences) {
            Ok(count) => "*".repeat(count),
            Err(_) => "&".to_string(),
        };
        self.line(&format!("  flow: {to} ← {operators}{from}:"));
        for note in notes {
            let message = format!("    from {} ({})", note.text, note.why);
            self.push(message, Some(note.pos));
        }
    }

    fn push(&mut self, message: String, at: Option<Pos>) {
        self.reports.push(Report {
            pos: self.pos,
            message,
            at,
            function: self.function,
        });
    }
}
