//! The build cache: executables of earlier builds, found by what went into them.
//!
//! In: a command with its flags, arguments and environment.  Out: the executable of an equal build, if
//! nothing that build looked at has changed; after a build, an entry for the next one.
//! Invariants: an entry is used only after the contents of all its sources were compared by hash; files
//! appear under their names complete or not at all, so that any number of builds may share a folder; a
//! damaged, missing or unwritable cache makes builds slower, never wrong.
//! Not done: parts of programs; whatever changes, the program is compiled anew.

mod manifest;
mod store;

use crate::compile::Request;
use crate::flags::Parsed;
use manifest::Manifest;
use std::path::PathBuf;
use store::Store;

/// Variables that decide what a build reads.
const ENVIRONMENT: [&str; 8] = [
    "GOROOT",
    "GO111MODULE",
    "GOWORK",
    "GOMODCACHE",
    "GOPATH",
    "HOME",
    "PATH",
    "GODEBUG",
];

/// Variables for work on the compiler, with which nothing is cached.
const DEVELOPMENT: [&str; 2] = ["GRUS_LIBRARY", "GRUS_VERIFY"];

/// What an earlier build made.
pub struct Hit {
    /// Where the executable is; none if the packages were only checked.
    pub executable: Option<PathBuf>,
    /// The file it is written to unless told otherwise.
    pub default_name: String,
    /// The import path of the command, for messages.
    pub package: String,
}

/// The place of a build in the cache.
pub struct Entry {
    store: Store,
    key: blake3::Hash,
}

impl Entry {
    /// The place for a command; none if there is no cache, or if the command shows what it compiles.
    pub fn of(command: &str, parsed: &Parsed, request: &Request) -> Option<Entry> {
        let flags = &request.flags;
        let shows = flags.listing > 0 || flags.decisions > 0 || flags.emit.is_some();
        let developing = DEVELOPMENT
            .iter()
            .any(|name| std::env::var_os(name).is_some());
        if shows || developing {
            return None;
        }
        let store = Store::open()?;
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &[u8]| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text);
        };
        add(&compiler_identity()?);
        add(command.as_bytes());
        add(std::env::current_dir().ok()?.as_os_str().as_encoded_bytes());
        for (name, value) in parsed.given().filter(|(name, _)| *name != "o") {
            add(name.as_bytes());
            add(value.as_bytes());
        }
        for argument in &parsed.rest {
            add(argument.as_bytes());
        }
        for name in ENVIRONMENT {
            add(std::env::var_os(name)
                .unwrap_or_default()
                .as_encoded_bytes());
        }
        let key = hasher.finalize();
        Some(Entry { store, key })
    }

    /// The result of an equal build, if all it looked at is as it was.
    pub fn find(&self) -> Option<Hit> {
        let manifest = Manifest::parse(&self.store.manifest(self.key)?)?;
        if !manifest.holds() {
            return None;
        }
        let executable = match manifest.executable {
            Some(hash) => Some(self.store.executable(hash)?),
            None => None,
        };
        self.store.used(self.key);
        Some(Hit {
            executable,
            default_name: manifest.default_name,
            package: manifest.package,
        })
    }

    /// Remembers what a build made. Failures are of no interest: the next build compiles again.
    pub fn keep(&self, executable: Option<&[u8]>, default_name: &str, package: &str) {
        let hash = executable.map(blake3::hash);
        let manifest = Manifest {
            executable: hash,
            default_name: default_name.to_string(),
            package: package.to_string(),
            consulted: crate::load::record::all(),
        };
        let kept = match (executable, hash) {
            (Some(bytes), Some(hash)) => self.store.keep_executable(hash, bytes),
            _ => Ok(()),
        };
        if kept.is_ok() {
            // A second reason for a failure is as uninteresting as the first.
            let _ = self.store.keep_manifest(self.key, &manifest.text());
            self.store.trim();
        }
    }
}

/// Tells compilers apart: version, and size and time of the executable.
fn compiler_identity() -> Option<Vec<u8>> {
    let metadata = std::env::current_exe().ok()?.metadata().ok()?;
    let modified = metadata.modified().ok()?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    let text = format!("{version} {} {}", metadata.len(), since.as_nanos());
    Some(text.into_bytes())
}
