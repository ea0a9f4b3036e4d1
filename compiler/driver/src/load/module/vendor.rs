//! Vendor folders: copies of the packages of other modules, listed in `vendor/modules.txt`.
//!
//! In: a main module.  Out: [`Vendored`] packages, if the folder is to be used.
//! Invariant: the list agrees with `go.mod`; else nothing is built.
//! Not done: vendor folders of workspaces.
//! Follows the Go Modules Reference, "Vendoring".

use super::file::Target;
use super::{Module, WITHOUT_GO_LINE};
use crate::load::record;
use crate::report::Failure;
use grus_types::GoVersion;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// The first version that uses a vendor folder unasked.
const AUTOMATIC: GoVersion = GoVersion::new(1, 14);

/// The packages of a vendor folder.
#[derive(Clone, Debug, Default)]
pub struct Vendored {
    folder: PathBuf,
    /// The language version of every listed package.
    packages: BTreeMap<String, GoVersion>,
    /// The folder is used because it is there.
    automatic: bool,
}

/// A module of `modules.txt`.
#[derive(Default)]
struct Entry {
    version: String,
    explicit: bool,
    replaced: bool,
}

impl Vendored {
    /// The vendor folder of a module, if it is there and not turned off by `-mod`.
    ///
    /// # Errors
    /// A list that disagrees with `go.mod`.
    pub fn find(module: &Module, mode: Option<&str>) -> Result<Option<Vendored>, Failure> {
        let folder = module.directory.join("vendor");
        let automatic = mode.is_none();
        let wanted = match mode {
            None => module.go_version >= AUTOMATIC && record::is_folder(&folder),
            Some(mode) => mode == "vendor",
        };
        if !wanted {
            return Ok(None);
        }
        let list = record::read_text(folder.join("modules.txt")).unwrap_or_default();
        let mut vendored = Vendored {
            folder,
            packages: BTreeMap::new(),
            automatic,
        };
        let entries = vendored.read(&list);
        let problems = inconsistencies(module, &entries);
        if problems.is_empty() {
            return Ok(Some(vendored));
        }
        Err(Failure::new(format!(
            "go: inconsistent vendoring in {}:{problems}\n\n\tTo ignore the vendor directory, use \
             -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor",
            module.directory.display()
        )))
    }

    fn read(&mut self, list: &str) -> BTreeMap<String, Entry> {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        let mut current = String::new();
        let mut language = WITHOUT_GO_LINE;
        for line in list.lines() {
            if let Some(marks) = line.strip_prefix("## ") {
                for mark in marks.split(';').map(str::trim) {
                    if mark == "explicit" {
                        entries.entry(current.clone()).or_default().explicit = true;
                    }
                    if let Some(version) = mark.strip_prefix("go ").and_then(GoVersion::parse) {
                        language = version;
                    }
                }
            } else if let Some(header) = line.strip_prefix("# ") {
                let words: Vec<&str> = header.split_whitespace().collect();
                language = WITHOUT_GO_LINE;
                current = words.first().unwrap_or(&"").to_string();
                let entry = entries.entry(current.clone()).or_default();
                if let Some(version) = words.get(1).filter(|word| **word != "=>") {
                    entry.version = version.to_string();
                }
                entry.replaced |= words.contains(&"=>");
            } else if !line.is_empty() {
                self.packages.insert(line.to_string(), language);
            }
        }
        entries
    }

    /// Folder and language version of a package.
    pub fn package(&self, path: &str) -> Option<(PathBuf, GoVersion)> {
        let language = self.packages.get(path)?;
        let directory = self.folder.join(path);
        directory
            .is_dir()
            .then(|| (directory, (*language).min(GoVersion::CURRENT)))
    }

    /// Why a package is not found.
    pub fn missing(&self, path: &str) -> String {
        let mut text = format!(
            "cannot find module providing package {path}: import lookup disabled by -mod=vendor"
        );
        if self.automatic {
            text.push_str(
                "\n\t(Go version in go.mod is at least 1.14 and vendor directory exists.)",
            );
        }
        text
    }
}

/// Where list and `go.mod` disagree, a line each.
fn inconsistencies(module: &Module, entries: &BTreeMap<String, Entry>) -> String {
    let mut text = String::new();
    let mut tell = |path: &str, version: &str, reason: &str| {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n\t{path}@{version}: {reason}");
    };
    for required in &module.file.required {
        let entry = entries.get(&required.path);
        let listed = entry.is_some_and(|entry| entry.explicit && entry.version == required.version);
        if !listed {
            let reason = "is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt";
            tell(&required.path, &required.version, reason);
        }
    }
    for required in &module.file.required {
        let target = module.file.replacement(&required.path, &required.version);
        let replaced = entries
            .get(&required.path)
            .is_some_and(|entry| entry.replaced);
        if matches!(target, Some(Target::Folder(_) | Target::Module(_))) && !replaced {
            let reason = "is replaced in go.mod, but not marked as replaced in vendor/modules.txt";
            tell(&required.path, &required.version, reason);
        }
    }
    for (path, entry) in entries {
        let required = module
            .file
            .required
            .iter()
            .any(|one| one.path == *path && one.version == entry.version);
        if entry.explicit && !required {
            let reason = "is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod";
            tell(path, &entry.version, reason);
        }
    }
    text
}
