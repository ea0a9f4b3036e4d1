//! Counters for `runtime.ReadMemStats`, `testing.AllocsPerRun` and `debug.ReadGCStats`.
//!
//! In: the counters of each span class, the page heap, pauses.  Out: `Statistics`.
//! Nothing is counted at an allocation: caches report runs of objects when they take and return
//! spans, so the numbers are exact after all caches are flushed.

use super::central::{self, ClassCounters};
use super::size_class::{CLASS_SIZES, PAGE_SIZE};
use super::span::SPAN_CLASS_COUNT;
use super::{arena, fixed};
use crate::gc::pacing;
use crate::lock::Mutex;
use crate::lock_order::rank;

/// Pauses that are remembered.
pub const PAUSES: usize = 256;

/// Sums over all classes.
#[derive(Clone, Copy, Default, Debug)]
#[repr(C)]
pub struct Statistics {
    /// Objects allocated and freed since the start.
    pub allocated: u64,
    /// See `allocated`.
    pub freed: u64,
    /// Their bytes.
    pub allocated_bytes: u64,
    /// See `allocated_bytes`.
    pub freed_bytes: u64,
    /// Address space of the arena that exists, in use, free but resident, and given back.
    pub heap_system: u64,
    /// See `heap_system`.
    pub heap_in_use: u64,
    /// See `heap_system`.
    pub heap_idle: u64,
    /// See `heap_system`.
    pub heap_released: u64,
    /// Memory of the runtime's own objects.
    pub other: u64,
    /// Bytes at which the next collection starts.
    pub next_collection: u64,
}

struct Pauses {
    count: u32,
    total: u64,
    last_end: u64,
    processor_fraction: f64,
    durations: [u64; PAUSES],
    ends: [u64; PAUSES],
}

static PAUSE_LOG: Mutex<Pauses, { rank::PAUSES }> = Mutex::new(Pauses {
    count: 0,
    total: 0,
    last_end: 0,
    processor_fraction: 0.0,
    durations: [0; PAUSES],
    ends: [0; PAUSES],
});

/// Adds a collection that stopped the world for `duration` nanoseconds and ended now.
pub fn record_pause(duration: u64, processor_fraction: f64) {
    let (seconds, nanoseconds) = crate::os::wall_clock();
    let mut log = PAUSE_LOG.lock();
    let slot = log.count as usize % PAUSES;
    log.count += 1;
    log.total += duration;
    log.last_end = seconds as u64 * 1_000_000_000 + nanoseconds as u64;
    log.processor_fraction = processor_fraction;
    log.durations[slot] = duration;
    log.ends[slot] = log.last_end;
}

/// Writes out what `MemStats` tells about pauses.
pub fn copy_pauses(
    durations: &mut [u64; PAUSES],
    ends: &mut [u64; PAUSES],
    total: &mut u64,
    last_end: &mut u64,
    processor_fraction: &mut f64,
) {
    let log = PAUSE_LOG.lock();
    *durations = log.durations;
    *ends = log.ends;
    *total = log.total;
    *last_end = log.last_end;
    *processor_fraction = log.processor_fraction;
}

/// The sums. All caches must be flushed, or the world is stopped and they are about to be.
pub fn collect() -> Statistics {
    let mut sum = Statistics::default();
    for class in 0..SPAN_CLASS_COUNT {
        let counters = central::counters(class);
        let (allocated_bytes, freed_bytes) = bytes_of(class, &counters);
        sum.allocated += counters.allocated;
        sum.freed += counters.freed;
        sum.allocated_bytes += allocated_bytes;
        sum.freed_bytes += freed_bytes;
    }
    let pages = arena::PAGES.lock();
    sum.heap_system = (pages.page_count() * PAGE_SIZE) as u64;
    sum.heap_in_use = (pages.used_pages() * PAGE_SIZE) as u64;
    sum.heap_idle = sum.heap_system - sum.heap_in_use;
    sum.heap_released = (pages.released_pages() * PAGE_SIZE) as u64;
    sum.other = fixed::total() as u64;
    sum.next_collection = pacing::goal() as u64;
    sum
}

fn bytes_of(class: usize, counters: &ClassCounters) -> (u64, u64) {
    if class < 2 {
        return (counters.allocated_bytes, counters.freed_bytes);
    }
    let size = CLASS_SIZES[class / 2] as u64;
    (counters.allocated * size, counters.freed * size)
}

/// Resident bytes that are not in objects: what a memory limit leaves less for them.
pub fn overhead_bytes() -> usize {
    let pages = arena::PAGES.lock();
    let used = pages.used_pages() * PAGE_SIZE;
    used.saturating_sub(pacing::live()) + fixed::total()
}
