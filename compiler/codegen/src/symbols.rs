//! What compiled code and static data refer to.
//!
//! In: references made while functions are translated.  Out: per function a table that Cranelift's
//! external names index; the whole program's `data` module turns each reference into a data item or
//! a function. Keeping the tables per function lets functions compile in parallel and makes the
//! output independent of the order in which they finish.

use crate::reflection::Direction;
use grus_abi::functions::Function as RuntimeFunction;
use grus_mir::{Constant, FunctionId, GlobalId};
use grus_types::TypeId;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A function that is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Unit {
    /// A function of the MIR.
    Function(FunctionId),
    /// Takes the closure context behind the parameters of this function and drops it.
    Adapter(FunctionId),
    /// Division of complex numbers.
    ComplexDivide,
    /// An adapter for calls by reflection of this function type.
    Reflection(TypeId, Direction),
}

/// The pointer words of an allocation that no Go type describes: closures, defer records.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Shape {
    /// Size in bytes.
    pub size: u64,
    /// Offsets of pointer words, ascending.
    pub pointers: Vec<u64>,
}

/// A symbol that code or data refers to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reference {
    /// Code of a compiled function.
    Unit(Unit),
    /// A runtime entry point.
    Runtime(RuntimeFunction),
    /// A function under its linker symbol, provided elsewhere.
    External(Arc<str>),
    Global(GlobalId),
    /// A type descriptor.
    Descriptor(TypeId),
    /// A descriptor for an allocation without Go type.
    Shape(Shape),
    /// (concrete type, interface type)
    Itab(TypeId, TypeId),
    /// Bytes of a string constant.
    String(Arc<[u8]>),
    /// The func value of a function without captures.
    StaticClosure(FunctionId),
    /// A constant of a type in read-only memory, as interfaces box it.
    Boxed(TypeId, BoxedConstant),
    /// Read-only bytes: the elements of a constant slice literal.
    Bytes(Arc<[u8]>),
    /// The address of all objects of size zero.
    ZeroSized,
    /// 256 words holding 0..=255: boxes of small integers.
    SmallIntegers,
}

/// A constant, compared by its bits.
#[derive(Clone, Debug)]
pub struct BoxedConstant(pub Constant);

impl BoxedConstant {
    fn key(&self) -> String {
        match &self.0 {
            Constant::Float(x) => format!("f{:x}", x.to_bits()),
            Constant::Complex(x, y) => format!("c{:x},{:x}", x.to_bits(), y.to_bits()),
            other => format!("{other:?}"),
        }
    }
}

impl PartialEq for BoxedConstant {
    fn eq(&self, other: &BoxedConstant) -> bool {
        self.key() == other.key()
    }
}

impl Eq for BoxedConstant {}

impl Hash for BoxedConstant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// The references of one function, without duplicates.
#[derive(Default)]
pub struct References {
    pub list: Vec<Reference>,
    index: FxHashMap<Reference, u32>,
}

impl References {
    /// The index of a reference in the list.
    pub fn intern(&mut self, reference: Reference) -> u32 {
        if let Some(&index) = self.index.get(&reference) {
            return index;
        }
        let index = self.list.len() as u32;
        self.list.push(reference.clone());
        self.index.insert(reference, index);
        index
    }
}
