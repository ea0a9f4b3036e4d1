//! The order of locks: declared for all builds, checked in those with debug assertions.
//!
//! In: locks taken and freed, by rank.  Out: nothing; taking one that may not be taken now is a bug of
//! the runtime and ends the process.
//! Rule: a thread may take a lock while it holds others only if its rank is greater than theirs. So no
//! circle of threads waits for each other. Several channels are taken in the order of their addresses.
//! An attempt that does not wait ([`crate::lock::RawMutex::try_lock`]) may be made at any time.
//! Not checked: before the first thread has a machine, when the process is dying, and the freeing of
//! `CYCLE`, which another thread may do.

/// The ranks, in the order in which locks are taken.
#[allow(missing_docs)]
pub mod rank {
    /// The output of print statements, held across runtime calls of one statement.
    pub const PRINTER: u8 = 1;
    /// `gc::cycle`: held during a collection.
    pub const CYCLE: u8 = 2;
    /// `sched::world`: held while the world is stopped.
    pub const WORLD: u8 = 3;
    /// `gc::background`: held while at work between collections.
    pub const BACKGROUND: u8 = 4;
    /// `netpoll`: held while the poller is made.
    pub const POLLER_START: u8 = 5;
    /// `netpoll`: held by the keeper in the kernel's wait.
    pub const POLLER_WAIT: u8 = 6;
    /// `timer`: the heap; held while timers fire.
    pub const TIMERS: u8 = 7;
    pub const CHANNEL: u8 = 8;
    /// A bucket of `semaphore`, or a notification list.
    pub const SEMAPHORE: u8 = 9;
    /// `sched::engine`: global queue and idle lists.
    pub const SCHEDULER: u8 = 10;
    /// `sched::machine`: those without thread.
    pub const VACANT_MACHINES: u8 = 11;
    pub const GOROUTINES: u8 = 12;
    /// `stack::pool`
    pub const STACKS: u8 = 13;
    /// `netpoll`: descriptors that are not in use.
    pub const POLL_DESCRIPTORS: u8 = 14;
    /// `gc::special`
    pub const SPECIALS: u8 = 15;
    /// `interface`: changes of the table of method tables.
    pub const METHOD_TABLES: u8 = 16;
    /// `map`: what absent large elements are read from.
    pub const LARGE_ZERO: u8 = 17;
    /// `gc::work`: the pool of blocks.
    pub const MARKER_POOL: u8 = 18;
    /// A span class of `memory::central`.
    pub const SPAN_CLASS: u8 = 19;
    /// `memory::arena`: free pages.
    pub const PAGES: u8 = 20;
    /// `memory::arena`: its tables.
    pub const PAGE_TABLES: u8 = 21;
    /// `memory::span`: free headers.
    pub const SPAN_HEADERS: u8 = 22;
    /// `memory::fixed`
    pub const FIXED_MEMORY: u8 = 23;
    /// `memory::statistics`: the log of pauses.
    pub const PAUSES: u8 = 24;
}

/// Most locks that a thread holds at once; more channels than that in a `select` are not checked.
const MOST: usize = 16;

/// The locks that a thread holds.
#[derive(Clone, Copy)]
pub struct Held {
    count: usize,
    locks: [(u8, usize); MOST],
}

impl Default for Held {
    fn default() -> Self {
        Self::new()
    }
}

impl Held {
    /// No locks.
    pub const fn new() -> Self {
        Self {
            count: 0,
            locks: [(0, 0); MOST],
        }
    }

    /// The rank of a lock that is held although the one described must not be taken after it.
    pub fn conflict(&self, rank: u8, address: usize) -> Option<u8> {
        let held = &self.locks[..self.count.min(MOST)];
        let may_follow = |other: &(u8, usize)| {
            other.0 < rank || other.0 == rank && rank == rank::CHANNEL && other.1 < address
        };
        held.iter()
            .find(|other| !may_follow(other))
            .map(|other| other.0)
    }

    /// Notes a lock as held.
    pub fn add(&mut self, rank: u8, address: usize) {
        if rank == rank::CYCLE {
            return;
        }
        if self.count < MOST {
            self.locks[self.count] = (rank, address);
        }
        self.count += 1;
    }

    /// Notes a lock as free again.
    pub fn remove(&mut self, rank: u8, address: usize) {
        if rank == rank::CYCLE {
            return;
        }
        let held = self.count.min(MOST);
        if let Some(index) = self.locks[..held]
            .iter()
            .position(|l| *l == (rank, address))
        {
            self.locks.copy_within(index + 1..held, index);
        }
        self.count -= 1;
    }
}

#[cfg(all(debug_assertions, feature = "standalone"))]
pub use standalone::{before, freed, taken};

#[cfg(all(debug_assertions, feature = "standalone"))]
mod standalone {
    use super::Held;
    use crate::panic;
    use crate::thread::{current_machine, is_adopted};
    use core::fmt::Write;

    fn with_held(act: impl FnOnce(&mut Held)) {
        if is_adopted() && !panic::is_dying() {
            // SAFETY: the machine of this thread.
            act(unsafe { &mut (*current_machine()).held });
        }
    }

    /// A lock is about to be waited for.
    pub fn before(rank: u8, address: usize) {
        with_held(|held| {
            if let Some(other) = held.conflict(rank, address) {
                let _ = writeln!(
                    panic::ErrorStream,
                    "runtime: lock of rank {rank} after one of rank {other}"
                );
                panic::fatal("runtime: order of locks");
            }
        });
    }

    /// A lock was taken.
    pub fn taken(rank: u8, address: usize) {
        with_held(|held| held.add(rank, address));
    }

    /// A lock is about to be freed.
    pub fn freed(rank: u8, address: usize) {
        with_held(|held| held.remove(rank, address));
    }
}

#[cfg(not(all(debug_assertions, feature = "standalone")))]
pub use unchecked::{before, freed, taken};

#[cfg(not(all(debug_assertions, feature = "standalone")))]
mod unchecked {
    /// Does nothing.
    #[inline(always)]
    pub fn before(_rank: u8, _address: usize) {}

    /// Does nothing.
    #[inline(always)]
    pub fn taken(_rank: u8, _address: usize) {}

    /// Does nothing.
    #[inline(always)]
    pub fn freed(_rank: u8, _address: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_ascend_and_channels_by_address() {
        let mut held = Held::new();
        assert_eq!(held.conflict(rank::TIMERS, 8), None);
        held.add(rank::TIMERS, 8);
        held.add(rank::CHANNEL, 100);
        assert_eq!(held.conflict(rank::CHANNEL, 200), None);
        assert_eq!(held.conflict(rank::CHANNEL, 50), Some(rank::CHANNEL));
        assert_eq!(held.conflict(rank::WORLD, 1), Some(rank::TIMERS));
        held.remove(rank::TIMERS, 8);
        assert_eq!(held.conflict(rank::TIMERS, 8), Some(rank::CHANNEL));
        held.remove(rank::CHANNEL, 100);
        assert_eq!(held.conflict(rank::WORLD, 1), None);
    }
}
