//! The benchmark command: grus against real Go on the programs of `benchmarks/`.
//!
//! In: names of benchmarks (all unless told), `--rounds N`, `--json`.
//! Out: for each program the ratios grus / Go of running time, peak memory, executable size and
//! build time, and the geometric mean of each; below 1 grus is better. Below it a line for each
//! figure that the program itself reports, by a line `metric: name value` on standard error.
//!
//! Method: both compilers build every program (twice, the first time to warm their caches); the
//! outputs must be equal; then the two executables run in turn, in an order that rotates with
//! the round, after one round that is not counted. A ratio is taken within each round, and the
//! median of these is reported: only ratios say anything across machines. The peak of memory
//! cannot be seen below that of this command itself, some three megabytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use grus_tests::process::{self, Outcome};
use grus_tests::toolchain::{self, BuildPlace, Toolchain, workspace_folder};

const RUN_LIMIT: Duration = Duration::from_secs(120);
const BUILD_LIMIT: Duration = Duration::from_secs(300);
const DEFAULT_ROUNDS: usize = 5;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("grus-bench: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// Runs what was asked for; false where a benchmark could not be compared.
fn run() -> Result<bool, String> {
    let options = Options::parse(std::env::args().skip(1))?;
    let bench = Bench {
        grus: toolchain::grus()?,
        go: Toolchain::real_go()?,
        folder: workspace_folder().join("benchmarks"),
        work: BuildPlace::of_this_executable()?.work_folder("benchmarks")?,
        rounds: options.rounds,
    };
    let names = bench.names(&options.names)?;
    let mut measured = Vec::new();
    let mut failures = Vec::new();
    if !options.json {
        println!("{}", heading(options.rounds));
    }
    for name in names {
        match bench.measure(&name) {
            Ok(ratios) => {
                if !options.json {
                    println!("{}", table_line(&name, &ratios));
                }
                measured.push((name, ratios));
            }
            Err(reason) => {
                eprintln!("{name}: {}", reason.trim_end());
                failures.push(name);
            }
        }
    }
    let all: Vec<Ratios> = measured.iter().map(|(_, ratios)| ratios.clone()).collect();
    if options.json {
        println!("{}", json(options.rounds, &measured, &failures));
    } else if let Some(mean) = geometric_mean(&all) {
        println!("{}", table_line("geometric mean", &mean));
    }
    Ok(failures.is_empty())
}

struct Options {
    names: Vec<String>,
    rounds: usize,
    json: bool,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options {
            names: Vec::new(),
            rounds: DEFAULT_ROUNDS,
            json: false,
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--json" => options.json = true,
                "--rounds" => {
                    let rounds = arguments
                        .next()
                        .and_then(|n| n.parse().ok())
                        .filter(|n| *n > 0);
                    options.rounds = rounds.ok_or("--rounds needs a number above 0")?;
                }
                flag if flag.starts_with('-') => {
                    let usage = "usage: grus-bench [--rounds N] [--json] [names]";
                    return Err(format!("unknown flag {flag}\n{usage}"));
                }
                name => options.names.push(name.into()),
            }
        }
        Ok(options)
    }
}

/// grus / Go, each the median over the rounds.
#[derive(Clone, Debug, Default)]
struct Ratios {
    time: f64,
    memory: f64,
    size: f64,
    build: f64,
    /// What the program measures itself.
    metrics: BTreeMap<String, Metric>,
}

/// A figure that a program reports: the medians over the rounds.
#[derive(Clone, Copy, Debug)]
struct Metric {
    ratio: f64,
    grus: f64,
    go: f64,
}

struct Bench {
    grus: Toolchain,
    go: Toolchain,
    /// Where the programs are.
    folder: PathBuf,
    /// Where executables go.
    work: PathBuf,
    rounds: usize,
}

impl Bench {
    /// The benchmarks asked for, or all; in alphabetical order.
    fn names(&self, wanted: &[String]) -> Result<Vec<String>, String> {
        let list = fs::read_dir(&self.folder);
        let list = list.map_err(|e| format!("{}: {e}", self.folder.display()))?;
        let mut names: Vec<String> = list
            .filter_map(|entry| {
                Some(
                    entry
                        .ok()?
                        .file_name()
                        .to_str()?
                        .strip_suffix(".go")?
                        .to_string(),
                )
            })
            .collect();
        names.sort();
        if let Some(unknown) = wanted.iter().find(|name| !names.contains(name)) {
            return Err(format!(
                "no benchmark is called {unknown}; there are: {}",
                names.join(" ")
            ));
        }
        names.retain(|name| wanted.is_empty() || wanted.contains(name));
        Ok(names)
    }

    fn measure(&self, name: &str) -> Result<Ratios, String> {
        let grus = self.build(&self.grus, name, "grus")?;
        let go = self.build(&self.go, name, "go")?;
        let first = [execute(&grus.executable)?, execute(&go.executable)?];
        if first[0].stdout != first[1].stdout {
            let text = |o: &Outcome| String::from_utf8_lossy(&o.stdout).into_owned();
            let (ours, theirs) = (text(&first[0]), text(&first[1]));
            return Err(format!("different outputs\ngrus:\n{ours}Go:\n{theirs}"));
        }
        let mut times = Vec::new();
        let mut memories = Vec::new();
        let mut reported: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
        for round in 0..self.rounds {
            let (ours, theirs) = if round % 2 == 0 {
                let ours = execute(&grus.executable)?;
                (ours, execute(&go.executable)?)
            } else {
                let theirs = execute(&go.executable)?;
                (execute(&grus.executable)?, theirs)
            };
            times.push(ours.elapsed.as_secs_f64() / theirs.elapsed.as_secs_f64());
            memories.push(ours.peak_kilobytes as f64 / theirs.peak_kilobytes as f64);
            let (ours, mut theirs) = (metrics(&ours.stderr)?, metrics(&theirs.stderr)?);
            for (name, our_value) in ours {
                let their_value = theirs.remove(&name);
                let their_value =
                    their_value.ok_or_else(|| format!("metric {name} is of grus alone"))?;
                reported
                    .entry(name)
                    .or_default()
                    .push((our_value, their_value));
            }
            if let Some(name) = theirs.keys().next() {
                return Err(format!("metric {name} is of Go alone"));
            }
        }
        Ok(Ratios {
            time: median(times),
            memory: median(memories),
            size: grus.size as f64 / go.size as f64,
            build: grus.build_time.as_secs_f64() / go.build_time.as_secs_f64(),
            metrics: reported
                .into_iter()
                .map(|(name, pairs)| (name, Metric::of(&pairs)))
                .collect(),
        })
    }

    /// Builds twice; the second build, of a changed source, is timed.
    fn build(&self, toolchain: &Toolchain, name: &str, kind: &str) -> Result<Built, String> {
        let executable = self.work.join(format!("{name}.{kind}"));
        let folder = self.work.join(format!("source-{kind}"));
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let source = folder.join(format!("{name}.go"));
        let original = self.folder.join(format!("{name}.go"));
        let text = fs::read_to_string(&original).map_err(|e| e.to_string())?;
        let mut build_time = Duration::ZERO;
        for attempt in 0..2 {
            // A comment that was never seen keeps a build cache from answering in the place of
            // the compiler.
            let stamp = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            let stamp = stamp.map(|age| age.as_nanos()).unwrap_or_default();
            let stamped = format!("{text}\n// build {attempt} {stamp}\n");
            fs::write(&source, stamped).map_err(|e| format!("{}: {e}", source.display()))?;
            let mut command = toolchain.command(&folder);
            // Users' builds do not verify.
            command.env_remove("GRUS_VERIFY");
            command.args(["build", "-o"]).arg(&executable).arg(&source);
            let outcome = process::run(&mut command, b"", BUILD_LIMIT)?;
            if outcome.status != 0 {
                let messages = String::from_utf8_lossy(&outcome.stderr).into_owned();
                return Err(format!("{} cannot build it:\n{messages}", toolchain.name));
            }
            build_time = outcome.elapsed;
        }
        let size = fs::metadata(&executable).map_err(|e| e.to_string())?.len();
        Ok(Built {
            executable,
            size,
            build_time,
        })
    }
}

struct Built {
    executable: PathBuf,
    size: u64,
    build_time: Duration,
}

fn execute(executable: &Path) -> Result<Outcome, String> {
    let mut command = Command::new(executable);
    for variable in ["GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GODEBUG"] {
        command.env_remove(variable);
    }
    let outcome = process::run(&mut command, b"", RUN_LIMIT)?;
    if outcome.status != 0 || outcome.timed_out {
        return Err(format!(
            "{} ended with status {} after {:.1?}\n{}",
            executable.display(),
            outcome.status,
            outcome.elapsed,
            String::from_utf8_lossy(&outcome.stderr)
        ));
    }
    Ok(outcome)
}

impl Metric {
    /// Of the values of grus and of Go in each round.
    fn of(pairs: &[(f64, f64)]) -> Metric {
        // A figure may be zero: one unit more on both sides leaves a ratio in every case.
        let ratios = pairs
            .iter()
            .map(|(grus, go)| (grus + 1.0) / (go + 1.0))
            .collect();
        Metric {
            ratio: median(ratios),
            grus: median(pairs.iter().map(|pair| pair.0).collect()),
            go: median(pairs.iter().map(|pair| pair.1).collect()),
        }
    }
}

/// The figures in lines `metric: name value`; other lines of standard error are the program's own.
fn metrics(stderr: &[u8]) -> Result<BTreeMap<String, f64>, String> {
    let text = String::from_utf8_lossy(stderr);
    let mut found = BTreeMap::new();
    for line in text.lines() {
        let Some(metric) = line.strip_prefix("metric: ") else {
            continue;
        };
        let value = metric.split_once(' ').and_then(|(name, value)| {
            let value = value.trim().parse().ok()?;
            (value >= 0.0).then_some((name.to_string(), value))
        });
        let (name, value) = value.ok_or_else(|| format!("not a metric: {line}"))?;
        found.insert(name, value);
    }
    Ok(found)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        (values[middle - 1] + values[middle]) / 2.0
    }
}

fn geometric_mean(all: &[Ratios]) -> Option<Ratios> {
    let mean = |field: fn(&Ratios) -> f64| {
        (all.iter().map(|ratios| field(ratios).ln()).sum::<f64>() / all.len() as f64).exp()
    };
    (!all.is_empty()).then(|| Ratios {
        time: mean(|r| r.time),
        memory: mean(|r| r.memory),
        size: mean(|r| r.size),
        build: mean(|r| r.build),
        metrics: BTreeMap::new(),
    })
}

fn heading(rounds: usize) -> String {
    format!(
        "grus / Go, median of {rounds} rounds\n{:<20} {:>8} {:>8} {:>8} {:>8}",
        "", "time", "memory", "size", "build"
    )
}

fn table_line(name: &str, ratios: &Ratios) -> String {
    let mut text = format!(
        "{name:<20} {:>8.2} {:>8.2} {:>8.2} {:>8.2}",
        ratios.time, ratios.memory, ratios.size, ratios.build
    );
    for (metric, Metric { ratio, grus, go }) in &ratios.metrics {
        text += &format!("\n  {metric:<18} {ratio:>8.2} (grus {grus}, Go {go})");
    }
    text
}

/// Names are file names of the repository and need no escapes.
fn json(rounds: usize, measured: &[(String, Ratios)], failures: &[String]) -> String {
    let object = |ratios: &Ratios| {
        let fields = BTreeMap::from([
            ("time", ratios.time),
            ("memory", ratios.memory),
            ("size", ratios.size),
            ("build", ratios.build),
        ]);
        let metrics: Vec<(&str, f64)> = ratios
            .metrics
            .iter()
            .map(|(name, metric)| (name.as_str(), metric.ratio))
            .collect();
        let fields: Vec<String> = fields
            .into_iter()
            .chain(metrics)
            .map(|(name, value)| format!("\"{name}\":{value:.4}"))
            .collect();
        format!("{{{}}}", fields.join(","))
    };
    let lines: Vec<String> = measured
        .iter()
        .map(|(name, ratios)| format!("  \"{name}\":{}", object(ratios)))
        .collect();
    let all: Vec<Ratios> = measured.iter().map(|(_, ratios)| ratios.clone()).collect();
    let mean = geometric_mean(&all).map_or("null".into(), |mean| object(&mean));
    let failed: Vec<String> = failures.iter().map(|name| format!("\"{name}\"")).collect();
    format!(
        "{{\"rounds\":{rounds},\"unit\":\"grus / Go\",\"geometric_mean\":{mean},\n\"failed\":[{}],\n\"benchmarks\":{{\n{}\n}}}}",
        failed.join(","),
        lines.join(",\n")
    )
}
