//! The checker's entry point and shared state.
//!
//! In: `PackageSources`. Out: the package's id and diagnostics; tables filled in `Program`.

use grus_syntax::{Diagnostic, Symbol};

use crate::objects::PackageId;
use crate::program::{PackageSources, Program};

/// Checks one package.
pub(crate) fn check(
    program: &mut Program,
    sources: &PackageSources,
) -> (PackageId, Vec<Diagnostic>) {
    let path = Symbol::intern(sources.path);
    let package = program.add_package(path, path, sources.go_version);
    (package, Vec::new())
}
