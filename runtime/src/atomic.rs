//! What the modules need that are also tested under all interleavings of threads.
//!
//! In: nothing.  Out: atomic variables, and sizes and forms that such a test has to have
//! differently. The test (`tests/interleavings.rs`) compiles those modules once more, with a module
//! in place of this one whose atomic variables are those of the crate `loom`.

pub use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering, fence};

/// Goroutines that a run queue holds.
pub const RUN_QUEUE_CAPACITY: usize = 256;
/// How often a lock looks again before its thread sleeps: longer than most critical sections.
pub const LOCK_SPINS: u32 = 9;

/// A function that is constant here.
macro_rules! constant_function {
    ($(#[$meta:meta])* $visibility:vis fn $($rest:tt)*) => {
        $(#[$meta])* $visibility const fn $($rest)*
    };
}

/// An array of equal atomic variables.
macro_rules! array_of {
    ($value:expr; $count:expr) => {
        [const { $value }; $count]
    };
}

pub(crate) use {array_of, constant_function};
