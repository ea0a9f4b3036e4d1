//! Processors: the right to run Go code, one for each of GOMAXPROCS.
//!
//! In: `GOMAXPROCS` at start.  Out: [`Processor`]s, at fixed addresses for the whole run.
//! Invariants: a processor in state RUNNING belongs to exactly one machine; changes of `state` are
//! by compare-and-swap where two parties may make them (system calls, stopping the world).

use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering};

use super::goroutine::Goroutine;
use super::machine::Machine;
use super::run_queue::RunQueue;

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
    /// For the memory allocator: its per-processor state.
    pub memory_cache: AtomicPtr<u8>,
}

static PROCESSORS: [Processor; MAXIMUM] = {
    let mut all = [const { Processor::new() }; MAXIMUM];
    let mut i = 0;
    while i < MAXIMUM {
        all[i].index = i;
        i += 1;
    }
    all
};

static COUNT: AtomicUsize = AtomicUsize::new(1);

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
            memory_cache: AtomicPtr::new(null_mut()),
        }
    }

    /// Changes `state` if it is `from`.
    pub fn change_state(&self, from: u32, to: u32) -> bool {
        self.state
            .compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire)
            .is_ok()
    }
}

/// The processors in use.
pub fn all() -> &'static [Processor] {
    &PROCESSORS[..COUNT.load(Ordering::Acquire)]
}

/// The processor with an index below [`MAXIMUM`], in use or not.
pub fn at(index: usize) -> &'static Processor {
    &PROCESSORS[index]
}

/// Sets how many processors are in use; the world is stopped or not yet running.
pub fn set_count(count: usize) {
    COUNT.store(count, Ordering::Release);
}
