//! A command of the Go distribution built by grus does what the original does: `gofmt` over a few of
//! the distribution's packages. The other commands are compared by `grus-commands`.
//!
//! In: the sources of the installed distribution; without one the test says that it is skipped.

use grus_difftest::process;
use grus_difftest::toolchain::Toolchain;
use grus_tests::toolchain;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(120);

#[test]
fn gofmt_formats_as_the_original() {
    let goroot = Toolchain::real_go().ok().and_then(|go| go.goroot());
    let Some(goroot) = goroot else {
        eprintln!("skipped: no real Go");
        return;
    };
    let original = goroot.join("bin/gofmt");
    if !original.is_file() || !goroot.join("src/cmd/gofmt").is_dir() {
        eprintln!("skipped: the distribution has no gofmt with its source");
        return;
    }
    let grus = toolchain::grus().expect("the compiler is built");
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gofmt");
    let mut build = grus.command(&goroot.join("src/cmd"));
    build.args(["build", "-o"]).arg(&built).arg("cmd/gofmt");
    let outcome = process::run(&mut build, b"", LIMIT).expect("the compiler runs");
    let message = String::from_utf8_lossy(&outcome.stderr);
    assert_eq!(outcome.status, 0, "{message}");
    for arguments in [
        vec!["-s", "-d", "strings", "net/url"],
        vec!["-r", "a[b:len(a)] -> a[b:]", "-d", "strconv"],
        vec!["-nosuch"],
        vec!["nosuch.go"],
    ] {
        let run = |executable: &Path| {
            let mut command = Command::new(executable);
            command.args(&arguments).current_dir(goroot.join("src"));
            let outcome = process::run(&mut command, b"", LIMIT).expect("gofmt runs");
            let stderr = String::from_utf8_lossy(&outcome.stderr).into_owned();
            // The usage message begins with the name as it was called.
            let stderr = stderr.replace(&executable.display().to_string(), "gofmt");
            let stdout = String::from_utf8_lossy(&outcome.stdout).into_owned();
            (outcome.status, stdout, stderr)
        };
        assert_eq!(run(&built), run(&original), "gofmt {arguments:?}");
    }
}
