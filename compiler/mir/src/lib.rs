//! The mid-level intermediate representation.
//!
//! In: built by `grus-lower`, changed by `grus-opt` and `grus-escape`.  Out: read by `grus-codegen`.
//! `syntax` holds the data, `print` its text form, `verify` the rules a phase must keep.
//! Not here: anything that knows the AST, and anything that knows Cranelift.

pub mod syntax;

pub use syntax::*;
