//! The collector: mark what is reachable beside the program, sweep lazily afterwards.
//!
//! In: the heap of `memory`, roots from the program's tables and the scheduler.  Out: marked bits,
//! a new heap goal, spans to sweep.
//! A cycle (`cycle`): finish the last cycle's sweeping; stop the world for a moment; mark from
//! globals (by their masks) and from stacks and thread stacks (conservatively), with helpers, while
//! the program runs and its barrier reports what it stores (`barrier`); stop the world again to
//! finish marking and to deal with finalizers and weak references (`special`); set the goal
//! (`pacing`).
//! Reading order: this module, `cycle`, `barrier`, `mark`, `work`, `workers`, `pacing`, `special`,
//! `background`.
//! Invariant: nothing but this module stops the world for memory's sake, and no lock of `memory` is
//! held while it does.
//! Not done: generational collection; objects never move.

pub mod background;
pub mod barrier;
#[cfg(feature = "standalone")]
pub mod cycle;
pub mod mark;
pub mod pacing;
pub mod pools;
pub mod special;
pub mod trace;
pub mod verify;
pub mod work;
pub mod workers;

use crate::memory::central;
use crate::{knobs, os};
use core::sync::atomic::{AtomicI64, AtomicU32, Ordering};
#[cfg(feature = "standalone")]
use grus_abi::program::Root;
#[cfg(not(feature = "standalone"))]
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

/// Collections so far.
static CYCLES: AtomicU32 = AtomicU32::new(0);
static FORCED_CYCLES: AtomicU32 = AtomicU32::new(0);
/// Allocations since start-up that `gcstress` counts.
static STRESS_COUNT: AtomicI64 = AtomicI64::new(0);
/// Time of the program's start.
static START_TIME: AtomicI64 = AtomicI64::new(0);

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

/// When the program started.
pub fn start_time() -> i64 {
    START_TIME.load(Ordering::Relaxed)
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

/// Runs a collection and waits for its end. The caller holds a processor, or none and is in a system
/// call as far as the scheduler knows.
#[cold]
#[inline(never)]
pub fn collect(reason: Reason) {
    #[cfg(feature = "standalone")]
    cycle::run(reason);
    if reason == Reason::Explicit {
        FORCED_CYCLES.fetch_add(1, Ordering::Relaxed);
    }
}

/// The heap has grown and is about to grow by `bytes` bytes: lets a collection begin soon.
#[cold]
pub fn request(bytes: usize) {
    #[cfg(feature = "standalone")]
    cycle::request(bytes);
    #[cfg(not(feature = "standalone"))]
    let _ = bytes;
}

/// `bytes` bytes are about to be allocated while marking: helps, if that is necessary.
#[cold]
pub fn assist(bytes: usize) {
    #[cfg(feature = "standalone")]
    cycle::assist(bytes);
    #[cfg(not(feature = "standalone"))]
    let _ = bytes;
}

/// A collection with these addresses as the only roots, for tests without scheduler.
#[cfg(not(feature = "standalone"))]
pub fn collect_from(roots: &[usize]) {
    flush_caches();
    central::sweep_some(usize::MAX);
    let mut marker = Marker::new();
    work::begin();
    for root in roots {
        marker.mark_guess(*root);
    }
    special::mark_roots(&mut marker);
    marker.publish();
    marker.drain();
    workers::wait_for_all();
    work::end();
    special::after_mark(&mut marker);
    if knobs::GC_VERIFY.is_set() {
        verify::check();
    }
    finish(mark::take_marked_bytes(&mut marker), 0, 0);
}

/// Bytes of roots that were scanned.
#[derive(Clone, Copy, Default)]
pub struct RootBytes {
    /// Stacks of goroutines and threads.
    pub stacks: usize,
    /// Global variables.
    pub globals: usize,
}

/// What follows marking: a new goal, and all spans wait for sweeping. `born` of the marked bytes were
/// allocated meanwhile.
pub fn finish(marked: usize, root_bytes: usize, born: usize) {
    CYCLES.fetch_add(1, Ordering::Release);
    pacing::finish_cycle(marked, root_bytes, born);
    central::begin_sweep();
}

/// Gives the spans of all processors back, with the world stopped.
#[cfg(feature = "standalone")]
pub fn flush_caches() {
    for processor in crate::sched::processor::ever_used() {
        // SAFETY: the world is stopped.
        unsafe { (*processor.memory.get()).flush() };
    }
}

/// Gives the spans of the thread's cache back.
#[cfg(not(feature = "standalone"))]
pub fn flush_caches() {
    crate::memory::cache::current().flush();
}

/// Global variables of the program.
#[cfg(feature = "standalone")]
fn program_roots() -> &'static [Root] {
    let program = crate::entry::program();
    // SAFETY: the compiler's tables are right.
    unsafe { core::slice::from_raw_parts(program.roots, program.root_count) }
}
