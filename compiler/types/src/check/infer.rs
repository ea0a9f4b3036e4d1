//! Type inference: finding the type arguments a call leaves out.
//!
//! In: type parameters with the arguments given so far, and pairs of parameter types and arguments.
//! Out: all type arguments, or a problem to report.
//! Method: unify parameter types with typed arguments, then type parameters with the core types and
//! methods of their constraints until nothing changes, then default types of untyped arguments, then
//! remove inferred types from each other.
//! Invariants: the type parameters are fresh copies, so that functions may call themselves.
//! Spec: "Type inference".

use grus_syntax::Pos;

use super::Checker;
use super::operand::Operand;
use super::unify::{Exactness, Unifier};
use crate::types::*;

/// The unknowns of an inference problem.
pub(super) struct Inference {
    pub params: Vec<TypeParamId>,
    /// Parallel to `params` (may be shorter).
    pub args: Vec<Option<TypeId>>,
}

/// Where and why inference failed; `None` if it was reported already.
pub(super) type InferenceError = Option<(Pos, String)>;

impl<'a> Checker<'_, 'a> {
    /// Infers the missing type arguments. `reverse` says that the "argument" is the target of an
    /// assignment.
    pub(super) fn infer(
        &mut self,
        pos: Pos,
        problem: &Inference,
        param_types: &[TypeId],
        args: &[Operand<'a>],
        reverse: bool,
    ) -> Result<Vec<TypeId>, InferenceError> {
        let params = &problem.params;
        let mut given = problem.args.clone();
        given.resize(params.len(), None);
        if let Some(all) = given.iter().copied().collect::<Option<Vec<TypeId>>>() {
            return Ok(all);
        }
        // With invalid arguments nothing useful can be said.
        if args.iter().any(|arg| !arg.is_valid()) {
            return Err(None);
        }
        let known: Vec<(TypeParamId, TypeId)> = params
            .iter()
            .zip(&given)
            .filter_map(|(&param, arg)| arg.map(|arg| (param, arg)))
            .collect();
        let param_types = self.types().subst_list(param_types, &known);
        let mut unifier = Unifier::new(params, &given, self.allow_version(21));
        let untyped = self.unify_arguments(&mut unifier, params, &param_types, args, reverse)?;
        self.unify_constraints(&mut unifier, pos, params)?;
        self.infer_untyped(&mut unifier, &untyped, &param_types, args)?;
        let mut inferred = unifier.inferred(params);
        self.kill_cycles(params, &mut inferred);
        self.simplify(params, &given, &mut inferred);
        let mut result = Vec::with_capacity(params.len());
        for (&param, ty) in params.iter().zip(inferred) {
            match ty {
                Some(ty) if !self.is_parameterized(params, ty) => result.push(ty),
                _ => {
                    let data = self.program.types.type_param(param);
                    let at = self.pos_text(data.pos);
                    let message = format!("cannot infer {} (declared at {at})", data.name);
                    return Err(Some((pos, message)));
                }
            }
        }
        Ok(result)
    }

    /// Unifies parameter types with typed arguments; the result are the indices of untyped ones.
    fn unify_arguments(
        &mut self,
        unifier: &mut Unifier,
        params: &[TypeParamId],
        param_types: &[TypeId],
        args: &[Operand<'a>],
        reverse: bool,
    ) -> Result<Vec<usize>, InferenceError> {
        let mut untyped = Vec::new();
        for (index, (arg, &param)) in args.iter().zip(param_types).enumerate() {
            if !self.is_parameterized(params, param) && !self.is_parameterized(params, arg.ty) {
                continue;
            }
            if !self.is_untyped(arg.ty) {
                if !unifier.unify(self, param, arg.ty, Exactness::Assign) {
                    let message = self.mismatch(unifier, params, param, arg, reverse);
                    return Err(Some((arg.start_pos(), message)));
                }
            } else if matches!(self.program.types.get(param), Type::TypeParam(_)) && !arg.is_nil() {
                untyped.push(index);
            }
        }
        Ok(untyped)
    }

    fn mismatch(
        &mut self,
        unifier: &Unifier,
        params: &[TypeParamId],
        param: TypeId,
        arg: &Operand<'a>,
        reverse: bool,
    ) -> String {
        let targs = unifier.inferred(params);
        let (text, arg_type, param_text) = (
            self.source_text(arg),
            self.type_text(arg.ty),
            self.type_text(param),
        );
        if targs.iter().all(Option::is_none) {
            let names = self.param_names(params);
            return format!(
                "type {arg_type} of {text} does not match {param_text} (cannot infer {names})"
            );
        }
        let map: Vec<_> = params
            .iter()
            .zip(&targs)
            .filter_map(|(&param, targ)| targ.map(|targ| (param, targ)))
            .collect();
        let inferred = self.types().subst(param, &map);
        if inferred == param {
            return format!("type {arg_type} of {text} does not match {param_text}");
        }
        let inferred = self.type_text(inferred);
        if reverse {
            format!(
                "inferred type {inferred} for {param_text} does not match type {arg_type} of {text}"
            )
        } else {
            format!(
                "type {arg_type} of {text} does not match inferred type {inferred} for {param_text}"
            )
        }
    }

    /// `P`, `P and Q`, `P, Q, and R`.
    fn param_names(&self, params: &[TypeParamId]) -> String {
        let names: Vec<&str> = params
            .iter()
            .map(|&param| self.program.types.type_param(param).name.as_str())
            .collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => one.to_string(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
        }
    }

    /// spec: "Constraint type inference": unify with core types and methods until there is no
    /// progress.
    fn unify_constraints(
        &mut self,
        unifier: &mut Unifier,
        pos: Pos,
        params: &[TypeParamId],
    ) -> Result<(), InferenceError> {
        loop {
            let unknown = unifier.unknowns();
            for &param in params {
                self.unify_constraint(unifier, pos, params, param)?;
            }
            if unifier.unknowns() == unknown {
                return Ok(());
            }
        }
    }

    fn unify_constraint(
        &mut self,
        unifier: &mut Unifier,
        pos: Pos,
        params: &[TypeParamId],
        param: TypeParamId,
    ) -> Result<(), InferenceError> {
        let data = self.program.types.type_param(param).clone();
        let inferred = unifier.at(param);
        if let Some((core, single)) = self.core_term(data.type_id) {
            if let Some(inferred) = inferred {
                if !unifier.unify(self, inferred, core.ty, Exactness::Inexact) {
                    let message = self.unsatisfied_text(&data, inferred, "");
                    return Err(Some((pos, message)));
                }
            } else if single && !core.tilde {
                unifier.set(param, core.ty);
            }
        }
        let Some(inferred) = inferred else {
            return Ok(());
        };
        if self.is_parameterized(params, inferred) {
            return Ok(());
        }
        // The methods of the constraint may tell about other type parameters.
        let missing = self.missing_method_by(inferred, data.type_id, true, &mut |checker, x, y| {
            unifier.unify(checker, x, y, Exactness::Exact)
        });
        if let Some(missing) = missing {
            let cause = self.missing_text(inferred, data.bound, &missing);
            let message = self.unsatisfied_text(&data, inferred, &cause);
            return Err(Some((pos, message)));
        }
        Ok(())
    }

    fn unsatisfied_text(&self, param: &TypeParam, inferred: TypeId, cause: &str) -> String {
        let (ty, bound) = (self.type_text(inferred), self.type_text(param.bound));
        let separator = if cause.is_empty() { "" } else { " " };
        format!(
            "{} (type {ty}) does not satisfy {bound}{separator}{cause}",
            param.name
        )
    }

    /// The single term of a constraint (second result true), or its common underlying type.
    fn core_term(&mut self, param: TypeId) -> Option<(Term, bool)> {
        let terms = self.param_terms(param);
        if let [single] = terms.as_slice() {
            return Some((*single, true));
        }
        if terms.is_empty() {
            return None;
        }
        let tilde = terms.iter().any(|term| term.tilde);
        let ty = self.common_under(param).ok()?;
        Some((Term { tilde, ty }, false))
    }

    /// spec: "If an untyped constant argument ... the type argument is the default type of the
    /// largest kind."
    fn infer_untyped(
        &mut self,
        unifier: &mut Unifier,
        untyped: &[usize],
        param_types: &[TypeId],
        args: &[Operand<'a>],
    ) -> Result<(), InferenceError> {
        let mut largest: Vec<(TypeParamId, TypeId)> = Vec::new();
        for &index in untyped {
            let Type::TypeParam(param) = *self.program.types.get(param_types[index]) else {
                continue;
            };
            if unifier.at(param).is_some() {
                continue;
            }
            let arg = &args[index];
            let Some(entry) = largest.iter_mut().find(|entry| entry.0 == param) else {
                largest.push((param, arg.ty));
                continue;
            };
            match self.larger_untyped(entry.1, arg.ty) {
                Some(larger) => entry.1 = larger,
                None => {
                    let (a, b) = (self.type_text(entry.1), self.type_text(arg.ty));
                    let name = self.program.types.type_param(param).name;
                    let message = format!("mismatched types {a} and {b} (cannot infer {name})");
                    return Err(Some((arg.start_pos(), message)));
                }
            }
        }
        for (param, ty) in largest {
            unifier.set(param, self.program.types.default_type(ty));
        }
        Ok(())
    }

    /// Replaces inferred type parameters inside inferred types.
    fn simplify(
        &mut self,
        params: &[TypeParamId],
        given: &[Option<TypeId>],
        inferred: &mut [Option<TypeId>],
    ) {
        let mut dirty: Vec<usize> = (0..inferred.len())
            .filter(|&index| inferred[index].is_some() && given[index].is_none())
            .collect();
        while !dirty.is_empty() {
            let map: Vec<_> = params
                .iter()
                .zip(inferred.iter())
                .filter_map(|(&param, ty)| ty.map(|ty| (param, ty)))
                .collect();
            dirty.retain(|&index| {
                let Some(old) = inferred[index] else {
                    return false;
                };
                let mut new = self.types().subst(old, &map);
                if new == old {
                    return false;
                }
                new = self.without_type_params(params, new);
                inferred[index] = Some(new);
                true
            });
        }
    }

    /// An inferred function type is not generic any more once nothing in it is unknown.
    fn without_type_params(&mut self, params: &[TypeParamId], ty: TypeId) -> TypeId {
        let Type::Signature(data) = self.program.types.get(ty).clone() else {
            return ty;
        };
        if data.type_params.is_empty() || self.is_parameterized(params, ty) {
            return ty;
        }
        let plain = Signature {
            type_params: Vec::new(),
            ..Signature::clone(&data)
        };
        self.types()
            .intern(Type::Signature(std::sync::Arc::new(plain)))
    }

    /// Whether a type mentions any of the type parameters.
    pub(super) fn is_parameterized(&mut self, params: &[TypeParamId], ty: TypeId) -> bool {
        // Cyclic interfaces are rare; a bounded set of visited ones suffices.
        self.mentions_any(params, ty, &mut Vec::new())
    }

    fn mentions_any(&mut self, params: &[TypeParamId], ty: TypeId, seen: &mut Vec<TypeId>) -> bool {
        if !self.program.types.mentions_params(ty) {
            return false;
        }
        match self.program.types.get(ty).clone() {
            Type::TypeParam(id) => params.contains(&id),
            Type::Alias(_) => {
                let actual = self.program.types.unalias(ty);
                self.mentions_any(params, actual, seen)
            }
            Type::Pointer(elem)
            | Type::Slice(elem)
            | Type::Array { elem, .. }
            | Type::Chan { elem, .. } => self.mentions_any(params, elem, seen),
            Type::Map { key, elem } => {
                self.mentions_any(params, key, seen) || self.mentions_any(params, elem, seen)
            }
            Type::Struct(data) => data
                .fields
                .iter()
                .any(|field| self.mentions_any(params, field.ty, seen)),
            Type::Tuple(types) => types.iter().any(|&ty| self.mentions_any(params, ty, seen)),
            Type::Signature(data) => {
                let mut all = data.params.iter().chain(&data.results);
                all.any(|param| self.mentions_any(params, param.ty, seen))
            }
            Type::Interface(_) => {
                if seen.contains(&ty) {
                    return false;
                }
                seen.push(ty);
                let set = self.types().type_set(ty);
                set.methods
                    .iter()
                    .any(|m| self.mentions_any(params, m.signature, seen))
                    || set
                        .terms
                        .iter()
                        .flatten()
                        .any(|term| self.mentions_any(params, term.ty, seen))
            }
            Type::Named(id) => {
                let args = self.program.types.named(id).type_args.clone();
                args.into_iter()
                    .any(|arg| self.mentions_any(params, arg, seen))
            }
            Type::Union(terms) => terms
                .iter()
                .any(|term| self.mentions_any(params, term.ty, seen)),
            Type::Basic(_) => false,
        }
    }

    /// Forgets inferred types that (through other type parameters) contain themselves.
    fn kill_cycles(&mut self, params: &[TypeParamId], inferred: &mut [Option<TypeId>]) {
        for &param in params {
            let ty = self.program.types.type_param(param).type_id;
            self.find_cycle(params, inferred, ty, &mut Vec::new());
        }
    }

    fn find_cycle(
        &mut self,
        params: &[TypeParamId],
        inferred: &mut [Option<TypeId>],
        ty: TypeId,
        path: &mut Vec<TypeId>,
    ) {
        let ty = self.program.types.unalias(ty);
        if !self.program.types.mentions_params(ty) {
            return;
        }
        if path.contains(&ty) {
            if let Type::TypeParam(id) = *self.program.types.get(ty)
                && let Some(index) = params.iter().position(|&param| param == id)
            {
                inferred[index] = None;
            }
            return;
        }
        path.push(ty);
        for part in self.parts(ty) {
            let part_type = self.program.types.unalias(part);
            self.find_cycle(params, inferred, part_type, path);
        }
        if let Type::TypeParam(id) = *self.program.types.get(ty)
            && let Some(index) = params.iter().position(|&param| param == id)
            && let Some(inner) = inferred[index]
        {
            self.find_cycle(params, inferred, inner, path);
        }
        path.pop();
    }

    /// The types a type is directly made of.
    pub(super) fn parts(&self, ty: TypeId) -> Vec<TypeId> {
        match self.program.types.get(ty) {
            Type::Basic(_) | Type::TypeParam(_) | Type::Alias(_) => Vec::new(),
            Type::Pointer(elem)
            | Type::Slice(elem)
            | Type::Array { elem, .. }
            | Type::Chan { elem, .. } => vec![*elem],
            Type::Map { key, elem } => vec![*key, *elem],
            Type::Struct(data) => data.fields.iter().map(|field| field.ty).collect(),
            Type::Tuple(types) => types.to_vec(),
            Type::Signature(data) => data
                .params
                .iter()
                .chain(&data.results)
                .map(|param| param.ty)
                .collect(),
            Type::Interface(data) => {
                let methods = data.methods.iter().map(|method| method.signature);
                methods
                    .chain(data.embedded.iter().map(|embedded| embedded.ty))
                    .collect()
            }
            Type::Union(terms) => terms.iter().map(|term| term.ty).collect(),
            Type::Named(id) => self.program.types.named(*id).type_args.clone(),
        }
    }
}
