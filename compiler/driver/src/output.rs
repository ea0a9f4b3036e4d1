//! Writing the executable.
//!
//! In: its bytes and where it goes.  Out: an executable file, written beside the target and moved
//! there, so that a running old version is not disturbed and no half-written file is ever seen.
//! Devices such as `/dev/null` are never replaced: the result is discarded or written into them.

use crate::report::Failure;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Where `-o` (or its absence) sends the executable: a folder gets a file of the default name, and
/// folders that are missing are made, as the `go` command does.
///
/// # Errors
/// A default name that is taken by a folder, or a folder that cannot be made.
pub fn target(o_flag: Option<&str>, default_name: &str, package: &str) -> Result<PathBuf, Failure> {
    let Some(given) = o_flag else {
        let path = PathBuf::from(default_name);
        if path.is_dir() {
            let text =
                format!("go: build output {default_name:?} already exists and is a directory");
            return Err(Failure::new(text));
        }
        return Ok(path);
    };
    let path = PathBuf::from(given);
    if given.ends_with('/') || path.is_dir() {
        make_directory(&path, package)?;
        return Ok(path.join(default_name));
    }
    if let Some(parent) = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        make_directory(parent, package)?;
    }
    Ok(path)
}

fn make_directory(path: &Path, package: &str) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| {
        let text = format!("mkdir {}/: {}", path.display(), system_text(&error));
        Failure::new(format!("{package}: go build {package}: {text}"))
    })
}

/// Prints a text that may be long on standard output. A reader that has seen enough and closed its
/// end is no error.
///
/// # Errors
/// What the system says when it cannot be written.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::new(format!(
            "grus: write standard output: {}",
            system_text(&error)
        ))),
        _ => Ok(()),
    }
}

/// Writes an executable file.
///
/// # Errors
/// The operating system's refusal, in the `go` command's words.
pub fn write_executable(bytes: &[u8], path: &Path, package: &str) -> Result<(), Failure> {
    let fail = |error: std::io::Error| {
        let text = format!("open {}: {}", path.display(), system_text(&error));
        Failure::new(format!(
            "{package}: go build {package}: copying a.out: {text}"
        ))
    };
    if let Ok(existing) = fs::metadata(path) {
        let kind = existing.file_type();
        if kind.is_char_device() || kind.is_block_device() || kind.is_fifo() || kind.is_socket() {
            return write_into(bytes, path).map_err(fail);
        }
    }
    let temporary = temporary_name(path);
    let result = create(&temporary)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The first error is the one to tell; there may be no temporary file at all.
        let _ = fs::remove_file(&temporary);
    }
    result.map_err(fail)
}

/// Copies an executable of the build cache to where it is wanted.
///
/// # Errors
/// As [`write_executable`].
pub fn copy_executable(from: &Path, to: &Path, package: &str) -> Result<(), Failure> {
    let bytes = fs::read(from).map_err(|error| {
        let text = format!("open {}: {}", from.display(), system_text(&error));
        Failure::new(format!("{package}: go build {package}: {text}"))
    })?;
    write_executable(&bytes, to, package)
}

fn write_into(bytes: &[u8], path: &Path) -> std::io::Result<()> {
    if path == Path::new("/dev/null") {
        return Ok(());
    }
    fs::OpenOptions::new()
        .write(true)
        .open(path)?
        .write_all(bytes)
}

fn create(path: &Path) -> std::io::Result<fs::File> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o777)
        .open(path)
}

fn temporary_name(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    path.with_file_name(format!(".{name}.grus-{}", std::process::id()))
}

/// The operating system's message without Rust's decoration, in lower case as Go prints it.
pub fn system_text(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
