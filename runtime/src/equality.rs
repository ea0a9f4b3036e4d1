//! `==` on Go values of any type.
//!
//! In: addresses and descriptors.  Out: a boolean; a panic where the spec (Comparison operators)
//! demands one: interface values with identical dynamic types that are not comparable.
//! Parts are compared in order and comparing stops at the first difference, so such a panic happens
//! only if everything before was equal, as in gc. But what is at hand in a struct, numbers and the
//! lengths of strings, is compared before the bytes of strings are, up to the first interface.

use crate::hash::{dynamic_type, is_blank, members};
use crate::panic::runtime_error_format;
use crate::string::bytes;
use crate::words::text;
use grus_abi::descriptor::{
    FLAG_COMPARABLE, FLAG_DIRECT_INTERFACE, FLAG_REGULAR_MEMORY, Itab, TypeDescriptor, kind,
};
use grus_abi::value::{GoInterface, GoString};

/// `*a == *b` for values of a type.
///
/// # Safety
/// Both addresses hold values of the type.
pub unsafe fn equal(descriptor: &TypeDescriptor, a: *const u8, b: *const u8) -> bool {
    // SAFETY: the values are of the type, and so their parts.
    unsafe {
        if descriptor.flags & FLAG_REGULAR_MEMORY != 0 {
            return bytes(a, descriptor.size) == bytes(b, descriptor.size);
        }
        match descriptor.kind {
            kind::STRING => {
                let (a, b) = (*a.cast::<GoString>(), *b.cast::<GoString>());
                a.length == b.length
                    && (a.data == b.data || bytes(a.data, a.length) == bytes(b.data, b.length))
            }
            kind::FLOAT32 => *a.cast::<f32>() == *b.cast::<f32>(),
            kind::FLOAT64 => *a.cast::<f64>() == *b.cast::<f64>(),
            kind::COMPLEX64 => *a.cast::<[f32; 2]>() == *b.cast::<[f32; 2]>(),
            kind::COMPLEX128 => *a.cast::<[f64; 2]>() == *b.cast::<[f64; 2]>(),
            kind::INTERFACE => {
                let (a, b) = (*a.cast::<GoInterface>(), *b.cast::<GoInterface>());
                a.tab == b.tab
                    && (a.tab.is_null() || equal_data(dynamic_type(descriptor, a), a.data, b.data))
            }
            kind::ARRAY => {
                let element = &*descriptor.element;
                (0..descriptor.length).all(|index| {
                    equal(
                        element,
                        a.add(index * element.size),
                        b.add(index * element.size),
                    )
                })
            }
            kind::STRUCT => {
                differ_at_hand(descriptor, a, b) != Some(true)
                    && members(descriptor)
                        .iter()
                        .filter(|member| !is_blank(member))
                        .all(|member| {
                            equal(
                                &*member.descriptor,
                                a.add(member.offset),
                                b.add(member.offset),
                            )
                        })
            }
            _ if descriptor.flags & FLAG_COMPARABLE == 0 => uncomparable(descriptor),
            _ => bytes(a, descriptor.size) == bytes(b, descriptor.size),
        }
    }
}

/// Whether two values differ in what can be seen without following a pointer; None if there is an
/// interface before any such difference.
unsafe fn differ_at_hand(descriptor: &TypeDescriptor, a: *const u8, b: *const u8) -> Option<bool> {
    // SAFETY: the values are of the type, and so their parts.
    unsafe {
        if descriptor.flags & FLAG_REGULAR_MEMORY != 0 {
            return Some(!equal(descriptor, a, b));
        }
        match descriptor.kind {
            kind::INTERFACE => None,
            kind::STRING => {
                let (a, b) = (*a.cast::<GoString>(), *b.cast::<GoString>());
                Some(a.length != b.length)
            }
            kind::ARRAY => {
                let element = &*descriptor.element;
                for index in 0..descriptor.length {
                    let offset = index * element.size;
                    if differ_at_hand(element, a.add(offset), b.add(offset))? {
                        return Some(true);
                    }
                }
                Some(false)
            }
            kind::STRUCT => {
                let members = members(descriptor);
                for member in members.iter().filter(|member| !is_blank(member)) {
                    let (a, b) = (a.add(member.offset), b.add(member.offset));
                    if differ_at_hand(&*member.descriptor, a, b)? {
                        return Some(true);
                    }
                }
                Some(false)
            }
            _ => Some(!equal(descriptor, a, b)),
        }
    }
}

/// Compares the data words of two interface values with the same dynamic type.
///
/// # Safety
/// The words are those of interface values with that type.
pub unsafe fn equal_data(dynamic: &TypeDescriptor, a: *const u8, b: *const u8) -> bool {
    if dynamic.flags & FLAG_COMPARABLE == 0 {
        uncomparable(dynamic);
    }
    if dynamic.flags & FLAG_DIRECT_INTERFACE != 0 {
        return a == b;
    }
    // SAFETY: the words point to values of the type.
    a == b && !may_differ_from_itself(dynamic) || unsafe { equal(dynamic, a, b) }
}

/// A value of the type may be unequal to itself (NaN) or panic: pointer equality does not decide.
fn may_differ_from_itself(descriptor: &TypeDescriptor) -> bool {
    descriptor.flags & FLAG_REGULAR_MEMORY == 0 && descriptor.kind != kind::STRING
}

#[cold]
fn uncomparable(descriptor: &TypeDescriptor) -> ! {
    // SAFETY: descriptors are valid.
    let name = unsafe { text(descriptor.string) };
    runtime_error_format(format_args!("comparing uncomparable type {name}"))
}

/// `runtime.typeequal`
///
/// # Safety
/// Called by the thunk with valid arguments.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_typeequal(
    descriptor: *const TypeDescriptor,
    a: *const u8,
    b: *const u8,
) -> usize {
    // SAFETY: the caller's promise.
    usize::from(unsafe { equal(&*descriptor, a, b) })
}

/// `runtime.efaceeq`
///
/// # Safety
/// Called by the thunk with valid arguments; the type is not null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_efaceeq(
    dynamic: *const TypeDescriptor,
    a: *const u8,
    b: *const u8,
) -> usize {
    // SAFETY: the caller's promise.
    usize::from(unsafe { equal_data(&*dynamic, a, b) })
}

/// `runtime.ifaceeq`
///
/// # Safety
/// Called by the thunk with valid arguments; the itab is not null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_ifaceeq(itab: *const Itab, a: *const u8, b: *const u8) -> usize {
    // SAFETY: the caller's promise.
    usize::from(unsafe { equal_data(&*(*itab).concrete, a, b) })
}
