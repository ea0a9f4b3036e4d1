//! `for range` over functions.
//!
//! In: a range clause over an iterator function. Out: a call of it with the loop body as a closure.
//! Invariants: a jump out of the body stores a number in the `next` variable of the outermost such loop,
//! returns false, and is carried out behind the iterator's call; the `state` variable of each loop lets
//! the body refuse calls after the loop has ended. Calls deferred in a body run when the function around
//! the loop returns: they are collected in a list and deferred behind the loop, and by a deferred
//! function of their own if the loop panics.
//! Limit: if a call so deferred panics while another panic runs, the earlier ones of the list are lost.
//! Spec: "For statements with range clause"; follows cmd/compile/internal/rangefunc.

use grus_mir::*;
use grus_syntax::ast::{ForHeader, RangeClause, Stmt, StmtKind};
use grus_types::TypeId;

use crate::analysis::{Exit, Variable};
use crate::closure::ClosureKind;
use crate::function::{Builder, ClosureCode};
use crate::type_query::parameter_types;

// States of a loop, as package runtime names them.
const DONE: i64 = 0;
const READY: i64 = 1;
const PANIC: i64 = 2;
const EXHAUSTED: i64 = 3;
const MISSING_PANIC: i64 = 4;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn range_over_function(&mut self, stmt: &'ast Stmt, clause: &'ast RangeClause) {
        let pos = self.pos;
        let range = self
            .group
            .facts
            .range_functions
            .get(&stmt.id)
            .cloned()
            .unwrap_or_default();
        self.prepare_operands(&clause.operand);
        let iterator = self.operand(&clause.operand);
        let iterator = self.copy(iterator);
        let outermost = range.outermost == stmt.id;
        if outermost {
            self.declare_hidden(Variable::Next(stmt.id), "#next", TypeId::INT);
        }
        let name = format!("#state{}", range.number);
        let state = self.declare_hidden(Variable::State(stmt.id), &name, TypeId::INT);
        let ready = self.int(READY);
        self.assign(Place::local(state), Rvalue::Use(ready));
        let defers = if outermost && range.has_defer {
            Some(self.open_defers(stmt))
        } else {
            None
        };
        let body = self.range_closure(stmt, clause);
        let call = Call {
            callee: Callee::Value(iterator),
            arguments: vec![body],
            text: self.expression_text(&clause.operand).into(),
        };
        self.emit(StatementKind::Call { result: None, call });
        self.pos = pos;
        let missing = self.int(MISSING_PANIC);
        self.panic_unless(state, BinaryOp::NotEqual, PANIC, missing);
        let exhausted = self.int(EXHAUSTED);
        self.assign(Place::local(state), Rvalue::Use(exhausted));
        if let Some(list) = defers {
            self.close_defers(list);
        }
        for exit in range.exits {
            self.carry_out(range.outermost, exit);
        }
    }

    fn declare_hidden(&mut self, variable: Variable, name: &str, ty: TypeId) -> LocalId {
        let pos = self.pos;
        let local = self.new_local(Some(name), ty, pos, LocalKind::Variable);
        self.variables.insert(variable, local);
        self.emit(StatementKind::Declare(local));
        local
    }

    /// The loop body as a func value.
    fn range_closure(&mut self, stmt: &'ast Stmt, clause: &'ast RangeClause) -> Operand {
        let iterator = self.type_of(&clause.operand);
        let ty = self
            .parameters_of(iterator)
            .first()
            .copied()
            .unwrap_or(TypeId::INVALID);
        let captured = self
            .group
            .facts
            .captures
            .get(&stmt.id)
            .cloned()
            .unwrap_or_default();
        let end = match &stmt.kind {
            StmtKind::For(data) => data.body.rbrace,
            _ => stmt.pos,
        };
        let code = ClosureCode::RangeBody(stmt);
        let signature = self.types().underlying(ty);
        let kind = ClosureKind::RangeBody;
        let (function, captures) =
            self.register_closure(kind, code, captured, signature, stmt.pos, end);
        let site = self.site(SiteKind::Closure, stmt.pos, "func literal", true);
        self.value(
            Rvalue::Closure {
                function,
                captures,
                ty,
                site,
            },
            ty,
        )
    }

    /// Calls `runtime.panicrangestate(argument)` unless the state compares with `value` as told.
    fn panic_unless(&mut self, state: LocalId, op: BinaryOp, value: i64, argument: Operand) {
        let value = self.int(value);
        let fine = self.binary(op, Operand::local(state), value, TypeId::BOOL);
        let (panic, rest) = (self.new_block(), self.new_block());
        self.branch(fine, rest, panic);
        self.switch_to(panic);
        let callee = match self.lowerer.program.lookup("runtime", "panicrangestate") {
            Some(object) => self.lowerer.declared(object, &[]),
            None => {
                let signature = self.types_mut().signature_of(&[TypeId::INT], &[], false);
                let package = self.group.package;
                self.lowerer
                    .external_function("runtime.panicrangestate", signature, package)
            }
        };
        let call = Call {
            callee: Callee::Function(callee),
            arguments: vec![argument],
            text: "runtime.panicrangestate".into(),
        };
        self.emit(StatementKind::Call { result: None, call });
        self.terminate(TerminatorKind::Unreachable);
        self.switch_to(rest);
    }

    /// Behind the call of the iterator: if the body was left by this exit, goes on with it.
    fn carry_out(&mut self, outermost: grus_syntax::ast::NodeId, exit: Exit) {
        let next = self.variable_local(Variable::Next(outermost));
        let code = self.int(self.group.facts.exit_code(exit));
        let taken = self.binary(BinaryOp::Equal, Operand::local(next), code, TypeId::BOOL);
        let (leave, stay) = (self.new_block(), self.new_block());
        self.branch(taken, leave, stay);
        self.switch_to(leave);
        match exit {
            Exit::Return if self.range_loops.is_empty() => self.return_now(),
            Exit::Return => self.exit_range_body(exit),
            _ => {
                let zero = self.int(0);
                self.assign(Place::local(next), Rvalue::Use(zero));
                self.jump(exit);
            }
        }
        self.switch_to(stay);
    }

    /// Leaves the body that is being lowered.
    pub fn exit_range_body(&mut self, exit: Exit) {
        let Some(&own) = self.range_loops.last() else {
            return;
        };
        let state = self.variable_local(Variable::State(own));
        let goes_on = exit == Exit::Continue(own);
        if !goes_on && exit != Exit::Break(own) {
            let outermost = self.group.facts.range_functions[&own].outermost;
            let next = self.variable_local(Variable::Next(outermost));
            let code = self.int(self.group.facts.exit_code(exit));
            self.assign(Place::local(next), Rvalue::Use(code));
        }
        let new_state = self.int(if goes_on { READY } else { DONE });
        self.assign(Place::local(state), Rvalue::Use(new_state));
        let result = self.function.results.first().copied();
        if let Some(result) = result {
            let ty = self.function.locals[result].ty;
            let value = Operand::Constant(Constant::Bool(goes_on), ty);
            self.assign(Place::local(result), Rvalue::Use(value));
        }
        self.terminate(TerminatorKind::Return);
    }

    /// The function of a loop body.
    pub fn range_body(mut self, stmt: &'ast Stmt) {
        let StmtKind::For(data) = &stmt.kind else {
            return;
        };
        let ForHeader::Range(clause) = &data.header else {
            return;
        };
        let Some(signature) = self.types().signature(self.function.signature).cloned() else {
            return;
        };
        let mut assigned = Vec::new();
        for (index, ty) in parameter_types(&signature.params).into_iter().enumerate() {
            let kind = LocalKind::Parameter(index as u32);
            let written = clause.lhs.get(index);
            let target = written.filter(|expr| !expr.as_name().is_some_and(|name| name.is_blank()));
            let object = target
                .filter(|_| clause.define)
                .and_then(|name| self.declared_here(name));
            let local = match object {
                Some(object) => {
                    let data = self.lowerer.program.object(object);
                    let (name, pos) = (data.name.as_str(), data.pos);
                    let local = self.new_local(Some(name), ty, pos, kind);
                    self.variables.insert(Variable::Object(object), local);
                    local
                }
                None => {
                    let pos = self.pos;
                    // gc names what the clause leaves out.
                    let name = written.is_none().then(|| format!("#p{}", index + 1));
                    let local = self.new_local(name.as_deref(), ty, pos, kind);
                    assigned.extend(target.map(|target| (target, local)));
                    local
                }
            };
            self.function.parameters.push(local);
        }
        let pos = self.pos;
        let result = self.new_local(Some("~r0"), TypeId::BOOL, pos, LocalKind::Result(0));
        self.function.results.push(result);
        let Some(&own) = self.range_loops.last() else {
            return;
        };
        self.function.inline = self.inline_facts_of(&[], |counter| {
            counter.range_body(clause, &data.body);
        });
        let state = self.variable_local(Variable::State(own));
        self.panic_unless_ready(state);
        for (target, local) in assigned {
            self.prepare_operands(target);
            let target = self.target(target);
            let value = match self.type_of_target(&target) {
                Some(to) => self.convert_operand(Operand::local(local), to),
                None => Operand::local(local),
            };
            self.store(target, value);
        }
        self.block_statement(&data.body);
        if self.is_reachable() {
            self.pos = data.body.rbrace;
            self.exit_range_body(Exit::Continue(own));
        }
        self.finish();
    }

    /// The body may only be called while the loop is ready for it.
    fn panic_unless_ready(&mut self, state: LocalId) {
        let old = self.copy(Operand::local(state));
        let panic = self.int(PANIC);
        self.assign(Place::local(state), Rvalue::Use(panic));
        let old_local = self.operand_place(old.clone()).as_local().unwrap_or(state);
        self.panic_unless(old_local, BinaryOp::Equal, READY, old);
    }

    // Deferred calls in bodies.

    fn list_type(&mut self) -> (TypeId, TypeId) {
        let function = self.types_mut().signature_of(&[], &[], false);
        (self.types_mut().slice_of(function), function)
    }

    /// `defer` inside a body: appends to the list.
    pub fn defer_in_range_body(&mut self, function: Operand) {
        let Some(&own) = self.range_loops.last() else {
            return;
        };
        let outermost = self.group.facts.range_functions[&own].outermost;
        let list = self.variable_local(Variable::Defers(outermost));
        let site = self.site(SiteKind::Append, self.pos, "append", false);
        let values = AppendValues::Elements(vec![function]);
        let append = Rvalue::Append {
            slice: Operand::local(list),
            values,
            site,
        };
        self.assign(Place::local(list), append);
    }

    /// Declares the list, and defers a function that runs it if the loop panics.
    fn open_defers(&mut self, stmt: &'ast Stmt) -> LocalId {
        let (list_type, _) = self.list_type();
        let list = self.declare_hidden(Variable::Defers(stmt.id), "#defers", list_type);
        let pos = self.pos;
        let pointer_type = self.types_mut().pointer_to(list_type);
        let address = self.address_of(Place::local(list));
        let runner = self.list_runner(pointer_type);
        let call = Call {
            callee: Callee::Function(runner),
            arguments: vec![address],
            text: "defer".into(),
        };
        let statement = StatementKind::Call { result: None, call };
        let function = self.wrap_statement(ClosureKind::Defer, statement, pos);
        let site = self.site(SiteKind::Defer, pos, "defer", false);
        self.emit(StatementKind::Defer { function, site });
        list
    }

    /// A function that runs the functions of the list it gets the address of, last first.
    fn list_runner(&mut self, pointer_type: TypeId) -> FunctionId {
        let (list_type, function_type) = self.list_type();
        let signature = self.types_mut().signature_of(&[pointer_type], &[], false);
        let package = self.group.package;
        let symbol = "go:rundeferlist";
        let known = self.lowerer.defer_list_runner;
        if let Some(known) = known {
            return known;
        }
        let mut function = crate::function::new_function(symbol.into(), symbol.into(), package);
        function.signature = signature;
        function.flags.wrapper = true;
        let id = self.lowerer.mir.functions.push(function);
        self.lowerer.defer_list_runner = Some(id);
        let mut group = crate::function::Group::new(package, Vec::new());
        let mut builder = Builder::new(self.lowerer, &mut group, id);
        let parameters = builder.signature_locals();
        let list = Place::local(parameters[0]).project(Projection::Deref { checked: true });
        let (head, body, end) = (
            builder.new_block(),
            builder.new_block(),
            builder.new_block(),
        );
        builder.goto(head);
        builder.switch_to(head);
        let current = builder.copy(Operand::Copy(list.clone()));
        let length = builder.value(Rvalue::Len(current.clone()), TypeId::INT);
        let zero = builder.int(0);
        let more = builder.binary(BinaryOp::Less, zero, length.clone(), TypeId::BOOL);
        builder.branch(more, body, end);
        builder.switch_to(body);
        let one = builder.int(1);
        let last = builder.binary(BinaryOp::Subtract, length, one, TypeId::INT);
        let element = builder.operand_place(current.clone());
        let element = element.project(Projection::Index {
            index: last.clone(),
            checked: true,
        });
        let function = builder.temporary(function_type);
        builder.assign(Place::local(function), Rvalue::Use(Operand::Copy(element)));
        let rest = Rvalue::Slice {
            operand: current,
            low: None,
            high: Some(last),
            max: None,
        };
        let rest = builder.value(rest, list_type);
        builder.assign(list, Rvalue::Use(rest));
        let call = Call {
            callee: Callee::Value(Operand::local(function)),
            arguments: Vec::new(),
            text: "".into(),
        };
        builder.emit(StatementKind::Call { result: None, call });
        builder.goto(head);
        builder.switch_to(end);
        builder.terminate(TerminatorKind::Return);
        builder.finish();
        id
    }

    /// Defers what the bodies have deferred, in order, and empties the list.
    fn close_defers(&mut self, list: LocalId) {
        let (list_type, function_type) = self.list_type();
        let length = self.value(Rvalue::Len(Operand::local(list)), TypeId::INT);
        let counter = self.temporary(TypeId::INT);
        let zero = self.int(0);
        self.assign(Place::local(counter), Rvalue::Use(zero));
        let (head, body, end) = (self.new_block(), self.new_block(), self.new_block());
        self.goto(head);
        self.loop_depth += 1;
        self.switch_to(head);
        let index = Operand::local(counter);
        let more = self.binary(BinaryOp::Less, index.clone(), length, TypeId::BOOL);
        self.branch(more, body, end);
        self.switch_to(body);
        let element = Place::local(list).project(Projection::Index {
            index: index.clone(),
            checked: true,
        });
        let function = self.temporary(function_type);
        self.assign(Place::local(function), Rvalue::Use(Operand::Copy(element)));
        let site = self.site(SiteKind::Defer, self.pos, "defer", false);
        self.emit(StatementKind::Defer {
            function: Operand::local(function),
            site,
        });
        let one = self.int(1);
        self.assign(
            Place::local(counter),
            Rvalue::Binary(BinaryOp::Add, index, one),
        );
        self.goto(head);
        self.loop_depth -= 1;
        self.switch_to(end);
        let empty = self.zero(list_type);
        self.assign(Place::local(list), Rvalue::Use(empty));
    }
}
