//! The checker's tests of a Go distribution: files with `ERROR` comments where errors are expected.
//!
//! A comment `/* ERROR "text" */` (or `// ERROR`, or `ERRORx "regexp"`) names an error at the token
//! before it. Files listed in `testdata_failures.txt` are known to fail; the list may only shrink.
//! Needs `GRUS_GOROOT` or an installed `go`; says so and passes otherwise.

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use grus_syntax::ast::File;
use grus_syntax::scanner::{Scanner, SemicolonOrigin};
use grus_syntax::token::Token;
use grus_syntax::{Diagnostic, Pos};
use grus_types::{GoVersion, PackageSources, check_package};
use support::{Loader, go_root, parse_text, with_large_stack};

/// Hundredths of the files that must have exactly the expected errors.
const REQUIRED: usize = 97;

/// An expected error.
struct Expected {
    column: u32,
    pattern: Pattern,
    text: String,
}

enum Pattern {
    Substring(String),
    Regex(Box<regex_automata::meta::Regex>),
}

impl Expected {
    fn matches(&self, message: &str) -> bool {
        match &self.pattern {
            Pattern::Substring(text) => message.contains(text),
            Pattern::Regex(regex) => regex.is_match(message),
        }
    }
}

/// Expected errors by line.
fn expectations(text: &[u8], file: &grus_syntax::SourceFile) -> HashMap<u32, Vec<Expected>> {
    let mut result: HashMap<u32, Vec<Expected>> = HashMap::new();
    let mut scanner = Scanner::new(text);
    let mut previous: Option<u32> = None;
    let mut gap = 0u32;
    loop {
        scanner.next();
        let end = if scanner.token == Token::Eof {
            text.len() as u32
        } else {
            scanner.start
        };
        if let Some(token) = previous {
            for comment in comments(text, gap, end) {
                let (line, column) = file.line_and_column(token);
                if let Some(expected) = expectation(&comment, column) {
                    result.entry(line).or_default().push(expected);
                }
            }
        }
        if scanner.token == Token::Eof {
            return result;
        }
        let automatic =
            scanner.token == Token::Semicolon && scanner.semicolon != SemicolonOrigin::Written;
        if !automatic {
            previous = Some(scanner.start);
            gap = scanner.end;
        } else if previous.is_some() {
            // The comments before a line end have been seen with the semicolon's start.
            gap = gap.max(scanner.start);
        }
    }
}

/// The comments between two offsets, without markers.
fn comments(text: &[u8], start: u32, end: u32) -> Vec<String> {
    let mut found = Vec::new();
    let gap = String::from_utf8_lossy(&text[start as usize..(end as usize).max(start as usize)]);
    let mut rest: &str = &gap;
    while let Some(index) = rest.find('/') {
        rest = &rest[index..];
        if let Some(body) = rest.strip_prefix("/*") {
            let close = body.find("*/").unwrap_or(body.len());
            found.push(body[..close].to_string());
            rest = body.get(close + 2..).unwrap_or("");
        } else if let Some(body) = rest.strip_prefix("//") {
            let close = body.find('\n').unwrap_or(body.len());
            found.push(body[..close].to_string());
            rest = &body[close..];
        } else {
            rest = &rest[1..];
        }
    }
    found
}

fn expectation(comment: &str, column: u32) -> Option<Expected> {
    let (literal, is_regex) = match comment.strip_prefix(" ERROR ") {
        Some(literal) => (literal, false),
        None => (comment.strip_prefix(" ERRORx ")?, true),
    };
    let unquoted = grus_types::constant::unquote(literal.trim())?;
    let text = String::from_utf8_lossy(&unquoted).to_string();
    let pattern = if is_regex {
        // Go takes braces that are no repetition literally.
        let escaped = text.replace("{}", "\\{\\}");
        let regex = regex_automata::meta::Regex::new(&escaped).ok()?;
        Pattern::Regex(Box::new(regex))
    } else {
        Pattern::Substring(text.clone())
    };
    Some(Expected {
        column,
        pattern,
        text,
    })
}

/// Checks one package; the result lists what differs from the expectations.
fn run_package(loader: &mut Loader, paths: &[PathBuf], tolerance: u32) -> Vec<String> {
    let mut trees: Vec<Arc<File>> = Vec::new();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut expected: HashMap<String, HashMap<u32, Vec<Expected>>> = HashMap::new();
    let mut version = GoVersion::CURRENT;
    let mut fake_cgo = false;
    for (index, path) in paths.iter().enumerate() {
        let text = std::fs::read(path).unwrap_or_default();
        if index == 0 {
            let first = String::from_utf8_lossy(&text);
            let first = first.lines().next().unwrap_or("").to_string();
            if let Some(flags) = first
                .strip_prefix("//")
                .filter(|rest| rest.trim().starts_with('-'))
            {
                for flag in flags.split_whitespace() {
                    if let Some(lang) = flag.strip_prefix("-lang=") {
                        version = GoVersion::parse(lang).unwrap_or(version);
                    }
                    fake_cgo |= flag == "-fakeImportC";
                }
            }
        }
        let name = path.display().to_string();
        let parsed = parse_text(&mut loader.map, &name, &text, false);
        diagnostics.extend(parsed.diagnostics);
        trees.extend(parsed.tree);
        if let Some(file) = loader.map.files().last().cloned() {
            expected.insert(name, expectations(&text, &file));
        }
    }
    let _ = fake_cgo;
    let mut missing = BTreeSet::new();
    for tree in &trees {
        for import in &tree.imports {
            if let Some(path) = &import.path {
                let resolved = Loader::resolve(&loader.root, path.value.as_str());
                if !loader.load(&resolved) {
                    missing.insert(path.value.as_str());
                }
            }
        }
    }
    let name = trees
        .first()
        .map_or("p".to_string(), |tree| tree.package.name.to_string());
    let root = loader.root.clone();
    // Packages of other tests must not be found.
    let resolve = move |path: &str| match missing.contains(path) {
        true => format!("missing/{path}"),
        false => Loader::resolve(&root, path),
    };
    // The path must not be that of a package of the distribution.
    let path = if loader
        .program
        .package_by_path(&name)
        .is_some_and(|_| loader.load(&name))
    {
        format!("testdata/{name}")
    } else {
        name
    };
    let sources = PackageSources {
        path: &path,
        files: &trees,
        go_version: version,
        resolve_import: Some(&resolve),
        source_map: &loader.map,
        ignore_func_bodies: false,
        test_builtins: true,
    };
    diagnostics.extend(check_package(&mut loader.program, &sources).1);
    compare(loader, &diagnostics, expected, tolerance)
}

fn compare(
    loader: &Loader,
    diagnostics: &[Diagnostic],
    mut expected: HashMap<String, HashMap<u32, Vec<Expected>>>,
    tolerance: u32,
) -> Vec<String> {
    let mut differences = Vec::new();
    for diagnostic in diagnostics {
        let position = loader.map.physical_position(diagnostic.pos);
        let mut message = diagnostic.message.clone();
        for related in &diagnostic.related {
            message.push_str("\n\t");
            if related.pos != Pos::NONE {
                message.push_str(&format!("{}: ", loader.map.physical_position(related.pos)));
            }
            message.push_str(&related.message);
        }
        let on_line = expected
            .get_mut(&*position.filename)
            .and_then(|lines| lines.get_mut(&position.line));
        let closest = on_line.as_ref().and_then(|list| {
            (0..list.len())
                .filter(|&index| list[index].matches(&message))
                .min_by_key(|&index| list[index].column.abs_diff(position.column))
        });
        match (on_line, closest) {
            (Some(list), Some(index)) => {
                let entry = list.remove(index);
                if entry.column.abs_diff(position.column) > tolerance {
                    differences.push(format!("{position}: want column {}", entry.column));
                }
            }
            _ => differences.push(format!("{position}: no error expected: {message}")),
        }
    }
    let mut missing = Vec::new();
    for (file, lines) in &expected {
        for (line, list) in lines {
            for entry in list {
                missing.push(format!(
                    "{file}:{line}:{}: missing: {}",
                    entry.column, entry.text
                ));
            }
        }
    }
    missing.sort();
    differences.extend(missing);
    differences
}

/// The packages of a test folder: single files, and folders of files.
fn test_packages(dir: &Path) -> Vec<(String, Vec<PathBuf>)> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let mut packages = Vec::new();
    for path in entries {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().to_string());
        let name = name.unwrap_or_default();
        if path.is_dir() {
            let mut files: Vec<PathBuf> = std::fs::read_dir(&path)
                .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
                .unwrap_or_default();
            files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
            files.sort();
            packages.push((name, files));
        } else if name.ends_with(".go") {
            packages.push((name, vec![path]));
        }
    }
    packages
}

#[test]
fn checker_tests_of_the_go_distribution() {
    with_large_stack(|| {
        let Some(root) = go_root() else {
            eprintln!("skipped: no Go distribution (set GRUS_GOROOT)");
            return;
        };
        let only = std::env::var("GRUS_ONLY").ok();
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata_failures.txt");
        let known: BTreeSet<String> = std::fs::read_to_string(&list)
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .map(|line| line.split_whitespace().next().unwrap_or("").to_string())
            .collect();
        let dirs = [
            ("check", "internal/types/testdata/check", 50),
            ("spec", "internal/types/testdata/spec", 20),
            ("examples", "internal/types/testdata/examples", 125),
            ("fixedbugs", "internal/types/testdata/fixedbugs", 100),
            ("local", "cmd/compile/internal/types2/testdata/local", 0),
        ];
        let mut loader = Loader::new(root.clone());
        let mut failed: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut total = 0;
        for (label, dir, tolerance) in dirs {
            let packages = test_packages(&root.join("src").join(dir));
            let mut passed = 0;
            total += packages.len();
            for (name, files) in &packages {
                let id = format!("{label}/{name}");
                if only
                    .as_ref()
                    .is_some_and(|only| !id.contains(only.as_str()))
                {
                    continue;
                }
                if std::env::var("GRUS_TRACE").is_ok() {
                    eprintln!("{id}");
                }
                let differences = run_package(&mut loader, files, tolerance);
                if differences.is_empty() {
                    passed += 1;
                } else {
                    failed.insert(id, differences);
                }
            }
            eprintln!("{label}: {passed} of {} pass", packages.len());
        }
        let mut unexpected = 0;
        for (id, differences) in &failed {
            if known.contains(id) && only.is_none() {
                continue;
            }
            unexpected += 1;
            eprintln!("--- {id}");
            for difference in differences.iter().take(30) {
                eprintln!("    {difference}");
            }
        }
        if only.is_some() {
            return;
        }
        let exact = total - failed.len();
        let hundredths = exact as f64 * 100.0 / total as f64;
        eprintln!("exactly the expected errors: {exact} of {total} ({hundredths:.1} %)");
        assert!(exact * 100 >= total * REQUIRED, "{exact} of {total}");
        for id in known.iter().filter(|id| !failed.contains_key(*id)) {
            eprintln!("{id} passes now: remove it from the list of failures");
            unexpected += 1;
        }
        assert!(unexpected == 0, "{unexpected} unexpected results");
    });
}
