//! The target: Cranelift's settings for the machine code of Go programs.
//!
//! In: nothing.  Out: a Cranelift backend for x86-64.
//! r15 is pinned (the goroutine), frame pointers are kept (stack walks), code is position-dependent
//! and has no unwind tables. The baseline is x86-64-v2, which every processor since 2009 has: without
//! it, rounding and population counts would be library calls.

use crate::error::{Error, Result};
use cranelift_codegen::isa::{self, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};

const SETTINGS: &[(&str, &str)] = &[
    ("opt_level", "speed"),
    ("enable_pinned_reg", "true"),
    ("preserve_frame_pointers", "true"),
    ("unwind_info", "false"),
    ("is_pic", "false"),
];

const FEATURES: &[&str] = &[
    "has_sse3",
    "has_ssse3",
    "has_cmpxchg16b",
    "has_sse41",
    "has_sse42",
    "has_popcnt",
];

/// The backend.
pub fn isa(verify: bool) -> Result<OwnedTargetIsa> {
    let fail = |error: &dyn std::fmt::Display| Error::new("target", error.to_string());
    let mut flags = settings::builder();
    for (name, value) in SETTINGS {
        flags.set(name, value).map_err(|error| fail(&error))?;
    }
    flags
        .set("enable_verifier", if verify { "true" } else { "false" })
        .map_err(|error| fail(&error))?;
    let mut builder =
        isa::lookup_by_name("x86_64-unknown-linux-gnu").map_err(|error| fail(&error))?;
    for feature in FEATURES {
        builder.enable(feature).map_err(|error| fail(&error))?;
    }
    builder
        .finish(settings::Flags::new(flags))
        .map_err(|error| fail(&error))
}
