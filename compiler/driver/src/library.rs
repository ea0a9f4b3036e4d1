//! The standard packages embedded in the compiler.
//!
//! In: `library/` at build time.  Out: sources by import path.
//! What is below `library/overlay` is no package but files added to one of the Go distribution.
//! For work on the library itself the environment variable `GRUS_LIBRARY` names a folder that is
//! read instead.

use std::borrow::Cow;
use std::path::Path;

/// One source file of an embedded package.
pub struct LibraryFile {
    pub name: Cow<'static, str>,
    pub text: Cow<'static, str>,
}

// `EMBEDDED`: (import path, [(file name, text)]), sorted by import path.
include!(concat!(env!("OUT_DIR"), "/library_table.rs"));

/// The Go files of an embedded package, sorted by name; none if there is no such package.
pub fn package(path: &str) -> Option<Vec<LibraryFile>> {
    match path.starts_with("overlay/") {
        true => None,
        false => folder(path),
    }
}

/// What grus adds to a package of the Go distribution.
#[derive(Default)]
pub struct Overlay {
    /// Additional files.
    pub files: Vec<LibraryFile>,
    /// Names of files of the distribution that are left out: `//grus:replaces name.go`.
    pub replaced: Vec<String>,
    /// The package's files for this architecture are used although some of its functions are in
    /// assembly, which something here or in the runtime stands for: `//grus:architecture`.
    pub keeps_architecture: bool,
}

/// The overlay of a package of the Go distribution, or of a module known by its path; most have none.
pub fn overlay(path: &str) -> Overlay {
    let (_, path) = path.rsplit_once("vendor/").unwrap_or(("", path));
    let files = folder(&format!("overlay/{path}")).unwrap_or_default();
    let lines = || files.iter().flat_map(|file| file.text.lines());
    let replaced = lines()
        .filter_map(|line| line.strip_prefix("//grus:replaces "))
        .flat_map(str::split_whitespace)
        .map(String::from)
        .collect();
    Overlay {
        keeps_architecture: lines().any(|line| line == "//grus:architecture"),
        replaced,
        files,
    }
}

fn folder(path: &str) -> Option<Vec<LibraryFile>> {
    match std::env::var_os("GRUS_LIBRARY") {
        Some(folder) => from_folder(&Path::new(&folder).join(path)),
        None => embedded(path),
    }
}

/// Whether a package of this path is embedded.
pub fn contains(path: &str) -> bool {
    package(path).is_some()
}

fn embedded(path: &str) -> Option<Vec<LibraryFile>> {
    let index = EMBEDDED
        .binary_search_by(|(candidate, _)| candidate.cmp(&path))
        .ok()?;
    let file = |&(name, text): &(&'static str, &'static str)| LibraryFile {
        name: Cow::Borrowed(name),
        text: Cow::Borrowed(text),
    };
    Some(EMBEDDED[index].1.iter().map(file).collect())
}

fn from_folder(folder: &Path) -> Option<Vec<LibraryFile>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        let name = path.file_name()?.to_string_lossy().into_owned();
        if name.ends_with(".go") {
            let text = std::fs::read_to_string(&path).ok()?;
            files.push(LibraryFile {
                name: Cow::Owned(name),
                text: Cow::Owned(text),
            });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    (!files.is_empty()).then_some(files)
}
