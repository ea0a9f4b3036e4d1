//! Files that `//go:embed` puts into a program.
//!
//! In: the parsed files of a package and its folder.  Out: for every directive the files its patterns
//! name, read.
//! Invariants: names are relative to the package's folder, with slashes, sorted and unique; files of
//! other modules, links and special files are never embedded.
//! Follows the documentation of package embed.

use super::record;
use grus_lower::EmbeddedFile;
use grus_syntax::ast::{self, Decl};
use grus_syntax::{Pos, SourceMap};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// By position of a directive, the files it names.
pub type Embedded = BTreeMap<Pos, Vec<EmbeddedFile>>;

/// Reads what the directives of a package's files name.
///
/// # Errors
/// Where a pattern stands that names nothing that can be embedded, and why; of several the first by
/// the alphabet.
pub fn files_of(
    files: &[Arc<ast::File>],
    directory: &Path,
    sources: &SourceMap,
) -> Result<Embedded, (Pos, String)> {
    let mut embedded = Embedded::new();
    let mut errors = BTreeMap::new();
    for file in files {
        let imports = |import: &Arc<ast::ImportDecl>| {
            let path = import.path.as_ref();
            path.is_some_and(|path| path.value.as_str() == "embed")
        };
        if !file.imports.iter().any(imports) {
            continue;
        }
        for decl in &file.decls {
            let Decl::Var(decl) = decl else { continue };
            for directive in &decl.pragmas.embeds {
                let mut found = BTreeMap::new();
                for pattern in &directive.patterns {
                    if let Err(reason) = collect(directory, pattern, &mut found) {
                        let pos = position_of(pattern, directive.pos, sources);
                        errors.insert(pattern, (pos, format!("pattern {pattern}: {reason}")));
                    }
                }
                let found = found.into_iter();
                let files = found.map(|(name, bytes)| EmbeddedFile { name, bytes });
                embedded.insert(directive.pos, files.collect());
            }
        }
    }
    match errors.into_values().next() {
        None => Ok(embedded),
        Some(first) => Err(first),
    }
}

/// Where a pattern stands in its directive.
fn position_of(pattern: &str, directive: Pos, sources: &SourceMap) -> Pos {
    let Some(file) = sources.file_of(directive) else {
        return directive;
    };
    let text = file.bytes();
    let start = file.offset(directive) as usize;
    let line = text[start..].split(|&byte| byte == b'\n').next();
    let line = String::from_utf8_lossy(line.unwrap_or_default());
    let at = line.find(pattern).unwrap_or_default();
    directive.offset(u32::try_from(at).unwrap_or_default())
}

type Found = BTreeMap<String, Arc<[u8]>>;

/// Adds the files a pattern names.
fn collect(directory: &Path, pattern: &str, found: &mut Found) -> Result<(), String> {
    let (glob, hidden) = match pattern.strip_prefix("all:") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let elements: Vec<&str> = glob.split('/').collect();
    if elements
        .iter()
        .any(|element| ["", ".", ".."].contains(element))
    {
        return Err("invalid pattern syntax".to_string());
    }
    let mut matches = vec![String::new()];
    for element in elements {
        let mut next = Vec::new();
        for parent in &matches {
            for name in names_in(&directory.join(parent)) {
                if matches_name(element.as_bytes(), name.as_bytes())
                    .ok_or("syntax error in pattern")?
                {
                    next.push(joined(parent, &name));
                }
            }
        }
        matches = next;
    }
    if matches.is_empty() {
        return Err("no matching files found".to_string());
    }
    let mut count = 0;
    for name in &matches {
        let path = directory.join(name);
        let parents = name.match_indices('/').map(|(at, _)| &name[..at]);
        let mut folders = parents.chain(path.is_dir().then_some(name.as_str()));
        if folders.any(|folder| record::is_file(directory.join(folder).join("go.mod"))) {
            let what = if path.is_dir() { "directory" } else { "file" };
            return Err(format!("cannot embed {what} {name}: in different module"));
        }
        let kind = path.symlink_metadata().map(|data| data.file_type());
        match kind {
            Ok(kind) if kind.is_file() => {
                if is_bad_name(name.rsplit('/').next().unwrap_or_default()) {
                    return Err(format!("cannot embed file {name}: invalid name"));
                }
                read(directory, name, found)?;
                count += 1;
            }
            Ok(kind) if kind.is_dir() => {
                let before = count;
                folder(directory, name, hidden, found, &mut count)?;
                if count == before {
                    return Err(format!(
                        "cannot embed directory {name}: contains no embeddable files"
                    ));
                }
            }
            _ => return Err(format!("cannot embed irregular file {name}")),
        }
    }
    Ok(())
}

/// Adds the files of a folder and the folders in it.
fn folder(
    directory: &Path,
    parent: &str,
    hidden: bool,
    found: &mut Found,
    count: &mut usize,
) -> Result<(), String> {
    for base in names_in(&directory.join(parent)) {
        if is_bad_name(&base) || !hidden && base.starts_with(['.', '_']) {
            continue;
        }
        let name = joined(parent, &base);
        let path = directory.join(&name);
        let Ok(kind) = path.symlink_metadata().map(|data| data.file_type()) else {
            continue;
        };
        if kind.is_dir() && !record::is_file(path.join("go.mod")) {
            folder(directory, &name, hidden, found, count)?;
        } else if kind.is_file() {
            read(directory, &name, found)?;
            *count += 1;
        }
    }
    Ok(())
}

fn read(directory: &Path, name: &str, found: &mut Found) -> Result<(), String> {
    let bytes = record::read(directory.join(name))
        .map_err(|error| format!("open {name}: {}", crate::output::system_text(&error)))?;
    found.insert(name.to_string(), bytes.into());
    Ok(())
}

fn joined(parent: &str, name: &str) -> String {
    match parent {
        "" => name.to_string(),
        _ => format!("{parent}/{name}"),
    }
}

/// The names in a folder, sorted; none if it is no folder.
fn names_in(path: &Path) -> Vec<String> {
    if !record::is_folder(path) {
        return Vec::new();
    }
    let entries = record::list_all(path).unwrap_or_default().into_iter();
    let names = entries.filter_map(|entry| Some(entry.file_name()?.to_str()?.to_string()));
    names.collect()
}

/// Names that are never part of a module.
fn is_bad_name(name: &str) -> bool {
    let reserved = ["", ".bzr", ".hg", ".git", ".svn"];
    reserved.contains(&name) || name.chars().any(|c| "\"*<>?`'|/\\:".contains(c))
}

/// Whether a name matches a pattern of `path.Match`; none if the pattern is malformed.
fn matches_name(pattern: &[u8], name: &[u8]) -> Option<bool> {
    match pattern {
        [] => Some(name.is_empty()),
        [b'*', rest @ ..] => {
            let mut matched = false;
            for at in 0..=name.len() {
                matched |= matches_name(rest, &name[at..])?;
            }
            Some(matched)
        }
        _ => {
            let text = std::str::from_utf8(name).ok()?;
            let first = text.chars().next();
            let (fits, rest) = one_character(pattern, first)?;
            // The rest of a pattern is looked at even where nothing can match any more.
            let name = &name[first.map_or(0, char::len_utf8)..];
            Some(matches_name(rest, name)? && fits)
        }
    }
}

/// Whether the first part of a pattern fits a character, and the rest of the pattern.
fn one_character(pattern: &[u8], found: Option<char>) -> Option<(bool, &[u8])> {
    let text = std::str::from_utf8(pattern).ok()?;
    let mut rest = text.chars();
    let escaped = |rest: &mut std::str::Chars<'_>| match rest.next()? {
        '\\' => rest.next(),
        other => Some(other),
    };
    let fits = match text.chars().next()? {
        '?' => {
            rest.next();
            found.is_some()
        }
        '[' => {
            rest.next();
            let negated = rest.as_str().starts_with('^');
            if negated {
                rest.next();
            }
            let mut inside = false;
            let mut ranges = 0;
            while !rest.as_str().starts_with(']') || ranges == 0 {
                let ends = ['-', ']'];
                if rest.as_str().starts_with(ends) {
                    return None;
                }
                let low = escaped(&mut rest)?;
                let mut high = low;
                if rest.as_str().starts_with('-') {
                    rest.next();
                    if rest.as_str().starts_with(ends) {
                        return None;
                    }
                    high = escaped(&mut rest)?;
                }
                inside |= found.is_some_and(|c| low <= c && c <= high);
                ranges += 1;
            }
            rest.next();
            found.is_some() && inside != negated
        }
        _ => Some(escaped(&mut rest)?) == found,
    };
    Some((fits, rest.as_str().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::matches_name;

    #[test]
    fn patterns_match_as_those_of_package_path() {
        let cases = [
            ("a.txt", "a.txt", Some(true)),
            ("*.txt", "ab.txt", Some(true)),
            ("*.txt", "ab.txtx", Some(false)),
            ("a?c", "aéc", Some(true)),
            ("[a-c]x", "bx", Some(true)),
            ("[^a-c]x", "bx", Some(false)),
            ("\\*", "*", Some(true)),
            ("[]a]", "a", None),
            ("[", "a", None),
            ("x[", "a", None),
            ("*", "", Some(true)),
        ];
        for (pattern, name, wanted) in cases {
            let found = matches_name(pattern.as_bytes(), name.as_bytes());
            assert_eq!(found, wanted, "{pattern} {name}");
        }
    }
}
