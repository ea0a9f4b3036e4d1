//! Declaration cycles: which are allowed, and how the others are reported.
//!
//! In: the path of objects being declared. Out: diagnostics; types on bad cycles become invalid.
//! Three kinds of checks: direct cycles through type names, cycles met while declaring, and types that
//! contain themselves (infinite size).
//! Spec: "Type declarations", "Package initialization" (for values).

use grus_syntax::{Code, Diagnostic, Pos, Symbol, ast};
use rustc_hash::FxHashMap;

use super::Checker;
use crate::objects::*;
use crate::types::*;

/// An object on a cycle, as reported.
struct CycleMember {
    object: ObjectId,
    name: String,
    pos: Pos,
}

impl<'a> Checker<'_, 'a> {
    /// Finds cycles of type names such as `type A B; type B A` before anything is typed.
    pub(super) fn direct_cycles(&mut self) {
        // Finished names map to `None`, names on the current path to their index.
        let mut state: FxHashMap<ObjectId, Option<usize>> = FxHashMap::default();
        for object in self.object_list.clone() {
            if matches!(self.object(object).kind, ObjectKind::TypeName { .. }) {
                self.direct_cycle(object, &mut state);
            }
        }
    }

    fn direct_cycle(
        &mut self,
        mut object: ObjectId,
        state: &mut FxHashMap<ObjectId, Option<usize>>,
    ) {
        let mut path: Vec<ObjectId> = Vec::new();
        loop {
            match state.get(&object) {
                Some(None) => break,
                Some(&Some(start)) => {
                    self.set_object_type(object, TypeId::INVALID);
                    let cycle = path[start..].to_vec();
                    self.report_cycle(&cycle, self.first_in_source(&cycle));
                    break;
                }
                None => {}
            }
            state.insert(object, Some(path.len()));
            path.push(object);
            let Some(next) = self.direct_right_hand_side(object) else {
                break;
            };
            object = next;
        }
        for object in path {
            state.insert(object, None);
        }
    }

    /// The package-level type name that a type is declared as, if it is one.
    fn direct_right_hand_side(&self, object: ObjectId) -> Option<ObjectId> {
        let decl = self.decls[*self.decl_of.get(&object)? as usize].type_decl?;
        let name = decl.ty.as_name()?;
        let scope = self.program.package(self.package).scope;
        let next = self.program.scopes[scope.index()].lookup(name)?;
        let is_type = matches!(self.object(next).kind, ObjectKind::TypeName { .. });
        (is_type && self.decl_of.contains_key(&next)).then_some(next)
    }

    /// Index of the object declared first in the source.
    pub(super) fn first_in_source(&self, cycle: &[ObjectId]) -> usize {
        (0..cycle.len())
            .min_by_key(|&index| self.object(cycle[index]).pos)
            .unwrap_or(0)
    }

    /// Whether a cycle back to `object`, which is being declared, is allowed; reports it if not.
    pub(super) fn valid_cycle(&mut self, object: ObjectId) -> bool {
        let Some(start) = self.object_path.iter().position(|&other| other == object) else {
            return true;
        };
        let cycle = self.object_path[start..].to_vec();
        let mut values = 0;
        let mut definitions = 0;
        for &member in &cycle {
            match self.object(member).kind {
                ObjectKind::Const { .. } | ObjectKind::Var(_) => values += 1,
                ObjectKind::TypeName { alias } => {
                    // A generic type may occur in its own type parameter list.
                    let ty = self.object_type(member);
                    if self.env.in_type_params
                        && ty.is_some_and(|ty| self.program.types.is_generic(ty))
                    {
                        return true;
                    }
                    if !alias {
                        definitions += 1;
                    }
                }
                _ => {}
            }
        }
        // Cycles of values only are left to the initialisation order; a defined type breaks cycles
        // of types and functions.
        if values == cycle.len() || values == 0 && definitions > 0 {
            return true;
        }
        self.report_cycle(&cycle, self.first_in_source(&cycle));
        false
    }

    /// Whether a type is declared completely enough to be used as an operand's type; reports the
    /// cycle if not.
    pub(super) fn is_complete(&mut self, mut ty: TypeId) -> bool {
        loop {
            let (object, rhs) = match *self.program.types.get(ty) {
                Type::Alias(id) => {
                    let alias = self.program.types.alias(id);
                    (alias.object, alias.actual)
                }
                Type::Named(id) => {
                    let named = self.program.types.named(id);
                    if named.origin.is_some() {
                        // An instance is not what is being declared.
                        return true;
                    }
                    (named.object, named.rhs)
                }
                _ => return true,
            };
            if let Some(start) = self.object_path.iter().position(|&other| other == object) {
                let cycle = self.object_path[start..].to_vec();
                self.report_cycle(&cycle, self.first_in_source(&cycle));
                return false;
            }
            match rhs {
                Some(rhs) => ty = rhs,
                None => return true,
            }
        }
    }

    /// Reports a declaration cycle starting at `cycle[start]`.
    pub(super) fn report_cycle(&mut self, cycle: &[ObjectId], start: usize) {
        let members = self.object_members(cycle);
        self.report_members(&members, start);
    }

    fn object_members(&self, cycle: &[ObjectId]) -> Vec<CycleMember> {
        let member = |&object: &ObjectId| {
            let data = self.object(object);
            CycleMember {
                object,
                name: data.name.to_string(),
                pos: data.pos,
            }
        };
        cycle.iter().map(member).collect()
    }

    /// Named types on a cycle; instances have the position of the instantiation.
    fn named_members(&self, cycle: &[NamedId]) -> Vec<CycleMember> {
        let member = |&id: &NamedId| {
            let named = self.program.types.named(id);
            let object = named.object;
            if named.origin.is_some() {
                let name = self.type_text(named.type_id);
                return CycleMember {
                    object,
                    name,
                    pos: named.pos,
                };
            }
            let prefix = self.qualifier(named.package);
            let dot = if prefix.is_empty() { "" } else { "." };
            let name = format!("{prefix}{dot}{}", named.name);
            CycleMember {
                object,
                name,
                pos: self.object(object).pos,
            }
        };
        cycle.iter().map(member).collect()
    }

    /// Reports a cycle starting at its first member in the source.
    fn report_from_first(&mut self, members: &[CycleMember]) {
        let first = (0..members.len())
            .min_by_key(|&index| members[index].pos)
            .unwrap_or(0);
        self.report_members(members, first);
    }

    fn report_members(&mut self, cycle: &[CycleMember], start: usize) {
        let object = cycle[start].object;
        let is_type = matches!(self.object(object).kind, ObjectKind::TypeName { .. });
        if is_type
            && let Some(ty) = self.object_type(object)
            && let Type::Alias(id) = *self.program.types.get(ty)
        {
            self.types().alias_mut(id).actual = Some(TypeId::INVALID);
        }
        let what = if is_type {
            "invalid recursive type"
        } else {
            "invalid cycle in declaration"
        };
        let code = Code("InvalidDeclCycle");
        let CycleMember { name, pos, .. } = &cycle[start];
        let pos = *pos;
        if cycle.len() == 1 {
            let message = format!("{what}: {name} refers to itself");
            return self.report(Diagnostic::error(pos, code, message));
        }
        let of = if is_type { "" } else { " of" };
        let message = format!("{what}{of} {name}");
        let mut diagnostic = Diagnostic::error(pos, code, message);
        let mut current = start;
        for step in 0..cycle.len() {
            let next = (start + step + 1) % cycle.len();
            let message = format!("{} refers to {}", cycle[current].name, cycle[next].name);
            diagnostic = diagnostic.with_related(cycle[current].pos, message);
            current = next;
        }
        self.report(diagnostic);
    }

    /// Reports a defined type whose values would contain themselves.
    pub(super) fn check_valid_type(&mut self, ty: TypeId) {
        self.valid_type(ty, &mut Vec::new(), &mut Vec::new());
    }

    /// `nest` holds the named types whose memory encloses `ty`; `path` all named types walked
    /// through, for the report.
    fn valid_type(&mut self, ty: TypeId, nest: &mut Vec<NamedId>, path: &mut Vec<NamedId>) -> bool {
        let ty = self.program.types.unalias(ty);
        match self.program.types.get(ty).clone() {
            Type::Array { elem, .. } => self.valid_type(elem, nest, path),
            Type::Struct(data) => data
                .fields
                .iter()
                .all(|field| self.valid_type(field.ty, nest, path)),
            Type::Union(terms) => terms
                .iter()
                .all(|term| self.valid_type(term.ty, nest, path)),
            Type::Interface(interface) => interface
                .embedded
                .iter()
                .all(|embedded| self.valid_type(embedded.ty, nest, path)),
            Type::Named(id) => self.valid_named(id, nest, path),
            Type::TypeParam(param) => self.valid_type_argument(param, nest, path),
            _ => true,
        }
    }

    fn valid_named(
        &mut self,
        id: NamedId,
        nest: &mut Vec<NamedId>,
        path: &mut Vec<NamedId>,
    ) -> bool {
        let data = self.program.types.named(id);
        let (origin, ty) = (data.origin.unwrap_or(id), data.type_id);
        // Types of other packages cannot contain types of this one except as type arguments.
        if data.package != self.package && data.type_args.is_empty() {
            return true;
        }
        let same = |checker: &mut Self, other: NamedId| {
            let other = checker.program.types.named(other).type_id;
            checker.types().identical(other, ty)
        };
        if nest.iter().any(|&other| same(self, other)) {
            self.types().invalidate_named(origin);
            self.types().invalidate_named(id);
            let start = path
                .iter()
                .position(|&other| same(self, other))
                .unwrap_or(0);
            let cycle = path[start..].to_vec();
            let members = self.named_members(&cycle);
            self.report_members(&members, 0);
            return false;
        }
        let Some(rhs) = self.program.types.named(origin).rhs else {
            return true;
        };
        nest.push(id);
        path.push(id);
        let valid = self.valid_type(rhs, nest, path);
        nest.pop();
        path.pop();
        valid
    }

    /// A type parameter stands for the argument of the innermost instance; that argument is part of
    /// what encloses the instance.
    fn valid_type_argument(
        &mut self,
        param: TypeParamId,
        nest: &mut Vec<NamedId>,
        path: &mut Vec<NamedId>,
    ) -> bool {
        let Some(&instance) = nest.last() else {
            return true;
        };
        let data = self.program.types.named(instance);
        let Some(origin) = data.origin else {
            return true;
        };
        let params = &self.program.types.named(origin).type_params;
        let Some(index) = params.iter().position(|&other| other == param) else {
            return true;
        };
        let Some(&argument) = data.type_args.get(index) else {
            return true;
        };
        nest.pop();
        let valid = self.valid_type(argument, nest, path);
        nest.push(instance);
        valid
    }

    /// Whether the size of a type depends on type parameters; reports cycles.
    pub(super) fn has_variable_size(&mut self, ty: TypeId) -> bool {
        let ty = self.program.types.unalias(ty);
        match self.program.types.get(ty).clone() {
            Type::Named(id) => self.named_has_variable_size(id),
            Type::Array { elem, .. } => self.has_variable_size(elem),
            Type::Struct(data) => data
                .fields
                .iter()
                .any(|field| self.has_variable_size(field.ty)),
            Type::TypeParam(_) => true,
            _ => false,
        }
    }

    fn named_has_variable_size(&mut self, id: NamedId) -> bool {
        if let Some(&known) = self.variable_sizes.get(&id) {
            return known;
        }
        if let Some(start) = self.size_path.iter().position(|&other| other == id) {
            let members = self.named_members(&self.size_path[start..]);
            self.report_from_first(&members);
            return true;
        }
        let named = self.program.types.named(id);
        let (object, is_instance) = (named.object, named.origin.is_some());
        let declaring = self.object_path.iter().position(|&other| other == object);
        if let (Some(start), false) = (declaring, is_instance) {
            let mut members = self.object_members(&self.object_path[start..]);
            members.extend(self.named_members(&self.size_path));
            self.report_from_first(&members);
            return true;
        }
        self.size_path.push(id);
        let ty = self.program.types.named(id).type_id;
        let under = self.under(ty);
        let variable = self.has_variable_size(under);
        self.size_path.pop();
        self.variable_sizes.insert(id, variable);
        variable
    }

    /// The name in an expression, for messages about lengths.
    pub(super) fn plain_name(expr: &ast::Expr) -> Option<Symbol> {
        expr.as_name()
    }
}
