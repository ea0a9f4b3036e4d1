//! The syntax tree of Go 1.27, data only.
//! In: built by the parser.  Out: read by the checker and by lowering.
//! Invariants: every node that a side table may be keyed by has a program-unique `NodeId`; ids
//! grow in the order the parser builds nodes, so the same sources get the same ids.
//! Positions follow gc: a node has the position of the token most typical of it, which is not
//! always its first (`Expr::start_pos` finds that): a binary operation stands at its operator, a
//! call at its `(`, an index at its `[`, a selector at its `.`, an assignment at its operator.
//! As in gc, parentheses around expressions are kept as nodes, those around types are not.
//! Not done: comments are not kept (directives are), no parent links.
//! Follows: the Go spec's EBNF and cmd/compile/internal/syntax/nodes.go.

mod declarations;
mod expressions;
mod operators;
mod statements;

pub use declarations::*;
pub use expressions::*;
pub use operators::*;
pub use statements::*;

use crate::pragma::{DebugDirective, LinknameDirective, Pragmas};
use crate::source::{FileId, Pos};
use crate::symbol::Symbol;
use std::sync::Arc;

/// Program-unique identity of a node, the key of side tables. 0 is never used by the parser.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct NodeId(pub u32);

/// A name at a place where it is not an expression by itself: declared names, fields,
/// selectors, labels.
#[derive(Clone, Copy, Debug)]
pub struct Ident {
    /// Identity.
    pub id: NodeId,
    /// Position of the name.
    pub pos: Pos,
    /// The name.
    pub name: Symbol,
}

/// SourceFile = PackageClause ";" { ImportDecl ";" } { TopLevelDecl ";" } .
#[derive(Clone, Debug)]
pub struct File {
    /// The file it was parsed from.
    pub file: FileId,
    /// Position of the `package` keyword.
    pub pos: Pos,
    /// PackageName of the package clause.
    pub package: Ident,
    /// All declarations in source order, imports included.
    pub decls: Vec<Decl>,
    /// The import declarations among `decls`.
    pub imports: Vec<Arc<ImportDecl>>,
    /// Language version demanded by a `//go:build` line, such as `go1.21`.
    pub go_version: Option<Symbol>,
    /// Text of the expression of the `//go:build` line.
    pub build_constraint: Option<String>,
    /// Directives before the package clause.
    pub pragmas: Pragmas,
    /// `//go:linkname` directives of the whole file.
    pub linknames: Vec<LinknameDirective>,
    /// `//go:debug` directives.
    pub debug_settings: Vec<DebugDirective>,
    /// Position of the end of the file.
    pub eof: Pos,
}
