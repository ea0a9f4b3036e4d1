//! The line that `GODEBUG=gctrace=1` prints after each collection, in gc's format.
//!
//! In: sizes and times of a collection.  Out: text on standard error.

use crate::os;

/// What a collection did.
#[derive(Clone, Copy, Default)]
pub struct Cycle {
    /// Number, from 1.
    pub number: u32,
    /// Nanoseconds since the program started.
    pub start: i64,
    /// Nanoseconds to stop the world, to mark, and to finish.
    pub phases: [i64; 3],
    /// Bytes in objects when marking began and when it ended, bytes in marked ones, and the goal.
    pub heap: [usize; 4],
    /// Bytes of stacks and globals.
    pub stacks: usize,
    /// See `stacks`.
    pub globals: usize,
    /// Per cent of all processor time that went into collections so far.
    pub percent: u64,
    /// Processors.
    pub processors: usize,
    /// The program asked for it.
    pub forced: bool,
}

/// Prints the line.
pub fn print(cycle: &Cycle) {
    let mut line = Line {
        bytes: [0; 320],
        length: 0,
    };
    let [stop, mark, finish] = cycle.phases;
    line.text("gc ").number(cycle.number as u64).text(" @");
    line.fraction(cycle.start as u64, 1_000_000_000, 3)
        .text("s ");
    line.number(cycle.percent).text("%: ");
    line.milliseconds(stop)
        .text("+")
        .milliseconds(mark)
        .text("+")
        .milliseconds(finish);
    line.text(" ms clock, ");
    line.milliseconds(stop * cycle.processors as i64)
        .text("+0/");
    line.milliseconds(mark)
        .text("/0+")
        .milliseconds(finish * cycle.processors as i64);
    line.text(" ms cpu, ");
    let [before, after, marked, goal] = cycle.heap;
    line.megabytes(before)
        .text("->")
        .megabytes(after)
        .text("->");
    line.megabytes(marked)
        .text(" MB, ")
        .megabytes(goal)
        .text(" MB goal, ");
    line.megabytes(cycle.stacks)
        .text(" MB stacks, ")
        .megabytes(cycle.globals);
    line.text(" MB globals, ")
        .number(cycle.processors as u64)
        .text(" P");
    line.text(if cycle.forced { " (forced)\n" } else { "\n" });
    os::write_error(&line.bytes[..line.length]);
}

struct Line {
    bytes: [u8; 320],
    length: usize,
}

impl Line {
    fn text(&mut self, text: &str) -> &mut Line {
        for byte in text.bytes() {
            if self.length < self.bytes.len() {
                self.bytes[self.length] = byte;
                self.length += 1;
            }
        }
        self
    }

    fn number(&mut self, number: u64) -> &mut Line {
        let mut buffer = [0; 20];
        let text = crate::print::decimal(number, &mut buffer);
        self.text(text)
    }

    /// `value / unit` with `places` decimals.
    fn fraction(&mut self, value: u64, unit: u64, places: u32) -> &mut Line {
        self.number(value / unit);
        if places > 0 {
            self.text(".");
            let mut rest = value % unit;
            for _ in 0..places {
                rest *= 10;
                self.number(rest / unit);
                rest %= unit;
            }
        }
        self
    }

    /// Milliseconds with two significant digits or so, as gc prints them.
    fn milliseconds(&mut self, nanoseconds: i64) -> &mut Line {
        let value = nanoseconds.max(0) as u64;
        let places = match value {
            10_000_000.. => 0,
            1_000_000.. => 1,
            100_000.. => 2,
            _ => 3,
        };
        self.fraction(value, 1_000_000, places)
    }

    fn megabytes(&mut self, bytes: usize) -> &mut Line {
        self.number((bytes >> 20) as u64)
    }
}
