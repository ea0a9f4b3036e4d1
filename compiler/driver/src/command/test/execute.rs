//! Running a test executable and saying how it went.
//!
//! In: an executable and where it runs.  Out: its output, whole or as it comes, and the line of the
//! package; or events.
//! Invariants: standard output and standard error of the tests are one stream.

use super::Ready;
use super::arguments::Arguments;
use super::events::Events;
use crate::command::run::status_text;
use crate::output;
use crate::report::Failure;
use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How the tests of a package went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
}

/// How a package is to be run.
pub struct Run<'a> {
    pub arguments: &'a Arguments,
    pub package: &'a str,
    pub json: bool,
    /// It is the only package.
    pub single: bool,
}

/// How much longer than its own limit an executable may take.
const GRACE: Duration = Duration::from_secs(60);

const NOTHING_RAN: &[u8] = b"testing: warning: no tests to run\n";

impl Run<'_> {
    /// Says that a package does not compile.
    pub fn not_built(&self, failure: &Failure) -> Outcome {
        let setup =
            failure.text.contains("wrong signature for ") || !failure.text.starts_with("# ");
        let what = if setup {
            "setup failed"
        } else {
            "build failed"
        };
        let line = format!("FAIL\t{} [{what}]\n", self.package);
        if self.json {
            let mut events = Events::new(self.package);
            events.build_failed(&failure.text, &line);
            return Outcome::Failed;
        }
        let header = match setup {
            true => format!("# {}\n", self.package),
            false => String::new(),
        };
        eprintln!("{header}{}", failure.text);
        print!("{line}");
        Outcome::Failed
    }

    /// Runs the tests of a package.
    pub fn package(&self, ready: &Ready) -> Result<Outcome, Failure> {
        let Some(_) = &ready.executable else {
            let line = format!("?   \t{}\t[no test files]\n", ready.import_path);
            match self.json {
                true => Events::new(&ready.import_path).no_tests(&line),
                false => print!("{line}"),
            }
            return Ok(Outcome::Passed);
        };
        match self.json {
            true => self.as_events(ready),
            false => self.as_text(ready),
        }
    }

    fn start(&self, ready: &Ready, out: std::io::PipeWriter) -> Result<Child, Failure> {
        let executable = ready.executable.as_deref().unwrap_or(&ready.directory);
        let fail = |error: std::io::Error| Failure::new(output::system_text(&error));
        let mut command = Command::new(executable);
        command
            .args(self.arguments.for_executable(self.json))
            .stdin(Stdio::null())
            .stdout(out.try_clone().map_err(fail)?)
            .stderr(out);
        if ready.directory.is_dir() {
            command
                .current_dir(&ready.directory)
                .env("PWD", &ready.directory);
        }
        command.spawn().map_err(fail)
    }

    /// Waits for the end of the process; one that goes on for too long is ended.
    fn wait(&self, mut child: Child) -> Result<ExitStatus, Failure> {
        let fail = |error: std::io::Error| Failure::new(output::system_text(&error));
        let Some(limit) = self.limit() else {
            return child.wait().map_err(fail);
        };
        let deadline = Instant::now() + limit + GRACE;
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(status) = child.try_wait().map_err(fail)? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                child.kill().map_err(fail)?;
                let total = limit + GRACE;
                println!("*** Test killed: ran too long ({}s).", total.as_secs());
                return child.wait().map_err(fail);
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    /// `-timeout`, unless it says there is none.
    fn limit(&self) -> Option<Duration> {
        match self.arguments.test.value("timeout") {
            None => Some(Duration::from_secs(600)),
            Some(text) => duration(text).filter(|limit| !limit.is_zero()),
        }
    }

    /// Reads all that a process prints; `each` sees the pieces.
    fn follow(
        &self,
        ready: &Ready,
        mut each: impl FnMut(&[u8]) + Send,
    ) -> Result<(ExitStatus, Duration), Failure> {
        let fail = |error: std::io::Error| Failure::new(output::system_text(&error));
        let (mut reader, writer) = std::io::pipe().map_err(fail)?;
        let started = Instant::now();
        let child = self.start(ready, writer)?;
        std::thread::scope(|scope| {
            let (ended, over) = mpsc::channel();
            scope.spawn(move || {
                let mut buffer = [0; 8192];
                while let Ok(n @ 1..) = reader.read(&mut buffer) {
                    each(&buffer[..n]);
                }
                // The receiver may have given up.
                let _ = ended.send(());
            });
            let status = self.wait(child)?;
            let took = started.elapsed();
            // Processes that the tests left behind may keep the pipe open.
            let _ = over.recv_timeout(Duration::from_secs(5));
            Ok((status, took))
        })
    }

    fn as_text(&self, ready: &Ready) -> Result<Outcome, Failure> {
        let test = &self.arguments.test;
        let here = self.arguments.packages.is_empty();
        let shows = test.is_set("v") || test.value("v").is_some() || test.value("list").is_some();
        let at_once = here || test.value("bench").is_some() || shows && self.single;
        // What is printed as it comes is not looked at, unless it is verbose.
        let looked_at = !here && test.value("bench").is_none();
        let mut kept = Vec::new();
        let (status, took) = self.follow(ready, |piece| {
            kept.extend_from_slice(piece);
            if at_once {
                let mut out = std::io::stdout().lock();
                // A reader that closes early has seen what it wanted.
                let _ = out.write_all(piece).and_then(|()| out.flush());
            }
        })?;
        let seconds = format!("{:.3}s", took.as_secs_f64());
        let package = &ready.import_path;
        let mut out = std::io::stdout().lock();
        let mut print = |text: &[u8]| {
            let _ = out.write_all(text).and_then(|()| out.flush());
        };
        if status.success() {
            if !at_once && shows {
                print(&kept);
            }
            let none = match kept.starts_with(NOTHING_RAN) {
                true => " [no tests to run]",
                false => "",
            };
            print(format!("ok  \t{package}\t{seconds}{none}\n").as_bytes());
            return Ok(Outcome::Passed);
        }
        if !at_once {
            print(&kept);
        }
        if kept.last().is_some_and(|&c| c != b'\n') {
            print(b"\n");
        }
        if kept.is_empty() || !looked_at {
            print(format!("{}\n", status_text(status)).as_bytes());
        }
        print(format!("FAIL\t{package}\t{seconds}\n").as_bytes());
        Ok(Outcome::Failed)
    }

    fn as_events(&self, ready: &Ready) -> Result<Outcome, Failure> {
        let package = &ready.import_path;
        let mut events = Events::new(package);
        events.start();
        let mut kept = false;
        let mut head = Vec::new();
        let (status, took) = self.follow(ready, |piece| {
            kept = true;
            if head.len() < NOTHING_RAN.len() {
                head.extend_from_slice(piece);
            }
            events.feed(piece);
        })?;
        events.end_of_output();
        let seconds = format!("{:.3}s", took.as_secs_f64());
        if status.success() {
            let none = match head.starts_with(NOTHING_RAN) {
                true => " [no tests to run]",
                false => "",
            };
            events.line(&format!("ok  \t{package}\t{seconds}{none}\n"));
            events.finish(true, took);
            return Ok(Outcome::Passed);
        }
        let here = self.arguments.packages.is_empty();
        if !kept || here || self.arguments.test.value("bench").is_some() {
            events.plain(&format!("{}\n", status_text(status)));
        }
        events.line(&format!("FAIL\t{package}\t{seconds}\n"));
        events.finish(false, took);
        Ok(Outcome::Failed)
    }
}

/// A duration in Go's form, such as `1m30s`.
fn duration(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() && rest != "0" {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let end = rest
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(rest.len());
        total += number
            * match &rest[..end] {
                "h" => 3600.0,
                "m" => 60.0,
                "s" => 1.0,
                "ms" => 1e-3,
                "us" | "µs" => 1e-6,
                "ns" => 1e-9,
                _ => return None,
            };
        rest = &rest[end..];
    }
    Duration::try_from_secs_f64(total).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_go_does() {
        assert_eq!(duration("1m30s"), Some(Duration::from_secs(90)));
        assert_eq!(duration("0"), Some(Duration::ZERO));
        assert_eq!(duration("1.5h"), Some(Duration::from_secs(5400)));
        assert_eq!(duration("3x"), None);
    }
}
