//! How large the first segment of a new goroutine should be.
//!
//! In: goroutines that start at a `go` statement, and first segments that overflow.  Out: the size
//! for the next goroutine of that statement.
//! A call across the end of a segment costs some nanoseconds each time, so a loop of a goroutine that
//! calls deeper than its first segment reaches pays for it at every turn. Goroutines of one `go`
//! statement tend to need the same: when half of them overflow, the next ones begin with twice as
//! much. Go's collector does likewise with the average of all stacks.
//! All numbers are guesses: threads may lose each other's updates, and statements whose addresses
//! collide forget what was known of the other.

use super::FIRST_SEGMENT;
use core::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

const SITES: usize = 256;
/// Largest first segment: 32 KB.
const MOST_DOUBLINGS: u32 = 4;
/// So many overflows are no accident.
const FEW: u32 = 4;
/// After so many starts counting begins anew.
const MANY: u32 = 1 << 12;

/// What is known of a `go` statement.
struct Site {
    /// The address behind it; 0: free.
    address: AtomicUsize,
    /// The size is that of the smallest segment doubled as often.
    doublings: AtomicU32,
    /// Goroutines that started with this size, and those of them that overflowed it.
    starts: AtomicU32,
    overflows: AtomicU32,
}

static TABLE: [Site; SITES] = [const {
    Site {
        address: AtomicUsize::new(0),
        doublings: AtomicU32::new(0),
        starts: AtomicU32::new(0),
        overflows: AtomicU32::new(0),
    }
}; SITES];

impl Site {
    fn at(address: usize) -> &'static Site {
        &TABLE[(address >> 2) % SITES]
    }

    fn count_anew(&self) {
        self.starts.store(0, Ordering::Relaxed);
        self.overflows.store(0, Ordering::Relaxed);
    }
}

/// The size of the first segment of a goroutine that starts at a `go` statement now.
pub fn for_start(address: usize) -> usize {
    let site = Site::at(address);
    if site.address.load(Ordering::Relaxed) != address {
        return FIRST_SEGMENT;
    }
    let starts = site.starts.load(Ordering::Relaxed) + 1;
    if starts < MANY {
        site.starts.store(starts, Ordering::Relaxed);
    } else {
        site.count_anew();
    }
    FIRST_SEGMENT << site.doublings.load(Ordering::Relaxed)
}

/// A goroutine that started at a `go` statement has overflowed its first segment of `size` bytes.
#[cold]
pub fn note_overflow(address: usize, size: usize) {
    let site = Site::at(address);
    if address == 0 {
        return;
    }
    if site.address.load(Ordering::Relaxed) != address {
        site.doublings.store(0, Ordering::Relaxed);
        site.count_anew();
        site.address.store(address, Ordering::Relaxed);
    }
    let doublings = site.doublings.load(Ordering::Relaxed);
    if size != FIRST_SEGMENT << doublings || doublings == MOST_DOUBLINGS {
        return;
    }
    let overflows = site.overflows.load(Ordering::Relaxed) + 1;
    site.overflows.store(overflows, Ordering::Relaxed);
    if overflows >= FEW && 2 * overflows >= site.starts.load(Ordering::Relaxed) {
        site.doublings.store(doublings + 1, Ordering::Relaxed);
        site.count_anew();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_what_most_goroutines_of_a_statement_need() {
        let (deep, rare) = (0x40_1004, 0x40_2008);
        let mut size = for_start(deep);
        assert_eq!(size, FIRST_SEGMENT);
        for _ in 0..100 {
            size = for_start(deep);
            if size < 8 * FIRST_SEGMENT {
                note_overflow(deep, size);
            }
        }
        assert_eq!(size, 8 * FIRST_SEGMENT);
        for round in 0..1000 {
            assert_eq!(for_start(rare), FIRST_SEGMENT);
            if round % 10 == 9 {
                note_overflow(rare, FIRST_SEGMENT);
            }
        }
        for _ in 0..100 {
            note_overflow(0, FIRST_SEGMENT);
        }
        assert_eq!(for_start(0), FIRST_SEGMENT);
    }
}
