//! Type descriptors, shapes and itabs, as `grus_abi::descriptor` lays them out.
//!
//! In: types that reachable code or data refers to.  Out: read-only items.
//! Invariant: one descriptor a type. Whether a type refers to `*T` or `[]T` depends only on whether
//! something else does, so that descriptors do not pull each other in without end.

use crate::data::{Contents, Data, Section, Target};
use crate::error::Result;
use crate::program::Context;
use crate::symbols::{Reference, Shape, Unit};
use crate::type_names::{Style, declared_name, type_name};
use grus_abi::descriptor::{
    FLAG_COMPARABLE, FLAG_DIRECT_INTERFACE, FLAG_NAMED, FLAG_REGULAR_MEMORY, FLAG_VARIADIC,
    ITAB_METHODS, Itab, Member, Method, TypeDescriptor, kind,
};
use grus_types::{BasicKind, ChanDir, PackageId, Type, TypeId, TypeTable};
use std::mem::{offset_of, size_of};

/// Nothing larger, in bytes, can be made at run time: the heap's address space ends there.
const LARGEST_OBJECT: u64 = 512 << 30;
/// Pointer masks, with a bit for each word, are made for at most so many bytes.
const LARGEST_MASKED: u64 = 1 << 30;

/// Whether an interface holds values of the type in its data word.
pub fn is_direct(types: &TypeTable, ty: TypeId) -> bool {
    types.is_one_pointer(ty)
}

/// Whether `==` is equality of the value's bytes.
pub fn is_regular_memory(context: &Context, ty: TypeId) -> bool {
    let types = context.types;
    match types.underlying_type(ty) {
        Type::Basic(kind) => !kind.is_float() && !kind.is_complex() && !kind.is_string(),
        Type::Pointer(_) | Type::Chan { .. } => true,
        Type::Array { len: 0, .. } => true,
        Type::Array { elem, .. } => is_regular_memory(context, *elem),
        Type::Struct(data) => {
            let Some(layout) = context.layouts.get(ty) else {
                return false;
            };
            let mut end = 0;
            for (field, part) in data.fields.iter().zip(&layout.parts) {
                let size = context
                    .layouts
                    .get(field.ty)
                    .map_or(0, |layout| layout.size);
                if field.name.is_blank()
                    || part.offset != end
                    || !is_regular_memory(context, field.ty)
                {
                    return false;
                }
                end += size;
            }
            end == layout.size
        }
        _ => false,
    }
}

/// Whether values of the type can be compared.
fn is_comparable(types: &TypeTable, ty: TypeId) -> bool {
    match types.underlying_type(ty) {
        Type::Slice(_) | Type::Map { .. } | Type::Signature(_) => false,
        Type::Array { elem, .. } => is_comparable(types, *elem),
        Type::Struct(data) => data
            .fields
            .iter()
            .all(|field| is_comparable(types, field.ty)),
        _ => true,
    }
}

/// Hash of a linker name (FNV-1a).
fn name_hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

impl Data<'_> {
    /// The contents of a type's descriptor.
    pub fn descriptor(&mut self, ty: TypeId) -> Result<Contents> {
        let types = self.context.types;
        let Some(layout) = self.context.layouts.get(ty) else {
            return Err(self.fail(format!("type {ty:?} has no layout")));
        };
        let mut contents = Contents::zeroed(size_of::<TypeDescriptor>());
        let name = type_name(self.context, ty, Style::Short);
        let linker_name = type_name(self.context, ty, Style::Linker);
        contents.put_u64(offset_of!(TypeDescriptor, size), layout.size);
        contents.put_u32(offset_of!(TypeDescriptor, hash), name_hash(&linker_name));
        contents.put(offset_of!(TypeDescriptor, kind), &[kind_number(types, ty)]);
        contents.put(offset_of!(TypeDescriptor, align), &[layout.align as u8]);
        contents.put(offset_of!(TypeDescriptor, flags), &[self.type_flags(ty)]);
        self.put_string(
            &mut contents,
            offset_of!(TypeDescriptor, string),
            name.as_bytes(),
        );
        let declared = declared_name(self.context, ty);
        if types.basic_kind(ty) == Some(BasicKind::UnsafePointer)
            && matches!(types.get(ty), Type::Basic(_))
        {
            let path = offset_of!(TypeDescriptor, package_path);
            self.put_string(&mut contents, path, b"unsafe");
        }
        self.put_string(
            &mut contents,
            offset_of!(TypeDescriptor, name),
            declared.as_bytes(),
        );
        if let Type::Named(id) = types.get(ty) {
            let path = self.context.package(types.named(*id).package).0;
            self.put_string(
                &mut contents,
                offset_of!(TypeDescriptor, package_path),
                path.as_bytes(),
            );
        }
        if self.context.program.reflection.types
            && let Some(&pointer) = self.pointers.get(&ty)
            && self.methods.contains_key(&pointer)
        {
            self.resolve(&Reference::Descriptor(pointer));
        }
        self.pointer_mask(&mut contents, ty, layout.size)?;
        self.parts(&mut contents, ty)?;
        self.methods(&mut contents, ty, &linker_name)?;
        Ok(contents)
    }

    fn type_flags(&self, ty: TypeId) -> u8 {
        let types = self.context.types;
        let mut flags = 0;
        if is_comparable(types, ty) {
            flags |= FLAG_COMPARABLE;
        }
        if matches!(types.get(ty), Type::Named(_) | Type::Basic(_)) {
            flags |= FLAG_NAMED;
        }
        if is_direct(types, ty) {
            flags |= FLAG_DIRECT_INTERFACE;
        }
        if is_regular_memory(self.context, ty) {
            flags |= FLAG_REGULAR_MEMORY;
        }
        if types
            .signature(ty)
            .is_some_and(|signature| signature.variadic)
        {
            flags |= FLAG_VARIADIC;
        }
        flags
    }

    fn pointer_mask(&mut self, contents: &mut Contents, ty: TypeId, size: u64) -> Result<()> {
        let types = self.context.types;
        if !types.has_pointers(ty) {
            return Ok(());
        }
        // An array's mask is that of its innermost element.
        let (mut element, mut element_size) = (ty, size);
        while let Type::Array { elem, .. } = *types.underlying_type(element) {
            element = elem;
            element_size = self
                .context
                .layouts
                .get(elem)
                .map_or(0, |layout| layout.size);
        }
        if element_size > LARGEST_OBJECT {
            return Ok(());
        }
        if element_size > LARGEST_MASKED {
            let name = type_name(self.context, ty, Style::Linker);
            let message = format!("unsupported: type {name} with pointers in {element_size} bytes");
            return Err(self.fail(message));
        }
        let mut offsets = Vec::new();
        types.for_each_pointer(element, 0, &mut |offset| offsets.push(offset));
        let Some(&last) = offsets.last() else {
            return Ok(());
        };
        let pointer_bytes = size - element_size + last + 8;
        contents.put_u64(offset_of!(TypeDescriptor, pointer_bytes), pointer_bytes);
        let mask = mask_bytes(&offsets);
        let target = self.resolve(&Reference::Bytes(mask.into()));
        contents.put_address(offset_of!(TypeDescriptor, pointer_mask), target);
        Ok(())
    }

    fn put_descriptor(&mut self, contents: &mut Contents, offset: usize, ty: TypeId) {
        let target = self.resolve(&Reference::Descriptor(ty));
        contents.put_address(offset, target);
    }

    /// Elements, keys, members.
    fn parts(&mut self, contents: &mut Contents, ty: TypeId) -> Result<()> {
        let types = self.context.types;
        let element = offset_of!(TypeDescriptor, element);
        let length = offset_of!(TypeDescriptor, length);
        match types.underlying_type(ty).clone() {
            Type::Pointer(elem) | Type::Slice(elem) => self.put_descriptor(contents, element, elem),
            Type::Array { len, elem } => {
                self.put_descriptor(contents, element, elem);
                contents.put_u64(length, len as u64);
            }
            Type::Map { key, elem } => {
                self.put_descriptor(contents, element, elem);
                self.put_descriptor(contents, offset_of!(TypeDescriptor, key), key);
            }
            Type::Chan { dir, elem } => {
                self.put_descriptor(contents, element, elem);
                let direction = match dir {
                    ChanDir::RecvOnly => 1,
                    ChanDir::SendOnly => 2,
                    ChanDir::SendRecv => 3,
                };
                contents.put(offset_of!(TypeDescriptor, channel_direction), &[direction]);
            }
            Type::Struct(data) => {
                let parts = self
                    .context
                    .layouts
                    .get(ty)
                    .map(|layout| layout.parts.clone());
                let parts = parts.unwrap_or_default();
                let members = data.fields.iter().zip(&parts).map(|(field, part)| {
                    let name = (field.name.as_str(), field.package);
                    (
                        name,
                        field.tag.as_str(),
                        field.ty,
                        part.offset,
                        field.embedded,
                    )
                });
                self.members(contents, ty, &members.collect::<Vec<_>>());
            }
            Type::Signature(signature) => {
                contents.put_u64(length, signature.params.len() as u64);
                let all = signature.params.iter().chain(&signature.results);
                let members = all.map(|param| (("", PackageId::NONE), "", param.ty, 0, false));
                self.members(contents, ty, &members.collect::<Vec<_>>());
                if let Some(adapters) = self.function_adapters(ty) {
                    contents.put_address(offset_of!(TypeDescriptor, key), adapters);
                }
            }
            Type::Interface(interface) => {
                let members = interface.methods.iter().map(|method| {
                    (
                        (method.name.as_str(), method.package),
                        "",
                        method.signature,
                        0,
                        false,
                    )
                });
                self.members(contents, ty, &members.collect::<Vec<_>>());
            }
            _ => {}
        }
        Ok(())
    }

    #[expect(clippy::type_complexity, reason = "a row of the member table")]
    fn members(
        &mut self,
        contents: &mut Contents,
        ty: TypeId,
        rows: &[((&str, PackageId), &str, TypeId, u64, bool)],
    ) {
        if rows.is_empty() {
            return;
        }
        let mut table = Contents::zeroed(size_of::<Member>() * rows.len());
        for (index, &((name, package), tag, member, offset, embedded)) in rows.iter().enumerate() {
            let at = index * size_of::<Member>();
            self.put_string(&mut table, at + offset_of!(Member, name), name.as_bytes());
            let path = self.context.package(package).0;
            self.put_string(
                &mut table,
                at + offset_of!(Member, package_path),
                path.as_bytes(),
            );
            self.put_string(&mut table, at + offset_of!(Member, tag), tag.as_bytes());
            self.put_descriptor(&mut table, at + offset_of!(Member, descriptor), member);
            table.put_u64(at + offset_of!(Member, offset), offset);
            table.put_u64(at + offset_of!(Member, embedded), u64::from(embedded));
        }
        let name = format!(
            "type:members.{}",
            type_name(self.context, ty, Style::Linker)
        );
        let item = self.add(&name, Section::ReadOnly, table);
        contents.put_address(offset_of!(TypeDescriptor, members), Target::Item(item));
        contents.put_u64(offset_of!(TypeDescriptor, member_count), rows.len() as u64);
    }

    fn methods(&mut self, contents: &mut Contents, ty: TypeId, linker_name: &str) -> Result<()> {
        let Some(&source) = self.methods.get(&ty) else {
            return Ok(());
        };
        if source.methods.is_empty() {
            return Ok(());
        }
        let mut table = Contents::zeroed(size_of::<Method>() * source.methods.len());
        for (index, method) in source.methods.iter().enumerate() {
            let at = index * size_of::<Method>();
            self.put_string(
                &mut table,
                at + offset_of!(Method, name),
                method.name.as_bytes(),
            );
            let path = method.package_path.as_deref().unwrap_or("");
            self.put_string(
                &mut table,
                at + offset_of!(Method, package_path),
                path.as_bytes(),
            );
            let descriptor = at + offset_of!(Method, descriptor);
            self.put_descriptor(&mut table, descriptor, method.signature);
            if let Some(function) = method.function {
                let target = self.function_target(function);
                table.put_address(at + offset_of!(Method, code), target);
            }
        }
        let name = format!("type:methods.{linker_name}");
        let item = self.add(&name, Section::ReadOnly, table);
        contents.put_address(offset_of!(TypeDescriptor, methods), Target::Item(item));
        let count = source.methods.len() as u64;
        contents.put_u64(offset_of!(TypeDescriptor, method_count), count);
        Ok(())
    }

    /// The code of a function, or of the symbol that stands for it.
    pub fn function_target(&mut self, id: grus_mir::FunctionId) -> Target {
        let id = self.context.resolve(id);
        let function = &self.context.program.functions[id];
        if function.external {
            Target::External(function.symbol.clone())
        } else {
            Target::Unit(Unit::Function(id))
        }
    }

    /// Fills in the descriptors' references to pointer and slice types that exist.
    pub fn link_derived_types(&mut self) {
        let fields = [
            (offset_of!(TypeDescriptor, pointer_to_this), &self.pointers),
            (offset_of!(TypeDescriptor, slice_of_element), &self.slices),
        ];
        let mut relocations = Vec::new();
        for (item, reference) in self.referenced() {
            let Reference::Descriptor(ty) = reference else {
                continue;
            };
            for (offset, derived) in &fields {
                let is_slice = *offset == offset_of!(TypeDescriptor, slice_of_element);
                // `[]element` is a matter of array types.
                let from = match *self.context.types.underlying_type(*ty) {
                    Type::Array { elem, .. } if is_slice => elem,
                    _ if is_slice => continue,
                    _ => *ty,
                };
                let target = derived.get(&from).map(|&to| Reference::Descriptor(to));
                if let Some(target) = target.and_then(|target| self.existing(&target)) {
                    relocations.push((item, *offset, target));
                }
            }
        }
        for (item, offset, target) in relocations {
            let target = Target::Item(target);
            let relocation = crate::data::Relocation {
                offset: offset as u64,
                target,
                addend: 0,
            };
            self.items[item].relocations.push(relocation);
        }
    }

    /// The table of all descriptors, for reflection to find types in.
    pub fn type_table(&mut self) -> Option<(usize, usize)> {
        if !self.context.program.reflection.type_table {
            return None;
        }
        let all: Vec<usize> = self
            .referenced()
            .into_iter()
            .filter(|(_, reference)| matches!(reference, Reference::Descriptor(_)))
            .map(|(item, _)| item)
            .collect();
        let mut table = Contents::zeroed(8 * all.len());
        for (index, &item) in all.iter().enumerate() {
            table.put_address(8 * index, Target::Item(item));
        }
        let item = self.add("runtime.typetab", Section::ReadOnly, table);
        Some((item, all.len()))
    }

    /// A descriptor for an allocation that no Go type describes.
    pub fn shape(&mut self, shape: &Shape) -> Result<Contents> {
        let mut contents = Contents::zeroed(size_of::<TypeDescriptor>());
        let name = crate::data::symbol_name(self.context, &Reference::Shape(shape.clone()));
        contents.put_u64(offset_of!(TypeDescriptor, size), shape.size);
        contents.put_u32(offset_of!(TypeDescriptor, hash), name_hash(&name));
        contents.put(offset_of!(TypeDescriptor, kind), &[kind::STRUCT]);
        contents.put(offset_of!(TypeDescriptor, align), &[8]);
        self.put_string(
            &mut contents,
            offset_of!(TypeDescriptor, string),
            b"struct {}",
        );
        if let Some(&last) = shape.pointers.last() {
            contents.put_u64(offset_of!(TypeDescriptor, pointer_bytes), last + 8);
            let target = self.resolve(&Reference::Bytes(mask_bytes(&shape.pointers).into()));
            contents.put_address(offset_of!(TypeDescriptor, pointer_mask), target);
        }
        Ok(contents)
    }

    /// The method table of a concrete type for an interface type.
    pub fn itab(&mut self, concrete: TypeId, interface: TypeId) -> Result<Contents> {
        let wanted = self.context.types.interface_methods(interface).to_vec();
        let mut contents = Contents::zeroed(ITAB_METHODS + 8 * wanted.len());
        self.put_descriptor(&mut contents, offset_of!(Itab, interface), interface);
        self.put_descriptor(&mut contents, offset_of!(Itab, concrete), concrete);
        let name = type_name(self.context, concrete, Style::Linker);
        contents.put_u32(offset_of!(Itab, hash), name_hash(&name));
        let table = self.methods.get(&concrete).copied();
        for (index, method) in wanted.iter().enumerate() {
            let path = self.context.package(method.package).0;
            let entry = table.and_then(|table| {
                table.methods.iter().find(|entry| {
                    &*entry.name == method.name.as_str()
                        && entry.package_path.as_deref().unwrap_or("") == path
                })
            });
            let Some(entry) = entry else {
                return Err(self.fail(format!("{name} has no method {}", method.name)));
            };
            if let Some(function) = entry.function {
                let target = self.function_target(function);
                contents.put_address(ITAB_METHODS + 8 * index, target);
            }
        }
        Ok(contents)
    }
}

/// One bit per word, least significant first.
pub fn mask_bytes(offsets: &[u64]) -> Vec<u8> {
    let mut mask = Vec::new();
    for offset in offsets {
        let word = (offset / 8) as usize;
        if mask.len() <= word / 8 {
            mask.resize(word / 8 + 1, 0);
        }
        mask[word / 8] |= 1 << (word % 8);
    }
    mask
}

fn kind_number(types: &TypeTable, ty: TypeId) -> u8 {
    match types.underlying_type(ty) {
        Type::Basic(basic) => match basic {
            BasicKind::Bool => kind::BOOL,
            BasicKind::Int => kind::INT,
            BasicKind::Int8 => kind::INT8,
            BasicKind::Int16 => kind::INT16,
            BasicKind::Int32 => kind::INT32,
            BasicKind::Int64 => kind::INT64,
            BasicKind::Uint => kind::UINT,
            BasicKind::Uint8 => kind::UINT8,
            BasicKind::Uint16 => kind::UINT16,
            BasicKind::Uint32 => kind::UINT32,
            BasicKind::Uint64 => kind::UINT64,
            BasicKind::Uintptr => kind::UINTPTR,
            BasicKind::Float32 => kind::FLOAT32,
            BasicKind::Float64 => kind::FLOAT64,
            BasicKind::Complex64 => kind::COMPLEX64,
            BasicKind::Complex128 => kind::COMPLEX128,
            BasicKind::String => kind::STRING,
            BasicKind::UnsafePointer => kind::UNSAFE_POINTER,
            _ => kind::INVALID,
        },
        Type::Pointer(_) => kind::POINTER,
        Type::Slice(_) => kind::SLICE,
        Type::Array { .. } => kind::ARRAY,
        Type::Map { .. } => kind::MAP,
        Type::Chan { .. } => kind::CHAN,
        Type::Struct(_) => kind::STRUCT,
        Type::Signature(_) => kind::FUNC,
        Type::Interface(_) => kind::INTERFACE,
        _ => kind::INVALID,
    }
}
