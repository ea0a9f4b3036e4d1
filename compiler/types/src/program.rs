//! The whole program as the checker sees it: types, objects, scopes, packages, side tables.
//!
//! In: packages in dependency order, one [`check_package`] call each. Out: a `Program` that the
//! lowerer extends (instantiation) and code generation reads (`&Program` is `Sync`).
//! Invariants: a package is added before anything that imports it; ids never change.
//! Spec: "Packages".

use std::sync::Arc;

use grus_syntax::{Diagnostic, Pos, SourceMap, Symbol, ast};
use rustc_hash::FxHashMap;

use crate::info::Info;
use crate::objects::*;
use crate::scope::{Scope, ScopeId};
use crate::table::TypeTable;
use crate::types::*;
use crate::version::GoVersion;

/// Everything known about a program.
#[derive(Clone, Debug)]
pub struct Program {
    pub types: TypeTable,
    pub objects: Vec<Object>,
    pub scopes: Vec<Scope>,
    pub packages: Vec<Package>,
    pub info: Info,
    by_path: FxHashMap<Symbol, PackageId>,
}

/// The files of one package and how to check them.
pub struct PackageSources<'a> {
    /// Import path; diagnostics and link names use it (`main` for commands).
    pub path: &'a str,
    pub files: &'a [Arc<ast::File>],
    /// Language version of the module (`go` line or `-lang`).
    pub go_version: GoVersion,
    /// Maps an import path as written to the path the package was checked under (vendoring);
    /// identity if `None`.
    pub resolve_import: Option<&'a dyn Fn(&str) -> String>,
    /// To print positions inside messages.
    pub source_map: &'a SourceMap,
    /// Do not check function bodies.
    pub ignore_func_bodies: bool,
    /// For the checker's own tests: declares the builtins `assert` and `trace`, and reports
    /// repeated messages too.
    pub test_builtins: bool,
}

impl Default for Program {
    fn default() -> Self {
        Program::new()
    }
}

impl Program {
    /// A program with only the universe and package unsafe.
    pub fn new() -> Self {
        let mut program = Program {
            types: TypeTable::new(),
            objects: Vec::new(),
            scopes: Vec::new(),
            packages: Vec::new(),
            info: Info::default(),
            by_path: FxHashMap::default(),
        };
        crate::universe::declare(&mut program);
        program
    }

    /// An object.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.index()]
    }

    /// A package.
    pub fn package(&self, id: PackageId) -> &Package {
        &self.packages[id.index()]
    }

    /// The package checked under an import path.
    pub fn package_by_path(&self, path: &str) -> Option<PackageId> {
        self.by_path.get(&Symbol::intern(path)).copied()
    }

    /// A package-level object by package path and name (also non-exported ones): how the lowerer
    /// finds run-time support written in Go.
    pub fn lookup(&self, path: &str, name: &str) -> Option<ObjectId> {
        let package = self.package_by_path(path)?;
        self.scopes[self.package(package).scope.index()].lookup(Symbol::intern(name))
    }

    /// The language version of the file an object or position belongs to.
    pub fn file_version(&self, package: PackageId, file: usize) -> GoVersion {
        let package = self.package(package);
        package
            .file_versions
            .get(file)
            .copied()
            .unwrap_or(package.go_version)
    }

    pub(crate) fn add_object(&mut self, object: Object) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        self.objects.push(object);
        id
    }

    pub(crate) fn add_scope(&mut self, parent: Option<ScopeId>) -> ScopeId {
        let id = ScopeId(self.scopes.len() as u32);
        self.scopes.push(Scope::new(parent));
        id
    }

    pub(crate) fn add_package(
        &mut self,
        path: Symbol,
        name: Symbol,
        version: GoVersion,
    ) -> PackageId {
        let scope = self.add_scope(Some(ScopeId::UNIVERSE));
        let id = PackageId(self.packages.len() as u32);
        self.packages.push(Package {
            path,
            name,
            scope,
            imports: Vec::new(),
            files: Vec::new(),
            go_version: version,
            file_versions: Vec::new(),
            complete: false,
            functions: Vec::new(),
            variables: Vec::new(),
            init_order: Vec::new(),
            named_types: Vec::new(),
        });
        self.types.set_package_path(id, path);
        self.by_path.insert(path, id);
        id
    }

    /// An empty package standing for one that could not be imported; not found by its path.
    pub(crate) fn add_fake_package(
        &mut self,
        path: Symbol,
        name: Symbol,
        version: GoVersion,
    ) -> PackageId {
        let known = self.by_path.get(&path).copied();
        let id = self.add_package(path, name, version);
        match known {
            Some(known) => self.by_path.insert(path, known),
            None => self.by_path.remove(&path),
        };
        id
    }

    /// Signature of a declared method for a receiver type (or pointer to one): the receiver's type
    /// parameters replaced by the type arguments. Canonical types only.
    pub fn method_signature(&mut self, receiver: TypeId, method: ObjectId) -> TypeId {
        let map = self.method_substitution(receiver, method);
        let ty = self.object(method).ty;
        self.types.substitute(ty, &map)
    }

    /// The pairs that turn a method's declaration into the method of `receiver`'s named type.
    pub fn method_substitution(
        &self,
        receiver: TypeId,
        method: ObjectId,
    ) -> Vec<(TypeParamId, TypeId)> {
        let base = match *self.types.get(receiver) {
            Type::Pointer(base) => base,
            _ => receiver,
        };
        let Some(named) = self.types.as_named(base) else {
            return Vec::new();
        };
        let Some(func) = self.object(method).as_func() else {
            return Vec::new();
        };
        let Some(receiver) = &func.receiver else {
            return Vec::new();
        };
        let args = &self.types.named(named).type_args;
        receiver
            .type_params
            .iter()
            .copied()
            .zip(args.iter().copied())
            .collect()
    }
}

/// Checks one package. All packages it imports must have been checked before.
///
/// Returns the package and the diagnostics in the order they were found, as `grus_syntax::diagnostic`
/// takes them. If there are any errors, the package must
/// not be compiled; packages importing it can still be checked.
pub fn check_package(
    program: &mut Program,
    sources: &PackageSources,
) -> (PackageId, Vec<Diagnostic>) {
    crate::check::check(program, sources)
}

/// A position-free object, for predeclared names.
pub(crate) fn predeclared(
    name: Symbol,
    kind: ObjectKind,
    ty: TypeId,
    package: PackageId,
) -> Object {
    Object {
        name,
        kind,
        ty,
        spelled: ty,
        package,
        pos: Pos::NONE,
        parent: Some(ScopeId::UNIVERSE),
        scope_pos: Pos::NONE,
    }
}
