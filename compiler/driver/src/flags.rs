//! Command-line flags in the form of Go's `flag` package: `-name`, `-name=value`, `-name value`,
//! with one or two dashes, ended by `--` or the first argument that is no flag.
//!
//! In: a table of flags and the arguments.  Out: values by name, and the remaining arguments.
//! Not done: abbreviations, repeated flags collecting values (the last one counts).

use std::collections::BTreeMap;

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// `-v`, `-v=true`, `-v=false`
    Boolean,
    /// `-o file`, `-o=file`
    Value,
    /// `-S`, `-m`, `-m=2`: a level, 1 when no value is given.
    Count,
}

/// A flag a command knows.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    pub name: &'static str,
    pub kind: FlagKind,
}

/// A boolean flag.
pub const fn boolean(name: &'static str) -> Flag {
    Flag {
        name,
        kind: FlagKind::Boolean,
    }
}

/// A flag with a value.
pub const fn value(name: &'static str) -> Flag {
    Flag {
        name,
        kind: FlagKind::Value,
    }
}

/// A flag with an optional level.
pub const fn count(name: &'static str) -> Flag {
    Flag {
        name,
        kind: FlagKind::Count,
    }
}

/// The flags given, and what followed them.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub(crate) values: BTreeMap<&'static str, String>,
    /// Arguments after the flags.
    pub rest: Vec<String>,
}

/// Reads flags up to the first other argument.
///
/// # Errors
/// The text Go's `flag` package prints for unknown flags, missing and malformed values.
pub fn parse(table: &[Flag], arguments: &[String]) -> Result<Parsed, String> {
    let mut parsed = Parsed::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let stripped = argument
            .strip_prefix("--")
            .or_else(|| argument.strip_prefix('-'));
        let Some(text) = stripped.filter(|_| argument != "-") else {
            parsed.rest.push(argument.clone());
            break;
        };
        if text.is_empty() {
            break;
        }
        if text.starts_with(['-', '=']) {
            return Err(format!("bad flag syntax: {argument}"));
        }
        let (name, given) = match text.split_once('=') {
            Some((name, given)) => (name, Some(given.to_string())),
            None => (text, None),
        };
        let Some(flag) = table.iter().find(|flag| flag.name == name) else {
            return Err(format!("flag provided but not defined: -{name}"));
        };
        let given = match (flag.kind, given) {
            (FlagKind::Boolean, None) => "true".to_string(),
            (FlagKind::Count, None) => "1".to_string(),
            (FlagKind::Value, None) => arguments
                .next()
                .cloned()
                .ok_or_else(|| format!("flag needs an argument: -{name}"))?,
            (kind, Some(given)) => checked(kind, name, given)?,
        };
        parsed.values.insert(flag.name, given);
    }
    parsed.rest.extend(arguments.cloned());
    Ok(parsed)
}

/// Like [`parse`], after the flags that the environment variable `GOFLAGS` holds; of those, the ones this
/// command does not know are passed over.
///
/// # Errors
/// As [`parse`].
pub fn parse_with_environment(table: &[Flag], arguments: &[String]) -> Result<Parsed, String> {
    let setting = std::env::var("GOFLAGS").unwrap_or_default();
    let known = |word: &&str| {
        let name = word.trim_start_matches('-').split('=').next();
        table.iter().any(|flag| Some(flag.name) == name)
    };
    let mut all: Vec<String> = setting
        .split_whitespace()
        .filter(known)
        .map(String::from)
        .collect();
    all.extend(arguments.iter().cloned());
    parse(table, &all)
}

fn checked(kind: FlagKind, name: &str, given: String) -> Result<String, String> {
    let valid = match kind {
        FlagKind::Value => true,
        FlagKind::Boolean => matches!(
            given.as_str(),
            "1" | "0"
                | "t"
                | "f"
                | "T"
                | "F"
                | "true"
                | "false"
                | "TRUE"
                | "FALSE"
                | "True"
                | "False"
        ),
        FlagKind::Count => {
            given.parse::<u32>().is_ok() || matches!(given.as_str(), "true" | "false")
        }
    };
    if valid {
        return Ok(given);
    }
    Err(format!(
        "invalid boolean value {given:?} for -{name}: parse error"
    ))
}

impl Parsed {
    /// The value of a flag, if given.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// All flags given, by name, with their values.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let values = self.values.iter();
        values.map(|(name, value)| (*name, value.as_str()))
    }

    /// Whether a boolean flag is set.
    pub fn is_set(&self, name: &str) -> bool {
        matches!(
            self.value(name),
            Some("1" | "t" | "T" | "true" | "TRUE" | "True")
        )
    }

    /// The level of a count flag; 0 if not given.
    pub fn level(&self, name: &str) -> u32 {
        match self.value(name) {
            None | Some("false") => 0,
            Some("true") => 1,
            Some(given) => given.parse().unwrap_or(0),
        }
    }
}

/// Splits the value of `-gcflags` and the like into arguments: separated by white space, with single
/// or double quotes around arguments that contain some.
///
/// # Errors
/// An unterminated quote.
pub fn split_quoted(text: &str) -> Result<Vec<String>, String> {
    let mut fields = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (field, after) = if first == '\'' || first == '"' {
            rest[1..]
                .split_once(first)
                .ok_or_else(|| format!("unterminated {first} string"))?
        } else {
            rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()))
        };
        fields.push(field.to_string());
        rest = after.trim_start();
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| text.to_string()).collect()
    }

    #[test]
    fn reads_all_forms_and_stops_at_the_first_operand() {
        let table = [value("o"), boolean("v"), count("m")];
        let parsed = parse(
            &table,
            &strings(&["-o", "x", "--v", "-m=2", "a.go", "-o=y"]),
        )
        .unwrap();
        assert_eq!(parsed.value("o"), Some("x"));
        assert!(parsed.is_set("v"));
        assert_eq!(parsed.level("m"), 2);
        assert_eq!(parsed.rest, strings(&["a.go", "-o=y"]));
    }

    #[test]
    fn reports_unknown_flags_and_missing_values() {
        let table = [value("o")];
        let unknown = parse(&table, &strings(&["-foo"])).unwrap_err();
        assert_eq!(unknown, "flag provided but not defined: -foo");
        let missing = parse(&table, &strings(&["-o"])).unwrap_err();
        assert_eq!(missing, "flag needs an argument: -o");
    }

    #[test]
    fn splits_quoted_arguments() {
        assert_eq!(
            split_quoted("-m  '-d=a b' -l").unwrap(),
            strings(&["-m", "-d=a b", "-l"])
        );
        assert!(split_quoted("'x").is_err());
    }
}
