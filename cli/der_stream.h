/* Certificates in DER, one after another, whatever the input's size: only the one at hand is kept. */
#ifndef PC_CLI_DER_STREAM_H
#define PC_CLI_DER_STREAM_H

#include "cli/input.h"

struct der_stream {
        struct input *input;
        bool done;
};

/* Starts at the input's window. The input must outlive the stream. */
void der_stream_init(struct der_stream *stream, struct input *input);

/*
 * The next one, a view into the input's window that is valid until the next call, and where in the input it
 * stands. What is no data value, or is followed by what is no certificate, is the last one and has all of the
 * rest, up to one octet more than a certificate may have: nobody knows where the next one would begin. False
 * at the end, and where reading failed: the input knows why.
 */
bool der_stream_next(struct der_stream *stream, struct pc_slice *der, uint64_t *offset);

#endif
