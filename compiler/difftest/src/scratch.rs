//! Scratch folders: a place for one build and run, gone when it is done.
//!
//! In: the folder to make it in.  Out: a `Scratch` with a folder of a name nobody else uses.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder that is removed with the value.
pub struct Scratch {
    pub folder: PathBuf,
}

impl Scratch {
    /// Makes a new folder in `work`.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(work: &Path) -> Result<Scratch, String> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = work.join(format!("{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(Scratch { folder })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind is no reason to fail.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
