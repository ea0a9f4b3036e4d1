//! The scheduler's part of package runtime: functions declared in Go without a body.
//!
//! In: calls through thunks.  Out: as documented at the Go declarations in `library/runtime`.

use core::arch::global_asm;
use core::mem::offset_of;
use core::sync::atomic::Ordering;

use grus_abi::value::{Closure, DeferFrame};

use super::goroutine::{self, Goroutine, WaitReason, status};
use super::machine::Machine;
use super::park::{park, park_return, start_goroutine, yield_current};
use super::processor::{self, state};
use super::{current_goroutine, engine, world};
use crate::{os, panic, stack, traceback};

/// Goroutines in the global queue at which one that starts more of them has to wait for its turn. Each
/// holds a stack, whereas those that end leave theirs to the next: a loop of `go` statements may start
/// a hundred thousand in a time slice.
const MANY_RUNNABLE: usize = 8192;

/// `go f()`: (func value).
///
/// # Safety
/// A Park thunk's function; the func value takes and returns nothing.
pub unsafe extern "C" fn rt_newproc(closure: *const Closure) {
    let g = current_goroutine();
    if closure.is_null() {
        panic::fatal_user("go of nil func value");
    }
    // SAFETY: the goroutine of this thread is in a thunk.
    unsafe {
        let return_address = *(((*g).thunk_stack_pointer + 8) as *const usize);
        start_goroutine(closure, g, return_address);
        if engine::global_length() >= MANY_RUNNABLE {
            (*g).resume = park_return();
            yield_current()
        }
    }
}

/// `runtime.Gosched`.
///
/// # Safety
/// A Park thunk's function.
pub unsafe extern "C" fn rt_gosched() {
    let g = current_goroutine();
    // SAFETY: the thunk saved the context.
    unsafe {
        (*g).resume = park_return();
        yield_current()
    }
}

/// Pauses of one [`rt_pause`]: as long as a short critical section.
const PAUSES: u32 = 30;

/// `sync.pause`: lets a moment pass and returns 1, or 0 if other goroutines could use the processor or
/// no other processor is in use.
pub extern "C" fn rt_pause() -> usize {
    let others_run = engine::free_processors() + 1 < processor::all().len();
    let queue_is_empty = super::current_processor().is_some_and(|p| p.queue.is_empty());
    if !others_run || !queue_is_empty {
        return 0;
    }
    for _ in 0..PAUSES {
        core::hint::spin_loop();
    }
    1
}

/// Blocks for ever (`select {}`).
///
/// # Safety
/// A Park thunk's function.
pub unsafe extern "C" fn rt_block() {
    // SAFETY: the thunk saved the context; nothing makes the goroutine ready.
    unsafe { park(WaitReason::SelectNoCases, || ()) }
}

/// `runtime.LockOSThread`: from now on the goroutine only runs on this machine, and nothing else
/// does.
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_lockthread() {
    let machine = crate::thread::current_machine();
    // SAFETY: the goroutine of this thread.
    unsafe {
        let g = (*machine).current;
        (*g).thread_locks += 1;
        (*g).locked_machine = machine;
        (*machine).locked_goroutine = g;
    }
}

/// `runtime.UnlockOSThread`.
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_unlockthread() {
    let machine = crate::thread::current_machine();
    // SAFETY: the goroutine of this thread.
    unsafe {
        let g = (*machine).current;
        (*g).thread_locks = (*g).thread_locks.saturating_sub(1);
        release_machine(g, machine);
    }
}

/// Ties the first goroutine to its thread while packages are initialised, or no longer; tracebacks do not
/// tell.
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_lockinitialisation(on: usize) {
    let machine = crate::thread::current_machine();
    // SAFETY: the goroutine of this thread.
    unsafe {
        let g = (*machine).current;
        (*g).initialises = on != 0;
        if (*g).initialises {
            (*g).locked_machine = machine;
            (*machine).locked_goroutine = g;
        }
        release_machine(g, machine);
    }
}

/// The goroutine is free to run elsewhere if nothing ties it to its machine.
unsafe fn release_machine(g: *mut Goroutine, machine: *mut Machine) {
    // SAFETY: the goroutine of this thread, on this machine.
    unsafe {
        if (*g).thread_locks == 0 && !(*g).initialises {
            (*g).locked_machine = core::ptr::null_mut();
            (*machine).locked_goroutine = core::ptr::null_mut();
        }
    }
}

/// `debug.SetMaxThreads`: the old limit.
pub extern "C" fn rt_setmaxthreads(count: usize) -> usize {
    super::machine::MAXIMUM.swap(count, Ordering::Relaxed)
}

/// `debug.SetMaxStack`: the old limit.
pub extern "C" fn rt_setmaxstack(bytes: usize) -> usize {
    stack::MAXIMUM_STACK.swap(bytes, Ordering::Relaxed)
}

/// `debug.SetPanicOnFault`: whether it was set before.
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_setpaniconfault(enabled: usize) -> usize {
    let g = current_goroutine();
    // SAFETY: the goroutine of this thread.
    unsafe {
        usize::from(core::mem::replace(
            &mut (*g).panic_on_fault,
            enabled & 1 != 0,
        ))
    }
}

/// The last step of `runtime.Goexit`.
pub extern "C" fn rt_endgoroutine() {
    super::finish_current()
}

/// The goroutine object.
pub extern "C" fn rt_getg() -> *mut Goroutine {
    current_goroutine()
}

/// Frame pointer of the calling function.
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_framepointer() -> usize {
    // SAFETY: in a thunk, the caller's frame pointer lies where thunk_stack_pointer says.
    unsafe { *((*current_goroutine()).thunk_stack_pointer as *const usize) }
}

// (handler, sp, fp, frame): notes where a function with deferred calls goes on after a recovery.
global_asm!(
    ".section .text.grus_markdeferframe,\"ax\",@progbits",
    ".globl runtime.markdeferframe",
    ".type runtime.markdeferframe,@function",
    "runtime.markdeferframe:",
    "mov [rcx+{HANDLER}], rdi",
    "mov [rcx+{SP}], rsi",
    "mov [rcx+{FP}], rdx",
    "ret",
    ".size runtime.markdeferframe, .-runtime.markdeferframe",
    HANDLER = const offset_of!(DeferFrame, handler),
    SP = const offset_of!(DeferFrame, sp),
    FP = const offset_of!(DeferFrame, fp),
);

/// Continues at the handler of a function whose deferred call recovered a panic.
///
/// # Safety
/// A thunk's function; the frame is still alive.
pub unsafe extern "C" fn rt_recovery(frame: *const DeferFrame) -> ! {
    let g = current_goroutine();
    // SAFETY: the frame is an older one of this goroutine.
    unsafe {
        let (handler, sp, fp) = ((*frame).handler, (*frame).sp, (*frame).fp);
        (*g).signal = Default::default();
        stack::grow::unwind_to(g, sp);
        panic::jump_to_handler(g, handler, sp, fp)
    }
}

/// `recover()` in the function whose frame pointer is given: the panic's value, or nil.
///
/// # Safety
/// A thunk's function.
pub unsafe extern "C" fn rt_gorecover(frame: usize) -> TwoWords {
    let g = current_goroutine();
    // SAFETY: the records are kept by the Go part of the runtime.
    unsafe {
        let p = (*g).panics;
        if p.is_null() || (*p).goexit || (*p).recovered {
            return TwoWords(0, 0);
        }
        if !traceback::is_called_by(g, frame, (*p).frame) {
            return TwoWords(0, 0);
        }
        (*p).recovered = true;
        TwoWords((*p).value[0], (*p).value[1])
    }
}

/// Two results, in rax and rdx.
#[repr(C)]
pub struct TwoWords(pub usize, pub usize);

/// `sync.pin`: keeps the goroutine on its processor until `sync.unpin`; returns the processor's index.
pub extern "C" fn rt_pin() -> usize {
    super::disable_preemption();
    super::current_processor_index()
}

/// `sync.unpin`.
pub extern "C" fn rt_unpin() {
    super::enable_preemption();
}

/// `runtime.NumGoroutine`.
pub extern "C" fn rt_numgoroutine() -> usize {
    goroutine::LIVE.load(Ordering::Relaxed)
}

/// `iter.discount`: the goroutine, which is about to end, does not count any more.
pub extern "C" fn rt_discount() {
    // SAFETY: the goroutine of this thread.
    unsafe {
        let g = current_goroutine();
        if !(*g).discounted {
            (*g).discounted = true;
            goroutine::LIVE.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// Number of the goroutine.
pub extern "C" fn rt_goid() -> u64 {
    // SAFETY: the goroutine of this thread.
    unsafe { (*current_goroutine()).id }
}

/// `runtime.NumCPU`.
pub extern "C" fn rt_numcpu() -> usize {
    os::processor_count()
}

/// Stops the world at a moment when no processor from `count` on is held by a machine that waits, in
/// the middle of a runtime call, to stop the world itself: it could not go on without. Returns how
/// many processors there are.
fn stop_to_change_processors(count: usize) -> usize {
    /// Nanoseconds for those that wait to have their turn.
    const TURN: i64 = 50_000;
    loop {
        world::stop_the_world();
        let all = processor::all();
        let waits = |p: &processor::Processor| {
            p.state.load(Ordering::SeqCst) & state::KIND == state::WAITING_FOR_WORLD
        };
        if !all.iter().skip(count).any(waits) {
            return all.len();
        }
        world::start_the_world();
        os::sleep_briefly(TURN);
    }
}

/// `runtime.GOMAXPROCS`: sets the number of processors if `count` is positive, returns the old.
///
/// # Safety
/// A Park thunk's function.
pub unsafe extern "C" fn rt_gomaxprocs(count: isize) -> usize {
    let old = processor::all().len();
    if count <= 0 || count as usize == old {
        return old;
    }
    let count = (count as usize).min(processor::MAXIMUM);
    let old = stop_to_change_processors(count);
    let mut global = engine::GLOBAL.lock();
    global.forget_idle();
    for index in count..old {
        let p = processor::at(index);
        loop {
            let (g, _) = p.queue.pop();
            if g.is_null() {
                break;
            }
            global.push(g);
        }
        p.machine.store(core::ptr::null_mut(), Ordering::SeqCst);
        p.state.store(state::UNUSED, Ordering::SeqCst);
        os::futex_wake(&p.state, u32::MAX);
    }
    processor::set_count(count);
    for index in (0..count).rev() {
        let p = processor::at(index);
        let s = p.state.load(Ordering::SeqCst);
        if s == state::IDLE || s == state::UNUSED {
            global.put_idle(p);
        }
    }
    drop(global);
    let own = super::current_processor_index();
    if own < count {
        world::start_the_world();
        return old;
    }
    // This machine's processor is gone: the goroutine goes on with another one.
    let machine = crate::thread::current_machine();
    // SAFETY: the Park thunk saved the context; the goroutine is ours until it is queued.
    unsafe {
        let g = (*machine).current;
        (*machine).current = core::ptr::null_mut();
        (*machine).processor = core::ptr::null_mut();
        (*g).machine = core::ptr::null_mut();
        (*g).results = [old, 0];
        (*g).resume = park_return();
        (*g).status.store(status::RUNNABLE, Ordering::Release);
        engine::push_global(g);
    }
    world::start_the_world();
    super::enter_scheduler()
}
