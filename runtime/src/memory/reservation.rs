//! Ranges of address space that are reserved at once and made usable from their start as needed.
//!
//! In: a size and a wished address.  Out: `Reservation`, whose committed prefix is readable,
//! writable and reads as zero until written. Invariant: a reservation never moves or shrinks, so
//! addresses into it may be kept without locks. Reserved but uncommitted memory has no access
//! rights: it costs nothing even where the system does not overcommit.

use crate::os::MAPPING;
use rustix::mm::{self, MprotectFlags, ProtFlags};

/// Commits happen in multiples of this, which is also the alignment of every reservation.
pub const COMMIT_UNIT: usize = 4 << 20;

/// How address space is reserved. Miri knows only mappings that may be read and written.
const RESERVED: ProtFlags = match cfg!(miri) {
    true => ProtFlags::READ.union(ProtFlags::WRITE),
    false => ProtFlags::empty(),
};

/// A range of addresses with a usable prefix.
pub struct Reservation {
    base: usize,
    size: usize,
    committed: usize,
}

impl Reservation {
    /// A reservation without address space.
    pub const EMPTY: Reservation = Reservation {
        base: 0,
        size: 0,
        committed: 0,
    };

    /// Reserves `size` bytes, at address `hint` if that is free; `None` if the system refuses.
    pub fn new(hint: usize, size: usize) -> Option<Reservation> {
        let size = round_up(size, COMMIT_UNIT);
        let map = |hint: usize, size: usize| {
            // SAFETY: a mapping without a fixed address cannot touch existing ones.
            unsafe { mm::mmap_anonymous(hint as *mut _, size, RESERVED, MAPPING) }
        };
        let mut base = map(hint, size).ok()? as usize;
        if !base.is_multiple_of(COMMIT_UNIT) {
            // SAFETY: the range was just mapped and nobody knows it.
            unsafe { mm::munmap(base as *mut _, size).ok()? };
            let start = map(0, size + COMMIT_UNIT).ok()? as usize;
            base = round_up(start, COMMIT_UNIT);
        }
        Some(Reservation {
            base,
            size,
            committed: 0,
        })
    }

    /// First address.
    pub fn base(&self) -> usize {
        self.base
    }

    /// Reserved bytes.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Usable bytes from the base on.
    pub fn committed(&self) -> usize {
        self.committed
    }

    /// Makes at least the first `bytes` usable; false if they exceed the reservation or the system
    /// refuses.
    #[must_use]
    pub fn commit(&mut self, bytes: usize) -> bool {
        if bytes <= self.committed {
            return true;
        }
        let target = round_up(bytes, COMMIT_UNIT).min(self.size);
        if bytes > target {
            return false;
        }
        let start = (self.base + self.committed) as *mut core::ffi::c_void;
        let access = MprotectFlags::READ | MprotectFlags::WRITE;
        // SAFETY: the range is part of our own mapping and not in use yet.
        if !cfg!(miri) && unsafe { mm::mprotect(start, target - self.committed, access) }.is_err() {
            return false;
        }
        self.committed = target;
        true
    }
}

/// The least multiple of `unit`, a power of two, that is at least `value`.
pub const fn round_up(value: usize, unit: usize) -> usize {
    (value + unit - 1) & !(unit - 1)
}

/// Gives the memory of whole 4 KB pages back to the system; it reads as zero afterwards.
///
/// # Safety
/// Nothing in the range is used any more.
pub unsafe fn release(address: usize, size: usize) {
    // A refusal (Miri takes no advice) only means that memory stays resident; its content must still
    // be gone.
    // SAFETY: the caller gives the range up.
    let released = !cfg!(miri)
        && unsafe { mm::madvise(address as *mut _, size, mm::Advice::LinuxDontNeed) }.is_ok();
    if !released {
        // SAFETY: as above; the range is committed.
        unsafe { core::ptr::write_bytes(address as *mut u8, 0, size) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_a_growing_prefix_that_reads_as_zero() {
        let mut range = Reservation::new(0, 64 << 20).expect("address space");
        assert!(range.base().is_multiple_of(COMMIT_UNIT));
        assert!(range.commit(1));
        assert_eq!(range.committed(), COMMIT_UNIT);
        let last = (range.base() + COMMIT_UNIT - 1) as *mut u8;
        // SAFETY: the byte is committed.
        unsafe {
            assert_eq!(*last, 0);
            *last = 7;
            release(range.base(), COMMIT_UNIT);
            assert_eq!(*last, 0);
        }
        assert!(range.commit(64 << 20));
        assert!(!range.commit((64 << 20) + 1));
    }
}
