/* Items with their data, copied off a feed so that a worker has them for itself. */
#ifndef PC_CLI_BATCH_H
#define PC_CLI_BATCH_H

#include "cli/feed.h"

/* What a batch holds: octets, but for one larger item alone, and items. */
#define BATCH_SIZE  65536
#define BATCH_ITEMS 256

struct batch {
        size_t count;
        size_t used;
        size_t capacity;
        uint8_t *data;
        struct item items[BATCH_ITEMS];
};

/* False where memory is short; else batch_free is due. */
bool batch_init(struct batch *batch);
void batch_free(struct batch *batch);

/* Takes as much as there is room for. Empty at the feed's end. */
void batch_fill(struct batch *batch, struct feed *feed);

#endif
