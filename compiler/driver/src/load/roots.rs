//! Which packages the arguments of a command name: Go files, folders, import paths, `dir/...`.
//!
//! In: arguments.  Out: one [`Root`] a package.  Follows `go help packages`.

use super::record;
use super::resolve::{Resolved, Resolver};
use crate::report::Failure;
use std::path::{Path, PathBuf};

/// A package named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// Files that form a package of their own.
    Files(Vec<PathBuf>),
    /// A package by import path, and where it is.
    Package(Resolved),
}

const NO_MODULE: &str =
    "go: go.mod file not found in current directory or any parent directory; see 'go help modules'";

/// Resolves the arguments. With `run` every name that ends in `.go` is a file; with `build` one that
/// does not exist is taken for an import path.
pub fn resolve(
    arguments: &[String],
    for_run: bool,
    resolver: &Resolver,
) -> Result<Vec<Root>, Failure> {
    let is_file = |argument: &&String| {
        let named = argument.ends_with(".go");
        named && (for_run || absolute(&resolver.working_directory, argument).exists())
    };
    let files: Vec<&String> = arguments.iter().filter(is_file).collect();
    if files.is_empty() {
        let here = ["."].map(String::from);
        let patterns = if arguments.is_empty() {
            &here[..]
        } else {
            arguments
        };
        let mut roots = Vec::new();
        for pattern in patterns {
            pattern_roots(pattern, resolver, &mut roots)?;
        }
        return Ok(roots);
    }
    if let Some(other) = arguments.iter().find(|argument| !is_file(argument)) {
        return Err(Failure::new(format!(
            "named files must be .go files: {other}"
        )));
    }
    named_files(&files, resolver)
}

fn named_files(files: &[&String], resolver: &Resolver) -> Result<Vec<Root>, Failure> {
    let mut paths = Vec::new();
    for &name in files {
        let path = absolute(&resolver.working_directory, name);
        if !path.exists() {
            return Err(Failure::new(missing_file(name)));
        }
        if record::is_folder(&path) {
            return Err(Failure::new(format!(
                "{name} is a directory, should be a Go file"
            )));
        }
        paths.push(path);
    }
    let folder = |path: &PathBuf| path.parent().map(Path::to_path_buf);
    if let Some(other) = paths.iter().find(|path| folder(path) != folder(&paths[0])) {
        let (first, second) = (folder(&paths[0]), folder(other));
        let show = |path: Option<PathBuf>| path.unwrap_or_default().display().to_string();
        return Err(Failure::new(format!(
            "named files must all be in one directory; have {} and {}",
            show(first),
            show(second)
        )));
    }
    Ok(vec![Root::Files(paths)])
}

/// gc's command tells a plain missing name from a path.
fn missing_file(name: &str) -> String {
    format!("stat {name}: no such file or directory")
}

fn pattern_roots(pattern: &str, resolver: &Resolver, roots: &mut Vec<Root>) -> Result<(), Failure> {
    let local = pattern == "."
        || pattern == ".."
        || pattern.starts_with("./")
        || pattern.starts_with("../")
        || pattern.starts_with('/');
    if !local {
        return import_path_root(pattern, resolver, roots);
    }
    let Some(module) = &resolver.modules.current else {
        return Err(Failure::new(NO_MODULE));
    };
    if let Some(base) = pattern.strip_suffix("...") {
        let start = absolute(&resolver.working_directory, base.trim_end_matches('/'));
        return subtree(&start, resolver, roots);
    }
    let directory = absolute(&resolver.working_directory, pattern);
    if !record::is_folder(&directory) {
        return Err(Failure::new(format!(
            "stat {}: directory not found",
            directory.display()
        )));
    }
    let Some(resolved) = resolver.resolve_directory(&directory) else {
        let text = format!(
            "main module ({}) does not contain package {pattern}",
            module.path
        );
        return Err(Failure::new(text));
    };
    roots.push(Root::Package(resolved));
    Ok(())
}

fn import_path_root(path: &str, resolver: &Resolver, roots: &mut Vec<Root>) -> Result<(), Failure> {
    let resolved = resolver
        .resolve(path, None)
        .map_err(|reason| Failure::new(reason.text))?;
    roots.push(Root::Package(resolved));
    Ok(())
}

/// All folders below `start` that hold Go files, apart from those the `go` command skips.
fn subtree(start: &Path, resolver: &Resolver, roots: &mut Vec<Root>) -> Result<(), Failure> {
    let entries: Vec<PathBuf> = match record::list(start) {
        Ok(entries) => entries,
        Err(error) => {
            let reason = crate::output::system_text(&error);
            return Err(Failure::new(format!(
                "pattern {}: {reason}",
                start.display()
            )));
        }
    };
    let name_of = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let resolved = resolver.resolve_directory(start);
    let has_source = entries
        .iter()
        .any(|path| record::is_file(path) && name_of(path).ends_with(".go"));
    if let Some(resolved) = resolved.filter(|_| has_source) {
        roots.push(Root::Package(resolved));
    }
    for path in entries.iter().filter(|path| record::is_folder(path)) {
        let name = name_of(path);
        let skipped = name.starts_with(['.', '_']) || name == "testdata" || name == "vendor";
        if !skipped && !path.join("go.mod").exists() {
            subtree(path, resolver, roots)?;
        }
    }
    Ok(())
}

/// Joins and removes `.` and `..` textually, as Go's `filepath.Join` does.
pub fn absolute(base: &Path, name: &str) -> PathBuf {
    let mut result = PathBuf::new();
    for part in base.join(name).components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                result.pop();
            }
            other => result.push(other),
        }
    }
    result
}
