#include "api/text.h"

#include <string.h>

#include "api/text_oid.h"
#include "asn1/charstring.h"
#include "asn1/integer.h"
#include "asn1/time.h"

/* Python reads OpenSSL's serial number as one line, which is folded after this many octets. */
#define SERIAL_SHOWN 35

/* Python reads a time as one line into a buffer, which takes this many characters. */
#define TIME_SHOWN 2046

#define IP_TEXT_MAX 39

static enum pc_result put(pc_sink *sink, void *ctx, const void *data, size_t len)
{
        if (len == 0 || sink(ctx, data, len) == 0) {
                return PC_OK;
        }
        return PC_ERR_API_SINK;
}

static enum pc_result put_string(pc_sink *sink, void *ctx, const char *string)
{
        return put(sink, ctx, string, strlen(string));
}

static uint8_t hex_digit(unsigned value)
{
        return (uint8_t) "0123456789ABCDEF"[value % 16];
}

static enum pc_result write_string(const struct pc_text *text, pc_sink *sink, void *ctx)
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

static enum pc_result write_serial(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        const struct pc_magnitude m = pc_integer_magnitude(text->octets);
        const bool cut = text->kind == PC_TEXT_SERIAL && m.len > SERIAL_SHOWN;
        const size_t shown = cut ? SERIAL_SHOWN : m.len;
        uint8_t hex[2 * SERIAL_SHOWN + 1];
        size_t used = 0;
        size_t i;

        if (m.negative) {
                hex[used++] = '-';
        }
        for (i = 0; i < shown; i++) {
                const uint8_t octet = pc_magnitude_octet(&m, i);

                if (used > sizeof hex - 2) {
                        if (sink(ctx, hex, used) != 0) {
                                return PC_ERR_API_SINK;
                        }
                        used = 0;
                }
                hex[used++] = hex_digit(octet / 16u);
                hex[used++] = hex_digit(octet);
        }
        if (put(sink, ctx, hex, used) != PC_OK) {
                return PC_ERR_API_SINK;
        }
        return put_string(sink, ctx, cut ? "\\\n" : "");
}

static enum pc_result write_time(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        struct pc_time time;
        uint8_t part[PC_TIME_HEAD];
        size_t room = TIME_SHOWN - PC_TIME_HEAD;
        size_t len;

        if (pc_time_read(text->tag, text->octets, &time) != PC_OK) {
                return put_string(sink, ctx, "Bad time value");
        }
        pc_time_head(&time, part);
        if (put(sink, ctx, part, PC_TIME_HEAD) != PC_OK) {
                return PC_ERR_API_SINK;
        }
        len = time.fraction.len < room ? time.fraction.len : room;
        room -= len;
        if (put(sink, ctx, time.fraction.data, len) != PC_OK) {
                return PC_ERR_API_SINK;
        }
        len = pc_time_tail(&time, part);
        return put(sink, ctx, part, len < room ? len : room);
}

/* Writes an octet in decimal; gives its length. */
static size_t put_decimal(uint8_t *out, uint8_t value)
{
        size_t len = 0;

        if (value >= 100) {
                out[len++] = (uint8_t)('0' + value / 100);
        }
        if (value >= 10) {
                out[len++] = (uint8_t)('0' + value / 10 % 10);
        }
        out[len++] = (uint8_t)('0' + value % 10);
        return len;
}

/* Writes two octets in hexadecimal, without leading zeros; gives their length. */
static size_t put_group(uint8_t *out, const uint8_t *octets)
{
        const unsigned value = 256u * octets[0] + octets[1];
        unsigned shift = 12;
        size_t len = 0;

        while (shift > 0 && value >> shift == 0) {
                shift -= 4;
        }
        out[len++] = hex_digit(value >> shift);
        while (shift > 0) {
                shift -= 4;
                out[len++] = hex_digit(value >> shift);
        }
        return len;
}

/* OpenSSL's form of IPv6: eight groups, never "::". */
static enum pc_result write_ip_address(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        const struct pc_slice ip = text->octets;
        uint8_t buf[IP_TEXT_MAX];
        size_t used = 0;
        size_t i;

        if (ip.len != 4 && ip.len != 16) {
                return put_string(sink, ctx, "<invalid>");
        }
        for (i = 0; i < ip.len; i += ip.len == 4 ? 1 : 2) {
                if (i > 0) {
                        buf[used++] = ip.len == 4 ? '.' : ':';
                }
                used += ip.len == 4 ? put_decimal(buf + used, ip.data[i])
                                    : put_group(buf + used, ip.data + i);
        }
        return put(sink, ctx, buf, used);
}

enum pc_result pc_text_write(struct pc_text text, pc_sink *sink, void *ctx)
{
        switch (text.kind) {
        case PC_TEXT_STRING:
                return write_string(&text, sink, ctx);
        case PC_TEXT_UTF8:
                return put(sink, ctx, text.octets.data, text.octets.len);
        case PC_TEXT_CONSTANT:
                return put_string(sink, ctx, text.constant);
        case PC_TEXT_OID:
                return pc_text_write_oid(text.octets, sink, ctx);
        case PC_TEXT_REGISTERED_ID:
                return pc_text_write_registered_id(text.octets, sink, ctx);
        case PC_TEXT_SERIAL:
        case PC_TEXT_SERIAL_FULL:
                return write_serial(&text, sink, ctx);
        case PC_TEXT_TIME:
                return write_time(&text, sink, ctx);
        case PC_TEXT_IP_ADDRESS:
                return write_ip_address(&text, sink, ctx);
        case PC_TEXT_OTHER_NAME:
                if (put_string(sink, ctx, text.constant) != PC_OK) {
                        return PC_ERR_API_SINK;
                }
                return put(sink, ctx, text.octets.data, text.octets.len);
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
