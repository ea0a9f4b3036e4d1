//! Syntax of Go: from source text to syntax trees.
//! In: file names and texts (reading files is the driver's work).  Out: `ast::File` per file, diagnostics.
//! Invariants: no input makes this crate panic; errors are data; texts and positions are gc's.
//! Not done: anything that needs types or other packages.

pub mod ast;
pub mod diagnostic;
pub mod pragma;
pub mod source;
pub mod symbol;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use source::{FileId, Pos, Position, SourceFile, SourceMap};
pub use symbol::Symbol;
