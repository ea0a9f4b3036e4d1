//! Words as thunks pass them: results of two words, and strings as text; and words that will be read soon.
//!
//! In: parts of a result.  Out: what thunks hand to Go code.

use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
use grus_abi::value::GoString;

/// A result of two integer words: rax and rdx here, moved to rax and rcx by the thunk.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair(pub usize, pub usize);

/// A string of the program as text. Type and method names are valid UTF-8.
///
/// # Safety
/// The string is live and valid UTF-8.
pub unsafe fn text<'a>(string: GoString) -> &'a str {
    // SAFETY: the caller's promise.
    unsafe { core::str::from_utf8_unchecked(crate::string::bytes(string.data, string.length)) }
}

/// Brings the line of memory at `address` into the caches; any address will do.
#[inline(always)]
pub fn fetch(address: usize) {
    // SAFETY: prefetching has no effect but on caches.
    unsafe { _mm_prefetch::<_MM_HINT_T0>(address as *const i8) };
}
