//! `grus explain`: what became of a program's function literals, variables and allocations.
//!
//! In: a program's MIR as lowered, after escape analysis and as compiled, the decisions that the
//! passes report, and the machine code.  Out: an [`Explanation`], as text, as JSON or as a page.
//! Invariants: nothing is decided here; every statement repeats what a pass decided, so what is shown
//! is what was compiled. Equal programs give equal explanations.
//! `model` is the data, `collect` fills it stage by stage, `text` and `page` render it.

mod allocations;
mod chain;
mod closures;
mod collect;
mod model;
mod page;
mod text;
mod tree;
mod variables;

pub use collect::{Collector, Decision};
pub use model::*;
pub use page::page;
pub use text::text;
pub use tree::typed_trees;

/// The explanation as JSON; `docs/explain.md` describes it.
pub fn json(explanation: &Explanation) -> String {
    // The model holds only strings, numbers and lists: it can always be written.
    let mut text = serde_json::to_string_pretty(explanation).unwrap_or_default();
    text.push('\n');
    text
}
