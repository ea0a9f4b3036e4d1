//! The compiler under test: where it is, and where the tests' own files are.
//!
//! In: the environment and the place of the running executable.  Out: a `Toolchain`, folders.
//! grus is `$GRUS`, or built by cargo in the profile this executable was built in.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

pub use grus_difftest::toolchain::{GO_RELEASE, Toolchain};

/// Finds or builds the compiler under test.
pub fn grus() -> Result<Toolchain, String> {
    let name = "grus";
    if let Some(path) = env::var_os("GRUS") {
        // Tests run in the folder of their crate, users name files from the workspace.
        let executable = workspace_folder().join(path);
        if !executable.is_file() {
            return Err(format!("$GRUS names no file: {}", executable.display()));
        }
        return Ok(Toolchain::new(name, executable));
    }
    let place = BuildPlace::of_this_executable()?;
    let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build
        .args(["build", "--quiet", "-p", "grus"])
        .current_dir(workspace_folder());
    build.arg("--target-dir").arg(&place.target_folder);
    match place.profile.as_str() {
        "debug" => {}
        profile => {
            build.args(["--profile", profile]);
        }
    }
    for (variable, _) in env::vars_os() {
        let text = variable.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            build.env_remove(&variable);
        }
    }
    let built = build
        .status()
        .map_err(|e| format!("cannot start cargo: {e}"))?;
    let executable = place.folder.join("grus");
    if !built.success() || !executable.is_file() {
        return Err(format!(
            "cannot build the compiler under test ({}); set GRUS to one",
            executable.display()
        ));
    }
    Ok(Toolchain::new(name, executable))
}

/// The folder of the workspace.
pub fn workspace_folder() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// Where cargo put the running executable.
pub struct BuildPlace {
    pub target_folder: PathBuf,
    /// Name of the profile's folder: `debug`, `release`, ...
    pub profile: String,
    pub folder: PathBuf,
}

impl BuildPlace {
    /// `target/release/deps/suite-123` and `target/release/grus-bench` are in the same place.
    pub fn of_this_executable() -> Result<BuildPlace, String> {
        let executable = env::current_exe().map_err(|e| e.to_string())?;
        let mut folder = executable
            .parent()
            .map(Path::to_path_buf)
            .unwrap_or_default();
        if folder.ends_with("deps") {
            folder.pop();
        }
        match (folder.parent(), folder.file_name()) {
            (Some(target), Some(profile)) => Ok(BuildPlace {
                target_folder: target.to_path_buf(),
                profile: profile.to_string_lossy().into_owned(),
                folder: folder.clone(),
            }),
            _ => Err(format!(
                "{} is not in a target folder",
                executable.display()
            )),
        }
    }

    /// A folder of the suite's own below the target folder, made if need be.
    pub fn work_folder(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.target_folder.join("grus-tests").join(name);
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(folder)
    }
}
