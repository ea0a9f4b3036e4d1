//! The embedded library against the Go distribution: that it is complete, and that it is our own.
//!
//! In: `library/`, and the source of real Go where it is installed; without it the tests say that they
//! skipped.  Out: what packages of the specification export and ours do not, or otherwise; runs of
//! `RUN` tokens or more that stand in both sources, outside of what the API dictates: types, constants
//! and the signatures of functions.
//! What is allowed stands with its reason in `tests/api/missing.toml` and `tests/api/equal_runs.toml`.
//! Both lists may only shrink: an entry that is not needed fails the test.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use grus_syntax::scanner::Scanner;
use grus_syntax::token::Token;
use grus_tests::expected_failures;
use grus_tests::toolchain::{BuildPlace, Toolchain, workspace_folder};

/// The packages that are embedded complete in their exported API.
const PACKAGES: &str = "bufio bytes cmp container/heap container/list container/ring context errors \
    flag fmt hash/maphash io io/fs iter log maps math math/bits math/cmplx math/rand math/rand/v2 os \
    os/signal path path/filepath reflect runtime runtime/debug slices sort strconv strings sync \
    sync/atomic testing time unicode unicode/utf16 unicode/utf8 unique weak";

/// How many equal tokens in a row are too many.
const RUN: usize = 40;

/// Real Go and the source of its library.
fn distribution() -> Option<(Toolchain, PathBuf)> {
    match Toolchain::real_go() {
        Ok(go) => go.goroot().map(|root| (go, root.join("src"))),
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}

/// A list of what is allowed, with reasons.
fn allowed(file: &str) -> expected_failures::ExpectedFailures {
    let path = workspace_folder().join("tests/api").join(file);
    let text = fs::read_to_string(&path).expect("the list can be read");
    expected_failures::parse(&text).expect("the list is well formed")
}

#[test]
fn exports_are_those_of_real_go() {
    let Some((go, source)) = distribution() else {
        return;
    };
    let place = BuildPlace::of_this_executable().expect("the build folder is known");
    let work = place.work_folder("api").expect("a work folder");
    let command = work.join("exports");
    let folder = workspace_folder().join("tests/api");
    let built = go
        .command(&folder)
        .args(["build", "-o"])
        .arg(&command)
        .arg("exports.go")
        .output()
        .expect("go starts");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let exports = |folders: &str| -> BTreeSet<String> {
        let output = std::process::Command::new(&command)
            .arg(folders)
            .args(PACKAGES.split_whitespace())
            .output()
            .expect("the command starts");
        let text = String::from_utf8(output.stdout).expect("text");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        text.lines().map(String::from).collect()
    };
    let library = workspace_folder().join("library");
    let theirs = exports(&source.to_string_lossy());
    let ours = exports(&format!("{},{}", library.display(), source.display()));
    let allowed = allowed("missing.toml");
    let mut needed = BTreeSet::new();
    let mut problems = Vec::new();
    for line in theirs.difference(&ours) {
        let package = line.split(' ').next().unwrap_or_default();
        match [line.as_str(), package]
            .into_iter()
            .find(|entry| allowed.contains_key(*entry))
        {
            Some(entry) => {
                needed.insert(entry.to_string());
            }
            None => problems.push(format!("missing: {line}")),
        }
    }
    problems.extend(
        ours.difference(&theirs)
            .map(|line| format!("only ours: {line}")),
    );
    let unneeded = allowed.keys().filter(|entry| !needed.contains(*entry));
    problems.extend(unneeded.map(|entry| format!("not missing any more: {entry}")));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    println!(
        "{} exported names, fields and methods; {} missing",
        theirs.len(),
        theirs.difference(&ours).count()
    );
}

/// The tokens of a file.
struct Tokens {
    /// Numbers of their texts.
    texts: Vec<u32>,
    /// The lines they are in.
    lines: Vec<u32>,
    /// For each the index in `declarations` of the one it is in.
    places: Vec<u32>,
    declarations: Vec<String>,
}

/// Numbers of texts of tokens, from 0 upwards, and of barriers, from the greatest downwards.
#[derive(Default)]
struct Texts {
    numbers: HashMap<Vec<u8>, u32>,
    barriers: u32,
}

/// Where a scan is in a file.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Between declarations, or in the values of variables.
    Outside,
    /// In a declaration that ends with its line: imports, constants, types.
    Dictated,
    /// In front of the body of a function.
    Signature,
}

impl Texts {
    fn number(&mut self, text: &[u8]) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(text.to_vec(), number);
        number
    }

    /// A number that nothing equals.
    fn barrier(&mut self) -> u32 {
        self.barriers += 1;
        u32::MAX - self.barriers
    }

    /// Scans a file.
    fn scan(&mut self, text: &[u8]) -> Tokens {
        let mut tokens = Tokens {
            texts: Vec::new(),
            lines: Vec::new(),
            places: Vec::new(),
            declarations: vec![String::new()],
        };
        let mut scanner = Scanner::new(text);
        let (mut line, mut counted, mut depth) = (1, 0, 0);
        let mut part = Part::Outside;
        // Whether the name of the declaration that began here is still to come.
        let mut awaits_name = false;
        let mut previous: &[u8] = b"";
        loop {
            scanner.next();
            let start = scanner.start as usize;
            line += text[counted..start].iter().filter(|&&b| b == b'\n').count() as u32;
            counted = start;
            let token = match scanner.token {
                Token::Eof => return tokens,
                Token::Semicolon => b";",
                _ => scanner.text(),
            };
            let is_type = previous == b"interface" || previous == b"struct";
            let was = part;
            match token {
                b"{" if depth == 0 && part == Part::Signature && !is_type => {
                    part = Part::Outside;
                    depth += 1;
                }
                b"(" | b"{" | b"[" => depth += 1,
                b")" | b"}" | b"]" => depth -= 1,
                b";" if depth == 0 => part = Part::Outside,
                b"package" | b"import" | b"type" | b"const" if depth == 0 => part = Part::Dictated,
                b"func" if depth == 0 && part == Part::Outside && previous == b";" => {
                    part = Part::Signature;
                }
                _ => {}
            }
            match token {
                b"func" | b"var" | b"type" | b"const" if depth == 0 => awaits_name = true,
                _ if awaits_name && depth == 0 && matches!(scanner.token, Token::Name) => {
                    let name = String::from_utf8_lossy(token).into_owned();
                    tokens.declarations.push(name);
                    awaits_name = false;
                }
                _ => {}
            }
            previous = token;
            let number = match (was, part) {
                (Part::Outside, Part::Outside) => self.number(token),
                (Part::Outside, _) => self.barrier(),
                _ => continue,
            };
            tokens.texts.push(number);
            tokens.lines.push(line);
            tokens.places.push(tokens.declarations.len() as u32 - 1);
        }
    }
}

/// The Go files below a folder that are part of packages, without tests.
fn go_files(folder: &Path, result: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "cmd" | "testdata" | "vendor") {
                go_files(&path, result);
            }
        } else if name.ends_with(".go") && !name.ends_with("_test.go") {
            result.push(path);
        }
    }
}

/// A hash of a run of tokens.
fn hash(run: &[u32]) -> u64 {
    run.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &text| {
        (hash ^ u64::from(text)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[test]
fn no_file_of_the_library_is_a_copy() {
    let Some((_, source)) = distribution() else {
        return;
    };
    let mut texts = Texts::default();
    let library = workspace_folder().join("library");
    let mut own_paths = Vec::new();
    go_files(&library, &mut own_paths);
    own_paths.sort();
    let scan = |texts: &mut Texts, path: &PathBuf| texts.scan(&fs::read(path).expect("a file"));
    let own: Vec<Tokens> = own_paths.iter().map(|p| scan(&mut texts, p)).collect();
    // Where each run of our files begins.
    let mut runs: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for (file, tokens) in own.iter().enumerate() {
        for (at, run) in tokens.texts.windows(RUN).enumerate() {
            runs.entry(hash(run)).or_default().push((file, at));
        }
    }
    let mut paths = Vec::new();
    go_files(&source, &mut paths);
    paths.sort();
    // For each of our tokens that begins a run also found there, where.
    let mut found: BTreeMap<(usize, usize), (usize, u32)> = BTreeMap::new();
    for (other, path) in paths.iter().enumerate() {
        let theirs = scan(&mut texts, path);
        for (position, run) in theirs.texts.windows(RUN).enumerate() {
            for &(file, at) in runs.get(&hash(run)).into_iter().flatten() {
                if own[file].texts[at..at + RUN] == *run {
                    found
                        .entry((file, at))
                        .or_insert((other, theirs.lines[position]));
                }
            }
        }
    }
    let allowed = allowed("equal_runs.toml");
    let mut needed = BTreeSet::new();
    let mut problems = Vec::new();
    let mut previous = None;
    for (&(file, at), &(other, line)) in &found {
        let continues = previous == Some((file, at.wrapping_sub(1)));
        previous = Some((file, at));
        let relative = own_paths[file].strip_prefix(&library).expect("is below it");
        let tokens = &own[file];
        let declaration = &tokens.declarations[tokens.places[at] as usize];
        let names = [
            relative.display().to_string(),
            format!("{} {declaration}", relative.display()),
        ];
        if let Some(name) = names.iter().find(|name| allowed.contains_key(*name)) {
            needed.insert(name.clone());
        } else if !continues {
            let length = (at..)
                .take_while(|&next| found.contains_key(&(file, next)))
                .count();
            problems.push(format!(
                "{} (line {}): {} tokens as in {}:{line}",
                names[1],
                tokens.lines[at],
                length + RUN - 1,
                paths[other]
                    .strip_prefix(&source)
                    .expect("is below")
                    .display(),
            ));
        }
    }
    let unneeded = allowed.keys().filter(|entry| !needed.contains(*entry));
    problems.extend(unneeded.map(|entry| format!("not equal any more: {entry}")));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
