//! Tidy: the rules of style that a machine can check, over every file of the repository.
//!
//! In: the tracked files.  Out: one trial a rule; a failure lists the offending places.
//!
//! - Every `.rs` file opens with a `//!` header and has at most 1000 lines.
//! - A function has at most 120 lines. A line `// tidy: long because REASON` straight above it
//!   (or above its attributes) exempts it; an exemption that is not needed is an offence itself.
//! - No placeholders for unwritten code.
//! - Relative links and paths in Markdown files lead somewhere.
//! - No text names a place on somebody's machine.
//! - Test folders have at most 40 entries, and every expectation belongs to a program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use grus_tests::case;
use grus_tests::toolchain::workspace_folder;
use libtest_mimic::{Arguments, Trial};

const FILE_LINES: usize = 1000;
const FUNCTION_LINES: usize = 120;
const FOLDER_ENTRIES: usize = 40;
const EXEMPTION: &str = "// tidy: long because ";

/// A rule looks at all files and lists what offends it.
type Rule = fn(&Repository) -> Vec<String>;

const RULES: [(&str, Rule); 8] = [
    ("rust_files_have_headers", headers),
    ("rust_files_are_short", file_lengths),
    ("functions_are_short", function_lengths),
    ("no_placeholders", placeholders),
    ("markdown_paths_exist", markdown_paths),
    ("no_machine_specific_paths", machine_paths),
    ("test_folders_are_small", folder_sizes),
    ("expectations_have_programs", stray_expectations),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let repository = match Repository::read() {
        Ok(repository) => Arc::new(repository),
        Err(reason) => {
            eprintln!("tidy: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let trials = RULES.into_iter().map(|(name, rule)| {
        let repository = Arc::clone(&repository);
        Trial::test(name, move || {
            let offences = rule(&repository);
            if offences.is_empty() {
                Ok(())
            } else {
                Err(offences.join("\n").into())
            }
        })
    });
    let trials = trials.collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The tracked files and those about to be, with the text of those that are text.
struct Repository {
    root: PathBuf,
    paths: BTreeSet<String>,
    texts: BTreeMap<String, String>,
}

impl Repository {
    fn read() -> Result<Repository, String> {
        let root = workspace_folder();
        let list = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output();
        let paths: BTreeSet<String> = match list {
            Ok(list) if list.status.success() => String::from_utf8_lossy(&list.stdout)
                .lines()
                .map(String::from)
                .collect(),
            _ => walk(&root, &root),
        };
        let paths: BTreeSet<String> = paths
            .into_iter()
            .filter(|path| root.join(path).is_file())
            .collect();
        let text = |path: &String| Some((path.clone(), fs::read_to_string(root.join(path)).ok()?));
        let texts = paths.iter().filter_map(text).collect();
        Ok(Repository { root, paths, texts })
    }

    fn with_extension(&self, extension: &str) -> impl Iterator<Item = (&str, &str)> {
        let files = self
            .texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| path.ends_with(extension))
    }
}

/// All files below a folder, for a copy of the repository without its history.
fn walk(root: &Path, folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && name != "target" && name != ".git" {
            found.extend(walk(root, &path));
        } else if path.is_file()
            && let Ok(relative) = path.strip_prefix(root)
        {
            found.insert(relative.to_string_lossy().into_owned());
        }
    }
    found
}

fn headers(repository: &Repository) -> Vec<String> {
    let bare = |&(_, text): &(&str, &str)| !text.starts_with("//! ");
    repository
        .with_extension(".rs")
        .filter(bare)
        .map(|(path, _)| path.to_string())
        .collect()
}

fn file_lengths(repository: &Repository) -> Vec<String> {
    let counted = repository
        .with_extension(".rs")
        .map(|(path, text)| (path, text.lines().count()));
    let long = counted.filter(|(_, lines)| *lines > FILE_LINES);
    long.map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect()
}

fn function_lengths(repository: &Repository) -> Vec<String> {
    let mut offences = Vec::new();
    for (path, text) in repository.with_extension(".rs") {
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            if let Some(length) = function_length(line, &lines[start..]) {
                let exempt = is_exempt(&lines[..start]);
                if length > FUNCTION_LINES && !exempt {
                    offences.push(format!(
                        "{path}:{}: a function of {length} lines",
                        start + 1
                    ));
                }
                if length <= FUNCTION_LINES && exempt {
                    offences.push(format!("{path}:{}: needs no exemption", start + 1));
                }
            }
        }
    }
    offences
}

/// The lines from one that starts a function to the brace at the same indentation.
fn function_length(line: &str, from_here: &[&str]) -> Option<usize> {
    let indentation = line.len() - line.trim_start().len();
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub")
            || word.starts_with('"')
            || ["const", "async", "unsafe", "extern", "in"].contains(word)
    });
    if words.next() != Some("fn") || line.trim_end().ends_with(['}', ';']) {
        return None;
    }
    let is_end = |line: &&str| {
        line.len() - line.trim_start().len() == indentation && line.trim_start().starts_with('}')
    };
    let end = from_here.iter().position(is_end);
    let bodiless = from_here
        .iter()
        .position(|line| line.trim_end().ends_with(';'));
    match (
        end,
        bodiless,
        from_here
            .iter()
            .position(|line| line.trim_end().ends_with('{')),
    ) {
        (Some(end), _, Some(open)) if open <= end => Some(end + 1),
        (_, Some(_), _) => None,
        _ => None,
    }
}

/// Whether the lines above a function, attributes and documentation aside, end in an exemption.
fn is_exempt(above: &[&str]) -> bool {
    let mut lines = above.iter().rev().map(|line| line.trim_start());
    let decoration = |line: &&str| line.starts_with("#[") || line.starts_with("///");
    let nearest = lines.find(|line| !decoration(line));
    nearest.is_some_and(|line| line.len() > EXEMPTION.len() && line.starts_with(EXEMPTION))
}

fn placeholders(repository: &Repository) -> Vec<String> {
    let words = [concat!("to", "do!("), concat!("unimple", "mented!(")];
    offending_lines(repository.with_extension(".rs"), &|line| {
        words.iter().any(|word| line.contains(word))
    })
}

fn offending_lines<'a>(
    files: impl Iterator<Item = (&'a str, &'a str)>,
    offends: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let mut offences = Vec::new();
    for (path, text) in files {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| offends(line)) {
            offences.push(format!("{path}:{}: {}", number + 1, line.trim()));
        }
    }
    offences
}

fn markdown_paths(repository: &Repository) -> Vec<String> {
    let mut offences = Vec::new();
    for (path, text) in repository.with_extension(".md") {
        let folder = repository.root.join(path);
        let folder = folder.parent().unwrap_or(&repository.root);
        for (number, line) in text.lines().enumerate() {
            for target in links(line).into_iter().chain(code_paths(repository, line)) {
                let from_root = repository.root.join(&target);
                if !folder.join(&target).exists() && !from_root.exists() {
                    offences.push(format!("{path}:{}: {target} does not exist", number + 1));
                }
            }
        }
    }
    offences
}

/// The relative targets of Markdown links on a line.
fn links(line: &str) -> Vec<String> {
    let targets = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let relative = targets.filter(|t| !t.contains("://") && !t.starts_with(['#', '<', '/']));
    relative
        .map(|t| t.split(['#', ' ']).next().unwrap_or(t).to_string())
        .filter(|t| !t.is_empty())
        .collect()
}

/// Paths in backquotes that begin with a folder of the repository.
fn code_paths(repository: &Repository, line: &str) -> Vec<String> {
    let spans = line.split('`').skip(1).step_by(2);
    let paths = spans.filter(|span| {
        let first = span.split('/').next().unwrap_or_default();
        span.contains('/')
            && !span.contains([' ', '*', '<', '{', '$', ':', '[', '…', '('])
            && !span.contains("...")
            && !first.is_empty()
            && !first.starts_with("..")
            && first != "target"
            && repository.root.join(first).is_dir()
    });
    paths.map(String::from).collect()
}

fn machine_paths(repository: &Repository) -> Vec<String> {
    let places = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
    ];
    let files = repository
        .texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    offending_lines(files, &|line| {
        places.iter().any(|place| {
            line.match_indices(place).any(|(at, _)| {
                // `src/work/x` and `https://host/work/x` are no absolute paths.
                !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-}".contains(c))
            })
        })
    })
}

fn folder_sizes(repository: &Repository) -> Vec<String> {
    let mut entries: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for path in repository
        .paths
        .iter()
        .filter(|path| path.starts_with("tests/"))
    {
        let parts: Vec<&str> = path.split('/').collect();
        for depth in 1..parts.len() {
            entries
                .entry(parts[..depth].join("/"))
                .or_default()
                .insert(parts[depth]);
        }
    }
    let large = entries
        .iter()
        .filter(|(_, names)| names.len() > FOLDER_ENTRIES);
    large
        .map(|(folder, names)| format!("{folder}: {} entries", names.len()))
        .collect()
}

fn stray_expectations(repository: &Repository) -> Vec<String> {
    let cases = match case::discover(&repository.root) {
        Ok(cases) => cases,
        Err(reason) => return vec![reason],
    };
    let mut known = BTreeSet::new();
    for case in &cases {
        known.extend(
            case.recorded_parts()
                .iter()
                .map(|part| case.golden_file(part)),
        );
    }
    let is_expectation = |path: &&String| {
        path.starts_with("tests/") && [".out", ".err", ".m"].iter().any(|e| path.ends_with(e))
    };
    let stray = repository.paths.iter().filter(is_expectation);
    stray
        .filter(|path| !known.contains(&repository.root.join(path)))
        .cloned()
        .collect()
}
