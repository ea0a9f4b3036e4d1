//! All switches of the runtime that the environment sets, in one table.
//!
//! In: `GODEBUG` (`name=value,...`).  Out: a static per knob. Each knob is used by a test.
//! `GOGC`, `GOMEMLIMIT` and `GOMAXPROCS` are the program's settings rather than debugging aids and
//! are read where they are used.

use core::sync::atomic::{AtomicI64, Ordering};

/// An integer setting.
pub struct Knob {
    /// The name in `GODEBUG`.
    pub name: &'static str,
    value: AtomicI64,
}

impl Knob {
    /// The value now.
    #[inline(always)]
    pub fn get(&self) -> i64 {
        self.value.load(Ordering::Relaxed)
    }

    /// The value is not 0.
    #[inline(always)]
    pub fn is_set(&self) -> bool {
        self.get() != 0
    }

    /// Changes the value.
    pub fn set(&self, value: i64) {
        self.value.store(value, Ordering::Relaxed);
    }
}

macro_rules! knobs {
    ($($(#[$doc:meta])* $id:ident = $name:literal, $default:literal;)*) => {
        $($(#[$doc])* pub static $id: Knob = Knob { name: $name, value: AtomicI64::new($default) };)*

        /// Every knob.
        pub static KNOBS: &[&Knob] = &[$(&$id),*];
    };
}

knobs! {
    /// 1: a line to standard error after each collection.
    GC_TRACE = "gctrace", 0;
    /// n: collect at every nth allocation.
    GC_STRESS = "gcstress", 0;
    /// 1: check after marking that everything reachable is marked.
    GC_VERIFY = "gcverify", 0;
    /// 1: overwrite freed objects.
    CLOBBER_FREE = "clobberfree", 0;
    /// 1: mark with one thread only.
    GC_SERIAL = "gcserial", 0;
    /// n: seed of the scheduler's random choices; 0: a fresh one each run.
    SCHEDULER_SEED = "schedseed", 0;
    /// 1: yield and steal at random to provoke races.
    SCHEDULER_CHAOS = "schedchaos", 0;
    /// 1: no preemption by signals.
    ASYNC_PREEMPT_OFF = "asyncpreemptoff", 0;
    /// 1: `panic(nil)` is not turned into an error.
    PANIC_NIL = "panicnil", 0;
}

/// Reads `name=value` pairs. As in gc, unknown names and malformed values are ignored.
pub fn parse(settings: &[u8]) {
    for setting in settings.split(|byte| *byte == b',') {
        let Some(equals) = setting.iter().position(|byte| *byte == b'=') else {
            continue;
        };
        let (name, value) = (&setting[..equals], &setting[equals + 1..]);
        let (Some(knob), Some(value)) = (
            KNOBS.iter().find(|knob| knob.name.as_bytes() == name),
            parse_integer(value),
        ) else {
            continue;
        };
        knob.set(value);
    }
}

/// A decimal integer with optional minus sign.
pub fn parse_integer(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value: i64 = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value.checked_mul(10)?.checked_add((digit - b'0') as i64)?;
    }
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_known_settings_and_ignores_the_rest() {
        parse(b"nosuch=1,panicnil=1,schedseed=x,=,,gctrace");
        assert!(PANIC_NIL.is_set());
        assert!(!SCHEDULER_SEED.is_set());
        assert!(!GC_TRACE.is_set());
        PANIC_NIL.set(0);
    }

    #[test]
    fn integers() {
        assert_eq!(parse_integer(b"-12"), Some(-12));
        assert_eq!(parse_integer(b"99999999999999999999"), None);
        assert_eq!(parse_integer(b""), None);
    }
}

/// The value of the setting of `GODEBUG` with this name, 0 if there is none: (name) -> number
///
/// # Safety
/// A thunk's function; the words are a Go string.
#[cfg(feature = "standalone")]
pub unsafe extern "C" fn rt_godebug(data: *const u8, length: usize) -> i64 {
    // SAFETY: the caller's.
    let name = unsafe { crate::string::bytes(data, length) };
    KNOBS
        .iter()
        .find(|knob| knob.name.as_bytes() == name)
        .map_or(0, |knob| knob.get())
}
