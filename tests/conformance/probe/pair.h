/* Two sessions in one process, with a pipe each way between them. */
#ifndef PC_TESTS_PROBE_PAIR_H
#define PC_TESTS_PROBE_PAIR_H

#include "setup.h"

#define PIPE_MAX 131072

struct pipe {
        uint8_t octets[PIPE_MAX];
        size_t from, to;
};

struct end {
        struct pipe *in, *out;
        struct shaped shaped;
        struct pc_session *session;
        enum pc_result result; /* of its last call */
        bool done;             /* with its handshake */
};

struct pair {
        struct pipe pipes[2];
        struct end tested, other;
};

/* The stream to the tested end stops after 'cut' octets, never for a negative number. False where one cannot
 * be opened. */
bool pair_open(struct pair *pair, const struct options *options, const struct setup *tested,
               const struct setup *other, long cut);
void pair_free(struct pair *pair);

/* Runs both handshakes until the tested end is done, has failed, or neither moves any more. */
enum pc_result pair_handshake(struct pair *pair);

/* 'from' finishes its handshake and writes an octet, and 'to' reads it: the outcome of that. */
enum pc_result pair_pass(struct end *from, struct end *to);

#endif
