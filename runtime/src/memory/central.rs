//! The spans of each class that no cache holds, and sweeping.
//!
//! In: caches that need a span with free objects.  Out: one, from (in this order) swept spans with
//! free objects, spans not swept since the last collection, new pages.
//! Sweeping is lazy: after a collection every span is "unswept"; whoever needs memory sweeps. A
//! sweep makes the marks the new allocated bits and frees the pages of empty spans. So that memory
//! is reused before the arena grows, every new span first sweeps some old ones.
//! Invariants: each span is in exactly one list or cache; all spans are swept before marking
//! starts; objects allocated while marking are marked.

use super::arena;
use super::size_class::PAGE_SIZE;
use super::span::{SPAN_CLASS_COUNT, Span, SpanClass, SpanList};
use crate::gc::barrier;
use crate::knobs;
use crate::lock::Mutex;
use crate::lock_order::rank;
use core::sync::atomic::{AtomicUsize, Ordering};

/// Byte that `clobberfree` writes over freed objects.
const CLOBBER: u8 = 0xde;
/// Unswept spans to sweep before taking new pages.
const SWEEP_BEFORE_NEW: usize = 16;

/// Lists and counters of one span class.
struct Central {
    unswept: SpanList,
    /// Swept, with free objects.
    partial: SpanList,
    /// Swept, without free objects.
    full: SpanList,
    counters: ClassCounters,
}

/// Objects of a span class since the start of the program.
#[derive(Clone, Copy, Default, Debug)]
pub struct ClassCounters {
    /// Handed to caches or allocated directly, minus what caches returned.
    pub allocated: u64,
    /// Found unreachable by sweeps.
    pub freed: u64,
    /// Bytes of both, for objects with their own span (whose sizes differ).
    pub allocated_bytes: u64,
    /// See `allocated_bytes`.
    pub freed_bytes: u64,
}

#[allow(clippy::declare_interior_mutable_const)]
const NEW_CENTRAL: Mutex<Central, { rank::SPAN_CLASS }> = Mutex::new(Central {
    unswept: SpanList::EMPTY,
    partial: SpanList::EMPTY,
    full: SpanList::EMPTY,
    counters: ClassCounters {
        allocated: 0,
        freed: 0,
        allocated_bytes: 0,
        freed_bytes: 0,
    },
});

static CENTRALS: [Mutex<Central, { rank::SPAN_CLASS }>; SPAN_CLASS_COUNT] =
    [NEW_CENTRAL; SPAN_CLASS_COUNT];

/// Spans that are in an `unswept` list.
static UNSWEPT: AtomicUsize = AtomicUsize::new(0);
/// The class where sweeping on behalf of other classes goes on.
static SWEEP_CLASS: AtomicUsize = AtomicUsize::new(0);

/// A span of `class` (not 0 or 1) with at least one free object; its free objects count as
/// allocated from now on. `None` if there is no memory.
pub fn take_span(class: SpanClass) -> Option<*mut Span> {
    loop {
        let candidate = {
            let mut central = CENTRALS[class].lock();
            if let Some(span) = central.partial.pop() {
                account(&mut central.counters, span);
                return Some(span);
            }
            central.unswept.pop()
        };
        let Some(span) = candidate else { break };
        UNSWEPT.fetch_sub(1, Ordering::Relaxed);
        match sweep(class, span) {
            Swept::Empty => {
                // Keep it: the class needs a span anyway.
                let mut central = CENTRALS[class].lock();
                account(&mut central.counters, span);
                return Some(span);
            }
            Swept::Partial => {
                let mut central = CENTRALS[class].lock();
                account(&mut central.counters, span);
                return Some(span);
            }
            // SAFETY: the span was taken from a list and is ours.
            Swept::Full => unsafe { CENTRALS[class].lock().full.push(span) },
        }
    }
    sweep_some(SWEEP_BEFORE_NEW);
    let span = new_span(class, Span::pages_of_class(class / 2))?;
    account(&mut CENTRALS[class].lock().counters, span);
    Some(span)
}

/// Takes a span from a cache: `unused` of the objects counted by [`take_span`] were not allocated.
///
/// # Safety
/// The span came from [`take_span`] for the class and is the caller's.
pub unsafe fn return_span(class: SpanClass, span: *mut Span, unused: usize) {
    let mut central = CENTRALS[class].lock();
    central.counters.allocated -= unused as u64;
    // SAFETY: the caller's promise.
    unsafe {
        if unused > 0 {
            (*span).free_index = 0;
            central.partial.push(span);
        } else {
            central.full.push(span);
        }
    }
}

/// A span for one object of `pages` pages, which counts as allocated.
pub fn take_large(pointer_free: bool, pages: usize) -> Option<*mut Span> {
    let class = super::span::span_class(0, pointer_free);
    sweep_large(pages);
    sweep_some(SWEEP_BEFORE_NEW);
    let span = new_span(class, pages)?;
    let mut central = CENTRALS[class].lock();
    central.counters.allocated += 1;
    central.counters.allocated_bytes += (pages * PAGE_SIZE) as u64;
    // SAFETY: the span is new and ours.
    unsafe {
        (*span).change_allocated(0, 1, true);
        if barrier::is_marking() {
            (*span).change_marked(0, 1, true);
        }
        central.full.push(span);
    }
    Some(span)
}

/// Counts the free objects of a span as allocated.
fn account(counters: &mut ClassCounters, span: *mut Span) {
    // SAFETY: the span is the caller's.
    let free = unsafe { (*span).count as usize - (*span).allocated_count() };
    counters.allocated += free as u64;
}

fn new_span(class: SpanClass, pages: usize) -> Option<*mut Span> {
    let run = match arena::allocate_pages(pages) {
        Some(run) => run,
        None => {
            sweep_some(usize::MAX);
            arena::allocate_pages(pages)?
        }
    };
    let span = Span::create(class, arena::page_address(run.page), pages, run.zero);
    // SAFETY: the span and its pages were just made.
    unsafe { arena::enter(span) };
    Some(span)
}

enum Swept {
    Empty,
    Partial,
    Full,
}

/// Sweeps a span that the caller took from an `unswept` list.
fn sweep(class: SpanClass, span: *mut Span) -> Swept {
    // SAFETY: the span is the caller's.
    let span = unsafe { &mut *span };
    let live = span.marked_count();
    let freed = span.allocated_count() - live;
    if freed > 0 {
        span.dirty = true;
        if knobs::CLOBBER_FREE.is_set() {
            clobber(span);
        }
        let mut central = CENTRALS[class].lock();
        central.counters.freed += freed as u64;
        if class < 2 {
            central.counters.freed_bytes += span.element_size as u64;
        }
    }
    span.adopt_marks();
    if live == 0 {
        Swept::Empty
    } else if live < span.count as usize {
        Swept::Partial
    } else {
        Swept::Full
    }
}

/// Overwrites the objects that this sweep frees.
fn clobber(span: &Span) {
    for index in 0..span.count as usize {
        if span.is_allocated(index) && !span.is_marked(index) {
            // SAFETY: the object is unreachable.
            unsafe {
                let address = span.address_of(index) as *mut u8;
                core::ptr::write_bytes(address, CLOBBER, span.element_size);
            }
        }
    }
}

/// Sweeps one unswept span of a class and files it; false if there is none.
fn sweep_one(class: SpanClass) -> bool {
    let Some(span) = CENTRALS[class].lock().unswept.pop() else {
        return false;
    };
    UNSWEPT.fetch_sub(1, Ordering::Relaxed);
    let swept = sweep(class, span);
    // SAFETY: the span is in no list; if it is empty, nothing in it is reachable.
    unsafe {
        match swept {
            Swept::Empty => arena::free_span(span),
            Swept::Partial => CENTRALS[class].lock().partial.push(span),
            Swept::Full => CENTRALS[class].lock().full.push(span),
        }
    }
    true
}

/// Sweeps up to `limit` spans of any class; returns false when none is left.
pub fn sweep_some(limit: usize) -> bool {
    let mut done = 0;
    while UNSWEPT.load(Ordering::Relaxed) > 0 && done < limit {
        let class = SWEEP_CLASS.load(Ordering::Relaxed) % SPAN_CLASS_COUNT;
        if sweep_one(class) {
            done += 1;
        } else if CENTRALS[class].lock().unswept.is_empty() {
            // Another thread may do this too: skipping a class only delays it until the next
            // round.
            SWEEP_CLASS.store(class + 1, Ordering::Relaxed);
        }
    }
    UNSWEPT.load(Ordering::Relaxed) > 0
}

/// Sweeps large objects first when one of `pages` pages is wanted: they free whole runs.
fn sweep_large(pages: usize) {
    if UNSWEPT.load(Ordering::Relaxed) == 0 {
        return;
    }
    let wanted = arena::PAGES.lock().used_pages().saturating_sub(pages);
    while arena::PAGES.lock().used_pages() > wanted {
        if !sweep_one(0) && !sweep_one(1) {
            break;
        }
    }
}

/// Spans that wait for a sweep.
pub fn unswept() -> usize {
    UNSWEPT.load(Ordering::Relaxed)
}

/// After marking, with the world stopped, all spans swept before and all caches flushed: every
/// span waits for a sweep.
pub fn begin_sweep() {
    let mut count = 0;
    for central in &CENTRALS {
        let mut central = central.lock();
        let central = &mut *central;
        debug_assert!(central.unswept.is_empty());
        central.unswept.append(&mut central.partial);
        central.unswept.append(&mut central.full);
        count += central.unswept.length();
    }
    SWEEP_CLASS.store(0, Ordering::Relaxed);
    UNSWEPT.store(count, Ordering::Relaxed);
}

/// The counters of a class. Exact while all caches are flushed.
pub fn counters(class: SpanClass) -> ClassCounters {
    CENTRALS[class].lock().counters
}

/// Calls `visit` for every span outside caches, with the world stopped.
pub fn for_each_span(mut visit: impl FnMut(*mut Span)) {
    for central in &CENTRALS {
        let central = central.lock();
        central.unswept.for_each(&mut visit);
        central.partial.for_each(&mut visit);
        central.full.for_each(&mut visit);
    }
}
