//! The built-in functions `print` and `println`, and text forms of numbers for messages.
//!
//! In: one call for each operand, between `printlock` and `printunlock`.  Out: text on standard
//! error in gc 1.27's formats (floats as `strconv` formats them with 'g' and the least precision).
//! A statement's text is collected and written at once, up to the size of the buffer.
//! Invariant: a goroutine is not preempted between lock and unlock, so one thread owns the lock.

use crate::lock::RawMutex;
use crate::lock_order::rank;
use crate::os;
use crate::sched;
use crate::shortest::{Binary, Decimal, shortest};
use crate::thread::current_machine;
use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicUsize, Ordering};

const BUFFER: usize = 512;

struct Output {
    depth: usize,
    length: usize,
    bytes: [u8; BUFFER],
}

struct Locked {
    lock: RawMutex<{ rank::PRINTER }>,
    /// The machine that holds the lock.
    owner: AtomicUsize,
    output: UnsafeCell<Output>,
}

// SAFETY: the output is only touched by the thread that holds the lock.
unsafe impl Sync for Locked {}

static PRINTER: Locked = Locked {
    lock: RawMutex::new(),
    owner: AtomicUsize::new(0),
    output: UnsafeCell::new(Output {
        depth: 0,
        length: 0,
        bytes: [0; BUFFER],
    }),
};

impl Locked {
    /// The output, for the owner of the lock.
    #[allow(clippy::mut_from_ref)]
    fn output(&self) -> &mut Output {
        // SAFETY: generated code prints between lock and unlock only.
        unsafe { &mut *self.output.get() }
    }
}

impl Output {
    fn write(&mut self, text: &[u8]) {
        if self.length + text.len() > BUFFER {
            self.flush();
            if text.len() > BUFFER {
                os::write_error(text);
                return;
            }
        }
        self.bytes[self.length..self.length + text.len()].copy_from_slice(text);
        self.length += text.len();
    }

    fn flush(&mut self) {
        os::write_error(&self.bytes[..self.length]);
        self.length = 0;
    }
}

/// `runtime.printlock`: locks may nest.
#[unsafe(no_mangle)]
pub extern "C" fn rt_printlock() {
    let machine = current_machine() as usize;
    if machine == 0 || PRINTER.owner.load(Ordering::Relaxed) != machine {
        sched::disable_preemption();
        PRINTER.lock.lock();
        PRINTER.owner.store(machine, Ordering::Relaxed);
    }
    PRINTER.output().depth += 1;
}

/// `runtime.printunlock`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printunlock() {
    let output = PRINTER.output();
    output.depth -= 1;
    if output.depth == 0 {
        output.flush();
        PRINTER.owner.store(0, Ordering::Relaxed);
        PRINTER.lock.unlock();
        sched::enable_preemption();
    }
}

/// `runtime.printstring`
///
/// # Safety
/// Called by the thunk with a valid string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_printstring(data: *const u8, length: usize) {
    // SAFETY: the caller's promise.
    PRINTER
        .output()
        .write(unsafe { crate::string::bytes(data, length) });
}

/// `runtime.printint`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printint(value: i64) {
    if value < 0 {
        PRINTER.output().write(b"-");
    }
    rt_printuint(value.unsigned_abs());
}

/// `runtime.printuint`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printuint(value: u64) {
    PRINTER
        .output()
        .write(decimal(value, &mut [0; 20]).as_bytes());
}

/// `runtime.printfloat64`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printfloat64(value: f64) {
    PRINTER
        .output()
        .write(format_float64(value, &mut FloatText::new()).as_bytes());
}

/// `runtime.printfloat32`: the value arrives as a float64.
#[unsafe(no_mangle)]
pub extern "C" fn rt_printfloat32(value: f64) {
    PRINTER
        .output()
        .write(format_float32(value as f32, &mut FloatText::new()).as_bytes());
}

/// `runtime.printcomplex128`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printcomplex128(real: f64, imaginary: f64) {
    let (mut a, mut b) = (FloatText::new(), FloatText::new());
    print_complex(
        format_float64(real, &mut a),
        format_float64(imaginary, &mut b),
    );
}

/// `runtime.printcomplex64`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printcomplex64(real: f64, imaginary: f64) {
    let (mut a, mut b) = (FloatText::new(), FloatText::new());
    print_complex(
        format_float32(real as f32, &mut a),
        format_float32(imaginary as f32, &mut b),
    );
}

fn print_complex(real: &str, imaginary: &str) {
    let output = PRINTER.output();
    output.write(b"(");
    output.write(real.as_bytes());
    if !imaginary.starts_with(['+', '-']) {
        output.write(b"+");
    }
    output.write(imaginary.as_bytes());
    output.write(b"i)");
}

/// `runtime.printbool`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printbool(value: usize) {
    PRINTER
        .output()
        .write(if value & 0xff != 0 { b"true" } else { b"false" });
}

/// `runtime.printpointer`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printpointer(value: usize) {
    PRINTER
        .output()
        .write(hexadecimal(value as u64, &mut [0; 18]).as_bytes());
}

/// `runtime.printslice`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printslice(data: usize, length: i64, capacity: i64) {
    PRINTER.output().write(b"[");
    rt_printint(length);
    PRINTER.output().write(b"/");
    rt_printint(capacity);
    PRINTER.output().write(b"]");
    rt_printpointer(data);
}

/// `runtime.printeface`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printeface(tab: usize, data: usize) {
    PRINTER.output().write(b"(");
    rt_printpointer(tab);
    PRINTER.output().write(b",");
    rt_printpointer(data);
    PRINTER.output().write(b")");
}

/// `runtime.printsp`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printsp() {
    PRINTER.output().write(b" ");
}

/// `runtime.printnl`
#[unsafe(no_mangle)]
pub extern "C" fn rt_printnl() {
    PRINTER.output().write(b"\n");
}

/// Decimal digits.
pub fn decimal(mut value: u64, buffer: &mut [u8; 20]) -> &str {
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    ascii(&buffer[at..])
}

/// Hexadecimal digits behind `0x`.
pub fn hexadecimal(mut value: u64, buffer: &mut [u8; 18]) -> &str {
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = b"0123456789abcdef"[(value % 16) as usize];
        value /= 16;
        if value == 0 {
            break;
        }
    }
    buffer[at - 1] = b'x';
    buffer[at - 2] = b'0';
    ascii(&buffer[at - 2..])
}

/// Room for a formatted float.
pub struct FloatText {
    bytes: [u8; 32],
    length: usize,
}

impl Default for FloatText {
    fn default() -> Self {
        Self::new()
    }
}

impl FloatText {
    /// Empty.
    pub const fn new() -> FloatText {
        FloatText {
            bytes: [0; 32],
            length: 0,
        }
    }

    fn push(&mut self, text: &[u8]) {
        self.bytes[self.length..self.length + text.len()].copy_from_slice(text);
        self.length += text.len();
    }

    fn zeros(&mut self, count: usize) {
        for _ in 0..count {
            self.push(b"0");
        }
    }
}

/// The shortest decimal that reads back as `value`, as `strconv.FormatFloat(value, 'g', -1, 64)`.
pub fn format_float64(value: f64, text: &mut FloatText) -> &str {
    if !value.is_finite() {
        return special(value.is_nan(), value > 0.0);
    }
    arrange(&shortest(Binary::from(value)), text)
}

/// As [`format_float64`], with 32 for 64.
pub fn format_float32(value: f32, text: &mut FloatText) -> &str {
    if !value.is_finite() {
        return special(value.is_nan(), value > 0.0);
    }
    arrange(&shortest(Binary::from(value)), text)
}

fn special(nan: bool, positive: bool) -> &'static str {
    if nan {
        "NaN"
    } else if positive {
        "+Inf"
    } else {
        "-Inf"
    }
}

/// Writes a number as gc does: plain for exponents from -4 to 5, else with a signed exponent of at
/// least two digits.
fn arrange<'a>(number: &Decimal, text: &'a mut FloatText) -> &'a str {
    /// Exponents from here on are written, for the least precision.
    const LEAST_EXPONENT: i32 = 6;
    let (digits, exponent) = (number.digits(), number.exponent);
    let count = digits.len();
    if number.negative {
        text.push(b"-");
    }
    if !(-4..LEAST_EXPONENT).contains(&exponent) {
        text.push(&digits[..1]);
        if count > 1 {
            text.push(b".");
            text.push(&digits[1..]);
        }
        text.push(if exponent < 0 { b"e-" } else { b"e+" });
        if exponent.abs() < 10 {
            text.push(b"0");
        }
        text.push(decimal(exponent.unsigned_abs() as u64, &mut [0; 20]).as_bytes());
    } else if exponent < 0 {
        text.push(b"0.");
        text.zeros((-exponent - 1) as usize);
        text.push(digits);
    } else {
        let whole = exponent as usize + 1;
        text.push(&digits[..whole.min(count)]);
        text.zeros(whole.saturating_sub(count));
        if count > whole {
            text.push(b".");
            text.push(&digits[whole..]);
        }
    }
    ascii(&text.bytes[..text.length])
}

fn ascii(bytes: &[u8]) -> &str {
    // SAFETY: the callers write ASCII only.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files hold bits and text of `strconv.FormatFloat(f, 'g', -1, size)` of Go 1.27.3, which
    /// is what `println` prints.
    #[test]
    #[cfg_attr(miri, ignore = "safe code, long numbers")]
    fn floats_print_as_gc_prints_them() {
        for line in include_str!("../testdata/float64.txt").lines() {
            let (bits, expected) = line.split_once(' ').expect("two columns");
            let value = f64::from_bits(u64::from_str_radix(bits, 16).expect("bits"));
            assert_eq!(format_float64(value, &mut FloatText::new()), expected);
        }
        for line in include_str!("../testdata/float32.txt").lines() {
            let (bits, expected) = line.split_once(' ').expect("two columns");
            let value = f32::from_bits(u32::from_str_radix(bits, 16).expect("bits"));
            assert_eq!(format_float32(value, &mut FloatText::new()), expected);
        }
    }

    #[test]
    fn integers() {
        assert_eq!(decimal(0, &mut [0; 20]), "0");
        assert_eq!(decimal(u64::MAX, &mut [0; 20]), "18446744073709551615");
        assert_eq!(hexadecimal(0, &mut [0; 18]), "0x0");
        assert_eq!(hexadecimal(u64::MAX, &mut [0; 18]), "0xffffffffffffffff");
    }
}
