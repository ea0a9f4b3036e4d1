//! Memory's part of packages runtime and runtime/debug: functions declared in Go without a body.
//!
//! In: calls through thunks.  Out: as documented at the Go declarations in
//! `library/runtime/memory.go`, whose structures are mirrored here.

use super::central;
use super::size_class::CLASS_SIZES;
use super::statistics;
use crate::gc::{self, Reason, background, pacing};
use crate::sched::blocking::blocking;
use crate::{knobs, sched};

/// Number of size classes that `MemStats` reports.
const REPORTED_CLASSES: usize = 61;

#[repr(C)]
#[derive(Clone, Copy)]
struct ClassStatistics {
    size: u32,
    allocated: u64,
    freed: u64,
}

/// `runtime.MemStats`
#[repr(C)]
pub struct MemoryStatistics {
    alloc: u64,
    total_alloc: u64,
    sys: u64,
    lookups: u64,
    mallocs: u64,
    frees: u64,
    heap_alloc: u64,
    heap_sys: u64,
    heap_idle: u64,
    heap_in_use: u64,
    heap_released: u64,
    heap_objects: u64,
    stack_in_use: u64,
    stack_sys: u64,
    span_in_use: u64,
    span_sys: u64,
    cache_in_use: u64,
    cache_sys: u64,
    profile_sys: u64,
    collector_sys: u64,
    other_sys: u64,
    next_collection: u64,
    last_collection: u64,
    pause_total: u64,
    pauses: [u64; statistics::PAUSES],
    pause_ends: [u64; statistics::PAUSES],
    collections: u32,
    forced_collections: u32,
    processor_fraction: f64,
    enabled: bool,
    debug: bool,
    by_size: [ClassStatistics; REPORTED_CLASSES],
}

/// `func readMemStats(m *MemStats)`
///
/// # Safety
/// A thunk's function; the address is that of a `MemStats`.
pub unsafe extern "C" fn rt_readmemstats(target: *mut MemoryStatistics) {
    sched::stop_the_world();
    gc::flush_caches();
    let sum = statistics::collect();
    // SAFETY: the caller's promise.
    unsafe {
        let target = &mut *target;
        for (class, row) in target.by_size.iter_mut().enumerate() {
            let (scanned, free) = (
                central::counters(2 * class),
                central::counters(2 * class + 1),
            );
            row.size = CLASS_SIZES[class] as u32;
            row.allocated = scanned.allocated + free.allocated;
            row.freed = scanned.freed + free.freed;
        }
        target.mallocs = sum.allocated;
        target.frees = sum.freed;
        target.heap_objects = sum.allocated - sum.freed;
        target.total_alloc = sum.allocated_bytes;
        target.heap_alloc = sum.allocated_bytes - sum.freed_bytes;
        target.alloc = target.heap_alloc;
        target.heap_sys = sum.heap_system;
        target.heap_idle = sum.heap_idle;
        target.heap_in_use = sum.heap_in_use;
        target.heap_released = sum.heap_released;
        target.other_sys = sum.other;
        target.sys = sum.heap_system + sum.other;
        target.next_collection = sum.next_collection;
        target.collections = gc::cycles();
        target.forced_collections = gc::forced_cycles();
        target.enabled = true;
        statistics::copy_pauses(
            &mut target.pauses,
            &mut target.pause_ends,
            &mut target.pause_total,
            &mut target.last_collection,
            &mut target.processor_fraction,
        );
    }
    sched::start_the_world();
}

/// `func GC()`
///
/// # Safety
/// A Park thunk's function.
pub unsafe extern "C" fn rt_collect() -> isize {
    let collect = || {
        gc::collect(Reason::Explicit);
        0
    };
    // SAFETY: the thunk saved the goroutine's context; collecting needs no processor.
    unsafe { blocking(collect) }
}

/// `func freeOSMemory()`
///
/// # Safety
/// A Park thunk's function.
pub unsafe extern "C" fn rt_freeosmemory() -> isize {
    let collect = || {
        gc::collect(Reason::Explicit);
        background::release_all();
        0
    };
    // SAFETY: as for `rt_collect`.
    unsafe { blocking(collect) }
}

/// `func setGCPercent(percent int) int`
pub extern "C" fn rt_setgcpercent(percent: i64) -> i64 {
    let old = pacing::set_percent(percent);
    if pacing::is_due() {
        gc::request(0);
    }
    old
}

/// `func setMemoryLimit(limit int64) int64`
pub extern "C" fn rt_setmemorylimit(limit: i64) -> i64 {
    let old = pacing::set_limit(limit);
    if pacing::is_due() {
        gc::request(0);
    }
    old
}

/// `func gcCycles() uint32`: how many collections there were, for caches that a collection empties.
pub extern "C" fn rt_gccycles() -> u32 {
    gc::cycles()
}

/// `func setGODEBUG(text string)`: for tests that change a knob while they run.
///
/// # Safety
/// A thunk's function with a valid string.
pub unsafe extern "C" fn rt_setgodebug(data: *const u8, length: usize) {
    // SAFETY: the caller's promise.
    knobs::parse(unsafe { crate::string::bytes(data, length) });
}

/// `func setTraceback(level string)`
///
/// # Safety
/// A thunk's function with a valid string.
pub unsafe extern "C" fn rt_settraceback(data: *const u8, length: usize) {
    // SAFETY: the caller's promise.
    crate::traceback::set_level(unsafe { crate::string::bytes(data, length) });
}

/// `func setCrashOutput(descriptor int) int`
pub extern "C" fn rt_setcrashoutput(descriptor: i64) -> i64 {
    i64::from(crate::os::set_crash_output(descriptor as i32))
}
