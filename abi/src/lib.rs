//! The data contract between the compiler and the runtime.
//!
//! In: nothing.  Out: memory layouts, offsets, flag values and the table of runtime entry points,
//! used by `grus-codegen` (which writes them into executables) and by `grus-runtime` (which reads
//! them there). Invariant: nothing in here allocates or depends on `std`; every structure that
//! appears in an executable is `repr(C)` and documented field by field.
//! Not here: how either side uses the data.
#![no_std]

pub mod descriptor;
pub mod functions;
pub mod goroutine;
pub mod program;
pub mod value;
