//! A file system in memory for the linker: named inputs in, one output out.
//!
//! Invariants: inputs never change; only the output can be created, and it is taken once.

use crate::Input;
use libwild::{FileSystem, FileType, InputFileData, OutputFileData, OutputOptions};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The inputs by name, and the outputs the linker has finished.
pub struct MemoryFileSystem {
    inputs: BTreeMap<PathBuf, Arc<Cow<'static, [u8]>>>,
    finished: Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>,
}

impl MemoryFileSystem {
    /// A file system that holds exactly these inputs.
    pub fn new(inputs: Vec<Input>) -> MemoryFileSystem {
        let inputs = inputs
            .into_iter()
            .map(|input| (PathBuf::from(input.name), Arc::new(input.bytes)))
            .collect();
        MemoryFileSystem {
            inputs,
            finished: Arc::default(),
        }
    }

    /// Takes a finished output.
    pub fn take(&self, path: &Path) -> libwild::error::Result<Vec<u8>> {
        let mut finished = self
            .finished
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        finished
            .remove(path)
            .ok_or_else(|| libwild::error!("the linker wrote no executable"))
    }
}

/// An opened input.
#[derive(Debug)]
pub struct MemoryInput(Arc<Cow<'static, [u8]>>);

impl InputFileData for MemoryInput {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The output while the linker fills it.
pub struct MemoryOutput {
    path: PathBuf,
    bytes: Vec<u8>,
    finished: Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>,
}

impl OutputFileData for MemoryOutput {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    fn finish(self) -> libwild::error::Result {
        let mut finished = self
            .finished
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        finished.insert(self.path, self.bytes);
        Ok(())
    }
}

impl FileSystem for MemoryFileSystem {
    type Input = MemoryInput;
    type Output = MemoryOutput;

    fn open_input(
        &self,
        path: &Path,
        _prepopulate_maps: bool,
    ) -> libwild::error::Result<(MemoryInput, Option<Arc<File>>)> {
        let bytes = self
            .inputs
            .get(path)
            .ok_or_else(|| libwild::error!("no input is called `{}`", path.display()))?;
        Ok((MemoryInput(Arc::clone(bytes)), None))
    }

    fn file_type(&self, path: &Path) -> libwild::error::Result<FileType> {
        if self.inputs.contains_key(path) {
            return Ok(FileType::File);
        }
        Err(std::io::Error::from(std::io::ErrorKind::NotFound).into())
    }

    fn canonicalize(&self, path: &Path) -> libwild::error::Result<PathBuf> {
        Ok(path.to_path_buf())
    }

    fn remove_file(&self, _path: &Path) -> libwild::error::Result<()> {
        Err(std::io::Error::from(std::io::ErrorKind::NotFound).into())
    }

    fn rename_file(&self, _path: &Path, _new_path: &Path) -> libwild::error::Result<()> {
        Err(std::io::Error::from(std::io::ErrorKind::NotFound).into())
    }

    fn create_output(
        &self,
        path: Arc<Path>,
        options: OutputOptions,
    ) -> libwild::error::Result<MemoryOutput> {
        let size = usize::try_from(options.size)
            .map_err(|_| libwild::error!("the executable is too large for this platform"))?;
        Ok(MemoryOutput {
            path: path.to_path_buf(),
            bytes: vec![0; size],
            finished: Arc::clone(&self.finished),
        })
    }

    fn write_auxiliary(&self, path: &Path, _bytes: &[u8]) -> libwild::error::Result {
        Err(libwild::error!("unexpected output `{}`", path.display()))
    }
}
