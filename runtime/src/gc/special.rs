//! Finalizers, cleanups and weak references: what hangs on an object's becoming unreachable.
//!
//! In: objects with a func value to call, or to refer to weakly.  Out: calls by a goroutine of their
//! own, weak handles that become null.
//! The rules are gc's. A finalizer keeps its object's contents alive but not the object; when
//! nothing else keeps it, the object is revived once and the finalizer is called with it. So of two
//! objects that point to each other neither is finalized, and of a chain only the first. Cleanups
//! run when the object is really gone, after its finalizer. Weak handles are cleared before.
//! Invariants: the table is in fixed memory and names objects by address, which does not keep them;
//! it changes under its lock, which the collector finds free because the world is stopped.

use super::barrier;
use super::mark::Marker;
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::memory::{arena, fixed};
use core::ptr::null_mut;

/// What to do when the object is gone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `value` is a `func(unsafe.Pointer)`.
    Finalizer,
    /// `value` is a `func()`.
    Cleanup,
    /// `value` is the address of a word that holds the object's address.
    Weak,
}

struct Special {
    next: *mut Special,
    object: usize,
    value: usize,
    /// Names a cleanup.
    id: u64,
    kind: Kind,
}

/// Specials by object, chained; and the calls that are due, oldest first.
struct Table {
    buckets: *mut *mut Special,
    bucket_count: usize,
    count: usize,
    free: *mut Special,
    due_first: *mut Special,
    due_last: *mut Special,
    next_id: u64,
    /// Specials from this number on were added since their roots were marked.
    marked_id: u64,
    /// The func value of the goroutine that makes the calls, and whether it runs.
    runner: usize,
    running: bool,
}

// SAFETY: the specials belong to the table.
unsafe impl Send for Table {}

static TABLE: Mutex<Table, { rank::SPECIALS }> = Mutex::new(Table {
    buckets: null_mut(),
    bucket_count: 0,
    count: 0,
    free: null_mut(),
    due_first: null_mut(),
    due_last: null_mut(),
    next_id: 1,
    marked_id: 1,
    runner: 0,
    running: false,
});

const FIRST_BUCKETS: usize = 64;

fn bucket_index(object: usize, count: usize) -> usize {
    (object >> 3).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32 & (count - 1)
}

impl Table {
    fn bucket(&mut self, object: usize) -> *mut *mut Special {
        // SAFETY: the index is below the number of buckets.
        unsafe { self.buckets.add(bucket_index(object, self.bucket_count)) }
    }

    fn add(&mut self, object: usize, kind: Kind, value: usize) -> u64 {
        if self.count >= self.bucket_count {
            self.grow();
        }
        let id = self.next_id;
        self.next_id += 1;
        let special = if self.free.is_null() {
            fixed::allocate(size_of::<Special>(), 8).cast::<Special>()
        } else {
            self.free
        };
        // SAFETY: the special is free or new; the bucket exists.
        unsafe {
            if special == self.free {
                self.free = (*special).next;
            }
            let bucket = self.bucket(object);
            special.write(Special {
                next: *bucket,
                object,
                value,
                id,
                kind,
            });
            *bucket = special;
        }
        self.count += 1;
        id
    }

    fn grow(&mut self) {
        let (old, old_count) = (self.buckets, self.bucket_count);
        self.bucket_count = (old_count * 2).max(FIRST_BUCKETS);
        let size = self.bucket_count * size_of::<*mut Special>();
        self.buckets = fixed::map_pages(size).cast();
        for index in 0..old_count {
            // SAFETY: the old buckets are valid, and each special goes to one new bucket.
            unsafe {
                let mut special = *old.add(index);
                while !special.is_null() {
                    let next = (*special).next;
                    let bucket = self.bucket((*special).object);
                    (*special).next = *bucket;
                    *bucket = special;
                    special = next;
                }
            }
        }
        if old_count > 0 {
            // SAFETY: nothing refers to the old buckets any more.
            unsafe { fixed::unmap_pages(old.cast(), old_count * size_of::<*mut Special>()) };
        }
    }

    /// The first special of an object that satisfies the condition.
    fn find(&mut self, object: usize, matches: impl Fn(&Special) -> bool) -> *mut Special {
        if self.bucket_count == 0 {
            return null_mut();
        }
        // SAFETY: chains are valid.
        unsafe {
            let mut special = *self.bucket(object);
            while !special.is_null() && ((*special).object != object || !matches(&*special)) {
                special = (*special).next;
            }
            special
        }
    }

    /// Takes specials out of the table for which `decide` says so, and hands them to `taken`.
    fn take(
        &mut self,
        mut decide: impl FnMut(&Special) -> bool,
        mut taken: impl FnMut(&mut Table, *mut Special),
    ) {
        for index in 0..self.bucket_count {
            // SAFETY: chains are valid; a taken special is unlinked before it is handed on.
            unsafe {
                let mut link = self.buckets.add(index);
                while !(*link).is_null() {
                    let special = *link;
                    if decide(&*special) {
                        *link = (*special).next;
                        self.count -= 1;
                        taken(self, special);
                    } else {
                        link = &raw mut (*special).next;
                    }
                }
            }
        }
    }

    fn remove(&mut self, object: usize, matches: impl Fn(&Special) -> bool) {
        if !self.find(object, &matches).is_null() {
            self.take(
                |special| special.object == object && matches(special),
                Table::discard,
            );
        }
    }

    fn discard(&mut self, special: *mut Special) {
        // SAFETY: the special is in no list.
        unsafe { (*special).next = self.free };
        self.free = special;
    }

    fn make_due(&mut self, special: *mut Special) {
        // SAFETY: the special is in no list.
        unsafe {
            (*special).next = null_mut();
            if self.due_first.is_null() {
                self.due_first = special;
            } else {
                (*self.due_last).next = special;
            }
        }
        self.due_last = special;
    }

    fn for_each(&self, mut visit: impl FnMut(&Special)) {
        for index in 0..self.bucket_count {
            // SAFETY: chains are valid.
            unsafe {
                let mut special = *self.buckets.add(index);
                while !special.is_null() {
                    visit(&*special);
                    special = (*special).next;
                }
            }
        }
    }
}

/// Marks what the table and the due calls refer to, and the contents (not the object) where there
/// is a finalizer.
#[inline(never)]
pub fn mark_roots(marker: &mut Marker) {
    let mut table = TABLE.lock();
    table.for_each(|special| mark_special(marker, special));
    table.marked_id = table.next_id;
    mark_due(marker, &table);
}

/// With the world stopped: the same for what was added since.
pub fn mark_new_roots(marker: &mut Marker) {
    let mut table = TABLE.lock();
    if table.marked_id != table.next_id {
        let from = table.marked_id;
        table.for_each(|special| {
            if special.id >= from {
                mark_special(marker, special);
            }
        });
        table.marked_id = table.next_id;
    }
    mark_due(marker, &table);
}

fn mark_special(marker: &mut Marker, special: &Special) {
    marker.mark_word(special.value);
    if special.kind == Kind::Finalizer {
        marker.scan_contents(special.object);
    }
}

fn mark_due(marker: &mut Marker, table: &Table) {
    let mut special = table.due_first;
    while !special.is_null() {
        // SAFETY: due specials are valid.
        unsafe {
            marker.mark_word((*special).object);
            marker.mark_word((*special).value);
            special = (*special).next;
        }
    }
    marker.mark_word(table.runner);
}

/// After marking: decides about objects that nothing else keeps.
#[inline(never)]
pub fn after_mark(marker: &mut Marker) {
    let mut table = TABLE.lock();
    if table.count == 0 {
        return;
    }
    table.take(
        |special| special.kind == Kind::Weak && !is_marked(special.object),
        |table, special| {
            // SAFETY: the handle was marked with the roots.
            unsafe { *((*special).value as *mut usize) = 0 };
            table.discard(special);
        },
    );
    // All decisions before the first revival: finalizers may share objects.
    table.take(
        |special| special.kind == Kind::Finalizer && !is_marked(special.object),
        |table, special| table.make_due(special),
    );
    let mut special = table.due_first;
    while !special.is_null() {
        // SAFETY: due specials are valid.
        unsafe {
            marker.mark_guess((*special).object);
            special = (*special).next;
        }
    }
    marker.drain();
    table.take(
        |special| special.kind == Kind::Cleanup && !is_marked(special.object),
        |table, special| {
            // SAFETY: the object's memory is about to be free.
            unsafe { (*special).object = 0 };
            table.make_due(special);
        },
    );
}

/// The object that contains the address is reached in this collection, or not in the heap.
fn is_marked(address: usize) -> bool {
    let span = arena::span_of(address);
    if span.is_null() {
        return true;
    }
    // SAFETY: spans in the page table are valid.
    let span = unsafe { &*span };
    span.is_marked(span.index_of(address))
}

/// With the world running again: starts the goroutine that makes the calls, if some are due.
pub fn after_cycle() {
    let runner = {
        let mut table = TABLE.lock();
        if table.due_first.is_null() || table.running || table.runner == 0 {
            return;
        }
        table.running = true;
        table.runner
    };
    start(runner);
}

#[cfg(feature = "standalone")]
fn start(runner: usize) {
    // SAFETY: the runner is a func value without parameters, kept by the table.
    unsafe { crate::sched::start_goroutine(runner as *const _, core::ptr::null(), 0) };
}

#[cfg(not(feature = "standalone"))]
fn start(_runner: usize) {}

/// Adds a special; returns its number.
pub fn add(object: usize, kind: Kind, value: usize) -> u64 {
    TABLE.lock().add(object, kind, value)
}

/// The next call that is due: (object or 0, func value).
pub fn next_due() -> Option<(usize, usize)> {
    let mut table = TABLE.lock();
    let special = table.due_first;
    if special.is_null() {
        table.running = false;
        return None;
    }
    // SAFETY: due specials are valid.
    unsafe {
        table.due_first = (*special).next;
        let call = ((*special).object, (*special).value);
        table.discard(special);
        Some(call)
    }
}

/// `func setFinalizer(object unsafe.Pointer, call func(unsafe.Pointer)) bool`: a null call removes
/// the finalizer. False: the object has one, or is not the start of an object in the heap.
pub extern "C" fn rt_setfinalizer(object: usize, call: usize) -> usize {
    let mut table = TABLE.lock();
    if call == 0 {
        table.remove(object, |special| special.kind == Kind::Finalizer);
        return 1;
    }
    if !table
        .find(object, |special| special.kind == Kind::Finalizer)
        .is_null()
    {
        return 0;
    }
    table.add(object, Kind::Finalizer, call);
    1
}

/// `func addCleanup(object unsafe.Pointer, call func()) uint64`
pub extern "C" fn rt_addcleanup(object: usize, call: usize) -> u64 {
    add(object, Kind::Cleanup, call)
}

/// `func stopCleanup(object uintptr, id uint64)`
pub extern "C" fn rt_stopcleanup(object: usize, id: u64) {
    TABLE.lock().remove(object, |special| {
        special.kind == Kind::Cleanup && special.id == id
    });
}

/// `func heapObject(p unsafe.Pointer) unsafe.Pointer`: the start of the object in the heap that
/// contains the address, or null.
pub extern "C" fn rt_heapobject(address: usize) -> usize {
    let span = arena::span_of(address);
    if span.is_null() {
        return 0;
    }
    // SAFETY: spans in the page table are valid.
    let span = unsafe { &*span };
    let index = span.index_of(address);
    if index < span.count as usize {
        span.address_of(index)
    } else {
        0
    }
}

/// `func weakHandle(p unsafe.Pointer) *unsafe.Pointer`: the handle of an address, always the same
/// one while the object lives. An address outside of the heap gets one that is never cleared.
pub extern "C" fn rt_weakhandle(address: usize) -> *mut usize {
    if let Some(handle) = existing_handle(address) {
        return handle;
    }
    // No lock is held: allocating may collect.
    let handle = crate::memory::allocate_pointer_free(8, true).cast::<usize>();
    let mut table = TABLE.lock();
    let found = table.find(address, |special| special.kind == Kind::Weak);
    // SAFETY: specials in the table are valid, the handle is ours.
    unsafe {
        if !found.is_null() {
            return (*found).value as *mut usize;
        }
        *handle = address;
    }
    table.add(address, Kind::Weak, handle as usize);
    handle
}

fn existing_handle(address: usize) -> Option<*mut usize> {
    let mut table = TABLE.lock();
    let found = table.find(address, |special| special.kind == Kind::Weak);
    // SAFETY: specials in the table are valid.
    (!found.is_null()).then(|| unsafe { (*found).value as *mut usize })
}

/// `func setFinalizerRunner(run func())`
pub extern "C" fn rt_setfinalizerrunner(run: usize) {
    TABLE.lock().runner = run;
}

/// `func nextFinalizer(call *finalizerCall) bool`
///
/// # Safety
/// Called by the thunk with room for two words.
pub unsafe extern "C" fn rt_nextfinalizer(call: *mut [usize; 2]) -> usize {
    match next_due() {
        Some((object, value)) => {
            // SAFETY: the caller's promise.
            unsafe { *call = [object, value] };
            barrier::shade(object);
            barrier::shade(value);
            1
        }
        None => 0,
    }
}
