//! From import paths to places: where the files of a package are.
//!
//! In: an import path, and which package imports it.  Out: [`Resolved`], the path the package is known
//! under and its [`Place`].
//! Invariants: the standard library does not see the main module; embedded packages come before those of
//! the distribution.
//! Not done: vendor folders, other modules.
//! Follows `go help packages`, the Go Modules Reference.

use super::Origin;
use super::distribution::Lookup;
use super::module::Module;
use crate::library;
use grus_types::GoVersion;
use std::path::{Path, PathBuf};

/// What import paths resolve to.
pub struct Resolver {
    pub module: Option<Module>,
    pub distribution: Lookup,
    pub working_directory: PathBuf,
}

/// Where the files of a package are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Inside the compiler.
    Embedded,
    /// In a folder.
    Directory {
        directory: PathBuf,
        origin: Origin,
        go_version: GoVersion,
    },
}

/// A package that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The import path as written, or that of a package in a vendor folder.
    pub path: String,
    pub place: Place,
}

/// The package in which an import stands.
#[derive(Clone, Copy, Debug)]
pub struct Importer<'a> {
    pub path: &'a str,
    pub origin: Origin,
}

impl Resolver {
    /// Finds a package; without importer it is named on the command line.
    pub fn resolve(&self, path: &str, importer: Option<Importer>) -> Option<Resolved> {
        let standard = importer.filter(|importer| importer.origin.is_standard());
        let path = match standard {
            Some(importer) => self.standard_import(path, importer),
            None => path.to_string(),
        };
        if standard.is_none()
            && let Some(place) = self.in_main_module(&path)
        {
            return Some(Resolved { path, place });
        }
        if library::contains(&path) {
            let place = Place::Embedded;
            return Some(Resolved { path, place });
        }
        let place = self.in_distribution(&path)?;
        Some(Resolved { path, place })
    }

    /// The package in a folder, if the folder is part of the main module.
    pub fn resolve_directory(&self, directory: &Path) -> Option<Resolved> {
        let module = self.module.as_ref()?;
        if module.is_distribution() {
            let path = self.distribution.distribution()?.import_path(directory)?;
            let importer = Importer {
                path: &path,
                origin: Origin::Distribution,
            };
            return self.resolve(&path, Some(importer));
        }
        Some(Resolved {
            path: module.import_path(directory)?,
            place: Place::Directory {
                directory: directory.to_path_buf(),
                origin: Origin::Module,
                go_version: module.go_version,
            },
        })
    }

    fn standard_import(&self, path: &str, importer: Importer) -> String {
        match self.distribution.distribution() {
            Some(distribution) if importer.origin == Origin::Distribution => {
                distribution.resolved_import(path, importer.path)
            }
            _ => path.to_string(),
        }
    }

    fn in_main_module(&self, path: &str) -> Option<Place> {
        let module = self.module.as_ref()?;
        if module.is_distribution() {
            return None;
        }
        let directory = module.package_directory(path)?;
        directory.is_dir().then(|| Place::Directory {
            directory,
            origin: Origin::Module,
            go_version: module.go_version,
        })
    }

    fn in_distribution(&self, path: &str) -> Option<Place> {
        // Paths of other modules begin with a host name.
        let first = path.split('/').next().unwrap_or_default();
        if first.contains('.') {
            return None;
        }
        let distribution = self.distribution.distribution()?;
        Some(Place::Directory {
            directory: distribution.package_directory(path)?,
            origin: Origin::Distribution,
            go_version: distribution.go_version,
        })
    }

    /// Why an import path leads nowhere.
    pub fn missing_package(&self, path: &str) -> String {
        let first = path.split('/').next().unwrap_or_default();
        if !first.contains('.') {
            return match self.distribution.distribution() {
                Some(distribution) => {
                    let root = distribution.root.display();
                    format!("package {path} is not in std ({root}/src/{path})")
                }
                None => format!(
                    "package {path} is not in std: it is not embedded in grus, and no Go \
                     distribution was found; set GOROOT or -goroot to one, or put its go command on \
                     the PATH"
                ),
            };
        }
        match &self.module {
            None => format!(
                "no required module provides package {path}: go.mod file not found in current \
                 directory or any parent directory; see 'go help modules'"
            ),
            Some(_) => {
                format!("no required module provides package {path}; to add it:\n\tgo get {path}")
            }
        }
    }
}
