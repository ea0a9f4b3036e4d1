//! Type sets of interfaces: all methods, and the union of terms that restricts the types.
//!
//! In: an interface type. Out: its [`TypeSet`], computed once its parts are known.
//! Invariants: methods are sorted and unique by name (the first declaration wins; the checker
//! reports duplicates); terms are pairwise disjoint.
//! Not done here: reporting.
//! Spec: "Interface types", "General interfaces".

use std::sync::Arc;

use crate::table::TypeTable;
use crate::types::*;

impl TypeTable {
    /// The type set of a type whose underlying type is an interface; of other types, the set of
    /// just that type.
    pub fn type_set(&mut self, ty: TypeId) -> Arc<TypeSet> {
        let under = self.under(ty);
        if let Some(known) = self.type_sets.get(&under) {
            return known.clone();
        }
        let Type::Interface(interface) = self.get(under).clone() else {
            let terms = Some(vec![Term { tilde: false, ty }]);
            return Arc::new(TypeSet {
                methods: Vec::new(),
                terms,
                comparable: false,
            });
        };
        // Guards against cyclic embedding, which is reported elsewhere.
        let all = TypeSet {
            methods: Vec::new(),
            terms: None,
            comparable: false,
        };
        self.type_sets.insert(under, Arc::new(all));
        let (set, complete) = self.compute_type_set(&interface);
        let set = Arc::new(set);
        if complete {
            self.type_sets.insert(under, set.clone());
        } else {
            self.type_sets.remove(&under);
        }
        set
    }

    /// The second result is false if an embedded type is still being declared.
    fn compute_type_set(&mut self, interface: &Interface) -> (TypeSet, bool) {
        let mut set = TypeSet {
            methods: interface.methods.clone(),
            terms: None,
            comparable: interface.comparable,
        };
        let mut complete = true;
        for embedded in &interface.embedded {
            let Some(under) = self.under_if_known(embedded.ty) else {
                complete = false;
                continue;
            };
            match self.get(under).clone() {
                Type::Interface(_) => {
                    let inner = self.type_set(under);
                    set.methods.extend(inner.methods.iter().copied());
                    self.intersect_into(&mut set, inner.terms.clone(), inner.comparable);
                }
                Type::Union(terms) => {
                    let terms = self.union_terms(&terms);
                    self.intersect_into(&mut set, terms, false);
                }
                Type::Basic(BasicKind::Invalid) => {}
                _ => {
                    let terms = Some(vec![Term {
                        tilde: false,
                        ty: embedded.ty,
                    }]);
                    self.intersect_into(&mut set, terms, false);
                }
            }
        }
        self.sort_methods(&mut set.methods);
        (set, complete)
    }

    /// Sorts methods and keeps the first of each name.
    fn sort_methods(&self, methods: &mut Vec<Method>) {
        let path = |package| self.package_path(package);
        // A stable sort keeps explicit declarations before embedded ones.
        methods.sort_by(|a, b| method_order((a.name, a.package), (b.name, b.package), &path));
        methods
            .dedup_by(|b, a| a.name == b.name && (is_exported(a.name) || a.package == b.package));
    }

    fn intersect_into(&mut self, set: &mut TypeSet, terms: Option<Vec<Term>>, comparable: bool) {
        let terms = self.intersect_terms(set.terms.take(), terms);
        let comparable = set.comparable || comparable;
        set.terms = match terms {
            Some(terms) if comparable => Some(
                terms
                    .into_iter()
                    .filter(|term| self.strictly_comparable(term.ty))
                    .collect(),
            ),
            terms => terms,
        };
        set.comparable = comparable && set.terms.is_none();
    }

    /// The terms of a union; `None` if it contains every type.
    pub(crate) fn union_terms(&mut self, terms: &[Term]) -> Option<Vec<Term>> {
        let mut all = Vec::new();
        for &term in terms {
            let under = self.under(term.ty);
            match self.get(under).clone() {
                Type::Interface(_) => {
                    let inner = self.type_set(under);
                    all.extend(inner.terms.clone()?);
                }
                Type::Basic(BasicKind::Invalid) => {}
                // `~T` where T is not an underlying type stands for no type at all.
                _ if term.tilde && !self.identical(term.ty, under) => {}
                _ => all.push(term),
            }
        }
        Some(self.normalize_terms(all))
    }

    /// Removes terms that are contained in others.
    fn normalize_terms(&mut self, terms: Vec<Term>) -> Vec<Term> {
        let mut result: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            if result.iter().any(|&other| self.term_subset(term, other)) {
                continue;
            }
            let mut kept = Vec::with_capacity(result.len() + 1);
            for other in result {
                if !self.term_subset(other, term) {
                    kept.push(other);
                }
            }
            kept.push(term);
            result = kept;
        }
        result
    }

    fn intersect_terms(&mut self, x: Option<Vec<Term>>, y: Option<Vec<Term>>) -> Option<Vec<Term>> {
        let (x, y) = match (x, y) {
            (None, other) | (other, None) => return other,
            (Some(x), Some(y)) => (x, y),
        };
        let mut result = Vec::new();
        for &a in &x {
            for &b in &y {
                if !self.terms_disjoint(a, b) {
                    result.push(if a.tilde && !b.tilde { b } else { a });
                }
            }
        }
        Some(self.normalize_terms(result))
    }

    pub(crate) fn terms_disjoint(&mut self, x: Term, y: Term) -> bool {
        let ux = if y.tilde { self.under(x.ty) } else { x.ty };
        let uy = if x.tilde { self.under(y.ty) } else { y.ty };
        !self.identical(ux, uy)
    }

    /// Whether every type of `x` is in `y`.
    pub(crate) fn term_subset(&mut self, x: Term, y: Term) -> bool {
        !self.terms_disjoint(x, y) && (!x.tilde || y.tilde)
    }

    /// Whether every type of `x` is in `y` (`None` stands for all types).
    pub(crate) fn terms_subset(&mut self, x: &Option<Vec<Term>>, y: &Option<Vec<Term>>) -> bool {
        match (x, y) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(x), Some(y)) => x
                .iter()
                .all(|&term| y.iter().any(|&other| self.term_subset(term, other))),
        }
    }

    /// Whether the terms include the type.
    pub(crate) fn terms_include(&mut self, terms: &[Term], ty: TypeId) -> bool {
        terms.iter().any(|&term| {
            let candidate = if term.tilde { self.under(ty) } else { ty };
            self.identical(candidate, term.ty)
        })
    }
}
