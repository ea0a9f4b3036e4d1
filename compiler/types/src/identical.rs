//! Type identity of spelled types, by structure.
//!
//! In: two types. Out: whether they are identical, with or without regard to struct tags.
//! Invariants: usable while declarations are still incomplete (nothing is cached); after checking,
//! comparing canonical ids says the same and is cheaper.
//! Spec: "Type identity".

use std::sync::Arc;

use crate::table::TypeTable;
use crate::types::*;

/// Options of a comparison, and the interface pairs being compared.
#[derive(Default)]
struct Comparer {
    ignore_tags: bool,
    /// Method signatures may lead back to the same pair of interfaces, which are then equal.
    pairs: Vec<(TypeId, TypeId)>,
}

impl TypeTable {
    /// Whether two types are identical.
    pub fn identical(&mut self, x: TypeId, y: TypeId) -> bool {
        x == y || Comparer::default().identical(self, x, y)
    }

    /// Whether two types are identical but for struct tags.
    pub(crate) fn identical_ignoring_tags(&mut self, x: TypeId, y: TypeId) -> bool {
        x == y
            || Comparer {
                ignore_tags: true,
                ..Comparer::default()
            }
            .identical(self, x, y)
    }
}

impl Comparer {
    fn identical(&mut self, table: &mut TypeTable, x: TypeId, y: TypeId) -> bool {
        let (x, y) = (table.unalias(x), table.unalias(y));
        if x == y {
            return true;
        }
        match (table.get(x), table.get(y)) {
            (&Type::Basic(a), &Type::Basic(b)) => a == b,
            (&Type::Pointer(a), &Type::Pointer(b)) | (&Type::Slice(a), &Type::Slice(b)) => {
                self.identical(table, a, b)
            }
            (&Type::Array { len: m, elem: a }, &Type::Array { len: n, elem: b }) => {
                // A negative length is unknown because of an error.
                (m < 0 || n < 0 || m == n) && self.identical(table, a, b)
            }
            (&Type::Map { key: k, elem: a }, &Type::Map { key: l, elem: b }) => {
                self.identical(table, k, l) && self.identical(table, a, b)
            }
            (&Type::Chan { dir: d, elem: a }, &Type::Chan { dir: e, elem: b }) => {
                d == e && self.identical(table, a, b)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                let (a, b) = (a.clone(), b.clone());
                self.structs(table, &a, &b)
            }
            (Type::Tuple(a), Type::Tuple(b)) => {
                let (a, b) = (a.clone(), b.clone());
                self.lists(table, &a, &b)
            }
            (Type::Signature(a), Type::Signature(b)) => {
                let (a, b) = (a.clone(), b.clone());
                self.signatures(table, &a, &b)
            }
            (Type::Interface(_), Type::Interface(_)) => self.interfaces(table, x, y),
            (Type::Union(a), Type::Union(b)) => {
                let (a, b) = (a.clone(), b.clone());
                let (a, b) = (table.union_terms(&a), table.union_terms(&b));
                table.terms_subset(&a, &b) && table.terms_subset(&b, &a)
            }
            (&Type::Named(a), &Type::Named(b)) => self.named(table, a, b),
            _ => false,
        }
    }

    fn lists(&mut self, table: &mut TypeTable, x: &[TypeId], y: &[TypeId]) -> bool {
        x.len() == y.len() && x.iter().zip(y).all(|(&a, &b)| self.identical(table, a, b))
    }

    fn structs(&mut self, table: &mut TypeTable, x: &StructType, y: &StructType) -> bool {
        x.fields.len() == y.fields.len()
            && x.fields.iter().zip(&y.fields).all(|(f, g)| {
                f.embedded == g.embedded
                    && f.name == g.name
                    && (f.exported() || f.package == g.package)
                    && (self.ignore_tags || f.tag == g.tag)
                    && self.identical(table, f.ty, g.ty)
            })
    }

    fn signatures(&mut self, table: &mut TypeTable, x: &Signature, y: &Signature) -> bool {
        if x.variadic != y.variadic
            || x.type_params.len() != y.type_params.len()
            || x.params.len() != y.params.len()
            || x.results.len() != y.results.len()
        {
            return false;
        }
        // Type parameters are identical modulo renaming: use those of x for those of y.
        let map: Vec<_> = y
            .type_params
            .iter()
            .zip(&x.type_params)
            .map(|(&from, &to)| (from, table.type_param(to).type_id))
            .collect();
        for (&a, &b) in x.type_params.iter().zip(&y.type_params) {
            let (a, b) = (table.type_param(a).bound, table.type_param(b).bound);
            let b = table.subst(b, &map);
            if !self.identical(table, a, b) {
                return false;
            }
        }
        let xs = x.params.iter().chain(&x.results);
        let ys = y.params.iter().chain(&y.results);
        xs.zip(ys).all(|(a, b)| {
            let b = table.subst(b.ty, &map);
            self.identical(table, a.ty, b)
        })
    }

    fn interfaces(&mut self, table: &mut TypeTable, x: TypeId, y: TypeId) -> bool {
        let (a, b) = (table.type_set(x), table.type_set(y));
        if a.comparable != b.comparable
            || a.methods.len() != b.methods.len()
            || !table.terms_subset(&a.terms, &b.terms)
            || !table.terms_subset(&b.terms, &a.terms)
        {
            return false;
        }
        if self.pairs.contains(&(x, y)) || self.pairs.contains(&(y, x)) {
            return true;
        }
        self.pairs.push((x, y));
        let same = self.methods(table, &a, &b);
        self.pairs.pop();
        same
    }

    fn methods(&mut self, table: &mut TypeTable, a: &Arc<TypeSet>, b: &Arc<TypeSet>) -> bool {
        a.methods.iter().zip(&b.methods).all(|(f, g)| {
            f.name == g.name
                && (is_exported(f.name) || f.package == g.package)
                && self.identical(table, f.signature, g.signature)
        })
    }

    fn named(&mut self, table: &mut TypeTable, x: NamedId, y: NamedId) -> bool {
        let (a, b) = (table.named(x), table.named(y));
        if a.origin.unwrap_or(x) != b.origin.unwrap_or(y) {
            return false;
        }
        let args = (a.type_args.clone(), b.type_args.clone());
        let outer = (a.enclosing_type_args.clone(), b.enclosing_type_args.clone());
        self.lists(table, &args.0, &args.1) && self.lists(table, &outer.0, &outer.1)
    }
}
