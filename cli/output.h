/* Standard output in large blocks, with every failure noticed. */
#ifndef PC_CLI_OUTPUT_H
#define PC_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "asn1/der.h"
#include "cli/message.h"

#define OUTPUT_SIZE 65536

struct output {
        int error;                 /* errno of the first failure; nothing is written after it */
        void (*before)(void *ctx); /* NULL, or called each time before something is written out */
        void *ctx;
        size_t len;
        char data[OUTPUT_SIZE];
};

void output_init(struct output *output);

/* A pc_sink whose 'ctx' is the output; not 0 after a failure. */
int output_sink(void *output, const void *data, size_t len);

/* Each of these goes through the sink; a failure shows in 'error'. */
void output_text(struct output *output, const char *text);
void output_octets(struct output *output, struct pc_slice octets);
void output_number(struct output *output, unsigned long long number);

/* Writes out what is left. */
void output_flush(struct output *output);

/*
 * The same, and STATUS_USAGE with a message if that or any write before it failed; without one where the
 * reader of a pipe has gone.
 */
enum status output_finish(struct output *output);

#endif
