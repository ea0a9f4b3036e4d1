//! How failures reach the user: messages and exit statuses.
//!
//! In: failures of any stage.  Out: text on standard error as the `go` command prints it.

use grus_syntax::{Diagnostic, SourceMap, diagnostic};
use std::path::Path;

/// Why a command failed. The text is complete, without a final newline.
#[derive(Clone, Debug)]
pub struct Failure {
    pub text: String,
    /// Exit status: 1 for failed builds, 2 for wrong usage.
    pub status: u8,
}

impl Failure {
    /// A failed build or load.
    pub fn new(text: impl Into<String>) -> Failure {
        Failure {
            text: text.into(),
            status: 1,
        }
    }

    /// Wrong usage of a command.
    pub fn usage(text: impl Into<String>) -> Failure {
        Failure {
            text: text.into(),
            status: 2,
        }
    }
}

/// Renders diagnostics, given in the order they were found, as gc prints them: sorted, without repetitions, at most ten errors unless
/// `all_errors`. File names are those of the source map.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, all_errors: bool) -> String {
    let limit = if all_errors {
        0
    } else {
        diagnostic::ERROR_LIMIT
    };
    diagnostic::render_all(diagnostics, sources, limit)
        .trim_end()
        .to_string()
}

/// Shortens the absolute file names of compiler output the way the `go` command does: files of
/// `directory` are named relative to the working directory, with a leading `./` when they are in it.
pub fn shorten_paths(text: &str, directory: &Path, working_directory: &Path) -> String {
    let short = match directory.strip_prefix(working_directory) {
        Ok(relative) if relative.as_os_str().is_empty() => "./".to_string(),
        Ok(relative) => format!("{}/", relative.display()),
        Err(_) => match relative_path(directory, working_directory) {
            Some(relative) => format!("{relative}/"),
            None => return text.to_string(),
        },
    };
    text.replace(&format!("{}/", directory.display()), &short)
}

/// `directory` as seen from `from`, when that is shorter than its absolute name.
fn relative_path(directory: &Path, from: &Path) -> Option<String> {
    let target: Vec<_> = directory.components().collect();
    let base: Vec<_> = from.components().collect();
    let common = target.iter().zip(&base).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_string(), base.len() - common);
    let down = target[common..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let relative = up.chain(down).collect::<Vec<_>>().join("/");
    (relative.len() < directory.as_os_str().len()).then_some(relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens_like_the_go_command() {
        let working = Path::new("/src/project");
        let cases = [
            ("/src/project", "/src/project/a.go:1:2: x", "./a.go:1:2: x"),
            (
                "/src/project/sub",
                "/src/project/sub/s.go:3:23: y",
                "sub/s.go:3:23: y",
            ),
            ("/src", "/src/b.go:1:1: z", "../b.go:1:1: z"),
        ];
        for (directory, text, expected) in cases {
            assert_eq!(shorten_paths(text, Path::new(directory), working), expected);
        }
    }
}
