//! When to collect: the heap goal, from `GOGC` and `GOMEMLIMIT`.
//!
//! In: bytes allocated and bytes that survived.  Out: whether a collection is due. As in gc, the
//! goal is the live heap plus GOGC percent of live heap, stacks and globals, at least 4 MB times
//! GOGC/100; with a memory limit it is lowered so that the total stays below. Since the program
//! allocates while a collection marks, it starts some way before the goal: as far as the last one
//! needed, within bounds. If that is not enough, whoever allocates helps marking, and waits if there is
//! nothing to help with: the heap exceeds its goal by little, however busy the machine is.

use crate::memory::reservation;
use core::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

const MINIMUM_GOAL: usize = 4 << 20;
/// At least so many bytes are allocated between two collections: gc's distance for sweeping.
const MINIMUM_DISTANCE: usize = 1 << 20;
/// Bytes allocated until the collector's thread gets going, more or less.
const EARLY: usize = 128 << 10;
/// With a memory limit that is too low, collections still leave the program this much room: at
/// least this fraction of the live heap between two of them.
const LIMIT_HEADROOM_DIVISOR: usize = 20;

/// GOGC in percent; negative: off.
static PERCENT: AtomicI64 = AtomicI64::new(100);
/// GOMEMLIMIT in bytes.
static LIMIT: AtomicI64 = AtomicI64::new(i64::MAX);
/// Bytes in objects: survivors of the last collection plus what was handed out since.
static LIVE: AtomicUsize = AtomicUsize::new(0);
/// Collect when `LIVE` reaches this.
static GOAL: AtomicUsize = AtomicUsize::new(MINIMUM_GOAL);
/// A collection starts when `LIVE` reaches this.
static TRIGGER: AtomicUsize = AtomicUsize::new(MINIMUM_GOAL / 10 * 9);
/// `LIVE` when the collection in progress began.
static BEGAN: AtomicUsize = AtomicUsize::new(0);
/// Bytes allocated while the last collection marked.
static BORN: AtomicUsize = AtomicUsize::new(0);
/// Survivors of the last collection, and bytes of stacks and globals it scanned.
static MARKED: AtomicUsize = AtomicUsize::new(0);
static SCANNED_ROOTS: AtomicUsize = AtomicUsize::new(0);

/// Reads GOGC (`off` or a percentage) and GOMEMLIMIT (bytes with an optional unit, or `off`).
pub fn configure(gogc: Option<&[u8]>, limit: Option<&[u8]>) {
    if let Some(text) = gogc {
        if text == b"off" {
            PERCENT.store(-1, Ordering::Relaxed);
        } else if let Some(value) = crate::knobs::parse_integer(text) {
            PERCENT.store(value, Ordering::Relaxed);
        }
    }
    if let Some(text) = limit
        && !text.is_empty()
        && text != b"off"
    {
        match parse_bytes(text) {
            Some(value) => LIMIT.store(value, Ordering::Relaxed),
            None => crate::panic::fatal(
                "malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`",
            ),
        }
    }
    update();
}

/// `debug.SetGCPercent`: returns the old setting.
pub fn set_percent(percent: i64) -> i64 {
    let old = PERCENT.swap(if percent < 0 { -1 } else { percent }, Ordering::Relaxed);
    update();
    old
}

/// `debug.SetMemoryLimit`: returns the old setting; negative values only ask.
pub fn set_limit(limit: i64) -> i64 {
    if limit < 0 {
        return LIMIT.load(Ordering::Relaxed);
    }
    let old = LIMIT.swap(limit, Ordering::Relaxed);
    update();
    old
}

/// More bytes were handed out.
#[inline]
pub fn add_live(bytes: usize) {
    LIVE.fetch_add(bytes, Ordering::Relaxed);
}

/// Bytes handed out before were not used.
#[inline]
pub fn subtract_live(bytes: usize) {
    LIVE.fetch_sub(bytes, Ordering::Relaxed);
}

/// Bytes in objects.
pub fn live() -> usize {
    LIVE.load(Ordering::Relaxed)
}

/// The bytes at which the next collection starts.
pub fn goal() -> usize {
    GOAL.load(Ordering::Relaxed)
}

/// Bytes that survived the last collection.
pub fn marked() -> usize {
    MARKED.load(Ordering::Relaxed)
}

/// A collection is due.
#[inline]
pub fn is_due() -> bool {
    is_due_for(0)
}

/// A collection is due if `bytes` more are allocated.
#[inline]
pub fn is_due_for(bytes: usize) -> bool {
    cfg!(feature = "standalone")
        && LIVE.load(Ordering::Relaxed).saturating_add(bytes) >= TRIGGER.load(Ordering::Relaxed)
}

/// With `bytes` more the heap would exceed its goal by a tenth: whoever allocates them waits for the
/// collector. As in gc, that much is allowed before.
pub fn is_exceeded_by(bytes: usize) -> bool {
    let goal = goal();
    live().saturating_add(bytes) > goal.saturating_add(goal / 10)
}

/// Marking begins.
pub fn begin_cycle() {
    BEGAN.store(live(), Ordering::Relaxed);
}

/// How many bytes of objects whoever is about to allocate `bytes` while marking should scan.
pub fn assist_work(bytes: usize) -> usize {
    let began = BEGAN.load(Ordering::Relaxed);
    let room = goal().saturating_sub(began).max(64 << 10);
    let used = live().saturating_sub(began).saturating_add(bytes);
    // The collector's own thread may have its first look at the roots alone.
    if used < room / 8 {
        return 0;
    }
    // What there is to mark, at most, against what is left of the room.
    let work = marked().max(room) as f64 / (room / 8 * 7) as f64;
    let pressure = if used > room { 4.0 } else { 1.0 };
    (bytes as f64 * (work * pressure).min(64.0)) as usize
}

/// After marking: `marked` bytes survived, `born` of them allocated meanwhile, `roots` bytes of
/// stacks and globals were scanned.
pub fn finish_cycle(marked: usize, roots: usize, born: usize) {
    BORN.store(born, Ordering::Relaxed);
    LIVE.store(marked, Ordering::Relaxed);
    MARKED.store(marked, Ordering::Relaxed);
    SCANNED_ROOTS.store(roots, Ordering::Relaxed);
    update();
}

/// Computes the goal anew.
fn update() {
    let percent = PERCENT.load(Ordering::Relaxed);
    let marked = MARKED.load(Ordering::Relaxed);
    let roots = SCANNED_ROOTS.load(Ordering::Relaxed);
    let by_percent = goal_by_percent(marked, roots, percent);
    let limit = LIMIT.load(Ordering::Relaxed);
    let goal = if limit == i64::MAX {
        by_percent
    } else {
        let overhead = crate::memory::statistics::overhead_bytes();
        by_percent.min(goal_by_limit(marked, overhead, limit as usize))
    };
    GOAL.store(goal, Ordering::Relaxed);
    let trigger = trigger(marked, goal, BORN.load(Ordering::Relaxed));
    TRIGGER.store(trigger, Ordering::Relaxed);
}

/// Where to start so that the goal is not exceeded, if as much is allocated while marking as last
/// time.
fn trigger(marked: usize, goal: usize, born: usize) -> usize {
    if goal == usize::MAX {
        return goal;
    }
    let distance = goal.saturating_sub(marked);
    let wanted = born + born / 4 + EARLY;
    goal - wanted.clamp(distance / 20, distance * 3 / 10)
}

fn goal_by_percent(marked: usize, roots: usize, percent: i64) -> usize {
    if percent < 0 {
        return usize::MAX;
    }
    let percent = percent as usize;
    let growth = (marked + roots).saturating_mul(percent) / 100;
    let growth = growth.max(MINIMUM_DISTANCE);
    let minimum = MINIMUM_GOAL.saturating_mul(percent) / 100;
    marked.saturating_add(growth).max(minimum)
}

fn goal_by_limit(marked: usize, overhead: usize, limit: usize) -> usize {
    let room = limit.saturating_sub(overhead);
    // Leave a little for what is counted late.
    let room = room - room / 32;
    let least = marked + (marked / LIMIT_HEADROOM_DIVISOR).max(1 << 20);
    reservation::round_up(room.max(least), 4096)
}

/// A number of bytes with an optional unit `B`, `KiB`, `MiB`, `GiB` or `TiB`.
fn parse_bytes(text: &[u8]) -> Option<i64> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let shift = match &text[digits..] {
        b"" | b"B" => 0,
        b"KiB" => 10,
        b"MiB" => 20,
        b"GiB" => 30,
        b"TiB" => 40,
        _ => return None,
    };
    crate::knobs::parse_integer(&text[..digits])?.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_follow_gc() {
        assert_eq!(goal_by_percent(0, 0, 100), 4 << 20);
        assert_eq!(goal_by_percent(0, 0, 400), 16 << 20);
        assert_eq!(goal_by_percent(100 << 20, 0, 100), 200 << 20);
        assert_eq!(goal_by_percent(100 << 20, 20 << 20, 50), 160 << 20);
        assert_eq!(goal_by_percent(2 << 20, 0, 0), 3 << 20);
        assert_eq!(goal_by_percent(100, 0, -1), usize::MAX);
        assert!(goal_by_limit(10 << 20, 5 << 20, 50 << 20) < 45 << 20);
        assert!(goal_by_limit(100 << 20, 5 << 20, 50 << 20) > 100 << 20);
    }

    #[test]
    fn collections_begin_before_the_goal() {
        assert_eq!(trigger(100, usize::MAX, 5), usize::MAX);
        assert_eq!(trigger(100 << 20, 200 << 20, 0), 195 << 20);
        assert_eq!(trigger(100 << 20, 200 << 20, 100 << 20), 170 << 20);
    }

    #[test]
    fn byte_sizes() {
        assert_eq!(parse_bytes(b"123"), Some(123));
        assert_eq!(parse_bytes(b"2GiB"), Some(2 << 30));
        assert_eq!(parse_bytes(b"2GB"), None);
        assert_eq!(parse_bytes(b"KiB"), None);
        assert_eq!(parse_bytes(b"99999999TiB"), None);
    }
}
