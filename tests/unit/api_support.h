/* What the tests of api/ share: the certificates of tests/vectors.jsonl, each with CPython's own answer. */
#ifndef PC_TESTS_UNIT_API_SUPPORT_H
#define PC_TESTS_UNIT_API_SUPPORT_H

#include "support.h"

#include "api/peercert.h"

struct certificate_vector {
        char name[128];
        struct pc_slice der; /* in memory of its exact size */
        char *python;        /* repr() of the dict, or NULL */
        char *error;         /* "Type: text" of the exception, or NULL */
        bool ascii;          /* whether 'python' is ASCII, and so ascii() of the dict as well */
};

/* Calls 'check' for each of them; fails where there are none. */
void for_each_certificate(void (*check)(const struct certificate_vector *vector));

/* The one of that name, for release_certificate. */
struct certificate_vector certificate_named(const char *name);
void release_certificate(struct certificate_vector *vector);

/*
 * A sink that keeps what it gets, and stops at call 'stop_at', counted from 1 (0: never). A call after the
 * one that stopped fails the test, and so does one without octets.
 */
struct recorder {
        size_t stop_at;
        size_t calls;
        size_t len;
        char text[65536];
};

void recorder_start(struct recorder *recorder, size_t stop_at);
int recorder_sink(void *ctx, const void *data, size_t len);

/*
 * Writes into sinks that stop at every call, until no call is left to stop at: the writer calls no more, says so, and
 * what came before is the beginning of the whole, which ends with neither half a character nor half an escape.
 */
typedef enum pc_result writer(const struct pc_certificate *cert, pc_sink *sink, void *ctx);

void check_stops(writer *write, const struct pc_certificate *cert);

#endif
