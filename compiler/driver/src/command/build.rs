//! `grus build`.
//!
//! In: flags, and files, folders or import paths.  Out: an executable for a single command; several
//! packages, or one that is no command, are only compiled.

use super::gcflags::CompilerFlags;
use crate::cache::Entry;
use crate::compile::{self, Request};
use crate::flags::{self, Flag, Parsed, boolean, value};
use crate::load::{self, LoadOptions, Loaded, record};
use crate::output;
use crate::report::Failure;
use grus_link::Strip;
use std::path::Path;
use std::process::ExitCode;

/// The flags shared by `build` and `run`.
pub const BUILD_FLAGS: &[Flag] = &[
    value("o"),
    value("gcflags"),
    value("ldflags"),
    value("asmflags"),
    value("tags"),
    value("p"),
    value("mod"),
    value("C"),
    value("goroot"),
    value("overlay"),
    boolean("trimpath"),
    boolean("a"),
    boolean("v"),
    boolean("x"),
];

/// Runs the command.
///
/// # Errors
/// Wrong usage, and everything that makes a build fail.
pub fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let usage = "usage: grus build [-o output] [build flags] [packages]\nRun 'grus help build' for details.";
    let parsed = flags::parse_with_environment(BUILD_FLAGS, arguments)
        .map_err(|error| Failure::usage(format!("{error}\n{usage}")))?;
    let options = BuildOptions::from_parsed(&parsed)?;
    let entry = Entry::of("build", &parsed, &options.request(true));
    if let Some(hit) = entry.as_ref().and_then(Entry::find) {
        if let Some(executable) = hit.executable {
            let target = output::target(parsed.value("o"), &hit.default_name, &hit.package)?;
            output::copy_executable(&executable, &target, &hit.package)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let loaded = load::load(&parsed.rest, &options.load)?;
    let commands: Vec<usize> = (0..loaded.roots.len())
        .filter(|&index| loaded.packages[loaded.roots[index]].name == "main")
        .collect();
    let single_command = commands.len() == 1 && loaded.roots.len() == 1;
    let writes = single_command || (parsed.value("o").is_some() && !commands.is_empty());
    if !writes {
        compile::compile(loaded, &options.request(false))?;
        if let Some(entry) = entry {
            entry.keep(None, "", "");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let (default_name, package) = default_name(&loaded, &parsed.rest);
    let target = output::target(parsed.value("o"), &default_name, &package)?;
    let executable = compile::compile(loaded, &options.request(true))?;
    if let Some(bytes) = executable {
        output::write_executable(&bytes, &target, &package)?;
        if let Some(entry) = entry {
            entry.keep(Some(&bytes), &default_name, &package);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What the build flags say.
pub struct BuildOptions {
    pub load: LoadOptions,
    pub compiler: CompilerFlags,
    pub strip: Strip,
}

impl BuildOptions {
    /// Reads the values of parsed flags.
    ///
    /// # Errors
    /// Malformed values.
    pub fn from_parsed(parsed: &Parsed) -> Result<BuildOptions, Failure> {
        if let Some(directory) = parsed.value("C") {
            std::env::set_current_dir(directory).map_err(|error| {
                Failure::new(format!(
                    "go: chdir {directory}: {}",
                    output::system_text(&error)
                ))
            })?;
        }
        if let Some(file) = parsed.value("overlay") {
            record::set_overlay(Path::new(file))?;
        }
        let compiler = CompilerFlags::from_gcflags(parsed.value("gcflags").unwrap_or(""))?;
        let tags = parsed.value("tags").unwrap_or("");
        let link_flags =
            flags::split_quoted(parsed.value("ldflags").unwrap_or("")).map_err(Failure::usage)?;
        let given = |wanted: &str| link_flags.iter().any(|flag| flag == wanted);
        Ok(BuildOptions {
            load: LoadOptions {
                tags: tags
                    .split([',', ' '])
                    .filter(|tag| !tag.is_empty())
                    .map(String::from)
                    .collect(),
                language: compiler.language,
                module_mode: parsed.value("mod").map(String::from),
                distribution: parsed.value("goroot").map(String::from),
                trim_paths: parsed.is_set("trimpath"),
                for_run: false,
            },
            compiler,
            strip: if given("-s") {
                Strip::All
            } else if given("-w") {
                Strip::Debug
            } else {
                Strip::Nothing
            },
        })
    }

    /// The compilation these options ask for.
    pub fn request(&self, link: bool) -> Request {
        Request {
            flags: self.compiler.clone(),
            per_iteration: None,
            link,
            whole: false,
            complete: true,
            strip: self.strip,
            listing_to_stdout: false,
            package_header: true,
        }
    }
}

/// The name of the executable without `-o`, and the package's name in messages.
fn default_name(loaded: &Loaded, arguments: &[String]) -> (String, String) {
    let package = loaded.packages[loaded.roots[0]].import_path.clone();
    let stem = |path: &str| {
        let name = Path::new(path)
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        name.strip_suffix(".go").map_or(name.clone(), String::from)
    };
    if package == "command-line-arguments" {
        let first = arguments.iter().find(|argument| argument.ends_with(".go"));
        return (stem(first.map_or("main.go", String::as_str)), package);
    }
    (stem(&package), package)
}
