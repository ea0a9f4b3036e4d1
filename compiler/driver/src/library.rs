//! The standard packages embedded in the compiler.
//!
//! In: `library/` at build time.  Out: sources by import path.
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
