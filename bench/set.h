/* The certificates that everybody decodes. */
#ifndef PC_BENCH_SET_H
#define PC_BENCH_SET_H

#include <stddef.h>

#include "asn1/der.h"

/* Certificates stand one behind the other in one block of memory, as a bulk decoder would hold them. */
struct set {
        struct pc_slice *certificates;
        size_t count;
        size_t capacity;
};

/*
 * Adds the certificates of a file: PEM with text around, DER, or JSON lines with "der_hex" (those with a
 * "python_repr" of null are left out); of a folder, those of all files below it. Ends the program where
 * nothing can be read.
 */
void set_load(struct set *set, const char *path);

void set_add(struct set *set, struct pc_slice der);

/* Moves all certificates into one block. */
void set_pack(struct set *set);

/* The octets of all certificates. */
size_t set_size(const struct set *set);

#endif
