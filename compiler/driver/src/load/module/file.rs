//! The files `go.mod` and `go.work`.
//!
//! In: the text of one.  Out: [`ModFile`].
//! Invariants: errors are collected and told together, as the go command does it.
//! Not done: `retract`, `tool`, `toolchain`, `godebug`, `ignore` lines have no effect.
//! Follows the Go Modules Reference, "go.mod files" and "Workspaces".

use super::version;
use crate::report::Failure;
use grus_types::GoVersion;

/// A module at a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleVersion {
    pub path: String,
    pub version: String,
}

/// What stands for a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub path: String,
    /// None: every version.
    pub version: Option<String>,
    pub by: Target,
}

/// The right side of a `replace` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder, as written.
    Folder(String),
    Module(ModuleVersion),
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModFile {
    /// The module's path; none in `go.work`.
    pub path: Option<String>,
    pub go_version: Option<GoVersion>,
    pub required: Vec<ModuleVersion>,
    pub replaced: Vec<Replacement>,
    pub excluded: Vec<ModuleVersion>,
    /// The folders of `use` lines.
    pub used: Vec<String>,
}

/// Which file it is, and how strictly it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of the main module.
    Main,
    /// Of another module: lines of a later Go are passed over.
    Dependency,
    /// `go.work`
    Workspace,
}

const IGNORED: [&str; 6] = [
    "retract",
    "toolchain",
    "tool",
    "godebug",
    "ignore",
    "exclude",
];

/// Parses a file. `name` is how messages call it.
///
/// # Errors
/// All lines that are wrong, in the go command's words.
pub fn parse(text: &str, name: &str, kind: Kind) -> Result<ModFile, Failure> {
    let mut file = ModFile::default();
    let mut errors = Vec::new();
    let mut block: Option<String> = None;
    for (index, line) in text.lines().enumerate() {
        let words = words_of(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let result = match (&block, words.as_slice()) {
            (_, []) => Ok(()),
            (Some(_), [")"]) => {
                block = None;
                Ok(())
            }
            (Some(verb), arguments) => file.line(&verb.clone(), arguments, kind),
            (None, [verb, "("]) => {
                block = Some(verb.to_string());
                Ok(())
            }
            (None, [verb, arguments @ ..]) => file.line(verb, arguments, kind),
        };
        if let Err(reason) = result {
            errors.push(format!("{name}:{}: {reason}", index + 1));
        }
    }
    if errors.is_empty() {
        return Ok(file);
    }
    let text = errors.join("\n");
    Err(Failure::new(format!("go: errors parsing {name}:\n{text}")))
}

impl ModFile {
    fn line(&mut self, verb: &str, arguments: &[&str], kind: Kind) -> Result<(), String> {
        let module_file = kind != Kind::Workspace;
        match (verb, arguments) {
            ("go", [version]) => self.go(version, kind),
            ("module", [path]) if module_file => {
                self.path = Some(path.to_string());
                Ok(())
            }
            ("require", [path, version]) if module_file => {
                self.required.push(module_version(verb, path, version)?);
                Ok(())
            }
            ("exclude", [path, version]) if module_file => {
                self.excluded.push(module_version(verb, path, version)?);
                Ok(())
            }
            ("use", [folder]) if !module_file => {
                self.used.push(folder.to_string());
                Ok(())
            }
            ("replace", arguments) => {
                self.replaced.push(replacement(arguments)?);
                Ok(())
            }
            ("require", _) if module_file => Err("usage: require module/path v1.2.3".to_string()),
            ("module", _) if module_file => Err("usage: module module/path".to_string()),
            ("go", _) => Err("go directive expects exactly one argument".to_string()),
            (verb, _) if IGNORED.contains(&verb) || kind == Kind::Dependency => Ok(()),
            (verb, _) => Err(format!("unknown directive: {verb}")),
        }
    }

    fn go(&mut self, text: &str, kind: Kind) -> Result<(), String> {
        match GoVersion::parse(text) {
            Some(version) => self.go_version = Some(version),
            None if kind == Kind::Dependency => {}
            None => {
                return Err(format!(
                    "invalid go version '{text}': must match format 1.23"
                ));
            }
        }
        Ok(())
    }

    /// What stands for a module at a version, if it is replaced.
    pub fn replacement(&self, path: &str, version: &str) -> Option<&Target> {
        let matching = |wanted: Option<&str>| {
            let mut all = self.replaced.iter();
            all.rfind(|one| one.path == path && one.version.as_deref() == wanted)
        };
        matching(Some(version))
            .or_else(|| matching(None))
            .map(|replacement| &replacement.by)
    }
}

fn module_version(verb: &str, path: &str, text: &str) -> Result<ModuleVersion, String> {
    if !version::is_valid(text) {
        return Err(format!(
            "{verb} {path}: version {text:?} invalid: must be of the form v1.2.3"
        ));
    }
    Ok(ModuleVersion {
        path: path.to_string(),
        version: text.to_string(),
    })
}

fn replacement(arguments: &[&str]) -> Result<Replacement, String> {
    const USAGE: &str = "usage: replace module/path [v1.2.3] => other/module v1.4\n\t or replace \
                         module/path [v1.2.3] => ../local/directory";
    let arrow = arguments.iter().position(|word| *word == "=>");
    let Some(arrow) = arrow else {
        return Err(USAGE.to_string());
    };
    let (path, version) = match &arguments[..arrow] {
        [path] => (path, None),
        [path, version] => (path, Some(version.to_string())),
        _ => return Err(USAGE.to_string()),
    };
    let by = match &arguments[arrow + 1..] {
        [folder] if is_folder(folder) => Target::Folder(folder.to_string()),
        [_] => {
            return Err(
                "replacement module without version must be directory path (rooted or starting with . or ..)"
                    .to_string(),
            );
        }
        [path, version] if !is_folder(path) => {
            Target::Module(module_version("replace", path, version)?)
        }
        [folder, _] => {
            return Err(format!(
                "replacement module directory path {folder:?} cannot have version"
            ));
        }
        _ => return Err(USAGE.to_string()),
    };
    Ok(Replacement {
        path: path.to_string(),
        version,
        by,
    })
}

fn is_folder(text: &str) -> bool {
    text == "."
        || text == ".."
        || text.starts_with("./")
        || text.starts_with("../")
        || text.starts_with('/')
}

/// The words of a line without its comment; quoted words are one.
fn words_of(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            break;
        }
        if first == '"' || first == '`' {
            let Some((word, after)) = rest[1..].split_once(first) else {
                words.push(rest.to_string());
                break;
            };
            words.push(word.to_string());
            rest = after.trim_start();
            continue;
        }
        if first == '(' || first == ')' {
            words.push(first.to_string());
            rest = rest[1..].trim_start();
            continue;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '(' || c == ')')
            .unwrap_or(rest.len());
        words.push(rest[..end].to_string());
        rest = rest[end..].trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines_and_blocks() {
        let text = "module \"m\" // c\ngo 1.21\nrequire (\n\ta/b v1.0.0 // indirect\n\tc v0.1.0\n)\n\
                    replace a/b v1.0.0 => ../x\nreplace c => d v1.2.3\nexclude c v0.0.9\n";
        let file = parse(text, "go.mod", Kind::Main).unwrap();
        assert_eq!(file.path.as_deref(), Some("m"));
        assert_eq!(file.go_version, Some(GoVersion::new(1, 21)));
        assert_eq!(file.required.len(), 2);
        assert_eq!(
            file.replacement("a/b", "v1.0.0"),
            Some(&Target::Folder("../x".to_string()))
        );
        assert_eq!(file.replacement("a/b", "v1.1.0"), None);
        assert!(matches!(
            file.replacement("c", "v9.0.0"),
            Some(Target::Module(_))
        ));
        assert_eq!(file.excluded.len(), 1);
    }

    #[test]
    fn tells_all_wrong_lines() {
        let text = "module m\nfoo bar\ngo x\n";
        let failure = parse(text, "go.mod", Kind::Main).unwrap_err();
        let wanted = "go: errors parsing go.mod:\ngo.mod:2: unknown directive: foo\ngo.mod:3: \
                      invalid go version 'x': must match format 1.23";
        assert_eq!(failure.text, wanted);
        assert!(parse(text, "go.mod", Kind::Dependency).is_ok());
    }
}
