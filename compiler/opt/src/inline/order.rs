//! The order of inlining: gc's visit of functions, callees before callers.
//!
//! In: a program.  Out: groups of functions; a literal is always in the group of the function it is
//! written in, behind it.
//! Follows cmd/compile/internal/ir (VisitFuncsBottomUp).

use grus_mir::call_graph::mentioned_functions;
use grus_mir::{FunctionId, Program};

/// Functions that call each other, and their literals.
pub struct Group {
    pub functions: Vec<FunctionId>,
    /// Several functions, or one that calls itself.
    pub recursive: bool,
}

/// All functions in groups, callees first, in the order of the source where that leaves a choice.
pub fn bottom_up(program: &Program) -> Vec<Group> {
    let count = program.functions.len();
    let mut visitor = Visitor {
        program,
        numbers: vec![0; count],
        last: 0,
        stack: Vec::new(),
        groups: Vec::new(),
    };
    let mut roots: Vec<FunctionId> = program.functions.keys().collect();
    roots.sort_by_key(|&id| {
        let function = &program.functions[id];
        let declared = function.parent.is_none() && function.pos.is_known();
        (!declared || function.flags.wrapper, function.pos, id)
    });
    let is_literal = |id: FunctionId| program.functions[id].parent.is_some();
    for &root in roots.iter().filter(|&&root| !is_literal(root)) {
        visitor.visit(root);
    }
    // Literals that nothing declared makes.
    for &root in &roots {
        if visitor.numbers[index(root)] == 0 {
            visitor.visit(root);
        }
    }
    visitor.groups
}

/// Done with a function.
const DONE: u32 = u32::MAX;

struct Visitor<'a> {
    program: &'a Program,
    /// 0: not visited.
    numbers: Vec<u32>,
    last: u32,
    stack: Vec<FunctionId>,
    groups: Vec<Group>,
}

struct Frame {
    function: FunctionId,
    successors: Vec<FunctionId>,
    next: usize,
    number: u32,
    least: u32,
}

impl Visitor<'_> {
    /// Depth-first search with an explicit stack: call chains of programs can be long.
    fn visit(&mut self, root: FunctionId) {
        if self.numbers[index(root)] != 0 {
            return;
        }
        let mut frames = vec![self.enter(root)];
        while let Some(frame) = frames.last_mut() {
            if let Some(&successor) = frame.successors.get(frame.next) {
                frame.next += 1;
                match self.numbers[index(successor)] {
                    0 => frames.push(self.enter(successor)),
                    number => frame.least = frame.least.min(number),
                }
                continue;
            }
            let (function, number, least) = (frame.function, frame.number, frame.least);
            frames.pop();
            if let Some(caller) = frames.last_mut() {
                caller.least = caller.least.min(least);
            }
            let is_root = frames.is_empty() || self.program.functions[function].parent.is_none();
            if (least == number || least == number + 1) && is_root {
                self.pop_group(function, least == number);
            }
        }
    }

    fn enter(&mut self, function: FunctionId) -> Frame {
        let number = self.last + 1;
        self.last += 2;
        self.numbers[index(function)] = number;
        self.stack.push(function);
        Frame {
            function,
            successors: mentioned_functions(&self.program.functions[function]),
            next: 0,
            number,
            least: number + 1,
        }
    }

    fn pop_group(&mut self, root: FunctionId, calls_itself: bool) {
        let position = self.stack.iter().rposition(|&function| function == root);
        let functions = self.stack.split_off(position.unwrap_or(0));
        for &function in &functions {
            self.numbers[index(function)] = DONE;
        }
        let declared = functions
            .iter()
            .filter(|&&id| self.program.functions[id].parent.is_none());
        self.groups.push(Group {
            recursive: calls_itself || declared.count() > 1,
            functions,
        });
    }
}

fn index(function: FunctionId) -> usize {
    function.as_u32() as usize
}
