//! Calls: arguments flow to the parameters of functions in the same batch, or as the summary of a
//! function analysed earlier says, or to the heap.

use super::{Builder, HEAP, place};
use crate::graph::{Graph, Hole};
use crate::leaks::Leaks;
use grus_mir::{Call, Callee, Function, FunctionId, Operand};

impl Builder<'_> {
    /// `results` are the holes of the results, none if nobody uses them.
    pub(super) fn call(&mut self, results: &[Hole], call: &Call) {
        self.flow_to_call(false);
        let known = match &call.callee {
            Callee::Function(function) => vec![*function],
            Callee::Value(value) => self.known_functions(value),
            Callee::Interface { .. } => Vec::new(),
        };
        if known.is_empty() {
            self.dynamic_call(results, call);
        }
        for callee in known {
            self.static_call(results, callee, &call.arguments);
        }
    }

    fn dynamic_call(&mut self, results: &[Hole], call: &Call) {
        match &call.callee {
            // A literal whose results nobody uses cannot give anything away through them.
            Callee::Value(value) if !results.is_empty() => {
                self.operand(Hole::to(Graph::CALLEE), value);
            }
            Callee::Interface { receiver, .. } => self.operand(HEAP, receiver),
            Callee::Function(_) | Callee::Value(_) => {}
        }
        for argument in &call.arguments {
            self.operand(HEAP, argument);
        }
    }

    fn static_call(&mut self, results: &[Hole], callee: FunctionId, arguments: &[Operand]) {
        let function = &self.program.functions[callee];
        if function.flags.uintptr_escapes {
            // What the integers are the addresses of.
            for argument in arguments {
                if place::is_address_integer(self.types, self.type_of(argument)) {
                    self.address(HEAP, argument, 0);
                }
            }
        }
        if function.external {
            for argument in arguments {
                match function.flags.no_escape {
                    true => self.operand(Hole::to(Graph::CALLEE), argument),
                    false => self.operand(HEAP, argument),
                }
            }
            return;
        }
        if self.members.contains(&callee) {
            self.call_within_batch(results, callee, function, arguments);
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
            if let Some(dereferences) = leaks.callee {
                let hole = Hole::to(Graph::CALLEE).dereferenced(dereferences as i32);
                self.operand(hole, argument);
            }
            for (hole, dereferences) in results.iter().zip(&leaks.results) {
                if let Some(dereferences) = dereferences {
                    self.flow_to_store();
                    self.operand(hole.dereferenced(*dereferences as i32), argument);
                    self.flow_to_call(false);
                }
            }
        }
    }

    fn call_within_batch(
        &mut self,
        results: &[Hole],
        callee: FunctionId,
        function: &Function,
        arguments: &[Operand],
    ) {
        for (&parameter, argument) in function.parameters.iter().zip(arguments) {
            let parameter = self.built.locals[&(callee, parameter)];
            self.operand(Hole::to(parameter), argument);
        }
        let sources = self.built.results[&callee].clone();
        self.flow_to_call(true);
        for (&hole, result) in results.iter().zip(sources) {
            self.graph.flow(hole, result, 0);
        }
    }
}
