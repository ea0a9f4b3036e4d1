//! The map object, its tables, and the operations on them.
//!
//! In: keys.  Out: slots. A map with up to eight entries is one group, searched without hashing
//! order. A larger one is a directory of tables, indexed by the top bits of the hash; a table is a
//! power of two of groups, at most `MAX_SLOTS` slots, probed quadratically from a start given by
//! the hash; its lowest seven bits are in the control bytes. A full table doubles until it has
//! `MAX_SLOTS` slots and is split in two by one more hash bit after that (extendible hashing), so
//! an insertion never moves more than one table. The scheme is that of gc's
//! internal/runtime/maps, after Abseil's "Swiss tables".
//! Invariants: every table has at least one empty slot in some group of each probe sequence; keys
//! or elements above `MAX_INLINE` bytes are behind pointers; free slots of tables hold zero bytes
//! in their elements. A table that was replaced has index -1 and is not changed any more, so
//! iterators may go on reading it.

use super::group::{ALL_EMPTY, CONTROL_SIZE, Group, SLOTS};
use super::key::{Key, KeyKind, KeyOfType, kind_of};
use crate::gc::barrier;
use crate::memory::{self, cache, pointer_bits};
use crate::panic::fatal_user;
use core::ptr::null_mut;
use grus_abi::descriptor::TypeDescriptor;

/// Most slots of a table.
const MAX_SLOTS: usize = 1024;
/// Larger keys and elements are stored behind a pointer.
const MAX_INLINE: usize = 128;

/// A write is in progress.
pub const FLAG_WRITING: u8 = 1;
/// The map is a single group.
const FLAG_SMALL: u8 = 2;
const FLAG_INDIRECT_KEY: u8 = 4;
const FLAG_INDIRECT_ELEMENT: u8 = 8;

/// A Go map. `count` is first because generated code reads it for `len`.
#[repr(C)]
pub struct Map {
    /// Number of entries.
    pub count: usize,
    /// The group of a small map (null before the first insertion), or the array of tables.
    pub directory: *mut u8,
    seed: u32,
    /// Counts calls of `clear`.
    pub clear_sequence: u32,
    /// Binary logarithm of the directory's length.
    pub depth: u8,
    /// `FLAG_*`
    pub flags: u8,
    /// How keys are hashed and compared.
    pub key_kind: KeyKind,
    padding: u8,
    slot_size: u16,
    element_offset: u16,
}

const _: () = assert!(size_of::<Map>() == 32);
/// Word 1 is a pointer.
const MAP_POINTERS: u64 = 0b10;

/// A part of a large map.
#[repr(C)]
pub struct Table {
    /// Entries, slots, and insertions left before it must grow.
    used: u16,
    /// See `used`.
    pub capacity: u16,
    growth_left: u16,
    /// How many hash bits lead here.
    pub depth: u8,
    padding: u8,
    /// First place in the directory; -1 when replaced.
    pub index: isize,
    groups: *mut u8,
    group_mask: usize,
}

const _: () = assert!(size_of::<Table>() == 32);
/// Word 2 is a pointer.
const TABLE_POINTERS: u64 = 0b100;

/// Where an entry is.
#[derive(Clone, Copy)]
pub struct Place {
    /// The group.
    pub group: Group,
    /// The slot in the group.
    pub slot: usize,
    /// The table; null in a small map.
    pub table: *mut Table,
}

fn allocate_with_mask(size: usize, mask: u64) -> *mut u8 {
    let object = cache::allocate_scanned(size);
    // SAFETY: the object is being allocated.
    unsafe { memory::arena::bits_at(object as usize).set_mask(mask, size / 8) };
    object
}

impl Map {
    /// An empty map with room for `hint` entries.
    ///
    /// # Safety
    /// `descriptor` is a valid map type.
    pub unsafe fn create(descriptor: &TypeDescriptor, hint: usize) -> *mut Map {
        // SAFETY: map types have key and element; the new object is a map's size.
        unsafe {
            let (key, element) = (&*descriptor.key, &*descriptor.element);
            let mut flags = FLAG_SMALL;
            let mut place = |part: &TypeDescriptor, flag: u8| {
                if part.size > MAX_INLINE {
                    flags |= flag;
                    (8, 8)
                } else {
                    (part.size, part.align.max(1) as usize)
                }
            };
            let (key_size, key_align) = place(key, FLAG_INDIRECT_KEY);
            let (element_size, element_align) = place(element, FLAG_INDIRECT_ELEMENT);
            let element_offset = key_size.next_multiple_of(element_align);
            let slot_size =
                (element_offset + element_size).next_multiple_of(key_align.max(element_align));
            let map = allocate_with_mask(size_of::<Map>(), MAP_POINTERS).cast::<Map>();
            map.write(Map {
                count: 0,
                directory: null_mut(),
                seed: crate::hash::random() as u32,
                clear_sequence: 0,
                depth: 0,
                flags,
                key_kind: kind_of(key),
                padding: 0,
                slot_size: slot_size as u16,
                element_offset: element_offset as u16,
            });
            if hint > SLOTS {
                (*map).prepare(descriptor, hint);
            }
            map
        }
    }

    /// Makes tables for `hint` entries in a new map; hints beyond reason are ignored.
    unsafe fn prepare(&mut self, descriptor: &TypeDescriptor, hint: usize) {
        let slot_size = self.slot_size as usize;
        let limit = memory::MAX_ALLOCATION / (slot_size + 1) / 2;
        if hint > limit {
            return;
        }
        let slots = (hint * 8).div_ceil(7).next_power_of_two();
        let depth = (slots / MAX_SLOTS).max(1).trailing_zeros() as u8;
        let count = 1usize << depth;
        // SAFETY: the directory and the tables are new.
        unsafe {
            let directory = new_directory(count);
            for index in 0..count {
                // The directory keeps the tables alive while the rest is allocated.
                *directory.add(index) =
                    self.new_table(descriptor, slots.min(MAX_SLOTS), index as isize, depth);
            }
            self.directory = directory.cast();
        }
        self.depth = depth;
        self.flags &= !FLAG_SMALL;
    }

    /// The map is a single group.
    #[inline(always)]
    pub fn is_small(&self) -> bool {
        self.flags & FLAG_SMALL != 0
    }

    /// The hash seed.
    #[inline(always)]
    pub fn seed(&self) -> u64 {
        self.seed as u64
    }

    /// Number of places in the directory.
    pub fn directory_length(&self) -> usize {
        1 << self.depth
    }

    /// The table at a place of the directory.
    ///
    /// # Safety
    /// The map is not small, and the index is below the directory's length.
    #[inline(always)]
    pub unsafe fn table_at(&self, index: usize) -> *mut Table {
        // SAFETY: the caller's promise.
        unsafe { *self.directory.cast::<*mut Table>().add(index) }
    }

    #[inline(always)]
    unsafe fn table_for(&self, hash: u64) -> *mut Table {
        // Two shifts: the first one may not be by 64.
        let index = (hash >> 32) >> (32 - self.depth as u32);
        // SAFETY: the index has `depth` bits.
        unsafe { self.table_at(index as usize) }
    }

    /// Address of the key in a slot.
    ///
    /// # Safety
    /// The group is one of the map's; likewise below.
    #[inline(always)]
    pub unsafe fn key_at(&self, group: Group, slot: usize) -> *mut u8 {
        let address = group.slot(slot, self.slot_size as usize);
        if self.flags & FLAG_INDIRECT_KEY != 0 {
            // SAFETY: full slots of such maps hold pointers to the keys.
            return unsafe { *address.cast::<*mut u8>() };
        }
        address
    }

    /// Address of the element in a slot.
    ///
    /// # Safety
    /// See [`Map::key_at`].
    #[inline(always)]
    pub unsafe fn element_at(&self, group: Group, slot: usize) -> *mut u8 {
        let address = group
            .slot(slot, self.slot_size as usize)
            .wrapping_add(self.element_offset as usize);
        if self.flags & FLAG_INDIRECT_ELEMENT != 0 {
            // SAFETY: full slots of such maps hold pointers to the elements.
            return unsafe { *address.cast::<*mut u8>() };
        }
        address
    }

    #[inline(always)]
    fn group_size(&self) -> usize {
        CONTROL_SIZE + SLOTS * self.slot_size as usize
    }

    /// The group of a table with this number.
    ///
    /// # Safety
    /// The table is one of the map's, and has that many groups.
    #[inline(always)]
    pub unsafe fn group_of(&self, table: *const Table, number: usize) -> Group {
        // SAFETY: the number is below the table's number of groups.
        unsafe { Group((*table).groups.add(number * self.group_size())) }
    }

    /// Finds an entry. The map is not empty.
    ///
    /// # Safety
    /// The map is live and the key of its key type; likewise below.
    #[inline(always)]
    pub unsafe fn find<K: Key>(&self, key: K) -> Option<Place> {
        // SAFETY: the caller's promise.
        unsafe {
            let hash = key.hash(self.seed());
            if self.is_small() {
                self.find_small(key, hash)
            } else {
                self.find_large(key, hash)
            }
        }
    }

    #[inline(always)]
    unsafe fn find_small<K: Key>(&self, key: K, hash: u64) -> Option<Place> {
        let group = Group(self.directory);
        if group.0.is_null() {
            return None;
        }
        // SAFETY: the group is live.
        unsafe {
            let slots = group.control().matching(hash as u8 & 0x7f);
            for slot in slots {
                if key.equals(self.key_at(group, slot)) {
                    return Some(Place {
                        group,
                        slot,
                        table: null_mut(),
                    });
                }
            }
        }
        None
    }

    #[inline(always)]
    unsafe fn find_large<K: Key>(&self, key: K, hash: u64) -> Option<Place> {
        // SAFETY: the tables are live; every probe sequence meets an empty slot.
        unsafe {
            let table = self.table_for(hash);
            let mask = (*table).group_mask;
            let mut number = (hash >> 7) as usize & mask;
            let mut step = 0;
            loop {
                let group = self.group_of(table, number);
                let control = group.control();
                for slot in control.matching(hash as u8 & 0x7f) {
                    if key.equals(self.key_at(group, slot)) {
                        return Some(Place { group, slot, table });
                    }
                }
                if !control.empty().is_empty() {
                    return None;
                }
                step += 1;
                number = (number + step) & mask;
            }
        }
    }

    /// Finds or inserts an entry and returns the address of its element.
    ///
    /// # Safety
    /// See [`Map::find`]; `descriptor` is the map's type.
    #[inline(always)]
    pub unsafe fn assign<K: Key>(&mut self, descriptor: &TypeDescriptor, key: K) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe {
            // The hash may panic, so the map is not marked yet.
            let hash = key.hash(self.seed());
            self.begin_write();
            let found = if self.is_small() {
                self.find_small(key, hash)
            } else {
                self.find_large(key, hash)
            };
            let place = match found {
                Some(place) => {
                    if K::REPLACES {
                        key.store(self.key_at(place.group, place.slot));
                    }
                    place
                }
                None => self.insert(descriptor, key, hash),
            };
            let element = self.element_at(place.group, place.slot);
            self.end_write();
            element
        }
    }

    /// Adds an entry whose key is not in the map.
    #[inline(never)]
    unsafe fn insert<K: Key>(&mut self, descriptor: &TypeDescriptor, key: K, hash: u64) -> Place {
        // SAFETY: the descriptor is this map's and the hash the key's; the slot taken is free, so that
        // nothing is overwritten.
        unsafe {
            let place = loop {
                if let Some(place) = self.take_slot(descriptor, hash) {
                    break place;
                }
            };
            // Parts behind pointers first: allocating may collect, and until the control byte is
            // set the slot is free.
            if self.flags & FLAG_INDIRECT_KEY != 0 {
                let memory = memory::new_object(descriptor.key);
                *place.group.slot(place.slot, self.slot_size as usize).cast() = memory;
            }
            if self.flags & FLAG_INDIRECT_ELEMENT != 0 {
                let memory = memory::new_object(descriptor.element);
                let slot = place.group.slot(place.slot, self.slot_size as usize);
                *slot.add(self.element_offset as usize).cast() = memory;
            }
            key.store(self.key_at(place.group, place.slot));
            let was_deleted = place.group.control().is_deleted(place.slot);
            place.group.set_full(place.slot, hash as u8 & 0x7f);
            if !place.table.is_null() {
                (*place.table).used += 1;
                (*place.table).growth_left -= u16::from(!was_deleted);
            }
            self.count += 1;
            place
        }
    }

    /// A free slot for a new entry, or `None` after making room.
    unsafe fn take_slot(&mut self, descriptor: &TypeDescriptor, hash: u64) -> Option<Place> {
        // SAFETY: the descriptor is this map's, so its groups have the layout that it says.
        unsafe {
            if self.is_small() {
                if self.directory.is_null() {
                    self.directory = self.new_groups(descriptor, 1);
                }
                let group = Group(self.directory);
                match group.control().free().next() {
                    Some(slot) => {
                        return Some(Place {
                            group,
                            slot,
                            table: null_mut(),
                        });
                    }
                    None => self.leave_small(descriptor),
                }
                return None;
            }
            let table = self.table_for(hash);
            let place = self.free_slot(table, hash);
            // A deleted slot can be used again without bringing the table closer to full.
            if (*table).growth_left > 0 || place.group.control().is_deleted(place.slot) {
                return Some(place);
            }
            self.make_room(descriptor, table);
            None
        }
    }

    /// The first free slot of the probe sequence.
    #[inline(always)]
    unsafe fn free_slot(&self, table: *mut Table, hash: u64) -> Place {
        // SAFETY: tables always have a free slot.
        unsafe {
            let mask = (*table).group_mask;
            let mut number = (hash >> 7) as usize & mask;
            let mut step = 0;
            loop {
                let group = self.group_of(table, number);
                if let Some(slot) = group.control().free().next() {
                    return Place { group, slot, table };
                }
                step += 1;
                number = (number + step) & mask;
            }
        }
    }

    /// Removes an entry.
    ///
    /// # Safety
    /// See [`Map::assign`].
    pub unsafe fn delete<K: Key>(&mut self, key: K) {
        // SAFETY: the caller's promise.
        unsafe {
            let hash = key.hash(self.seed());
            self.begin_write();
            let found = if self.is_small() {
                self.find_small(key, hash)
            } else {
                self.find_large(key, hash)
            };
            if let Some(place) = found {
                self.remove(place);
            }
            self.end_write();
        }
    }

    unsafe fn remove(&mut self, place: Place) {
        // SAFETY: the place is of this map.
        unsafe {
            let slot = place.group.slot(place.slot, self.slot_size as usize);
            core::ptr::write_bytes(slot, 0, self.slot_size as usize);
            self.count -= 1;
            let table = place.table;
            if table.is_null() {
                place.group.set_empty(place.slot);
                return;
            }
            (*table).used -= 1;
            // With another empty slot in the group, no search has ever passed it.
            if place.group.control().empty().is_empty() {
                place.group.set_deleted(place.slot);
            } else {
                place.group.set_empty(place.slot);
                (*table).growth_left += 1;
            }
        }
    }

    /// Removes all entries, keeping the memory.
    ///
    /// # Safety
    /// The map is live.
    pub unsafe fn clear(&mut self) {
        self.begin_write();
        // SAFETY: groups and tables of the map are live.
        unsafe {
            if self.is_small() {
                if !self.directory.is_null() {
                    self.clear_groups(self.directory, 1);
                }
            } else {
                let mut index = 0;
                while index < self.directory_length() {
                    let table = self.table_at(index);
                    if (*table).used > 0 || (*table).growth_left < max_load((*table).capacity) {
                        self.clear_groups((*table).groups, (*table).group_mask + 1);
                        (*table).used = 0;
                        (*table).growth_left = max_load((*table).capacity);
                    }
                    index += 1 << (self.depth - (*table).depth);
                }
            }
        }
        self.count = 0;
        self.clear_sequence = self.clear_sequence.wrapping_add(1);
        self.end_write();
    }

    unsafe fn clear_groups(&self, groups: *mut u8, count: usize) {
        let size = self.group_size();
        // SAFETY: the array has this many groups.
        unsafe {
            core::ptr::write_bytes(groups, 0, count * size);
            for number in 0..count {
                *groups.add(number * size).cast::<u64>() = ALL_EMPTY;
            }
        }
    }

    /// Marks the map as being written.
    #[inline(always)]
    pub fn begin_write(&mut self) {
        if self.flags & FLAG_WRITING != 0 {
            fatal_user("concurrent map writes");
        }
        self.flags |= FLAG_WRITING;
    }

    /// Ends [`Map::begin_write`].
    #[inline(always)]
    pub fn end_write(&mut self) {
        if self.flags & FLAG_WRITING == 0 {
            fatal_user("concurrent map writes");
        }
        self.flags &= !FLAG_WRITING;
    }

    /// Turns a full group into a table.
    unsafe fn leave_small(&mut self, descriptor: &TypeDescriptor) {
        // SAFETY: the new table has room for all entries of the group.
        unsafe {
            let old = Group(self.directory);
            let table = self.new_table(descriptor, 2 * SLOTS, 0, 0);
            self.move_entries(descriptor, old, |_| table);
            self.note_moved(table);
            let directory = new_directory(1);
            *directory = table;
            self.directory = directory.cast();
            self.flags &= !FLAG_SMALL;
        }
    }

    /// Replaces a full table by one with fewer deleted slots, a larger one, or two.
    #[inline(never)]
    unsafe fn make_room(&mut self, descriptor: &TypeDescriptor, table: *mut Table) {
        // SAFETY: the table is of this map.
        unsafe {
            let capacity = (*table).capacity as usize;
            if ((*table).used as usize) * 2 <= max_load(capacity as u16) as usize {
                self.replace(descriptor, table, capacity);
            } else if capacity < MAX_SLOTS {
                self.replace(descriptor, table, capacity * 2);
            } else {
                self.split(descriptor, table);
            }
        }
    }

    unsafe fn replace(&mut self, descriptor: &TypeDescriptor, old: *mut Table, capacity: usize) {
        // SAFETY: the table is of this map; the new one has room for its entries.
        unsafe {
            let new = self.new_table(descriptor, capacity, (*old).index, (*old).depth);
            for number in 0..=(*old).group_mask {
                self.move_entries(descriptor, self.group_of(old, number), |_| new);
            }
            self.note_moved(new);
            self.enter(new);
            (*old).index = -1;
        }
    }

    unsafe fn split(&mut self, descriptor: &TypeDescriptor, old: *mut Table) {
        // SAFETY: the table is of this map; each new one has room for all its entries.
        unsafe {
            let depth = (*old).depth + 1;
            if depth > self.depth {
                self.double_directory();
            }
            let index = (*old).index;
            let half = 1isize << (self.depth - depth);
            let left = self.new_table(descriptor, MAX_SLOTS, index, depth);
            let right = self.new_table(descriptor, MAX_SLOTS, index + half, depth);
            for number in 0..=(*old).group_mask {
                self.move_entries(descriptor, self.group_of(old, number), |hash| {
                    if hash << (depth - 1) >> 63 == 0 {
                        left
                    } else {
                        right
                    }
                });
            }
            self.note_moved(left);
            self.note_moved(right);
            self.enter(left);
            self.enter(right);
            (*old).index = -1;
        }
    }

    /// Puts a table into all its places of the directory.
    unsafe fn enter(&mut self, table: *mut Table) {
        // SAFETY: the table's places are inside of the directory.
        unsafe {
            let first = self
                .directory
                .cast::<*mut Table>()
                .add((*table).index as usize);
            for place in 0..1usize << (self.depth - (*table).depth) {
                *first.add(place) = table;
            }
        }
    }

    unsafe fn double_directory(&mut self) {
        let length = self.directory_length();
        // SAFETY: the new directory has twice the places.
        unsafe {
            let new = new_directory(2 * length);
            for index in 0..length {
                let table = self.table_at(index);
                *new.add(2 * index) = table;
                *new.add(2 * index + 1) = table;
                // Count each table once: at its first place.
                if (*table).index == index as isize {
                    (*table).padding = 1;
                }
            }
            for index in 0..length {
                let table = self.table_at(index);
                if (*table).padding == 1 {
                    (*table).index *= 2;
                    (*table).padding = 0;
                }
            }
            barrier::filled(new.cast(), 2 * length * 8);
            self.directory = new.cast();
        }
        self.depth += 1;
    }

    /// Tells the collector that entries were moved to a table.
    unsafe fn note_moved(&self, table: *mut Table) {
        // SAFETY: the table is of this map.
        unsafe {
            let bytes = ((*table).group_mask + 1) * self.group_size();
            barrier::filled((*table).groups, bytes);
        }
    }

    /// Copies the entries of a group to the tables that `target` gives for their hashes.
    #[inline(always)]
    unsafe fn move_entries(
        &mut self,
        descriptor: &TypeDescriptor,
        from: Group,
        target: impl Fn(u64) -> *mut Table,
    ) {
        let slot_size = self.slot_size as usize;
        // SAFETY: the slots are live; the target has room.
        unsafe {
            for slot in from.control().full() {
                let hash = self.hash_stored(descriptor, self.key_at(from, slot));
                let table = target(hash);
                let place = self.free_slot(table, hash);
                core::ptr::copy_nonoverlapping(
                    from.slot(slot, slot_size),
                    place.group.slot(place.slot, slot_size),
                    slot_size,
                );
                place.group.set_full(place.slot, hash as u8 & 0x7f);
                (*table).used += 1;
                (*table).growth_left -= 1;
            }
        }
    }

    #[inline(always)]
    unsafe fn hash_stored(&self, descriptor: &TypeDescriptor, key: *const u8) -> u64 {
        use super::key::{Key32, Key64};
        let seed = self.seed();
        // SAFETY: the key is of the map's key type.
        unsafe {
            match self.key_kind {
                KeyKind::Word32 => Key32(key.cast::<u32>().read_unaligned()).hash(seed),
                KeyKind::Word64 => Key64(key.cast::<u64>().read_unaligned()).hash(seed),
                KeyKind::String | KeyKind::Other => KeyOfType {
                    descriptor: &*descriptor.key,
                    value: key,
                }
                .hash(seed),
            }
        }
    }

    unsafe fn new_table(
        &self,
        descriptor: &TypeDescriptor,
        capacity: usize,
        index: isize,
        depth: u8,
    ) -> *mut Table {
        // SAFETY: the new object is a table's size.
        unsafe {
            let groups = self.new_groups(descriptor, capacity / SLOTS);
            let table = allocate_with_mask(size_of::<Table>(), TABLE_POINTERS).cast::<Table>();
            table.write(Table {
                used: 0,
                capacity: capacity as u16,
                growth_left: max_load(capacity as u16),
                depth,
                padding: 0,
                index,
                groups,
                group_mask: capacity / SLOTS - 1,
            });
            table
        }
    }

    /// `count` empty groups.
    unsafe fn new_groups(&self, descriptor: &TypeDescriptor, count: usize) -> *mut u8 {
        let group_size = self.group_size();
        // SAFETY: map types have key and element; the memory has room for the groups.
        unsafe {
            let size = count * group_size;
            let scanned = self.flags & (FLAG_INDIRECT_KEY | FLAG_INDIRECT_ELEMENT) != 0
                || (*descriptor.key).pointer_bytes != 0
                || (*descriptor.element).pointer_bytes != 0;
            let groups = if scanned {
                let groups = cache::allocate_scanned(size);
                self.write_pointer_bits(descriptor, groups, count);
                groups
            } else {
                cache::allocate_pointer_free(size, true)
            };
            for number in 0..count {
                *groups.add(number * group_size).cast::<u64>() = ALL_EMPTY;
            }
            groups
        }
    }

    unsafe fn write_pointer_bits(
        &self,
        descriptor: &TypeDescriptor,
        groups: *mut u8,
        count: usize,
    ) {
        let slot_words = self.slot_size as usize / 8;
        let group_words = 1 + SLOTS * slot_words;
        // SAFETY: the memory is being allocated; slots with pointers are whole words.
        unsafe {
            // A slot has at most 32 words.
            let mut slot_mask = [0u64; 2];
            let bits = pointer_bits::Bits::new(slot_mask.as_mut_ptr(), 0);
            self.write_part(bits, &*descriptor.key, FLAG_INDIRECT_KEY);
            let element = bits.advance(self.element_offset as usize / 8);
            self.write_part(element, &*descriptor.element, FLAG_INDIRECT_ELEMENT);
            let slot_mask = slot_mask[0];
            let target = memory::arena::bits_at(groups as usize);
            if group_words <= 64 {
                let mut group_mask = 0;
                for slot in 0..SLOTS {
                    group_mask |= slot_mask << (1 + slot * slot_words);
                }
                pointer_bits::write_pattern(target, group_mask, group_words, count);
                return;
            }
            for group in 0..count {
                let first = target.advance(group * group_words + 1);
                pointer_bits::write_pattern(first, slot_mask, slot_words, SLOTS);
            }
        }
    }

    unsafe fn write_part(&self, bits: pointer_bits::Bits, part: &TypeDescriptor, indirect: u8) {
        // SAFETY: the mask has room for the part.
        unsafe {
            if self.flags & indirect != 0 {
                bits.set_mask(1, 1);
            } else {
                pointer_bits::write_type(bits, part, 1);
            }
        }
    }
}

fn new_directory(length: usize) -> *mut *mut Table {
    memory::allocate_conservative(length * 8).cast()
}

/// How many slots of a table may be in use: seven eighths, and one less than all in a single group.
fn max_load(capacity: u16) -> u16 {
    if capacity as usize <= SLOTS {
        capacity - 1
    } else {
        capacity / 8 * 7
    }
}
