#include "api/text.h"

#include "api/text_oid.h"
#include "api/text_value.h"
#include "asn1/charstring.h"
#include "x509/irregular.h"

static enum pc_result put(pc_sink *sink, void *ctx, const void *data, size_t len)
{
        if (len == 0 || sink(ctx, data, len) == 0) {
                return PC_OK;
        }
        return PC_ERR_API_SINK;
}

PC_APART static enum pc_result write_string(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        struct pc_slice rest = text->octets;
        struct pc_slice piece;
        uint8_t buf[PC_STRING_PIECE];

        while (pc_string_next(text->tag, &rest, buf, &piece) == PC_OK) {
                if (sink(ctx, piece.data, piece.len) != 0) {
                        return PC_ERR_API_SINK;
                }
        }
        return PC_OK;
}

/* The kinds that are neither views nor OBJECT IDENTIFIERs. */
PC_APART static enum pc_result write_value(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        uint8_t octets[PC_TEXT_VALUE_ROOM];
        struct pc_output out;

        pc_output_init(&out, octets, sizeof octets, sink, ctx);
        if (text->kind == PC_TEXT_TIME) {
                pc_put_time(&out, text);
        } else if (text->kind == PC_TEXT_IP_ADDRESS) {
                pc_put_ip_address(&out, text->octets);
        } else if (text->kind == PC_TEXT_SERIAL_FULL) {
                (void)pc_put_serial(&out, text->octets, SIZE_MAX);
        } else if (pc_put_serial(&out, text->octets, PC_SERIAL_SHOWN)) {
                pc_output_put(&out, "\\\n", 2);
        }
        return pc_output_end(&out);
}

/* The several hundred octets of stack are this function's alone. */
PC_APART static enum pc_result write_oid(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        uint8_t octets[PC_TEXT_VALUE_ROOM];
        uint32_t space[PC_OID_SPACE];
        struct pc_output out;

        if (text->octets.len > PC_OID_SIZE_MAX) {
                return PC_ERR_X509_OID_SIZE;
        }
        pc_output_init(&out, octets, sizeof octets, sink, ctx);
        if (pc_put_oid(&out, text->octets, space, text->kind == PC_TEXT_REGISTERED_ID)) {
                pc_output_octet(&out, '\0');
        }
        return pc_output_end(&out);
}

enum pc_result pc_text_write(struct pc_text text, pc_sink *sink, void *ctx)
{
        switch (text.kind) {
        case PC_TEXT_STRING:
                return write_string(&text, sink, ctx);
        case PC_TEXT_UTF8:
                return put(sink, ctx, text.octets.data, text.octets.len);
        case PC_TEXT_CONSTANT:
                return put(sink, ctx, text.constant, strlen(text.constant));
        case PC_TEXT_OID:
        case PC_TEXT_REGISTERED_ID:
                return write_oid(&text, sink, ctx);
        case PC_TEXT_SERIAL:
        case PC_TEXT_SERIAL_FULL:
        case PC_TEXT_TIME:
        case PC_TEXT_IP_ADDRESS:
                return write_value(&text, sink, ctx);
        case PC_TEXT_OTHER_NAME:
                break;
        }
        if (put(sink, ctx, text.constant, strlen(text.constant)) != PC_OK) {
                return PC_ERR_API_SINK;
        }
        return put(sink, ctx, text.octets.data, text.octets.len);
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
