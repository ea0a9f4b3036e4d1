//! Syntax of Go: from source text to syntax trees.
//! In: file names and texts (reading files is the driver's work).  Out: `ast::File` per file,
//! diagnostics.
//! Invariants: no input makes this crate panic; errors are data; texts and positions are gc's.
//! Not done: anything that needs types or other packages.

#![allow(
    rustdoc::broken_intra_doc_links,
    reason = "the EBNF in comments uses brackets"
)]

// In the order of the pipeline.
pub mod ast;
mod branches;
pub mod build_constraint;
pub mod diagnostic;
pub mod dump;
pub mod expr_string;
pub mod literal;
pub mod parser;
pub mod positions;
pub mod pragma;
pub mod pragma_placement;
pub mod printer;
pub mod scanner;
pub mod source;
pub mod symbol;
pub mod token;
mod unicode_tables;
pub mod visit;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use parser::{Parsed, parse_file, parse_imports};
pub use source::{FileId, Pos, Position, SourceFile, SourceMap};
pub use symbol::Symbol;
