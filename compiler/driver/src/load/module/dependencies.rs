//! The modules that the main modules depend on, and where their packages are.
//!
//! In: the main modules and `-mod`.  Out: for an import path, a folder and a language version.
//! Invariants: a package is in exactly one module; the longest module path that has it does not win
//! over another one that has it too, that is an error.
//! Not done: downloading; `-mod=mod` never changes `go.mod`.
//! Follows the Go Modules Reference, "Resolving a package to a module".

use super::cache::{self, Cache};
use super::file::{ModFile, ModuleVersion, Target};
use super::vendor::Vendored;
use super::{MainModules, WITHOUT_GO_LINE, selection};
use crate::load::record;
use crate::load::resolve::NotFound;
use crate::report::Failure;
use grus_types::GoVersion;
use std::path::{Path, PathBuf};

/// What other modules provide.
pub struct Dependencies {
    vendored: Option<Vendored>,
    cache: Cache,
    modules: Vec<Selected>,
    /// Replaced modules that nothing requires.
    unused_replacements: Vec<String>,
}

/// A module of the build.
struct Selected {
    required: ModuleVersion,
    place: ModulePlace,
}

enum ModulePlace {
    /// A replacement: the folder, and how `go.mod` spells it.
    Folder(PathBuf, String),
    Cached(ModuleVersion),
}

impl Dependencies {
    /// Selects the versions of all modules.
    ///
    /// # Errors
    /// A vendor folder that disagrees with `go.mod`.
    pub fn load(main: &MainModules, mode: Option<&str>) -> Result<Dependencies, Failure> {
        let mut vendored = None;
        if let ([module], None) = (main.all.as_slice(), &main.workspace)
            && !module.is_distribution()
        {
            vendored = Vendored::find(module, mode)?;
        }
        let replacements = Replacements::of(main);
        let mut sum_files: Vec<PathBuf> = main
            .all
            .iter()
            .map(|module| module.directory.join("go.sum"))
            .collect();
        sum_files.extend(
            main.workspace
                .iter()
                .map(|(folder, _)| folder.join("go.work.sum")),
        );
        let cache = Cache::new(&sum_files);
        let mut roots = Vec::new();
        let mut excluded = Vec::new();
        for module in main.all.iter().filter(|module| !module.is_distribution()) {
            roots.extend(module.file.required.clone());
            excluded.extend(module.file.excluded.clone());
        }
        let load = |module: &ModuleVersion| match replacements.place(module) {
            ModulePlace::Folder(folder, _) => cache::file_in(&folder),
            ModulePlace::Cached(module) => cache.module_file(&module),
        };
        let oldest = main.all.iter().map(|module| module.go_version).min();
        let oldest = oldest.unwrap_or(GoVersion::CURRENT);
        let versions = selection::select(&roots, oldest, &excluded, &load);
        let is_main = |path: &str| main.all.iter().any(|module| module.path == path);
        let modules: Vec<Selected> = versions
            .into_iter()
            .filter(|(path, _)| !is_main(path))
            .map(|(path, version)| {
                let required = ModuleVersion { path, version };
                let place = replacements.place(&required);
                Selected { required, place }
            })
            .collect();
        let unused_replacements = replacements
            .paths()
            .filter(|path| !modules.iter().any(|module| module.required.path == **path))
            .cloned()
            .collect();
        Ok(Dependencies {
            vendored,
            cache,
            modules,
            unused_replacements,
        })
    }

    /// Whether a path could be one of a required module.
    pub fn mentions(&self, path: &str) -> bool {
        let mut modules = self.modules.iter();
        modules.any(|module| inside(path, &module.required.path).is_some())
    }

    /// Folder and language version of a package; none if no module has it.
    ///
    /// # Errors
    /// A module that would have it but cannot be used.
    pub fn package(
        &self,
        path: &str,
        importer: Option<&str>,
    ) -> Result<Option<(PathBuf, GoVersion)>, NotFound> {
        if let Some(vendored) = &self.vendored {
            let found = vendored.package(path);
            return found.map(Some).ok_or_else(|| vendored.missing(path).into());
        }
        let mut found: Vec<(&Selected, PathBuf)> = Vec::new();
        for module in self.modules.iter().rev() {
            let Some(inner) = inside(path, &module.required.path) else {
                continue;
            };
            let folder = self.folder(module, path, importer)?;
            let directory = folder.join(inner);
            if has_go_files(&directory) {
                found.push((module, directory));
            }
        }
        match found.len() {
            0 => Ok(None),
            1 => {
                let (module, directory) = found.remove(0);
                if let ModulePlace::Cached(module) = &module.place {
                    self.cache.verify(module).map_err(|text| NotFound {
                        text,
                        about_import: false,
                    })?;
                }
                Ok(Some((directory, self.go_version(module))))
            }
            _ => Err(self.ambiguous(path, &found).into()),
        }
    }

    fn folder(
        &self,
        module: &Selected,
        path: &str,
        importer: Option<&str>,
    ) -> Result<PathBuf, String> {
        let ModuleVersion {
            path: name,
            version,
        } = &module.required;
        let cached = match &module.place {
            ModulePlace::Folder(folder, _) if record::is_folder(folder) => {
                return Ok(folder.clone());
            }
            ModulePlace::Folder(_, written) => {
                return Err(format!(
                    "{name}@{version}: replacement directory {written} does not exist"
                ));
            }
            ModulePlace::Cached(cached) => cached,
        };
        if !self.cache.has_sum(cached) {
            let mut text = format!("missing go.sum entry for module providing package {path}");
            let mut add = importer.unwrap_or(path).to_string();
            if let Some(version) = importer.and_then(|importer| self.version_around(importer)) {
                add.push_str(&format!("@{version}"));
            }
            if let Some(importer) = importer {
                text.push_str(&format!(" (imported by {importer})"));
            }
            return Err(format!("{text}; to add:\n\tgo get {add}"));
        }
        let folder = self.cache.directory(cached);
        if !record::is_folder(&folder) {
            return Err(format!(
                "{name}@{version}: module is not in the module cache ({}); to download it:\n\tgo mod download {name}",
                folder.display()
            ));
        }
        Ok(folder)
    }

    /// The version of the module that a package is part of.
    fn version_around(&self, package: &str) -> Option<&str> {
        let around = |module: &&Selected| inside(package, &module.required.path).is_some();
        let modules = self.modules.iter().filter(around);
        let module = modules.max_by_key(|module| module.required.path.len())?;
        Some(&module.required.version)
    }

    fn go_version(&self, module: &Selected) -> GoVersion {
        let file: Option<ModFile> = match &module.place {
            ModulePlace::Folder(folder, _) => cache::file_in(folder),
            ModulePlace::Cached(module) => self.cache.module_file(module),
        };
        file.and_then(|file| file.go_version)
            .unwrap_or(WITHOUT_GO_LINE)
            .min(GoVersion::CURRENT)
    }

    fn ambiguous(&self, path: &str, found: &[(&Selected, PathBuf)]) -> String {
        let mut text = format!("ambiguous import: found package {path} in multiple modules:");
        for (module, directory) in found {
            let ModuleVersion { path, version } = &module.required;
            text.push_str(&format!("\n\t{path} {version} ({})", directory.display()));
        }
        text
    }

    /// Why no module has a package.
    pub fn missing(&self, path: &str) -> String {
        let replaced = self
            .unused_replacements
            .iter()
            .find(|module| inside(path, module).is_some());
        match replaced {
            Some(module) => format!(
                "module {module} provides package {path} and is replaced but not required; to add it:\n\tgo get {module}"
            ),
            None => {
                format!("no required module provides package {path}; to add it:\n\tgo get {path}")
            }
        }
    }
}

/// The `replace` lines that count, with the folder they are relative to; those of `go.work` first.
struct Replacements<'a> {
    files: Vec<(&'a Path, &'a ModFile)>,
}

impl<'a> Replacements<'a> {
    fn of(main: &'a MainModules) -> Replacements<'a> {
        let workspace = main
            .workspace
            .iter()
            .map(|(folder, file)| (folder.as_path(), file));
        let modules = main
            .all
            .iter()
            .map(|module| (module.directory.as_path(), &module.file));
        Replacements {
            files: workspace.chain(modules).collect(),
        }
    }

    fn paths(&self) -> impl Iterator<Item = &String> {
        let files = self.files.iter();
        files.flat_map(|(_, file)| file.replaced.iter().map(|one| &one.path))
    }

    fn place(&self, module: &ModuleVersion) -> ModulePlace {
        for (folder, file) in &self.files {
            match file.replacement(&module.path, &module.version) {
                Some(Target::Folder(written)) => {
                    let directory = crate::load::roots::absolute(folder, written);
                    return ModulePlace::Folder(directory, written.clone());
                }
                Some(Target::Module(other)) => return ModulePlace::Cached(other.clone()),
                None => {}
            }
        }
        ModulePlace::Cached(module.clone())
    }
}

/// The part of an import path below a module's path.
fn inside<'a>(path: &'a str, module: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(module)?;
    match rest.strip_prefix('/') {
        Some(inner) => Some(inner),
        None => rest.is_empty().then_some(rest),
    }
}

fn has_go_files(directory: &Path) -> bool {
    let entries = record::list(directory).unwrap_or_default();
    entries
        .iter()
        .any(|path| path.extension().is_some_and(|extension| extension == "go"))
}
