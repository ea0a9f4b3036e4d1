//! Questions about types that the language rules ask: comparable, has nil, boolean, numeric, ...
//!
//! In: spelled types (type parameters stand for all types of their type set where said so). Out: bool.
//! Spec: "Comparison operators", "Numeric types", "The zero value".

use std::sync::Arc;

use grus_syntax::Pos;

use crate::table::TypeTable;
use crate::types::*;

impl TypeTable {
    /// The basic kind of the underlying type as spelled.
    pub(crate) fn kind_of(&mut self, ty: TypeId) -> Option<BasicKind> {
        let under = self.under(ty);
        match self.get(under) {
            Type::Basic(kind) => Some(*kind),
            _ => None,
        }
    }

    /// Whether the underlying type is basic and satisfies `test`; false for type parameters.
    pub(crate) fn is_basic(&mut self, ty: TypeId, test: fn(BasicKind) -> bool) -> bool {
        self.kind_of(ty).is_some_and(test)
    }

    /// As [`Self::is_basic`]; for a type parameter, whether all types of its set satisfy `test`.
    pub(crate) fn all_basic(&mut self, ty: TypeId, test: fn(BasicKind) -> bool) -> bool {
        if self.as_type_param(ty).is_none() {
            return self.is_basic(ty, test);
        }
        let set = self.param_type_set(ty);
        match &set.terms {
            Some(terms) if !terms.is_empty() => {
                terms.iter().all(|term| self.is_basic(term.ty, test))
            }
            _ => false,
        }
    }

    /// The type set of an interface, or of a type parameter's constraint.
    pub(crate) fn param_type_set(&mut self, ty: TypeId) -> Arc<TypeSet> {
        match self.as_type_param(ty) {
            Some(param) => {
                let bound = self.type_param(param).bound;
                self.bound_type_set(bound)
            }
            None => self.type_set(ty),
        }
    }

    /// The constraint of a type parameter as an interface: a constraint that is another type stands
    /// for the interface that embeds it.
    pub(crate) fn constraint_interface(&mut self, param: TypeParamId) -> TypeId {
        let bound = self.type_param(param).bound;
        let under = self.under(bound);
        if matches!(
            self.get(under),
            Type::Interface(_) | Type::TypeParam(_) | Type::Basic(BasicKind::Invalid)
        ) {
            return bound;
        }
        let embedded = vec![Embedded {
            ty: bound,
            pos: Pos::NONE,
        }];
        let interface = Interface {
            embedded,
            implicit: true,
            ..Interface::default()
        };
        let wrapped = self.intern(Type::Interface(Arc::new(interface)));
        self.type_param_mut(param).bound = wrapped;
        wrapped
    }

    fn bound_type_set(&mut self, bound: TypeId) -> Arc<TypeSet> {
        let under = self.under(bound);
        match self.get(under) {
            Type::Interface(_) => self.type_set(under),
            // A constraint that is no interface was an error; allow everything.
            Type::Basic(BasicKind::Invalid) | Type::TypeParam(_) => {
                self.type_set(TypeId::EMPTY_INTERFACE)
            }
            // A bare union or type is its own type set.
            Type::Union(terms) => {
                let terms = terms.clone();
                let terms = self.union_terms(&terms);
                Arc::new(TypeSet {
                    methods: Vec::new(),
                    terms,
                    comparable: false,
                })
            }
            _ => self.type_set(bound),
        }
    }

    /// Whether the type is an interface or a type parameter (both have type sets).
    pub(crate) fn has_type_set(&mut self, ty: TypeId) -> bool {
        let under = self.under(ty);
        matches!(self.get(under), Type::Interface(_) | Type::TypeParam(_))
    }

    /// Whether the underlying type is an interface and the type is not a type parameter.
    pub(crate) fn is_plain_interface(&mut self, ty: TypeId) -> bool {
        let under = self.under(ty);
        matches!(self.get(under), Type::Interface(_))
    }

    /// Whether a basic untyped type.
    pub(crate) fn is_untyped(&self, ty: TypeId) -> bool {
        matches!(self.get(ty), Type::Basic(kind) if kind.is_untyped())
    }

    /// Whether values can be compared with `==`; interfaces may panic at run time.
    pub(crate) fn comparable(&mut self, ty: TypeId) -> bool {
        self.incomparable_cause(ty, true, &mut Vec::new()).is_none()
    }

    /// Whether comparing values never panics.
    pub(crate) fn strictly_comparable(&mut self, ty: TypeId) -> bool {
        self.incomparable_cause(ty, false, &mut Vec::new())
            .is_none()
    }

    /// Why values of a type cannot be compared; `None` if they can. `dynamic` accepts interfaces.
    pub(crate) fn incomparable_cause(
        &mut self,
        ty: TypeId,
        dynamic: bool,
        seen: &mut Vec<TypeId>,
    ) -> Option<Incomparable> {
        if seen.contains(&ty) {
            return None;
        }
        let under = self.under(ty);
        match self.get(under).clone() {
            Type::Basic(BasicKind::UntypedNil) => Some(Incomparable::Kind),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan { .. } => None,
            Type::Struct(data) => {
                seen.push(ty);
                let bad = data
                    .fields
                    .iter()
                    .find(|field| self.incomparable_cause(field.ty, dynamic, seen).is_some());
                bad.map(|field| Incomparable::Field(field.ty))
            }
            Type::Array { elem, .. } => {
                seen.push(ty);
                self.incomparable_cause(elem, dynamic, seen)
                    .map(|_| Incomparable::Array(ty))
            }
            Type::Interface(_) | Type::TypeParam(_) => {
                if dynamic && self.as_type_param(ty).is_none() {
                    return None;
                }
                seen.push(ty);
                let set = self.param_type_set(ty);
                let comparable = match &set.terms {
                    None => set.comparable,
                    Some(terms) if terms.is_empty() => false,
                    Some(terms) => terms
                        .iter()
                        .all(|term| self.incomparable_cause(term.ty, false, seen).is_none()),
                };
                match (comparable, set.is_empty()) {
                    (true, _) => None,
                    (false, true) => Some(Incomparable::EmptyTypeSet),
                    (false, false) => Some(Incomparable::TypeSet),
                }
            }
            _ => Some(Incomparable::Kind),
        }
    }

    /// Whether `nil` is a value of the type; for a type parameter, of all types of its set.
    pub(crate) fn has_nil(&mut self, ty: TypeId) -> bool {
        let under = self.under(ty);
        match self.get(under) {
            Type::Basic(kind) => *kind == BasicKind::UnsafePointer,
            Type::Slice(_)
            | Type::Pointer(_)
            | Type::Signature(_)
            | Type::Map { .. }
            | Type::Chan { .. }
            | Type::Interface(_) => true,
            Type::TypeParam(_) => {
                let set = self.param_type_set(ty);
                match &set.terms {
                    Some(terms) if !terms.is_empty() => {
                        terms.iter().all(|term| self.has_nil(term.ty))
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether the type has a name of its own: basic, defined, or a type parameter.
    pub(crate) fn has_name(&self, ty: TypeId) -> bool {
        matches!(
            self.get(self.unalias(ty)),
            Type::Basic(_) | Type::Named(_) | Type::TypeParam(_)
        )
    }

    /// Whether the type is a literal (neither defined nor a type parameter).
    pub(crate) fn is_type_literal(&self, ty: TypeId) -> bool {
        !matches!(
            self.get(self.unalias(ty)),
            Type::Named(_) | Type::TypeParam(_)
        )
    }

    /// Whether the type is generic and not instantiated.
    pub(crate) fn is_generic(&self, ty: TypeId) -> bool {
        if let Type::Alias(id) = self.get(ty) {
            let alias = self.alias(*id);
            if !alias.type_params.is_empty() && alias.type_args.is_empty() {
                return true;
            }
        }
        self.as_named(ty).is_some_and(|id| {
            let named = self.named(id);
            named.origin.is_none() && !named.type_params.is_empty()
        })
    }

    /// The type an untyped type defaults to; other types unchanged.
    ///
    /// spec (Constants): "the default type of an untyped constant is bool, rune, int, float64,
    /// complex128, or string respectively".
    pub(crate) fn default_type(&self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            Type::Basic(BasicKind::UntypedBool) => TypeId::BOOL,
            Type::Basic(BasicKind::UntypedInt) => TypeId::INT,
            Type::Basic(BasicKind::UntypedRune) => TypeId::RUNE,
            Type::Basic(BasicKind::UntypedFloat) => TypeId::FLOAT64,
            Type::Basic(BasicKind::UntypedComplex) => TypeId::COMPLEX128,
            Type::Basic(BasicKind::UntypedString) => TypeId::STRING,
            _ => ty,
        }
    }

    /// The base of a pointer type literal and true, or the type itself and false. Does not look
    /// at underlying types.
    pub(crate) fn deref(&self, ty: TypeId) -> (TypeId, bool) {
        match *self.get(self.unalias(ty)) {
            Type::Pointer(base) => (base, true),
            _ => (ty, false),
        }
    }
}

/// Why a type is not comparable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Incomparable {
    /// Its kind never is (slices, maps, functions).
    Kind,
    /// It is a struct with a field of this incomparable type.
    Field(TypeId),
    /// It is this array type of incomparable elements.
    Array(TypeId),
    /// A type parameter without any type argument that could satisfy it.
    EmptyTypeSet,
    /// A type parameter some of whose type arguments are incomparable.
    TypeSet,
}
