//! Fuzzing: mutated programs through scanner, parser and type checker.
//!
//! In: programs of the project, of Go's test directory and of the distribution's checker tests, and a range
//! of seeds; a seed and these programs determine a mutant.  Out: the mutants that make the compiler panic,
//! overflow its stack, think for longer than [`PATIENCE`] or take more memory than [`MEMORY`].
//! The modules in reading order: the programs (`corpus`), how they are changed (`mutate`), the process that
//! checks mutants one after another (`worker`), and the one that watches it (here).
//! Not here: what compiled mutants do; `grus-fuzz --write` writes those that are accepted to a folder, which
//! `grus difftest` compares.

pub mod corpus;
pub mod mutate;
pub mod worker;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::toolchain::BuildPlace;

/// How much processor time one mutant may take, and a worker before it begins.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// How much memory a worker may use, in bytes.
pub const MEMORY: u64 = 3 << 30;
/// Mutants that a worker checks before another takes its place: what a process keeps for the next program,
/// such as names, must not be taken for memory that a mutant wastes.
const BATCH: u64 = 3_000;

/// A mutant that the compiler does not survive.
#[derive(Debug)]
pub struct Finding {
    pub seed: u64,
    /// What happened.
    pub what: String,
    /// How many mutants met it.
    pub times: usize,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Report {
    pub mutants: u64,
    /// How many of them are programs without an error.
    pub accepted: u64,
    /// The first finding of each kind.
    pub findings: Vec<Finding>,
}

/// Fuzzes with the seeds from `first`: as many as `count`, or for as long as `duration`. `worker` is the
/// executable `grus-fuzz`. Mutants that are findings are written to the target folder.
///
/// # Errors
/// A process cannot be started, or a file not be written.
pub fn fuzz(
    worker: &Path,
    first: u64,
    count: u64,
    duration: Duration,
    progress: &mut dyn FnMut(&Report),
) -> Result<Report, String> {
    let folder = BuildPlace::of_this_executable()?.work_folder("fuzz")?;
    let start = Instant::now();
    let mut report = Report::default();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let (mut seed, end) = (first, first.saturating_add(count));
    while seed < end && start.elapsed() < duration {
        let batch = BATCH.min(end - seed);
        let left = duration.saturating_sub(start.elapsed());
        let finished = Watched::start(worker, seed, batch)?.watch(left)?;
        report.accepted += finished.accepted;
        report.mutants += finished.checked;
        seed += finished.checked.max(1);
        if let Some(what) = finished.failure {
            let culprit = seed - 1;
            match kinds.get(&what) {
                Some(&index) => report.findings[index].times += 1,
                None => {
                    let text = mutate::mutant(&corpus::Corpus::read(), culprit);
                    let file = folder.join(format!("{culprit}.go"));
                    fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))?;
                    kinds.insert(what.clone(), report.findings.len());
                    report.findings.push(Finding {
                        seed: culprit,
                        what: format!("{}: {what}", file.display()),
                        times: 1,
                    });
                }
            }
        }
        progress(&report);
    }
    Ok(report)
}

/// A worker, and what it tells.
struct Watched {
    child: Child,
    /// The lines it prints: one before each mutant.
    lines: Receiver<String>,
    errors: JoinHandle<String>,
}

/// How a worker ended.
struct Finished {
    /// Mutants it began with.
    checked: u64,
    accepted: u64,
    failure: Option<String>,
}

impl Watched {
    fn start(worker: &Path, first: u64, count: u64) -> Result<Watched, String> {
        let mut child = Command::new(worker)
            .args(["--worker", &first.to_string(), &count.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("{}: {e}", worker.display()))?;
        let (sender, lines) = channel();
        let stdout = child.stdout.take();
        std::thread::spawn(move || {
            let lines = stdout
                .into_iter()
                .flat_map(|pipe| BufReader::new(pipe).lines());
            for line in lines.map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let stderr = child.stderr.take();
        let errors = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut pipe) = stderr {
                // What was read until then will do.
                let _ = pipe.read_to_end(&mut bytes);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        });
        Ok(Watched {
            child,
            lines,
            errors,
        })
    }

    /// Watches it to its end, or to the end of the time.
    fn watch(mut self, limit: Duration) -> Result<Finished, String> {
        let start = Instant::now();
        let (mut checked, mut accepted) = (0, 0);
        let mut time_before = Duration::ZERO;
        let mut memory_seen = Instant::now();
        let mut stopped = None;
        let mut time_is_up = false;
        loop {
            match self.lines.recv_timeout(Duration::from_millis(100)) {
                Ok(line) => {
                    time_before = Duration::MAX;
                    checked += u64::from(line == "mutant");
                    accepted += u64::from(line == "accepted");
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if memory_seen.elapsed() > Duration::from_millis(100) {
                memory_seen = Instant::now();
                if resident(self.child.id()) > MEMORY {
                    stopped = Some("runaway memory".to_string());
                }
                let time = processor_time(self.child.id());
                time_before = time_before.min(time);
                if time - time_before > PATIENCE {
                    stopped = Some("a hang".to_string());
                }
            }
            time_is_up = start.elapsed() > limit;
            if stopped.is_some() || time_is_up {
                self.child.kill().map_err(|e| e.to_string())?;
                break;
            }
        }
        let status = self.child.wait().map_err(|e| e.to_string())?;
        let errors = self.errors.join().unwrap_or_default();
        if stopped.is_none() && !time_is_up && !status.success() {
            stopped = Some(format!("{status}: {}", essence(&errors)));
        }
        Ok(Finished {
            checked,
            accepted,
            failure: stopped,
        })
    }
}

/// The lines of a panic that say where and what, without what differs from run to run.
fn essence(errors: &str) -> String {
    let mut lines = errors.lines().filter(|line| !line.trim().is_empty());
    let place = lines
        .clone()
        .find_map(|line| line.split_once("panicked at "));
    match place {
        Some((_, place)) => {
            let message = lines
                .skip_while(|line| !line.contains("panicked at "))
                .nth(1);
            format!("{place} {}", message.unwrap_or_default())
        }
        None => lines.next().unwrap_or_default().to_string(),
    }
}

/// Processor time that a process has used.
fn processor_time(process: u32) -> Duration {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name, in parentheses, may have spaces; times are the 14th and 15th field, in hundredths of a
    // second.
    let fields = text.rsplit(')').next().unwrap_or_default().split(' ');
    let times = fields
        .skip(12)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(10 * times.sum::<u64>())
}

/// Bytes of memory that a process has.
fn resident(process: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/statm")).unwrap_or_default();
    let pages = text
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}
