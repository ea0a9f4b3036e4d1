//! The checker of one package: entry point, shared state, order of work.
//!
//! In: `PackageSources`. Out: the package's id and its diagnostics; `Program` is filled in.
//! Order: collect package-level names, resolve each declaration on demand, then function bodies and
//! other checks that need complete types, initialisation order, unused imports, final types of
//! untyped expressions, instantiation cycles, canonical ids.
//! Invariants: delayed actions started by a statement are done before the scope changes again; the
//! environment is saved and restored around every object.
//! Method: follows the phases of cmd/compile's types2, on ids instead of pointers.

use std::cell::OnceCell;
use std::rc::Rc;

use grus_syntax::{Code, Diagnostic, Pos, Symbol, ast};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::constant::Value;
use crate::info::{Mode, TypeAndValue};
use crate::objects::*;
use crate::program::{PackageSources, Program};
use crate::scope::ScopeId;
use crate::types::*;
use crate::version::GoVersion;

mod assign;
mod assignable;
mod builtins;
mod builtins_unsafe;
mod call;
mod collect;
mod composite;
mod conversion;
mod cycles;
mod declare;
mod expr;
mod finish;
mod format;
mod implements;
mod index;
mod infer;
mod init_order;
mod instantiate;
mod interfaces;
mod mono;
mod operand;
mod operators;
mod oversized;
mod range;
mod record;
mod selector;
mod signatures;
mod stmt;
mod structs;
mod switch;
mod terminating;
mod typeset_walk;
mod typexpr;
mod unify;
mod untyped;

use operand::Operand;

/// Stands for "no type yet" in `Object::spelled` while a package is being checked.
pub(crate) const NO_TYPE: TypeId = TypeId(u32::MAX);

/// Checks one package.
pub(crate) fn check(
    program: &mut Program,
    sources: &PackageSources,
) -> (PackageId, Vec<Diagnostic>) {
    if sources.test_builtins {
        crate::universe::declare_test_builtins(program);
    }
    let path = Symbol::intern(sources.path);
    let package = program.add_package(path, Symbol::EMPTY, sources.go_version);
    let mut checker = Checker::new(program, sources, package);
    checker.check_files();
    if !sources.test_builtins {
        // In gc this is a check of its own, after the checker.
        checker.report_interface_cycles();
    }
    checker.explain_versions();
    (package, checker.diagnostics)
}

/// What is known about a package-level declaration (or method) before it is checked.
#[derive(Clone, Default)]
pub(crate) struct DeclInfo<'a> {
    pub file_scope: Option<ScopeId>,
    pub version: Option<GoVersion>,
    /// The variables of an n:1 declaration.
    pub lhs: Option<Rc<[ObjectId]>>,
    pub ty: Option<&'a ast::Expr>,
    pub init: Option<&'a ast::Expr>,
    /// The initialiser is repeated from an earlier constant of the group.
    pub inherited: bool,
    pub var_decl: Option<(&'a std::sync::Arc<ast::VarDecl>, u32)>,
    pub type_decl: Option<&'a ast::TypeDecl>,
    pub func_decl: Option<&'a std::sync::Arc<ast::FuncDecl>>,
    /// Package-level objects the initialiser or function body mentions.
    pub deps: FxHashSet<ObjectId>,
}

impl DeclInfo<'_> {
    pub fn has_initializer(&self) -> bool {
        self.init.is_some() || self.func_decl.is_some_and(|decl| decl.body.is_some())
    }
}

/// Index of a `DeclInfo`.
pub(crate) type DeclIndex = u32;

/// The function whose body is being checked.
#[derive(Clone)]
pub(crate) struct FuncEnv {
    /// The result variables.
    pub results: Rc<[ObjectId]>,
}

/// What a declaration or function body is checked in.
#[derive(Clone)]
pub(crate) struct Environment {
    /// The package-level declaration this belongs to, for initialisation dependencies.
    pub decl: Option<DeclIndex>,
    pub scope: ScopeId,
    pub version: GoVersion,
    /// Value of `iota` in a constant declaration.
    pub iota: Option<Value>,
    /// Position to report errors of an inherited constant initialiser at.
    pub error_pos: Pos,
    pub in_type_params: bool,
    pub func: Option<FuncEnv>,
    /// Calls of `panic`, for the termination analysis.
    pub panic_calls: FxHashSet<ast::NodeId>,
    /// A call or receive was seen in the expression being checked.
    pub has_call_or_receive: bool,
    /// How deep in interface literals the current type is.
    pub interface_depth: u32,
    /// Variables declared in the function body so far.
    pub locals: Vec<ObjectId>,
    /// Type parameters of the enclosing function and its receiver.
    pub type_params: Rc<[TypeParamId]>,
}

impl Environment {
    fn new(scope: ScopeId, version: GoVersion) -> Self {
        Environment {
            decl: None,
            scope,
            version,
            iota: None,
            error_pos: Pos::NONE,
            in_type_params: false,
            func: None,
            panic_calls: FxHashSet::default(),
            has_call_or_receive: false,
            interface_depth: 0,
            locals: Vec::new(),
            type_params: Rc::from([]),
        }
    }
}

/// A check put off until more types are complete.
pub(crate) enum Action<'a> {
    FuncBody(Box<BodyAction<'a>>),
    VarType(&'a ast::Expr, TypeId),
    MapKey(&'a ast::Expr, TypeId),
    EmbeddedField(Pos, TypeId),
    InterfaceMethods(TypeId),
    DuplicateMethod {
        pos: Pos,
        other: Pos,
        name: Symbol,
        types: (TypeId, TypeId),
    },
    UnionTerms(Vec<Term>, Vec<&'a ast::Expr>),
    TypeDecl {
        object: ObjectId,
        decl: &'a ast::TypeDecl,
        version_error: bool,
    },
    Receiver(Pos, TypeId),
    FieldUniqueness(NamedId),
    TypeInstance {
        expr: &'a ast::Expr,
        args: Vec<TypeId>,
        exprs: Vec<&'a ast::Expr>,
        ty: TypeId,
    },
    FuncInstance {
        pos: Pos,
        params: Vec<TypeParamId>,
        args: Vec<TypeId>,
        exprs: Vec<&'a ast::Expr>,
    },
}

/// A function body to check.
pub(crate) struct BodyAction<'a> {
    pub decl: Option<DeclIndex>,
    pub scope: ScopeId,
    pub body: &'a ast::Block,
    pub results: Rc<[ObjectId]>,
    pub iota: Option<Value>,
    pub type_params: Rc<[TypeParamId]>,
}

/// An expression whose untyped type may still change.
#[derive(Clone)]
pub(crate) struct Untyped {
    /// Left operand of a non-constant shift, checked when the type is final.
    pub is_shift_operand: bool,
    pub mode: Mode,
    pub ty: TypeId,
    pub value: Option<Value>,
}

/// The state of checking one package.
pub(crate) struct Checker<'p, 'a> {
    pub program: &'p mut Program,
    pub sources: &'a PackageSources<'a>,
    pub package: PackageId,
    /// Objects from this index on belong to this package.
    pub first_object: usize,
    /// Scopes from this index on are inside functions and type declarations.
    pub first_local_scope: usize,
    pub env: Environment,
    pub diagnostics: Vec<Diagnostic>,
    pub decls: Vec<DeclInfo<'a>>,
    pub decl_of: FxHashMap<ObjectId, DeclIndex>,
    /// Package-level objects and methods in source order.
    pub object_list: Vec<ObjectId>,
    pub order: FxHashMap<ObjectId, u32>,
    /// Files that belong to the package, parallel to their scopes and versions.
    pub files: Vec<&'a ast::File>,
    pub imports: Vec<ObjectId>,
    /// Which dot import brought a name into a file scope.
    pub dot_imports: FxHashMap<(ScopeId, Symbol), ObjectId>,
    /// Packages that could not be imported: lookups in them are not reported.
    pub fake_packages: FxHashSet<PackageId>,
    /// Methods by receiver base type, with whether the receiver is a pointer.
    pub methods: FxHashMap<ObjectId, Vec<(ObjectId, bool)>>,
    pub untyped: FxHashMap<ast::NodeId, Untyped>,
    pub untyped_order: Vec<&'a ast::Expr>,
    pub delayed: Vec<(GoVersion, Action<'a>)>,
    /// Objects being declared, outermost first.
    pub object_path: Vec<ObjectId>,
    pub mono: mono::MonoGraph,
    /// Package names seen anywhere in the import graph, with their paths.
    pub package_names: OnceCell<FxHashMap<Symbol, Vec<Symbol>>>,
    /// The numbers of local types, by declaration.
    pub local_types: FxHashMap<ast::NodeId, u32>,
    /// Functions whose signature is being checked.
    pub funcs_in_progress: FxHashSet<ObjectId>,
    /// The function declaration whose signature is about to be checked.
    pub declared_func: Option<ObjectId>,
    /// Whether the size of a named type depends on type parameters, once known.
    pub variable_sizes: FxHashMap<NamedId, bool>,
    /// Named types whose size is being determined.
    pub size_path: Vec<NamedId>,
    /// Outermost interface literals.
    pub interface_literals: Vec<(Pos, TypeId)>,
}

impl<'p, 'a> Checker<'p, 'a> {
    fn new(program: &'p mut Program, sources: &'a PackageSources<'a>, package: PackageId) -> Self {
        let scope = program.package(package).scope;
        let first_object = program.objects.len();
        Checker {
            program,
            sources,
            package,
            first_object,
            first_local_scope: usize::MAX,
            env: Environment::new(scope, sources.go_version),
            diagnostics: Vec::new(),
            decls: Vec::new(),
            decl_of: FxHashMap::default(),
            object_list: Vec::new(),
            order: FxHashMap::default(),
            files: Vec::new(),
            imports: Vec::new(),
            dot_imports: FxHashMap::default(),
            fake_packages: FxHashSet::default(),
            methods: FxHashMap::default(),
            untyped: FxHashMap::default(),
            untyped_order: Vec::new(),
            delayed: Vec::new(),
            object_path: Vec::new(),
            mono: mono::MonoGraph::default(),
            package_names: OnceCell::new(),
            local_types: FxHashMap::default(),
            funcs_in_progress: FxHashSet::default(),
            declared_func: None,
            variable_sizes: FxHashMap::default(),
            size_path: Vec::new(),
            interface_literals: Vec::new(),
        }
    }

    fn check_files(&mut self) {
        self.select_files();
        self.collect_objects();
        self.direct_cycles();
        self.package_objects();
        self.process_delayed(0);
        self.init_order();
        self.unused_imports();
        self.record_untyped();
        if self.diagnostics.is_empty() {
            self.report_instantiation_cycles();
        }
        self.finish();
    }

    // Objects.

    pub fn object(&self, id: ObjectId) -> &Object {
        self.program.object(id)
    }

    pub fn object_mut(&mut self, id: ObjectId) -> &mut Object {
        &mut self.program.objects[id.index()]
    }

    /// The type of an object, if it has been determined.
    pub fn object_type(&self, id: ObjectId) -> Option<TypeId> {
        Some(self.object(id).spelled).filter(|&ty| ty != NO_TYPE)
    }

    pub fn set_object_type(&mut self, id: ObjectId, ty: TypeId) {
        self.object_mut(id).spelled = ty;
    }

    /// A new object of this package without a type.
    pub fn new_object(&mut self, name: Symbol, kind: ObjectKind, pos: Pos) -> ObjectId {
        let package = self.package;
        self.program.add_object(Object {
            name,
            kind,
            ty: TypeId::INVALID,
            spelled: NO_TYPE,
            package,
            pos,
            parent: None,
            scope_pos: Pos::NONE,
        })
    }

    pub fn new_var(
        &mut self,
        kind: VarKind,
        name: Symbol,
        pos: Pos,
        ty: Option<TypeId>,
    ) -> ObjectId {
        let var = ObjectKind::Var(VarObject { kind, used: false });
        let object = self.new_object(name, var, pos);
        self.set_object_type(object, ty.unwrap_or(NO_TYPE));
        object
    }

    /// Marks a variable of this package as used (or not).
    pub fn set_used(&mut self, id: ObjectId, value: bool) {
        if let ObjectKind::Var(var) = &mut self.object_mut(id).kind {
            var.used = value;
        }
    }

    // Scopes.

    /// The innermost declaration of a name, and the scope that holds it.
    pub fn lookup_scope(&self, name: Symbol) -> Option<(ScopeId, ObjectId)> {
        let mut scope = Some(self.env.scope);
        while let Some(id) = scope {
            let data = &self.program.scopes[id.index()];
            if let Some(object) = data.lookup(name) {
                return Some((id, object));
            }
            scope = data.parent;
        }
        None
    }

    pub fn lookup(&self, name: Symbol) -> Option<ObjectId> {
        self.lookup_scope(name).map(|found| found.1)
    }

    pub fn open_scope(&mut self) {
        self.env.scope = self.program.add_scope(Some(self.env.scope));
    }

    pub fn close_scope(&mut self) {
        if let Some(parent) = self.program.scopes[self.env.scope.index()].parent {
            self.env.scope = parent;
        }
    }

    // Versions.

    pub fn allow_version(&self, minor: u16) -> bool {
        self.env.version >= GoVersion::new(1, minor)
    }

    /// Reports the use of a feature that the language version of the file does not have.
    pub fn verify_version(
        &mut self,
        at: Pos,
        minor: u16,
        feature: impl FnOnce(&Self) -> String,
    ) -> bool {
        if self.allow_version(minor) {
            return true;
        }
        let what = feature(self);
        self.version_error(at, minor, &what);
        false
    }

    pub fn version_error(&mut self, at: Pos, minor: u16, what: &str) {
        let message = format!("{what} requires go1.{minor} or later");
        self.error(at, "UnsupportedFeature", message);
    }

    // Delayed actions.

    pub fn later(&mut self, action: Action<'a>) {
        self.delayed.push((self.env.version, action));
    }

    /// Runs the actions from index `top` on, and those they add.
    pub fn process_delayed(&mut self, top: usize) {
        if self.delayed.len() <= top {
            return;
        }
        let saved = self.env.version;
        let mut index = top;
        while index < self.delayed.len() {
            // A cheap placeholder stays behind; the whole segment is dropped below.
            let placeholder = Action::EmbeddedField(Pos::NONE, TypeId::INVALID);
            let version = self.delayed[index].0;
            let action = std::mem::replace(&mut self.delayed[index].1, placeholder);
            self.env.version = version;
            self.run_action(action);
            index += 1;
        }
        self.delayed.truncate(top);
        self.env.version = saved;
    }

    fn run_action(&mut self, action: Action<'a>) {
        match action {
            Action::FuncBody(body) => self.func_body(*body),
            Action::VarType(expr, ty) => self.check_var_type(expr, ty),
            Action::MapKey(expr, ty) => self.check_map_key(expr, ty),
            Action::EmbeddedField(pos, ty) => self.check_embedded_field(pos, ty),
            Action::InterfaceMethods(ty) => self.check_interface_methods(ty),
            Action::DuplicateMethod {
                pos,
                other,
                name,
                types,
            } => {
                if !self.types().identical(types.0, types.1) {
                    self.duplicate_method(pos, other, name);
                }
            }
            Action::UnionTerms(terms, exprs) => self.check_union_terms(&terms, &exprs),
            Action::TypeDecl {
                object,
                decl,
                version_error,
            } => {
                self.check_type_decl(object, decl, version_error);
            }
            Action::Receiver(pos, ty) => self.check_receiver(pos, ty),
            Action::FieldUniqueness(named) => self.check_field_uniqueness(named),
            Action::TypeInstance {
                expr,
                args,
                exprs,
                ty,
            } => {
                self.verify_type_instance(expr, &args, &exprs, ty);
            }
            Action::FuncInstance {
                pos,
                params,
                args,
                exprs,
            } => {
                self.verify_func_instance(pos, &params, &args, &exprs);
            }
        }
    }

    // Types.

    pub fn types(&mut self) -> &mut crate::table::TypeTable {
        &mut self.program.types
    }

    /// The underlying type as spelled.
    pub fn under(&mut self, ty: TypeId) -> TypeId {
        self.program.types.under(ty)
    }

    /// The data of the underlying type.
    pub fn under_type(&mut self, ty: TypeId) -> Type {
        let under = self.program.types.under(ty);
        self.program.types.get(under).clone()
    }

    pub fn signature_data(&mut self, ty: TypeId) -> Option<std::sync::Arc<Signature>> {
        match self.under_type(ty) {
            Type::Signature(signature) => Some(signature),
            _ => None,
        }
    }

    // Errors.

    pub fn error(&mut self, at: Pos, code: &'static str, message: impl Into<String>) {
        let mut message = message.into();
        if code == "InvalidSyntaxTree" {
            message.insert_str(0, "invalid syntax tree: ");
        }
        self.report(Diagnostic::error(at, Code(code), message));
    }

    /// Reports a diagnostic unless it only follows from an earlier one.
    pub fn report(&mut self, mut diagnostic: Diagnostic) {
        // A message about something that was invalid before adds nothing.
        let follows = |text: &str| diagnostic.message.find(text).is_some_and(|index| index > 0);
        let repeated = follows("invalid operand") || follows("invalid type");
        if repeated && !self.diagnostics.is_empty() {
            return;
        }
        if self.env.error_pos.is_known() {
            diagnostic.pos = self.env.error_pos;
        }
        self.diagnostics.push(diagnostic);
    }

    /// Records mode, type and value of an expression.
    pub fn record_type_and_value(
        &mut self,
        id: ast::NodeId,
        mode: Mode,
        ty: TypeId,
        value: Option<Value>,
    ) {
        if mode != Mode::Invalid {
            self.program
                .info
                .record_type(id, TypeAndValue { mode, ty, value });
        }
    }

    pub fn record_object(&mut self, id: ast::NodeId, object: ObjectId) {
        self.program.info.record_object(id, object);
    }

    /// Notes that the declaration being checked depends on a package-level object.
    pub fn add_dependency(&mut self, to: ObjectId) {
        if let Some(from) = self.env.decl
            && self.decl_of.contains_key(&to)
        {
            self.decls[from as usize].deps.insert(to);
        }
    }

    /// Adds an "other declaration" line.
    pub fn with_other_declaration(&self, diagnostic: Diagnostic, other: ObjectId) -> Diagnostic {
        let object = self.object(other);
        if object.pos.is_known() {
            diagnostic.with_related(object.pos, format!("other declaration of {}", object.name))
        } else {
            diagnostic
        }
    }

    /// Declares an object in a scope, reporting a second declaration.
    pub fn declare(
        &mut self,
        scope: ScopeId,
        ident: Option<ast::Ident>,
        object: ObjectId,
        pos: Pos,
    ) {
        let name = self.object(object).name;
        if !name.is_blank() {
            if let Some(other) = self.program.scopes[scope.index()].insert(name, object) {
                let at = self.object(object).pos;
                let message = format!("{name} redeclared in this block");
                let diagnostic = Diagnostic::error(at, Code("DuplicateDecl"), message);
                let diagnostic = self.with_other_declaration(diagnostic, other);
                self.report(diagnostic);
                return;
            }
            let data = self.object_mut(object);
            data.parent = Some(scope);
            data.scope_pos = pos;
            let local = data.as_var().is_some_and(|var| var.kind == VarKind::Local);
            if local {
                self.env.locals.push(object);
            }
        }
        if let Some(ident) = ident {
            self.record_object(ident.id, object);
        }
    }

    /// An operand that is not (yet) anything.
    pub fn no_operand(&self) -> Operand<'a> {
        Operand::invalid()
    }
}
