//! Test executables: a package with its tests, and the main function that runs them.
//!
//! In: a package named on the command line.  Out: [`TestProgram`], whose root is the generated command.
//! Invariants: files named `*_test.go` belong to the package itself or, if their package clause says
//! `p_test`, to a package of its own; everything in the program sees the package with its tests.
//! Follows `go help test`, `go help packages`.

mod discover;
mod examples;
mod generate;

use super::resolve::Place;
use super::roots::Root;
use super::walk::{Description, Source, Walk, includes, read_source};
use super::{COMMAND_LINE, Loaded, Origin, record};
use crate::report::Failure;
use grus_syntax::SourceMap;
use grus_syntax::build_constraint::BuildTags;
use grus_syntax::parser;
use grus_types::GoVersion;
use std::path::{Path, PathBuf};

/// A package that is to be tested.
pub struct TestProgram {
    pub import_path: String,
    /// Where the tests run.
    pub directory: PathBuf,
    /// None if the package has no tests.
    pub loaded: Option<Loaded>,
}

/// The test files of the package that a walk tests.
pub struct Tested {
    pub path: String,
    /// Those in the package itself.
    pub internal: Vec<Source>,
    /// Those in a package beside it.
    external: Vec<Source>,
}

/// The tag that embedded packages are compiled with in tests.
pub const TEST_TAG: &str = "grus_test";

/// Loads a package with its tests.
///
/// # Errors
/// Those of loading, and test functions of a wrong form.
pub fn load(mut walk: Walk, root: Root) -> Result<TestProgram, Failure> {
    let (import_path, directory, files) = match &root {
        Root::Files(paths) => {
            let parent = paths[0].parent().map(Path::to_path_buf).unwrap_or_default();
            (COMMAND_LINE.to_string(), parent, Some(paths.clone()))
        }
        Root::Package(resolved) => {
            let directory = match &resolved.place {
                Place::Directory { directory, .. } => directory.clone(),
                Place::Embedded => {
                    let distribution = walk.resolver.distribution.distribution();
                    let found = distribution.and_then(|d| d.package_directory(&resolved.path));
                    found.unwrap_or_default()
                }
            };
            (resolved.path.clone(), directory, None)
        }
    };
    let test_files = match &files {
        Some(files) => files.iter().filter(|file| is_test(file)).cloned().collect(),
        None if directory.as_os_str().is_empty() => Vec::new(),
        None => test_files(&directory)?,
    };
    let tested = classify(import_path.clone(), test_files, walk.tags())?;
    let program = |loaded| TestProgram {
        import_path: import_path.clone(),
        directory: directory.clone(),
        loaded,
    };
    if tested.internal.is_empty() && tested.external.is_empty() {
        return Ok(program(None));
    }
    walk.tested = Some(tested);
    Ok(program(Some(load_program(walk, root, &directory)?)))
}

/// Loads the package, the one with the external tests, and the generated command.
fn load_program(mut walk: Walk, root: Root, directory: &Path) -> Result<Loaded, Failure> {
    walk.implicit()?;
    let has_package = match &root {
        Root::Files(_) => true,
        Root::Package(resolved) => {
            let internal = walk.tested.as_ref().map(|tested| tested.internal.len());
            internal > Some(0) || walk.has_sources(resolved)
        }
    };
    let package = match has_package {
        true => Some(walk.root(root)?),
        false => None,
    };
    let (path, external) = match &mut walk.tested {
        Some(tested) => (tested.path.clone(), std::mem::take(&mut tested.external)),
        None => (String::new(), Vec::new()),
    };
    let (origin, go_version) = match package {
        Some(index) => walk.kind_of(index),
        None => (walk.module_origin(), walk.module_version()),
    };
    let beside = match external.is_empty() {
        true => None,
        false => {
            let description = Description {
                import_path: format!("{path}_test"),
                directory: Some(directory.to_path_buf()),
                origin,
                go_version,
                tags: None,
            };
            Some(walk.package(description, external)?)
        }
    };
    walk.failed_imports()?;
    let mut functions = discover::Functions::default();
    for (index, alias) in [(package, generate::PACKAGE), (beside, generate::EXTERNAL)] {
        if let Some(index) = index {
            functions.add(walk.files_of(index), walk.sources(), alias)?;
        }
    }
    let module = match origin {
        Origin::Module => walk.module_path(),
        _ => "",
    };
    let parts = (package.is_some(), beside.is_some());
    let text = generate::main_file(&path, module, parts, &functions);
    let description = Description {
        import_path: format!("{path}{GENERATED}"),
        directory: None,
        origin: Origin::Embedded,
        go_version: GoVersion::CURRENT,
        tags: None,
    };
    let source = Source {
        name: "_testmain.go".to_string(),
        text: text.into_bytes(),
    };
    let main = walk.package(description, vec![source])?;
    walk.finish(vec![main])
}

/// How the import path of a generated command ends.
pub const GENERATED: &str = ".test";

fn is_test(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with("_test.go") && !name.starts_with(['_', '.'])
}

fn test_files(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut names = record::list(directory).map_err(|error| {
        let reason = crate::output::system_text(&error);
        Failure::new(format!("open {}: {reason}", directory.display()))
    })?;
    names.retain(|name| is_test(name));
    Ok(names)
}

/// Reads test files and divides them by their package clauses.
fn classify(path: String, files: Vec<PathBuf>, tags: &BuildTags) -> Result<Tested, Failure> {
    let mut tested = Tested {
        path,
        internal: Vec::new(),
        external: Vec::new(),
    };
    for file in files {
        let source = read_source(&file)?;
        let base = file.file_name().unwrap_or_default().to_string_lossy();
        if tested.path != COMMAND_LINE && !includes(tags, &base, &source)? {
            continue;
        }
        let mut sources = SourceMap::new();
        let id = sources.add_bytes(&source.name, source.text.clone());
        let parsed = parser::parse_imports(sources.file(id));
        let external = parsed
            .file
            .is_some_and(|file| file.package.name.as_str().ends_with("_test"));
        match external {
            true => tested.external.push(source),
            false => tested.internal.push(source),
        }
    }
    Ok(tested)
}
