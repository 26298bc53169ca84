/* The PEM blocks of an input, whatever its size: only the block at hand is kept. */
#ifndef PC_CLI_PEM_STREAM_H
#define PC_CLI_PEM_STREAM_H

#include "cli/input.h"
#include "x509/pem.h"

/* The text of one certificate: the largest in base64, with room for line ends. */
#define PEM_BLOCK_MAX ((size_t)1 << 25)

enum pem_what {
        PEM_BLOCK,
        PEM_UNCLOSED, /* a BEGIN line without its END line; the block has no body */
        PEM_END,
        PEM_FAILURE /* reading failed, and the input knows why */
};

/* Views into the input's window, valid until the next call. */
struct pem_item {
        enum pem_what what;
        struct pc_pem_block block;
        uint64_t begin; /* where in the input the BEGIN line stands */
        uint64_t body;  /* and where the body */
};

struct pem_stream {
        struct input *input;
        bool inside_line; /* the window's start is no line's start */
};

/* Starts at the input's window. The input must outlive the stream. */
void pem_stream_init(struct pem_stream *stream, struct input *input);

struct pem_item pem_stream_next(struct pem_stream *stream);

#endif
