//! One bit for each 8-byte word of the arena: may the word hold a pointer?
//!
//! In: objects and their type descriptors.  Out: the bits that the marker follows.
//! Invariants: the bits of an allocated object in a span with pointers are exact for its type, or
//! all set where the type is not known (the marker checks every address anyway). Bits of free
//! objects and of pointer-free spans are arbitrary. A span's bits fill whole 64-bit words of the
//! map, so threads that allocate from different spans never write the same word.

use super::size_class::PAGE_SIZE;
use grus_abi::descriptor::{TypeDescriptor, kind};

const _: () = assert!(PAGE_SIZE.is_multiple_of(64 * 8));

/// The bits from one word of the arena on: 64-bit map words and a bit number.
#[derive(Clone, Copy)]
pub struct Bits {
    words: *mut u64,
    bit: usize,
}

impl Bits {
    /// The bits of the arena word with number `word`, in the map at `map`.
    #[inline(always)]
    pub fn new(map: *mut u64, word: usize) -> Bits {
        Bits {
            words: map.wrapping_add(word / 64),
            bit: word % 64,
        }
    }

    /// Sets the bits that are set in `mask`, which has `count` (at most 64) valid bits.
    ///
    /// # Safety
    /// The words are part of an object that the caller is allocating.
    #[inline(always)]
    pub unsafe fn set_mask(self, mask: u64, count: usize) {
        // SAFETY: the second map word is only touched if the object reaches into it.
        unsafe {
            *self.words |= mask << self.bit;
            if self.bit + count > 64 {
                *self.words.add(1) |= mask >> (64 - self.bit);
            }
        }
    }

    /// Clears `count` bits.
    ///
    /// # Safety
    /// As for [`Bits::set_mask`].
    #[inline]
    pub unsafe fn clear(self, count: usize) {
        // SAFETY: as the caller promises.
        unsafe { self.fill(count, false) }
    }

    /// Sets `count` bits.
    ///
    /// # Safety
    /// As for [`Bits::set_mask`].
    pub unsafe fn set(self, count: usize) {
        // SAFETY: as the caller promises.
        unsafe { self.fill(count, true) }
    }

    #[inline]
    unsafe fn fill(self, count: usize, value: bool) {
        let mut words = self.words;
        let mut rest = count;
        let apply = |word: *mut u64, mask: u64| {
            // SAFETY: the word covers part of the object.
            unsafe { *word = if value { *word | mask } else { *word & !mask } }
        };
        // SAFETY: all words below cover part of the object.
        unsafe {
            if self.bit != 0 || rest < 64 {
                let length = rest.min(64 - self.bit);
                if length == 0 {
                    return;
                }
                apply(words, (u64::MAX >> (64 - length)) << self.bit);
                rest -= length;
                words = words.add(1);
            }
            let whole = rest / 64;
            core::ptr::write_bytes(words, if value { 0xff } else { 0 }, whole);
            if !rest.is_multiple_of(64) {
                apply(words.add(whole), u64::MAX >> (64 - rest % 64));
            }
        }
    }

    /// The bits `offset` words further on.
    #[inline(always)]
    pub fn advance(self, offset: usize) -> Bits {
        let bit = self.bit + offset;
        Bits {
            words: self.words.wrapping_add(bit / 64),
            bit: bit % 64,
        }
    }

    /// The next `count` bits, 1 to 64.
    ///
    /// # Safety
    /// The words are inside the arena.
    #[inline(always)]
    pub unsafe fn load(self, count: usize) -> u64 {
        // SAFETY: the second map word is only read if the words reach into it.
        unsafe {
            let mut bits = *self.words >> self.bit;
            if self.bit + count > 64 {
                bits |= *self.words.add(1) << (64 - self.bit);
            }
            bits & (u64::MAX >> (64 - count))
        }
    }
}

/// Writes the bits of `count` values of type `descriptor`, one behind the other. The bits must be
/// clear before.
///
/// # Safety
/// The words are part of an object that the caller is allocating; the descriptor is valid.
#[inline(always)]
pub unsafe fn write_type(bits: Bits, descriptor: *const TypeDescriptor, count: usize) {
    // SAFETY: the caller's promise; a mask of up to eight words has one byte.
    unsafe {
        let descriptor = &*descriptor;
        let words = descriptor.pointer_bytes / 8;
        if count == 1 && words <= 8 && descriptor.kind != kind::ARRAY {
            if words != 0 {
                bits.set_mask(*descriptor.pointer_mask as u64, words);
            }
            return;
        }
        write_elements(bits, descriptor, count);
    }
}

#[inline(never)]
unsafe fn write_elements(bits: Bits, mut descriptor: &TypeDescriptor, mut count: usize) {
    while descriptor.kind == kind::ARRAY {
        count *= descriptor.length;
        // SAFETY: array types have an element.
        descriptor = unsafe { &*descriptor.element };
    }
    let pointer_words = descriptor.pointer_bytes / 8;
    if pointer_words == 0 || count == 0 {
        return;
    }
    let stride = descriptor.size / 8;
    if stride <= 64 {
        // SAFETY: the mask covers `pointer_words` words.
        let mask = unsafe { mask_bits(descriptor.pointer_mask, 0, pointer_words) };
        // SAFETY: as the caller promises.
        unsafe { write_pattern(bits, mask, stride, count) };
        return;
    }
    for element in 0..count {
        let mut word = 0;
        while word < pointer_words {
            let length = (pointer_words - word).min(64);
            // SAFETY: the mask covers these words, and the object holds the element.
            unsafe {
                let mask = mask_bits(descriptor.pointer_mask, word, length);
                bits.advance(element * stride + word).set_mask(mask, length);
            }
            word += length;
        }
    }
}

/// Repeats a pattern of `stride` (1 to 64) bits `count` times.
///
/// # Safety
/// As for [`write_type`].
pub unsafe fn write_pattern(bits: Bits, mask: u64, stride: usize, count: usize) {
    if stride == 1 && mask == 1 {
        // SAFETY: as the caller promises.
        return unsafe { bits.set(count) };
    }
    // As many copies as fit a word are written at a time.
    let copies = (64 / stride).min(count);
    let mut block = 0;
    for copy in 0..copies {
        block |= mask << (copy * stride);
    }
    let mut done = 0;
    while done + copies <= count {
        // SAFETY: as the caller promises.
        unsafe { bits.advance(done * stride).set_mask(block, copies * stride) };
        done += copies;
    }
    while done < count {
        // SAFETY: as the caller promises.
        unsafe { bits.advance(done * stride).set_mask(mask, stride) };
        done += 1;
    }
}

/// Bits `start..start + count` (at most 64, `start` a multiple of 8) of a descriptor's mask.
///
/// # Safety
/// The mask has that many bits.
pub unsafe fn mask_bits(mask: *const u8, start: usize, count: usize) -> u64 {
    let mut bits = 0;
    for byte in 0..count.div_ceil(8) {
        // SAFETY: as the caller promises.
        bits |= unsafe { *mask.add(start / 8 + byte) as u64 } << (8 * byte);
    }
    bits & (u64::MAX >> (64 - count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    fn read(map: &[u64], count: usize) -> Vec<bool> {
        (0..count)
            .map(|i| map[i / 64] >> (i % 64) & 1 != 0)
            .collect()
    }

    #[test]
    fn fills_and_clears_any_range() {
        for start in [0, 1, 63, 64, 65] {
            for length in [0, 1, 2, 63, 64, 65, 128, 200] {
                let mut map = vec![0u64; 8];
                let bits = Bits::new(map.as_mut_ptr(), start);
                // SAFETY: the map is large enough.
                unsafe { bits.set(length) };
                let expected: Vec<bool> =
                    (0..512).map(|i| i >= start && i < start + length).collect();
                assert_eq!(read(&map, 512), expected);
                // SAFETY: as above.
                unsafe { bits.clear(length) };
                assert!(map.iter().all(|w| *w == 0));
            }
        }
    }

    #[test]
    fn repeats_patterns_across_words() {
        for stride in [1, 2, 3, 5, 8, 17, 33, 63, 64] {
            for start in [0, 7, 60] {
                let mask = 0b101101 & (u64::MAX >> (64 - stride));
                let mut map = vec![0u64; 200];
                // SAFETY: the map is large enough.
                unsafe { write_pattern(Bits::new(map.as_mut_ptr(), start), mask, stride, 100) };
                for (i, bit) in read(&map, 100 * stride + 128).into_iter().enumerate() {
                    let inside = i >= start && i < start + 100 * stride;
                    let expected = inside && mask >> ((i - start) % stride) & 1 != 0;
                    assert_eq!(bit, expected, "stride {stride} start {start} bit {i}");
                }
            }
        }
    }
}
