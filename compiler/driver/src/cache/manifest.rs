//! The description of a build: what it looked at, and what it made.
//!
//! In: a [`Manifest`].  Out: its text, and back; whether it still holds.
//! The text is one fact a line: three for the result, then `question hash path`.

use crate::load::record::{self, Consulted, Question};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

/// A build and its result.
pub struct Manifest {
    /// The hash of the executable.
    pub executable: Option<blake3::Hash>,
    pub default_name: String,
    pub package: String,
    pub consulted: Consulted,
}

const NONE: &str = "-";

const QUESTIONS: [(u8, Question); 5] = [
    (b'c', Question::Contents),
    (b'n', Question::Names),
    (b'a', Question::AllNames),
    (b'f', Question::IsFile),
    (b'd', Question::IsFolder),
];

impl Manifest {
    /// The text for the cache.
    pub fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut line = |parts: &[&[u8]]| {
            text.extend(parts.concat());
            text.push(b'\n');
        };
        let hash = |hash: Option<blake3::Hash>| match hash {
            Some(hash) => hash.to_hex().to_string(),
            None => NONE.to_string(),
        };
        line(&[hash(self.executable).as_bytes()]);
        line(&[self.default_name.as_bytes()]);
        line(&[self.package.as_bytes()]);
        for ((question, path), answer) in &self.consulted {
            let letter = QUESTIONS.iter().find(|(_, one)| one == question);
            let letter = letter.map_or(b'?', |(letter, _)| *letter);
            let answer = hash(*answer);
            line(&[
                &[letter, b' '],
                answer.as_bytes(),
                b" ",
                path.as_os_str().as_encoded_bytes(),
            ]);
        }
        text
    }

    /// Reads a text; none if it is damaged.
    pub fn parse(text: &[u8]) -> Option<Manifest> {
        let mut lines = text.split(|&byte| byte == b'\n');
        let mut words = || String::from_utf8(lines.next()?.to_vec()).ok();
        let executable = match words()?.as_str() {
            NONE => None,
            hash => Some(blake3::Hash::from_hex(hash).ok()?),
        };
        let (default_name, package) = (words()?, words()?);
        let mut consulted = Consulted::new();
        for line in lines.filter(|line| !line.is_empty()) {
            let mut parts = line.splitn(3, |&byte| byte == b' ');
            let (letter, answer, path) = (parts.next()?, parts.next()?, parts.next()?);
            let question = QUESTIONS.iter().find(|(one, _)| letter == [*one])?.1;
            let answer = match answer {
                b"-" => None,
                hash => Some(blake3::Hash::from_hex(hash).ok()?),
            };
            let path = PathBuf::from(OsString::from_vec(path.to_vec()));
            consulted.insert((question, path), answer);
        }
        Some(Manifest {
            executable,
            default_name,
            package,
            consulted,
        })
    }

    /// Whether all questions still have the same answers.
    pub fn holds(&self) -> bool {
        let mut all = self.consulted.iter();
        all.all(|((question, path), answer)| record::ask(*question, path) == *answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let mut consulted = Consulted::new();
        let path = PathBuf::from("/a folder/x.go");
        consulted.insert((Question::Contents, path.clone()), Some(blake3::hash(b"x")));
        consulted.insert((Question::IsFile, path), None);
        let manifest = Manifest {
            executable: Some(blake3::hash(b"program")),
            default_name: "x".to_string(),
            package: "example.com/x".to_string(),
            consulted,
        };
        let read = Manifest::parse(&manifest.text()).unwrap();
        assert_eq!(read.executable, manifest.executable);
        assert_eq!(read.consulted, manifest.consulted);
        assert_eq!(read.package, manifest.package);
        assert!(!read.holds());
        assert!(Manifest::parse(b"damaged").is_none());
    }
}
