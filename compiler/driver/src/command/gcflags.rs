//! The compiler's own flags: of `grus tool compile`, and in the value of `-gcflags`.
//!
//! In: arguments.  Out: [`CompilerFlags`].

use crate::emit::Stage;
use crate::flags::{self, Flag, Parsed, boolean, count, value};
use crate::report::Failure;
use grus_types::GoVersion;

/// What the user asks of the compiler.
#[derive(Clone, Debug, Default)]
pub struct CompilerFlags {
    /// `-S`: print machine code; level 2 adds plain x86.
    pub listing: u32,
    /// `-m`: print decisions; level 2 with reasons.
    pub decisions: u32,
    /// `-l`: no inlining.
    pub no_inlining: bool,
    /// `-N`: no optimisation.
    pub no_optimisation: bool,
    /// `-e`: all errors.
    pub all_errors: bool,
    /// `-lang`
    pub language: Option<GoVersion>,
    /// `-W`: print typed trees.
    pub tree: u32,
    /// `--emit`: which stage to print.
    pub emit: Option<Stage>,
    /// `--only`: the function to print.
    pub only: Option<String>,
    /// `-d=closure=1`: tell which closures are made.
    pub closures: bool,
    /// `-gcflags=pattern=...`: what is to be shown is shown of the packages that it matches, not of
    /// those named.
    pub pattern: Option<String>,
}

/// The flags' table. Those without a field are accepted and have no effect here.
pub const TABLE: &[Flag] = &[
    count("S"),
    count("m"),
    count("l"),
    count("N"),
    count("W"),
    count("live"),
    boolean("e"),
    value("lang"),
    value("d"),
    value("p"),
    value("o"),
    value("c"),
    boolean("B"),
    boolean("nolocalimports"),
    boolean("complete"),
    value("importcfg"),
    value("trimpath"),
    value("emit"),
    value("only"),
];

impl CompilerFlags {
    /// Takes the compiler's flags from parsed arguments.
    ///
    /// # Errors
    /// A language version that is none, or newer than this compiler.
    pub fn from_parsed(parsed: &Parsed) -> Result<CompilerFlags, Failure> {
        let language = parsed.value("lang").map(language).transpose()?;
        Ok(CompilerFlags {
            listing: parsed.level("S"),
            decisions: parsed.level("m"),
            no_inlining: parsed.level("l") > 0,
            no_optimisation: parsed.level("N") > 0,
            all_errors: parsed.is_set("e"),
            language,
            tree: parsed.level("W"),
            emit: parsed.value("emit").map(Stage::parse).transpose()?,
            only: parsed.value("only").map(String::from),
            closures: parsed.value("d").is_some_and(tells_closures),
            pattern: None,
        })
    }

    /// Reads the value of `-gcflags`: arguments, or `pattern=arguments`.
    ///
    /// # Errors
    /// Unknown flags and malformed values.
    pub fn from_gcflags(text: &str) -> Result<CompilerFlags, Failure> {
        let invalid = |error: &str| {
            Failure::usage(format!("invalid value {text:?} for flag -gcflags: {error}"))
        };
        let text = text.trim_start();
        let (pattern, arguments) = match text.split_once('=') {
            _ if text.is_empty() || text.starts_with(['-', '\'', '"']) => (None, text),
            Some((pattern, _)) if pattern.trim().is_empty() => {
                return Err(invalid("missing <pattern> in <pattern>=<value>"));
            }
            Some((pattern, arguments)) => (Some(pattern.trim().to_string()), arguments),
            None => return Err(invalid("missing =<value> in <pattern>=<value>")),
        };
        let words = flags::split_quoted(arguments).map_err(|error| invalid(&error))?;
        let parsed = flags::parse(TABLE, &words).map_err(Failure::usage)?;
        Ok(CompilerFlags {
            pattern,
            ..CompilerFlags::from_parsed(&parsed)?
        })
    }
}

/// Whether the value of `-d`, a list of keys with levels, has `closure` above 0. The others have no effect.
fn tells_closures(text: &str) -> bool {
    let mut keys = text.split(',').filter_map(|item| {
        let (key, level) = item.split_once('=').unwrap_or((item, "1"));
        (key == "closure").then_some(level)
    });
    keys.next_back().is_some_and(|level| level != "0")
}

fn language(text: &str) -> Result<GoVersion, Failure> {
    let fail = |reason: &str| Failure::usage(format!("invalid value {text:?} for -lang: {reason}"));
    if !text.starts_with("go") {
        return Err(fail("should be something like \"go1.12\""));
    }
    let version =
        GoVersion::parse(text).ok_or_else(|| fail("should be something like \"go1.12\""))?;
    if version > GoVersion::CURRENT {
        return Err(fail(&format!(
            "max known version is \"{}\"",
            GoVersion::CURRENT
        )));
    }
    Ok(version)
}
