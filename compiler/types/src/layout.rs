//! Sizes, alignments and field offsets of gc on amd64, and which words are pointers.
//!
//! In: complete canonical types (for constants, also spelled ones whose parts are known). Out: bytes.
//! Invariants: sizes are at most 2^63-1, or `None` for types too large to exist; a struct that ends
//! in a zero-size field is one byte (then padded) longer, so that a pointer to that field stays inside.
//! Spec: "Size and alignment guarantees"; follows cmd/compile's gcsizes.

use crate::objects::PackageId;
use crate::table::TypeTable;
use crate::types::*;

/// Bytes in a machine word.
pub const WORD: u64 = 8;

/// Size and alignment of a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    pub size: u64,
    pub align: u64,
}

impl TypeTable {
    /// Size and alignment of a type; `None` if it is too large, unknown or a type parameter.
    pub fn layout(&self, ty: TypeId) -> Option<Layout> {
        let words = |n: u64| {
            Some(Layout {
                size: n * WORD,
                align: WORD,
            })
        };
        match self.layout_type(ty) {
            Type::Basic(kind) => basic_layout(*kind),
            Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature(_) => {
                words(1)
            }
            Type::Slice(_) => words(3),
            Type::Interface(_) => words(2),
            Type::Array { len, elem } => {
                let elem = self.layout(*elem)?;
                let len = u64::try_from(*len).ok()?;
                let size = elem
                    .size
                    .checked_mul(len)
                    .filter(|&size| size <= i64::MAX as u64)?;
                Some(Layout {
                    size,
                    align: elem.align,
                })
            }
            Type::Struct(data) => {
                let (layout, _) = self.struct_layout(ty, &data.fields)?;
                Some(layout)
            }
            _ => None,
        }
    }

    /// Offsets of the fields of a struct type.
    pub fn field_offsets(&self, ty: TypeId) -> Option<Vec<u64>> {
        match self.layout_type(ty) {
            Type::Struct(data) => self.struct_layout(ty, &data.fields).map(|result| result.1),
            _ => None,
        }
    }

    /// Size in bytes; `None` as for [`TypeTable::layout`].
    pub fn size_of(&self, ty: TypeId) -> Option<u64> {
        self.layout(ty).map(|layout| layout.size)
    }

    /// Whether values of the type contain pointers the collector must follow.
    pub fn has_pointers(&self, ty: TypeId) -> bool {
        match self.layout_type(ty) {
            Type::Basic(kind) => {
                matches!(kind, BasicKind::String | BasicKind::UnsafePointer)
            }
            Type::Array { len, elem } => *len > 0 && self.has_pointers(*elem),
            Type::Struct(data) => data.fields.iter().any(|field| self.has_pointers(field.ty)),
            _ => true,
        }
    }

    /// Whether a value of the type is one pointer, which an interface holds in its data word.
    pub fn is_one_pointer(&self, ty: TypeId) -> bool {
        match self.underlying_type(ty) {
            Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) => true,
            Type::Basic(kind) => *kind == BasicKind::UnsafePointer,
            Type::Struct(data) => data.fields.len() == 1 && self.is_one_pointer(data.fields[0].ty),
            Type::Array { len, elem } => *len == 1 && self.is_one_pointer(*elem),
            _ => false,
        }
    }

    /// Calls `mark` with the offset of every pointer word of a value at `offset`, in order.
    pub fn for_each_pointer(&self, ty: TypeId, offset: u64, mark: &mut dyn FnMut(u64)) {
        match self.layout_type(ty) {
            Type::Basic(BasicKind::String | BasicKind::UnsafePointer) => mark(offset),
            Type::Basic(_) => {}
            Type::Pointer(_)
            | Type::Map { .. }
            | Type::Chan { .. }
            | Type::Signature(_)
            | Type::Slice(_) => mark(offset),
            Type::Interface(_) => {
                mark(offset);
                mark(offset + WORD);
            }
            Type::Array { len, elem } => {
                if !self.has_pointers(*elem) {
                    return;
                }
                let size = self.size_of(*elem).unwrap_or(0);
                for index in 0..u64::try_from(*len).unwrap_or(0) {
                    self.for_each_pointer(*elem, offset + index * size, mark);
                }
            }
            Type::Struct(data) => {
                let offsets = self.field_offsets(ty).unwrap_or_default();
                for (field, at) in data.fields.iter().zip(offsets) {
                    self.for_each_pointer(field.ty, offset + at, mark);
                }
            }
            _ => {}
        }
    }

    /// The type that determines the layout, of canonical as well as of spelled types.
    fn layout_type(&self, ty: TypeId) -> &Type {
        let ty = self.unalias(ty);
        match self.get(ty) {
            Type::Named(id) => {
                let named = self.named(*id);
                let known = named.canonical_underlying.or(named.underlying);
                self.get(known.unwrap_or(TypeId::INVALID))
            }
            other => other,
        }
    }

    fn struct_layout(&self, ty: TypeId, fields: &[Field]) -> Option<(Layout, Vec<u64>)> {
        let mut offsets = Vec::with_capacity(fields.len());
        let mut end = 0u64;
        let mut align = if fields.is_empty() && self.is_align64(ty) {
            8
        } else {
            1
        };
        for (index, field) in fields.iter().enumerate() {
            let mut layout = self.layout(field.ty)?;
            align = align.max(layout.align);
            let offset = round_up(end, layout.align)?;
            offsets.push(offset);
            if layout.size == 0 && offset > 0 && index + 1 == fields.len() {
                layout.size = 1;
            }
            end = offset
                .checked_add(layout.size)
                .filter(|&end| end <= i64::MAX as u64)?;
        }
        let size = round_up(end, align)?;
        Some((Layout { size, align }, offsets))
    }

    /// The marker types `align64` of sync/atomic and internal/runtime/atomic.
    fn is_align64(&self, ty: TypeId) -> bool {
        let Some(id) = self.as_named(ty) else {
            return false;
        };
        let named = self.named(id);
        named.name.as_str() == "align64"
            && named.package != PackageId::NONE
            && matches!(
                self.package_path(named.package).as_str(),
                "sync/atomic" | "internal/runtime/atomic"
            )
    }
}

fn basic_layout(kind: BasicKind) -> Option<Layout> {
    let (size, align) = match kind {
        BasicKind::Bool | BasicKind::Int8 | BasicKind::Uint8 => (1, 1),
        BasicKind::Int16 | BasicKind::Uint16 => (2, 2),
        BasicKind::Int32 | BasicKind::Uint32 | BasicKind::Float32 => (4, 4),
        BasicKind::Complex64 => (8, 4),
        BasicKind::Complex128 => (16, 8),
        BasicKind::String => (16, 8),
        BasicKind::Int
        | BasicKind::Int64
        | BasicKind::Uint
        | BasicKind::Uint64
        | BasicKind::Uintptr
        | BasicKind::Float64
        | BasicKind::UnsafePointer
        // Poison has some size, so that no more is said about it.
        | BasicKind::Invalid => (8, 8),
        _ => return None,
    };
    Some(Layout { size, align })
}

fn round_up(value: u64, align: u64) -> Option<u64> {
    value
        .checked_next_multiple_of(align)
        .filter(|&value| value <= i64::MAX as u64)
}
