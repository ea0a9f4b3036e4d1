//! The goroutine object, and the table of all goroutines.
//!
//! In: new func values to run.  Out: [`Goroutine`]s, which are never freed but used again.
//! Invariants: the first words are those of `grus_abi::goroutine` (checked below); a goroutine is
//! in exactly one place: running on a machine, in a run queue, waiting in some queue, or free.
//! Its memory is outside of the Go heap; the collector scans it as a root (`sched::world`).

use core::mem::offset_of;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use grus_abi::goroutine as abi;
use grus_abi::value::{Closure, DeferRecord};

use super::machine::Machine;
use super::wait::Waiter;
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::os;
use crate::stack::Segment;

/// What a goroutine is doing.
pub mod status {
    /// On the free list.
    pub const FREE: u32 = 0;
    /// In a run queue.
    pub const RUNNABLE: u32 = 1;
    /// On a machine.
    pub const RUNNING: u32 = 2;
    /// In a queue of something that will make it runnable.
    pub const WAITING: u32 = 3;
    /// In a system call that may block, without a processor.
    pub const SYSTEM_CALL: u32 = 4;
}

/// Why a goroutine waits; the texts are what tracebacks show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum WaitReason {
    None,
    ChannelReceive,
    ChannelReceiveNil,
    ChannelSend,
    ChannelSendNil,
    Select,
    SelectNoCases,
    Sleep,
    MutexLock,
    ReadLock,
    WriteLock,
    WaitGroup,
    Condition,
    Semaphore,
    Finalizer,
    Network,
    SystemGoroutine,
}

impl WaitReason {
    /// The text in brackets of a goroutine's header line.
    pub fn text(self) -> &'static str {
        match self {
            Self::None => "waiting",
            Self::ChannelReceive => "chan receive",
            Self::ChannelReceiveNil => "chan receive (nil chan)",
            Self::ChannelSend => "chan send",
            Self::ChannelSendNil => "chan send (nil chan)",
            Self::Select => "select",
            Self::SelectNoCases => "select (no cases)",
            Self::Sleep => "sleep",
            Self::MutexLock => "sync.Mutex.Lock",
            Self::ReadLock => "sync.RWMutex.RLock",
            Self::WriteLock => "sync.RWMutex.Lock",
            Self::WaitGroup => "sync.WaitGroup.Wait",
            Self::Condition => "sync.Cond.Wait",
            Self::Semaphore => "semacquire",
            Self::Finalizer => "finalizer wait",
            Self::Network => "IO wait",
            Self::SystemGoroutine => "GC worker (idle)",
        }
    }
}

/// The signal that a goroutine's panic began with, for the line after its message.
#[derive(Clone, Copy, Default)]
#[repr(C)]
#[allow(missing_docs)]
pub struct SignalRecord {
    pub number: u32,
    pub code: u32,
    pub address: usize,
    pub pc: usize,
}

/// A call to finish an operation when its goroutine runs again; may set `results` or park anew.
pub type Continuation = unsafe fn(*mut Goroutine);

/// A goroutine. Fields without own synchronisation belong to the machine that runs it, or to the
/// holder of the queue's lock it is in.
#[repr(C)]
pub struct Goroutine {
    /// Flags that only Go code knows (`library/runtime`), 0 in a new goroutine. Keeps the next word at
    /// the offset that code knows.
    pub library_flags: usize,
    /// What function headers compare the stack pointer with.
    pub stack_limit: AtomicUsize,
    /// Top of the running machine's system stack.
    pub system_stack: usize,
    /// In a thunk: address of the caller's saved frame pointer, below the return address.
    pub thunk_stack_pointer: usize,
    /// Deferred calls, newest first.
    pub defers: *mut DeferRecord,
    /// Operands of a check, stored by the code that trapped.
    pub trap_x: usize,
    /// See `trap_x`.
    pub trap_y: usize,
    /// The stack segment it runs on.
    pub segment: *mut Segment,
    /// The function that asked for stack.
    pub function: usize,
    /// Not 0: `stack_limit` is poisoned, yield at the next header.
    pub preempt: AtomicU32,
    /// One of [`status`].
    pub status: AtomicU32,
    /// Stack pointer and code address to continue at when it does not run.
    pub saved_stack_pointer: usize,
    /// See `saved_stack_pointer`.
    pub resume: usize,
    /// Results of a runtime call that parked.
    pub results: [usize; 2],
    /// The func value it was started with.
    pub closure: *const Closure,
    /// Panics in progress, newest first; the Go part of the runtime knows their layout.
    pub panics: *mut PanicRecord,
    /// To be called before it continues.
    pub continuation: Option<Continuation>,
    /// Number in tracebacks, from 1.
    pub id: u64,
    /// Who started it, and where (0: the runtime).
    pub parent: u64,
    /// See `parent`.
    pub created_at: usize,
    /// Link of the queue it is in.
    pub next: *mut Goroutine,
    /// The machine that runs it.
    pub machine: *mut Machine,
    /// Since when it waits (monotonic), 0 unknown.
    pub wait_since: i64,
    /// Why it waits.
    pub wait_reason: WaitReason,
    /// The saved pc is of an interrupted instruction, not a return address.
    pub interrupted: bool,
    /// Faults at unexpected addresses are panics (`debug.SetPanicOnFault`).
    pub panic_on_fault: bool,
    /// It is about to end, and does not count any more.
    pub discounted: bool,
    /// How often `runtime.LockOSThread` was called and not undone.
    pub thread_locks: u32,
    /// It runs the initialisers of packages, which do not leave their thread either.
    pub initialises: bool,
    /// The machine it only runs on while `thread_locks` is not 0 or `initialises` is set.
    pub locked_machine: *mut Machine,
    /// What the signal handler found out.
    pub signal: SignalRecord,
    /// Its place in the queue of a channel or semaphore.
    pub waiter: Waiter,
    /// The waiters of a blocked `select`, one a case, or null.
    pub select_waiters: *mut Waiter,
    /// How many, and how many there is room for.
    pub select_count: u32,
    /// See `select_count`.
    pub select_capacity: u32,
    /// 0 while a blocked `select` has not been decided.
    pub select_done: AtomicU32,
    /// What `time.Sleep` waits with, once used.
    pub sleep_timer: *mut crate::timer::Timer,
    /// Words of whoever parked it, for its continuation.
    pub scratch: [usize; 3],
    /// Link of the list of changed goroutines (`sched::scan`).
    pub next_changed: *mut Goroutine,
    /// 1: it is on that list.
    pub changed: AtomicU32,
    /// 1: the collector looks at it and it must not run.
    pub scanning: AtomicU32,
}

/// The first words of the Go part's record of a panic.
#[repr(C)]
pub struct PanicRecord {
    /// The next older panic.
    pub link: *mut PanicRecord,
    /// Frame pointer of the function that runs the deferred calls.
    pub frame: usize,
    /// Where its next deferred call is.
    pub rest: *mut DeferRecord,
    /// The value: two words of an interface.
    pub value: [usize; 2],
    /// A deferred call recovered it.
    pub recovered: bool,
    /// A newer panic took over its deferred calls.
    pub aborted: bool,
    /// It is not a panic but `runtime.Goexit`.
    pub goexit: bool,
}

/// Offsets for assembly.
#[allow(missing_docs)]
pub mod offset {
    use super::*;
    pub const STACK_LIMIT: usize = offset_of!(Goroutine, stack_limit);
    pub const SYSTEM_STACK: usize = offset_of!(Goroutine, system_stack);
    pub const THUNK_STACK_POINTER: usize = offset_of!(Goroutine, thunk_stack_pointer);
    pub const SEGMENT: usize = offset_of!(Goroutine, segment);
    pub const FUNCTION: usize = offset_of!(Goroutine, function);
    pub const PREEMPT: usize = offset_of!(Goroutine, preempt);
    pub const SAVED_STACK_POINTER: usize = offset_of!(Goroutine, saved_stack_pointer);
    pub const RESUME: usize = offset_of!(Goroutine, resume);
    pub const RESULTS: usize = offset_of!(Goroutine, results);
    pub const CLOSURE: usize = offset_of!(Goroutine, closure);
}

const _: () = {
    assert!(offset::STACK_LIMIT == abi::G_STACK_LIMIT as usize);
    assert!(offset::SYSTEM_STACK == abi::G_SYSTEM_STACK as usize);
    assert!(offset::THUNK_STACK_POINTER == abi::G_THUNK_STACK_POINTER as usize);
    assert!(offset_of!(Goroutine, defers) == abi::G_DEFERS as usize);
    assert!(offset_of!(Goroutine, trap_x) == abi::G_TRAP_X as usize);
    assert!(offset_of!(Goroutine, trap_y) == abi::G_TRAP_Y as usize);
    assert!(size_of::<Goroutine>() <= 448);
};

/// Goroutines are made this many at a time.
const BLOCK: usize = 128;
/// Most blocks: 2^14 * 128 is more goroutines than memory for their stacks.
const BLOCKS: usize = 1 << 17;

/// All goroutines ever made; slots are filled once.
struct Table {
    blocks: *mut *mut Goroutine,
    count: usize,
    free: *mut Goroutine,
}

// SAFETY: the addresses lead to memory shared by design.
unsafe impl Send for Table {}

static TABLE: Mutex<Table, { rank::GOROUTINES }> = Mutex::new(Table {
    blocks: null_mut(),
    count: 0,
    free: null_mut(),
});

/// Live goroutines, for `runtime.NumGoroutine`.
pub static LIVE: AtomicUsize = AtomicUsize::new(0);
static NEXT_ID: core::sync::atomic::AtomicU64 = core::sync::atomic::AtomicU64::new(1);

/// A goroutine with number, no stack unless it kept one from its last use.
pub fn take() -> *mut Goroutine {
    let g = {
        let mut table = TABLE.lock();
        if table.free.is_null() {
            table.make()
        } else {
            let g = table.free;
            // SAFETY: free goroutines belong to the table.
            table.free = unsafe { (*g).next };
            g
        }
    };
    LIVE.fetch_add(1, Ordering::Relaxed);
    // SAFETY: g was just taken out of the table.
    unsafe { (*g).id = NEXT_ID.fetch_add(1, Ordering::Relaxed) };
    g
}

/// Puts a goroutine that ended back.
///
/// # Safety
/// Nothing refers to it.
pub unsafe fn give_back(g: *mut Goroutine) {
    // SAFETY: the caller's.
    if !unsafe { core::mem::replace(&mut (*g).discounted, false) } {
        LIVE.fetch_sub(1, Ordering::Relaxed);
    }
    let mut table = TABLE.lock();
    // SAFETY: the caller's.
    unsafe {
        (*g).status.store(status::FREE, Ordering::Release);
        (*g).next = table.free;
    }
    table.free = g;
}

impl Table {
    fn make(&mut self) -> *mut Goroutine {
        let index = self.count;
        if self.blocks.is_null() {
            self.blocks = os::map_memory(BLOCKS * size_of::<*mut Goroutine>()).cast();
        }
        if self.blocks.is_null() || index / BLOCK >= BLOCKS {
            crate::panic::fatal("runtime: too many goroutines");
        }
        // SAFETY: the index is inside the mapped table; mapped memory is zero, which is a valid
        // free goroutine.
        unsafe {
            let slot = self.blocks.add(index / BLOCK);
            if (*slot).is_null() {
                let bytes = (BLOCK * size_of::<Goroutine>()).next_multiple_of(os::PAGE);
                let block = os::map_memory(bytes);
                if block.is_null() {
                    crate::panic::fatal("runtime: out of memory (goroutine)");
                }
                *slot = block.cast();
            }
            self.count += 1;
            (*slot).add(index % BLOCK)
        }
    }
}

/// Calls `visit` for every goroutine that is not free, in order of creation of the objects.
/// Goroutines that change meanwhile may be missed or seen half made, unless the world is stopped.
pub fn for_each(mut visit: impl FnMut(*mut Goroutine)) {
    let (blocks, count) = if crate::panic::is_dying() {
        // Another thread that will never run again may hold the lock.
        let Some(table) = try_for_a_while() else {
            return;
        };
        (table.blocks, table.count)
    } else {
        // The collector must not miss any: its holder may be slow to get a processor core.
        let table = TABLE.lock();
        (table.blocks, table.count)
    };
    for index in 0..count {
        // SAFETY: slots below `count` are filled and never move.
        unsafe {
            let g = (*blocks.add(index / BLOCK)).add(index % BLOCK);
            if (*g).status.load(Ordering::Acquire) != status::FREE {
                visit(g);
            }
        }
    }
}

fn try_for_a_while() -> Option<crate::lock::Guard<'static, Table, { rank::GOROUTINES }>> {
    for _ in 0..1000 {
        if let Some(table) = TABLE.try_lock() {
            return Some(table);
        }
        os::yield_thread();
    }
    None
}

#[cfg(all(test, not(feature = "interleavings")))]
mod tests {
    use super::*;

    #[test]
    fn goroutines_are_visited_though_the_table_is_locked_for_long() {
        let g = take();
        // SAFETY: the goroutine is ours.
        unsafe { (*g).status.store(status::WAITING, Ordering::Release) };
        let (locked, is_locked) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let _table = TABLE.lock();
                locked.send(()).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(50));
            });
            is_locked.recv().unwrap();
            let mut seen = 0;
            for_each(|other| seen += usize::from(other == g));
            assert_eq!(seen, 1);
        });
        // SAFETY: nothing refers to it.
        unsafe { give_back(g) };
    }
}
