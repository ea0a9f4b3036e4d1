//! Maps: the operations that generated code and the library call.
//!
//! In: map types, maps (perhaps nil) and keys.  Out: addresses of elements, valid until the next
//! operation on the map. Reading order: `group` (eight slots), `key` (kinds of keys), `table` (the
//! map itself), `iterate`. Invariants: a nil or empty map still panics for a key that cannot be
//! hashed; unsynchronised use by several goroutines is detected where it costs nothing and ends the
//! program, as in gc.

pub mod group;
pub mod iterate;
pub mod key;
pub mod table;

use crate::gc::barrier;
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::memory::fixed;
use crate::panic::{fatal_user, plain_error};
use crate::words::Pair;
use grus_abi::descriptor::TypeDescriptor;
use grus_abi::value::GoString;
use key::{Key, Key32, Key64, KeyKind, KeyOfType, KeyString};
use table::{FLAG_WRITING, Map};

/// What missing elements read as.
static ZERO: [u64; 128] = [0; 128];

/// Memory that reads as zero, for elements that do not fit `ZERO`.
struct LargeZero {
    address: usize,
    size: usize,
}

static LARGE_ZERO: Mutex<LargeZero, { rank::LARGE_ZERO }> = Mutex::new(LargeZero {
    address: 0,
    size: 0,
});

/// The address of a zero element of a map type. Nobody writes to it.
unsafe fn zero_element(descriptor: *const TypeDescriptor) -> *mut u8 {
    // SAFETY: map types have an element.
    let size = unsafe { (*(*descriptor).element).size };
    if size <= size_of_val(&ZERO) {
        return ZERO.as_ptr() as *mut u8;
    }
    let mut large = LARGE_ZERO.lock();
    if large.size < size {
        // The smaller range stays: it may be in use.
        large.size = size.next_power_of_two();
        large.address = fixed::map_pages(large.size) as usize;
    }
    large.address as *mut u8
}

/// Finds a key in a map that may be nil.
#[inline(always)]
unsafe fn find<K: Key>(map: *const Map, key: K) -> Option<*mut u8> {
    // SAFETY: the map is null or live.
    unsafe {
        if map.is_null() || (*map).count == 0 {
            key.require_hashable();
            return None;
        }
        if (*map).flags & FLAG_WRITING != 0 {
            fatal_user("concurrent map read and map write");
        }
        let place = (*map).find(key)?;
        Some((*map).element_at(place.group, place.slot))
    }
}

#[inline(always)]
unsafe fn access1<K: Key>(descriptor: *const TypeDescriptor, map: *const Map, key: K) -> *mut u8 {
    // SAFETY: called with what generated code passes: a map of this type, or null.
    unsafe { find(map, key).unwrap_or_else(|| zero_element(descriptor)) }
}

#[inline(always)]
unsafe fn access2<K: Key>(descriptor: *const TypeDescriptor, map: *const Map, key: K) -> Pair {
    // SAFETY: called with what generated code passes: a map of this type, or null.
    unsafe {
        match find(map, key) {
            Some(element) => Pair(element as usize, 1),
            None => Pair(zero_element(descriptor) as usize, 0),
        }
    }
}

#[inline(always)]
unsafe fn assign<K: Key>(descriptor: *const TypeDescriptor, map: *mut Map, key: K) -> *mut u8 {
    if map.is_null() {
        plain_error("assignment to entry in nil map");
    }
    // SAFETY: called with what generated code passes, and not null: a map of this type.
    unsafe { (*map).assign(&*descriptor, key) }
}

/// Evaluates the expression with `$key` bound to the key at an address, as its own kind.
macro_rules! with_key {
    ($descriptor:expr, $address:expr, |$key:ident| $body:expr) => {{
        let descriptor = &*(*$descriptor).key;
        match key::kind_of(descriptor) {
            KeyKind::Word32 => {
                let $key = Key32($address.cast::<u32>().read_unaligned());
                $body
            }
            KeyKind::Word64 => {
                let $key = Key64($address.cast::<u64>().read_unaligned());
                $body
            }
            KeyKind::String => {
                let $key = KeyString(*$address.cast::<GoString>());
                $body
            }
            KeyKind::Other => {
                let $key = KeyOfType {
                    descriptor,
                    value: $address,
                };
                $body
            }
        }
    }};
}

/// `runtime.makemap`
///
/// # Safety
/// Called by the thunk with a valid map type; likewise below, with a map of that type.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_makemap(descriptor: *const TypeDescriptor, hint: isize) -> *mut Map {
    // SAFETY: the caller's promise.
    unsafe { Map::create(&*descriptor, hint.max(0) as usize) }
}

/// `runtime.mapaccess1`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess1(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    key: *const u8,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { with_key!(descriptor, key, |key| access1(descriptor, map, key)) }
}

/// `runtime.mapaccess2`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess2(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    key: *const u8,
) -> Pair {
    // SAFETY: the caller's promise.
    unsafe { with_key!(descriptor, key, |key| access2(descriptor, map, key)) }
}

/// `runtime.mapassign`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapassign(
    descriptor: *const TypeDescriptor,
    map: *mut Map,
    key: *const u8,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { with_key!(descriptor, key, |key| assign(descriptor, map, key)) }
}

/// `runtime.mapdelete`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapdelete(
    descriptor: *const TypeDescriptor,
    map: *mut Map,
    key: *const u8,
) {
    // SAFETY: the caller's promise.
    unsafe {
        with_key!(descriptor, key, |key| {
            if map.is_null() || (*map).count == 0 {
                key.require_hashable();
            } else {
                (*map).delete(key);
            }
        })
    }
}

/// `runtime.mapaccess1_fast32`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess1_fast32(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    key: u64,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { access1(descriptor, map, Key32(key as u32)) }
}

/// `runtime.mapaccess2_fast32`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess2_fast32(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    key: u64,
) -> Pair {
    // SAFETY: the caller's promise.
    unsafe { access2(descriptor, map, Key32(key as u32)) }
}

/// `runtime.mapassign_fast32`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapassign_fast32(
    descriptor: *const TypeDescriptor,
    map: *mut Map,
    key: u64,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { assign(descriptor, map, Key32(key as u32)) }
}

/// `runtime.mapaccess1_fast64`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess1_fast64(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    key: u64,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { access1(descriptor, map, Key64(key)) }
}

/// `runtime.mapaccess2_fast64`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess2_fast64(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    key: u64,
) -> Pair {
    // SAFETY: the caller's promise.
    unsafe { access2(descriptor, map, Key64(key)) }
}

/// `runtime.mapassign_fast64`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapassign_fast64(
    descriptor: *const TypeDescriptor,
    map: *mut Map,
    key: u64,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { assign(descriptor, map, Key64(key)) }
}

/// `runtime.mapaccess1_faststr`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess1_faststr(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    data: *const u8,
    length: usize,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { access1(descriptor, map, KeyString(GoString { data, length })) }
}

/// `runtime.mapaccess2_faststr`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapaccess2_faststr(
    descriptor: *const TypeDescriptor,
    map: *const Map,
    data: *const u8,
    length: usize,
) -> Pair {
    // SAFETY: the caller's promise.
    unsafe { access2(descriptor, map, KeyString(GoString { data, length })) }
}

/// `runtime.mapassign_faststr`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapassign_faststr(
    descriptor: *const TypeDescriptor,
    map: *mut Map,
    data: *const u8,
    length: usize,
) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { assign(descriptor, map, KeyString(GoString { data, length })) }
}

/// `runtime.mapclear`
///
/// # Safety
/// See [`rt_makemap`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapclear(_descriptor: *const TypeDescriptor, map: *mut Map) {
    if !map.is_null() {
        // SAFETY: the caller's promise.
        unsafe { (*map).clear() };
    }
}

/// `runtime.mapiterinit`
///
/// # Safety
/// See [`rt_makemap`]; the iterator has the size that the compiler knows.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapiterinit(
    descriptor: *const TypeDescriptor,
    map: *mut Map,
    iterator: *mut iterate::Iterator,
) {
    // SAFETY: the caller's promise.
    unsafe {
        iterator.write(iterate::Iterator::new(descriptor, map));
        if !map.is_null() && (*map).flags & FLAG_WRITING != 0 {
            fatal_user("concurrent map iteration and map write");
        }
        (*iterator).advance();
        barrier::shade_range(iterator.cast(), size_of::<iterate::Iterator>());
    }
}

/// `runtime.mapiternext`
///
/// # Safety
/// The iterator was initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_mapiternext(iterator: *mut iterate::Iterator) {
    // SAFETY: the caller's promise.
    unsafe {
        (*iterator).advance();
        barrier::shade_range(iterator.cast(), size_of::<iterate::Iterator>());
    }
}

#[cfg(test)]
mod tests;
