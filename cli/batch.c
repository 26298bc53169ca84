#include "cli/batch.h"

#include <stdlib.h>
#include <string.h>

static bool resize(struct batch *batch, size_t capacity)
{
        uint8_t *data;

        if (capacity == batch->capacity) {
                return true;
        }
        data = realloc(batch->data, capacity);
        if (data == NULL) {
                return false;
        }
        batch->data = data;
        batch->capacity = capacity;
        return true;
}

bool batch_init(struct batch *batch)
{
        batch->count = 0;
        batch->used = 0;
        batch->capacity = 0;
        batch->data = NULL;
        return resize(batch, BATCH_SIZE);
}

void batch_free(struct batch *batch)
{
        free(batch->data);
        batch->data = NULL;
}

static void add(struct batch *batch, const struct item *item)
{
        struct item *copy = &batch->items[batch->count];

        *copy = *item;
        copy->data = batch->data + batch->used;
        if (item->len > 0) {
                memcpy(copy->data, item->data, item->len);
        }
        batch->used += item->len;
        batch->count++;
}

/* A large item goes alone. */
static void add_large(struct batch *batch, const struct item *item)
{
        struct item failure = *item;

        if (resize(batch, item->len)) {
                add(batch, item);
                return;
        }
        failure.what = ITEM_BROKEN;
        failure.len = 0;
        failure.code = PC_ERR_TLS_MEMORY;
        failure.status = STATUS_USAGE;
        add(batch, &failure);
}

void batch_fill(struct batch *batch, struct feed *feed)
{
        const struct item *item = feed_look(feed);

        batch->count = 0;
        batch->used = 0;
        if (item->len > BATCH_SIZE) {
                add_large(batch, item);
                feed_take(feed);
                return;
        }
        /* Making it smaller again may fail; then it stays as large as it is. */
        (void)resize(batch, BATCH_SIZE);
        while (item->what != ITEM_END && batch->count < BATCH_ITEMS &&
               item->len <= BATCH_SIZE - batch->used) {
                add(batch, item);
                feed_take(feed);
                item = feed_look(feed);
        }
}
