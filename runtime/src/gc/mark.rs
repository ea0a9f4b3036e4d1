//! Marking: from the roots to everything reachable.
//!
//! In: roots; all spans are swept, the program may run.  Out: the marked bit of every reachable
//! object, and the bytes in them. Objects are found from any address inside of them;
//! inside objects only words with a set pointer bit are followed. Large objects are scanned in
//! pieces so that several workers can share one.
//! Words from stacks are guesses: they must name an object that is allocated. Words in objects are
//! checked for being inside of a span only.

use super::work::WorkList;
use crate::memory::arena;
use crate::memory::pointer_bits::Bits;
use crate::memory::size_class::{CLASS_SIZES, PAGE_SHIFT};
use crate::memory::span::Span;
use crate::words::fetch;
use core::ptr::{null, null_mut};
use core::sync::atomic::{AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use grus_abi::program::Root;

/// Large objects are scanned in pieces of this size.
const PIECE: usize = 128 << 10;
/// An entry of the work list is an address with the size class above this bit.
const CLASS_SHIFT: usize = 56;
const ADDRESS_MASK: usize = (1 << CLASS_SHIFT) - 1;
/// Words that may be anything that are looked up together.
const GUESSES: usize = 16;
/// Objects between prefetch and scan.
const AHEAD: usize = 8;
/// Objects scanned between looks for idle workers.
const SHARE_INTERVAL: usize = 64;

/// A marking worker.
pub struct Marker {
    base: usize,
    /// Bytes of the arena with table entries.
    extent: usize,
    page_table: *mut *mut Span,
    pointer_bits: *mut u64,
    list: WorkList,
    /// Bytes of objects that this worker marked.
    marked_bytes: usize,
}

/// Bytes of objects that workers marked who are gone.
static MARKED_BYTES: AtomicUsize = AtomicUsize::new(0);

/// Bytes of objects marked by everybody since the last call; no other worker is left.
pub fn take_marked_bytes(marker: &mut Marker) -> usize {
    core::mem::take(&mut marker.marked_bytes) + MARKED_BYTES.swap(0, Ordering::Relaxed)
}

impl Drop for Marker {
    fn drop(&mut self) {
        MARKED_BYTES.fetch_add(self.marked_bytes, Ordering::Relaxed);
    }
}

impl Marker {
    /// A worker. There may always be others: a helper may come late, to a marking that summoned none.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Marker {
        let layout = arena::layout();
        Marker {
            base: layout.base,
            extent: arena::page_count() << PAGE_SHIFT,
            page_table: layout.page_table,
            pointer_bits: layout.pointer_bits,
            list: WorkList::new(),
            marked_bytes: 0,
        }
    }

    /// [`Marker::mark_pointer`] for places where speed does not matter.
    #[inline(never)]
    pub fn mark_word(&mut self, word: usize) {
        self.mark_pointer(word);
    }

    /// Follows a word that may be a pointer into the heap, from a place whose words are pointers.
    #[inline(always)]
    pub fn mark_pointer(&mut self, word: usize) {
        let offset = word.wrapping_sub(self.base);
        if offset >= self.extent {
            return;
        }
        // SAFETY: the table covers the extent.
        let entry = unsafe { AtomicPtr::from_ptr(self.page_table.add(offset >> PAGE_SHIFT)) };
        let span = entry.load(Ordering::Acquire);
        if span.is_null() {
            return;
        }
        // SAFETY: spans in the table are valid.
        let span = unsafe { &*span };
        let index = span.index_of(word);
        if index < span.count as usize {
            self.mark_object(span, index);
        }
    }

    /// Follows one word that may be anything.
    pub fn mark_guess(&mut self, word: usize) {
        self.mark_batch(&[word]);
    }

    /// See [`Marker::scan_conservatively`]; at most [`GUESSES`] words.
    #[inline(never)]
    fn mark_batch(&mut self, words: &[usize]) {
        let mut spans = [null_mut(); GUESSES];
        for (span, word) in spans.iter_mut().zip(words) {
            *span = arena::span_of(*word);
            fetch(*span as usize);
        }
        let mut found = [(null(), 0); GUESSES];
        let mut count = 0;
        for (span, word) in spans.iter().zip(words) {
            // SAFETY: spans in the table are valid.
            let Some(span) = (unsafe { span.as_ref() }) else {
                continue;
            };
            let index = span.index_of(*word);
            if index < span.count as usize {
                span.fetch_bits(index);
                found[count] = (core::ptr::from_ref(span), index);
                count += 1;
            }
        }
        for (span, index) in &found[..count] {
            // SAFETY: as above.
            let span = unsafe { &**span };
            if span.is_allocated(*index) {
                self.mark_object(span, *index);
            }
        }
    }

    #[inline(always)]
    fn mark_object(&mut self, span: &Span, index: usize) {
        let mask = 1u64 << (index % 64);
        // SAFETY: the bits cover all objects of the span.
        unsafe {
            let word = span.marked.add(index / 64);
            let word = AtomicU64::from_ptr(word);
            if word.load(Ordering::Relaxed) & mask != 0
                || word.fetch_or(mask, Ordering::Relaxed) & mask != 0
            {
                return;
            }
        }
        self.marked_bytes += span.element_size;
        if !span.is_pointer_free() {
            let address = span.address_of(index);
            self.list
                .push(address | (span.class as usize / 2) << CLASS_SHIFT);
        }
    }

    /// Scans memory whose words may be anything. What is looked up for each is seldom in the cache, least
    /// of all in a stop of the world; so all that is needed is fetched for several words at a time.
    ///
    /// # Safety
    /// `start..end` is readable.
    #[inline(never)]
    pub unsafe fn scan_conservatively(&mut self, start: usize, end: usize) {
        let mut batch = [0; GUESSES];
        let mut filled = 0;
        let mut at = (start + 7) & !7;
        while at + 8 <= end {
            // SAFETY: the caller's range; volatile because other code considers the slots dead.
            let word = unsafe { (at as *const usize).read_volatile() };
            at += 8;
            let offset = word.wrapping_sub(self.base);
            if offset >= self.extent {
                continue;
            }
            // SAFETY: the table covers the extent.
            fetch(unsafe { self.page_table.add(offset >> PAGE_SHIFT) } as usize);
            batch[filled] = word;
            filled += 1;
            if filled == GUESSES {
                self.mark_batch(&batch);
                filled = 0;
            }
        }
        self.mark_batch(&batch[..filled]);
    }

    /// Scans global variables.
    ///
    /// # Safety
    /// The root is one of the program's.
    #[inline(never)]
    pub unsafe fn scan_root(&mut self, root: &Root) {
        let mut word = 0;
        while word < root.words {
            let count = (root.words - word).min(64);
            // SAFETY: the mask has a bit for each word of the readable range.
            unsafe {
                let mut bits =
                    crate::memory::pointer_bits::mask_bits(root.pointer_mask, word, count);
                while bits != 0 {
                    let index = word + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    let word = root.address.cast::<usize>().add(index);
                    self.mark_pointer(AtomicUsize::from_ptr(word).load(Ordering::Relaxed));
                }
            }
            word += count;
        }
    }

    /// Follows the pointers in an object without marking the object itself.
    #[inline(never)]
    pub fn scan_contents(&mut self, object: usize) {
        let span = arena::span_of(object);
        if span.is_null() {
            return;
        }
        // SAFETY: spans in the page table are valid.
        let span = unsafe { &*span };
        let index = span.index_of(object);
        if !span.is_pointer_free() && index < span.count as usize {
            self.scan_words(span.address_of(index), span.element_size / 8);
        }
    }

    /// Scans until no worker has anything left.
    #[inline(never)]
    pub fn drain(&mut self) {
        loop {
            self.drain_local();
            if !self.list.refill() && !self.list.wait() {
                return;
            }
        }
    }

    /// Scans until nothing is left in the own list and the pool (true), or until `deadline`.
    pub fn drain_until(&mut self, deadline: i64) -> bool {
        loop {
            for _ in 0..SHARE_INTERVAL {
                let Some(entry) = self.next_entry() else {
                    return true;
                };
                self.scan_entry(entry);
            }
            if crate::os::monotonic_nanoseconds() >= deadline {
                return false;
            }
        }
    }

    /// Scans objects of about `bytes` bytes; false if there were not so many.
    pub fn drain_bytes(&mut self, bytes: usize) -> bool {
        let mut done = 0;
        while done < bytes {
            let Some(entry) = self.next_entry() else {
                return false;
            };
            self.scan_entry(entry);
            let class = entry >> CLASS_SHIFT;
            done += if class != 0 {
                CLASS_SIZES[class] as usize
            } else {
                PIECE
            };
        }
        true
    }

    fn next_entry(&mut self) -> Option<usize> {
        loop {
            if let Some(entry) = self.list.pop_local() {
                return Some(entry);
            }
            if !self.list.refill() {
                return None;
            }
        }
    }

    /// Puts the object at this address, marked or not, on the list.
    pub fn scan_later(&mut self, object: usize) {
        let span = arena::span_of(object);
        if span.is_null() {
            return;
        }
        // SAFETY: spans in the page table are valid.
        let span = unsafe { &*span };
        if !span.is_pointer_free() {
            let address = span.address_of(span.index_of(object));
            self.list
                .push(address | (span.class as usize / 2) << CLASS_SHIFT);
        }
    }

    /// Hands all own work to the pool, for other workers.
    pub fn publish(&mut self) {
        self.list.publish();
    }

    /// Scans the objects in the own block, a few of them fetched ahead.
    fn drain_local(&mut self) {
        let mut ring = [0usize; AHEAD];
        let mut filled = 0;
        let mut next = 0;
        let mut scanned = 0usize;
        loop {
            while filled < AHEAD {
                let Some(entry) = self.list.pop_local() else {
                    break;
                };
                let address = entry & ADDRESS_MASK;
                fetch(address);
                let word = (address - self.base) / 512;
                // SAFETY: the bits cover the arena.
                fetch(unsafe { self.pointer_bits.add(word) } as usize);
                ring[(next + filled) % AHEAD] = entry;
                filled += 1;
            }
            if filled == 0 {
                return;
            }
            let entry = ring[next % AHEAD];
            next += 1;
            filled -= 1;
            self.scan_entry(entry);
            scanned += 1;
            if scanned.is_multiple_of(SHARE_INTERVAL) && self.list.is_wanted() {
                self.list.share();
            }
        }
    }

    #[inline(always)]
    fn scan_entry(&mut self, entry: usize) {
        let address = entry & ADDRESS_MASK;
        let class = entry >> CLASS_SHIFT;
        if class != 0 {
            self.scan_words(address, CLASS_SIZES[class] as usize / 8);
        } else {
            self.scan_large(address);
        }
    }

    /// Scans a piece of a large object; the first piece brings the others into the list.
    fn scan_large(&mut self, address: usize) {
        // SAFETY: entries of class 0 are inside of large objects, whose spans are valid.
        let span = unsafe { &*arena::span_of(address) };
        let end = span.base + span.element_size;
        if address == span.base {
            let mut piece = address + PIECE;
            while piece < end {
                self.list.push(piece);
                piece += PIECE;
            }
        }
        self.scan_words(address, (end - address).min(PIECE) / 8);
    }

    /// Follows the pointers in `count` words of an object.
    #[inline(always)]
    fn scan_words(&mut self, address: usize, count: usize) {
        let mut bits = Bits::new(self.pointer_bits, (address - self.base) / 8);
        let mut at = address;
        let mut rest = count;
        while rest > 0 {
            let length = rest.min(64);
            // SAFETY: the words are inside of a live object.
            let mut mask = unsafe { bits.load(length) };
            while mask != 0 {
                let index = mask.trailing_zeros() as usize;
                mask &= mask - 1;
                // SAFETY: as above.
                let word = unsafe { AtomicUsize::from_ptr((at as *mut usize).add(index)) };
                self.mark_pointer(word.load(Ordering::Relaxed));
            }
            at += 64 * 8;
            rest -= length;
            bits = bits.advance(length);
        }
    }
}
