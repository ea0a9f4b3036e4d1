//! Jobs: build a program with a toolchain, and run what was built.
//!
//! In: a [`Job`], a toolchain and a scratch folder.  Out: [`Outcome`]s.
//! The compiler is started in the folder of the program, as a user would; executables and anything
//! else that is written go to the scratch folder, in which the program is run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::process::{self, Outcome};
use crate::toolchain::Toolchain;

/// How long a compiler may take.
pub const BUILD_LIMIT: Duration = Duration::from_secs(120);
/// How long a program may take unless told otherwise.
pub const RUN_LIMIT: Duration = Duration::from_secs(20);

/// Which command of the toolchain compiles the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// `build -o`, then run the executable.
    #[default]
    Build,
    /// `run file args`.
    Run,
    /// `tool compile -o`, for programs without imports.
    Compile,
}

/// A program, and how it is to be built and run.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// The folder the compiler is started in.
    pub folder: PathBuf,
    /// What is named on its command line.
    pub targets: Vec<String>,
    pub mode: Mode,
    /// Flags for the compiler: of `-gcflags`, or of `tool compile`.
    pub compiler_flags: Vec<String>,
    /// `-tags`
    pub tags: Option<String>,
    /// Arguments of the program.
    pub arguments: Vec<String>,
    pub environment: Vec<(String, String)>,
    /// Variables for the compiler; `$FOLDER` in a value is the folder of the job.
    pub build_environment: Vec<(String, String)>,
    pub stdin: String,
    /// For the program; [`RUN_LIMIT`] unless told.
    pub limit: Option<Duration>,
}

impl Job {
    /// Compiles the program; the executable is `program` in the scratch folder.
    ///
    /// # Errors
    /// The toolchain cannot be started.
    pub fn compile(&self, toolchain: &Toolchain, scratch: &Path) -> Result<Outcome, String> {
        let mut command = self.compiler(toolchain);
        match self.mode {
            Mode::Compile => {
                command
                    .args(["tool", "compile", "-o"])
                    .arg(scratch.join("program.o"));
                command.args(&self.compiler_flags);
            }
            Mode::Build | Mode::Run => {
                command
                    .args(["build", "-o"])
                    .arg(scratch.join("program"))
                    .args(self.build_flags(toolchain));
            }
        }
        process::run(command.args(&self.targets), b"", BUILD_LIMIT)
    }

    /// Compiles and runs the program with one command of the toolchain.
    ///
    /// # Errors
    /// The toolchain cannot be started.
    pub fn compile_and_run(&self, toolchain: &Toolchain) -> Result<Outcome, String> {
        let mut command = self.compiler(toolchain);
        command
            .arg("run")
            .args(self.build_flags(toolchain))
            .args(&self.targets)
            .args(&self.arguments)
            .envs(self.environment.iter().cloned());
        let limit = self.limit.unwrap_or(RUN_LIMIT) + BUILD_LIMIT;
        process::run(&mut command, self.stdin.as_bytes(), limit)
    }

    /// Runs the executable that [`Job::compile`] made.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn run(&self, scratch: &Path) -> Result<Outcome, String> {
        let mut command = Command::new(scratch.join("program"));
        command.args(&self.arguments).current_dir(scratch);
        for variable in ["GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOTRACEBACK"] {
            command.env_remove(variable);
        }
        command.envs(self.environment.iter().cloned());
        let limit = self.limit.unwrap_or(RUN_LIMIT);
        process::run(&mut command, self.stdin.as_bytes(), limit)
    }

    /// The compiler, to be started in the folder with the variables it is to have.
    fn compiler(&self, toolchain: &Toolchain) -> Command {
        let mut command = toolchain.command(&self.folder);
        let folder = self.folder.to_string_lossy();
        for (name, value) in &self.build_environment {
            command.env(name, value.replace("$FOLDER", &folder));
        }
        command
    }

    /// The flags of `build` and `run`. Real Go leaves out what only debuggers read: it takes a fifth
    /// of its time.
    fn build_flags(&self, toolchain: &Toolchain) -> Vec<String> {
        let mut flags = Vec::new();
        if toolchain.is_real_go() {
            flags.push("-ldflags=-w".to_string());
        }
        if !self.compiler_flags.is_empty() {
            flags.push(format!("-gcflags={}", self.compiler_flags.join(" ")));
        }
        flags.extend(self.tags.iter().map(|tags| format!("-tags={tags}")));
        flags
    }
}
