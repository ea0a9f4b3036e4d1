//! Expressions: the dispatch, and the forms that need no file of their own.
//!
//! In: checked expressions. Out: operands, rvalues and the statements that compute them.
//! Invariants: `operand` and `rvalue` evaluate everything the expression needs at the place where they
//! are called; what `order` hoisted is not evaluated again. A value has exactly the type asked for:
//! implicit conversions are made explicit.
//! Spec: "Expressions", "Assignability".

mod assertion;
mod builtin;
mod call;
mod comparison;
mod composite;
mod constant;
mod conversion;
mod index;
mod literal;
mod logic;
mod method;
mod operator;
mod slice;

pub(crate) use builtin::BuiltinEffect;
pub(crate) use call::LoweredCall;
pub(crate) use constant::{float_value, mir_constant};
pub(crate) use method::MethodCallee;
pub(crate) use operator::binary_operator;

use grus_mir::*;
use grus_syntax::Pos;
use grus_syntax::ast::{self, Expr, ExprKind};
use grus_types::{Mode, ObjectId, ObjectKind, TypeId};

use crate::function::Builder;

/// Values up to this size are loaded into temporaries when their place needs checks; of larger ones
/// only the checks are made early.
const LOAD_LIMIT: u64 = 32;

/// Whether evaluating a place may panic.
pub(crate) fn has_checks(place: &Place) -> bool {
    place.projections.iter().any(|projection| match projection {
        Projection::Deref { checked } | Projection::Index { checked, .. } => !checked,
        Projection::Field(_) => false,
    })
}

impl<'ast> Builder<'_, '_, 'ast> {
    /// The value of an expression, of the expression's own type.
    pub fn operand(&mut self, expr: &'ast Expr) -> Operand {
        if let ExprKind::Paren(inner) = &expr.kind {
            return self.operand(inner);
        }
        let ty = self.type_of(expr);
        self.at(expr.pos, |b| {
            let rvalue = b.rvalue(expr);
            match rvalue {
                Rvalue::Use(Operand::Copy(place)) => b.load(place, ty),
                other => b.value(other, ty),
            }
        })
    }

    /// The value of a place. What may panic is done now, so that the panic gets this position.
    pub fn load(&mut self, place: Place, ty: TypeId) -> Operand {
        if !has_checks(&place) {
            return Operand::Copy(place);
        }
        let small = self
            .types()
            .size_of(ty)
            .is_some_and(|size| size <= LOAD_LIMIT);
        if small {
            return self.copy(Operand::Copy(place));
        }
        self.emit(StatementKind::Check(place.clone()));
        Operand::Copy(place)
    }

    /// The value of an expression, implicitly converted to `to`.
    pub fn operand_as(&mut self, expr: &'ast Expr, to: TypeId) -> Operand {
        let rvalue = self.rvalue_as(expr, to);
        self.at(expr.pos, |b| match rvalue {
            Rvalue::Use(Operand::Copy(place)) => b.load(place, to),
            other => b.value(other, to),
        })
    }

    /// How to compute the value of an expression, implicitly converted to `to`.
    pub fn rvalue_as(&mut self, expr: &'ast Expr, to: TypeId) -> Rvalue {
        if self.info().type_and_value(expr.id).mode == Mode::Nil {
            return Rvalue::Use(self.zero(to));
        }
        if self.info().type_of(expr.unparen().id) == TypeId::UNTYPED_NIL {
            return Rvalue::Use(self.zero(to));
        }
        let from = self.type_of(expr);
        if from == to {
            return self.rvalue(expr);
        }
        if let Some(value) = self.info().constant(expr.id).cloned()
            && !self.is_interface(to)
        {
            return Rvalue::Use(self.constant_operand(&value, to));
        }
        let site = self.interface_site(expr, from, to);
        let operand = self.operand(expr);
        self.at(expr.pos, |b| b.implicit_conversion(operand, from, to, site))
    }

    /// Evaluates an expression straight into a place.
    pub fn assign_expression(&mut self, place: Place, expr: &'ast Expr) {
        let to = self.type_of_place(&place);
        let inner = expr.unparen();
        if !self.hoisted.contains_key(&inner.id)
            && place.as_local().is_some()
            && self.is_function_call(inner)
            && self.type_of(inner) == to
        {
            let call = self.call_expression(inner);
            if let LoweredCall::Call(call) = call {
                let saved = self.pos;
                self.pos = inner.pos;
                self.emit(StatementKind::Call {
                    result: Some(place),
                    call,
                });
                self.pos = saved;
            } else if let LoweredCall::Value(rvalue) = call {
                self.assign(place, rvalue);
            }
            return;
        }
        let rvalue = self.rvalue_as(expr, to);
        let pos = self.position_of(&rvalue, inner);
        self.at(pos, |b| b.assign(place, rvalue));
    }

    /// Where an rvalue is computed: checks and operations belong to the expression, plain copies to
    /// the statement.
    pub fn position_of(&self, rvalue: &Rvalue, expr: &Expr) -> Pos {
        match rvalue {
            Rvalue::Use(Operand::Copy(place)) if has_checks(place) => expr.pos,
            Rvalue::Use(_) => self.pos,
            _ => expr.pos,
        }
    }

    /// Evaluates an expression for its side effects and checks.
    pub fn discard(&mut self, expr: &'ast Expr) {
        let ty = self.type_of(expr);
        match self.rvalue(expr) {
            Rvalue::Use(Operand::Copy(place)) => {
                if !place.projections.is_empty() {
                    self.emit(StatementKind::Check(place));
                }
            }
            Rvalue::Use(Operand::Constant(..)) => {}
            other => {
                self.value(other, ty);
            }
        }
    }

    /// How to compute an expression; its operands are evaluated now.
    pub fn rvalue(&mut self, expr: &'ast Expr) -> Rvalue {
        if let Some(operand) = self.hoisted.get(&expr.id) {
            return Rvalue::Use(operand.clone());
        }
        if let Some(value) = self.info().constant(expr.id).cloned() {
            let ty = self.type_of(expr);
            if !self.is_interface(ty) {
                return Rvalue::Use(self.constant_operand(&value, ty));
            }
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.rvalue(inner),
            ExprKind::Name(_) => self.name(expr),
            ExprKind::FuncLit(literal) => self.function_literal(expr, literal),
            ExprKind::CompositeLit(literal) => self.composite_literal(expr, literal),
            ExprKind::Selector { .. } => self.selector(expr),
            ExprKind::Index { operand, indices } => self.index(expr, operand, indices),
            ExprKind::Slice(slice) => self.slice(expr, slice),
            ExprKind::TypeAssert { operand, .. } => {
                let to = self.type_of(expr);
                self.type_assertion(operand, to, false)
            }
            ExprKind::Call(_) => self.call_value(expr),
            ExprKind::Unary { op, operand } => self.unary(expr, *op, operand),
            ExprKind::Binary { op, lhs, rhs } => self.binary_expression(expr, *op, lhs, rhs),
            ExprKind::Star(operand) => {
                let pointer = self.operand(operand);
                Rvalue::Use(Operand::Copy(self.operand_place(pointer).deref()))
            }
            _ => {
                self.unsupported(expr.pos, "this form of expression");
                let ty = self.type_of(expr);
                Rvalue::Use(self.zero(ty))
            }
        }
    }

    fn name(&mut self, expr: &'ast Expr) -> Rvalue {
        let ty = self.type_of(expr);
        let Some(object) = self.info().object_of(expr.id) else {
            return Rvalue::Use(self.zero(ty));
        };
        self.object_value(object, expr.id, ty)
    }

    /// The value of a variable or function; `id` is the identifier, where type arguments are found.
    pub fn object_value(&mut self, object: ObjectId, id: ast::NodeId, ty: TypeId) -> Rvalue {
        match &self.lowerer.program.object(object).kind {
            ObjectKind::Func(_) => {
                let function = self.function_named(object, id);
                Rvalue::Use(Operand::Constant(Constant::Function(function), ty))
            }
            ObjectKind::Const { value } => {
                let value = value.clone();
                Rvalue::Use(self.constant_operand(&value, ty))
            }
            ObjectKind::Var(_) => match self.object_place(object) {
                Some(place) => Rvalue::Use(Operand::Copy(place)),
                None => Rvalue::Use(self.zero(ty)),
            },
            _ => Rvalue::Use(self.zero(ty)),
        }
    }

    /// The instance of a function that an identifier denotes.
    pub fn function_named(&mut self, object: ObjectId, id: ast::NodeId) -> FunctionId {
        let type_args = match self.info().instances.get(&id) {
            Some(instance) => instance.type_args.clone(),
            None => Vec::new(),
        };
        let type_args = self.substitute_all(&type_args);
        self.lowerer.declared(object, &type_args)
    }

    /// A selector: qualified identifier, field, method value or method expression.
    fn selector(&mut self, expr: &'ast Expr) -> Rvalue {
        let ExprKind::Selector { name, .. } = &expr.kind else {
            unreachable!()
        };
        match self
            .info()
            .selections
            .get(&expr.id)
            .map(|selection| selection.kind)
        {
            None => {
                let ty = self.type_of(expr);
                match self.info().object_of(name.id) {
                    Some(object) => self.object_value(object, name.id, ty),
                    None => Rvalue::Use(self.zero(ty)),
                }
            }
            Some(grus_types::SelectionKind::FieldVal) => {
                Rvalue::Use(Operand::Copy(self.place(expr)))
            }
            Some(grus_types::SelectionKind::MethodVal) => self.method_value(expr),
            Some(grus_types::SelectionKind::MethodExpr) => self.method_expression(expr),
        }
    }
}
