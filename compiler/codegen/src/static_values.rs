//! Static values: global variables with their initial values, boxed constants.
//!
//! In: globals and constants.  Out: items in the read-only, data or bss section.
//! Spec: "Package initialization".

use crate::allocation::push_number;
use crate::data::{Contents, Data, Section};
use crate::descriptors::is_direct;
use crate::error::{Error, Result};
use crate::symbols::{BoxedConstant, Reference};
use grus_mir::{Constant, GlobalId, StaticValue};
use grus_types::{BasicKind, Type, TypeId};

impl Data<'_> {
    /// Fills in a global variable.
    pub fn global(&mut self, index: usize, id: GlobalId) -> Result<()> {
        let program = self.context.program;
        let global = &program.globals[id];
        let Some(layout) = self.context.layouts.get(global.ty) else {
            return Err(self.fail(format!("{} has no layout", global.symbol)));
        };
        Error::if_too_large(global.pos, &global.symbol, layout.size)?;
        self.items[index].align = if layout.size >= 16 {
            16
        } else {
            layout.align.max(8)
        };
        let Some(initial) = &global.initial else {
            self.items[index].section = Section::Bss;
            self.items[index].size = layout.size;
            return Ok(());
        };
        let mut contents = Contents::zeroed(layout.size as usize);
        self.put_value(&mut contents, 0, global.ty, initial)?;
        let zero = contents.relocations.is_empty() && contents.bytes.iter().all(|&byte| byte == 0);
        if zero && !global.read_only {
            self.items[index].section = Section::Bss;
            self.items[index].size = layout.size;
            return Ok(());
        }
        self.items[index].section = if global.read_only {
            Section::ReadOnly
        } else {
            Section::Data
        };
        self.set(index, contents);
        Ok(())
    }

    /// A constant as an interface's data word points to it.
    pub fn boxed(&mut self, ty: TypeId, constant: &Constant) -> Result<Contents> {
        let Some(layout) = self.context.layouts.get(ty) else {
            return Err(self.fail(format!("type {ty:?} has no layout")));
        };
        let mut contents = Contents::zeroed(layout.size as usize);
        self.put_constant(&mut contents, 0, ty, constant)?;
        Ok(contents)
    }

    fn put_value(
        &mut self,
        contents: &mut Contents,
        offset: usize,
        ty: TypeId,
        value: &StaticValue,
    ) -> Result<()> {
        match value {
            StaticValue::Constant(constant) => self.put_constant(contents, offset, ty, constant),
            StaticValue::Aggregate(values) => {
                for (index, value) in values.iter().enumerate() {
                    let (part, at) = self.part(ty, index)?;
                    self.put_value(contents, offset + at as usize, part, value)?;
                }
                Ok(())
            }
            StaticValue::Bytes(bytes) => {
                contents.put(offset, bytes);
                Ok(())
            }
            StaticValue::Slice(array, length) => {
                let target = self.resolve(&Reference::Global(*array));
                contents.put_address(offset, target);
                contents.put_u64(offset + 8, *length);
                contents.put_u64(offset + 16, *length);
                Ok(())
            }
            StaticValue::Address(global) => {
                let target = self.resolve(&Reference::Global(*global));
                contents.put_address(offset, target);
                Ok(())
            }
            StaticValue::Interface {
                concrete,
                interface,
                value,
            } => {
                let empty = self.context.types.interface_methods(*interface).is_empty();
                let word = if empty {
                    Reference::Descriptor(*concrete)
                } else {
                    Reference::Itab(*concrete, *interface)
                };
                let target = self.resolve(&word);
                contents.put_address(offset, target);
                self.put_box(contents, offset + 8, *concrete, value)
            }
        }
    }

    /// The data word of a static interface value.
    fn put_box(
        &mut self,
        contents: &mut Contents,
        offset: usize,
        concrete: TypeId,
        value: &StaticValue,
    ) -> Result<()> {
        if is_direct(self.context.types, concrete) {
            return self.put_value(contents, offset, concrete, value);
        }
        let target = match value {
            StaticValue::Constant(constant) => {
                let constant = BoxedConstant(constant.clone());
                self.resolve(&Reference::Boxed(concrete, constant))
            }
            other => {
                let size = self
                    .context
                    .layouts
                    .get(concrete)
                    .map_or(0, |layout| layout.size);
                let mut boxed = Contents::zeroed(size as usize);
                self.put_value(&mut boxed, 0, concrete, other)?;
                let item = self.add("go:boxed", Section::ReadOnly, boxed);
                crate::data::Target::Item(item)
            }
        };
        contents.put_address(offset, target);
        Ok(())
    }

    /// Type and offset of a field or element.
    fn part(&self, ty: TypeId, index: usize) -> Result<(TypeId, u64)> {
        if let Type::Array { elem, .. } = *self.context.types.underlying_type(ty) {
            let size = self
                .context
                .layouts
                .get(elem)
                .map_or(0, |layout| layout.size);
            return Ok((elem, size * index as u64));
        }
        let layout = self.context.layouts.get(ty);
        let part = layout.as_ref().and_then(|layout| layout.parts.get(index));
        part.map(|part| (part.ty, part.offset))
            .ok_or_else(|| self.fail("a static value with more parts than its type"))
    }

    fn put_constant(
        &mut self,
        contents: &mut Contents,
        offset: usize,
        ty: TypeId,
        constant: &Constant,
    ) -> Result<()> {
        match constant {
            Constant::Zero => {}
            Constant::String(bytes) => self.put_string(contents, offset, bytes),
            Constant::Function(id) => {
                let id = self.context.resolve(*id);
                let target = self.resolve(&Reference::StaticClosure(id));
                contents.put_address(offset, target);
            }
            Constant::GlobalAddress(id) => {
                let target = self.resolve(&Reference::Global(*id));
                contents.put_address(offset, target);
            }
            Constant::TypeDescriptor(ty) => {
                let target = self.resolve(&Reference::Descriptor(*ty));
                contents.put_address(offset, target);
            }
            Constant::Int(value) if self.context.types.basic_kind(ty).is_none() => {
                contents.put_u64(offset, *value as u64);
            }
            number => {
                let kind = self
                    .context
                    .types
                    .basic_kind(ty)
                    .unwrap_or(BasicKind::Uintptr);
                let kind = if kind == BasicKind::UnsafePointer {
                    BasicKind::Uintptr
                } else {
                    kind
                };
                let mut bytes = Vec::new();
                if push_number(&mut bytes, kind, number).is_none() {
                    return Err(self.fail(format!("constant {number:?} of type {ty:?}")));
                }
                contents.put(offset, &bytes);
            }
        }
        Ok(())
    }
}
