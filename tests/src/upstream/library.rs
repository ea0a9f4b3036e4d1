//! Upstream's own tests of the packages that grus embeds.
//!
//! In: a Go distribution, whose `src/PKG/*_test.go` are the tests; and from `tests/upstream/packages`:
//! `left_out.toml`, the functions and files among them that depend on how gc's library is made inside,
//! `expected_failures.toml`, those that fail for a known reason, and files below `PKG`, which stand in
//! place of files that open such insides to tests, or beside them.
//! Out: a [`Row`] a package: which test functions passed.
//! Invariants: nothing of the distribution is changed or copied into the project; `grus test -overlay`
//! reads files without what is left out from a scratch folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use grus_difftest::process;
use grus_difftest::toolchain::Toolchain;
use grus_syntax::build_constraint::BuildTags;

use crate::expected_failures::{self, ExpectedFailures};
use crate::toolchain::workspace_folder;

/// What came of the tests of a package.
#[derive(Debug, Default)]
pub struct Row {
    pub package: String,
    pub passed: usize,
    /// Those that skipped themselves, which count as passed too.
    pub skipped: usize,
    /// Those that fail and are not listed.
    pub failed: Vec<String>,
    /// Those that fail as listed.
    pub expected: usize,
    /// Those that are listed and pass or are not there.
    pub listed_wrongly: Vec<String>,
    pub left_out: usize,
    /// Why there is no result, or the output of what failed.
    pub output: String,
}

impl Row {
    /// Of the functions that are not left out, the hundredths that pass.
    pub fn percent(&self) -> f64 {
        let all = self.passed + self.expected + self.failed.len();
        match all {
            0 => 100.0,
            all => 100.0 * self.passed as f64 / all as f64,
        }
    }

    /// Whether everything came as the lists say.
    pub fn as_listed(&self) -> bool {
        self.failed.is_empty() && self.listed_wrongly.is_empty()
    }
}

/// The tests, and what of them is left out.
pub struct Library {
    /// The distribution's `src`.
    source: PathBuf,
    /// Reasons by `package name`.
    left_out: ExpectedFailures,
    /// Those too, for what fails.
    expected: ExpectedFailures,
    stand_ins: PathBuf,
}

/// The packages that are embedded, by path.
pub fn embedded() -> Vec<String> {
    let library = workspace_folder().join("library");
    let mut found = BTreeSet::new();
    let mut folders = vec![library.clone()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && name != "internal" && name != "overlay" {
                folders.push(path);
            } else if name.ends_with(".go")
                && let Ok(relative) = folder.strip_prefix(&library)
            {
                found.insert(relative.display().to_string());
            }
        }
    }
    found.into_iter().collect()
}

impl Library {
    /// Reads what is left out.
    pub fn new(goroot: &Path) -> Result<Library, String> {
        let lists = workspace_folder().join("tests/upstream/packages");
        let read = |name: &str| {
            let file = lists.join(name);
            let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            expected_failures::parse(&text).map_err(|e| format!("{name}: {e}"))
        };
        let library = Library {
            source: goroot.join("src"),
            left_out: read("left_out.toml")?,
            expected: read("expected_failures.toml")?,
            stand_ins: lists.clone(),
        };
        let packages: BTreeSet<String> = embedded().into_iter().collect();
        let listed = library.left_out.keys().chain(library.expected.keys());
        for id in listed {
            let package = id.split(' ').next().unwrap_or(id);
            if !packages.contains(package) {
                return Err(format!("{id} is listed, but {package} is not embedded"));
            }
        }
        Ok(library)
    }

    /// Runs the tests of a package.
    pub fn run(
        &self,
        package: &str,
        grus: &Toolchain,
        scratch: &Path,
        flags: &[String],
        limit: Duration,
    ) -> Result<Row, String> {
        let prepared = self.prepare(package, scratch)?;
        let mut row = Row {
            package: package.to_string(),
            left_out: prepared.left_out,
            ..Row::default()
        };
        if prepared.functions.is_empty() {
            return Ok(row);
        }
        let mut command = grus.command(scratch);
        command
            .args(["test", "-v", "-short", "-overlay"])
            .arg(&prepared.overlay)
            .args(flags)
            .arg(package)
            .env("GOROOT", self.source.parent().unwrap_or(&self.source))
            .env_remove("GRUS_VERIFY");
        let finished = process::run(&mut command, b"", limit)?;
        let text = String::from_utf8_lossy(&finished.stdout).into_owned()
            + &String::from_utf8_lossy(&finished.stderr);
        let results = verdicts(&text);
        let mut listed: BTreeSet<&str> = names_of(&self.expected, package).collect();
        for name in &prepared.functions {
            let verdict = results.get(name.as_str()).copied();
            let passes = matches!(verdict, Some('P' | 'S'));
            row.skipped += usize::from(verdict == Some('S'));
            match (passes, listed.remove(name.as_str())) {
                (true, false) => row.passed += 1,
                (true, true) => {
                    row.passed += 1;
                    row.listed_wrongly.push(name.clone());
                }
                (false, true) => row.expected += 1,
                (false, false) => row.failed.push(name.clone()),
            }
        }
        row.listed_wrongly
            .extend(listed.into_iter().map(String::from));
        if !row.failed.is_empty() {
            row.output = text;
        }
        Ok(row)
    }

    /// Writes the overlay of a package, and finds its test functions.
    fn prepare(&self, package: &str, scratch: &Path) -> Result<Prepared, String> {
        let fail = |path: &Path, e: std::io::Error| format!("{}: {e}", path.display());
        let folder = self.source.join(package);
        let work = scratch.join(package.replace('/', "_"));
        fs::create_dir_all(&work).map_err(|e| fail(&work, e))?;
        let mut prepared = Prepared {
            overlay: work.join("overlay.json"),
            ..Prepared::default()
        };
        let mut replace = BTreeMap::new();
        let tags = BuildTags::new([]);
        let mut unused: BTreeSet<&str> = names_of(&self.left_out, package).collect();
        for path in files(&folder)? {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&path).map_err(|e| fail(&path, e))?;
            if !tags.includes_file(&name, text.as_bytes(), true)? {
                continue;
            }
            let functions = functions(&text);
            let stand_in = self.stand_ins.join(package).join(&name);
            if unused.remove(name.as_str()) {
                prepared.left_out += functions.len();
                replace.insert(path, String::new());
            } else if stand_in.is_file() {
                if !functions.is_empty() {
                    return Err(format!(
                        "{} stands in place of tests and is not in left_out.toml",
                        stand_in.display()
                    ));
                }
            } else {
                let mut shorter = text.clone();
                for name in names_of(&self.left_out, package) {
                    if let Some(rest) = without(&shorter, name) {
                        shorter = rest;
                        unused.remove(name);
                        prepared.left_out += usize::from(functions.contains(name));
                    }
                }
                prepared.functions.extend(functions_of_output(&shorter));
                if shorter != text {
                    let file = work.join(&name);
                    let shorter = without_imports(&shorter);
                    fs::write(&file, shorter).map_err(|e| fail(&file, e))?;
                    replace.insert(path, file.display().to_string());
                }
            }
        }
        // Files of ours that stand beside those of the package.
        for path in files(&self.stand_ins.join(package)).unwrap_or_default() {
            let name = path.file_name().unwrap_or_default();
            replace.insert(folder.join(name), path.display().to_string());
        }
        if let Some(name) = unused.first() {
            return Err(format!("left_out.toml: {package} has no {name}"));
        }
        fs::write(&prepared.overlay, overlay_text(&replace))
            .map_err(|e| fail(&prepared.overlay, e))?;
        Ok(prepared)
    }
}

/// The files, functions and other declarations of a package in a list.
fn names_of<'a>(list: &'a ExpectedFailures, package: &str) -> impl Iterator<Item = &'a str> {
    list.keys()
        .filter_map(move |id| id.strip_prefix(package)?.strip_prefix(' '))
}

/// Tests that are ready to be run.
#[derive(Default)]
struct Prepared {
    overlay: PathBuf,
    functions: BTreeSet<String>,
    left_out: usize,
}

/// The test files of a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with("_test.go"));
    files.sort();
    Ok(files)
}

/// `grus test -overlay` reads JSON.
fn overlay_text(replace: &BTreeMap<PathBuf, String>) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let lines: Vec<String> = replace
        .iter()
        .map(|(from, to)| format!("{}: {}", quoted(&from.display().to_string()), quoted(to)))
        .collect();
    format!("{{\"Replace\": {{\n{}\n}}}}\n", lines.join(",\n"))
}

/// How top-level tests ended, by name: P, F or S.
fn verdicts(output: &str) -> BTreeMap<&str, char> {
    let mut found = BTreeMap::new();
    for line in output.lines() {
        // Output without a final newline may stand before.
        let Some(at) = line.find("--- ") else {
            continue;
        };
        let rest = &line[at + 4..];
        let indented = !line[..at].is_empty() && line[..at].trim().is_empty();
        if let Some((verdict @ ("PASS" | "FAIL" | "SKIP"), rest)) = rest.split_once(": ")
            && let Some((name, _)) = rest.split_once(" (")
            && !indented
        {
            found.insert(name, verdict.chars().next().unwrap_or('F'));
        }
    }
    found
}

/// The names of test functions, fuzz tests and examples in a file.
fn functions(text: &str) -> BTreeSet<&str> {
    let mut raw = false;
    let names = text.lines().filter_map(|line| {
        let inside = raw;
        raw = ends_in_raw_string(line, raw);
        if inside {
            return None;
        }
        let name = line.strip_prefix("func ")?.split('(').next()?;
        let rest = ["Test", "Fuzz", "Example"]
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix))?;
        let test = !rest.starts_with(char::is_lowercase) && name != "TestMain";
        test.then_some(name)
    });
    names.collect()
}

/// Those that are run: examples only if they say what they print.
fn functions_of_output(text: &str) -> BTreeSet<String> {
    let runs = |name: &&str| {
        let says = |body: &str| {
            let body = body.to_lowercase();
            body.contains("// output:") || body.contains("unordered output:")
        };
        !name.starts_with("Example") || declaration(text, name).is_some_and(|r| says(&text[r]))
    };
    let names = functions(text).into_iter().filter(runs);
    names.map(String::from).collect()
}

/// Where a top-level declaration of a formatted file is: a function, a method as `Type.Method`, a type,
/// variable or constant.
fn declaration(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let heads = match name.split_once('.') {
        Some((of, method)) => vec![format!(" {of}) {method}("), format!("*{of}) {method}(")],
        None => vec![
            format!("func {name}("),
            format!("func {name}["),
            format!("type {name} "),
            format!("type {name}["),
            format!("var {name} "),
            format!("const {name} "),
        ],
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let found = match name.contains('.') {
            true => line.starts_with("func (") && heads.iter().any(|head| line.contains(head)),
            false => heads.iter().any(|head| line.starts_with(head)),
        };
        if found {
            // It ends with its line, or with one that begins with a closing bracket.
            let mut end = at + line.len();
            let mut raw = ends_in_raw_string(line, false);
            let text_only = raw;
            if raw || line.trim_end().ends_with(['{', '(']) {
                let rest = text[end..].split_inclusive('\n');
                for line in rest {
                    end += line.len();
                    let was_raw = raw;
                    raw = ends_in_raw_string(line, raw);
                    let closes = match text_only {
                        true => line.starts_with('`'),
                        false => !was_raw && line.starts_with(['}', ')']),
                    };
                    if closes && !raw && !line.trim_end().ends_with('{') {
                        break;
                    }
                }
            }
            return Some(at..end);
        }
        at += line.len();
    }
    None
}

/// Whether a line ends inside of a raw string, as the line before did if `raw`.
fn ends_in_raw_string(line: &str, mut raw: bool) -> bool {
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match c {
            '`' => raw = !raw,
            '/' if !raw && rest.as_str().starts_with('/') => break,
            '"' | '\'' if !raw => {
                while let Some(inner) = rest.next() {
                    match inner {
                        '\\' => _ = rest.next(),
                        _ if inner == c => break,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    raw
}

/// A file without a declaration; line numbers stay.
fn without(text: &str, name: &str) -> Option<String> {
    let range = declaration(text, name)?;
    let lines = text[range.clone()].matches('\n').count();
    Some(format!(
        "{}{}{}",
        &text[..range.start],
        "\n".repeat(lines),
        &text[range.end..]
    ))
}

/// A file without the imports that nothing mentions any more; line numbers stay.
fn without_imports(text: &str) -> String {
    let code: String = text
        .split_inclusive('\n')
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let mut result = String::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        inside = match trimmed {
            "import (" => true,
            ")" => false,
            _ => inside,
        };
        let path = match inside {
            true => Some(trimmed),
            false => trimmed.strip_prefix("import "),
        };
        let path = path.and_then(|path| path.strip_prefix('"')?.strip_suffix('"'));
        let used = path.is_none_or(|path| {
            let last = path.rsplit('/').next().unwrap_or(path);
            let version =
                last.len() > 1 && last.starts_with('v') && last[1..].parse::<u8>().is_ok();
            let name = match version {
                true => path.rsplit('/').nth(1).unwrap_or(last),
                false => last,
            };
            let qualifier = format!("{name}.");
            let mentions = code.match_indices(&qualifier).map(|(at, _)| at);
            // Not at the end of a longer name, as time in runtime.
            mentions
                .map(|at| code[..at].chars().next_back())
                .any(|before| !before.is_some_and(|c| c.is_alphanumeric() || c == '_'))
        });
        match used {
            true => result.push_str(line),
            false => result.push('\n'),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "package p\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nvar x = []int{\n\t1,\n}\n\nfunc TestA(t *testing.T) {\n\tos.Exit(x)\n}\n\nfunc (r *R) M() {}\n\nfunc ExampleB() {\n\t// Output: 1\n}\n";

    #[test]
    fn declarations_are_taken_out_with_what_only_they_use() {
        let shorter = without(FILE, "TestA").unwrap();
        assert!(!shorter.contains("os.Exit"));
        assert_eq!(shorter.lines().count(), FILE.lines().count());
        assert!(!without_imports(&shorter).contains("\"os\""));
        assert!(!without(FILE, "x").unwrap().contains("1,"));
        assert!(without(FILE, "R.M").is_some());
        assert!(without(FILE, "R.N").is_none());
    }

    #[test]
    fn verdicts_are_those_of_top_level_tests() {
        let output =
            "x--- PASS: TestA (0.00s)\n    --- FAIL: TestA/b (0.00s)\n--- SKIP: TestC (0.00s)\n";
        let found = verdicts(output);
        assert_eq!(found.get("TestA"), Some(&'P'));
        assert_eq!(found.get("TestC"), Some(&'S'));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn test_functions_are_found() {
        let names: Vec<String> = functions_of_output(FILE).into_iter().collect();
        assert_eq!(names, ["ExampleB", "TestA"]);
    }
}
