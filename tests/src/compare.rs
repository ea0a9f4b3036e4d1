//! Comparison: does what was observed meet the expectation, and if not, where not.
//!
//! In: an expected and an observed text or `Answer`, and the test's directives.
//! Out: nothing, or a report that shows the first difference and both texts.

use std::fs;

use crate::case::{Case, Kind};
use crate::directives::Directives;
use grus_difftest::compare::{same, shortened};

pub use grus_difftest::compare::{Answer, sorted};

/// The exit status a case must have; real Go's is checked against it before recording.
pub fn expected_status(case: &Case) -> i32 {
    match case.kind {
        Kind::Run => case.directives.exit.unwrap_or(0),
        Kind::Check => case.directives.exit.unwrap_or(1),
        Kind::Escape => 0, // `exit` is about running the program
    }
}

/// What is recorded of a case; a part that has no file is empty.
pub fn recorded(case: &Case) -> Result<Answer, String> {
    let mut answer = Answer {
        status: expected_status(case),
        ..Answer::default()
    };
    let mut found = case.kind == Kind::Run && case.directives.each_line_one_of.is_some();
    for part in case.recorded_parts() {
        let file = case.golden_file(part);
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        found = true;
        if *part == "out" {
            answer.stdout = text
        } else {
            answer.stderr = text
        }
    }
    if !found {
        return Err(format!(
            "nothing is recorded at {}: run with BLESS=1",
            case.golden.display()
        ));
    }
    Ok(answer)
}

/// Compares an answer with the expectation.
pub fn check(case: &Case, expected: &Answer, observed: &Answer) -> Result<(), String> {
    let mut report = String::new();
    if observed.status != expected.status {
        report += &format!(
            "exit status {}, expected {}\n",
            observed.status, expected.status
        );
    }
    let stdout = match (case.kind, &case.directives.each_line_one_of) {
        (Kind::Run, Some(choices)) => each_line_one_of(&case.directives, choices, &observed.stdout),
        (Kind::Run, None) if case.directives.unordered => {
            same(&sorted(&expected.stdout), &sorted(&observed.stdout))
        }
        _ => same(&expected.stdout, &observed.stdout),
    };
    if let Err(difference) = stdout {
        report += &format!("standard output: {difference}");
    }
    if let Err(difference) = same(&expected.stderr, &observed.stderr) {
        report += &format!("standard error: {difference}");
        if case.kind == Kind::Escape && sorted(&expected.stderr) == sorted(&observed.stderr) {
            report += "(the same lines, in another order)\n";
        }
    }
    if report.is_empty() {
        return Ok(());
    }
    if !observed.stderr.is_empty() && !report.contains("standard error") {
        report += &format!("standard error was:\n{}", shortened(&observed.stderr));
    }
    Err(report)
}

/// The rule for racy programs: the number of lines is known, and what each of them may be.
fn each_line_one_of(
    directives: &Directives,
    choices: &[String],
    observed: &str,
) -> Result<(), String> {
    let lines: Vec<&str> = observed.lines().collect();
    if let Some(other) = lines
        .iter()
        .find(|line| !choices.iter().any(|c| matches(c, line)))
    {
        return Err(format!("{other:?} is none of {choices:?}\n"));
    }
    let expected = directives.lines.unwrap_or_default();
    if lines.len() != expected {
        return Err(format!("{} lines, expected {expected}\n", lines.len()));
    }
    Ok(())
}

/// Whether a line is what the pattern says; `#` in the pattern stands for a decimal number.
fn matches(pattern: &str, line: &str) -> bool {
    let Some((before, after)) = pattern.split_once('#') else {
        return pattern == line;
    };
    let Some(rest) = line.strip_prefix(before) else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches(after, &rest[digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn racy_lines_must_be_known_and_complete() {
        let directives = Directives {
            lines: Some(2),
            ..Directives::default()
        };
        let choices = ["x".to_string(), "[# #]".to_string()];
        assert!(each_line_one_of(&directives, &choices, "x\n[1 23]\n").is_ok());
        assert!(each_line_one_of(&directives, &choices, "x\n[1 ]\n").is_err());
        assert!(each_line_one_of(&directives, &choices, "x\n").is_err());
        assert!(each_line_one_of(&directives, &choices, "x\nz\n").is_err());
    }
}
