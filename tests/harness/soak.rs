//! A short soak. The long form is the command `grus-soak`.

use std::time::Duration;

use grus_tests::{soak, toolchain};

#[test]
fn ten_seconds_of_everything() -> Result<(), String> {
    soak::soak(&toolchain::grus()?, Duration::from_secs(10), 1)?;
    Ok(())
}
