//! The main module: `go.mod` found from the working directory upwards.
//!
//! In: a folder.  Out: module path, language version, folder.
//! Not done: requirements on other modules.
//! Follows the Go Modules Reference, "go.mod files".

use crate::report::Failure;
use grus_types::GoVersion;
use std::path::{Path, PathBuf};

/// The module a command runs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    pub path: String,
    /// Folder of `go.mod`.
    pub directory: PathBuf,
    /// Of the `go` line; Go 1.16 when there is none, as the reference demands.
    pub go_version: GoVersion,
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
            if file.is_file() {
                let text = std::fs::read_to_string(&file).map_err(|error| {
                    let reason = crate::output::system_text(&error);
                    Failure::new(format!("go: open {}: {reason}", file.display()))
                })?;
                return Module::parse(&text, directory).map(Some);
            }
        }
        Ok(None)
    }

    fn parse(text: &str, directory: &Path) -> Result<Module, Failure> {
        let mut path = None;
        let mut go_version = GoVersion::new(1, 16);
        let mut in_block = false;
        for (index, line) in text.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default().trim();
            if in_block {
                in_block = line != ")";
                continue;
            }
            let mut words = line.split_whitespace();
            match (words.next(), words.next()) {
                (Some(_), Some("(")) => in_block = true,
                (Some("module"), Some(name)) => path = Some(unquote(name)),
                (Some("go"), Some(version)) => go_version = language(version, directory, index)?,
                _ => {}
            }
        }
        let path = path.ok_or_else(|| {
            let file = directory.join("go.mod");
            Failure::new(format!(
                "go: error reading {}: no module declaration",
                file.display()
            ))
        })?;
        Ok(Module {
            path,
            directory: directory.to_path_buf(),
            go_version,
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

fn unquote(word: &str) -> String {
    word.trim_matches(|quote| quote == '"' || quote == '`')
        .to_string()
}

fn language(text: &str, directory: &Path, line: usize) -> Result<GoVersion, Failure> {
    let Some(version) = GoVersion::parse(text) else {
        let file = directory.join("go.mod");
        let place = format!("{}:{}", file.display(), line + 1);
        return Err(Failure::new(format!(
            "go: errors parsing {}:\n{place}: invalid go version '{text}': must match format 1.23",
            file.display()
        )));
    };
    if version > GoVersion::CURRENT {
        return Err(Failure::new(format!(
            "go: go.mod requires go >= {text} (running go {}; GOTOOLCHAIN=local)",
            crate::command::version::GO_VERSION
        )));
    }
    Ok(version)
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
