//! Go's own test directory, run in place.
//!
//! In: the folder Debian's golang-1.19-src installs, and `tests/upstream/known_good.txt`, the names of
//! the programs there that Go 1.27.3 passes.  Out: for every program whether grus passes it too.
//! The modules in reading order: what a program's first comment asks for (`recipe`), how folders of
//! packages are laid out as a module (`packages`), and doing it (`execute`).
//! Beside that, `library` runs upstream's tests of the embedded packages.
//! Nothing of the directory is copied into the project; what is generated goes to a scratch folder.
//! Follows test/run.go of the directory.

pub mod execute;
pub mod library;
pub mod packages;
pub mod recipe;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Environment variable that names the directory.
pub const DIRECTORY_VARIABLE: &str = "GRUS_GO_TEST";

/// The Debian package that holds it.
const DEBIAN_PACKAGE: &str = "golang-1.19-src";

/// Finds the test directory; the reason where it is not there.
pub fn directory() -> Result<PathBuf, String> {
    if let Some(named) = env::var_os(DIRECTORY_VARIABLE) {
        let folder = PathBuf::from(named);
        if folder.join("run.go").is_file() {
            return Ok(folder);
        }
        return Err(format!(
            "${DIRECTORY_VARIABLE} does not name Go's test directory: {}",
            folder.display()
        ));
    }
    let absent = || format!("{DEBIAN_PACKAGE} is not installed and ${DIRECTORY_VARIABLE} not set");
    let files = Command::new("dpkg").args(["-L", DEBIAN_PACKAGE]).output();
    let files = files.map_err(|_| absent())?;
    String::from_utf8_lossy(&files.stdout)
        .lines()
        .filter_map(|line| line.strip_suffix("/test/run.go"))
        .map(|parent| Path::new(parent).join("test"))
        .find(|folder| folder.is_dir())
        .ok_or_else(absent)
}

/// The programs listed in `known_good.txt`.
pub fn names(list: &str) -> Vec<String> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(String::from)
        .collect()
}
