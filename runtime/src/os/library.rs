//! System calls for the library: functions declared in Go without a body.
//!
//! In: words from Go.  Out: the kernel's result, negative errno included.

use super::exit;

/// `os.Exit` and the end of `main`: (status).
#[unsafe(no_mangle)]
pub extern "C" fn rt_exit(status: i32) -> ! {
    exit(status)
}
