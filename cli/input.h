/* A file or standard input, read through a window that moves over it. */
#ifndef PC_CLI_INPUT_H
#define PC_CLI_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "asn1/der.h"

struct input {
        const char *name; /* for messages */
        int fd;
        uint8_t *data;
        size_t capacity;
        size_t begin; /* data[begin..end) is what has been read and not skipped */
        size_t end;
        uint64_t offset; /* of data[begin] in the input */
        bool at_end;     /* nothing stands behind data[end] */
        int error;       /* errno of what failed */
};

/* Opens 'path', "-" being standard input. Where it is false, 'error' says why. */
bool input_open(struct input *input, const char *path);
void input_close(struct input *input);

/*
 * Reads on until the window holds 'want' octets or the input has ended; the window grows if it must, and
 * moves in memory. Where it is false, 'error' says why.
 */
bool input_fill(struct input *input, size_t want);

/*
 * The same for a value whose end is not known: one octet more than the window holds or, once that is much,
 * twice as many, so that looking again and again stays linear; 'max' at most.
 */
bool input_grow(struct input *input, size_t max);

/* What the window holds, and letting go of its first 'count' octets. */
struct pc_slice input_window(const struct input *input);
void input_skip(struct input *input, size_t count);

#endif
