//! Expected failures: tests that grus is known not to pass yet, each with the reason.
//!
//! In: `expected_failures.toml`, groups of test ids under a reason.  Out: reason by id.
//! The list may only shrink: a listed test that passes fails the suite, and so does an id that
//! names no test.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;

/// Reason by test id.
pub type ExpectedFailures = BTreeMap<String, String>;

/// Reads the list.
pub fn parse(text: &str) -> Result<ExpectedFailures, String> {
    let table: toml::Table = text
        .parse()
        .map_err(|e| format!("expected failures: {e}"))?;
    let mut expected = ExpectedFailures::new();
    let empty = Vec::new();
    let groups = table
        .get("group")
        .map_or(Some(&empty), toml::Value::as_array);
    for group in groups.ok_or("expected failures: `group` is not a list")? {
        let reason = group
            .get("reason")
            .and_then(toml::Value::as_str)
            .unwrap_or_default();
        if reason.trim().is_empty() {
            return Err("expected failures: a group without a reason".into());
        }
        let tests = group.get("tests").and_then(toml::Value::as_array);
        for test in tests.ok_or_else(|| format!("expected failures: no tests under {reason:?}"))? {
            let id = test
                .as_str()
                .ok_or("expected failures: a test id is not a string")?;
            if expected.insert(id.into(), reason.into()).is_some() {
                return Err(format!("expected failures: {id} is listed twice"));
            }
        }
    }
    Ok(expected)
}

/// Fails on an id that names no test.
pub fn check_names(expected: &ExpectedFailures, cases: &[Case]) -> Result<(), String> {
    let known: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    match expected.keys().find(|id| !known.contains(id.as_str())) {
        Some(id) => Err(format!("expected failures: no test is called {id}")),
        None => Ok(()),
    }
}

/// Turns the result of a test that may be listed into what the suite reports.
pub fn judge(reason: Option<&String>, result: Result<(), String>) -> Result<(), String> {
    match (reason, result) {
        (Some(_), Err(_)) => Ok(()),
        (Some(reason), Ok(())) => Err(format!(
            "passes now: take it out of expected_failures.toml ({reason})"
        )),
        (None, result) => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_test_must_fail() {
        let list = parse("[[group]]\nreason = \"later\"\ntests = [\"run/a\"]\n").unwrap();
        assert!(judge(list.get("run/a"), Err("wrong".into())).is_ok());
        assert!(judge(list.get("run/a"), Ok(())).is_err());
        assert!(judge(list.get("run/b"), Err("wrong".into())).is_err());
    }

    #[test]
    fn a_group_needs_a_reason() {
        assert!(parse("[[group]]\ntests = [\"run/a\"]\n").is_err());
        assert!(parse("").unwrap().is_empty());
    }
}
