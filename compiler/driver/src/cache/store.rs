//! The folder of the build cache.
//!
//! In: manifests by key, executables by hash.  Out: the same, later.
//! Invariants: a file is written under another name and renamed; the folder stays below [`LIMIT`] bytes,
//! of which the longest unused files go first.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// How large the cache may become, in bytes.
const LIMIT: u64 = 2 << 30;

/// How much of the limit is left after old files were removed, in percent.
const REMAINDER: u64 = 75;

/// Times of use are noted in steps of this length.
const STEP: Duration = Duration::from_secs(3600);

/// A cache folder.
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The folder of the environment: `GRUSCACHE`, or `grus` in the user's cache folder; none if it is
    /// turned off or cannot be made.
    pub fn open() -> Option<Store> {
        let setting = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let folder = match (setting("GRUSCACHE"), setting("XDG_CACHE_HOME")) {
            (Some(folder), _) if folder == "off" => return None,
            (Some(folder), _) => PathBuf::from(folder),
            (None, Some(folder)) => PathBuf::from(folder).join("grus"),
            (None, None) => PathBuf::from(setting("HOME")?).join(".cache/grus"),
        };
        if !folder.is_absolute() {
            return None;
        }
        fs::create_dir_all(&folder).ok()?;
        Some(Store { folder })
    }

    fn file(&self, hash: blake3::Hash, suffix: &str) -> PathBuf {
        self.folder.join(format!("{}-{suffix}", hash.to_hex()))
    }

    /// The text of a manifest.
    pub fn manifest(&self, key: blake3::Hash) -> Option<Vec<u8>> {
        fs::read(self.file(key, "m")).ok()
    }

    /// An executable, if it is still there.
    pub fn executable(&self, hash: blake3::Hash) -> Option<PathBuf> {
        let file = self.file(hash, "x");
        note_use(&file);
        file.is_file().then_some(file)
    }

    /// Notes that an entry was of use.
    pub fn used(&self, key: blake3::Hash) {
        note_use(&self.file(key, "m"));
    }

    /// Stores a manifest.
    ///
    /// # Errors
    /// The system's.
    pub fn keep_manifest(&self, key: blake3::Hash, text: &[u8]) -> io::Result<()> {
        self.write(&self.file(key, "m"), text, 0o666)
    }

    /// Stores an executable.
    ///
    /// # Errors
    /// The system's.
    pub fn keep_executable(&self, hash: blake3::Hash, bytes: &[u8]) -> io::Result<()> {
        let file = self.file(hash, "x");
        if file
            .metadata()
            .is_ok_and(|data| data.len() == bytes.len() as u64)
        {
            note_use(&file);
            return Ok(());
        }
        self.write(&file, bytes, 0o777)
    }

    fn write(&self, file: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let temporary = self
            .folder
            .join(format!("new-{}-{number}", std::process::id()));
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(mode);
        let written = options
            .open(&temporary)
            .and_then(|mut open| open.write_all(bytes))
            .and_then(|()| fs::rename(&temporary, file));
        if written.is_err() {
            // There may be nothing to remove.
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    /// Removes what was not used for the longest time, if the cache has become too large.
    pub fn trim(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
            .filter_map(|entry| {
                let data = entry.metadata().ok()?;
                Some((data.modified().ok()?, data.len(), entry.path()))
            })
            .collect();
        let mut size: u64 = files.iter().map(|(_, size, _)| size).sum();
        if size <= LIMIT {
            return;
        }
        files.sort();
        for (_, length, path) in files {
            if size <= LIMIT / 100 * REMAINDER {
                return;
            }
            // Another process may have removed it.
            let _ = fs::remove_file(path);
            size = size.saturating_sub(length);
        }
    }
}

/// Sets the time of a file to now, unless it is recent.
fn note_use(file: &Path) {
    let recent = |data: fs::Metadata| {
        let age = data.modified().ok()?.elapsed().ok()?;
        Some(age < STEP)
    };
    if fs::metadata(file).ok().and_then(recent) == Some(false)
        && let Ok(open) = fs::OpenOptions::new().append(true).open(file)
    {
        // Only the order of removal depends on it.
        let _ = open.set_modified(SystemTime::now());
    }
}
