//! Work between collections that nobody waits for: sweeping what the program has not swept, and
//! giving memory back to the system.
//!
//! In: a thread with spare time (the scheduler's monitor calls [`step`]).  Out: fewer unswept
//! spans; retained memory near what the program will need before the next collection.
//! As in gc, free pages are kept up to a tenth above the heap goal, since they would be faulted in
//! again at once; more is given back, a little at a time; with a memory limit, everything above it.
//! Invariant: holds `BUSY` while at work and does nothing while suspended, which it is during a
//! collection, because the calling thread has no processor and so is not stopped with the world.

use super::pacing;
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::memory::size_class::PAGE_SIZE;
use crate::memory::{arena, central, page_heap};
use core::sync::atomic::{AtomicBool, Ordering};

/// Spans swept in one step.
const SWEEP_STEP: usize = 512;
/// Bytes given back in one step.
const RELEASE_STEP: usize = 4 << 20;

/// Surplus that is given back even if no other thread has time for it.
const MUCH: usize = 16 << 20;

static BUSY: Mutex<(), { rank::BACKGROUND }> = Mutex::new(());
static WORK: AtomicBool = AtomicBool::new(false);
/// A collection is in progress.
static SUSPENDED: AtomicBool = AtomicBool::new(false);

/// Keeps background work away until [`resume`].
pub fn suspend() {
    SUSPENDED.store(true, Ordering::SeqCst);
    // Whoever works already is done after this.
    drop(BUSY.lock());
}

/// See [`suspend`].
pub fn resume() {
    SUSPENDED.store(false, Ordering::SeqCst);
}

/// Sweeps up to `limit` spans; whether there are more to sweep.
pub fn sweep(limit: usize) -> bool {
    let _guard = BUSY.lock();
    !SUSPENDED.load(Ordering::SeqCst) && central::sweep_some(limit)
}

/// A collection has ended: there is work.
pub fn wake() {
    WORK.store(true, Ordering::Release);
}

/// There is something to do.
#[inline]
pub fn has_work() -> bool {
    WORK.load(Ordering::Acquire)
}

/// Does a little work; returns whether there is more. Called from a thread without processor,
/// every ten milliseconds or so while there is work.
pub fn step() -> bool {
    let guard = BUSY.lock();
    if SUSPENDED.load(Ordering::SeqCst) {
        return false;
    }
    if central::sweep_some(SWEEP_STEP) {
        return true;
    }
    let surplus = surplus();
    if surplus > 0 {
        page_heap::release_retained(&arena::PAGES, surplus.min(RELEASE_STEP));
    }
    let more = surplus > RELEASE_STEP;
    WORK.store(more, Ordering::Release);
    drop(guard);
    more
}

/// Gives memory back before a collection if there is much too much of it: programs with a single
/// goroutine have no other thread that would.
pub fn release_much() {
    let Some(_guard) = BUSY.try_lock() else {
        return;
    };
    let surplus = surplus();
    if surplus > MUCH {
        page_heap::release_retained(&arena::PAGES, surplus);
    }
}

/// Gives everything back that is free, at once (`debug.FreeOSMemory`); all spans are swept.
pub fn release_all() {
    let _guard = BUSY.lock();
    page_heap::release_retained(&arena::PAGES, usize::MAX);
}

/// Bytes of free pages above what is worth keeping.
fn surplus() -> usize {
    let pages = arena::PAGES.lock();
    let retained = pages.retained_pages() * PAGE_SIZE;
    let used = pages.used_pages() * PAGE_SIZE;
    let goal = pacing::goal();
    if goal == usize::MAX {
        return 0;
    }
    // Fragmentation as it is now: pages in use for each byte in objects.
    let live = pacing::live().max(1);
    let needed = goal as f64 * (used.max(live) as f64 / live as f64);
    let keep = (needed * 1.1) as usize;
    (used + retained).saturating_sub(keep).min(retained)
}
