//! What `-m` says, against real Go and against Go's own test directory.
//!
//! In: the programs of `tests/samples`, those of Go's test directory that ask for `-m` and a choice of
//! others there; the compiler under test and real Go.  Out: the figures, and failures where they are
//! below the floors. A part of the programs is tried; `DECISIONS=all` tries all of them,
//! `DECISIONS=show` prints what differs, and `DECISIONS=all,show` does both.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use grus_tests::toolchain::{self, BuildPlace, Toolchain, workspace_folder};
use grus_tests::upstream;
use regex::Regex;

/// Hundredths of real Go's escape lines that have to be equal.
const EQUAL_LINES: usize = 97;
/// Hundredths of its lines of `-m=2` over the samples, and over other programs.
const EQUAL_FLOWS: usize = 97;
const EQUAL_FLOWS_ELSEWHERE: usize = 90;
/// Hundredths of the errorcheck programs with `-m` that have to pass as they stand.
const PASSING_PROGRAMS: usize = 85;

/// The words by which an escape line is known.
const ESCAPE_KINDS: [&str; 5] = [
    "escapes to heap",
    "does not escape",
    "moved to heap: ",
    "leaking param",
    "ignoring self-assignment",
];

fn wants(what: &str) -> bool {
    std::env::var("DECISIONS").is_ok_and(|value| value.split(',').any(|word| word == what))
}

/// Every so-manieth program, unless all are wanted.
fn choice(files: Vec<PathBuf>, step: usize) -> Vec<PathBuf> {
    let step = if wants("all") { 1 } else { step };
    files.into_iter().step_by(step).collect()
}

fn go_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    files
}

fn read(file: &Path) -> String {
    String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned()
}

fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The first line of a program, with its flags, if it is an errorcheck program with `-m`.
fn errorcheck_flags(text: &str) -> Option<Vec<String>> {
    let first = text.lines().next()?;
    let flags = first.strip_prefix("// errorcheck")?;
    let flags: Vec<String> = flags.split_whitespace().map(String::from).collect();
    let asks = flags.iter().any(|flag| flag == "-m" || flag == "-m=2");
    asks.then_some(flags)
}

/// Runs `job` for every file, two at a time.
fn for_each_file<R: Send>(files: &[PathBuf], job: impl Fn(&Path) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut results = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            results.push(job(file));
        }
        results
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        let results = workers.into_iter().map(|worker| worker.join());
        results
            .flat_map(|result| result.expect("no panic"))
            .collect()
    })
}

/// Which lines count.
#[derive(Clone, Copy)]
enum Lines {
    /// The escape lines of `-m -l`.
    Escape,
    /// All lines of `-m=2`.
    Flows,
}

impl Lines {
    fn flags(self) -> &'static str {
        match self {
            Lines::Escape => "-gcflags=-m -l",
            Lines::Flows => "-gcflags=-m=2",
        }
    }

    fn count(self, line: &str) -> bool {
        match self {
            Lines::Escape => ESCAPE_KINDS.iter().any(|kind| line.contains(kind)),
            Lines::Flows => true,
        }
    }
}

/// The lines of a program: position and message, with how often each is there. None if it is rejected.
fn lines_of(
    toolchain: &Toolchain,
    file: &Path,
    kind: Lines,
    output: &Path,
) -> Option<BTreeMap<String, usize>> {
    let folder = file.parent().unwrap_or(file);
    let built = toolchain
        .command(folder)
        .env("GO111MODULE", "off")
        .args(["build", kind.flags(), "-o"])
        .arg(output)
        .arg(name(file))
        .output()
        .expect("the compiler starts");
    let _ = fs::remove_file(output);
    if !built.status.success() {
        return None;
    }
    let text = String::from_utf8_lossy(&built.stderr).into_owned();
    let prefix = format!("{}:", name(file));
    let mut lines = BTreeMap::new();
    for line in text.lines() {
        let line = line.strip_prefix("./").unwrap_or(line);
        if line.starts_with(&prefix) && kind.count(line) {
            *lines.entry(line.to_string()).or_default() += 1;
        }
    }
    Some(lines)
}

#[test]
fn escape_lines_equal_real_go() {
    let Ok(go) = Toolchain::real_go() else {
        println!("escape lines: skipped (no real Go)");
        return;
    };
    let grus = toolchain::grus().expect("grus is built");
    let mut files = choice(go_files(&workspace_folder().join("tests/samples")), 2);
    if let Ok(folder) = upstream::directory() {
        let all = go_files(&folder);
        let (about, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|file| {
            let name = name(file);
            name.starts_with("escape") || name.starts_with("closure")
        });
        let programs = others.into_iter().filter(|file| {
            let text = read(file);
            text.starts_with("// run\n") && !text.contains(" -m")
        });
        let fixed = go_files(&folder.join("fixedbugs")).into_iter();
        let fixed = fixed.filter(|file| errorcheck_flags(&read(file)).is_some());
        files.extend(choice(about, 2));
        files.extend(choice(fixed.collect(), 3));
        files.extend(choice(programs.collect(), 24));
    }
    let (programs, equal, total) = compare(&grus, &go, &files, Lines::Escape);
    println!("escape lines: {equal} of {total} are real Go's, in {programs} programs");
    assert!(equal * 100 >= total * EQUAL_LINES, "{equal} of {total}");
}

#[test]
fn flows_equal_real_go() {
    let Ok(go) = Toolchain::real_go() else {
        println!("flows: skipped (no real Go)");
        return;
    };
    let grus = toolchain::grus().expect("grus is built");
    let samples = choice(go_files(&workspace_folder().join("tests/samples")), 2);
    let mut groups = vec![("the samples", samples, EQUAL_FLOWS)];
    if let Ok(folder) = upstream::directory() {
        let mut files = go_files(&folder);
        files.retain(|file| {
            let name = name(file);
            name.starts_with("escape") || name.starts_with("closure")
        });
        let about = choice(files, 3);
        groups.push(("Go's test directory", about, EQUAL_FLOWS_ELSEWHERE));
    }
    for (what, files, floor) in groups {
        let (programs, equal, total) = compare(&grus, &go, &files, Lines::Flows);
        println!(
            "lines of -m=2: {equal} of {total} are real Go's, in {programs} programs of {what}"
        );
        assert!(equal * 100 >= total * floor, "{equal} of {total} of {what}");
    }
}

/// How many programs were compared, how many lines were equal, and how many real Go has.
fn compare(
    grus: &Toolchain,
    go: &Toolchain,
    files: &[PathBuf],
    kind: Lines,
) -> (usize, usize, usize) {
    let place = BuildPlace::of_this_executable().expect("a target folder");
    let scratch = place.work_folder("decisions").expect("writable");
    let counts = for_each_file(files, |file| {
        let output = |tool: &str| scratch.join(format!("{tool}-{}-{}", kind as u8, name(file)));
        let wanted = lines_of(go, file, kind, &output("go"))?;
        let Some(found) = lines_of(grus, file, kind, &output("grus")) else {
            println!("{} is rejected, and left out", name(file));
            return None;
        };
        let mut equal = 0;
        for (line, &count) in &wanted {
            let here = found.get(line).copied().unwrap_or(0).min(count);
            equal += here;
            if here < count && wants("show") {
                println!("- {line}");
            }
        }
        for (line, &count) in &found {
            if wanted.get(line).copied().unwrap_or(0) < count && wants("show") {
                println!("+ {line}");
            }
        }
        Some((wanted.values().sum::<usize>(), equal))
    });
    let counts: Vec<(usize, usize)> = counts.into_iter().flatten().collect();
    let total = counts.iter().map(|count| count.0).sum();
    let equal = counts.iter().map(|count| count.1).sum();
    (counts.len(), equal, total)
}

/// Go's patterns may have braces that are no repetition.
fn with_plain_braces(pattern: &str) -> String {
    let repetition = Regex::new(r"^\{[0-9]+(,[0-9]*)?\}").expect("a pattern");
    let mut plain = String::new();
    let mut escaped = false;
    for (index, letter) in pattern.char_indices() {
        let counts = repetition.is_match(&pattern[index..]);
        if !escaped
            && (letter == '{' && !counts
                || letter == '}'
                    && !plain.ends_with(|last: char| last.is_ascii_digit() || last == ','))
        {
            plain.push('\\');
        }
        plain.push(letter);
        escaped = letter == '\\' && !escaped;
    }
    plain
}

/// What is wrong with an errorcheck program; the runner of the directory checks the same.
fn errorcheck(tool: &Toolchain, file: &Path, flags: &[String], output: &Path) -> Option<String> {
    let text = read(file);
    let flags: Vec<&str> = flags
        .iter()
        .map(String::as_str)
        .filter(|flag| *flag != "-0")
        .collect();
    let folder = file.parent().unwrap_or(file);
    let compiled = tool
        .command(folder)
        .env("GO111MODULE", "off")
        .args(["build", &format!("-gcflags=-e {}", flags.join(" "))])
        .arg("-o")
        .arg(output)
        .arg(name(file))
        .output()
        .expect("the compiler starts");
    let _ = fs::remove_file(output);
    let mut said: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let told = compiled.stderr;
    let prefix = format!("{}:", name(file));
    for line in String::from_utf8_lossy(&told).lines() {
        let line = line.strip_prefix("./").unwrap_or(line);
        let Some(rest) = line.strip_prefix(&prefix) else {
            continue;
        };
        let number = rest
            .split(':')
            .next()
            .and_then(|number| number.parse().ok());
        if let Some(number) = number {
            said.entry(number).or_default().push(line.to_string());
        }
    }
    let quoted = Regex::new(r#""([^"]*)""#).expect("a pattern");
    let reference = Regex::new(r"LINE(([+-])([0-9]+))?").expect("a pattern");
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let Some((_, comment)) = line.split_once("// ERROR ") else {
            continue;
        };
        let mut lines = said.remove(&number).unwrap_or_default();
        for pattern in quoted.captures_iter(comment) {
            let pattern = reference.replace_all(&pattern[1], |found: &regex::Captures| {
                let offset = found
                    .get(3)
                    .map_or(0, |digits| digits.as_str().parse().unwrap_or(0));
                let sign = found.get(2).map_or("+", |sign| sign.as_str());
                let number = if sign == "-" {
                    number - offset
                } else {
                    number + offset
                };
                format!("{}:{number}", name(file))
            });
            let Ok(pattern) = Regex::new(&with_plain_braces(&pattern)) else {
                return Some(format!("{number}: bad pattern {pattern}"));
            };
            let before = lines.len();
            lines.retain(|line| !pattern.is_match(line));
            if lines.len() == before {
                return Some(format!("{number}: nothing matches {pattern}"));
            }
        }
        if let Some(line) = lines.first() {
            return Some(format!("not expected: {line}"));
        }
    }
    let left = said.into_values().flatten().next();
    left.map(|line| format!("not expected: {line}"))
}

#[test]
fn errorcheck_programs_pass() {
    let Ok(folder) = upstream::directory() else {
        println!("errorcheck programs with -m: skipped (no test directory)");
        return;
    };
    let grus = toolchain::grus().expect("grus is built");
    let folders = ["", "fixedbugs", "typeparam"].map(|sub| folder.join(sub));
    let files = folders.iter().flat_map(|folder| go_files(folder));
    let files = files.filter(|file| errorcheck_flags(&read(file)).is_some());
    let files: Vec<PathBuf> = files.collect();
    let place = BuildPlace::of_this_executable().expect("a target folder");
    let scratch = place.work_folder("decisions").expect("writable");
    let go = Toolchain::real_go().ok();
    let verdicts = for_each_file(&files, |file| {
        let flags = errorcheck_flags(&read(file)).unwrap_or_default();
        let output = |tool: &str| scratch.join(format!("{tool}-check-{}", name(file)));
        let problem = errorcheck(&grus, file, &flags, &output("grus"))?;
        // The directory is older than the reference, which fails some of its programs.
        let ask = |go| errorcheck(go, file, &flags, &output("go"));
        let outdated = go.as_ref().is_some_and(|go| ask(go).is_some());
        Some((name(file), problem, outdated))
    });
    let (mut outdated, mut failing) = (0, 0);
    for (name, problem, real_go_too) in verdicts.into_iter().flatten() {
        if real_go_too {
            outdated += 1;
        } else {
            failing += 1;
            println!("{name}: {problem}");
        }
    }
    let total = files.len() - outdated;
    let passing = total - failing;
    println!("errorcheck programs with -m: {passing} of the {total} that real Go passes");
    assert!(passing * 100 >= total * PASSING_PROGRAMS);
}
