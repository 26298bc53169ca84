#include "api/text.h"

#include <string.h>

#include "api/text_oid.h"
#include "api/text_value.h"

enum pc_result pc_sink_put(pc_sink *sink, void *ctx, const void *data, size_t len)
{
        if (len == 0 || sink(ctx, data, len) == 0) {
                return PC_OK;
        }
        return PC_ERR_API_SINK;
}

enum pc_result pc_sink_string(pc_sink *sink, void *ctx, const char *string)
{
        return pc_sink_put(sink, ctx, string, strlen(string));
}

enum pc_result pc_text_write(struct pc_text text, pc_sink *sink, void *ctx)
{
        switch (text.kind) {
        case PC_TEXT_STRING:
                return pc_text_write_string(&text, sink, ctx);
        case PC_TEXT_UTF8:
                return pc_sink_put(sink, ctx, text.octets.data, text.octets.len);
        case PC_TEXT_CONSTANT:
                return pc_sink_string(sink, ctx, text.constant);
        case PC_TEXT_OID:
                return pc_text_write_oid(text.octets, sink, ctx);
        case PC_TEXT_REGISTERED_ID:
                return pc_text_write_registered_id(text.octets, sink, ctx);
        case PC_TEXT_SERIAL:
        case PC_TEXT_SERIAL_FULL:
                return pc_text_write_serial(&text, sink, ctx);
        case PC_TEXT_TIME:
                return pc_text_write_time(&text, sink, ctx);
        case PC_TEXT_IP_ADDRESS:
                return pc_text_write_ip_address(&text, sink, ctx);
        case PC_TEXT_OTHER_NAME:
                if (pc_sink_string(sink, ctx, text.constant) != PC_OK) {
                        return PC_ERR_API_SINK;
                }
                return pc_sink_put(sink, ctx, text.octets.data, text.octets.len);
        }
        return PC_OK;
}

enum pc_result pc_text_copy(struct pc_text text, char *buf, size_t size, size_t *len)
{
        struct pc_buffer buffer = {buf, size, 0};
        enum pc_result result = pc_text_write(text, pc_buffer_sink, &buffer);

        *len = buffer.len;
        if (result == PC_OK && buffer.len >= size) {
                result = PC_ERR_API_SPACE;
        }
        if (size > 0) {
                buf[result == PC_OK ? buffer.len : 0] = '\0';
        }
        return result;
}

/* A sink that stops where what it gets is not the next part of the string. */
static int compare_sink(void *ctx, const void *data, size_t len)
{
        struct pc_slice *left = (struct pc_slice *)ctx;

        if (len > left->len || memcmp(left->data, data, len) != 0) {
                return 1;
        }
        left->data += len;
        left->len -= len;
        return 0;
}

bool pc_text_equal(struct pc_text text, const char *utf8)
{
        struct pc_slice left = {(const uint8_t *)utf8, strlen(utf8)};

        return pc_text_write(text, compare_sink, &left) == PC_OK && left.len == 0;
}
