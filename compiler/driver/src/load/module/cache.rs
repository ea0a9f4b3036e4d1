//! The module cache, and what `go.sum` says about its modules.
//!
//! In: modules at versions.  Out: their folders and `go.mod` files, where they are present.
//! Invariants: nothing is downloaded; a module that `go.sum` does not know, or knows under another
//! hash, is not used.
//! Not done: recomputing hashes of unpacked folders; the hash noted when a module was downloaded counts.
//! Follows the Go Modules Reference, "Module cache" and "Authenticating modules".

use super::file::{self, Kind, ModFile, ModuleVersion};
use super::version::escaped;
use crate::load::record;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where downloaded modules are.
#[derive(Clone, Debug)]
pub struct Cache {
    /// GOMODCACHE
    folder: PathBuf,
    /// Hashes by module path and version; the versions of hashes of `go.mod` files end in `/go.mod`.
    sums: BTreeMap<(String, String), Vec<String>>,
}

impl Cache {
    /// The cache of the environment, with the sums of the given folders (`go.sum`, `go.work.sum`).
    pub fn new(sum_files: &[PathBuf]) -> Cache {
        let mut sums: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for file in sum_files {
            let text = record::read_text(file).unwrap_or_default();
            for line in text.lines() {
                let mut words = line.split_whitespace().map(String::from);
                if let (Some(path), Some(version), Some(hash)) =
                    (words.next(), words.next(), words.next())
                {
                    sums.entry((path, version)).or_default().push(hash);
                }
            }
        }
        Cache {
            folder: cache_folder(),
            sums,
        }
    }

    /// The folder of an unpacked module, present or not.
    pub fn directory(&self, module: &ModuleVersion) -> PathBuf {
        let name = format!("{}@{}", escaped(&module.path), escaped(&module.version));
        self.folder.join(name)
    }

    /// What a module's `go.mod` says; none if it is not in the cache.
    pub fn module_file(&self, module: &ModuleVersion) -> Option<ModFile> {
        let downloaded = self.download(module, "mod");
        let unpacked = self.directory(module).join("go.mod");
        let text = record::read_text(downloaded)
            .or_else(|_| record::read_text(unpacked))
            .ok()?;
        parse_dependency(&text)
    }

    fn download(&self, module: &ModuleVersion, extension: &str) -> PathBuf {
        let (path, version) = (escaped(&module.path), escaped(&module.version));
        let folder = self.folder.join("cache/download");
        folder.join(format!("{path}/@v/{version}.{extension}"))
    }

    /// Whether `go.sum` has a hash of the module.
    pub fn has_sum(&self, module: &ModuleVersion) -> bool {
        self.known_sums(module).is_some()
    }

    fn known_sums(&self, module: &ModuleVersion) -> Option<&Vec<String>> {
        self.sums
            .get(&(module.path.clone(), module.version.clone()))
    }

    /// Compares the hash noted at download with that of `go.sum`.
    ///
    /// # Errors
    /// They differ: the go command's text.
    pub fn verify(&self, module: &ModuleVersion) -> Result<(), String> {
        let noted = record::read_text(self.download(module, "ziphash")).unwrap_or_default();
        let noted = noted.trim();
        let known = self.known_sums(module).map_or(&[][..], Vec::as_slice);
        let Some(wanted) = known.iter().find(|hash| hash.starts_with("h1:")) else {
            return Ok(());
        };
        if noted.is_empty() || noted == wanted {
            return Ok(());
        }
        Err(format!(
            "verifying {}@{}: checksum mismatch\n\tdownloaded: {noted}\n\tgo.sum:     {wanted}\n\n\
             SECURITY ERROR\nThis download does NOT match an earlier download recorded in go.sum.\n\
             The bits may have been replaced on the origin server, or an attacker may\n\
             have intercepted the download attempt.\n\nFor more information, see 'go help module-auth'.",
            module.path, module.version
        ))
    }
}

/// A dependency's `go.mod`: what is wrong with it counts as not being there.
fn parse_dependency(text: &str) -> Option<ModFile> {
    file::parse(text, "go.mod", Kind::Dependency).ok()
}

/// The `go.mod` of a module in a folder.
pub fn file_in(directory: &Path) -> Option<ModFile> {
    let text = record::read_text(directory.join("go.mod")).ok()?;
    parse_dependency(&text)
}

fn cache_folder() -> PathBuf {
    let setting = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = setting("GOMODCACHE") {
        return folder.into();
    }
    if let Some(list) = setting("GOPATH") {
        let first = std::env::split_paths(&list).next().unwrap_or_default();
        return first.join("pkg/mod");
    }
    PathBuf::from(setting("HOME").unwrap_or_default()).join("go/pkg/mod")
}
