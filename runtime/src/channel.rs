//! Channels: make, send, receive, close.
//!
//! In: calls of generated code and of `select`.  Out: values move from sender to receiver, through
//! the buffer or directly.
//! Invariants: everything but the header's constant fields is under `lock`. If receivers wait, the
//! buffer is empty; if senders wait, it is full. A goroutine is woken after the operation was
//! carried out for it: its waiter's `success` says how, and it only has to return. An element that
//! moves directly is copied between the two goroutines' memory by whoever comes second.
//! Panics are raised after the lock was freed. Method: Go's documented channel algorithm.
//! spec: Channel types; Send statements; Receive operator; Close.

use core::ptr::{copy_nonoverlapping, null_mut, write_bytes};
use core::sync::atomic::Ordering;

use grus_abi::descriptor::TypeDescriptor;

use crate::gc::barrier;
use crate::lock::RawMutex;
use crate::lock_order::rank;
use crate::memory;
use crate::panic::plain_error;
use crate::sched::wait::{WaitQueue, Waiter};

/// A channel. The first two words are `grus_abi::value::ChannelHeader`.
#[repr(C)]
pub struct Channel {
    /// Elements in the buffer, as `len` shows them.
    pub count: usize,
    /// Size of the buffer, as `cap` shows it.
    pub capacity: usize,
    /// The buffer, or null.
    pub buffer: *mut u8,
    /// Bytes of an element.
    pub element_size: usize,
    /// Index of the next element to send to and receive from.
    send_index: usize,
    receive_index: usize,
    /// The element type, for reflection.
    pub element: *const TypeDescriptor,
    senders: WaitQueue,
    receivers: WaitQueue,
    /// A timer's channel, which looks unbuffered, has an unreceived value in its buffer's slot.
    pub pending: bool,
    /// Protects the channel.
    pub lock: RawMutex<{ rank::CHANNEL }>,
    /// Closed.
    pub closed: bool,
}

/// What an attempt came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The element moved.
    Done,
    /// The channel is closed.
    Closed,
    /// The operation would have to wait.
    Blocked,
}

/// Makes a channel; None if the buffer's size is out of range.
///
/// # Safety
/// `element` is a valid descriptor.
pub unsafe fn make(element: *const TypeDescriptor, capacity: isize) -> Option<*mut Channel> {
    // SAFETY: the caller's.
    let size = unsafe { (*element).size };
    let capacity = usize::try_from(capacity).ok()?;
    let bytes = size.checked_mul(capacity)?;
    if bytes > memory::MAX_ALLOCATION - size_of::<Channel>() {
        return None;
    }
    // SAFETY: the descriptor is valid; conservative memory may hold any words.
    unsafe {
        let buffer = if bytes == 0 {
            null_mut()
        } else {
            memory::new_array(element, capacity)
        };
        let channel: *mut Channel = memory::allocate_conservative(size_of::<Channel>()).cast();
        channel.write(Channel::new(element, size, buffer, capacity));
        Some(channel)
    }
}

/// Makes a timer's channel: it looks unbuffered, but keeps one value until it is received or the
/// timer is stopped.
///
/// # Safety
/// `element` is a valid descriptor.
pub unsafe fn make_for_timer(element: *const TypeDescriptor) -> *mut Channel {
    // SAFETY: the caller's.
    unsafe {
        let buffer = memory::new_object(element);
        let channel: *mut Channel = memory::allocate_conservative(size_of::<Channel>()).cast();
        channel.write(Channel::new(element, (*element).size, buffer, 0));
        channel
    }
}

impl Channel {
    /// An open channel without elements, whose buffer is as large as its capacity says or larger.
    pub fn new(
        element: *const TypeDescriptor,
        element_size: usize,
        buffer: *mut u8,
        capacity: usize,
    ) -> Channel {
        Channel {
            count: 0,
            capacity,
            buffer,
            element_size,
            send_index: 0,
            receive_index: 0,
            element,
            senders: WaitQueue::new(),
            receivers: WaitQueue::new(),
            pending: false,
            lock: RawMutex::new(),
            closed: false,
        }
    }

    /// The queue of goroutines that wait to send.
    pub fn senders(&mut self) -> &mut WaitQueue {
        &mut self.senders
    }

    /// The queue of goroutines that wait to receive.
    pub fn receivers(&mut self) -> &mut WaitQueue {
        &mut self.receivers
    }

    unsafe fn slot(&self, index: usize) -> *mut u8 {
        // SAFETY: the index is below the capacity.
        unsafe { self.buffer.add(index * self.element_size) }
    }

    fn following(&self, index: usize) -> usize {
        if index + 1 == self.capacity {
            0
        } else {
            index + 1
        }
    }

    unsafe fn copy(&self, from: *const u8, to: *mut u8) {
        if !to.is_null() && self.element_size != 0 {
            // SAFETY: both are places of the element type, in different memory.
            unsafe {
                if self.element_size == size_of::<u64>() {
                    // Most often; the copy is an instruction then and not a call.
                    to.cast::<u64>()
                        .write_unaligned(from.cast::<u64>().read_unaligned());
                } else {
                    copy_nonoverlapping(from, to, self.element_size);
                }
                barrier::shade_range(to, self.element_size);
            }
        }
    }

    unsafe fn clear(&self, place: *mut u8) {
        if place.is_null() {
            return;
        }
        // SAFETY: a place of the element type.
        unsafe {
            if self.element_size == size_of::<u64>() {
                place.cast::<u64>().write_unaligned(0);
            } else {
                write_bytes(place, 0, self.element_size);
            }
        }
    }

    /// Whether sending would not have to wait, as seen at one moment without the lock.
    ///
    /// # Safety
    /// `channel` is live. The fields may change meanwhile, hence the volatile reads; being words or
    /// less, each is what it was at some moment, and `closed`, which never goes back, is read last.
    pub unsafe fn may_send(channel: *const Channel) -> bool {
        // SAFETY: the caller's.
        unsafe {
            let has_room = (&raw const (*channel).count).read_volatile() < (*channel).capacity;
            has_room
                || WaitQueue::looks_waited_in(&raw const (*channel).receivers)
                || (&raw const (*channel).closed).read_volatile()
        }
    }

    /// Likewise for receiving.
    ///
    /// # Safety
    /// As for [`Channel::may_send`].
    pub unsafe fn may_receive(channel: *const Channel) -> bool {
        // SAFETY: the caller's.
        unsafe {
            (&raw const (*channel).count).read_volatile() != 0
                || WaitQueue::looks_waited_in(&raw const (*channel).senders)
                || (&raw const (*channel).pending).read_volatile()
                || (&raw const (*channel).closed).read_volatile()
        }
    }

    /// Sends without waiting. The lock is held; a goroutine that has to be made ready afterwards
    /// is put into `wake`.
    ///
    /// # Safety
    /// `element` is a value of the element type.
    pub unsafe fn try_send(&mut self, element: *const u8, wake: &mut *mut Waiter) -> Outcome {
        if self.closed {
            return Outcome::Closed;
        }
        // SAFETY: places are of the element type; waiters are valid while queued.
        unsafe {
            let receiver = take_waiter(&mut self.receivers);
            if !receiver.is_null() {
                self.copy(element, (*receiver).element);
                (*receiver).success = true;
                *wake = receiver;
                return Outcome::Done;
            }
            if self.count < self.capacity {
                self.copy(element, self.slot_or_null(self.send_index));
                self.send_index = self.following(self.send_index);
                self.count += 1;
                return Outcome::Done;
            }
        }
        Outcome::Blocked
    }

    unsafe fn slot_or_null(&self, index: usize) -> *mut u8 {
        if self.buffer.is_null() {
            null_mut()
        } else {
            // SAFETY: the buffer exists and callers count indices modulo its capacity.
            unsafe { self.slot(index) }
        }
    }

    /// Receives without waiting, as [`Channel::try_send`]; `element` may be null.
    ///
    /// # Safety
    /// `element` is null or a place of the element type.
    pub unsafe fn try_receive(&mut self, element: *mut u8, wake: &mut *mut Waiter) -> Outcome {
        // SAFETY: places are of the element type; waiters are valid while queued.
        unsafe {
            if self.pending {
                self.copy(self.buffer, element);
                self.pending = false;
                return Outcome::Done;
            }
            if self.closed && self.count == 0 {
                self.clear(element);
                return Outcome::Closed;
            }
            if self.count > 0 {
                let slot = self.slot_or_null(self.receive_index);
                self.copy(slot, element);
                let sender = take_waiter(&mut self.senders);
                if sender.is_null() {
                    self.clear(slot);
                    self.count -= 1;
                } else {
                    // The buffer is full: the sender's value takes the place just freed.
                    self.copy((*sender).element, slot);
                    (*sender).success = true;
                    *wake = sender;
                    self.send_index = self.following(self.send_index);
                }
                self.receive_index = self.following(self.receive_index);
                return Outcome::Done;
            }
            let sender = take_waiter(&mut self.senders);
            if !sender.is_null() {
                self.copy((*sender).element, element);
                (*sender).success = true;
                *wake = sender;
                return Outcome::Done;
            }
        }
        Outcome::Blocked
    }

    /// Sends a timer's value: to a waiting receiver, else into the slot, else nowhere.
    ///
    /// # Safety
    /// The channel is one of [`make_for_timer`]; as for [`Channel::try_send`].
    pub unsafe fn deliver(&mut self, element: *const u8, wake: &mut *mut Waiter) {
        // SAFETY: the caller's.
        unsafe {
            if self.try_send(element, wake) == Outcome::Blocked && !self.pending {
                self.copy(element, self.buffer);
                self.pending = true;
            }
        }
    }

    /// Marks the channel closed; None if it was. Otherwise all waiting goroutines, in a queue.
    pub fn close(&mut self) -> Option<WaitQueue> {
        if self.closed {
            return None;
        }
        self.closed = true;
        let mut released = WaitQueue::new();
        // SAFETY: waiters taken out of one queue go into another; both stay valid, because their
        // goroutines do not run before they are made ready.
        unsafe {
            loop {
                let receiver = take_waiter(&mut self.receivers);
                if receiver.is_null() {
                    break;
                }
                self.clear((*receiver).element);
                (*receiver).success = false;
                released.push(receiver);
            }
            loop {
                let sender = take_waiter(&mut self.senders);
                if sender.is_null() {
                    break;
                }
                (*sender).success = false;
                released.push(sender);
            }
        }
        Some(released)
    }
}

/// The first waiter whose goroutine still waits: a `select` that another channel served is passed
/// over (its waiters are removed when it runs).
unsafe fn take_waiter(queue: &mut WaitQueue) -> *mut Waiter {
    loop {
        let waiter = queue.pop();
        if waiter.is_null() {
            return waiter;
        }
        // SAFETY: queued waiters are valid.
        unsafe {
            if (*waiter).is_select {
                let g = (*waiter).goroutine;
                if (*g)
                    .select_done
                    .compare_exchange(0, 1, Ordering::AcqRel, Ordering::Relaxed)
                    .is_err()
                {
                    continue;
                }
                (*g).scratch[0] = waiter as usize;
            }
        }
        return waiter;
    }
}

/// Panics as a send on a closed channel does.
pub fn panic_send_on_closed() -> ! {
    plain_error("send on closed channel")
}

/// `make(chan T, n)`.
///
/// # Safety
/// Called by the thunk with a channel type.
pub unsafe extern "C" fn rt_makechan(
    channel_type: *const TypeDescriptor,
    capacity: isize,
) -> *mut Channel {
    // SAFETY: a valid descriptor of a channel type.
    match unsafe { make((*channel_type).element, capacity) } {
        Some(channel) => channel,
        None => plain_error("makechan: size out of range"),
    }
}

#[cfg(feature = "standalone")]
pub use standalone::*;

#[cfg(feature = "standalone")]
mod standalone {
    use super::*;
    use crate::sched::goroutine::{Goroutine, WaitReason};
    use crate::sched::{current_goroutine, park, ready};

    /// Makes the goroutine of a served waiter runnable; null is allowed.
    ///
    /// # Safety
    /// The waiter was taken out of its queue, and no lock is held.
    pub unsafe fn wake(waiter: *mut Waiter) {
        if !waiter.is_null() {
            // SAFETY: the caller's.
            unsafe { ready((*waiter).goroutine) };
        }
    }

    /// `c <- v`.
    ///
    /// # Safety
    /// A Park thunk's function.
    pub unsafe extern "C" fn rt_chansend1(channel: *mut Channel, element: *mut u8) {
        // SAFETY: the channel is live, the element the caller's.
        unsafe {
            if channel.is_null() {
                park(WaitReason::ChannelSendNil, || ());
            }
            let c = &mut *channel;
            let mut served = null_mut();
            c.lock.lock();
            match c.try_send(element, &mut served) {
                Outcome::Done => {
                    c.lock.unlock();
                    wake(served);
                }
                Outcome::Closed => {
                    c.lock.unlock();
                    panic_send_on_closed();
                }
                Outcome::Blocked => {
                    let g = current_goroutine();
                    let waiter = prepare_waiter(g, channel, element);
                    (*g).continuation = Some(finish_send);
                    c.senders().push(waiter);
                    park(WaitReason::ChannelSend, || c.lock.unlock());
                }
            }
        }
    }

    unsafe fn prepare_waiter(
        g: *mut Goroutine,
        channel: *mut Channel,
        element: *mut u8,
    ) -> *mut Waiter {
        // SAFETY: the goroutine of this thread waits nowhere yet.
        unsafe {
            let waiter = &raw mut (*g).waiter;
            (*waiter).goroutine = g;
            (*waiter).channel = channel.cast();
            (*waiter).element = element;
            (*waiter).success = false;
            (*waiter).is_select = false;
            waiter
        }
    }

    unsafe fn finish_send(g: *mut Goroutine) {
        // SAFETY: the goroutine runs on this thread again.
        if unsafe { !(*g).waiter.success } {
            panic_send_on_closed();
        }
    }

    unsafe fn finish_receive(g: *mut Goroutine) {
        // SAFETY: the goroutine runs on this thread again.
        unsafe { (*g).results = [usize::from((*g).waiter.success), 0] };
    }

    /// `<-c`; the place may be null.
    ///
    /// # Safety
    /// A Park thunk's function.
    pub unsafe extern "C" fn rt_chanrecv1(channel: *mut Channel, element: *mut u8) {
        // SAFETY: passed on.
        unsafe { rt_chanrecv2(channel, element) };
    }

    /// `v, ok = <-c`.
    ///
    /// # Safety
    /// A Park thunk's function.
    pub unsafe extern "C" fn rt_chanrecv2(channel: *mut Channel, element: *mut u8) -> usize {
        // SAFETY: the channel is live, the place the caller's.
        unsafe {
            if channel.is_null() {
                park(WaitReason::ChannelReceiveNil, || ());
            }
            let c = &mut *channel;
            let mut served = null_mut();
            c.lock.lock();
            match c.try_receive(element, &mut served) {
                Outcome::Done => {
                    c.lock.unlock();
                    wake(served);
                    1
                }
                Outcome::Closed => {
                    c.lock.unlock();
                    0
                }
                Outcome::Blocked => {
                    let g = current_goroutine();
                    let waiter = prepare_waiter(g, channel, element);
                    (*g).continuation = Some(finish_receive);
                    c.receivers().push(waiter);
                    park(WaitReason::ChannelReceive, || c.lock.unlock())
                }
            }
        }
    }

    /// `close(c)`.
    ///
    /// # Safety
    /// A thunk's function.
    pub unsafe extern "C" fn rt_closechan(channel: *mut Channel) {
        if channel.is_null() {
            plain_error("close of nil channel");
        }
        // SAFETY: the channel is live.
        unsafe {
            let c = &mut *channel;
            c.lock.lock();
            let released = c.close();
            c.lock.unlock();
            let Some(mut released) = released else {
                plain_error("close of closed channel")
            };
            loop {
                let waiter = released.pop();
                if waiter.is_null() {
                    break;
                }
                wake(waiter);
            }
        }
    }
}

#[cfg(all(test, not(feature = "interleavings")))]
mod tests {
    use super::*;
    use std::vec::Vec;

    /// A channel of uint32 on memory of the test's own.
    fn channel(buffer: &mut Vec<u32>, capacity: usize) -> Channel {
        buffer.resize(capacity, 0);
        let buffer = if capacity == 0 {
            null_mut()
        } else {
            buffer.as_mut_ptr().cast()
        };
        Channel::new(core::ptr::null(), 4, buffer, capacity)
    }

    fn waiter(element: &mut u32) -> Waiter {
        // SAFETY: all-zero is a valid waiter.
        let mut w: Waiter = unsafe { core::mem::zeroed() };
        w.element = core::ptr::from_mut(element).cast();
        w
    }

    #[test]
    fn a_buffer_is_a_ring() {
        let mut memory = Vec::new();
        let mut c = channel(&mut memory, 2);
        let mut wake = null_mut();
        let mut got = 0u32;
        let place = (&raw mut got).cast();
        // SAFETY: places are of the element type.
        unsafe {
            for round in 0..5u32 {
                for value in [round * 2, round * 2 + 1] {
                    let sent = c.try_send((&raw const value).cast(), &mut wake);
                    assert_eq!(sent, Outcome::Done);
                }
                assert_eq!(
                    c.try_send((&raw const round).cast(), &mut wake),
                    Outcome::Blocked
                );
                assert_eq!(c.try_receive(place, &mut wake), Outcome::Done);
                assert_eq!(got, round * 2);
                assert_eq!(c.try_receive(place, &mut wake), Outcome::Done);
                assert_eq!(got, round * 2 + 1);
                assert_eq!(c.try_receive(place, &mut wake), Outcome::Blocked);
            }
        }
        assert!(wake.is_null());
    }

    #[test]
    fn a_waiting_sender_refills_the_full_buffer_in_order() {
        let mut memory = Vec::new();
        let mut c = channel(&mut memory, 1);
        let (mut one, mut two, mut got) = (1u32, 2u32, 0u32);
        let mut wake = null_mut();
        // SAFETY: places are of the element type, the waiter outlives the queue's use.
        unsafe {
            c.try_send((&raw const one).cast(), &mut wake);
            one = 99;
            let mut sender = waiter(&mut two);
            c.senders().push(&mut sender);
            assert_eq!(
                c.try_receive((&raw mut got).cast(), &mut wake),
                Outcome::Done
            );
            assert_eq!((got, c.count), (1, 1));
            assert!(wake == &raw mut sender && sender.success);
            assert_eq!(
                c.try_receive((&raw mut got).cast(), &mut wake),
                Outcome::Done
            );
            assert_eq!((got, one), (2, 99));
        }
    }

    #[test]
    fn close_releases_waiters_and_lets_the_buffer_drain() {
        let mut memory = Vec::new();
        let mut c = channel(&mut memory, 1);
        let (one, mut place, mut got) = (1u32, 7u32, 5u32);
        let mut wake = null_mut();
        // SAFETY: as above.
        unsafe {
            let mut receiver = waiter(&mut place);
            c.receivers().push(&mut receiver);
            let mut released = c.close().unwrap();
            assert!(released.pop() == &raw mut receiver && released.is_empty());
            assert_eq!((place, receiver.success), (0, false));
            assert!(c.close().is_none());
            assert_eq!(
                c.try_send((&raw const one).cast(), &mut wake),
                Outcome::Closed
            );
            assert_eq!(
                c.try_receive((&raw mut got).cast(), &mut wake),
                Outcome::Closed
            );
            assert_eq!(got, 0);
        }
    }
}
