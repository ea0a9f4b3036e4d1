//! Declarations and the fields of signatures and structs.
//! In: built by the parser.  Out: data.
//! Invariants: one declaration a spec; one field a name.
//! spec (Declarations and scope).

use super::{Block, Expr, FuncType, Ident, LiteralKind, NodeId};
use crate::pragma::Pragmas;
use crate::source::Pos;
use crate::symbol::Symbol;
use std::sync::Arc;

/// Declaration = ConstDecl | TypeDecl | VarDecl . TopLevelDecl = Declaration | FunctionDecl |
///     MethodDecl .
///
/// One value per *spec*: `var ( a int; b int )` gives two, with equal `group`.
#[derive(Clone, Debug)]
pub enum Decl {
    /// ImportSpec
    Import(Arc<ImportDecl>),
    /// ConstSpec
    Const(Arc<ConstDecl>),
    /// TypeSpec
    Type(Arc<TypeDecl>),
    /// VarSpec
    Var(Arc<VarDecl>),
    /// FunctionDecl or MethodDecl
    Func(Arc<FuncDecl>),
}

/// ImportSpec = [ "." | PackageName ] ImportPath .
#[derive(Clone, Debug)]
pub struct ImportDecl {
    /// Identity (key of the implicit package name object).
    pub id: NodeId,
    /// Position of the spec (local name or path).
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Directives.
    pub pragmas: Pragmas,
    /// Local name, `.` included.
    pub local_name: Option<Ident>,
    /// Path literal; none after a syntax error.
    pub path: Option<ImportPath>,
}

/// ImportPath = string_lit .
#[derive(Clone, Copy, Debug)]
pub struct ImportPath {
    /// Position of the literal.
    pub pos: Pos,
    /// The literal as written, quotes included.
    pub literal: Symbol,
    /// Its value; empty if the literal was bad.
    pub value: Symbol,
}

/// ConstSpec = IdentifierList [ [ Type ] "=" ExpressionList ] .
#[derive(Clone, Debug)]
pub struct ConstDecl {
    /// Identity.
    pub id: NodeId,
    /// Position of the first name.
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Index of the spec in its group: the value of `iota`.
    pub iota: u32,
    /// Directives.
    pub pragmas: Pragmas,
    /// Declared names, at least one.
    pub names: Vec<Ident>,
    /// Type as written here.
    pub ty: Option<Expr>,
    /// Values as written here.
    pub values: Vec<Expr>,
    /// For a spec without type and values: the preceding spec whose type and values are repeated.
    pub inherited: Option<Arc<ConstDecl>>,
}

/// TypeSpec = identifier [ TypeParameters ] [ "=" ] Type .
#[derive(Clone, Debug)]
pub struct TypeDecl {
    /// Identity.
    pub id: NodeId,
    /// Position of the name.
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Directives.
    pub pragmas: Pragmas,
    /// Declared name.
    pub name: Ident,
    /// Type parameters; empty if there are none.
    pub type_params: Vec<Field>,
    /// Whether this is an alias declaration (`=`).
    pub is_alias: bool,
    /// The type.
    pub ty: Expr,
}

/// VarSpec = IdentifierList ( Type [ "=" ExpressionList ] | "=" ExpressionList ) .
#[derive(Clone, Debug)]
pub struct VarDecl {
    /// Identity.
    pub id: NodeId,
    /// Position of the first name.
    pub pos: Pos,
    /// Identity of the parenthesised group it belongs to.
    pub group: Option<NodeId>,
    /// Directives.
    pub pragmas: Pragmas,
    /// Declared names, at least one.
    pub names: Vec<Ident>,
    /// Type, if given.
    pub ty: Option<Expr>,
    /// Values; empty if none are given.
    pub values: Vec<Expr>,
}

/// FunctionDecl = "func" FunctionName [ TypeParameters ] Signature [ FunctionBody ] .
/// MethodDecl   = "func" Receiver MethodName [ TypeParameters ] Signature [ FunctionBody ] .
#[derive(Clone, Debug)]
pub struct FuncDecl {
    /// Identity.
    pub id: NodeId,
    /// Position after `func`: of the name or of the receiver's `(`.
    pub pos: Pos,
    /// Directives.
    pub pragmas: Pragmas,
    /// Receiver of a method.
    pub receiver: Option<Field>,
    /// Name.
    pub name: Ident,
    /// Type parameters; methods may have them since Go 1.27.
    pub type_params: Vec<Field>,
    /// Signature.
    pub signature: FuncType,
    /// Body; none for a function implemented elsewhere.
    pub body: Option<Block>,
}

/// ParameterDecl, TypeParamDecl or FieldDecl, one value per name.
/// FieldDecl = ( IdentifierList Type | EmbeddedField ) [ Tag ] .
/// ParameterDecl = [ IdentifierList ] [ "..." ] Type .
/// TypeParamDecl = IdentifierList TypeConstraint .
#[derive(Clone, Debug)]
pub struct Field {
    /// Identity (key of the implicit object of an unnamed parameter).
    pub id: NodeId,
    /// Position of the name, or of the type if there is none.
    pub pos: Pos,
    /// Name; none for an embedded field or an unnamed parameter.
    pub name: Option<Ident>,
    /// Type or constraint; names of one list share it (`Arc::ptr_eq`).
    pub ty: Arc<Expr>,
    /// Tag of a struct field.
    pub tag: Option<Tag>,
}

/// Tag = string_lit .
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// Position of the literal.
    pub pos: Pos,
    /// Kind of the literal; anything but a string is an error the checker reports.
    pub kind: LiteralKind,
    /// The literal as written.
    pub literal: Symbol,
    /// Whether the scanner reported an error in it.
    pub is_bad: bool,
}
