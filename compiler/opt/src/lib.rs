//! Placeholder header, replaced when the crate lands.
