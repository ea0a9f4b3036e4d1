//! Ageing of what `sync.Pool` keeps: values stay for one collection that does not use them, not for two.
//!
//! In: the list of pools that hold values, which Go code begins (`library/sync/pool.go`).  Out: at the
//! beginning of a cycle, what pools held before the last one is forgotten, and what they got since then
//! becomes that.
//! Invariant: Go code touches the list and the two generations only while it is pinned to its
//! processor, so that the world is not stopped in between. A pool is on the list while it has values of
//! either generation; the list keeps it alive.

use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// The first words of Go's `sync.Pool`.
#[repr(C)]
struct Pool {
    /// The next one on the list.
    next: *mut Pool,
    /// 1: it is on the list.
    listed: usize,
    /// The values put since the last collection, or null.
    current: *mut u8,
    /// Those from before.
    older: *mut u8,
}

/// Where Go code keeps the first pool of the list.
static LIST: AtomicPtr<*mut Pool> = AtomicPtr::new(null_mut());

/// `sync.agePools`: the list whose pools are to age.
pub extern "C" fn rt_agepools(list: *mut u8) {
    LIST.store(list.cast(), Ordering::Release);
}

/// Makes all pools a collection older. Nothing is marked yet, so the changes need no reports.
///
/// # Safety
/// The world is stopped.
pub unsafe fn age() {
    let mut link = LIST.load(Ordering::Acquire);
    if link.is_null() {
        return;
    }
    // SAFETY: the list is the collector's while the world is stopped; its members are live, since a
    // global of the program refers to the first.
    unsafe {
        while let Some(pool) = (*link).as_mut() {
            pool.older = core::mem::replace(&mut pool.current, null_mut());
            if pool.older.is_null() {
                *link = core::mem::replace(&mut pool.next, null_mut());
                pool.listed = 0;
            } else {
                link = &raw mut pool.next;
            }
        }
    }
}

#[cfg(all(test, not(feature = "interleavings")))]
mod tests {
    use super::*;

    #[test]
    fn values_stay_for_one_collection() {
        let value = core::ptr::dangling_mut::<u8>();
        let make = |next, current| Pool {
            next,
            listed: 1,
            current,
            older: null_mut(),
        };
        let mut second = make(null_mut(), value);
        let second = &raw mut second;
        let mut first = make(second, value);
        let first = &raw mut first;
        let mut list = first;
        let list = &raw mut list;
        rt_agepools(list.cast());
        // SAFETY: the only thread that uses the list; pools and list outlive the calls.
        unsafe {
            age();
            assert!((*first).current.is_null() && (*first).older == value);
            (*second).current = value;
            age();
            assert!((*first).older.is_null() && (*first).listed == 0);
            assert!(*list == second && (*second).older == value);
            age();
            assert!((*list).is_null() && (*second).listed == 0);
        }
        LIST.store(null_mut(), Ordering::Release);
    }
}
