//! Versions of modules: their order, and how they are spelt in the names of folders.
//!
//! In: texts such as `v1.2.0-rc.1+incompatible`.  Out: an order; escaped names.
//! Follows semver.org 2.0.0, section 11, and the Go Modules Reference, "Module cache".

use std::cmp::Ordering;

/// Compares two versions by precedence. What is no version is less than all versions.
pub fn compare(x: &str, y: &str) -> Ordering {
    match (Parts::of(x), Parts::of(y)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(x), Some(y)) => x
            .numbers
            .cmp(&y.numbers)
            .then_with(|| compare_releases(x.prerelease, y.prerelease)),
    }
}

/// Whether a text is a complete version, `vMAJOR.MINOR.PATCH` with optional suffixes.
pub fn is_valid(version: &str) -> bool {
    Parts::of(version).is_some()
}

/// A module path or version as the module cache spells it: capitals become `!` and the small letter.
pub fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            text.push('!');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

struct Parts<'a> {
    numbers: [u64; 3],
    /// Empty for a release.
    prerelease: &'a str,
}

impl Parts<'_> {
    fn of(version: &str) -> Option<Parts<'_>> {
        let text = version.strip_prefix('v')?;
        let text = text.split('+').next()?;
        let (core, prerelease) = text.split_once('-').unwrap_or((text, ""));
        let mut numbers = core.split('.').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten();
        let parts = [next()?, next()?, next()?];
        numbers.next().is_none().then_some(Parts {
            numbers: parts,
            prerelease,
        })
    }
}

fn compare_releases(x: &str, y: &str) -> Ordering {
    if x.is_empty() || y.is_empty() {
        // A release comes after its candidates.
        return y.is_empty().cmp(&x.is_empty()).reverse();
    }
    let (mut xs, mut ys) = (x.split('.'), y.split('.'));
    loop {
        let order = match (xs.next(), ys.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(x), Some(y)) => match (x.parse::<u64>(), y.parse::<u64>()) {
                (Ok(x), Ok(y)) => x.cmp(&y),
                (Ok(_), Err(_)) => Ordering::Less,
                (Err(_), Ok(_)) => Ordering::Greater,
                (Err(_), Err(_)) => x.cmp(y),
            },
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_come_before_releases() {
        let ascending = [
            "",
            "v0.0.0-20190101000000-abcdef123456",
            "v1.0.0-alpha",
            "v1.0.0-alpha.1",
            "v1.0.0-alpha.beta",
            "v1.0.0-beta.2",
            "v1.0.0-beta.11",
            "v1.0.0",
            "v1.2.0",
            "v1.10.0",
            "v2.0.0+incompatible",
        ];
        for pair in ascending.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(compare(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
        }
        assert_eq!(compare("v1.0.0+a", "v1.0.0+b"), Ordering::Equal);
    }

    #[test]
    fn capitals_are_escaped() {
        assert_eq!(escaped("github.com/Azure/SDK"), "github.com/!azure/!s!d!k");
    }
}
