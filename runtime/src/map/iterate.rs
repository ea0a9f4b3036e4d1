//! `range` over maps.
//!
//! In: a map and the iterator that generated code reserved.  Out: one entry after the other, each
//! at most once, starting at a random place.
//! spec (For statements): entries removed before they are reached are not produced; entries created
//! during the iteration may or may not be. Both hold although tables grow meanwhile: the iterator
//! goes on reading the table it is in, and looks each key up in the map when that table (or the
//! group of a small map) has been replaced. Keys that do not equal themselves cannot be looked up,
//! but neither can they be deleted or changed, except by `clear`, which is counted.
//! The method is that of gc's internal/runtime/maps.

use super::group::{Group, SLOTS};
use super::key::KeyOfType;
use super::table::{FLAG_WRITING, Map, Table};
use crate::equality::equal;
use crate::panic::fatal_user;
use core::ptr::null_mut;
use grus_abi::descriptor::TypeDescriptor;
use grus_abi::value::MAP_ITERATOR_SIZE;

/// The iterator. Generated code reads the first two words.
#[repr(C)]
pub struct Iterator {
    /// Address of the current key; null at the end.
    pub key: *mut u8,
    /// Address of the current element.
    pub element: *mut u8,
    descriptor: *const TypeDescriptor,
    map: *mut Map,
    /// The table it is in; null before the first one and in small maps.
    table: *mut Table,
    /// The group of a map that was small at the start.
    group: *mut u8,
    /// Random starting place inside of each table.
    entry_offset: usize,
    /// Entries of the table (or group) done.
    entry: usize,
    /// Random starting place in the directory.
    directory_offset: usize,
    /// Places of the directory done.
    directory_index: usize,
    clear_sequence: u32,
    /// The directory's depth when it was last looked at.
    depth: u8,
    small: bool,
}

const _: () = assert!(size_of::<Iterator>() <= MAP_ITERATOR_SIZE);

impl Iterator {
    /// An iterator before the first entry.
    ///
    /// # Safety
    /// `map` is null or a live map of type `descriptor`.
    pub unsafe fn new(descriptor: *const TypeDescriptor, map: *mut Map) -> Iterator {
        let mut iterator = Iterator {
            key: null_mut(),
            element: null_mut(),
            descriptor,
            map,
            table: null_mut(),
            group: null_mut(),
            entry_offset: 0,
            entry: 0,
            directory_offset: 0,
            directory_index: 0,
            clear_sequence: 0,
            depth: 0,
            small: false,
        };
        // SAFETY: the caller's promise.
        unsafe {
            if map.is_null() || (*map).count == 0 {
                iterator.map = null_mut();
                return iterator;
            }
            let random = crate::hash::random();
            iterator.entry_offset = random as usize;
            iterator.directory_offset = (random >> 32) as usize;
            iterator.clear_sequence = (*map).clear_sequence;
            iterator.depth = (*map).depth;
            iterator.small = (*map).is_small();
            if iterator.small {
                iterator.group = (*map).directory;
            }
        }
        iterator
    }

    /// Goes to the next entry.
    ///
    /// # Safety
    /// The map is still live.
    pub unsafe fn advance(&mut self) {
        if self.map.is_null() {
            self.key = null_mut();
            return;
        }
        // SAFETY: the map is live.
        unsafe {
            if (*self.map).flags & FLAG_WRITING != 0 {
                fatal_user("concurrent map iteration and map write");
            }
            if self.small {
                self.advance_small();
            } else {
                self.advance_large();
            }
        }
    }

    unsafe fn advance_small(&mut self) {
        let group = Group(self.group);
        // SAFETY: the group lives as long as the iterator refers to it.
        unsafe {
            while self.entry < SLOTS {
                let slot = (self.entry + self.entry_offset) % SLOTS;
                self.entry += 1;
                if group.control().full().starting_at(slot).next() != Some(slot) {
                    continue;
                }
                let replaced = !(*self.map).is_small();
                if self.produce(group, slot, replaced) {
                    return;
                }
            }
        }
        self.finish();
    }

    unsafe fn advance_large(&mut self) {
        // SAFETY: the map is live, and replaced tables live as long as the iterator refers to them.
        unsafe {
            loop {
                if self.table.is_null() && !self.enter_table() {
                    self.finish();
                    return;
                }
                if self.advance_in_table() {
                    return;
                }
                self.leave_table();
            }
        }
    }

    /// Past the last entry. The iterator stays in its frame, where the collector takes every word for
    /// a pointer, so it must not refer to the map any more.
    fn finish(&mut self) {
        self.key = null_mut();
        self.element = null_mut();
        self.map = null_mut();
        self.table = null_mut();
        self.group = null_mut();
    }

    /// Goes to the table at the current place of the directory; false at the end.
    unsafe fn enter_table(&mut self) -> bool {
        // SAFETY: the map is live and not small any more.
        unsafe {
            let map = &*self.map;
            self.follow_growth();
            let length = map.directory_length();
            if self.directory_index >= length {
                return false;
            }
            let mask = length - 1;
            let mut place = (self.directory_index + self.directory_offset) & mask;
            let table = map.table_at(place);
            if (*table).index as usize != place {
                // Only at the random start: begin at the first place of the table.
                self.directory_offset = self
                    .directory_offset
                    .wrapping_sub(place - (*table).index as usize);
                place = (*table).index as usize;
            }
            debug_assert_eq!((self.directory_index + self.directory_offset) & mask, place);
            self.table = table;
            self.entry = 0;
            true
        }
    }

    /// Passes the places of the directory that lead, or would lead, to the table.
    unsafe fn leave_table(&mut self) {
        // SAFETY: the map and the table are live.
        unsafe {
            self.follow_growth();
            self.directory_index += 1 << (self.depth - (*self.table).depth);
        }
        self.table = null_mut();
    }

    /// When the directory has doubled, so have the places.
    unsafe fn follow_growth(&mut self) {
        // SAFETY: the map is live.
        let depth = unsafe { (*self.map).depth };
        let doubled = depth - self.depth;
        self.directory_index <<= doubled;
        self.directory_offset = self.directory_offset.wrapping_shl(doubled as u32);
        self.depth = depth;
    }

    unsafe fn advance_in_table(&mut self) -> bool {
        // SAFETY: the table is live.
        unsafe {
            let capacity = (*self.table).capacity as usize;
            let replaced = (*self.table).index == -1;
            while self.entry < capacity {
                let place = (self.entry + self.entry_offset) & (capacity - 1);
                let slot = place % SLOTS;
                let group = (*self.map).group_of(self.table, place / SLOTS);
                // The rest of the group at once, but not beyond the end of the round.
                let next = group
                    .control()
                    .full()
                    .starting_at(slot)
                    .next()
                    .unwrap_or(SLOTS);
                let passed = next - slot;
                if next == SLOTS || self.entry + passed >= capacity {
                    self.entry += passed.max(1);
                    continue;
                }
                self.entry += passed + 1;
                if self.produce(group, next, replaced) {
                    return true;
                }
            }
        }
        false
    }

    /// Makes an entry the current one; false if it is gone.
    unsafe fn produce(&mut self, group: Group, slot: usize, replaced: bool) -> bool {
        // SAFETY: the group is one of the map's, now or before it grew; slots keep their shape.
        unsafe {
            let map = &*self.map;
            let key = map.key_at(group, slot);
            let element = map.element_at(group, slot);
            (self.key, self.element) = (key, element);
            if !replaced {
                return true;
            }
            let descriptor = &*(*self.descriptor).key;
            if map.count > 0
                && let Some(place) = map.find(KeyOfType {
                    descriptor,
                    value: key,
                })
            {
                self.key = map.key_at(place.group, place.slot);
                self.element = map.element_at(place.group, place.slot);
                return true;
            }
            map.clear_sequence == self.clear_sequence && !equal(descriptor, key, key)
        }
    }
}
