//! Declared entities ("objects"), packages and scopes as data.
//!
//! In: nothing. Out: the arena types that [`crate::program::Program`] owns.
//! Invariants: an object never moves or dies; `Object::ty` is canonical once the package that
//! declares it has been checked without errors.
//! Spec: "Declarations and scope", "Blocks".

use std::sync::Arc;

use grus_syntax::{Pos, Symbol, ast};

use crate::constant::Value;
use crate::scope::ScopeId;
use crate::types::{TypeId, TypeParamId, index_type};

index_type! {
    /// A declared entity.
    ObjectId
}
index_type! {
    /// A package.
    PackageId
}

impl PackageId {
    /// No package: predeclared objects, exported members of canonical types.
    pub const NONE: PackageId = PackageId(0);
    /// The pseudo-package `unsafe`.
    pub const UNSAFE: PackageId = PackageId(1);
}

/// A named language entity.
#[derive(Clone, Debug)]
pub struct Object {
    pub name: Symbol,
    pub kind: ObjectKind,
    /// Canonical type; `TypeId::INVALID` until the declaring package is completely checked,
    /// and for packages and labels. Builtins have no type.
    pub ty: TypeId,
    /// The type as spelled, for diagnostics.
    pub spelled: TypeId,
    pub package: PackageId,
    pub pos: Pos,
    /// The package or universe scope that declares the object; none for local objects once their
    /// package has been checked.
    pub parent: Option<ScopeId>,
    /// Where the object's scope starts within a function.
    pub scope_pos: Pos,
}

impl Object {
    pub fn exported(&self) -> bool {
        crate::types::is_exported(self.name)
    }

    /// Whether this is a variable.
    pub fn as_var(&self) -> Option<&VarObject> {
        match &self.kind {
            ObjectKind::Var(var) => Some(var),
            _ => None,
        }
    }

    /// Whether this is a function or method.
    pub fn as_func(&self) -> Option<&FuncObject> {
        match &self.kind {
            ObjectKind::Func(func) => Some(func),
            _ => None,
        }
    }
}

/// What an object is.
#[derive(Clone, Debug)]
pub enum ObjectKind {
    Var(VarObject),
    Const {
        value: Value,
    },
    /// A type name; `alias` for `type A = T`.
    TypeName {
        alias: bool,
    },
    Func(Box<FuncObject>),
    PkgName {
        imported: PackageId,
        used: bool,
    },
    Builtin(BuiltinKind),
    Nil,
    Label {
        used: bool,
    },
}

/// What an identifier that denotes an object may be used as.
pub(crate) enum Denoted {
    PkgName,
    Const(Value),
    TypeName,
    Var,
    Func,
    Builtin(BuiltinKind),
    Nil,
    Label,
}

impl ObjectKind {
    /// The kind without what only declarations need; cheap to copy.
    pub(crate) fn denoted(&self) -> Denoted {
        match self {
            ObjectKind::PkgName { .. } => Denoted::PkgName,
            ObjectKind::Const { value } => Denoted::Const(value.clone()),
            ObjectKind::TypeName { .. } => Denoted::TypeName,
            ObjectKind::Var(_) => Denoted::Var,
            ObjectKind::Func(_) => Denoted::Func,
            ObjectKind::Builtin(kind) => Denoted::Builtin(*kind),
            ObjectKind::Nil => Denoted::Nil,
            ObjectKind::Label { .. } => Denoted::Label,
        }
    }
}

/// Where a variable comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarKind {
    /// Declared at package level.
    Package,
    /// Declared in a function body.
    Local,
    /// The receiver of a method.
    Receiver,
    Param,
    Result,
}

/// A variable. (Struct fields are not objects; see `types::Field`.)
#[derive(Clone, Debug)]
pub struct VarObject {
    pub kind: VarKind,
    /// For "declared and not used".
    pub used: bool,
}

impl VarObject {
    pub fn is_param(&self) -> bool {
        matches!(self.kind, VarKind::Param | VarKind::Receiver)
    }

    pub fn is_result(&self) -> bool {
        self.kind == VarKind::Result
    }
}

/// A declared function or method.
#[derive(Clone, Debug)]
pub struct FuncObject {
    pub decl: Option<Arc<ast::FuncDecl>>,
    /// `Some` for methods declared in the source.
    pub receiver: Option<Receiver>,
    /// The receiver, parameter and result variables in order (unnamed and `_` ones included),
    /// as declared by `decl`.
    pub receiver_var: Option<ObjectId>,
    pub params: Vec<ObjectId>,
    pub results: Vec<ObjectId>,
    /// Own type parameters (not the receiver's).
    pub type_params: Vec<TypeParamId>,
}

/// The receiver of a declared method.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// `T` or `*T` as declared (instantiated with the receiver's type parameters if generic).
    pub ty: TypeId,
    pub pointer: bool,
    /// The receiver's type parameters, standing for those of the named type.
    pub type_params: Vec<TypeParamId>,
}

/// The predeclared functions and those of package unsafe.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BuiltinKind {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    UnsafeAdd,
    UnsafeAlignof,
    UnsafeOffsetof,
    UnsafeSizeof,
    UnsafeSlice,
    UnsafeSliceData,
    UnsafeString,
    UnsafeStringData,
    /// `assert` and `trace` exist in checker tests only.
    TestAssert,
    TestTrace,
}

/// A package being checked or already checked.
#[derive(Clone, Debug)]
pub struct Package {
    pub path: Symbol,
    pub name: Symbol,
    /// The package block.
    pub scope: ScopeId,
    /// Directly imported packages in order of first appearance.
    pub imports: Vec<PackageId>,
    pub files: Vec<Arc<ast::File>>,
    /// The language version of the module, e.g. 1.27.
    pub go_version: crate::version::GoVersion,
    /// Effective language version of each file, parallel to `files`.
    pub file_versions: Vec<crate::version::GoVersion>,
    /// Checked to the end (with or without errors).
    pub complete: bool,
    /// Every function and method declared in the package, in source order (blank ones included).
    pub functions: Vec<ObjectId>,
    /// Package-level variables in source order (blank ones included).
    pub variables: Vec<ObjectId>,
    /// Package-level initialisers in execution order.
    pub init_order: Vec<crate::info::Initializer>,
    /// Canonical ids of all defined types declared in the package, in source order.
    pub named_types: Vec<TypeId>,
}
