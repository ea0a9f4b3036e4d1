//! Types that the language allows and gc's sizes do not.
//!
//! In: a package without errors, completely checked. Out: a diagnostic for every declaration that
//! spells an array larger than the address space or a channel of elements above 64 KB.
//! Invariants: a declaration is answerable for what it spells, not for the named types it uses;
//! types that depend on type parameters have no size and are not looked at.

use super::Checker;
use crate::objects::*;
use crate::table::TypeTable;
use crate::types::*;
use rustc_hash::FxHashSet;

/// gc's largest type has one byte less.
const ADDRESS_SPACE: u64 = 1 << 50;
/// A channel's element is smaller than this.
const CHANNEL_ELEMENT: u64 = 1 << 16;

/// What is wrong with a type.
enum Excess {
    Array(TypeId),
    Channel,
}

impl Checker<'_, '_> {
    /// Reports the oversized types of the package's declarations, in their order.
    pub(super) fn oversized_types(&mut self) {
        let mut channels_seen = FxHashSet::default();
        let mut modest = FxHashSet::default();
        for index in self.first_object..self.program.objects.len() {
            let object = self.object(ObjectId(index as u32));
            let (pos, ty) = (object.pos, object.spelled);
            let local = object.parent.is_none();
            let start = match &object.kind {
                ObjectKind::TypeName { alias: false } => self.right_hand_side(ty),
                // Functions answer for their parameters.
                ObjectKind::Var(var) if !var.is_param() && !var.is_result() => ty,
                ObjectKind::Func(_) => ty,
                _ => continue,
            };
            let types = &self.program.types;
            let Some((at, excess)) = find_excess(types, start, &mut modest) else {
                continue;
            };
            match excess {
                // The type of a local variable is mostly that of what it is made from.
                Excess::Channel if !channels_seen.insert(at) && local => {}
                Excess::Channel => {
                    let message = "channel element type too large (>64kB)";
                    self.error(pos, "TypeTooLarge", message);
                }
                Excess::Array(array) => {
                    let text = self.type_text(array);
                    let message = format!("type {text} larger than address space");
                    self.error(pos, "TypeTooLarge", message);
                }
            }
        }
    }

    /// What the declaration of a type name spells, or the type itself.
    fn right_hand_side(&self, ty: TypeId) -> TypeId {
        match self.program.types.get(ty) {
            Type::Named(id) => self.program.types.named(*id).rhs.unwrap_or(ty),
            _ => ty,
        }
    }
}

/// The first oversized type that a type spells, and where. Types in `modest` have none.
fn find_excess(
    types: &TypeTable,
    ty: TypeId,
    modest: &mut FxHashSet<TypeId>,
) -> Option<(TypeId, Excess)> {
    if modest.contains(&ty) {
        return None;
    }
    let found = match types.get(ty) {
        Type::Array { len, elem } => find_excess(types, *elem, modest).or_else(|| {
            let size = types.size_of(*elem).filter(|&size| size > 0)?;
            let most = (ADDRESS_SPACE - 1) / size;
            (u64::try_from(*len).ok()? > most).then_some((ty, Excess::Array(ty)))
        }),
        Type::Chan { elem, .. } => find_excess(types, *elem, modest).or_else(|| {
            let size = types.size_of(*elem)?;
            (size >= CHANNEL_ELEMENT).then_some((ty, Excess::Channel))
        }),
        Type::Pointer(elem) | Type::Slice(elem) => find_excess(types, *elem, modest),
        Type::Map { key, elem } => {
            find_excess(types, *key, modest).or_else(|| find_excess(types, *elem, modest))
        }
        Type::Struct(data) => data
            .fields
            .iter()
            .find_map(|field| find_excess(types, field.ty, modest)),
        Type::Signature(signature) if signature.type_params.is_empty() => {
            let mut parts = signature.params.iter().chain(&signature.results);
            parts.find_map(|part| find_excess(types, part.ty, modest))
        }
        Type::Alias(_) => find_excess(types, types.unalias(ty), modest),
        _ => None,
    };
    if found.is_none() {
        modest.insert(ty);
    }
    found
}
