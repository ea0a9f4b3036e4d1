//! Initialisation of packages.
//!
//! In: each package's initialisers in the order the checker found. Out: static data, one `init` function
//! a package, and `go:main.inittasks`, which calls them in dependency order.
//! Invariants: packages are initialised after those they import, sorted by path as far as possible. An
//! initialiser without side effects runs (and costs code) only if something reachable uses a variable
//! it sets.
//! Spec: "Package initialization", "Program initialization"; follows cmd/compile/internal/pkginit and
//! the linker's pruning of map initialisers.

use grus_abi::functions::go_functions;
use grus_mir::*;
use grus_syntax::Symbol;
use grus_syntax::ast::{Expr, ExprKind, NodeId, UnaryOp};
use grus_types::{BuiltinKind, Initializer, Mode, ObjectId, PackageId, TypeId};
use rustc_hash::FxHashMap;

use crate::analysis::walk::for_each_operand;
use crate::analysis::{self, Subject};
use crate::embed::EmbeddedFile;
use crate::function::{Builder, Group, new_function};
use crate::names;
use crate::place::Target;
use crate::program::Lowerer;

/// An initialiser that runs only when a variable of it is reached.
struct LazyInitializer {
    initializer: Initializer,
    /// The call that runs it, once it is needed: function, block and index of a `Nop`.
    site: (FunctionId, BlockId, usize),
    package: PackageId,
}

/// State of the initialisation.
#[derive(Default)]
pub(crate) struct Initialisation {
    /// `go:main.inittasks`
    pub function: Option<FunctionId>,
    /// Static initial values waiting for their variable to be reached.
    static_values: FxHashMap<ObjectId, (PackageId, Initializer)>,
    /// Files of `//go:embed` waiting likewise.
    pub embedded: FxHashMap<ObjectId, (PackageId, Vec<EmbeddedFile>)>,
    lazy: Vec<LazyInitializer>,
    lazy_of: FxHashMap<ObjectId, usize>,
    /// Numbers of the function literals in initialisers, for their names.
    pub literal_numbers: FxHashMap<NodeId, u32>,
    /// Lazy initialisers to lower now.
    reached: Vec<usize>,
    /// Functions to call, in order.
    tasks: Vec<FunctionId>,
}

impl Lowerer<'_> {
    /// Registers `go:main.inittasks` and lowers the initialisers of all packages.
    pub fn start_initialisation(&mut self) {
        let signature = self.program.types.signature_of(&[], &[], false);
        let name = go_functions::INITIALISE;
        let mut function = new_function(name.into(), name.into(), self.main);
        function.signature = signature;
        // No line of the program belongs to it, and tracebacks begin with what it calls.
        function.flags.wrapper = true;
        function.flags.no_inline = true;
        function.flags.keeps_calls = true;
        self.initialisation.function = Some(self.mir.functions.push(function));
        for package in self.packages_in_order() {
            self.initialise_package(package, signature);
        }
    }

    /// All packages the main package needs, in the order of their initialisation; package runtime and
    /// what it needs come first.
    fn packages_in_order(&self) -> Vec<PackageId> {
        let mut order = Vec::new();
        let runtime = self.program.package_by_path("runtime");
        for root in runtime.into_iter().chain([self.main]) {
            let mut waiting = Vec::new();
            self.collect_imports(root, &order, &mut waiting);
            waiting.sort_by_key(|&package| self.program.package(package).path);
            // spec: "the first uninitialized package in the list for which all imported packages (if
            // any) are already initialized is initialized."
            while !waiting.is_empty() {
                let ready = waiting.iter().position(|&package| {
                    let imports = &self.program.package(package).imports;
                    imports.iter().all(|import| !waiting.contains(import))
                });
                order.push(waiting.remove(ready.unwrap_or(0)));
            }
        }
        order
    }

    fn collect_imports(&self, package: PackageId, known: &[PackageId], found: &mut Vec<PackageId>) {
        if package == PackageId::UNSAFE || known.contains(&package) || found.contains(&package) {
            return;
        }
        found.push(package);
        for &import in &self.program.package(package).imports {
            self.collect_imports(import, known, found);
        }
    }

    fn initialise_package(&mut self, package: PackageId, signature: TypeId) {
        self.note_embedded(package);
        let initializers = self.program.package(package).init_order.clone();
        let mut number = 0;
        for expr in initializers.iter().filter_map(value_of) {
            self.number_literals(expr, &mut number);
        }
        let mut dynamic = Vec::new();
        for initializer in &initializers {
            if !self.note_static(package, initializer) {
                dynamic.push(initializer);
            }
        }
        if !dynamic.is_empty() {
            self.dynamic_initializers(package, &dynamic, signature);
        }
        let functions = self.program.package(package).functions.clone();
        for object in functions {
            let data = self.program.object(object);
            let method = data.as_func().is_some_and(|func| func.receiver.is_some());
            if data.name == Symbol::INIT && !method {
                let function = self.declared(object, &[]);
                self.initialisation.tasks.push(function);
            }
        }
    }

    fn number_literals(&mut self, expr: &Expr, number: &mut u32) {
        if let ExprKind::FuncLit(_) = expr.kind {
            *number += 1;
            self.initialisation.literal_numbers.insert(expr.id, *number);
        }
        for_each_operand(expr, &mut |operand| self.number_literals(operand, number));
    }

    /// The `init` function of a package for what is not static data.
    fn dynamic_initializers(
        &mut self,
        package: PackageId,
        initializers: &[&Initializer],
        signature: TypeId,
    ) {
        let symbol = format!("{}.init", names::package_prefix(self.program, package));
        let mut function = new_function(symbol.into(), "init".into(), package);
        function.signature = signature;
        let positions = initializers.iter().map(|initializer| initializer.decl.pos);
        function.pos = positions.clone().min().unwrap_or_default();
        function.end = positions.max().unwrap_or_default();
        let id = self.mir.functions.push(function);
        let mut group = Group::new(package, Vec::new());
        let mut builder = Builder::new(self, &mut group, id);
        for initializer in initializers {
            if !builder.note_lazy(package, initializer) {
                builder.run_initializer(initializer);
            }
        }
        builder.terminate(TerminatorKind::Return);
        builder.finish();
        self.lower_pending(&mut group);
        self.initialisation.tasks.push(id);
    }

    /// If the initialiser is static data, remembers it for the time its variable is reached: only
    /// then are the functions and types it mentions needed.
    fn note_static(&mut self, package: PackageId, initializer: &Initializer) -> bool {
        let ([variable], Some(expr)) = (&initializer.lhs[..], value_of(initializer)) else {
            return false;
        };
        let ty = self.program.object(*variable).ty;
        self.dry_run = true;
        let is_static = self.static_value(package, expr, ty).is_some();
        self.dry_run = false;
        if is_static {
            let entry = (package, initializer.clone());
            self.initialisation.static_values.insert(*variable, entry);
        }
        is_static
    }

    /// A package-level variable is used for the first time.
    pub fn reach_variable(&mut self, object: ObjectId, global: GlobalId) {
        if let Some((package, initializer)) = self.initialisation.static_values.remove(&object) {
            let ty = self.mir.globals[global].ty;
            if let Some(expr) = value_of(&initializer) {
                let value = self.static_value(package, expr, ty);
                self.mir.globals[global].initial = value;
            }
        }
        let ty = self.mir.globals[global].ty;
        if let Some(value) = self.embedded_value(object, ty) {
            self.mir.globals[global].initial = Some(value);
        }
        if let Some(&lazy) = self.initialisation.lazy_of.get(&object) {
            self.initialisation.reached.push(lazy);
        }
    }

    /// Lowers the lazy initialisers whose variables have been reached; says whether there were any.
    pub fn initialise_reached(&mut self) -> bool {
        let mut reached = std::mem::take(&mut self.initialisation.reached);
        reached.sort_unstable();
        reached.dedup();
        for &index in &reached {
            self.lower_lazy(index);
        }
        !reached.is_empty()
    }

    fn lower_lazy(&mut self, index: usize) {
        let lazy = &self.initialisation.lazy[index];
        let (package, initializer, site) = (lazy.package, lazy.initializer.clone(), lazy.site);
        let before = &self.initialisation.lazy[..index];
        let number = before
            .iter()
            .filter(|other| other.package == package)
            .count();
        let prefix = names::package_prefix(self.program, package);
        let display = format!("map.init.{number}");
        let symbol = format!("{prefix}.{display}");
        let mut function = new_function(symbol.into(), display.into(), package);
        function.signature = self.program.types.signature_of(&[], &[], false);
        function.pos = initializer.decl.pos;
        let id = self.mir.functions.push(function);
        let mut group = Group::new(package, Vec::new());
        let mut builder = Builder::new(self, &mut group, id);
        builder.run_initializer(&initializer);
        builder.terminate(TerminatorKind::Return);
        builder.finish();
        self.lower_pending(&mut group);
        let (caller, block, position) = site;
        let text = self.mir.functions[id].display_name.clone();
        let call = Call {
            callee: Callee::Function(id),
            arguments: Vec::new(),
            text,
        };
        let statement = &mut self.mir.functions[caller].blocks[block].statements[position];
        statement.kind = StatementKind::Call { result: None, call };
    }

    /// The body of `go:main.inittasks`.
    pub fn finish_initialisation(&mut self) {
        let Some(id) = self.initialisation.function else {
            return;
        };
        let tasks = std::mem::take(&mut self.initialisation.tasks);
        let mut group = Group::new(self.main, Vec::new());
        let mut builder = Builder::new(self, &mut group, id);
        for task in tasks {
            if does_nothing(&builder.lowerer.mir.functions[task]) {
                continue;
            }
            let text = builder.lowerer.mir.functions[task].display_name.clone();
            let call = Call {
                callee: Callee::Function(task),
                arguments: Vec::new(),
                text,
            };
            builder.emit(StatementKind::Call { result: None, call });
        }
        builder.terminate(TerminatorKind::Return);
        builder.finish();
    }
}

/// Whether a function consists of initialisers nobody needed.
fn does_nothing(function: &Function) -> bool {
    let mut blocks = function.blocks.values();
    let only = blocks.next();
    blocks.next().is_none()
        && only.is_some_and(|block| {
            block
                .statements
                .iter()
                .all(|statement| matches!(statement.kind, StatementKind::Nop))
                && matches!(block.terminator.kind, TerminatorKind::Return)
        })
}

/// The expression of an initialiser.
fn value_of(initializer: &Initializer) -> Option<&Expr> {
    initializer
        .decl
        .values
        .get(initializer.value_index as usize)
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// Emits an initialiser's assignments.
    fn run_initializer(&mut self, initializer: &'ast Initializer) {
        let Some(expr) = value_of(initializer) else {
            return;
        };
        self.group.per_iteration = self.lowerer.per_iteration_at(initializer.decl.pos);
        let per_iteration = self.group.per_iteration;
        let subject = Subject::Expression(expr);
        let facts = analysis::analyse(self.lowerer.program, &[], &subject, &[], &[], per_iteration);
        self.group.facts.merge(facts);
        self.pos = initializer.decl.pos;
        match initializer.lhs[..] {
            [variable] => {
                self.prepare_operands(expr);
                if self.lowerer.program.object(variable).name.is_blank() {
                    self.discard(expr);
                } else {
                    let global = self.lowerer.global(variable);
                    self.assign_expression(Place::global(global), expr);
                }
            }
            _ => {
                let targets: Vec<Target> = initializer
                    .lhs
                    .iter()
                    .map(
                        |&variable| match self.lowerer.program.object(variable).name.is_blank() {
                            true => Target::Blank,
                            false => Target::Place(Place::global(self.lowerer.global(variable))),
                        },
                    )
                    .collect();
                self.prepare_operands(expr);
                self.assign_tuple(targets, expr);
            }
        }
    }

    /// Leaves out an initialiser without effects until its variable is reached.
    fn note_lazy(&mut self, package: PackageId, initializer: &Initializer) -> bool {
        let ([variable], Some(expr)) = (&initializer.lhs[..], value_of(initializer)) else {
            return false;
        };
        if !self.is_pure(expr) {
            return false;
        }
        let block = self.block();
        let position = self.function.blocks[block].statements.len();
        self.pos = initializer.decl.pos;
        self.emit(StatementKind::Nop);
        let state = &mut self.lowerer.initialisation;
        let index = state.lazy.len();
        state.lazy.push(LazyInitializer {
            initializer: initializer.clone(),
            site: (self.id, block, position),
            package,
        });
        state.lazy_of.insert(*variable, index);
        true
    }

    /// Whether evaluating the expression can neither panic nor have effects. Not all such expressions
    /// are recognised.
    fn is_pure(&self, expr: &Expr) -> bool {
        let expr = expr.unparen();
        let data = self.info().type_and_value(expr.id);
        if data.value.is_some() || data.mode == Mode::TypeExpr {
            return true;
        }
        match &expr.kind {
            ExprKind::Name(_) | ExprKind::FuncLit(_) => true,
            ExprKind::CompositeLit(literal) => {
                literal.elements.iter().all(|element| match &element.kind {
                    ExprKind::KeyValue { key, value } => {
                        (key.as_name().is_some() || self.is_pure(key)) && self.is_pure(value)
                    }
                    _ => self.is_pure(element),
                })
            }
            ExprKind::Unary { op, operand } => *op != UnaryOp::Receive && self.is_pure(operand),
            ExprKind::Selector { .. } => !self.info().selections.contains_key(&expr.id),
            ExprKind::Call(call) => {
                let pure = match self.info().type_and_value(call.fun.unparen().id).mode {
                    Mode::TypeExpr => true,
                    Mode::Builtin(BuiltinKind::New) => true,
                    Mode::Builtin(BuiltinKind::Make) => call.args.len() == 1,
                    _ => self.is_errors_new(&call.fun),
                };
                pure && call.args.iter().all(|arg| self.is_pure(arg))
            }
            _ => false,
        }
    }

    /// `errors.New` has no effects that a program could see if nothing uses the error.
    fn is_errors_new(&self, fun: &Expr) -> bool {
        let ExprKind::Selector { name, .. } = &fun.unparen().kind else {
            return false;
        };
        let Some(object) = self.info().object_of(name.id) else {
            return false;
        };
        let data = self.lowerer.program.object(object);
        data.name.as_str() == "New"
            && self.lowerer.program.package(data.package).path.as_str() == "errors"
    }
}
