#include "api/text_value.h"

#include <string.h>

#include "asn1/charstring.h"
#include "asn1/integer.h"
#include "asn1/time.h"

/* Python reads OpenSSL's serial number as one line, which is folded after this many octets. */
#define SERIAL_SHOWN 35
#define SERIAL_PIECE 32

/* Python reads a time as one line into a buffer, which takes this many characters. */
#define TIME_SHOWN 2046

#define IP_TEXT_MAX 39

static uint8_t hex_digit(unsigned value)
{
        return (uint8_t) "0123456789ABCDEF"[value % 16];
}

enum pc_result pc_text_write_string(const struct pc_text *text, pc_sink *sink, void *ctx)
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

enum pc_result pc_text_write_serial(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        const struct pc_magnitude m = pc_integer_magnitude(text->octets);
        const bool cut = text->kind == PC_TEXT_SERIAL && m.len > SERIAL_SHOWN;
        const size_t shown = cut ? SERIAL_SHOWN : m.len;
        uint8_t hex[SERIAL_PIECE];
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
        if (pc_sink_put(sink, ctx, hex, used) != PC_OK) {
                return PC_ERR_API_SINK;
        }
        return pc_sink_string(sink, ctx, cut ? "\\\n" : "");
}

enum pc_result pc_text_write_time(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        struct pc_time time;
        uint8_t part[PC_TIME_HEAD];
        size_t room = TIME_SHOWN - PC_TIME_HEAD;
        size_t len;

        if (pc_time_read(text->tag, text->octets, &time) != PC_OK) {
                return pc_sink_string(sink, ctx, "Bad time value");
        }
        pc_time_head(&time, part);
        if (pc_sink_put(sink, ctx, part, PC_TIME_HEAD) != PC_OK) {
                return PC_ERR_API_SINK;
        }
        len = time.fraction.len < room ? time.fraction.len : room;
        room -= len;
        if (pc_sink_put(sink, ctx, time.fraction.data, len) != PC_OK) {
                return PC_ERR_API_SINK;
        }
        len = pc_time_tail(&time, part);
        return pc_sink_put(sink, ctx, part, len < room ? len : room);
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
enum pc_result pc_text_write_ip_address(const struct pc_text *text, pc_sink *sink, void *ctx)
{
        const struct pc_slice ip = text->octets;
        uint8_t buf[IP_TEXT_MAX];
        size_t used = 0;
        size_t i;

        if (ip.len != 4 && ip.len != 16) {
                return pc_sink_string(sink, ctx, "<invalid>");
        }
        for (i = 0; i < ip.len; i += ip.len == 4 ? 1 : 2) {
                if (i > 0) {
                        buf[used++] = ip.len == 4 ? '.' : ':';
                }
                used += ip.len == 4 ? put_decimal(buf + used, ip.data[i])
                                    : put_group(buf + used, ip.data + i);
        }
        return pc_sink_put(sink, ctx, buf, used);
}
