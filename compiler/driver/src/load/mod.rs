//! Finding and parsing packages: from the arguments of a command to all packages of the program in
//! dependency order.
//!
//! In: files, folders or import paths.  Out: [`Loaded`], every package after those it imports.
//! Import paths resolve to the main modules, then to the embedded library, then to the Go distribution,
//! or to vendor folder and module cache.
//! Invariants: the order depends on the sources alone; each package is loaded once.
//! Spec: "Import declarations", "Packages".

pub mod distribution;
mod embed;
mod import_path;
mod import_section;
pub mod module;
pub mod record;
mod resolve;
mod roots;
pub mod test;
mod walk;

use crate::report::Failure;
use grus_syntax::{Diagnostic, Pos, SourceMap, ast};
use grus_types::GoVersion;
use module::MainModules;
use module::dependencies::Dependencies;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What the command line says about loading.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// `-tags`
    pub tags: Vec<String>,
    /// `-lang` of `-gcflags` or `tool compile`
    pub language: Option<GoVersion>,
    /// `-trimpath`
    pub trim_paths: bool,
    /// `-mod`: `vendor`, `mod`, `readonly`
    pub module_mode: Option<String>,
    /// `-goroot`: where the Go distribution is.
    pub distribution: Option<String>,
    /// The arguments are those of `run`: names that end in `.go` are files.
    pub for_run: bool,
}

/// Where a package comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `library/`, inside the compiler.
    Embedded,
    /// The Go distribution.
    Distribution,
    /// A module: the main module, or one it depends on.
    Module,
}

impl Origin {
    /// Whether the package is part of the standard library.
    pub fn is_standard(self) -> bool {
        self != Origin::Module
    }
}

/// One package, parsed.
pub struct LoadedPackage {
    /// As imported; `command-line-arguments` for files named on the command line.
    pub import_path: String,
    /// As the checker and linker symbols have it: `main` for a command, else the import path.
    pub link_path: String,
    pub name: String,
    /// The package whose tests are among the files.
    pub variant_for: Option<String>,
    /// Folder of the files; none for embedded packages.
    pub directory: Option<PathBuf>,
    pub origin: Origin,
    pub files: Vec<Arc<ast::File>>,
    pub go_version: GoVersion,
    /// Imported paths with the position of their first import, in source order.
    pub imports: Vec<(String, Pos)>,
    /// Imports that mean a package of another path: of a vendor folder.
    pub renamed_imports: BTreeMap<String, String>,
    /// The files that `//go:embed` directives name.
    pub embedded: embed::Embedded,
    /// What the parser found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A whole program's packages.
pub struct Loaded {
    pub sources: SourceMap,
    /// Dependencies first.
    pub packages: Vec<LoadedPackage>,
    /// Indices into `packages` of those the command named.
    pub roots: Vec<usize>,
    pub working_directory: PathBuf,
}

/// The import path of the package that files named on the command line form.
pub const COMMAND_LINE: &str = "command-line-arguments";

/// Packages every program contains although nothing imports them.
const IMPLICIT: [&str; 1] = ["runtime"];

/// Loads the packages that the arguments of `build` or `run` name, with all they import.
///
/// # Errors
/// Missing files, folders and packages, import cycles, in the `go` command's words.
pub fn load(arguments: &[String], options: &LoadOptions) -> Result<Loaded, Failure> {
    let walk = walk::Walk::new(options, resolver(options)?);
    let roots = roots::resolve(arguments, options.for_run, &walk.resolver)?;
    walk.run(roots)
}

/// Loads the only package that the arguments name, with its tests.
///
/// # Errors
/// As [`load`]; several packages.
pub fn load_test(
    arguments: &[String],
    options: &LoadOptions,
) -> Result<test::TestProgram, Failure> {
    let walk = walk::Walk::new(options, resolver(options)?);
    let mut roots = roots::resolve(arguments, false, &walk.resolver)?;
    match (roots.pop(), roots.is_empty()) {
        (Some(root), true) => test::load(walk, root),
        _ => Err(Failure::new("go: cannot test several packages at once")),
    }
}

/// The import paths of the packages that the arguments name; files are one package.
///
/// # Errors
/// As [`load`], as far as the arguments themselves are concerned.
pub fn named_packages(arguments: &[String], options: &LoadOptions) -> Result<Vec<String>, Failure> {
    let resolver = resolver(options)?;
    let roots = roots::resolve(arguments, false, &resolver)?;
    let path = |root: roots::Root| match root {
        roots::Root::Files(_) => COMMAND_LINE.to_string(),
        roots::Root::Package(resolved) => resolved.path,
    };
    Ok(roots.into_iter().map(path).collect())
}

fn resolver(options: &LoadOptions) -> Result<resolve::Resolver, Failure> {
    let working_directory = std::env::current_dir()
        .map_err(|error| Failure::new(format!("go: {}", crate::output::system_text(&error))))?;
    let modules = MainModules::find(&working_directory)?;
    Ok(resolve::Resolver {
        dependencies: Dependencies::load(&modules, options.module_mode.as_deref())?,
        modules,
        distribution: distribution::Lookup::new(options.distribution.as_deref())?,
        working_directory,
    })
}
