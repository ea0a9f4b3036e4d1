//! `select` statements.
//!
//! In: communication clauses. Out: one `Select` operation and a dispatch on its result.
//! Invariant: channels and values to send are evaluated once, in source order, before the choice; the
//! left sides of receives only in the chosen clause.
//! Spec: "Select statements".

use grus_mir::*;
use grus_syntax::ast::{AssignOp, CommClause, Expr, ExprKind, SelectStmt, Stmt, StmtKind, UnaryOp};
use grus_types::TypeId;

use crate::function::{Builder, JumpTargets};
use crate::place::Target;

/// A receive clause: where the value and `ok` go.
struct Receive<'ast> {
    channel: &'ast Expr,
    op: AssignOp,
    lhs: &'ast [Expr],
}

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn select_statement(&mut self, stmt: &'ast Stmt, data: &'ast SelectStmt) {
        let pos = self.pos;
        self.prepare_communications(data);
        let mut cases = Vec::new();
        let mut received = Vec::new();
        for clause in &data.clauses {
            let Some(comm) = &clause.comm else { continue };
            if let StmtKind::Send { channel, value } = &comm.kind {
                let ty = self.type_of(channel);
                let elem = self.types().elem(ty).unwrap_or(TypeId::INVALID);
                let channel = self.operand(channel);
                let value = self.operand_as(value, elem);
                cases.push(SelectCase::Send { channel, value });
                received.push(None);
                continue;
            }
            let Some(receive) = receive_of(comm) else {
                continue;
            };
            let ty = self.type_of(receive.channel);
            let elem = self.types().elem(ty).unwrap_or(TypeId::INVALID);
            let channel = self.operand(receive.channel);
            let wanted = receive.lhs.first().is_some_and(|target| !is_blank(target));
            let to = wanted.then(|| Place::local(self.temporary(elem)));
            cases.push(SelectCase::Receive {
                channel,
                to: to.clone(),
            });
            received.push(to);
        }
        let end = self.new_block();
        self.jumps.insert(
            stmt.id,
            JumpTargets {
                break_to: end,
                continue_to: None,
            },
        );
        if let ([clause], Some(case)) = (&data.clauses[..], cases.first()) {
            self.pos = pos;
            self.only_communication(clause, case.clone());
            self.goto_if_reachable(end);
            return self.switch_to(end);
        }
        let blocking = data.clauses.iter().all(|clause| clause.comm.is_some());
        let tuple = self.types_mut().tuple_of(&[TypeId::INT, TypeId::BOOL]);
        self.pos = pos;
        let nothing = cases.is_empty() && blocking;
        let result = self.value(Rvalue::Select { cases, blocking }, tuple);
        let result = self.operand_place(result);
        if nothing {
            self.terminate(TerminatorKind::Unreachable);
            return self.switch_to(end);
        }
        self.select_clauses(data, &result, received, end);
        self.switch_to(end);
    }

    /// Without a choice, a clause is a send or receive operation, and then its body.
    fn only_communication(&mut self, clause: &'ast CommClause, case: SelectCase) {
        match case {
            SelectCase::Send { channel, value } => {
                self.emit(StatementKind::ChannelSend { channel, value });
            }
            SelectCase::Receive { channel, to } => {
                let ty = self.type_of_operand(&channel);
                let elem = self.types().elem(ty).unwrap_or(TypeId::INVALID);
                let comma_ok = true;
                let receive = Rvalue::ChannelReceive { channel, comma_ok };
                let tuple = self.types_mut().tuple_of(&[elem, TypeId::BOOL]);
                let result = self.value(receive, tuple);
                let result = self.operand_place(result);
                let value = to.map(|_| result.clone().field(0));
                if let Some(receive) = clause.comm.as_deref().and_then(receive_of) {
                    self.pos = clause.pos;
                    self.assign_received(&receive, value, &result);
                }
            }
        }
        self.statements(&clause.body);
    }

    /// If evaluating a channel or value may change those before it, these are copied first.
    fn prepare_communications(&mut self, data: &'ast SelectStmt) {
        let mut operands = Vec::new();
        for comm in data
            .clauses
            .iter()
            .filter_map(|clause| clause.comm.as_deref())
        {
            match &comm.kind {
                StmtKind::Send { channel, value } => operands.extend([channel, value]),
                _ => operands.extend(receive_of(comm).map(|receive| receive.channel)),
            }
        }
        if !operands.iter().any(|operand| self.has_effects(operand)) {
            return;
        }
        for expr in operands {
            self.prepare(&[expr]);
            if self.info().type_of(expr.id) == TypeId::UNTYPED_NIL {
                continue;
            }
            let value = self.operand(expr);
            let value = self.copy(value);
            self.hoisted.insert(expr.unparen().id, value);
        }
    }

    fn select_clauses(
        &mut self,
        data: &'ast SelectStmt,
        result: &Place,
        received: Vec<Option<Place>>,
        end: BlockId,
    ) {
        let mut bodies = Vec::new();
        let mut default = None;
        let mut clauses: Vec<(&'ast CommClause, BlockId, Option<Place>)> = Vec::new();
        let mut received = received.into_iter();
        for clause in &data.clauses {
            let block = self.new_block();
            let place = if clause.comm.is_some() {
                bodies.push(block);
                received.next().flatten()
            } else {
                default = Some(block);
                None
            };
            clauses.push((clause, block, place));
        }
        let index = Operand::Copy(result.clone().field(0));
        let mut cases: Vec<(i64, BlockId)> = bodies
            .iter()
            .enumerate()
            .map(|(number, &block)| (number as i64, block))
            .collect();
        let default = match default {
            Some(block) => block,
            // One of the cases has been chosen: the last needs no test.
            None => cases.pop().map_or(end, |case| case.1),
        };
        if cases.is_empty() {
            self.goto(default);
        } else {
            self.terminate(TerminatorKind::Switch {
                value: index,
                cases,
                default,
            });
        }
        for (clause, block, place) in clauses {
            self.switch_to(block);
            if let Some(receive) = clause.comm.as_deref().and_then(receive_of) {
                self.pos = clause.pos;
                self.assign_received(&receive, place, result);
            }
            self.statements(&clause.body);
            self.goto_if_reachable(end);
        }
    }

    /// `case v, ok = <-c`: stores what was received.
    fn assign_received(&mut self, receive: &Receive<'ast>, value: Option<Place>, result: &Place) {
        let mut targets = Vec::new();
        let mut values = Vec::new();
        let parts = [
            value.map(Operand::Copy),
            Some(Operand::Copy(result.clone().field(1))),
        ];
        for (expr, part) in receive.lhs.iter().zip(parts) {
            if is_blank(expr) {
                continue;
            }
            let Some(part) = part else { continue };
            let target = match self.declared_here(expr) {
                Some(object) if receive.op == AssignOp::Define => {
                    let local = self.declare_variable(object);
                    self.emit(StatementKind::Declare(local));
                    Target::Place(Place::local(local))
                }
                _ => {
                    self.prepare_operands(expr);
                    self.target(expr)
                }
            };
            let part = match self.type_of_target(&target) {
                Some(to) => self.convert_operand(part, to),
                None => part,
            };
            targets.push(target);
            values.push(part);
        }
        self.assign_parallel(targets, values);
    }
}

/// The receive operation of a communication.
fn receive_of(comm: &Stmt) -> Option<Receive<'_>> {
    let (op, lhs, expr) = match &comm.kind {
        StmtKind::Expr(expr) => (AssignOp::Assign, &[][..], expr),
        StmtKind::Assign { op, lhs, rhs } => (*op, lhs.as_slice(), rhs.first()?),
        _ => return None,
    };
    match &expr.unparen().kind {
        ExprKind::Unary {
            op: UnaryOp::Receive,
            operand,
        } => Some(Receive {
            channel: operand,
            op,
            lhs,
        }),
        _ => None,
    }
}

fn is_blank(expr: &Expr) -> bool {
    expr.unparen().as_name().is_some_and(|name| name.is_blank())
}
