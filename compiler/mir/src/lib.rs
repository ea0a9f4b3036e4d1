//! The mid-level intermediate representation.
//!
//! In: built by `grus-lower`, changed by `grus-opt` and `grus-escape`.  Out: read by `grus-codegen`.
//! `syntax` holds the data, `print` its text form, `verify` the rules a phase must keep, `visit` the
//! walks over operands and successors, `call_graph` and `loops` the analyses passes share,
//! `literal_text` the spelling of constants.
//! Not here: anything that knows the AST, and anything that knows Cranelift.

pub mod call_graph;
pub mod literal_text;
pub mod loops;
pub mod print;
pub mod rename;
pub mod syntax;
pub mod verify;
pub mod visit;

pub use syntax::*;
pub use visit::{operand_type, place_type, projected_type};
