//! Comparison operators.
//!
//! In: two operands, of which one may be assignable to the other's type. Out: MIR comparisons of equal
//! types.
//! Invariant: comparing an interface with a concrete value allocates nothing: first the dynamic type is
//! compared, then the values.
//! Spec: "Comparison operators".

use grus_mir::*;
use grus_syntax::ast::{self, Expr};
use grus_types::{Mode, TypeId};

use crate::function::Builder;

impl<'ast> Builder<'_, '_, 'ast> {
    pub fn comparison(
        &mut self,
        expr: &'ast Expr,
        op: ast::BinaryOp,
        lhs: &'ast Expr,
        rhs: &'ast Expr,
    ) -> Rvalue {
        let op = comparison_operator(op);
        let result = self.type_of(expr);
        let (left, right) = (self.comparison_type(lhs), self.comparison_type(rhs));
        match (left, right) {
            (Some(left), Some(right)) if left != right => {
                match (self.is_interface(left), self.is_interface(right)) {
                    (true, false) => {
                        let interface = self.operand(lhs);
                        let concrete = self.operand(rhs);
                        self.interface_equals(op, interface, left, concrete, right, result)
                    }
                    (false, true) => {
                        let concrete = self.operand(lhs);
                        let interface = self.operand(rhs);
                        self.interface_equals(op, interface, right, concrete, left, result)
                    }
                    (both, _) => {
                        let common = if both && self.implements(left, right) {
                            right
                        } else {
                            left
                        };
                        let a = self.operand_as(lhs, common);
                        let b = self.operand_as(rhs, common);
                        Rvalue::Binary(op, a, b)
                    }
                }
            }
            (Some(ty), _) | (None, Some(ty)) => {
                let a = self.operand_as(lhs, ty);
                let b = self.operand_as(rhs, ty);
                Rvalue::Binary(op, a, b)
            }
            (None, None) => Rvalue::Use(self.zero(result)),
        }
    }

    /// The type of an operand; none for `nil`.
    fn comparison_type(&mut self, expr: &Expr) -> Option<TypeId> {
        let data = self.info().type_and_value(expr.id);
        if data.mode == Mode::Nil || data.ty == TypeId::UNTYPED_NIL {
            return None;
        }
        Some(self.type_of(expr))
    }

    /// Whether the interface `a` has all methods of the interface `b`.
    fn implements(&self, a: TypeId, b: TypeId) -> bool {
        let methods = self.types().interface_methods(a);
        self.types().interface_methods(b).iter().all(|method| {
            methods.iter().any(|other| {
                other.name == method.name
                    && other.package == method.package
                    && other.signature == method.signature
            })
        })
    }

    /// `interface == concrete`.
    pub fn interface_equals(
        &mut self,
        op: BinaryOp,
        operand: Operand,
        interface: TypeId,
        concrete: Operand,
        concrete_type: TypeId,
        result: TypeId,
    ) -> Rvalue {
        let operand = self.simple(operand);
        let is = Rvalue::TypeIs {
            operand: operand.clone(),
            interface,
            concrete: concrete_type,
        };
        let same_type = self.value(is, TypeId::BOOL);
        let value = self.temporary(result);
        let (compare, differ, end) = (self.new_block(), self.new_block(), self.new_block());
        self.branch(same_type, compare, differ);
        self.switch_to(compare);
        let unpack = Rvalue::UnpackInterface {
            operand,
            interface,
            concrete: concrete_type,
            may_be_nil: false,
        };
        let inside = self.value(unpack, concrete_type);
        self.assign(Place::local(value), Rvalue::Binary(op, inside, concrete));
        self.goto(end);
        self.switch_to(differ);
        let unequal = Constant::Bool(op == BinaryOp::NotEqual);
        self.assign(
            Place::local(value),
            Rvalue::Use(Operand::Constant(unequal, result)),
        );
        self.goto(end);
        self.switch_to(end);
        Rvalue::Use(Operand::local(value))
    }
}

fn comparison_operator(op: ast::BinaryOp) -> BinaryOp {
    match op {
        ast::BinaryOp::Ne => BinaryOp::NotEqual,
        ast::BinaryOp::Lt => BinaryOp::Less,
        ast::BinaryOp::Le => BinaryOp::LessEqual,
        ast::BinaryOp::Gt => BinaryOp::Greater,
        ast::BinaryOp::Ge => BinaryOp::GreaterEqual,
        _ => BinaryOp::Equal,
    }
}
