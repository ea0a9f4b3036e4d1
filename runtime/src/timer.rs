//! Being written.

/// When the next timer expires; `i64::MAX` if there is none.
pub fn next_expiration() -> i64 {
    i64::MAX
}

/// Runs what has expired.
pub fn run_expired() {}
