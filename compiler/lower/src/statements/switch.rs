//! Expression switches.
//!
//! In: `switch` statements. Out: comparisons in source order, or a dispatch on integer constants.
//! Invariant: case expressions are evaluated left to right, top to bottom, until one matches.
//! Spec: "Expression switches".

use grus_mir::*;
use grus_syntax::Pos;
use grus_syntax::ast::{Expr, Stmt, SwitchStmt};
use grus_types::{TypeId, Value};

use crate::function::{Builder, JumpTargets};

/// From this many constant cases on, a switch on integers is a dispatch.
const DISPATCH_CASES: usize = 4;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn switch_statement(&mut self, stmt: &'ast Stmt, data: &'ast SwitchStmt) {
        self.optional_statement(&data.init);
        let tag = data.tag.as_ref().map(|tag| {
            self.prepare_operands(tag);
            let ty = self.type_of(tag);
            let value = match self.info().type_of(tag.id) == TypeId::UNTYPED_NIL {
                true => self.zero(ty),
                false => self.operand(tag),
            };
            (self.copy(value), ty)
        });
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
        let default = default.map_or(end, |index| bodies[index]);
        match &tag {
            Some((value, ty)) if self.is_dispatch(data, *ty) => {
                self.dispatch(data, value.clone(), *ty, &bodies, default);
            }
            _ => self.test_cases(data, tag, &bodies, default),
        }
        let outer = self.fallthrough_to;
        for (index, clause) in data.clauses.iter().enumerate() {
            self.switch_to(bodies[index]);
            self.fallthrough_to = bodies.get(index + 1).copied();
            self.statements(&clause.body);
            self.goto_if_reachable(end);
        }
        self.fallthrough_to = outer;
        self.switch_to(end);
    }

    fn test_cases(
        &mut self,
        data: &'ast SwitchStmt,
        tag: Option<(Operand, TypeId)>,
        bodies: &[BlockId],
        default: BlockId,
    ) {
        for (clause, &body) in data.clauses.iter().zip(bodies) {
            for case in clause.cases.as_deref().unwrap_or_default() {
                let next = self.new_block();
                self.pos = case.pos;
                match &tag {
                    Some((value, ty)) => self.test_case(value.clone(), *ty, case, body, next),
                    None => {
                        // The missing tag is `true`, which may be compared with an interface.
                        let ty = self.type_of(case);
                        if self.is_interface(ty) {
                            let yes = Operand::Constant(Constant::Bool(true), TypeId::BOOL);
                            self.test_case(yes, TypeId::BOOL, case, body, next);
                        } else {
                            self.condition(case, body, next);
                        }
                    }
                }
                self.switch_to(next);
            }
        }
        self.goto(default);
    }

    /// Compares the tag with a case.
    fn test_case(
        &mut self,
        tag: Operand,
        tag_type: TypeId,
        case: &'ast Expr,
        body: BlockId,
        next: BlockId,
    ) {
        self.prepare_operands(case);
        let is_nil = self.info().type_of(case.unparen().id) == TypeId::UNTYPED_NIL;
        let case_type = if is_nil { tag_type } else { self.type_of(case) };
        let result = TypeId::BOOL;
        let rvalue = match (self.is_interface(tag_type), self.is_interface(case_type)) {
            (true, false) => {
                let value = self.operand(case);
                self.interface_equals(BinaryOp::Equal, tag, tag_type, value, case_type, result)
            }
            (false, true) => {
                let value = self.operand(case);
                self.interface_equals(BinaryOp::Equal, value, case_type, tag, tag_type, result)
            }
            _ => {
                let value = self.operand_as(case, tag_type);
                Rvalue::Binary(BinaryOp::Equal, tag, value)
            }
        };
        let matches = self.value(rvalue, result);
        self.branch(matches, body, next);
    }

    /// Whether all cases are integer constants, and many.
    fn is_dispatch(&self, data: &SwitchStmt, ty: TypeId) -> bool {
        if !self
            .types()
            .basic_kind(ty)
            .is_some_and(|kind| kind.is_integer())
        {
            return false;
        }
        let cases = data
            .clauses
            .iter()
            .flat_map(|clause| clause.cases.iter().flatten());
        let mut count = 0;
        for case in cases {
            if !matches!(
                self.info().constant(case.id),
                Some(Value::Int(_) | Value::BigInt(_))
            ) {
                return false;
            }
            count += 1;
        }
        count >= DISPATCH_CASES
    }

    fn dispatch(
        &mut self,
        data: &'ast SwitchStmt,
        value: Operand,
        ty: TypeId,
        bodies: &[BlockId],
        default: BlockId,
    ) {
        let mut cases: Vec<(i64, BlockId)> = Vec::new();
        let mut pos = Pos::NONE;
        for (clause, &body) in data.clauses.iter().zip(bodies) {
            for case in clause.cases.as_deref().unwrap_or_default() {
                let constant = self.info().constant(case.id).cloned();
                let Some(constant) = constant else { continue };
                let operand = self.constant_operand(&constant, ty);
                if let Operand::Constant(Constant::Int(pattern), _) = operand
                    && !cases.iter().any(|case| case.0 == pattern)
                {
                    cases.push((pattern, body));
                    pos = if pos.is_known() { pos } else { case.pos };
                }
            }
        }
        self.at(pos, |b| {
            b.terminate(TerminatorKind::Switch {
                value,
                cases,
                default,
            })
        });
    }
}
