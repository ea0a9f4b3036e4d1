//! Assignments, short variable declarations, `op=`, `++` and `--`.
//!
//! In: assignment statements. Out: MIR assignments.
//! Invariants: right sides are evaluated before left sides' last steps, as gc does; in an assignment of
//! several values nothing that is read later is changed by an assignment made earlier.
//! Spec: "Assignment statements", "Short variable declarations", "IncDec statements".

use grus_mir::*;
use grus_syntax::ast::{self, AssignOp, Expr, ExprKind, UnaryOp};
use grus_types::{ObjectId, TypeId};

use crate::analysis::Variable;
use crate::expressions::{binary_operator, has_checks};
use crate::function::Builder;
use crate::place::Target;
use crate::type_query::{is_map, is_slice, is_string};

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn assignment(&mut self, op: AssignOp, lhs: &'ast [Expr], rhs: &'ast [Expr]) {
        let pos = self.pos;
        match (op, lhs, rhs) {
            (AssignOp::Op(op), [target], [value]) => self.op_assignment(target, op, Some(value)),
            (AssignOp::Increment, [target], _) => {
                self.op_assignment(target, ast::BinaryOp::Add, None);
            }
            (AssignOp::Decrement, [target], _) => {
                self.op_assignment(target, ast::BinaryOp::Sub, None);
            }
            (AssignOp::Define, [name], [value]) => self.define_one(name, value),
            (_, [target], [value]) => self.assign_one(target, value),
            (_, _, [value]) if lhs.len() > 1 => {
                self.prepare_with_last(&lhs.iter().collect::<Vec<_>>(), value);
                let rvalue = self.tuple_rvalue(value);
                self.pos = pos;
                let targets = self.define_targets(op, lhs);
                self.store_tuple(targets, rvalue);
            }
            _ => self.assign_many(op, lhs, rhs),
        }
    }

    /// The variable that a name in a short variable declaration declares.
    pub fn declared_here(&self, name: &Expr) -> Option<ObjectId> {
        let object = self.info().object_of(name.id)?;
        let data = self.lowerer.program.object(object);
        (data.pos == name.pos && data.as_var().is_some()).then_some(object)
    }

    fn define_one(&mut self, name: &'ast Expr, value: &'ast Expr) {
        if name.as_name().is_some_and(|name| name.is_blank()) {
            return self.assign_one(name, value);
        }
        let Some(object) = self.declared_here(name) else {
            return self.assign_one(name, value);
        };
        let pos = self.pos;
        self.prepare_operands(value);
        let local = self.declare_variable(object);
        self.emit(StatementKind::Declare(local));
        self.initialise(Place::local(local), value);
        self.pos = pos;
    }

    fn assign_one(&mut self, target: &'ast Expr, value: &'ast Expr) {
        let pos = self.pos;
        let target = target.unparen();
        if target.as_name().is_some_and(|name| name.is_blank()) {
            self.prepare_operands(value);
            return self.discard(value);
        }
        if let ExprKind::Name(_) = target.kind
            && let Some(place) = self.variable_of(target)
        {
            self.prepare_operands(value);
            self.assign_expression(place, value);
            return;
        }
        self.prepare_target(target, value);
        let ty = self.type_of(target);
        let rvalue = self.rvalue_as(value, ty);
        // The value is complete before the target's checks, and before a map gets a new entry.
        let value_pos = self.position_of(&rvalue, value.unparen());
        let rvalue = if may_panic(&rvalue) {
            self.at(value_pos, |b| match rvalue {
                Rvalue::Use(Operand::Copy(place)) => Rvalue::Use(b.load(place, ty)),
                other => Rvalue::Use(b.value(other, ty)),
            })
        } else {
            rvalue
        };
        self.pos = pos;
        match self.target(target) {
            Target::Blank => {}
            Target::Place(place) => {
                let pos = if has_checks(&place) {
                    target.pos
                } else {
                    value_pos
                };
                let rvalue = self.without_flow(target, value, rvalue, ty);
                self.at(pos, |b| b.assign(place, rvalue));
            }
            Target::MapEntry { map, key } => {
                let value = self.value(rvalue, ty);
                self.emit(StatementKind::MapAssign { map, key, value });
            }
        }
    }

    /// Marks the value of an assignment that makes nothing new reachable from its target.
    fn without_flow(&mut self, target: &Expr, value: &Expr, rvalue: Rvalue, ty: TypeId) -> Rvalue {
        if !self.is_self_assignment(target, value) {
            return rvalue;
        }
        let text = format!(
            "{} = {}",
            self.expression_text(target),
            self.expression_text(value)
        );
        let pos = self.pos;
        let operand = self.value(rvalue, ty);
        let site = self.site(SiteKind::SelfAssignment, pos, text, false);
        Rvalue::SelfAssign { operand, site }
    }

    /// Hoists the effects in the operands of a target, then those of a value.
    fn prepare_target(&mut self, target: &'ast Expr, value: &'ast Expr) {
        let mut operands = Vec::new();
        crate::analysis::walk::for_each_operand(target, &mut |operand| operands.push(operand));
        self.prepare_with_last(&operands, value);
    }

    fn assign_many(&mut self, op: AssignOp, lhs: &'ast [Expr], rhs: &'ast [Expr]) {
        let pos = self.pos;
        let all: Vec<&Expr> = lhs.iter().chain(rhs).collect();
        self.prepare(&all);
        let new = |b: &Self, name: &Expr| b.declared_here(name).is_some() || is_blank(name);
        if op == AssignOp::Define && lhs.iter().all(|name| new(self, name)) {
            for (name, value) in lhs.iter().zip(rhs) {
                match self.declared_here(name) {
                    Some(object) if !is_blank(name) => {
                        let local = self.declare_variable(object);
                        self.emit(StatementKind::Declare(local));
                        self.initialise(Place::local(local), value);
                    }
                    _ => self.discard(value),
                }
                self.pos = pos;
            }
            return;
        }
        let mut operands = Vec::with_capacity(rhs.len());
        for (target, value) in lhs.iter().zip(rhs) {
            if is_blank(target) {
                self.discard(value);
                operands.push(self.zero(TypeId::EMPTY_STRUCT));
                continue;
            }
            let ty = match self.declared_here(target) {
                Some(object) if op == AssignOp::Define => self.type_of_object(object),
                _ => self.type_of(target),
            };
            operands.push(self.operand_as(value, ty));
        }
        self.pos = pos;
        let targets = self.define_targets(op, lhs);
        let own: Vec<bool> = match op {
            AssignOp::Define => vec![false; lhs.len()],
            _ => lhs
                .iter()
                .zip(rhs)
                .map(|(target, value)| self.is_self_assignment(target, value))
                .collect(),
        };
        let site = own.contains(&true).then(|| {
            let mut list = |exprs: &[Expr]| {
                let texts: Vec<String> = exprs.iter().map(|e| self.expression_text(e)).collect();
                texts.join(", ")
            };
            let text = format!("{} = {}", list(lhs), list(rhs));
            self.site(SiteKind::SelfAssignment, pos, text, false)
        });
        let flows = own.into_iter().map(|own| site.filter(|_| own)).collect();
        self.store_parallel(targets, operands, flows);
    }

    /// Targets of an assignment; new variables of a short variable declaration come to life.
    fn define_targets(&mut self, op: AssignOp, lhs: &'ast [Expr]) -> Vec<Target> {
        lhs.iter()
            .map(|target| {
                if is_blank(target) {
                    return Target::Blank;
                }
                match self.declared_here(target) {
                    Some(object) if op == AssignOp::Define => {
                        let local = self.declare_variable(object);
                        self.emit(StatementKind::Declare(local));
                        Target::Place(Place::local(local))
                    }
                    _ => self.target(target),
                }
            })
            .collect()
    }

    /// Assigns values that were evaluated in order to targets that were evaluated in order.
    pub fn assign_parallel(&mut self, targets: Vec<Target>, values: Vec<Operand>) {
        let sites = vec![None; targets.len()];
        self.store_parallel(targets, values, sites);
    }

    /// Likewise; values with a site come from the object they are stored into.
    fn store_parallel(
        &mut self,
        targets: Vec<Target>,
        values: Vec<Operand>,
        sites: Vec<Option<SiteId>>,
    ) {
        let mut written = Written::default();
        let mut stores = Vec::with_capacity(targets.len());
        for (target, value) in targets.into_iter().zip(values) {
            let target = if written.anything() {
                self.freeze_affected(target, &written)
            } else {
                target
            };
            let value = match &value {
                Operand::Copy(place) if self.is_affected(place, &written) => self.copy(value),
                _ => value,
            };
            self.note_written(&target, &mut written);
            stores.push((target, value));
        }
        for ((target, value), site) in stores.into_iter().zip(sites) {
            match (target, site) {
                (Target::Place(place), Some(site)) => self.assign(
                    place,
                    Rvalue::SelfAssign {
                        operand: value,
                        site,
                    },
                ),
                (target, _) => self.store(target, value),
            }
        }
    }

    /// Makes a target independent of assignments that happen before its own: what it reads on its
    /// path and they may change is copied.
    ///
    /// spec (Assignment statements): "First, the operands of index expressions and pointer
    /// indirections on the left and the expressions on the right are all evaluated in the usual
    /// order. Second, the assignments are carried out in left-to-right order."
    fn freeze_affected(&mut self, target: Target, written: &Written) -> Target {
        match target {
            Target::Blank => Target::Blank,
            Target::MapEntry { map, key } => {
                let map = self.copy_affected(map, written);
                Target::MapEntry {
                    map,
                    key: self.copy_affected(key, written),
                }
            }
            Target::Place(place) => Target::Place(self.freeze_place(place, written)),
        }
    }

    fn copy_affected(&mut self, operand: Operand, written: &Written) -> Operand {
        match &operand {
            Operand::Copy(place) if self.is_affected(place, written) => self.copy(operand),
            _ => operand,
        }
    }

    fn freeze_place(&mut self, place: Place, written: &Written) -> Place {
        let mut result = Place {
            base: place.base,
            projections: Default::default(),
        };
        for mut projection in place.projections {
            if let Projection::Index { index, .. } = &mut projection {
                *index = self.copy_affected(index.clone(), written);
            }
            let ty = self.type_of_place(&result);
            let reads = match &projection {
                Projection::Deref { .. } => true,
                Projection::Index { .. } => is_slice(self.types(), ty),
                Projection::Field(_) => false,
            };
            if reads && self.is_affected(&result, written) {
                let copy = self.copy(Operand::Copy(result));
                result = self.operand_place(copy);
            }
            result.projections.push(projection);
        }
        result
    }

    /// Whether reading a place may see one of the assignments.
    fn is_affected(&self, place: &Place, written: &Written) -> bool {
        let indices = place.projections.iter().any(|projection| match projection {
            Projection::Index {
                index: Operand::Copy(place),
                ..
            } => self.is_affected(place, written),
            _ => false,
        });
        if indices {
            return true;
        }
        let through_memory = place.projections.iter().any(|projection| {
            matches!(
                projection,
                Projection::Deref { .. } | Projection::Index { .. }
            )
        });
        match place.base {
            PlaceBase::Local(local) => {
                written.locals.contains(&local)
                    || (written.memory && (through_memory || self.may_be_aliased(local)))
            }
            PlaceBase::Global(_) => written.memory,
        }
    }

    fn note_written(&self, target: &Target, written: &mut Written) {
        match target {
            Target::Blank => {}
            Target::Place(place) => match self.containing_local(place) {
                Some(local) => {
                    written.locals.push(local);
                    written.memory |= self.may_be_aliased(local);
                }
                None => written.memory = true,
            },
            Target::MapEntry { .. } => written.memory = true,
        }
    }

    /// Whether a pointer or closure may refer to the local.
    fn may_be_aliased(&self, local: LocalId) -> bool {
        let data = &self.function.locals[local];
        if data.addressed || matches!(data.kind, LocalKind::Capture(_)) {
            return true;
        }
        let object = self
            .variables
            .iter()
            .find_map(|(&variable, &other)| match variable {
                Variable::Object(object) if other == local => Some(object),
                _ => None,
            });
        object.is_some_and(|object| {
            let facts = self.group.facts.of(object);
            facts.address_taken || facts.captured
        })
    }

    // Tuples.

    /// Assigns the results of a call, or of a comma-ok expression.
    pub fn assign_tuple(&mut self, targets: Vec<Target>, expr: &'ast Expr) {
        let rvalue = self.tuple_rvalue(expr);
        self.store_tuple(targets, rvalue);
    }

    /// The rvalue of an expression that gives several values, and the tuple's type.
    pub fn tuple_rvalue(&mut self, expr: &'ast Expr) -> (Rvalue, TypeId) {
        let expr = expr.unparen();
        if let Some(operand) = self.hoisted.get(&expr.id).cloned() {
            let ty = self.type_of_operand(&operand);
            if matches!(self.types().get(ty), grus_types::Type::Tuple(_)) {
                return (Rvalue::Use(operand), ty);
            }
        }
        let ok = |b: &mut Self, rvalue: Rvalue, ty: TypeId| {
            let tuple = b.types_mut().tuple_of(&[ty, TypeId::BOOL]);
            (rvalue, tuple)
        };
        match &expr.kind {
            ExprKind::Index { operand, indices } if !self.is_function_call(expr) => {
                let map = self.type_of(operand);
                let elem = self.types().elem(map).unwrap_or(TypeId::INVALID);
                let rvalue = self.map_get_ok(operand, &indices[0]);
                ok(self, rvalue, elem)
            }
            ExprKind::TypeAssert { operand, ty } => {
                let to = self.type_of(ty);
                let rvalue = self.type_assertion(operand, to, true);
                ok(self, rvalue, to)
            }
            ExprKind::Unary {
                op: UnaryOp::Receive,
                operand,
            } => {
                let channel_type = self.type_of(operand);
                let elem = self.types().elem(channel_type).unwrap_or(TypeId::INVALID);
                let channel = self.operand(operand);
                ok(
                    self,
                    Rvalue::ChannelReceive {
                        channel,
                        comma_ok: true,
                    },
                    elem,
                )
            }
            _ => {
                let ty = self.type_of(expr);
                (self.at(expr.pos, |b| b.rvalue(expr)), ty)
            }
        }
    }

    pub fn store_tuple(&mut self, targets: Vec<Target>, (rvalue, ty): (Rvalue, TypeId)) {
        let value = self.value(rvalue, ty);
        let tuple = self.operand_place(value);
        let mut values = Vec::with_capacity(targets.len());
        for (index, target) in targets.iter().enumerate() {
            let part = Operand::Copy(tuple.clone().field(index as u32));
            values.push(match self.type_of_target(target) {
                Some(to) => self.convert_operand(part, to),
                None => part,
            });
        }
        self.assign_parallel(targets, values);
    }

    // `x op= y`.

    fn op_assignment(&mut self, target: &'ast Expr, op: ast::BinaryOp, value: Option<&'ast Expr>) {
        let pos = self.pos;
        let target = target.unparen();
        let ty = self.type_of(target);
        match value {
            Some(value) => {
                let mut operands = Vec::new();
                crate::analysis::walk::for_each_operand(target, &mut |operand| {
                    operands.push(operand);
                });
                operands.push(value);
                self.prepare(&operands);
            }
            None => self.prepare_operands(target),
        }
        let right = match value {
            Some(value) if op.is_shift() => self.shift_count(value),
            Some(value) => self.operand_as(value, ty),
            None => self.one(ty),
        };
        self.pos = pos;
        if let ExprKind::Index { operand, .. } = &target.kind {
            let map_type = self.type_of(operand);
            if is_map(self.types(), map_type) {
                return self.map_op_assignment(target, op, right, ty);
            }
        }
        if let Some(value) = value {
            self.note_own_operation(target, op, value);
        }
        let place = self.place(target);
        let rvalue = self.operation(op, Operand::Copy(place.clone()), right, ty);
        let pos = if has_checks(&place) { target.pos } else { pos };
        self.at(pos, |b| b.assign(checked(place), rvalue));
    }

    /// Tells of an operation on two parts of an object as of an assignment of one to the other. The
    /// value that is assigned really is a new one, so the assignment itself stays as it is.
    fn note_own_operation(&mut self, target: &Expr, op: ast::BinaryOp, value: &Expr) {
        if !self.is_self_assignment(target, value) {
            return;
        }
        let (left, right) = (self.expression_text(target), self.expression_text(value));
        let text = format!("{left} {}= {right}", op.as_str());
        let site = self.site(SiteKind::SelfAssignment, self.pos, text, false);
        let operand = self.zero(TypeId::BOOL);
        let unused = self.temporary(TypeId::BOOL);
        self.assign(Place::local(unused), Rvalue::SelfAssign { operand, site });
    }

    /// What `++` adds.
    fn one(&mut self, ty: TypeId) -> Operand {
        self.constant_operand(&grus_types::Value::Int(1), ty)
    }

    fn operation(
        &mut self,
        op: ast::BinaryOp,
        left: Operand,
        right: Operand,
        ty: TypeId,
    ) -> Rvalue {
        if op == ast::BinaryOp::Add && is_string(self.types(), ty) {
            let site = self.site(SiteKind::StringConcat, self.pos, "", false);
            return Rvalue::StringConcat {
                operands: vec![left, right],
                site,
            };
        }
        Rvalue::Binary(binary_operator(op), left, right)
    }

    /// `m[k] op= v`. An operation that may panic must not leave a new entry behind.
    fn map_op_assignment(
        &mut self,
        target: &'ast Expr,
        op: ast::BinaryOp,
        right: Operand,
        ty: TypeId,
    ) {
        let Target::MapEntry { map, key } = self.target(target) else {
            return;
        };
        let may_panic = matches!(op, ast::BinaryOp::Div | ast::BinaryOp::Rem) || op.is_shift();
        if may_panic {
            let (map, key) = (self.simple(map), self.simple(key));
            let get = Rvalue::MapGet {
                map: map.clone(),
                key: key.clone(),
                comma_ok: false,
            };
            let old = self.value(get, ty);
            let rvalue = self.operation(op, old, right, ty);
            let value = self.value(rvalue, ty);
            return self.emit(StatementKind::MapAssign { map, key, value });
        }
        let pointer = self.types_mut().pointer_to(ty);
        let slot = self.value(Rvalue::MapSlot { map, key }, pointer);
        let place = self
            .operand_place(slot)
            .project(Projection::Deref { checked: true });
        let rvalue = self.operation(op, Operand::Copy(place.clone()), right, ty);
        self.assign(place, rvalue);
    }
}

/// Whether computing an rvalue may panic: then it gets a statement of its own, with its own position.
fn may_panic(rvalue: &Rvalue) -> bool {
    match rvalue {
        Rvalue::Use(Operand::Copy(place)) => has_checks(place),
        Rvalue::Binary(op, ..) => matches!(
            op,
            BinaryOp::Divide | BinaryOp::Remainder | BinaryOp::ShiftLeft | BinaryOp::ShiftRight
        ),
        Rvalue::Use(_)
        | Rvalue::Unary(..)
        | Rvalue::AddressOf(_)
        | Rvalue::MakeInterface { .. }
        | Rvalue::Len(_)
        | Rvalue::Cap(_)
        | Rvalue::New { .. }
        | Rvalue::SliceLiteral { .. }
        | Rvalue::Closure { .. }
        | Rvalue::Aggregate { .. }
        | Rvalue::Append { .. }
        | Rvalue::StringConcat { .. } => false,
        _ => true,
    }
}

/// What earlier parts of a parallel assignment change.
#[derive(Default)]
struct Written {
    locals: Vec<LocalId>,
    memory: bool,
}

impl Written {
    fn anything(&self) -> bool {
        self.memory || !self.locals.is_empty()
    }
}

fn is_blank(expr: &Expr) -> bool {
    expr.unparen().as_name().is_some_and(|name| name.is_blank())
}

/// The place with its checks done: the same place was just read.
fn checked(mut place: Place) -> Place {
    for projection in &mut place.projections {
        match projection {
            Projection::Deref { checked } | Projection::Index { checked, .. } => *checked = true,
            Projection::Field(_) => {}
        }
    }
    place
}
