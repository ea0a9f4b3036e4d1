//! Kinds of keys: what maps do with a key, for the kinds that deserve their own code.
//!
//! In: a key as generated code passes it.  Out: its hash, comparison with a key in a slot, and
//! storing. All kinds agree with `hash::hash_value` and `equality::equal`, so that a map may be
//! used through any entry point.

use crate::equality::equal;
use crate::gc::barrier;
use crate::hash::{hash_bytes, hash_value, hash_word, require_hashable};
use crate::string::bytes;
use grus_abi::descriptor::{FLAG_REGULAR_MEMORY, TypeDescriptor, kind};
use grus_abi::value::GoString;

/// A key that is looked up or inserted.
pub trait Key: Copy {
    /// Hash for a map's seed. Panics if the key is not hashable.
    ///
    /// # Safety
    /// What the key refers to is live.
    unsafe fn hash(self, seed: u64) -> u64;
    /// Panics if the key is not hashable, with the text for maps without entries.
    ///
    /// # Safety
    /// What the key refers to is live.
    unsafe fn require_hashable(self) {}
    /// Comparison with the key stored at `stored`.
    ///
    /// # Safety
    /// A key of this kind is stored there.
    unsafe fn equals(self, stored: *const u8) -> bool;
    /// Writes the key to `to`.
    ///
    /// # Safety
    /// There is room for a key of this kind.
    unsafe fn store(self, to: *mut u8);
    /// A stored equal key may differ from this one (zeros of different sign, strings in other
    /// memory), so assignment replaces it.
    const REPLACES: bool;
}

/// Four bytes compared as such.
#[derive(Clone, Copy)]
pub struct Key32(pub u32);

impl Key for Key32 {
    const REPLACES: bool = false;

    #[inline(always)]
    unsafe fn hash(self, seed: u64) -> u64 {
        hash_word(self.0 as u64, seed)
    }

    #[inline(always)]
    unsafe fn equals(self, stored: *const u8) -> bool {
        // SAFETY: the slot holds a key of this kind.
        unsafe { stored.cast::<u32>().read_unaligned() == self.0 }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the slot has room for a key of this kind.
        unsafe { to.cast::<u32>().write_unaligned(self.0) };
    }
}

/// Eight bytes compared as such.
#[derive(Clone, Copy)]
pub struct Key64(pub u64);

impl Key for Key64 {
    const REPLACES: bool = false;

    #[inline(always)]
    unsafe fn hash(self, seed: u64) -> u64 {
        hash_word(self.0, seed)
    }

    #[inline(always)]
    unsafe fn equals(self, stored: *const u8) -> bool {
        // SAFETY: the slot holds a key of this kind.
        unsafe { stored.cast::<u64>().read_unaligned() == self.0 }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the slot has room for a key of this kind.
        unsafe { to.cast::<u64>().write_unaligned(self.0) };
        // It may be a pointer.
        barrier::shade(self.0 as usize);
    }
}

/// A string.
#[derive(Clone, Copy)]
pub struct KeyString(pub GoString);

impl Key for KeyString {
    const REPLACES: bool = true;

    #[inline(always)]
    unsafe fn hash(self, seed: u64) -> u64 {
        // SAFETY: the string is live.
        hash_bytes(unsafe { bytes(self.0.data, self.0.length) }, seed)
    }

    #[inline(always)]
    unsafe fn equals(self, stored: *const u8) -> bool {
        // SAFETY: the slot holds a string.
        unsafe {
            let stored = *stored.cast::<GoString>();
            stored.length == self.0.length
                && (stored.data == self.0.data
                    || bytes(stored.data, stored.length) == bytes(self.0.data, self.0.length))
        }
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the slot has room for a string.
        unsafe { *to.cast::<GoString>() = self.0 };
        barrier::shade(self.0.data as usize);
    }
}

/// A key of any type, by address.
#[derive(Clone, Copy)]
pub struct KeyOfType<'a> {
    /// The key type.
    pub descriptor: &'a TypeDescriptor,
    /// Address of the key.
    pub value: *const u8,
}

impl Key for KeyOfType<'_> {
    const REPLACES: bool = true;

    unsafe fn hash(self, seed: u64) -> u64 {
        // SAFETY: the value is of the type.
        unsafe { hash_value(self.descriptor, self.value, seed) }
    }

    unsafe fn require_hashable(self) {
        // SAFETY: the value is of the type.
        unsafe { require_hashable(self.descriptor, self.value) }
    }

    unsafe fn equals(self, stored: *const u8) -> bool {
        // SAFETY: both values are of the type.
        unsafe { equal(self.descriptor, self.value, stored) }
    }

    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the slot has room for a value of the type.
        unsafe {
            core::ptr::copy(self.value, to, self.descriptor.size);
            barrier::shade_range(to, self.descriptor.size);
        }
    }
}

/// The kind of a key type.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum KeyKind {
    /// [`Key32`]
    Word32,
    /// [`Key64`]
    Word64,
    /// [`KeyString`]
    String,
    /// [`KeyOfType`]
    Other,
}

/// The kind of keys of a type.
pub fn kind_of(descriptor: &TypeDescriptor) -> KeyKind {
    if descriptor.kind == kind::STRING {
        KeyKind::String
    } else if descriptor.flags & FLAG_REGULAR_MEMORY == 0 {
        KeyKind::Other
    } else {
        match descriptor.size {
            4 => KeyKind::Word32,
            8 => KeyKind::Word64,
            _ => KeyKind::Other,
        }
    }
}
