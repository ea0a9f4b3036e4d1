//! The main modules: `go.mod` found from the working directory upwards, or those of a workspace.
//!
//! In: a folder, the environment (`GO111MODULE`, `GOWORK`).  Out: [`MainModules`].
//! Invariants: a module's language version is never newer than this compiler's.
//! Follows the Go Modules Reference, "go.mod files" and "Workspaces".

pub mod cache;
pub mod dependencies;
pub mod file;
mod selection;
pub mod vendor;
pub mod version;

use crate::load::record;
use crate::report::Failure;
use file::{Kind, ModFile};
use grus_types::GoVersion;
use std::path::{Path, PathBuf};

/// What a module without `go` line is written in, as the reference demands.
pub const WITHOUT_GO_LINE: GoVersion = GoVersion::new(1, 16);

/// A module whose packages can be named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    pub path: String,
    /// Folder of `go.mod`.
    pub directory: PathBuf,
    /// Of the `go` line.
    pub go_version: GoVersion,
    pub file: ModFile,
}

/// The modules a command works on.
#[derive(Clone, Debug, Default)]
pub struct MainModules {
    /// The one around the working directory.
    pub current: Option<Module>,
    /// All of them: of the workspace, or only the current one.
    pub all: Vec<Module>,
    /// The folder of `go.work`, and what it says.
    pub workspace: Option<(PathBuf, ModFile)>,
}

impl MainModules {
    /// Looks for `go.work` and `go.mod` in a folder and its parents.
    ///
    /// # Errors
    /// Files that cannot be read, are malformed, or demand a newer Go.
    pub fn find(start: &Path) -> Result<MainModules, Failure> {
        let current = Module::find(start)?;
        let Some(work) = workspace_file(start) else {
            let all = current.iter().cloned().collect();
            return Ok(MainModules {
                current,
                all,
                workspace: None,
            });
        };
        let text = read(&work)?;
        let file = file::parse(&text, &shown(&work), Kind::Workspace)?;
        let directory = work.parent().unwrap_or(Path::new("/")).to_path_buf();
        let mut all = Vec::new();
        for used in &file.used {
            let folder = super::roots::absolute(&directory, used);
            let module_file = folder.join("go.mod");
            if !record::is_file(&module_file) {
                return Err(Failure::new(format!(
                    "go: cannot load module {} listed in go.work file: open {}: no such file or directory",
                    shown(&folder),
                    shown(&module_file)
                )));
            }
            all.push(Module::parse(&read(&module_file)?, &folder)?);
        }
        let listed = |module: &Module| all.iter().any(|one| one.directory == module.directory);
        Ok(MainModules {
            current: current.filter(listed).or_else(|| all.first().cloned()),
            all,
            workspace: Some((directory, file)),
        })
    }
}

impl Module {
    /// Looks for `go.mod` in a folder and its parents.
    ///
    /// # Errors
    /// A `go.mod` that cannot be read, or that demands a newer Go.
    pub fn find(start: &Path) -> Result<Option<Module>, Failure> {
        if std::env::var_os("GO111MODULE").is_some_and(|mode| mode == "off") {
            return Ok(None);
        }
        for directory in start.ancestors() {
            let file = directory.join("go.mod");
            if record::is_file(&file) {
                return Module::parse(&read(&file)?, directory).map(Some);
            }
        }
        Ok(None)
    }

    fn parse(text: &str, directory: &Path) -> Result<Module, Failure> {
        let name = shown(&directory.join("go.mod"));
        let file = file::parse(text, &name, Kind::Main)?;
        let go_version = file.go_version.unwrap_or(WITHOUT_GO_LINE);
        if go_version > GoVersion::CURRENT {
            let wanted = go_version.to_string();
            let wanted = wanted.trim_start_matches("go");
            return Err(Failure::new(format!(
                "go: go.mod requires go >= {wanted} (running go {}; GOTOOLCHAIN=local)",
                crate::command::version::GO_VERSION
            )));
        }
        let Some(path) = file.path.clone() else {
            return Err(Failure::new(format!(
                "go: error reading {name}: missing module declaration. To specify the module path:\n\
                 \tgo mod edit -module=example.com/mod"
            )));
        };
        Ok(Module {
            path,
            directory: directory.to_path_buf(),
            go_version,
            file,
        })
    }

    /// Whether this is one of the modules the Go distribution itself consists of.
    pub fn is_distribution(&self) -> bool {
        self.path == "std" || self.path == "cmd"
    }

    /// The folder of a package of this module, by import path.
    pub fn package_directory(&self, import_path: &str) -> Option<PathBuf> {
        let rest = import_path.strip_prefix(&self.path)?;
        match rest.strip_prefix('/') {
            Some(inner) => Some(self.directory.join(inner)),
            None if rest.is_empty() => Some(self.directory.clone()),
            None => None,
        }
    }

    /// The import path of a folder of this module.
    pub fn import_path(&self, directory: &Path) -> Option<String> {
        let relative = directory.strip_prefix(&self.directory).ok()?;
        if relative.as_os_str().is_empty() {
            return Some(self.path.clone());
        }
        Some(format!("{}/{}", self.path, relative.display()))
    }
}

fn workspace_file(start: &Path) -> Option<PathBuf> {
    match std::env::var("GOWORK") {
        Ok(setting) if setting == "off" => None,
        Ok(setting) if !setting.is_empty() => Some(PathBuf::from(setting)),
        _ => start
            .ancestors()
            .map(|directory| directory.join("go.work"))
            .find(|file| record::is_file(file)),
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    record::read_text(file).map_err(|error| {
        let reason = crate::output::system_text(&error);
        Failure::new(format!("go: open {}: {reason}", file.display()))
    })
}

/// A path as messages show it: relative to the working directory where that is shorter.
fn shown(file: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let common = file.components().zip(here.components());
    let common = common.take_while(|(x, y)| x == y).count();
    let mut relative = PathBuf::new();
    for _ in here.components().skip(common) {
        relative.push("..");
    }
    relative.extend(file.components().skip(common));
    let (relative, full) = (relative.display().to_string(), file.display().to_string());
    match relative.len() < full.len() {
        true => relative,
        false => full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_module_and_language_version() {
        let text = "module example.com/m // comment\n\ngo 1.21\n\nrequire (\n\tgo v1.0.0\n)\n";
        let module = Module::parse(text, Path::new("/m")).unwrap();
        assert_eq!(module.path, "example.com/m");
        assert_eq!(module.go_version, GoVersion::new(1, 21));
        assert_eq!(
            module.package_directory("example.com/m/a/b"),
            Some(PathBuf::from("/m/a/b"))
        );
        assert_eq!(module.package_directory("example.com/mx"), None);
        assert_eq!(
            module.import_path(Path::new("/m/c")).as_deref(),
            Some("example.com/m/c")
        );
    }

    #[test]
    fn a_module_without_go_line_is_old() {
        let module = Module::parse("module m\n", Path::new("/m")).unwrap();
        assert_eq!(module.go_version, GoVersion::new(1, 16));
    }

    #[test]
    fn a_newer_language_is_refused() {
        let failure = Module::parse("module m\ngo 1.99\n", Path::new("/m")).unwrap_err();
        assert!(
            failure.text.contains("go.mod requires go >= 1.99"),
            "{}",
            failure.text
        );
    }
}
