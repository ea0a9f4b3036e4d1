//! Stacks as roots of a marking that runs beside the program.
//!
//! In: goroutines that run, park and are written to.  Out: the ranges of every stack, each visited
//! while its goroutine stands still.
//! While marking, a goroutine that runs, or whose stack somebody else wrote to, is *changed*: it is
//! on a list of those to visit (again). The collector takes goroutines off the list, keeps each from
//! running with `scanning`, and visits it if it stands; those that run stay on the list.
//! Invariants: `changed` is cleared before a goroutine's status is looked at and set after its status
//! became RUNNING, and `scanning` is set before the status is looked at and waited for after that,
//! all with sequential consistency; so a goroutine cannot run unnoticed behind a visit.

use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

use super::goroutine::{self, Goroutine, status};
use super::world::{self, OwnStack, Visitor};
use super::{current_goroutine, machine, processor};
use crate::gc::barrier;
use crate::os;

/// Changed goroutines, linked by `next_changed`.
static CHANGED: AtomicPtr<Goroutine> = AtomicPtr::new(null_mut());

/// The goroutine's stack or registers may hold pointers that the collector has not seen.
///
/// # Safety
/// A goroutine object.
#[inline]
pub unsafe fn note(g: *mut Goroutine) {
    if barrier::is_marking() {
        // SAFETY: the caller's.
        unsafe { push(g) };
    }
}

unsafe fn push(g: *mut Goroutine) {
    // SAFETY: goroutine objects are never freed; whoever sets the flag owns the link.
    unsafe {
        if (*g).changed.swap(1, Ordering::SeqCst) != 0 {
            return;
        }
        let mut head = CHANGED.load(Ordering::Relaxed);
        loop {
            (*g).next_changed = head;
            match CHANGED.compare_exchange(head, g, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }
}

/// A goroutine is about to run: its status is RUNNING already.
///
/// # Safety
/// The goroutine is this thread's.
#[inline]
pub unsafe fn enter(g: *mut Goroutine) {
    if barrier::is_marking() {
        // SAFETY: the caller's.
        unsafe { wait_for_scan(g) };
    }
}

#[cold]
unsafe fn wait_for_scan(g: *mut Goroutine) {
    // SAFETY: goroutine objects are never freed; this thread is about to run this one, and the
    // collector only reads it while `scanning` is set.
    unsafe {
        (*g).status.swap(status::RUNNING, Ordering::SeqCst);
        push(g);
        let mut spins = 0u32;
        while (*g).scanning.load(Ordering::SeqCst) != 0 {
            spins += 1;
            if spins.is_multiple_of(64) {
                os::yield_thread();
            }
            core::hint::spin_loop();
        }
    }
}

/// With the world stopped at the beginning of a marking: visits what was running, but for the goroutine
/// of this thread, which [`own`] visits.
pub fn begin(own: OwnStack, visit: Visitor) {
    forget();
    world::visit_system_stacks(own, visit);
    let current = current_goroutine();
    machine::for_each(|m| {
        // SAFETY: machines are never freed; the world is stopped.
        unsafe {
            let g = (*m).current;
            if !g.is_null() {
                push(g);
                if g != current {
                    world::visit_goroutine(g, visit);
                }
            }
        }
    });
    for p in processor::all() {
        let g = p.last.load(Ordering::Relaxed);
        // SAFETY: goroutine objects are never freed; the world is stopped.
        unsafe {
            if !g.is_null() && (*g).status.load(Ordering::Acquire) == status::RUNNABLE {
                world::visit_goroutine(g, visit);
            }
        }
    }
}

/// Visits the stack of the goroutine that this thread runs, if it does. The goroutine is inside of a
/// runtime call and so stands still, whether the world does or not.
pub fn own(visit: Visitor) {
    let g = current_goroutine();
    if !g.is_null() {
        // SAFETY: as the header says.
        unsafe { world::visit_goroutine(g, visit) };
    }
}

/// Puts every goroutine on the list.
pub fn note_all() {
    // SAFETY: goroutine objects are never freed.
    goroutine::for_each(|g| unsafe { push(g) });
}

/// While the program runs: visits the changed goroutines that stand still; returns how many.
pub fn changed(visit: Visitor) -> usize {
    let mut g = CHANGED.swap(null_mut(), Ordering::SeqCst);
    let mut count = 0;
    while !g.is_null() {
        // SAFETY: members of the list are goroutines; the link is ours until `changed` is cleared.
        unsafe {
            let next = (*g).next_changed;
            (*g).changed.store(0, Ordering::SeqCst);
            (*g).scanning.store(1, Ordering::SeqCst);
            let stands = match (*g).status.load(Ordering::SeqCst) {
                status::WAITING | status::RUNNABLE => true,
                status::FREE => false,
                _ => {
                    push(g);
                    false
                }
            };
            if stands {
                world::visit_standing(g, visit);
                count += 1;
            }
            (*g).scanning.store(0, Ordering::Release);
            g = next;
        }
    }
    count
}

/// With the world stopped: visits everything that may have changed, but for the goroutine of this
/// thread, which [`own`] has visited in the same runtime call.
pub fn stopped(own: OwnStack, visit: Visitor) {
    world::visit_system_stacks(own, visit);
    let current = current_goroutine();
    let mut g = CHANGED.swap(null_mut(), Ordering::SeqCst);
    while !g.is_null() {
        // SAFETY: members of the list are goroutines, the world is stopped.
        unsafe {
            let next = (*g).next_changed;
            (*g).changed.store(0, Ordering::SeqCst);
            match (*g).status.load(Ordering::SeqCst) {
                status::FREE => {}
                now => {
                    if g != current {
                        world::visit_goroutine(g, visit);
                    }
                    if now == status::RUNNING || now == status::SYSTEM_CALL {
                        // Should marking go on, it will change without passing the scheduler.
                        push(g);
                    }
                }
            }
            g = next;
        }
    }
    let (start, end) = crate::timer::root_range();
    visit(start, end);
}

/// With the world stopped: visits the stacks of all goroutines.
pub fn everything(visit: Visitor) {
    // SAFETY: the world is stopped.
    goroutine::for_each(|g| unsafe { world::visit_goroutine(g, visit) });
    let (start, end) = crate::timer::root_range();
    visit(start, end);
}

/// Empties the list.
fn forget() {
    let mut g = CHANGED.swap(null_mut(), Ordering::SeqCst);
    while !g.is_null() {
        // SAFETY: members of the list are goroutines, the world is stopped.
        unsafe {
            (*g).changed.store(0, Ordering::SeqCst);
            g = (*g).next_changed;
        }
    }
}
