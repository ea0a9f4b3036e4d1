//! What other parts of the runtime need of the scheduler when the crate is tested under `std`:
//! one thread, no goroutines, a world that is always stopped.

/// Does nothing.
pub fn stop_the_world() {}

/// Does nothing.
pub fn start_the_world() {}

/// There is nobody to wake.
pub fn wake_idle_for_timer(_when: i64, _goes_idle: bool) {}
