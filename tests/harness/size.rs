//! The size of what grus makes: a program that prints a line may have 300 KB, symbol table included, and
//! a server with net/http may be as large as real Go makes it.
//!
//! In: the compiler under test, and real Go where it is installed.  Out: two tests of the suite.
//! The runtime inside of a program is optimised in every build of grus, so that the limit holds
//! for all of them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use grus_tests::normalise;
use grus_tests::process;
use grus_tests::toolchain::{Toolchain, workspace_folder};

const PROGRAM: &str = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n";
const LIMIT: u64 = 300 * 1024;
const BUILD_LIMIT: Duration = Duration::from_secs(300);

/// The name of the test of a program that prints a line.
pub const NAME: &str = "size/hello";
/// The name of the test of a server.
pub const SERVER: &str = "size/server";

/// Builds the program in a folder of its own and compares its size with the limit.
pub fn check(grus: &Toolchain, scratch: &Path) -> Result<(), String> {
    let folder = scratch.join("size");
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let source = folder.join("hello.go");
    fs::write(&source, PROGRAM).map_err(failed)?;
    let size = built_size(grus, &folder, &source)?;
    fs::remove_dir_all(&folder).map_err(failed)?;
    if size > LIMIT {
        return Err(format!("{size} bytes, the limit is {LIMIT}"));
    }
    Ok(())
}

/// Builds the benchmark that is a server with both compilers and compares the sizes.
pub fn check_server(grus: &Toolchain, go: &Toolchain, scratch: &Path) -> Result<(), String> {
    let folder = scratch.join("server-size");
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let source = workspace_folder().join("benchmarks/http_server.go");
    let wanted = built_size(go, &folder, &source)?;
    let size = built_size(grus, &folder, &source)?;
    fs::remove_dir_all(&folder).map_err(failed)?;
    if size > wanted {
        return Err(format!("{size} bytes, with real Go {wanted}"));
    }
    Ok(())
}

/// The size of the executable of a program.
fn built_size(toolchain: &Toolchain, folder: &Path, source: &Path) -> Result<u64, String> {
    let mut command = toolchain.command(folder);
    command.args(["build", "-o", "program"]).arg(source);
    let built = process::run(&mut command, b"", BUILD_LIMIT)?;
    if built.status != 0 {
        return Err(normalise::printable(&built.stderr));
    }
    let file = folder.join("program");
    let data = fs::metadata(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(data.len())
}
