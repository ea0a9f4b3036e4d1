//! The arguments of `grus test`: its own flags, packages, and what the test executable gets.
//!
//! In: arguments.  Out: [`Arguments`].
//! Invariants: flags may stand before and after the packages; the first flag that is not known, and all
//! that follows the flags after the packages, belong to the test executable.
//! Follows `go help testflag`.

use crate::command::build::BUILD_FLAGS;
use crate::flags::{Flag, FlagKind, Parsed, boolean, parse, value};
use crate::report::Failure;

/// Flags of the command that are not handed to the executable.
const OWN: &[Flag] = &[
    boolean("c"),
    boolean("json"),
    boolean("i"),
    boolean("n"),
    value("exec"),
    value("vet"),
    value("covermode"),
    value("coverpkg"),
    boolean("cover"),
    boolean("race"),
];

/// Flags of the executable, which the command knows without `test.`.
const EXECUTABLE: &[Flag] = &[
    boolean("artifacts"),
    value("bench"),
    boolean("benchmem"),
    value("benchtime"),
    value("blockprofile"),
    value("blockprofilerate"),
    value("count"),
    value("coverprofile"),
    value("cpu"),
    value("cpuprofile"),
    boolean("failfast"),
    boolean("fullpath"),
    value("fuzz"),
    value("fuzzminimizetime"),
    value("fuzztime"),
    value("list"),
    value("memprofile"),
    value("memprofilerate"),
    value("mutexprofile"),
    value("mutexprofilefraction"),
    value("outputdir"),
    value("parallel"),
    value("run"),
    boolean("short"),
    value("shuffle"),
    value("skip"),
    value("timeout"),
    value("trace"),
    boolean("v"),
];

/// What the command line says.
#[derive(Default)]
pub struct Arguments {
    /// Flags of the command.
    pub own: Parsed,
    pub packages: Vec<String>,
    /// Flags of the executable that the command knows.
    pub test: Parsed,
    /// What else the executable gets.
    pub passed: Vec<String>,
}

impl Arguments {
    /// Divides the arguments.
    ///
    /// # Errors
    /// Flags that are malformed or stand where they cannot.
    pub fn parse(arguments: &[String]) -> Result<Arguments, Failure> {
        let mut result = Arguments::default();
        let mut rest = arguments.iter().peekable();
        let mut packages_over = false;
        while let Some(argument) = rest.next() {
            if argument == "-args" || argument == "--args" {
                result.passed.extend(rest.cloned());
                break;
            }
            let Some(text) = flag_text(argument) else {
                if packages_over {
                    result.passed.push(argument.clone());
                    result.passed.extend(rest.cloned());
                    break;
                }
                result.packages.push(argument.clone());
                if rest.peek().is_some_and(|next| flag_text(next).is_some()) {
                    packages_over = true;
                }
                continue;
            };
            let (name, given) = match text.split_once('=') {
                Some((name, _)) => (name, true),
                None => (text, false),
            };
            let name = name.strip_prefix("test.").unwrap_or(name);
            let Some((flag, own)) = known(name) else {
                result.passed.push(argument.clone());
                // A value may follow, which is no package.
                packages_over = true;
                continue;
            };
            let mut words = vec![argument.replacen("test.", "", 1)];
            if flag.kind == FlagKind::Value && !given {
                words.extend(rest.next().cloned());
            }
            // `-v=test2json` is no boolean.
            if name == "v" && words[0].ends_with("=test2json") {
                result.test.values.insert("v", "test2json".to_string());
                continue;
            }
            let one = parse(&[flag], &words).map_err(Failure::usage)?;
            let into = if own {
                &mut result.own
            } else {
                &mut result.test
            };
            into.values.extend(one.values);
        }
        Ok(result)
    }

    /// The arguments of the executable.
    pub fn for_executable(&self, json: bool) -> Vec<String> {
        let mut list = vec!["-test.paniconexit0".to_string()];
        if self.test.value("timeout").is_none() {
            list.push("-test.timeout=10m0s".to_string());
        }
        // Tests run in the folders of their packages.
        if self
            .test
            .value("artifacts")
            .is_some_and(|value| value == "true")
            && self.test.value("outputdir").is_none()
            && let Ok(folder) = std::env::current_dir()
        {
            list.push(format!("-test.outputdir={}", folder.display()));
        }
        for (name, value) in self.test.given() {
            if name != "v" || !json {
                list.push(format!("-test.{name}={value}"));
            }
        }
        if json {
            list.push("-test.v=test2json".to_string());
        }
        list.extend(self.passed.iter().cloned());
        list
    }
}

fn flag_text(argument: &str) -> Option<&str> {
    let text = argument.strip_prefix("--").or(argument.strip_prefix('-'))?;
    (!text.is_empty()).then_some(text)
}

/// The flag of that name, and whether it is for the command itself.
fn known(name: &str) -> Option<(Flag, bool)> {
    let find = |table: &[Flag]| table.iter().find(|flag| flag.name == name).copied();
    if let Some(flag) = find(EXECUTABLE) {
        return Some((flag, false));
    }
    let flag = find(OWN).or_else(|| find(BUILD_FLAGS))?;
    Some((flag, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Arguments {
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        Arguments::parse(&words).unwrap()
    }

    #[test]
    fn flags_may_follow_the_packages() {
        let arguments = parsed("-tags x ./a ./b -run F -v -args y -v");
        assert_eq!(arguments.packages, ["./a", "./b"]);
        assert_eq!(arguments.own.value("tags"), Some("x"));
        assert_eq!(arguments.test.value("run"), Some("F"));
        assert_eq!(arguments.passed, ["y", "-v"]);
        let given = arguments.for_executable(false);
        assert!(given.contains(&"-test.v=true".to_string()));
    }

    #[test]
    fn unknown_flags_are_passed_on() {
        let arguments = parsed("./a -mine 3 -short");
        assert_eq!(arguments.packages, ["./a"]);
        assert_eq!(arguments.passed, ["-mine", "3", "-short"]);
    }
}
