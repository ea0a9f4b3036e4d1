//! Type descriptors and method tables: what the collector, maps, interface operations and the
//! library's reflection know about a type at run time.
//!
//! Every type that a reachable program part needs at run time has exactly one descriptor, so
//! identity of types is equality of addresses.

use crate::value::GoString;

/// `reflect.Kind` numbers of the language's types.
#[allow(missing_docs)]
pub mod kind {
    pub const INVALID: u8 = 0;
    pub const BOOL: u8 = 1;
    pub const INT: u8 = 2;
    pub const INT8: u8 = 3;
    pub const INT16: u8 = 4;
    pub const INT32: u8 = 5;
    pub const INT64: u8 = 6;
    pub const UINT: u8 = 7;
    pub const UINT8: u8 = 8;
    pub const UINT16: u8 = 9;
    pub const UINT32: u8 = 10;
    pub const UINT64: u8 = 11;
    pub const UINTPTR: u8 = 12;
    pub const FLOAT32: u8 = 13;
    pub const FLOAT64: u8 = 14;
    pub const COMPLEX64: u8 = 15;
    pub const COMPLEX128: u8 = 16;
    pub const ARRAY: u8 = 17;
    pub const CHAN: u8 = 18;
    pub const FUNC: u8 = 19;
    pub const INTERFACE: u8 = 20;
    pub const MAP: u8 = 21;
    pub const POINTER: u8 = 22;
    pub const SLICE: u8 = 23;
    pub const STRING: u8 = 24;
    pub const STRUCT: u8 = 25;
    pub const UNSAFE_POINTER: u8 = 26;
}

/// Values of the type can be compared with `==` without a run-time panic being certain.
pub const FLAG_COMPARABLE: u8 = 1 << 0;
/// A defined (named) type, predeclared ones included.
pub const FLAG_NAMED: u8 = 1 << 1;
/// Pointer-shaped: an interface holds the value itself in its data word.
pub const FLAG_DIRECT_INTERFACE: u8 = 1 << 2;
/// `==` is equality of the value's bytes, and hashing may hash them.
pub const FLAG_REGULAR_MEMORY: u8 = 1 << 3;
/// The function type's last parameter is `...T`.
pub const FLAG_VARIADIC: u8 = 1 << 4;

/// One layout for all kinds; fields that a kind does not use are zero.
#[repr(C)]
pub struct TypeDescriptor {
    /// `unsafe.Sizeof`, in bytes.
    pub size: usize,
    /// Length in bytes of the prefix that can hold pointers; 0 for pointer-free types.
    pub pointer_bytes: usize,
    /// Differs between types with high probability; equal in every build of the same source.
    pub hash: u32,
    /// One of [`kind`].
    pub kind: u8,
    /// `unsafe.Alignof`, in bytes.
    pub align: u8,
    /// `FLAG_*`.
    pub flags: u8,
    /// Channel types: bit 0 receive, bit 1 send (as `reflect.ChanDir`).
    pub channel_direction: u8,
    /// Bit i (least significant first in each byte) is set when word i may hold a pointer; covers
    /// `pointer_bytes / 8` words. For an array type only the first element's words are covered:
    /// the pattern repeats every `element.size` bytes (nested arrays likewise use the innermost
    /// element's mask through `element`). Null when `pointer_bytes` is 0.
    pub pointer_mask: *const u8,
    /// As `reflect.Type.String` prints it: `main.T`, `[]int`, `map[string]int`, `struct { X int }`.
    pub string: GoString,
    /// `Name()`: the declared name without package, with type arguments; empty if not named.
    pub name: GoString,
    /// Import path of the declaring package of a named type; empty for predeclared ones.
    pub package_path: GoString,
    /// Element of pointer, slice, array, channel; value of map.
    pub element: *const TypeDescriptor,
    /// Key of a map. Of a function type in a program that calls or makes functions by reflection:
    /// the addresses of the two adapters for that.
    pub key: *const TypeDescriptor,
    /// `[]element` of an array type; `*T` of any type if the program has it; else null.
    pub slice_of_element: *const TypeDescriptor,
    pub pointer_to_this: *const TypeDescriptor,
    /// Array length; number of parameters of a function type (results are the members after).
    pub length: usize,
    /// Struct fields in order; function parameters then results; interface methods sorted by
    /// name (exported ones and then, by package path, unexported ones).
    pub members: *const Member,
    pub member_count: usize,
    /// Methods of the type that interfaces and reflection can reach, sorted like interface
    /// methods; null if there are none.
    pub methods: *const Method,
    pub method_count: usize,
}

/// A struct field, a parameter, or an interface method.
#[repr(C)]
pub struct Member {
    /// Field or method name; empty for parameters.
    pub name: GoString,
    /// Import path of the package when the name is not exported; else empty.
    pub package_path: GoString,
    pub tag: GoString,
    /// Field, parameter, or method type (a function type without receiver).
    pub descriptor: *const TypeDescriptor,
    /// Byte offset of a field.
    pub offset: usize,
    /// 1 for an embedded field.
    pub embedded: usize,
}

/// A method of a concrete type.
#[repr(C)]
pub struct Method {
    pub name: GoString,
    /// Import path of the package when the name is not exported; else empty.
    pub package_path: GoString,
    /// The method's type without receiver.
    pub descriptor: *const TypeDescriptor,
    /// Code that takes the interface's data word as its first argument, as an itab's entries do;
    /// null when no reachable interface can call it.
    pub code: *const u8,
}

/// The method table of a concrete type for one interface type, followed by one code address per
/// interface method in the order of the interface descriptor's members. Each takes the
/// interface's data word as its first integer argument.
#[repr(C)]
pub struct Itab {
    pub interface: *const TypeDescriptor,
    pub concrete: *const TypeDescriptor,
    /// Copy of `concrete.hash`.
    pub hash: u32,
    pub reserved: u32,
}

/// Byte offset of the first code address in an [`Itab`].
pub const ITAB_METHODS: usize = core::mem::size_of::<Itab>();
