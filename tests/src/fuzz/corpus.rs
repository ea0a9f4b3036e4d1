//! The programs that are mutated.
//!
//! In: the project's `tests/run` and `tests/check`, Go's test directory and the checker tests of the Go
//! distribution, as far as they are there.  Out: their texts with their tokens, always in the same order.

use std::path::{Path, PathBuf};

use grus_difftest::toolchain::Toolchain;
use grus_syntax::scanner::{Scanner, SemicolonOrigin};
use grus_syntax::token::Token;

use crate::toolchain::workspace_folder;
use crate::upstream;

/// Longer programs make slow mutants.
const LONGEST: usize = 40_000;

/// A token that is written in the source.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub token: Token,
    pub start: usize,
    pub end: usize,
}

/// A program.
pub struct Seed {
    pub text: Vec<u8>,
    pub tokens: Vec<Place>,
}

/// The programs.
pub struct Corpus {
    pub seeds: Vec<Seed>,
}

impl Corpus {
    /// Reads what there is.
    pub fn read() -> Corpus {
        let mut folders = vec![
            workspace_folder().join("tests/run"),
            workspace_folder().join("tests/check"),
        ];
        folders.extend(upstream::directory());
        let goroot = Toolchain::real_go().ok().and_then(|go| go.goroot());
        folders.extend(goroot.map(|root| root.join("src/internal/types/testdata")));
        Corpus::of(&folders)
    }

    /// Those below some folders.
    pub fn of(folders: &[PathBuf]) -> Corpus {
        let mut files = Vec::new();
        for folder in folders {
            go_files(folder, &mut files);
        }
        let texts = files.iter().filter_map(|file| std::fs::read(file).ok());
        let texts = texts.filter(|text| text.len() <= LONGEST);
        // Among the ignored files are some that need minutes and gigabytes, of gc too.
        let ignored = |text: &[u8]| text.windows(18).any(|part| part == b"\n//go:build ignore");
        let texts = texts.filter(|text| !text.starts_with(b"//go:build ignore") && !ignored(text));
        let seeds = texts.map(Seed::new).filter(|seed| seed.tokens.len() > 3);
        Corpus {
            seeds: seeds.collect(),
        }
    }
}

impl Seed {
    /// A program and its tokens.
    pub fn new(text: Vec<u8>) -> Seed {
        let mut tokens = Vec::new();
        let mut scanner = Scanner::new(&text);
        scanner.next();
        while scanner.token != Token::Eof {
            let implied =
                scanner.token == Token::Semicolon && scanner.semicolon != SemicolonOrigin::Written;
            if !implied {
                tokens.push(Place {
                    token: scanner.token,
                    start: scanner.start as usize,
                    end: scanner.end as usize,
                });
            }
            scanner.next();
        }
        Seed { text, tokens }
    }
}

/// The Go files below a folder, sorted.
fn go_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            go_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "go") {
            found.push(path);
        }
    }
}
