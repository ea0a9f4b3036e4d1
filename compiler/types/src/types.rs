//! The Go types as data: ids, the `Type` enum and the parts it is made of.
//!
//! In: nothing. Out: plain data that [`crate::table::TypeTable`] interns and the later stages read.
//! Invariants: a [`TypeId`] is only meaningful in the table that made it. *Canonical* ids (everything
//! found in [`crate::info::Info`], `Object::ty`, and whatever the table derives from those) are equal
//! exactly when the Go types are identical. While a package is being checked there are also *spelled*
//! ids, which keep what diagnostics must print (alias names, parameter names, `byte` against `uint8`);
//! [`crate::table::TypeTable::canonical`] maps a spelled id to its canonical one.
//! Not done here: any operation on types.
//! Spec: "Types", "Type identity".

use std::sync::Arc;

use grus_syntax::{Pos, Symbol};

use crate::objects::{ObjectId, PackageId};

/// Declares a `u32` newtype used as an index into a table.
macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            /// The id as an index into its table.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}
pub(crate) use index_type;

index_type! {
    /// A type in the [`crate::table::TypeTable`].
    TypeId
}
index_type! {
    /// A defined ("named") type or an instance of one.
    NamedId
}
index_type! {
    /// An alias declaration or an instance of one; only reachable from spelled ids.
    AliasId
}
index_type! {
    /// A type parameter.
    TypeParamId
}

/// The predeclared types, at fixed ids (see [`crate::table::TypeTable::new`]).
impl TypeId {
    /// The poison type: an error has been reported, nothing more may be said about it.
    pub const INVALID: TypeId = TypeId(0);
    pub const BOOL: TypeId = TypeId(1);
    pub const INT: TypeId = TypeId(2);
    pub const INT8: TypeId = TypeId(3);
    pub const INT16: TypeId = TypeId(4);
    pub const INT32: TypeId = TypeId(5);
    pub const INT64: TypeId = TypeId(6);
    pub const UINT: TypeId = TypeId(7);
    pub const UINT8: TypeId = TypeId(8);
    pub const UINT16: TypeId = TypeId(9);
    pub const UINT32: TypeId = TypeId(10);
    pub const UINT64: TypeId = TypeId(11);
    pub const UINTPTR: TypeId = TypeId(12);
    pub const FLOAT32: TypeId = TypeId(13);
    pub const FLOAT64: TypeId = TypeId(14);
    pub const COMPLEX64: TypeId = TypeId(15);
    pub const COMPLEX128: TypeId = TypeId(16);
    pub const STRING: TypeId = TypeId(17);
    pub const UNSAFE_POINTER: TypeId = TypeId(18);
    pub const UNTYPED_BOOL: TypeId = TypeId(19);
    pub const UNTYPED_INT: TypeId = TypeId(20);
    pub const UNTYPED_RUNE: TypeId = TypeId(21);
    pub const UNTYPED_FLOAT: TypeId = TypeId(22);
    pub const UNTYPED_COMPLEX: TypeId = TypeId(23);
    pub const UNTYPED_STRING: TypeId = TypeId(24);
    pub const UNTYPED_NIL: TypeId = TypeId(25);
    /// `byte` as spelled; canonically `UINT8`.
    pub const BYTE: TypeId = TypeId(26);
    /// `rune` as spelled; canonically `INT32`.
    pub const RUNE: TypeId = TypeId(27);
    /// `interface{}`.
    pub const EMPTY_INTERFACE: TypeId = TypeId(28);
    /// The empty tuple: the "type" of a call without results.
    pub const EMPTY_TUPLE: TypeId = TypeId(29);
    /// The defined type `error`.
    pub const ERROR: TypeId = TypeId(30);
    /// The defined constraint `comparable`.
    pub const COMPARABLE: TypeId = TypeId(31);
    /// `any` as spelled; canonically `EMPTY_INTERFACE`.
    pub const ANY: TypeId = TypeId(32);
    /// `struct{}`.
    pub const EMPTY_STRUCT: TypeId = TypeId(33);

    /// Whether this is not the poison type.
    pub fn is_valid(self) -> bool {
        self != TypeId::INVALID
    }
}

/// The kinds of predeclared basic types, typed and untyped.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum BasicKind {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

impl BasicKind {
    /// Every kind, in id order: `TypeId(kind as u32)` is the kind's type.
    pub const ALL: [BasicKind; 26] = [
        BasicKind::Invalid,
        BasicKind::Bool,
        BasicKind::Int,
        BasicKind::Int8,
        BasicKind::Int16,
        BasicKind::Int32,
        BasicKind::Int64,
        BasicKind::Uint,
        BasicKind::Uint8,
        BasicKind::Uint16,
        BasicKind::Uint32,
        BasicKind::Uint64,
        BasicKind::Uintptr,
        BasicKind::Float32,
        BasicKind::Float64,
        BasicKind::Complex64,
        BasicKind::Complex128,
        BasicKind::String,
        BasicKind::UnsafePointer,
        BasicKind::UntypedBool,
        BasicKind::UntypedInt,
        BasicKind::UntypedRune,
        BasicKind::UntypedFloat,
        BasicKind::UntypedComplex,
        BasicKind::UntypedString,
        BasicKind::UntypedNil,
    ];

    /// The type of this kind.
    pub const fn type_id(self) -> TypeId {
        TypeId(self as u32)
    }

    /// The Go name of the kind, as diagnostics print it.
    pub const fn name(self) -> &'static str {
        match self {
            BasicKind::Invalid => "invalid type",
            BasicKind::Bool => "bool",
            BasicKind::Int => "int",
            BasicKind::Int8 => "int8",
            BasicKind::Int16 => "int16",
            BasicKind::Int32 => "int32",
            BasicKind::Int64 => "int64",
            BasicKind::Uint => "uint",
            BasicKind::Uint8 => "uint8",
            BasicKind::Uint16 => "uint16",
            BasicKind::Uint32 => "uint32",
            BasicKind::Uint64 => "uint64",
            BasicKind::Uintptr => "uintptr",
            BasicKind::Float32 => "float32",
            BasicKind::Float64 => "float64",
            BasicKind::Complex64 => "complex64",
            BasicKind::Complex128 => "complex128",
            BasicKind::String => "string",
            BasicKind::UnsafePointer => "unsafe.Pointer",
            BasicKind::UntypedBool => "untyped bool",
            BasicKind::UntypedInt => "untyped int",
            BasicKind::UntypedRune => "untyped rune",
            BasicKind::UntypedFloat => "untyped float",
            BasicKind::UntypedComplex => "untyped complex",
            BasicKind::UntypedString => "untyped string",
            BasicKind::UntypedNil => "untyped nil",
        }
    }

    pub const fn is_boolean(self) -> bool {
        matches!(self, BasicKind::Bool | BasicKind::UntypedBool)
    }

    pub const fn is_integer(self) -> bool {
        (self as u8 >= BasicKind::Int as u8 && self as u8 <= BasicKind::Uintptr as u8)
            || matches!(self, BasicKind::UntypedInt | BasicKind::UntypedRune)
    }

    pub const fn is_unsigned(self) -> bool {
        self as u8 >= BasicKind::Uint as u8 && self as u8 <= BasicKind::Uintptr as u8
    }

    pub const fn is_float(self) -> bool {
        matches!(
            self,
            BasicKind::Float32 | BasicKind::Float64 | BasicKind::UntypedFloat
        )
    }

    pub const fn is_complex(self) -> bool {
        matches!(
            self,
            BasicKind::Complex64 | BasicKind::Complex128 | BasicKind::UntypedComplex
        )
    }

    pub const fn is_string(self) -> bool {
        matches!(self, BasicKind::String | BasicKind::UntypedString)
    }

    pub const fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }

    pub const fn is_untyped(self) -> bool {
        self as u8 >= BasicKind::UntypedBool as u8
    }

    /// Whether values of the kind are ordered (`<`).
    pub const fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }

    /// Whether constants of the kind exist.
    pub const fn is_const_type(self) -> bool {
        self.is_boolean() || self.is_numeric() || self.is_string()
    }
}

/// The direction of a channel type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChanDir {
    SendRecv,
    SendOnly,
    RecvOnly,
}

/// A Go type. Cheap to clone: composite parts are shared.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// Includes `Invalid`, the poison kind, and `unsafe.Pointer`.
    Basic(BasicKind),
    Named(NamedId),
    Pointer(TypeId),
    Slice(TypeId),
    Array {
        len: i64,
        elem: TypeId,
    },
    Map {
        key: TypeId,
        elem: TypeId,
    },
    Chan {
        dir: ChanDir,
        elem: TypeId,
    },
    Struct(Arc<StructType>),
    /// The result of a call with zero or several results.
    Tuple(Arc<[TypeId]>),
    Signature(Arc<Signature>),
    Interface(Arc<Interface>),
    TypeParam(TypeParamId),
    /// Only as an embedded element of a constraint interface.
    Union(Arc<[Term]>),
    /// Only as a spelled type.
    Alias(AliasId),
}

/// A struct type: its fields in source order.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct StructType {
    pub fields: Vec<Field>,
}

/// One field of a struct type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Field {
    pub name: Symbol,
    /// The declaring package; part of the identity of non-exported fields only.
    /// Canonical types carry `PackageId::NONE` here for exported fields.
    pub package: PackageId,
    pub ty: TypeId,
    pub embedded: bool,
    /// The unquoted tag; empty when absent.
    pub tag: Symbol,
    /// Where the field is declared; `Pos` zero in canonical types.
    pub pos: Pos,
}

impl Field {
    pub fn exported(&self) -> bool {
        is_exported(self.name)
    }
}

/// A parameter or result. Canonical signatures have no names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Param {
    /// `None` when unnamed.
    pub name: Option<Symbol>,
    pub ty: TypeId,
}

/// A function type. The receiver is not part of it (see `FuncObject`).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Signature {
    /// Non-empty for a generic function that has not been instantiated.
    pub type_params: Vec<TypeParamId>,
    pub params: Vec<Param>,
    pub results: Vec<Param>,
    /// The last parameter is `...T`; its `ty` is then `[]T`.
    pub variadic: bool,
}

/// An interface type. Canonical interfaces are flat: `methods` is the whole sorted method set,
/// `embedded` holds at most one union.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Interface {
    /// Explicitly declared methods; in canonical types all methods, sorted by [`method_order`].
    pub methods: Vec<Method>,
    pub embedded: Vec<Embedded>,
    /// Wraps a constraint literal such as `[T ~int]` that was written without `interface`.
    pub implicit: bool,
    /// The set contains comparable types only (`comparable` itself, or embeds it).
    pub comparable: bool,
    /// Makes every spelled interface literal distinct; zero in canonical types.
    pub pos: Pos,
}

/// A method of an interface type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Method {
    pub name: Symbol,
    /// `PackageId::NONE` for exported methods of canonical types.
    pub package: PackageId,
    /// Always a signature.
    pub signature: TypeId,
    pub pos: Pos,
}

/// An embedded element of an interface.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Embedded {
    pub ty: TypeId,
    pub pos: Pos,
}

/// A term of a union: `T` or `~T`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    pub tilde: bool,
    pub ty: TypeId,
}

/// The set of types an interface stands for, flattened from embedded elements.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeSet {
    /// All methods, sorted by [`method_order`].
    pub methods: Vec<Method>,
    /// `None`: all types; otherwise the union (possibly empty) of the terms.
    pub terms: Option<Vec<Term>>,
    /// Only comparable types; implies `terms == None`.
    pub comparable: bool,
}

impl TypeSet {
    /// Whether the set is described by methods alone (an ordinary interface).
    pub fn is_method_set(&self) -> bool {
        !self.comparable && self.terms.is_none()
    }

    /// Whether every type is in the set.
    pub fn is_all(&self) -> bool {
        self.is_method_set() && self.methods.is_empty()
    }

    /// Whether no type is in the set.
    pub fn is_empty(&self) -> bool {
        self.terms.as_ref().is_some_and(|t| t.is_empty())
    }

    /// Whether the set is restricted by at least one term.
    pub fn has_terms(&self) -> bool {
        self.terms.as_ref().is_some_and(|t| !t.is_empty())
    }
}

/// A defined type, or an instance of a generic (or function-local) one.
#[derive(Clone, Debug)]
pub struct Named {
    /// The declared type name; for instances that of the origin.
    pub object: ObjectId,
    pub name: Symbol,
    pub package: PackageId,
    /// The type this named type denotes.
    pub type_id: TypeId,
    /// The type on the right-hand side of the declaration, once known. May itself be named.
    pub rhs: Option<TypeId>,
    /// The underlying type as spelled, once known.
    pub underlying: Option<TypeId>,
    /// The canonical underlying type; what later stages see.
    pub canonical_underlying: Option<TypeId>,
    /// The type parameters of a generic declaration (empty for instances).
    pub type_params: Vec<TypeParamId>,
    /// Type parameters of the enclosing function (and its receiver) for a local declaration.
    pub enclosing_type_params: Vec<TypeParamId>,
    /// The generic (or local) declaration of which this is an instance.
    pub origin: Option<NamedId>,
    /// The type arguments of an instance.
    pub type_args: Vec<TypeId>,
    /// What the enclosing type parameters stand for in an instance made for a function instance.
    pub enclosing_type_args: Vec<TypeId>,
    /// Declared methods in source order; instances: those of the origin.
    pub methods: Vec<MethodEntry>,
    /// Where an instance was first made in the source.
    pub pos: Pos,
    /// For a type declared in a function: how many same-named local types of the package came
    /// before it (gc numbers them `T·1`, `T·2`, ...); zero for package-level types.
    pub local_number: u32,
}

/// A method declared for a named type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodEntry {
    pub name: Symbol,
    pub package: PackageId,
    /// The `Func` object. Its signature is in terms of the receiver's own type parameters.
    pub object: ObjectId,
    pub pointer_receiver: bool,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TypeParam {
    pub object: ObjectId,
    pub name: Symbol,
    /// Position in its type parameter list.
    pub index: u32,
    /// The constraint as written.
    pub bound: TypeId,
    pub type_id: TypeId,
    pub pos: Pos,
}

/// An alias declaration, or an instance of a generic one.
#[derive(Clone, Debug)]
pub struct Alias {
    pub object: ObjectId,
    pub name: Symbol,
    pub package: PackageId,
    pub type_id: TypeId,
    pub type_params: Vec<TypeParamId>,
    pub type_args: Vec<TypeId>,
    /// The aliased type, once known.
    pub actual: Option<TypeId>,
}

/// Whether a name starts with an upper-case letter.
///
/// spec (Exported identifiers): "the first character of the identifier's name is a Unicode
/// uppercase letter".
pub fn is_exported(name: Symbol) -> bool {
    name.is_exported()
}

/// The order of methods in method sets and method tables: exported ones first, then by name,
/// then (for non-exported ones) by package path.
pub fn method_order(
    a: (Symbol, PackageId),
    b: (Symbol, PackageId),
    path: &dyn Fn(PackageId) -> Symbol,
) -> std::cmp::Ordering {
    let (exported_a, exported_b) = (is_exported(a.0), is_exported(b.0));
    exported_b
        .cmp(&exported_a)
        .then_with(|| a.0.as_str().cmp(b.0.as_str()))
        .then_with(|| {
            if exported_a || a.1 == b.1 {
                std::cmp::Ordering::Equal
            } else {
                path(a.1).as_str().cmp(path(b.1).as_str())
            }
        })
}
