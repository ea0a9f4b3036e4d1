//! `memcpy`, `memmove`, `memset`, `memcmp`, `bcmp` and `strlen`, which the Rust compiler calls and no
//! libc provides here.
//!
//! In and out: as in C. Written in assembly because the compiler would turn loops in Rust back into
//! calls of these very functions. Small sizes are done with overlapping loads and stores of the
//! largest unit that fits, all loads before all stores, so that `memcpy` and `memmove` are one
//! function; medium ones 64 bytes at a time, from the end if the target overlaps the source from
//! above; large ones by `rep movs` and `rep stosb`, which fill whole cache lines. What consists of
//! aligned words is moved by whole words, since the collector may read them at the same time.

use core::arch::global_asm;

/// Tests have the functions of a libc too, so ours get other names there.
#[cfg(not(test))]
macro_rules! symbol {
    ($name:literal) => {
        $name
    };
}
#[cfg(test)]
macro_rules! symbol {
    ($name:literal) => {
        concat!("grus_tested_", $name)
    };
}

/// Directives for a global function.
macro_rules! function {
    ($name:literal) => {
        concat!(
            ".globl ",
            symbol!($name),
            "\n.type ",
            symbol!($name),
            ", @function\n",
            symbol!($name),
            ":\n"
        )
    };
}

/// From this size on the string instructions win over loops.
const REPEAT_SIZE: usize = 2048;

global_asm!(
    ".p2align 4",
    function!("memcpy"),
    function!("memmove"),
    r#"
    mov rax, rdi
    cmp rdx, 16
    ja 20f
    cmp edx, 8
    jae 12f
    cmp edx, 4
    jae 14f
    test edx, edx
    je 13f
    movzx ecx, byte ptr [rsi]
    movzx r8d, byte ptr [rsi + rdx - 1]
    mov r10d, edx
    shr r10d, 1
    movzx r9d, byte ptr [rsi + r10]
    mov byte ptr [rdi], cl
    mov byte ptr [rdi + r10], r9b
    mov byte ptr [rdi + rdx - 1], r8b
13: ret
14: mov ecx, dword ptr [rsi]
    mov r8d, dword ptr [rsi + rdx - 4]
    mov dword ptr [rdi], ecx
    mov dword ptr [rdi + rdx - 4], r8d
    ret
12: mov rcx, qword ptr [rsi]
    mov r8, qword ptr [rsi + rdx - 8]
    mov qword ptr [rdi], rcx
    mov qword ptr [rdi + rdx - 8], r8
    ret
20: cmp rdx, 32
    ja 21f
    movups xmm0, [rsi]
    movups xmm1, [rsi + rdx - 16]
    movups [rdi], xmm0
    movups [rdi + rdx - 16], xmm1
    ret
21: cmp rdx, 64
    ja 22f
    movups xmm0, [rsi]
    movups xmm1, [rsi + 16]
    movups xmm2, [rsi + rdx - 32]
    movups xmm3, [rsi + rdx - 16]
    movups [rdi], xmm0
    movups [rdi + 16], xmm1
    movups [rdi + rdx - 32], xmm2
    movups [rdi + rdx - 16], xmm3
    ret
22: mov rcx, rdi
    sub rcx, rsi
    cmp rcx, rdx
    jb 40f
    cmp rdx, {repeat}
    jb 30f
    neg rcx
    cmp rcx, rdx
    jb 30f
    mov ecx, edi
    or ecx, esi
    or ecx, edx
    test cl, 7
    mov rcx, rdx
    jne 24f
    shr rcx, 3
    rep movsq
    ret
24: rep movsb
    ret
30: movups xmm4, [rsi + rdx - 64]
    movups xmm5, [rsi + rdx - 48]
    movups xmm6, [rsi + rdx - 32]
    movups xmm7, [rsi + rdx - 16]
    lea r8, [rdi + rdx - 64]
31: movups xmm0, [rsi]
    movups xmm1, [rsi + 16]
    movups xmm2, [rsi + 32]
    movups xmm3, [rsi + 48]
    add rsi, 64
    movups [rdi], xmm0
    movups [rdi + 16], xmm1
    movups [rdi + 32], xmm2
    movups [rdi + 48], xmm3
    add rdi, 64
    cmp rdi, r8
    jb 31b
    movups [r8], xmm4
    movups [r8 + 16], xmm5
    movups [r8 + 32], xmm6
    movups [r8 + 48], xmm7
    ret
40: movups xmm4, [rsi]
    movups xmm5, [rsi + 16]
    movups xmm6, [rsi + 32]
    movups xmm7, [rsi + 48]
    lea r8, [rdi + 64]
    lea r9, [rdi + rdx]
    add rsi, rdx
41: movups xmm0, [rsi - 16]
    movups xmm1, [rsi - 32]
    movups xmm2, [rsi - 48]
    movups xmm3, [rsi - 64]
    sub rsi, 64
    movups [r9 - 16], xmm0
    movups [r9 - 32], xmm1
    movups [r9 - 48], xmm2
    movups [r9 - 64], xmm3
    sub r9, 64
    cmp r9, r8
    ja 41b
    movups [rdi], xmm4
    movups [rdi + 16], xmm5
    movups [rdi + 32], xmm6
    movups [rdi + 48], xmm7
    ret
"#,
    repeat = const REPEAT_SIZE,
);

global_asm!(
    ".p2align 4",
    function!("memset"),
    r#"
    mov r8, rdi
    movzx eax, sil
    cmp rdx, {repeat}
    jae 60f
    mov rcx, 0x0101010101010101
    imul rax, rcx
    cmp rdx, 16
    ja 53f
    cmp edx, 8
    jae 52f
    cmp edx, 4
    jae 51f
    test edx, edx
    je 50f
    mov byte ptr [rdi], al
    mov byte ptr [rdi + rdx - 1], al
    shr edx, 1
    mov byte ptr [rdi + rdx], al
50: mov rax, r8
    ret
51: mov dword ptr [rdi], eax
    mov dword ptr [rdi + rdx - 4], eax
    mov rax, r8
    ret
52: mov qword ptr [rdi], rax
    mov qword ptr [rdi + rdx - 8], rax
    mov rax, r8
    ret
53: movq xmm0, rax
    punpcklqdq xmm0, xmm0
    mov rax, r8
    lea rcx, [rdi + rdx - 32]
    cmp rdx, 32
    jbe 55f
    cmp rdx, 64
    jbe 56f
54: movups [rdi], xmm0
    movups [rdi + 16], xmm0
    movups [rdi + 32], xmm0
    movups [rdi + 48], xmm0
    add rdi, 64
    sub rdx, 64
    cmp rdx, 64
    ja 54b
    movups [rcx - 32], xmm0
    movups [rcx - 16], xmm0
    movups [rcx], xmm0
    movups [rcx + 16], xmm0
    ret
55: movups [rdi], xmm0
    movups [rcx + 16], xmm0
    ret
56: movups [rdi], xmm0
    movups [rdi + 16], xmm0
    movups [rcx], xmm0
    movups [rcx + 16], xmm0
    ret
60: mov rcx, rdx
    rep stosb
    mov rax, r8
    ret
"#,
    repeat = const REPEAT_SIZE,
);

global_asm!(
    ".p2align 4",
    function!("memcmp"),
    function!("bcmp"),
    r#"
    cmp rdx, 16
    jae 75f
    cmp edx, 8
    jae 73f
    cmp edx, 4
    jae 72f
    test edx, edx
    je 71f
70: movzx eax, byte ptr [rdi]
    movzx ecx, byte ptr [rsi]
    sub eax, ecx
    jne 79f
    inc rdi
    inc rsi
    dec edx
    jne 70b
71: xor eax, eax
79: ret
72: mov eax, dword ptr [rdi]
    mov ecx, dword ptr [rsi]
    cmp eax, ecx
    jne 74f
    mov eax, dword ptr [rdi + rdx - 4]
    mov ecx, dword ptr [rsi + rdx - 4]
    cmp eax, ecx
    je 71b
74: bswap eax
    bswap ecx
    cmp eax, ecx
    sbb eax, eax
    or eax, 1
    ret
73: mov rax, qword ptr [rdi]
    mov rcx, qword ptr [rsi]
    cmp rax, rcx
    jne 78f
    mov rax, qword ptr [rdi + rdx - 8]
    mov rcx, qword ptr [rsi + rdx - 8]
    cmp rax, rcx
    je 71b
78: bswap rax
    bswap rcx
    cmp rax, rcx
    sbb eax, eax
    or eax, 1
    ret
75: lea r8, [rdx - 16]
    xor r9d, r9d
76: cmp r9, r8
    cmovae r9, r8
    movups xmm0, [rdi + r9]
    movups xmm1, [rsi + r9]
    pcmpeqb xmm0, xmm1
    pmovmskb eax, xmm0
    xor eax, 0xffff
    jne 77f
    cmp r9, r8
    je 71b
    add r9, 16
    jmp 76b
77: bsf eax, eax
    add r9, rax
    movzx eax, byte ptr [rdi + r9]
    movzx ecx, byte ptr [rsi + r9]
    sub eax, ecx
    ret
"#,
    ".p2align 4",
    function!("strlen"),
    r#"
    xor eax, eax
80: cmp byte ptr [rdi + rax], 0
    je 81f
    inc rax
    jmp 80b
81: ret
    .size strlen, . - strlen
"#
);

#[cfg(test)]
mod tests {
    use std::vec;
    use std::vec::Vec;

    unsafe extern "C" {
        #[link_name = "grus_tested_memmove"]
        fn memmove(to: *mut u8, from: *const u8, count: usize) -> *mut u8;
        #[link_name = "grus_tested_memset"]
        fn memset(to: *mut u8, value: i32, count: usize) -> *mut u8;
        #[link_name = "grus_tested_memcmp"]
        fn memcmp(a: *const u8, b: *const u8, count: usize) -> i32;
        #[link_name = "grus_tested_strlen"]
        fn strlen(text: *const u8) -> usize;
    }

    fn sizes() -> impl Iterator<Item = usize> {
        (0..300).chain([511, 512, 513, 1000, 2047, 2048, 2049, 5000])
    }

    #[test]
    #[cfg_attr(miri, ignore = "assembly")]
    fn moves_over_every_overlap() {
        for size in sizes() {
            for (from, to) in [
                (0, 8000),
                (8000, 0),
                (100, 101),
                (101, 100),
                (100, 100),
                (64, 0),
                (0, 64),
                (7, 200),
                (200, 7),
            ] {
                let mut memory: Vec<u8> = (0..16_000u32).map(|i| (i * 7 % 251) as u8).collect();
                let mut expected = memory.clone();
                expected.copy_within(from..from + size, to);
                let base = memory.as_mut_ptr();
                // SAFETY: both ranges are inside of the vector.
                let result = unsafe { memmove(base.add(to), base.add(from), size) };
                assert_eq!(result, base.wrapping_add(to));
                assert!(memory == expected, "size {size} from {from} to {to}");
            }
        }
    }

    #[test]
    #[cfg_attr(miri, ignore = "assembly")]
    fn sets_exactly_the_range() {
        for size in sizes() {
            let mut memory = vec![1u8; size + 64];
            let start = memory.as_mut_ptr().wrapping_add(32);
            // SAFETY: the range is inside of the vector.
            let result = unsafe { memset(start, 0x1ab, size) };
            assert_eq!(result, start);
            let right = |(i, byte): (usize, &u8)| {
                *byte
                    == if (32..32 + size).contains(&i) {
                        0xab
                    } else {
                        1
                    }
            };
            assert!(memory.iter().enumerate().all(right), "size {size}");
        }
    }

    #[test]
    #[cfg_attr(miri, ignore = "assembly")]
    fn compares_as_unsigned_bytes() {
        for size in sizes() {
            let a = vec![0x80u8; size];
            // SAFETY: the ranges are those of the vectors.
            assert_eq!(unsafe { memcmp(a.as_ptr(), a.clone().as_ptr(), size) }, 0);
            for position in (0..size).step_by(1 + size / 40) {
                for (value, sign) in [(0x7f, 1), (0xff, -1)] {
                    let mut b = a.clone();
                    b[position] = value;
                    if position + 1 < size {
                        // A later difference must not matter.
                        b[position + 1] = if sign > 0 { 0xff } else { 0 };
                    }
                    // SAFETY: as above.
                    let order = unsafe { memcmp(a.as_ptr(), b.as_ptr(), size) };
                    assert_eq!(order.signum(), sign, "size {size} position {position}");
                }
            }
        }
    }

    #[test]
    #[cfg_attr(miri, ignore = "assembly")]
    fn measures_strings() {
        // SAFETY: the texts end with a zero byte.
        let lengths = unsafe { (strlen(c"".as_ptr().cast()), strlen(c"abc".as_ptr().cast())) };
        assert_eq!(lengths, (0, 3));
    }
}
