/*
 * What unit tests share: vector files, and names of result codes.
 *
 * A vector file has one case a line: fields parted by '|', blanks around them dropped; '#' starts a comment
 * line. Octets are written in hexadecimal, no octets as '-'; results by their name, such as
 * PC_ERR_DER_LENGTH.
 */
#ifndef PC_TESTS_UNIT_SUPPORT_H
#define PC_TESTS_UNIT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "asn1/der.h"
#include "asn1/result.h"

/* Opens tests/<folder>/<name> for reading; a file that is not there fails the test. */
FILE *open_test_file(const char *folder, const char *name);

#define VECTOR_FIELDS 8

struct vector {
        const char *file;
        unsigned line;
        size_t count;
        char *fields[VECTOR_FIELDS];
        void *owned[VECTOR_FIELDS]; /* what vector_octets gave, freed after the case */
};

/* Calls 'check' for each case of the file 'name' under tests/unit/. Fails where the file is missing or empty.
 */
void for_each_vector(const char *name, void (*check)(struct vector *vector));

/* Fields by index from 0; a missing one fails the test. */
const char *vector_text(const struct vector *vector, size_t field);
long long vector_number(const struct vector *vector, size_t field);
enum pc_result vector_result(const struct vector *vector, size_t field);

/* Octets in memory of their exact size, so that a sanitizer sees each octet read past them. */
struct pc_slice vector_octets(struct vector *vector, size_t field);

/* Comparisons that name the file and the line when they fail. */
void vector_fail(const struct vector *vector, const char *format, ...);
void vector_expect_result(const struct vector *vector, enum pc_result got, enum pc_result want);
void vector_expect_number(const struct vector *vector, const char *what, long long got, long long want);
void vector_expect_octets(const struct vector *vector, const char *what, struct pc_slice got,
                          struct pc_slice want);
void vector_expect_text(const struct vector *vector, const char *what, struct pc_slice got, const char *want);

/* The octets of a C string, without its NUL. */
struct pc_slice slice_of(const char *text);

/* Result codes as asn1/result.h lists them. */
struct result_name {
        char name[48];
        enum pc_result code;
};

const struct result_name *result_names(size_t *count);
const char *result_name(enum pc_result code);

#endif
