//! `for range` over integers, arrays, slices, strings, maps and channels.
//!
//! In: range clauses. Out: loops over hidden variables, from which the iteration variables are set at
//! the start of each iteration.
//! Invariants: the range expression is evaluated once, before the loop; arrays are copied if their
//! elements are used; lengths of slices and strings are taken once.
//! Spec: "For statements with range clause"; follows cmd/compile/internal/walk/range.go.

use grus_mir::*;
use grus_syntax::ast::{Block, Expr, RangeClause, Stmt};
use grus_types::{Type, TypeId};

use crate::function::{Builder, JumpTargets};
use crate::place::Target;

/// Words that the run-time state of a map iteration takes.
const ITERATOR_WORDS: i64 = (grus_abi::value::MAP_ITERATOR_SIZE / 8) as i64;

/// The blocks of a range loop.
struct RangeLoop {
    head: BlockId,
    body: BlockId,
    next: BlockId,
    end: BlockId,
}

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn range_statement(
        &mut self,
        stmt: &'ast Stmt,
        clause: &'ast RangeClause,
        body: &'ast Block,
    ) {
        let ty = self.type_of(&clause.operand);
        let key = clause.lhs.first().filter(|expr| !is_blank(expr));
        let value = clause.lhs.get(1).filter(|expr| !is_blank(expr));
        if self.types().signature(ty).is_some() {
            return self.range_over_function(stmt, clause);
        }
        self.prepare_operands(&clause.operand);
        if clause.define && !self.group.per_iteration {
            for name in &clause.lhs {
                self.declare_iteration_variable(name);
            }
        }
        let context = Range {
            stmt,
            clause,
            body,
            key,
            value,
        };
        match self.types().underlying_type(ty).clone() {
            Type::Basic(kind) if kind.is_string() => self.range_string(&context),
            Type::Basic(_) => self.range_integer(&context, ty),
            Type::Array { len, .. } => self.range_array(&context, ty, len, false),
            Type::Pointer(base) => match *self.types().underlying_type(base) {
                Type::Array { len, .. } => self.range_array(&context, ty, len, true),
                _ => self.unsupported(clause.operand.pos, "range over this type"),
            },
            Type::Slice(elem) => self.range_slice(&context, ty, elem),
            Type::Map { key, elem } => self.range_map(&context, key, elem),
            Type::Chan { elem, .. } => self.range_channel(&context, elem),
            _ => self.unsupported(clause.operand.pos, "range over this type"),
        }
    }

    fn declare_iteration_variable(&mut self, name: &Expr) {
        if is_blank(name) {
            return;
        }
        if let Some(object) = self.declared_here(name) {
            let local = self.declare_variable(object);
            self.emit(StatementKind::Declare(local));
        }
    }

    /// Starts the loop: jumps to the head and makes it current.
    fn open_loop(&mut self, context: &Range<'ast>) -> RangeLoop {
        let blocks = RangeLoop {
            head: self.new_block(),
            body: self.new_block(),
            next: self.new_block(),
            end: self.new_block(),
        };
        self.goto(blocks.head);
        self.loop_depth += 1;
        let targets = JumpTargets {
            break_to: blocks.end,
            continue_to: Some(blocks.next),
        };
        self.jumps.insert(context.stmt.id, targets);
        self.switch_to(blocks.head);
        blocks
    }

    /// Lowers the body (the iteration variables are set) and makes the block for the next iteration
    /// current.
    fn loop_body(&mut self, context: &Range<'ast>, blocks: &RangeLoop) {
        self.block_statement(context.body);
        self.goto_if_reachable(blocks.next);
        self.switch_to(blocks.next);
        self.pos = context.stmt.pos;
    }

    fn close_loop(&mut self, blocks: &RangeLoop) {
        self.goto(blocks.head);
        self.loop_depth -= 1;
        self.switch_to(blocks.end);
    }

    /// Gives the iteration variables their values.
    fn set_variables(&mut self, context: &Range<'ast>, key: Operand, value: Option<Operand>) {
        let pairs = [(context.key, Some(key)), (context.value, value)];
        let pairs: Vec<(&'ast Expr, Operand)> = pairs
            .into_iter()
            .filter_map(|(target, value)| Some((target?, value?)))
            .collect();
        if context.clause.define {
            for (name, value) in pairs {
                self.set_declared(name, value);
            }
            return;
        }
        let targets: Vec<Target> = pairs
            .iter()
            .map(|(target, _)| self.range_target(target))
            .collect();
        let mut values = Vec::with_capacity(pairs.len());
        for ((_, value), target) in pairs.into_iter().zip(&targets) {
            values.push(match self.type_of_target(target) {
                Some(to) => self.convert_operand(value, to),
                None => value,
            });
        }
        self.assign_parallel(targets, values);
    }

    fn range_target(&mut self, target: &'ast Expr) -> Target {
        self.prepare_operands(target);
        self.target(target)
    }

    fn set_declared(&mut self, name: &Expr, value: Operand) {
        let Some(object) = self.declared_here(name) else {
            return;
        };
        let variable = crate::analysis::Variable::Object(object);
        let local = match self.variables.get(&variable) {
            Some(&local) if !self.group.per_iteration => local,
            _ => {
                let local = self.declare_variable(object);
                self.emit(StatementKind::Declare(local));
                local
            }
        };
        let ty = self.function.locals[local].ty;
        let value = self.convert_operand(value, ty);
        self.assign(Place::local(local), Rvalue::Use(value));
    }

    /// A hidden counter that starts at 0.
    fn counter(&mut self, ty: TypeId) -> LocalId {
        let counter = self.temporary(ty);
        let zero = Operand::Constant(Constant::Int(0), ty);
        self.assign(Place::local(counter), Rvalue::Use(zero));
        counter
    }

    fn increment(&mut self, counter: LocalId, ty: TypeId) {
        let one = Operand::Constant(Constant::Int(1), ty);
        let next = Rvalue::Binary(BinaryOp::Add, Operand::local(counter), one);
        self.assign(Place::local(counter), next);
    }

    fn branch_if_less(&mut self, counter: LocalId, limit: &Operand, blocks: &RangeLoop) {
        let more = self.binary(
            BinaryOp::Less,
            Operand::local(counter),
            limit.clone(),
            TypeId::BOOL,
        );
        self.branch(more, blocks.body, blocks.end);
        self.switch_to(blocks.body);
    }

    fn range_integer(&mut self, context: &Range<'ast>, ty: TypeId) {
        // An untyped constant has the type of the iteration variable.
        let ty = match context.key {
            Some(key) if context.clause.define => match self.declared_here(key) {
                Some(object) => self.type_of_object(object),
                None => ty,
            },
            Some(key) if self.info().constant(context.clause.operand.id).is_some() => {
                self.type_of(key)
            }
            _ => ty,
        };
        let limit = self.operand_as(&context.clause.operand, ty);
        let limit = self.copy(limit);
        let counter = self.counter(ty);
        let blocks = self.open_loop(context);
        self.branch_if_less(counter, &limit, &blocks);
        self.set_variables(context, Operand::local(counter), None);
        self.loop_body(context, &blocks);
        self.increment(counter, ty);
        self.close_loop(&blocks);
    }

    /// Arrays and pointers to arrays.
    fn range_array(&mut self, context: &Range<'ast>, ty: TypeId, length: i64, pointer: bool) {
        let operand = &context.clause.operand;
        let array = if context.value.is_some() || pointer {
            let value = self.operand(operand);
            let copy = self.temporary(ty);
            self.assign(Place::local(copy), Rvalue::Use(value));
            let place = Place::local(copy);
            if pointer { place.deref() } else { place }
        } else {
            self.discard(operand);
            Place::local(LocalId::from_u32(0))
        };
        let limit = self.int(length);
        self.range_indexed(context, array, limit);
    }

    fn range_slice(&mut self, context: &Range<'ast>, ty: TypeId, _elem: TypeId) {
        let value = self.operand(&context.clause.operand);
        let copy = self.temporary(ty);
        self.assign(Place::local(copy), Rvalue::Use(value));
        self.note_ranged(copy, context.clause.pos);
        let length = self.value(Rvalue::Len(Operand::local(copy)), TypeId::INT);
        self.range_indexed(context, Place::local(copy), length);
    }

    /// A loop with a counter over the elements of a place.
    fn range_indexed(&mut self, context: &Range<'ast>, base: Place, length: Operand) {
        if context.value.is_some() {
            self.keep_in_memory(&base);
        }
        let counter = self.counter(TypeId::INT);
        let blocks = self.open_loop(context);
        self.branch_if_less(counter, &length, &blocks);
        let element = context.value.map(|_| {
            let index = Operand::local(counter);
            Operand::Copy(base.project(Projection::Index {
                index,
                checked: true,
            }))
        });
        self.set_variables(context, Operand::local(counter), element);
        self.loop_body(context, &blocks);
        self.increment(counter, TypeId::INT);
        self.close_loop(&blocks);
    }

    /// spec: "the "range" clause iterates over the Unicode code points in the string starting at byte
    /// index 0". ASCII is decoded in place.
    fn range_string(&mut self, context: &Range<'ast>) {
        let ty = self.type_of(&context.clause.operand);
        let value = self.operand(&context.clause.operand);
        let string = self.temporary(ty);
        self.assign(Place::local(string), Rvalue::Use(value));
        let length = self.value(Rvalue::Len(Operand::local(string)), TypeId::INT);
        let counter = self.counter(TypeId::INT);
        let blocks = self.open_loop(context);
        self.branch_if_less(counter, &length, &blocks);
        let (rune, behind) = (self.temporary(TypeId::INT32), self.temporary(TypeId::INT));
        let (ascii, other, decoded) = (self.new_block(), self.new_block(), self.new_block());
        let index = Operand::local(counter);
        let byte = Place::local(string).project(Projection::Index {
            index: index.clone(),
            checked: true,
        });
        let byte = self.copy(Operand::Copy(byte));
        let limit = Operand::Constant(Constant::Int(0x80), TypeId::UINT8);
        let is_ascii = self.binary(BinaryOp::Less, byte.clone(), limit, TypeId::BOOL);
        self.branch(is_ascii, ascii, other);
        self.switch_to(ascii);
        let widen = Rvalue::Convert {
            kind: ConversionKind::Numeric,
            operand: byte,
            to: TypeId::INT32,
            site: None,
        };
        self.assign(Place::local(rune), widen);
        let one = self.int(1);
        self.assign(
            Place::local(behind),
            Rvalue::Binary(BinaryOp::Add, index.clone(), one),
        );
        self.goto(decoded);
        self.switch_to(other);
        let tuple = self.types_mut().tuple_of(&[TypeId::INT32, TypeId::INT]);
        let pair = self.temporary(tuple);
        let decode = Rvalue::DecodeRune {
            string: Operand::local(string),
            index: index.clone(),
        };
        self.assign(Place::local(pair), decode);
        for (field, part) in [rune, behind].into_iter().enumerate() {
            let value = Operand::Copy(Place::local(pair).field(field as u32));
            self.assign(Place::local(part), Rvalue::Use(value));
        }
        self.goto(decoded);
        self.switch_to(decoded);
        self.set_variables(context, index, Some(Operand::local(rune)));
        self.loop_body(context, &blocks);
        self.assign(Place::local(counter), Rvalue::Use(Operand::local(behind)));
        self.close_loop(&blocks);
    }

    fn range_map(&mut self, context: &Range<'ast>, key: TypeId, elem: TypeId) {
        let map = self.operand(&context.clause.operand);
        let state = self
            .types_mut()
            .array_of(ITERATOR_WORDS, TypeId::UNSAFE_POINTER);
        let iterator = self.temporary(state);
        self.function.locals[iterator].addressed = true;
        self.emit(StatementKind::MapIterateInit { iterator, map });
        let blocks = self.open_loop(context);
        let valid = self.value(Rvalue::MapIteratorValid(iterator), TypeId::BOOL);
        self.branch(valid, blocks.body, blocks.end);
        self.switch_to(blocks.body);
        let key = match context.key {
            Some(_) => self.value(Rvalue::MapIteratorKey(iterator), key),
            None => self.zero(key),
        };
        let value = context
            .value
            .map(|_| self.value(Rvalue::MapIteratorElement(iterator), elem));
        self.set_variables(context, key, value);
        self.loop_body(context, &blocks);
        self.emit(StatementKind::MapIterateNext { iterator });
        self.close_loop(&blocks);
    }

    fn range_channel(&mut self, context: &Range<'ast>, elem: TypeId) {
        let channel = self.operand(&context.clause.operand);
        let channel = self.copy(channel);
        let tuple = self.types_mut().tuple_of(&[elem, TypeId::BOOL]);
        let blocks = self.open_loop(context);
        let receive = Rvalue::ChannelReceive {
            channel,
            comma_ok: true,
        };
        let pair = self.value(receive, tuple);
        let pair = self.operand_place(pair);
        self.branch(
            Operand::Copy(pair.clone().field(1)),
            blocks.body,
            blocks.end,
        );
        self.switch_to(blocks.body);
        self.set_variables(context, Operand::Copy(pair.field(0)), None);
        self.loop_body(context, &blocks);
        self.close_loop(&blocks);
    }
}

/// A range statement with its iteration variables, blank ones left out.
struct Range<'ast> {
    stmt: &'ast Stmt,
    clause: &'ast RangeClause,
    body: &'ast Block,
    key: Option<&'ast Expr>,
    value: Option<&'ast Expr>,
}

fn is_blank(expr: &Expr) -> bool {
    expr.unparen().as_name().is_some_and(|name| name.is_blank())
}
