//! The shortest decimal that reads back as a floating-point number.
//!
//! In: a finite float.  Out: its sign, decimal digits and exponent.
//! Method: Steele and White's free-format algorithm on exact integers, as in "How to print
//! floating-point numbers accurately" (1990). It needs no tables and little code; only the
//! built-in print functions use it, so speed does not matter (package strconv has its own).

/// Enough for the largest power of two and of ten that occur: 2^1075 * 10 * 8, in 32-bit digits.
const DIGITS: usize = 36;

/// A natural number, least significant digit first.
#[derive(Clone)]
struct Natural([u32; DIGITS]);

impl Natural {
    /// `value * 2^shift`
    fn new(value: u64, shift: u32) -> Natural {
        let mut digits = [0; DIGITS];
        let first = (shift / 32) as usize;
        let wide = u128::from(value) << (shift % 32);
        for (at, digit) in digits.iter_mut().skip(first).take(3).enumerate() {
            *digit = (wide >> (32 * at)) as u32;
        }
        Natural(digits)
    }

    fn multiply(&mut self, factor: u32) {
        let mut carry = 0;
        for digit in &mut self.0 {
            let product = u64::from(*digit) * u64::from(factor) + carry;
            *digit = product as u32;
            carry = product >> 32;
        }
    }

    fn add(&mut self, other: &Natural) {
        let mut carry = 0;
        for (digit, &more) in self.0.iter_mut().zip(&other.0) {
            let sum = u64::from(*digit) + u64::from(more) + carry;
            *digit = sum as u32;
            carry = sum >> 32;
        }
    }

    /// Subtracts a number that is not greater.
    fn subtract(&mut self, other: &Natural) {
        let mut borrow = 0;
        for (digit, &less) in self.0.iter_mut().zip(&other.0) {
            let difference = i64::from(*digit) - i64::from(less) + borrow;
            *digit = difference as u32;
            borrow = difference >> 32;
        }
    }

    fn is_less(&self, other: &Natural) -> bool {
        self.0.iter().rev().lt(other.0.iter().rev())
    }

    /// Whether `self + more` reaches `limit`: at least if `inclusive`, else exceeds it.
    fn reaches(&self, more: &Natural, limit: &Natural, inclusive: bool) -> bool {
        let mut sum = self.clone();
        sum.add(more);
        if inclusive {
            !sum.is_less(limit)
        } else {
            limit.is_less(&sum)
        }
    }
}

/// A finite float: `mantissa * 2^exponent`.
#[derive(Clone, Copy)]
pub struct Binary {
    negative: bool,
    mantissa: u64,
    exponent: i32,
    /// The next smaller float is only half as far away as the next greater one.
    is_boundary: bool,
}

impl Binary {
    /// Of the parts of a float with `width` bits of mantissa: the exponent as it is stored, and
    /// what is subtracted from it.
    fn of_parts(negative: bool, fraction: u64, stored: i32, width: u32, bias: i32) -> Binary {
        let is_normal = stored != 0;
        Binary {
            negative,
            mantissa: fraction | u64::from(is_normal) << width,
            exponent: stored.max(1) - bias - width as i32,
            is_boundary: fraction == 0 && stored > 1,
        }
    }
}

impl From<f64> for Binary {
    fn from(value: f64) -> Binary {
        let bits = value.to_bits();
        let stored = (bits >> 52 & 0x7ff) as i32;
        Binary::of_parts(bits >> 63 != 0, bits & ((1 << 52) - 1), stored, 52, 1023)
    }
}

impl From<f32> for Binary {
    fn from(value: f32) -> Binary {
        let bits = value.to_bits();
        let stored = (bits >> 23 & 0xff) as i32;
        let fraction = u64::from(bits & ((1 << 23) - 1));
        Binary::of_parts(bits >> 31 != 0, fraction, stored, 23, 127)
    }
}

/// A decimal number `d.ddd * 10^exponent`.
pub struct Decimal {
    /// There is a minus sign.
    pub negative: bool,
    digits: [u8; 17],
    count: usize,
    /// Of the first digit.
    pub exponent: i32,
}

impl Decimal {
    /// The digits as ASCII, at least one.
    pub fn digits(&self) -> &[u8] {
        &self.digits[..self.count]
    }

    fn push(&mut self, digit: u8) {
        // 17 digits tell all floats apart, so there is always room.
        if let Some(place) = self.digits.get_mut(self.count) {
            *place = b'0' + digit;
            self.count += 1;
        }
    }
}

/// The decimal with the fewest digits that reads back as the float, and among these the nearest.
pub fn shortest(float: Binary) -> Decimal {
    let mut decimal = Decimal {
        negative: float.negative,
        digits: [0; 17],
        count: 0,
        exponent: 0,
    };
    if float.mantissa == 0 {
        decimal.push(0);
        return decimal;
    }
    // The float is rest / scale; half the way to its neighbours is below / scale and above / scale.
    let up = float.exponent.max(0) as u32;
    let down = (-float.exponent).max(0) as u32;
    let more = u32::from(float.is_boundary);
    let mut rest = Natural::new(float.mantissa, up + 1 + more);
    let mut scale = Natural::new(1, down + 1 + more);
    let mut below = Natural::new(1, up);
    let mut above = Natural::new(1, up + more);
    // Half-way decimals are read as the neighbour whose mantissa is even.
    let inclusive = float.mantissa.is_multiple_of(2);

    // Make the first digit that of 10^-1.
    while rest.reaches(&above, &scale, inclusive) {
        scale.multiply(10);
        decimal.exponent += 1;
    }
    loop {
        rest.multiply(10);
        below.multiply(10);
        above.multiply(10);
        decimal.exponent -= 1;
        if rest.reaches(&above, &scale, inclusive) {
            break;
        }
    }
    loop {
        let mut digit = 0;
        while !rest.is_less(&scale) {
            rest.subtract(&scale);
            digit += 1;
        }
        let may_stop_below = if inclusive {
            !below.is_less(&rest)
        } else {
            rest.is_less(&below)
        };
        let may_stop_above = rest.reaches(&above, &scale, inclusive);
        if may_stop_below || may_stop_above {
            let is_nearer_above = rest.reaches(&rest, &scale, true);
            let rounds_up = may_stop_above && (!may_stop_below || is_nearer_above);
            decimal.push(digit + u8::from(rounds_up));
            return decimal;
        }
        decimal.push(digit);
        rest.multiply(10);
        below.multiply(10);
        above.multiply(10);
    }
}
