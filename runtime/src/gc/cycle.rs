//! A collection beside the running program.
//!
//! In: the reason.  Out: everything that was unreachable when marking began waits for sweeping.
//! A cycle stops the world twice. First to empty the allocation caches, turn the barrier on and look
//! at the stacks of goroutines that were just running; then everything else is marked while the
//! program runs: globals, stacks of goroutines one at a time while each stands still (`sched::scan`),
//! and what they lead to. The second stop empties the barrier's buffers and scans the stacks that
//! changed since they were scanned. If that turns up more work than fits a short stop, the world
//! starts again and marking goes on; every attempt marks more, so the last one comes soon. The stack of
//! whoever stops the world stands still anyway and is scanned after the first stop and before the others.
//! A cycle for growth of the heap is marked by the collector's own thread, but whoever allocates
//! stops the world for it, because that thread runs anyway: a stop that has nobody else to wait for
//! takes no time. Only if nobody allocates the collector's thread does it. Any other cycle is done by
//! the thread that asked.
//! Invariants: one cycle at a time (`CYCLE`, taken before the right to stop the world); all spans
//! are swept while marking; `SHARED` belongs to whoever `PHASE` says.

use super::mark::{self, Marker};
use super::{
    Reason, RootBytes, background, barrier, pacing, pools, special, trace, verify, work, workers,
};
use crate::lock::RawMutex;
use crate::lock_order::rank;
use crate::memory::{central, statistics};
use crate::sched::{self, scan, world::OwnStack};
use crate::{knobs, os};
use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

/// Nanoseconds of marking within one stop.
const STOPPED_MARKING: i64 = 150_000;
/// After so many stops a cycle ends, however long the last one takes.
const MOST_STOPS: u32 = 40;
/// Rounds of scanning changed stacks before the world is stopped.
const MOST_ROUNDS: u32 = 8;
/// So few changed stacks are left for the stop.
const FEW_STACKS: usize = 16;
/// Spans swept at a time by the collector's thread after a cycle.
const SWEEP_STEP: usize = 64;
/// Helpers are summoned when at least this much survived the last collection.
const PARALLEL_THRESHOLD: usize = 1 << 20;

static CYCLE: RawMutex<{ rank::CYCLE }> = RawMutex::new();
/// Nanoseconds spent in collections, times processors.
static PROCESSOR_TIME: AtomicU64 = AtomicU64::new(0);

/// What is known about the cycle in progress.
struct Cycle {
    reason: Reason,
    marker: Marker,
    start: i64,
    heap_before: usize,
    /// Nanoseconds of the first stop, of marking and of the stops at the end.
    phases: [i64; 3],
    roots: RootBytes,
    helpers: usize,
    /// Stops for the end so far.
    stops: u32,
    /// Bytes in objects when marking began and ended, in marked ones, and the goal.
    heap: [usize; 4],
}

/// Runs a collection and waits for its end.
pub fn run(reason: Reason) {
    sched::lock_stoppably(&CYCLE);
    prepare();
    let mut cycle = Cycle::begin(reason);
    cycle.mark();
    while !cycle.end() {
        cycle.mark_more();
    }
    drop(cycle);
    background::resume();
    work::note_progress();
    if reason == Reason::Explicit {
        // As in gc, everything is done when the call returns.
        central::sweep_some(usize::MAX);
    }
    CYCLE.unlock();
    special::after_cycle();
    background::wake();
}

/// What has to be done before a cycle begins.
fn prepare() {
    central::sweep_some(usize::MAX);
    background::release_much();
    background::suspend();
}

impl Cycle {
    /// The first stop.
    fn begin(reason: Reason) -> Cycle {
        let start = os::monotonic_nanoseconds();
        sched::stop_the_world();
        super::flush_caches();
        central::sweep_some(usize::MAX);
        // SAFETY: the world is stopped.
        unsafe { pools::age() };
        let mut cycle = Cycle {
            reason,
            marker: Marker::new(),
            start,
            heap_before: pacing::live(),
            phases: [0; 3],
            roots: RootBytes::default(),
            helpers: helper_count(reason),
            stops: 0,
            heap: [0; 4],
        };
        pacing::begin_cycle();
        work::begin();
        barrier::set_marking(true);
        let (marker, stacks) = (&mut cycle.marker, &mut cycle.roots.stacks);
        scan::begin(own_stack(reason), &mut |start, end| {
            visit(marker, stacks, start, end)
        });
        sched::start_the_world();
        cycle.phases[0] = os::monotonic_nanoseconds() - start;
        cycle.scan_own();
        cycle
    }

    /// Marks while the program runs.
    fn mark(&mut self) {
        let start = os::monotonic_nanoseconds();
        self.marker.publish();
        if self.helpers > 0 {
            workers::summon(self.helpers);
        }
        for root in super::program_roots() {
            // SAFETY: the compiler's tables are right.
            unsafe { self.marker.scan_root(root) };
            self.roots.globals += root.words * 8;
        }
        special::mark_roots(&mut self.marker);
        scan::note_all();
        self.scan_changed();
        self.marker.drain();
        workers::wait_for_all();
        work::end();
        self.mark_changed();
        self.phases[1] = os::monotonic_nanoseconds() - start;
    }

    /// Scans stacks that changed until few are left, and marks what they lead to.
    fn mark_changed(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let scanned = self.scan_changed();
            self.marker.drain();
            if scanned < FEW_STACKS {
                return;
            }
        }
    }

    fn scan_changed(&mut self) -> usize {
        let (marker, stacks) = (&mut self.marker, &mut self.roots.stacks);
        scan::changed(&mut |start, end| visit(marker, stacks, start, end))
    }

    /// Scans the stack of whoever begins or ends the cycle, which need not be done in a stop.
    fn scan_own(&mut self) {
        let (marker, stacks) = (&mut self.marker, &mut self.roots.stacks);
        scan::own(&mut |start, end| visit(marker, stacks, start, end));
    }

    /// Stops the world for the end; false if too much is left to mark.
    fn end(&mut self) -> bool {
        self.scan_own();
        let start = os::monotonic_nanoseconds();
        sched::stop_the_world();
        self.stops += 1;
        let done = self.try_end(self.stops >= MOST_STOPS);
        if done {
            self.finish();
        }
        sched::start_the_world();
        let now = os::monotonic_nanoseconds();
        self.phases[2] += now - start;
        if done {
            self.report(now);
        }
        done
    }

    /// After a stop in which too much was left.
    fn mark_more(&mut self) {
        let start = os::monotonic_nanoseconds();
        self.marker.drain();
        self.mark_changed();
        self.phases[1] += os::monotonic_nanoseconds() - start;
    }

    /// With the world stopped: marks the rest, unless it is too much.
    fn try_end(&mut self, last: bool) -> bool {
        barrier::empty_all(&mut self.marker);
        let mut bytes = 0;
        let marker = &mut self.marker;
        scan::stopped(own_stack(self.reason), &mut |start, end| {
            visit(marker, &mut bytes, start, end)
        });
        special::mark_new_roots(&mut self.marker);
        if last {
            self.marker.drain();
            return true;
        }
        let deadline = os::monotonic_nanoseconds() + STOPPED_MARKING;
        self.marker.drain_until(deadline)
    }

    /// With the world stopped and everything reachable marked.
    fn finish(&mut self) {
        special::after_mark(&mut self.marker);
        super::flush_caches();
        // What was allocated meanwhile is marked, too.
        let born = pacing::live().saturating_sub(self.heap_before);
        let marked = mark::take_marked_bytes(&mut self.marker) + born;
        if knobs::GC_VERIFY.is_set() {
            verify::check();
            scan::everything(&mut |start, end| verify::check_range(start, end));
        }
        barrier::set_marking(false);
        self.heap = [self.heap_before, pacing::live(), marked, pacing::goal()];
        super::finish(marked, self.roots.stacks + self.roots.globals, born);
    }

    fn report(&mut self, now: i64) {
        let processors = sched::processor::all().len();
        let [first, marking, last] = self.phases;
        let busy =
            (first + last) as u64 * processors as u64 + marking as u64 * (1 + self.helpers) as u64;
        let total = PROCESSOR_TIME.fetch_add(busy, Ordering::Relaxed) + busy;
        let since_start = self.start - super::start_time();
        let elapsed = (since_start + now - self.start).max(1) as u64 * processors as u64;
        statistics::record_pause((first + last) as u64, total as f64 / elapsed as f64);
        if knobs::GC_TRACE.is_set() {
            trace::print(&trace::Cycle {
                number: super::cycles(),
                start: since_start,
                phases: self.phases,
                heap: self.heap,
                stacks: self.roots.stacks,
                globals: self.roots.globals,
                percent: total * 100 / elapsed,
                processors,
                forced: self.reason == Reason::Explicit,
            });
        }
    }
}

/// An explicit collection is asked for through a Park thunk; any other may come out of an allocation.
fn own_stack(reason: Reason) -> OwnStack {
    match reason {
        Reason::Explicit => OwnStack::Skip,
        _ => OwnStack::Visit,
    }
}

fn visit(marker: &mut Marker, bytes: &mut usize, start: *const usize, end: *const usize) {
    *bytes += end as usize - start as usize;
    // SAFETY: the scheduler gives ranges of stacks that stand still.
    unsafe { marker.scan_conservatively(start as usize, end as usize) };
}

/// How many threads besides this one have a core to mark on.
fn helper_count(reason: Reason) -> usize {
    if knobs::GC_SERIAL.is_set() || pacing::marked() < PARALLEL_THRESHOLD {
        return 0;
    }
    let cores = sched::processor::all().len().min(os::processor_count());
    // A thread that asked and waits leaves its processor free, the collector's own takes one.
    match reason {
        Reason::HeapGrowth => sched::free_processors().min(cores).saturating_sub(1),
        _ => sched::free_processors().min(cores - 1),
    }
}

/// What happens to the cycle for growth of the heap.
mod phase {
    /// There is none.
    pub const NONE: u32 = 0;
    /// The collector's thread is to begin one.
    pub const WANTED: u32 = 1;
    /// Somebody who allocates begins one.
    pub const BEGINNING: u32 = 2;
    /// It has begun; the collector's thread marks.
    pub const MARKING: u32 = 3;
    /// Everything is marked: it wants to be ended.
    pub const MARKED: u32 = 4;
    /// Somebody ends it.
    pub const ENDING: u32 = 5;
    /// Too much was left: the collector's thread marks more.
    pub const UNFINISHED: u32 = 6;
}

/// How long the collector's thread waits for somebody who allocates to end the cycle.
const PATIENCE: i64 = 1_000_000;

static PHASE: AtomicU32 = AtomicU32::new(phase::NONE);

struct Shared(UnsafeCell<Option<Cycle>>);

// SAFETY: `PHASE` says whose it is.
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared(UnsafeCell::new(None));

fn enter(phase: u32) {
    PHASE.store(phase, Ordering::SeqCst);
    os::futex_wake(&PHASE, 1);
    work::note_progress();
}

fn change_phase(from: u32, to: u32) -> bool {
    PHASE
        .compare_exchange(from, to, Ordering::SeqCst, Ordering::Relaxed)
        .is_ok()
}

/// A cycle for growth of the heap is in progress, at the end of which finalizers may become due. (Any
/// other is the work of a machine that is not idle.)
pub fn is_in_progress() -> bool {
    PHASE.load(Ordering::SeqCst) != phase::NONE
}

/// The heap has grown and is about to grow by `bytes` bytes: begins a cycle, or lets the collector's
/// thread do it. If the heap has grown much too far, and that thread has not come round to it yet,
/// waits.
pub fn request(bytes: usize) {
    loop {
        let seen = work::progress();
        if PHASE.load(Ordering::SeqCst) == phase::NONE {
            begin_shared(bytes);
        }
        if barrier::is_marking() || !pacing::is_due_for(bytes) || !pacing::is_exceeded_by(bytes) {
            return;
        }
        sched::stoppably(|| work::wait_for_progress(seen));
    }
}

fn begin_shared(bytes: usize) {
    static STARTED: AtomicBool = AtomicBool::new(false);
    if !change_phase(phase::NONE, phase::BEGINNING) {
        return;
    }
    if !STARTED.swap(true, Ordering::AcqRel) {
        crate::thread::start(sched::machine::make(), run_thread);
    }
    if pacing::is_exceeded_by(bytes) {
        central::sweep_some(usize::MAX);
    }
    if central::unswept() == 0 && CYCLE.try_lock() {
        background::suspend();
        let cycle = Cycle::begin(Reason::HeapGrowth);
        // SAFETY: the phase makes the cell ours.
        unsafe { *SHARED.0.get() = Some(cycle) };
        enter(phase::MARKING);
    } else {
        enter(phase::WANTED);
    }
}

/// Bytes that an assist scans between looks at whether the world is to stop.
const ASSIST_STEP: usize = 64 << 10;

/// Somebody is about to allocate `bytes` bytes while marking: ends the cycle if that is wanted, or
/// helps marking in proportion if it does not go on fast enough. If there is nothing to help with, as
/// with large objects without pointers, and the heap grows too far, waits until there is, or until
/// everything is marked. The collector's thread has the core then.
pub fn assist(bytes: usize) {
    let mut work = pacing::assist_work(bytes);
    loop {
        let seen = work::progress();
        if PHASE.load(Ordering::SeqCst) == phase::MARKED {
            end_shared();
            return;
        }
        work = work.saturating_sub(help_marking(work));
        if work == 0 || !pacing::is_exceeded_by(bytes) || !barrier::is_marking() {
            return;
        }
        sched::stoppably(|| work::wait_for_progress(seen));
    }
}

/// Scans objects of about `bytes` bytes as one more worker, or fewer if there are not so many or the
/// world is to stop. Returns how many it were.
fn help_marking(bytes: usize) -> usize {
    if bytes == 0 || !work::join() {
        return 0;
    }
    let mut marker = Marker::new();
    let mut done = 0;
    while done < bytes && !sched::is_stopping() {
        if !marker.drain_bytes(ASSIST_STEP) {
            work::ask();
            break;
        }
        done += ASSIST_STEP;
    }
    // Hands the rest of its work back before it leaves.
    drop(marker);
    work::leave();
    done
}

/// Ends the cycle, unless somebody else does.
fn end_shared() {
    if !change_phase(phase::MARKED, phase::ENDING) {
        return;
    }
    // SAFETY: the phase makes the cell ours.
    let shared = unsafe { &mut *SHARED.0.get() };
    if let Some(cycle) = shared
        && !cycle.end()
    {
        enter(phase::UNFINISHED);
        return;
    }
    *shared = None;
    background::resume();
    special::after_cycle();
    background::wake();
    CYCLE.unlock();
    leave();
}

/// There is no cycle any more. The collector's thread will sweep.
fn leave() {
    enter(phase::NONE);
    // Who went to sleep last did not know whether there would be finalizers.
    sched::check_deadlock();
}

extern "C" fn run_thread(machine: *mut sched::machine::Machine) -> ! {
    // SAFETY: the machine of this thread; without processor it is never preempted.
    unsafe { crate::signal::prepare_thread(machine) };
    loop {
        let now = PHASE.load(Ordering::Acquire);
        // SAFETY: in the phases that are the collector's the cell is, too.
        let shared = unsafe { &mut *SHARED.0.get() };
        match now {
            phase::WANTED => {
                CYCLE.lock();
                if pacing::is_due() {
                    prepare();
                    *shared = Some(Cycle::begin(Reason::HeapGrowth));
                    enter(phase::MARKING);
                } else {
                    CYCLE.unlock();
                    leave();
                }
            }
            phase::MARKING | phase::UNFINISHED => {
                if let Some(cycle) = shared {
                    if now == phase::MARKING {
                        cycle.mark();
                    } else {
                        cycle.mark_more();
                    }
                }
                enter(phase::MARKED);
                os::futex_wait(&PHASE, phase::MARKED, PATIENCE);
                end_shared();
            }
            phase::NONE if background::sweep(SWEEP_STEP) => {}
            _ => os::futex_wait(&PHASE, now, -1),
        }
    }
}
