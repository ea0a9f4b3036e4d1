//! The arena's pages: which are in use, and the search for a run of free ones.
//!
//! In: requests for runs of pages.  Out: page numbers, first fit by address so that the top of the
//! arena stays free for release. The arena is divided into chunks of 512 pages (4 MB); a chunk has
//! a bit map of used pages and a summary (free pages at its start, longest free run, free pages at
//! its end), which lets the search skip chunks and join runs over chunk borders; the idea is that
//! of gc's page allocator (runtime/mpagealloc.go) with one level in place of five.
//! Invariants: a page whose `untouched` bit is set reads as zero; used pages have it clear.
//! No huge pages are asked for: the system zeroes one when it is first touched, which takes milliseconds on
//! some machines, and nothing can stop a thread meanwhile, so that a stop of the world waits for it.
//! Not here: what the pages are used for (`span`), when memory is given back (`gc::background`).

use super::reservation::{Reservation, release, round_up};
use super::size_class::PAGE_SIZE;
use crate::lock_order::rank;

/// Pages of a chunk.
pub const CHUNK_PAGES: usize = 512;
const CHUNK_BYTES: usize = CHUNK_PAGES * PAGE_SIZE;
const WORDS: usize = CHUNK_PAGES / 64;

#[derive(Clone, Copy)]
struct Chunk {
    used: [u64; WORDS],
    untouched: [u64; WORDS],
}

/// Free pages at the start and end of a chunk, and its longest free run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
struct Summary {
    start: u16,
    longest: u16,
    end: u16,
    padding: u16,
}

const ALL_FREE: Summary = Summary {
    start: CHUNK_PAGES as u16,
    longest: CHUNK_PAGES as u16,
    end: CHUNK_PAGES as u16,
    padding: 0,
};

/// A run of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRun {
    /// Number of the first page, counted from the start of the arena.
    pub page: usize,
    /// How many.
    pub count: usize,
    /// All of them read as zero.
    pub zero: bool,
}

/// The state of all pages.
pub struct PageHeap {
    arena: Reservation,
    chunks: Reservation,
    summaries: Reservation,
    chunk_count: usize,
    /// No chunk below this one has a free page.
    first_free: usize,
    used_pages: usize,
    untouched_pages: usize,
}

impl PageHeap {
    /// A heap without an arena.
    pub const EMPTY: PageHeap = PageHeap {
        arena: Reservation::EMPTY,
        chunks: Reservation::EMPTY,
        summaries: Reservation::EMPTY,
        chunk_count: 0,
        first_free: 0,
        used_pages: 0,
        untouched_pages: 0,
    };

    /// Reserves address space for a heap of at most `size` bytes.
    pub fn new(hint: usize, size: usize) -> Option<PageHeap> {
        let chunks = size / CHUNK_BYTES;
        Some(PageHeap {
            arena: Reservation::new(hint, size)?,
            chunks: Reservation::new(0, chunks * size_of::<Chunk>())?,
            summaries: Reservation::new(0, chunks * size_of::<Summary>())?,
            ..PageHeap::EMPTY
        })
    }

    /// Address of the arena.
    pub fn base(&self) -> usize {
        self.arena.base()
    }

    /// Pages that exist so far, used or not.
    pub fn page_count(&self) -> usize {
        self.chunk_count * CHUNK_PAGES
    }

    /// Pages in use.
    pub fn used_pages(&self) -> usize {
        self.used_pages
    }

    /// Free pages that occupy memory.
    pub fn retained_pages(&self) -> usize {
        self.page_count() - self.used_pages - self.untouched_pages
    }

    /// Free pages that were never used or were given back.
    pub fn released_pages(&self) -> usize {
        self.untouched_pages
    }

    fn chunk(&mut self, index: usize) -> &mut Chunk {
        debug_assert!(index < self.chunk_count);
        // SAFETY: the chunk table is committed up to `chunk_count`, and zeroes are a valid chunk.
        unsafe { &mut *(self.chunks.base() as *mut Chunk).add(index) }
    }

    fn summary(&mut self, index: usize) -> &mut Summary {
        debug_assert!(index < self.chunk_count);
        // SAFETY: as for `chunk`.
        unsafe { &mut *(self.summaries.base() as *mut Summary).add(index) }
    }

    /// Takes the lowest run of `count` free pages; `None` if the arena must grow first.
    pub fn allocate(&mut self, count: usize) -> Option<PageRun> {
        let page = self.find(count)?;
        let mut zero = true;
        self.for_words(page, count, |chunk, word, mask| {
            chunk.used[word] |= mask;
            zero &= chunk.untouched[word] & mask == mask;
        });
        let mut untouched = 0;
        self.for_words(page, count, |chunk, word, mask| {
            untouched += (chunk.untouched[word] & mask).count_ones() as usize;
            chunk.untouched[word] &= !mask;
        });
        self.untouched_pages -= untouched;
        self.used_pages += count;
        self.summarise(page, count);
        while self.first_free < self.chunk_count && self.summary(self.first_free).longest == 0 {
            self.first_free += 1;
        }
        Some(PageRun { page, count, zero })
    }

    /// Returns pages of an allocated run.
    pub fn free(&mut self, page: usize, count: usize) {
        self.for_words(page, count, |chunk, word, mask| chunk.used[word] &= !mask);
        self.used_pages -= count;
        self.summarise(page, count);
        self.first_free = self.first_free.min(page / CHUNK_PAGES);
    }

    /// Adds chunks so that a run of `count` pages exists; false if there is no memory for it.
    #[must_use]
    pub fn grow(&mut self, count: usize) -> bool {
        let tail = self.free_tail();
        let missing = count.saturating_sub(tail).max(1);
        let added = missing.div_ceil(CHUNK_PAGES);
        let chunk_count = self.chunk_count + added;
        if chunk_count * CHUNK_BYTES > self.arena.size()
            || !self.chunks.commit(chunk_count * size_of::<Chunk>())
            || !self.summaries.commit(chunk_count * size_of::<Summary>())
            || !self.arena.commit(chunk_count * CHUNK_BYTES)
        {
            return false;
        }
        let first = self.chunk_count;
        self.chunk_count = chunk_count;
        for index in first..chunk_count {
            *self.chunk(index) = Chunk {
                used: [0; WORDS],
                untouched: [u64::MAX; WORDS],
            };
            *self.summary(index) = ALL_FREE;
        }
        self.untouched_pages += added * CHUNK_PAGES;
        self.first_free = self.first_free.min(first);
        true
    }

    /// Takes free pages that occupy memory, from the top of the arena and at most `limit`, so that
    /// the caller can release them without holding the lock and then call [`PageHeap::released`].
    pub fn take_retained(&mut self, limit: usize) -> Option<PageRun> {
        for index in (0..self.chunk_count).rev() {
            if self.summary(index).longest == 0 {
                continue;
            }
            let chunk = *self.chunk(index);
            for word in (0..WORDS).rev() {
                let retained = !chunk.used[word] & !chunk.untouched[word];
                if retained == 0 {
                    continue;
                }
                let top = 63 - retained.leading_zeros() as usize;
                let length = (retained << (63 - top)).leading_ones() as usize;
                let count = length.min(limit);
                let page = index * CHUNK_PAGES + word * 64 + top + 1 - count;
                self.for_words(page, count, |chunk, word, mask| chunk.used[word] |= mask);
                self.used_pages += count;
                self.summarise(page, count);
                return Some(PageRun {
                    page,
                    count,
                    zero: false,
                });
            }
        }
        None
    }

    /// Frees a run from [`PageHeap::take_retained`] whose memory the system has taken back.
    pub fn released(&mut self, run: PageRun) {
        self.for_words(run.page, run.count, |chunk, word, mask| {
            chunk.untouched[word] |= mask
        });
        self.untouched_pages += run.count;
        self.free(run.page, run.count);
    }

    /// Address of a page.
    pub fn address(&self, page: usize) -> usize {
        self.arena.base() + page * PAGE_SIZE
    }

    /// First fit: the number of the first of `count` free pages in a row.
    fn find(&mut self, count: usize) -> Option<usize> {
        let mut run_start = self.first_free * CHUNK_PAGES;
        let mut run_length = 0;
        for index in self.first_free..self.chunk_count {
            let summary = *self.summary(index);
            if run_length + summary.start as usize >= count {
                return Some(run_start);
            }
            if summary.longest as usize >= count {
                return Some(index * CHUNK_PAGES + find_in_chunk(&self.chunk(index).used, count));
            }
            if summary.start as usize == CHUNK_PAGES {
                run_length += CHUNK_PAGES;
            } else {
                run_length = summary.end as usize;
                run_start = (index + 1) * CHUNK_PAGES - run_length;
            }
        }
        None
    }

    /// Free pages at the very end of the arena.
    fn free_tail(&mut self) -> usize {
        let mut tail = 0;
        for index in (0..self.chunk_count).rev() {
            let summary = *self.summary(index);
            tail += summary.end as usize;
            if summary.end as usize != CHUNK_PAGES {
                break;
            }
        }
        tail
    }

    /// Calls `visit(chunk, word, mask)` for the bit map words that cover the run.
    fn for_words(
        &mut self,
        page: usize,
        count: usize,
        mut visit: impl FnMut(&mut Chunk, usize, u64),
    ) {
        let end = page + count;
        let mut at = page;
        while at < end {
            let bit = at % 64;
            let length = (64 - bit).min(end - at);
            let mask = (u64::MAX >> (64 - length)) << bit;
            visit(self.chunk(at / CHUNK_PAGES), at % CHUNK_PAGES / 64, mask);
            at += length;
        }
    }

    /// Recomputes the summaries of the chunks that the run touches.
    fn summarise(&mut self, page: usize, count: usize) {
        for index in page / CHUNK_PAGES..=(page + count - 1) / CHUNK_PAGES {
            let summary = summary_of(&self.chunk(index).used);
            *self.summary(index) = summary;
        }
    }
}

/// Gives up to `limit` retained bytes back to the system; returns how many it was.
pub fn release_retained(
    heap: &crate::lock::Mutex<PageHeap, { rank::PAGES }>,
    limit: usize,
) -> usize {
    let mut total = 0;
    while total < limit {
        let pages = ((limit - total) / PAGE_SIZE).max(1);
        let (run, address) = {
            let mut heap = heap.lock();
            match heap.take_retained(pages) {
                Some(run) => (run, heap.address(run.page)),
                None => break,
            }
        };
        // SAFETY: the pages are marked used and nobody else knows them.
        unsafe { release(address, run.count * PAGE_SIZE) };
        heap.lock().released(run);
        total += run.count * PAGE_SIZE;
    }
    total
}

fn summary_of(used: &[u64; WORDS]) -> Summary {
    let mut start = None;
    let mut longest = 0;
    let mut run = 0;
    for &word in used {
        if word == 0 {
            run += 64;
            continue;
        }
        let mut rest = word;
        let mut position = 0;
        loop {
            let free = if rest == 0 {
                64 - position
            } else {
                rest.trailing_zeros() as usize
            };
            run += free;
            if rest == 0 {
                break;
            }
            start.get_or_insert(run);
            longest = longest.max(run);
            run = 0;
            let skip = free + (rest >> free).trailing_ones() as usize;
            position += skip;
            if position >= 64 {
                break;
            }
            rest >>= skip;
        }
    }
    let longest = longest.max(run);
    Summary {
        start: start.unwrap_or(run) as u16,
        longest: longest as u16,
        end: run as u16,
        padding: 0,
    }
}

/// Position of the first run of `count` free pages, which the chunk's summary says exists.
fn find_in_chunk(used: &[u64; WORDS], count: usize) -> usize {
    let mut run_start = 0;
    let mut position = 0;
    while position < CHUNK_PAGES {
        let rest = used[position / 64] >> (position % 64);
        let free = (rest.trailing_zeros() as usize).min(64 - position % 64);
        position += free;
        if position - run_start >= count {
            return run_start;
        }
        if position.is_multiple_of(64) && (free > 0 || rest == 0) {
            continue;
        }
        let rest = used[position / 64] >> (position % 64);
        position += rest.trailing_ones() as usize;
        run_start = position;
    }
    run_start
}

/// The arena size that covers `bytes`.
pub fn arena_size(bytes: usize) -> usize {
    round_up(bytes, CHUNK_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn model_find(used: &[bool], count: usize) -> Option<usize> {
        let mut run = 0;
        for (i, &u) in used.iter().enumerate() {
            run = if u { 0 } else { run + 1 };
            if run == count {
                return Some(i + 1 - count);
            }
        }
        None
    }

    #[test]
    fn agrees_with_a_list_of_booleans() {
        let mut heap = PageHeap::new(0, 64 << 20).expect("address space");
        let mut used: Vec<bool> = Vec::new();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut seed = 12345u64;
        let mut random = |n: usize| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed >> 33) as usize % n
        };
        for step in 0..if cfg!(miri) { 40 } else { 20000 } {
            if random(5) < 3 {
                let count = match random(10) {
                    0 => 1 + random(900),
                    1..4 => 1 + random(70),
                    _ => 1 + random(4),
                };
                let expected = model_find(&used, count);
                let run = heap.allocate(count);
                assert_eq!(run.map(|r| r.page), expected, "step {step} count {count}");
                match run {
                    Some(run) => {
                        used[run.page..run.page + count].fill(true);
                        runs.push((run.page, count));
                    }
                    None => {
                        if heap.grow(count) {
                            used.resize(heap.page_count(), false);
                        }
                    }
                }
            } else if !runs.is_empty() {
                let (page, count) = runs.swap_remove(random(runs.len()));
                heap.free(page, count);
                used[page..page + count].fill(false);
            }
            assert_eq!(heap.used_pages(), used.iter().filter(|u| **u).count());
        }
    }

    #[test]
    fn released_pages_read_as_zero_and_are_counted() {
        let heap = crate::lock::Mutex::new(PageHeap::new(0, 64 << 20).expect("address space"));
        assert!(heap.lock().grow(10));
        let run = heap.lock().allocate(10).expect("pages");
        assert!(run.zero);
        let address = heap.lock().address(run.page) as *mut u8;
        // SAFETY: allocated pages.
        unsafe { *address = 1 };
        heap.lock().free(run.page, 10);
        assert_eq!(heap.lock().retained_pages(), 10);
        assert!(!heap.lock().allocate(1).expect("page").zero);
        heap.lock().free(0, 1);
        assert_eq!(release_retained(&heap, usize::MAX), 10 * PAGE_SIZE);
        assert_eq!(heap.lock().retained_pages(), 0);
        assert!(heap.lock().allocate(10).expect("pages").zero);
    }
}
