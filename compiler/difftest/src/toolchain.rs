//! Toolchains: commands that behave like `go`, and how they are started.
//!
//! In: paths and the environment.  Out: `Toolchain` values and commands.
//! Invariant: nothing of the user's Go settings reaches a started toolchain, so that both sides of a
//! comparison see the same world.

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

/// What the reference is called.
const REAL_GO: &str = "real Go";

impl Toolchain {
    /// The toolchain whose command is `executable`.
    pub fn new(name: &'static str, executable: PathBuf) -> Toolchain {
        Toolchain { name, executable }
    }

    /// Real Go: the named command, or `$GO`, `$GRUS_GO` or the `go` on the path.
    ///
    /// # Errors
    /// There is none, or it is another release than the one grus follows.
    pub fn real_go_at(named: Option<PathBuf>) -> Result<Toolchain, String> {
        let named = named
            .or_else(|| env::var_os("GO").map(PathBuf::from))
            .or_else(|| env::var_os("GRUS_GO").map(PathBuf::from));
        let executable = match named {
            // Commands are started in other folders; a bare name is looked up on the path.
            Some(path) if path.components().count() > 1 => {
                std::path::absolute(&path).map_err(|e| format!("{}: {e}", path.display()))?
            }
            Some(path) => path,
            None => find_on_path("go").ok_or("no real Go: neither $GO nor `go` on the path")?,
        };
        let toolchain = Toolchain::new(REAL_GO, executable);
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

    /// Real Go of the environment; the reason where it is not there or another release.
    pub fn real_go() -> Result<Toolchain, String> {
        Toolchain::real_go_at(None)
    }

    /// Whether this is the reference.
    pub fn is_real_go(&self) -> bool {
        self.name == REAL_GO
    }

    /// The command's file.
    pub fn executable(&self) -> &Path {
        &self.executable
    }

    /// The folder of the distribution that a `go` command belongs to.
    pub fn goroot(&self) -> Option<PathBuf> {
        let output = self
            .command(Path::new("."))
            .args(["env", "GOROOT"])
            .output();
        let output = String::from_utf8(output.ok()?.stdout).ok()?;
        let root = PathBuf::from(output.trim());
        root.join("src").is_dir().then_some(root)
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

fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
