//! The grus runtime: a freestanding static library linked into every compiled Go program.
//!
//! In: the tables of `grus_abi::program` that the compiler put into the executable.  Out: the
//! entry points of `grus_abi::functions` and the functions that the library declares without a
//! body.  Invariants: no libc, no `std`; Rust code runs on a thread's system stack, never on a
//! goroutine's; see `HACKING.md` for which stack one is on, what may allocate or block, and the
//! order of locks.
//! Without the feature `standalone` the crate is an ordinary library whose data structures are
//! tested under `std`; entry point, thunks, allocator and panic handler then do not exist.
#![cfg_attr(not(test), no_std)]
#![warn(missing_docs)]
// What only the standalone runtime calls.
#![cfg_attr(not(feature = "standalone"), allow(dead_code))]

#[cfg(test)]
extern crate std;

// Threads, stacks, goroutines.
mod atomic;
#[cfg(feature = "standalone")]
pub mod entry;
pub mod lock;
pub mod lock_order;
#[cfg(feature = "standalone")]
pub mod notify;
pub mod os;
pub mod panic;
#[cfg(feature = "standalone")]
pub mod process;
pub mod sched;
pub mod signal;
pub mod stack;
pub mod thread;
#[cfg(feature = "standalone")]
pub mod thunk;
pub mod traceback;

// Synchronisation and time.
pub mod channel;
#[cfg(feature = "standalone")]
pub mod netpoll;
pub mod select;
pub mod semaphore;
pub mod timer;

// Memory.
pub mod gc;
pub mod memory;
#[cfg(any(feature = "standalone", test))]
pub mod memory_functions;

// Values.
pub mod bytealg;
pub mod equality;
pub mod hash;
pub mod interface;
pub mod map;
pub mod print;
pub mod shortest;
pub mod slice;
pub mod string;
pub mod words;

// Debugging the runtime itself.
pub mod knobs;
