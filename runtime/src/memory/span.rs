//! Spans: runs of pages that hold objects of one size, and the bits that describe the objects.
//!
//! In: page runs.  Out: `Span` headers with an "allocated" and a "marked" bit per object, the
//! computation from an address inside an object to the object, and lists of spans.
//! Invariants: outside collections the marked bits of swept spans are zero; a set allocated bit
//! means that the object survived the last collection or lies in a run handed to a cache since.
//! Headers live outside the collected heap and are reused, never unmapped, so a stale pointer to
//! one is readable.
//! Not here: which spans exist (`central`), where pointers are inside objects (`pointer_bits`).

use super::fixed;
use super::size_class::{CLASS_PAGES, CLASS_SIZES, PAGE_SIZE};
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::words::fetch;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicU64, Ordering};

/// A size class and whether its objects are free of pointers: `class * 2 + pointer_free`.
pub type SpanClass = usize;
/// Number of span classes. Classes 0 and 1 are for objects with a span of their own.
pub const SPAN_CLASS_COUNT: usize = super::size_class::CLASS_COUNT * 2;

/// The span class for a size class.
#[inline(always)]
pub const fn span_class(size_class: usize, pointer_free: bool) -> SpanClass {
    size_class * 2 + pointer_free as usize
}

/// Objects of this span class hold no pointers.
#[inline(always)]
pub const fn is_pointer_free(class: SpanClass) -> bool {
    class & 1 != 0
}

/// Header of a span. The bits follow it in memory, marked before allocated; the two pointers
/// swap at every sweep.
#[repr(C, align(64))]
pub struct Span {
    /// Address of the first object.
    pub base: usize,
    /// Bytes of an object.
    pub element_size: usize,
    /// One bit an object: reached in the current collection.
    pub marked: *mut u64,
    /// One bit an object: see the module's invariants.
    pub allocated: *mut u64,
    /// Next in whatever list the span is in.
    pub next: *mut Span,
    /// `ceil(2^32 / element_size)`; 0 for a single object.
    magic: u32,
    /// Number of pages.
    pub pages: u32,
    /// Number of objects.
    pub count: u16,
    /// Objects below this index are not free, or were handed out since the last sweep.
    pub free_index: u16,
    /// Words of each of the two bit maps.
    words: u16,
    /// The span class.
    pub class: u8,
    /// Free objects may contain old data.
    pub dirty: bool,
}

const _: () = assert!(size_of::<Span>() == 64);

/// Free headers by number of bit map words (a power of two up to 16).
struct FreeHeaders {
    lists: [*mut Span; 5],
}

// SAFETY: the pointers are to free headers, which nobody else uses.
unsafe impl Send for FreeHeaders {}

static FREE_HEADERS: Mutex<FreeHeaders, { rank::SPAN_HEADERS }> = Mutex::new(FreeHeaders {
    lists: [null_mut(); 5],
});

impl Span {
    /// Makes the header of a span of `class` over pages at `base`. A span of class 0 or 1 holds
    /// one object of `pages` pages.
    pub fn create(class: SpanClass, base: usize, pages: usize, zero: bool) -> *mut Span {
        let size_class = class / 2;
        let bytes = pages * PAGE_SIZE;
        let element_size = if size_class == 0 {
            bytes
        } else {
            CLASS_SIZES[size_class] as usize
        };
        let count = bytes / element_size;
        let words = count.div_ceil(64).next_power_of_two();
        let kind = words.trailing_zeros() as usize;
        let span = {
            let mut free = FREE_HEADERS.lock();
            let span = free.lists[kind];
            if !span.is_null() {
                // SAFETY: the list holds free headers.
                free.lists[kind] = unsafe { (*span).next };
            }
            span
        };
        let span = if span.is_null() {
            fixed::allocate(size_of::<Span>() + 16 * words, 64).cast::<Span>()
        } else {
            span
        };
        // SAFETY: the header and its two bit maps are ours alone.
        unsafe {
            let marked = span.add(1).cast::<u64>();
            core::ptr::write_bytes(marked, 0, 2 * words);
            span.write(Span {
                base,
                element_size,
                marked,
                allocated: marked.add(words),
                next: null_mut(),
                magic: if count == 1 {
                    0
                } else {
                    (u32::MAX / element_size as u32) + 1
                },
                pages: pages as u32,
                count: count as u16,
                free_index: 0,
                words: words as u16,
                class: class as u8,
                dirty: !zero,
            });
        }
        span
    }

    /// Makes the header free for another span.
    ///
    /// # Safety
    /// The page table no longer leads to the span and it is in no list.
    pub unsafe fn recycle(span: *mut Span) {
        // SAFETY: the caller gives the header up.
        unsafe {
            let kind = (*span).words.trailing_zeros() as usize;
            let mut free = FREE_HEADERS.lock();
            (*span).next = free.lists[kind];
            free.lists[kind] = span;
        }
    }

    /// Pages of a span of a size class other than 0.
    pub fn pages_of_class(size_class: usize) -> usize {
        CLASS_PAGES[size_class] as usize
    }

    /// Index of the object that contains `address`, which is inside the span; at least `count` for
    /// the unused rest at the span's end.
    #[inline(always)]
    pub fn index_of(&self, address: usize) -> usize {
        let offset = address - self.base;
        ((offset as u64).wrapping_mul(self.magic as u64) >> 32) as usize
    }

    /// Address of an object.
    #[inline(always)]
    pub fn address_of(&self, index: usize) -> usize {
        self.base + index * self.element_size
    }

    /// The objects hold no pointers.
    #[inline(always)]
    pub fn is_pointer_free(&self) -> bool {
        is_pointer_free(self.class as usize)
    }

    /// The object is not free.
    #[inline]
    pub fn is_allocated(&self, index: usize) -> bool {
        debug_assert!(index < self.count as usize);
        // SAFETY: the bit maps cover all objects.
        unsafe { *self.allocated.add(index / 64) >> (index % 64) & 1 != 0 }
    }

    /// The object's bits are about to be read.
    #[inline]
    pub fn fetch_bits(&self, index: usize) {
        debug_assert!(index < self.count as usize);
        // SAFETY: the bit maps cover all objects.
        unsafe {
            fetch(self.marked.add(index / 64) as usize);
            fetch(self.allocated.add(index / 64) as usize);
        }
    }

    /// The object has been reached in this collection.
    #[inline]
    pub fn is_marked(&self, index: usize) -> bool {
        debug_assert!(index < self.count as usize);
        // SAFETY: the bit maps cover all objects.
        unsafe { *self.marked.add(index / 64) >> (index % 64) & 1 != 0 }
    }

    /// How many objects are not free.
    pub fn allocated_count(&self) -> usize {
        // SAFETY: the bit maps have this many words.
        unsafe { count_ones(self.allocated, self.words as usize) }
    }

    /// How many objects have been reached.
    pub fn marked_count(&self) -> usize {
        // SAFETY: the bit maps have this many words.
        unsafe { count_ones(self.marked, self.words as usize) }
    }

    /// After a collection: what was reached is what is allocated, and nothing is reached yet.
    pub fn adopt_marks(&mut self) {
        core::mem::swap(&mut self.marked, &mut self.allocated);
        self.free_index = 0;
        // SAFETY: the bit maps have this many words.
        unsafe { core::ptr::write_bytes(self.marked, 0, self.words as usize) };
    }

    /// Finds the next run of free objects, at most `limit` of them, marks it allocated and moves
    /// `free_index` behind it.
    pub fn take_run(&mut self, limit: usize) -> Option<(usize, usize)> {
        let count = self.count as usize;
        let mut start = self.free_index as usize;
        let word = |index: usize| {
            // SAFETY: the bit maps cover all objects, and indices stay below `count`.
            unsafe { *self.allocated.add(index / 64) >> (index % 64) }
        };
        while start < count {
            let rest = word(start);
            if rest & 1 == 0 {
                break;
            }
            start += (rest.trailing_ones() as usize).min(64 - start % 64);
        }
        if start >= count {
            self.free_index = self.count;
            return None;
        }
        let bound = count.min(start + limit);
        let mut end = start;
        while end < bound {
            let rest = word(end);
            let left = 64 - end % 64;
            let free = (rest.trailing_zeros() as usize).min(left);
            end += free;
            if free < left {
                break;
            }
        }
        let end = end.min(bound);
        self.change_allocated(start, end, true);
        self.free_index = end as u16;
        Some((start, end))
    }

    /// Sets or clears the marked bits of the objects `start..end`, while others mark in the span.
    pub fn change_marked(&self, start: usize, end: usize, value: bool) {
        let mut at = start;
        while at < end {
            let length = (64 - at % 64).min(end - at);
            let mask = (u64::MAX >> (64 - length)) << (at % 64);
            // SAFETY: the bit maps cover all objects.
            let word = unsafe { AtomicU64::from_ptr(self.marked.add(at / 64)) };
            if value {
                word.fetch_or(mask, Ordering::Relaxed);
            } else {
                word.fetch_and(!mask, Ordering::Relaxed);
            }
            at += length;
        }
    }

    /// Sets or clears the allocated bits of the objects `start..end`.
    pub fn change_allocated(&mut self, start: usize, end: usize, value: bool) {
        let mut at = start;
        while at < end {
            let length = (64 - at % 64).min(end - at);
            let mask = (u64::MAX >> (64 - length)) << (at % 64);
            // SAFETY: the bit maps cover all objects.
            unsafe {
                let word = self.allocated.add(at / 64);
                *word = if value { *word | mask } else { *word & !mask };
            }
            at += length;
        }
    }
}

unsafe fn count_ones(words: *const u64, count: usize) -> usize {
    // SAFETY: as the caller promises.
    (0..count)
        .map(|i| unsafe { (*words.add(i)).count_ones() as usize })
        .sum()
}

/// A singly linked list of spans, newest first, that can be joined to another in one step.
pub struct SpanList {
    head: *mut Span,
    tail: *mut Span,
    length: usize,
}

// SAFETY: the spans in a list belong to the list.
unsafe impl Send for SpanList {}

impl SpanList {
    /// No spans.
    pub const EMPTY: SpanList = SpanList {
        head: null_mut(),
        tail: null_mut(),
        length: 0,
    };

    /// How many spans are in it.
    pub fn length(&self) -> usize {
        self.length
    }

    /// No spans in it?
    pub fn is_empty(&self) -> bool {
        self.head.is_null()
    }

    /// Adds a span.
    ///
    /// # Safety
    /// The span is the caller's and in no list.
    pub unsafe fn push(&mut self, span: *mut Span) {
        // SAFETY: the caller's promise.
        unsafe { (*span).next = self.head };
        if self.head.is_null() {
            self.tail = span;
        }
        self.head = span;
        self.length += 1;
    }

    /// Removes the newest span.
    pub fn pop(&mut self) -> Option<*mut Span> {
        if self.head.is_null() {
            return None;
        }
        let span = self.head;
        // SAFETY: spans in the list are live.
        self.head = unsafe { (*span).next };
        self.length -= 1;
        Some(span)
    }

    /// Moves all spans of `other` to this list.
    pub fn append(&mut self, other: &mut SpanList) {
        if other.head.is_null() {
            return;
        }
        if self.head.is_null() {
            self.tail = other.tail;
        } else {
            // SAFETY: the tail of a non-empty list is live.
            unsafe { (*other.tail).next = self.head };
        }
        self.head = other.head;
        self.length += other.length;
        *other = SpanList::EMPTY;
    }

    /// Calls `visit` for every span.
    pub fn for_each(&self, mut visit: impl FnMut(*mut Span)) {
        let mut span = self.head;
        while !span.is_null() {
            visit(span);
            // SAFETY: spans in the list are live.
            span = unsafe { (*span).next };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_object_of_every_address() {
        for size_class in 1..super::super::size_class::CLASS_COUNT {
            let pages = Span::pages_of_class(size_class);
            let span = Span::create(span_class(size_class, true), 1 << 30, pages, true);
            // SAFETY: just created.
            let span_ref = unsafe { &*span };
            let step = if cfg!(miri) { 997 } else { 1 };
            for offset in (0..pages * PAGE_SIZE).step_by(step) {
                let index = span_ref.index_of(span_ref.base + offset);
                assert_eq!(index, offset / span_ref.element_size);
            }
            // SAFETY: nobody else knows the span.
            unsafe { Span::recycle(span) };
        }
    }

    #[test]
    fn hands_out_each_free_object_once() {
        let span = Span::create(span_class(3, true), 1 << 30, 1, true);
        // SAFETY: just created and not shared.
        let span = unsafe { &mut *span };
        span.change_allocated(5, 130, true);
        span.change_allocated(192, 200, true);
        assert_eq!(span.take_run(3), Some((0, 3)));
        assert_eq!(span.take_run(300), Some((3, 5)));
        assert_eq!(span.take_run(300), Some((130, 192)));
        assert_eq!(span.take_run(300), Some((200, 341)));
        assert_eq!(span.take_run(300), None);
        assert_eq!(span.allocated_count(), 341);
    }
}
