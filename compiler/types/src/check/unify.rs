//! Unification: making two types identical (or assignable) by choosing types for type parameters.
//!
//! In: type parameters to bind, pairs of types. Out: whether they unify; bindings as a side effect.
//! Invariants: type parameters that were unified with each other share one binding.
//! Method: a union-find of bindings and a walk over both types like that of type identity.
//! Spec: "Type unification".

use crate::info::Target;
use crate::lookup::Lookup;
use crate::types::*;

use super::Checker;

/// Deeper nesting is taken for an infinite type.
const DEPTH_LIMIT: usize = 100;

/// How exactly types must match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exactness {
    /// Defined types match literals, channel directions are ignored, interfaces are implemented.
    Inexact,
    /// Inexact at the top, exact for elements: what assignment allows.
    Assign,
    Exact,
}

impl Exactness {
    fn is_exact(self) -> bool {
        self == Exactness::Exact
    }

    /// The mode for element types.
    fn elements(self) -> Self {
        if self == Exactness::Inexact {
            Exactness::Inexact
        } else {
            Exactness::Exact
        }
    }
}

/// The bindings of type parameters.
pub(super) struct Unifier {
    params: Vec<TypeParamId>,
    /// Which slot each parameter uses; joined parameters share one.
    slots: Vec<usize>,
    types: Vec<Option<TypeId>>,
    depth: usize,
    interface_inference: bool,
    /// Pairs of interfaces being compared.
    pairs: Vec<(TypeId, TypeId)>,
}

impl Unifier {
    pub fn new(params: &[TypeParamId], args: &[Option<TypeId>], interface_inference: bool) -> Self {
        Unifier {
            params: params.to_vec(),
            slots: (0..params.len()).collect(),
            types: args.to_vec(),
            depth: 0,
            interface_inference,
            pairs: Vec::new(),
        }
    }

    fn slot(&self, param: TypeParamId) -> Option<usize> {
        let index = self.params.iter().position(|&other| other == param)?;
        Some(self.slots[index])
    }

    /// The type bound to a parameter.
    pub fn at(&self, param: TypeParamId) -> Option<TypeId> {
        self.slot(param).and_then(|slot| self.types[slot])
    }

    pub fn set(&mut self, param: TypeParamId, ty: TypeId) {
        if let Some(slot) = self.slot(param) {
            self.types[slot] = Some(ty);
        }
    }

    /// Number of parameters without a type.
    pub fn unknowns(&self) -> usize {
        self.slots
            .iter()
            .filter(|&&slot| self.types[slot].is_none())
            .count()
    }

    pub fn inferred(&self, params: &[TypeParamId]) -> Vec<Option<TypeId>> {
        params.iter().map(|&param| self.at(param)).collect()
    }

    /// Lets two parameters share one binding; false if both have one.
    fn join(&mut self, x: TypeParamId, y: TypeParamId) -> bool {
        let (Some(a), Some(b)) = (self.slot(x), self.slot(y)) else {
            return false;
        };
        if a == b {
            return true;
        }
        let (from, to) = match (self.types[a], self.types[b]) {
            (Some(_), Some(_)) => return false,
            (Some(_), None) => (b, a),
            _ => (a, b),
        };
        for slot in self.slots.iter_mut().filter(|slot| **slot == from) {
            *slot = to;
        }
        true
    }

    /// The parameter that a type is, if it is one of those to bind.
    fn bound(&self, checker: &Checker, ty: TypeId) -> Option<TypeParamId> {
        checker
            .program
            .types
            .as_type_param(ty)
            .filter(|param| self.params.contains(param))
    }

    /// Unifies two types.
    pub fn unify(&mut self, checker: &mut Checker, x: TypeId, y: TypeId, mode: Exactness) -> bool {
        self.depth += 1;
        let result = self.depth <= DEPTH_LIMIT && self.unify_pair(checker, x, y, mode);
        self.depth -= 1;
        result
    }

    fn unify_pair(
        &mut self,
        checker: &mut Checker,
        mut x: TypeId,
        mut y: TypeId,
        mode: Exactness,
    ) -> bool {
        let same = |checker: &Checker, x: TypeId, y: TypeId| {
            x == y || checker.program.types.unalias(x) == checker.program.types.unalias(y)
        };
        if same(checker, x, y) {
            return true;
        }
        // A defined type goes right, a parameter to bind goes left.
        if checker.program.types.as_named(x).is_some() || self.bound(checker, y).is_some() {
            std::mem::swap(&mut x, &mut y);
        }
        // In assignments, a defined type and a type literal match through the underlying type.
        if !mode.is_exact()
            && checker.program.types.as_named(y).is_some()
            && checker.program.types.is_type_literal(x)
            && !(self.interface_inference && checker.types().has_type_set(x))
        {
            y = checker.under(y);
            if same(checker, x, y) {
                return true;
            }
        }
        match (self.bound(checker, x), self.bound(checker, y)) {
            (Some(a), Some(b)) => {
                if self.join(a, b) {
                    return true;
                }
                match (self.at(a), self.at(b)) {
                    (Some(a), Some(b)) => self.unify(checker, a, b, mode),
                    _ => false,
                }
            }
            (Some(param), None) => self.unify_param(checker, param, y, mode),
            _ => self.unify_unbound(checker, x, y, mode),
        }
    }

    /// A parameter to bind against a type.
    fn unify_param(
        &mut self,
        checker: &mut Checker,
        param: TypeParamId,
        y: TypeId,
        mode: Exactness,
    ) -> bool {
        let Some(x) = self.at(param) else {
            self.set(param, y);
            return true;
        };
        if !self.unify(checker, x, y, mode) {
            return false;
        }
        let x_interface = checker.is_plain_interface(x);
        let y_interface = checker.is_plain_interface(y);
        let x_named = checker.program.types.as_named(x).is_some();
        let y_named = checker.program.types.as_named(y).is_some();
        if x_interface && y_interface {
            // Unification does not know which of two defined interfaces is meant.
            if x_named && y_named {
                return checker.identical(x, y);
            }
            let (a, b) = (checker.types().type_set(x), checker.types().type_set(y));
            if a.methods.len() != b.methods.len() {
                return false;
            }
        } else if x_interface || y_interface {
            // Either could be meant; choosing one would depend on the order.
            return false;
        }
        if !mode.is_exact() && !x_named {
            // Prefer a defined type, or a directed channel, over what was bound first.
            let directed = matches!(
                checker.under_type(y),
                Type::Chan { dir, .. } if dir != ChanDir::SendRecv
            );
            if y_named || directed {
                self.set(param, y);
            }
        }
        true
    }

    /// Neither type is a parameter to bind.
    fn unify_unbound(
        &mut self,
        checker: &mut Checker,
        mut x: TypeId,
        mut y: TypeId,
        mode: Exactness,
    ) -> bool {
        if self.interface_inference && !mode.is_exact() {
            let x_interface = checker.is_plain_interface(x);
            let y_interface = checker.is_plain_interface(y);
            if x_interface && y_interface {
                return self.unify_interfaces(checker, x, y);
            }
            if x_interface {
                return self.unify_implementation(checker, x, y);
            }
            if y_interface {
                return self.unify_implementation(checker, y, x);
            }
        }
        if checker.is_type_param(y) {
            std::mem::swap(&mut x, &mut y);
        }
        self.unify_structure(checker, x, y, mode)
    }

    /// The methods of one interface must be among those of the other.
    fn unify_interfaces(&mut self, checker: &mut Checker, x: TypeId, y: TypeId) -> bool {
        let (mut a, mut b) = (checker.types().type_set(x), checker.types().type_set(y));
        if a.comparable != b.comparable
            || !checker.types().terms_subset(&a.terms, &b.terms)
            || !checker.types().terms_subset(&b.terms, &a.terms)
        {
            return false;
        }
        if self.pairs.contains(&(x, y)) || self.pairs.contains(&(y, x)) {
            return true;
        }
        if a.methods.len() > b.methods.len() {
            std::mem::swap(&mut a, &mut b);
        }
        self.pairs.push((x, y));
        let unified = a.methods.iter().all(|method| {
            let other = b.methods.iter().find(|other| same_method(method, other));
            other.is_some_and(|other| {
                self.unify(checker, method.signature, other.signature, Exactness::Exact)
            })
        });
        self.pairs.pop();
        unified
    }

    /// All methods of an interface must be found in the other type.
    fn unify_implementation(
        &mut self,
        checker: &mut Checker,
        interface: TypeId,
        ty: TypeId,
    ) -> bool {
        let methods = checker.types().type_set(interface).methods.clone();
        methods.iter().all(|method| {
            let found = checker
                .types()
                .search(ty, false, method.package, method.name, false);
            let Lookup::Found(found) = found else {
                return false;
            };
            if found.target == Target::Field {
                return false;
            }
            let signature = checker.found_signature(&found);
            // A generic method never implements an interface method.
            !checker.is_generic_signature(signature)
                && self.unify(checker, method.signature, signature, Exactness::Exact)
        })
    }

    fn unify_structure(
        &mut self,
        checker: &mut Checker,
        x: TypeId,
        y: TypeId,
        mode: Exactness,
    ) -> bool {
        let elements = mode.elements();
        let original_y = y;
        let (x, y) = (
            checker.program.types.unalias(x),
            checker.program.types.unalias(y),
        );
        let table = &checker.program.types;
        match (table.get(x).clone(), table.get(y).clone()) {
            (Type::Basic(a), Type::Basic(b)) => a == b,
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => {
                self.unify(checker, a, b, elements)
            }
            (Type::Array { len: m, elem: a }, Type::Array { len: n, elem: b }) => {
                (m < 0 || n < 0 || m == n) && self.unify(checker, a, b, elements)
            }
            (Type::Map { key: k, elem: a }, Type::Map { key: l, elem: b }) => {
                self.unify(checker, k, l, elements) && self.unify(checker, a, b, elements)
            }
            (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => {
                (!mode.is_exact() || d == e) && self.unify(checker, a, b, elements)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.fields.len() == b.fields.len()
                    && a.fields.iter().zip(&b.fields).all(|(f, g)| {
                        f.embedded == g.embedded
                            && f.tag == g.tag
                            && f.name == g.name
                            && (f.exported() || f.package == g.package)
                            && self.unify(checker, f.ty, g.ty, elements)
                    })
            }
            (Type::Tuple(a), Type::Tuple(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b.iter())
                        .all(|(&a, &b)| self.unify(checker, a, b, mode))
            }
            (Type::Signature(a), Type::Signature(b)) => {
                let pairs = |xs: &[Param], ys: &[Param]| -> Vec<(TypeId, TypeId)> {
                    xs.iter().zip(ys).map(|(a, b)| (a.ty, b.ty)).collect()
                };
                a.variadic == b.variadic
                    && a.params.len() == b.params.len()
                    && a.results.len() == b.results.len()
                    && pairs(&a.params, &b.params)
                        .into_iter()
                        .chain(pairs(&a.results, &b.results))
                        .all(|(a, b)| self.unify(checker, a, b, elements))
            }
            (Type::Interface(_), Type::Interface(_)) => {
                let (a, b) = (checker.types().type_set(x), checker.types().type_set(y));
                a.methods.len() == b.methods.len() && self.unify_interfaces(checker, x, y)
            }
            (Type::Named(a), Type::Named(b)) => self.unify_named(checker, a, b, mode),
            (Type::TypeParam(_), _) => {
                // A parameter that is not to be bound stands for its constraint's core type.
                match checker.common_under(x) {
                    Ok(core) => self.unify(checker, core, original_y, Exactness::Assign),
                    Err(_) => false,
                }
            }
            _ => false,
        }
    }

    fn unify_named(
        &mut self,
        checker: &mut Checker,
        x: NamedId,
        y: NamedId,
        mode: Exactness,
    ) -> bool {
        let (a, b) = (
            checker.program.types.named(x),
            checker.program.types.named(y),
        );
        let same_origin = a.origin.unwrap_or(x) == b.origin.unwrap_or(y);
        let (a, b) = (a.type_args.clone(), b.type_args.clone());
        // Arguments first: that gives better messages.
        a.len() == b.len()
            && a.iter()
                .zip(&b)
                .all(|(&a, &b)| self.unify(checker, a, b, mode))
            && same_origin
    }
}

fn same_method(a: &Method, b: &Method) -> bool {
    a.name == b.name && (is_exported(a.name) || a.package == b.package)
}
