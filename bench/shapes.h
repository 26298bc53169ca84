/* Shapes of certificates that a decoder might find hard. */
#ifndef PC_BENCH_SHAPES_H
#define PC_BENCH_SHAPES_H

#include "build.h"

struct shape {
        const char *name;
        enum place place;
        build_filler *filler;
        size_t largest; /* where a limit of its own applies, else 0 */
};

/* Ended by an entry without a name. */
extern const struct shape shapes[];

#endif
