//! Substitution of type arguments for type parameters, and instances of generic types.
//!
//! In: a type and a list of (type parameter, type) pairs. Out: the type with the pairs replaced.
//! Invariants: types that mention no replaced parameter keep their id; an instance is made once per
//! origin and argument list; the right-hand side of an instance is expanded on first demand, so
//! recursive generic types terminate.
//! Local types of a generic function depend on its type parameters: they count as instances too.
//! Spec: "Instantiations".

use std::sync::Arc;

use crate::table::TypeTable;
use crate::types::*;

/// What stands for which type parameter.
pub type Substitution = [(TypeParamId, TypeId)];

impl TypeTable {
    /// Replaces type parameters in a canonical type; the result is canonical and complete. For use
    /// after checking.
    pub fn substitute(&mut self, ty: TypeId, map: &Substitution) -> TypeId {
        let result = self.subst(ty, map);
        let result = self.canonical(result);
        self.complete();
        result
    }

    /// The canonical, complete instance of a generic type. For use after checking.
    pub fn instantiate(&mut self, origin: NamedId, type_args: &[TypeId]) -> TypeId {
        let instance = self.instance(origin, type_args.to_vec(), Vec::new());
        let ty = self.named(instance).type_id;
        let ty = self.canonical(ty);
        self.complete();
        ty
    }

    /// The pairs that turn an instance's origin into the instance.
    pub fn instance_substitution(&self, id: NamedId) -> Vec<(TypeParamId, TypeId)> {
        let named = self.named(id);
        let Some(origin) = named.origin else {
            return Vec::new();
        };
        let origin = self.named(origin);
        let own = origin
            .type_params
            .iter()
            .copied()
            .zip(named.type_args.iter().copied());
        let outer = origin.enclosing_type_params.iter().copied();
        own.chain(outer.zip(named.enclosing_type_args.iter().copied()))
            .collect()
    }

    pub(crate) fn instance(
        &mut self,
        origin: NamedId,
        type_args: Vec<TypeId>,
        enclosing_type_args: Vec<TypeId>,
    ) -> NamedId {
        let key = (origin, type_args, enclosing_type_args);
        if let Some(&known) = self.instances.get(&key) {
            return known;
        }
        let (object, name, package) = {
            let named = self.named(origin);
            (named.object, named.name, named.package)
        };
        let id = self.add_named(object, name, package);
        let mentions = key
            .1
            .iter()
            .chain(&key.2)
            .any(|&arg| self.mentions_params(arg));
        let number = self.named(origin).local_number;
        let ty = self.named(id).type_id;
        if mentions || (key.2.is_empty() && !self.named(origin).enclosing_type_params.is_empty()) {
            self.set_mentions_params(ty);
        }
        let pos = self.instantiation_pos;
        let named = self.named_mut(id);
        named.pos = pos;
        named.origin = Some(origin);
        named.type_args.clone_from(&key.1);
        named.enclosing_type_args.clone_from(&key.2);
        named.local_number = number;
        self.instances.insert(key, id);
        id
    }

    /// Computes the right-hand side of an instance; `None` if `id` is no instance or its origin is
    /// still being declared.
    pub(crate) fn expand_instance(&mut self, id: NamedId) -> Option<TypeId> {
        let origin = self.named(id).origin?;
        let origin_type = self.named(origin).type_id;
        let underlying = self.under_if_known(origin_type)?;
        let complete_args = self.named(origin).type_params.len() == self.named(id).type_args.len();
        let rhs = if complete_args {
            // Instances made on the way stand where this one does.
            let pos = self.named(id).pos;
            let saved = std::mem::replace(&mut self.instantiation_pos, pos);
            let map = self.instance_substitution(id);
            let rhs = self.subst(underlying, &map);
            self.instantiation_pos = saved;
            rhs
        } else {
            TypeId::INVALID
        };
        self.named_mut(id).rhs = Some(rhs);
        Some(rhs)
    }

    /// The alias instance `alias[type_args]`, expanded.
    pub(crate) fn alias_instance(&mut self, alias: AliasId, type_args: Vec<TypeId>) -> AliasId {
        let key = (alias, type_args);
        if let Some(&known) = self.alias_instances.get(&key) {
            return known;
        }
        let origin = self.alias(alias).clone();
        let id = self.add_alias(origin.object, origin.name, origin.package);
        let map: Vec<_> = origin
            .type_params
            .iter()
            .copied()
            .zip(key.1.iter().copied())
            .collect();
        let actual = self.unalias(origin.actual.unwrap_or(TypeId::INVALID));
        let actual = self.subst(actual, &map);
        self.alias_mut(id).actual = Some(actual);
        self.alias_mut(id).type_args.clone_from(&key.1);
        self.alias_instances.insert(key, id);
        id
    }

    /// Replaces type parameters in a type.
    pub(crate) fn subst(&mut self, ty: TypeId, map: &Substitution) -> TypeId {
        if map.is_empty() || !self.mentions_params(ty) {
            return ty;
        }
        match self.get(ty).clone() {
            Type::Basic(_) => ty,
            Type::TypeParam(id) => map
                .iter()
                .find(|pair| pair.0 == id)
                .map_or(ty, |pair| pair.1),
            Type::Named(id) => self.subst_named(ty, id, map),
            Type::Alias(id) => self.subst_alias(ty, id, map),
            Type::Pointer(base) => {
                let base = self.subst(base, map);
                self.pointer_to(base)
            }
            Type::Slice(elem) => {
                let elem = self.subst(elem, map);
                self.slice_of(elem)
            }
            Type::Array { len, elem } => {
                let elem = self.subst(elem, map);
                self.array_of(len, elem)
            }
            Type::Map { key, elem } => {
                let (key, elem) = (self.subst(key, map), self.subst(elem, map));
                self.map_of(key, elem)
            }
            Type::Chan { dir, elem } => {
                let elem = self.subst(elem, map);
                self.chan_of(dir, elem)
            }
            Type::Tuple(types) => {
                let types = self.subst_list(&types, map);
                self.tuple_of(&types)
            }
            Type::Struct(data) => {
                let mut data = StructType::clone(&data);
                for field in &mut data.fields {
                    field.ty = self.subst(field.ty, map);
                }
                self.intern(Type::Struct(Arc::new(data)))
            }
            Type::Signature(signature) => self.subst_signature(&signature, map),
            Type::Interface(interface) => {
                let mut interface = Interface::clone(&interface);
                for method in &mut interface.methods {
                    method.signature = self.subst(method.signature, map);
                }
                for embedded in &mut interface.embedded {
                    embedded.ty = self.subst(embedded.ty, map);
                }
                self.intern(Type::Interface(Arc::new(interface)))
            }
            Type::Union(terms) => {
                let terms: Vec<Term> = terms
                    .iter()
                    .map(|term| Term {
                        tilde: term.tilde,
                        ty: self.subst(term.ty, map),
                    })
                    .collect();
                self.intern(Type::Union(Arc::from(terms)))
            }
        }
    }

    pub(crate) fn subst_list(&mut self, types: &[TypeId], map: &Substitution) -> Vec<TypeId> {
        types.iter().map(|&ty| self.subst(ty, map)).collect()
    }

    fn subst_named(&mut self, ty: TypeId, id: NamedId, map: &Substitution) -> TypeId {
        let named = self.named(id);
        let origin = named.origin.unwrap_or(id);
        let (args, outer_args) = (named.type_args.clone(), named.enclosing_type_args.clone());
        if args.len() != self.named(origin).type_params.len() && self.named(id).origin.is_some() {
            // A wrong number of type arguments has been reported.
            return TypeId::INVALID;
        }
        let outer_params = self.named(origin).enclosing_type_params.clone();
        let new_args = self.subst_list(&args, map);
        let outer_args = if outer_args.is_empty() && !outer_params.is_empty() {
            let params = outer_params
                .iter()
                .map(|&param| self.type_param(param).type_id);
            params.collect()
        } else {
            outer_args
        };
        let mut new_outer = self.subst_list(&outer_args, map);
        let unchanged_outer = new_outer == outer_args;
        if unchanged_outer && new_args == args {
            return ty;
        }
        if unchanged_outer && self.named(id).enclosing_type_args.is_empty() {
            new_outer = Vec::new();
        }
        let instance = self.instance(origin, new_args, new_outer);
        self.named(instance).type_id
    }

    fn subst_alias(&mut self, ty: TypeId, id: AliasId, map: &Substitution) -> TypeId {
        let args = self.alias(id).type_args.clone();
        if !args.is_empty() {
            let new_args = self.subst_list(&args, map);
            if new_args == args {
                return ty;
            }
        }
        let actual = self.unalias(ty);
        let replaced = self.subst(actual, map);
        if replaced == actual { ty } else { replaced }
    }

    fn subst_signature(&mut self, signature: &Signature, map: &Substitution) -> TypeId {
        let mut extended = Vec::new();
        let mut type_params = signature.type_params.clone();
        if !type_params.is_empty() {
            // The bounds of a generic method may mention the receiver's parameters; then the
            // method of the instance needs type parameters of its own.
            let bounds: Vec<TypeId> = type_params
                .iter()
                .map(|&param| self.type_param(param).bound)
                .collect();
            let replaced = self.subst_list(&bounds, map);
            if replaced != bounds {
                (type_params, extended) = self.clone_type_params(&type_params, map);
            }
        }
        let map = if extended.is_empty() {
            map
        } else {
            &extended[..]
        };
        let mut new = signature.clone();
        new.type_params = type_params;
        for param in new.params.iter_mut().chain(&mut new.results) {
            param.ty = self.subst(param.ty, map);
        }
        self.intern(Type::Signature(Arc::new(new)))
    }

    /// Fresh copies of type parameters with bounds in terms of `map` and the copies; also returns
    /// `map` extended from the old parameters to the new ones.
    pub(crate) fn clone_type_params(
        &mut self,
        params: &[TypeParamId],
        map: &Substitution,
    ) -> (Vec<TypeParamId>, Vec<(TypeParamId, TypeId)>) {
        let mut extended = map.to_vec();
        let mut copies = Vec::with_capacity(params.len());
        for &param in params {
            let old = self.type_param(param).clone();
            let copy = self.add_type_param(old.object, old.name, old.pos);
            self.type_param_mut(copy).index = old.index;
            extended.push((param, self.type_param(copy).type_id));
            copies.push(copy);
        }
        for (&param, &copy) in params.iter().zip(&copies) {
            let bound = self.type_param(param).bound;
            self.type_param_mut(copy).bound = self.subst(bound, &extended);
        }
        (copies, extended)
    }
}
