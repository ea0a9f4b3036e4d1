//! Maps against the standard library's, with random operations, and the rules of iteration.

use super::*;
use core::ptr::{null, null_mut};
use grus_abi::descriptor::{
    FLAG_COMPARABLE, FLAG_DIRECT_INTERFACE, FLAG_REGULAR_MEMORY, Member, kind,
};
use grus_abi::value::{GoInterface, MAP_ITERATOR_SIZE};
use std::boxed::Box;
use std::collections::HashMap;
use std::string::{String, ToString};
use std::vec::Vec;

/// Miri takes some hundred times longer.
const SLOWER: usize = if cfg!(miri) { 200 } else { 1 };

fn descriptor(kind: u8, size: usize, flags: u8) -> TypeDescriptor {
    let no_name = GoString {
        data: null(),
        length: 0,
    };
    TypeDescriptor {
        size,
        pointer_bytes: 0,
        hash: kind as u32 * 77,
        kind,
        align: size.next_power_of_two().clamp(1, 8) as u8,
        flags,
        channel_direction: 0,
        pointer_mask: null(),
        string: no_name,
        name: no_name,
        package_path: no_name,
        element: null(),
        key: null(),
        slice_of_element: null(),
        pointer_to_this: null(),
        length: 0,
        members: null(),
        member_count: 0,
        methods: null(),
        method_count: 0,
    }
}

const REGULAR: u8 = FLAG_COMPARABLE | FLAG_REGULAR_MEMORY;

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn integer(size: usize) -> &'static TypeDescriptor {
    leak(descriptor(kind::UINT64, size, REGULAR))
}

fn string() -> &'static TypeDescriptor {
    let mut text = descriptor(kind::STRING, 16, FLAG_COMPARABLE);
    text.pointer_bytes = 8;
    text.pointer_mask = leak(1u8);
    leak(text)
}

fn float() -> &'static TypeDescriptor {
    leak(descriptor(kind::FLOAT64, 8, FLAG_COMPARABLE))
}

fn map_type(
    key: &'static TypeDescriptor,
    element: &'static TypeDescriptor,
) -> &'static TypeDescriptor {
    let mut map = descriptor(kind::MAP, 8, 0);
    map.key = key;
    map.element = element;
    leak(map)
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }
}

/// All keys of an iteration, as the bytes at their addresses.
fn keys<K: Copy>(map_type: &TypeDescriptor, map: *mut Map, mut each: impl FnMut(K)) {
    let mut storage = [0u64; MAP_ITERATOR_SIZE / 8];
    let iterator: *mut iterate::Iterator = storage.as_mut_ptr().cast();
    // SAFETY: the storage has the iterator's size; keys are of type K.
    unsafe {
        rt_mapiterinit(map_type, map, iterator);
        while !(*iterator).key.is_null() {
            each(*(*iterator).key.cast::<K>());
            rt_mapiternext(iterator);
        }
    }
}

#[test]
fn agrees_with_a_model_for_words() {
    for (hint, space) in [(0, 8), (0, 20), (5, 300), (100, 5000), (100_000, 50_000)] {
        if cfg!(miri) && space > 1000 {
            continue;
        }
        let map_type = map_type(integer(8), integer(8));
        let mut random = Random(space as u64);
        let mut model: HashMap<u64, u64> = HashMap::new();
        // SAFETY: arguments are as generated code would pass them.
        unsafe {
            let map = rt_makemap(map_type, hint);
            for step in 0..100_000u64 / SLOWER as u64 {
                let key = random.below(space) as u64;
                match random.below(8) {
                    0..3 => {
                        *rt_mapassign_fast64(map_type, map, key).cast::<u64>() = step;
                        model.insert(key, step);
                    }
                    3..5 => {
                        rt_mapdelete(map_type, map, (&raw const key).cast());
                        model.remove(&key);
                    }
                    5 if step % 977 == 0 => {
                        rt_mapclear(map_type, map);
                        model.clear();
                    }
                    _ => {
                        let found = rt_mapaccess2_fast64(map_type, map, key);
                        let value = *(found.0 as *const u64);
                        let expected = model.get(&key).copied();
                        assert_eq!((found.1 == 1).then_some(value), expected);
                        assert_eq!(value, expected.unwrap_or(0));
                    }
                }
                assert_eq!((*map).count, model.len());
            }
            let mut seen: Vec<u64> = Vec::new();
            keys(map_type, map, |key: u64| seen.push(key));
            let mut expected: Vec<u64> = model.keys().copied().collect();
            seen.sort_unstable();
            expected.sort_unstable();
            assert_eq!(seen, expected);
        }
    }
}

#[test]
fn agrees_with_a_model_for_strings_and_large_elements() {
    let map_type = map_type(string(), integer(200));
    let mut random = Random(3);
    let mut model: HashMap<String, u8> = HashMap::new();
    // SAFETY: arguments are as generated code would pass them; strings are leaked.
    unsafe {
        let map = rt_makemap(map_type, 0);
        for step in 0..20_000usize / SLOWER {
            let text: &'static str = std::format!("key{}", random.below(2000)).leak();
            let key = GoString {
                data: text.as_ptr(),
                length: text.len(),
            };
            match random.below(4) {
                0..2 => {
                    let element = rt_mapassign_faststr(map_type, map, key.data, key.length);
                    *element.add(199) = step as u8;
                    model.insert(text.to_string(), step as u8);
                }
                2 => {
                    rt_mapdelete(map_type, map, (&raw const key).cast());
                    model.remove(text);
                }
                _ => {
                    let fast = rt_mapaccess2_faststr(map_type, map, key.data, key.length);
                    let slow = rt_mapaccess2(map_type, map, (&raw const key).cast());
                    assert_eq!(fast, slow);
                    let value = *(fast.0 as *const u8).add(199);
                    assert_eq!((fast.1 == 1).then_some(value), model.get(text).copied());
                }
            }
            assert_eq!((*map).count, model.len());
        }
    }
}

#[test]
fn entry_points_agree_on_keys() {
    for size in [4, 8] {
        let map_type = map_type(integer(size), integer(8));
        // SAFETY: arguments are as generated code would pass them.
        unsafe {
            let map = rt_makemap(map_type, 0);
            for key in 0..1000 / SLOWER.min(20) as u64 {
                *rt_mapassign(map_type, map, (&raw const key).cast()).cast::<u64>() = key * 3;
            }
            for key in 0..1000 / SLOWER.min(20) as u64 {
                let found = match size {
                    4 => rt_mapaccess1_fast32(map_type, map, key),
                    _ => rt_mapaccess1_fast64(map_type, map, key),
                };
                assert_eq!(*found.cast::<u64>(), key * 3);
            }
        }
    }
}

#[test]
fn nan_keys_are_kept_apart_and_survive_growth_during_iteration() {
    let map_type = map_type(float(), integer(8));
    // SAFETY: arguments are as generated code would pass them.
    unsafe {
        let map = rt_makemap(map_type, 0);
        for value in 0..5u64 {
            let key = f64::NAN;
            *rt_mapassign(map_type, map, (&raw const key).cast()).cast::<u64>() = value;
        }
        assert_eq!((*map).count, 5);
        let nan = f64::NAN;
        assert_eq!(rt_mapaccess2(map_type, map, (&raw const nan).cast()).1, 0);
        let mut nans = 0;
        let mut added = 0;
        keys(map_type, map, |key: f64| {
            nans += usize::from(key.is_nan());
            for _ in 0..20 {
                let key = added as f64;
                added += 1;
                rt_mapassign(map_type, map, (&raw const key).cast());
            }
            if added > 10_000 {
                panic!("iteration does not end");
            }
        });
        assert_eq!(nans, 5);
        rt_mapclear(map_type, map);
        keys(map_type, map, |_: f64| panic!("cleared map has entries"));
    }
}

#[test]
fn negative_zero_replaces_the_stored_key() {
    let map_type = map_type(float(), integer(8));
    // SAFETY: arguments are as generated code would pass them.
    unsafe {
        let map = rt_makemap(map_type, 0);
        for key in [0.0, -0.0f64] {
            rt_mapassign(map_type, map, (&raw const key).cast());
        }
        assert_eq!((*map).count, 1);
        keys(map_type, map, |key: f64| assert!(key.is_sign_negative()));
    }
}

#[test]
fn iteration_sees_every_lasting_entry_once_and_no_deleted_one() {
    let map_type = map_type(integer(8), integer(8));
    for (round, size) in [3u64, 8, 9, 60, 700, 3000, 20_000]
        .into_iter()
        .cycle()
        .take(70)
        .enumerate()
        .filter(|&(round, size)| !cfg!(miri) || round < 7 && size < 100)
    {
        let mut random = Random(round as u64);
        // SAFETY: arguments are as generated code would pass them.
        unsafe {
            let map = rt_makemap(map_type, 0);
            for key in 0..size {
                *rt_mapassign_fast64(map_type, map, key).cast::<u64>() = key;
            }
            let mut seen: HashMap<u64, u32> = HashMap::new();
            let mut deleted: Vec<u64> = Vec::new();
            let mut next_new = size;
            let mut budget = size * 2;
            keys(map_type, map, |key: u64| {
                assert!(!deleted.contains(&key), "deleted entry {key} of {size}");
                *seen.entry(key).or_default() += 1;
                // Every third key is deleted when something else is visited.
                let victim = random.below(size as usize) as u64 / 3 * 3;
                if victim < size && random.below(4) == 0 && deleted.len() < 300 {
                    rt_mapdelete(map_type, map, (&raw const victim).cast());
                    deleted.push(victim);
                }
                for _ in 0..3 {
                    if budget > 0 {
                        budget -= 1;
                        rt_mapassign_fast64(map_type, map, next_new);
                        next_new += 1;
                    }
                }
            });
            assert!(seen.values().all(|count| *count == 1));
            for key in (0..size).filter(|key| key % 3 != 0) {
                assert_eq!(seen.get(&key), Some(&1), "lasting entry {key} of {size}");
            }
        }
    }
}

#[test]
fn iteration_starts_at_different_places() {
    let map_type = map_type(integer(8), integer(8));
    for size in [5u64, 100, 5000 / SLOWER as u64] {
        // SAFETY: arguments are as generated code would pass them.
        let map = unsafe {
            let map = rt_makemap(map_type, 0);
            for key in 0..size {
                rt_mapassign_fast64(map_type, map, key);
            }
            map
        };
        let firsts: std::collections::HashSet<u64> = (0..200 / SLOWER.min(10))
            .map(|_| {
                let mut first = None;
                keys(map_type, map, |key: u64| {
                    first.get_or_insert(key);
                });
                first.expect("not empty")
            })
            .collect();
        assert!(firsts.len() >= 4, "{size} entries, {} starts", firsts.len());
    }
}

fn any() -> &'static TypeDescriptor {
    let mut interface = descriptor(kind::INTERFACE, 16, FLAG_COMPARABLE);
    interface.pointer_bytes = 16;
    interface.pointer_mask = leak(3u8);
    leak(interface)
}

#[test]
fn unhashable_keys_panic_even_in_nil_maps() {
    let map_type = map_type(any(), integer(8));
    let mut slice = descriptor(kind::SLICE, 24, 0);
    slice.string = GoString {
        data: c"[]int".as_ptr().cast(),
        length: 5,
    };
    let key = GoInterface {
        tab: (leak(slice) as *const TypeDescriptor).cast(),
        data: null_mut(),
    };
    let address = &raw const key as usize;
    let map_address = map_type as *const TypeDescriptor as usize;
    // SAFETY: as above.
    let empty = unsafe { rt_makemap(map_type, 0) } as usize;
    for map in [0, empty] {
        let text = std::panic::catch_unwind(|| {
            let descriptor = any();
            // SAFETY: arguments are as generated code would pass them. Not the entry point itself:
            // nothing unwinds through those.
            unsafe {
                let key = KeyOfType {
                    descriptor,
                    value: address as *const u8,
                };
                access1(map_address as *const _, map as *const Map, key);
            }
        })
        .expect_err("no panic");
        let text = text.downcast_ref::<String>().expect("text");
        assert_eq!(text, "hash of unhashable type: []int");
    }
}

#[test]
fn structs_and_interfaces_as_keys() {
    // struct { a float64; _ int32; b any }
    let name = |text: &'static str| GoString {
        data: text.as_ptr(),
        length: text.len(),
    };
    let member = |text, descriptor, offset| Member {
        name: name(text),
        package_path: name(""),
        tag: name(""),
        descriptor,
        offset,
        embedded: 0,
    };
    let members = leak([
        member("a", float(), 0),
        member("_", integer(4), 8),
        member("b", any(), 16),
    ]);
    let mut key_type = descriptor(kind::STRUCT, 32, FLAG_COMPARABLE);
    key_type.pointer_bytes = 32;
    key_type.pointer_mask = leak(0b1100u8);
    key_type.members = members.as_ptr();
    key_type.member_count = 3;
    let map_type = map_type(leak(key_type), integer(8));
    #[repr(C)]
    #[derive(Clone, Copy)]
    struct Key {
        a: f64,
        blank: i32,
        b: GoInterface,
    }
    let mut pointer = descriptor(kind::POINTER, 8, REGULAR | FLAG_DIRECT_INTERFACE);
    pointer.pointer_bytes = 8;
    let pointer = leak(pointer) as *const TypeDescriptor;
    let word = integer(8) as *const TypeDescriptor;
    // SAFETY: arguments are as generated code would pass them.
    unsafe {
        let map = rt_makemap(map_type, 0);
        for index in 0..100u64 {
            let b = if index % 2 == 0 {
                GoInterface {
                    tab: pointer.cast(),
                    data: (index * 8) as *mut u8,
                }
            } else {
                GoInterface {
                    tab: word.cast(),
                    data: (leak(index) as *const u64).cast_mut().cast(),
                }
            };
            let key = Key {
                a: (index % 10) as f64,
                blank: index as i32,
                b,
            };
            *rt_mapassign(map_type, map, (&raw const key).cast()).cast::<u64>() = index;
            let again = Key { blank: -1, ..key };
            let found = rt_mapaccess2(map_type, map, (&raw const again).cast());
            assert_eq!((found.1, *(found.0 as *const u64)), (1, index));
        }
        assert_eq!((*map).count, 100);
    }
}
