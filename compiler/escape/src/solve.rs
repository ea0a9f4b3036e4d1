//! The fixpoint: from every location, the shortest paths (in dereferences) of what flows into it.
//!
//! In: a built graph.  Out: `escapes`, `called` and `leaks` of its locations.
//! Addresses make edge weights negative, hence Bellman–Ford; dereference counts are bounded below by
//! zero on the way, so there are no negative cycles. Attributes only grow, so that revisiting a
//! location when its attributes change ends.
//! Follows cmd/compile/internal/escape/solve.go.

use crate::Report;
use crate::build::Built;
use crate::explain::{self, Claim, Step};
use crate::graph::{Graph, LocationId, LocationKind};
use grus_mir::{FunctionId, Program};
use std::collections::VecDeque;

/// Solves the graph.
pub fn solve(
    graph: &mut Graph,
    built: &mut Built,
    program: &Program,
    verbose: bool,
    reports: &mut Vec<Report>,
) {
    let count = graph.locations.len();
    explain::events(graph, program, verbose, reports);
    // gc's order, by which `-m=2` speaks: the pseudo locations, then from the last to the first.
    let locations = (0..count as u32).map(LocationId);
    let pseudo = [Graph::HEAP, Graph::CALLEE];
    let others = locations.filter(|location| !pseudo.contains(location));
    let mut solver = Solver {
        graph,
        built,
        program,
        queued: vec![true; count],
        todo: pseudo.into_iter().chain(others.rev()).collect(),
        seen: vec![0; count],
        distance: vec![0; count],
        parent: vec![None; count],
        walk: 0,
        explained: verbose.then_some(reports),
    };
    while let Some(root) = solver.todo.pop_front() {
        solver.queued[root.0 as usize] = false;
        solver.walk_from(root);
    }
}

struct Solver<'a> {
    graph: &'a mut Graph,
    built: &'a mut Built,
    program: &'a Program,
    todo: VecDeque<LocationId>,
    queued: Vec<bool>,
    /// The walk that last reached a location, and its distance in it.
    seen: Vec<u32>,
    distance: Vec<i32>,
    /// Where the path from a location to the root goes first.
    parent: Vec<Option<Step>>,
    walk: u32,
    /// The paths, for `-m=2`.
    explained: Option<&'a mut Vec<Report>>,
}

impl Solver<'_> {
    /// Finds everything whose value or address flows to `root`.
    fn walk_from(&mut self, root: LocationId) {
        self.note_lost_results(root);
        self.walk += 1;
        self.seen[root.0 as usize] = self.walk;
        self.distance[root.0 as usize] = 0;
        let mut work = VecDeque::from([root]);
        while let Some(location) = work.pop_front() {
            let distance = self.distance[location.0 as usize];
            if self.visit(root, location, distance) {
                continue;
            }
            let distance = distance.max(0);
            for index in 0..self.graph.get(location).edges.len() {
                let edge = self.graph.get(location).edges[index];
                if self.graph.get(edge.source).escapes {
                    continue;
                }
                let reached = distance + edge.dereferences;
                let source = edge.source.0 as usize;
                if self.seen[source] != self.walk || self.distance[source] > reached {
                    self.seen[source] = self.walk;
                    self.distance[source] = reached;
                    self.parent[source] = Some(Step { to: location, edge });
                    work.push_back(edge.source);
                }
            }
        }
    }

    /// Applies what the distance says to the location. Whether the walk ends here.
    fn visit(&mut self, root: LocationId, location: LocationId, distance: i32) -> bool {
        let address_flows = distance < 0;
        let outlives = self.outlives(root, location);
        let root_called = self.graph.get(root).called;
        let becomes_heap = address_flows && outlives;
        let becomes_called = distance <= 0 && root_called;
        if becomes_heap && !self.graph.get(location).escapes {
            self.explain(Claim::Escapes, root, location);
        }
        if self.graph.get(location).summarised && outlives {
            if !self.graph.get(location).escapes {
                self.explain(Claim::Leaks(distance.max(0)), root, location);
            }
            self.leak(location, root, distance.max(0) as u32);
        }
        if self.graph.get(location).summarised && root_called {
            let leaks = &mut self.graph.get_mut(location).leaks;
            leaks.add_callee(distance.max(0) as u32);
        }
        let target = self.graph.get_mut(location);
        let grows = (becomes_heap && !target.escapes) || (becomes_called && !target.called);
        target.escapes |= becomes_heap;
        target.called |= becomes_called;
        let ends = target.escapes && grows;
        if grows {
            self.enqueue(location);
        }
        ends
    }

    fn explain(&mut self, claim: Claim, root: LocationId, location: LocationId) {
        if let Some(reports) = &mut self.explained
            && root != location
        {
            let path = explain::Path {
                graph: self.graph,
                program: self.program,
                steps: &self.parent,
            };
            path.explain(claim, root, location, reports);
        }
    }

    fn leak(&mut self, parameter: LocationId, sink: LocationId, dereferences: u32) {
        let sink = self.graph.get(sink);
        let (escapes, function, result) = (sink.escapes, sink.function, sink.result);
        let parameter = self.graph.get_mut(parameter);
        match result {
            Some(index) if !escapes && function == parameter.function => {
                parameter.leaks.add_result(index as usize, dereferences);
            }
            _ => parameter.leaks.add_heap(dereferences),
        }
    }

    fn enqueue(&mut self, location: LocationId) {
        if !self.queued[location.0 as usize] {
            self.queued[location.0 as usize] = true;
            match self.graph.get(location).escapes {
                true => self.todo.push_front(location),
                false => self.todo.push_back(location),
            }
        }
    }

    /// A literal that unknown callers may call gives its results away.
    fn note_lost_results(&mut self, root: LocationId) {
        if !self.graph.get(root).called {
            return;
        }
        let LocationKind::Site(function, site) = self.graph.get(root).kind else {
            return;
        };
        let Some(&literal) = self.built.literals.get(&(function, site)) else {
            return;
        };
        if !self.built.lost_results.insert(literal) {
            return;
        }
        for result in self
            .built
            .results
            .get(&literal)
            .cloned()
            .unwrap_or_default()
        {
            self.enqueue(result);
        }
    }

    /// Whether values in `sink` can be used when `location` is gone.
    fn outlives(&self, sink: LocationId, location: LocationId) -> bool {
        let (sink, location) = (self.graph.get(sink), self.graph.get(location));
        if sink.escapes {
            return true;
        }
        let (Some(sink_function), Some(function)) = (sink.function, location.function) else {
            return false;
        };
        if sink.result.is_some() {
            // The callers of a literal that is only called directly are all within the function
            // that declares the location.
            let known_callers = self.encloses(function, sink_function)
                && !self.built.lost_results.contains(&sink_function);
            return !known_callers;
        }
        let leaves_loop = sink_function == function && sink.loop_depth < location.loop_depth;
        leaves_loop || self.encloses(sink_function, function)
    }

    /// Whether `inner` is a literal within `outer`.
    fn encloses(&self, outer: FunctionId, inner: FunctionId) -> bool {
        let mut current = self.program.functions[inner].parent;
        while let Some(function) = current {
            if function == outer {
                return true;
            }
            current = self.program.functions[function].parent;
        }
        false
    }
}
