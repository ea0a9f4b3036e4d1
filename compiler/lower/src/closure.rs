//! Closures: function literals, range-over-func bodies (for the wrappers of `go` and `defer` see
//! `deferred_call`).
//!
//! In: literals met while lowering a function. Out: functions named as gc names them, the captured
//! variables in the enclosing function, and the literals' bodies.
//! Invariants: a variable is captured by value exactly when gc does: it is at most 128 bytes large,
//! its address is not taken and it is not reassigned after capture. A literal inside another captures
//! through it.
//! Follows cmd/compile/internal/escape (flowClosure), ir.closureName, typecheck
//! (normalizeGoDeferCall).

use grus_mir::*;
use grus_syntax::Pos;
use grus_syntax::ast::{Block, Expr, ExprKind, Field, FuncType, NodeId};
use grus_types::{ObjectId, PackageId, TypeId};

use crate::analysis::{self, Subject, Variable};
use crate::function::{Builder, ClosureCode, Group, PendingCapture, PendingClosure, new_function};
use crate::names;
use crate::program::Lowerer;
use crate::type_query::parameter_types;

/// Larger variables are captured by reference.
const BY_VALUE_LIMIT: u64 = 128;

/// What a closure is made for; decides its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClosureKind {
    Literal,
    RangeBody,
    Go,
    Defer,
}

impl Lowerer<'_> {
    /// The body of a declared function instance, and of all literals in it.
    pub fn lower_declared(&mut self, id: FunctionId, object: ObjectId, type_args: &[TypeId]) {
        let Some(func) = self.program.object(object).as_func().cloned() else {
            return;
        };
        let Some(decl) = func.decl.clone() else {
            return;
        };
        let substitution = self.declared_substitution(object, type_args);
        let package = self.program.object(object).package;
        let Some(body) = &decl.body else {
            return self.lower_intrinsic_body(id, object);
        };
        let mut group = Group::new(package, substitution);
        group.per_iteration = self.per_iteration_at(decl.pos);
        let parameters: Vec<ObjectId> = func
            .receiver_var
            .into_iter()
            .chain(func.params.iter().copied())
            .collect();
        group.facts = analysis::analyse(
            self.program,
            &group.substitution,
            &Subject::Body(body),
            &parameters,
            &func.results,
            group.per_iteration,
        );
        let builder = Builder::new(self, &mut group, id);
        let header = (decl.receiver.as_ref(), &decl.signature);
        builder.function_body(analysis::TOP, header, &parameters, &func.results, body);
        self.lower_pending(&mut group);
    }

    /// A Go function for an operation that codegen knows, for its uses as a value.
    fn lower_intrinsic_body(&mut self, id: FunctionId, object: ObjectId) {
        let data = self.program.object(object);
        let (package, name) = (data.package, data.name);
        let path = self.program.package(package).path;
        let Some(intrinsic) = crate::intrinsics::intrinsic(path.as_str(), name.as_str()) else {
            return;
        };
        let mut group = Group::new(package, Vec::new());
        let mut builder = Builder::new(self, &mut group, id);
        let parameters = builder.signature_locals();
        let arguments = parameters.into_iter().map(Operand::local).collect();
        let rvalue = Rvalue::Intrinsic {
            intrinsic,
            arguments,
        };
        builder.return_rvalue(rvalue);
        builder.finish();
    }

    /// The function of a literal without captures outside of any function.
    pub fn lower_static_literal(&mut self, package: PackageId, expr: &Expr) -> Option<FunctionId> {
        let ExprKind::FuncLit(literal) = &expr.kind else {
            return None;
        };
        let ty = self.program.info.type_of(expr.id);
        let signature = self.program.types.underlying(ty);
        let number = *self.initialisation.literal_numbers.get(&expr.id)?;
        let prefix = names::package_prefix(self.program, package);
        let display = format!("init.func{number}");
        let symbol = format!("{prefix}.{display}");
        let mut function = new_function(symbol.into(), display.into(), package);
        function.pos = expr.pos;
        function.end = literal.body.rbrace;
        function.signature = signature;
        function.flags.is_literal = true;
        let id = self.mir.functions.push(function);
        let mut group = Group::new(package, Vec::new());
        group.per_iteration = self.per_iteration_at(expr.pos);
        let per_iteration = group.per_iteration;
        let subject = Subject::Expression(expr);
        group.facts = analysis::analyse(self.program, &[], &subject, &[], &[], per_iteration);
        group.pending.push_back(PendingClosure {
            function: id,
            code: ClosureCode::Literal(expr.id, literal),
            captures: Vec::new(),
            range_loops: Vec::new(),
            outer_results: Vec::new(),
        });
        self.lower_pending(&mut group);
        Some(id)
    }

    /// The literals of a group that wait, and those in them.
    pub fn lower_pending<'ast>(&mut self, group: &mut Group<'ast>) {
        while let Some(pending) = group.pending.pop_front() {
            let id = pending.function;
            let mut builder = Builder::new(self, group, id);
            builder.adopt_captures(&pending.captures);
            builder.range_loops.clone_from(&pending.range_loops);
            match pending.code {
                ClosureCode::Literal(node, literal) => {
                    let variables = builder
                        .info()
                        .literals
                        .get(&node)
                        .cloned()
                        .unwrap_or_default();
                    let (params, results) = (variables.params, variables.results);
                    let header = (None, &literal.signature);
                    builder.function_body(node, header, &params, &results, &literal.body);
                }
                ClosureCode::RangeBody(stmt) => {
                    builder.results.clone_from(&pending.outer_results);
                    builder.range_body(stmt);
                }
            }
        }
    }
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// Parameters, results, statements.
    fn function_body(
        mut self,
        frame: NodeId,
        header: (Option<&Field>, &FuncType),
        parameters: &[ObjectId],
        results: &[ObjectId],
        body: &'ast Block,
    ) {
        self.function.flags.has_defer = self.group.facts.frames_with_defer.contains(&frame);
        self.function.flags.has_recover = self.group.facts.frames_with_recover.contains(&frame);
        for (index, &parameter) in parameters.iter().enumerate() {
            let local = self.parameter_local(parameter, LocalKind::Parameter(index as u32));
            self.function.parameters.push(local);
        }
        for (index, &result) in results.iter().enumerate() {
            let local = self.parameter_local(result, LocalKind::Result(index as u32));
            self.function.results.push(local);
        }
        self.results = results.to_vec();
        self.function.inline = self.inline_facts(body, results);
        if self.lowerer.inline_text {
            let (receiver, signature) = header;
            self.function.inline.text = Some(self.inline_text(receiver, signature, body).into());
        }
        self.statements(&body.stmts);
        if self.is_reachable() {
            self.pos = body.rbrace;
            self.return_now();
        }
        self.finish();
    }

    fn parameter_local(&mut self, object: ObjectId, kind: LocalKind) -> LocalId {
        let data = self.lowerer.program.object(object);
        let (name, pos) = (data.name, data.pos);
        let ty = self.type_of_object(object);
        let text = name.as_str();
        let local = match kind {
            LocalKind::Result(index) if text.is_empty() || name.is_blank() => {
                self.new_local(Some(&format!("~r{index}")), ty, pos, kind)
            }
            _ if text.is_empty() || name.is_blank() => self.new_local(None, ty, pos, kind),
            _ => self.new_local(Some(text), ty, pos, kind),
        };
        self.variables.insert(Variable::Object(object), local);
        local
    }

    fn adopt_captures(&mut self, captures: &[PendingCapture]) {
        for (index, capture) in captures.iter().enumerate() {
            let kind = LocalKind::Capture(index as u32);
            let local = self.new_local(capture.name.as_deref(), capture.ty, capture.pos, kind);
            self.variables.insert(capture.variable, local);
            let (mode, reason) = (capture.mode, capture.facts);
            self.function.captures.push(Capture {
                local,
                mode,
                mentioned: capture.mentioned,
                reason,
            });
        }
    }

    /// Registers the function of a closure that is made here, and says which variables of this
    /// function it captures.
    pub fn register_closure(
        &mut self,
        kind: ClosureKind,
        code: ClosureCode<'ast>,
        captured: Vec<Variable>,
        signature: TypeId,
        pos: Pos,
        end: Pos,
    ) -> (FunctionId, Vec<LocalId>) {
        let mut locals = Vec::with_capacity(captured.len());
        let mut captures = Vec::with_capacity(captured.len());
        for variable in captured {
            let local = self.variable_local(variable);
            let (mode, facts) = self.capture_mode(variable, local);
            if mode == CaptureMode::ByReference {
                self.function.locals[local].addressed = true;
            }
            let mentioned = match code {
                ClosureCode::Literal(node, _) => self.group.facts.mention(node, variable),
                ClosureCode::RangeBody(stmt) => self.group.facts.mention(stmt.id, variable),
            };
            let data = &self.function.locals[local];
            captures.push(PendingCapture {
                variable,
                name: data.name.clone(),
                ty: data.ty,
                pos: data.pos,
                mode,
                mentioned,
                facts,
            });
            locals.push(local);
        }
        let names = match code {
            ClosureCode::Literal(node, _) => self.initialiser_closure_names(node),
            ClosureCode::RangeBody(_) => None,
        };
        let names = names.unwrap_or_else(|| self.closure_names(kind));
        let function =
            self.new_closure_function(kind, names, signature, (pos, end), !captures.is_empty());
        let mut range_loops = Vec::new();
        let mut outer_results = Vec::new();
        if let ClosureCode::RangeBody(stmt) = code {
            range_loops.clone_from(&self.range_loops);
            range_loops.push(stmt.id);
            outer_results.clone_from(&self.results);
        }
        self.group.pending.push_back(PendingClosure {
            function,
            code,
            captures,
            range_loops,
            outer_results,
        });
        (function, locals)
    }

    /// The local of a variable that a closure captures.
    pub fn variable_local(&mut self, variable: Variable) -> LocalId {
        if let Some(&local) = self.variables.get(&variable) {
            return local;
        }
        match variable {
            Variable::Object(object) => self.declare_variable(object),
            // Declared by the outermost range-over-func loop before anything captures them.
            _ => self.temporary(TypeId::INT),
        }
    }

    fn capture_mode(&self, variable: Variable, local: LocalId) -> (CaptureMode, CaptureFacts) {
        let width = self
            .types()
            .size_of(self.function.locals[local].ty)
            .unwrap_or(u64::MAX);
        let facts = match variable {
            Variable::Object(object) => {
                let facts = self.group.facts.of(object);
                let (address_taken, reassigned) = (facts.address_taken, facts.reassigned);
                CaptureFacts {
                    address_taken,
                    reassigned,
                    width,
                }
            }
            _ => CaptureFacts {
                address_taken: false,
                reassigned: true,
                width,
            },
        };
        let by_value = !facts.address_taken && !facts.reassigned && width <= BY_VALUE_LIMIT;
        let mode = if by_value {
            CaptureMode::ByValue
        } else {
            CaptureMode::ByReference
        };
        (mode, facts)
    }

    pub fn new_closure_function(
        &mut self,
        kind: ClosureKind,
        (symbol, display_name): (String, String),
        signature: TypeId,
        (pos, end): (Pos, Pos),
        captures: bool,
    ) -> FunctionId {
        let mut function = new_function(symbol.into(), display_name.into(), self.group.package);
        function.pos = pos;
        function.end = end;
        function.signature = signature;
        function.parent = Some(self.id);
        function.flags.needs_context = captures;
        function.flags.is_literal = true;
        function.flags.wrapper = matches!(kind, ClosureKind::Go | ClosureKind::Defer);
        function.flags.duplicate_ok = self.function.flags.duplicate_ok;
        self.lowerer.mir.functions.push(function)
    }

    /// Literals in initialisers of package-level variables are numbered through the package, whichever
    /// function their code ends up in.
    fn initialiser_closure_names(&self, literal: NodeId) -> Option<(String, String)> {
        let number = self.lowerer.initialisation.literal_numbers.get(&literal)?;
        let prefix = names::package_prefix(self.lowerer.program, self.group.package);
        let display = format!("init.func{number}");
        Some((format!("{prefix}.{display}"), display))
    }

    /// Symbol and `-m` name of the next closure of a kind.
    pub fn closure_names(&mut self, kind: ClosureKind) -> (String, String) {
        let inside_literal = self.function.flags.is_literal;
        let counters = self.group.counters.entry(self.id).or_default();
        let counter = match kind {
            ClosureKind::Literal => &mut counters.literals,
            ClosureKind::RangeBody => &mut counters.range_bodies,
            ClosureKind::Go | ClosureKind::Defer => &mut counters.go_defer,
        };
        *counter += 1;
        let number = *counter;
        let suffix = match kind {
            ClosureKind::Literal if inside_literal => format!(".{number}"),
            ClosureKind::Literal => format!(".func{number}"),
            ClosureKind::RangeBody => format!("-range{number}"),
            ClosureKind::Go => format!(".gowrap{number}"),
            ClosureKind::Defer => format!(".deferwrap{number}"),
        };
        let (symbol, display) = (&self.function.symbol, &self.function.display_name);
        (format!("{symbol}{suffix}"), format!("{display}{suffix}"))
    }

    /// Returns the value of an rvalue, a tuple for several results.
    pub fn return_rvalue(&mut self, rvalue: Rvalue) {
        let results = self.function.results.clone();
        match results.as_slice() {
            [] => self.emit_dropped(rvalue),
            [one] => self.assign(Place::local(*one), rvalue),
            _ => {
                let types: Vec<TypeId> = results
                    .iter()
                    .map(|&local| self.function.locals[local].ty)
                    .collect();
                let tuple = self.types_mut().tuple_of(&types);
                let value = self.value(rvalue, tuple);
                let place = self.operand_place(value);
                for (index, &local) in results.iter().enumerate() {
                    let part = Operand::Copy(place.clone().field(index as u32));
                    self.assign(Place::local(local), Rvalue::Use(part));
                }
            }
        }
        self.terminate(TerminatorKind::Return);
    }

    fn emit_dropped(&mut self, rvalue: Rvalue) {
        let local = self.temporary(TypeId::EMPTY_TUPLE);
        self.assign(Place::local(local), rvalue);
    }

    /// The types of the parameters of a func type.
    pub fn parameters_of(&self, ty: TypeId) -> Vec<TypeId> {
        self.types()
            .signature(ty)
            .map_or_else(Vec::new, |signature| parameter_types(&signature.params))
    }
}
