//! What `grus difftest` prints: a line a difference, JSON, the progress bar, the summary.
//!
//! In: results in the order of the programs.  Out: lines on standard output; the bar goes to standard
//! error and only where that is a terminal, so that output can be redirected and compared.

use super::programs::Program;
use grus_difftest::verdict::Verdict;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};

/// How results are shown, and what was counted so far.
pub struct Report {
    json: bool,
    bar: bool,
    total: usize,
    done: usize,
    pub same: usize,
    pub rejected: usize,
    pub different: usize,
    /// Neither the same nor different: a toolchain did not come to an end.
    pub failed: usize,
}

impl Report {
    pub fn new(total: usize, json: bool) -> Report {
        Report {
            json,
            bar: std::io::stderr().is_terminal(),
            total,
            done: 0,
            same: 0,
            rejected: 0,
            different: 0,
            failed: 0,
        }
    }

    /// Shows one result.
    pub fn add(&mut self, program: &Program, result: &Result<Verdict, String>) {
        self.done += 1;
        match result {
            Ok(verdict) if verdict.differences.is_empty() => {
                self.same += 1;
                self.rejected += usize::from(verdict.rejected);
            }
            Ok(_) => self.different += 1,
            Err(_) => self.failed += 1,
        }
        let text = match self.json {
            true => json_lines(program, result),
            false => plain_lines(program, result),
        };
        if !text.is_empty() {
            self.clear_bar();
            print!("{text}");
            // A reader that went away is no reason to stop comparing.
            let _ = std::io::stdout().flush();
        }
        self.draw_bar();
    }

    /// Whether every program was the same.
    pub fn all_same(&self) -> bool {
        self.different + self.failed == 0
    }

    /// The last line.
    pub fn finish(&self) {
        self.clear_bar();
        if self.json {
            println!(
                "{{\"programs\":{},\"same\":{},\"rejected\":{},\"different\":{},\"failed\":{}}}",
                self.total, self.same, self.rejected, self.different, self.failed
            );
            return;
        }
        let mut text = format!("{} programs: {} the same", self.total, self.same);
        if self.rejected > 0 {
            // Writing to a string cannot fail.
            let _ = write!(text, " ({} of them rejected)", self.rejected);
        }
        let _ = write!(text, ", {} different", self.different);
        if self.failed > 0 {
            let _ = write!(text, ", {} not compared", self.failed);
        }
        println!("{text}");
    }

    fn draw_bar(&self) {
        const WIDTH: usize = 30;
        if !self.bar {
            return;
        }
        let filled = WIDTH * self.done / self.total.max(1);
        eprint!(
            "\r[{}{}] {}/{}, {} different ",
            "=".repeat(filled),
            " ".repeat(WIDTH - filled),
            self.done,
            self.total,
            self.different + self.failed
        );
    }

    fn clear_bar(&self) {
        if self.bar {
            eprint!("\r\x1b[K");
        }
    }
}

fn plain_lines(program: &Program, result: &Result<Verdict, String>) -> String {
    let mut text = String::new();
    match result {
        Ok(verdict) => {
            for difference in &verdict.differences {
                let detail = &difference.detail;
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{}: {}: {detail}", program.name, difference.what);
            }
        }
        Err(reason) => {
            let _ = writeln!(text, "{}: not compared: {reason}", program.name);
        }
    }
    text
}

fn json_lines(program: &Program, result: &Result<Verdict, String>) -> String {
    let name = quoted(&program.name);
    match result {
        Ok(verdict) => {
            let differences: Vec<String> = verdict
                .differences
                .iter()
                .map(|difference| {
                    let detail = quoted(&difference.detail);
                    format!("{{\"what\":\"{}\",\"detail\":{detail}}}", difference.what)
                })
                .collect();
            let [reference, candidate] = verdict.elapsed.map(|time| time.as_secs_f64());
            format!(
                "{{\"program\":{name},\"same\":{},\"rejected\":{},\"goSeconds\":{reference:.3},\
                 \"grusSeconds\":{candidate:.3},\"differences\":[{}]}}\n",
                verdict.differences.is_empty(),
                verdict.rejected,
                differences.join(",")
            )
        }
        Err(reason) => format!("{{\"program\":{name},\"error\":{}}}\n", quoted(reason)),
    }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut result = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\t' => result.push_str("\\t"),
            c if c < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(result, "\\u{:04x}", u32::from(c));
            }
            c => result.push(c),
        }
    }
    result.push('"');
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_quoted_for_json() {
        assert_eq!(quoted("a\"\n\u{1}é"), "\"a\\\"\\n\\u0001é\"");
    }
}
