//! Work lists of the marker: objects that are marked but not scanned yet.
//!
//! In: addresses.  Out: addresses, in no particular order. Every worker has a block of its own and
//! exchanges whole blocks with a shared pool; marking is over when all workers are idle.
//! Workers may join until then, and leave before, once they have handed their entries back. The
//! program's barrier may add blocks without joining, which the collector notices when it looks at
//! the pool with the world stopped.
//! Who has to assist and finds nothing waits for progress ([`wait_for_progress`]): the others then share
//! what they have, as they do with idle workers.
//! Invariants: a worker goes idle only when it has no entry and sees
//! the pool empty after everything it published, and an idle worker publishes nothing; so when all
//! are idle the pool is empty, but for what was published by whoever left last, and an idle worker
//! looks for that before it believes that marking is over. Blocks are never unmapped, only reused.

use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::memory::fixed;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};

/// Entries of a block, chosen so that a block is 4 KB.
const CAPACITY: usize = 510;

#[repr(C)]
struct Block {
    next: *mut Block,
    count: usize,
    entries: [usize; CAPACITY],
}

struct Pool {
    full: *mut Block,
    free: *mut Block,
}

// SAFETY: blocks in the pool belong to the pool.
unsafe impl Send for Pool {}

static POOL: Mutex<Pool, { rank::MARKER_POOL }> = Mutex::new(Pool {
    full: null_mut(),
    free: null_mut(),
});
/// Blocks in `full`, readable without the lock.
static FULL_COUNT: AtomicUsize = AtomicUsize::new(0);
/// Workers that joined (upper half) and how many of them are idle (lower half).
static WORKERS: AtomicU64 = AtomicU64::new(CLOSED);
const JOIN: u64 = 1 << 32;
/// Nobody may join, and whoever finds no work is done.
const CLOSED: u64 = 1 << 63;

/// Counts what those wait for who have to assist; see [`note_progress`].
static PROGRESS: AtomicU32 = AtomicU32::new(0);
/// How many wait.
static HUNGRY: AtomicU32 = AtomicU32::new(0);
/// Somebody who does not wait found the pool empty; see [`ask`].
static ASKED: AtomicBool = AtomicBool::new(false);

/// The progress so far, to be asked for before a look that may end in waiting for more.
pub fn progress() -> u32 {
    PROGRESS.load(Ordering::SeqCst)
}

/// There is new work in the pool, or the cycle has entered another phase.
pub fn note_progress() {
    PROGRESS.fetch_add(1, Ordering::SeqCst);
    if HUNGRY.load(Ordering::SeqCst) > 0 {
        crate::os::futex_wake(&PROGRESS, u32::MAX);
    }
}

/// Sleeps until there is more progress than `seen`; may return earlier.
pub fn wait_for_progress(seen: u32) {
    HUNGRY.fetch_add(1, Ordering::SeqCst);
    crate::os::futex_wait(&PROGRESS, seen, -1);
    HUNGRY.fetch_sub(1, Ordering::SeqCst);
}

/// Whoever assists found nothing to do and goes on: the others shall share, for the next time.
pub fn ask() {
    ASKED.store(true, Ordering::Relaxed);
}

/// All that joined are idle.
fn is_over(state: u64) -> bool {
    state & CLOSED != 0 || state >> 32 == state & 0xffff_ffff
}

/// Starts marking with the calling worker.
pub fn begin() {
    WORKERS.store(JOIN, Ordering::Release);
}

/// From now on the calling worker, the only one, marks alone.
pub fn end() {
    WORKERS.store(CLOSED, Ordering::Release);
}

/// Another worker wants to take part; false if marking is over.
pub fn join() -> bool {
    WORKERS
        .fetch_update(Ordering::AcqRel, Ordering::Acquire, |state| {
            (!is_over(state)).then(|| state + JOIN)
        })
        .is_ok()
}

/// A worker that joined has published everything and takes no more part.
pub fn leave() {
    WORKERS.fetch_sub(JOIN, Ordering::AcqRel);
}

/// A worker's own end of the work list.
pub struct WorkList {
    block: *mut Block,
}

impl Default for WorkList {
    fn default() -> Self {
        Self::new()
    }
}

impl WorkList {
    /// An empty list.
    pub fn new() -> WorkList {
        WorkList {
            block: POOL.lock().take_free(),
        }
    }

    /// Adds an object.
    #[inline(always)]
    pub fn push(&mut self, entry: usize) {
        // SAFETY: the list always has a block.
        let block = unsafe { &mut *self.block };
        if block.count == CAPACITY {
            self.publish();
            // SAFETY: as above.
            let block = unsafe { &mut *self.block };
            block.entries[0] = entry;
            block.count = 1;
            return;
        }
        block.entries[block.count] = entry;
        block.count += 1;
    }

    /// Takes an object that this worker added.
    #[inline(always)]
    pub fn pop_local(&mut self) -> Option<usize> {
        // SAFETY: the list always has a block.
        let block = unsafe { &mut *self.block };
        if block.count == 0 {
            return None;
        }
        block.count -= 1;
        // SAFETY: entries below `count` are initialised, and `count` is below the capacity.
        Some(unsafe { *block.entries.get_unchecked(block.count) })
    }

    /// Gets a block from the pool; false if there is none.
    pub fn refill(&mut self) -> bool {
        if FULL_COUNT.load(Ordering::Acquire) == 0 {
            return false;
        }
        let mut pool = POOL.lock();
        let block = pool.full;
        if block.is_null() {
            return false;
        }
        // SAFETY: blocks in the pool are valid; the list's own block is empty.
        unsafe {
            pool.full = (*block).next;
            FULL_COUNT.fetch_sub(1, Ordering::Relaxed);
            (*self.block).next = pool.free;
            pool.free = self.block;
        }
        self.block = block;
        true
    }

    /// Waits until there is work in the pool and takes it (true) or all workers wait (false).
    pub fn wait(&mut self) -> bool {
        if WORKERS.load(Ordering::Acquire) & CLOSED != 0 {
            return false;
        }
        WORKERS.fetch_add(1, Ordering::AcqRel);
        let mut spins = 0u32;
        loop {
            // In this order: what the last one to leave published came before it left.
            let over = is_over(WORKERS.load(Ordering::Acquire));
            if FULL_COUNT.load(Ordering::Acquire) > 0 {
                WORKERS.fetch_sub(1, Ordering::AcqRel);
                if self.refill() {
                    return true;
                }
                WORKERS.fetch_add(1, Ordering::AcqRel);
            } else if over {
                return false;
            }
            spins += 1;
            if spins.is_multiple_of(64) {
                crate::os::yield_thread();
            }
            core::hint::spin_loop();
        }
    }

    /// Somebody waits for work.
    #[inline(always)]
    pub fn is_wanted(&self) -> bool {
        WORKERS.load(Ordering::Relaxed) & 0xffff_ffff != 0
            || HUNGRY.load(Ordering::Relaxed) != 0
            || ASKED.load(Ordering::Relaxed)
    }

    /// Moves half of the own entries to the pool, if it is worth it.
    pub fn share(&mut self) {
        // SAFETY: the list always has a block.
        let block = unsafe { &mut *self.block };
        if block.count < 8 {
            return;
        }
        ASKED.store(false, Ordering::Relaxed);
        let mut pool = POOL.lock();
        let other = pool.take_free();
        let half = block.count / 2;
        // SAFETY: the other block is ours until it is in the pool.
        unsafe {
            (&mut (*other).entries)[..half]
                .copy_from_slice(&block.entries[block.count - half..block.count]);
            (*other).count = half;
            block.count -= half;
            pool.add_full(other);
        }
    }

    /// Moves the own block to the pool.
    pub fn publish(&mut self) {
        let mut pool = POOL.lock();
        // SAFETY: the list always has a block.
        unsafe {
            if (*self.block).count > 0 {
                pool.add_full(self.block);
                self.block = pool.take_free();
            }
        }
    }
}

impl Drop for WorkList {
    fn drop(&mut self) {
        self.publish();
        let mut pool = POOL.lock();
        // SAFETY: the block is empty and not used any more.
        unsafe { (*self.block).next = pool.free };
        pool.free = self.block;
    }
}

impl Pool {
    fn take_free(&mut self) -> *mut Block {
        let block = self.free;
        if block.is_null() {
            return fixed::allocate(size_of::<Block>(), 64).cast();
        }
        // SAFETY: blocks in the pool are valid.
        unsafe {
            self.free = (*block).next;
            (*block).count = 0;
        }
        block
    }

    unsafe fn add_full(&mut self, block: *mut Block) {
        // SAFETY: the caller gives the block up.
        unsafe { (*block).next = self.full };
        self.full = block;
        FULL_COUNT.fetch_add(1, Ordering::SeqCst);
        if HUNGRY.load(Ordering::SeqCst) > 0 {
            note_progress();
        }
    }
}
