//! The Go distribution: where it is, and which of its folders holds a package.
//!
//! In: the `-goroot` flag, the environment and the usual places.  Out: [`Distribution`], if there is
//! one.
//! Invariants: looked for only when a package is wanted that is not embedded; a folder named by flag or
//! `GOROOT` must be one, other places are only tried.
//! Not done: distributions that must be unpacked, older ones' layout (`pkg/`).
//! Follows `go help environment` (GOROOT) and src/README.vendor (packages below `vendor`).

use super::record;
use crate::report::Failure;
use grus_syntax::build_constraint::{BuildTags, GO_MINOR_VERSION};
use grus_types::GoVersion;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Build tags that select code without assembly in packages that would have some.
const PORTABLE_TAGS: [&str; 3] = ["purego", "math_big_pure_go", "noasm"];

/// A Go distribution on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// GOROOT
    pub root: PathBuf,
    /// The language version of its packages.
    pub go_version: GoVersion,
}

/// The place to find the distribution, looked at when first asked.
#[derive(Debug, Default)]
pub struct Lookup {
    /// `-goroot`
    flag: Option<PathBuf>,
    found: OnceCell<Option<Distribution>>,
}

impl Lookup {
    /// Nothing is looked up yet.
    ///
    /// # Errors
    /// A folder named by flag or environment that is no distribution.
    pub fn new(flag: Option<&str>) -> Result<Lookup, Failure> {
        let named = flag.map(PathBuf::from).or_else(|| {
            let root = std::env::var_os("GOROOT").filter(|root| !root.is_empty());
            root.map(PathBuf::from)
        });
        if let Some(root) = &named
            && !is_distribution(root)
        {
            return Err(Failure::new(format!(
                "go: cannot find GOROOT directory: {}",
                root.display()
            )));
        }
        Ok(Lookup {
            flag: named,
            found: OnceCell::new(),
        })
    }

    /// The distribution, if there is one.
    pub fn distribution(&self) -> Option<&Distribution> {
        let find = || match &self.flag {
            Some(root) => Some(Distribution::at(root)),
            None => search().map(|root| Distribution::at(&root)),
        };
        self.found.get_or_init(find).as_ref()
    }
}

impl Distribution {
    fn at(root: &Path) -> Distribution {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let version = record::read_text(root.join("VERSION")).unwrap_or_default();
        let first = version.lines().next().unwrap_or_default();
        let go_version = first
            .strip_prefix("go")
            .and_then(GoVersion::parse)
            .filter(|version| *version <= GoVersion::CURRENT)
            .unwrap_or(GoVersion::CURRENT);
        Distribution { root, go_version }
    }

    /// The folder of the packages' sources.
    pub fn source(&self) -> PathBuf {
        self.root.join("src")
    }

    /// The path a package of the distribution is known under, for an import in one of its packages:
    /// what is not the distribution's own comes from its vendor folders.
    pub fn resolved_import(&self, path: &str, importer: &str) -> String {
        let first = path.split('/').next().unwrap_or_default();
        if !first.contains('.') {
            return path.to_string();
        }
        let command = importer == "cmd" || importer.starts_with("cmd/");
        match command {
            true => format!("cmd/vendor/{path}"),
            false => format!("vendor/{path}"),
        }
    }

    /// The folder of a package by its path, if the distribution has it.
    pub fn package_directory(&self, path: &str) -> Option<PathBuf> {
        let directory = self.source().join(path);
        (has_go_files(&directory)).then_some(directory)
    }

    /// The path of the package in a folder of the distribution.
    pub fn import_path(&self, directory: &Path) -> Option<String> {
        let relative = directory.strip_prefix(self.source()).ok()?;
        (!relative.as_os_str().is_empty()).then(|| relative.display().to_string())
    }
}

/// The tags for a package of the distribution: one with functions in assembly for this target is built
/// as for an architecture it knows nothing of, which selects its portable files.
pub fn package_tags(directory: &Path, tags: &BuildTags) -> BuildTags {
    let entries = record::list(directory).unwrap_or_default();
    let assembly = entries.iter().any(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".s")
            && !name.ends_with("_test.s")
            && tags.matches_file_name(&name)
            && defines_functions(path)
    });
    match assembly {
        true => tags.without_architecture(&PORTABLE_TAGS),
        false => tags.clone(),
    }
}

/// Some assembly files hold only a comment: they make gc accept functions without body.
fn defines_functions(path: &Path) -> bool {
    let text = record::read(path).unwrap_or_default();
    text.split(|&byte| byte == b'\n')
        .any(|line| line.starts_with(b"TEXT"))
}

fn is_distribution(root: &Path) -> bool {
    record::is_file(root.join("src/fmt/print.go"))
}

fn has_go_files(directory: &Path) -> bool {
    let entries = record::list(directory).unwrap_or_default();
    entries
        .iter()
        .any(|path| path.extension().is_some_and(|extension| extension == "go"))
}

/// Looks beside the `go` command on the path, asks it, and tries the folders where packages and
/// archives put distributions.
fn search() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let command = std::env::split_paths(&path)
        .map(|folder| folder.join("go"))
        .find(|command| record::is_file(command));
    if let Some(root) = command.as_deref().and_then(root_of_command) {
        return Some(root);
    }
    let mut candidates = vec![PathBuf::from("/usr/local/go"), PathBuf::from("/usr/lib/go")];
    for minor in (1..=GO_MINOR_VERSION).rev() {
        candidates.push(PathBuf::from(format!("/usr/lib/go-1.{minor}")));
    }
    candidates.into_iter().find(|root| is_distribution(root))
}

fn root_of_command(command: &Path) -> Option<PathBuf> {
    let resolved = command.canonicalize().ok()?;
    if let Some(root) = resolved.parent().and_then(Path::parent)
        && is_distribution(root)
    {
        return Some(root.to_path_buf());
    }
    let output = Command::new(command)
        .args(["env", "GOROOT"])
        .env("GOTOOLCHAIN", "local")
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let root = PathBuf::from(text.trim());
    is_distribution(&root).then_some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_of_other_modules_come_from_the_vendor_folders() {
        let distribution = Distribution {
            root: PathBuf::from("/go"),
            go_version: GoVersion::CURRENT,
        };
        let resolved = |path, importer| distribution.resolved_import(path, importer);
        assert_eq!(resolved("net/url", "net/http"), "net/url");
        assert_eq!(
            resolved("golang.org/x/net/idna", "net/http"),
            "vendor/golang.org/x/net/idna"
        );
        assert_eq!(
            resolved("golang.org/x/mod/modfile", "cmd/go"),
            "cmd/vendor/golang.org/x/mod/modfile"
        );
        assert_eq!(
            distribution
                .import_path(Path::new("/go/src/net/http"))
                .as_deref(),
            Some("net/http")
        );
        assert_eq!(distribution.import_path(Path::new("/go/src")), None);
    }
}
