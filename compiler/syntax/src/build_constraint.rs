//! Build constraints: which files belong to a build.
//! In: file names, file headers and the tags of a build.  Out: whether a file takes part.
//! Invariants: an expression is parsed with bounded recursion; tags are compared as text.
//! Not done: cgo (never enabled), other targets than the one given.
//! Follows: `go help buildconstraint`, go/build/constraint, go/build (goodOSArchFile,
//! parseFileHeader).

use std::collections::BTreeSet;
use std::fmt;

/// Greatest number of operands in an expression, as in go/build/constraint.
const MAX_SIZE: usize = 1000;

/// A boolean expression over tags.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Constraint {
    /// A tag
    Tag(String),
    /// `!x`
    Not(Box<Constraint>),
    /// `x && y`
    And(Box<Constraint>, Box<Constraint>),
    /// `x || y`
    Or(Box<Constraint>, Box<Constraint>),
}

impl Constraint {
    /// Parses what follows `//go:build`.
    ///
    /// Expression = And { "||" And } . And = Not { "&&" Not } . Not = [ "!" ] Atom .
    /// Atom = tag | "(" Expression ")" .
    pub fn parse(text: &str) -> Result<Constraint, String> {
        let mut parser = ConstraintParser {
            rest: text,
            token: "",
            size: 0,
        };
        let constraint = parser.or()?;
        match parser.token {
            "" => Ok(constraint),
            token => Err(format!("unexpected token {token}")),
        }
    }

    /// Parses what follows `// +build`: options separated by blanks are alternatives, terms
    /// separated by commas are all required.
    fn parse_old(text: &str) -> Constraint {
        let parse_term = |term: &str| {
            let (negated, tag) = match term.strip_prefix('!') {
                Some(tag) => (true, tag),
                None => (false, term),
            };
            let tag = Constraint::Tag(if is_tag(tag) { tag } else { "ignore" }.to_string());
            if negated {
                Constraint::Not(Box::new(tag))
            } else {
                tag
            }
        };
        let and = |x, y| Constraint::And(Box::new(x), Box::new(y));
        let or = |x, y| Constraint::Or(Box::new(x), Box::new(y));
        text.split_whitespace()
            .filter_map(|option| option.split(',').map(parse_term).reduce(and))
            .reduce(or)
            .unwrap_or(Constraint::Tag("ignore".to_string()))
    }

    /// The value of the expression.
    pub fn evaluate(&self, is_set: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Constraint::Tag(tag) => is_set(tag),
            Constraint::Not(inner) => !inner.evaluate(is_set),
            Constraint::And(left, right) => left.evaluate(is_set) && right.evaluate(is_set),
            Constraint::Or(left, right) => left.evaluate(is_set) || right.evaluate(is_set),
        }
    }

    /// The least Go version the expression implies, such as `go1.21`.
    pub fn go_version(&self) -> Option<String> {
        match self.minimum_version(true)? {
            0 => Some("go1".to_string()),
            minor => Some(format!("go1.{minor}")),
        }
    }

    /// The minor version implied by the expression, or by its negation if not `positive`.
    fn minimum_version(&self, positive: bool) -> Option<u32> {
        match self {
            Constraint::Tag(tag) if positive => match tag.as_str() {
                "go1" => Some(0),
                _ => tag.strip_prefix("go1.")?.parse().ok(),
            },
            Constraint::Tag(_) => None,
            Constraint::Not(inner) => inner.minimum_version(!positive),
            Constraint::And(left, right) | Constraint::Or(left, right) => {
                let versions = (
                    left.minimum_version(positive),
                    right.minimum_version(positive),
                );
                // A negated conjunction is a disjunction and vice versa. `None` is below all
                // versions.
                let is_and = matches!(self, Constraint::And(..)) == positive;
                if is_and {
                    versions.0.max(versions.1)
                } else {
                    versions.0.min(versions.1)
                }
            }
        }
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constraint::Tag(tag) => f.write_str(tag),
            Constraint::Not(inner) => match **inner {
                Constraint::Tag(_) | Constraint::Not(_) => write!(f, "!{inner}"),
                _ => write!(f, "!({inner})"),
            },
            Constraint::And(left, right) => {
                let side = |f: &mut fmt::Formatter<'_>, x: &Constraint| match x {
                    Constraint::Or(..) => write!(f, "({x})"),
                    _ => write!(f, "{x}"),
                };
                side(f, left)?;
                f.write_str(" && ")?;
                side(f, right)
            }
            Constraint::Or(left, right) => write!(f, "{left} || {right}"),
        }
    }
}

fn is_tag_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.')
}

fn is_tag(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_tag_character)
}

/// State of parsing a constraint: the current token, empty at the end.
struct ConstraintParser<'a> {
    rest: &'a str,
    token: &'a str,
    size: usize,
}

impl ConstraintParser<'_> {
    fn next(&mut self) -> Result<(), String> {
        let rest = self.rest.trim_start_matches([' ', '\t']);
        let length = match rest.chars().next() {
            None => 0,
            Some('(' | ')' | '!') => 1,
            Some(first @ ('&' | '|')) if rest[1..].starts_with(first) => 2,
            Some(first) => match rest.find(|character| !is_tag_character(character)) {
                Some(0) => return Err(format!("invalid syntax at {first}")),
                Some(length) => length,
                None => rest.len(),
            },
        };
        (self.token, self.rest) = rest.split_at(length);
        Ok(())
    }

    fn or(&mut self) -> Result<Constraint, String> {
        let mut left = self.and()?;
        while self.token == "||" {
            left = Constraint::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Constraint, String> {
        let mut left = self.not()?;
        while self.token == "&&" {
            left = Constraint::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Constraint, String> {
        self.size += 1;
        if self.size > MAX_SIZE {
            return Err("build expression too large".to_string());
        }
        self.next()?;
        if self.token != "!" {
            return self.atom();
        }
        self.next()?;
        if self.token == "!" {
            return Err("double negation not allowed".to_string());
        }
        Ok(Constraint::Not(Box::new(self.atom()?)))
    }

    fn atom(&mut self) -> Result<Constraint, String> {
        if self.token == "(" {
            let inner = self.or().map_err(|message| match message.as_str() {
                "unexpected end of expression" => "missing close paren".to_string(),
                _ => message,
            })?;
            if self.token != ")" {
                return Err("missing close paren".to_string());
            }
            self.next()?;
            return Ok(inner);
        }
        if !is_tag(self.token) {
            return Err(match self.token {
                "" => "unexpected end of expression".to_string(),
                token => format!("unexpected token {token}"),
            });
        }
        let tag = self.token.to_string();
        self.next()?;
        Ok(Constraint::Tag(tag))
    }
}

/// Operating systems that file name suffixes may name.
const KNOWN_SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

/// Architectures that file name suffixes may name.
const KNOWN_ARCHITECTURES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Last minor version of Go whose release tag is set.
pub const GO_MINOR_VERSION: u32 = 27;

/// Tags of the experiments that are part of this version of Go, as its build tool sets them.
const EXPERIMENTS: [&str; 7] = [
    "regabiwrappers",
    "regabiargs",
    "dwarf5",
    "jsonv2",
    "greenteagc",
    "randomizedheapbase64",
    "sizespecializedmalloc",
];

/// The tags of a build for linux/amd64.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BuildTags {
    tags: BTreeSet<String>,
}

impl BuildTags {
    /// The tags every build has (`linux`, `amd64`, `amd64.v1`, `unix`, `gc`, `go1.1` to the current
    /// version, its experiments), and those given.
    pub fn new<'a>(extra: impl IntoIterator<Item = &'a str>) -> BuildTags {
        let fixed = ["linux", "amd64", "amd64.v1", "unix", "gc"];
        let mut tags: BTreeSet<String> = fixed.into_iter().map(str::to_string).collect();
        tags.extend((1..=GO_MINOR_VERSION).map(|minor| format!("go1.{minor}")));
        tags.extend(EXPERIMENTS.map(|name| format!("goexperiment.{name}")));
        tags.extend(extra.into_iter().map(str::to_string));
        BuildTags { tags }
    }

    /// These tags for a machine whose architecture has no name, with `extra` set.
    pub fn without_architecture(&self, extra: &[&str]) -> BuildTags {
        let mut tags = self.tags.clone();
        tags.retain(|tag| !tag.starts_with("amd64"));
        tags.extend(extra.iter().map(|tag| tag.to_string()));
        BuildTags { tags }
    }

    /// Whether a tag is set.
    pub fn is_set(&self, tag: &str) -> bool {
        // An old name of the experiment.
        let tag = if tag == "boringcrypto" {
            "goexperiment.boringcrypto"
        } else {
            tag
        };
        self.tags.contains(tag)
    }

    /// Whether the suffixes of a file name (`_linux`, `_amd64`, `_linux_amd64`, each perhaps with
    /// `_test`) admit the file. The part before the first `_` never counts.
    pub fn matches_file_name(&self, name: &str) -> bool {
        let stem = name.split('.').next().unwrap_or(name);
        let Some((_, suffixes)) = stem.split_once('_') else {
            return true;
        };
        let mut parts: Vec<&str> = suffixes.split('_').collect();
        if parts.last() == Some(&"test") {
            parts.pop();
        }
        match parts[..] {
            [.., system, architecture]
                if KNOWN_SYSTEMS.contains(&system)
                    && KNOWN_ARCHITECTURES.contains(&architecture) =>
            {
                self.is_set(system) && self.is_set(architecture)
            }
            [.., last] if KNOWN_SYSTEMS.contains(&last) || KNOWN_ARCHITECTURES.contains(&last) => {
                self.is_set(last)
            }
            _ => true,
        }
    }

    /// Whether the constraints in the header of a file admit it; an error if they are malformed.
    pub fn matches_header(&self, text: &[u8]) -> Result<bool, String> {
        let header = Header::of(text)?;
        if let Some(expression) = header.go_build {
            let constraint = Constraint::parse(&expression)
                .map_err(|message| format!("parsing //go:build line: {message}"))?;
            return Ok(constraint.evaluate(&|tag| self.is_set(tag)));
        }
        let admits = |line: &String| Constraint::parse_old(line).evaluate(&|tag| self.is_set(tag));
        Ok(header.plus_build.iter().all(admits))
    }

    /// Whether a Go file belongs to a package build: name and header admit it, it is not hidden
    /// (`_` or `.` in front), and it is not a test unless tests are wanted.
    pub fn includes_file(&self, name: &str, text: &[u8], tests: bool) -> Result<bool, String> {
        let admitted = name.ends_with(".go")
            && !name.starts_with(['_', '.'])
            && (tests || !name.ends_with("_test.go"))
            && self.matches_file_name(name);
        Ok(admitted && self.matches_header(text)?)
    }
}

/// Constraint lines before the package clause.
#[derive(Default)]
struct Header {
    go_build: Option<String>,
    /// Only those followed by a blank line count.
    plus_build: Vec<String>,
}

impl Header {
    fn of(text: &[u8]) -> Result<Header, String> {
        let mut header = Header::default();
        let mut pending = Vec::new();
        let mut only_line_comments = true;
        let mut in_block_comment = false;
        for line in text.split(|&byte| byte == b'\n') {
            let line = String::from_utf8_lossy(line);
            let mut line = line.trim();
            if line.is_empty() && only_line_comments {
                header.plus_build.append(&mut pending);
                continue;
            }
            only_line_comments &= line.starts_with("//");
            if !in_block_comment {
                if let Some(expression) = argument(line, "//go:build") {
                    if header.go_build.is_some() {
                        return Err("multiple //go:build comments".to_string());
                    }
                    header.go_build = Some(expression.to_string());
                }
                let comment = line.strip_prefix("//").map_or("", str::trim_start);
                if let (true, Some(options)) = (only_line_comments, argument(comment, "+build")) {
                    pending.push(options.to_string());
                }
            }
            // Find out whether code starts on this line.
            while !line.is_empty() {
                if in_block_comment {
                    let Some(end) = line.find("*/") else { break };
                    in_block_comment = false;
                    line = line[end + 2..].trim();
                } else if line.starts_with("//") {
                    break;
                } else if let Some(rest) = line.strip_prefix("/*") {
                    in_block_comment = true;
                    line = rest.trim();
                } else {
                    return Ok(header);
                }
            }
        }
        Ok(header)
    }
}

/// What follows a directive, which is a word of its own.
fn argument<'a>(line: &'a str, directive: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(directive)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> bool {
        let tags = BuildTags::new(["mytag"]);
        Constraint::parse(text)
            .unwrap()
            .evaluate(&|tag| tags.is_set(tag))
    }

    #[test]
    fn expressions_are_evaluated_with_precedence() {
        assert!(value("linux && !cgo"));
        assert!(value("windows && arm || mytag"));
        assert!(!value("windows && (arm || mytag)"));
        assert!(value("go1.27 && !go1.28 && unix && gc"));
    }

    #[test]
    fn malformed_expressions_are_rejected() {
        let message = |text| Constraint::parse(text).unwrap_err();
        assert_eq!(message(""), "unexpected end of expression");
        assert_eq!(message("(a"), "missing close paren");
        assert_eq!(message("a b"), "unexpected token b");
        assert_eq!(message("!!a"), "double negation not allowed");
        assert_eq!(message("a & b"), "invalid syntax at &");
        assert_eq!(message(&"(".repeat(5000)), "build expression too large");
    }

    #[test]
    fn implied_versions_are_structural() {
        let version = |text| Constraint::parse(text).unwrap().go_version();
        assert_eq!(version("go1.21 && linux").as_deref(), Some("go1.21"));
        assert_eq!(version("go1.21 || go1.18").as_deref(), Some("go1.18"));
        assert_eq!(version("!(!go1.21 || !go1.22)").as_deref(), Some("go1.22"));
        assert_eq!(version("linux || go1.18"), None);
        assert_eq!(version("!go1.22"), None);
    }

    #[test]
    fn file_names_select_the_target() {
        let tags = BuildTags::new([]);
        for name in [
            "a.go",
            "linux.go",
            "windows.go",
            "a_linux.go",
            "a_linux_amd64_test.go",
        ] {
            assert!(tags.matches_file_name(name), "{name}");
        }
        for name in [
            "a_windows.go",
            "a_arm64.go",
            "a_linux_arm64.go",
            "x_windows_amd64.go",
        ] {
            assert!(!tags.matches_file_name(name), "{name}");
        }
        assert!(
            !tags
                .includes_file("a_test.go", b"package a", false)
                .unwrap()
        );
        assert!(!tags.includes_file("_a.go", b"package a", false).unwrap());
    }

    #[test]
    fn headers_are_honoured_only_before_code() {
        let tags = BuildTags::new([]);
        let admits = |text: &str| tags.matches_header(text.as_bytes());
        assert_eq!(admits("// c\n\n//go:build windows\n\npackage a"), Ok(false));
        assert_eq!(admits("/* x */ package a\n//go:build windows\n"), Ok(true));
        assert_eq!(
            admits("// +build windows,amd64 plan9\n\npackage a"),
            Ok(false)
        );
        assert_eq!(admits("// +build windows\npackage a"), Ok(true));
        assert!(admits("//go:build (\n\npackage a").is_err());
        assert!(admits("//go:build a\n//go:build b\n\npackage a").is_err());
    }
}
