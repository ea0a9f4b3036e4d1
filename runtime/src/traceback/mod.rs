//! Walking and printing goroutine stacks.
//!
//! In: goroutines that do not run, or that are in a thunk of this thread.  Out: frames, and the
//! text of gc's tracebacks.
//! Invariants: every Go function keeps a frame pointer, so a frame is a (return address, frame
//! pointer) pair; a return address that is `grus_lessstack` stands for the one the segment keeps.
//! Nothing here allocates or locks, so that it works in any state of the program.
//! Format: gc's `traceback.go` as observed; argument values are not shown (`f(...)`).

pub mod tables;

#[cfg(feature = "standalone")]
mod library;
#[cfg(feature = "standalone")]
mod print;
#[cfg(feature = "standalone")]
mod walk;

#[cfg(feature = "standalone")]
pub use library::*;
#[cfg(feature = "standalone")]
pub use print::{level, print_goroutine, print_others, set_level, show_everything};
#[cfg(feature = "standalone")]
pub use walk::{Frame, Walk, frame_size_of_entry, information, is_called_by, program};
