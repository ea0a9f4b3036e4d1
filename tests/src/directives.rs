//! Directives: what a test program says about how it is to be built, run and compared.
//!
//! In: the text of a Go file.  Out: `Directives`, for one language version.
//!
//! A directive is a line `//test:KEY VALUE`, anywhere in the file; by convention first, or last
//! where line numbers matter. `//test:@go1.21 KEY VALUE` holds only when the test is built for
//! that language version. The keys:
//!
//! | key | value | meaning |
//! |---|---|---|
//! | `exit` | number | exit status of the program (of the compiler, for rejected programs) |
//! | `args` | words | arguments of the program |
//! | `stdin` | text with `\n` | standard input of the program; otherwise it is empty |
//! | `env` | `NAME=VALUE` | one variable for the program; repeatable |
//! | `build-env` | `NAME=VALUE` | one variable for the compiler; `$FOLDER` is the folder of the test; repeatable |
//! | `lang` | words | language versions to test: `default`, `go1.21`, ... |
//! | `gcflags` | flags | compiler flags; for escape tests in place of `-m -l` |
//! | `tags` | list | build tags |
//! | `files` | words | what to name on the command line instead of the file itself |
//! | `mode` | `build`, `run`, `compile` | by `build` and running the result (default), by `run`, or by `tool compile` |
//! | `unordered` | | the lines of standard output may come in any order |
//! | `each-line-one-of` | `a \| b \| c` | racy programs: nothing is recorded, every line is one of these; `#` is any number |
//! | `lines` | number | with the former: how many lines there are |
//! | `stderr` | `head`, `full`, `ignore` | how much of standard error counts; `head` ends at the first goroutine's state and is the default where the exit status is not 0 |
//! | `collect` | `rarely`, `never` | with collections all the time (`COLLECT`): the program allocates too much, or what it prints depends on when the collector works |
//! | `timeout` | seconds | for the program; 20 unless told |

use std::time::Duration;

pub use grus_difftest::job::Mode;

/// How much of standard error is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StderrPart {
    /// Up to and with the first `goroutine N [state]:`.
    Head,
    /// All of it, tracebacks without arguments and offsets.
    Full,
    /// Nothing.
    Ignore,
}

/// How well a program can do with collections all the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Collect {
    #[default]
    Often,
    Rarely,
    Never,
}

/// Everything a test says about itself, for one language version.
#[derive(Clone, Debug, Default)]
pub struct Directives {
    pub exit: Option<i32>,
    pub arguments: Vec<String>,
    pub stdin: String,
    pub environment: Vec<(String, String)>,
    pub build_environment: Vec<(String, String)>,
    pub languages: Vec<String>,
    pub gcflags: Option<String>,
    pub tags: Option<String>,
    pub files: Option<Vec<String>>,
    pub mode: Mode,
    pub unordered: bool,
    pub each_line_one_of: Option<Vec<String>>,
    pub lines: Option<usize>,
    pub stderr: Option<StderrPart>,
    pub collect: Collect,
    pub timeout: Option<Duration>,
}

impl Directives {
    /// Reads the directives of a file that hold for `language` (`None`: the default version).
    pub fn parse(text: &str, language: Option<&str>) -> Result<Directives, String> {
        let mut directives = Directives::default();
        for line in text.lines() {
            let Some(mut rest) = line.strip_prefix("//test:") else {
                continue;
            };
            if let Some(qualified) = rest.strip_prefix('@') {
                let (only, after) = qualified.split_once(' ').unwrap_or((qualified, ""));
                if only != language.unwrap_or("default") {
                    continue;
                }
                rest = after;
            }
            let (key, value) = rest.split_once(' ').unwrap_or((rest, ""));
            directives
                .set(key, value.trim())
                .map_err(|reason| format!("{line}: {reason}"))?;
        }
        if directives.lines.is_some() != directives.each_line_one_of.is_some() {
            return Err("`lines` and `each-line-one-of` belong together".into());
        }
        Ok(directives)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let words = || {
            value
                .split_whitespace()
                .map(String::from)
                .collect::<Vec<_>>()
        };
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| "expected a number".to_string())
        };
        match key {
            "exit" => self.exit = Some(number()? as i32),
            "args" => self.arguments = words(),
            "stdin" => self.stdin = value.replace("\\n", "\n"),
            "env" => {
                let (name, value) = value.split_once('=').ok_or("expected NAME=VALUE")?;
                self.environment.push((name.into(), value.into()));
            }
            "build-env" => {
                let (name, value) = value.split_once('=').ok_or("expected NAME=VALUE")?;
                self.build_environment.push((name.into(), value.into()));
            }
            "lang" => self.languages = words(),
            "gcflags" => self.gcflags = Some(value.into()),
            "tags" => self.tags = Some(value.into()),
            "files" => self.files = Some(words()),
            "mode" => {
                self.mode = match value {
                    "build" => Mode::Build,
                    "run" => Mode::Run,
                    "compile" => Mode::Compile,
                    _ => return Err("unknown mode".into()),
                }
            }
            "unordered" => self.unordered = true,
            "each-line-one-of" => {
                self.each_line_one_of = Some(value.split('|').map(|s| s.trim().into()).collect());
            }
            "lines" => self.lines = Some(number()? as usize),
            "stderr" => {
                self.stderr = Some(match value {
                    "head" => StderrPart::Head,
                    "full" => StderrPart::Full,
                    "ignore" => StderrPart::Ignore,
                    _ => return Err("unknown part of standard error".into()),
                });
            }
            "collect" => {
                self.collect = match value {
                    "rarely" => Collect::Rarely,
                    "never" => Collect::Never,
                    _ => return Err("expected `rarely` or `never`".into()),
                }
            }
            "timeout" => self.timeout = Some(Duration::from_secs(number()?)),
            _ => return Err("unknown directive".into()),
        }
        Ok(())
    }
}
