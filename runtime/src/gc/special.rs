//! Finalizers, cleanups and weak references.
//!
//! Being written.

use super::mark::Marker;

/// Marks what the tables here refer to.
pub fn mark_roots(_marker: &mut Marker) {}

/// After marking: decides about objects that nothing else keeps.
pub fn after_mark(_marker: &mut Marker) {}

/// With the world running again: lets finalizers run.
pub fn after_cycle() {}
