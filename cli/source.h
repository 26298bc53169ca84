/* The certificates of an input: DER, or PEM with any text around, told apart by looking. */
#ifndef PC_CLI_SOURCE_H
#define PC_CLI_SOURCE_H

#include "cli/pem_stream.h"

enum found_what {
        FOUND_CERTIFICATE, /* 'der', valid until the next call */
        FOUND_BROKEN,      /* a PEM certificate that cannot be decoded: 'code' and 'offset' in the input */
        FOUND_END,
        FOUND_FAILURE /* reading failed, and a message has been printed */
};

struct found {
        enum found_what what;
        struct pc_slice der;
        enum pc_result code;
        uint64_t offset;
};

#define SOURCE_LABEL_SIZE 65

struct source {
        struct input input;
        struct pem_stream stream;
        bool looked; /* whether it is DER is known */
        bool done;
        char label[SOURCE_LABEL_SIZE]; /* of the first block that is no certificate; empty without one */
};

/* False with a message. After it, source_close is due in any case but this one. */
bool source_open(struct source *source, const char *path);
void source_close(struct source *source);

struct found source_next(struct source *source);

/* A message, for an input at whose end no certificate has been found: what it holds instead. */
void source_complain(const struct source *source);

#endif
