/* The certificates of an input, in any form. */
#ifndef PC_CLI_SOURCE_H
#define PC_CLI_SOURCE_H

#include "cli/der_stream.h"
#include "cli/item.h"
#include "cli/line_stream.h"
#include "cli/pem_stream.h"
#include "cli/sniff.h"

#define SOURCE_LABEL_SIZE     65
#define SOURCE_COMPLAINT_SIZE 8192

struct source {
        struct input input;
        enum form form;
        bool found_out; /* the form, and not by the user */
        bool started;
        bool done;
        uint64_t number; /* of the last certificate */
        union {
                struct pem_stream pem;
                struct der_stream der;
                struct line_stream lines;
        } stream;
        char label[SOURCE_LABEL_SIZE]; /* of the first block that is no certificate; empty without one */
};

/* Where it is false, source_complain tells why; else source_close is due. */
bool source_open(struct source *source, const char *path, enum form form);
void source_close(struct source *source);

/* The next certificate, whose data are valid until the next call, or ITEM_END. */
struct item source_next(struct source *source);

/*
 * What is to be said of an input that was not opened, or has come to its end: that reading failed, or what it
 * holds instead of certificates. STATUS_OK, and no text, where there is nothing to say.
 */
enum status source_complain(const struct source *source, char text[SOURCE_COMPLAINT_SIZE]);

#endif
