//! Minimal version selection: which version of every module a build uses.
//!
//! In: the main modules' requirements, and the `go.mod` files of what they require.  Out: the greatest
//! version that anything reachable asks for, by module path.
//! Invariant: the result does not depend on the order of requirements.
//! Follows the Go Modules Reference, "Minimal version selection" and "Module graph pruning": a main
//! module from Go 1.17 on lists everything its packages need, so that nothing else is looked at.

use super::file::{ModFile, ModuleVersion};
use super::version;
use grus_types::GoVersion;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The first version whose `go.mod` files are complete.
const PRUNED: GoVersion = GoVersion::new(1, 17);

/// Selects versions. `load` gives the `go.mod` of a module, replacements considered.
pub fn select(
    roots: &[ModuleVersion],
    main_version: GoVersion,
    excluded: &[ModuleVersion],
    load: &dyn Fn(&ModuleVersion) -> Option<ModFile>,
) -> BTreeMap<String, String> {
    let mut selected: BTreeMap<String, String> = BTreeMap::new();
    let mut seen: BTreeSet<ModuleVersion> = BTreeSet::new();
    let mut pending: Vec<ModuleVersion> = roots.to_vec();
    while let Some(module) = pending.pop() {
        if excluded.contains(&module) || !seen.insert(module.clone()) {
            continue;
        }
        let known = selected.entry(module.path.clone()).or_default();
        if version::compare(known, &module.version) == Ordering::Less {
            known.clone_from(&module.version);
        }
        if main_version < PRUNED {
            let file = load(&module).unwrap_or_default();
            pending.extend(file.required);
        }
    }
    selected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(path: &str, version: &str) -> ModuleVersion {
        ModuleVersion {
            path: path.to_string(),
            version: version.to_string(),
        }
    }

    #[test]
    fn the_greatest_required_version_wins() {
        // The example of "Minimal Version Selection", research.swtch.com/vgo-mvs.
        let load = |asked: &ModuleVersion| {
            let required = match (asked.path.as_str(), asked.version.as_str()) {
                ("b", "v1.2.0") => vec![module("d", "v1.3.0")],
                ("c", "v1.2.0") => vec![module("d", "v1.4.0")],
                ("d", "v1.4.0") => vec![module("e", "v1.2.0")],
                ("d", "v1.3.0") => vec![module("e", "v1.10.0")],
                _ => Vec::new(),
            };
            Some(ModFile {
                required,
                ..ModFile::default()
            })
        };
        let roots = [module("b", "v1.2.0"), module("c", "v1.2.0")];
        let old = select(&roots, GoVersion::new(1, 16), &[], &load);
        assert_eq!(old["d"], "v1.4.0");
        assert_eq!(old["e"], "v1.10.0");
        let pruned = select(&roots, GoVersion::new(1, 21), &[], &load);
        assert_eq!(pruned.len(), 2);
    }
}
