//! The runtime's entry points: every function that generated code calls by itself.
//!
//! Each symbol is a thunk in the runtime that follows the Go calling convention (Cranelift's
//! `Tail`: integer arguments in rdi rsi rdx rcx r8 r9, floats in xmm0.., integer results in rax
//! rcx, float results in xmm0), switches to the thread's system stack and calls the Rust function
//! of the same purpose. Functions that Go code of the library declares without a body
//! (`func f(...) T` in package `p`) are thunks of the same kind under the symbol `p.f`; their
//! parameters are flattened to words (a string is two, a slice three, an interface two), at most
//! six integer words in and two out.

/// What a thunk must do around the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Runs to its end on the system stack; may allocate and therefore stop for a collection.
    Plain,
    /// May park the goroutine: the thunk saves the callee-saved registers on its stack first.
    Park,
    /// Never returns to its caller.
    Diverge,
    /// A few instructions of assembly on the goroutine's own stack: no call of Rust code.
    Leaf,
}

/// One word of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A 64-bit integer or pointer (narrower integers arrive extended by their signedness).
    Integer,
    /// A float64 in an SSE register.
    Float,
}

/// A runtime entry point.
#[derive(Clone, Copy, Debug)]
pub struct RuntimeFunction {
    /// The linker symbol, which is also what `-S` shows: `runtime.newobject`.
    pub symbol: &'static str,
    pub parameters: &'static [Word],
    pub results: &'static [Word],
    pub class: Class,
}

macro_rules! words {
    ($($w:ident)*) => { &[$(words!(@ $w)),*] };
    (@ i) => { Word::Integer };
    (@ f) => { Word::Float };
}

macro_rules! runtime_functions {
    ($($(#[$doc:meta])* $id:ident = $symbol:literal $rust:ident ($($p:ident)*) -> ($($r:ident)*) $class:ident;)*) => {
        /// Names the runtime entry points that generated code calls.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Function { $($(#[$doc])* $id),* }

        /// All entry points, in the order of [`Function`].
        pub const FUNCTIONS: &[RuntimeFunction] = &[
            $(RuntimeFunction {
                symbol: $symbol,
                parameters: words!($($p)*),
                results: words!($($r)*),
                class: Class::$class,
            }),*
        ];

        /// Calls `$callback!` with the whole table, for the runtime to make its thunks from:
        /// `{ Id "symbol" rt_function Class }` a row, where `rt_function` is the `extern "C"` Rust
        /// function behind the thunk.
        #[macro_export]
        macro_rules! for_each_runtime_function {
            ($callback:ident) => { $callback! { $({ $id $symbol $rust $class })* } };
        }
    };
}

impl Function {
    /// The row of the table.
    pub fn information(self) -> &'static RuntimeFunction {
        &FUNCTIONS[self as usize]
    }
}

runtime_functions! {
    // Allocation. Types are descriptor addresses. Memory is zeroed.
    /// (type) -> object
    NewObject = "runtime.newobject" rt_newobject (i) -> (i) Plain;
    /// (element type, length, capacity) -> data; panics on lengths out of range
    MakeSlice = "runtime.makeslice" rt_makeslice (i i i) -> (i) Plain;
    /// (old data, new length, old capacity, count added, element type) -> (data, capacity):
    /// copies the old `new length - count` elements
    GrowSlice = "runtime.growslice" rt_growslice (i i i i i) -> (i i) Plain;
    /// (map type, size hint) -> map
    MakeMap = "runtime.makemap" rt_makemap (i i) -> (i) Plain;
    /// (channel type, buffer size) -> channel; panics on sizes out of range
    MakeChannel = "runtime.makechan" rt_makechan (i i) -> (i) Plain;

    // Memory.
    /// (to, from, bytes), may overlap
    MemoryMove = "runtime.memmove" rt_memmove (i i i) -> () Plain;
    /// (to, from, bytes), may overlap; the bytes may hold pointers
    MemoryMovePointers = "runtime.typedmemmove" rt_memmove_pointers (i i i) -> () Plain;
    /// (address, bytes): pointers may have been stored there
    ShadeRange = "runtime.bulkBarrier" rt_shade_range (i i) -> () Plain;
    /// (to, bytes)
    MemoryClear = "runtime.memclr" rt_memclr (i i) -> () Plain;
    /// (a, b, bytes) -> 0 or 1
    MemoryEqual = "runtime.memequal" rt_memequal (i i i) -> (i) Plain;
    /// (type, a, b) -> 0 or 1: `*a == *b`; panics on uncomparable dynamic types
    TypeEqual = "runtime.typeequal" rt_typeequal (i i i) -> (i) Plain;
    /// (type word, data a, data b) -> 0 or 1, for equal non-nil type words of interfaces without methods
    EfaceEqual = "runtime.efaceeq" rt_efaceeq (i i i) -> (i) Plain;
    /// (itab, data a, data b) -> 0 or 1
    IfaceEqual = "runtime.ifaceeq" rt_ifaceeq (i i i) -> (i) Plain;

    // Strings: (data, length) pairs.
    /// (address of n strings, n) -> string
    ConcatStrings = "runtime.concatstrings" rt_concatstrings (i i) -> (i i) Plain;
    ConcatStringsIn = "runtime.concatstringsin" rt_concatstringsin (i i i) -> (i i) Plain;
    /// (a, b) -> negative, 0, positive
    CompareStrings = "runtime.cmpstring" rt_cmpstring (i i i i) -> (i) Plain;
    /// (bytes) -> string
    SliceByteToString = "runtime.slicebytetostring" rt_slicebytetostring (i i) -> (i i) Plain;
    /// (string) -> (data, capacity)
    StringToSliceByte = "runtime.stringtoslicebyte" rt_stringtoslicebyte (i i) -> (i i) Plain;
    /// (buffer of 32 bytes, bytes) -> string, in the buffer if it fits
    SliceByteToStringIn = "runtime.slicebytetostringin" rt_slicebytetostringin (i i i) -> (i i) Plain;
    /// (buffer of 32 bytes, string) -> (data, capacity), in the buffer if it fits
    StringToSliceByteIn = "runtime.stringtoslicebytein" rt_stringtoslicebytein (i i i) -> (i i) Plain;
    /// (runes) -> string
    SliceRuneToString = "runtime.slicerunetostring" rt_slicerunetostring (i i) -> (i i) Plain;
    /// (string) -> (data, length); capacity = length
    StringToSliceRune = "runtime.stringtoslicerune" rt_stringtoslicerune (i i) -> (i i) Plain;
    /// (code point as int64) -> string
    IntToString = "runtime.intstring" rt_intstring (i) -> (i i) Plain;
    /// (string, byte index < length) -> (rune, index behind it)
    DecodeRune = "runtime.decoderune" rt_decoderune (i i i) -> (i i) Plain;
    /// (string) -> number of runes
    CountRunes = "runtime.countrunes" rt_countrunes (i i) -> (i) Plain;

    // Interfaces.
    /// (interface type, concrete type) -> itab; panics with the assertion's text if methods are
    /// missing or the concrete type is null
    AssertInterface = "runtime.assertE2I" rt_assertE2I (i i) -> (i) Plain;
    /// (interface type, concrete type or null) -> itab or null
    AssertInterfaceOk = "runtime.assertE2I2" rt_assertE2I2 (i i) -> (i) Plain;
    /// (dynamic type or null, wanted type, static interface type): panics `interface conversion: ...`
    PanicTypeAssertion = "runtime.panicdottype" rt_panicdottype (i i i) -> () Plain;
    /// panics with a nil dereference (method value or call of a nil interface)
    PanicNil = "runtime.panicnil" rt_panicnil () -> () Plain;
    /// (type's package and name string, method name string): panics `value method main.T.M called using nil *T pointer`
    PanicWrap = "runtime.panicwrap" rt_panicwrap (i i i i) -> () Plain;

    // Maps. Keys and elements by address; returned addresses are valid until the next operation.
    /// (map type, map, key) -> element or address of a zero element
    MapAccess1 = "runtime.mapaccess1" rt_mapaccess1 (i i i) -> (i) Plain;
    /// (map type, map, key) -> (element or address of a zero element, 0 or 1)
    MapAccess2 = "runtime.mapaccess2" rt_mapaccess2 (i i i) -> (i i) Plain;
    /// (map type, map, key) -> element, inserted if need be
    MapAssign = "runtime.mapassign" rt_mapassign (i i i) -> (i) Plain;
    MapDelete = "runtime.mapdelete" rt_mapdelete (i i i) -> () Plain;
    MapAccess1Fast32 = "runtime.mapaccess1_fast32" rt_mapaccess1_fast32 (i i i) -> (i) Plain;
    MapAccess2Fast32 = "runtime.mapaccess2_fast32" rt_mapaccess2_fast32 (i i i) -> (i i) Plain;
    MapAssignFast32 = "runtime.mapassign_fast32" rt_mapassign_fast32 (i i i) -> (i) Plain;
    MapAccess1Fast64 = "runtime.mapaccess1_fast64" rt_mapaccess1_fast64 (i i i) -> (i) Plain;
    MapAccess2Fast64 = "runtime.mapaccess2_fast64" rt_mapaccess2_fast64 (i i i) -> (i i) Plain;
    MapAssignFast64 = "runtime.mapassign_fast64" rt_mapassign_fast64 (i i i) -> (i) Plain;
    /// The key as a string's two words
    MapAccess1FastString = "runtime.mapaccess1_faststr" rt_mapaccess1_faststr (i i i i) -> (i) Plain;
    MapAccess2FastString = "runtime.mapaccess2_faststr" rt_mapaccess2_faststr (i i i i) -> (i i) Plain;
    MapAssignFastString = "runtime.mapassign_faststr" rt_mapassign_faststr (i i i i) -> (i) Plain;
    MapClear = "runtime.mapclear" rt_mapclear (i i) -> () Plain;
    /// (map type, map, iterator): positions at the first entry
    MapIterateInit = "runtime.mapiterinit" rt_mapiterinit (i i i) -> () Plain;
    /// (iterator)
    MapIterateNext = "runtime.mapiternext" rt_mapiternext (i) -> () Plain;

    // Channels.
    /// (channel, element address)
    ChannelSend = "runtime.chansend1" rt_chansend1 (i i) -> () Park;
    /// (channel, element address or null)
    ChannelReceive = "runtime.chanrecv1" rt_chanrecv1 (i i) -> () Park;
    /// (channel, element address or null) -> 0 or 1
    ChannelReceiveOk = "runtime.chanrecv2" rt_chanrecv2 (i i) -> (i) Park;
    ChannelClose = "runtime.closechan" rt_closechan (i) -> () Plain;
    /// (cases, number of sends, number of receives, blocking) -> (case index or -1, received):
    /// send cases come first in the array
    Select = "runtime.selectgo" rt_selectgo (i i i i) -> (i i) Park;
    /// blocks for ever
    Block = "runtime.block" rt_block () -> () Park;

    // Goroutines, defer, panic.
    /// (func value without parameters and results)
    NewGoroutine = "runtime.newproc" rt_newproc (i) -> () Park;
    /// (frame pointer of the function that calls `recover`) -> interface value
    Recover = "runtime.gorecover" rt_gorecover (i) -> (i i) Plain;
    /// (handler, sp, fp, frame): fills in a DeferFrame. Never takes its exceptional edge.
    MarkDeferFrame = "runtime.markdeferframe" rt_markdeferframe (i i i i) -> () Leaf;

    // print and println.
    PrintLock = "runtime.printlock" rt_printlock () -> () Plain;
    PrintUnlock = "runtime.printunlock" rt_printunlock () -> () Plain;
    PrintString = "runtime.printstring" rt_printstring (i i) -> () Plain;
    PrintInt = "runtime.printint" rt_printint (i) -> () Plain;
    PrintUint = "runtime.printuint" rt_printuint (i) -> () Plain;
    PrintFloat64 = "runtime.printfloat64" rt_printfloat64 (f) -> () Plain;
    PrintFloat32 = "runtime.printfloat32" rt_printfloat32 (f) -> () Plain;
    PrintComplex128 = "runtime.printcomplex128" rt_printcomplex128 (f f) -> () Plain;
    PrintComplex64 = "runtime.printcomplex64" rt_printcomplex64 (f f) -> () Plain;
    PrintBool = "runtime.printbool" rt_printbool (i) -> () Plain;
    PrintPointer = "runtime.printpointer" rt_printpointer (i) -> () Plain;
    PrintSlice = "runtime.printslice" rt_printslice (i i i) -> () Plain;
    PrintInterface = "runtime.printeface" rt_printeface (i i) -> () Plain;
    PrintSpace = "runtime.printsp" rt_printsp () -> () Plain;
    PrintNewline = "runtime.printnl" rt_printnl () -> () Plain;
}

/// Symbols of functions that package runtime provides in Go (library/runtime) and generated code
/// or the runtime's stubs call with the ordinary Go convention.
pub mod go_functions {
    /// `func gopanic(value any)`
    pub const PANIC: &str = "runtime.gopanic";
    /// `func deferreturn(frame *deferFrame)`: runs and unlinks the deferred calls of the frame.
    pub const DEFER_RETURN: &str = "runtime.deferreturn";
    /// `func sigpanic(kind, x, y int)`: raises the run-time error of a trap. `kind` is one of
    /// [`crate::program::trap_kind`], plus 256 if x is unsigned. The runtime's trap handler makes
    /// the call, so the function must be in every program, under this symbol, even if no Go code
    /// refers to it.
    pub const SIGNAL_PANIC: &str = "runtime.sigpanic";
    /// `func raise(kind, a, b, c, d, e uintptr)`: raises a panic that Rust code of the runtime
    /// decided on. In every program, as `SIGNAL_PANIC`.
    pub const RAISE: &str = "runtime.raise";
    /// `func goexit()`: where goroutines seem to come from. In every program, as `SIGNAL_PANIC`.
    pub const GOEXIT: &str = "runtime.goexit";
    /// `func main()` of package runtime.
    pub const MAIN: &str = "runtime.main";
    /// Initialises all packages in dependency order; made by the compiler.
    pub const INITIALISE: &str = "go:main.inittasks";
}

/// Called with a pointer that was stored, while [`BARRIER_FLAG`] is set; preserves all registers.
pub const BARRIER: &str = "runtime.gcWriteBarrier";
/// 32 bits, not 0 while marking runs beside the program.
pub const BARRIER_FLAG: &str = "runtime.writeBarrier";

/// Stubs the runtime provides for function headers: more stack, without and with stack arguments
/// (r10 = the function's entry, eax = bytes of stack arguments).
pub const MORE_STACK: &str = "runtime.morestack_noctxt";
/// See [`MORE_STACK`].
pub const MORE_STACK_ARGUMENTS: &str = "runtime.morestack";
