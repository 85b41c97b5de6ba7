// Tells valgrind's callgrind from when to when to count; outside of valgrind these calls do nothing.
#ifndef JUNCTION_BENCH_CALLGRIND_H
#define JUNCTION_BENCH_CALLGRIND_H

// Counts from here on (valgrind is started with --instr-atstart=no).
void callgrind_start(void);
// Counts no longer.
void callgrind_stop(void);
// Forgets what was counted.
void callgrind_zero(void);

#endif
