//! Hashes of Go values, for maps.
//!
//! In: a value's address, its descriptor and a seed.  Out: 64 bits, all of them usable: maps take
//! some from the top and some from the bottom. Equal values have equal hashes for the same seed;
//! NaNs get random ones, as in gc, so that maps with many of them do not degrade.
//! Method: multiply-and-fold (the 128-bit product of two words, halves combined), as in wyhash and
//! its relatives; not a defence against an attacker who can observe hashes.

use crate::panic::{plain_error_format, runtime_error_format};
use crate::string::bytes;
use crate::words::text;
use core::sync::atomic::{AtomicU64, Ordering};
use grus_abi::descriptor::{
    FLAG_COMPARABLE, FLAG_DIRECT_INTERFACE, FLAG_REGULAR_MEMORY, Itab, Member, TypeDescriptor, kind,
};
use grus_abi::value::{GoInterface, GoString};

// Odd words without pattern: fractional digits of square roots.
const KEY_A: u64 = 0x6a09_e667_f3bc_c909;
const KEY_B: u64 = 0xbb67_ae85_84ca_a73b;
const KEY_C: u64 = 0x3c6e_f372_fe94_f82b;

/// The halves of the product, combined.
#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

/// Hash of a 64-bit value.
#[inline(always)]
pub fn hash_word(value: u64, seed: u64) -> u64 {
    fold(fold(value ^ KEY_A, seed ^ KEY_B), KEY_C)
}

/// Hash of a byte string.
#[inline]
pub fn hash_bytes(data: &[u8], seed: u64) -> u64 {
    let length = data.len();
    let read8 = |at: usize| {
        u64::from_le_bytes([
            data[at],
            data[at + 1],
            data[at + 2],
            data[at + 3],
            data[at + 4],
            data[at + 5],
            data[at + 6],
            data[at + 7],
        ])
    };
    let read4 =
        |at: usize| u32::from_le_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]]) as u64;
    let mut state = seed ^ KEY_A;
    let (a, b) = if length <= 16 {
        match length {
            8.. => (read8(0), read8(length - 8)),
            4.. => (read4(0), read4(length - 4)),
            1.. => {
                let middle = data[length / 2] as u64;
                ((data[0] as u64) << 8 | middle, data[length - 1] as u64)
            }
            _ => (0, 0),
        }
    } else {
        let mut at = 0;
        while at + 16 < length {
            state = fold(read8(at) ^ KEY_B, read8(at + 8) ^ state);
            at += 16;
        }
        (read8(length - 16), read8(length - 8))
    };
    fold(fold(a ^ KEY_B, b ^ state), KEY_C ^ length as u64)
}

/// Hash of a value of any comparable type.
///
/// # Safety
/// `value` points to a value of the type.
pub unsafe fn hash_value(descriptor: &TypeDescriptor, value: *const u8, seed: u64) -> u64 {
    // SAFETY: the value is of the type, and so its parts.
    unsafe {
        if descriptor.flags & FLAG_REGULAR_MEMORY != 0 {
            return match descriptor.size {
                8 => hash_word(value.cast::<u64>().read_unaligned(), seed),
                4 => hash_word(value.cast::<u32>().read_unaligned() as u64, seed),
                size => hash_bytes(bytes(value, size), seed),
            };
        }
        match descriptor.kind {
            kind::STRING => {
                let string = *value.cast::<GoString>();
                hash_bytes(bytes(string.data, string.length), seed)
            }
            kind::FLOAT32 => hash_float(*value.cast::<f32>() as f64, seed),
            kind::FLOAT64 => hash_float(*value.cast::<f64>(), seed),
            kind::COMPLEX64 => {
                let [re, im] = *value.cast::<[f32; 2]>();
                hash_float(im as f64, hash_float(re as f64, seed))
            }
            kind::COMPLEX128 => {
                let [re, im] = *value.cast::<[f64; 2]>();
                hash_float(im, hash_float(re, seed))
            }
            kind::INTERFACE => hash_interface(descriptor, *value.cast::<GoInterface>(), seed),
            kind::ARRAY => {
                let element = &*descriptor.element;
                (0..descriptor.length).fold(seed, |hash, index| {
                    hash_value(element, value.add(index * element.size), hash)
                })
            }
            kind::STRUCT => {
                let members = members(descriptor);
                members
                    .iter()
                    .filter(|member| !is_blank(member))
                    .fold(seed, |hash, member| {
                        hash_value(&*member.descriptor, value.add(member.offset), hash)
                    })
            }
            _ if descriptor.flags & FLAG_COMPARABLE == 0 => unhashable(descriptor),
            _ => hash_bytes(bytes(value, descriptor.size), seed),
        }
    }
}

/// Zeros of both signs are equal; a NaN equals nothing.
fn hash_float(value: f64, seed: u64) -> u64 {
    if value == 0.0 {
        hash_word(0, seed)
    } else if value.is_nan() {
        hash_word(random(), seed)
    } else {
        hash_word(value.to_bits(), seed)
    }
}

unsafe fn hash_interface(interface: &TypeDescriptor, value: GoInterface, seed: u64) -> u64 {
    if value.tab.is_null() {
        return hash_word(0, seed);
    }
    // SAFETY: a non-nil interface's first word is a descriptor, or an itab if it has methods.
    unsafe {
        let dynamic = dynamic_type(interface, value);
        if dynamic.flags & FLAG_COMPARABLE == 0 {
            unhashable(dynamic);
        }
        let seed = hash_word(dynamic.hash as u64, seed);
        if dynamic.flags & FLAG_DIRECT_INTERFACE != 0 {
            hash_value(dynamic, core::ptr::from_ref(&value.data).cast(), seed)
        } else {
            hash_value(dynamic, value.data, seed)
        }
    }
}

/// Panics if a value of a comparable type has a part, in an interface, that is not: for maps in which
/// nothing is looked up. The text is another one than that of [`hash_value`], as in gc.
///
/// # Safety
/// `value` points to a value of the type.
pub unsafe fn require_hashable(descriptor: &TypeDescriptor, value: *const u8) {
    if descriptor.flags & FLAG_REGULAR_MEMORY != 0 {
        return;
    }
    // SAFETY: the value is of the type, and so its parts.
    unsafe {
        match descriptor.kind {
            kind::INTERFACE => {
                let interface = *value.cast::<GoInterface>();
                if interface.tab.is_null() {
                    return;
                }
                let dynamic = dynamic_type(descriptor, interface);
                if dynamic.flags & FLAG_COMPARABLE == 0 {
                    let name = text(dynamic.string);
                    plain_error_format(format_args!("hash of unhashable type: {name}"));
                }
                if dynamic.flags & FLAG_DIRECT_INTERFACE != 0 {
                    require_hashable(dynamic, core::ptr::from_ref(&interface.data).cast());
                } else {
                    require_hashable(dynamic, interface.data);
                }
            }
            kind::ARRAY => {
                let element = &*descriptor.element;
                for index in 0..descriptor.length {
                    require_hashable(element, value.add(index * element.size));
                }
            }
            kind::STRUCT => {
                for member in members(descriptor)
                    .iter()
                    .filter(|member| !is_blank(member))
                {
                    require_hashable(&*member.descriptor, value.add(member.offset));
                }
            }
            _ => {}
        }
    }
}

/// The dynamic type of a non-nil interface value of static type `interface`.
///
/// # Safety
/// The value is one of that type and not nil.
pub unsafe fn dynamic_type<'a>(
    interface: &TypeDescriptor,
    value: GoInterface,
) -> &'a TypeDescriptor {
    // SAFETY: the caller's promise.
    unsafe {
        if interface.member_count == 0 {
            &*value.tab.cast::<TypeDescriptor>()
        } else {
            &*(*value.tab.cast::<Itab>()).concrete
        }
    }
}

/// Fields of a struct type, parameters of a function type, methods of an interface type.
///
/// # Safety
/// The descriptor is valid.
pub unsafe fn members(descriptor: &TypeDescriptor) -> &[Member] {
    if descriptor.member_count == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts(descriptor.members, descriptor.member_count) }
}

/// Fields named `_` take no part in comparison.
///
/// # Safety
/// The member is valid.
pub unsafe fn is_blank(member: &Member) -> bool {
    // SAFETY: the caller's promise.
    member.name.length == 1 && unsafe { *member.name.data == b'_' }
}

#[cold]
fn unhashable(descriptor: &TypeDescriptor) -> ! {
    // SAFETY: descriptors are valid.
    let name = unsafe { text(descriptor.string) };
    runtime_error_format(format_args!("hash of unhashable type {name}"))
}

/// A random word; for seeds and iteration orders.
pub fn random() -> u64 {
    static STATE: AtomicU64 = AtomicU64::new(0);
    // A counter through a mixer; concurrent callers at worst get the same word.
    let mut state = STATE.load(Ordering::Relaxed);
    if state == 0 {
        state = first_random();
    }
    state = state.wrapping_add(KEY_B | 1);
    STATE.store(state, Ordering::Relaxed);
    fold(state ^ KEY_A, KEY_C ^ state.rotate_left(29))
}

/// `runtime.rand`, for the library: a random word.
#[unsafe(no_mangle)]
pub extern "C" fn rt_rand() -> u64 {
    random()
}

#[cold]
fn first_random() -> u64 {
    let mut buffer = [0u8; 8];
    let seed = crate::knobs::SCHEDULER_SEED.get();
    if seed != 0 {
        return seed as u64;
    }
    // Without a source of randomness the clock must do.
    match rustix::rand::getrandom(&mut buffer, rustix::rand::GetRandomFlags::NONBLOCK) {
        Ok(_) => u64::from_le_bytes(buffer) | 1,
        Err(_) => crate::os::monotonic_nanoseconds() as u64 | 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::vec::Vec;

    #[test]
    fn hashes_of_short_strings_differ() {
        let mut seen = HashSet::new();
        for length in 0..if cfg!(miri) { 20 } else { 70usize } {
            for position in 0..length.max(1) {
                let mut text: Vec<u8> = std::vec![b'a'; length];
                if length > 0 {
                    text[position] = b'b';
                }
                assert!(
                    seen.insert(hash_bytes(&text, 7)),
                    "length {length} position {position}"
                );
            }
        }
    }

    #[test]
    fn high_and_low_bits_of_small_integers_spread() {
        for shift in [0, 57] {
            let mut counts = [0; 128];
            for value in 0..12800u64 {
                counts[(hash_word(value, 1) >> shift) as usize % 128] += 1;
            }
            assert!(
                counts.iter().all(|count| (50..200).contains(count)),
                "{counts:?}"
            );
        }
    }
}
