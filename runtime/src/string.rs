//! Strings: concatenation, conversions to and from byte and rune slices, decoding, comparison.
//!
//! In: words as the thunks flatten them (data and length).  Out: new strings in the collected heap,
//! or existing ones where gc shares them too. Invalid UTF-8 decodes to U+FFFD with width one, as the
//! spec (Conversions to and from a string type; For statements) says.

use crate::gc::barrier;
use crate::memory::{allocate_pointer_free, size_class, zero_base};
use crate::panic::fatal;
use crate::words::Pair;
use core::slice;
use grus_abi::value::GoString;

/// What invalid bytes decode to.
const REPLACEMENT: u32 = 0xfffd;

/// The strings of a single byte, so that making them allocates nothing.
static SINGLE_BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut index = 0;
    while index < 256 {
        bytes[index] = index as u8;
        index += 1;
    }
    bytes
};

/// The bytes of a string.
///
/// # Safety
/// The words are those of a live string.
#[inline(always)]
pub unsafe fn bytes<'a>(data: *const u8, length: usize) -> &'a [u8] {
    if length == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { slice::from_raw_parts(data, length) }
}

/// A copy of `text` in the collected heap.
pub fn copy(text: &[u8]) -> GoString {
    if text.is_empty() {
        return GoString {
            data: core::ptr::null(),
            length: 0,
        };
    }
    let data = allocate_pointer_free(text.len(), false);
    // SAFETY: the new object is large enough.
    unsafe { core::ptr::copy_nonoverlapping(text.as_ptr(), data, text.len()) };
    GoString {
        data,
        length: text.len(),
    }
}

/// [`copy`] as data and length.
pub fn new_string(text: &[u8]) -> (*const u8, usize) {
    let string = copy(text);
    (string.data, string.length)
}

/// `runtime.concatstrings`: joins `count` strings at `strings`. If only one is not empty it is the
/// result.
///
/// # Safety
/// Called by the thunk with valid strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_concatstrings(strings: *const GoString, count: usize) -> Pair {
    // SAFETY: the caller's promise.
    unsafe { rt_concatstringsin(core::ptr::null_mut(), strings, count) }
}

/// `runtime.concatstringsin`: likewise, in a buffer of `BUFFER` bytes if there is one and the result fits.
///
/// # Safety
/// Called by the thunk with valid strings and a buffer that none of them is in, or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_concatstringsin(
    buffer: *mut u8,
    strings: *const GoString,
    count: usize,
) -> Pair {
    // SAFETY: the caller's promise.
    let strings = unsafe { slice::from_raw_parts(strings, count) };
    let mut total: usize = 0;
    let mut last = GoString {
        data: core::ptr::null(),
        length: 0,
    };
    let mut filled = 0;
    for string in strings {
        if string.length != 0 {
            let Some(sum) = total.checked_add(string.length) else {
                fatal("string concatenation too long")
            };
            total = sum;
            last = *string;
            filled += 1;
        }
    }
    // A single string is the result, unless it may lie in the frame that converted it.
    if filled == 0 || filled == 1 && total > BUFFER {
        return Pair(last.data as usize, last.length);
    }
    if total > isize::MAX as usize {
        fatal("string concatenation too long");
    }
    let data = if total > BUFFER || buffer.is_null() {
        allocate_pointer_free(total, false)
    } else {
        buffer
    };
    let mut at = data;
    for string in strings {
        // SAFETY: there is room for all strings.
        unsafe {
            core::ptr::copy_nonoverlapping(string.data, at, string.length);
            at = at.add(string.length);
        }
    }
    Pair(data as usize, total)
}

/// `runtime.cmpstring`
///
/// # Safety
/// Called by the thunk with valid strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_cmpstring(
    a: *const u8,
    a_length: usize,
    b: *const u8,
    b_length: usize,
) -> isize {
    // SAFETY: the caller's promise.
    unsafe { bytes(a, a_length).cmp(bytes(b, b_length)) as isize }
}

/// `runtime.slicebytetostring`
///
/// # Safety
/// Called by the thunk with a valid slice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_slicebytetostring(data: *const u8, length: usize) -> Pair {
    if length == 1 {
        // SAFETY: one byte is readable; the table has an entry for each value.
        let single = unsafe { SINGLE_BYTES.as_ptr().add(*data as usize) };
        return Pair(single as usize, 1);
    }
    // SAFETY: the caller's promise.
    let string = copy(unsafe { bytes(data, length) });
    Pair(string.data as usize, string.length)
}

/// `runtime.stringtoslicebyte`: the capacity is what fits the allocated object, as in gc.
///
/// # Safety
/// Called by the thunk with a valid string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_stringtoslicebyte(data: *const u8, length: usize) -> Pair {
    if length == 0 {
        return Pair(zero_base() as usize, 0);
    }
    let capacity = size_class::round_up_size(length, true);
    let copy = allocate_pointer_free(capacity, false);
    // SAFETY: the new object is large enough.
    unsafe {
        core::ptr::copy_nonoverlapping(data, copy, length);
        core::ptr::write_bytes(copy.add(length), 0, capacity - length);
    }
    Pair(copy as usize, capacity)
}

/// How much fits into the buffer that a frame has for a conversion whose result stays there, as gc's.
const BUFFER: usize = 32;

/// `runtime.slicebytetostringin`
///
/// # Safety
/// Called by the thunk with a buffer of `BUFFER` bytes and a valid slice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_slicebytetostringin(
    buffer: *mut u8,
    data: *const u8,
    length: usize,
) -> Pair {
    if length > BUFFER {
        // SAFETY: the caller's promise.
        return unsafe { rt_slicebytetostring(data, length) };
    }
    // SAFETY: it fits; the buffer is new to the caller, who gave the bytes from elsewhere.
    unsafe { core::ptr::copy(data, buffer, length) };
    Pair(buffer as usize, length)
}

/// `runtime.stringtoslicebytein`
///
/// # Safety
/// Called by the thunk with a buffer of `BUFFER` bytes and a valid string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_stringtoslicebytein(
    buffer: *mut u8,
    data: *const u8,
    length: usize,
) -> Pair {
    if length > BUFFER {
        // SAFETY: the caller's promise.
        return unsafe { rt_stringtoslicebyte(data, length) };
    }
    // SAFETY: it fits; the string may lie in the buffer, from the last time round.
    unsafe {
        core::ptr::copy(data, buffer, length);
        core::ptr::write_bytes(buffer.add(length), 0, BUFFER - length);
    }
    Pair(buffer as usize, BUFFER)
}

/// `runtime.slicerunetostring`
///
/// # Safety
/// Called by the thunk with a valid slice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_slicerunetostring(runes: *const i32, count: usize) -> Pair {
    if count == 0 {
        return Pair(0, 0);
    }
    // SAFETY: the caller's promise.
    let runes = unsafe { slice::from_raw_parts(runes, count) };
    let mut buffer = [0; 4];
    let total = runes
        .iter()
        .map(|rune| encode_rune(*rune as i64, &mut buffer))
        .sum();
    let data = allocate_pointer_free(total, false);
    let mut at = data;
    for rune in runes {
        let width = encode_rune(*rune as i64, &mut buffer);
        // SAFETY: the new object has room for all runes.
        unsafe {
            core::ptr::copy_nonoverlapping(buffer.as_ptr(), at, width);
            at = at.add(width);
        }
    }
    Pair(data as usize, total)
}

/// `runtime.stringtoslicerune`
///
/// # Safety
/// Called by the thunk with a valid string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_stringtoslicerune(data: *const u8, length: usize) -> Pair {
    // SAFETY: the caller's promise.
    let text = unsafe { bytes(data, length) };
    let count = count_runes(text);
    if count == 0 {
        return Pair(zero_base() as usize, 0);
    }
    let runes = allocate_pointer_free(count * 4, true).cast::<u32>();
    let mut at = 0;
    for index in 0..count {
        let (rune, width) = decode_rune(&text[at..]);
        // SAFETY: the new object has room for all runes.
        unsafe { *runes.add(index) = rune };
        at += width;
    }
    Pair(runes as usize, count)
}

/// `runtime.intstring`: `string(rune)`.
#[unsafe(no_mangle)]
pub extern "C" fn rt_intstring(value: i64) -> Pair {
    let mut buffer = [0; 4];
    let width = encode_rune(value, &mut buffer);
    // SAFETY: the buffer is readable.
    unsafe { rt_slicebytetostring(buffer.as_ptr(), width) }
}

/// `runtime.decoderune`
///
/// # Safety
/// Called by the thunk with a valid string and an index inside of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_decoderune(data: *const u8, length: usize, index: usize) -> Pair {
    // SAFETY: the caller's promise.
    let (rune, width) = decode_rune(unsafe { bytes(data.add(index), length - index) });
    Pair(rune as usize, index + width)
}

/// `runtime.countrunes`
///
/// # Safety
/// Called by the thunk with a valid string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_countrunes(data: *const u8, length: usize) -> usize {
    // SAFETY: the caller's promise.
    count_runes(unsafe { bytes(data, length) })
}

/// `runtime.typedmemmove`
///
/// # Safety
/// As for [`rt_memmove`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_memmove_pointers(to: *mut u8, from: *const u8, count: usize) {
    // SAFETY: the caller's.
    unsafe {
        core::ptr::copy(from, to, count);
        barrier::shade_range(to, count);
    }
}

/// `runtime.memmove`
///
/// # Safety
/// Called by the thunk with valid ranges.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_memmove(to: *mut u8, from: *const u8, count: usize) {
    // SAFETY: the caller's promise.
    unsafe { core::ptr::copy(from, to, count) };
}

/// `runtime.memclr`
///
/// # Safety
/// Called by the thunk with a valid range.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_memclr(to: *mut u8, count: usize) {
    // SAFETY: the caller's promise.
    unsafe { core::ptr::write_bytes(to, 0, count) };
}

/// `runtime.memequal`
///
/// # Safety
/// Called by the thunk with valid ranges.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_memequal(a: *const u8, b: *const u8, count: usize) -> usize {
    // SAFETY: the caller's promise.
    usize::from(a == b || unsafe { bytes(a, count) == bytes(b, count) })
}

/// Writes the UTF-8 form of a code point, of U+FFFD if it is none; returns the number of bytes.
pub fn encode_rune(value: i64, buffer: &mut [u8; 4]) -> usize {
    let rune = u32::try_from(value)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or('\u{fffd}');
    rune.encode_utf8(buffer).len()
}

/// The first code point of `text`, which is not empty, and its width.
#[inline]
pub fn decode_rune(text: &[u8]) -> (u32, usize) {
    let first = text[0];
    if first < 0x80 {
        return (first as u32, 1);
    }
    // Width, the bits of the first byte, and the bounds of the second (Unicode, table 3-7).
    let (width, bits, low, high) = match first {
        0xc2..=0xdf => (2, first & 0x1f, 0x80, 0xbf),
        0xe0 => (3, first & 0x0f, 0xa0, 0xbf),
        0xe1..=0xec | 0xee..=0xef => (3, first & 0x0f, 0x80, 0xbf),
        0xed => (3, first & 0x0f, 0x80, 0x9f),
        0xf0 => (4, first & 0x07, 0x90, 0xbf),
        0xf1..=0xf3 => (4, first & 0x07, 0x80, 0xbf),
        0xf4 => (4, first & 0x07, 0x80, 0x8f),
        _ => return (REPLACEMENT, 1),
    };
    if text.len() < width || text[1] < low || text[1] > high {
        return (REPLACEMENT, 1);
    }
    let mut rune = (bits as u32) << 6 | (text[1] & 0x3f) as u32;
    for &byte in &text[2..width] {
        if byte & 0xc0 != 0x80 {
            return (REPLACEMENT, 1);
        }
        rune = rune << 6 | (byte & 0x3f) as u32;
    }
    (rune, width)
}

/// Number of code points, each invalid byte counting as one.
pub fn count_runes(text: &[u8]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while at < text.len() {
        at += if text[at] < 0x80 {
            1
        } else {
            decode_rune(&text[at..]).1
        };
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;
    use std::vec::Vec;

    fn as_bytes<'a>(pair: Pair) -> &'a [u8] {
        // SAFETY: results of the functions under test are live.
        unsafe { bytes(pair.0 as *const u8, pair.1) }
    }

    #[test]
    fn concatenation_shares_a_lone_string() {
        let text = |s: &'static str| GoString {
            data: s.as_ptr(),
            length: s.len(),
        };
        let strings = [text(""), text("ab"), text("")];
        // SAFETY: the strings are static.
        let one = unsafe { rt_concatstrings(strings.as_ptr(), 3) };
        assert_ne!(one.0, strings[1].data as usize);
        let strings = [text("ab"), text(""), text("cde"), text("f")];
        // SAFETY: as above.
        let all = unsafe { rt_concatstrings(strings.as_ptr(), 4) };
        assert_eq!(as_bytes(all), b"abcdef");
    }

    #[test]
    fn decoding_agrees_with_lossy_conversion() {
        // Rust replaces maximal prefixes, Go single bytes; on prefixes of length one both agree,
        // so check validity of every sequence instead.
        for a in 0..=255u8 {
            for b in [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0] {
                for c in [0x00, 0x80, 0xbf, 0xc0] {
                    let text = [a, b, c, 0x80];
                    let (rune, width) = decode_rune(&text);
                    let expected = (1..=4).find_map(|n| core::str::from_utf8(&text[..n]).ok());
                    match expected {
                        Some(valid) => {
                            let first = valid.chars().next().expect("not empty");
                            assert_eq!((rune, width), (first as u32, first.len_utf8()));
                        }
                        None => assert_eq!((rune, width), (REPLACEMENT, 1)),
                    }
                }
            }
        }
        assert_eq!(decode_rune(b"\xe4\xb8"), (REPLACEMENT, 1));
    }

    #[test]
    fn conversions_round_trip() {
        let text = "añ\u{65e5}𝄞z";
        // SAFETY: the string is static.
        let runes = unsafe { rt_stringtoslicerune(text.as_ptr(), text.len()) };
        let list: Vec<char> = text.chars().collect();
        assert_eq!(runes.1, list.len());
        // SAFETY: the runes were just made.
        let back = unsafe { rt_slicerunetostring(runes.0 as *const i32, runes.1) };
        assert_eq!(as_bytes(back), text.as_bytes());
        assert_eq!(as_bytes(rt_intstring(0x1d11e)), "𝄞".as_bytes());
        assert_eq!(as_bytes(rt_intstring(-1)), "\u{fffd}".as_bytes());
        assert_eq!(as_bytes(rt_intstring(0xd800)), "\u{fffd}".as_bytes());
        // SAFETY: the string is static.
        let slice = unsafe { rt_stringtoslicebyte(text.as_ptr(), text.len()) };
        assert_eq!(slice.1, 16);
        let _: String = text.into();
    }

    #[test]
    fn single_bytes_are_not_allocated() {
        // SAFETY: the strings are static.
        let (a, b) = unsafe {
            (
                rt_slicebytetostring(b"x".as_ptr(), 1),
                rt_slicebytetostring(b"x".as_ptr(), 1),
            )
        };
        assert_eq!(a.0, b.0);
        assert_eq!(as_bytes(a), b"x");
    }
}
