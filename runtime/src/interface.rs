//! Conversions and assertions to interface types with methods: finding or building itabs.
//!
//! In: an interface type and a dynamic type.  Out: the itab, or the assertion's panic.
//! Itabs that the compiler knows are entered at start-up; others are built at the first assertion,
//! and the absence of one is remembered too, since programs ask the same failing question often
//! (does this value have a String method?). Invariants: lookups take no lock; entries are never
//! removed; a table that has become too small is left behind for its readers. Itabs and tables
//! live in fixed memory and refer to static data only, so the collector does not look at them.

use crate::hash::members;
use crate::lock::Mutex;
use crate::memory::fixed;
use crate::panic::type_assertion_error;
use crate::words::text;
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
static CHANGES: Mutex<()> = Mutex::new(());

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
        // SAFETY: the caller's promise.
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

/// Enters the itabs that the compiler made.
///
/// # Safety
/// The itabs are valid and live for ever.
pub unsafe fn add_static_itabs(itabs: &[*const Itab]) {
    let _guard = CHANGES.lock();
    for itab in itabs {
        // SAFETY: the caller's promise.
        unsafe { add(*itab) };
    }
}

/// Adds an entry unless it exists; `CHANGES` is held. Returns the entry.
unsafe fn add(itab: *const Itab) -> *const Itab {
    let mut table = TABLE.load(Ordering::Relaxed);
    // SAFETY: tables and itabs are valid.
    unsafe {
        if table.is_null() {
            table = Table::create(FIRST_CAPACITY);
            TABLE.store(table, Ordering::Release);
        }
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
            TABLE.store(larger, Ordering::Release);
            table = larger;
        }
        Table::insert(table, itab);
    }
    itab
}

/// The entry for two types, made if need be: an itab, or the record that there is none (then
/// `reserved` is the index of the missing method plus one).
unsafe fn entry(interface: *const TypeDescriptor, concrete: *const TypeDescriptor) -> *const Itab {
    let table = TABLE.load(Ordering::Acquire);
    // SAFETY: descriptors and tables are valid.
    unsafe {
        if !table.is_null() {
            let found = Table::find(table, interface, concrete);
            if !found.is_null() {
                return found;
            }
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

/// `runtime.panicdottype`
#[unsafe(no_mangle)]
pub extern "C" fn rt_panicdottype(
    have: *const TypeDescriptor,
    want: *const TypeDescriptor,
    interface: *const TypeDescriptor,
) -> ! {
    type_assertion_error(interface, have, want, "")
}
