//! Linking in process: object files in memory to a static executable in memory.
//!
//! In: named object files and archives as bytes.  Out: the bytes of an ELF executable.
//! Invariants: no file is read or written here; equal inputs give equal bytes.
//! Not done: dynamic linking, debug sections beyond what the inputs carry.
//! The linker is `libwild`; it is generic over its file system and therefore compiled where it is
//! instantiated, which is why it has this crate to itself.

mod memory;

use memory::MemoryFileSystem;
use std::borrow::Cow;
use std::fmt;
use std::path::Path;

/// An object file or archive to link.
#[derive(Clone, Debug)]
pub struct Input {
    /// For error messages; an archive's name ends in `.a`.
    pub name: &'static str,
    pub bytes: Cow<'static, [u8]>,
}

/// What is left out of the executable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strip {
    #[default]
    Nothing,
    /// What debuggers read (`-ldflags=-w`).
    Debug,
    /// That and the symbol table (`-ldflags=-s`).
    All,
}

/// Why the inputs could not be linked, in the linker's words.
#[derive(Debug)]
pub struct LinkError(String);

impl fmt::Display for LinkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for LinkError {}

const OUTPUT_NAME: &str = "a.out";

/// Links the inputs into a static, non-relocatable executable that starts at `_start`, without
/// sections that nothing refers to.
///
/// # Errors
/// Undefined or doubly defined symbols, malformed objects, relocations out of range.
pub fn link(inputs: Vec<Input>, strip: Strip) -> Result<Vec<u8>, LinkError> {
    // As on a command line, the first argument is the name of the program.
    let mut arguments = vec![
        "wild",
        "-m",
        "elf_x86_64",
        "-static",
        "--no-pie",
        "--gc-sections",
        "--build-id=none",
        "--compress-debug-sections=zlib",
        "-z",
        "noexecstack",
        "-o",
        OUTPUT_NAME,
    ];
    match strip {
        Strip::Nothing => {}
        Strip::Debug => arguments.push("--strip-debug"),
        Strip::All => arguments.push("--strip-all"),
    }
    arguments.extend(inputs.iter().map(|input| input.name));
    run(MemoryFileSystem::new(inputs), &arguments).map_err(|error| LinkError(format!("{error:?}")))
}

fn run(files: MemoryFileSystem, arguments: &[&str]) -> libwild::error::Result<Vec<u8>> {
    let mut parsed = libwild::Args::new(|| arguments.iter())?;
    let linker = libwild::Linker::with_file_system(files);
    parsed.parse(|| arguments.iter())?;
    // What `run` returns only defers the release of its memory.
    drop(linker.run(&parsed)?);
    linker.file_system().take(Path::new(OUTPUT_NAME))
}
