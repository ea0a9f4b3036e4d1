//! Selectors: finding fields and methods, through embedded fields.
//!
//! In: a type and a name. Out: the path of field indices and what is at its end.
//! Invariants: the shallowest match wins; two at the same depth are a collision.
//! Two faces of one algorithm: the checker expands instances on the way (`&mut TypeTable`), later
//! stages read completed canonical types (`&TypeTable`).
//! Spec: "Selectors", "Method sets", "Struct types".

use grus_syntax::Symbol;

use crate::info::Target;
use crate::objects::PackageId;
use crate::table::TypeTable;
use crate::types::*;

/// A field or method that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Field indices from the start type; for a field its own index is the last.
    pub path: Vec<u32>,
    pub target: Target,
    /// Whether the path goes through a pointer (the start type included).
    pub indirect: bool,
    /// The field's type, or the method's signature: for interface methods as in the type set, for
    /// declared methods `INVALID` (ask `Program::method_signature`).
    pub ty: TypeId,
    /// The type (after dereferencing) that has the field or method: for declared methods the named
    /// type whose type arguments apply.
    pub holder: TypeId,
    /// For declared methods: whether the receiver is a pointer.
    pub pointer_receiver: bool,
}

/// The outcome of a search.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup {
    Found(Found),
    /// Several at the same depth; the path leads to the second.
    Ambiguous,
    /// A method exists, but needs an addressable or pointer operand.
    NeedsPointer,
    Missing,
}

impl Lookup {
    /// The result if there is exactly one.
    pub fn found(self) -> Option<Found> {
        match self {
            Lookup::Found(found) => Some(found),
            _ => None,
        }
    }
}

/// An entry of a method set.
#[derive(Clone, Debug)]
pub struct MethodSetEntry {
    pub name: Symbol,
    pub package: PackageId,
    pub found: Found,
}

/// How the search gets at underlying types.
trait Underlying {
    fn table(&self) -> &TypeTable;
    /// The underlying type; type parameters give themselves.
    fn under(&mut self, ty: TypeId) -> TypeId;
    /// Methods of an interface or type parameter.
    fn methods(&mut self, ty: TypeId) -> Vec<Method>;
    fn same_named(&mut self, a: TypeId, b: TypeId) -> bool;
}

/// While checking: expands instances.
struct Expanding<'a>(&'a mut TypeTable);

/// After checking: everything is known.
struct Completed<'a>(&'a TypeTable);

impl Underlying for Expanding<'_> {
    fn table(&self) -> &TypeTable {
        self.0
    }
    fn under(&mut self, ty: TypeId) -> TypeId {
        self.0.under(ty)
    }
    fn methods(&mut self, ty: TypeId) -> Vec<Method> {
        self.0.param_type_set(ty).methods.clone()
    }
    fn same_named(&mut self, a: TypeId, b: TypeId) -> bool {
        self.0.identical(a, b)
    }
}

impl Underlying for Completed<'_> {
    fn table(&self) -> &TypeTable {
        self.0
    }
    fn under(&mut self, ty: TypeId) -> TypeId {
        self.0.underlying(ty)
    }
    fn methods(&mut self, ty: TypeId) -> Vec<Method> {
        self.0.interface_methods(ty).to_vec()
    }
    fn same_named(&mut self, a: TypeId, b: TypeId) -> bool {
        a == b
    }
}

/// A type met at some depth of embedding.
struct Candidate {
    ty: TypeId,
    path: Vec<u32>,
    indirect: bool,
    /// It is reached several times at this depth.
    multiple: bool,
}

impl TypeTable {
    /// Finds field or method `name` of a canonical, complete type. `package` is where the selector
    /// stands (for non-exported names).
    ///
    /// spec (Selectors): "x.f denotes the field or method at the shallowest depth in T where there
    /// is such an f."
    pub fn lookup_field_or_method(
        &self,
        ty: TypeId,
        addressable: bool,
        package: PackageId,
        name: Symbol,
    ) -> Lookup {
        let query = Query {
            package,
            name,
            fold_case: false,
        };
        query.field_or_method(&mut Completed(self), ty, addressable)
    }

    /// The method set of a canonical type, sorted: declared, promoted and interface methods.
    ///
    /// spec (Method sets): "the method set of *T is the set of all methods declared with receiver
    /// *T or T".
    pub fn method_set(&self, ty: TypeId) -> Vec<MethodSetEntry> {
        let mut names = Vec::new();
        self.collect_method_names(ty, &mut names, &mut Vec::new());
        let path = |package| self.package_path(package);
        names.sort_by(|&a, &b| method_order(a, b, &path));
        names.dedup_by(|b, a| a.0 == b.0 && (is_exported(a.0) || a.1 == b.1));
        names
            .into_iter()
            .filter_map(|(name, package)| {
                let found = self
                    .lookup_field_or_method(ty, false, package, name)
                    .found()?;
                let method = found.target != Target::Field;
                method.then_some(MethodSetEntry {
                    name,
                    package,
                    found,
                })
            })
            .collect()
    }

    /// All method names reachable from a type; shadowing is sorted out by looking each up.
    fn collect_method_names(
        &self,
        ty: TypeId,
        names: &mut Vec<(Symbol, PackageId)>,
        seen: &mut Vec<TypeId>,
    ) {
        let (base, _) = self.deref(ty);
        if seen.contains(&base) {
            return;
        }
        seen.push(base);
        if let Some(id) = self.as_named(base) {
            names.extend(
                self.methods_of(id)
                    .iter()
                    .map(|entry| (entry.name, entry.package)),
            );
        }
        match self.underlying_type(base) {
            Type::Struct(data) => {
                for field in data.fields.iter().filter(|field| field.embedded) {
                    self.collect_method_names(field.ty, names, seen);
                }
            }
            Type::Interface(interface) => {
                names.extend(
                    interface
                        .methods
                        .iter()
                        .map(|method| (method.name, method.package)),
                );
            }
            _ => {}
        }
    }

    /// The methods declared for a named type (of its origin for instances).
    pub fn methods_of(&self, id: NamedId) -> &[MethodEntry] {
        let origin = self.named(id).origin.unwrap_or(id);
        &self.named(origin).methods
    }

    /// The checker's search; `fold_case` also finds names that differ in case or package.
    pub(crate) fn search(
        &mut self,
        ty: TypeId,
        addressable: bool,
        package: PackageId,
        name: Symbol,
        fold_case: bool,
    ) -> Lookup {
        Query {
            package,
            name,
            fold_case,
        }
        .field_or_method(&mut Expanding(self), ty, addressable)
    }

    /// As [`Self::search`], but a defined pointer type may have (its base's) methods: how interface
    /// satisfaction looks for methods.
    pub(crate) fn search_methods(
        &mut self,
        ty: TypeId,
        package: PackageId,
        name: Symbol,
        fold_case: bool,
    ) -> Lookup {
        Query {
            package,
            name,
            fold_case,
        }
        .breadth_first(&mut Expanding(self), ty, false)
    }
}

/// What is looked for.
struct Query {
    package: PackageId,
    name: Symbol,
    fold_case: bool,
}

impl Query {
    fn matches(&self, name: Symbol, package: PackageId) -> bool {
        if self.fold_case {
            return name == self.name || equal_fold(name.as_str(), self.name.as_str());
        }
        name == self.name && (package == self.package || is_exported(name))
    }

    fn field_or_method(&self, types: &mut dyn Underlying, ty: TypeId, addressable: bool) -> Lookup {
        // A defined pointer type has the fields its base has, but no methods.
        if types.table().as_named(ty).is_some() {
            let under = types.under(ty);
            if matches!(types.table().get(under), Type::Pointer(_)) {
                let result = self.breadth_first(types, under, false);
                return match &result {
                    Lookup::Found(found) if found.target != Target::Field => Lookup::Missing,
                    Lookup::NeedsPointer => Lookup::Missing,
                    _ => result,
                };
            }
        }
        self.breadth_first(types, ty, addressable)
    }

    fn breadth_first(&self, types: &mut dyn Underlying, ty: TypeId, addressable: bool) -> Lookup {
        if self.name.is_blank() {
            return Lookup::Missing;
        }
        let (base, indirect) = types.table().deref(ty);
        if indirect {
            let under = types.under(base);
            // A pointer to an interface or type parameter has no methods.
            if matches!(
                types.table().get(under),
                Type::Interface(_) | Type::TypeParam(_)
            ) {
                return Lookup::Missing;
            }
        }
        let mut current = vec![Candidate {
            ty: base,
            path: Vec::new(),
            indirect,
            multiple: false,
        }];
        let mut seen: Vec<TypeId> = Vec::new();
        while !current.is_empty() {
            let mut next = Vec::new();
            let mut found: Option<Found> = None;
            for candidate in &current {
                if types.table().as_named(candidate.ty).is_some() {
                    if seen
                        .iter()
                        .any(|&other| types.same_named(other, candidate.ty))
                    {
                        continue;
                    }
                    seen.push(candidate.ty);
                }
                let matches = self.at_candidate(types, candidate, found.is_none(), &mut next);
                for one in matches {
                    if found.is_some() || candidate.multiple {
                        return Lookup::Ambiguous;
                    }
                    found = Some(one);
                }
            }
            if let Some(found) = found {
                if found.pointer_receiver && !found.indirect && !addressable {
                    return Lookup::NeedsPointer;
                }
                return Lookup::Found(found);
            }
            current = consolidate(types, next);
        }
        Lookup::Missing
    }

    /// Matches in one type; collects its embedded fields for the next depth.
    fn at_candidate(
        &self,
        types: &mut dyn Underlying,
        candidate: &Candidate,
        collect: bool,
        next: &mut Vec<Candidate>,
    ) -> Vec<Found> {
        let ty = candidate.ty;
        let indirect = candidate.indirect;
        if let Some(id) = types.table().as_named(ty) {
            let methods = types.table().methods_of(id);
            let hit = methods
                .iter()
                .find(|entry| self.matches(entry.name, entry.package));
            if let Some(entry) = hit {
                return vec![Found {
                    path: candidate.path.clone(),
                    target: Target::Method(entry.object),
                    indirect,
                    ty: TypeId::INVALID,
                    holder: ty,
                    pointer_receiver: entry.pointer_receiver,
                }];
            }
        }
        let found = |path: Vec<u32>, target: Target, ty: TypeId| Found {
            path,
            target,
            indirect,
            ty,
            holder: candidate.ty,
            pointer_receiver: false,
        };
        let under = types.under(ty);
        match types.table().get(under).clone() {
            Type::Struct(data) => {
                let mut matches = Vec::new();
                for (index, field) in data.fields.iter().enumerate() {
                    let mut path = candidate.path.clone();
                    path.push(index as u32);
                    if self.matches(field.name, field.package) {
                        matches.push(found(path, Target::Field, field.ty));
                    } else if field.embedded && collect && matches.is_empty() {
                        let (ty, pointer) = types.table().deref(field.ty);
                        let indirect = indirect || pointer;
                        let multiple = candidate.multiple;
                        next.push(Candidate {
                            ty,
                            path,
                            indirect,
                            multiple,
                        });
                    }
                }
                matches
            }
            Type::Interface(_) | Type::TypeParam(_) => {
                let methods = types.methods(ty);
                let hit = methods.iter().position(|m| self.matches(m.name, m.package));
                hit.map(|index| {
                    let target = Target::InterfaceMethod(index as u32);
                    found(candidate.path.clone(), target, methods[index].signature)
                })
                .into_iter()
                .collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Merges equal types of one depth into one entry marked `multiple`.
fn consolidate(types: &mut dyn Underlying, list: Vec<Candidate>) -> Vec<Candidate> {
    let mut result: Vec<Candidate> = Vec::with_capacity(list.len());
    for candidate in list {
        let ty = candidate.ty;
        match result
            .iter()
            .position(|other| types.same_named(other.ty, ty))
        {
            Some(index) => result[index].multiple = true,
            None => result.push(candidate),
        }
    }
    result
}

/// Equality without regard to case.
fn equal_fold(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.eq_ignore_ascii_case(b)
        || (!a.is_ascii() && a.to_lowercase() == b.to_lowercase())
}
