//! The size of what grus makes: a program that prints a line may have 300 KB, symbol table included.
//!
//! In: the compiler under test.  Out: one test of the suite.
//! The runtime inside of a program is optimised in every build of grus, so that the limit holds
//! for all of them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use grus_tests::normalise;
use grus_tests::process;
use grus_tests::toolchain::Toolchain;

const PROGRAM: &str = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n";
const LIMIT: u64 = 300 * 1024;
const BUILD_LIMIT: Duration = Duration::from_secs(120);

/// The name of the test.
pub const NAME: &str = "size/hello";

/// Builds the program in a folder of its own and compares its size with the limit.
pub fn check(grus: &Toolchain, scratch: &Path) -> Result<(), String> {
    let folder = scratch.join("size");
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::write(folder.join("hello.go"), PROGRAM).map_err(failed)?;
    let mut command = grus.command(&folder);
    command.args(["build", "-o", "hello", "hello.go"]);
    let built = process::run(&mut command, b"", BUILD_LIMIT)?;
    if built.status != 0 {
        return Err(normalise::printable(&built.stderr));
    }
    let size = fs::metadata(folder.join("hello")).map_err(failed)?.len();
    fs::remove_dir_all(&folder).map_err(failed)?;
    if size > LIMIT {
        return Err(format!("{size} bytes, the limit is {LIMIT}"));
    }
    Ok(())
}
