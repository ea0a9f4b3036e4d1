//! Walking the types an operand may have: one for ordinary types, those of the type set for type
//! parameters.
//!
//! In: a type. Out: its specific types with their underlying types; the common underlying type.
//! Spec: "Type parameter declarations", "Core types" (as far as 1.27 still uses common underlying
//! types).

use super::Checker;
use crate::types::*;

/// A specific type and its underlying type; `None` if a type parameter has no specific types.
pub(super) type Specific = Option<(TypeId, TypeId)>;

impl Checker<'_, '_> {
    /// The specific types of `ty`.
    pub(super) fn specific_types(&mut self, ty: TypeId) -> Vec<Specific> {
        if self.program.types.as_type_param(ty).is_none() {
            let under = self.under(ty);
            return vec![Some((ty, under))];
        }
        let set = self.types().param_type_set(ty);
        match &set.terms {
            Some(terms) if !terms.is_empty() => terms
                .iter()
                .map(|term| Some((term.ty, self.under(term.ty))))
                .collect(),
            _ => vec![None],
        }
    }

    /// The terms of a type parameter's type set; empty if it has none.
    pub(super) fn param_terms(&mut self, ty: TypeId) -> Vec<Term> {
        self.types()
            .param_type_set(ty)
            .terms
            .clone()
            .unwrap_or_default()
    }

    /// Whether `test` holds for the underlying types of all specific types. It is given `None` for a
    /// type parameter without specific types.
    pub(super) fn all_under(
        &mut self,
        ty: TypeId,
        mut test: impl FnMut(&mut Self, Option<TypeId>) -> bool,
    ) -> bool {
        let specifics = self.specific_types(ty);
        specifics
            .into_iter()
            .all(|specific| test(self, specific.map(|pair| pair.1)))
    }

    /// The single underlying type of all specific types, or why there is none.
    pub(super) fn common_under(&mut self, ty: TypeId) -> Result<TypeId, String> {
        self.common_under_if(ty, |_, _| None)
    }

    /// As [`Self::common_under`], with a condition that gives a reason to fail.
    pub(super) fn common_under_if(
        &mut self,
        ty: TypeId,
        mut condition: impl FnMut(&mut Self, Specific) -> Option<String>,
    ) -> Result<TypeId, String> {
        if !self.is_type_param(ty) {
            let under = self.under(ty);
            return match condition(self, Some((ty, under))) {
                Some(problem) => Err(problem),
                None => Ok(under),
            };
        }
        let mut common: Option<(TypeId, TypeId)> = None;
        for specific in self.specific_types(ty) {
            if let Some(problem) = condition(self, specific) {
                return Err(problem);
            }
            let Some((current, under)) = specific else {
                return Err("no specific type".to_string());
            };
            let Some((first, first_under)) = common else {
                common = Some((current, under));
                continue;
            };
            match self.common_channel(first, first_under, current, under) {
                Some(Ok(true)) => common = Some((current, under)),
                Some(Ok(false)) => {}
                Some(Err(problem)) => return Err(problem),
                None if self.types().identical(first_under, under) => {}
                None => {
                    let (a, b) = (self.type_text(first), self.type_text(current));
                    return Err(format!("{a} and {b} have different underlying types"));
                }
            }
        }
        common
            .map(|pair| pair.1)
            .ok_or_else(|| "no specific type".to_string())
    }

    /// Channels are compatible if their directions do not conflict: whether the second is the more
    /// restricted one. `None` if not both are channels.
    fn common_channel(
        &mut self,
        first: TypeId,
        first_under: TypeId,
        second: TypeId,
        second_under: TypeId,
    ) -> Option<Result<bool, String>> {
        let (
            &Type::Chan {
                dir: first_dir,
                elem: first_elem,
            },
            &Type::Chan {
                dir: second_dir,
                elem: second_elem,
            },
        ) = (
            self.program.types.get(first_under),
            self.program.types.get(second_under),
        )
        else {
            return None;
        };
        let (a, b) = (self.type_text(first), self.type_text(second));
        Some(if !self.types().identical(first_elem, second_elem) {
            Err(format!("channels {a} and {b} have different element types"))
        } else if first_dir == second_dir {
            Ok(false)
        } else if first_dir == ChanDir::SendRecv {
            Ok(true)
        } else if second_dir != ChanDir::SendRecv {
            Err(format!("channels {a} and {b} have conflicting directions"))
        } else {
            Ok(false)
        })
    }

    /// The array type that `ty` is or points to (by a pointer literal); else `ty`.
    pub(super) fn array_behind_pointer(&mut self, ty: TypeId) -> TypeId {
        if let Type::Pointer(base) = *self.program.types.get(self.program.types.unalias(ty)) {
            let under = self.under(base);
            if matches!(self.program.types.get(under), Type::Array { .. }) {
                return under;
            }
        }
        ty
    }

    // Shorthands for predicates.

    pub(super) fn all_basic(&mut self, ty: TypeId, test: fn(BasicKind) -> bool) -> bool {
        self.types().all_basic(ty, test)
    }

    pub(super) fn is_basic(&mut self, ty: TypeId, test: fn(BasicKind) -> bool) -> bool {
        self.types().is_basic(ty, test)
    }

    pub(super) fn is_untyped(&self, ty: TypeId) -> bool {
        self.program.types.is_untyped(ty)
    }

    pub(super) fn is_type_param(&self, ty: TypeId) -> bool {
        self.program.types.as_type_param(ty).is_some()
    }

    pub(super) fn is_plain_interface(&mut self, ty: TypeId) -> bool {
        self.types().is_plain_interface(ty)
    }

    pub(super) fn identical(&mut self, x: TypeId, y: TypeId) -> bool {
        self.types().identical(x, y)
    }
}
