//! The process that checks mutants, one after another.
//!
//! In: a first seed and a number of seeds, and what the type checker is to know of packages: some of the
//! distribution, from source, where one is installed.  Out: on standard output the line `mutant` before each, and
//! `accepted` behind those without an error; the process ends badly if the compiler does.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use grus_difftest::toolchain::Toolchain;
use grus_syntax::diagnostic::{self, Diagnostic, ERROR_LIMIT};
use grus_syntax::parser::{Options, parse_with};
use grus_syntax::pragma_placement;
use grus_types::{GoVersion, PackageSources, check_package};

use super::corpus::Corpus;
use super::mutate;

#[allow(
    clippy::duplicate_mod,
    reason = "the tests of the type checker load packages in the same way"
)]
#[path = "../../../compiler/types/tests/support/mod.rs"]
mod support;

/// Packages that mutants may import; others are errors.
const PACKAGES: [&str; 10] = [
    "errors", "fmt", "math", "os", "reflect", "runtime", "sort", "strings", "sync", "unsafe",
];

/// Checks the mutants, and writes those that are accepted to a folder if one is given.
///
/// # Errors
/// A file or the output cannot be written.
pub fn run(first: u64, count: u64, write_to: Option<&Path>) -> Result<(), String> {
    let corpus = Corpus::read();
    let goroot = Toolchain::real_go().ok().and_then(|go| go.goroot());
    let mut loader = support::Loader::new(goroot.unwrap_or_default());
    let known: BTreeSet<&str> = PACKAGES
        .into_iter()
        .filter(|path| loader.load(path))
        .collect();
    let mut output = std::io::stdout();
    for seed in first..first + count {
        // Each line must be out before the work begins.
        writeln!(output, "mutant").map_err(|e| e.to_string())?;
        let text = mutate::mutant(&corpus, seed);
        if !check(&mut loader, &known, &text).is_empty() {
            continue;
        }
        writeln!(output, "accepted").map_err(|e| e.to_string())?;
        if let Some(folder) = write_to {
            let file = folder.join(format!("{seed}.go"));
            std::fs::write(&file, &text).map_err(|e| format!("{}: {e}", file.display()))?;
        }
    }
    Ok(())
}

/// What the front end says of a program, rendered.
fn check(loader: &mut support::Loader, known: &BTreeSet<&str>, text: &[u8]) -> String {
    let id = loader.map.add_bytes("mutant.go", text);
    let parsed = parse_with(loader.map.file(id), Options::default());
    let mut diagnostics = parsed.diagnostics;
    if !diagnostics.iter().any(Diagnostic::is_syntax_error)
        && let Some(file) = parsed.file
    {
        let resolve = |path: &str| match known.contains(path) {
            true => path.to_string(),
            false => format!("missing/{path}"),
        };
        let files = [Arc::new(file)];
        let sources = PackageSources {
            path: "main",
            files: &files,
            go_version: GoVersion::CURRENT,
            resolve_import: Some(&resolve),
            source_map: &loader.map,
            ignore_func_bodies: false,
            test_builtins: false,
        };
        let (_, found) = check_package(&mut loader.program, &sources);
        diagnostics.extend(found);
        diagnostics.extend(pragma_placement::check(&files[0], true));
        diagnostics.extend(pragma_placement::check_linknames(&files));
    }
    diagnostic::sort_and_deduplicate(&mut diagnostics, &loader.map);
    diagnostic::render_all(&diagnostics, &loader.map, ERROR_LIMIT)
}
