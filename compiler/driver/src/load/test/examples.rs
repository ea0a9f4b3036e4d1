//! What an example prints, according to the comment at its end.
//!
//! In: the text of a function's body.  Out: the expected output, if the last comment begins with
//! `Output:` or `Unordered output:`.
//! Follows the documentation of package `testing`, and of `go/ast` for the text of comments.

/// The output an example should have, and whether the order of its lines is free.
pub fn expected_output(body: &[u8]) -> Option<(String, bool)> {
    let text = comment_text(&last_comment(body)?);
    let trimmed = text.trim_start();
    let lower = trimmed.to_lowercase();
    let (start, unordered) = match lower.strip_prefix("unordered ") {
        Some(rest) if rest.starts_with("output:") => ("unordered output:".len(), true),
        _ if lower.starts_with("output:") => ("output:".len(), false),
        _ => return None,
    };
    let output = trimmed[start..].trim_start_matches(' ');
    let output = output.strip_prefix('\n').unwrap_or(output);
    Some((output.to_string(), unordered))
}

/// The last group of comments: those with no blank line or code between them.
fn last_comment(body: &[u8]) -> Option<Vec<String>> {
    let mut group: Vec<String> = Vec::new();
    let mut at = 0;
    // Line breaks since the last comment, and whether code followed it. A comment behind code on its
    // line is a group of its own.
    let (mut breaks, mut code, mut on_line) = (0, true, false);
    let mut behind_code = false;
    while at < body.len() {
        let rest = &body[at..];
        if rest.starts_with(b"//") || rest.starts_with(b"/*") {
            let line = rest.starts_with(b"//");
            let end = match line {
                true => rest.iter().position(|&c| c == b'\n'),
                false => rest.windows(2).position(|w| w == b"*/").map(|i| i + 2),
            };
            let end = end.unwrap_or(rest.len());
            if code || breaks > 1 || behind_code && breaks > 0 {
                group.clear();
                behind_code = on_line;
            }
            group.push(String::from_utf8_lossy(&rest[..end]).into_owned());
            (breaks, code) = (0, false);
            at += end;
            continue;
        }
        match rest[0] {
            quote @ (b'"' | b'\'' | b'`') => {
                at += literal_length(rest, quote);
                (code, on_line) = (true, true);
                continue;
            }
            b'\n' => {
                breaks += 1;
                on_line = false;
            }
            b' ' | b'\t' | b'\r' => {}
            _ => (code, on_line) = (true, true),
        }
        at += 1;
    }
    (!group.is_empty()).then_some(group)
}

fn literal_length(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < text.len() {
        match text[at] {
            b'\\' if quote != b'`' => at += 1,
            c if c == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The text of comments without their marks and directives.
fn comment_text(comments: &[String]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for comment in comments {
        if let Some(line) = comment.strip_prefix("//") {
            if !is_directive(line) {
                lines.push(line.strip_prefix(' ').unwrap_or(line).to_string());
            }
        } else {
            let inner = comment.trim_start_matches("/*").trim_end_matches("*/");
            lines.extend(inner.split('\n').map(String::from));
        }
    }
    let mut text = String::new();
    let mut blank = true;
    for line in lines {
        let line = line.trim_end_matches([' ', '\t', '\r']);
        // Of several blank lines one is kept, of those at the beginning none.
        if !line.is_empty() || !blank {
            text.push_str(line);
            text.push('\n');
        }
        blank = line.is_empty();
    }
    while text.ends_with("\n\n") {
        text.pop();
    }
    text
}

/// `//go:name` and its like are no text.
fn is_directive(line: &str) -> bool {
    if line.starts_with("line ") || line.starts_with("extern ") || line.starts_with("export ") {
        return true;
    }
    let Some((tool, rest)) = line.split_once(':') else {
        return false;
    };
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    !tool.is_empty() && tool.chars().all(word) && rest.starts_with(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_comment_counts() {
        let body = b"{\n\tx(\"// Output: no\")\n\t// Output:\n\t// a\n\t//  b\n";
        assert_eq!(expected_output(body), Some(("a\n b\n".to_string(), false)));
        let body = b"{\n\tx() // why\n\t// Output: a\n";
        assert_eq!(expected_output(body), Some(("a\n".to_string(), false)));
        let body = b"{\n\t// Output: a\n\tx()\n\t// other\n";
        assert_eq!(expected_output(body), None);
    }

    #[test]
    fn order_may_be_free_and_output_empty() {
        let body = b"{ f()\n// Unordered output: 2\n// 1\n";
        assert_eq!(expected_output(body), Some(("2\n1\n".to_string(), true)));
        assert_eq!(
            expected_output(b"{ f()\n// Output:\n"),
            Some((String::new(), false))
        );
    }
}
