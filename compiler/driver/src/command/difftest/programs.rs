//! Which programs `grus difftest` compares.
//!
//! In: files and folders.  Out: [`Program`]s in the order of their names.
//! A file is a program. A folder with a `go.mod` holds one program for every `main` package of the
//! module, or is built as a whole if it has none. In other folders the files of a package with one
//! `func main` among several files form a program; else every file is one. `testdata` folders, files
//! of tests and names that start with `.` or `_` are passed over.

use grus_difftest::job::Job;
use std::path::{Path, PathBuf};

/// One program to compare.
#[derive(Clone, Debug)]
pub struct Program {
    /// As the user would name it.
    pub name: String,
    pub job: Job,
    /// A source says `//difftest:unordered`.
    pub unordered: bool,
}

/// The directive for output whose order is left open.
const UNORDERED: &str = "//difftest:unordered";

/// Finds the programs of the arguments.
///
/// # Errors
/// An argument names nothing, or a file cannot be read.
pub fn discover(arguments: &[String]) -> Result<Vec<Program>, String> {
    let mut programs = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if path.is_dir() {
            folder(path, &mut programs)?;
        } else if path.is_file() {
            programs.push(program(argument.clone(), &[path.to_path_buf()])?);
        } else {
            return Err(format!("stat {argument}: no such file or directory"));
        }
    }
    Ok(programs)
}

/// Adds the programs of a folder and of the folders in it.
fn folder(path: &Path, programs: &mut Vec<Program>) -> Result<(), String> {
    if path.join("go.mod").is_file() {
        return module(path, programs);
    }
    let sources = sources(path)?;
    let mut texts = Vec::new();
    for source in &sources {
        texts.push(read(source)?);
    }
    let commands = texts.iter().filter(|text| is_command(text)).count();
    let mains = texts.iter().filter(|text| has_main(text)).count();
    if sources.len() > 1 && commands == sources.len() && mains == 1 {
        programs.push(program(path.display().to_string(), &sources)?);
    } else {
        for source in &sources {
            let name = source.display().to_string();
            programs.push(program(name, std::slice::from_ref(source))?);
        }
    }
    for inner in folders(path)? {
        folder(&inner, programs)?;
    }
    Ok(())
}

/// Adds the commands of a module.
fn module(root: &Path, programs: &mut Vec<Program>) -> Result<(), String> {
    let mut packages = Vec::new();
    let mut unordered = false;
    let mut pending = vec![root.to_path_buf()];
    while let Some(path) = pending.pop() {
        let mut command = false;
        for source in sources(&path)? {
            let text = read(&source)?;
            command |= is_command(&text);
            unordered |= is_unordered(&text);
        }
        if command {
            packages.push(path.clone());
        }
        for inner in folders(&path)? {
            if !inner.join("go.mod").is_file() && !inner.ends_with("vendor") {
                pending.push(inner);
            }
        }
    }
    packages.sort();
    let mut targets: Vec<String> = Vec::new();
    for package in &packages {
        let inner = package.strip_prefix(root).unwrap_or(package);
        targets.push(match inner.as_os_str().is_empty() {
            true => ".".to_string(),
            false => format!("./{}", inner.display()),
        });
    }
    if targets.is_empty() {
        targets.push("./...".to_string());
    }
    for target in targets {
        let name = match target.as_str() {
            "." | "./..." => root.display().to_string(),
            inner => root.join(&inner[2..]).display().to_string(),
        };
        programs.push(Program {
            name,
            job: Job {
                folder: absolute(root)?,
                targets: vec![target],
                ..Job::default()
            },
            unordered,
        });
    }
    Ok(())
}

/// A program that is some files of one folder.
fn program(name: String, files: &[PathBuf]) -> Result<Program, String> {
    let mut targets = Vec::new();
    let mut unordered = false;
    for file in files {
        unordered |= is_unordered(&read(file)?);
        targets.push(file_name(file));
    }
    let folder = match files[0].parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Ok(Program {
        name,
        job: Job {
            folder: absolute(folder)?,
            targets,
            ..Job::default()
        },
        unordered,
    })
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    path.canonicalize()
        .map_err(|error| format!("{}: {}", path.display(), crate::output::system_text(&error)))
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| {
        let reason = crate::output::system_text(&error);
        format!("open {}: {reason}", path.display())
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn is_unordered(text: &str) -> bool {
    text.lines().any(|line| line.trim_end() == UNORDERED)
}

fn is_command(text: &str) -> bool {
    text.lines().any(|line| {
        let clause = line.strip_prefix("package ").map(str::trim_start);
        clause
            .and_then(|rest| rest.strip_prefix("main"))
            .is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    })
}

fn has_main(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("func main()"))
}

/// The Go files of a folder, in order of their names.
fn sources(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = entries(folder)?;
    files.retain(|file| {
        let name = file_name(file);
        file.is_file() && name.ends_with(".go") && !name.ends_with("_test.go")
    });
    Ok(files)
}

/// The folders in a folder, in order of their names.
fn folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut inner = entries(folder)?;
    inner.retain(|path| path.is_dir() && !path.ends_with("testdata"));
    Ok(inner)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let list = std::fs::read_dir(folder).map_err(|error| {
        let reason = crate::output::system_text(&error);
        format!("open {}: {reason}", folder.display())
    })?;
    let mut paths: Vec<PathBuf> = list.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| !file_name(path).starts_with(['.', '_']));
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_commands_and_directives() {
        assert!(is_command("// x\npackage main // command\n"));
        assert!(!is_command("package mainly\n"));
        assert!(is_unordered("package main\n//difftest:unordered\n"));
        assert!(has_main("func main() {}\n"));
    }

    #[test]
    fn a_missing_argument_is_named() {
        let error = discover(&["no/such/file.go".to_string()]).unwrap_err();
        assert_eq!(error, "stat no/such/file.go: no such file or directory");
    }
}
