/* Time that only goes on. */
#ifndef PC_CLI_CLOCK_H
#define PC_CLI_CLOCK_H

#include <stdint.h>
#include <time.h>

#define CLOCK_USED CLOCK_MONOTONIC

/* Milliseconds since whenever. */
int64_t clock_now(void);

/* The same as a timespec. */
struct timespec clock_timespec(int64_t milliseconds);

#endif
