//! The order in which package-level variables are initialised.
//!
//! In: dependencies noted while checking initialisers and function bodies. Out: the package's
//! `init_order`; cycles are reported.
//! Method: a graph of constants and variables in which functions have been replaced by what they
//! mention; repeatedly take the earliest variable that depends on nothing uninitialised.
//! Spec: "Package initialization".

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use grus_syntax::{Code, Diagnostic};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Checker;
use crate::info::Initializer;
use crate::objects::*;

/// A node of the dependency graph; sets hold node indices.
struct Node {
    object: ObjectId,
    order: u32,
    is_const: bool,
    is_func: bool,
    /// Nodes that depend on this one.
    users: BTreeSet<u32>,
    /// Nodes this one depends on.
    needs: BTreeSet<u32>,
    outstanding: usize,
    done: bool,
}

impl Checker<'_, '_> {
    pub(super) fn init_order(&mut self) {
        let mut nodes = self.dependency_graph();
        let key = |node: &Node, index: u32| {
            Reverse((!node.is_const, node.outstanding, node.order, index))
        };
        let mut queue = BinaryHeap::new();
        for (index, node) in nodes.iter().enumerate().filter(|(_, node)| !node.is_func) {
            queue.push(key(node, index as u32));
        }
        let mut emitted = FxHashSet::default();
        let mut order = Vec::new();
        while let Some(Reverse((_, outstanding, _, index))) = queue.pop() {
            let node = &mut nodes[index as usize];
            // Entries are not removed when a count changes; outdated ones are skipped.
            if node.done || node.outstanding != outstanding {
                continue;
            }
            node.done = true;
            let object = node.object;
            if outstanding > 0
                && let Some(cycle) = self.find_path(object, object, &mut FxHashSet::default())
            {
                self.report_init_cycle(&cycle);
            }
            for user in nodes[index as usize].users.clone() {
                let user_node = &mut nodes[user as usize];
                user_node.outstanding = user_node.outstanding.saturating_sub(1);
                if !user_node.done && !user_node.is_func {
                    queue.push(key(user_node, user));
                }
            }
            self.emit_initializer(object, &mut emitted, &mut order);
        }
        self.program.packages[self.package.index()].init_order = order;
    }

    fn emit_initializer(
        &self,
        object: ObjectId,
        emitted: &mut FxHashSet<u32>,
        order: &mut Vec<Initializer>,
    ) {
        if self.object(object).as_var().is_none() {
            return;
        }
        let Some(&index) = self.decl_of.get(&object) else {
            return;
        };
        let info = &self.decls[index as usize];
        let (Some((decl, value_index)), true) = (info.var_decl, info.has_initializer()) else {
            return;
        };
        if emitted.insert(index) {
            let lhs = info
                .lhs
                .as_ref()
                .map_or_else(|| vec![object], |lhs| lhs.to_vec());
            order.push(Initializer {
                lhs,
                decl: decl.clone(),
                value_index,
            });
        }
    }

    /// Constants, variables and functions with their dependencies; functions are bypassed.
    fn dependency_graph(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut index_of: FxHashMap<ObjectId, u32> = FxHashMap::default();
        for &object in &self.object_list {
            let kind = &self.object(object).kind;
            let is_const = matches!(kind, ObjectKind::Const { .. });
            let is_func = matches!(kind, ObjectKind::Func(_));
            if !is_const && !is_func && !matches!(kind, ObjectKind::Var(_)) {
                continue;
            }
            index_of.insert(object, nodes.len() as u32);
            nodes.push(Node {
                object,
                order: self.order[&object],
                is_const,
                is_func,
                users: BTreeSet::new(),
                needs: BTreeSet::new(),
                outstanding: 0,
                done: false,
            });
        }
        for index in 0..nodes.len() as u32 {
            let decl = self.decl_of[&nodes[index as usize].object];
            for dep in &self.decls[decl as usize].deps {
                if let Some(&dep) = index_of.get(dep) {
                    nodes[index as usize].needs.insert(dep);
                    nodes[dep as usize].users.insert(index);
                }
            }
        }
        bypass_functions(&mut nodes);
        for node in &mut nodes {
            node.outstanding = node.needs.len();
        }
        nodes
    }

    /// A path of dependencies between two objects, backwards.
    fn find_path(
        &self,
        from: ObjectId,
        to: ObjectId,
        seen: &mut FxHashSet<ObjectId>,
    ) -> Option<Vec<ObjectId>> {
        if !seen.insert(from) {
            return None;
        }
        let decl = *self.decl_of.get(&from)?;
        let mut deps: Vec<ObjectId> = self.decls[decl as usize].deps.iter().copied().collect();
        deps.sort_by_key(|dep| self.order.get(dep).copied());
        for dep in deps {
            if dep == to {
                return Some(vec![dep]);
            }
            if let Some(mut path) = self.find_path(dep, to, seen) {
                path.push(dep);
                return Some(path);
            }
        }
        None
    }

    fn report_init_cycle(&mut self, cycle: &[ObjectId]) {
        let code = Code("InvalidInitCycle");
        let first = self.object(cycle[0]).clone();
        if cycle.len() == 1 {
            let message = format!("initialization cycle: {} refers to itself", first.name);
            return self.report(Diagnostic::error(first.pos, code, message));
        }
        let message = format!("initialization cycle for {}", first.name);
        let mut diagnostic = Diagnostic::error(first.pos, code, message);
        let mut current = first;
        for &next in cycle.iter().rev() {
            let next = self.object(next).clone();
            let message = format!("{} refers to {}", current.name, next.name);
            diagnostic = diagnostic.with_related(current.pos, message);
            current = next;
        }
        self.report(diagnostic);
    }
}

/// Connects the users of each function with what the function needs. Cheap functions first keeps the
/// number of edges small.
fn bypass_functions(nodes: &mut [Node]) {
    let mut functions: Vec<u32> = (0..nodes.len() as u32)
        .filter(|&index| nodes[index as usize].is_func)
        .collect();
    functions.sort_by_key(|&index| {
        let node = &nodes[index as usize];
        node.users.len() * node.needs.len()
    });
    for function in functions {
        let users = std::mem::take(&mut nodes[function as usize].users);
        let needs = std::mem::take(&mut nodes[function as usize].needs);
        for &user in users.iter().filter(|&&user| user != function) {
            for &need in needs.iter().filter(|&&need| need != function) {
                nodes[user as usize].needs.insert(need);
                nodes[need as usize].users.insert(user);
            }
            nodes[user as usize].needs.remove(&function);
        }
        for &need in &needs {
            nodes[need as usize].users.remove(&function);
        }
    }
}
