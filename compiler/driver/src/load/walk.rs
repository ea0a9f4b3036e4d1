//! The walk over imports: parses the named packages and everything they import, and orders them.
//!
//! In: roots.  Out: [`Loaded`].  Depth first, so that a package comes after its imports and an
//! import cycle is found with its chain.

use super::resolve::{Importer, Place, Resolved, Resolver};
use super::roots::Root;
use super::{
    COMMAND_LINE, IMPLICIT, LoadOptions, Loaded, LoadedPackage, Origin, distribution, record,
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
}

/// A package whose imports are being loaded.
struct Active {
    path: String,
    origin: Origin,
    /// The file that imports the next one.
    file: String,
}

/// What is known of a package before its files are parsed.
struct Description {
    import_path: String,
    directory: Option<PathBuf>,
    origin: Origin,
    go_version: GoVersion,
    /// If not those of the build.
    tags: Option<BuildTags>,
}

/// A source file before it is parsed.
struct Source {
    /// What positions print.
    name: String,
    text: Vec<u8>,
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
        }
    }

    pub fn run(mut self, roots: Vec<Root>) -> Result<Loaded, Failure> {
        for path in IMPLICIT {
            self.import(path, None)?;
        }
        let mut indices = Vec::new();
        for root in roots {
            indices.push(self.root(root)?);
        }
        if !self.failures.is_empty() {
            return Err(Failure::new(self.failures.join("\n")));
        }
        Ok(Loaded {
            sources: self.sources,
            packages: self.packages,
            roots: indices,
            working_directory: self.resolver.working_directory,
        })
    }

    fn root(&mut self, root: Root) -> Result<usize, Failure> {
        match root {
            Root::Files(paths) => {
                let directory = paths[0].parent().map(Path::to_path_buf);
                let sources = paths
                    .iter()
                    .map(|path| read_source(path))
                    .collect::<Result<_, _>>()?;
                let module = self.resolver.modules.current.as_ref();
                let description = Description {
                    import_path: COMMAND_LINE.to_string(),
                    directory,
                    origin: Origin::Module,
                    go_version: module.map_or(GoVersion::CURRENT, |m| m.go_version),
                    tags: None,
                };
                self.package(description, sources)
            }
            Root::Package(resolved) => self.resolved(resolved),
        }
    }

    /// Loads an imported package, unless it is there already; also returns the path it has.
    fn import(&mut self, path: &str, from: Option<Pos>) -> Result<(usize, String), Failure> {
        let importer = self.active.last().map(|active| Importer {
            path: &active.path,
            origin: active.origin,
        });
        let resolved = match self.resolver.resolve(path, importer) {
            Ok(resolved) => resolved,
            Err(reason) => {
                let place = from.filter(|_| reason.about_import);
                let place = place.map(|pos| format!("{}: ", self.short_position(pos)));
                let text = format!("{}{}", place.unwrap_or_default(), reason.text);
                return Err(Failure::new(text));
            }
        };
        if let Some(importer) = self.forbidden_importer(&resolved) {
            let place = from.map_or(String::new(), |pos| self.short_position(pos));
            return Err(Failure::new(format!(
                "package {importer}\n\t{place}: use of internal package {path} not allowed"
            )));
        }
        let name = resolved.path.clone();
        if let Some(start) = self.active.iter().position(|active| active.path == name) {
            return Err(Failure::new(self.cycle(start)));
        }
        Ok((self.resolved(resolved)?, name))
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
                    tags: None,
                };
                self.package(description, sources)
            }
            Place::Directory {
                directory,
                origin,
                go_version,
            } => {
                let mut sources = sources_of(&directory)?;
                let mut tags = None;
                if origin == Origin::Distribution {
                    let overlay = library::overlay(&path);
                    if !overlay.keeps_architecture {
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
    fn package(
        &mut self,
        description: Description,
        sources: Vec<Source>,
    ) -> Result<usize, Failure> {
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
        let link_path = match name.as_str() {
            "main" => "main".to_string(),
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
            directory: description.directory,
            origin: description.origin,
            files,
            go_version: language.unwrap_or(description.go_version),
            imports,
            renamed_imports,
            diagnostics,
        });
        let index = self.packages.len() - 1;
        self.finished.insert(description.import_path, index);
        Ok(index)
    }

    /// Parses those files of a package that belong to the build.
    fn parse(
        &mut self,
        description: &Description,
        sources: Vec<Source>,
    ) -> Result<(Vec<Arc<ast::File>>, Vec<Diagnostic>), Failure> {
        let mut files = Vec::new();
        let mut diagnostics = Vec::new();
        let named = description.import_path == COMMAND_LINE;
        let tags = description.tags.as_ref().unwrap_or(&self.tags).clone();
        for source in sources {
            let base = Path::new(&source.name)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            if !named && !includes(&tags, &base, &source)? {
                continue;
            }
            let name = if self.options.trim_paths {
                base.to_string()
            } else {
                source.name.clone()
            };
            let file = self.sources.add_bytes(&name, source.text);
            let options = ParseOptions {
                standard_library: description.origin.is_standard(),
                ..ParseOptions::default()
            };
            let parsed = parser::parse_with(self.sources.file(file), options);
            if parsed.file.is_none() {
                return Err(self.no_package_clause(self.sources.file(file), &parsed.diagnostics));
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

    /// Loads what a package imports. The result: imports that mean a package of another path.
    fn imports(&mut self, imports: &[(String, Pos)]) -> BTreeMap<String, String> {
        let mut renamed = BTreeMap::new();
        for (path, pos) in imports {
            if path == "unsafe" || path == "C" {
                continue;
            }
            let file = self.base_name(*pos);
            if let Some(importer) = self.active.last_mut() {
                importer.file = file;
            }
            match self.import(path, Some(*pos)) {
                Ok((_, name)) if name != *path => {
                    renamed.insert(path.clone(), name);
                }
                Ok(_) => {}
                // What cannot be loaded is told where it is first imported.
                Err(failure) => {
                    let text = failure.text;
                    if self.failed.insert(path.clone()) && !self.failures.contains(&text) {
                        self.failures.push(text);
                    }
                }
            }
        }
        renamed
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

    /// Loading stops at a file without package clause, as the go command's own parser says it.
    fn no_package_clause(&self, source: &SourceFile, diagnostics: &[Diagnostic]) -> Failure {
        let pos = diagnostics
            .first()
            .map_or(source.pos(0), |diagnostic| diagnostic.pos);
        let text = source.text();
        let rest = text.get(source.offset(pos) as usize..).unwrap_or_default();
        let word: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let found = match word.as_str() {
            "" if rest.is_empty() => "'EOF'".to_string(),
            "" => format!("'{}'", rest.chars().next().unwrap_or_default()),
            "import" | "func" | "var" | "const" | "type" => format!("'{word}'"),
            _ => word,
        };
        let place = self.short_position(pos);
        Failure::new(format!("{place}: expected 'package', found {found}"))
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
fn includes(tags: &BuildTags, base: &str, source: &Source) -> Result<bool, Failure> {
    tags.includes_file(base, &source.text, false)
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

fn read_source(path: &Path) -> Result<Source, Failure> {
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
    imports
}
