//! The check that `GODEBUG=gcverify=1` makes after marking: everything that a marked object points
//! to is marked too.
//!
//! In: the heap after marking, world still stopped.  Out: nothing, or the end of the program with
//! the two addresses. This is independent of the marker's work lists, ordering and parallelism: it
//! visits all spans one after the other.

use crate::memory::arena;
use crate::memory::central;
use crate::memory::span::Span;

/// Checks the whole heap.
pub fn check() {
    central::for_each_span(|span| {
        // SAFETY: spans in the lists are valid, and the world is stopped.
        unsafe { check_span(&*span) }
    });
}

unsafe fn check_span(span: &Span) {
    for index in 0..span.count as usize {
        if !span.is_marked(index) {
            continue;
        }
        let object = span.address_of(index);
        if !span.is_allocated(index) {
            fail("runtime: marked object is free", object, 0);
        }
        if span.is_pointer_free() {
            continue;
        }
        for word in 0..span.element_size / 8 {
            let address = object + word * 8;
            // SAFETY: the word is inside of a live object.
            let value = unsafe {
                if arena::bits_at(address).load(1) == 0 {
                    continue;
                }
                *(address as *const usize)
            };
            if !is_reached(value) {
                fail("runtime: object reachable but not marked", address, value);
            }
        }
    }
}

/// Checks what the words of a stack lead to: allocated objects must be marked.
pub fn check_range(start: *const usize, end: *const usize) {
    let mut at = start;
    while at.wrapping_add(1) <= end {
        // SAFETY: the range is that of a stack that stands still.
        let word = unsafe { at.read_volatile() };
        let span = arena::span_of(word);
        // SAFETY: spans in the page table are valid.
        if let Some(span) = unsafe { span.as_ref() } {
            let index = span.index_of(word);
            if index < span.count as usize && span.is_allocated(index) && !span.is_marked(index) {
                fail("runtime: root not marked", at as usize, word);
            }
        }
        at = at.wrapping_add(1);
    }
}

/// The word does not point to an unmarked object.
fn is_reached(word: usize) -> bool {
    let span = arena::span_of(word);
    if span.is_null() {
        return true;
    }
    // SAFETY: spans in the page table are valid.
    let span = unsafe { &*span };
    let index = span.index_of(word);
    index >= span.count as usize || span.is_marked(index)
}

fn fail(text: &str, from: usize, to: usize) -> ! {
    let mut buffer = [0; 18];
    for part in [
        text,
        ": ",
        crate::print::hexadecimal(from as u64, &mut buffer),
    ] {
        crate::os::write_error(part.as_bytes());
    }
    for part in [
        " -> ",
        crate::print::hexadecimal(to as u64, &mut buffer),
        "\n",
    ] {
        crate::os::write_error(part.as_bytes());
    }
    crate::panic::fatal("gcverify")
}
