//! The messages of a compiler as units: a line and the indented lines that explain it.
//!
//! In: what a compiler printed, normalised.  Out: messages, and how two lists of them differ.
//! Lines that start with `#` name the package and are no messages; they are kept as units of their own
//! so that their absence is seen.

use std::collections::BTreeMap;

/// Splits what a compiler printed into messages.
pub fn split(text: &str) -> Vec<String> {
    let mut messages: Vec<String> = Vec::new();
    for line in text.lines() {
        match messages.last_mut() {
            Some(last) if line.starts_with(['\t', ' ']) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => messages.push(line.to_string()),
        }
    }
    messages
}

/// How two lists of messages differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Only in the expected list, in its order.
    pub missing: Vec<String>,
    /// Only in the observed list, in its order.
    pub extra: Vec<String>,
    /// The same messages in another order.
    pub reordered: bool,
}

impl Changes {
    /// Whether the lists are the same.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

/// Compares two lists of messages as multisets.
pub fn changes(expected: &[String], observed: &[String]) -> Changes {
    let only_in = |these: &[String], those: &[String]| {
        let mut available: BTreeMap<&String, usize> = BTreeMap::new();
        for message in those {
            *available.entry(message).or_default() += 1;
        }
        let mut only = Vec::new();
        for message in these {
            match available.get_mut(message) {
                Some(count) if *count > 0 => *count -= 1,
                _ => only.push(message.clone()),
            }
        }
        only
    };
    let missing = only_in(expected, observed);
    let extra = only_in(observed, expected);
    let reordered = missing.is_empty() && extra.is_empty() && expected != observed;
    Changes {
        missing,
        extra,
        reordered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_belong_to_their_message() {
        let text = "# p\n./a.go:1:1: x\n\tbecause\n./a.go:2:1: y\n";
        assert_eq!(
            split(text),
            ["# p", "./a.go:1:1: x\n\tbecause", "./a.go:2:1: y"]
        );
    }

    #[test]
    fn repetitions_count() {
        let list = |words: &[&str]| words.iter().map(|w| w.to_string()).collect::<Vec<_>>();
        let found = changes(&list(&["a", "b", "a"]), &list(&["a", "c", "b"]));
        assert_eq!(found.missing, ["a"]);
        assert_eq!(found.extra, ["c"]);
        assert!(changes(&list(&["a", "b"]), &list(&["b", "a"])).reordered);
        assert!(changes(&list(&["a"]), &list(&["a"])).is_empty());
    }
}
