//! The arena: the one range of addresses that holds the collected heap, and its side tables.
//!
//! In: requests for pages.  Out: page runs; from any address the span and the pointer bits in
//! constant time. Invariants: the tables are reserved for the whole arena at start-up and committed
//! with it, so their addresses never change and reads need no lock; a page's entry in the page
//! table is null while the page is free.

use super::page_heap::{PageHeap, PageRun, arena_size};
use super::pointer_bits::Bits;
use super::reservation::Reservation;
use super::size_class::{PAGE_SHIFT, PAGE_SIZE};
use super::span::Span;
use crate::lock::Mutex;
use crate::lock_order::rank;
use core::cell::UnsafeCell;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

/// Where gc's first arena is; printed addresses look familiar.
const ADDRESS_HINT: usize = 0xc0_0000_0000;
/// Address space to ask for; less if the process may not have it.
const LARGEST_ARENA: usize = if cfg!(miri) {
    SMALLEST_ARENA
} else {
    512 << 30
};
const SMALLEST_ARENA: usize = 64 << 20;

/// Addresses that are fixed at start-up.
#[derive(Clone, Copy)]
pub struct Layout {
    /// First address of the arena.
    pub base: usize,
    /// Span of each page.
    pub page_table: *mut *mut Span,
    /// One bit a word.
    pub pointer_bits: *mut u64,
}

struct LayoutCell(UnsafeCell<Layout>);

// SAFETY: written once before other threads exist, then only read.
unsafe impl Sync for LayoutCell {}

static LAYOUT: LayoutCell = LayoutCell(UnsafeCell::new(Layout {
    base: 0,
    page_table: null_mut(),
    pointer_bits: null_mut(),
}));

/// Pages of the arena that have table entries.
static PAGE_COUNT: AtomicUsize = AtomicUsize::new(0);

/// Reservations of the side tables.
struct Tables {
    page_table: Reservation,
    pointer_bits: Reservation,
}

/// The state of all pages.
pub static PAGES: Mutex<PageHeap, { rank::PAGES }> = Mutex::new(PageHeap::EMPTY);
// Locked only while PAGES is.
static TABLES: Mutex<Tables, { rank::PAGE_TABLES }> = Mutex::new(Tables {
    page_table: Reservation::EMPTY,
    pointer_bits: Reservation::EMPTY,
});

/// Reserves the arena. Called once, before other threads exist.
pub fn initialise() {
    let mut size = LARGEST_ARENA;
    while !try_reserve(size) {
        size /= 2;
        if size < SMALLEST_ARENA {
            super::out_of_memory(size);
        }
    }
}

fn try_reserve(size: usize) -> bool {
    let size = arena_size(size);
    let Some(pages) = PageHeap::new(ADDRESS_HINT, size) else {
        return false;
    };
    let Some(page_table) = Reservation::new(0, (size >> PAGE_SHIFT) * 8) else {
        return false;
    };
    let Some(pointer_bits) = Reservation::new(0, size / 64) else {
        return false;
    };
    let layout = Layout {
        base: pages.base(),
        page_table: page_table.base() as *mut *mut Span,
        pointer_bits: pointer_bits.base() as *mut u64,
    };
    // SAFETY: no other thread exists yet.
    unsafe { *LAYOUT.0.get() = layout };
    *PAGES.lock() = pages;
    *TABLES.lock() = Tables {
        page_table,
        pointer_bits,
    };
    true
}

/// The fixed addresses.
#[inline(always)]
pub fn layout() -> Layout {
    // SAFETY: not written after start-up.
    unsafe { *LAYOUT.0.get() }
}

/// Number of pages that have table entries: the bound for page numbers.
#[inline(always)]
pub fn page_count() -> usize {
    PAGE_COUNT.load(Ordering::Relaxed)
}

/// The span that contains `address`, or null.
#[inline(always)]
pub fn span_of(address: usize) -> *mut Span {
    let layout = layout();
    let page = address.wrapping_sub(layout.base) >> PAGE_SHIFT;
    if page >= page_count() {
        return null_mut();
    }
    // SAFETY: the table is committed up to `page_count`.
    unsafe { *layout.page_table.add(page) }
}

/// The pointer bits from the word at `address`, which is in the arena, on.
#[inline(always)]
pub fn bits_at(address: usize) -> Bits {
    let layout = layout();
    Bits::new(layout.pointer_bits, (address - layout.base) / 8)
}

/// Takes a run of pages; `None` if there is no memory.
pub fn allocate_pages(count: usize) -> Option<PageRun> {
    let mut pages = PAGES.lock();
    if let Some(run) = pages.allocate(count) {
        return Some(run);
    }
    if !pages.grow(count) {
        return None;
    }
    let page_count = pages.page_count();
    {
        let mut tables = TABLES.lock();
        if !tables.page_table.commit(page_count * 8)
            || !tables.pointer_bits.commit(page_count * PAGE_SIZE / 64)
        {
            return None;
        }
    }
    PAGE_COUNT.store(page_count, Ordering::Release);
    pages.allocate(count)
}

/// Address of a page.
#[inline]
pub fn page_address(page: usize) -> usize {
    layout().base + (page << PAGE_SHIFT)
}

/// Makes the pages of `span` lead to it.
///
/// # Safety
/// The span is new, and its pages are the caller's.
pub unsafe fn enter(span: *mut Span) {
    // SAFETY: the caller's promise.
    unsafe { fill_table((*span).base, (*span).pages as usize, span) }
}

/// Frees the pages of a span and its header.
///
/// # Safety
/// No object of the span is in use, and it is in no list.
pub unsafe fn free_span(span: *mut Span) {
    // SAFETY: the caller gives the span up.
    unsafe {
        let (base, pages) = ((*span).base, (*span).pages as usize);
        fill_table(base, pages, null_mut());
        Span::recycle(span);
        PAGES
            .lock()
            .free((base - layout().base) >> PAGE_SHIFT, pages);
    }
}

unsafe fn fill_table(base: usize, pages: usize, span: *mut Span) {
    let layout = layout();
    let first = (base - layout.base) >> PAGE_SHIFT;
    for page in first..first + pages {
        // SAFETY: the table is committed for allocated pages.
        let entry = unsafe { AtomicPtr::from_ptr(layout.page_table.add(page)) };
        // The marker may look at any entry at any time.
        entry.store(span, Ordering::Release);
    }
}
