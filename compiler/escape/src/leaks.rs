//! Summaries: where the values behind a function's parameters may go.
//!
//! A leak with d dereferences means that what the parameter points to after d loads flows there:
//! 0 is the parameter's own value.

use grus_mir::FunctionId;

/// Where one parameter (or captured variable) leaks to; each entry is the least number of
/// dereferences, none if there is no such flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    pub heap: Option<u32>,
    /// Func values that arrive here are called, by a callee that is not known where they are made.
    pub callee: Option<u32>,
    /// By result index.
    pub results: Vec<Option<u32>>,
}

impl Leaks {
    /// A parameter about which nothing is known.
    pub fn everything() -> Leaks {
        Leaks {
            heap: Some(0),
            callee: None,
            results: Vec::new(),
        }
    }

    /// Records a flow to the heap.
    pub fn add_heap(&mut self, dereferences: u32) {
        self.heap = least(self.heap, dereferences);
    }

    /// Records that func values in it are called.
    pub fn add_callee(&mut self, dereferences: u32) {
        self.callee = least(self.callee, dereferences);
    }

    /// Records a flow to a result.
    pub fn add_result(&mut self, index: usize, dereferences: u32) {
        if self.results.len() <= index {
            self.results.resize(index + 1, None);
        }
        self.results[index] = least(self.results[index], dereferences);
    }

    /// Drops flows to results that a flow to the heap with as few dereferences makes pointless.
    pub fn simplify(&mut self) {
        if let Some(heap) = self.heap {
            for result in &mut self.results {
                if result.is_some_and(|dereferences| dereferences >= heap) {
                    *result = None;
                }
            }
        }
    }
}

fn least(known: Option<u32>, new: u32) -> Option<u32> {
    Some(known.map_or(new, |known| known.min(new)))
}

/// What is known of a function whose batch has been analysed.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// By parameter, receiver first.
    pub parameters: Vec<Leaks>,
    /// By captured variable, for wrappers that are shared by several functions.
    pub captures: Vec<Leaks>,
}

/// The summaries of all functions analysed so far.
pub struct Summaries(Vec<Option<Summary>>);

impl Summaries {
    /// No function is known yet.
    pub fn new(functions: usize) -> Summaries {
        Summaries(vec![None; functions])
    }

    /// The summary of a function, if it has been analysed.
    pub fn get(&self, function: FunctionId) -> Option<&Summary> {
        self.0[function.as_u32() as usize].as_ref()
    }

    /// Records a summary.
    pub fn set(&mut self, function: FunctionId, summary: Summary) {
        self.0[function.as_u32() as usize] = Some(summary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heap_leak_hides_result_leaks_with_as_many_dereferences() {
        let mut leaks = Leaks::default();
        leaks.add_heap(1);
        leaks.add_heap(2);
        leaks.add_result(0, 0);
        leaks.add_result(2, 1);
        leaks.simplify();
        assert_eq!(leaks.heap, Some(1));
        assert_eq!(leaks.results, vec![Some(0), None, None]);
    }
}
