//! How Go values of the reference kinds look in memory (the same layouts as gc's on amd64).

/// A string: `length` bytes at `data`, immutable. `data` may be anything when `length` is 0.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct GoString {
    pub data: *const u8,
    pub length: usize,
}

/// A slice header. Lengths and capacities count elements.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct GoSlice {
    pub data: *mut u8,
    pub length: usize,
    pub capacity: usize,
}

/// An interface value. For an interface type without methods `tab` is a
/// [`crate::descriptor::TypeDescriptor`] of the dynamic type, otherwise an
/// [`crate::descriptor::Itab`]; null for the nil interface. `data` is the value itself where
/// [`crate::descriptor::FLAG_DIRECT_INTERFACE`] is set in the dynamic type's descriptor, else a
/// pointer to an immutable copy of it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct GoInterface {
    pub tab: *const u8,
    pub data: *mut u8,
}

/// What a func value points to: the code address, then the captured variables in order, each
/// aligned as its type: by value, or as a pointer to the variable.
///
/// The code is called with the Go calling convention with a pointer to this object as an extra
/// last integer argument. Functions that are not closures ignore it; see
/// `grus-codegen`'s `signature` module for the rule when it would not fit a register.
#[repr(C)]
pub struct Closure {
    pub code: *const u8,
}

/// The first words of a map object that generated code reads: `len(m)` is `count`.
#[repr(C)]
pub struct MapHeader {
    pub count: usize,
}

/// The first words of a channel object that generated code reads: `len(c)` and `cap(c)`.
#[repr(C)]
pub struct ChannelHeader {
    pub count: usize,
    pub capacity: usize,
}

/// Size in bytes of the iterator that generated code reserves on the stack for `range` over a
/// map; the runtime's iterator must fit. Words 0 and 1 are, after `mapiterinit` and
/// `mapiternext`, pointers to the current key and element; word 0 is null at the end.
pub const MAP_ITERATOR_SIZE: usize = 128;

/// One case of a `select` statement as `selectgo` gets it: the channel and the address of the
/// value to send, or of the place to receive into (null: the value is dropped).
#[repr(C)]
pub struct SelectCase {
    pub channel: *mut u8,
    pub element: *mut u8,
}

/// A deferred call, linked newest first from [`crate::goroutine::G_DEFERS`]. Generated code
/// fills it in, on the stack for a `defer` outside loops, else on the heap.
#[repr(C)]
pub struct DeferRecord {
    /// The next older record of the goroutine.
    pub link: *mut DeferRecord,
    /// A func value without parameters and results.
    pub function: *mut Closure,
    /// The frame of the function that executed the `defer` statement.
    pub frame: *mut DeferFrame,
}

/// One per activation of a function that contains `defer`, in its stack frame: where to go on
/// when a deferred call recovers a panic. `handler` is a code address inside the function that
/// runs the remaining deferred calls of the frame and returns the result variables; it is
/// entered with `sp` and `fp` restored, r15 = the goroutine, and nothing else.
#[repr(C)]
pub struct DeferFrame {
    pub handler: *const u8,
    pub sp: usize,
    pub fp: usize,
}
