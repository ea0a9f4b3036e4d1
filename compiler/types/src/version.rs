//! Go language versions.
//!
//! In: strings such as `go1.21` or `1.27.3`. Out: comparable `major.minor` pairs.
//! Invariant: a default version means "none given", which allows everything.
//! Spec: "Appendix: Language versions".

/// A language version: `1.minor`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GoVersion {
    pub major: u16,
    pub minor: u16,
}

impl GoVersion {
    /// The version this compiler implements.
    pub const CURRENT: GoVersion = GoVersion::new(1, 27);

    pub const fn new(major: u16, minor: u16) -> Self {
        GoVersion { major, minor }
    }

    /// Reads `go1.21`, `1.21`, `1.21.3`, `go1.21rc1`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix("go").unwrap_or(text);
        let mut parts = text.split('.');
        let major = parts.next()?.parse().ok()?;
        let minor = match parts.next() {
            None => 0,
            Some(part) => {
                let digits =
                    part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                part[..digits].parse().ok()?
            }
        };
        Some(GoVersion { major, minor })
    }

    /// Whether loop variables are per iteration (from 1.22).
    pub fn per_iteration_loop_variables(self) -> bool {
        self >= GoVersion::new(1, 22)
    }
}

impl std::fmt::Display for GoVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "go{}.{}", self.major, self.minor)
    }
}
