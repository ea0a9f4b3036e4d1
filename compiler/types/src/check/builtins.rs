//! Calls of the predeclared functions.
//!
//! In: a call whose function is a builtin. Out: its result; the signature of this call is recorded
//! with the function name (not for constant results).
//! Not done here: package unsafe (`builtins_unsafe.rs`).
//! Spec: "Built-in functions".

use grus_syntax::ast;

use super::Checker;
use super::expr::ExprUse;
use super::operand::Operand;
use crate::constant::{self, Value};
use crate::info::Mode;
use crate::objects::BuiltinKind;
use crate::types::*;

/// A call of a builtin being checked.
pub(super) struct BuiltinCall<'a> {
    pub expr: &'a ast::Expr,
    pub call: &'a ast::CallExpr,
    pub kind: BuiltinKind,
}

/// Least number of arguments, and whether there may be more.
fn arity(kind: BuiltinKind) -> (usize, bool) {
    match kind {
        BuiltinKind::Append | BuiltinKind::Make | BuiltinKind::Max | BuiltinKind::Min => (1, true),
        BuiltinKind::Print | BuiltinKind::Println | BuiltinKind::TestTrace => (0, true),
        BuiltinKind::Recover => (0, false),
        BuiltinKind::Complex
        | BuiltinKind::Copy
        | BuiltinKind::Delete
        | BuiltinKind::UnsafeAdd
        | BuiltinKind::UnsafeSlice
        | BuiltinKind::UnsafeString => (2, false),
        _ => (1, false),
    }
}

impl<'a> Checker<'_, 'a> {
    /// Checks a call of a builtin; false if it is invalid.
    pub(super) fn builtin(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a ast::Expr,
        call: &'a ast::CallExpr,
        kind: BuiltinKind,
    ) -> bool {
        let cx = BuiltinCall { expr, call, kind };
        if call.has_dots && kind != BuiltinKind::Append {
            let message = format!(
                "invalid operation: invalid use of ... with built-in {}",
                kind.name()
            );
            self.error(expr.start_pos(), "InvalidDotDotDot", message);
            self.use_exprs(&call.args);
            return false;
        }
        // `len(f())` is no constant if f is called; what is outside of len is not its business.
        let measures = matches!(kind, BuiltinKind::Len | BuiltinKind::Cap);
        let saved = self.env.has_call_or_receive;
        if measures {
            self.env.has_call_or_receive = false;
        }
        let valid = self.builtin_arguments(x, &cx);
        if measures {
            self.env.has_call_or_receive = saved;
        }
        valid
    }

    fn builtin_arguments(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        let evaluated = !matches!(
            cx.kind,
            BuiltinKind::Make
                | BuiltinKind::New
                | BuiltinKind::UnsafeOffsetof
                | BuiltinKind::TestTrace
        );
        let mut args = Vec::new();
        if evaluated {
            args = self.expr_list(&cx.call.args);
            if args.iter().any(|arg| !arg.is_valid()) {
                return false;
            }
            if let Some(first) = args.first() {
                *x = first.clone();
            }
        }
        let count = if evaluated {
            args.len()
        } else {
            cx.call.args.len()
        };
        let (least, more) = arity(cx.kind);
        let quantity = if count < least {
            "not enough"
        } else if count > least && !more {
            "too many"
        } else {
            return self.builtin_kind(x, cx, args);
        };
        let text = self.expr_text(cx.expr);
        let message = format!(
            "invalid operation: {quantity} arguments for {text} (expected {least}, found {count})"
        );
        self.error(cx.expr.start_pos(), "WrongArgCount", message);
        false
    }

    fn builtin_kind(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        match cx.kind {
            BuiltinKind::Append => self.append(x, cx, args),
            BuiltinKind::Cap | BuiltinKind::Len => self.length(x, cx),
            BuiltinKind::Clear => self.clear(x, cx),
            BuiltinKind::Close => self.close(x, cx),
            BuiltinKind::Complex => self.complex(x, cx, &mut args[1]),
            BuiltinKind::Copy => self.copy(x, cx, &args[1]),
            BuiltinKind::Delete => self.delete(x, cx, &args[1]),
            BuiltinKind::Imag | BuiltinKind::Real => self.complex_part(x, cx),
            BuiltinKind::Make => self.make(x, cx),
            BuiltinKind::Max | BuiltinKind::Min => self.min_max(x, cx, &mut args),
            BuiltinKind::New => self.new_variable(x, cx),
            BuiltinKind::Panic => self.panic_call(x, cx),
            BuiltinKind::Print | BuiltinKind::Println => self.print(x, cx, &mut args),
            BuiltinKind::Recover => {
                x.mode = Mode::Value;
                x.ty = TypeId::EMPTY_INTERFACE;
                self.record_call(cx, &[], Some(TypeId::EMPTY_INTERFACE));
                true
            }
            BuiltinKind::TestAssert => self.test_assert(x, cx),
            BuiltinKind::TestTrace => self.test_trace(x, cx),
            _ => self.unsafe_builtin(x, cx, &mut args),
        }
    }

    pub(super) fn record_call(
        &mut self,
        cx: &BuiltinCall<'a>,
        params: &[TypeId],
        result: Option<TypeId>,
    ) {
        self.record_builtin(&cx.call.fun, Mode::Builtin(cx.kind), params, result, false);
    }

    /// Element type of a slice operand, or why it is none.
    fn slice_elem(&mut self, x: &Operand<'a>) -> Result<TypeId, String> {
        let mut elem: Option<TypeId> = None;
        for specific in self.specific_types(x.ty) {
            let under = specific.map(|pair| self.program.types.get(pair.1).clone());
            let Some(Type::Slice(current)) = under else {
                return Err(if x.is_nil() {
                    "argument must be a slice; have untyped nil".to_string()
                } else {
                    format!("argument must be a slice; have {}", self.operand_text(x))
                });
            };
            match elem {
                None => elem = Some(current),
                Some(first) if self.identical(first, current) => {}
                Some(first) => {
                    let (a, b) = (self.type_text(first), self.type_text(current));
                    let text = self.operand_text(x);
                    return Err(format!(
                        "mismatched slice element types {a} and {b} in {text}"
                    ));
                }
            }
        }
        Ok(elem.unwrap_or(TypeId::INVALID))
    }

    /// Whether `y` is (or may be) a string to be used as bytes; `None` if some type is neither
    /// string nor byte slice.
    fn bytes_or_string(&mut self, ty: TypeId) -> Option<bool> {
        let mut has_string = false;
        for specific in self.specific_types(ty) {
            let (_, under) = specific?;
            match self.program.types.get(under).clone() {
                Type::Slice(elem) if self.identical(elem, TypeId::UINT8) => {}
                _ if self.is_basic(under, BasicKind::is_string) => has_string = true,
                _ => return None,
            }
        }
        Some(has_string)
    }

    /// spec (Appending to and copying slices): "append(s S, x ...E) S // E is the element type of S";
    /// "As a special case, ... append also accepts a second argument with string type followed by
    /// ... ."
    fn append(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        args: Vec<Operand<'a>>,
    ) -> bool {
        let elem = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                let message = format!("invalid append: {cause}");
                self.error(x.start_pos(), "InvalidAppend", message);
                return false;
            }
        };
        let bytes = self.types().slice_of(TypeId::BYTE);
        let slice = x.ty;
        if args.len() == 2
            && cx.call.has_dots
            && self.assignable(x, bytes, None).0
            && self.bytes_or_string(args[1].ty) == Some(true)
        {
            let mut second = args[1].ty;
            if self.is_untyped(second) {
                let mut y = args[1].clone();
                self.convert_untyped(&mut y, TypeId::STRING);
                second = TypeId::STRING;
            }
            let fun = &cx.call.fun;
            let mode = Mode::Builtin(cx.kind);
            self.record_builtin(fun, mode, &[slice, second], Some(slice), true);
        } else {
            let rest = self.types().slice_of(elem);
            let signature = self.types().signature_of(&[slice, rest], &[slice], true);
            let arguments = super::call::Arguments {
                operands: args,
                type_args: Vec::new(),
            };
            self.arguments(cx.expr, cx.call, signature, Vec::new(), &[], arguments);
            let fun = &cx.call.fun;
            let mode = Mode::Builtin(cx.kind);
            self.record_builtin(fun, mode, &[slice, rest], Some(slice), true);
        }
        x.mode = Mode::Value;
        x.ty = slice;
        true
    }

    /// spec (Length and capacity): "The expression len(s) is constant if s is a string constant. The
    /// expressions len(s) and cap(s) are constants if the type of s is an array or pointer to an
    /// array and the expression s does not contain channel receives or (non-constant) function
    /// calls".
    fn length(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        let is_len = cx.kind == BuiltinKind::Len;
        let under = self.under(x.ty);
        let array = self.array_behind_pointer(under);
        let mut constant = None;
        let valid = match self.program.types.get(array).clone() {
            Type::Basic(kind) if kind.is_string() && is_len => {
                if let (true, Value::String(bytes)) = (x.is_constant(), &x.value) {
                    constant = Some(Value::Int(bytes.len() as i64));
                }
                true
            }
            Type::Array { len, .. } => {
                if !self.env.has_call_or_receive {
                    constant = Some(if len >= 0 {
                        Value::Int(len)
                    } else {
                        Value::Unknown
                    });
                }
                true
            }
            Type::Slice(_) | Type::Chan { .. } => true,
            Type::Map { .. } => is_len,
            Type::TypeParam(_) => self.all_under(x.ty, |checker, under| {
                let Some(under) = under else { return false };
                let array = checker.array_behind_pointer(under);
                match checker.program.types.get(array) {
                    Type::Basic(kind) => kind.is_string() && is_len,
                    Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
                    Type::Map { .. } => is_len,
                    _ => false,
                }
            }),
            _ => false,
        };
        if !valid {
            if self.is_valid(under) {
                let text = self.operand_text(x);
                let message = format!("invalid argument: {text} for built-in {}", cx.kind.name());
                let code = if is_len { "InvalidLen" } else { "InvalidCap" };
                self.error(x.start_pos(), code, message);
            }
            return false;
        }
        match constant {
            Some(value) => {
                x.mode = Mode::Constant;
                x.value = value;
            }
            None => {
                self.record_call(cx, &[x.ty], Some(TypeId::INT));
                x.mode = Mode::Value;
            }
        }
        x.ty = TypeId::INT;
        true
    }

    fn clear(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        self.verify_version(cx.call.fun.start_pos(), 21, |_| "clear".to_string());
        let valid = self.all_under(x.ty, |checker, under| {
            under.is_some_and(|under| {
                matches!(
                    checker.program.types.get(under),
                    Type::Map { .. } | Type::Slice(_)
                )
            })
        });
        if !valid {
            let text = self.operand_text(x);
            let message = format!(
                "invalid argument: cannot clear {text}: argument must be (or constrained by) map or slice"
            );
            self.error(x.start_pos(), "InvalidClear", message);
            return false;
        }
        x.mode = Mode::NoValue;
        self.record_call(cx, &[x.ty], None);
        true
    }

    fn close(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        for specific in self.specific_types(x.ty) {
            let under = specific.map(|pair| self.program.types.get(pair.1).clone());
            let problem = match under {
                Some(Type::Chan {
                    dir: ChanDir::RecvOnly,
                    ..
                }) => "receive-only channel",
                Some(Type::Chan { .. }) => continue,
                _ => "non-channel",
            };
            let text = self.operand_text(x);
            let message = format!("invalid operation: cannot close {problem} {text}");
            self.error(x.start_pos(), "InvalidClose", message);
            return false;
        }
        x.mode = Mode::NoValue;
        self.record_call(cx, &[x.ty], None);
        true
    }

    /// spec (Manipulating complex numbers): "complex(realPart, imaginaryPart floatT) complexT".
    fn complex(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>, y: &mut Operand<'a>) -> bool {
        match (self.is_untyped(x.ty), self.is_untyped(y.ty)) {
            (false, false) => {}
            (true, false) => self.convert_untyped(x, y.ty),
            (false, true) => self.convert_untyped(y, x.ty),
            (true, true) if x.is_constant() && y.is_constant() => {
                // Both are treated as floats, so that all real constants are welcome.
                for operand in [&mut *x, &mut *y] {
                    if self.is_basic(operand.ty, BasicKind::is_numeric)
                        && operand.value.imag().sign() == 0
                    {
                        operand.ty = TypeId::UNTYPED_FLOAT;
                    }
                }
            }
            (true, true) => {
                self.convert_untyped(x, TypeId::FLOAT64);
                self.convert_untyped(y, TypeId::FLOAT64);
            }
        }
        if !x.is_valid() || !y.is_valid() {
            return false;
        }
        if !self.identical(x.ty, y.ty) {
            let (a, b) = (self.type_text(x.ty), self.type_text(y.ty));
            let text = self.expr_text(cx.expr);
            let message = format!("invalid operation: {text} (mismatched types {a} and {b})");
            self.error(x.start_pos(), "InvalidComplex", message);
            return false;
        }
        let result = self.mapped_basic(x, cx.kind, |kind| match kind {
            BasicKind::Float32 => Some(TypeId::COMPLEX64),
            BasicKind::Float64 => Some(TypeId::COMPLEX128),
            BasicKind::UntypedFloat => Some(TypeId::UNTYPED_COMPLEX),
            _ => None,
        });
        let Some(result) = result else {
            let ty = self.type_text(x.ty);
            let message =
                format!("invalid argument: arguments have type {ty}, expected floating-point");
            self.error(x.start_pos(), "InvalidComplex", message);
            return false;
        };
        if x.is_constant() && y.is_constant() {
            x.value = Value::complex(x.value.to_float(), y.value.to_float());
        } else {
            x.mode = Mode::Value;
            self.record_call(cx, &[x.ty, x.ty], Some(result));
        }
        x.ty = result;
        true
    }

    fn complex_part(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        if self.is_untyped(x.ty) {
            if !x.is_constant() {
                self.convert_untyped(x, TypeId::COMPLEX128);
                if !x.is_valid() {
                    return false;
                }
            } else if self.is_basic(x.ty, BasicKind::is_numeric) {
                x.ty = TypeId::UNTYPED_COMPLEX;
            }
        }
        let result = self.mapped_basic(x, cx.kind, |kind| match kind {
            BasicKind::Complex64 => Some(TypeId::FLOAT32),
            BasicKind::Complex128 => Some(TypeId::FLOAT64),
            BasicKind::UntypedComplex => Some(TypeId::UNTYPED_FLOAT),
            _ => None,
        });
        let is_real = cx.kind == BuiltinKind::Real;
        let Some(result) = result else {
            let ty = self.type_text(x.ty);
            let message =
                format!("invalid argument: argument has type {ty}, expected complex type");
            let code = if is_real {
                "InvalidReal"
            } else {
                "InvalidImag"
            };
            self.error(x.start_pos(), code, message);
            return false;
        };
        if x.is_constant() {
            x.value = if is_real {
                x.value.real()
            } else {
                x.value.imag()
            };
        } else {
            x.mode = Mode::Value;
            self.record_call(cx, &[x.ty], Some(result));
        }
        x.ty = result;
        true
    }

    /// The result type of `complex`, `real` and `imag`. Type parameters are refused, as in gc.
    fn mapped_basic(
        &mut self,
        x: &Operand<'a>,
        kind: BuiltinKind,
        map: fn(BasicKind) -> Option<TypeId>,
    ) -> Option<TypeId> {
        if !self.is_type_param(x.ty) {
            return self.types().kind_of(x.ty).and_then(map);
        }
        for specific in self.specific_types(x.ty) {
            let (_, under) = specific?;
            self.types().kind_of(under).and_then(map)?;
        }
        let text = self.operand_text(x);
        let message = format!(
            "{text} not supported as argument to built-in {} for go1.18 (see go.dev/issue/50937)",
            kind.name()
        );
        let code = match kind {
            BuiltinKind::Real => "InvalidReal",
            BuiltinKind::Imag => "InvalidImag",
            _ => "InvalidComplex",
        };
        self.error(x.start_pos(), code, message);
        Some(TypeId::INVALID)
    }

    fn copy(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>, y: &Operand<'a>) -> bool {
        let elem = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.error(
                    x.start_pos(),
                    "InvalidCopy",
                    format!("invalid copy: {cause}"),
                );
                return false;
            }
        };
        let bytes = self.types().slice_of(TypeId::BYTE);
        let special = self.assignable(x, bytes, None).0 && self.bytes_or_string(y.ty).is_some();
        if !special && !self.copy_elements(x, y, elem) {
            return false;
        }
        let mut source = y.ty;
        if self.is_untyped(source) {
            let mut y = y.clone();
            self.convert_untyped(&mut y, TypeId::STRING);
            source = TypeId::STRING;
        }
        self.record_call(cx, &[x.ty, source], Some(TypeId::INT));
        x.mode = Mode::Value;
        x.ty = TypeId::INT;
        true
    }

    fn copy_elements(&mut self, x: &Operand<'a>, y: &Operand<'a>, elem: TypeId) -> bool {
        let source = match self.slice_elem(y) {
            Ok(source) => source,
            Err(_) if self.all_basic(y.ty, BasicKind::is_string) => TypeId::BYTE,
            Err(cause) => {
                self.error(
                    y.start_pos(),
                    "InvalidCopy",
                    format!("invalid copy: {cause}"),
                );
                return false;
            }
        };
        if self.identical(elem, source) {
            return true;
        }
        let (a, b) = (self.operand_text(x), self.operand_text(y));
        let (elem, source) = (self.type_text(elem), self.type_text(source));
        let message = format!(
            "invalid copy: arguments {a} and {b} have different element types {elem} and {source}"
        );
        self.error(x.start_pos(), "InvalidCopy", message);
        false
    }

    fn delete(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>, key_arg: &Operand<'a>) -> bool {
        let map = x.ty;
        let mut key: Option<TypeId> = None;
        for specific in self.specific_types(map) {
            let under = specific.map(|pair| self.program.types.get(pair.1).clone());
            let Some(Type::Map { key: current, .. }) = under else {
                let text = self.operand_text(x);
                let message = format!("invalid argument: {text} is not a map");
                self.error(x.start_pos(), "InvalidDelete", message);
                return false;
            };
            if key.is_some_and(|key| !self.identical(key, current)) {
                let text = self.operand_text(x);
                let message =
                    format!("invalid argument: maps of {text} must have identical key types");
                self.error(x.start_pos(), "InvalidDelete", message);
                return false;
            }
            key = Some(current);
        }
        *x = key_arg.clone();
        self.assignment(x, key, "argument to delete");
        if !x.is_valid() {
            return false;
        }
        x.mode = Mode::NoValue;
        let key = key.unwrap_or(TypeId::INVALID);
        self.record_call(cx, &[map, key], None);
        true
    }

    /// spec (Making slices, maps and channels).
    fn make(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        let (first, sizes) = match cx.call.args.split_first() {
            Some(parts) => parts,
            None => return false,
        };
        let ty = self.var_type(first);
        if !self.is_valid(ty) {
            return false;
        }
        let common = self.common_under_if(ty, |checker, specific| {
            let Some((_, under)) = specific else {
                return Some("no specific type".to_string());
            };
            match checker.program.types.get(under) {
                Type::Slice(_) | Type::Map { .. } | Type::Chan { .. } => None,
                _ => Some("type must be slice, map, or channel".to_string()),
            }
        });
        let under = match common {
            Ok(under) => under,
            Err(cause) => {
                let text = self.expr_text(first);
                let message = format!("invalid argument: cannot make {text}: {cause}");
                self.error(first.start_pos(), "InvalidMake", message);
                return false;
            }
        };
        let least = if matches!(self.program.types.get(under), Type::Slice(_)) {
            2
        } else {
            1
        };
        let count = cx.call.args.len();
        if count < least || least + 1 < count {
            let text = self.expr_text(cx.expr);
            let message = format!(
                "invalid operation: {text} expects {least} or {} arguments; found {count}",
                least + 1
            );
            self.error(cx.expr.start_pos(), "WrongArgCount", message);
            return false;
        }
        let mut types = vec![ty];
        let mut constants = Vec::new();
        for size in sizes {
            let (size_type, value) = self.index_value(size, -1);
            types.push(size_type);
            constants.extend(value);
        }
        if let (&[length, capacity], Some(at)) = (constants.as_slice(), sizes.first())
            && length > capacity
        {
            let message = "invalid argument: length and capacity swapped";
            self.error(at.start_pos(), "SwappedMakeArgs", message);
        }
        x.mode = Mode::Value;
        x.ty = ty;
        self.record_call(cx, &types, Some(ty));
        true
    }

    /// spec (Min and max): "The built-in functions min and max compute the smallest - or largest,
    /// respectively - value of a fixed number of arguments of ordered types."
    fn min_max(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        args: &mut [Operand<'a>],
    ) -> bool {
        let name = cx.kind.name();
        self.verify_version(cx.call.fun.start_pos(), 21, |_| format!("built-in {name}"));
        let op = if cx.kind == BuiltinKind::Max {
            ast::BinaryOp::Gt
        } else {
            ast::BinaryOp::Lt
        };
        for (index, arg) in args.iter_mut().enumerate() {
            if !self.all_basic(arg.ty, BasicKind::is_ordered) {
                let text = self.operand_text(arg);
                let message = format!("invalid argument: {text} cannot be ordered");
                self.error(arg.start_pos(), "InvalidMinMaxOperand", message);
                return false;
            }
            if index == 0 {
                continue;
            }
            self.match_types(x, arg);
            if !x.is_valid() {
                return false;
            }
            if !self.identical(x.ty, arg.ty) {
                let (a, b) = (self.type_text(x.ty), self.type_text(arg.ty));
                let text = self.source_text(arg);
                let message = format!(
                    "invalid argument: mismatched types {a} (previous argument) and {b} (type of {text})"
                );
                self.error(arg.start_pos(), "MismatchedTypes", message);
                return false;
            }
            if x.is_constant() && arg.is_constant() {
                if constant::compare(&arg.value, op, &x.value) {
                    *x = arg.clone();
                }
            } else {
                x.mode = Mode::Value;
            }
        }
        if !x.is_constant() {
            x.mode = Mode::Value;
            // A non-constant result has a type: that of the operands' default.
            let context = format!("argument to built-in {name}");
            self.assignment(x, Some(TypeId::EMPTY_INTERFACE), &context);
            if !x.is_valid() {
                return false;
            }
        }
        for arg in args.iter() {
            if let Some(expr) = arg.expr() {
                self.update_expr_type(expr, x.ty, true);
            }
        }
        if !x.is_constant() {
            let types = vec![x.ty; args.len()];
            self.record_call(cx, &types, Some(x.ty));
        }
        true
    }

    /// spec (Allocation): `new(T)`, and since 1.26 `new(x)` for a value x.
    fn new_variable(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        let arg = &cx.call.args[0];
        *x = self.expr_or_type(arg, false);
        if let Mode::Builtin(_) = x.mode {
            let message = format!("{} must be called", self.operand_text(x));
            self.error(x.start_pos(), "UncalledBuiltin", message);
            x.invalidate();
        }
        match x.mode {
            Mode::Invalid => return false,
            Mode::TypeExpr => self.valid_var_type(arg, x.ty),
            _ => {
                if self.is_untyped(x.ty) {
                    self.assignment(x, None, "argument to new");
                    if !x.is_valid() {
                        return false;
                    }
                }
                self.verify_version(cx.call.fun.start_pos(), 26, |checker| {
                    format!("new({})", checker.expr_text(arg))
                });
            }
        }
        let ty = x.ty;
        x.mode = Mode::Value;
        x.ty = self.types().pointer_to(ty);
        self.record_call(cx, &[ty], Some(x.ty));
        true
    }

    fn panic_call(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        if self
            .env
            .func
            .as_ref()
            .is_some_and(|func| !func.results.is_empty())
        {
            self.env.panic_calls.insert(cx.expr.id);
        }
        self.assignment(x, Some(TypeId::EMPTY_INTERFACE), "argument to panic");
        if !x.is_valid() {
            return false;
        }
        x.mode = Mode::NoValue;
        self.record_call(cx, &[TypeId::EMPTY_INTERFACE], None);
        true
    }

    fn print(
        &mut self,
        x: &mut Operand<'a>,
        cx: &BuiltinCall<'a>,
        args: &mut [Operand<'a>],
    ) -> bool {
        let context = format!("argument to built-in {}", cx.kind.name());
        let mut types = Vec::with_capacity(args.len());
        for arg in args.iter_mut() {
            self.assignment(arg, None, &context);
            if !arg.is_valid() {
                return false;
            }
            types.push(arg.ty);
        }
        x.mode = Mode::NoValue;
        self.record_call(cx, &types, None);
        true
    }

    // Only in the checker's own tests.

    fn test_assert(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        if !x.is_constant() || !self.is_basic(x.ty, BasicKind::is_boolean) {
            let text = self.operand_text(x);
            let message = format!("invalid argument: {text} is not a boolean constant");
            self.error(x.start_pos(), "Test", message);
            return false;
        }
        if x.value == Value::Bool(false) {
            let message = format!("{} failed", self.expr_text(cx.expr));
            self.error(cx.expr.start_pos(), "Test", message);
        }
        true
    }

    fn test_trace(&mut self, x: &mut Operand<'a>, cx: &BuiltinCall<'a>) -> bool {
        x.mode = Mode::NoValue;
        for (index, arg) in cx.call.args.iter().enumerate() {
            let (operand, _): (Operand<'a>, ExprUse) = self.raw_expr(None, arg, None, false);
            if index == 0 {
                *x = operand;
            }
        }
        x.is_valid()
    }
}
