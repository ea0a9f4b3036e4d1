//! Unary and binary operators, shifts and comparisons.
//!
//! In: operands. Out: the result operand; constants are folded exactly and must fit their type.
//! Spec: "Operators", "Arithmetic operators", "Comparison operators", "Constant expressions".

use grus_syntax::ast::{BinaryOp, UnaryOp};
use grus_syntax::{Pos, ast};

use super::Checker;
use super::operand::{Operand, Source};
use crate::constant::{self, Value};
use crate::info::Mode;
use crate::types::*;

/// Largest shift count of a constant: enough for the smallest float64.
const SHIFT_BOUND: u64 = 1023 - 1 + 52;

/// Constant strings may not be longer.
const STRING_BYTES: usize = 2_000_000_000;

/// Untyped integers may not need more bits.
const INTEGER_BITS: u64 = 512;

impl<'a> Checker<'_, 'a> {
    pub(super) fn unary(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        op: UnaryOp,
        operand: &'a ast::Expr,
    ) {
        *x = self.expr(None, operand);
        if !x.is_valid() {
            return;
        }
        let mut op = op;
        match op {
            UnaryOp::AddressOf => return self.address_of(x, operand),
            UnaryOp::Receive => return self.receive(x),
            UnaryOp::Tilde => {
                let integer = self.all_basic(x.ty, BasicKind::is_integer);
                let hint = if integer {
                    " (use ^ for bitwise complement)"
                } else {
                    ""
                };
                let message = format!("cannot use ~ outside of interface or type constraint{hint}");
                self.error(expr.start_pos(), "UndefinedOp", message);
                if !integer {
                    return x.invalidate();
                }
                op = UnaryOp::Complement;
            }
            _ => {}
        }
        let predicate = match op {
            UnaryOp::Complement => BasicKind::is_integer,
            UnaryOp::Not => BasicKind::is_boolean,
            _ => BasicKind::is_numeric,
        };
        if !self.all_basic(x.ty, predicate) {
            let text = self.operand_text(x);
            let message = format!(
                "invalid operation: operator {} not defined on {text}",
                op.as_str()
            );
            self.error(x.start_pos(), "UndefinedOp", message);
            return x.invalidate();
        }
        if !x.is_constant() {
            x.mode = Mode::Value;
            return;
        }
        if x.value == Value::Unknown {
            return;
        }
        let mut unsigned_bits = 0;
        if self.is_basic(x.ty, BasicKind::is_unsigned) {
            let under = self.under(x.ty);
            unsigned_bits = self.program.types.size_of(under).unwrap_or(8) as u32 * 8;
        }
        x.value = constant::unary_op(op, &x.value, unsigned_bits);
        x.source = Source::Expr(expr);
        self.overflow(x, operator_pos(expr));
    }

    /// spec (Address operators): "The operand must be addressable ... As an exception, x may also be
    /// a (possibly parenthesized) composite literal."
    fn address_of(&mut self, x: &mut Operand<'a>, operand: &'a ast::Expr) {
        let literal = matches!(operand.unparen().kind, ast::ExprKind::CompositeLit(_));
        if !literal && x.mode != Mode::Variable {
            let text = self.operand_text(x);
            let message = format!("invalid operation: cannot take address of {text}");
            self.error(x.start_pos(), "UnaddressableOperand", message);
            return x.invalidate();
        }
        x.mode = Mode::Value;
        x.ty = self.types().pointer_to(x.ty);
    }

    fn receive(&mut self, x: &mut Operand<'a>) {
        match self.chan_elem(x.start_pos(), x, true) {
            Some(elem) if self.is_complete(elem) => {
                x.mode = Mode::CommaOk;
                x.ty = elem;
                self.env.has_call_or_receive = true;
            }
            _ => x.invalidate(),
        }
    }

    /// Element type of a channel that can be received from or sent to; reports other operands.
    pub(super) fn chan_elem(&mut self, at: Pos, x: &Operand<'a>, receive: bool) -> Option<TypeId> {
        let result = self.common_under_if(x.ty, |checker, specific| {
            let Some((ty, under)) = specific else {
                return Some("no specific channel type".to_string());
            };
            let name = checker.type_text(ty);
            match (checker.program.types.get(under), receive) {
                (
                    Type::Chan {
                        dir: ChanDir::SendOnly,
                        ..
                    },
                    true,
                ) => Some(format!("send-only channel {name}")),
                (
                    Type::Chan {
                        dir: ChanDir::RecvOnly,
                        ..
                    },
                    false,
                ) => Some(format!("receive-only channel {name}")),
                (Type::Chan { .. }, _) => None,
                _ => Some(format!("non-channel {name}")),
            }
        });
        let cause = match result {
            Ok(under) => match *self.program.types.get(under) {
                Type::Chan { elem, .. } => return Some(elem),
                _ => return None,
            },
            Err(cause) => cause,
        };
        let (code, verb) = if receive {
            ("InvalidReceive", "receive from")
        } else {
            ("InvalidSend", "send to")
        };
        let text = self.operand_text(x);
        let message = if self.is_type_param(x.ty) {
            format!("invalid operation: cannot {verb} {text}: {cause}")
        } else {
            format!("invalid operation: cannot {verb} {cause} {text}")
        };
        self.error(at, code, message);
        None
    }

    /// Checks that a constant result is not too large for its type.
    pub(super) fn overflow(&mut self, x: &mut Operand<'a>, pos: Pos) {
        if x.value == Value::Unknown {
            return self.error(
                pos,
                "InvalidConstVal",
                "constant result is not representable",
            );
        }
        if !self.is_untyped(x.ty) {
            let under = self.under(x.ty);
            return self.representable(x, under);
        }
        let integer = matches!(x.value, Value::Int(_) | Value::BigInt(_));
        if integer && x.value.bit_length() > INTEGER_BITS {
            let name = x.expr().map_or("", operator_name);
            let message = format!("constant {name}overflow");
            self.error(pos, "InvalidConstVal", message);
            x.value = Value::Unknown;
        }
    }

    /// A binary operation; `expr` is `None` for the operation of `x op= y`.
    pub(super) fn binary(
        &mut self,
        x: &mut Operand<'a>,
        expr: Option<&'a ast::Expr>,
        lhs: &'a ast::Expr,
        rhs: &'a ast::Expr,
        op: BinaryOp,
    ) {
        *x = self.expr(None, lhs);
        let mut y = self.expr(None, rhs);
        if !x.is_valid() {
            return;
        }
        if !y.is_valid() {
            x.invalidate();
            x.source = y.source;
            return;
        }
        if op.is_shift() {
            return self.shift(x, &mut y, expr, op);
        }
        self.match_types(x, &mut y);
        if !x.is_valid() {
            return;
        }
        if op.is_comparison() {
            return self.comparison(x, &mut y, op, false);
        }
        if !self.identical(x.ty, y.ty) {
            if self.is_valid(x.ty) && self.is_valid(y.ty) {
                let (a, b) = (self.type_text(x.ty), self.type_text(y.ty));
                let text = match expr {
                    Some(expr) => self.expr_text(expr),
                    None => {
                        let (lhs, rhs) = (self.expr_text(lhs), self.expr_text(rhs));
                        format!("{lhs} {}= {rhs}", op.as_str())
                    }
                };
                let message = format!("invalid operation: {text} (mismatched types {a} and {b})");
                self.error(x.start_pos(), "MismatchedTypes", message);
            }
            return x.invalidate();
        }
        if !self.operator_defined(x, op) {
            return x.invalidate();
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem) && self.divides_by_zero(x, &y) {
            self.error(
                y.start_pos(),
                "DivByZero",
                "invalid operation: division by zero",
            );
            return x.invalidate();
        }
        if !(x.is_constant() && y.is_constant()) {
            x.mode = Mode::Value;
            return;
        }
        if x.value == Value::Unknown || y.value == Value::Unknown {
            x.value = Value::Unknown;
            return;
        }
        if let (Value::String(a), Value::String(b)) = (&x.value, &y.value)
            && a.len() + b.len() > STRING_BYTES
        {
            let length = a.len() + b.len();
            let message =
                format!("constant string too long ({length} bytes > {STRING_BYTES} bytes)");
            self.error(
                expr.map_or(Pos::NONE, operator_pos),
                "InvalidConstVal",
                message,
            );
            x.value = Value::Unknown;
            return;
        }
        let integer = self.is_basic(x.ty, BasicKind::is_integer);
        x.value = constant::binary_op(&x.value, op, &y.value, integer);
        if let Some(expr) = expr {
            x.source = Source::Expr(expr);
        } else {
            x.source = Source::None;
        }
        self.overflow(x, expr.map_or(Pos::NONE, operator_pos));
    }

    fn operator_defined(&mut self, x: &Operand<'a>, op: BinaryOp) -> bool {
        let predicate = match op {
            BinaryOp::Add => |kind: BasicKind| kind.is_numeric() || kind.is_string(),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => BasicKind::is_numeric,
            BinaryOp::AndAnd | BinaryOp::OrOr => BasicKind::is_boolean,
            _ => BasicKind::is_integer,
        };
        if self.all_basic(x.ty, predicate) {
            return true;
        }
        let text = self.operand_text(x);
        let message = format!(
            "invalid operation: operator {} not defined on {text}",
            op.as_str()
        );
        self.error(x.start_pos(), "UndefinedOp", message);
        false
    }

    /// spec (Arithmetic operators): "If the divisor is a constant, it must not be zero."
    fn divides_by_zero(&mut self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if !y.is_constant() || y.value == Value::Unknown {
            return false;
        }
        let integer = self.all_basic(x.ty, BasicKind::is_integer);
        if (x.is_constant() || integer) && y.value.sign() == 0 {
            return true;
        }
        if x.is_constant() && self.is_basic(x.ty, BasicKind::is_complex) {
            // The square of a tiny number may be zero.
            let square = |value: &Value| constant::binary_op(value, BinaryOp::Mul, value, false);
            let (re, im) = (y.value.real(), y.value.imag());
            return square(&re).sign() == 0 && square(&im).sign() == 0;
        }
        false
    }

    /// Converts an untyped operand to the type of the other one.
    ///
    /// spec (Operators): "if one operand is an untyped constant and the other operand is not, the
    /// constant is implicitly converted to the type of the other operand."
    pub(super) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) {
        if !self.may_convert(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if !x.is_valid() {
            return;
        }
        self.convert_untyped(y, x.ty);
        if !y.is_valid() {
            x.invalidate();
        }
    }

    /// Whether it makes sense to convert one operand; if not, a mismatch is reported later.
    fn may_convert(&mut self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if !self.is_untyped(x.ty) && !self.is_untyped(y.ty) {
            return false;
        }
        let same = |checker: &mut Self, test: fn(BasicKind) -> bool| {
            checker.all_basic(x.ty, test) == checker.all_basic(y.ty, test)
        };
        if !same(self, BasicKind::is_numeric) {
            return false;
        }
        if self.is_plain_interface(x.ty) || self.is_plain_interface(y.ty) {
            return true;
        }
        if !same(self, BasicKind::is_boolean) || !same(self, BasicKind::is_string) {
            return false;
        }
        if x.is_nil() {
            return self.types().has_nil(y.ty);
        }
        if y.is_nil() {
            return self.types().has_nil(x.ty);
        }
        let pointer = |ty: Type| matches!(ty, Type::Pointer(_));
        !pointer(self.under_type(x.ty)) && !pointer(self.under_type(y.ty))
    }

    /// A comparison; in a switch, `x` is the case value and `y` the tag.
    pub(super) fn comparison(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        op: BinaryOp,
        switch_case: bool,
    ) {
        if !self.is_valid(x.ty) || !self.is_valid(y.ty) {
            return x.invalidate();
        }
        if let Some(problem) = self.comparison_problem(x, y, op) {
            self.report_comparison(x, y, op, switch_case, problem);
            return x.invalidate();
        }
        if x.is_constant() && y.is_constant() {
            x.value = Value::Bool(constant::compare(&x.value, op, &y.value));
        } else {
            x.mode = Mode::Value;
            // The operands are final now: they are not converted with the result.
            for operand in [&*x, &*y] {
                if let Some(expr) = operand.expr() {
                    let ty = self.program.types.default_type(operand.ty);
                    self.update_expr_type(expr, ty, true);
                }
            }
        }
        x.ty = TypeId::UNTYPED_BOOL;
    }

    /// spec (Comparison operators): "In any comparison, the first operand must be assignable to the
    /// type of the second operand, or vice versa."
    fn comparison_problem(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
    ) -> Option<ComparisonProblem> {
        if !self.assignable(x, y.ty, None).0 && !self.assignable(y, x.ty, None).0 {
            let (a, b) = (self.type_text(x.ty), self.type_text(y.ty));
            return Some(ComparisonProblem {
                code: "MismatchedTypes",
                at_right: true,
                cause: format!("mismatched types {a} and {b}"),
            });
        }
        let problem = |at_right: bool, cause: String| {
            Some(ComparisonProblem {
                code: "UndefinedOp",
                at_right,
                cause,
            })
        };
        if !matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            if !self.all_basic(x.ty, BasicKind::is_ordered) {
                return problem(false, String::new());
            }
            if !self.all_basic(y.ty, BasicKind::is_ordered) {
                return problem(true, String::new());
            }
            return None;
        }
        if x.is_nil() || y.is_nil() {
            let ty = if x.is_nil() { y.ty } else { x.ty };
            return if self.types().has_nil(ty) {
                None
            } else {
                problem(true, String::new())
            };
        }
        for (operand, at_right) in [(x, false), (y, true)] {
            if !self.types().comparable(operand.ty) {
                let cause = self.incomparable_text(operand.ty);
                return problem(at_right, cause);
            }
        }
        None
    }

    fn report_comparison(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
        switch_case: bool,
        problem: ComparisonProblem,
    ) {
        let mut at = if problem.at_right { y } else { x };
        let mut cause = problem.cause;
        if cause.is_empty() {
            if self.is_type_param(x.ty) || self.is_type_param(y.ty) {
                if !self.is_type_param(x.ty) {
                    at = y;
                }
                let ty = self.type_text(at.ty);
                cause = format!("type parameter {ty} cannot use operator {}", op.as_str());
            } else {
                let mut what = self.kind_text(at.ty).to_string();
                if what.is_empty() {
                    what = self.type_text(at.ty);
                }
                cause = format!("operator {} not defined on {what}", op.as_str());
            }
        }
        let (a, b) = (self.source_text(x), self.source_text(y));
        if switch_case {
            let message = format!("invalid case {a} in switch on {b} ({cause})");
            self.error(x.start_pos(), problem.code, message);
        } else {
            let message = format!("invalid operation: {a} {} {b} ({cause})", op.as_str());
            self.error(at.start_pos(), problem.code, message);
        }
    }

    /// Why values of a type cannot be compared.
    fn incomparable_text(&mut self, ty: TypeId) -> String {
        use crate::predicates::Incomparable;
        if matches!(
            self.under_type(ty),
            Type::Slice(_) | Type::Signature(_) | Type::Map { .. }
        ) {
            return format!("{} can only be compared to nil", self.kind_text(ty));
        }
        match self.types().incomparable_cause(ty, true, &mut Vec::new()) {
            Some(Incomparable::Field(field)) => {
                format!(
                    "struct containing {} cannot be compared",
                    self.type_text(field)
                )
            }
            Some(Incomparable::Array(array)) => {
                format!("{} cannot be compared", self.type_text(array))
            }
            Some(Incomparable::EmptyTypeSet) => "empty type set".to_string(),
            Some(Incomparable::TypeSet) => "incomparable types in type set".to_string(),
            _ => String::new(),
        }
    }

    /// spec (Operators): "The right operand in a shift expression must have integer type or be an
    /// untyped constant representable by a value of type uint. If the left operand of a non-constant
    /// shift expression is an untyped constant, it is first implicitly converted to the type it would
    /// assume if the shift expression were replaced by its left operand alone."
    fn shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        expr: Option<&'a ast::Expr>,
        op: BinaryOp,
    ) {
        let x_value = if x.is_constant() {
            x.value.to_int()
        } else {
            Value::Unknown
        };
        let integral = x.is_constant() && x_value != Value::Unknown;
        let acceptable = self.is_untyped(x.ty) && integral;
        if !acceptable && !self.all_basic(x.ty, BasicKind::is_integer) {
            return self.not_integer(x, "InvalidShiftOperand", "shifted operand");
        }
        if !self.check_shift_count(y) {
            return x.invalidate();
        }
        if x.is_constant() {
            if y.is_constant() {
                return self.constant_shift(x, y, x_value, expr, op);
            }
            if self.is_untyped(x.ty) {
                // The type of x depends on the context: check it when that is known.
                if let Some(expr) = x.expr()
                    && let Some(info) = self.untyped.get_mut(&expr.id)
                {
                    info.is_shift_operand = true;
                }
                x.mode = Mode::Value;
                return;
            }
        }
        if !self.all_basic(x.ty, BasicKind::is_integer) {
            return self.not_integer(x, "InvalidShiftOperand", "shifted operand");
        }
        x.mode = Mode::Value;
    }

    fn not_integer(&mut self, x: &mut Operand<'a>, code: &'static str, what: &str) {
        let text = self.operand_text(x);
        let message = format!("invalid operation: {what} {text} must be integer");
        self.error(x.start_pos(), code, message);
        x.invalidate();
    }

    fn check_shift_count(&mut self, y: &mut Operand<'a>) -> bool {
        let code = "InvalidShiftCount";
        if y.is_constant() {
            let count = y.value.to_int();
            if count != Value::Unknown && count.sign() < 0 {
                let text = self.operand_text(y);
                let message = format!("invalid operation: negative shift count {text}");
                self.error(y.start_pos(), code, message);
                return false;
            }
            if self.is_untyped(y.ty) {
                // A count that is too large for the constant shift itself is reported there.
                self.representable(y, TypeId::UINT);
                return y.is_valid();
            }
            // gc accepts typed constants of any kind with an integral value.
            if self.all_basic(y.ty, BasicKind::is_integer) || count != Value::Unknown {
                return true;
            }
        } else if self.all_basic(y.ty, BasicKind::is_integer) {
            return self.all_basic(y.ty, BasicKind::is_unsigned) || self.allow_version(13) || {
                let text = self.operand_text(y);
                let what = format!("invalid operation: signed shift count {text}");
                self.version_error(y.start_pos(), 13, &what);
                false
            };
        } else if self.is_untyped(y.ty) {
            self.convert_untyped(y, TypeId::UINT);
            return y.is_valid();
        }
        self.not_integer(y, code, "shift count");
        false
    }

    fn constant_shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        x_value: Value,
        expr: Option<&'a ast::Expr>,
        op: BinaryOp,
    ) {
        let integer = self.is_basic(x.ty, BasicKind::is_integer);
        if x.value == Value::Unknown || y.value == Value::Unknown {
            x.value = Value::Unknown;
            if !integer {
                x.ty = TypeId::UNTYPED_INT;
            }
            return;
        }
        let count = y.value.shift_count().filter(|&count| count <= SHIFT_BOUND);
        let Some(count) = count else {
            let text = self.operand_text(y);
            let message = format!("invalid operation: invalid shift count {text}");
            self.error(y.start_pos(), "InvalidShiftCount", message);
            return x.invalidate();
        };
        // The left operand may be a float constant with an integral value.
        if !integer {
            x.ty = TypeId::UNTYPED_INT;
        }
        x.value = constant::shift(&x_value, op, count);
        x.source = expr.map_or(Source::None, Source::Expr);
        self.overflow(x, expr.map_or(Pos::NONE, operator_pos));
    }
}

/// What is wrong with a comparison; without a cause the operator is not defined.
struct ComparisonProblem {
    code: &'static str,
    at_right: bool,
    cause: String,
}

/// Where errors about the result of an operation are reported: at the operator.
pub(super) fn operator_pos(expr: &ast::Expr) -> Pos {
    match expr.kind {
        ast::ExprKind::Unary { .. } | ast::ExprKind::Binary { .. } => expr.pos,
        _ => expr.start_pos(),
    }
}

/// Name of an operation that can overflow, with a blank; empty for others.
fn operator_name(expr: &ast::Expr) -> &'static str {
    match &expr.kind {
        ast::ExprKind::Unary {
            op: UnaryOp::Complement,
            ..
        } => "bitwise complement ",
        ast::ExprKind::Binary { op, .. } => match op {
            BinaryOp::Add => "addition ",
            BinaryOp::Sub => "subtraction ",
            BinaryOp::Xor => "bitwise XOR ",
            BinaryOp::Mul => "multiplication ",
            BinaryOp::Shl => "shift ",
            _ => "",
        },
        _ => "",
    }
}
