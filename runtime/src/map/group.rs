//! Groups: eight slots with a control byte each, searched all at once.
//!
//! In: seven bits of a hash.  Out: the set of slots whose control byte matches. A control byte is
//! the hash bits of a full slot, or marks the slot as empty or deleted. Layout: eight control
//! bytes, then eight slots of key and element.

use core::arch::x86_64::{
    __m128i, _mm_cmpeq_epi8, _mm_cvtsi64_si128, _mm_movemask_epi8, _mm_set1_epi8,
};

/// Slots of a group.
pub const SLOTS: usize = 8;
/// Bytes in front of the first slot.
pub const CONTROL_SIZE: usize = 8;
/// Control byte of a slot that was never used since the last rehash.
const EMPTY: u8 = 0x80;
/// Control byte of a slot whose entry was deleted but that searches must pass.
const DELETED: u8 = 0xfe;
/// All slots empty.
pub const ALL_EMPTY: u64 = 0x8080_8080_8080_8080;

/// A set of slots of a group, as bits.
#[derive(Clone, Copy)]
pub struct Slots(u32);

impl Iterator for Slots {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let slot = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(slot)
    }
}

impl Slots {
    /// No slot.
    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The slots from `slot` on.
    #[inline(always)]
    pub fn starting_at(self, slot: usize) -> Slots {
        Slots(self.0 >> slot << slot)
    }
}

/// The eight control bytes of a group.
#[derive(Clone, Copy)]
pub struct Control(pub u64);

impl Control {
    #[inline(always)]
    fn vector(self) -> __m128i {
        // SAFETY: SSE2 is part of x86-64.
        unsafe { _mm_cvtsi64_si128(self.0 as i64) }
    }

    #[inline(always)]
    fn equal_to(self, byte: u8) -> Slots {
        // SAFETY: SSE2 is part of x86-64. The upper half of the vector is zero, hence the mask.
        let bits =
            unsafe { _mm_movemask_epi8(_mm_cmpeq_epi8(self.vector(), _mm_set1_epi8(byte as i8))) };
        Slots(bits as u32 & 0xff)
    }

    /// Full slots with these hash bits.
    #[inline(always)]
    pub fn matching(self, hash_bits: u8) -> Slots {
        self.equal_to(hash_bits)
    }

    /// Slots at which a search may stop.
    #[inline(always)]
    pub fn empty(self) -> Slots {
        self.equal_to(EMPTY)
    }

    /// Slots that can take an entry.
    #[inline(always)]
    pub fn free(self) -> Slots {
        // SAFETY: SSE2 is part of x86-64.
        Slots(unsafe { _mm_movemask_epi8(self.vector()) } as u32 & 0xff)
    }

    /// Slots with an entry.
    #[inline(always)]
    pub fn full(self) -> Slots {
        Slots(self.free().0 ^ 0xff)
    }

    /// The slot is marked deleted.
    #[inline(always)]
    pub fn is_deleted(self, slot: usize) -> bool {
        self.0.to_le_bytes()[slot] == DELETED
    }
}

/// The address of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Group(pub *mut u8);

impl Group {
    /// The control bytes.
    ///
    /// # Safety
    /// The group is live; likewise for the other functions.
    #[inline(always)]
    pub unsafe fn control(self) -> Control {
        // SAFETY: the caller's promise.
        Control(unsafe { *self.0.cast::<u64>() })
    }

    /// Marks a slot full.
    ///
    /// # Safety
    /// See [`Group::control`].
    #[inline(always)]
    pub unsafe fn set_full(self, slot: usize, hash_bits: u8) {
        // SAFETY: the caller's promise.
        unsafe { *self.0.add(slot) = hash_bits };
    }

    /// Marks a slot empty.
    ///
    /// # Safety
    /// See [`Group::control`].
    pub unsafe fn set_empty(self, slot: usize) {
        // SAFETY: the caller's promise.
        unsafe { *self.0.add(slot) = EMPTY };
    }

    /// Marks a slot deleted.
    ///
    /// # Safety
    /// See [`Group::control`].
    pub unsafe fn set_deleted(self, slot: usize) {
        // SAFETY: the caller's promise.
        unsafe { *self.0.add(slot) = DELETED };
    }

    /// Address of a slot.
    #[inline(always)]
    pub fn slot(self, slot: usize, slot_size: usize) -> *mut u8 {
        self.0.wrapping_add(CONTROL_SIZE + slot * slot_size)
    }
}
