#include "api/output.h"

#define DECIMAL_DIGITS 20
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

void pc_output_pass(struct pc_output *out, const void *data, size_t len)
{
        pc_output_flush(out);
        if (!out->stopped) {
                out->stopped = out->sink(out->ctx, data, len) != 0;
        }
}

void pc_output_put(struct pc_output *out, const void *data, size_t len)
{
        if (len > out->size) {
                pc_output_pass(out, data, len);
        } else if (len > 0) {
                memcpy(pc_output_room(out, len), data, len);
                out->used += len;
        }
}

uint8_t *pc_hex_digits(uint8_t *at, uint32_t value, unsigned digits)
{
        unsigned i;

        for (i = digits; i > 0; i--) {
                at[i - 1] = (uint8_t) "0123456789abcdef"[value % 16];
                value /= 16;
        }
        return at + digits;
}

void pc_output_hex(struct pc_output *out, uint32_t value, unsigned digits)
{
        pc_output_advance(out, pc_hex_digits(pc_output_room(out, HEX_DIGITS), value, digits));
}

void pc_output_integer(struct pc_output *out, int64_t value)
{
        uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
        uint8_t text[DECIMAL_DIGITS];
        size_t at = DECIMAL_DIGITS;

        if (value < 0) {
                pc_output_octet(out, '-');
        }
        do {
                text[--at] = (uint8_t)('0' + magnitude % 10);
                magnitude /= 10;
        } while (magnitude > 0);
        pc_output_put(out, text + at, DECIMAL_DIGITS - at);
}

enum pc_result pc_output_end(struct pc_output *out)
{
        pc_output_flush(out);
        return out->stopped ? PC_ERR_API_SINK : PC_OK;
}
