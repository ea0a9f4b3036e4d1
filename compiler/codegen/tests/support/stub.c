// A stand-in for the runtime, for tests of generated code: single-threaded, on the C library, never
// frees memory. The Go calling convention equals C's for up to six integer arguments and one result;
// functions with two results go through the shims at the end. Traps print the trap table's row.
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>

typedef struct { uint64_t size, pointer_bytes; uint32_t hash; uint8_t kind, align, flags, direction; } Type;
typedef struct { uint8_t form, reg, index, scale; int32_t value; uint8_t size, is_signed, pad[2]; } Operand;
typedef struct __attribute__((packed, aligned(2))) { uint32_t pc; uint16_t cause; } Trap;
typedef struct { uint8_t kind, flags; uint16_t pad; uint32_t line; Operand x, y; } Cause;
typedef struct { uint32_t start, end; uint16_t header, args; uint32_t frame, flags, file, line;
                 uint32_t name, lines, lines_length, frames, frame_count; } Function;
extern struct {
  const uint8_t *text_start, *text_end; const Function *functions; uint64_t function_count;
  const Trap *traps; uint64_t trap_count; const Cause *causes; uint64_t cause_count;
  const uint8_t *names; uint64_t names_length; const uint8_t *lines; uint64_t lines_length;
  void *frames; uint64_t frame_count; void *roots; uint64_t root_count; void **itabs; uint64_t itab_count;
  void (*main)(void); const Type **known; void *files; uint64_t file_count;
} grus_program;

uint64_t goroutine[16];
void run_main(void *goroutine, void (*main)(void));
__asm__("run_main: push rbx; push rbp; push r12; push r13; push r14; push r15; sub rsp,8; mov r15,rdi; call rsi;"
        "add rsp,8; pop r15; pop r14; pop r13; pop r12; pop rbp; pop rbx; ret");

void *newobject(const Type *t) __asm__("runtime.newobject");
void *newobject(const Type *t) { return calloc(1, t->size ? t->size : 1); }
void *makeslice(const Type *t, int64_t len, int64_t cap) __asm__("runtime.makeslice");
void *makeslice(const Type *t, int64_t len, int64_t cap) {
  if (len < 0 || len > cap) { printf("makeslice: out of range\n"); exit(2); }
  return calloc(cap ? cap : 1, t->size ? t->size : 1);
}
// Nothing is ever marked: the flag stays 0, and the barrier's slow path is a mistake.
uint32_t write_barrier __asm__("runtime.writeBarrier");
void slow_barrier(void) __asm__("runtime.gcWriteBarrier");
void slow_barrier(void) { printf("barrier without marking\n"); exit(2); }
typedef struct { uint64_t a, b; } Pair;
Pair growslice(void *old, int64_t newlen, int64_t oldcap, int64_t added, const Type *t) {
  int64_t cap = oldcap * 2 > newlen ? oldcap * 2 : newlen;
  void *p = calloc(cap, t->size ? t->size : 1);
  if (newlen > added) memcpy(p, old, (newlen - added) * t->size);
  return (Pair){(uint64_t)p, cap};
}
typedef struct { const char *p; uint64_t n; } String;
Pair concatstrings(String *s, uint64_t n) {
  uint64_t total = 0, at = 0;
  for (uint64_t i = 0; i < n; i++) total += s[i].n;
  char *p = malloc(total + 1);
  for (uint64_t i = 0; i < n; at += s[i].n, i++) memcpy(p + at, s[i].p, s[i].n);
  return (Pair){(uint64_t)p, total};
}
void move(void *to, void *from, uint64_t n) __asm__("runtime.memmove");
void move(void *to, void *from, uint64_t n) { memmove(to, from, n); }
void clear(void *to, uint64_t n) __asm__("runtime.memclr");
void clear(void *to, uint64_t n) { memset(to, 0, n); }
uint64_t equal(void *a, void *b, uint64_t n) __asm__("runtime.memequal");
uint64_t equal(void *a, void *b, uint64_t n) { return a == b || memcmp(a, b, n) == 0; }
int64_t compare(const char *a, uint64_t n, const char *b, uint64_t m) __asm__("runtime.cmpstring");
int64_t compare(const char *a, uint64_t n, const char *b, uint64_t m) {
  int c = memcmp(a, b, n < m ? n : m);
  return c ? c : n < m ? -1 : n > m;
}
uint64_t efaceeq(const Type *t, void *a, void *b) __asm__("runtime.efaceeq");
uint64_t efaceeq(const Type *t, void *a, void *b) {
  return t->flags & 4 ? a == b : memcmp(a, b, t->size) == 0;
}
void block_print(void) __asm__("runtime.printlock");
void block_print(void) {}
void unlock(void) __asm__("runtime.printunlock");
void unlock(void) {}
void space(void) __asm__("runtime.printsp");
void space(void) { putchar(' '); }
void newline(void) __asm__("runtime.printnl");
void newline(void) { putchar('\n'); }
void print_string(const char *p, uint64_t n) __asm__("runtime.printstring");
void print_string(const char *p, uint64_t n) { fwrite(p, 1, n, stdout); }
void print_int(int64_t x) __asm__("runtime.printint");
void print_int(int64_t x) { printf("%ld", x); }
void print_uint(uint64_t x) __asm__("runtime.printuint");
void print_uint(uint64_t x) { printf("%lu", x); }
void print_bool(uint64_t x) __asm__("runtime.printbool");
void print_bool(uint64_t x) { printf(x & 0xff ? "true" : "false"); }
void print_float(double x) __asm__("runtime.printfloat64");
void print_float(double x) { printf("%g", x); }
void print_complex(double x, double y) __asm__("runtime.printcomplex128");
void print_complex(double x, double y) { printf("(%g%+gi)", x, y); }
void dottype(const Type *a, const Type *b, const Type *c) __asm__("runtime.panicdottype");
void dottype(const Type *a, const Type *b, const Type *c) { printf("panic: type assertion\n"); exit(2); }
void more(void) __asm__("runtime.morestack_noctxt");
void more(void) { printf("morestack\n"); exit(3); }
void more_arguments(void) __asm__("runtime.morestack");
void more_arguments(void) { printf("morestack\n"); exit(3); }

// Defer, as the runtime's Go part does it, with one panic at most.
typedef struct Record { struct Record *link; void ***closure; uint64_t *frame; } Record;
uint64_t panicking[2];
void call_closure(void *goroutine, void *closure);
__asm__("call_closure: push rbx; push rbp; push r12; push r13; push r14; push r15; sub rsp,8; mov r15,rdi; mov rdi,rsi;"
        "call [rsi]; add rsp,8; pop r15; pop r14; pop r13; pop r12; pop rbp; pop rbx; ret");
void mark(uint64_t handler, uint64_t sp, uint64_t fp, uint64_t *frame) __asm__("runtime.markdeferframe");
void mark(uint64_t handler, uint64_t sp, uint64_t fp, uint64_t *frame) { frame[0] = handler; frame[1] = sp; frame[2] = fp; }
void deferreturn(uint64_t *frame) __asm__("runtime.deferreturn");
void deferreturn(uint64_t *frame) {
  Record *r;
  while ((r = (Record *)goroutine[4]) && r->frame == frame) { goroutine[4] = (uint64_t)r->link; call_closure(goroutine, r->closure); }
}
void resume(uint64_t handler, uint64_t sp, uint64_t fp, void *goroutine) __attribute__((noreturn));
__asm__("resume: mov rsp,rsi; mov rbp,rdx; mov r15,rcx; mov rax,-1; mov rbx,-1; mov rcx,-1; mov r12,-1; mov r13,-1; mov r14,-1; jmp rdi");
void gopanic(uint64_t word, uint64_t data) __asm__("runtime.gopanic");
void gopanic(uint64_t word, uint64_t data) {
  Record *r;
  panicking[0] = word; panicking[1] = data;
  while ((r = (Record *)goroutine[4])) {
    goroutine[4] = (uint64_t)r->link;
    call_closure(goroutine, r->closure);
    if (!panicking[0]) resume(r->frame[0], r->frame[1], r->frame[2], goroutine);
  }
  printf("panic\n"); exit(2);
}
Pair gorecover(uint64_t fp) { Pair p = {panicking[0], panicking[1]}; panicking[0] = 0; return p; }

static int64_t value(const Operand *o, greg_t *r, uint64_t stored) {
  static const int numbers[] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                                REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};
  uint64_t v = 0;
  switch (o->form) {
  case 0: return stored;
  case 1: return o->value;
  case 2: v = r[numbers[o->reg]]; break;
  case 3: {
    uint64_t at = r[numbers[o->reg]] + (int64_t)o->value;
    if (o->index != 0xff) at += r[numbers[o->index]] << o->scale;
    memcpy(&v, (void *)at, o->size);
  }
  }
  if (o->size == 4) return o->is_signed ? (int64_t)(int32_t)v : (int64_t)(uint32_t)v;
  if (o->size == 2) return (uint16_t)v;
  if (o->size == 1) return (uint8_t)v;
  return v;
}
static void trapped(int signal, siginfo_t *info, void *context) {
  greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
  uint32_t pc = (uint8_t *)r[REG_RIP] - grus_program.text_start;
  for (uint64_t i = 0; i < grus_program.trap_count; i++) {
    if (grus_program.traps[i].pc != pc) continue;
    const Cause *t = &grus_program.causes[grus_program.traps[i].cause];
    int64_t line = t->line;
    for (uint64_t f = 0; f < grus_program.function_count && !line; f++) {
      const Function *fn = &grus_program.functions[f];
      if (pc < fn->start || pc >= fn->end) continue;
      int64_t at = fn->start; line = fn->line; int64_t now = line;
      const uint8_t *lines = grus_program.lines + fn->lines;
      for (const uint8_t *p = lines; p < lines + fn->lines_length;) {
        int64_t n[4] = {0};
        for (int k = 0; k < 3 || (k == 3 && n[2] & 1); k++) {
          int shift = 0; uint8_t b;
          do { b = *p++; n[k] |= (int64_t)(b & 0x7f) << shift; shift += 7; } while (b & 0x80);
          if (k && (b & 0x40)) n[k] |= -((int64_t)1 << shift);
        }
        at += n[0]; now += n[1];
        if (at <= pc) line = now;
      }
    }
    printf("trap %d x=%ld y=%ld unsigned=%d line=%ld\n", t->kind, value(&t->x, r, goroutine[5]), value(&t->y, r, goroutine[6]), t->flags, line);
    fflush(stdout);
    _exit(2);
  }
  printf("signal %d at %lx, not in the table\n", signal, (long)r[REG_RIP]);
  fflush(stdout);
  _exit(4);
}

// Two results: rax, rdx in C; rax, rcx in Go.
#define SHIM(symbol, function) \
  __asm__(".globl \"" symbol "\"\n\"" symbol "\": push rbp; mov rbp,rsp; call " #function "; mov rcx,rdx; pop rbp; ret");
SHIM("runtime.growslice", growslice)
SHIM("runtime.concatstrings", concatstrings)
SHIM("runtime.gorecover", gorecover)

int main(void) {
  struct sigaction action = {.sa_sigaction = trapped, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, 0);
  sigaction(SIGILL, &action, 0);
  sigaction(SIGFPE, &action, 0);
  run_main(goroutine, grus_program.main);
  return 0;
}
