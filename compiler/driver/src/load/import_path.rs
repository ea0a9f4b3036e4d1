//! Import paths that no package can have.
//!
//! In: an import path as written.  Out: what the go command says is wrong with it, if anything.
//! Follows `go/build` (paths that are no paths at all), `cmd/go/internal/modload` (forms that need a
//! folder) and CheckImportPath of golang.org/x/mod/module (the rest).

/// Names of devices, which Windows keeps for itself.
const RESERVED: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Whether a file with this import can be read: the path has characters, and none that is white space, not
/// graphic, or special.
pub fn is_valid(path: &str) -> bool {
    let special = |c: char| "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}".contains(c);
    !path.is_empty() && !path.contains(|c: char| c.is_control() || c.is_whitespace() || special(c))
}

/// Whether a path is that of a folder, from the importing package's.
pub fn is_relative(path: &str) -> bool {
    path == "." || path == ".." || path.starts_with("./") || path.starts_with("../")
}

/// What is wrong with a valid path before anything is looked for.
pub fn problem(path: &str) -> Option<String> {
    if is_relative(path) {
        return Some(format!(
            "{path:?} is relative, but relative import paths are not supported in module mode"
        ));
    }
    if path.starts_with('/') {
        return Some(format!(
            "{path:?} is not a package path; see 'go help packages'"
        ));
    }
    if matches!(path, "all" | "std" | "cmd" | "tool" | "work") {
        return Some(format!(
            "{path:?} is not an importable package; see 'go help packages'"
        ));
    }
    let reason = malformed(path)?;
    Some(format!("malformed import path {path:?}: {reason}"))
}

fn malformed(path: &str) -> Option<String> {
    let whole = if path.starts_with('-') {
        Some("leading dash")
    } else if path.contains("//") {
        Some("double slash")
    } else if path.ends_with('/') {
        Some("trailing slash")
    } else {
        None
    };
    if let Some(reason) = whole {
        return Some(reason.to_string());
    }
    path.split('/').find_map(malformed_element)
}

fn malformed_element(element: &str) -> Option<String> {
    if element.bytes().all(|byte| byte == b'.') {
        return Some(format!("invalid path element {element:?}"));
    }
    if element.ends_with('.') {
        return Some("trailing dot in path element".to_string());
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~+".contains(c);
    if let Some(c) = element.chars().find(|&c| !allowed(c)) {
        return Some(format!("invalid char {c:?}"));
    }
    let short = element.split('.').next().unwrap_or(element);
    if RESERVED.iter().any(|name| name.eq_ignore_ascii_case(short)) {
        return Some(format!(
            "{short:?} disallowed as path element component on Windows"
        ));
    }
    let digits = short.rsplit_once('~').map(|(_, digits)| digits);
    if digits.is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    }) {
        return Some("trailing tilde and digits in path element".to_string());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_have_no_problem() {
        for path in ["fmt", "example.com/UPPER/v2", ".hidden/x", "a+b/c~d", "C"] {
            assert!(is_valid(path) && problem(path).is_none(), "{path}");
        }
    }

    #[test]
    fn the_rest_is_told_apart() {
        for path in ["", "a b", "x\ny", "a!b", "a\\b"] {
            assert!(!is_valid(path), "{path}");
        }
        for (path, text) in [
            ("./a", "\"./a\" is relative, but"),
            ("/a", "\"/a\" is not a package path"),
            ("std", "\"std\" is not an importable package"),
            ("a//b", "malformed import path \"a//b\": double slash"),
            ("a/../b", "invalid path element \"..\""),
            ("a./b", "trailing dot in path element"),
            ("é", "malformed import path \"é\": invalid char 'é'"),
            ("a/com1.x", "\"com1\" disallowed as path element"),
            ("a~1", "trailing tilde and digits"),
        ] {
            let found = problem(path).unwrap_or_default();
            assert!(found.contains(text), "{path}: {found}");
        }
    }
}
