//! The Go type checker.
//!
//! In: the syntax trees of a package whose imports have been checked. Out: a [`Program`] with types,
//! objects and side tables, and diagnostics in gc's words at gc's positions.
//! Invariants: no panic on any input; a package with errors has poison types in its tables and must
//! not be lowered; ids in the tables are canonical (identical types have equal ids).
//! Not done here: reading files, choosing files by build constraints.
//! Suggested reading order: `types`, `objects`, `info`, `program` (the data), `table` and its
//! companions, then `checker`.
//! Spec: the whole language specification of Go 1.27.

mod canonical;
mod check;
pub mod constant;
mod identical;
pub mod info;
pub mod layout;
pub mod lookup;
pub mod objects;
mod predicates;
pub mod program;
pub mod scope;
pub mod substitute;
pub mod table;
pub mod type_set;
pub mod type_string;
pub mod types;
mod universe;
pub mod version;

pub use constant::Value;
pub use info::{Info, Initializer, Instance, Mode, Selection, SelectionKind, Target, TypeAndValue};
pub use layout::Layout;
pub use lookup::{Found, Lookup};
pub use objects::{
    BuiltinKind, FuncObject, Object, ObjectId, ObjectKind, Package, PackageId, Receiver, VarKind,
    VarObject,
};
pub use program::{PackageSources, Program, check_package};
pub use scope::{Scope, ScopeId};
pub use table::TypeTable;
pub use type_string::{Qualify, type_string};
pub use types::{
    Alias, AliasId, BasicKind, ChanDir, Embedded, Field, Interface, Method, MethodEntry, Named,
    NamedId, Param, Signature, StructType, Term, Type, TypeId, TypeParam, TypeParamId, TypeSet,
};
pub use version::GoVersion;
