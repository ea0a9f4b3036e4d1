//! `make` and growth of slices.
//!
//! In: element descriptors and lengths.  Out: backing arrays. Capacities after growth are gc's to
//! the last element (runtime/slice.go of 1.27): doubling below 256 elements, then a smooth
//! transition to a factor of 1.25, rounded up to the size class.

use crate::gc::barrier;
use crate::memory::{self, MAX_ALLOCATION, allocate_pointer_free, size_class, zero_base};
use crate::panic::runtime_error;
use crate::words::Pair;
use grus_abi::descriptor::TypeDescriptor;

/// Slices below this capacity double.
const DOUBLING_LIMIT: usize = 256;

/// `runtime.makeslice`
///
/// # Safety
/// Called by the thunk with a valid descriptor.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_makeslice(
    element: *const TypeDescriptor,
    length: isize,
    capacity: isize,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    let size = unsafe { (*element).size };
    let fits = |count: isize| {
        count >= 0
            && (count as usize)
                .checked_mul(size)
                .is_some_and(|n| n <= MAX_ALLOCATION)
    };
    if !fits(capacity) || length < 0 || length > capacity {
        // gc blames the length if that alone is too large: `make([]T, n)` has only one operand.
        runtime_error(if fits(length) {
            "makeslice: cap out of range"
        } else {
            "makeslice: len out of range"
        });
    }
    // SAFETY: the descriptor is valid and the product was checked.
    unsafe { memory::new_array(element, capacity as usize) }
}

/// `runtime.growslice`
///
/// # Safety
/// Called by the thunk with a valid descriptor and slice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_growslice(
    old: *const u8,
    new_length: isize,
    old_capacity: usize,
    added: usize,
    element: *const TypeDescriptor,
) -> Pair {
    // SAFETY: the caller's promise.
    let (size, pointer_free) = unsafe { ((*element).size, (*element).pointer_bytes == 0) };
    if new_length < 0 {
        runtime_error("growslice: len out of range");
    }
    let new_length = new_length as usize;
    if size == 0 {
        return Pair(zero_base() as usize, new_length);
    }
    let wanted = next_capacity(new_length, old_capacity);
    let bytes = match wanted.checked_mul(size) {
        Some(bytes) if bytes <= MAX_ALLOCATION => size_class::round_up_size(bytes, pointer_free),
        _ => runtime_error("growslice: len out of range"),
    };
    let capacity = bytes / size;
    let bytes = capacity * size;
    let kept = (new_length - added) * size;
    // SAFETY: the old array has `kept` bytes, the new one more.
    unsafe {
        let new = if pointer_free {
            let new = allocate_pointer_free(bytes, false);
            // The caller writes the added elements.
            core::ptr::write_bytes(new.add(new_length * size), 0, bytes - new_length * size);
            new
        } else {
            memory::new_array(element, capacity)
        };
        core::ptr::copy_nonoverlapping(old, new, kept);
        if !pointer_free {
            barrier::filled(new, kept);
        }
        Pair(new as usize, capacity)
    }
}

/// The capacity to ask for before rounding.
fn next_capacity(new_length: usize, old_capacity: usize) -> usize {
    let double = old_capacity.wrapping_add(old_capacity);
    if new_length > double {
        return new_length;
    }
    if old_capacity < DOUBLING_LIMIT {
        return double;
    }
    let mut capacity = old_capacity;
    while capacity < new_length {
        capacity = capacity.wrapping_add(capacity.wrapping_add(3 * DOUBLING_LIMIT) >> 2);
    }
    if capacity > isize::MAX as usize {
        new_length
    } else {
        capacity
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    /// Rows of `growth.txt`: element size, has pointers, old capacity, new length, new capacity,
    /// printed by a Go 1.27.3 program.
    #[test]
    #[cfg_attr(miri, ignore = "safe code, many numbers")]
    fn capacities_are_those_of_gc() {
        for line in include_str!("../testdata/growth.txt").lines() {
            let row: Vec<usize> = line
                .split(' ')
                .map(|n| n.parse().expect("number"))
                .collect();
            let [size, pointers, old_capacity, new_length, expected] = row[..] else {
                panic!("bad row {line}")
            };
            let wanted = next_capacity(new_length, old_capacity) * size;
            let capacity = size_class::round_up_size(wanted, pointers == 0) / size;
            assert_eq!(capacity, expected, "row {line}");
        }
    }
}
