//! Building the flow graph of a batch from its MIR.
//!
//! In: the functions of a batch and the summaries of earlier ones.  Out: a [`Graph`] and [`Built`],
//! which says what its locations stand for. Variables come first, then allocation sites in the order
//! of the code, which is the order `-m` reports them in.
//! `definition` finds what compiler-made temporaries stand for, `place` resolves places, `value`
//! covers rvalues, `statement` statements, `call` calls, `notes` what `-m=2` says, `size` the limits of stack allocation.

mod call;
mod definition;
mod func_variable;
mod notes;
mod place;
mod size;
mod statement;
mod value;

use crate::LocationOfLocal;
use crate::graph::{Graph, Hole, LocationId, LocationKind};
use crate::leaks::Summaries;
use definition::Definitions;
use grus_mir::{
    CaptureMode, Function, FunctionId, LocalId, LocalKind, Program, Rvalue, SiteId, StatementKind,
};
use grus_types::{Type, TypeId, TypeTable};
use rustc_hash::{FxHashMap, FxHashSet};
pub use size::variable_too_large;

/// What the locations of a graph stand for, and what the solver needs to know of literals.
#[derive(Default)]
pub struct Built {
    pub locals: LocationOfLocal,
    /// The parts of locals that hold tuples: several results, `v, ok`.
    pub tuples: FxHashMap<(FunctionId, LocalId), Vec<LocationId>>,
    pub sites: FxHashMap<(FunctionId, SiteId), LocationId>,
    /// The function of a literal, by the site that makes its func value.
    pub literals: FxHashMap<(FunctionId, SiteId), FunctionId>,
    /// Locations of the results, by function.
    pub results: FxHashMap<FunctionId, Vec<LocationId>>,
    /// Literals whose results go to callers that are not known.
    pub lost_results: FxHashSet<FunctionId>,
}

/// Builds the graph of a batch.
pub fn build(
    program: &Program,
    types: &TypeTable,
    members: &[FunctionId],
    summaries: &Summaries,
    graph: &mut Graph,
    verbose: bool,
) -> Built {
    let mut builder = Builder {
        verbose,
        captured: FxHashSet::default(),
        program,
        types,
        members: members.iter().copied().collect(),
        summaries,
        graph,
        built: Built::default(),
        definitions: FxHashMap::default(),
        makers: FxHashMap::default(),
        func_variables: FxHashMap::default(),
        function: members[0],
        cyclic: Vec::new(),
        block_is_cyclic: false,
        notes: notes::StatementNotes::default(),
        made_closures: Vec::new(),
    };
    let with_body = || {
        members
            .iter()
            .copied()
            .filter(|&id| !program.functions[id].external)
    };
    for function in with_body() {
        builder
            .definitions
            .insert(function, Definitions::of(&program.functions[function]));
    }
    for function in with_body() {
        builder.add_variables(function);
    }
    builder.connect_captures(with_body());
    builder.collect_func_variables(with_body());
    for function in with_body() {
        builder.add_body(function);
    }
    builder.flow_closures();
    builder.built
}

struct Builder<'a> {
    /// Captured variables are reported.
    verbose: bool,
    /// Variables that a literal seen so far captures by reference.
    captured: FxHashSet<(FunctionId, LocalId)>,
    program: &'a Program,
    types: &'a TypeTable,
    members: FxHashSet<FunctionId>,
    summaries: &'a Summaries,
    graph: &'a mut Graph,
    built: Built,
    definitions: FxHashMap<FunctionId, Definitions<'a>>,
    /// By literal: the only function that makes it, and what it captures there.
    makers: FxHashMap<FunctionId, Option<(FunctionId, &'a [LocalId])>>,
    /// The functions that a func variable may hold, if only functions and literals are assigned to it.
    func_variables: func_variable::FuncVariables,
    /// The function whose body is being added.
    function: FunctionId,
    /// By block of that function: whether control can come back to it.
    cyclic: Vec<bool>,
    block_is_cyclic: bool,
    notes: notes::StatementNotes,
    made_closures: Vec<value::MadeClosure<'a>>,
}

const HEAP: Hole = Hole {
    location: Graph::HEAP,
    dereferences: 0,
};

impl<'a> Builder<'a> {
    fn body(&self) -> &'a Function {
        &self.program.functions[self.function]
    }

    fn add_variables(&mut self, id: FunctionId) {
        let function = &self.program.functions[id];
        for (local, data) in function.locals.iter() {
            if matches!(data.kind, LocalKind::Capture(_)) && function.parent.is_some() {
                continue;
            }
            let kind = LocationKind::Local(id, local);
            let location = self.graph.add(kind, id, data.loop_depth);
            self.built.locals.insert((id, local), location);
            if let Type::Tuple(parts) = self.types.get(data.ty)
                && !parts.is_empty()
            {
                let mut all = vec![location];
                all.resize_with(parts.len(), || self.graph.add(kind, id, data.loop_depth));
                self.built.tuples.insert((id, local), all);
            }
            let added = self.graph.get_mut(location);
            match data.kind {
                LocalKind::Parameter(_) | LocalKind::Capture(_) => added.summarised = true,
                LocalKind::Result(index) => added.result = Some(index),
                LocalKind::Variable if size::variable_too_large(self.types, data.ty) => {
                    added.escapes = true;
                    added.called = true;
                }
                LocalKind::Variable | LocalKind::Temporary => {}
            }
        }
        let results = function
            .results
            .iter()
            .map(|&local| self.built.locals[&(id, local)]);
        let results = results.collect();
        self.built.results.insert(id, results);
    }

    /// Lets the captured variables inside literals stand for the variables they capture.
    fn connect_captures(&mut self, members: impl Iterator<Item = FunctionId>) {
        let mut makers: Vec<(FunctionId, FunctionId, &'a [LocalId])> = Vec::new();
        for id in members {
            for block in self.program.functions[id].blocks.values() {
                for statement in &block.statements {
                    if let StatementKind::Assign(
                        _,
                        Rvalue::Closure {
                            function, captures, ..
                        },
                    ) = &statement.kind
                    {
                        makers.push((id, *function, captures));
                    }
                }
            }
        }
        // A literal within a literal needs its parent's captures first: functions are numbered
        // before the literals in them, but a worklist does not depend on that.
        for &(maker, literal, captures) in &makers {
            self.makers
                .entry(literal)
                .and_modify(|known| *known = None)
                .or_insert(Some((maker, captures)));
        }
        let mut pending = makers;
        while !pending.is_empty() {
            let before = pending.len();
            pending.retain(|&(maker, literal, captures)| !self.connect(maker, literal, captures));
            if pending.len() == before {
                break;
            }
        }
    }

    /// Connects one creation of a literal; whether the maker's variables were known.
    fn connect(&mut self, maker: FunctionId, literal: FunctionId, captures: &[LocalId]) -> bool {
        let function = &self.program.functions[literal];
        if function.parent.is_none() || !self.members.contains(&literal) {
            return true;
        }
        let outer: Option<Vec<LocationId>> = captures
            .iter()
            .map(|&local| self.built.locals.get(&(maker, local)).copied())
            .collect();
        let Some(outer) = outer else { return false };
        for (capture, outer) in function.captures.iter().zip(outer) {
            let key = (literal, capture.local);
            match self.built.locals.get(&key).copied() {
                None => {
                    self.built.locals.insert(key, outer);
                }
                // The same literal is made in several places: values flow between all of them.
                Some(known) if known != outer => {
                    self.graph.flow(Hole::to(known), outer, 0);
                    self.graph.flow(Hole::to(outer), known, 0);
                }
                Some(_) => {}
            }
        }
        true
    }

    fn add_body(&mut self, id: FunctionId) {
        self.function = id;
        self.cyclic = definition::cyclic_blocks(self.body());
        for (block, data) in self.body().blocks.iter() {
            self.block_is_cyclic = self.cyclic[block.as_u32() as usize];
            for statement in &data.statements {
                self.note_statement(statement);
                self.statement(statement);
            }
            self.terminator(&data.terminator);
        }
    }

    /// The location of a variable of the current function. Captured variables of a literal that
    /// nothing makes are unknown: they count as the heap.
    fn local(&self, local: LocalId) -> LocationId {
        self.local_of(self.function, local)
    }

    fn local_of(&self, function: FunctionId, local: LocalId) -> LocationId {
        self.built
            .locals
            .get(&(function, local))
            .copied()
            .unwrap_or(Graph::HEAP)
    }

    /// The location of an allocation site of the current function; its address flows to the hole.
    fn allocate(&mut self, site: SiteId, hole: Hole) -> LocationId {
        let location = self.site(site);
        let before = self.flow_through_site(site, "spill");
        self.graph.flow(hole, location, -1);
        self.flow_on(before);
        location
    }

    fn site(&mut self, site: SiteId) -> LocationId {
        let key = (self.function, site);
        if let Some(&location) = self.built.sites.get(&key) {
            return location;
        }
        let written = self.body().sites[site].loop_depth;
        // A loop made of goto has no depth in the source.
        let depth = if self.block_is_cyclic {
            written.max(1)
        } else {
            written
        };
        let location = self
            .graph
            .add(LocationKind::Site(key.0, site), key.0, depth);
        self.built.sites.insert(key, location);
        location
    }

    /// Whether values of the type can keep memory alive. Integers made from pointers count, since
    /// they may be turned back.
    fn tracks(&self, ty: TypeId) -> bool {
        self.types.has_pointers(ty) || place::is_address_integer(self.types, ty)
    }

    /// How a capture is held, of a literal or wrapper.
    fn capture_mode(&self, literal: FunctionId, index: usize) -> CaptureMode {
        self.program.functions[literal].captures[index].mode
    }
}
