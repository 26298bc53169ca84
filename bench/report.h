/* What a run says: a table, values separated by commas, and which targets it reaches. */
#ifndef PC_BENCH_REPORT_H
#define PC_BENCH_REPORT_H

#include <stdio.h>

#include "cpython.h"
#include "race.h"

/* 'cpython' may be NULL. */
void report_table(const struct race *race, const struct cpython *cpython, size_t certificates);
void report_csv(FILE *file, const struct race *race, const struct cpython *cpython);

/* Whether all targets that could be measured are reached. */
bool report_targets(const struct race *race, const struct cpython *cpython);

#endif
