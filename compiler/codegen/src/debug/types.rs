//! Types in `.debug_info`.
//!
//! In: the types of variables.  Out: an entry for each type and those it is made of.
//! References are filled in at the end, since types may refer to each other. Strings, slices and
//! interfaces are the structs that they are in memory; maps, channels and funcs are pointers.

use super::{
    ARRAY, BASE_TYPE, DebugSection, MEMBER, NAMED_TYPE, OPAQUE_POINTER, POINTER_TYPE, RANGE,
    STRUCTURE,
};
use crate::program::Context;
use crate::type_names::{Style, type_name};
use grus_types::{BasicKind, Type, TypeId};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

const DW_ATE_BOOLEAN: u8 = 2;
const DW_ATE_COMPLEX: u8 = 3;
const DW_ATE_FLOAT: u8 = 4;
const DW_ATE_SIGNED: u8 = 5;
const DW_ATE_UNSIGNED: u8 = 7;

pub(super) struct TypeEntries<'a> {
    context: &'a Context<'a>,
    /// Where each type's entry is, once written.
    places: FxHashMap<TypeId, u32>,
    /// In the order they were asked for.
    wanted: Vec<TypeId>,
    /// Fields to fill in: where, and with which type.
    references: Vec<(usize, TypeId)>,
}

impl<'a> TypeEntries<'a> {
    pub fn new(context: &'a Context<'a>) -> TypeEntries<'a> {
        TypeEntries {
            context,
            places: FxHashMap::default(),
            wanted: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Writes a reference to a type.
    pub fn refer(&mut self, info: &mut DebugSection, ty: TypeId) {
        if let Entry::Vacant(place) = self.places.entry(ty) {
            place.insert(0);
            self.wanted.push(ty);
        }
        self.references.push((info.bytes.len(), ty));
        info.u32(0);
    }

    /// Writes all types that are referred to.
    pub fn write(&mut self, info: &mut DebugSection) {
        let mut next = 0;
        while let Some(&ty) = self.wanted.get(next) {
            next += 1;
            self.places.insert(ty, info.bytes.len() as u32);
            self.entry(info, ty);
        }
        for (at, ty) in std::mem::take(&mut self.references) {
            info.bytes[at..at + 4].copy_from_slice(&self.places[&ty].to_le_bytes());
        }
    }

    fn entry(&mut self, info: &mut DebugSection, ty: TypeId) {
        let types = self.context.types;
        let name = type_name(self.context, ty, Style::Linker);
        let underlying = types.underlying(ty);
        let is_struct = matches!(types.get(underlying), Type::Struct(_));
        if underlying != ty && !is_struct {
            info.unsigned(NAMED_TYPE);
            info.string(&name);
            return self.refer(info, underlying);
        }
        match types.get(underlying).clone() {
            Type::Basic(BasicKind::String) => {
                self.words(
                    info,
                    &name,
                    &[
                        ("str", None, Some(TypeId::UINT8)),
                        ("len", Some(TypeId::INT), None),
                    ],
                );
            }
            Type::Basic(kind) => self.basic(info, &name, kind, ty),
            Type::Pointer(base) => {
                info.unsigned(POINTER_TYPE);
                info.string(&name);
                self.refer(info, base);
            }
            Type::Slice(element) => self.words(
                info,
                &name,
                &[
                    ("array", None, Some(element)),
                    ("len", Some(TypeId::INT), None),
                    ("cap", Some(TypeId::INT), None),
                ],
            ),
            Type::Array { len, elem } => {
                info.unsigned(ARRAY);
                info.string(&name);
                self.refer(info, elem);
                info.unsigned(RANGE);
                info.unsigned(u64::try_from(len).unwrap_or(0));
                info.bytes.push(0);
            }
            Type::Struct(data) => {
                info.unsigned(STRUCTURE);
                info.string(&name);
                info.unsigned(types.size_of(ty).unwrap_or(0));
                let offsets = types.field_offsets(ty).unwrap_or_default();
                for (field, offset) in data.fields.iter().zip(offsets) {
                    self.member(info, field.name.as_str(), offset, field.ty);
                }
                info.bytes.push(0);
            }
            Type::Interface(_) => {
                let uintptr = Some(TypeId::UINTPTR);
                self.words(
                    info,
                    &name,
                    &[("tab", uintptr, None), ("data", uintptr, None)],
                );
            }
            _ => {
                info.unsigned(OPAQUE_POINTER);
                info.string(&name);
                info.bytes.push(8);
            }
        }
    }

    fn basic(&self, info: &mut DebugSection, name: &str, kind: BasicKind, ty: TypeId) {
        let encoding = match () {
            () if kind.is_boolean() => DW_ATE_BOOLEAN,
            () if kind.is_complex() => DW_ATE_COMPLEX,
            () if kind.is_float() => DW_ATE_FLOAT,
            () if kind.is_unsigned() => DW_ATE_UNSIGNED,
            () => DW_ATE_SIGNED,
        };
        info.unsigned(BASE_TYPE);
        info.string(name);
        info.bytes.push(encoding);
        info.bytes
            .push(self.context.types.size_of(ty).unwrap_or(8) as u8);
    }

    fn member(&mut self, info: &mut DebugSection, name: &str, offset: u64, ty: TypeId) {
        info.unsigned(MEMBER);
        info.string(name);
        self.refer(info, ty);
        info.unsigned(offset);
    }

    /// A struct of words: each is a type's value, or a pointer to values of a type.
    fn words(
        &mut self,
        info: &mut DebugSection,
        name: &str,
        words: &[(&str, Option<TypeId>, Option<TypeId>)],
    ) {
        info.unsigned(STRUCTURE);
        info.string(name);
        info.unsigned(8 * words.len() as u64);
        let mut pointers = Vec::new();
        for (index, (word, ty, base)) in words.iter().enumerate() {
            info.unsigned(MEMBER);
            info.string(word);
            match (ty, base) {
                (Some(ty), _) => self.refer(info, *ty),
                (None, base) => {
                    // An entry of its own behind the struct.
                    pointers.push((info.bytes.len(), *base));
                    info.u32(0);
                }
            }
            info.unsigned(8 * index as u64);
        }
        info.bytes.push(0);
        for (at, base) in pointers {
            let place = info.bytes.len() as u32;
            info.bytes[at..at + 4].copy_from_slice(&place.to_le_bytes());
            info.unsigned(POINTER_TYPE);
            let base = base.unwrap_or(TypeId::UINT8);
            let name = format!("*{}", type_name(self.context, base, Style::Linker));
            info.string(&name);
            self.refer(info, base);
        }
    }
}
