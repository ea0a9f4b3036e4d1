//! The universe block and package unsafe.
//!
//! In: an empty program. Out: predeclared types, constants, `nil` and functions in scope 0; package
//! unsafe at `PackageId::UNSAFE`.
//! Spec: "Predeclared identifiers", "Package unsafe".

use grus_syntax::Symbol;

use crate::constant::Value;
use crate::objects::*;
use crate::program::{Program, predeclared};
use crate::scope::ScopeId;
use crate::types::*;
use crate::version::GoVersion;

/// The predeclared functions by name.
const BUILTINS: [(&str, BuiltinKind); 18] = [
    ("append", BuiltinKind::Append),
    ("cap", BuiltinKind::Cap),
    ("clear", BuiltinKind::Clear),
    ("close", BuiltinKind::Close),
    ("complex", BuiltinKind::Complex),
    ("copy", BuiltinKind::Copy),
    ("delete", BuiltinKind::Delete),
    ("imag", BuiltinKind::Imag),
    ("len", BuiltinKind::Len),
    ("make", BuiltinKind::Make),
    ("max", BuiltinKind::Max),
    ("min", BuiltinKind::Min),
    ("new", BuiltinKind::New),
    ("panic", BuiltinKind::Panic),
    ("print", BuiltinKind::Print),
    ("println", BuiltinKind::Println),
    ("real", BuiltinKind::Real),
    ("recover", BuiltinKind::Recover),
];

const UNSAFE_BUILTINS: [(&str, BuiltinKind); 8] = [
    ("Add", BuiltinKind::UnsafeAdd),
    ("Alignof", BuiltinKind::UnsafeAlignof),
    ("Offsetof", BuiltinKind::UnsafeOffsetof),
    ("Sizeof", BuiltinKind::UnsafeSizeof),
    ("Slice", BuiltinKind::UnsafeSlice),
    ("SliceData", BuiltinKind::UnsafeSliceData),
    ("String", BuiltinKind::UnsafeString),
    ("StringData", BuiltinKind::UnsafeStringData),
];

const TEST_BUILTINS: [(&str, BuiltinKind); 2] = [
    ("assert", BuiltinKind::TestAssert),
    ("trace", BuiltinKind::TestTrace),
];

impl BuiltinKind {
    /// The name diagnostics use (without `unsafe.`).
    pub fn name(self) -> &'static str {
        let all = BUILTINS
            .iter()
            .chain(&UNSAFE_BUILTINS)
            .chain(&TEST_BUILTINS);
        all.filter(|entry| entry.1 == self)
            .map(|entry| entry.0)
            .next()
            .unwrap_or("")
    }
}

/// Declares everything predeclared in a new program.
pub(crate) fn declare(program: &mut Program) {
    let universe = program.add_scope(None);
    debug_assert_eq!(universe, ScopeId::UNIVERSE);
    program.add_package(Symbol::EMPTY, Symbol::EMPTY, GoVersion::CURRENT);
    program.add_package(Symbol::UNSAFE, Symbol::UNSAFE, GoVersion::CURRENT);
    let kinds = BasicKind::ALL.iter().filter(|kind| {
        !kind.is_untyped() && !matches!(kind, BasicKind::Invalid | BasicKind::UnsafePointer)
    });
    for kind in kinds {
        declare_type(program, kind.name(), kind.type_id(), false);
    }
    declare_type(program, "byte", TypeId::BYTE, true);
    declare_type(program, "rune", TypeId::RUNE, true);
    let error = declare_type(program, "error", TypeId::ERROR, false);
    let comparable = declare_type(program, "comparable", TypeId::COMPARABLE, false);
    declare_type(program, "any", TypeId::ANY, true);
    for (ty, object) in [(TypeId::ERROR, error), (TypeId::COMPARABLE, comparable)] {
        if let Some(id) = program.types.as_named(ty) {
            program.types.named_mut(id).object = object;
        }
    }
    let bools = [("true", true), ("false", false)];
    for (name, value) in bools {
        let kind = ObjectKind::Const {
            value: Value::Bool(value),
        };
        insert(
            program,
            universe,
            name,
            kind,
            TypeId::UNTYPED_BOOL,
            PackageId::NONE,
        );
    }
    let iota = ObjectKind::Const {
        value: Value::Int(0),
    };
    insert(
        program,
        universe,
        "iota",
        iota,
        TypeId::UNTYPED_INT,
        PackageId::NONE,
    );
    insert(
        program,
        universe,
        "nil",
        ObjectKind::Nil,
        TypeId::UNTYPED_NIL,
        PackageId::NONE,
    );
    for (name, kind) in BUILTINS {
        let kind = ObjectKind::Builtin(kind);
        insert(
            program,
            universe,
            name,
            kind,
            TypeId::INVALID,
            PackageId::NONE,
        );
    }
    let scope = program.package(PackageId::UNSAFE).scope;
    for (name, kind) in UNSAFE_BUILTINS {
        let kind = ObjectKind::Builtin(kind);
        insert(
            program,
            scope,
            name,
            kind,
            TypeId::INVALID,
            PackageId::UNSAFE,
        );
    }
    let pointer = ObjectKind::TypeName { alias: false };
    insert(
        program,
        scope,
        "Pointer",
        pointer,
        TypeId::UNSAFE_POINTER,
        PackageId::UNSAFE,
    );
    program.packages[PackageId::UNSAFE.index()].complete = true;
}

/// Adds the builtins that only the checker's own tests use.
pub(crate) fn declare_test_builtins(program: &mut Program) {
    for (name, kind) in TEST_BUILTINS {
        let kind = ObjectKind::Builtin(kind);
        insert(
            program,
            ScopeId::UNIVERSE,
            name,
            kind,
            TypeId::INVALID,
            PackageId::NONE,
        );
    }
}

fn declare_type(program: &mut Program, name: &str, ty: TypeId, alias: bool) -> ObjectId {
    let kind = ObjectKind::TypeName { alias };
    insert(program, ScopeId::UNIVERSE, name, kind, ty, PackageId::NONE)
}

fn insert(
    program: &mut Program,
    scope: ScopeId,
    name: &str,
    kind: ObjectKind,
    ty: TypeId,
    package: PackageId,
) -> ObjectId {
    let name = Symbol::intern(name);
    let id = program.add_object(predeclared(name, kind, ty, package));
    program.objects[id.index()].parent = Some(scope);
    if package == PackageId::NONE && program.types.canonical(ty) != ty {
        program.objects[id.index()].ty = program.types.canonical(ty);
    }
    program.scopes[scope.index()].insert(name, id);
    id
}
