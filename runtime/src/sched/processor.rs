//! Processors: the right to run Go code, one for each of GOMAXPROCS.
//!
//! In: `GOMAXPROCS` at start.  Out: [`Processor`]s, at fixed addresses for the whole run.
//! Invariants: a processor in state RUNNING belongs to exactly one machine; changes of `state` are
//! by compare-and-swap where two parties may make them (system calls, stopping the world).

use core::cell::UnsafeCell;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering};

use super::goroutine::Goroutine;
use super::machine::Machine;
use super::run_queue::RunQueue;
use crate::gc::barrier::{Buffer, BufferCell};
use crate::memory::MemoryCache;

/// Most processors a program can have.
pub const MAXIMUM: usize = 256;

/// What a processor is doing.
pub mod state {
    /// Not in use (GOMAXPROCS is smaller than its index).
    pub const UNUSED: u32 = 0;
    /// On the idle list.
    pub const IDLE: u32 = 1;
    /// Held by a machine.
    pub const RUNNING: u32 = 2;
    /// Its machine is in a system call and may lose it. The bits above [`KIND`] hold the machine's
    /// number, so that a machine cannot take back what meanwhile is in another one's call.
    pub const SYSTEM_CALL: u32 = 3;
    /// Stopped with the world.
    pub const STOPPED: u32 = 4;
    /// Its machine waits, in the runtime, for the right to stop the world.
    pub const WAITING_FOR_WORLD: u32 = 5;
    /// The bits of a state that tell these apart.
    pub const KIND: u32 = 0xff;
    /// The state during a system call of the machine with this number.
    pub fn system_call_of(machine: u32) -> u32 {
        SYSTEM_CALL | machine << 8
    }
}

/// A processor.
pub struct Processor {
    /// 0 to GOMAXPROCS-1; indexes per-processor tables of other parts of the runtime.
    pub index: usize,
    /// One of [`state`].
    pub state: AtomicU32,
    /// The machine that holds it, or held it when it went into a system call.
    pub machine: AtomicPtr<Machine>,
    /// Goroutines ready to run here.
    pub queue: RunQueue<Goroutine>,
    /// Counts goroutine switches; the monitor compares it to find long runners.
    pub ticks: AtomicU32,
    /// Counts system calls likewise.
    pub system_calls: AtomicU32,
    /// Link of the idle list.
    pub next_idle: AtomicPtr<Processor>,
    /// What the monitor saw last, and when.
    pub seen_ticks: AtomicU32,
    /// See `seen_ticks`.
    pub seen_system_calls: AtomicU32,
    /// See `seen_ticks`.
    pub seen_at: AtomicU64,
    /// The memory allocator's state, for the machine that holds the processor.
    pub memory: UnsafeCell<MemoryCache>,
    /// Pointers that the collector has yet to mark.
    pub barrier: BufferCell,
    /// The goroutine that runs here, or ran here last.
    pub last: AtomicPtr<Goroutine>,
}

// SAFETY: all fields are atomic, or belong to the machine that holds the processor.
unsafe impl Sync for Processor {}

/// All bytes are zero at first, so that executables need not contain the table; `set_count`
/// numbers the processors.
struct Table(UnsafeCell<[Processor; MAXIMUM]>);

// SAFETY: processors may be shared; the numbers only change before a processor is first used.
unsafe impl Sync for Table {}

static PROCESSORS: Table = Table(UnsafeCell::new([const { Processor::new() }; MAXIMUM]));

static COUNT: AtomicUsize = AtomicUsize::new(1);
/// The largest count so far.
static HIGHEST: AtomicUsize = AtomicUsize::new(0);

impl Processor {
    const fn new() -> Self {
        Self {
            index: 0,
            state: AtomicU32::new(state::UNUSED),
            machine: AtomicPtr::new(null_mut()),
            queue: RunQueue::new(),
            ticks: AtomicU32::new(0),
            system_calls: AtomicU32::new(0),
            next_idle: AtomicPtr::new(null_mut()),
            seen_ticks: AtomicU32::new(0),
            seen_system_calls: AtomicU32::new(0),
            seen_at: AtomicU64::new(0),
            memory: UnsafeCell::new(MemoryCache::new()),
            barrier: BufferCell(UnsafeCell::new(Buffer::new())),
            last: AtomicPtr::new(null_mut()),
        }
    }

    /// Changes `state` if it is `from`.
    pub fn change_state(&self, from: u32, to: u32) -> bool {
        self.state
            .compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire)
            .is_ok()
    }
}

fn table() -> &'static [Processor; MAXIMUM] {
    // SAFETY: see `Table`.
    unsafe { &*PROCESSORS.0.get() }
}

/// The processors that are or were in use.
pub fn ever_used() -> &'static [Processor] {
    &table()[..HIGHEST.load(Ordering::Acquire)]
}

/// The processors in use.
pub fn all() -> &'static [Processor] {
    &table()[..COUNT.load(Ordering::Acquire)]
}

/// The processor with an index below [`MAXIMUM`], in use or not.
pub fn at(index: usize) -> &'static Processor {
    &table()[index]
}

/// Sets how many processors are in use; the world is stopped or not yet running.
pub fn set_count(count: usize) {
    for index in HIGHEST.load(Ordering::Acquire)..count {
        // SAFETY: the processor was not used yet.
        unsafe { (*PROCESSORS.0.get().cast::<Processor>().add(index)).index = index };
    }
    HIGHEST.fetch_max(count, Ordering::AcqRel);
    COUNT.store(count, Ordering::Release);
}
