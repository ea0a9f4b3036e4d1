//! The package patterns that may stand in front of the value of `-gcflags`.
//!
//! In: a pattern and a package of the program.  Out: whether it matches.
//! As `go help packages` describes them: import paths and relative folders, in which `...` stands for
//! any string, and the names `all`, `std` and `cmd`.

use crate::load::LoadedPackage;
use std::path::{Component, Path, PathBuf};

/// Whether a pattern matches a package.
pub fn matches(pattern: &str, package: &LoadedPackage, working_directory: &Path) -> bool {
    let is_standard = package.origin.is_standard();
    let is_tool = package.import_path.split('/').next() == Some("cmd");
    match pattern {
        "all" => true,
        "std" => is_standard && !is_tool,
        "cmd" => is_standard && is_tool,
        _ if is_relative(pattern) => {
            let wanted = folder(&working_directory.join(pattern));
            let directory = package.directory.as_deref();
            directory.is_some_and(|own| is_like(&wanted, &folder(own)))
        }
        _ => is_like(pattern, &package.import_path),
    }
}

fn is_relative(pattern: &str) -> bool {
    matches!(pattern, "." | "..") || pattern.starts_with("./") || pattern.starts_with("../")
}

/// A folder's name without `.` and `..`.
fn folder(path: &Path) -> String {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain.display().to_string()
}

/// Whether a name is one that a pattern stands for; `net/...` stands for `net` too.
fn is_like(pattern: &str, name: &str) -> bool {
    if pattern.strip_suffix("/...") == Some(name) {
        return true;
    }
    let mut parts = pattern.split("...");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{folder, is_like};
    use std::path::Path;

    #[test]
    fn dots_stand_for_any_string() {
        for (pattern, name, expected) in [
            ("net", "net", true),
            ("net", "net/http", false),
            ("net/...", "net", true),
            ("net/...", "net/http/httptest", true),
            ("net/...", "network", false),
            ("net...", "network", true),
            ("...", "anything/at/all", true),
            (".../http", "net/http", true),
            ("a.../b...c", "axx/bc", true),
            ("a.../b...c", "axx/b", false),
        ] {
            assert_eq!(is_like(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn folders_are_compared_without_detours() {
        assert_eq!(folder(Path::new("/a/b/./../c/")), "/a/c");
    }
}
