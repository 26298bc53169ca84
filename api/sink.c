#include "api/sink.h"

#include <string.h>

/*@ // What pc_buffer_sink takes.
    predicate takes(struct pc_buffer *b, uint8_t *data, integer len) =
        valid_buffer(b, len) && 0 < len && \valid_read(data + (0 .. len - 1)) &&
        \separated(b, b->data + (0 .. b->size - 1), data + (0 .. len - 1));
*/

/*@ requires takes((struct pc_buffer *)ctx, (uint8_t *)data, len);
    assigns ((struct pc_buffer *)ctx)->len;
    assigns ((struct pc_buffer *)ctx)->data[0 .. ((struct pc_buffer *)ctx)->size - 1];
    ensures \result == 0 && ((struct pc_buffer *)ctx)->len == \old(((struct pc_buffer *)ctx)->len) + len;
*/
int pc_buffer_sink(void *ctx, const void *data, size_t len)
{
        struct pc_buffer *buffer = (struct pc_buffer *)ctx;

        if (buffer->len < buffer->size) {
                const size_t room = buffer->size - buffer->len;

                memcpy(buffer->data + buffer->len, data, len < room ? len : room);
        }
        buffer->len += len;
        return 0;
}
