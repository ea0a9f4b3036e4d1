//! The walk over imports: parses the named packages and everything they import, and orders them.
//!
//! In: roots.  Out: [`Loaded`].  Depth first, so that a package comes after its imports and an
//! import cycle is found with its chain.

use super::resolve::{Importer, Place, Resolved, Resolver};
use super::roots::Root;
use super::test::{GENERATED, TEST_TAG, Tested};
use super::{
    COMMAND_LINE, IMPLICIT, LoadOptions, Loaded, LoadedPackage, Origin, distribution, embed,
    import_path, import_section, record,
};
use crate::library;
use crate::report::Failure;
use grus_syntax::build_constraint::BuildTags;
use grus_syntax::parser::{self, Options as ParseOptions};
use grus_syntax::{Diagnostic, Pos, SourceFile, SourceMap, ast};
use grus_types::GoVersion;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Walk<'a> {
    options: &'a LoadOptions,
    pub resolver: Resolver,
    sources: SourceMap,
    tags: BuildTags,
    packages: Vec<LoadedPackage>,
    finished: BTreeMap<String, usize>,
    /// The chain of packages whose imports are being loaded.
    active: Vec<Active>,
    failures: Vec<String>,
    /// Imports that led nowhere.
    failed: BTreeSet<String>,
    /// The package that is tested, if one is.
    pub tested: Option<Tested>,
}

/// A package whose imports are being loaded.
struct Active {
    path: String,
    origin: Origin,
    /// The file that imports the next one.
    file: String,
}

/// Why an import cannot be used.
struct ImportFailure {
    text: String,
    /// The importing package is at fault, and not the imported one.
    of_importer: bool,
}

impl ImportFailure {
    fn of_importer(text: String) -> ImportFailure {
        ImportFailure {
            text,
            of_importer: true,
        }
    }

    fn of_imported(text: String) -> ImportFailure {
        ImportFailure {
            text,
            of_importer: false,
        }
    }
}

impl From<Failure> for ImportFailure {
    fn from(failure: Failure) -> ImportFailure {
        ImportFailure::of_imported(failure.text)
    }
}

/// What is known of a package before its files are parsed.
pub struct Description {
    pub import_path: String,
    pub directory: Option<PathBuf>,
    pub origin: Origin,
    pub go_version: GoVersion,
    /// If not those of the build.
    pub tags: Option<BuildTags>,
}

/// A source file before it is parsed.
#[derive(Clone)]
pub struct Source {
    /// What positions print.
    pub name: String,
    pub text: Vec<u8>,
}

impl<'a> Walk<'a> {
    pub fn new(options: &'a LoadOptions, resolver: Resolver) -> Walk<'a> {
        Walk {
            options,
            resolver,
            sources: SourceMap::new(),
            tags: BuildTags::new(options.tags.iter().map(String::as_str)),
            packages: Vec::new(),
            finished: BTreeMap::new(),
            active: Vec::new(),
            failures: Vec::new(),
            failed: BTreeSet::new(),
            tested: None,
        }
    }

    pub fn run(mut self, roots: Vec<Root>) -> Result<Loaded, Failure> {
        self.implicit()?;
        let mut indices = Vec::new();
        for root in roots {
            indices.push(self.root(root)?);
        }
        self.finish(indices)
    }

    /// Loads what every program contains.
    pub fn implicit(&mut self) -> Result<(), Failure> {
        for path in IMPLICIT {
            let imported = self.import(path, None);
            imported.map_err(|failure| Failure::new(failure.text))?;
        }
        Ok(())
    }

    /// Fails if some import led nowhere.
    pub fn failed_imports(&self) -> Result<(), Failure> {
        match self.failures.is_empty() {
            true => Ok(()),
            false => Err(Failure::new(self.failures.join("\n"))),
        }
    }

    /// All that was loaded, with the named packages.
    pub fn finish(self, roots: Vec<usize>) -> Result<Loaded, Failure> {
        self.failed_imports()?;
        Ok(Loaded {
            sources: self.sources,
            packages: self.packages,
            roots,
            working_directory: self.resolver.working_directory,
        })
    }

    pub fn tags(&self) -> &BuildTags {
        &self.tags
    }

    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    pub fn files_of(&self, index: usize) -> &[Arc<ast::File>] {
        &self.packages[index].files
    }

    /// Where a loaded package comes from, and its language version.
    pub fn kind_of(&self, index: usize) -> (Origin, GoVersion) {
        let package = &self.packages[index];
        (package.origin, package.go_version)
    }

    /// The language version of the main module.
    pub fn module_version(&self) -> GoVersion {
        let module = self.resolver.modules.current.as_ref();
        module.map_or(GoVersion::CURRENT, |m| m.go_version)
    }

    /// The path of the main module.
    pub fn module_path(&self) -> &str {
        let module = self.resolver.modules.current.as_ref();
        module.map_or("", |m| &m.path)
    }

    /// Where packages of the main module come from.
    pub fn module_origin(&self) -> Origin {
        match &self.resolver.modules.current {
            Some(module) if module.is_distribution() => Origin::Distribution,
            _ => Origin::Module,
        }
    }

    /// Whether a package has files apart from tests.
    pub fn has_sources(&self, resolved: &Resolved) -> bool {
        match &resolved.place {
            Place::Embedded => true,
            Place::Directory { directory, .. } => {
                sources_of(directory).is_ok_and(|sources| !sources.is_empty())
            }
        }
    }

    pub fn root(&mut self, root: Root) -> Result<usize, Failure> {
        match root {
            Root::Files(paths) => {
                let directory = paths[0].parent().map(Path::to_path_buf);
                let sources = paths
                    .iter()
                    .filter(|path| self.tested.is_none() || is_package_file(path))
                    .map(|path| read_source(path))
                    .collect::<Result<_, _>>()?;
                let description = Description {
                    import_path: COMMAND_LINE.to_string(),
                    directory,
                    origin: Origin::Module,
                    go_version: self.module_version(),
                    tags: None,
                };
                self.package(description, sources)
            }
            Root::Package(resolved) => self.resolved(resolved),
        }
    }

    /// Loads an imported package, unless it is there already; also returns the path it has.
    fn import(&mut self, path: &str, from: Option<Pos>) -> Result<(usize, String), ImportFailure> {
        let generated = self.importer_is_generated();
        if generated && let Some(&index) = self.finished.get(path) {
            return Ok((index, path.to_string()));
        }
        let importer = self.active.last().filter(|_| !generated);
        let importer = importer.map(|active| Importer {
            path: &active.path,
            origin: active.origin,
        });
        if path.contains('@') && from.is_some() {
            let mut text = format!("package {}", self.active[0].path);
            let imported = self.active[1..].iter().map(|active| active.path.as_str());
            for path in imported.chain([path]) {
                text.push_str(&format!("\n\timports {path}"));
            }
            text.push_str(
                ": can only use path@version syntax with 'go get' and 'go install' in module-aware mode",
            );
            return Err(ImportFailure::of_imported(text));
        }
        let resolved = match self.resolver.resolve(path, importer) {
            Ok(resolved) => resolved,
            Err(reason) => {
                let place = from.filter(|_| reason.about_import);
                let place = place.map(|pos| format!("{}: ", self.short_position(pos)));
                let text = format!("{}{}", place.unwrap_or_default(), reason.text);
                return Err(ImportFailure::of_imported(text));
            }
        };
        let place = from.map_or(String::new(), |pos| self.short_position(pos));
        if let Some(importer) = self.forbidden_importer(&resolved) {
            return Err(ImportFailure::of_importer(format!(
                "package {importer}\n\t{place}: use of internal package {path} not allowed"
            )));
        }
        if resolved.path.starts_with("vendor/") && importer.is_some_and(|i| !i.origin.is_standard())
        {
            return Err(ImportFailure::of_importer(format!(
                "{place}: use of vendored package not allowed"
            )));
        }
        let name = resolved.path.clone();
        if let Some(start) = self.active.iter().position(|active| active.path == name) {
            return Err(ImportFailure::of_imported(self.cycle(start)));
        }
        let index = self.resolved(resolved)?;
        if self.packages[index].name == "main" && from.is_some() && self.tested.is_none() {
            return Err(ImportFailure::of_importer(format!(
                "{place}: import {path:?} is a program, not an importable package"
            )));
        }
        Ok((index, name))
    }

    /// Whether the importing package is the main function of a test, which may import all.
    fn importer_is_generated(&self) -> bool {
        let importer = self.active.last();
        self.tested.is_some() && importer.is_some_and(|active| active.path.ends_with(GENERATED))
    }

    fn resolved(&mut self, resolved: Resolved) -> Result<usize, Failure> {
        let path = resolved.path;
        if let Some(&index) = self.finished.get(&path) {
            return Ok(index);
        }
        match resolved.place {
            Place::Embedded => {
                let files = library::package(&path).unwrap_or_default();
                let source = |file| embedded_source(&path, file);
                let sources = files.into_iter().map(source).collect();
                let description = Description {
                    import_path: path,
                    directory: None,
                    origin: Origin::Embedded,
                    go_version: GoVersion::CURRENT,
                    tags: self.tested.is_some().then(|| {
                        let tags = self.options.tags.iter().map(String::as_str);
                        BuildTags::new(tags.chain([TEST_TAG]))
                    }),
                };
                self.package(description, sources)
            }
            Place::Directory {
                directory,
                origin,
                go_version,
            } => {
                let has_tests = self
                    .tested
                    .as_ref()
                    .is_some_and(|tested| tested.path == path);
                let mut sources = match sources_of(&directory) {
                    Err(_) if has_tests => Vec::new(),
                    sources => sources?,
                };
                let mut tags = None;
                let of_distribution = origin == Origin::Distribution;
                if of_distribution || path.starts_with("golang.org/x/") {
                    let overlay = library::overlay(&path);
                    if of_distribution && !overlay.keeps_architecture {
                        tags = Some(distribution::package_tags(&directory, &self.tags));
                    }
                    lay_over(&path, overlay, &mut sources);
                }
                let description = Description {
                    import_path: path,
                    directory: Some(directory),
                    origin,
                    go_version,
                    tags,
                };
                self.package(description, sources)
            }
        }
    }

    /// Parses a package's files, loads its imports, and appends it.
    pub fn package(
        &mut self,
        description: Description,
        mut sources: Vec<Source>,
    ) -> Result<usize, Failure> {
        let tested = self.tested.as_ref();
        let tested = tested.filter(|tested| tested.path == description.import_path);
        let under_test = tested.is_some();
        let variant_for = self.variant(&description.import_path);
        sources.extend(
            tested
                .into_iter()
                .flat_map(|tested| tested.internal.clone()),
        );
        let (files, diagnostics) = self.parse(&description, sources)?;
        let name = match files.as_slice() {
            [] => String::new(),
            files => self.package_name(files, description.directory.as_deref())?,
        };
        let imports = imports_of(&files);
        self.active.push(Active {
            path: description.import_path.clone(),
            origin: description.origin,
            file: String::new(),
        });
        let mut renamed_imports = BTreeMap::new();
        if !diagnostics.iter().any(Diagnostic::is_syntax_error) {
            renamed_imports = self.imports(&imports);
        }
        self.active.pop();
        let embedded = match &description.directory {
            Some(directory) => self.embedded(&files, directory),
            None => BTreeMap::new(),
        };
        let link_path = match name.as_str() {
            "main" if !under_test => "main".to_string(),
            _ => description.import_path.clone(),
        };
        let language = match description.origin {
            Origin::Module => self.options.language,
            Origin::Embedded | Origin::Distribution => None,
        };
        self.packages.push(LoadedPackage {
            import_path: description.import_path.clone(),
            link_path,
            name,
            variant_for,
            directory: description.directory,
            origin: description.origin,
            files,
            go_version: language.unwrap_or(description.go_version),
            imports,
            renamed_imports,
            embedded,
            diagnostics,
        });
        let index = self.packages.len() - 1;
        self.finished.insert(description.import_path, index);
        Ok(index)
    }

    /// The tested package, if a package has its tests.
    fn variant(&self, import_path: &str) -> Option<String> {
        let tested = self.tested.as_ref()?;
        let inside = import_path == tested.path && !tested.internal.is_empty();
        let beside = import_path.strip_suffix("_test") == Some(&tested.path);
        (inside || beside).then(|| tested.path.clone())
    }

    /// Parses those files of a package that belong to the build.
    fn parse(
        &mut self,
        description: &Description,
        sources: Vec<Source>,
    ) -> Result<(Vec<Arc<ast::File>>, Vec<Diagnostic>), Failure> {
        let mut files = Vec::new();
        let mut diagnostics = Vec::new();
        let path = &description.import_path;
        let named = path == COMMAND_LINE || self.tested.is_some() && path.ends_with(GENERATED);
        let tags = description.tags.as_ref().unwrap_or(&self.tags).clone();
        // All of the standard library is called by its import paths, wherever it comes from, as
        // `runtime.GOROOT` names no place.
        let trims = self.options.trim_paths;
        let is_standard = description.origin.is_standard() && description.directory.is_some();
        let trimmed = (trims || is_standard).then(|| self.trimmed_directory(description));
        for source in sources {
            let base = Path::new(&source.name)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            if !named && !includes(&tags, &base, &source)? {
                continue;
            }
            if let Some(directory) = &trimmed {
                let recorded = format!("{directory}/{base}");
                self.sources.record_as(&source.name, &recorded, trims);
            }
            let file = self.sources.add_bytes(&source.name, source.text);
            let options = ParseOptions {
                standard_library: description.origin.is_standard(),
                ..ParseOptions::default()
            };
            let parsed = parser::parse_with(self.sources.file(file), options);
            let is_correct = parsed.diagnostics.is_empty();
            if !is_correct || parsed.file.is_none() {
                self.check_import_section(self.sources.file(file))?;
            }
            if let Some(file) = parsed.file.as_ref().filter(|_| is_correct)
                && !self.check_import_paths(file, named)?
            {
                continue;
            }
            diagnostics.extend(parsed.diagnostics);
            files.extend(parsed.file.map(Arc::new));
        }
        if files.is_empty() && diagnostics.is_empty() {
            let place = description.directory.clone().unwrap_or_default();
            return Err(Failure::new(format!(
                "package {}: build constraints exclude all Go files in {}",
                description.import_path,
                place.display()
            )));
        }
        Ok((files, diagnostics))
    }

    /// What stands in executables for the directory of a package after `-trimpath`: its import path, with
    /// the version of its module unless that is the main one.
    fn trimmed_directory(&self, description: &Description) -> String {
        let path = &description.import_path;
        if path == COMMAND_LINE {
            return ".".to_string();
        }
        let path = self.variant(path).unwrap_or_else(|| path.clone());
        let directory = description.directory.as_deref().unwrap_or(Path::new(""));
        let directory = directory.to_string_lossy();
        let versioned = directory.rsplit_once('@').and_then(|(_, after)| {
            let (version, inside) = after.split_once('/').unwrap_or((after, ""));
            let module = path.strip_suffix(inside)?.trim_end_matches('/');
            Some(format!("{module}@{version}/{inside}"))
        });
        let versioned = versioned.filter(|_| description.origin == Origin::Module);
        versioned.map_or(path, |path| path.trim_end_matches('/').to_string())
    }

    fn embedded(&mut self, files: &[Arc<ast::File>], directory: &Path) -> embed::Embedded {
        embed::files_of(files, directory, &self.sources).unwrap_or_else(|(pos, text)| {
            let place = self.short_position(pos);
            self.failures.push(format!("{place}: {text}"));
            BTreeMap::new()
        })
    }

    /// Loads what a package imports. The result: imports that mean a package of another path.
    fn imports(&mut self, imports: &[(String, Pos)]) -> BTreeMap<String, String> {
        let mut renamed = BTreeMap::new();
        // A package has one error of its own, behind those of its imports.
        let mut own_failure = None;
        for (path, pos) in imports {
            if path == "unsafe" || path == "C" {
                continue;
            }
            let file = self.base_name(*pos);
            if let Some(importer) = self.active.last_mut() {
                importer.file = file;
            }
            let of_files = |active: &Active| active.path == COMMAND_LINE;
            if import_path::is_relative(path) && !self.active.last().is_some_and(of_files) {
                let place = self.short_position(*pos);
                let text = format!("{place}: local import {path:?} in non-local package");
                own_failure.get_or_insert(text);
            }
            if let Some((_, rest)) = path.rsplit_once("/vendor/") {
                let place = self.short_position(*pos);
                let text = format!("{place}: {path} must be imported as {rest}");
                own_failure.get_or_insert(text);
            }
            match self.import(path, Some(*pos)) {
                Ok((_, name)) if name != *path => {
                    renamed.insert(path.clone(), name);
                }
                Ok(_) => {}
                // What cannot be loaded is told where it is first imported.
                Err(failure) if failure.of_importer => {
                    own_failure.get_or_insert(failure.text);
                }
                Err(failure) => {
                    let text = failure.text;
                    if self.failed.insert(path.clone()) && !self.failures.contains(&text) {
                        self.failures.push(text);
                    }
                }
            }
        }
        let own_failure = own_failure.filter(|text| !self.failures.contains(text));
        self.failures.extend(own_failure);
        renamed
    }

    /// An error in the package clause or an import ends the loading.
    fn check_import_section(&self, source: &SourceFile) -> Result<(), Failure> {
        match import_section::problem(source.bytes()) {
            Some((offset, text)) => {
                let place = self.short_position(source.pos(offset));
                Err(Failure::new(format!("{place}: {text}")))
            }
            None => Ok(()),
        }
    }

    /// Files must name what can be an import path, and no C.
    ///
    /// # Errors
    /// A path that cannot be read ends the loading; so does cgo in files named on the command line. Other
    /// files with cgo do not belong to the build: the result is false.
    fn check_import_paths(&self, file: &ast::File, named: bool) -> Result<bool, Failure> {
        let mut cgo = None;
        for import in &file.imports {
            let Some(path) = &import.path else { continue };
            let pos = import.local_name.as_ref().map_or(path.pos, |name| name.pos);
            let value = path.value.as_str();
            if !import_path::is_valid(value) {
                let place = self.sources.position(pos);
                let text = format!("{place}: invalid import path: {value}");
                return Err(Failure::new(text));
            }
            if value == "C" {
                cgo.get_or_insert(pos);
            }
        }
        match cgo {
            Some(pos) if named => Err(Failure::new(format!(
                "{}: unsupported: import \"C\": grus has no cgo",
                self.short_position(pos)
            ))),
            cgo => Ok(cgo.is_none()),
        }
    }

    fn cycle(&self, start: usize) -> String {
        let mut text = format!("package {}", self.active[0].path);
        let imported = self.active[1..].iter().chain([&self.active[start]]);
        for (importer, imported) in self.active.iter().zip(imported) {
            let (path, file) = (&imported.path, &importer.file);
            text.push_str(&format!("\n\timports {path} from {file}"));
        }
        text.push_str(": import cycle not allowed");
        text
    }

    /// The importing package, if an import path is internal to a part of the tree it is not in.
    /// Go Modules Reference, "Internal packages".
    fn forbidden_importer(&self, imported: &Resolved) -> Option<&str> {
        let importer = self.active.last()?;
        if self.importer_is_generated() {
            return None;
        }
        let of_library = match &imported.place {
            Place::Embedded => true,
            Place::Directory { origin, .. } => origin.is_standard(),
        };
        if of_library && importer.origin.is_standard() {
            return None;
        }
        let outside = match imported.path.split_once("internal") {
            Some((parent, rest)) if rest.is_empty() || rest.starts_with('/') => {
                let tree = parent.trim_end_matches('/');
                of_library || !importer.path.starts_with(tree)
            }
            _ => false,
        };
        outside.then_some(importer.path.as_str())
    }

    fn base_name(&self, pos: Pos) -> String {
        let name = self.sources.position(pos).filename;
        name.rsplit('/').next().unwrap_or_default().to_string()
    }

    fn package_name(
        &self,
        files: &[Arc<ast::File>],
        directory: Option<&Path>,
    ) -> Result<String, Failure> {
        let name_of = |file: &ast::File| file.package.name.as_str();
        let file_of = |file: &ast::File| {
            let name = self.sources.file(file.file).name().to_string();
            name.rsplit('/').next().unwrap_or_default().to_string()
        };
        let first = &files[0];
        if let Some(other) = files.iter().find(|file| name_of(file) != name_of(first)) {
            return Err(Failure::new(format!(
                "found packages {} ({}) and {} ({}) in {}",
                name_of(first),
                file_of(first),
                name_of(other),
                file_of(other),
                directory.unwrap_or(Path::new("")).display()
            )));
        }
        Ok(name_of(first).to_string())
    }

    fn short_position(&self, pos: Pos) -> String {
        let text = self.sources.position(pos).to_string();
        let prefix = format!("{}/", self.resolver.working_directory.display());
        text.strip_prefix(&prefix)
            .map_or(text.clone(), String::from)
    }
}

/// Whether name and build constraints admit a file of a folder.
pub fn includes(tags: &BuildTags, base: &str, source: &Source) -> Result<bool, Failure> {
    tags.includes_file(base, &source.text, true)
        .map_err(|error| Failure::new(format!("{}: {error}", source.name)))
}

fn embedded_source(path: &str, file: library::LibraryFile) -> Source {
    Source {
        name: format!("{path}/{}", file.name),
        text: file.text.into_owned().into_bytes(),
    }
}

/// Adds to a package of the distribution what grus has for it.
fn lay_over(path: &str, overlay: library::Overlay, sources: &mut Vec<Source>) {
    sources.retain(|source| {
        let base = source.name.rsplit('/').next().unwrap_or_default();
        !overlay.replaced.iter().any(|name| name == base)
    });
    let added = overlay.files.into_iter();
    sources.extend(added.map(|file| embedded_source(path, file)));
}

/// The Go files of a folder.
fn sources_of(directory: &Path) -> Result<Vec<Source>, Failure> {
    let mut names: Vec<PathBuf> = match record::list(directory) {
        Ok(entries) => entries,
        Err(error) => {
            let reason = crate::output::system_text(&error);
            return Err(Failure::new(format!(
                "open {}: {reason}",
                directory.display()
            )));
        }
    };
    names.retain(|name| is_package_file(name));
    let sources = names
        .iter()
        .map(|name| read_source(name))
        .collect::<Result<Vec<_>, _>>()?;
    if sources.is_empty() {
        return Err(Failure::new(format!(
            "no Go files in {}",
            directory.display()
        )));
    }
    Ok(sources)
}

pub fn read_source(path: &Path) -> Result<Source, Failure> {
    let fail = |reason: String| Failure::new(format!("open {}: {reason}", path.display()));
    let bytes = record::read(path).map_err(|error| fail(crate::output::system_text(&error)))?;
    Ok(Source {
        name: path.display().to_string(),
        text: bytes,
    })
}

fn is_package_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".go") && !name.ends_with("_test.go") && !name.starts_with(['_', '.'])
}

fn imports_of(files: &[Arc<ast::File>]) -> Vec<(String, Pos)> {
    let mut seen = BTreeSet::new();
    let mut imports = Vec::new();
    for import in files.iter().flat_map(|file| &file.imports) {
        let Some(path) = &import.path else { continue };
        let value = path.value.as_str();
        if !value.is_empty() && seen.insert(value) {
            let pos = import.local_name.as_ref().map_or(path.pos, |name| name.pos);
            imports.push((value.to_string(), pos));
        }
    }
    // The order in which the go command loads them, and speaks of them.
    imports.sort();
    imports
}
