//! Byte scanning for package internal/bytealg.
//!
//! In: bytes as data and length.  Out: positions, counts, order. Sixteen bytes at a time, the last
//! ones overlapping those before them.

use crate::string::bytes;
use core::arch::x86_64::{
    __m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
};

/// Bytes of a vector.
const WIDTH: usize = 16;

#[inline(always)]
unsafe fn load(data: *const u8) -> __m128i {
    // SAFETY: the caller's 16 bytes are readable; SSE2 is part of x86-64.
    unsafe { _mm_loadu_si128(data.cast()) }
}

/// Bit i is set when byte i of the vector equals the needle's bytes.
#[inline(always)]
fn equal_bits(vector: __m128i, needle: __m128i) -> u32 {
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_movemask_epi8(_mm_cmpeq_epi8(vector, needle)) as u32 }
}

/// Position of the first `byte`.
pub fn index_byte(text: &[u8], byte: u8) -> Option<usize> {
    let (data, length) = (text.as_ptr(), text.len());
    if length < WIDTH {
        return text.iter().position(|each| *each == byte);
    }
    // SAFETY: all loads are inside of the text; SSE2 is part of x86-64.
    unsafe {
        let needle = _mm_set1_epi8(byte as i8);
        let mut at = 0;
        while at + 4 * WIDTH <= length {
            let [a, b, c, d] =
                [0, 1, 2, 3].map(|part| _mm_cmpeq_epi8(load(data.add(at + part * WIDTH)), needle));
            let any = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
            if _mm_movemask_epi8(any) != 0 {
                let low = _mm_movemask_epi8(a) as u64 | (_mm_movemask_epi8(b) as u64) << 16;
                let high = _mm_movemask_epi8(c) as u64 | (_mm_movemask_epi8(d) as u64) << 16;
                return Some(at + (low | high << 32).trailing_zeros() as usize);
            }
            at += 4 * WIDTH;
        }
        while at < length {
            at = at.min(length - WIDTH);
            let bits = equal_bits(load(data.add(at)), needle);
            if bits != 0 {
                return Some(at + bits.trailing_zeros() as usize);
            }
            at += WIDTH;
        }
    }
    None
}

/// How often `byte` occurs.
pub fn count_byte(text: &[u8], byte: u8) -> usize {
    let chunks = text.chunks_exact(WIDTH);
    let rest = chunks
        .remainder()
        .iter()
        .filter(|each| **each == byte)
        .count();
    // SAFETY: SSE2 is part of x86-64.
    let needle = unsafe { _mm_set1_epi8(byte as i8) };
    // SAFETY: each chunk has 16 bytes.
    let whole = chunks
        .map(|chunk| equal_bits(unsafe { load(chunk.as_ptr()) }, needle).count_ones() as usize)
        .sum::<usize>();
    whole + rest
}

fn or_minus_one(position: Option<usize>) -> isize {
    position.map_or(-1, |position| position as isize)
}

/// `func IndexByte(b []byte, c byte) int`
///
/// # Safety
/// Called by the thunk with a valid slice; likewise below.
pub unsafe extern "C" fn rt_indexbyte(
    data: *const u8,
    length: usize,
    _capacity: usize,
    byte: usize,
) -> isize {
    // SAFETY: the caller's promise.
    or_minus_one(index_byte(unsafe { bytes(data, length) }, byte as u8))
}

/// `func IndexByteString(s string, c byte) int`
///
/// # Safety
/// See [`rt_indexbyte`].
pub unsafe extern "C" fn rt_indexbytestring(data: *const u8, length: usize, byte: usize) -> isize {
    // SAFETY: the caller's promise.
    or_minus_one(index_byte(unsafe { bytes(data, length) }, byte as u8))
}

/// `func Count(b []byte, c byte) int`
///
/// # Safety
/// See [`rt_indexbyte`].
pub unsafe extern "C" fn rt_count(
    data: *const u8,
    length: usize,
    _capacity: usize,
    byte: usize,
) -> usize {
    // SAFETY: the caller's promise.
    count_byte(unsafe { bytes(data, length) }, byte as u8)
}

/// `func CountString(s string, c byte) int`
///
/// # Safety
/// See [`rt_indexbyte`].
pub unsafe extern "C" fn rt_countstring(data: *const u8, length: usize, byte: usize) -> usize {
    // SAFETY: the caller's promise.
    count_byte(unsafe { bytes(data, length) }, byte as u8)
}

/// `func Equal(a, b []byte) bool`
///
/// # Safety
/// See [`rt_indexbyte`].
pub unsafe extern "C" fn rt_equal(
    a: *const u8,
    a_length: usize,
    _a_capacity: usize,
    b: *const u8,
    b_length: usize,
    _b_capacity: usize,
) -> usize {
    // SAFETY: the caller's promise.
    usize::from(unsafe { bytes(a, a_length) == bytes(b, b_length) })
}

/// `func Compare(a, b []byte) int`
///
/// # Safety
/// See [`rt_indexbyte`].
pub unsafe extern "C" fn rt_compare(
    a: *const u8,
    a_length: usize,
    _a_capacity: usize,
    b: *const u8,
    b_length: usize,
    _b_capacity: usize,
) -> isize {
    // SAFETY: the caller's promise.
    unsafe { bytes(a, a_length).cmp(bytes(b, b_length)) as isize }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    #[test]
    fn finds_and_counts_at_every_position() {
        for length in 0..if cfg!(miri) { 40 } else { 200 } {
            let mut text = vec![b'.'; length];
            assert_eq!(index_byte(&text, b'x'), None);
            for position in (0..length).rev() {
                text[position] = b'x';
                assert_eq!(index_byte(&text, b'x'), Some(position));
                assert_eq!(count_byte(&text, b'x'), length - position);
            }
        }
    }
}
