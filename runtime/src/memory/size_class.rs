//! The sizes that small objects are rounded up to, and the spans that hold them.
//!
//! In: a request in bytes.  Out: a size class (1..68; 0 stands for objects with a span of their
//! own) or the rounded size. The sizes are those of gc 1.27 (internal/runtime/gc), because programs
//! can observe them: `cap` after `append` is what fits the rounded size.
//! Not here: how spans are filled; see `span` and `central`.

/// Bytes of a page, the unit in which spans are cut from the arena.
pub const PAGE_SIZE: usize = 1 << PAGE_SHIFT;
/// Binary logarithm of [`PAGE_SIZE`].
pub const PAGE_SHIFT: usize = 13;
/// Number of size classes, with class 0.
pub const CLASS_COUNT: usize = 68;
/// The largest object that shares a span with others.
pub const MAX_SMALL_SIZE: usize = 32768;
/// Objects with pointers above this size carry a header word in gc, which `round_up_size`
/// reproduces for the sake of equal capacities.
const MAX_HEADERLESS_SIZE: usize = 512;
const HEADER_SIZE: usize = 8;

/// Object size of each class.
pub static CLASS_SIZES: [u16; CLASS_COUNT] = SIZES;

const SIZES: [u16; CLASS_COUNT] = [
    0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
    352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792,
    2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728,
    10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
    32768,
];

/// Pages of a span of each class.
pub static CLASS_PAGES: [u8; CLASS_COUNT] = [
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 2, 1, 2, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8,
    3, 10, 7, 4,
];

/// Classes of sizes up to this bound are found by 8-byte steps, above by 128-byte steps.
const FINE_LIMIT: usize = 1024;
const FINE_COUNT: usize = FINE_LIMIT / 8 + 1;
const COARSE_COUNT: usize = (MAX_SMALL_SIZE - FINE_LIMIT) / 128 + 1;

static FINE: [u8; FINE_COUNT] = step_table::<FINE_COUNT>(0, 8);
static COARSE: [u8; COARSE_COUNT] = step_table::<COARSE_COUNT>(FINE_LIMIT, 128);

/// For each step the smallest class whose size reaches `start + index * step`.
const fn step_table<const COUNT: usize>(start: usize, step: usize) -> [u8; COUNT] {
    let mut table = [0; COUNT];
    let mut class = 0;
    let mut index = 0;
    while index < COUNT {
        while (SIZES[class] as usize) < start + index * step {
            class += 1;
        }
        table[index] = class as u8;
        index += 1;
    }
    table
}

/// The class of objects of `size` bytes, which is at most [`MAX_SMALL_SIZE`].
#[inline(always)]
pub fn class_of(size: usize) -> usize {
    debug_assert!(size <= MAX_SMALL_SIZE);
    if size <= FINE_LIMIT {
        FINE[size.div_ceil(8)] as usize
    } else {
        COARSE[(size - FINE_LIMIT).div_ceil(128)] as usize
    }
}

/// What `append` finds usable when it asks for `size` bytes: gc's rounding, in which the header of
/// larger objects with pointers is part of the rounded size but not of the result.
pub fn round_up_size(size: usize, pointer_free: bool) -> usize {
    if size <= MAX_SMALL_SIZE - HEADER_SIZE {
        let header = if !pointer_free && size > MAX_HEADERLESS_SIZE {
            HEADER_SIZE
        } else {
            0
        };
        return CLASS_SIZES[class_of(size + header)] as usize - header;
    }
    match size.checked_add(PAGE_SIZE - 1) {
        Some(padded) => padded & !(PAGE_SIZE - 1),
        None => size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gets_the_smallest_class_that_holds_it() {
        for size in 1..=MAX_SMALL_SIZE {
            let class = class_of(size);
            assert!(CLASS_SIZES[class] as usize >= size);
            assert!(
                (CLASS_SIZES[class - 1] as usize) < size,
                "size {size} class {class}"
            );
        }
    }

    #[test]
    fn spans_waste_less_than_an_eighth_at_their_end() {
        for class in 1..CLASS_COUNT {
            let bytes = CLASS_PAGES[class] as usize * PAGE_SIZE;
            assert!(bytes % (CLASS_SIZES[class] as usize) <= bytes / 8);
        }
    }

    #[test]
    fn rounding_accounts_for_the_header_of_larger_pointerful_objects() {
        assert_eq!(round_up_size(512, false), 512);
        assert_eq!(round_up_size(513, false), 576 - 8);
        assert_eq!(round_up_size(513, true), 576);
        assert_eq!(round_up_size(32768, true), 32768);
        assert_eq!(round_up_size(32760, false), 32760);
        assert_eq!(round_up_size(32761, false), 32768);
        assert_eq!(round_up_size(32769, true), 40960);
        assert_eq!(round_up_size(usize::MAX, true), usize::MAX);
    }
}
