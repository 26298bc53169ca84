#include "api/sink.h"

#include <string.h>

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
