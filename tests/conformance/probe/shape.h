/* A transport that behaves in a way of its own over another. */
#ifndef PC_TESTS_PROBE_SHAPE_H
#define PC_TESTS_PROBE_SHAPE_H

#include "tls/session.h"

enum shape {
        SHAPE_PLAIN,
        SHAPE_OCTET, /* one octet at a time */
        SHAPE_BLOCK  /* would block at every other call */
};

struct shaped {
        struct pc_transport inner;
        enum shape shape;
        long left; /* octets to be read before the stream ends; negative: no end */
        unsigned long reads, writes;
};

/* 'shaped' is the transport's context. 'cut': the stream that comes in ends after so many octets; -1: as it
 * does. */
struct pc_transport shaped_transport(struct shaped *shaped, struct pc_transport inner, enum shape shape,
                                     long cut);

#endif
