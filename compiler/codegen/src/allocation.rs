//! Allocation: new, slices, closures, with the storage escape analysis chose.
//!
//! In: sites.  Out: pointers. A site with stack storage owns one slot of the frame, cleared each time
//! it is reached: escape analysis guarantees that the former object is dead then.
//! Objects that no Go type describes (closures, defer records) get a descriptor of their shape.
//! Spec: "Allocation", "Making slices, maps and channels", "Composite literals".

use crate::error::Result;
use crate::function::Translator;
use crate::memory::Address;
use crate::symbols::{Reference, Shape};
use crate::values::Val;
use cranelift_codegen::ir::Value;
use grus_abi::functions::Function as Runtime;
use grus_mir::{CaptureMode, Constant, Function, Operand, SiteId, Storage};
use grus_types::{BasicKind, TypeId};

/// Constant slice literals of at least this many elements are copied from read-only memory.
const STATIC_ELEMENTS: usize = 8;

/// Layout of a closure object.
pub struct ClosureLayout {
    /// Offsets of the captures.
    pub offsets: Vec<u64>,
    pub shape: Shape,
}

/// Where the captured variables of a function are in its closure object.
pub fn closure_offsets(translator: &Translator, function: &Function) -> Result<ClosureLayout> {
    let mut end = 8;
    let mut shape = Shape {
        size: 0,
        pointers: Vec::new(),
    };
    let mut offsets = Vec::with_capacity(function.captures.len());
    for capture in &function.captures {
        let ty = function.locals[capture.local].ty;
        match capture.mode {
            CaptureMode::ByValue => {
                let layout = translator.layout(ty)?;
                let offset = u64::next_multiple_of(end, layout.align);
                offsets.push(offset);
                translator
                    .types
                    .for_each_pointer(ty, offset, &mut |at| shape.pointers.push(at));
                end = offset + layout.size;
            }
            CaptureMode::ByReference => {
                let offset = u64::next_multiple_of(end, 8);
                offsets.push(offset);
                shape.pointers.push(offset);
                end = offset + 8;
            }
        }
    }
    shape.size = end.next_multiple_of(8);
    Ok(ClosureLayout { offsets, shape })
}

impl Translator<'_, '_> {
    /// A new zero object of a type on the heap.
    pub fn new_heap_object(&mut self, ty: TypeId) -> Result<Value> {
        if self.layout(ty)?.size == 0 {
            return Ok(self.symbol_address(Reference::ZeroSized));
        }
        let descriptor = self.descriptor(ty);
        Ok(self.call_runtime(Runtime::NewObject, &[descriptor])[0])
    }

    /// Memory for an object of a shape, by the site's storage. On the stack it is not cleared.
    pub fn new_shape(&mut self, shape: Shape, site: SiteId) -> Result<Value> {
        if self.function.sites[site].storage == Storage::Stack {
            let slot = self.stack_slot(shape.size)?;
            return Ok(self.address_value(Address::slot(slot)));
        }
        let descriptor = self.symbol_address(Reference::Shape(shape));
        Ok(self.call_runtime(Runtime::NewObject, &[descriptor])[0])
    }

    /// `new(T)`, `&T{}`: the address of a zero variable.
    pub fn new_object(&mut self, ty: TypeId, site: SiteId) -> Result<Val> {
        let size = self.layout(ty)?.size;
        if self.function.sites[site].storage == Storage::Stack && size > 0 {
            let slot = self.stack_slot(size)?;
            self.clear_memory(Address::slot(slot), size);
            return Ok(Val::one(self.address_value(Address::slot(slot))));
        }
        Ok(Val::one(self.new_heap_object(ty)?))
    }

    /// `make([]T, length, capacity)`
    pub fn make_slice(
        &mut self,
        ty: TypeId,
        length: &Operand,
        capacity: Option<&Operand>,
        site: SiteId,
    ) -> Result<Val> {
        let element = self.element(ty)?;
        let size = self.layout(element)?.size;
        let length = self.index_value(length)?.0;
        let capacity = match capacity {
            Some(capacity) => self.index_value(capacity)?.0,
            None => length,
        };
        let on_stack = self.function.sites[site].storage == Storage::Stack;
        let constants = (self.constant_of(length), self.constant_of(capacity));
        if let (true, (Some(known_length), Some(known))) = (on_stack, constants) {
            let bytes = u64::try_from(known)
                .ok()
                .and_then(|count| count.checked_mul(size));
            if let (Some(bytes), true) = (bytes, (0..=known).contains(&known_length)) {
                let slot = self.stack_slot(bytes)?;
                self.clear_memory(Address::slot(slot), bytes);
                let data = self.address_value(Address::slot(slot));
                return Ok(Val::of(&[data, length, capacity]));
            }
        }
        let descriptor = self.descriptor(element);
        let data = self.call_runtime(Runtime::MakeSlice, &[descriptor, length, capacity]);
        Ok(Val::of(&[data[0], length, capacity]))
    }

    /// A slice over a new array that holds the elements.
    pub fn slice_literal(&mut self, ty: TypeId, elements: &[Operand], site: SiteId) -> Result<Val> {
        let element = self.element(ty)?;
        let layout = self.layout(element)?;
        let count = self.integer(elements.len() as i64);
        if elements.is_empty() || layout.size == 0 {
            let data = self.symbol_address(Reference::ZeroSized);
            return Ok(Val::of(&[data, count, count]));
        }
        let total = layout.size * elements.len() as u64;
        let bytes = self.constant_elements(element, elements);
        let values: Result<Vec<Val>> = match bytes {
            Some(_) => Ok(Vec::new()),
            None => elements
                .iter()
                .map(|element| self.operand(element))
                .collect(),
        };
        let values = values?;
        let array = if self.function.sites[site].storage == Storage::Stack {
            Address::slot(self.stack_slot(total)?)
        } else {
            let descriptor = self.descriptor(element);
            let arguments = [descriptor, count, count];
            Address::valid(self.call_runtime(Runtime::MakeSlice, &arguments)[0])
        };
        match bytes {
            Some(bytes) => {
                let from = self.symbol_memory(Reference::Bytes(bytes.into()));
                self.copy_memory(array, from, total, false);
            }
            None => {
                for (index, value) in values.iter().enumerate() {
                    self.store_value(array.plus(index as u64 * layout.size), &layout, value)?;
                }
            }
        }
        let data = self.address_value(array);
        Ok(Val::of(&[data, count, count]))
    }

    /// The bytes of constant numbers.
    fn constant_elements(&self, element: TypeId, elements: &[Operand]) -> Option<Vec<u8>> {
        let kind = self.types.basic_kind(element)?;
        if elements.len() < STATIC_ELEMENTS {
            return None;
        }
        let mut bytes = Vec::new();
        for operand in elements {
            let Operand::Constant(constant, _) = operand else {
                return None;
            };
            push_number(&mut bytes, kind, constant)?;
        }
        Some(bytes)
    }
}

/// Appends the bytes of a constant number of a kind; none if it is not a plain number.
pub fn push_number(bytes: &mut Vec<u8>, kind: BasicKind, constant: &Constant) -> Option<()> {
    let integer = match (constant, kind) {
        (Constant::Float(x), BasicKind::Float64) => x.to_bits(),
        (Constant::Int(x), BasicKind::Float64) => (*x as f64).to_bits(),
        (Constant::Float(x), BasicKind::Float32) => u64::from((*x as f32).to_bits()),
        (Constant::Int(x), BasicKind::Float32) => u64::from((*x as f32).to_bits()),
        (Constant::Complex(x, y), BasicKind::Complex64) => {
            u64::from((*x as f32).to_bits()) | u64::from((*y as f32).to_bits()) << 32
        }
        (Constant::Complex(x, y), BasicKind::Complex128) => {
            bytes.extend(x.to_bits().to_le_bytes());
            y.to_bits()
        }
        (Constant::Int(x), _) => *x as u64,
        (Constant::Bool(x), _) => u64::from(*x),
        (Constant::Zero, BasicKind::Complex128) => {
            bytes.extend([0; 8]);
            0
        }
        (Constant::Zero, _) if !kind.is_string() => 0,
        _ => return None,
    };
    let size = match kind {
        BasicKind::Bool | BasicKind::Int8 | BasicKind::Uint8 => 1,
        BasicKind::Int16 | BasicKind::Uint16 => 2,
        BasicKind::Int32 | BasicKind::Uint32 | BasicKind::Float32 => 4,
        BasicKind::String | BasicKind::UnsafePointer => return None,
        _ => 8,
    };
    bytes.extend(&integer.to_le_bytes()[..size]);
    Some(())
}
