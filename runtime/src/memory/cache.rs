//! Allocation from a processor's own spans, without locks.
//!
//! In: a size and whether the object holds pointers.  Out: memory. Each processor holds for every
//! span class one span and, from it, one run of adjacent free objects; allocating moves the run's
//! cursor. While the collector marks, a run is marked when it is taken. Objects with pointers need their memory zero and their pointer bits clear *before* they
//! are handed out, so that is done for a whole run at once, at most `CHUNK` bytes.
//! Invariants: a cache is only used by the thread that holds its processor, or with the world
//! stopped; objects in a run count as allocated until the cache is flushed.

use super::central;
use super::size_class::{CLASS_SIZES, MAX_SMALL_SIZE, PAGE_SIZE, class_of};
use super::span::{SPAN_CLASS_COUNT, Span, SpanClass, is_pointer_free, span_class};
use super::{arena, out_of_memory};
use crate::gc::barrier;
use crate::{gc, knobs};
use core::ptr::{NonNull, null_mut};

/// Bytes that are prepared at a time.
const CHUNK: usize = 4096;
/// Pointer-free objects up to this size are zeroed by the run too; larger ones one by one, and only
/// if the caller wants zeroes.
const PREPARED_SIZE: usize = 128;

/// Free objects between two addresses.
#[derive(Clone, Copy)]
struct Run {
    cursor: usize,
    limit: usize,
}

/// What is needed only when a run ends.
#[derive(Clone, Copy)]
struct Source {
    span: *mut Span,
    /// The run's memory may hold old data.
    dirty: bool,
}

/// The allocation state of a processor.
pub struct MemoryCache {
    runs: [Run; SPAN_CLASS_COUNT],
    sources: [Source; SPAN_CLASS_COUNT],
}

// SAFETY: the spans belong to the cache; see the module's invariants for who uses it.
unsafe impl Send for MemoryCache {}

impl Default for MemoryCache {
    fn default() -> Self {
        Self::new()
    }
}

impl MemoryCache {
    /// A cache without memory; all bytes of it are zero.
    pub const fn new() -> MemoryCache {
        MemoryCache {
            runs: [Run {
                cursor: 0,
                limit: 0,
            }; SPAN_CLASS_COUNT],
            sources: [Source {
                span: null_mut(),
                dirty: false,
            }; SPAN_CLASS_COUNT],
        }
    }

    /// Takes the next object of the run; `None` if the run is at its end.
    #[inline(always)]
    fn bump(&mut self, class: SpanClass, size: usize) -> Option<NonNull<u8>> {
        debug_assert!(class < SPAN_CLASS_COUNT);
        // SAFETY: callers compute the class from a size class.
        let run = unsafe { self.runs.get_unchecked_mut(class) };
        let address = run.cursor;
        let next = address + size;
        if next > run.limit {
            return None;
        }
        run.cursor = next;
        // SAFETY: addresses below a limit are in the arena. (At first both are 0.)
        Some(unsafe { NonNull::new_unchecked(address as *mut u8) })
    }

    /// The run in use may hold old data.
    #[inline(always)]
    fn is_dirty(&self, class: SpanClass) -> bool {
        debug_assert!(class < SPAN_CLASS_COUNT);
        // SAFETY: callers compute the class from a size class.
        unsafe { self.sources.get_unchecked(class).dirty }
    }

    /// Prepares the next run of the span in use; false if the span has no free objects.
    fn next_run(&mut self, class: SpanClass) -> bool {
        let span = self.sources[class].span;
        if span.is_null() {
            return false;
        }
        // SAFETY: the cache owns the span.
        let span = unsafe { &mut *span };
        let pointer_free = is_pointer_free(class);
        let prepared = !pointer_free || span.element_size <= PREPARED_SIZE;
        let most = if knobs::GC_STRESS.is_set() {
            1
        } else if prepared {
            (CHUNK / span.element_size).max(1)
        } else {
            usize::MAX / 2
        };
        let Some((start, end)) = span.take_run(most) else {
            return false;
        };
        if barrier::is_marking() {
            span.change_marked(start, end, true);
        }
        let (start, end) = (span.address_of(start), span.address_of(end));
        // SAFETY: the memory is free and now ours.
        unsafe {
            if prepared && span.dirty {
                core::ptr::write_bytes(start as *mut u8, 0, end - start);
            }
            if !pointer_free {
                arena::bits_at(start).clear((end - start) / 8);
            }
        }
        self.sources[class].dirty = span.dirty && !prepared;
        self.runs[class] = Run {
            cursor: start,
            limit: end,
        };
        true
    }

    /// Gives the span of a class back.
    fn flush_class(&mut self, class: SpanClass) {
        let span = self.sources[class].span;
        if span.is_null() {
            return;
        }
        let run = self.runs[class];
        // SAFETY: the cache owns the span.
        let unused = unsafe {
            let span = &mut *span;
            let left = (run.limit - run.cursor) / span.element_size;
            if left > 0 {
                let first = span.index_of(run.cursor);
                span.change_allocated(first, first + left, false);
                if barrier::is_marking() {
                    span.change_marked(first, first + left, false);
                }
            }
            span.count as usize - span.allocated_count()
        };
        gc::pacing::subtract_live(unused * CLASS_SIZES[class / 2] as usize);
        self.sources[class].span = null_mut();
        self.runs[class] = Run {
            cursor: 0,
            limit: 0,
        };
        // SAFETY: the span was taken for this class.
        unsafe { central::return_span(class, span, unused) };
    }

    /// Gives all spans back, so that the counters are exact and marking may start.
    pub fn flush(&mut self) {
        for class in 2..SPAN_CLASS_COUNT {
            self.flush_class(class);
        }
    }
}

/// The cache of the processor that the thread holds.
#[cfg(feature = "standalone")]
#[inline(always)]
pub fn current() -> &'static mut MemoryCache {
    use crate::sched::machine::Machine;
    let processor: *const crate::sched::processor::Processor;
    // SAFETY: fs:0 is the thread's machine; runtime code that allocates holds a processor, and
    // only it uses the cache.
    unsafe {
        core::arch::asm!(
            "mov {}, fs:[{}]",
            out(reg) processor,
            const core::mem::offset_of!(Machine, processor),
            options(nostack, preserves_flags, readonly, pure)
        );
        &mut *(*processor).memory.get()
    }
}

/// Outside executables every thread has a cache of its own, or there is only one thread.
#[cfg(test)]
pub fn current() -> &'static mut MemoryCache {
    std::thread_local! {
        static CACHE: *mut MemoryCache = {
            static START: std::sync::Once = std::sync::Once::new();
            START.call_once(super::initialise_arena);
            std::boxed::Box::leak(std::boxed::Box::new(MemoryCache::new()))
        };
    }
    // SAFETY: each thread has its own, which is never freed.
    unsafe { &mut *CACHE.with(|cache| *cache) }
}

/// Outside executables every thread has a cache of its own, or there is only one thread.
#[cfg(not(any(test, feature = "standalone")))]
pub fn current() -> &'static mut MemoryCache {
    static mut CACHE: MemoryCache = MemoryCache::new();
    // SAFETY: without scheduler the crate is used by one thread.
    unsafe { &mut *core::ptr::addr_of_mut!(CACHE) }
}

/// The size of a class's objects.
#[inline(always)]
fn size_of_class(size_class: usize) -> usize {
    debug_assert!(size_class < CLASS_SIZES.len());
    // SAFETY: callers got the class from `class_of`.
    unsafe { *CLASS_SIZES.get_unchecked(size_class) as usize }
}

/// Memory for an object with pointers: zero, with clear pointer bits, which the caller sets before
/// the next allocation. `size` is not 0.
#[inline(always)]
pub fn allocate_scanned(size: usize) -> *mut u8 {
    if size > MAX_SMALL_SIZE {
        return allocate_large(size, false, true);
    }
    let size_class = class_of(size);
    let rounded = size_of_class(size_class);
    let class = span_class(size_class, false);
    match current().bump(class, rounded) {
        Some(address) => address.as_ptr(),
        None => allocate_slow(class, rounded),
    }
}

/// Memory for an object without pointers, zero if `zero`. `size` is not 0.
#[inline(always)]
pub fn allocate_pointer_free(size: usize, zero: bool) -> *mut u8 {
    if size > MAX_SMALL_SIZE {
        return allocate_large(size, true, zero);
    }
    let size_class = class_of(size);
    let rounded = size_of_class(size_class);
    let class = span_class(size_class, true);
    let address = match current().bump(class, rounded) {
        Some(address) => address.as_ptr(),
        None => allocate_slow(class, rounded),
    };
    // The slow path may have changed the processor.
    if zero && current().is_dirty(class) {
        // SAFETY: the object is ours.
        unsafe { core::ptr::write_bytes(address, 0, rounded) };
    }
    address
}

#[cold]
#[inline(never)]
fn allocate_slow(class: SpanClass, size: usize) -> *mut u8 {
    if knobs::GC_STRESS.is_set() {
        gc::stress();
    }
    loop {
        let cache = current();
        if cache.next_run(class)
            && let Some(address) = cache.bump(class, size)
        {
            return address.as_ptr();
        }
        cache.flush_class(class);
        if barrier::is_marking() {
            gc::assist(Span::pages_of_class(class / 2) * PAGE_SIZE);
        } else if gc::pacing::is_due() {
            gc::request(Span::pages_of_class(class / 2) * PAGE_SIZE);
        }
        let Some(span) = central::take_span(class) else {
            out_of_memory(size)
        };
        // SAFETY: the span is ours.
        let free = unsafe { (*span).count as usize - (*span).allocated_count() };
        gc::pacing::add_live(free * size);
        cache.sources[class].span = span;
    }
}

#[cold]
#[inline(never)]
fn allocate_large(size: usize, pointer_free: bool, zero: bool) -> *mut u8 {
    if knobs::GC_STRESS.is_set() {
        gc::stress();
    }
    let pages = size.div_ceil(PAGE_SIZE);
    if barrier::is_marking() {
        gc::assist(pages * PAGE_SIZE);
    } else if gc::pacing::is_due_for(pages * PAGE_SIZE) {
        gc::request(pages * PAGE_SIZE);
    }
    let Some(span) = central::take_large(pointer_free, pages) else {
        out_of_memory(size)
    };
    gc::pacing::add_live(pages * PAGE_SIZE);
    // SAFETY: the span and its memory are ours.
    unsafe {
        let (base, dirty) = ((*span).base, (*span).dirty);
        if dirty && (zero || !pointer_free) {
            core::ptr::write_bytes(base as *mut u8, 0, pages * PAGE_SIZE);
        }
        if !pointer_free {
            arena::bits_at(base).clear(pages * PAGE_SIZE / 8);
        }
        base as *mut u8
    }
}
