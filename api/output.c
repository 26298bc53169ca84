#include "api/output.h"

#include "asn1/fast.h"

#define DECIMAL_DIGITS 20 /* the minus of 2^63 included */
#define HEX_DIGITS     8

void pc_output_init(struct pc_output *out, uint8_t *octets, size_t size, pc_sink *sink, void *ctx)
{
        out->sink = sink;
        out->ctx = ctx;
        out->octets = octets;
        out->size = size;
        out->used = 0;
        out->stopped = false;
}

PC_APART void pc_output_flush(struct pc_output *out)
{
        if (out->used > 0 && !out->stopped) {
                out->stopped = out->sink(out->ctx, out->octets, out->used) != 0;
        }
        out->used = 0;
}

uint8_t *pc_output_room(struct pc_output *out, size_t most)
{
        if (most > out->size - out->used) {
                pc_output_flush(out);
        }
        return out->octets + out->used;
}

void pc_output_put(struct pc_output *out, const void *data, size_t len)
{
        const uint8_t *from = (const uint8_t *)data;

        while (len > 0) {
                uint8_t *at = pc_output_room(out, 1);
                const size_t room = out->size - out->used;
                const size_t some = len < room ? len : room;

                memcpy(at, from, some);
                out->used += some;
                from += some;
                len -= some;
        }
}

void pc_output_octet(struct pc_output *out, uint8_t octet)
{
        *pc_output_room(out, 1) = octet;
        out->used++;
}

void pc_output_string(struct pc_output *out, const char *string)
{
        pc_output_put(out, string, strlen(string));
}

uint8_t *pc_hex_digits(uint8_t *at, uint32_t value, unsigned digits, char letters)
{
        unsigned i;

        for (i = digits; i > 0; i--) {
                const unsigned digit = value % 16;

                at[i - 1] = (uint8_t)(digit < 10 ? '0' + digit : (unsigned char)letters + digit - 10);
                value /= 16;
        }
        return at + digits;
}

void pc_output_hex(struct pc_output *out, uint32_t value, unsigned digits, char letters)
{
        pc_output_advance(out, pc_hex_digits(pc_output_room(out, HEX_DIGITS), value, digits, letters));
}

/* Divides by ten; gives the remainder. Bit by bit where a division of 64 bits may not be at hand. */
static unsigned take_digit(uint64_t *value)
{
        unsigned rest = 0;
        unsigned bit;

        if (PC_FAST) {
                rest = (unsigned)(*value % 10);
                *value /= 10;
                return rest;
        }
        for (bit = 0; bit < 64; bit++) {
                rest = rest * 2 + (unsigned)(*value >> 63);
                *value *= 2;
                if (rest >= 10) {
                        rest -= 10;
                        ++*value;
                }
        }
        return rest;
}

void pc_output_integer(struct pc_output *out, int64_t value)
{
        uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
        uint8_t text[DECIMAL_DIGITS];
        size_t at = DECIMAL_DIGITS;

        do {
                text[--at] = (uint8_t)('0' + take_digit(&magnitude));
        } while (magnitude > 0);
        if (value < 0) {
                text[--at] = '-';
        }
        pc_output_put(out, text + at, DECIMAL_DIGITS - at);
}

enum pc_result pc_output_end(struct pc_output *out)
{
        pc_output_flush(out);
        return out->stopped ? PC_ERR_API_SINK : PC_OK;
}
