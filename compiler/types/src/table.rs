//! The type table: interns types, resolves underlying types, makes canonical forms.
//!
//! In: types built from ids of this table. Out: ids; equal canonical ids mean identical types.
//! Invariants: entries are only ever added; a canonical type has canonical parts only; canonical
//! types of a package without errors have known underlying types ([`TypeTable::complete`]), so that
//! later stages can read the table through `&TypeTable` from several threads.
//! Not done here: substitution (`substitute.rs`), selectors (`lookup.rs`), type sets (`type_set.rs`).
//! Spec: "Underlying types", "Type identity".

use std::sync::Arc;

use grus_syntax::{Pos, Symbol};
use rustc_hash::FxHashMap;

use crate::objects::{ObjectId, PackageId};
use crate::types::*;

/// All types of a program.
#[derive(Clone, Debug)]
pub struct TypeTable {
    types: Vec<Type>,
    interned: FxHashMap<Type, TypeId>,
    /// Canonical form of each type, once computed.
    canonical: Vec<Option<TypeId>>,
    /// Whether a type mentions type parameters (aliases: might).
    mentions: Vec<bool>,
    named: Vec<Named>,
    aliases: Vec<Alias>,
    type_params: Vec<TypeParam>,
    /// Instances by origin, type arguments and enclosing type arguments.
    pub(crate) instances: FxHashMap<(NamedId, Vec<TypeId>, Vec<TypeId>), NamedId>,
    pub(crate) alias_instances: FxHashMap<(AliasId, Vec<TypeId>), AliasId>,
    pub(crate) type_sets: FxHashMap<TypeId, Arc<TypeSet>>,
    /// Spelled tuples of named results, which diagnostics print with the names.
    named_tuples: FxHashMap<Vec<Param>, TypeId>,
    tuple_params: FxHashMap<TypeId, Vec<Param>>,
    /// Path of each package, for the order of non-exported methods.
    pub(crate) package_paths: Vec<Symbol>,
    /// Named types below this index have their canonical underlying type.
    completed: usize,
    /// Types whose canonical form is being computed: the way out of recursive interface literals.
    pub(crate) in_progress: Vec<TypeId>,
    /// The position new instances get.
    pub(crate) instantiation_pos: Pos,
}

impl Default for TypeTable {
    fn default() -> Self {
        TypeTable::new()
    }
}

impl TypeTable {
    /// A table with the predeclared types at the ids named in [`TypeId`].
    pub fn new() -> Self {
        let mut table = TypeTable {
            types: Vec::new(),
            interned: FxHashMap::default(),
            canonical: Vec::new(),
            mentions: Vec::new(),
            named: Vec::new(),
            aliases: Vec::new(),
            type_params: Vec::new(),
            instances: FxHashMap::default(),
            alias_instances: FxHashMap::default(),
            type_sets: FxHashMap::default(),
            named_tuples: FxHashMap::default(),
            tuple_params: FxHashMap::default(),
            package_paths: vec![Symbol::EMPTY, Symbol::UNSAFE],
            completed: 0,
            in_progress: Vec::new(),
            instantiation_pos: Pos::NONE,
        };
        for kind in BasicKind::ALL {
            table.intern(Type::Basic(kind));
        }
        for (id, kind) in [
            (TypeId::BYTE, BasicKind::Uint8),
            (TypeId::RUNE, BasicKind::Int32),
        ] {
            let fresh = table.fresh(Type::Basic(kind));
            debug_assert_eq!(fresh, id);
            table.canonical[fresh.index()] = Some(kind.type_id());
        }
        let empty = table.intern(Type::Interface(Arc::default()));
        debug_assert_eq!(empty, TypeId::EMPTY_INTERFACE);
        let empty_tuple = table.intern(Type::Tuple(Arc::from(Vec::new())));
        debug_assert_eq!(empty_tuple, TypeId::EMPTY_TUPLE);
        let error = table.add_named(ObjectId(0), Symbol::ERROR, PackageId::NONE);
        debug_assert_eq!(table.named(error).type_id, TypeId::ERROR);
        let comparable = table.add_named(ObjectId(0), Symbol::COMPARABLE, PackageId::NONE);
        debug_assert_eq!(table.named(comparable).type_id, TypeId::COMPARABLE);
        let any = table.add_alias(ObjectId(0), Symbol::ANY, PackageId::NONE);
        debug_assert_eq!(table.alias(any).type_id, TypeId::ANY);
        table.alias_mut(any).actual = Some(TypeId::EMPTY_INTERFACE);
        let empty_struct = table.intern(Type::Struct(Arc::default()));
        debug_assert_eq!(empty_struct, TypeId::EMPTY_STRUCT);
        table.define_error(error);
        table.define_comparable(comparable);
        table.complete();
        table
    }

    /// `type error interface { Error() string }`.
    fn define_error(&mut self, error: NamedId) {
        let result = Param {
            name: None,
            ty: TypeId::STRING,
        };
        let signature = Signature {
            results: vec![result],
            ..Signature::default()
        };
        let signature = self.intern(Type::Signature(Arc::new(signature)));
        let name = Symbol::intern("Error");
        let method = Method {
            name,
            package: PackageId::NONE,
            signature,
            pos: Pos::NONE,
        };
        let interface = Interface {
            methods: vec![method],
            ..Interface::default()
        };
        let underlying = self.intern(Type::Interface(Arc::new(interface)));
        self.set_right_hand_side(error, underlying);
    }

    /// `type comparable interface { /* all comparable types */ }`.
    fn define_comparable(&mut self, comparable: NamedId) {
        let interface = Interface {
            comparable: true,
            ..Interface::default()
        };
        let underlying = self.intern(Type::Interface(Arc::new(interface)));
        self.set_right_hand_side(comparable, underlying);
    }

    // Making types.

    /// The id of a type, the same for equal values.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.interned.get(&ty) {
            return id;
        }
        let id = self.fresh(ty.clone());
        self.interned.insert(ty, id);
        id
    }

    fn fresh(&mut self, ty: Type) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        let mentions = self.mentions_directly(&ty);
        self.types.push(ty);
        self.canonical.push(None);
        self.mentions.push(mentions);
        id
    }

    /// Whether the parts of a new type mention type parameters.
    fn mentions_directly(&self, ty: &Type) -> bool {
        let any = |params: &[Param]| params.iter().any(|param| self.mentions_params(param.ty));
        match ty {
            Type::Basic(_) | Type::Named(_) => false,
            Type::TypeParam(_) | Type::Alias(_) => true,
            Type::Pointer(elem) | Type::Slice(elem) => self.mentions_params(*elem),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => self.mentions_params(*elem),
            Type::Map { key, elem } => self.mentions_params(*key) || self.mentions_params(*elem),
            Type::Struct(data) => data
                .fields
                .iter()
                .any(|field| self.mentions_params(field.ty)),
            Type::Tuple(types) => types.iter().any(|&ty| self.mentions_params(ty)),
            Type::Signature(signature) => {
                !signature.type_params.is_empty()
                    || any(&signature.params)
                    || any(&signature.results)
            }
            Type::Interface(interface) => {
                interface
                    .methods
                    .iter()
                    .any(|method| self.mentions_params(method.signature))
                    || interface
                        .embedded
                        .iter()
                        .any(|elem| self.mentions_params(elem.ty))
            }
            Type::Union(terms) => terms.iter().any(|term| self.mentions_params(term.ty)),
        }
    }

    /// Whether substitution could change the type. Errs on the side of `true` for aliases.
    pub fn mentions_params(&self, ty: TypeId) -> bool {
        self.mentions[ty.index()]
    }

    pub(crate) fn set_mentions_params(&mut self, ty: TypeId) {
        self.mentions[ty.index()] = true;
    }

    pub(crate) fn known_canonical(&self, ty: TypeId) -> Option<TypeId> {
        self.canonical[ty.index()]
    }

    pub(crate) fn set_canonical(&mut self, ty: TypeId, form: TypeId) {
        self.canonical[ty.index()] = Some(form);
    }

    /// `*base`.
    pub fn pointer_to(&mut self, base: TypeId) -> TypeId {
        self.intern(Type::Pointer(base))
    }

    /// `[]elem`.
    pub fn slice_of(&mut self, elem: TypeId) -> TypeId {
        self.intern(Type::Slice(elem))
    }

    /// `[len]elem`.
    pub fn array_of(&mut self, len: i64, elem: TypeId) -> TypeId {
        self.intern(Type::Array { len, elem })
    }

    /// `map[key]elem`.
    pub fn map_of(&mut self, key: TypeId, elem: TypeId) -> TypeId {
        self.intern(Type::Map { key, elem })
    }

    /// A channel type.
    pub fn chan_of(&mut self, dir: ChanDir, elem: TypeId) -> TypeId {
        self.intern(Type::Chan { dir, elem })
    }

    /// A tuple (also of one or no type).
    pub fn tuple_of(&mut self, types: &[TypeId]) -> TypeId {
        self.intern(Type::Tuple(Arc::from(types)))
    }

    /// A tuple of results as spelled, with their names.
    pub(crate) fn tuple_of_results(&mut self, results: &[Param]) -> TypeId {
        let types: Vec<TypeId> = results.iter().map(|result| result.ty).collect();
        if results.iter().all(|result| result.name.is_none()) {
            return self.tuple_of(&types);
        }
        if let Some(&known) = self.named_tuples.get(results) {
            return known;
        }
        let tuple = self.fresh(Type::Tuple(Arc::from(types)));
        self.named_tuples.insert(results.to_vec(), tuple);
        self.tuple_params.insert(tuple, results.to_vec());
        tuple
    }

    /// The named results a spelled tuple was made of.
    pub(crate) fn tuple_results(&self, tuple: TypeId) -> Option<&Vec<Param>> {
        self.tuple_params.get(&tuple)
    }

    /// A function type without parameter names.
    pub fn signature_of(
        &mut self,
        params: &[TypeId],
        results: &[TypeId],
        variadic: bool,
    ) -> TypeId {
        let unnamed = |types: &[TypeId]| types.iter().map(|&ty| Param { name: None, ty }).collect();
        let signature = Signature {
            type_params: Vec::new(),
            params: unnamed(params),
            results: unnamed(results),
            variadic,
        };
        self.intern(Type::Signature(Arc::new(signature)))
    }

    /// A struct type with the given (name, type) fields of package `package`; for types the
    /// compiler itself makes up.
    pub fn struct_of(&mut self, package: PackageId, fields: &[(Symbol, TypeId)]) -> TypeId {
        let fields = fields
            .iter()
            .map(|&(name, ty)| Field {
                name,
                package: if is_exported(name) {
                    PackageId::NONE
                } else {
                    package
                },
                ty,
                embedded: false,
                tag: Symbol::EMPTY,
                pos: Pos::NONE,
            })
            .collect();
        self.intern(Type::Struct(Arc::new(StructType { fields })))
    }

    /// Declares a defined type; its right-hand side is set later.
    pub fn add_named(&mut self, object: ObjectId, name: Symbol, package: PackageId) -> NamedId {
        let id = NamedId(self.named.len() as u32);
        let type_id = self.intern(Type::Named(id));
        self.named.push(Named {
            object,
            name,
            package,
            type_id,
            rhs: None,
            underlying: None,
            canonical_underlying: None,
            type_params: Vec::new(),
            enclosing_type_params: Vec::new(),
            origin: None,
            type_args: Vec::new(),
            enclosing_type_args: Vec::new(),
            methods: Vec::new(),
            pos: Pos::NONE,
            local_number: 0,
        });
        id
    }

    /// Declares an alias; what it stands for is set later.
    pub fn add_alias(&mut self, object: ObjectId, name: Symbol, package: PackageId) -> AliasId {
        let id = AliasId(self.aliases.len() as u32);
        let type_id = self.intern(Type::Alias(id));
        self.aliases.push(Alias {
            object,
            name,
            package,
            type_id,
            type_params: Vec::new(),
            type_args: Vec::new(),
            actual: None,
        });
        id
    }

    /// Declares a type parameter; its constraint is set later.
    pub fn add_type_param(&mut self, object: ObjectId, name: Symbol, pos: Pos) -> TypeParamId {
        let id = TypeParamId(self.type_params.len() as u32);
        let type_id = self.intern(Type::TypeParam(id));
        let bound = TypeId::EMPTY_INTERFACE;
        self.type_params.push(TypeParam {
            object,
            name,
            index: 0,
            bound,
            type_id,
            pos,
        });
        id
    }

    /// Sets the type on the right-hand side of a type declaration.
    pub fn set_right_hand_side(&mut self, named: NamedId, rhs: TypeId) {
        self.named[named.index()].rhs = Some(rhs);
    }

    pub(crate) fn set_package_path(&mut self, package: PackageId, path: Symbol) {
        if self.package_paths.len() <= package.index() {
            self.package_paths
                .resize(package.index() + 1, Symbol::EMPTY);
        }
        self.package_paths[package.index()] = path;
    }

    /// Makes a defined type whose declaration is invalid poison.
    pub(crate) fn invalidate_named(&mut self, named: NamedId) {
        let data = &mut self.named[named.index()];
        data.rhs = Some(TypeId::INVALID);
        data.underlying = Some(TypeId::INVALID);
    }

    // Reading.

    /// The data of a type.
    pub fn get(&self, ty: TypeId) -> &Type {
        &self.types[ty.index()]
    }

    /// Number of types made so far: ids are dense, so side tables may be vectors.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Never true: the predeclared types are always there.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// A defined type.
    pub fn named(&self, id: NamedId) -> &Named {
        &self.named[id.index()]
    }

    pub(crate) fn named_mut(&mut self, id: NamedId) -> &mut Named {
        &mut self.named[id.index()]
    }

    /// An alias.
    pub fn alias(&self, id: AliasId) -> &Alias {
        &self.aliases[id.index()]
    }

    pub(crate) fn alias_mut(&mut self, id: AliasId) -> &mut Alias {
        &mut self.aliases[id.index()]
    }

    /// A type parameter.
    pub fn type_param(&self, id: TypeParamId) -> &TypeParam {
        &self.type_params[id.index()]
    }

    pub(crate) fn type_param_mut(&mut self, id: TypeParamId) -> &mut TypeParam {
        &mut self.type_params[id.index()]
    }

    /// The type an alias stands for; other types unchanged. The poison type for an alias that is
    /// still being declared.
    pub fn unalias(&self, ty: TypeId) -> TypeId {
        self.unalias_if_known(ty).unwrap_or(TypeId::INVALID)
    }

    pub(crate) fn unalias_if_known(&self, mut ty: TypeId) -> Option<TypeId> {
        // Alias chains are finite: cyclic declarations are given the poison type.
        while let Type::Alias(id) = self.get(ty) {
            ty = self.alias(*id).actual?;
        }
        Some(ty)
    }

    /// The defined type that `ty` is, if it is one.
    pub fn as_named(&self, ty: TypeId) -> Option<NamedId> {
        match self.get(self.unalias(ty)) {
            Type::Named(id) => Some(*id),
            _ => None,
        }
    }

    /// The type parameter that `ty` is, if it is one.
    pub fn as_type_param(&self, ty: TypeId) -> Option<TypeParamId> {
        match self.get(self.unalias(ty)) {
            Type::TypeParam(id) => Some(*id),
            _ => None,
        }
    }

    /// The underlying type of a canonical type, itself canonical. Type parameters give themselves.
    pub fn underlying(&self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            Type::Named(id) => self
                .named(*id)
                .canonical_underlying
                .unwrap_or(TypeId::INVALID),
            Type::Alias(_) => self.underlying(self.unalias(ty)),
            _ => ty,
        }
    }

    /// The data of the underlying type.
    pub fn underlying_type(&self, ty: TypeId) -> &Type {
        self.get(self.underlying(ty))
    }

    /// The basic kind of the underlying type.
    pub fn basic_kind(&self, ty: TypeId) -> Option<BasicKind> {
        match self.underlying_type(ty) {
            Type::Basic(kind) => Some(*kind),
            _ => None,
        }
    }

    /// Whether the underlying type is an interface (type parameters are not).
    pub fn is_interface(&self, ty: TypeId) -> bool {
        matches!(self.underlying_type(ty), Type::Interface(_))
    }

    /// Element type of a pointer, slice, array, map or channel type.
    pub fn elem(&self, ty: TypeId) -> Option<TypeId> {
        match *self.underlying_type(ty) {
            Type::Pointer(elem) | Type::Slice(elem) => Some(elem),
            Type::Array { elem, .. } | Type::Map { elem, .. } | Type::Chan { elem, .. } => {
                Some(elem)
            }
            _ => None,
        }
    }

    /// Key type of a map type.
    pub fn map_key(&self, ty: TypeId) -> Option<TypeId> {
        match *self.underlying_type(ty) {
            Type::Map { key, .. } => Some(key),
            _ => None,
        }
    }

    /// Fields of a struct type.
    pub fn fields(&self, ty: TypeId) -> &[Field] {
        match self.underlying_type(ty) {
            Type::Struct(data) => &data.fields,
            _ => &[],
        }
    }

    /// The function type that `ty`'s underlying type is.
    pub fn signature(&self, ty: TypeId) -> Option<&Arc<Signature>> {
        match self.underlying_type(ty) {
            Type::Signature(signature) => Some(signature),
            _ => None,
        }
    }

    /// Sorted method set of a (canonical) interface type.
    pub fn interface_methods(&self, ty: TypeId) -> &[Method] {
        match self.underlying_type(ty) {
            Type::Interface(interface) => &interface.methods,
            _ => &[],
        }
    }

    /// Types of a tuple; any other type is a tuple of one.
    pub fn tuple_elements(&self, ty: TypeId) -> Vec<TypeId> {
        match self.get(ty) {
            Type::Tuple(types) => types.to_vec(),
            _ => vec![ty],
        }
    }

    // Underlying types while checking.

    /// The underlying type as spelled, expanding instances on demand. A type whose declaration is
    /// not yet complete gives `None`.
    pub(crate) fn under_if_known(&mut self, ty: TypeId) -> Option<TypeId> {
        let ty = self.unalias(ty);
        let Type::Named(mut id) = *self.get(ty) else {
            return Some(ty);
        };
        if let Some(known) = self.named(id).underlying {
            return Some(known);
        }
        let start = id;
        let mut steps = 0;
        loop {
            let rhs = match self.named(id).rhs {
                Some(rhs) => rhs,
                None => self.expand_instance(id)?,
            };
            let rhs = self.unalias_if_known(rhs)?;
            match *self.get(rhs) {
                Type::Named(next) => {
                    steps += 1;
                    if next == start || steps > self.named.len() {
                        return Some(TypeId::INVALID);
                    }
                    if let Some(known) = self.named(next).underlying {
                        self.named_mut(start).underlying = Some(known);
                        return Some(known);
                    }
                    id = next;
                }
                _ => {
                    self.named_mut(start).underlying = Some(rhs);
                    return Some(rhs);
                }
            }
        }
    }

    /// The underlying type as spelled; the poison type while unknown.
    pub(crate) fn under(&mut self, ty: TypeId) -> TypeId {
        self.under_if_known(ty).unwrap_or(TypeId::INVALID)
    }

    /// Gives every named type its canonical underlying type. Called when a package has been
    /// checked and after later stages have instantiated types.
    pub fn complete(&mut self) {
        while self.completed < self.named.len() {
            let id = NamedId(self.completed as u32);
            self.completed += 1;
            let ty = self.named(id).type_id;
            let under = self.under(ty);
            let canonical = self.canonical(under);
            self.named_mut(id).canonical_underlying = Some(canonical);
        }
    }
}
