//! Toolchains: where the compiler under test and real Go are, and how they are started.
//!
//! In: the environment and the place of the running executable.  Out: `Toolchain` values.
//! grus is `$GRUS`, or built by cargo in the profile this executable was built in. Real Go is
//! `$GO`, `$GRUS_GO` or the `go` on the path, and counts only if it is the release grus follows.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Go release whose behaviour is the specification.
pub const GO_RELEASE: &str = "go1.27.3";

/// A command that behaves like `go`.
#[derive(Clone, Debug)]
pub struct Toolchain {
    pub name: &'static str,
    executable: PathBuf,
}

impl Toolchain {
    /// Finds or builds the compiler under test.
    pub fn grus() -> Result<Toolchain, String> {
        let name = "grus";
        if let Some(path) = env::var_os("GRUS") {
            let executable = PathBuf::from(path);
            if !executable.is_file() {
                return Err(format!("$GRUS names no file: {}", executable.display()));
            }
            return Ok(Toolchain { name, executable });
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
        Ok(Toolchain { name, executable })
    }

    /// Finds real Go; the reason where it is not there or another release.
    pub fn real_go() -> Result<Toolchain, String> {
        let named = env::var_os("GO")
            .or_else(|| env::var_os("GRUS_GO"))
            .map(PathBuf::from);
        let executable = match named {
            Some(path) => path,
            None => find_on_path("go").ok_or("no real Go: neither $GO nor `go` on the path")?,
        };
        let toolchain = Toolchain {
            name: "real Go",
            executable,
        };
        let version = toolchain.command(Path::new(".")).arg("version").output();
        let version = version.map_err(|e| format!("{}: {e}", toolchain.executable.display()))?;
        let version = String::from_utf8_lossy(&version.stdout).into_owned();
        if version.split_whitespace().nth(2) != Some(GO_RELEASE) {
            return Err(format!(
                "real Go is not {GO_RELEASE} but {:?}",
                version.trim()
            ));
        }
        Ok(toolchain)
    }

    /// A command of this toolchain, started in `folder` with nothing of the user's Go settings.
    pub fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.executable);
        command.current_dir(folder);
        for variable in [
            "GOFLAGS",
            "GOROOT",
            "GOARCH",
            "GOOS",
            "GOAMD64",
            "GODEBUG",
            "GOEXPERIMENT",
        ] {
            command.env_remove(variable);
        }
        for (name, value) in [
            ("GOTOOLCHAIN", "local"),
            ("GOPROXY", "off"),
            ("GOWORK", "off"),
            ("GOENV", "off"),
            // grus checks its MIR between passes.
            ("GRUS_VERIFY", "1"),
        ] {
            command.env(name, value);
        }
        command
    }
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

fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
