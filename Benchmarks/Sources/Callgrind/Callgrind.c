#include "Callgrind.h"

#include <stddef.h>

// The numbers of the requests, as callgrind.h has them: ('C' << 24) + ('T' << 16) and on.
enum { ZERO = 0x43540001, START = 0x43540004, STOP = 0x43540005 };

// Valgrind knows a request by instructions that do nothing (they turn a register around once); valgrind.h has the same, but is not on
// every machine that builds this.
static void request(size_t number) {
    volatile size_t arguments[6] = {number, 0, 0, 0, 0, 0};
    volatile size_t result = 0;
#if defined(__x86_64__)
    __asm__ volatile("rolq $3, %%rdi; rolq $13, %%rdi; rolq $61, %%rdi; rolq $51, %%rdi; xchgq %%rbx, %%rbx"
                     : "=d"(result)
                     : "a"(&arguments[0]), "0"((size_t)0)
                     : "cc", "memory");
#elif defined(__aarch64__)
    __asm__ volatile("mov x3, %1; mov x4, %2; ror x12, x12, #3; ror x12, x12, #13; ror x12, x12, #51; ror x12, x12, #61;"
                     "orr x10, x10, x10; mov %0, x3"
                     : "=r"(result)
                     : "r"((size_t)0), "r"(&arguments[0])
                     : "cc", "memory", "x3", "x4");
#endif
    (void)result;
    (void)arguments;
}

void callgrind_start(void) { request(START); }
void callgrind_stop(void) { request(STOP); }
void callgrind_zero(void) { request(ZERO); }
