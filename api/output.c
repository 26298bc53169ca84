#include "api/output.h"

#include <string.h>

#define DECIMAL_DIGITS 20

void pc_output_init(struct pc_output *out, pc_sink *sink, void *ctx)
{
        out->sink = sink;
        out->ctx = ctx;
        out->used = 0;
        out->stopped = false;
}

void pc_output_flush(struct pc_output *out)
{
        if (out->used > 0 && !out->stopped) {
                out->stopped = out->sink(out->ctx, out->octets, out->used) != 0;
        }
        out->used = 0;
}

void pc_output_put(struct pc_output *out, const void *data, size_t len)
{
        if (len > PC_OUTPUT_SIZE - out->used) {
                pc_output_flush(out);
        }
        if (len == 0) {
                return;
        }
        if (len <= PC_OUTPUT_SIZE) {
                memcpy(out->octets + out->used, data, len);
                out->used += len;
        } else if (!out->stopped) {
                out->stopped = out->sink(out->ctx, data, len) != 0;
        }
}

void pc_output_string(struct pc_output *out, const char *string)
{
        pc_output_put(out, string, strlen(string));
}

void pc_output_hex(struct pc_output *out, uint32_t value, unsigned digits)
{
        uint8_t text[8];
        unsigned i;

        for (i = digits; i > 0; i--) {
                text[i - 1] = (uint8_t) "0123456789abcdef"[value % 16];
                value /= 16;
        }
        pc_output_put(out, text, digits);
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
