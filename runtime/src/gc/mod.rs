//! The collector: mark what is reachable with the world stopped, sweep lazily afterwards.
//!
//! In: the heap of `memory`, roots from the program's tables and the scheduler.  Out: marked bits,
//! a new heap goal, spans to sweep.
//! A cycle: finish the last cycle's sweeping; stop the world; flush all caches; mark from globals
//! (by their masks) and from stacks and thread stacks (conservatively), with helpers; deal with
//! finalizers and weak references (`special`); set the goal (`pacing`); start the world.
//! Reading order: this module, `mark`, `work`, `workers`, `pacing`, `special`, `background`.
//! Invariant: nothing but this module stops the world for memory's sake, and no lock of `memory` is
//! held while it does.
//! Not done: concurrent or generational collection; objects never move.

pub mod background;
pub mod mark;
pub mod pacing;
pub mod special;
pub mod trace;
pub mod verify;
pub mod work;
pub mod workers;

use crate::memory::{central, statistics};
use crate::{knobs, os, sched};
use core::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};
use grus_abi::program::Root;
use mark::Marker;

/// Why a collection happens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The heap reached its goal. Not done if another thread did it meanwhile.
    HeapGrowth,
    /// `runtime.GC` or the like.
    Explicit,
    /// Long time without one.
    Periodic,
    /// `GODEBUG=gcstress`.
    Stress,
}

#[cfg(feature = "standalone")]
/// Helpers are summoned when at least this much survived the last collection.
const PARALLEL_THRESHOLD: usize = 1 << 20;

/// Collections so far.
static CYCLES: AtomicU32 = AtomicU32::new(0);
static FORCED_CYCLES: AtomicU32 = AtomicU32::new(0);
/// Allocations since start-up that `gcstress` counts.
static STRESS_COUNT: AtomicI64 = AtomicI64::new(0);
/// Time of the program's start and nanoseconds spent in collections, times processors.
static START_TIME: AtomicI64 = AtomicI64::new(0);
static PROCESSOR_TIME: AtomicU64 = AtomicU64::new(0);

/// Reads the settings. Called once at start-up, before other threads exist; the arena must be
/// there. `lookup` finds environment variables.
pub fn initialise(lookup: &dyn Fn(&[u8]) -> Option<&'static [u8]>) {
    if let Some(settings) = lookup(b"GODEBUG") {
        knobs::parse(settings);
    }
    pacing::configure(lookup(b"GOGC"), lookup(b"GOMEMLIMIT"));
    START_TIME.store(os::monotonic_nanoseconds(), Ordering::Relaxed);
}

/// Number of collections that the program asked for.
pub fn forced_cycles() -> u32 {
    FORCED_CYCLES.load(Ordering::Relaxed)
}

/// Number of collections so far.
pub fn cycles() -> u32 {
    CYCLES.load(Ordering::Acquire)
}

/// Called at every allocation when `gcstress` is set.
#[cold]
pub fn stress() {
    let interval = knobs::GC_STRESS.get().max(1);
    let count = STRESS_COUNT.fetch_add(1, Ordering::Relaxed) + 1;
    if cfg!(feature = "standalone") && count % interval == 0 {
        collect(Reason::Stress);
    }
}

/// Runs a collection.
#[cold]
#[inline(never)]
pub fn collect(reason: Reason) {
    let seen = cycles();
    central::sweep_some(usize::MAX);
    background::release_much();
    let start = os::monotonic_nanoseconds();
    sched::stop_the_world();
    if reason != Reason::HeapGrowth || cycles() == seen {
        cycle(reason, start);
    }
    sched::start_the_world();
    special::after_cycle();
    if reason == Reason::Explicit {
        FORCED_CYCLES.fetch_add(1, Ordering::Relaxed);
        // As in gc, everything is done when the call returns.
        central::sweep_some(usize::MAX);
    }
    background::wake();
}

/// One collection, with the world stopped.
#[inline(never)]
fn cycle(reason: Reason, start: i64) {
    let guard = background::exclude();
    let stopped = os::monotonic_nanoseconds();
    flush_caches();
    central::sweep_some(usize::MAX);
    let heap_before = pacing::live();
    let goal = pacing::goal();
    let (marked, roots) = mark_all(mark_program_roots);
    let marked_time = os::monotonic_nanoseconds();
    finish(marked, roots.stacks + roots.globals);
    drop(guard);
    let end = os::monotonic_nanoseconds();
    let processors = processor_count();
    let busy = (end - start) as u64 * processors as u64;
    let total = PROCESSOR_TIME.fetch_add(busy, Ordering::Relaxed) + busy;
    let since_start = start - START_TIME.load(Ordering::Relaxed);
    let elapsed = ((since_start + end - start).max(1) as u64) * processors as u64;
    statistics::record_pause(start, end, total as f64 / elapsed as f64);
    if knobs::GC_TRACE.is_set() {
        trace::print(&trace::Cycle {
            number: cycles(),
            start: since_start,
            phases: [stopped - start, marked_time - stopped, end - marked_time],
            heap_before,
            heap_after: marked,
            goal,
            stacks: roots.stacks,
            globals: roots.globals,
            percent: total * 100 / elapsed,
            processors,
            forced: reason == Reason::Explicit,
        });
    }
}

/// A collection with these addresses as the only roots, for tests without scheduler.
#[cfg(not(feature = "standalone"))]
pub fn collect_from(roots: &[usize]) {
    flush_caches();
    central::sweep_some(usize::MAX);
    let (marked, _) = mark_all(|marker| {
        for root in roots {
            marker.mark_guess(*root);
        }
        special::mark_roots(marker);
        RootBytes::default()
    });
    finish(marked, 0);
}

/// Bytes of roots that were scanned.
#[derive(Clone, Copy, Default)]
pub struct RootBytes {
    /// Stacks of goroutines and threads.
    pub stacks: usize,
    /// Global variables.
    pub globals: usize,
}

/// Marks everything reachable from what `mark_roots` marks; returns the bytes of marked objects.
/// The world is stopped, all caches are flushed, all spans swept.
pub fn mark_all(mark_roots: impl FnOnce(&mut Marker) -> RootBytes) -> (usize, RootBytes) {
    let helpers = helper_count();
    let mut marker = Marker::new(helpers > 0);
    work::begin();
    let roots = mark_roots(&mut marker);
    if helpers > 0 {
        marker.publish();
        summon(helpers);
    }
    marker.drain();
    let marked_by_helpers = workers::wait_for_all();
    work::end();
    special::after_mark(&mut marker);
    let marked = marked_by_helpers + marker.marked_bytes;
    if knobs::GC_VERIFY.is_set() {
        verify::check();
    }
    (marked, roots)
}

/// What follows marking: a new goal, and all spans wait for sweeping.
pub fn finish(marked: usize, root_bytes: usize) {
    CYCLES.fetch_add(1, Ordering::Release);
    pacing::finish_cycle(marked, root_bytes);
    central::begin_sweep();
}

#[cfg(feature = "standalone")]
fn helper_count() -> usize {
    if knobs::GC_SERIAL.is_set() || pacing::marked() < PARALLEL_THRESHOLD {
        return 0;
    }
    processor_count().min(os::processor_count()) - 1
}

/// Tests bring their own helpers: threads that call `workers::help` all the time.
#[cfg(not(feature = "standalone"))]
fn helper_count() -> usize {
    usize::from(!knobs::GC_SERIAL.is_set())
}

#[cfg(feature = "standalone")]
use workers::summon;
#[cfg(not(feature = "standalone"))]
fn summon(_count: usize) {}

fn processor_count() -> usize {
    sched::processor::all().len()
}

/// Gives the spans of all processors back, with the world stopped.
#[cfg(feature = "standalone")]
pub fn flush_caches() {
    for processor in sched::processor::ever_used() {
        // SAFETY: the world is stopped.
        unsafe { (*processor.memory.get()).flush() };
    }
}

/// Gives the spans of the thread's cache back.
#[cfg(not(feature = "standalone"))]
pub fn flush_caches() {
    crate::memory::cache::current().flush();
}

/// Marks from stacks, this thread's included, and globals.
fn mark_program_roots(marker: &mut Marker) -> RootBytes {
    let mut bytes = RootBytes::default();
    for root in program_roots() {
        // SAFETY: the compiler's tables are right.
        unsafe { marker.scan_root(root) };
        bytes.globals += root.words * 8;
    }
    sched::for_each_root_range(&mut |start, end| {
        // SAFETY: the scheduler gives ranges of stopped stacks.
        unsafe { marker.scan_conservatively(start as usize, end as usize) };
        bytes.stacks += end as usize - start as usize;
    });
    special::mark_roots(marker);
    bytes
}

/// Global variables of the program.
#[cfg(feature = "standalone")]
fn program_roots() -> &'static [Root] {
    let program = crate::entry::program();
    // SAFETY: the compiler's tables are right.
    unsafe { core::slice::from_raw_parts(program.roots, program.root_count) }
}

#[cfg(not(feature = "standalone"))]
fn program_roots() -> &'static [Root] {
    &[]
}
