//! From import paths to places: where the files of a package are.
//!
//! In: an import path, and which package imports it.  Out: [`Resolved`], the path the package is known
//! under and its [`Place`].
//! Invariants: the standard library does not see the main module; embedded packages come before those of
//! the distribution.
//! Follows `go help packages`, the Go Modules Reference.

use super::distribution::Lookup;
use super::module::dependencies::Dependencies;
use super::module::{MainModules, Module};
use super::{Origin, import_path, record};
use crate::library;
use grus_types::GoVersion;
use std::path::{Path, PathBuf};

/// What import paths resolve to.
pub struct Resolver {
    pub modules: MainModules,
    pub dependencies: Dependencies,
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

/// Why an import path leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    pub text: String,
    /// The text concerns the import; else the whole build.
    pub about_import: bool,
}

impl From<String> for NotFound {
    fn from(text: String) -> NotFound {
        NotFound {
            text,
            about_import: true,
        }
    }
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
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn resolve(&self, path: &str, importer: Option<Importer>) -> Result<Resolved, NotFound> {
        let standard = importer.filter(|importer| importer.origin.is_standard());
        if importer.is_some()
            && let Some(problem) = import_path::problem(path)
        {
            return Err(problem.into());
        }
        let path = match standard {
            Some(importer) => self.standard_import(path, importer),
            None => path.to_string(),
        };
        let found = match standard {
            Some(_) => None,
            None => self.in_main_modules(&path),
        };
        if let Some(place) = found {
            return Ok(Resolved { path, place });
        }
        if library::contains(&path) {
            let place = Place::Embedded;
            return Ok(Resolved { path, place });
        }
        let first = path.split('/').next().unwrap_or_default();
        // Paths of other modules begin with a host name; others only if they are required.
        let mut found = None;
        if first.contains('.') || standard.is_none() && self.dependencies.mentions(&path) {
            let importer = importer.map(|importer| importer.path);
            let package = self.dependencies.package(&path, importer)?;
            found = package.map(|(directory, go_version)| Place::Directory {
                directory,
                origin: Origin::Module,
                go_version,
            });
        } else {
            found = self.in_distribution(&path).or(found);
        }
        match found {
            Some(place) => Ok(Resolved { path, place }),
            None => Err(self.missing_package(&path).into()),
        }
    }

    /// The package in a folder, if the folder is part of the main module.
    pub fn resolve_directory(&self, directory: &Path) -> Option<Resolved> {
        let around = |module: &&Module| directory.starts_with(&module.directory);
        let modules = self.modules.all.iter().filter(around);
        let module = modules.max_by_key(|module| module.directory.as_os_str().len())?;
        if module.is_distribution() {
            let path = self.distribution.distribution()?.import_path(directory)?;
            let importer = Importer {
                path: &path,
                origin: Origin::Distribution,
            };
            return self.resolve(&path, Some(importer)).ok();
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

    fn in_main_modules(&self, path: &str) -> Option<Place> {
        let modules = self.modules.all.iter();
        let module = modules.filter(|module| !module.is_distribution());
        let mut found = module.filter_map(|module| {
            let directory = module.package_directory(path)?;
            record::is_folder(&directory).then_some(Place::Directory {
                directory,
                origin: Origin::Module,
                go_version: module.go_version,
            })
        });
        found.next()
    }

    fn in_distribution(&self, path: &str) -> Option<Place> {
        let distribution = self.distribution.distribution()?;
        Some(Place::Directory {
            directory: distribution.package_directory(path)?,
            origin: Origin::Distribution,
            go_version: distribution.go_version,
        })
    }

    /// Why an import path leads nowhere.
    fn missing_package(&self, path: &str) -> String {
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
        match &self.modules.current {
            None => format!(
                "no required module provides package {path}: go.mod file not found in current \
                 directory or any parent directory; see 'go help modules'"
            ),
            Some(_) => self.dependencies.missing(path),
        }
    }
}
