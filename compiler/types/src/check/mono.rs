//! Instantiation cycles: generic code that would need infinitely many instances.
//!
//! In: all instantiations of a package without errors. Out: a report for a cycle in which a type
//! parameter grows.
//! Method: a graph from type parameters to those they are instantiated with, weight one where the
//! argument is a larger type; a cycle of positive weight never ends.
//! Spec: "Instantiations" (implementation restriction of gc).

use grus_syntax::{Code, Diagnostic, Pos};
use rustc_hash::FxHashMap;

use super::Checker;
use crate::objects::ObjectId;
use crate::types::*;

/// The graph of instantiations.
#[derive(Default)]
pub(crate) struct MonoGraph {
    vertices: Vec<Vertex>,
    edges: Vec<Edge>,
    /// Type parameters of receivers stand for those of the base type.
    canonical: FxHashMap<TypeParamId, TypeParamId>,
    param_vertices: FxHashMap<ObjectId, usize>,
    local_vertices: FxHashMap<NamedId, Option<usize>>,
}

impl MonoGraph {
    pub fn record_canonical(&mut self, param: TypeParamId, base: TypeParamId) {
        self.canonical.insert(param, base);
    }
}

/// A type parameter, or a local type that depends on some.
struct Vertex {
    object: ObjectId,
    /// The heaviest known path here, and its last edge and length.
    weight: u32,
    previous: usize,
    length: usize,
    is_param: bool,
}

/// `target` is instantiated with a type that contains `source`.
struct Edge {
    target: usize,
    source: usize,
    weight: u32,
    pos: Pos,
    ty: TypeId,
}

impl Checker<'_, '_> {
    pub(super) fn record_mono_instance(
        &mut self,
        pos: Pos,
        params: &[TypeParamId],
        args: &[TypeId],
        positions: &[Pos],
    ) {
        for (index, (&param, &arg)) in params.iter().zip(args).enumerate() {
            let at = positions.get(index).copied().unwrap_or(pos);
            let object = self.program.types.type_param(param).object;
            if self.object(object).package == self.package
                && self.program.types.mentions_params(arg)
            {
                self.flow_into(at, param, arg, arg);
            }
        }
    }

    /// Adds an edge from every type parameter inside `part` of the argument.
    fn flow_into(&mut self, pos: Pos, param: TypeParamId, arg: TypeId, part: TypeId) {
        let part = self.program.types.unalias(part);
        if !self.program.types.mentions_params(part) {
            return;
        }
        let source = match *self.program.types.get(part) {
            Type::TypeParam(id) => Some(self.param_vertex(id)),
            Type::Named(id) => self.local_vertex(id),
            _ => None,
        };
        if let Some(source) = source {
            let target = self.param_vertex(param);
            let weight = u32::from(part != self.program.types.unalias(arg));
            self.mono.edges.push(Edge {
                target,
                source,
                weight,
                pos,
                ty: arg,
            });
        }
        for inner in self.parts(part) {
            self.flow_into(pos, param, arg, inner);
        }
    }

    fn param_vertex(&mut self, param: TypeParamId) -> usize {
        let param = self.mono.canonical.get(&param).copied().unwrap_or(param);
        let object = self.program.types.type_param(param).object;
        if let Some(&vertex) = self.mono.param_vertices.get(&object) {
            return vertex;
        }
        let vertex = self.new_vertex(object, true);
        self.mono.param_vertices.insert(object, vertex);
        vertex
    }

    fn new_vertex(&mut self, object: ObjectId, is_param: bool) -> usize {
        self.mono.vertices.push(Vertex {
            object,
            weight: 0,
            previous: 0,
            length: 0,
            is_param,
        });
        self.mono.vertices.len() - 1
    }

    /// A local type is implicitly parameterised by the type parameters around it.
    fn local_vertex(&mut self, id: NamedId) -> Option<usize> {
        let origin = self.program.types.named(id).origin.unwrap_or(id);
        if let Some(&known) = self.mono.local_vertices.get(&origin) {
            return known;
        }
        let data = self.program.types.named(origin);
        let (object, params) = (data.object, data.enclosing_type_params.clone());
        let mut vertex = None;
        if !params.is_empty() {
            let target = self.new_vertex(object, false);
            vertex = Some(target);
            let pos = self.object(object).pos;
            for param in params {
                let source = self.param_vertex(param);
                let ty = self.program.types.type_param(param).type_id;
                self.mono.edges.push(Edge {
                    target,
                    source,
                    weight: 1,
                    pos,
                    ty,
                });
            }
        }
        self.mono.local_vertices.insert(origin, vertex);
        vertex
    }

    /// Relaxes weights until they are stable, or a path is longer than any simple one.
    pub(super) fn report_instantiation_cycles(&mut self) {
        let graph = &mut self.mono;
        let mut again = true;
        while again {
            again = false;
            for index in 0..graph.edges.len() {
                let edge = &graph.edges[index];
                let source = &graph.vertices[edge.source];
                let (weight, length) = (source.weight + edge.weight, source.length + 1);
                let target_index = edge.target;
                let count = graph.vertices.len();
                let target = &mut graph.vertices[target_index];
                if weight <= target.weight {
                    continue;
                }
                target.previous = index;
                target.length = length;
                if length >= count {
                    return self.report_instantiation_cycle(target_index);
                }
                target.weight = weight;
                again = true;
            }
        }
    }

    fn report_instantiation_cycle(&mut self, vertex: usize) {
        let graph = &self.mono;
        let mut stack = Vec::new();
        let mut vertex = vertex;
        while !stack.contains(&vertex) {
            stack.push(vertex);
            vertex = graph.edges[graph.vertices[vertex].previous].source;
        }
        let start = stack.iter().position(|&other| other == vertex).unwrap_or(0);
        let object = self.object(graph.vertices[vertex].object);
        let code = Code("InvalidInstanceCycle");
        let mut diagnostic = Diagnostic::error(object.pos, code, "instantiation cycle:");
        for &vertex in &stack[start..] {
            let data = &graph.vertices[vertex];
            let edge = &graph.edges[data.previous];
            let name = self.object(data.object).name;
            let ty = self.type_text(edge.ty);
            let message = if data.is_param {
                format!("{name} instantiated as {ty}")
            } else {
                format!("{name} implicitly parameterized by {ty}")
            };
            diagnostic = diagnostic.with_related(edge.pos, message);
        }
        self.report(diagnostic);
    }
}
