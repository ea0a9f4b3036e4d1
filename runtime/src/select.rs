//! The `select` statement.
//!
//! In: an array of cases, sends first.  Out: the index of the one that was carried out, and whether
//! a receive got a value.
//! Method: the cases are tried in random order, first one by one, then with all channels locked, in
//! the order of their addresses; if none can proceed, the goroutine waits in the queues of all, and the first partner that
//! wins `select_done` carries out its case. When the goroutine runs again it takes itself out of
//! the other queues, again with all channels locked.
//! Invariant: the per-case records belong to the goroutine and change only while it runs, except
//! for a queued waiter, which belongs to its channel's lock. The parking thread reads them until
//! it has freed the last lock; the continuation takes all locks before it changes any.
//! spec: Select statements.

use grus_abi::value::SelectCase;

use crate::channel::{Channel, Outcome};
use crate::sched::wait::Waiter;

/// What a blocked or running `select` keeps for each case.
#[repr(C)]
pub struct CaseRecord {
    waiter: Waiter,
    /// The n-th record says which case is n-th in the order of locking, and of trying.
    lock_order: u32,
    poll_order: u32,
}

/// Notes the cases whose channel is not nil in the records' poll orders, and returns how many they
/// are.
fn note_cases(records: &mut [CaseRecord], cases: &[SelectCase]) -> usize {
    let mut count = 0;
    for (index, case) in cases.iter().enumerate() {
        if !case.channel.is_null() {
            records[count].poll_order = index as u32;
            count += 1;
        }
    }
    count
}

/// Draws the case to try at `place` from those that were not drawn yet.
fn draw_case(records: &mut [CaseRecord], place: usize, random: u64) -> usize {
    let left = (records.len() - place) as u64;
    let drawn = place + (((random >> 32) * left) >> 32) as usize;
    let index = records[drawn].poll_order;
    records[drawn].poll_order = records[place].poll_order;
    records[place].poll_order = index;
    index as usize
}

/// Fills in the order of locking: that of the channels' addresses.
fn order_locks(records: &mut [CaseRecord], cases: &[SelectCase]) {
    for record in &mut *records {
        record.lock_order = record.poll_order;
    }
    if records.len() > 8 {
        sort_by_channel(records, cases);
        return;
    }
    for end in 1..records.len() {
        let order = records[end].lock_order;
        let channel = cases[order as usize].channel as usize;
        let mut place = end;
        while place > 0 && cases[records[place - 1].lock_order as usize].channel as usize > channel
        {
            records[place].lock_order = records[place - 1].lock_order;
            place -= 1;
        }
        records[place].lock_order = order;
    }
}

/// Heap sort of the lock orders by channel address: in place, and never slow.
fn sort_by_channel(records: &mut [CaseRecord], cases: &[SelectCase]) {
    let key =
        |records: &[CaseRecord], at: usize| cases[records[at].lock_order as usize].channel as usize;
    let swap = |records: &mut [CaseRecord], a: usize, b: usize| {
        let order = records[a].lock_order;
        records[a].lock_order = records[b].lock_order;
        records[b].lock_order = order;
    };
    let sift = |records: &mut [CaseRecord], mut root: usize, end: usize| loop {
        let mut child = 2 * root + 1;
        if child >= end {
            return;
        }
        if child + 1 < end && key(records, child) < key(records, child + 1) {
            child += 1;
        }
        if key(records, root) >= key(records, child) {
            return;
        }
        swap(records, root, child);
        root = child;
    };
    let count = records.len();
    for root in (0..count / 2).rev() {
        sift(records, root, count);
    }
    for end in (1..count).rev() {
        swap(records, 0, end);
        sift(records, 0, end);
    }
}

/// Calls `visit` once for every channel of the first `count` records, in the order of locking.
/// The next record is read before the visit, after which the records may be out of bounds.
unsafe fn for_each_channel(
    records: *const CaseRecord,
    count: usize,
    cases: *const SelectCase,
    mut visit: impl FnMut(&Channel),
) {
    let mut place = 0;
    // SAFETY: the caller's records and cases.
    unsafe {
        let at = |place: usize| (*cases.add((*records.add(place)).lock_order as usize)).channel;
        let mut channel = if count > 0 { at(0) } else { return };
        loop {
            let mut next = channel;
            while next == channel {
                place += 1;
                if place == count {
                    visit(&*channel.cast::<Channel>());
                    return;
                }
                next = at(place);
            }
            visit(&*channel.cast::<Channel>());
            channel = next;
        }
    }
}

/// Tries one case with its channel locked.
unsafe fn try_case(case: &SelectCase, is_send: bool, wake: &mut *mut Waiter) -> Outcome {
    // SAFETY: the channel is live and locked, the element the caller's.
    unsafe {
        let channel = &mut *case.channel.cast::<Channel>();
        if is_send {
            channel.try_send(case.element, wake)
        } else {
            channel.try_receive(case.element, wake)
        }
    }
}

#[cfg(feature = "standalone")]
pub use standalone::rt_selectgo;

#[cfg(feature = "standalone")]
mod standalone {
    use core::ptr::null_mut;
    use core::sync::atomic::Ordering;

    use super::*;
    use crate::channel::{panic_send_on_closed, wake};
    use crate::memory::fixed;
    use crate::sched::goroutine::{Goroutine, WaitReason};
    use crate::sched::{current_goroutine, park};
    use crate::thread::current_machine;
    use crate::words::Pair;

    /// What the continuation needs, in the goroutine's scratch words (the first is the winner).
    const SCRATCH_CASES: usize = 1;
    const SCRATCH_SENDS: usize = 2;

    /// The `select` statement: (cases, sends, receives, may block) -> (case or -1, received).
    ///
    /// # Safety
    /// A Park thunk's function; the cases are on the caller's stack.
    pub unsafe extern "C" fn rt_selectgo(
        cases: *const SelectCase,
        sends: usize,
        receives: usize,
        may_block: usize,
    ) -> Pair {
        let g = current_goroutine();
        // SAFETY: the cases and the goroutine are the caller's.
        unsafe {
            let total = sends + receives;
            let records = records_of(g, total);
            let list = core::slice::from_raw_parts(cases, total);
            let all = core::slice::from_raw_parts_mut(records, total);
            let count = note_cases(all, list);
            if let Some(result) = try_unlocked(&mut all[..count], list, sends) {
                return result;
            }
            if may_block == 0 && count <= 1 {
                return Pair(usize::MAX, 0);
            }
            order_locks(&mut all[..count], list);
            for_each_channel(records, count, cases, |c| c.lock.lock());
            let unlock = || for_each_channel(records, count, cases, |c| c.lock.unlock());
            for place in 0..count {
                let index = (*records.add(place)).poll_order as usize;
                let is_send = index < sends;
                let mut served = null_mut();
                let outcome = try_case(&list[index], is_send, &mut served);
                if outcome == Outcome::Blocked {
                    continue;
                }
                unlock();
                return carried_out(index, is_send, outcome, served);
            }
            if may_block == 0 {
                unlock();
                return Pair(usize::MAX, 0);
            }
            (*g).select_count = count as u32;
            (*g).select_done.store(0, Ordering::Release);
            (*g).scratch = [0, cases as usize, sends];
            for place in 0..count {
                enqueue(g, records.add(place), list, sends);
            }
            (*g).continuation = Some(finish);
            let reason = if total == 0 {
                WaitReason::SelectNoCases
            } else {
                WaitReason::Select
            };
            park(reason, unlock)
        }
    }

    /// Tries the cases in random order, each with only its own channel locked, and that only if it
    /// looks promising; usually one is ready. That all fail says nothing, unless there is just one:
    /// they were looked at one after the other.
    unsafe fn try_unlocked(
        records: &mut [CaseRecord],
        cases: &[SelectCase],
        sends: usize,
    ) -> Option<Pair> {
        let machine = current_machine();
        // SAFETY: the machine of this thread; the channels are live.
        unsafe {
            for place in 0..records.len() {
                let index = draw_case(records, place, (*machine).next_random());
                let is_send = index < sends;
                let channel = cases[index].channel.cast::<Channel>();
                let is_promising = if is_send {
                    Channel::may_send(channel)
                } else {
                    Channel::may_receive(channel)
                };
                if !is_promising {
                    continue;
                }
                let mut served = null_mut();
                (*channel).lock.lock();
                let outcome = try_case(&cases[index], is_send, &mut served);
                (*channel).lock.unlock();
                if outcome != Outcome::Blocked {
                    return Some(carried_out(index, is_send, outcome, served));
                }
            }
        }
        None
    }

    /// What comes after a case was carried out and all channels are unlocked.
    unsafe fn carried_out(
        index: usize,
        is_send: bool,
        outcome: Outcome,
        served: *mut Waiter,
    ) -> Pair {
        // SAFETY: the waiter was taken out of its queue.
        unsafe { wake(served) };
        if is_send && outcome == Outcome::Closed {
            panic_send_on_closed();
        }
        Pair(index, usize::from(outcome == Outcome::Done && !is_send))
    }

    /// Puts the case that is n-th in the order of locking into its channel's queue.
    unsafe fn enqueue(
        g: *mut Goroutine,
        record: *mut CaseRecord,
        cases: &[SelectCase],
        sends: usize,
    ) {
        // SAFETY: the record is the goroutine's, the channel locked.
        unsafe {
            let index = (*record).lock_order as usize;
            let channel = cases[index].channel.cast::<Channel>();
            let waiter = &raw mut (*record).waiter;
            (*waiter).goroutine = g;
            (*waiter).element = cases[index].element;
            (*waiter).channel = channel.cast();
            (*waiter).success = false;
            (*waiter).is_select = true;
            (*waiter).case = index as u32;
            if index < sends {
                (*channel).senders().push(waiter);
            } else {
                (*channel).receivers().push(waiter);
            }
        }
    }

    unsafe fn finish(g: *mut Goroutine) {
        // SAFETY: the goroutine runs on this thread again; taking all locks orders this after
        // the thread that parked it.
        unsafe {
            let records: *mut CaseRecord = (*g).select_waiters.cast();
            let count = (*g).select_count as usize;
            let cases = (*g).scratch[SCRATCH_CASES] as *const SelectCase;
            let sends = (*g).scratch[SCRATCH_SENDS];
            for_each_channel(records, count, cases, |c| c.lock.lock());
            let winner = (*g).scratch[0] as *mut Waiter;
            for place in 0..count {
                let waiter = &raw mut (*records.add(place)).waiter;
                let channel = (*waiter).channel.cast::<Channel>();
                if ((*waiter).case as usize) < sends {
                    (*channel).senders().remove(waiter);
                } else {
                    (*channel).receivers().remove(waiter);
                }
            }
            for_each_channel(records, count, cases, |c| c.lock.unlock());
            let index = (*winner).case as usize;
            let success = (*winner).success;
            if index < sends && !success {
                panic_send_on_closed();
            }
            (*g).results = [index, usize::from(success && index >= sends)];
        }
    }

    /// The goroutine's records, with room for `count`.
    unsafe fn records_of(g: *mut Goroutine, count: usize) -> *mut CaseRecord {
        // SAFETY: the goroutine of this thread.
        unsafe {
            if ((*g).select_capacity as usize) < count {
                let capacity = count.next_power_of_two().max(4);
                // The smaller array is left behind: doubling bounds the waste.
                (*g).select_waiters =
                    fixed::allocate(capacity * size_of::<CaseRecord>(), align_of::<CaseRecord>())
                        .cast();
                (*g).select_capacity = capacity as u32;
            }
            (*g).select_waiters.cast()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn orders_are_permutations_and_locks_ascend() {
        let addresses = [5usize, 0, 3, 9, 3, 1];
        let cases: Vec<SelectCase> = addresses
            .iter()
            .map(|&a| SelectCase {
                channel: a as *mut u8,
                element: core::ptr::null_mut(),
            })
            .collect();
        // SAFETY: all-zero is a valid record.
        let mut records: Vec<CaseRecord> = (0..6).map(|_| unsafe { core::mem::zeroed() }).collect();
        let mut state = 1u64;
        for _ in 0..50 {
            let count = note_cases(&mut records, &cases);
            assert_eq!(count, 5);
            for place in 0..count {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
                let drawn = draw_case(&mut records[..count], place, state);
                assert_eq!(records[place].poll_order as usize, drawn);
            }
            order_locks(&mut records[..count], &cases);
            let mut poll: Vec<u32> = records[..5].iter().map(|r| r.poll_order).collect();
            poll.sort_unstable();
            assert_eq!(poll, [0, 2, 3, 4, 5]);
            let locked: Vec<usize> = records[..5]
                .iter()
                .map(|r| addresses[r.lock_order as usize])
                .collect();
            assert_eq!(locked, [1, 3, 3, 5, 9]);
        }
    }
}
