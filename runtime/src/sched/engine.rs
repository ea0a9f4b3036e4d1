//! The scheduler's loop: find a runnable goroutine, run it; idle machines and processors.
//!
//! In: run queues, timers, the poller.  Out: control passes to goroutines; it comes back through
//! `park::enter_scheduler`, on the empty system stack.
//! Invariants: `GLOBAL` protects the global queue, both idle lists and the count of machines that
//! are not idle. When the last machine goes to sleep, no timer is left, nobody waits for a
//! descriptor and no collection is in progress, the program is deadlocked.
//! No wake-up is lost. For work, that is `lookout`'s affair. As for timers and descriptors: one idle
//! machine, the keeper, sleeps only until the next timer, and in the poller if that is in use. If there
//! is no keeper, some machine is awake or every processor is in use, and the next machine that goes to
//! sleep becomes the keeper. So whoever makes a processor idle without going to sleep itself, or
//! opens the idle list, calls [`wake_if_needed`].

use core::ptr::null_mut;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};

use super::goroutine::{Goroutine, status};
use super::lookout::Lookout;
use super::machine::{self, Machine};
use super::processor::{self, Processor, state};
use super::run_queue::Overflow;
use super::{monitor, scan, world};
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::netpoll::{self, ReadyList};
use crate::thread::{self, current_machine};
use crate::{gc, knobs, os, signal, stack, timer};

/// State of the whole scheduler.
pub(super) struct Global {
    first: *mut Goroutine,
    last: *mut Goroutine,
    length: usize,
    idle_processors: *mut Processor,
    idle_machines: *mut Machine,
    /// Machines that are not on the idle list; the monitor thread does not count.
    running_machines: u32,
    /// The idle machine that sleeps only until `keeper_wakes`, to run timers.
    timer_keeper: *mut Machine,
    keeper_wakes: i64,
}

// SAFETY: the addresses lead to objects shared by design.
unsafe impl Send for Global {}

pub(super) static GLOBAL: Mutex<Global, { rank::SCHEDULER }> = Mutex::new(Global {
    first: null_mut(),
    last: null_mut(),
    length: 0,
    idle_processors: null_mut(),
    idle_machines: null_mut(),
    running_machines: 1,
    timer_keeper: null_mut(),
    keeper_wakes: 0,
});

/// Copy of the global queue's length, to look at without the lock.
static GLOBAL_LENGTH: AtomicUsize = AtomicUsize::new(0);
/// Who looks for work.
pub(super) static LOOKOUT: Lookout = Lookout::new();
/// Somebody stops, or has stopped, the world.
pub(super) static STOPPING: AtomicBool = AtomicBool::new(false);

impl Global {
    /// Appends a runnable goroutine.
    pub(super) fn push(&mut self, g: *mut Goroutine) {
        // SAFETY: the caller hands over a runnable goroutine that is in no queue.
        unsafe {
            (*g).next = null_mut();
            if self.last.is_null() {
                self.first = g;
            } else {
                (*self.last).next = g;
            }
        }
        self.last = g;
        self.length += 1;
        GLOBAL_LENGTH.store(self.length, Ordering::Release);
    }

    fn pop(&mut self) -> *mut Goroutine {
        let g = self.first;
        if !g.is_null() {
            // SAFETY: members of the queue are valid.
            self.first = unsafe { (*g).next };
            if self.first.is_null() {
                self.last = null_mut();
            }
            self.length -= 1;
            GLOBAL_LENGTH.store(self.length, Ordering::Release);
        }
        g
    }

    /// Takes one goroutine to run, and a fair share, of at most `most`, for `p`'s own queue.
    fn take_batch(&mut self, p: &Processor, most: usize) -> *mut Goroutine {
        let share = self.length / processor::all().len() + 1;
        let count = share.min(self.length).min(most);
        let first = self.pop();
        for _ in 1..count {
            let g = self.pop();
            if let Some(overflow) = p.queue.push(g) {
                self.push_overflow(&overflow);
            }
        }
        first
    }

    fn push_overflow(&mut self, overflow: &Overflow<Goroutine>) {
        for &g in &overflow.items {
            self.push(g);
        }
    }

    /// Puts a processor nobody holds on the idle list.
    pub(super) fn put_idle(&mut self, p: &'static Processor) {
        p.machine.store(null_mut(), Ordering::Release);
        p.next_idle.store(self.idle_processors, Ordering::Relaxed);
        self.idle_processors = core::ptr::from_ref(p).cast_mut();
        p.state.store(state::IDLE, Ordering::Release);
        LOOKOUT.add_idle();
    }

    /// An idle processor, now in state RUNNING, unless there is none or the world stops.
    pub(super) fn take_idle(&mut self) -> Option<&'static Processor> {
        if STOPPING.load(Ordering::SeqCst) {
            return None;
        }
        // SAFETY: processors live for ever.
        let p: &'static Processor = unsafe { self.idle_processors.as_ref()? };
        self.idle_processors = p.next_idle.load(Ordering::Relaxed);
        LOOKOUT.remove_idle();
        p.state.store(state::RUNNING, Ordering::Release);
        monitor::wake();
        Some(p)
    }

    /// Empties the idle list, for a change of the number of processors.
    pub(super) fn forget_idle(&mut self) {
        self.idle_processors = null_mut();
        LOOKOUT.forget_idle();
    }

    /// A machine off the idle list, or null: the caller makes one, which is counted already.
    fn take_idle_machine(&mut self) -> *mut Machine {
        let mut m = self.idle_machines;
        // The one that watches timers and descriptors had better go on doing so.
        if !m.is_null() && m == self.timer_keeper {
            // SAFETY: links of the idle list are valid under the lock.
            let next = unsafe { (*m).next_idle };
            if !next.is_null() {
                m = next;
            }
        }
        if m.is_null() {
            self.running_machines += 1;
        } else {
            self.remove_idle_machine(m);
        }
        m
    }

    fn remove_idle_machine(&mut self, m: *mut Machine) {
        let mut link = &raw mut self.idle_machines;
        // SAFETY: links of the idle list are valid under the lock.
        unsafe {
            while *link != m {
                link = &raw mut (**link).next_idle;
            }
            *link = (*m).next_idle;
            (*m).next_idle = null_mut();
        }
        if self.timer_keeper == m {
            self.timer_keeper = null_mut();
        }
        self.running_machines += 1;
    }

    /// Whether nothing can happen any more: no machine runs or is in a system call, nothing is
    /// queued, no timer runs, nobody waits for a descriptor, and no collection will find finalizers
    /// to call.
    fn is_deadlock(&self, next_expiration: i64) -> bool {
        self.running_machines == 0
            && self.length == 0
            && next_expiration == i64::MAX
            && !netpoll::has_waiters()
            && !gc::cycle::is_in_progress()
    }

    fn is_idle(&self, m: *mut Machine) -> bool {
        let mut member = self.idle_machines;
        while !member.is_null() {
            if member == m {
                return true;
            }
            // SAFETY: links of the idle list are valid under the lock.
            member = unsafe { (*member).next_idle };
        }
        false
    }
}

/// How many processors no machine holds.
pub fn free_processors() -> usize {
    LOOKOUT.idle() as usize
}

/// How many goroutines are in the global queue.
pub(super) fn global_length() -> usize {
    GLOBAL_LENGTH.load(Ordering::Relaxed)
}

/// Puts a goroutine on the global queue.
pub(super) fn push_global(g: *mut Goroutine) {
    GLOBAL.lock().push(g);
}

/// Puts a runnable goroutine on `p`'s queue, as the next one to run if `next`.
pub(super) fn push_local(p: &Processor, mut g: *mut Goroutine, next: bool) {
    if next && !chaos() {
        g = p.queue.put_next(g);
        if g.is_null() {
            return;
        }
    }
    if let Some(overflow) = p.queue.push_visibly(g) {
        GLOBAL.lock().push_overflow(&overflow);
    }
}

/// With `GODEBUG=schedchaos=1`, true at random: whoever asks then takes an unusual way.
fn chaos() -> bool {
    if !knobs::SCHEDULER_CHAOS.is_set() {
        return false;
    }
    // SAFETY: the machine of this thread.
    unsafe { (*current_machine()).next_random() & 1 != 0 }
}

/// Called when work was made runnable: gets another machine going if a processor is idle and
/// nobody is looking for work yet.
pub(super) fn wake_processor() {
    let is_closed = || STOPPING.load(Ordering::SeqCst);
    LOOKOUT.wake(start_spinning_machine, is_closed, has_work);
}

/// Runs an idle processor on an idle or new machine, which counts as spinning already; false if
/// there is none, or the world stops.
fn start_spinning_machine() -> bool {
    let (p, m) = {
        let mut global = GLOBAL.lock();
        let Some(p) = global.take_idle() else {
            return false;
        };
        (p, global.take_idle_machine())
    };
    launch(p, m, true);
    true
}

/// Runs `p`, which is RUNNING and nobody's, on an idle or new machine.
pub(super) fn start_machine(p: &'static Processor) {
    let m = GLOBAL.lock().take_idle_machine();
    launch(p, m, false);
}

/// A goroutine is in some queue.
fn has_work() -> bool {
    // What whoever relies on this thread queued is visible: see `RunQueue::push_visibly`.
    fence(Ordering::SeqCst);
    GLOBAL_LENGTH.load(Ordering::SeqCst) > 0 || processor::all().iter().any(|p| !p.queue.is_empty())
}

/// Processors may be idle beside work, a timer may have expired, or nobody may watch timers and
/// descriptors: gets a machine going in these cases. Called after a change of the idle list by
/// somebody who does not go to sleep.
pub(super) fn wake_if_needed() {
    let unwatched = {
        // Whoever found the list closed is done with this lock, and what it queued is visible.
        let global = GLOBAL.lock();
        let next = timer::next_expiration();
        global.timer_keeper.is_null() && (next != i64::MAX || netpoll::is_active())
            || next <= os::monotonic_nanoseconds()
    };
    if unwatched || has_work() {
        wake_processor();
    }
}

/// A collection is over: the program may be deadlocked since some time before.
pub fn check_deadlock() {
    let global = GLOBAL.lock();
    if global.is_deadlock(timer::next_expiration()) {
        drop(global);
        report_deadlock();
    }
}

/// Lets an idle or new machine take over `p` from `m`, the machine of this thread, which from now on
/// does not count as running.
unsafe fn replace_machine(m: *mut Machine, p: &'static Processor) {
    // SAFETY: the machine of this thread.
    unsafe { (*m).processor = null_mut() };
    let other = {
        let mut global = GLOBAL.lock();
        global.running_machines -= 1;
        global.take_idle_machine()
    };
    launch(p, other, false);
}

/// Runs `p` on an idle machine that was taken off its list, or a new one if null.
fn launch(p: &'static Processor, mut m: *mut Machine, spinning: bool) {
    let is_new = m.is_null();
    if is_new {
        m = machine::make();
    }
    let p_address = core::ptr::from_ref(p).cast_mut();
    p.machine.store(m, Ordering::Release);
    // SAFETY: the machine is idle or new: this thread owns it until it is woken or started.
    unsafe {
        (*m).spinning = spinning;
        if is_new {
            (*m).processor = p_address;
            thread::start(m, run_new_machine);
        } else {
            (*m).next_processor.store(p_address, Ordering::Release);
            (*m).unpark();
        }
    }
}

extern "C" fn run_new_machine(m: *mut Machine) -> ! {
    // SAFETY: the machine of this thread; nobody signals it before the id is known.
    unsafe {
        signal::prepare_thread(m);
        (*m).thread.store(os::thread_id(), Ordering::Release);
    }
    schedule()
}

/// Makes the first machine, with the first goroutine queued, run for ever.
///
/// # Safety
/// Called once, on the system stack of the first machine.
pub unsafe fn run_first_machine(first: *mut Goroutine, processors: usize) -> ! {
    let m = current_machine();
    processor::set_count(processors);
    {
        let mut global = GLOBAL.lock();
        for index in (1..processors).rev() {
            global.put_idle(processor::at(index));
        }
    }
    let p = processor::at(0);
    p.state.store(state::RUNNING, Ordering::Release);
    p.machine.store(m, Ordering::Release);
    // SAFETY: the machine of this thread.
    unsafe { (*m).processor = core::ptr::from_ref(p).cast_mut() };
    push_local(p, first, true);
    schedule()
}

/// The loop. Runs on the system stack with nothing below it.
pub(super) extern "C" fn schedule() -> ! {
    let m = current_machine();
    // SAFETY: the machine of this thread; find_runnable returns a goroutine nobody else has.
    unsafe {
        if !(*m).locked_goroutine.is_null() {
            wait_for_locked(m);
            execute(m, (*m).locked_goroutine, false)
        }
        loop {
            let (g, inherits) = find_runnable(m);
            if (*m).spinning {
                stop_spinning(m);
                // Somebody else may have to look for what else became runnable.
                wake_processor();
            }
            if (*g).locked_machine.is_null() {
                execute(m, g, inherits)
            }
            give_to_locked(m, (*g).locked_machine);
        }
    }
}

/// The machine's only goroutine does not run: lets another machine have the processor, and waits
/// until somebody finds the goroutine in a queue. That may be at any moment, so the machine must not
/// wait for anything else: least of all, with its processor, for the world to start again, which
/// cannot stop before the machine has stopped the processor it is given for its goroutine.
unsafe fn wait_for_locked(m: *mut Machine) {
    // SAFETY: the machine of this thread; whoever gives it a processor gives it up.
    unsafe {
        match (*m).processor.as_ref() {
            None => GLOBAL.lock().running_machines -= 1,
            Some(p) if STOPPING.load(Ordering::SeqCst) => {
                (*m).processor = null_mut();
                {
                    let mut global = GLOBAL.lock();
                    global.running_machines -= 1;
                    global.put_idle(p);
                }
                world::note_stop();
                // The world may have started again meanwhile.
                wake_if_needed();
            }
            Some(p) => replace_machine(m, p),
        }
        loop {
            (*m).park(-1);
            let p = (*m).next_processor.swap(null_mut(), Ordering::AcqRel);
            if let Some(p) = p.as_ref() {
                acquire(m, p);
                return;
            }
        }
    }
}

/// Gives the processor of `m`, the machine of this thread, to `owner`, which waits for it to run
/// its only goroutine. That was taken out of its queue.
unsafe fn give_to_locked(m: *mut Machine, owner: *mut Machine) {
    // SAFETY: as above; machines live for ever.
    unsafe {
        let p = (*m).processor;
        (*m).processor = null_mut();
        GLOBAL.lock().running_machines += 1;
        (*p).machine.store(owner, Ordering::Release);
        (*owner).next_processor.store(p, Ordering::Release);
        (*owner).unpark();
    }
}

/// The goroutine of `m`, the machine of this thread, ended while it was locked to it: the thread,
/// whose state it may have changed, ends too.
pub(super) unsafe fn end_locked(m: *mut Machine) -> ! {
    // SAFETY: as above; a machine that has no thread is never signalled or woken.
    unsafe {
        while let Some(p) = (*m).processor.as_ref() {
            if STOPPING.load(Ordering::SeqCst) {
                world::stop_here(m, p);
            } else {
                (*m).thread.store(0, Ordering::SeqCst);
                replace_machine(m, p);
            }
        }
        if (*m).thread.swap(0, Ordering::SeqCst) != 0 {
            // The world stopped, and the processor was taken away.
            GLOBAL.lock().running_machines -= 1;
        }
        // The process's first thread has to stay.
        while (*m).number == 0 {
            (*m).park(-1);
        }
        machine::vacate(m);
    }
    os::exit_thread()
}

unsafe fn stop_spinning(m: *mut Machine) {
    // SAFETY: the machine of this thread.
    unsafe { (*m).spinning = false };
    LOOKOUT.stop_spinning();
}

unsafe fn execute(m: *mut Machine, g: *mut Goroutine, inherits: bool) -> ! {
    // SAFETY: g was in a run queue, so its context is saved and it runs nowhere else.
    unsafe {
        if !inherits {
            (*(*m).processor).ticks.fetch_add(1, Ordering::Relaxed);
        }
        (*g).status.store(status::RUNNING, Ordering::Relaxed);
        scan::enter(g);
        (*(*m).processor).last.store(g, Ordering::Relaxed);
        (*g).machine = m;
        (*g).system_stack = (*m).system_stack_top;
        (*g).preempt.store(0, Ordering::Relaxed);
        (*g).interrupted = false;
        stack::grow::restore_limit(g);
        (*m).current = g;
        if let Some(finish) = (*g).continuation.take() {
            finish(g);
        }
        super::park::resume(g)
    }
}

/// Finds something to run; the flag says that it inherits the time slice.
unsafe fn find_runnable(m: *mut Machine) -> (*mut Goroutine, bool) {
    loop {
        // SAFETY: the machine of this thread.
        let Some(p) = (unsafe { (*m).processor.as_ref() }) else {
            // SAFETY: as above; it holds no processor. It may have lost one while spinning.
            unsafe {
                if (*m).spinning {
                    stop_spinning(m);
                    wake_if_needed();
                }
                sleep_idle(m);
            }
            continue;
        };
        let p: &'static Processor = p;
        if STOPPING.load(Ordering::SeqCst) {
            world::stop_here(m, p);
            continue;
        }
        timer::run_expired();
        if let Some(found) = take_queued(p) {
            return found;
        }
        // SAFETY: as above.
        let stolen = unsafe { steal(m, p) };
        if !stolen.is_null() {
            return (stolen, false);
        }
        if netpoll::has_waiters() {
            let found = take_polled(p);
            if !found.is_null() {
                return (found, false);
            }
        }
        // SAFETY: as above.
        let found = unsafe { release_processor(m, p) };
        if !found.is_null() {
            return (found, false);
        }
    }
}

/// One of the goroutines whose descriptors are ready; the others go to `p`'s queue.
fn take_polled(p: &Processor) -> *mut Goroutine {
    let mut list = netpoll::look(0);
    let first = list.pop();
    let mut more = false;
    loop {
        let g = list.pop();
        if g.is_null() {
            break;
        }
        push_local(p, g, false);
        more = true;
    }
    netpoll::injected(list.count);
    if more {
        wake_processor();
    }
    first
}

/// Puts goroutines whose descriptors are ready on the global queue.
pub(super) fn push_polled(mut list: ReadyList) {
    if list.count == 0 {
        return;
    }
    let mut global = GLOBAL.lock();
    loop {
        let g = list.pop();
        if g.is_null() {
            break;
        }
        global.push(g);
    }
    drop(global);
    netpoll::injected(list.count);
}

fn take_queued(p: &Processor) -> Option<(*mut Goroutine, bool)> {
    // Look at the global queue once in a while even if there is local work, so that two
    // goroutines that wake each other cannot starve it; and take several, so that the many that a
    // burst of new goroutines leaves there do not keep those behind them waiting.
    // Those that run in the time slice of others do not count.
    if (p.ticks.load(Ordering::Relaxed).is_multiple_of(61) || chaos())
        && GLOBAL_LENGTH.load(Ordering::Relaxed) > 0
    {
        let g = GLOBAL.lock().take_batch(p, super::run_queue::CAPACITY / 8);
        if !g.is_null() {
            return Some((g, false));
        }
    }
    let (g, inherits) = p.queue.pop();
    if !g.is_null() {
        if chaos() {
            push_local(p, g, false);
            let (other, _) = p.queue.pop();
            return (!other.is_null()).then_some((other, false));
        }
        return Some((g, inherits));
    }
    if GLOBAL_LENGTH.load(Ordering::Acquire) > 0 {
        let g = GLOBAL.lock().take_batch(p, super::run_queue::CAPACITY / 2);
        if !g.is_null() {
            return Some((g, false));
        }
    }
    None
}

/// Nanoseconds that a processor has for the goroutine it is to run next before others take it; the
/// kernel makes some fifty thousand of them.
const NEXT_GRACE: i64 = 3_000;

fn is_running(p: &Processor) -> bool {
    p.state.load(Ordering::Relaxed) & state::KIND == state::RUNNING
}

unsafe fn steal(m: *mut Machine, p: &Processor) -> *mut Goroutine {
    let all = processor::all();
    let busy = all.len() as u32 - LOOKOUT.idle().min(all.len() as u32);
    // SAFETY: the machine of this thread.
    unsafe {
        if !(*m).spinning {
            if !LOOKOUT.begin_spinning(busy) {
                return null_mut();
            }
            (*m).spinning = true;
        }
        for round in 0..4 {
            let start = (*m).next_random() as usize;
            for i in 0..all.len() {
                let victim = &all[start.wrapping_add(i) % all.len()];
                if victim.index == p.index {
                    continue;
                }
                let take_next = round == 3;
                if take_next && victim.queue.has_next() && is_running(victim) {
                    // Most often that goroutine runs as soon as its waker waits. A thief that
                    // came first would cost both machines more than it gains.
                    os::sleep_briefly(NEXT_GRACE);
                }
                let g = p.queue.steal_from(&victim.queue, take_next);
                if !g.is_null() {
                    return g;
                }
            }
        }
    }
    null_mut()
}

/// Gives the processor up; returns a goroutine if one turned up at the last moment.
unsafe fn release_processor(m: *mut Machine, p: &'static Processor) -> *mut Goroutine {
    // SAFETY: the machine of this thread.
    unsafe {
        {
            let mut global = GLOBAL.lock();
            if STOPPING.load(Ordering::SeqCst) {
                return null_mut();
            }
            if global.length > 0 {
                return global.take_batch(p, super::run_queue::CAPACITY / 2);
            }
            (*m).processor = null_mut();
            global.put_idle(p);
        }
        if (*m).spinning {
            stop_spinning(m);
        }
        (*m).spinning = LOOKOUT.look_again(has_work, || {
            let taken = GLOBAL.lock().take_idle();
            if let Some(p) = taken {
                acquire(m, p);
            }
            taken.is_some()
        });
    }
    null_mut()
}

/// Gives a RUNNING processor nobody holds to `m`, the machine of this thread.
pub(super) unsafe fn acquire(m: *mut Machine, p: &'static Processor) {
    p.machine.store(m, Ordering::Release);
    // SAFETY: the caller's.
    unsafe { (*m).processor = core::ptr::from_ref(p).cast_mut() };
}

/// Sleeps on the idle list until somebody hands over a processor, a timer expires or a descriptor
/// is ready.
unsafe fn sleep_idle(m: *mut Machine) {
    let mut is_keeper = false;
    let mut limit = -1;
    {
        let mut global = GLOBAL.lock();
        // SAFETY: the machine of this thread is on no list.
        unsafe { (*m).next_idle = global.idle_machines };
        global.idle_machines = m;
        global.running_machines -= 1;
        let next = timer::next_expiration();
        if global.is_deadlock(next) {
            drop(global);
            report_deadlock();
        } else if (next != i64::MAX || netpoll::is_active()) && global.timer_keeper.is_null() {
            is_keeper = true;
            global.timer_keeper = m;
            global.keeper_wakes = next;
            if next != i64::MAX {
                limit = (next - os::monotonic_nanoseconds()).max(0);
            }
        }
    };
    // SAFETY: the machine of this thread; whoever takes it off the list sets `next_processor`
    // before waking it.
    unsafe {
        loop {
            let woken = if is_keeper && netpoll::is_active() {
                let (woken, list) = netpoll::park_machine(&*m, limit);
                push_polled(list);
                woken
            } else {
                (*m).park(limit)
            };
            if let Some(p) = (*m)
                .next_processor
                .swap(null_mut(), Ordering::AcqRel)
                .as_ref()
            {
                acquire(m, p);
                return;
            }
            let mut global = GLOBAL.lock();
            if !global.is_idle(m) {
                // Taken off the list this very moment: the processor is on its way.
                is_keeper = false;
                limit = -1;
                continue;
            }
            if woken && !is_keeper {
                continue;
            }
            if let Some(p) = global.take_idle() {
                global.remove_idle_machine(m);
                acquire(m, p);
                return;
            }
            // All processors are busy: their machines look at timers and descriptors whenever
            // they run out of goroutines, and the next one to become idle takes over the watch.
            // Or the world stops: whoever starts it again finds that there is no keeper.
            if is_keeper {
                global.timer_keeper = null_mut();
                is_keeper = false;
            }
            limit = -1;
        }
    }
}

/// A timer was added that expires before all others: lets the sleeping keeper know. If there is none,
/// a machine has to become the keeper, unless this one `goes_idle` by itself.
pub fn wake_idle_for_timer(when: i64, goes_idle: bool) {
    let unwatched = {
        let global = GLOBAL.lock();
        if !global.timer_keeper.is_null() && when < global.keeper_wakes {
            // SAFETY: machines live for ever.
            unsafe { (*global.timer_keeper).unpark() };
        }
        global.timer_keeper.is_null()
    };
    if unwatched && !goes_idle {
        // Goroutines that go on running have to be interrupted when it expires.
        monitor::ensure_running();
        wake_processor();
    }
}

/// Ends the program because nothing can happen any more.
fn report_deadlock() {
    let mut waiting = 0;
    super::goroutine::for_each(|g| {
        // SAFETY: goroutine objects are never freed.
        if unsafe { (*g).status.load(Ordering::Acquire) } == status::WAITING {
            waiting += 1;
        }
    });
    if crate::panic::is_dying() {
        return;
    }
    crate::panic::fatal_all(if waiting == 0 {
        "no goroutines (main called runtime.Goexit) - deadlock!"
    } else {
        "all goroutines are asleep - deadlock!"
    })
}
