//! Type switches.
//!
//! In: `switch x := v.(type)`. Out: tests of the dynamic type in source order.
//! Invariants: the operand is evaluated once; each clause has a variable of its own.
//! Spec: "Type switches".

use grus_mir::*;
use grus_syntax::ast::{CaseClause, Expr, Stmt, TypeSwitchStmt};
use grus_types::{ObjectId, TypeId};

use crate::function::{Builder, JumpTargets};

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn type_switch_statement(&mut self, stmt: &'ast Stmt, data: &'ast TypeSwitchStmt) {
        self.optional_statement(&data.init);
        let operand = &data.guard.operand;
        self.prepare_operands(operand);
        let interface = self.type_of(operand);
        let value = self.operand(operand);
        let value = self.copy(value);
        let end = self.new_block();
        self.jumps.insert(
            stmt.id,
            JumpTargets {
                break_to: end,
                continue_to: None,
            },
        );
        let bodies: Vec<BlockId> = data.clauses.iter().map(|_| self.new_block()).collect();
        let default = data
            .clauses
            .iter()
            .position(|clause| clause.cases.is_none());
        for (clause, &body) in data.clauses.iter().zip(&bodies) {
            let variable = self.info().implicits.get(&clause.id).copied();
            // The variable has the type of a single case, else that of the operand.
            if let Some([single]) = clause.cases.as_deref() {
                self.pos = single.pos;
                self.test_single(&value, interface, single, variable, body);
                continue;
            }
            let entry = self.new_block();
            for case in clause.cases.as_deref().unwrap_or_default() {
                self.pos = case.pos;
                self.test_type(&value, interface, case, entry);
            }
            let rest = self.block();
            self.switch_to(entry);
            self.bind(variable, Rvalue::Use(value.clone()), clause);
            self.goto(body);
            self.switch_to(rest);
            if clause.cases.is_none() {
                self.jumps.insert(
                    clause.id,
                    JumpTargets {
                        break_to: entry,
                        continue_to: None,
                    },
                );
            }
        }
        let fallback = default.and_then(|index| self.jumps.get(&data.clauses[index].id));
        let fallback = fallback.map_or(end, |targets| targets.break_to);
        self.goto(fallback);
        for (clause, &body) in data.clauses.iter().zip(&bodies) {
            self.switch_to(body);
            self.statements(&clause.body);
            self.goto_if_reachable(end);
        }
        self.switch_to(end);
    }

    fn bind(&mut self, variable: Option<ObjectId>, rvalue: Rvalue, clause: &CaseClause) {
        let Some(variable) = variable else { return };
        self.pos = clause.pos;
        let local = self.declare_variable(variable);
        self.emit(StatementKind::Declare(local));
        self.assign(Place::local(local), rvalue);
    }

    /// Jumps to `found` if the case matches; goes on in a new block.
    fn test_type(&mut self, value: &Operand, interface: TypeId, case: &'ast Expr, found: BlockId) {
        let test = if self.is_nil_case(case) {
            let nil = self.zero(interface);
            self.binary(BinaryOp::Equal, value.clone(), nil, TypeId::BOOL)
        } else {
            let ty = self.type_of(case);
            if self.is_interface(ty) {
                let tuple = self.assert_interface(value, interface, ty);
                Operand::Copy(tuple.field(1))
            } else {
                let operand = value.clone();
                self.value(
                    Rvalue::TypeIs {
                        operand,
                        interface,
                        concrete: ty,
                    },
                    TypeId::BOOL,
                )
            }
        };
        let next = self.new_block();
        self.branch(test, found, next);
        self.switch_to(next);
    }

    fn is_nil_case(&self, case: &Expr) -> bool {
        let case = case.unparen();
        self.info().type_of(case.id) == TypeId::UNTYPED_NIL
    }

    /// The tuple of a comma-ok assertion to an interface type.
    fn assert_interface(&mut self, value: &Operand, from: TypeId, to: TypeId) -> Place {
        self.lowerer.note_interface(to);
        let tuple = self.types_mut().tuple_of(&[to, TypeId::BOOL]);
        let assert = Rvalue::TypeAssert {
            operand: value.clone(),
            from,
            to,
            comma_ok: true,
        };
        let result = self.value(assert, tuple);
        self.operand_place(result)
    }

    /// A clause with one type, which its variable has.
    fn test_single(
        &mut self,
        value: &Operand,
        interface: TypeId,
        case: &'ast Expr,
        variable: Option<ObjectId>,
        body: BlockId,
    ) {
        let bind = |b: &mut Self, rvalue: Rvalue| {
            if let Some(variable) = variable {
                let local = b.declare_variable(variable);
                b.emit(StatementKind::Declare(local));
                b.assign(Place::local(local), rvalue);
            }
            b.goto(body);
        };
        let (found, next) = (self.new_block(), self.new_block());
        if self.is_nil_case(case) {
            let nil = self.zero(interface);
            let test = self.binary(BinaryOp::Equal, value.clone(), nil, TypeId::BOOL);
            self.branch(test, found, next);
            self.switch_to(found);
            bind(self, Rvalue::Use(value.clone()));
            return self.switch_to(next);
        }
        let ty = self.type_of(case);
        if self.is_interface(ty) {
            let tuple = self.assert_interface(value, interface, ty);
            self.branch(Operand::Copy(tuple.clone().field(1)), found, next);
            self.switch_to(found);
            bind(self, Rvalue::Use(Operand::Copy(tuple.field(0))));
        } else {
            let operand = value.clone();
            let is = Rvalue::TypeIs {
                operand: operand.clone(),
                interface,
                concrete: ty,
            };
            let test = self.value(is, TypeId::BOOL);
            self.branch(test, found, next);
            self.switch_to(found);
            bind(
                self,
                Rvalue::UnpackInterface {
                    operand,
                    interface,
                    concrete: ty,
                    may_be_nil: false,
                },
            );
        }
        self.switch_to(next);
    }
}
