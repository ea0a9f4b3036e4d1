//! Calls: arguments flow to the parameters of functions in the same batch, or as the summary of a
//! function analysed earlier says, or to the heap.

use super::{Builder, HEAP};
use crate::graph::{Graph, Hole};
use crate::leaks::Leaks;
use grus_mir::{Call, Callee, Function, FunctionId, Operand};

impl Builder<'_> {
    pub(super) fn call(&mut self, hole: Option<Hole>, call: &Call) {
        let known = match &call.callee {
            Callee::Function(function) => Some(*function),
            Callee::Value(value) => self.known_function(value),
            Callee::Interface { .. } => None,
        };
        match known {
            Some(callee) => self.static_call(hole, callee, &call.arguments),
            None => self.dynamic_call(call),
        }
    }

    fn dynamic_call(&mut self, call: &Call) {
        match &call.callee {
            Callee::Value(value) => self.operand(Hole::to(Graph::CALLEE), value),
            Callee::Interface { receiver, .. } => self.operand(HEAP, receiver),
            Callee::Function(_) => {}
        }
        for argument in &call.arguments {
            self.operand(HEAP, argument);
        }
    }

    fn static_call(&mut self, hole: Option<Hole>, callee: FunctionId, arguments: &[Operand]) {
        let function = &self.program.functions[callee];
        if function.external {
            if !function.flags.no_escape {
                for argument in arguments {
                    self.operand(HEAP, argument);
                }
            }
            return;
        }
        if self.members.contains(&callee) {
            self.call_within_batch(hole, callee, function, arguments);
            return;
        }
        let nothing_known = Leaks::everything();
        for (index, argument) in arguments.iter().enumerate() {
            let summary = self.summaries.get(callee);
            let leaks = summary.and_then(|known| known.parameters.get(index));
            let leaks = leaks.unwrap_or(&nothing_known).clone();
            if let Some(dereferences) = leaks.heap {
                self.operand(HEAP.dereferenced(dereferences as i32), argument);
            }
            let Some(hole) = hole else { continue };
            for dereferences in leaks.results.iter().flatten() {
                self.operand(hole.dereferenced(*dereferences as i32), argument);
            }
        }
    }

    fn call_within_batch(
        &mut self,
        hole: Option<Hole>,
        callee: FunctionId,
        function: &Function,
        arguments: &[Operand],
    ) {
        for (&parameter, argument) in function.parameters.iter().zip(arguments) {
            let parameter = self.built.locals[&(callee, parameter)];
            self.operand(Hole::to(parameter), argument);
        }
        if let Some(hole) = hole {
            for result in self.built.results[&callee].clone() {
                self.graph.flow(hole, result, 0);
            }
        }
    }
}
