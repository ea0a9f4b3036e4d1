//! The worklist: which functions, types and variables the program needs.
//!
//! In: the checked program and its main package. Out: the MIR of everything reachable.
//! Invariants: a function instance is a (function object, type arguments) pair or one of the
//! compiler-made kinds of [`InstanceKey`], lowered once; instances are numbered in the order in which
//! they are first needed, which depends on the source alone.
//! Not done: bodies (see `function`), method reachability (see `methods`).

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use cranelift_entity::EntityRef;
use grus_abi::functions::go_functions;
use grus_mir::*;
use grus_syntax::ast::FuncDecl;
use grus_syntax::pragma::PragmaFlags;
use grus_syntax::{Diagnostic, Pos, Symbol};
use grus_types::{FuncObject, ObjectId, ObjectKind, PackageId, Type, TypeId, TypeParamId};
use rustc_hash::FxHashMap;

use crate::embed::EmbeddedFile;
use crate::function::new_function;
use crate::init::Initialisation;
use crate::methods::Reachability;
use crate::names::{self, Qualify};

/// What to start from.
#[derive(Default)]
pub struct Options {
    /// Package-level functions to compile even if nothing in the program calls them, as (package
    /// path, name): what code generation or the runtime refers to by symbol. Those that do not exist
    /// are ignored; the ones of `grus_abi::functions::go_functions` are always included.
    pub roots: Vec<(String, String)>,
    /// Packages of which everything is compiled: all variables, and all functions and methods without
    /// type parameters, whether the program uses them or not.
    pub whole_packages: Vec<PackageId>,
    /// By position of a `//go:embed` directive, the files it names.
    pub embedded_files: BTreeMap<Pos, Vec<EmbeddedFile>>,
    /// Keep the bodies of functions as `-m=2` prints them.
    pub inline_text: bool,
    /// Whether the loop variables of those packages are per iteration, whatever the language versions
    /// of their files say.
    pub per_iteration: Option<bool>,
}

/// Lowers everything reachable from `main`.
///
/// The program's entry is `runtime.main` if package runtime is there, else `main.main`.
pub fn lower_program(
    program: &mut grus_types::Program,
    main: PackageId,
    options: &Options,
) -> Result<Program, Vec<Diagnostic>> {
    let mut lowerer = Lowerer::new(program, main);
    lowerer.embedded_files.clone_from(&options.embedded_files);
    lowerer.inline_text = options.inline_text;
    if let Some(per_iteration) = options.per_iteration {
        lowerer.set_loop_rule(&options.whole_packages, per_iteration);
    }
    lowerer.start(options);
    lowerer.run();
    if !lowerer.diagnostics.is_empty() {
        return Err(lowerer.diagnostics);
    }
    lowerer.finish();
    Ok(lowerer.mir)
}

/// What identifies a function instance.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum InstanceKey {
    /// A declared function or method; the receiver's type arguments come first.
    Declared {
        object: ObjectId,
        type_args: Vec<TypeId>,
    },
    /// The method of this name for a receiver type that does not declare it itself: promoted
    /// methods, value methods of pointers, interface methods as functions.
    Wrapper(MethodKey),
    /// The closure body of a method value.
    MethodValue(MethodKey),
}

/// A method of a receiver type; type arguments if the method itself has type parameters.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct MethodKey {
    pub receiver: TypeId,
    pub name: Symbol,
    /// The declaring package; for methods of interfaces it matters only if the name is not exported.
    pub package: PackageId,
    pub type_args: Vec<TypeId>,
}

/// A function whose body is to be made.
#[derive(Clone)]
pub(crate) struct WorkItem {
    pub function: FunctionId,
    pub key: InstanceKey,
}

/// State of the lowering of a whole program.
pub(crate) struct Lowerer<'p> {
    pub program: &'p mut grus_types::Program,
    pub main: PackageId,
    pub mir: Program,
    pub diagnostics: Vec<Diagnostic>,
    pub reachability: Reachability,
    pub initialisation: Initialisation,
    instances: FxHashMap<InstanceKey, FunctionId>,
    worklist: VecDeque<WorkItem>,
    globals: FxHashMap<ObjectId, GlobalId>,
    externals: FxHashMap<(Arc<str>, TypeId), FunctionId>,
    /// `//go:linkname` directives: what a name of a package is called in the executable.
    link_names: FxHashMap<(PackageId, Symbol), Symbol>,
    /// Functions and variables that `//go:linkname` gives another symbol.
    pushed: FxHashMap<Symbol, ObjectId>,
    /// Start positions of files and whether their loop variables are per iteration, sorted.
    file_versions: Vec<(Pos, bool)>,
    /// Runs a list of deferred functions (see `statements::range_function`).
    pub defer_list_runner: Option<FunctionId>,
    /// The files of `//go:embed` directives.
    pub embedded_files: BTreeMap<Pos, Vec<EmbeddedFile>>,
    /// Asking whether a value is static: nothing may be recorded.
    pub dry_run: bool,
    /// Whether [`grus_mir::InlineFacts::text`] is wanted.
    pub inline_text: bool,
    /// Compiler-made globals so far, by package, for their names.
    static_count: FxHashMap<PackageId, u32>,
}

impl<'p> Lowerer<'p> {
    fn new(program: &'p mut grus_types::Program, main: PackageId) -> Self {
        let mut link_names = FxHashMap::default();
        let mut pushed = FxHashMap::default();
        let mut file_versions = Vec::new();
        for index in 0..program.packages.len() {
            let package = PackageId(index as u32);
            let data = program.package(package);
            for (number, file) in data.files.iter().enumerate() {
                let version = program.file_version(package, number);
                file_versions.push((file.pos, version.per_iteration_loop_variables()));
                for directive in &file.linknames {
                    let Some(remote) = directive.remote else {
                        continue;
                    };
                    link_names.insert((package, directive.local), remote);
                    let object = program.scopes[data.scope.index()].lookup(directive.local);
                    if let Some(object) = object.filter(|&object| is_definition(program, object)) {
                        pushed.insert(remote, object);
                    }
                }
            }
        }
        file_versions.sort();
        Lowerer {
            program,
            main,
            mir: Program::default(),
            diagnostics: Vec::new(),
            reachability: Reachability::default(),
            initialisation: Initialisation::default(),
            instances: FxHashMap::default(),
            worklist: VecDeque::new(),
            globals: FxHashMap::default(),
            externals: FxHashMap::default(),
            link_names,
            pushed,
            file_versions,
            defer_list_runner: None,
            embedded_files: BTreeMap::new(),
            dry_run: false,
            inline_text: false,
            static_count: FxHashMap::default(),
        }
    }

    fn start(&mut self, options: &Options) {
        self.start_initialisation();
        let main = self.main_function();
        let main = main.map(|object| self.declared(object, &[]));
        let runtime = self.program.lookup("runtime", "main");
        self.mir.entry = runtime.map(|object| self.declared(object, &[])).or(main);
        let built_in = [
            go_functions::PANIC,
            go_functions::DEFER_RETURN,
            go_functions::SIGNAL_PANIC,
            go_functions::RAISE,
            go_functions::GOEXIT,
        ];
        let built_in = built_in.iter().filter_map(|symbol| symbol.rsplit_once('.'));
        let wanted = options
            .roots
            .iter()
            .map(|(path, name)| (path.as_str(), name.as_str()));
        for (path, name) in built_in.chain(wanted) {
            if let Some(object) = self.program.lookup(path, name) {
                self.declared(object, &[]);
            }
        }
        for &package in &options.whole_packages {
            self.start_whole_package(package);
        }
        // What must not allocate is looked at, used or not.
        self.start_functions(self.main, &|decl| {
            decl.pragmas.flags.contains(PragmaFlags::GRUS_NO_HEAP)
        });
    }

    /// Compiles the functions and methods of a package that are wanted, if they have no type parameters.
    fn start_functions(&mut self, package: PackageId, wanted: &dyn Fn(&FuncDecl) -> bool) {
        for object in self.program.package(package).functions.clone() {
            let Some(function) = self.program.object(object).as_func() else {
                continue;
            };
            let has_body = function
                .decl
                .as_ref()
                .is_some_and(|decl| decl.body.is_some() && wanted(decl));
            let generic = !function.type_params.is_empty()
                || function
                    .receiver
                    .as_ref()
                    .is_some_and(|receiver| !receiver.type_params.is_empty());
            let name = self.program.object(object).name.as_str();
            if has_body && !generic && name != "_" && name != "init" {
                self.declared(object, &[]);
            }
        }
    }

    fn start_whole_package(&mut self, package: PackageId) {
        self.start_functions(package, &|_| true);
        // Variables, for the functions that their initialisers call.
        for initializer in self.program.package(package).init_order.clone() {
            for variable in initializer.lhs {
                self.global(variable);
            }
        }
    }

    /// Where a command begins; none in other packages, whatever they call `main`.
    fn main_function(&self) -> Option<ObjectId> {
        let package = self.program.package(self.main);
        let scope = &self.program.scopes[package.scope.index()];
        let main = Symbol::intern("main");
        scope.lookup(main).filter(|_| package.name == main)
    }

    fn run(&mut self) {
        loop {
            while let Some(item) = self.worklist.pop_front() {
                self.lower_item(item);
            }
            let more = self.reach_methods() | self.initialise_reached();
            if !more && self.worklist.is_empty() {
                return;
            }
        }
    }

    fn lower_item(&mut self, item: WorkItem) {
        match item.key {
            InstanceKey::Declared { object, type_args } => {
                self.lower_declared(item.function, object, &type_args);
            }
            InstanceKey::Wrapper(method) => self.lower_wrapper(item.function, &method),
            InstanceKey::MethodValue(method) => self.lower_method_value(item.function, &method),
        }
    }

    fn finish(&mut self) {
        self.finish_initialisation();
        self.finish_methods();
    }

    // Instances.

    /// The function of an instance, registered with `make` when it is first needed.
    pub fn instance(
        &mut self,
        key: InstanceKey,
        make: impl FnOnce(&mut Self) -> Function,
    ) -> FunctionId {
        if let Some(&known) = self.instances.get(&key) {
            return known;
        }
        let function = make(self);
        let has_body = !function.external;
        let id = self.mir.functions.push(function);
        self.instances.insert(key.clone(), id);
        if has_body {
            self.worklist.push_back(WorkItem { function: id, key });
        }
        id
    }

    /// The instance of a declared function or method; type arguments of its receiver first.
    pub fn declared(&mut self, object: ObjectId, type_args: &[TypeId]) -> FunctionId {
        self.note_reflection(object);
        match self.resolve_link_name(object) {
            Ok(target) if target == object => self.defined(object, type_args),
            Ok(target) => {
                let id = self.defined(target, type_args);
                let wanted = self.full_signature(object, &[]);
                if self.mir.functions[id].signature == wanted {
                    return id;
                }
                // The declarations agree in representation only.
                let symbol = self.mir.functions[id].symbol.clone();
                self.external(symbol, object)
            }
            Err(symbol) => self.external(symbol, object),
        }
    }

    /// The instance of a function that has a body (or is an intrinsic).
    fn defined(&mut self, object: ObjectId, type_args: &[TypeId]) -> FunctionId {
        let key = InstanceKey::Declared {
            object,
            type_args: type_args.to_vec(),
        };
        self.instance(key, |lowerer| lowerer.declaration_header(object, type_args))
    }

    /// Follows `//go:linkname` from a function without body to the one that is meant: an object, or
    /// a symbol the runtime provides.
    fn resolve_link_name(&self, object: ObjectId) -> Result<ObjectId, Arc<str>> {
        let data = self.program.object(object);
        let path = self.program.package(data.package).path;
        if is_definition(self.program, object)
            || crate::intrinsics::intrinsic(path.as_str(), data.name.as_str()).is_some()
        {
            return Ok(object);
        }
        let plain = format!(
            "{}.{}",
            names::package_prefix(self.program, data.package),
            data.name
        );
        let linked = self.link_names.get(&(data.package, data.name));
        let symbol = match plain.as_str() {
            "runtime.inittasks" => go_functions::INITIALISE.to_string(),
            "runtime.main_main" => {
                return self.main_function().ok_or_else(|| plain.into());
            }
            _ => linked.map_or(plain, |symbol| symbol.to_string()),
        };
        if let Some(&target) = self.pushed.get(&Symbol::intern(&symbol)) {
            return Ok(target);
        }
        if let Some((path, name)) = symbol.rsplit_once('.')
            && let Some(target) = self.program.lookup(path, name)
            && is_definition(self.program, target)
        {
            return Ok(target);
        }
        Err(symbol.into())
    }

    fn declaration_header(&mut self, object: ObjectId, type_args: &[TypeId]) -> Function {
        let (symbol, display_name) = self.declared_names(object, type_args);
        let data = self.program.object(object);
        let (package, pos) = (data.package, data.pos);
        let mut function = new_function(symbol, display_name, package);
        function.pos = pos;
        let func = self.program.object(object).as_func().cloned();
        if let Some(decl) = func.as_ref().and_then(|func| func.decl.clone()) {
            function.pos = decl.pos;
            function.end = decl.body.as_ref().map_or(decl.pos, |body| body.rbrace);
            function.flags = flags_of(decl.pragmas.flags);
        }
        function.flags.duplicate_ok = !type_args.is_empty();
        function.flags.wrapper = self.is_reflection_wrapper(object);
        let substitution = self.declared_substitution(object, type_args);
        function.signature = self.full_signature(object, &substitution);
        function
    }

    /// A function that the runtime provides under `symbol`.
    pub fn external_function(
        &mut self,
        symbol: &str,
        signature: TypeId,
        package: PackageId,
    ) -> FunctionId {
        let symbol: Arc<str> = symbol.into();
        if let Some(&known) = self.externals.get(&(symbol.clone(), signature)) {
            return known;
        }
        let mut function = new_function(symbol.clone(), symbol.clone(), package);
        function.external = true;
        function.signature = signature;
        let Type::Signature(data) = self.program.types.get(signature).clone() else {
            return self.mir.functions.push(function);
        };
        for (index, parameter) in data.params.iter().enumerate() {
            let kind = LocalKind::Parameter(index as u32);
            let local = function.locals.push(external_local(parameter.ty, kind));
            function.parameters.push(local);
        }
        for (index, result) in data.results.iter().enumerate() {
            let kind = LocalKind::Result(index as u32);
            let local = function.locals.push(external_local(result.ty, kind));
            function.results.push(local);
        }
        let id = self.mir.functions.push(function);
        self.externals.insert((symbol, signature), id);
        id
    }

    fn external(&mut self, symbol: Arc<str>, object: ObjectId) -> FunctionId {
        if let Some(function) = self.initialisation.function
            && &*symbol == go_functions::INITIALISE
        {
            return function;
        }
        let signature = self.full_signature(object, &[]);
        let data = self.program.object(object);
        let (package, pos) = (data.package, data.pos);
        let flags = data
            .as_func()
            .and_then(|func| func.decl.as_ref())
            .map(|d| d.pragmas.flags);
        let id = self.external_function(&symbol, signature, package);
        let function = &mut self.mir.functions[id];
        function.pos = pos;
        function.flags = flags_of(flags.unwrap_or_default());
        id
    }

    /// What the type parameters of a declared function stand for.
    pub fn declared_substitution(
        &self,
        object: ObjectId,
        type_args: &[TypeId],
    ) -> Vec<(TypeParamId, TypeId)> {
        let Some(func) = self.program.object(object).as_func() else {
            return Vec::new();
        };
        let receiver = func
            .receiver
            .iter()
            .flat_map(|receiver| receiver.type_params.iter());
        let parameters = receiver.chain(&func.type_params).copied();
        parameters.zip(type_args.iter().copied()).collect()
    }

    /// The signature with the receiver as first parameter.
    pub fn full_signature(
        &mut self,
        object: ObjectId,
        substitution: &[(TypeParamId, TypeId)],
    ) -> TypeId {
        let data = self.program.object(object);
        let ty = data.ty;
        let receiver = data
            .as_func()
            .and_then(|func| func.receiver.as_ref())
            .map(|r| r.ty);
        let types = &mut self.program.types;
        let Some(signature) = types.signature(ty).cloned() else {
            return ty;
        };
        let receiver = receiver.map(|receiver| types.canonical(receiver));
        let mut substitute = |ty: TypeId| {
            if substitution.is_empty() {
                ty
            } else {
                types.substitute(ty, substitution)
            }
        };
        let parameters: Vec<TypeId> = receiver
            .into_iter()
            .chain(signature.params.iter().map(|parameter| parameter.ty))
            .map(&mut substitute)
            .collect();
        let results: Vec<TypeId> = signature
            .results
            .iter()
            .map(|result| substitute(result.ty))
            .collect();
        types.signature_of(&parameters, &results, signature.variadic)
    }

    /// Symbol and `-m` name of a declared function instance.
    fn declared_names(&mut self, object: ObjectId, type_args: &[TypeId]) -> (Arc<str>, Arc<str>) {
        let data = self.program.object(object);
        let (name, package) = (data.name, data.package);
        let receiver = data.as_func().and_then(|func| func.receiver.clone());
        let linked = self.link_names.get(&(package, name)).copied();
        let Some(receiver) = receiver else {
            let prefix = names::package_prefix(self.program, package);
            let suffix = self.instance_suffix(type_args);
            let mut plain = format!("{name}{suffix}");
            if name == Symbol::INIT {
                plain = format!("init.{}", self.init_number(package, object));
            }
            let symbol = linked.map_or(format!("{prefix}.{plain}"), |symbol| symbol.to_string());
            return (symbol.into(), plain.into());
        };
        let substitution = self.declared_substitution(object, type_args);
        let ty = self.program.types.canonical(receiver.ty);
        let ty = self.program.types.substitute(ty, &substitution);
        let own = &type_args[receiver.type_params.len().min(type_args.len())..];
        let suffix = self.instance_suffix(own);
        let (prefix, text) = names::receiver_name(self.program, ty);
        let display = format!("{text}.{name}{suffix}");
        (format!("{prefix}.{display}").into(), display.into())
    }

    pub fn instance_suffix(&self, type_args: &[TypeId]) -> String {
        if type_args.is_empty() {
            return String::new();
        }
        format!(
            "[{}]",
            names::type_arguments(self.program, type_args, Qualify::Link)
        )
    }

    fn init_number(&self, package: PackageId, object: ObjectId) -> usize {
        let functions = &self.program.package(package).functions;
        let inits = functions.iter().filter(|&&id| {
            let data = self.program.object(id);
            let method = data.as_func().is_some_and(|func| func.receiver.is_some());
            data.name == Symbol::INIT && !method
        });
        inits.take_while(|&&id| id != object).count()
    }

    // Globals.

    /// The global of a package-level variable.
    pub fn global(&mut self, object: ObjectId) -> GlobalId {
        if let Some(&known) = self.globals.get(&object) {
            return known;
        }
        let data = self.program.object(object);
        let (name, package, pos, ty) = (data.name, data.package, data.pos, data.ty);
        let linked = self.link_names.get(&(package, name)).copied();
        if let Some(symbol) = linked
            && let Some((path, remote)) = symbol.as_str().rsplit_once('.')
            && let Some(target) = self.program.lookup(path, remote)
            && target != object
        {
            let id = self.global(target);
            self.globals.insert(object, id);
            return id;
        }
        let prefix = names::package_prefix(self.program, package);
        let symbol = linked.map_or(format!("{prefix}.{name}"), |symbol| symbol.to_string());
        let global = Global {
            symbol: symbol.into(),
            ty,
            pos,
            initial: None,
            read_only: false,
        };
        let id = self.mir.globals.push(global);
        self.globals.insert(object, id);
        self.reach_variable(object, id);
        id
    }

    /// A compiler-made global, `main..stmp_0` and so on.
    pub fn static_global(
        &mut self,
        package: PackageId,
        ty: TypeId,
        initial: StaticValue,
        read_only: bool,
    ) -> GlobalId {
        if self.dry_run {
            return GlobalId::new(0);
        }
        let prefix = names::package_prefix(self.program, package);
        let number = self.static_count.entry(package).or_default();
        let symbol = format!("{prefix}..stmp_{number}");
        *number += 1;
        self.mir.globals.push(Global {
            symbol: symbol.into(),
            ty,
            pos: Pos::NONE,
            initial: Some(initial),
            read_only,
        })
    }

    /// Sets the rule for the loop variables of packages.
    fn set_loop_rule(&mut self, packages: &[PackageId], per_iteration: bool) {
        for &package in packages {
            for file in &self.program.package(package).files {
                let start = |version: &&mut (Pos, bool)| version.0 == file.pos;
                if let Some(version) = self.file_versions.iter_mut().find(start) {
                    version.1 = per_iteration;
                }
            }
        }
    }

    /// Whether loop variables are per iteration in the file around a position.
    pub fn per_iteration_at(&self, pos: Pos) -> bool {
        let count = self
            .file_versions
            .partition_point(|&(start, _)| start <= pos);
        count
            .checked_sub(1)
            .is_none_or(|index| self.file_versions[index].1)
    }
}

fn external_local(ty: TypeId, kind: LocalKind) -> Local {
    Local {
        name: None,
        package: None,
        ty,
        pos: Pos::NONE,
        kind,
        addressed: false,
        loop_depth: 0,
        storage: Storage::Stack,
    }
}

/// Whether the object is a function with a body, or no function.
fn is_definition(program: &grus_types::Program, object: ObjectId) -> bool {
    match &program.object(object).kind {
        ObjectKind::Func(func) => has_body(func),
        _ => true,
    }
}

fn has_body(func: &FuncObject) -> bool {
    func.decl.as_ref().is_some_and(|decl| decl.body.is_some())
}

fn flags_of(pragmas: PragmaFlags) -> FunctionFlags {
    FunctionFlags {
        no_inline: pragmas.contains(PragmaFlags::NO_INLINE),
        no_heap: pragmas.contains(PragmaFlags::GRUS_NO_HEAP),
        no_escape: pragmas.contains(PragmaFlags::NO_ESCAPE),
        no_split: pragmas.contains(PragmaFlags::NO_SPLIT),
        uintptr_escapes: pragmas.contains(PragmaFlags::UINTPTR_ESCAPES),
        uintptr_keep_alive: pragmas.contains(PragmaFlags::UINTPTR_KEEP_ALIVE),
        ..FunctionFlags::default()
    }
}
