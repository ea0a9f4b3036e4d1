//! Comparison of texts and answers: where do they differ, in words.
//!
//! In: what is expected and what was observed, made comparable.  Out: nothing, or a report.

/// What a compiler and the program it made did, made comparable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The lines of a text in alphabetical order.
pub fn sorted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Whether two texts are the same; else a report with the first difference and both texts.
///
/// # Errors
/// The report.
pub fn same(expected: &str, observed: &str) -> Result<(), String> {
    if expected == observed {
        return Ok(());
    }
    Err(format!(
        "{}\n--- expected\n{}--- observed\n{}---\n",
        first_difference(expected, observed),
        shortened(expected),
        shortened(observed)
    ))
}

/// At most the first lines of a text, so that a report stays readable.
pub fn shortened(text: &str) -> String {
    const LIMIT: usize = 60;
    let mut lines: Vec<&str> = text.lines().take(LIMIT).collect();
    if text.lines().count() > LIMIT {
        lines.push("[...]");
    }
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Where two different texts part, in one line.
pub fn first_difference(expected: &str, observed: &str) -> String {
    let (mut left, mut right) = (expected.lines(), observed.lines());
    let mut number = 1;
    loop {
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => number += 1,
            (None, None) => return "they differ in line ends only".to_string(),
            (a, b) => {
                let show = |line: Option<&str>| line.map_or("nothing".into(), |l| format!("{l:?}"));
                return format!("line {number} is {}, expected {}", show(b), show(a));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_first_difference() {
        let report = same("a\nb\n", "a\nc\n").unwrap_err();
        assert!(
            report.starts_with("line 2 is \"c\", expected \"b\""),
            "{report}"
        );
    }
}
