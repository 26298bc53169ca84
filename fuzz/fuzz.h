/* What the targets share. */
#ifndef PC_FUZZ_H
#define PC_FUZZ_H

#include <peercert.h>

#include "asn1/charstring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A property that must hold whatever the input. */
#define PROPERTY(condition)                                                                    \
        do {                                                                                   \
                if (!(condition)) {                                                            \
                        fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition); \
                        abort();                                                               \
                }                                                                              \
        } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy in memory of exactly its size, so that a sanitizer sees the first octet too far. To be freed. */
static inline uint8_t *exact_copy(const uint8_t *data, size_t size)
{
        uint8_t *copy = malloc(size == 0 ? 1 : size);

        PROPERTY(copy != NULL);
        if (size != 0) {
                memcpy(copy, data, size);
        }
        return copy;
}

/* Whether 'part' lies within 'whole'. An empty slice may be anywhere. */
static inline bool within(struct pc_slice part, struct pc_slice whole)
{
        return part.len == 0 || (part.data >= whole.data && part.len <= whole.len &&
                                 (size_t)(part.data - whole.data) <= whole.len - part.len);
}

#endif
