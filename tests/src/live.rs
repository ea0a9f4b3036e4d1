//! Live comparison: what real Go says now, remembered so that asking twice costs nothing.
//!
//! In: a case.  Out: real Go's `Answer`, from the cache in the target folder or from a run.
//! An entry is keyed by everything the answer depends on: the release, the kind of test, the
//! version of this format, and name and content of each source file, which hold the directives.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::case::Case;
use crate::compare::Answer;
use crate::execute;
use crate::toolchain::{GO_RELEASE, Toolchain};

const FORMAT: u32 = 1;

/// Real Go and the answers it gave.
pub struct Oracle {
    pub toolchain: Toolchain,
    /// Where the answers are kept.
    pub cache: PathBuf,
    /// Where programs are built.
    pub scratch: PathBuf,
    pub asked: AtomicUsize,
    pub remembered: AtomicUsize,
}

impl Oracle {
    /// Real Go's answer for a case.
    pub fn answer(&self, case: &Case) -> Result<Answer, String> {
        let file = self.cache.join(key(case)?);
        if let Some(answer) = fs::read_to_string(&file)
            .ok()
            .and_then(|text| decode(&text))
        {
            self.remembered.fetch_add(1, Ordering::Relaxed);
            return Ok(answer);
        }
        let answer = self.ask(case)?;
        fs::write(&file, encode(&answer)).map_err(|e| format!("{}: {e}", file.display()))?;
        Ok(answer)
    }

    /// Real Go's answer from a run, whatever is remembered.
    pub fn ask(&self, case: &Case) -> Result<Answer, String> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        execute::execute(case, &self.toolchain, &self.scratch)
    }
}

fn key(case: &Case) -> Result<String, String> {
    let mut hasher = DefaultHasher::new();
    (
        FORMAT,
        GO_RELEASE,
        &case.language,
        &case.targets,
        &case.folder,
    )
        .hash(&mut hasher);
    (case.kind as u8, format!("{:?}", case.directives)).hash(&mut hasher);
    for source in &case.sources {
        source.file_name().hash(&mut hasher);
        fs::read(source)
            .map_err(|e| format!("{}: {e}", source.display()))?
            .hash(&mut hasher);
    }
    let name: String = case
        .id
        .chars()
        .map(|c| if c == '/' { '.' } else { c })
        .collect();
    Ok(format!("{name}-{:016x}", hasher.finish()))
}

fn encode(answer: &Answer) -> String {
    format!(
        "{} {}\n{}{}",
        answer.status,
        answer.stdout.len(),
        answer.stdout,
        answer.stderr
    )
}

fn decode(text: &str) -> Option<Answer> {
    let (header, rest) = text.split_once('\n')?;
    let (status, length) = header.split_once(' ')?;
    let (stdout, stderr) = rest.split_at_checked(length.parse().ok()?)?;
    Some(Answer {
        status: status.parse().ok()?,
        stdout: stdout.into(),
        stderr: stderr.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_what_it_wrote() {
        let answer = Answer {
            status: 2,
            stdout: "a\nb".into(),
            stderr: "panic: é\n".into(),
        };
        assert_eq!(decode(&encode(&answer)), Some(answer));
        assert_eq!(decode("0 99\nshort"), None);
    }
}
