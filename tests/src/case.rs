//! Cases: which programs there are, and what each of them tests.
//!
//! In: the folders of the suite.  Out: a sorted list of `Case`, one a program and language version.
//!
//! | id | source | expectation |
//! |---|---|---|
//! | `run/...` | `tests/run/**` | `.out`, `.err` beside the program |
//! | `check/...` | `tests/check/**` | `.err` (or `.out`) beside the program |
//! | `escape/...` | `tests/escape/**` | `.m` beside the program |
//! | `examples/...` | `examples/*.go` | `tests/examples/` |
//! | `samples/...` | `tests/samples/*.go` | `tests/samples/<language>/` |
//! | `escape/samples/...` | the same | `tests/escape/samples/<language>/` |
//!
//! A folder with a `go.mod` is one test, built as `.`, with its directives in `main.go`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::directives::Directives;

/// What is expected of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It builds, runs, prints and exits so.
    Run,
    /// It is rejected with these messages.
    Check,
    /// The compiler says this about its allocations.
    Escape,
}

/// One test.
#[derive(Clone, Debug)]
pub struct Case {
    /// `run/closures/counter`, with `@go1.21` behind it where that is the language version.
    pub id: String,
    pub kind: Kind,
    /// The folder the compiler is started in.
    pub folder: PathBuf,
    /// What is named on its command line.
    pub targets: Vec<String>,
    /// All files it reads, for the cache of real Go's answers.
    pub sources: Vec<PathBuf>,
    /// Path of the expectations, without extension.
    pub golden: PathBuf,
    pub language: Option<String>,
    pub directives: Directives,
}

impl Case {
    /// The file that holds one part of the expectation: `out`, `err` or `m`.
    pub fn golden_file(&self, extension: &str) -> PathBuf {
        let mut name = self.golden.clone().into_os_string();
        name.push(".");
        name.push(extension);
        name.into()
    }

    /// The extensions this kind of test records.
    pub fn recorded_parts(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Run => &["out", "err"],
            Kind::Check => &["out", "err"], // `tool compile` reports on standard output
            Kind::Escape => &["m"],
        }
    }
}

/// Finds every test below the workspace folder.
pub fn discover(workspace: &Path) -> Result<Vec<Case>, String> {
    let tests = workspace.join("tests");
    let mut finder = Finder { cases: Vec::new() };
    for (folder, kind) in [
        ("run", Kind::Run),
        ("check", Kind::Check),
        ("escape", Kind::Escape),
    ] {
        finder.tree(&tests.join(folder), folder, kind)?;
    }
    for source in go_files(&workspace.join("examples"))? {
        let golden = |_: &str| tests.join("examples").join(stem(&source));
        finder.file(&source, "examples", Kind::Run, &golden)?;
    }
    for source in go_files(&tests.join("samples"))? {
        let golden = |language: &str| tests.join("samples").join(language).join(stem(&source));
        finder.file(&source, "samples", Kind::Run, &golden)?;
        let golden = |language: &str| {
            tests
                .join("escape/samples")
                .join(language)
                .join(stem(&source))
        };
        finder.file(&source, "escape/samples", Kind::Escape, &golden)?;
    }
    finder.cases.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(finder.cases)
}

struct Finder {
    cases: Vec<Case>,
}

impl Finder {
    /// Adds the tests of a folder and of the folders in it.
    fn tree(&mut self, folder: &Path, id: &str, kind: Kind) -> Result<(), String> {
        for path in entries(folder)? {
            let name = stem(&path);
            if path.is_dir() && path.join("go.mod").is_file() {
                self.module(&path, &format!("{id}/{name}"), kind)?;
            } else if path.is_dir() {
                self.tree(&path, &format!("{id}/{name}"), kind)?;
            } else if path.extension().is_some_and(|e| e == "go") {
                let golden = path.with_extension("");
                self.file(&path, id, kind, &|_| golden.clone())?;
            }
        }
        Ok(())
    }

    /// Adds a test that is one file, once for every language version it names.
    fn file(
        &mut self,
        path: &Path,
        id: &str,
        kind: Kind,
        golden: &dyn Fn(&str) -> PathBuf,
    ) -> Result<(), String> {
        let file_name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let case = Case {
            id: format!("{id}/{}", stem(path)),
            kind,
            folder: path.parent().unwrap_or(path).to_path_buf(),
            targets: vec![file_name],
            sources: vec![path.to_path_buf()],
            golden: PathBuf::new(),
            language: None,
            directives: Directives::default(),
        };
        self.languages(case, path, golden)
    }

    /// Adds a test that is a folder with a `go.mod`.
    fn module(&mut self, folder: &Path, id: &str, kind: Kind) -> Result<(), String> {
        let mut sources = Vec::new();
        collect_files(folder, &mut sources)?;
        let case = Case {
            id: id.to_string(),
            kind,
            folder: folder.to_path_buf(),
            targets: vec![".".into()],
            sources,
            golden: PathBuf::new(),
            language: None,
            directives: Directives::default(),
        };
        self.languages(case, &folder.join("main.go"), &|_| folder.to_path_buf())
    }

    fn languages(
        &mut self,
        case: Case,
        main: &Path,
        golden: &dyn Fn(&str) -> PathBuf,
    ) -> Result<(), String> {
        let in_file = |reason: String| format!("{}: {reason}", main.display());
        let text = fs::read_to_string(main).map_err(|e| in_file(e.to_string()))?;
        let mut languages = Directives::parse(&text, None).map_err(in_file)?.languages;
        if languages.is_empty() {
            languages.push("default".into());
        }
        let several = languages.len() > 1;
        for language in languages {
            let mut case = case.clone();
            case.language = (language != "default").then(|| language.clone());
            case.directives =
                Directives::parse(&text, case.language.as_deref()).map_err(in_file)?;
            case.golden = golden(&language);
            if let Some(version) = case.language.as_deref().filter(|_| several) {
                case.id = format!("{}@{version}", case.id);
                if case.golden == golden("default") {
                    case.golden.as_mut_os_string().push(format!("@{version}"));
                }
            }
            if let Some(files) = &case.directives.files {
                case.targets = files.clone();
            }
            self.cases.push(case);
        }
        Ok(())
    }
}

/// A file's name without `.go`; a folder's name.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".go").unwrap_or(&name).to_string()
}

/// The entries of a folder in order of their names; none where it does not exist.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let list = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = list.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn go_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut paths = entries(folder)?;
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|e| e == "go"));
    Ok(paths)
}

fn collect_files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<(), String> {
    for path in entries(folder)? {
        if path.is_dir() {
            collect_files(&path, into)?;
        } else {
            into.push(path);
        }
    }
    Ok(())
}
