//! Loops of a control-flow graph.
//!
//! In: a function.  Out: for every block the number of natural loops around it; unreachable blocks and
//! blocks outside loops have 0.
//! Method: immediate dominators (Cooper, Harvey and Kennedy 2001); an edge to a dominator closes a
//! loop, whose body is what reaches the edge without passing the header. Irreducible cycles, which
//! `goto` can make, are not counted.

use crate::{BlockId, Function};

/// The loop depth of every block, by block index.
pub fn loop_depths(function: &Function) -> Vec<u32> {
    let graph = ControlFlow::new(function);
    let mut depths = vec![0; graph.count];
    for (_, body) in graph.loops() {
        for block in body {
            depths[block] += 1;
        }
    }
    depths
}

/// A natural loop.
#[derive(Clone, Debug)]
pub struct Loop {
    pub header: BlockId,
    /// All blocks, the header first.
    pub body: Vec<BlockId>,
}

/// The natural loops of a function, outer ones before those inside them.
pub fn natural_loops(function: &Function) -> Vec<Loop> {
    let id = |block: usize| BlockId::from_u32(block as u32);
    let mut loops: Vec<Loop> = ControlFlow::new(function)
        .loops()
        .into_iter()
        .map(|(header, body)| Loop {
            header: id(header),
            body: body.into_iter().map(id).collect(),
        })
        .collect();
    loops.sort_by_key(|each| std::cmp::Reverse(each.body.len()));
    loops
}

/// The blocks that a jump back leads to, as a depth-first search meets it: the headers of all loops, and
/// an entry of every irreducible cycle.
pub fn back_edge_targets(function: &Function) -> Vec<BlockId> {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        New,
        Open,
        Done,
    }
    let graph = ControlFlow::new(function);
    let mut visits = vec![Visit::New; graph.count];
    let mut is_target = vec![false; graph.count];
    let mut work: Vec<(usize, usize)> = (0..graph.count.min(1)).map(|entry| (entry, 0)).collect();
    while let Some((block, position)) = work.last_mut() {
        visits[*block] = Visit::Open;
        match graph.successors[*block].get(*position) {
            Some(&next) => {
                *position += 1;
                is_target[next] |= visits[next] == Visit::Open;
                if visits[next] == Visit::New {
                    work.push((next, 0));
                }
            }
            None => {
                visits[*block] = Visit::Done;
                work.pop();
            }
        }
    }
    function
        .blocks
        .keys()
        .filter(|block| is_target[block.as_u32() as usize])
        .collect()
}

struct ControlFlow {
    count: usize,
    successors: Vec<Vec<usize>>,
    predecessors: Vec<Vec<usize>>,
    /// Position in reverse postorder; none for unreachable blocks.
    order: Vec<Option<usize>>,
    /// Immediate dominators; the entry's is itself.
    dominator: Vec<Option<usize>>,
}

impl ControlFlow {
    fn new(function: &Function) -> ControlFlow {
        let count = function.blocks.len();
        let mut successors = vec![Vec::new(); count];
        let mut predecessors = vec![Vec::new(); count];
        for (block, data) in function.blocks.iter() {
            let from = block.as_u32() as usize;
            for next in data.terminator.kind.successors() {
                let to = next.as_u32() as usize;
                successors[from].push(to);
                predecessors[to].push(from);
            }
        }
        let mut graph = ControlFlow {
            count,
            successors,
            predecessors,
            order: vec![None; count],
            dominator: vec![None; count],
        };
        if count > 0 {
            graph.find_dominators();
        }
        graph
    }

    fn reverse_postorder(&self) -> Vec<usize> {
        let mut seen = vec![false; self.count];
        let mut postorder = Vec::new();
        let mut work = vec![(0, 0)];
        seen[0] = true;
        while let Some((block, position)) = work.last_mut() {
            match self.successors[*block].get(*position) {
                Some(&next) => {
                    *position += 1;
                    if !std::mem::replace(&mut seen[next], true) {
                        work.push((next, 0));
                    }
                }
                None => {
                    postorder.push(*block);
                    work.pop();
                }
            }
        }
        postorder.reverse();
        postorder
    }

    fn find_dominators(&mut self) {
        let order = self.reverse_postorder();
        for (position, &block) in order.iter().enumerate() {
            self.order[block] = Some(position);
        }
        self.dominator[0] = Some(0);
        let mut changed = true;
        while changed {
            changed = false;
            for &block in &order[1..] {
                let known = self.predecessors[block]
                    .iter()
                    .copied()
                    .filter(|&from| self.dominator[from].is_some());
                let new = known.reduce(|left, right| self.common_dominator(left, right));
                if new != self.dominator[block] {
                    self.dominator[block] = new;
                    changed = true;
                }
            }
        }
    }

    fn common_dominator(&self, mut left: usize, mut right: usize) -> usize {
        while left != right {
            if self.order[left] > self.order[right] {
                left = self.dominator[left].unwrap_or(0);
            } else {
                right = self.dominator[right].unwrap_or(0);
            }
        }
        left
    }

    fn dominates(&self, upper: usize, mut lower: usize) -> bool {
        while let (Some(above), Some(_)) = (self.dominator[lower], self.order[upper]) {
            if lower == upper {
                return true;
            }
            if above == lower {
                return false;
            }
            lower = above;
        }
        false
    }

    /// Header and body of every loop.
    fn loops(&self) -> Vec<(usize, Vec<usize>)> {
        let mut headers: Vec<(usize, Vec<usize>)> = Vec::new();
        for block in 0..self.count {
            for &next in &self.successors[block] {
                if self.dominates(next, block) {
                    match headers.iter_mut().find(|(header, _)| *header == next) {
                        Some((_, latches)) => latches.push(block),
                        None => headers.push((next, vec![block])),
                    }
                }
            }
        }
        headers
            .into_iter()
            .map(|(header, latches)| (header, self.loop_body(header, latches)))
            .collect()
    }

    fn loop_body(&self, header: usize, latches: Vec<usize>) -> Vec<usize> {
        let mut inside = vec![false; self.count];
        inside[header] = true;
        let mut body = vec![header];
        let mut work = latches;
        while let Some(block) = work.pop() {
            if !std::mem::replace(&mut inside[block], true) {
                body.push(block);
                work.extend(&self.predecessors[block]);
            }
        }
        body
    }
}
