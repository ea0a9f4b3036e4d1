//! `-json`: the output of a test executable as events.
//!
//! In: what the executable prints, where byte 0x16 marks lines of the framework and 0x0e and 0x0f enclose
//! errors.  Out: a JSON object a line.
//! Follows `go doc test2json`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const FRAME: u8 = 0x16;
const ERROR_START: u8 = 0x0e;
const ERROR_END: u8 = 0x0f;

/// The state between pieces of output.
pub struct Events {
    package: String,
    /// The test that output belongs to.
    test: String,
    /// An unfinished line.
    line: Vec<u8>,
    /// A test that is over, whose event comes after its output.
    report: Option<(String, &'static str, String)>,
    /// Within the text of an error: whether it is beyond its first line.
    error: Option<bool>,
}

impl Events {
    pub fn new(package: &str) -> Events {
        Events {
            package: package.to_string(),
            test: String::new(),
            line: Vec::new(),
            report: None,
            error: None,
        }
    }

    /// The tests begin.
    pub fn start(&self) {
        self.emit("start", "", &[]);
    }

    /// A package without tests.
    pub fn no_tests(&mut self, line: &str) {
        self.start();
        self.line(line);
        self.emit("skip", "", &[("Elapsed", "0".to_string())]);
    }

    /// A package that does not compile.
    pub fn build_failed(&mut self, text: &str, line: &str) {
        let path = quoted(&self.package);
        let mut out = String::new();
        for text in text.lines() {
            let text = quoted(&format!("{text}\n"));
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "{{\"ImportPath\":{path},\"Action\":\"build-output\",\"Output\":{text}}}"
            );
        }
        let _ = writeln!(out, "{{\"ImportPath\":{path},\"Action\":\"build-fail\"}}");
        print(&out);
        self.start();
        self.line(line);
        let failed = ("FailedBuild", path);
        self.emit("fail", "", &[("Elapsed", "0".to_string()), failed]);
    }

    /// Takes a piece of output.
    pub fn feed(&mut self, piece: &[u8]) {
        for &byte in piece {
            if byte == FRAME && !self.line.is_empty() && self.line != [FRAME] {
                // The line before has no end of its own.
                let line = std::mem::take(&mut self.line);
                self.text(&line);
            }
            self.line.push(byte);
            if byte == b'\t' && is_benchmark(&self.line) {
                // The result follows when it is known.
                let line = std::mem::take(&mut self.line);
                self.text(&line);
            }
            if byte == b'\n' {
                let line = std::mem::take(&mut self.line);
                self.whole_line(&line);
            }
        }
    }

    /// The executable has ended.
    pub fn end_of_output(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.text(&line);
        }
        self.flush_report();
        self.test.clear();
    }

    /// A line about the package.
    pub fn line(&self, line: &str) {
        let frame = ("OutputType", "\"frame\"".to_string());
        self.emit("output", "", &[("Output", quoted(line)), frame]);
    }

    /// A line about the package that is none of the framework's.
    pub fn plain(&self, line: &str) {
        self.emit("output", "", &[("Output", quoted(line))]);
    }

    /// The package is over.
    pub fn finish(&self, passed: bool, took: Duration) {
        let action = if passed { "pass" } else { "fail" };
        let took = format!("{:.3}", took.as_secs_f64());
        let took = took.trim_end_matches('0').trim_end_matches('.').to_string();
        self.emit(action, "", &[("Elapsed", took)]);
    }

    fn whole_line(&mut self, line: &[u8]) {
        let Some(marked) = line.strip_prefix(&[FRAME]) else {
            self.text(line);
            return;
        };
        let text = String::from_utf8_lossy(marked).into_owned();
        let words = text.trim_end_matches('\n');
        if let Some(rest) = words.strip_prefix("=== ") {
            self.flush_report();
            let (kind, name) = rest.split_once(' ').unwrap_or((rest, ""));
            let name = name.trim_start();
            self.update(kind, name, &text);
        } else if let Some(rest) = words.strip_prefix("--- ") {
            self.flush_report();
            self.verdict(rest, &text);
        } else {
            // PASS or FAIL
            self.flush_report();
            self.test.clear();
            self.line(&text);
        }
    }

    /// `=== RUN` and its like.
    fn update(&mut self, kind: &str, rest: &str, text: &str) {
        let name = match kind {
            "ATTR" | "ARTIFACTS" => rest.split(' ').next().unwrap_or_default(),
            _ => rest,
        };
        self.test = name.to_string();
        let action = match kind {
            "RUN" => "run",
            "PAUSE" => "pause",
            "CONT" => "cont",
            "ATTR" => "attr",
            "ARTIFACTS" => "artifacts",
            _ => return,
        };
        let attributes = match kind {
            "ATTR" => {
                let mut words = rest.splitn(3, ' ').skip(1);
                let mut next = || quoted(words.next().unwrap_or_default());
                vec![("Key", next()), ("Value", next())]
            }
            "ARTIFACTS" => {
                let (_, path) = rest.split_once(' ').unwrap_or_default();
                vec![("Path", quoted(path))]
            }
            _ => Vec::new(),
        };
        self.emit(action, name, &attributes);
        self.frame(name, text);
    }

    /// `--- PASS: name (0.01s)` and its like.
    fn verdict(&mut self, rest: &str, text: &str) {
        let (kind, rest) = rest.split_once(": ").unwrap_or((rest, ""));
        let action = match kind {
            "PASS" => "pass",
            "FAIL" => "fail",
            "SKIP" => "skip",
            _ => "bench",
        };
        let (name, took) = match rest.rsplit_once(" (") {
            Some((name, took)) => (name, took.trim_end_matches("s)")),
            None => (rest, ""),
        };
        self.test = name.to_string();
        self.frame(name, text);
        let took = took.trim_end_matches('0').trim_end_matches('.');
        let took = if took.is_empty() { "0" } else { took };
        self.report = Some((name.to_string(), action, took.to_string()));
    }

    fn frame(&self, name: &str, text: &str) {
        let frame = ("OutputType", "\"frame\"".to_string());
        self.emit("output", name, &[("Output", quoted(text)), frame]);
    }

    /// Says how the last test went, now that all it printed has been seen.
    fn flush_report(&mut self) {
        if let Some((name, action, took)) = self.report.take() {
            let took = match action {
                "bench" => Vec::new(),
                _ => vec![("Elapsed", took)],
            };
            self.emit(action, &name, &took);
        }
    }

    /// What a test, or the package, prints.
    fn text(&mut self, line: &[u8]) {
        let mut kind = self.error;
        let mut shown = Vec::with_capacity(line.len());
        for &byte in line {
            match byte {
                ERROR_START => {
                    self.error = Some(false);
                    kind = self.error;
                }
                ERROR_END => self.error = None,
                FRAME => {}
                _ => shown.push(byte),
            }
        }
        let text = String::from_utf8_lossy(&shown);
        let mut fields = vec![("Output", quoted(&text))];
        match kind {
            None => {}
            Some(false) => fields.push(("OutputType", "\"error\"".to_string())),
            Some(true) => fields.push(("OutputType", "\"error-continue\"".to_string())),
        }
        if let Some(continued) = &mut self.error {
            *continued = true;
        }
        self.emit("output", &self.test.clone(), &fields);
    }

    fn emit(&self, action: &str, test: &str, fields: &[(&str, String)]) {
        let mut out = format!("{{\"Time\":\"{}\",\"Action\":\"{action}\"", now());
        // Writing to a string cannot fail.
        let _ = write!(out, ",\"Package\":{}", quoted(&self.package));
        if !test.is_empty() {
            let _ = write!(out, ",\"Test\":{}", quoted(test));
        }
        for (name, value) in fields {
            let _ = write!(out, ",\"{name}\":{value}");
        }
        out.push_str("}\n");
        print(&out);
    }
}

/// Whether a line so far is the name of a benchmark, before its result.
fn is_benchmark(line: &[u8]) -> bool {
    let before = &line[..line.len() - 1];
    line.starts_with(b"Benchmark") && !before.contains(&b'\t')
}

fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    // A reader that closes early has seen what it wanted.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The time in the form of RFC 3339, with nanoseconds.
fn now() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let (days, seconds) = (since.as_secs() / 86400, since.as_secs() % 86400);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = since.subsec_nanos();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:09}Z")
}

/// Year, month and day of a day counted from 1970.
fn date(mut days: u64) -> (u64, u64, u64) {
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in lengths {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11016), (2000, 2, 29));
        assert_eq!(date(20786), (2026, 11, 29));
    }
}
