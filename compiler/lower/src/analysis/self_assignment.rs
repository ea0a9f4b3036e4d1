//! Assignments of a part of an object to the same object, which make nothing new reachable from it.
//!
//! In: target and value of an assignment. Out: whether it is one.
//! Follows cmd/compile/internal/escape/utils.go (isSelfAssign) and ir.SameSafeExpr.

use grus_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use grus_types::{BuiltinKind, Mode, SelectionKind, Type};

use crate::function::Builder;

impl Builder<'_, '_, '_> {
    /// Whether escape analysis may ignore the assignment.
    pub fn is_self_assignment(&mut self, target: &Expr, value: &Expr) -> bool {
        let (target, value) = (target.unparen(), value.unparen());
        let (to, from) = (self.type_of(target), self.type_of(value));
        let converted = self.types().is_interface(to) && !self.types().is_interface(from);
        if converted {
            return false;
        }
        if self.is_own_slice(target, value) {
            return true;
        }
        match (&target.kind, &value.kind) {
            (ExprKind::Selector { operand: a, .. }, ExprKind::Selector { operand: b, .. }) => {
                let (Some(left), Some(right)) = (self.field_path(target), self.field_path(value))
                else {
                    return false;
                };
                let (left, right) = (&left[..left.len() - 1], &right[..right.len() - 1]);
                left == right && self.is_same_place(a, b)
            }
            (
                ExprKind::Index {
                    operand: a,
                    indices: i,
                },
                ExprKind::Index {
                    operand: b,
                    indices: j,
                },
            ) => {
                let (left, right) = (self.is_element(a), self.is_element(b));
                left && right
                    && self.has_no_effects(&i[0])
                    && self.has_no_effects(&j[0])
                    && self.is_same_place(a, b)
            }
            _ => false,
        }
    }

    /// `b.f = b.g[i:j]` where `b` is a pointer variable, and the slice is no array inside of `*b`.
    fn is_own_slice(&mut self, target: &Expr, value: &Expr) -> bool {
        let ExprKind::Slice(slice) = &value.kind else {
            return false;
        };
        let sliced = self.type_of(&slice.operand);
        if matches!(self.types().underlying_type(sliced), Type::Array { .. }) {
            return false;
        }
        match (
            self.dereferenced_name(target),
            self.dereferenced_name(&slice.operand),
        ) {
            (Some(left), Some(right)) => left == right,
            _ => false,
        }
    }

    /// The variable `x` in `*x` and `x.f`, where x is a pointer.
    fn dereferenced_name(&mut self, expr: &Expr) -> Option<grus_types::ObjectId> {
        let expr = expr.unparen();
        let operand = match &expr.kind {
            ExprKind::Star(operand) => operand.unparen(),
            ExprKind::Selector { operand, .. } if self.field_path(expr)?.len() == 1 => {
                let ty = self.type_of(operand);
                if !matches!(self.types().underlying_type(ty), Type::Pointer(_)) {
                    return None;
                }
                operand.unparen()
            }
            _ => return None,
        };
        operand.as_name()?;
        let object = self.info().object_of(operand.id)?;
        self.lowerer.program.object(object).as_var().map(|_| object)
    }

    /// The fields a selector goes through, if it denotes a field.
    fn field_path(&self, expr: &Expr) -> Option<Vec<u32>> {
        let selection = self.info().selections.get(&expr.id)?;
        let is_field = selection.kind == SelectionKind::FieldVal && !selection.path.is_empty();
        is_field.then(|| selection.path.clone())
    }

    fn is_element(&mut self, operand: &Expr) -> bool {
        let ty = self.type_of(operand);
        let types = self.types();
        !matches!(
            types.underlying_type(ty),
            Type::Map { .. } | Type::Signature(_)
        )
    }

    /// Whether two expressions surely denote the same variable or value, without side effects.
    fn is_same_place(&mut self, left: &Expr, right: &Expr) -> bool {
        let (left, right) = (left.unparen(), right.unparen());
        let constants = (
            self.info().constant(left.id),
            self.info().constant(right.id),
        );
        if let (Some(left), Some(right)) = constants {
            return left == right;
        }
        match (&left.kind, &right.kind) {
            (ExprKind::Name(_), ExprKind::Name(_)) => {
                let object = self.info().object_of(left.id);
                object.is_some() && object == self.info().object_of(right.id)
            }
            (
                ExprKind::Selector {
                    operand: a,
                    name: x,
                },
                ExprKind::Selector {
                    operand: b,
                    name: y,
                },
            ) => {
                if !self.info().selections.contains_key(&left.id) {
                    // Qualified identifiers.
                    let object = self.info().object_of(x.id);
                    return object.is_some() && object == self.info().object_of(y.id);
                }
                self.field_path(left).is_some()
                    && self.field_path(left) == self.field_path(right)
                    && self.is_same_place(a, b)
            }
            (ExprKind::Star(a), ExprKind::Star(b)) => self.is_same_place(a, b),
            (ExprKind::Unary { op: p, operand: a }, ExprKind::Unary { op: q, operand: b }) => {
                p == q
                    && !matches!(p, UnaryOp::AddressOf | UnaryOp::Receive)
                    && self.is_same_place(a, b)
            }
            (
                ExprKind::Index {
                    operand: a,
                    indices: i,
                },
                ExprKind::Index {
                    operand: b,
                    indices: j,
                },
            ) => {
                let one = i.len() == 1 && j.len() == 1;
                one && self.is_same_place(a, b) && self.is_same_place(&i[0], &j[0])
            }
            (
                ExprKind::Binary {
                    op: p,
                    lhs: a,
                    rhs: x,
                },
                ExprKind::Binary {
                    op: q,
                    lhs: b,
                    rhs: y,
                },
            ) => {
                p == q && is_arithmetic(*p) && self.is_same_place(a, b) && self.is_same_place(x, y)
            }
            _ => false,
        }
    }

    /// Whether evaluating an index changes nothing.
    fn has_no_effects(&mut self, expr: &Expr) -> bool {
        let expr = expr.unparen();
        if self.info().constant(expr.id).is_some() {
            return true;
        }
        match &expr.kind {
            ExprKind::Name(_) => true,
            ExprKind::Selector { operand, .. } => {
                !self.info().selections.contains_key(&expr.id)
                    || (self.field_path(expr).is_some() && self.has_no_effects(operand))
            }
            ExprKind::Star(operand) => self.has_no_effects(operand),
            ExprKind::Unary { op, operand } => {
                !matches!(op, UnaryOp::AddressOf | UnaryOp::Receive) && self.has_no_effects(operand)
            }
            ExprKind::Binary { op, lhs, rhs } => {
                is_arithmetic(*op) && self.has_no_effects(lhs) && self.has_no_effects(rhs)
            }
            ExprKind::Index { operand, indices } => {
                self.is_element(operand)
                    && self.has_no_effects(operand)
                    && self.has_no_effects(&indices[0])
            }
            ExprKind::Call(call) => {
                let mode = self.info().type_and_value(call.fun.unparen().id).mode;
                let harmless = match mode {
                    Mode::Builtin(kind) => matches!(kind, BuiltinKind::Len | BuiltinKind::Cap),
                    Mode::TypeExpr => {
                        let ty = self.type_of(expr);
                        self.types()
                            .basic_kind(ty)
                            .is_some_and(|kind| kind.is_numeric())
                    }
                    _ => false,
                };
                harmless
                    && call
                        .args
                        .iter()
                        .all(|argument| self.has_no_effects(argument))
            }
            _ => false,
        }
    }
}

fn is_arithmetic(op: BinaryOp) -> bool {
    !op.is_comparison() && !matches!(op, BinaryOp::AndAnd | BinaryOp::OrOr)
}
