//! What a build looks at in the file system, remembered so that the build cache can tell whether
//! anything has changed.
//!
//! In: questions about files and folders.  Out: their answers, and the list of [`Consulted`] ones.
//! Invariants: everything that decides which sources a build has, and what they contain, is asked here;
//! of two equal questions one is kept.
//! Not done: questions of build commands that are run (`go env`); their answers are read afterwards.

use crate::report::Failure;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// A question about the file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What a file contains.
    Contents,
    /// Which Go files, assembly files and folders a folder has.
    Names,
    /// Which names a folder has.
    AllNames,
    /// Whether there is a file.
    IsFile,
    /// Whether there is a folder.
    IsFolder,
}

/// An answer: a hash of contents or names, or whether something is there.
pub type Answer = Option<blake3::Hash>;

/// All questions with their answers.
pub type Consulted = BTreeMap<(Question, PathBuf), Answer>;

/// `-overlay`: files that are read in place of others; none for those that are passed over.
type Overlay = BTreeMap<PathBuf, Option<PathBuf>>;

static OVERLAY: OnceLock<Overlay> = OnceLock::new();

/// Reads the file that `-overlay` names. The first call counts.
///
/// # Errors
/// A file that cannot be read or is no such object.
pub fn set_overlay(file: &Path) -> Result<(), Failure> {
    let fail = |reason: &str| Failure::new(format!("go: overlay {}: {reason}", file.display()));
    let text = read(file).map_err(|error| fail(&crate::output::system_text(&error)))?;
    let parsed: serde_json::Value =
        serde_json::from_slice(&text).map_err(|error| fail(&error.to_string()))?;
    let here = std::env::current_dir().unwrap_or_default();
    let mut overlay = Overlay::new();
    let replace = parsed.get("Replace").and_then(|value| value.as_object());
    for (name, replacement) in replace.into_iter().flatten() {
        let Some(replacement) = replacement.as_str() else {
            return Err(fail("a replacement is no string"));
        };
        let replacement = (!replacement.is_empty()).then(|| here.join(replacement));
        overlay.insert(here.join(name), replacement);
    }
    OVERLAY.get_or_init(|| overlay);
    Ok(())
}

/// The file that is read for a name.
fn overlaid(path: &Path) -> io::Result<&Path> {
    match OVERLAY.get().and_then(|overlay| overlay.get(path)) {
        Some(Some(replacement)) => Ok(replacement),
        Some(None) => Err(io::ErrorKind::NotFound.into()),
        None => Ok(path),
    }
}

/// Adds what the overlay has in a folder, and takes away what it passes over.
fn overlay_names(folder: &Path, mut names: Vec<PathBuf>) -> Vec<PathBuf> {
    let Some(overlay) = OVERLAY.get() else {
        return names;
    };
    names.retain(|name| overlay.get(name) != Some(&None));
    let added = overlay.iter().filter(|(name, replacement)| {
        replacement.is_some() && name.parent() == Some(folder) && !names.contains(name)
    });
    let added: Vec<PathBuf> = added.map(|(name, _)| name.clone()).collect();
    names.extend(added);
    names.sort();
    names
}

static CONSULTED: Mutex<Consulted> = Mutex::new(BTreeMap::new());

fn consulted() -> MutexGuard<'static, Consulted> {
    // A map of facts cannot be left in a bad state.
    CONSULTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The questions asked so far.
pub fn all() -> Consulted {
    consulted().clone()
}

/// Asks a question without remembering it.
pub fn ask(question: Question, path: &Path) -> Answer {
    let present = |there: bool| there.then(|| blake3::hash(b"there"));
    match question {
        Question::Contents => std::fs::read(path).ok().map(|bytes| blake3::hash(&bytes)),
        Question::Names | Question::AllNames => {
            let entries = entries(path).ok()?;
            Some(hash_of_names(&entries, question == Question::AllNames))
        }
        Question::IsFile => present(path.is_file()),
        Question::IsFolder => present(path.is_dir()),
    }
}

fn remember(question: Question, path: &Path, answer: Answer) {
    consulted().insert((question, path.to_path_buf()), answer);
}

/// The bytes of a file.
///
/// # Errors
/// As `std::fs::read`.
pub fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
    let path = overlaid(path.as_ref())?;
    let result = std::fs::read(path);
    let answer = result.as_ref().ok().map(|bytes| blake3::hash(bytes));
    remember(Question::Contents, path, answer);
    result
}

/// The text of a file.
///
/// # Errors
/// As `std::fs::read_to_string`.
pub fn read_text(path: impl AsRef<Path>) -> io::Result<String> {
    let bytes = read(path)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// The Go files, assembly files and folders of a folder, sorted; other files may be among them.
///
/// # Errors
/// As `std::fs::read_dir`.
pub fn list(path: impl AsRef<Path>) -> io::Result<Vec<PathBuf>> {
    list_for(Question::Names, path.as_ref())
}

/// Everything in a folder, sorted.
///
/// # Errors
/// As `std::fs::read_dir`.
pub fn list_all(path: impl AsRef<Path>) -> io::Result<Vec<PathBuf>> {
    list_for(Question::AllNames, path.as_ref())
}

/// The name of an assembly file in a folder, one for this architecture if there is.
pub fn assembly_file(folder: &Path) -> Option<String> {
    let names = list(folder).unwrap_or_default().into_iter();
    let names = names.filter_map(|path| path.file_name()?.to_str().map(String::from));
    let names: Vec<String> = names.filter(|name| name.ends_with(".s")).collect();
    let own = names.iter().find(|name| name.ends_with("_amd64.s"));
    own.or(names.first()).cloned()
}

fn list_for(question: Question, path: &Path) -> io::Result<Vec<PathBuf>> {
    let result = entries(path);
    let answer = result
        .as_ref()
        .ok()
        .map(|entries| hash_of_names(entries, question == Question::AllNames));
    remember(question, path, answer);
    let entries = result?;
    let names = entries.into_iter().map(|(path, _)| path).collect();
    Ok(overlay_names(path, names))
}

/// Whether there is a file of this name.
pub fn is_file(path: impl AsRef<Path>) -> bool {
    let path = path.as_ref();
    let answer = ask(Question::IsFile, path);
    remember(Question::IsFile, path, answer);
    answer.is_some()
}

/// Whether there is a folder of this name.
pub fn is_folder(path: impl AsRef<Path>) -> bool {
    let path = path.as_ref();
    let answer = ask(Question::IsFolder, path);
    remember(Question::IsFolder, path, answer);
    answer.is_some()
}

/// The entries of a folder, sorted, each with whether it is a folder itself.
fn entries(path: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(path)?.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        entries.push((entry.path(), is_folder));
    }
    entries.sort();
    Ok(entries)
}

/// What a build writes beside its sources does not count, unless all names do.
fn hash_of_names(entries: &[(PathBuf, bool)], all: bool) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (path, is_folder) in entries {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        if all || *is_folder || name.ends_with(b".go") || name.ends_with(b".s") {
            hasher.update(name).update(&[0, u8::from(*is_folder)]);
        }
    }
    hasher.finalize()
}
