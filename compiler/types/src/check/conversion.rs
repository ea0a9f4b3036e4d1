//! Explicit conversions.
//!
//! In: an operand and a type. Out: the converted operand (constants stay constants where the type
//! has constants).
//! Spec: "Conversions".

use super::Checker;
use super::assignable::prepend_cause;
use super::operand::Operand;
use super::untyped::represent;
use crate::constant::Value;
use crate::info::Mode;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// Converts `x` to `ty`, or reports.
    pub(super) fn conversion(&mut self, x: &mut Operand<'a>, ty: TypeId) {
        let constant = x.is_constant();
        let const_type = self.is_basic(ty, BasicKind::is_const_type);
        let mut cause = String::new();
        let ok = if constant && const_type {
            let converted = self.convert_constant(x, ty);
            if converted.is_none() && self.is_basic(ty, BasicKind::is_integer) {
                // gc shows the value as an integer if it is one.
                let integer = x.value.to_int();
                if integer != Value::Unknown {
                    x.value = integer;
                }
            }
            let integers = self.is_basic(x.ty, BasicKind::is_integer)
                && self.is_basic(ty, BasicKind::is_integer);
            if converted.is_none() && integers {
                let message = format!("constant {} overflows {}", x.value, self.type_text(ty));
                self.error(x.start_pos(), "InvalidConversion", message);
                return x.invalidate();
            }
            if let Some(value) = &converted {
                x.value = value.clone();
            }
            converted.is_some()
        } else if constant && self.is_type_param(ty) {
            let ok = self.convert_constant_to_param(x, ty, &mut cause);
            // Type parameters have no constants.
            x.mode = Mode::Value;
            ok
        } else if self.convertible(x, ty, Some(&mut cause)) {
            x.mode = Mode::Value;
            true
        } else {
            false
        };
        if !ok {
            let (text, name) = (self.operand_text(x), self.type_text(ty));
            let detail = if cause.is_empty() {
                String::new()
            } else {
                format!(": {cause}")
            };
            let message = format!("cannot convert {text} to type {name}{detail}");
            self.error(x.start_pos(), "InvalidConversion", message);
            return x.invalidate();
        }
        self.finish_conversion(x, ty, constant, const_type);
        x.ty = ty;
    }

    /// The untyped operand of a conversion gets its final type.
    fn finish_conversion(&mut self, x: &Operand<'a>, ty: TypeId, constant: bool, const_type: bool) {
        if !self.is_untyped(x.ty) {
            return;
        }
        let Some(expr) = x.expr() else { return };
        let mut target = ty;
        if x.ty != TypeId::UNTYPED_NIL {
            if self.is_plain_interface(ty) || constant && !const_type {
                target = self.program.types.default_type(x.ty);
            } else if x.is_constant()
                && self.is_basic(x.ty, BasicKind::is_integer)
                && self.all_basic(ty, BasicKind::is_string)
            {
                // string(65): the operand stays an (untyped) integer.
                target = x.ty;
            }
        }
        self.update_expr_type(expr, target, true);
    }

    /// The value of a constant in a type with constants.
    fn convert_constant(&mut self, x: &Operand<'a>, ty: TypeId) -> Option<Value> {
        let under = self.under(ty);
        let Type::Basic(kind) = *self.program.types.get(under) else {
            return None;
        };
        if let Some(value) = represent(&x.value, kind) {
            return Some(value);
        }
        if self.is_basic(x.ty, BasicKind::is_integer) && kind.is_string() {
            // spec: "Values outside the range of valid Unicode code points are converted to
            // "\uFFFD"."
            let code = x.value.as_u64().and_then(|code| u32::try_from(code).ok());
            let c = code
                .and_then(char::from_u32)
                .unwrap_or(char::REPLACEMENT_CHARACTER);
            return Some(Value::string(c.to_string().as_bytes()));
        }
        None
    }

    /// spec: "Converting a constant to a type parameter yields a non-constant value of that type".
    fn convert_constant_to_param(
        &mut self,
        x: &Operand<'a>,
        ty: TypeId,
        cause: &mut String,
    ) -> bool {
        let param = self.type_text(ty);
        for specific in self.specific_types(ty) {
            let Some((_, under)) = specific else {
                *cause = format!("{param} does not contain specific types");
                return false;
            };
            if self.is_basic(x.ty, BasicKind::is_string) && self.is_bytes_or_runes(under) {
                continue;
            }
            if self.convert_constant(x, under).is_some() {
                continue;
            }
            let name = self.type_text(under);
            let integers = self.is_basic(x.ty, BasicKind::is_integer)
                && self.is_basic(under, BasicKind::is_integer);
            *cause = if integers {
                format!("constant {} overflows {name} (in {param})", x.value)
            } else {
                format!(
                    "cannot convert {} to type {name} (in {param})",
                    self.operand_text(x)
                )
            };
            return false;
        }
        true
    }

    /// Whether a non-constant value can be converted.
    pub(super) fn convertible(
        &mut self,
        x: &Operand<'a>,
        ty: TypeId,
        mut cause: Option<&mut String>,
    ) -> bool {
        // spec: "x is assignable to T."
        if self.assignable(x, ty, cause.as_deref_mut()).0 {
            return true;
        }
        let (v, t) = (
            self.program.types.unalias(x.ty),
            self.program.types.unalias(ty),
        );
        let (vu, tu) = (self.under(v), self.under(t));
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        // spec: "ignoring struct tags, x's type and T are not type parameters but have identical
        // underlying types."
        if !v_param && !t_param && self.types().identical_ignoring_tags(vu, tu) {
            return true;
        }
        if self.pointers_convertible(v, t) || self.basics_convertible(vu, tu) {
            return true;
        }
        if let Some(result) = self.slice_to_array(vu, tu, cause.as_deref_mut()) {
            return result;
        }
        if !v_param && !t_param {
            return false;
        }
        self.params_convertible(x, v, t, ty, cause)
    }

    /// spec: "ignoring struct tags, x's type and T are pointer types that are not type parameters and
    /// their pointer base types are not type parameters but have identical underlying types."
    fn pointers_convertible(&mut self, v: TypeId, t: TypeId) -> bool {
        let (&Type::Pointer(a), &Type::Pointer(b)) =
            (self.program.types.get(v), self.program.types.get(t))
        else {
            return false;
        };
        if self.is_type_param(a) || self.is_type_param(b) {
            return false;
        }
        let (a, b) = (self.under(a), self.under(b));
        self.types().identical_ignoring_tags(a, b)
    }

    fn basics_convertible(&mut self, vu: TypeId, tu: TypeId) -> bool {
        let real = |kind: BasicKind| kind.is_integer() || kind.is_float();
        let both = |checker: &mut Self, test: fn(BasicKind) -> bool| {
            checker.is_basic(vu, test) && checker.is_basic(tu, test)
        };
        if both(self, real) || both(self, BasicKind::is_complex) {
            return true;
        }
        let (v_text, t_text) = (
            self.is_basic(vu, BasicKind::is_string),
            self.is_basic(tu, BasicKind::is_string),
        );
        let v_integer = self.is_basic(vu, BasicKind::is_integer);
        if t_text && (v_integer || self.is_bytes_or_runes(vu)) {
            return true;
        }
        if v_text && self.is_bytes_or_runes(tu) {
            return true;
        }
        // Package unsafe: "any pointer or value of underlying type uintptr can be converted to a
        // type of underlying type Pointer and vice versa".
        let unsafe_pointer = |kind: BasicKind| kind == BasicKind::UnsafePointer;
        let address = |checker: &mut Self, ty: TypeId| {
            matches!(checker.program.types.get(ty), Type::Pointer(_))
                || checker.is_basic(ty, |kind| kind == BasicKind::Uintptr)
        };
        address(self, vu) && self.is_basic(tu, unsafe_pointer)
            || self.is_basic(vu, unsafe_pointer) && address(self, tu)
    }

    /// spec (Conversions from slice to array or array pointer).
    fn slice_to_array(
        &mut self,
        vu: TypeId,
        tu: TypeId,
        cause: Option<&mut String>,
    ) -> Option<bool> {
        let &Type::Slice(elem) = self.program.types.get(vu) else {
            return None;
        };
        let (array, version, what) = match *self.program.types.get(tu) {
            Type::Array { .. } => (tu, 20, "array"),
            Type::Pointer(base) => (self.under(base), 17, "array pointer"),
            _ => return None,
        };
        let &Type::Array {
            elem: array_elem, ..
        } = self.program.types.get(array)
        else {
            return None;
        };
        if !self.identical(elem, array_elem) {
            return None;
        }
        if self.allow_version(version) {
            return Some(true);
        }
        if let Some(cause) = cause {
            *cause = format!("conversion of slice to {what} requires go1.{version} or later");
        }
        Some(false)
    }

    /// spec: "x's type is a type parameter: each type in its type set can be converted" and likewise
    /// for T.
    fn params_convertible(
        &mut self,
        x: &Operand<'a>,
        v: TypeId,
        t: TypeId,
        original: TypeId,
        mut cause: Option<&mut String>,
    ) -> bool {
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        let sources = if v_param {
            self.param_terms(v)
        } else {
            vec![Term {
                tilde: false,
                ty: v,
            }]
        };
        let targets = if t_param {
            self.param_terms(t)
        } else {
            vec![Term {
                tilde: false,
                ty: t,
            }]
        };
        if sources.is_empty() || targets.is_empty() {
            return false;
        }
        for source in &sources {
            let mut x = x.clone();
            if v_param {
                x.ty = source.ty;
            }
            for target in &targets {
                let target_type = if t_param { target.ty } else { original };
                if self.convertible(&x, target_type, cause.as_deref_mut()) {
                    continue;
                }
                let of = |checker: &Self, ty: TypeId, param: Option<TypeId>| match param {
                    Some(param) => {
                        format!(
                            "{} (in {})",
                            checker.type_text(ty),
                            checker.type_text(param)
                        )
                    }
                    None => checker.type_text(ty),
                };
                let from = of(self, x.ty, v_param.then_some(v));
                let to = of(self, target_type, t_param.then_some(t));
                prepend_cause(cause, format!("cannot convert {from} to type {to}"));
                return false;
            }
        }
        true
    }

    pub(super) fn is_bytes_or_runes(&mut self, ty: TypeId) -> bool {
        let Type::Slice(elem) = self.under_type(ty) else {
            return false;
        };
        self.is_basic(elem, |kind| {
            matches!(kind, BasicKind::Uint8 | BasicKind::Int32)
        })
    }
}
