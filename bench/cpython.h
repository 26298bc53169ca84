/* CPython's getpeercert(), timed by cpython.py over a file of the certificates. */
#ifndef PC_BENCH_CPYTHON_H
#define PC_BENCH_CPYTHON_H

#include "race.h"

/* Writes the certificates as lines of hexadecimal digits, for cpython.py. */
void cpython_export(const struct set *set, const char *path);

struct cpython {
        size_t accepted;
        struct set set; /* those that we accept, too */
        double minimum; /* nanoseconds for all of 'set': sums of each certificate's */
        double median;
        struct timing ours[STAGES]; /* over 'set' */
};

/* Reads cpython.py's answer, "index,minimum,median" a line, and times ours over the same certificates. */
void cpython_compare(struct cpython *out, const struct set *set, const char *path, size_t rounds);

#endif
