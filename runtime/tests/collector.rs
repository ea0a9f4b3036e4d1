//! The collector on synthetic object graphs, against a model that knows what is reachable.
//!
//! In: random graphs of small, large, pointer-free and array objects.  Out: exactly the reachable
//! objects survive, with their content; everything else is counted as freed and used again.
//! These tests share the one heap of the process, so they take turns.

use grus_abi::descriptor::{TypeDescriptor, kind};
use grus_abi::value::GoString;
use grus_runtime::{gc, knobs, memory};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once};

fn heap() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    static START: Once = Once::new();
    let turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    START.call_once(memory::initialise_arena);
    knobs::GC_VERIFY.set(1);
    knobs::CLOBBER_FREE.set(1);
    knobs::GC_SERIAL.set(1);
    turn
}

fn leak<T: ?Sized>(value: Box<T>) -> &'static T {
    Box::leak(value)
}

/// A type of `words` words of which those in `pointers` may hold pointers.
fn type_of(words: usize, pointers: &[usize]) -> &'static TypeDescriptor {
    let no_name = GoString {
        data: std::ptr::null(),
        length: 0,
    };
    let last = pointers.iter().max().map_or(0, |last| last + 1);
    let mut mask = vec![0u8; last.div_ceil(8)];
    for pointer in pointers {
        mask[pointer / 8] |= 1 << (pointer % 8);
    }
    leak(Box::new(TypeDescriptor {
        size: words * 8,
        pointer_bytes: last * 8,
        hash: 0,
        kind: kind::STRUCT,
        align: 8,
        flags: 0,
        channel_direction: 0,
        pointer_mask: if last == 0 {
            std::ptr::null()
        } else {
            leak(mask.into_boxed_slice()).as_ptr()
        },
        string: no_name,
        name: no_name,
        package_path: no_name,
        element: std::ptr::null(),
        key: std::ptr::null(),
        slice_of_element: std::ptr::null(),
        pointer_to_this: std::ptr::null(),
        length: 0,
        members: std::ptr::null(),
        member_count: 0,
        methods: std::ptr::null(),
        method_count: 0,
    }))
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

/// An object of the model. Addresses are stored inverted, so that nothing here looks like a pointer.
struct Object {
    address: usize,
    shape: usize,
    repeat: usize,
    /// Serial number, written to the words that are not pointers.
    serial: usize,
    /// Target of each pointer word, by index into the list of objects.
    links: Vec<Option<usize>>,
}

struct Shape {
    descriptor: &'static TypeDescriptor,
    words: usize,
    pointers: Vec<usize>,
}

fn shapes() -> Vec<Shape> {
    let list: Vec<(usize, Vec<usize>)> = vec![
        (2, vec![0, 1]),
        (3, vec![1]),
        (5, vec![]),
        (9, vec![0, 8]),
        (40, vec![3, 17, 39]),
        (1, vec![0]),
        (200, (0..200).step_by(7).collect()),
        (6000, vec![0, 70, 5999]),
        (40_000, vec![1, 20_000, 39_999]),
    ];
    list.into_iter()
        .map(|(words, pointers)| Shape {
            descriptor: type_of(words, &pointers),
            words,
            pointers,
        })
        .collect()
}

impl Object {
    fn new(shapes: &[Shape], shape: usize, repeat: usize, serial: usize) -> Object {
        // SAFETY: the descriptor is valid.
        let address = unsafe { memory::new_array(shapes[shape].descriptor, repeat) } as usize;
        let words = shapes[shape].words * repeat;
        for word in 0..words {
            // SAFETY: inside of the new object.
            let place = unsafe { &mut *(address as *mut usize).add(word) };
            assert_eq!(*place, 0, "new object is not zero");
            if !shapes[shape]
                .pointers
                .contains(&(word % shapes[shape].words))
            {
                *place = serial;
            }
        }
        let links = vec![None; shapes[shape].pointers.len() * repeat];
        Object {
            address: !address,
            shape,
            repeat,
            serial,
            links,
        }
    }

    fn pointer_place(&self, shapes: &[Shape], link: usize) -> *mut usize {
        let pointers = &shapes[self.shape].pointers;
        let word =
            link / pointers.len() * shapes[self.shape].words + pointers[link % pointers.len()];
        (!self.address as *mut usize).wrapping_add(word)
    }

    fn check(&self, shapes: &[Shape], objects: &[Object]) {
        let shape = &shapes[self.shape];
        for word in 0..shape.words * self.repeat {
            if !shape.pointers.contains(&(word % shape.words)) {
                // SAFETY: the object should be alive.
                let value = unsafe { *(!self.address as *const usize).add(word) };
                assert_eq!(value, self.serial, "object changed");
            }
        }
        for (index, link) in self.links.iter().enumerate() {
            if let Some(target) = link {
                // SAFETY: as above.
                let value = unsafe { *self.pointer_place(shapes, index) };
                let target = &objects[*target];
                let size = shapes[target.shape].words * target.repeat * 8;
                assert!((!target.address..!target.address + size).contains(&value));
            }
        }
    }
}

fn reachable(objects: &[Object], roots: &[usize]) -> HashSet<usize> {
    let mut seen: HashSet<usize> = roots.iter().copied().collect();
    let mut work: Vec<usize> = roots.to_vec();
    while let Some(object) = work.pop() {
        for target in objects[object].links.iter().flatten() {
            if seen.insert(*target) {
                work.push(*target);
            }
        }
    }
    seen
}

fn live_objects() -> u64 {
    let statistics = memory::statistics::collect();
    statistics.allocated - statistics.freed
}

#[test]
fn exactly_the_reachable_objects_survive() {
    let _turn = heap();
    check_random_graphs(11);
}

#[test]
fn exactly_the_reachable_objects_survive_with_helpers() {
    let _turn = heap();
    knobs::GC_SERIAL.set(0);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    gc::workers::help();
                    std::thread::yield_now();
                }
            });
        }
        check_random_graphs(12);
        for _ in 0..2000 {
            gc::collect_from(&[]);
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// A helper that was summoned for an earlier marking may join one that summoned none.
#[test]
fn helpers_that_come_late_lose_no_marks() {
    const ARRAYS: usize = 4;
    const LENGTH: usize = 40_000;
    let _turn = heap();
    let pair = type_of(2, &[0]);
    let pointer = type_of(1, &[0]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let _at_end = SetOnDrop(&done);
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    gc::workers::help();
                    std::thread::yield_now();
                }
            });
        }
        // Neighbours in memory are reached from different arrays, so by different workers.
        // SAFETY: the descriptors are valid, and the words are inside of the new objects.
        let arrays: Vec<usize> = unsafe {
            let arrays = [(); ARRAYS].map(|()| memory::new_array(pointer, LENGTH) as *mut usize);
            for index in 0..ARRAYS * LENGTH {
                let object = memory::new_object(pair) as *mut usize;
                *object.add(1) = index;
                *arrays[index % ARRAYS].add(index / ARRAYS) = object as usize;
            }
            arrays.iter().map(|array| *array as usize).collect()
        };
        for _ in 0..50 {
            gc::collect_from(&arrays);
            memory::central::sweep_some(usize::MAX);
        }
        for index in 0..ARRAYS * LENGTH {
            // SAFETY: as above; the collections kept them.
            let found = unsafe {
                let object = *(arrays[index % ARRAYS] as *const usize).add(index / ARRAYS);
                *(object as *const usize).add(1)
            };
            assert_eq!(found, index);
        }
    });
    gc::collect_from(&[]);
}

/// Lets the helpers go, even if the test fails.
struct SetOnDrop<'a>(&'a AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn check_random_graphs(seed: u64) {
    gc::collect_from(&[]);
    memory::central::sweep_some(usize::MAX);
    let base = live_objects();
    let shapes = shapes();
    let mut random = Random(seed);
    let mut objects: Vec<Object> = Vec::new();
    let mut serial = 0;
    for _ in 0..40 {
        for _ in 0..1500 {
            serial += 1;
            let shape = match random.below(100) {
                0 => 8,
                1 => 7,
                n => n % 7,
            };
            let repeat = if random.below(20) == 0 && shape < 7 {
                1 + random.below(60)
            } else {
                1
            };
            let mut object = Object::new(&shapes, shape, repeat, serial);
            if !objects.is_empty() {
                for index in 0..object.links.len() {
                    if random.below(3) > 0 {
                        continue;
                    }
                    let target = random.below(objects.len());
                    let size = shapes[objects[target].shape].words * objects[target].repeat;
                    let inside = random.below(size) * 8 + random.below(8);
                    // SAFETY: inside of the new object.
                    unsafe {
                        *object.pointer_place(&shapes, index) = !objects[target].address + inside;
                    }
                    object.links[index] = Some(target);
                }
            }
            objects.push(object);
        }
        let roots: Vec<usize> = (0..30).map(|_| random.below(objects.len())).collect();
        let addresses: Vec<usize> = roots
            .iter()
            .map(|root| {
                let size = shapes[objects[*root].shape].words * objects[*root].repeat;
                !objects[*root].address + random.below(size * 8)
            })
            .collect();
        gc::collect_from(&addresses);
        let alive = reachable(&objects, &roots);
        memory::central::sweep_some(usize::MAX);
        assert_eq!(live_objects() - base, alive.len() as u64);
        // Keep the survivors, with new numbers.
        let mut new_index = vec![usize::MAX; objects.len()];
        let mut survivors: Vec<usize> = alive.into_iter().collect();
        survivors.sort_unstable();
        for (new, old) in survivors.iter().enumerate() {
            new_index[*old] = new;
        }
        let mut keep = Vec::new();
        for (old, mut object) in objects.into_iter().enumerate() {
            if new_index[old] != usize::MAX {
                for link in object.links.iter_mut().flatten() {
                    *link = new_index[*link];
                }
                keep.push(object);
            }
        }
        objects = keep;
        for object in &objects {
            object.check(&shapes, &objects);
        }
    }
}

#[test]
fn memory_is_used_again_and_given_back() {
    let _turn = heap();
    let node = type_of(2, &[0, 1]);
    let mut peak = 0;
    for _ in 0..50 {
        for _ in 0..200_000 {
            // SAFETY: the descriptor is valid.
            unsafe { memory::new_object(node) };
        }
        gc::collect_from(&[]);
        peak = peak.max(memory::statistics::collect().heap_in_use);
    }
    assert!(
        peak < 24 << 20,
        "{peak} bytes for 3 MB of garbage at a time"
    );
    gc::background::release_all();
    let after = memory::statistics::collect();
    assert_eq!(after.heap_released, after.heap_idle);
}

#[test]
fn stale_words_do_not_revive_free_objects() {
    let _turn = heap();
    let node = type_of(2, &[0]);
    // SAFETY: the descriptor is valid.
    let address = unsafe { memory::new_object(node) } as usize;
    gc::collect_from(&[]);
    memory::central::sweep_some(usize::MAX);
    let before = live_objects();
    gc::collect_from(&[address, address + 8, 1, usize::MAX, 0xc0_0000_0000]);
    memory::central::sweep_some(usize::MAX);
    assert_eq!(live_objects(), before);
}

#[test]
fn words_behind_the_pointer_mask_are_not_followed() {
    let _turn = heap();
    let holder = type_of(3, &[1]);
    let leaf = type_of(4, &[]);
    // SAFETY: the descriptors are valid, the words inside of the object.
    let root = unsafe {
        let root = memory::new_object(holder).cast::<usize>();
        *root = memory::new_object(leaf) as usize;
        *root.add(1) = memory::new_object(leaf) as usize;
        *root.add(2) = memory::new_object(leaf) as usize;
        root as usize
    };
    gc::collect_from(&[]);
    memory::central::sweep_some(usize::MAX);
    let base = live_objects();
    // SAFETY: as above.
    let root = unsafe {
        let _ = root;
        let root = memory::new_object(holder).cast::<usize>();
        *root = memory::new_object(leaf) as usize;
        *root.add(1) = memory::new_object(leaf) as usize;
        *root.add(2) = memory::new_object(leaf) as usize;
        root as usize
    };
    gc::collect_from(&[root]);
    memory::central::sweep_some(usize::MAX);
    assert_eq!(live_objects() - base, 2);
}
