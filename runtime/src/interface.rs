//! Conversions and assertions to interface types with methods: finding or building itabs.
//!
//! In: an interface type and a dynamic type.  Out: the itab, or the assertion's panic.
//! Itabs that the compiler knows are in the table from its start; others are built at the first assertion,
//! and the absence of one is remembered too, since programs ask the same failing question often
//! (does this value have a String method?). Invariants: lookups take no lock; entries are never
//! removed; a table that has become too small is left behind for its readers. Itabs and tables
//! live in fixed memory and refer to static data only, so the collector does not look at them.

use crate::hash::members;
use crate::lock::Mutex;
use crate::lock_order::rank;
use crate::memory::fixed;
use crate::panic::type_assertion_error;
use crate::words::{Pair, text};
use core::ptr::{null, null_mut};
use core::sync::atomic::{AtomicPtr, Ordering};
use grus_abi::descriptor::{ITAB_METHODS, Itab, Method, TypeDescriptor};
use grus_abi::value::GoString;

const FIRST_CAPACITY: usize = 256;

/// Open addressing, a power of two of slots, at most half full.
#[repr(C)]
struct Table {
    mask: usize,
    count: usize,
    slots: [AtomicPtr<Itab>; 0],
}

static TABLE: AtomicPtr<Table> = AtomicPtr::new(null_mut());
/// Held while a table changes.
static CHANGES: Mutex<(), { rank::METHOD_TABLES }> = Mutex::new(());

impl Table {
    fn create(capacity: usize) -> *mut Table {
        let size = size_of::<Table>() + capacity * size_of::<AtomicPtr<Itab>>();
        let table = fixed::allocate(size, 64).cast::<Table>();
        // SAFETY: the memory is new and large enough.
        unsafe { (*table).mask = capacity - 1 };
        table
    }

    #[inline(always)]
    unsafe fn slot<'a>(table: *const Table, index: usize) -> &'a AtomicPtr<Itab> {
        // SAFETY: the table has `mask + 1` slots behind its header.
        unsafe {
            let slots = (&raw const (*table).slots).cast::<AtomicPtr<Itab>>();
            &*slots.add(index & (*table).mask)
        }
    }

    /// The entry for the two types, or null.
    #[inline(always)]
    unsafe fn find(
        table: *const Table,
        interface: *const TypeDescriptor,
        concrete: *const TypeDescriptor,
    ) -> *const Itab {
        let mut index = position(interface, concrete);
        loop {
            // SAFETY: entries are valid itabs; the table is never full.
            unsafe {
                let itab = Table::slot(table, index).load(Ordering::Acquire);
                if itab.is_null()
                    || ((*itab).interface == interface && (*itab).concrete == concrete)
                {
                    return itab;
                }
            }
            index += 1;
        }
    }

    /// Adds an entry that is not there, with `CHANGES` held and room for it.
    unsafe fn insert(table: *mut Table, itab: *const Itab) {
        // SAFETY: the caller holds the lock and made the table and the itab, which live for ever; a
        // free slot ends the search, since there is room.
        unsafe {
            let mut index = position((*itab).interface, (*itab).concrete);
            while !Table::slot(table, index).load(Ordering::Relaxed).is_null() {
                index += 1;
            }
            Table::slot(table, index).store(itab.cast_mut(), Ordering::Release);
            (*table).count += 1;
        }
    }
}

fn position(interface: *const TypeDescriptor, concrete: *const TypeDescriptor) -> usize {
    let mixed = (interface as usize >> 4).wrapping_mul(31) ^ (concrete as usize >> 4);
    mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}

/// Makes the table, with the itabs that the compiler made; `CHANGES` is held. Not done before the
/// first question, so that programs without assertions do not pay for it.
fn create_table() -> *mut Table {
    let itabs = static_itabs();
    let capacity = (itabs.len() * 4).next_power_of_two().max(FIRST_CAPACITY);
    let table = Table::create(capacity);
    for itab in itabs {
        // SAFETY: the compiler's itabs are valid, and it makes only one for two types.
        unsafe { Table::insert(table, *itab) };
    }
    TABLE.store(table, Ordering::Release);
    table
}

#[cfg(feature = "standalone")]
fn static_itabs() -> &'static [*const Itab] {
    let program = crate::entry::program();
    if program.itab_count == 0 {
        return &[];
    }
    // SAFETY: the compiler's tables are right.
    unsafe { core::slice::from_raw_parts(program.itabs, program.itab_count) }
}

#[cfg(not(feature = "standalone"))]
fn static_itabs() -> &'static [*const Itab] {
    &[]
}

/// Adds an entry unless it exists; `CHANGES` is held. Returns the entry.
unsafe fn add(itab: *const Itab) -> *const Itab {
    let table = TABLE.load(Ordering::Relaxed);
    // SAFETY: tables and itabs are valid.
    unsafe {
        let found = Table::find(table, (*itab).interface, (*itab).concrete);
        if !found.is_null() {
            return found;
        }
        if (*table).count * 2 > (*table).mask {
            let larger = Table::create(((*table).mask + 1) * 2);
            for index in 0..=(*table).mask {
                let entry = Table::slot(table, index).load(Ordering::Relaxed);
                if !entry.is_null() {
                    Table::insert(larger, entry);
                }
            }
            Table::insert(larger, itab);
            TABLE.store(larger, Ordering::Release);
        } else {
            Table::insert(table, itab);
        }
    }
    itab
}

/// The entry for two types, made if need be: an itab, or the record that there is none (then
/// `reserved` is the index of the missing method plus one).
unsafe fn entry(interface: *const TypeDescriptor, concrete: *const TypeDescriptor) -> *const Itab {
    let mut table = TABLE.load(Ordering::Acquire);
    if table.is_null() {
        let _guard = CHANGES.lock();
        table = TABLE.load(Ordering::Acquire);
        if table.is_null() {
            table = create_table();
        }
    }
    // SAFETY: descriptors and tables are valid.
    unsafe {
        let found = Table::find(table, interface, concrete);
        if !found.is_null() {
            return found;
        }
        let built = build(&*interface, &*concrete);
        let _guard = CHANGES.lock();
        add(built)
    }
}

/// Matches the interface's methods with the type's; both are sorted alike.
unsafe fn build(interface: &TypeDescriptor, concrete: &TypeDescriptor) -> *const Itab {
    // SAFETY: descriptors are valid; the itab has room for its methods.
    unsafe {
        let wanted = members(interface);
        let itab = fixed::allocate(ITAB_METHODS + 8 * wanted.len(), 8).cast::<Itab>();
        *itab = Itab {
            interface,
            concrete,
            hash: concrete.hash,
            reserved: 0,
        };
        let code = itab.byte_add(ITAB_METHODS).cast::<*const u8>();
        let mut methods = methods(concrete).iter();
        for (index, member) in wanted.iter().enumerate() {
            let found = methods.find(|method| {
                same(method.name, member.name) && same(method.package_path, member.package_path)
            });
            match found {
                Some(method) if method.descriptor == member.descriptor => {
                    *code.add(index) = method.code;
                }
                _ => {
                    (*itab).reserved = index as u32 + 1;
                    break;
                }
            }
        }
        itab
    }
}

unsafe fn methods(descriptor: &TypeDescriptor) -> &[Method] {
    if descriptor.method_count == 0 {
        return &[];
    }
    // SAFETY: the descriptor is valid.
    unsafe { core::slice::from_raw_parts(descriptor.methods, descriptor.method_count) }
}

unsafe fn same(a: GoString, b: GoString) -> bool {
    // SAFETY: strings in descriptors are valid.
    unsafe { crate::string::bytes(a.data, a.length) == crate::string::bytes(b.data, b.length) }
}

/// The itab of `concrete` for `interface`, or null if methods are missing.
///
/// # Safety
/// Both descriptors are valid, `interface` is an interface type with methods.
pub unsafe fn find_itab(
    interface: *const TypeDescriptor,
    concrete: *const TypeDescriptor,
) -> *const Itab {
    // SAFETY: the caller's promise.
    unsafe {
        let itab = entry(interface, concrete);
        if (*itab).reserved != 0 { null() } else { itab }
    }
}

/// `runtime.assertE2I`
///
/// # Safety
/// Called by the thunk with valid descriptors.
#[allow(non_snake_case)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_assertE2I(
    interface: *const TypeDescriptor,
    concrete: *const TypeDescriptor,
) -> *const Itab {
    if concrete.is_null() {
        type_assertion_error(null(), null(), interface, "");
    }
    // SAFETY: the caller's promise.
    unsafe {
        let itab = entry(interface, concrete);
        if (*itab).reserved != 0 {
            let missing = &members(&*interface)[(*itab).reserved as usize - 1];
            type_assertion_error(null(), concrete, interface, text(missing.name));
        }
        itab
    }
}

/// `runtime.assertE2I2`
///
/// # Safety
/// Called by the thunk with valid descriptors; `concrete` may be null.
#[allow(non_snake_case)]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_assertE2I2(
    interface: *const TypeDescriptor,
    concrete: *const TypeDescriptor,
) -> *const Itab {
    if concrete.is_null() {
        return null();
    }
    // SAFETY: the caller's promise.
    unsafe { find_itab(interface, concrete) }
}

/// `reflect.typeTable`: () -> (descriptors, how many)
#[cfg(feature = "standalone")]
pub extern "C" fn rt_typetable() -> Pair {
    let program = crate::entry::program();
    Pair(program.types as usize, program.type_count)
}

/// `reflect.typeTable` without a program.
#[cfg(not(feature = "standalone"))]
pub extern "C" fn rt_typetable() -> Pair {
    Pair(0, 0)
}

/// `runtime.panicdottype`
#[unsafe(no_mangle)]
pub extern "C" fn rt_panicdottype(
    have: *const TypeDescriptor,
    want: *const TypeDescriptor,
    interface: *const TypeDescriptor,
) -> ! {
    type_assertion_error(interface, have, want, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use grus_abi::descriptor::{Member, kind};
    use std::boxed::Box;
    use std::vec::Vec;

    fn string(text: &'static str) -> GoString {
        GoString {
            data: text.as_ptr(),
            length: text.len(),
        }
    }

    fn descriptor(kind: u8, name: &'static str) -> TypeDescriptor {
        TypeDescriptor {
            size: 8,
            pointer_bytes: 0,
            hash: name.len() as u32,
            kind,
            align: 8,
            flags: 0,
            channel_direction: 0,
            pointer_mask: null(),
            string: string(name),
            name: string(name),
            package_path: string(""),
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

    fn interface(methods: &[(&'static str, &'static TypeDescriptor)]) -> &'static TypeDescriptor {
        let members: Vec<Member> = methods
            .iter()
            .map(|(name, descriptor)| Member {
                name: string(name),
                package_path: string(""),
                tag: string(""),
                descriptor: *descriptor,
                offset: 0,
                embedded: 0,
            })
            .collect();
        let mut result = descriptor(kind::INTERFACE, "main.I");
        result.member_count = members.len();
        result.members = Box::leak(members.into_boxed_slice()).as_ptr();
        Box::leak(Box::new(result))
    }

    fn concrete(methods: &[(&'static str, &'static TypeDescriptor)]) -> &'static TypeDescriptor {
        let methods: Vec<Method> = methods
            .iter()
            .map(|(name, descriptor)| Method {
                name: string(name),
                package_path: string(""),
                descriptor: *descriptor,
                code: name.as_ptr(),
            })
            .collect();
        let mut result = descriptor(kind::STRUCT, "main.T");
        result.method_count = methods.len();
        result.methods = Box::leak(methods.into_boxed_slice()).as_ptr();
        Box::leak(Box::new(result))
    }

    #[test]
    fn itabs_hold_the_methods_in_the_order_of_the_interface() {
        let f: &'static TypeDescriptor = Box::leak(Box::new(descriptor(kind::FUNC, "func()")));
        let g: &'static TypeDescriptor = Box::leak(Box::new(descriptor(kind::FUNC, "func(int)")));
        let t = concrete(&[("A", f), ("B", f), ("C", g), ("D", f)]);
        let wanted = interface(&[("B", f), ("D", f)]);
        // SAFETY: descriptors are valid.
        unsafe {
            let itab = find_itab(wanted, t);
            assert!(!itab.is_null());
            assert_eq!(itab, find_itab(wanted, t), "made once");
            let code = itab.byte_add(ITAB_METHODS).cast::<*const u8>();
            assert_eq!((**code, **code.add(1)), (b'B', b'D'));
            // Wrong type, absent name: remembered as missing.
            for methods in [&[("B", f), ("C", f)][..], &[("E", f)], &[("AA", f)]] {
                let other = interface(methods);
                assert!(find_itab(other, t).is_null());
                assert!(rt_assertE2I2(other, t).is_null());
            }
            assert!(rt_assertE2I2(wanted, null()).is_null());
        }
    }

    #[test]
    fn the_table_grows() {
        let f: &'static TypeDescriptor = Box::leak(Box::new(descriptor(kind::FUNC, "func()")));
        let types: Vec<_> = (0..40).map(|_| concrete(&[("A", f)])).collect();
        let interfaces: Vec<_> = (0..40).map(|_| interface(&[("A", f)])).collect();
        for _ in 0..2 {
            for interface in &interfaces {
                for concrete in &types {
                    // SAFETY: descriptors are valid.
                    let itab = unsafe { &*find_itab(*interface, *concrete) };
                    assert!(core::ptr::eq(itab.interface, *interface));
                    assert!(core::ptr::eq(itab.concrete, *concrete));
                }
            }
        }
    }
}
