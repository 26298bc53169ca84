#include "asn1/charstring.h"

/* How many octets a character takes, 0 where it varies: UTF-8. */
static size_t width_of(uint8_t tag)
{
        switch (tag) {
        case PC_TAG_UTF8_STRING:
                return 0;
        case PC_TAG_BMP_STRING:
                return 2;
        case PC_TAG_UNIVERSAL_STRING:
                return 4;
        default:
                return 1;
        }
}

bool pc_string_is_text(uint8_t tag)
{
        switch (tag) {
        case PC_TAG_UTF8_STRING:
        case PC_TAG_NUMERIC_STRING:
        case PC_TAG_PRINTABLE_STRING:
        case PC_TAG_T61_STRING:
        case PC_TAG_IA5_STRING:
        case PC_TAG_VISIBLE_STRING:
        case PC_TAG_UNIVERSAL_STRING:
        case PC_TAG_BMP_STRING:
                return true;
        default:
                return false;
        }
}

/* How many octets from 'at' on are ASCII, eight at a time as long as they are. */
static size_t ascii_run(struct pc_slice text, size_t at)
{
        const uint8_t *data = text.data;
        size_t i = at;

        while (text.len - i >= 8 && (data[i] | data[i + 1] | data[i + 2] | data[i + 3] | data[i + 4] |
                                     data[i + 5] | data[i + 6] | data[i + 7]) < 0x80) {
                i += 8;
        }
        while (i < text.len && data[i] < 0x80) {
                i++;
        }
        return i - at;
}

/*
 * Checks the sequence of two to four octets at 'at' (RFC 3629 4) and sets its length, or that of what
 * is wrong.
 */
static enum pc_result check_sequence(struct pc_slice text, size_t at, size_t *length)
{
        const uint8_t lead = text.data[at];
        const size_t whole = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        size_t i;

        if (lead < 0xC2 || lead > 0xF4) {
                *length = 1;
                return PC_ERR_API_UTF8_START;
        }
        for (i = 1; i < whole; i++) {
                *length = i;
                if (i >= text.len - at) {
                        return PC_ERR_API_UTF8_END;
                }
                if (text.data[at + i] < low || text.data[at + i] > high) {
                        return PC_ERR_API_UTF8_CONTINUATION;
                }
                low = 0x80;
                high = 0xBF;
        }
        *length = whole;
        return PC_OK;
}

enum pc_result pc_utf8_check(struct pc_slice text, struct pc_utf8_fault *fault)
{
        size_t at = ascii_run(text, 0);

        while (at < text.len) {
                size_t length = 0;
                const enum pc_result result = check_sequence(text, at, &length);

                if (result != PC_OK) {
                        fault->position = at;
                        fault->length = length;
                        return result;
                }
                at += length;
                at += ascii_run(text, at);
        }
        return PC_OK;
}

/* The character of 'width' octets, big endian, at 'data'. */
static uint32_t code_point(const uint8_t *data, size_t width)
{
        uint32_t value = 0;
        size_t i;

        for (i = 0; i < width; i++) {
                value = value << 8 | data[i];
        }
        return value;
}

static bool is_character(uint32_t value)
{
        return value < 0xD800 || (value > 0xDFFF && value <= 0x10FFFF);
}

enum pc_result pc_string_check(uint8_t tag, struct pc_slice content)
{
        const size_t width = width_of(tag);
        struct pc_utf8_fault fault;
        size_t at;

        if (width == 0) {
                return pc_utf8_check(content, &fault) == PC_OK ? PC_OK : PC_ERR_DER_STRING;
        }
        if (width == 1) {
                return PC_OK;
        }
        if (content.len % width != 0) {
                return PC_ERR_DER_STRING;
        }
        for (at = 0; at < content.len; at += width) {
                if (!is_character(code_point(content.data + at, width))) {
                        return PC_ERR_DER_STRING;
                }
        }
        return PC_OK;
}

#define UTF8_MAX 4

/* Six of the value's bits as a continuation octet. */
static uint8_t continuation(uint32_t value, unsigned shift)
{
        return (uint8_t)(0x80 | ((value >> shift) & 0x3F));
}

/* Writes a character as UTF-8 (RFC 3629 3); gives its length. */
static size_t put_utf8(uint8_t out[UTF8_MAX], uint32_t value)
{
        if (value < 0x80) {
                out[0] = (uint8_t)value;
                return 1;
        }
        if (value < 0x800) {
                out[0] = (uint8_t)(0xC0 | value >> 6);
                out[1] = continuation(value, 0);
                return 2;
        }
        if (value < 0x10000) {
                out[0] = (uint8_t)(0xE0 | value >> 12);
                out[1] = continuation(value, 6);
                out[2] = continuation(value, 0);
                return 3;
        }
        out[0] = (uint8_t)(0xF0 | value >> 18);
        out[1] = continuation(value, 12);
        out[2] = continuation(value, 6);
        out[3] = continuation(value, 0);
        return 4;
}

/* Converts characters of 'width' octets while there is room; sets the octets used, gives those written. */
static size_t convert(struct pc_slice text, size_t width, uint8_t buf[PC_STRING_PIECE], size_t *used)
{
        size_t at = 0;
        size_t written = 0;

        while (text.len - at >= width && written <= PC_STRING_PIECE - UTF8_MAX) {
                written += put_utf8(buf + written, code_point(text.data + at, width));
                at += width;
        }
        *used = at;
        return written;
}

enum pc_result pc_string_next(uint8_t tag, struct pc_slice *rest, uint8_t buf[PC_STRING_PIECE],
                              struct pc_slice *utf8)
{
        const size_t width = width_of(tag);
        size_t used = rest->len;

        if (rest->len == 0 || rest->len < width) {
                return PC_END;
        }
        if (width == 1) {
                used = ascii_run(*rest, 0);
        }
        if (width <= 1 && used > 0) {
                utf8->data = rest->data;
                utf8->len = used;
        } else {
                utf8->len = convert(*rest, width, buf, &used);
                utf8->data = buf;
        }
        rest->data += used;
        rest->len -= used;
        return PC_OK;
}
