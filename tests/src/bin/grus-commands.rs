//! Builds commands of the Go distribution with grus and compares them with the originals.
//!
//! In: `[-packages list] [commands]`, all that need no assembly if none are named. `GRUS` names the
//! compiler, real Go is found as by the tests.
//! Out: a line a command: seconds of the build and size of the executable, of grus and of real Go; how
//! many of the comparisons agree, and the first that does not. The exit status is 1 if one differs.
//! `compile`, `asm` and `link` run beside the originals while real Go builds packages (`-packages`,
//! otherwise `cmd/gofmt`) from nothing, with the same arguments: their outputs must be the same bytes.
//! For that the command calls itself, as `-tool folder tool arguments`.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use grus_difftest::process;
use grus_difftest::toolchain::Toolchain;
use grus_tests::toolchain::{self, BuildPlace};

/// What a build or a run of a command may take.
const LIMIT: Duration = Duration::from_secs(900);

/// Commands that need no cgo and no assembly.
const COMMANDS: [&str; 19] = [
    "addr2line",
    "asm",
    "buildid",
    "cgo",
    "compile",
    "covdata",
    "cover",
    "fix",
    "go",
    "gofmt",
    "link",
    "nm",
    "objdump",
    "pack",
    "pprof",
    "preprofile",
    "test2json",
    "trace",
    "vet",
];

/// Those that write files for `go build`.
const TOOLS: [&str; 3] = ["asm", "compile", "link"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.first().map(String::as_str) {
        Some("-tool") => run_tool(&arguments[1..]),
        _ => run(arguments),
    };
    result.unwrap_or_else(|reason| {
        eprintln!("grus-commands: {reason}");
        ExitCode::from(2)
    })
}

/// Where things are.
struct Place {
    goroot: PathBuf,
    /// The executables `NAME.grus` and `NAME.go`.
    work: PathBuf,
    grus: Toolchain,
    go: Toolchain,
}

/// How the comparisons of a command went.
#[derive(Default)]
struct Tally {
    same: usize,
    all: usize,
    /// The first difference.
    difference: String,
}

impl Tally {
    fn add(&mut self, same: bool, difference: impl FnOnce() -> String) {
        self.all += 1;
        self.same += usize::from(same);
        if !same && self.difference.is_empty() {
            self.difference = difference();
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<ExitCode, String> {
    let mut packages = vec!["cmd/gofmt".to_string()];
    if arguments.first().is_some_and(|first| first == "-packages") {
        let list = arguments.get(1).ok_or("-packages needs a list")?;
        packages = list.split(',').map(String::from).collect();
        arguments.drain(..2);
    }
    if let Some(flag) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return Err(format!("unknown flag {flag}"));
    }
    if arguments.is_empty() {
        arguments = COMMANDS.map(String::from).to_vec();
    }
    let go = Toolchain::real_go()?;
    let place = Place {
        goroot: go.goroot().ok_or("go env GOROOT fails")?,
        work: BuildPlace::of_this_executable()?.work_folder("commands")?,
        grus: toolchain::grus()?,
        go,
    };
    println!(
        "{:12} {:>8} {:>8} {:>10} {:>10} {:>9}",
        "command", "grus s", "go s", "grus size", "go size", "same"
    );
    let mut rows = BTreeMap::new();
    for name in &arguments {
        rows.insert(name.as_str(), place.build_both(name)?);
    }
    let mut tallies = BTreeMap::new();
    if arguments.iter().any(|name| TOOLS.contains(&name.as_str())) {
        tallies = place.tools(&packages)?;
    }
    let mut failed = false;
    for (name, row) in rows {
        let mut tally = tallies.remove(name).unwrap_or_default();
        let mut text = row.text;
        match row.problem {
            Some(problem) => tally.add(false, || problem),
            None => place.compare(name, &mut tally)?,
        }
        failed |= tally.same < tally.all;
        text.push_str(&format!(" {:>4}/{:<4}", tally.same, tally.all));
        println!("{text} {}", tally.difference);
    }
    Ok(match failed {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

/// A command, built twice.
struct Built {
    text: String,
    /// Why there is nothing to compare.
    problem: Option<String>,
}

impl Place {
    fn executable(&self, name: &str, toolchain: &str) -> PathBuf {
        self.work.join(format!("{name}.{toolchain}"))
    }

    fn build_both(&self, name: &str) -> Result<Built, String> {
        let mut seconds = Vec::new();
        let mut sizes = Vec::new();
        let mut problem = None;
        for (toolchain, ending) in [(&self.grus, "grus"), (&self.go, "go")] {
            let output = self.executable(name, ending);
            let mut command = toolchain.command(&self.goroot.join("src/cmd"));
            command.arg("build").arg("-o").arg(&output);
            command.arg(format!("cmd/{name}"));
            let start = Instant::now();
            let outcome = process::run(&mut command, b"", LIMIT)?;
            seconds.push(start.elapsed().as_secs_f64());
            sizes.push(fs::metadata(&output).map_or(0, |data| data.len()));
            if outcome.status != 0 {
                let text = String::from_utf8_lossy(&outcome.stderr).into_owned();
                let line = text.lines().find(|line| !line.starts_with('#'));
                let line = line.unwrap_or("the build fails");
                problem.get_or_insert(format!("{ending}: {line}"));
            }
        }
        let text = format!(
            "{name:12} {:8.1} {:8.1} {:10} {:10}",
            seconds[0], seconds[1], sizes[0], sizes[1]
        );
        Ok(Built { text, problem })
    }

    /// Runs both executables with the same arguments and compares what they print.
    fn compare(&self, name: &str, tally: &mut Tally) -> Result<(), String> {
        for arguments in self.invocations(name) {
            let mut outcomes = Vec::new();
            for ending in ["grus", "go"] {
                let executable = self.executable(name, ending);
                // Usage messages and `go vet` show the name.
                let plain = self.work.join(name);
                let _ = fs::remove_file(&plain);
                fs::hard_link(&executable, &plain)
                    .map_err(|error| format!("{}: {error}", plain.display()))?;
                let arguments = arguments.iter().map(|argument| match argument.as_str() {
                    "$TOOL" => format!("-vettool={}", plain.display()),
                    other => other.to_string(),
                });
                let through_go = ["vet", "fix"].contains(&name);
                let mut command = match through_go {
                    true => self.go.command(&self.goroot.join("src")),
                    false => Command::new(&plain),
                };
                command.args(arguments).current_dir(self.goroot.join("src"));
                command.env("GOROOT", &self.goroot);
                let outcome = process::run(&mut command, b"", LIMIT)?;
                outcomes.push((outcome.status, outcome.stdout, outcome.stderr));
            }
            tally.add(outcomes[0] == outcomes[1], || {
                let [grus, go] = [&outcomes[0], &outcomes[1]];
                format!("{} (status {} and {})", arguments.join(" "), grus.0, go.0)
            });
        }
        Ok(())
    }

    /// Arguments to try a command with.
    fn invocations(&self, name: &str) -> Vec<Vec<String>> {
        let original = self.executable("gofmt", "go").display().to_string();
        let original = match Path::new(&original).is_file() {
            true => original,
            false => self.executable(name, "go").display().to_string(),
        };
        let lines: &[&str] = match name {
            "gofmt" => &[
                "-l .",
                "-s -d net image go cmd/compile/internal/ssa",
                "-nosuch",
            ],
            "vet" => &[
                "vet $TOOL strings net/http encoding/json go/types",
                "vet $TOOL cmd/link",
            ],
            "fix" => &["vet $TOOL strings bufio"],
            "nm" => &["-size -sort=address $EXE", "-type $EXE", "nosuch"],
            "objdump" => &["-s ^main\\. $EXE", "-S -s ^main\\.main $EXE"],
            "buildid" => &["$EXE"],
            "pack" => &["t nosuch", "x"],
            "cover" => &["-mode=set strings/builder.go", "-mode=atomic sort/sort.go"],
            "cgo" => &["-nosuch"],
            "go" => &[
                "env GOARCH GOOS GOVERSION",
                "list std",
                "list -deps net/http",
                "version",
                "help build",
            ],
            "pprof" => &["-nosuch", "-raw nosuch"],
            "trace" => &["nosuch"],
            "covdata" => &["percent -i nosuch", "help"],
            "preprofile" => &["-i nosuch"],
            "test2json" => &["-nosuch", "echo PASS"],
            "addr2line" => &["nosuch"],
            _ => &["-nosuch"],
        };
        let words = |line: &&str| {
            let words = line.split_whitespace();
            words.map(|word| word.replace("$EXE", &original)).collect()
        };
        lines.iter().map(words).collect()
    }

    /// Lets real Go build packages with both editions of its tools.
    fn tools(&self, packages: &[String]) -> Result<BTreeMap<String, Tally>, String> {
        let results = self.work.join("results");
        let cache = self.work.join("cache");
        let _ = fs::remove_file(&results);
        let _ = fs::remove_dir_all(&cache);
        let me = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut command = self.go.command(&self.goroot.join("src"));
        command.args(["build", "-a", "-toolexec"]);
        command.arg(format!("{} -tool {}", me.display(), self.work.display()));
        command
            .arg("-o")
            .arg(self.work.join("built"))
            .args(packages);
        command.env("GOCACHE", &cache);
        let outcome = process::run(&mut command, b"", LIMIT * 4)?;
        let _ = fs::remove_dir_all(&cache);
        if outcome.status != 0 {
            return Err(String::from_utf8_lossy(&outcome.stderr).into_owned());
        }
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
        for line in fs::read_to_string(&results).unwrap_or_default().lines() {
            let words: Vec<&str> = line.splitn(3, ' ').collect();
            if let [verdict, tool, package] = words[..] {
                let tally = tallies.entry(tool.to_string()).or_default();
                tally.add(verdict == "same", || format!("{verdict} {package}"));
            }
        }
        Ok(tallies)
    }
}

/// Runs a tool of the distribution as `go build` asks, then the one grus has built, and notes whether
/// the outputs are the same.
fn run_tool(arguments: &[String]) -> Result<ExitCode, String> {
    let [work, tool, arguments @ ..] = arguments else {
        return Err("-tool needs a folder and a tool".to_string());
    };
    let work = Path::new(work);
    let status = Command::new(tool)
        .args(arguments)
        .status()
        .map_err(|error| format!("{tool}: {error}"))?;
    let name = Path::new(tool).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let ours = work.join(format!("{name}.grus"));
    let flag = |flag: &str| arguments.iter().position(|argument| argument == flag);
    let asks_version = arguments.iter().any(|argument| argument == "-V=full");
    if let Some(at) = flag("-o")
        && status.success()
        && !asks_version
        && TOOLS.contains(&&*name)
        && ours.is_file()
    {
        let output = work.join(format!("output.{}", std::process::id()));
        let mut changed = arguments.to_vec();
        changed[at + 1] = output.display().to_string();
        let outcome = process::run(Command::new(&ours).args(&changed), b"", LIMIT)?;
        let bytes = |path: &Path| fs::read(path).map_err(|error| error.to_string());
        let verdict = match outcome.status {
            0 if bytes(Path::new(&arguments[at + 1]))? == bytes(&output)? => "same",
            0 => "differs",
            _ => "fails",
        };
        let package = flag("-p").and_then(|at| arguments.get(at + 1));
        let package = package.map_or("an executable", String::as_str);
        let mut results = OpenOptions::new()
            .append(true)
            .create(true)
            .open(work.join("results"))
            .map_err(|error| error.to_string())?;
        let line = format!("{verdict} {name} {package}\n");
        results
            .write_all(line.as_bytes())
            .map_err(|error| error.to_string())?;
        let _ = fs::remove_file(output);
    }
    Ok(ExitCode::from(status.code().unwrap_or(1) as u8))
}
