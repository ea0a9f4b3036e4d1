//! How Go values appear in CLIF: the scalar leaves of a type, and values made of them.
//!
//! In: types.  Out: [`TypeLayout`]s (size, alignment, parts, leaves), cached for all threads.
//! A *leaf* is a part of a value that fits a machine register: a number, a pointer, a word of a
//! string, slice or interface. Types with few leaves are handled as lists of SSA values
//! ([`Val::Leaves`]); all others only exist in memory ([`Val::Memory`]).
//! Invariants: leaves are in order of offset; a type without leaves of size zero has the empty list.
//! Sizes and offsets are those of `grus_types::layout`; tuples are laid out like structs.

use crate::memory::Address;
use cranelift_codegen::ir::{Type, Value, types};
use grus_types::{BasicKind, Type as GoType, TypeId, TypeTable};
use smallvec::SmallVec;
use std::sync::{Arc, OnceLock};

/// Largest number of leaves of a type that is handled in registers.
pub const MAX_LEAVES: usize = 8;
/// Integer, respectively float registers that can return results.
pub const RESULT_REGISTERS: usize = 8;

/// A scalar part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    pub offset: u32,
    pub ty: Type,
    /// May hold the address of an object on the heap.
    pub pointer: bool,
}

/// A field of a struct or component of a tuple.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub ty: TypeId,
    pub offset: u64,
    /// Index of its first leaf in the leaves of the whole (meaningless without leaves).
    pub first_leaf: usize,
}

/// What code generation knows about a type.
#[derive(Debug)]
pub struct TypeLayout {
    pub size: u64,
    pub align: u64,
    /// None for types that are only handled in memory.
    pub leaves: Option<Box<[Leaf]>>,
    /// Fields of structs, components of tuples.
    pub parts: Box<[Part]>,
    /// Values may hold addresses of objects on the heap.
    pub pointers: bool,
}

/// A value of a Go type.
#[derive(Clone, Debug)]
pub enum Val {
    /// One SSA value per leaf.
    Leaves(Leaves),
    /// At an address, until the next store.
    Memory(Address),
    /// The zero value of a type that is handled in memory.
    Zero,
}

/// The leaves of a value.
pub type Leaves = SmallVec<[Value; 4]>;

/// Layouts by type, computed on demand.
pub struct Layouts<'a> {
    types: &'a TypeTable,
    cache: Vec<OnceLock<Option<Arc<TypeLayout>>>>,
}

impl<'a> Layouts<'a> {
    /// An empty cache.
    pub fn new(types: &'a TypeTable) -> Layouts<'a> {
        let mut cache = Vec::new();
        cache.resize_with(types.len(), OnceLock::new);
        Layouts { types, cache }
    }

    /// The layout of a type; none for types that have none (poison, too large).
    pub fn get(&self, ty: TypeId) -> Option<Arc<TypeLayout>> {
        self.cache[ty.index()]
            .get_or_init(|| self.compute(ty).map(Arc::new))
            .clone()
    }

    fn compute(&self, ty: TypeId) -> Option<TypeLayout> {
        match self.types.underlying_type(ty) {
            GoType::Tuple(elements) => self.tuple(elements),
            GoType::Struct(data) => {
                let offsets = self.types.field_offsets(ty)?;
                let fields: Vec<_> = data
                    .fields
                    .iter()
                    .zip(offsets)
                    .map(|(field, at)| (field.ty, at))
                    .collect();
                let layout = self.types.layout(ty)?;
                self.compound(&fields, layout.size, layout.align, MAX_LEAVES, MAX_LEAVES)
            }
            GoType::Array { len, elem } => {
                let layout = self.types.layout(ty)?;
                let leaves = match len {
                    _ if layout.size == 0 => Some(Box::default()),
                    1 => self.get(*elem)?.leaves.clone(),
                    _ => None,
                };
                Some(TypeLayout {
                    size: layout.size,
                    align: layout.align,
                    leaves,
                    parts: Box::default(),
                    pointers: layout.size > 0 && self.get(*elem)?.pointers,
                })
            }
            other => {
                let layout = self.types.layout(ty)?;
                let pointer = pointer_leaf(other);
                let leaves = scalar_leaves(other)
                    .iter()
                    .enumerate()
                    .map(|(index, &(offset, ty))| Leaf {
                        offset,
                        ty,
                        pointer: pointer == Some(index),
                    })
                    .collect();
                Some(TypeLayout {
                    size: layout.size,
                    align: layout.align,
                    leaves: Some(leaves),
                    parts: Box::default(),
                    pointers: pointer.is_some(),
                })
            }
        }
    }

    fn tuple(&self, elements: &[TypeId]) -> Option<TypeLayout> {
        let mut fields = Vec::with_capacity(elements.len());
        let (mut end, mut align) = (0u64, 1u64);
        for &element in elements {
            let layout = self.get(element)?;
            align = align.max(layout.align);
            let at = end.next_multiple_of(layout.align);
            fields.push((element, at));
            end = at + layout.size;
        }
        let size = end.next_multiple_of(align);
        self.compound(&fields, size, align, RESULT_REGISTERS, RESULT_REGISTERS)
    }

    fn compound(
        &self,
        fields: &[(TypeId, u64)],
        size: u64,
        align: u64,
        max_integers: usize,
        max_floats: usize,
    ) -> Option<TypeLayout> {
        let mut leaves = Some(Vec::new());
        let mut parts = Vec::with_capacity(fields.len());
        let mut pointers = false;
        for &(ty, offset) in fields {
            let layout = self.get(ty)?;
            let first_leaf = leaves.as_ref().map_or(0, Vec::len);
            pointers |= layout.pointers;
            parts.push(Part {
                ty,
                offset,
                first_leaf,
            });
            match (&mut leaves, &layout.leaves) {
                (Some(all), Some(own)) => all.extend(own.iter().map(|leaf| Leaf {
                    offset: leaf.offset + offset as u32,
                    ..*leaf
                })),
                _ => leaves = None,
            }
        }
        let leaves = leaves.filter(|all| {
            let floats = all.iter().filter(|leaf| leaf.ty.is_float()).count();
            floats <= max_floats && all.len() - floats <= max_integers
        });
        Some(TypeLayout {
            size,
            align,
            leaves: leaves.map(Vec::into_boxed_slice),
            parts: parts.into_boxed_slice(),
            pointers,
        })
    }
}

fn scalar_leaves(ty: &GoType) -> &'static [(u32, Type)] {
    const WORD: &[(u32, Type)] = &[(0, types::I64)];
    const TWO_WORDS: &[(u32, Type)] = &[(0, types::I64), (8, types::I64)];
    const THREE_WORDS: &[(u32, Type)] = &[(0, types::I64), (8, types::I64), (16, types::I64)];
    match ty {
        GoType::Basic(kind) => match kind {
            BasicKind::Bool | BasicKind::Int8 | BasicKind::Uint8 => &[(0, types::I8)],
            BasicKind::Int16 | BasicKind::Uint16 => &[(0, types::I16)],
            BasicKind::Int32 | BasicKind::Uint32 => &[(0, types::I32)],
            BasicKind::Float32 => &[(0, types::F32)],
            BasicKind::Float64 => &[(0, types::F64)],
            BasicKind::Complex64 => &[(0, types::F32), (4, types::F32)],
            BasicKind::Complex128 => &[(0, types::F64), (8, types::F64)],
            BasicKind::String => TWO_WORDS,
            _ => WORD,
        },
        GoType::Slice(_) => THREE_WORDS,
        GoType::Interface(_) => TWO_WORDS,
        _ => WORD,
    }
}

/// Which leaf of a basic or reference type may hold the address of an object on the heap. Type
/// words of interfaces do not: descriptors and method tables live as long as the program.
fn pointer_leaf(ty: &GoType) -> Option<usize> {
    match ty {
        GoType::Basic(BasicKind::String | BasicKind::UnsafePointer) => Some(0),
        GoType::Pointer(_)
        | GoType::Map { .. }
        | GoType::Chan { .. }
        | GoType::Signature(_)
        | GoType::Slice(_) => Some(0),
        GoType::Interface(_) => Some(1),
        _ => None,
    }
}

impl Val {
    /// A value of one leaf.
    pub fn one(value: Value) -> Val {
        Val::Leaves(SmallVec::from_slice(&[value]))
    }

    /// A value of these leaves.
    pub fn of(values: &[Value]) -> Val {
        Val::Leaves(SmallVec::from_slice(values))
    }

    /// The value of the empty type list, struct or tuple.
    pub fn nothing() -> Val {
        Val::Leaves(SmallVec::new())
    }
}
