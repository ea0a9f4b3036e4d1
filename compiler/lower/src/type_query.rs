//! Questions about canonical, concrete types that several features ask.
//!
//! In: `TypeId`s without type parameters. Out: facts.
//! Not done: layout (`grus_types::layout`).

use grus_types::{BasicKind, Param, Type, TypeId, TypeTable};

/// Whether an interface holds a value of this type directly in its data word: pointers, channels,
/// maps, funcs, and structs and arrays of exactly one such value.
pub(crate) fn is_pointer_shaped(types: &TypeTable, ty: TypeId) -> bool {
    match types.underlying_type(ty) {
        Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) => true,
        Type::Basic(kind) => *kind == BasicKind::UnsafePointer,
        Type::Struct(data) => data.fields.len() == 1 && is_pointer_shaped(types, data.fields[0].ty),
        Type::Array { len, elem } => *len == 1 && is_pointer_shaped(types, *elem),
        _ => false,
    }
}

/// What a pointer type points to.
pub(crate) fn pointee(types: &TypeTable, ty: TypeId) -> Option<TypeId> {
    match *types.underlying_type(ty) {
        Type::Pointer(base) => Some(base),
        _ => None,
    }
}

/// The default type of an untyped kind; other types unchanged.
pub(crate) fn default_type(ty: TypeId) -> TypeId {
    match ty {
        TypeId::UNTYPED_BOOL => TypeId::BOOL,
        TypeId::UNTYPED_INT => TypeId::INT,
        TypeId::UNTYPED_RUNE => TypeId::INT32,
        TypeId::UNTYPED_FLOAT => TypeId::FLOAT64,
        TypeId::UNTYPED_COMPLEX => TypeId::COMPLEX128,
        TypeId::UNTYPED_STRING => TypeId::STRING,
        _ => ty,
    }
}

/// Types of parameters or results.
pub(crate) fn parameter_types(parameters: &[Param]) -> Vec<TypeId> {
    parameters.iter().map(|parameter| parameter.ty).collect()
}

/// Whether the underlying type is a string.
pub(crate) fn is_string(types: &TypeTable, ty: TypeId) -> bool {
    types.basic_kind(ty).is_some_and(BasicKind::is_string)
}

/// Whether the underlying type is a slice.
pub(crate) fn is_slice(types: &TypeTable, ty: TypeId) -> bool {
    matches!(types.underlying_type(ty), Type::Slice(_))
}

/// Whether the underlying type is an array.
pub(crate) fn is_array(types: &TypeTable, ty: TypeId) -> bool {
    matches!(types.underlying_type(ty), Type::Array { .. })
}

/// Whether the underlying type is a map.
pub(crate) fn is_map(types: &TypeTable, ty: TypeId) -> bool {
    matches!(types.underlying_type(ty), Type::Map { .. })
}

/// Array length of an array, or of the array a pointer points to.
pub(crate) fn array_length(types: &TypeTable, ty: TypeId) -> Option<i64> {
    match *types.underlying_type(ty) {
        Type::Array { len, .. } => Some(len),
        Type::Pointer(base) => match *types.underlying_type(base) {
            Type::Array { len, .. } => Some(len),
            _ => None,
        },
        _ => None,
    }
}
