//! `memcpy`, `memmove`, `memset`, `memcmp`, `bcmp` and `strlen`, which the Rust compiler calls and no
//! libc provides here.
//!
//! In and out: as in C. Written in assembly because the compiler would turn loops in Rust back into
//! calls of these very functions. Small sizes are done with overlapping loads and stores of the
//! largest unit that fits, all loads before all stores, so that `memcpy` and `memmove` are one
//! function; medium ones 64 bytes at a time, from the end if the target overlaps the source from
//! above; large ones by `rep movsb` and `rep stosb`, which fill whole cache lines.

use core::arch::global_asm;

/// From this size on the string instructions win over loops.
const REPEAT_SIZE: usize = 2048;

global_asm!(
    r#"
    .globl memcpy
    .globl memmove
    .type memcpy, @function
    .type memmove, @function
    .p2align 4
memcpy:
memmove:
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
    mov rcx, rdx
    rep movsb
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
    .size memcpy, . - memcpy
    .size memmove, . - memmove
"#,
    repeat = const REPEAT_SIZE,
);

global_asm!(
    r#"
    .globl memset
    .type memset, @function
    .p2align 4
memset:
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
    .size memset, . - memset
"#,
    repeat = const REPEAT_SIZE,
);

global_asm!(
    r#"
    .globl memcmp
    .globl bcmp
    .type memcmp, @function
    .type bcmp, @function
    .p2align 4
memcmp:
bcmp:
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
    .size memcmp, . - memcmp
    .size bcmp, . - bcmp

    .globl strlen
    .type strlen, @function
    .p2align 4
strlen:
    xor eax, eax
80: cmp byte ptr [rdi + rax], 0
    je 81f
    inc rax
    jmp 80b
81: ret
    .size strlen, . - strlen
"#
);
