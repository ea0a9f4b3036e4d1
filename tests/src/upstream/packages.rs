//! Folders of packages, laid out as a module.
//!
//! In: a folder `x.dir` whose files are packages that import each other as `./a`.  Out: the same files
//! in a module called `test`, one folder a package, importing each other as `test/a`.
//! A package is called as its first file; files of equal package names belong together unless every
//! file is a package of its own. Packages are in the order of their first files; the last is the one
//! that is run.

use std::fs;
use std::path::{Path, PathBuf};

/// A package of the folder.
struct Package {
    name: String,
    files: Vec<PathBuf>,
}

/// Writes the module; the result is the packages' folders, relative to it, in order.
///
/// # Errors
/// Unreadable files, files without a package clause.
pub fn write_module(
    source: &Path,
    module: &Path,
    single_file_packages: bool,
) -> Result<Vec<String>, String> {
    let failed = |e: std::io::Error| format!("{}: {e}", source.display());
    fs::write(module.join("go.mod"), "module test\n\ngo 1.27\n").map_err(failed)?;
    let mut folders = Vec::new();
    for package in packages(source, single_file_packages)? {
        let stem = package.files[0].file_stem().unwrap_or_default();
        let folder = module.join(stem);
        fs::create_dir_all(&folder).map_err(failed)?;
        for file in &package.files {
            let text = fs::read(file).map_err(failed)?;
            let name = file.file_name().unwrap_or_default();
            fs::write(folder.join(plain_name(name)), rewrite_imports(&text)).map_err(failed)?;
        }
        folders.push(format!("./{}", stem.to_string_lossy()));
    }
    Ok(folders)
}

/// A file named on gc's command line takes part whatever its name is; in a folder, names that end in
/// `_test` do not.
fn plain_name(name: &std::ffi::OsStr) -> String {
    let name = name.to_string_lossy();
    match name.strip_suffix("_test.go") {
        Some(stem) => format!("{stem}_tests.go"),
        None => name.into_owned(),
    }
}

fn packages(source: &Path, single_file_packages: bool) -> Result<Vec<Package>, String> {
    let failed = |e: std::io::Error| format!("{}: {e}", source.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(source).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "go") {
            files.push(path);
        }
    }
    files.sort();
    let mut packages: Vec<Package> = Vec::new();
    for file in files {
        let text = fs::read(&file).map_err(failed)?;
        let name = package_name(&text)
            .ok_or_else(|| format!("no package clause in {}", file.display()))?;
        let known = packages.iter_mut().find(|package| package.name == name);
        match known.filter(|_| !single_file_packages) {
            Some(package) => package.files.push(file),
            None => packages.push(Package {
                name,
                files: vec![file],
            }),
        }
    }
    match packages.is_empty() {
        true => Err(format!("no Go files in {}", source.display())),
        false => Ok(packages),
    }
}

fn package_name(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("package "))?;
    let name = line
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()?;
    Some(name.to_string())
}

/// Replaces `"./` by `"test/` in import declarations. Columns behind it change, lines do not.
fn rewrite_imports(text: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(text.len() + 64);
    let mut in_group = false;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let words = line.trim_ascii();
        let starts = words.starts_with(b"import");
        if starts || in_group {
            in_group = (in_group || words.contains(&b'(')) && !words.contains(&b')');
            let line = String::from_utf8_lossy(line);
            result.extend_from_slice(line.replace("\"./", "\"test/").as_bytes());
        } else {
            result.extend_from_slice(line);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_imports_are_rewritten() {
        let text = "package b\n\nimport \"./a\"\n\nimport (\n\t. \"./c\"\n)\n\nvar s = \"./d\"\n";
        let expected =
            "package b\n\nimport \"test/a\"\n\nimport (\n\t. \"test/c\"\n)\n\nvar s = \"./d\"\n";
        assert_eq!(rewrite_imports(text.as_bytes()), expected.as_bytes());
    }

    #[test]
    fn package_clauses() {
        assert_eq!(
            package_name(b"// x\npackage a_1 // y\n").as_deref(),
            Some("a_1")
        );
        assert_eq!(package_name(b"var x\n"), None);
    }
}
