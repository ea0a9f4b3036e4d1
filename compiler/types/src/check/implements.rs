//! Interface satisfaction: which types implement an interface or satisfy a constraint.
//!
//! In: a type and an interface. Out: whether it does, else gc's explanation.
//! Spec: "Implementing an interface", "Satisfying a type constraint", "Method sets".

use super::Checker;
use crate::info::Target;
use crate::lookup::{Found, Lookup};
use crate::objects::ObjectId;
use crate::types::*;

/// A method that is missing or wrong.
pub(super) struct Missing {
    pub method: Method,
    pub problem: Problem,
}

pub(super) enum Problem {
    NotFound,
    /// A method with the same name up to case (its name and signature).
    WrongName(String, TypeId),
    /// A method of that name, not exported by its package.
    Unexported,
    WrongSignature(TypeId),
    Ambiguous,
    PointerReceiver,
    IsField,
}

impl<'a> Checker<'_, 'a> {
    /// Whether `v` implements interface `t` (or satisfies it as a constraint).
    pub(super) fn implements(
        &mut self,
        v: TypeId,
        t: TypeId,
        constraint: bool,
        mut cause: Option<&mut String>,
    ) -> bool {
        let (vu, tu) = (self.under(v), self.under(t));
        if !self.is_valid(vu) || !self.is_valid(tu) {
            return true;
        }
        if let Type::Pointer(base) = *self.program.types.get(vu) {
            let base = self.under(base);
            if !self.is_valid(base) {
                return true;
            }
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        if !matches!(self.program.types.get(tu), Type::Interface(_)) {
            if let Some(cause) = cause {
                let detail = if self.is_interface_pointer(tu) {
                    self.interface_pointer_text(t)
                } else {
                    format!("{} is not an interface", self.type_text(t))
                };
                let (a, b) = (self.type_text(v), self.type_text(t));
                *cause = format!("{a} does not {verb} {b} ({detail})");
            }
            return false;
        }
        let t_set = self.types().type_set(tu);
        // Every type implements the empty interface; a type without values implements everything.
        if t_set.is_all() {
            return true;
        }
        let v_set = self
            .types()
            .has_type_set(v)
            .then(|| self.types().param_type_set(v));
        if v_set.as_ref().is_some_and(|set| set.is_empty()) {
            return true;
        }
        if t_set.is_empty() {
            if let Some(cause) = cause {
                *cause = format!("cannot {verb} {} (empty type set)", self.type_text(t));
            }
            return false;
        }
        if let Some(missing) = self.missing_method(v, t, true)
            && !self.has_invalid_embedded(v, &mut Vec::new())
        {
            if let Some(cause) = cause {
                let detail = self.missing_text(v, t, &missing);
                let (a, b) = (self.type_text(v), self.type_text(t));
                *cause = format!("{a} does not {verb} {b} {detail}");
            }
            return false;
        }
        if t_set.has_terms() && !self.in_type_set(v, t, verb, cause.as_deref_mut()) {
            return false;
        }
        self.comparable_enough(v, &t_set, constraint, verb, cause)
    }

    /// Whether the types `v` stands for are in the type set of `t`, which has terms.
    fn in_type_set(
        &mut self,
        v: TypeId,
        t: TypeId,
        verb: &str,
        cause: Option<&mut String>,
    ) -> bool {
        let interface = self.under(t);
        let t_set = self.types().type_set(t);
        let terms = t_set.terms.clone().unwrap_or_default();
        let (a, b) = (self.type_text(v), self.type_text(t));
        if self.types().has_type_set(v) {
            let v_set = self.types().param_type_set(v);
            if self.types().terms_subset(&v_set.terms, &t_set.terms) {
                return true;
            }
            if let Some(cause) = cause {
                *cause = format!("{a} does not {verb} {b}");
            }
            return false;
        }
        if self.types().terms_include(&terms, v) {
            return true;
        }
        let Some(cause) = cause else { return false };
        let alternative = terms.iter().copied().find(|term| {
            let under = self.under(term.ty);
            let with_tilde = [Term {
                tilde: true,
                ty: term.ty,
            }];
            !term.tilde
                && self.identical(term.ty, under)
                && self.types().terms_include(&with_tilde, v)
        });
        let detail = if let Some(term) = alternative {
            format!("possibly missing ~ for {} in {b}", self.type_text(term.ty))
        } else if self.mentions_type(interface, v) {
            format!("{b} mentions {a}, but {a} is not in the type set of {b}")
        } else {
            let list: Vec<String> = terms.iter().map(|&term| self.term_text(term)).collect();
            format!("{a} missing in {}", list.join(" | "))
        };
        *cause = format!("{a} does not {verb} {b} ({detail})");
        false
    }

    /// Whether an interface literal mentions a type as an embedded element or term.
    fn mentions_type(&mut self, interface: TypeId, ty: TypeId) -> bool {
        match self.program.types.get(interface).clone() {
            Type::Interface(data) => data
                .embedded
                .iter()
                .any(|embedded| self.mentions_type(embedded.ty, ty)),
            Type::Union(terms) => terms.iter().any(|term| self.mentions_type(term.ty, ty)),
            _ => self.identical(interface, ty),
        }
    }

    /// spec (Satisfying a type constraint): "C can be written in the form interface{ comparable; E },
    /// where E is a basic interface and T is comparable and implements E."
    fn comparable_enough(
        &mut self,
        v: TypeId,
        t_set: &TypeSet,
        constraint: bool,
        verb: &str,
        cause: Option<&mut String>,
    ) -> bool {
        let needed = match &t_set.terms {
            None => t_set.comparable,
            Some(terms) => terms
                .iter()
                .all(|term| self.types().strictly_comparable(term.ty)),
        };
        if !needed || self.types().strictly_comparable(v) {
            return true;
        }
        let name = self.type_text(v);
        let mut problem = format!("{name} does not {verb} comparable");
        if constraint && self.types().comparable(v) {
            if self.allow_version(20) {
                return true;
            }
            problem = format!("{name} to {verb} comparable requires go1.20 or later");
        }
        if let Some(cause) = cause {
            *cause = problem;
        }
        false
    }

    /// The first method of interface `t` that `v` lacks. If `v` is an interface and the check is not
    /// static, absent methods do not count.
    pub(super) fn missing_method(
        &mut self,
        v: TypeId,
        t: TypeId,
        is_static: bool,
    ) -> Option<Missing> {
        self.missing_method_by(v, t, is_static, &mut |checker, x, y| {
            checker.identical(x, y)
        })
    }

    /// As [`Self::missing_method`] with another comparison of signatures.
    pub(super) fn missing_method_by(
        &mut self,
        v: TypeId,
        t: TypeId,
        is_static: bool,
        same: &mut dyn FnMut(&mut Self, TypeId, TypeId) -> bool,
    ) -> Option<Missing> {
        if !self.is_valid(v) {
            return None;
        }
        let methods = self.types().param_type_set(t).methods.clone();
        for method in methods {
            let missing = |problem| Some(Missing { method, problem });
            if self.types().has_type_set(v) {
                let set = self.types().param_type_set(v);
                let found = set.methods.iter().copied().find(|other| {
                    other.name == method.name
                        && (is_exported(method.name) || other.package == method.package)
                });
                match found {
                    None if is_static => return missing(Problem::NotFound),
                    Some(found) if !same(self, found.signature, method.signature) => {
                        return missing(Problem::WrongSignature(found.signature));
                    }
                    _ => continue,
                }
            }
            match self
                .types()
                .search_methods(v, method.package, method.name, false)
            {
                Lookup::Found(found) if found.target == Target::Field => {
                    return missing(Problem::IsField);
                }
                Lookup::Found(found) => {
                    let signature = self.found_signature(&found);
                    if !same(self, signature, method.signature) {
                        return missing(Problem::WrongSignature(signature));
                    }
                }
                Lookup::Ambiguous => return missing(Problem::Ambiguous),
                Lookup::NeedsPointer => return missing(Problem::PointerReceiver),
                Lookup::Missing => return missing(self.similar_method(v, method)),
            }
        }
        None
    }

    /// A method that differs in case or package only.
    fn similar_method(&mut self, v: TypeId, method: Method) -> Problem {
        match self
            .types()
            .search_methods(v, method.package, method.name, true)
        {
            Lookup::Found(found) if found.target != Target::Field => {
                let name = self.found_name(&found);
                if name == method.name.as_str() {
                    return Problem::Unexported;
                }
                let signature = self.found_signature(&found);
                Problem::WrongName(name, signature)
            }
            _ => Problem::NotFound,
        }
    }

    /// The name of what a search found.
    pub(super) fn found_name(&mut self, found: &Found) -> String {
        match found.target {
            Target::Method(object) => self.object(object).name.to_string(),
            Target::InterfaceMethod(index) => {
                let set = self.types().param_type_set(found.holder);
                set.methods[index as usize].name.to_string()
            }
            Target::Field => match self.under_type(found.holder) {
                Type::Struct(data) => {
                    let last = found.path.last().map_or(0, |&index| index as usize);
                    data.fields
                        .get(last)
                        .map_or(String::new(), |field| field.name.to_string())
                }
                _ => String::new(),
            },
        }
    }

    /// The signature of a found method, in terms of the type that has it.
    pub(super) fn found_signature(&mut self, found: &Found) -> TypeId {
        match found.target {
            Target::Method(object) => self.method_type(found.holder, object),
            _ => found.ty,
        }
    }

    /// The signature of a declared method for an instance of its base type.
    pub(super) fn method_type(&mut self, holder: TypeId, method: ObjectId) -> TypeId {
        if self.object(method).package == self.package {
            self.declare_object(method);
        }
        let ty = self.object_type(method).unwrap_or(TypeId::INVALID);
        let Some(named) = self.program.types.as_named(holder) else {
            return ty;
        };
        let args = self.program.types.named(named).type_args.clone();
        let params = self
            .object(method)
            .as_func()
            .and_then(|func| func.receiver.as_ref())
            .map_or(Vec::new(), |receiver| receiver.type_params.clone());
        let map: Vec<(TypeParamId, TypeId)> = params.into_iter().zip(args).collect();
        self.types().subst(ty, &map)
    }

    /// The explanation of a missing method, in parentheses.
    pub(super) fn missing_text(&mut self, v: TypeId, t: TypeId, missing: &Missing) -> String {
        let method = &missing.method;
        let name = method.name;
        match &missing.problem {
            Problem::NotFound => {
                for ty in [v, t] {
                    let under = self.under(ty);
                    if self.is_interface_pointer(under) {
                        return format!("({})", self.interface_pointer_text(ty));
                    }
                }
                format!("(missing method {name})")
            }
            Problem::WrongName(other, signature) => {
                let have = self.method_text(other, *signature, false);
                let want = self.method_text(name.as_str(), method.signature, false);
                format!("(missing method {name})\n\t\thave {have}\n\t\twant {want}")
            }
            Problem::Unexported => format!("(unexported method {name})"),
            Problem::WrongSignature(signature) => {
                for full in [false, true] {
                    let have = self.method_text(name.as_str(), *signature, full);
                    let want = self.method_text(name.as_str(), method.signature, full);
                    if have != want {
                        return format!(
                            "(wrong type for method {name})\n\t\thave {have}\n\t\twant {want}"
                        );
                    }
                }
                format!("(wrong type for method {name})")
            }
            Problem::Ambiguous => format!("(ambiguous selector {}.{name})", self.type_text(v)),
            Problem::PointerReceiver => format!("(method {name} has pointer receiver)"),
            Problem::IsField => {
                format!("({}.{name} is a field, not a method)", self.type_text(v))
            }
        }
    }

    /// Why a value of interface type `interface` cannot hold `ty`; `None` if it can.
    pub(super) fn not_assertable(&mut self, interface: TypeId, ty: TypeId) -> Option<String> {
        // spec: "If T is an interface type, x.(T) asserts that the dynamic type of x implements the
        // interface T": nothing to check now.
        if self.types().has_type_set(ty) {
            return None;
        }
        let missing = self.missing_method(ty, interface, false)?;
        if self.has_invalid_embedded(ty, &mut Vec::new()) {
            return None;
        }
        Some(self.missing_text(ty, interface, &missing))
    }

    /// Whether a struct embeds something invalid, which may have had the missing methods.
    fn has_invalid_embedded(&mut self, ty: TypeId, seen: &mut Vec<TypeId>) -> bool {
        let mut under = self.under(ty);
        if let Type::Pointer(base) = *self.program.types.get(under) {
            under = self.under(base);
        }
        let Type::Struct(data) = self.program.types.get(under).clone() else {
            return false;
        };
        if seen.contains(&under) {
            return false;
        }
        seen.push(under);
        data.fields.iter().any(|field| {
            field.embedded
                && (!self.is_valid(field.ty) || self.has_invalid_embedded(field.ty, seen))
        })
    }

    /// Whether the underlying type is a pointer to an interface or type parameter.
    pub(super) fn is_interface_pointer(&mut self, ty: TypeId) -> bool {
        match self.under_type(ty) {
            Type::Pointer(base) => self.types().has_type_set(base),
            _ => false,
        }
    }

    pub(super) fn interface_pointer_text(&mut self, ty: TypeId) -> String {
        let name = self.type_text(ty);
        match self.under_type(ty) {
            Type::Pointer(base) if self.is_type_param(base) => {
                format!("type {name} is pointer to type parameter, not type parameter")
            }
            _ => format!("type {name} is pointer to interface, not interface"),
        }
    }
}
