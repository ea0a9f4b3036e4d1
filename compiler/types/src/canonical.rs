//! Canonical forms: one id for all spellings of a type.
//!
//! In: a spelled type. Out: the id that all identical types share.
//! Invariants: canonical types contain no aliases, parameter names or positions; interfaces are
//! flattened to sorted methods and one normalised union.
//! Limit: an interface literal that embeds, through a defined type, itself (`type T interface { m()
//! interface{T} }`) keeps its spelling at the inner occurrence.
//! Spec: "Type identity".

use std::sync::Arc;

use grus_syntax::{Pos, Symbol};

use crate::objects::PackageId;
use crate::table::TypeTable;
use crate::types::*;

impl TypeTable {
    /// The canonical form of `ty`: two types are identical exactly if their canonical forms have
    /// the same id.
    pub fn canonical(&mut self, ty: TypeId) -> TypeId {
        if let Some(known) = self.known_canonical(ty) {
            return known;
        }
        let form = match self.get(ty).clone() {
            Type::Alias(_) => {
                let actual = self.unalias(ty);
                self.canonical(actual)
            }
            Type::Basic(_) | Type::TypeParam(_) => ty,
            Type::Named(id) => self.canonical_named(ty, id),
            Type::Pointer(base) => {
                let base = self.canonical(base);
                self.pointer_to(base)
            }
            Type::Slice(elem) => {
                let elem = self.canonical(elem);
                self.slice_of(elem)
            }
            Type::Array { len, elem } => {
                let elem = self.canonical(elem);
                self.array_of(len, elem)
            }
            Type::Map { key, elem } => {
                let (key, elem) = (self.canonical(key), self.canonical(elem));
                self.map_of(key, elem)
            }
            Type::Chan { dir, elem } => {
                let elem = self.canonical(elem);
                self.chan_of(dir, elem)
            }
            Type::Tuple(types) => {
                let types = self.canonical_list(&types);
                self.tuple_of(&types)
            }
            Type::Struct(data) => self.canonical_struct(&data),
            Type::Signature(signature) => self.canonical_signature(&signature),
            Type::Interface(_) => match self.canonical_interface(ty) {
                Some(form) => form,
                None => return ty,
            },
            Type::Union(terms) => {
                let terms = self.canonical_terms(&terms);
                self.intern(Type::Union(Arc::from(terms)))
            }
        };
        self.set_canonical(ty, form);
        self.set_canonical(form, form);
        form
    }

    pub(crate) fn canonical_list(&mut self, types: &[TypeId]) -> Vec<TypeId> {
        types.iter().map(|&ty| self.canonical(ty)).collect()
    }

    fn canonical_named(&mut self, ty: TypeId, id: NamedId) -> TypeId {
        let named = self.named(id);
        let Some(origin) = named.origin else {
            return ty;
        };
        let (args, enclosing) = (named.type_args.clone(), named.enclosing_type_args.clone());
        let (args, enclosing) = (self.canonical_list(&args), self.canonical_list(&enclosing));
        let instance = self.instance(origin, args, enclosing);
        self.named(instance).type_id
    }

    fn canonical_struct(&mut self, data: &StructType) -> TypeId {
        let fields = data
            .fields
            .iter()
            .map(|field| Field {
                package: if field.exported() {
                    PackageId::NONE
                } else {
                    field.package
                },
                ty: self.canonical(field.ty),
                pos: Pos::NONE,
                ..field.clone()
            })
            .collect();
        self.intern(Type::Struct(Arc::new(StructType { fields })))
    }

    fn canonical_signature(&mut self, signature: &Signature) -> TypeId {
        let form = Signature {
            type_params: signature.type_params.clone(),
            params: self.canonical_params(&signature.params),
            results: self.canonical_params(&signature.results),
            variadic: signature.variadic,
        };
        self.intern(Type::Signature(Arc::new(form)))
    }

    fn canonical_params(&mut self, params: &[Param]) -> Vec<Param> {
        params
            .iter()
            .map(|param| Param {
                name: None,
                ty: self.canonical(param.ty),
            })
            .collect()
    }

    /// `None` when `ty` is met again inside its own methods.
    fn canonical_interface(&mut self, ty: TypeId) -> Option<TypeId> {
        if self.in_progress.contains(&ty) {
            return None;
        }
        self.in_progress.push(ty);
        let set = self.type_set(ty);
        let methods = set
            .methods
            .iter()
            .map(|method| Method {
                name: method.name,
                package: if is_exported(method.name) {
                    PackageId::NONE
                } else {
                    method.package
                },
                signature: self.canonical(method.signature),
                pos: Pos::NONE,
            })
            .collect();
        let embedded = match &set.terms {
            None => Vec::new(),
            Some(terms) => {
                let terms = self.canonical_terms(terms);
                let union = self.intern(Type::Union(Arc::from(terms)));
                vec![Embedded {
                    ty: union,
                    pos: Pos::NONE,
                }]
            }
        };
        self.in_progress.pop();
        let comparable = set.comparable;
        let form = Interface {
            methods,
            embedded,
            comparable,
            implicit: false,
            pos: Pos::NONE,
        };
        Some(self.intern(Type::Interface(Arc::new(form))))
    }

    fn canonical_terms(&mut self, terms: &[Term]) -> Vec<Term> {
        let mut terms: Vec<Term> = terms
            .iter()
            .map(|term| Term {
                tilde: term.tilde,
                ty: self.canonical(term.ty),
            })
            .collect();
        terms.sort_by_key(|term| (term.ty, term.tilde));
        terms.dedup();
        terms
    }

    /// Path of a package (for the order of non-exported names).
    pub(crate) fn package_path(&self, package: PackageId) -> Symbol {
        self.package_paths
            .get(package.index())
            .copied()
            .unwrap_or(Symbol::EMPTY)
    }
}
