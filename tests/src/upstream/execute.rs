//! Doing what a recipe says.
//!
//! In: a program of the directory, the compiler, a scratch folder.  Out: that it passed, that it
//! cannot be tried here, or what went wrong.
//! A program that runs must exit with 0 and print, on both outputs together, what the `.out` file
//! beside it has, or nothing. Programs are compiled and run in place: some of them read files of the
//! directory. Some start the `go` command: that is the compiler under test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::packages::write_module;
use super::recipe::{Action, Recipe};
use crate::normalise;
use crate::process::{self, Outcome};
use crate::toolchain::Toolchain;

/// Time limits: generous, since other tests run at the same time.
const BUILD_LIMIT: Duration = Duration::from_secs(60);
const RUN_LIMIT: Duration = Duration::from_secs(60);

/// What became of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    /// Its build constraints exclude it here.
    Excluded,
    /// It needs a package that is not embedded in the compiler, and there is no Go distribution.
    NeedsDistribution,
}

/// What the compiler says about packages then.
const NO_DISTRIBUTION: &str = "no Go distribution was found";

/// The directory and the compiler under test.
pub struct Upstream {
    pub directory: PathBuf,
    pub grus: Toolchain,
    /// GOROOT, from which packages that are not embedded are compiled.
    pub distribution: Option<PathBuf>,
    /// Where scratch folders are made.
    pub work: PathBuf,
    /// More flags for the compiler, and variables for the programs: to look for miscompiled programs.
    pub extra_flags: Vec<String>,
    pub extra_environment: Vec<(String, String)>,
}

/// One program on its way.
struct Attempt<'a> {
    upstream: &'a Upstream,
    name: &'a str,
    recipe: Recipe,
    scratch: PathBuf,
}

impl Upstream {
    /// Puts one program to the test.
    ///
    /// # Errors
    /// What it did instead of passing.
    pub fn test(&self, name: &str) -> Result<Verdict, String> {
        let file = self.directory.join(name);
        let text = fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let Some(recipe) = Recipe::parse(&String::from_utf8_lossy(&text))? else {
            return Ok(Verdict::Excluded);
        };
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let scratch = self
            .work
            .join(format!("upstream-{}-{number}", std::process::id()));
        fs::create_dir_all(&scratch).map_err(|e| format!("{}: {e}", scratch.display()))?;
        let attempt = Attempt {
            upstream: self,
            name,
            recipe,
            scratch,
        };
        let result = attempt.run();
        let _ = fs::remove_dir_all(&attempt.scratch);
        match result {
            Ok(()) => Ok(Verdict::Passed),
            Err(reason) if reason.contains(NO_DISTRIBUTION) => Ok(Verdict::NeedsDistribution),
            Err(reason) => Err(reason),
        }
    }
}

impl Attempt<'_> {
    fn run(&self) -> Result<(), String> {
        match self.recipe.action {
            Action::Compile => {
                let mut command = self.compiler(&self.upstream.directory);
                command.args(["tool", "compile", "-e", "-p=p", "-o"]);
                command.arg(self.scratch.join("p.o"));
                self.compile(command.args(self.flags()).arg(self.name))
            }
            Action::Build => self.build(&self.upstream.directory, self.name).map(drop),
            Action::CompileFolder => {
                let packages = self.write_module()?;
                let mut command = self.compiler(&self.scratch);
                command.arg("build").args(self.gcflags());
                self.compile(command.args(packages))
            }
            Action::RunFolder => {
                let packages = self.write_module()?;
                let main = packages.last().ok_or("no packages")?;
                let program = self.build(&self.scratch, main)?;
                self.compare(&self.start(&program, &[])?)
            }
            Action::Run => {
                let (files, arguments) = self.files_and_arguments();
                let program = self.build_files(&self.upstream.directory, &files)?;
                self.compare(&self.start(&program, &arguments)?)
            }
            Action::RunOutput => {
                let (files, arguments) = self.files_and_arguments();
                let printer = self.build_files(&self.upstream.directory, &files)?;
                let printed = self.start(&printer, &arguments)?;
                let file = self.scratch.join("printed.go");
                fs::write(&file, printed).map_err(|e| e.to_string())?;
                let program = self.build(&self.scratch, "printed.go")?;
                self.compare(&self.start(&program, &[])?)
            }
        }
    }

    /// As `go run` separates them: leading names of Go files are part of the program.
    fn files_and_arguments(&self) -> (Vec<&str>, Vec<&str>) {
        let arguments = &self.recipe.arguments;
        let count = arguments
            .iter()
            .take_while(|argument| argument.ends_with(".go"))
            .count();
        let mut files = vec![self.name];
        files.extend(arguments[..count].iter().map(String::as_str));
        let rest = arguments[count..].iter().map(String::as_str).collect();
        (files, rest)
    }

    fn flags(&self) -> impl Iterator<Item = &String> {
        self.recipe.flags.iter().chain(&self.upstream.extra_flags)
    }

    fn gcflags(&self) -> Option<String> {
        let flags: Vec<&str> = self.flags().map(String::as_str).collect();
        (!flags.is_empty()).then(|| format!("-gcflags={}", flags.join(" ")))
    }

    fn compiler(&self, folder: &Path) -> Command {
        let mut command = self.upstream.grus.command(folder);
        command.envs(
            self.upstream
                .distribution
                .iter()
                .map(|root| ("GOROOT", root)),
        );
        command
    }

    fn write_module(&self) -> Result<Vec<String>, String> {
        let stem = self.name.strip_suffix(".go").unwrap_or(self.name);
        let source = self.upstream.directory.join(format!("{stem}.dir"));
        write_module(&source, &self.scratch, self.recipe.single_file_packages)
    }

    /// Runs the compiler, which must succeed.
    fn compile(&self, command: &mut Command) -> Result<(), String> {
        let outcome = process::run(command, b"", BUILD_LIMIT)?;
        in_time(&outcome, "the compiler")?;
        if outcome.status == 0 {
            return Ok(());
        }
        Err(format!(
            "rejected, status {}:\n{}{}",
            outcome.status,
            normalise::printable(&outcome.stdout),
            normalise::printable(&outcome.stderr)
        ))
    }

    fn build(&self, folder: &Path, target: &str) -> Result<PathBuf, String> {
        self.build_files(folder, &[target])
    }

    fn build_files(&self, folder: &Path, targets: &[&str]) -> Result<PathBuf, String> {
        let program = self.scratch.join("a.exe");
        let mut command = self.compiler(folder);
        command.args(["build", "-o"]).arg(&program);
        self.compile(command.args(self.gcflags()).args(targets))?;
        Ok(program)
    }

    /// Runs a program, which must succeed; the result is what it printed.
    fn start(&self, program: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let mut command = Command::new(program);
        let directory = match self.recipe.action {
            Action::RunFolder => &self.scratch,
            _ => &self.upstream.directory,
        };
        command.args(arguments).current_dir(directory);
        for variable in ["GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOTRACEBACK", "GODEBUG"] {
            command.env_remove(variable);
        }
        command.env("GOOS", "linux").env("GOARCH", "amd64");
        command.envs(
            self.upstream
                .distribution
                .iter()
                .map(|root| ("GOROOT", root)),
        );
        command.env("PATH", self.search_path()?);
        command.envs(self.upstream.extra_environment.iter().cloned());
        let limit = self.recipe.limit.unwrap_or(RUN_LIMIT).max(RUN_LIMIT / 2);
        let outcome = process::run_merged(command, limit)?;
        in_time(&outcome, "the program")?;
        if outcome.status == 0 {
            return Ok(outcome.stdout);
        }
        Err(format!(
            "exit status {}:\n{}",
            outcome.status,
            normalise::printable(&outcome.stdout)
        ))
    }

    /// The search path with the compiler under test as `go` in front.
    fn search_path(&self) -> Result<std::ffi::OsString, String> {
        let folder = self.scratch.join("bin");
        if !folder.is_dir() {
            let link = folder.join("go");
            fs::create_dir_all(&folder)
                .and_then(|()| std::os::unix::fs::symlink(self.upstream.grus.executable(), &link))
                .map_err(|e| format!("{}: {e}", link.display()))?;
        }
        let rest = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder).chain(std::env::split_paths(&rest));
        std::env::join_paths(folders).map_err(|e| e.to_string())
    }

    /// Compares with the `.out` file beside the program.
    fn compare(&self, printed: &[u8]) -> Result<(), String> {
        let file = self.upstream.directory.join(self.name);
        let expected = fs::read(file.with_extension("out")).unwrap_or_default();
        if printed == expected {
            return Ok(());
        }
        let (printed, expected) = (
            normalise::printable(printed),
            normalise::printable(&expected),
        );
        Err(format!("printed:\n{printed}\ninstead of:\n{expected}"))
    }
}

fn in_time(outcome: &Outcome, what: &str) -> Result<(), String> {
    if outcome.timed_out {
        return Err(format!(
            "{what} was stopped after {:.0?}:\n{}",
            outcome.elapsed,
            normalise::printable(&outcome.stdout)
        ));
    }
    Ok(())
}
