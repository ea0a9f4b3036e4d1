//! Finalizers, cleanups and weak handles, against the rules of `runtime.SetFinalizer`.
//!
//! In: small object graphs built by hand and collections with given roots.  Out: which calls become
//! due, in which collection, and what is still readable then. One test, since all share the heap.

use grus_abi::descriptor::{TypeDescriptor, kind};
use grus_abi::value::GoString;
use grus_runtime::gc::special::{
    Kind, add, next_due, rt_addcleanup, rt_setfinalizer, rt_stopcleanup, rt_weakhandle,
};
use grus_runtime::{gc, knobs, memory};

fn node_type() -> TypeDescriptor {
    static MASK: u8 = 1;
    let no_name = GoString {
        data: std::ptr::null(),
        length: 0,
    };
    TypeDescriptor {
        size: 16,
        pointer_bytes: 8,
        hash: 0,
        kind: kind::STRUCT,
        align: 8,
        flags: 0,
        channel_direction: 0,
        pointer_mask: &MASK,
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
    }
}

/// A node with a link and a number.
fn node(descriptor: &TypeDescriptor, link: usize, number: usize) -> usize {
    // SAFETY: the descriptor is valid and the words are the object's.
    unsafe {
        let object = memory::new_object(descriptor).cast::<usize>();
        *object = link;
        *object.add(1) = number;
        object as usize
    }
}

fn number(object: usize) -> usize {
    // SAFETY: the tests ask for live objects only.
    unsafe { *(object as *const usize).add(1) }
}

fn collect(roots: &[usize]) -> Vec<(usize, usize)> {
    gc::collect_from(roots);
    memory::central::sweep_some(usize::MAX);
    std::iter::from_fn(next_due).collect()
}

#[test]
fn calls_become_due_by_the_rules() {
    memory::initialise_arena();
    knobs::CLOBBER_FREE.set(1);
    knobs::GC_SERIAL.set(1);
    let descriptor = node_type();
    let call = node(&descriptor, 0, 99);

    // A chain: the first object's finalizer is due first, its contents are intact.
    let second = node(&descriptor, 0, 2);
    let first = node(&descriptor, second, 1);
    assert_eq!(rt_setfinalizer(first, call), 1);
    assert_eq!(rt_setfinalizer(first, call), 0, "one finalizer an object");
    assert_eq!(rt_setfinalizer(second, call), 1);
    assert_eq!(collect(&[first]), []);
    assert_eq!(collect(&[]), [(first, call)]);
    assert_eq!((number(first), number(second), number(call)), (1, 2, 99));
    assert_eq!(collect(&[call]), [(second, call)]);
    assert_eq!(number(second), 2);
    assert_eq!(collect(&[call]), []);

    // A cycle is never finalized until it is broken.
    let left = node(&descriptor, 0, 3);
    let right = node(&descriptor, left, 4);
    // SAFETY: left is live.
    unsafe { *(left as *mut usize) = right };
    rt_setfinalizer(left, call);
    rt_setfinalizer(right, call);
    assert_eq!(collect(&[]), []);
    assert_eq!(number(left), 3);
    rt_setfinalizer(left, 0);
    assert_eq!(collect(&[]), []);
    // SAFETY: right's finalizer keeps left.
    unsafe { *(left as *mut usize) = 0 };
    assert_eq!(collect(&[]), [(right, call)]);

    // Cleanups: several, after the finalizer, and not if stopped.
    let object = node(&descriptor, 0, 5);
    let other = node(&descriptor, 0, 98);
    rt_addcleanup(object, call);
    let stopped = rt_addcleanup(object, other);
    rt_addcleanup(object, other);
    rt_stopcleanup(object, stopped);
    rt_setfinalizer(object, call);
    assert_eq!(collect(&[call]), [(object, call)]);
    let mut due = collect(&[call]);
    due.sort_unstable();
    let mut expected = [(0, call), (0, other)];
    expected.sort_unstable();
    assert_eq!(due, expected);

    // Weak handles: the same one for an address; cleared even if a finalizer revives the object.
    let object = node(&descriptor, 0, 6);
    let handle = rt_weakhandle(object);
    assert_eq!(rt_weakhandle(object), handle);
    assert_ne!(rt_weakhandle(object + 8), handle);
    rt_setfinalizer(object, call);
    assert_eq!(collect(&[object, handle as usize]), []);
    // SAFETY: the handle is a root.
    assert_eq!(unsafe { *handle }, object);
    assert_eq!(collect(&[handle as usize]), [(object, call)]);
    // SAFETY: as above.
    assert_eq!(unsafe { *handle }, 0);

    // Many, so that the table grows.
    let objects: Vec<usize> = (0..5000).map(|n| node(&descriptor, 0, n)).collect();
    for object in &objects {
        add(*object, Kind::Cleanup, call);
    }
    assert_eq!(collect(&objects[..2000]).len(), 3000);
    assert_eq!(collect(&[]).len(), 2000);
}
