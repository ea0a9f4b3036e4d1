//! Assignability.
//!
//! In: an operand and a type. Out: whether the operand may be assigned, and if not, why (when the
//! reason is worth telling).
//! Spec: "Assignability".

use super::Checker;
use super::operand::Operand;
use crate::types::*;

impl<'a> Checker<'_, 'a> {
    /// Whether `x` is assignable to `ty`; `cause` receives a reason if not. The second result is
    /// the error code.
    pub(super) fn assignable(
        &mut self,
        x: &Operand<'a>,
        ty: TypeId,
        mut cause: Option<&mut String>,
    ) -> (bool, &'static str) {
        const INCOMPATIBLE: &str = "IncompatibleAssign";
        if !x.is_valid() || !self.is_valid(ty) || !self.is_valid(x.ty) {
            return (true, "");
        }
        let original = ty;
        let (v, t) = (
            self.program.types.unalias(x.ty),
            self.program.types.unalias(ty),
        );
        // spec: "V and T are identical."
        if self.identical(v, t) {
            return (true, "");
        }
        let (vu, tu) = (self.under(v), self.under(t));
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        // spec: "x is an untyped constant representable by a value of type T."
        if self.is_untyped(vu) {
            return (self.untyped_assignable(x, t, t_param), INCOMPATIBLE);
        }
        // spec: "V and T have identical underlying types but are not type parameters and at least
        // one of V or T is not a named type."
        let unnamed = !self.program.types.has_name(v) || !self.program.types.has_name(t);
        // For interfaces the comparison comes first, as in gc: with invalid cyclic interfaces the
        // order in which type sets are determined makes a difference.
        let both_interfaces = matches!(self.program.types.get(vu), Type::Interface(_))
            && matches!(self.program.types.get(tu), Type::Interface(_));
        let params = v_param || t_param;
        let same_underlying = (unnamed || both_interfaces) && self.identical(vu, tu);
        if same_underlying && unnamed && !params {
            return (true, "");
        }
        // spec: "T is an interface type, but not a type parameter, and x implements T."
        let t_interface = matches!(self.program.types.get(tu), Type::Interface(_));
        if t_interface || self.is_interface_pointer(tu) {
            if self.implements(v, t, false, cause.as_deref_mut()) {
                return (true, "");
            }
            // A type parameter may still be assignable for another reason.
            if !v_param {
                return (false, "InvalidIfaceAssign");
            }
            if let Some(cause) = cause.as_deref_mut() {
                cause.clear();
            }
        }
        let v_interface = matches!(self.program.types.get(vu), Type::Interface(_));
        if v_interface && self.implements(t, v, false, None) {
            if let Some(cause) = cause {
                *cause = "need type assertion".to_string();
            }
            return (false, INCOMPATIBLE);
        }
        // spec: "V and T are channel types with identical element types, V is a bidirectional
        // channel, and at least one of V or T is not a named type."
        if let (
            &Type::Chan {
                dir: ChanDir::SendRecv,
                elem: a,
            },
            &Type::Chan { elem: b, .. },
        ) = (self.program.types.get(vu), self.program.types.get(tu))
            && self.identical(a, b)
        {
            return (unnamed, "InvalidChanAssign");
        }
        if !v_param && !t_param {
            return (false, INCOMPATIBLE);
        }
        self.param_assignable(x, v, t, original, cause)
    }

    fn untyped_assignable(&mut self, x: &Operand<'a>, t: TypeId, t_param: bool) -> bool {
        if !t_param {
            return self.implicit_type_and_value(x, t).is_ok();
        }
        // spec: "T is a type parameter, and x is representable by values of each type in T's type
        // set" (and likewise for nil).
        let terms = self.param_terms(t);
        !terms.is_empty()
            && terms
                .iter()
                .all(|term| self.implicit_type_and_value(x, term.ty).is_ok())
    }

    /// The cases with type parameters.
    fn param_assignable(
        &mut self,
        x: &Operand<'a>,
        v: TypeId,
        t: TypeId,
        original: TypeId,
        mut cause: Option<&mut String>,
    ) -> (bool, &'static str) {
        let mut code = "IncompatibleAssign";
        // spec: "V is not a named type, T is a type parameter, and x is assignable to each type in
        // T's type set."
        if !self.program.types.has_name(v) && self.is_type_param(t) {
            let terms = self.param_terms(t);
            for term in &terms {
                let (ok, why) = self.assignable(x, term.ty, cause.as_deref_mut());
                code = why;
                if !ok {
                    let (a, b) = (self.type_text(x.ty), self.type_text(term.ty));
                    let param = self.type_text(t);
                    let message = format!("cannot assign {a} to {b} (in {param})");
                    prepend_cause(cause, message);
                    return (false, code);
                }
            }
            return (!terms.is_empty(), code);
        }
        // spec: "V is a type parameter and T is not a named type, and values of each type in V's
        // type set are assignable to T."
        if self.is_type_param(v) && !self.program.types.has_name(t) {
            let terms = self.param_terms(v);
            for term in &terms {
                let mut x = x.clone();
                x.ty = term.ty;
                let (ok, why) = self.assignable(&x, t, cause.as_deref_mut());
                code = why;
                if !ok {
                    let (a, param) = (self.type_text(term.ty), self.type_text(v));
                    let b = self.type_text(original);
                    let message = format!("cannot assign {a} (in {param}) to {b}");
                    prepend_cause(cause, message);
                    return (false, code);
                }
            }
            return (!terms.is_empty(), code);
        }
        (false, code)
    }
}

/// Puts a reason before the more detailed one that was found first.
pub(super) fn prepend_cause(cause: Option<&mut String>, mut message: String) {
    if let Some(cause) = cause {
        if !cause.is_empty() {
            message.push_str("\n\t");
            message.push_str(cause);
        }
        *cause = message;
    }
}
