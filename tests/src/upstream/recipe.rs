//! Recipes: what the first comment of a program asks of its runner.
//!
//! In: the program's text.  Out: a [`Recipe`], or that its build constraints exclude it.
//! The recipe is the text before the first empty line, behind an old build constraint if that comes
//! first. Its words are an action, flags for the runner and the compiler, then arguments.
//! Flags that ask for what grus has no part of are dropped: `-race` (race detector), `-d=...`
//! (instrumentation and debugging of gc), `-goexperiment`, `-c=N` (gc's own parallelism), `-B` and
//! `-ldflags`. The programs must compile and behave without them, too.

use grus_syntax::build_constraint::BuildTags;
use std::time::Duration;

/// What is done with a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Compile the file as a package.
    Compile,
    /// Compile the packages of the folder beside it.
    CompileFolder,
    /// Build an executable.
    Build,
    /// Build and run it.
    Run,
    /// Build and run the packages of the folder beside it.
    RunFolder,
    /// Run it, then run the program it prints.
    RunOutput,
}

/// A program's recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub action: Action,
    /// Every file of the folder is a package, even if names are equal.
    pub single_file_packages: bool,
    /// For the compiler.
    pub flags: Vec<String>,
    /// For the program, or further files.
    pub arguments: Vec<String>,
    pub limit: Option<Duration>,
}

impl Recipe {
    /// Reads the recipe; none if the build constraints exclude the program.
    ///
    /// # Errors
    /// No recipe, or one of a kind this runner does not do.
    pub fn parse(text: &str) -> Result<Option<Recipe>, String> {
        let (mut comment, _) = text.split_once("\n\n").ok_or("no recipe")?;
        if let Some((first, rest)) = comment.split_once('\n')
            && first.contains("+build")
        {
            comment = rest;
        }
        let comment = comment.strip_prefix("//").unwrap_or(comment);
        if !included(text)? {
            return Ok(None);
        }
        let words = split_quoted(comment.trim())?;
        let mut words = words.into_iter();
        let action = match words.next().as_deref() {
            Some("compile") => Action::Compile,
            Some("compiledir") => Action::CompileFolder,
            Some("build") => Action::Build,
            Some("run" | "buildrun") => Action::Run,
            Some("rundir") => Action::RunFolder,
            Some("runoutput") => Action::RunOutput,
            other => return Err(format!("no such action: {}", other.unwrap_or_default())),
        };
        let mut recipe = Recipe {
            action,
            single_file_packages: false,
            flags: Vec::new(),
            arguments: Vec::new(),
            limit: None,
        };
        recipe.flags_and_arguments(&mut words)?;
        Ok(Some(recipe))
    }

    fn flags_and_arguments(
        &mut self,
        words: &mut dyn Iterator<Item = String>,
    ) -> Result<(), String> {
        while let Some(word) = words.next() {
            if !self.arguments.is_empty() || !word.starts_with('-') {
                self.arguments.push(word);
                continue;
            }
            let (name, value) = word.split_once('=').unwrap_or((&word, ""));
            match name {
                "-s" => self.single_file_packages = true,
                "-t" => {
                    let seconds = words.next().and_then(|seconds| seconds.parse().ok());
                    let seconds = seconds.ok_or("-t without a number of seconds")?;
                    self.limit = Some(Duration::from_secs(seconds));
                }
                "-gcflags" => {
                    let flags = match value {
                        "" => words.next().unwrap_or_default(),
                        value => value.to_string(),
                    };
                    let flags = flags.strip_prefix("all=").unwrap_or(&flags);
                    let flags = flags.trim_matches('"').split_whitespace();
                    self.flags.extend(flags.filter(is_ours).map(String::from));
                }
                "-goexperiment" => drop(words.next()),
                "-ldflags" => return Ok(()),
                _ if is_ours(&word.as_str()) => self.flags.push(word),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether a compiler flag means something here.
fn is_ours(flag: &&str) -> bool {
    let name = flag.split('=').next().unwrap_or(flag);
    !matches!(name, "-race" | "-d" | "-c" | "-B" | "-p")
}

/// Whether the build constraints above the package clause admit the program.
fn included(text: &str) -> Result<bool, String> {
    let header = text.split("\npackage").next().unwrap_or(text);
    let tags = BuildTags::new(["test_run"]);
    for line in header.lines() {
        let constraint = line.starts_with("//go:build ") || line.starts_with("// +build ");
        if constraint && !tags.matches_header(format!("{line}\n\npackage p\n").as_bytes())? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Words separated by blanks; double quotes hold them together.
fn split_quoted(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut in_word = false;
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                in_word = true;
            }
            c if c.is_whitespace() && !quoted => {
                if in_word {
                    words.push(std::mem::take(&mut word));
                }
                in_word = false;
            }
            c => {
                word.push(c);
                in_word = true;
            }
        }
    }
    if quoted {
        return Err(format!("unbalanced quotes in {text:?}"));
    }
    if in_word {
        words.push(word);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Recipe {
        Recipe::parse(text).unwrap().unwrap()
    }

    #[test]
    fn reads_action_flags_and_arguments() {
        let recipe = parse("// run -gcflags=\"-l -d=checkptr\" one two\n\n// Copyright\n");
        assert_eq!(recipe.action, Action::Run);
        assert_eq!(recipe.flags, ["-l"]);
        assert_eq!(recipe.arguments, ["one", "two"]);
        let recipe = parse("// buildrun -t 10  -gcflags=-d=ssa/check/on\n\npackage main\n");
        assert_eq!(recipe.limit, Some(Duration::from_secs(10)));
        assert!(recipe.flags.is_empty());
        assert!(parse("// compiledir -s -c=4\n\n").single_file_packages);
    }

    #[test]
    fn build_constraints_exclude() {
        let with = |line: &str| Recipe::parse(&format!("// run\n\n{line}\n\npackage main\n"));
        assert!(with("//go:build !wasm").unwrap().is_some());
        assert!(with("//go:build windows").unwrap().is_none());
        assert!(with("// +build cgo").unwrap().is_none());
        let first = "// +build amd64\n// run\n\npackage main\n";
        assert_eq!(parse(first).action, Action::Run);
    }
}
