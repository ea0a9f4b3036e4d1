//! Temporary folders: made for one command, gone with it.
//!
//! In: the beginning of a name.  Out: a folder of a name that was free.

use crate::report::Failure;
use std::path::{Path, PathBuf};

/// A folder that goes away with the value.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes a folder whose name begins so.
    ///
    /// # Errors
    /// No folder can be made.
    pub fn new(name: &str) -> Result<TemporaryFolder, Failure> {
        let base = std::env::temp_dir();
        for attempt in 0..1000 {
            let folder = base.join(format!("{name}{}-{attempt}", std::process::id()));
            match std::fs::create_dir(&folder) {
                Ok(()) => return Ok(TemporaryFolder(folder)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    let reason = crate::output::system_text(&error);
                    return Err(Failure::new(format!(
                        "mkdir {}: {reason}",
                        folder.display()
                    )));
                }
            }
        }
        Err(Failure::new(format!(
            "no name for a temporary folder is free in {}",
            base.display()
        )))
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // A folder that stays behind is no reason to fail.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
