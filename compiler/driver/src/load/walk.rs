//! The walk over imports: parses the named packages and everything they import, and orders them.
//!
//! In: roots.  Out: [`Loaded`].  Depth first, so that a package comes after its imports and an
//! import cycle is found with its chain.

use super::module::Module;
use super::roots::Root;
use super::{COMMAND_LINE, IMPLICIT, LoadOptions, Loaded, LoadedPackage};
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
    pub module: Option<Module>,
    pub working_directory: PathBuf,
    sources: SourceMap,
    tags: BuildTags,
    packages: Vec<LoadedPackage>,
    finished: BTreeMap<String, usize>,
    /// The chain of packages whose imports are being loaded, each with the file that imports the next.
    active: Vec<(String, String)>,
    failures: Vec<String>,
}

/// A source file before it is parsed.
struct Source {
    /// What positions print.
    name: String,
    text: Vec<u8>,
}

impl<'a> Walk<'a> {
    pub fn new(options: &'a LoadOptions, module: Option<Module>, directory: PathBuf) -> Walk<'a> {
        Walk {
            options,
            module,
            working_directory: directory,
            sources: SourceMap::new(),
            tags: BuildTags::new(options.tags.iter().map(String::as_str)),
            packages: Vec::new(),
            finished: BTreeMap::new(),
            active: Vec::new(),
            failures: Vec::new(),
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
            working_directory: self.working_directory,
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
                let version = self
                    .module
                    .as_ref()
                    .map_or(GoVersion::CURRENT, |m| m.go_version);
                self.package(COMMAND_LINE, sources, directory, version)
            }
            Root::Directory(directory, path) => self.directory(&directory, &path),
            Root::Library(path) => self.import(&path, None),
        }
    }

    /// Loads an imported package, unless it is there already.
    fn import(&mut self, path: &str, from: Option<Pos>) -> Result<usize, Failure> {
        if let Some(&index) = self.finished.get(path) {
            return Ok(index);
        }
        if let Some(directory) = self.module.as_ref().and_then(|m| m.package_directory(path))
            && directory.is_dir()
        {
            return self.directory(&directory, path);
        }
        if let Some(importer) = self.forbidden_importer(path) {
            let place = from.map_or(String::new(), |pos| self.short_position(pos));
            return Err(Failure::new(format!(
                "package {importer}\n\t{place}: use of internal package {path} not allowed"
            )));
        }
        if let Some(files) = library::package(path) {
            let source = |file: library::LibraryFile| Source {
                name: format!("{path}/{}", file.name),
                text: file.text.into_owned().into_bytes(),
            };
            let sources = files.into_iter().map(source).collect();
            return self.package(path, sources, None, GoVersion::CURRENT);
        }
        let place = from.map_or(String::new(), |pos| {
            format!("{}: ", self.short_position(pos))
        });
        Err(Failure::new(format!(
            "{place}{}",
            self.missing_package(path)
        )))
    }

    /// Loads the package in a folder of the main module.
    fn directory(&mut self, directory: &Path, path: &str) -> Result<usize, Failure> {
        if let Some(&index) = self.finished.get(path) {
            return Ok(index);
        }
        let mut names: Vec<PathBuf> = match std::fs::read_dir(directory) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(error) => {
                let reason = crate::output::system_text(&error);
                return Err(Failure::new(format!(
                    "open {}: {reason}",
                    directory.display()
                )));
            }
        };
        names.retain(|name| is_package_file(name));
        names.sort();
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
        let version = self
            .module
            .as_ref()
            .map_or(GoVersion::CURRENT, |m| m.go_version);
        self.package(path, sources, Some(directory.to_path_buf()), version)
    }

    /// Parses a package's files, loads its imports, and appends it.
    fn package(
        &mut self,
        import_path: &str,
        sources: Vec<Source>,
        directory: Option<PathBuf>,
        version: GoVersion,
    ) -> Result<usize, Failure> {
        let mut files = Vec::new();
        let mut diagnostics = Vec::new();
        let standard_library = directory.is_none();
        for source in sources {
            let base = Path::new(&source.name)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            let named = import_path == COMMAND_LINE;
            if !named && !self.includes(&base, &source)? {
                continue;
            }
            let name = if self.options.trim_paths {
                base.to_string()
            } else {
                source.name.clone()
            };
            let file = self.sources.add_bytes(&name, source.text);
            let options = ParseOptions {
                standard_library,
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
            let place = directory.unwrap_or_default();
            let text = format!(
                "build constraints exclude all Go files in {}",
                place.display()
            );
            return Err(Failure::new(format!("package {import_path}: {text}")));
        }
        let name = match files.as_slice() {
            [] => String::new(),
            files => self.package_name(files, directory.as_deref())?,
        };
        let imports = imports_of(&files);
        self.active.push((import_path.to_string(), String::new()));
        if !diagnostics.iter().any(Diagnostic::is_syntax_error) {
            self.imports(&imports)?;
        }
        self.active.pop();
        let link_path = if name == "main" { "main" } else { import_path };
        let language = if directory.is_some() {
            self.options.language
        } else {
            None
        };
        self.packages.push(LoadedPackage {
            import_path: import_path.to_string(),
            link_path: link_path.to_string(),
            name,
            directory,
            files,
            go_version: language.unwrap_or(version),
            imports,
            diagnostics,
        });
        let index = self.packages.len() - 1;
        self.finished.insert(import_path.to_string(), index);
        Ok(index)
    }

    /// Whether name and build constraints admit a file of a folder.
    fn includes(&self, base: &str, source: &Source) -> Result<bool, Failure> {
        self.tags
            .includes_file(base, &source.text, false)
            .map_err(|error| Failure::new(format!("{}: {error}", source.name)))
    }

    fn imports(&mut self, imports: &[(String, Pos)]) -> Result<(), Failure> {
        for (path, pos) in imports {
            if path == "unsafe" || path == "C" {
                continue;
            }
            let file = self.base_name(*pos);
            if let Some(importer) = self.active.last_mut() {
                importer.1 = file;
            }
            if let Some(start) = self.active.iter().position(|(active, _)| active == path) {
                return Err(Failure::new(self.cycle(start)));
            }
            if let Err(failure) = self.import(path, Some(*pos)) {
                self.failures.push(failure.text);
            }
        }
        Ok(())
    }

    fn cycle(&self, start: usize) -> String {
        let mut text = format!("package {}", self.active[0].0);
        let imported = self.active[1..].iter().chain([&self.active[start]]);
        for ((_, file), (path, _)) in self.active.iter().zip(imported) {
            text.push_str(&format!("\n\timports {path} from {file}"));
        }
        text.push_str(": import cycle not allowed");
        text
    }

    /// The importing package, if an import path is internal to a part of the tree it is not in.
    /// Go Modules Reference, "Internal packages".
    fn forbidden_importer(&self, path: &str) -> Option<&str> {
        let (importer, _) = self.active.last()?;
        let outside = match path.split_once("internal") {
            Some((parent, rest)) if rest.is_empty() || rest.starts_with('/') => {
                let tree = parent.trim_end_matches('/');
                let of_library = tree.is_empty() || library::contains(path);
                let from_library = library::contains(importer);
                if of_library {
                    !from_library
                } else {
                    !importer.starts_with(tree)
                }
            }
            _ => false,
        };
        outside.then_some(importer)
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
        let prefix = format!("{}/", self.working_directory.display());
        text.strip_prefix(&prefix)
            .map_or(text.clone(), String::from)
    }

    /// Why an import path leads nowhere.
    pub fn missing_package(&self, path: &str) -> String {
        let first = path.split('/').next().unwrap_or_default();
        if !first.contains('.') {
            let root = std::env::var("GOROOT").unwrap_or_else(|_| "$GOROOT".to_string());
            return format!("package {path} is not in std ({root}/src/{path})");
        }
        match &self.module {
            None => format!(
                "no required module provides package {path}: go.mod file not found in current \
                 directory or any parent directory; see 'go help modules'"
            ),
            Some(_) => {
                format!("no required module provides package {path}; to add it:\n\tgo get {path}")
            }
        }
    }
}

fn read_source(path: &Path) -> Result<Source, Failure> {
    let fail = |reason: String| Failure::new(format!("open {}: {reason}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| fail(crate::output::system_text(&error)))?;
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
            imports.push((value.to_string(), path.pos));
        }
    }
    imports
}
