/* One item of the inputs, decoded and printed. */
#ifndef PC_CLI_DECODER_H
#define PC_CLI_DECODER_H

#include "cli/format.h"
#include "cli/item.h"
#include "cli/refusal.h"

struct decoder {
        enum format format;
        bool strict;
        bool printed;           /* whether a blank line is due before the next certificate's text */
        char why[REFUSAL_SIZE]; /* the message about the last item; empty where there is none */
        struct output output;
};

void decoder_init(struct decoder *decoder, enum format format, bool strict);

/* Decodes a certificate within the item's own data and prints it, or fills in 'why'. */
enum status decoder_run(struct decoder *decoder, const struct item *item);

#endif
