/* For the writers only: puts small pieces together, so that the sink is called rarely. */
#ifndef PC_API_OUTPUT_H
#define PC_API_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "api/digits_fast.h"
#include "api/sink.h"
#include "asn1/result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Both live with the writer. 'stopped' is for good: all that is put then vanishes. */
struct pc_output {
        pc_sink *sink;
        void *ctx;
        uint8_t *octets; /* what is held back */
        size_t size;
        size_t used;
        bool stopped;
};

/*@ predicate valid_output(struct pc_output *out) =
        \valid(out) && out->sink == &pc_any_sink && 0 < out->size && out->used <= out->size &&
        \valid(out->octets + (0 .. out->size - 1)) && \separated(out, out->octets + (0 .. out->size - 1));

    // 'end' is where the octets end, or further in the room behind them.
    predicate in_room(struct pc_output *out, uint8_t *end) =
        out->used <= end - out->octets <= out->size && end == out->octets + (end - out->octets);
*/

/* Starts over a buffer of 'size' octets. */
void pc_output_init(struct pc_output *out, uint8_t *octets, size_t size, pc_sink *sink, void *ctx);

/* Hands on what is held back. */
void pc_output_flush(struct pc_output *out);

/* Puts 'len' octets, which may be none. The last of what is put is always held back. */
void pc_output_put(struct pc_output *out, const void *data, size_t len);

/*
 * Room for 'most' octets, at most the buffer's size, for the caller to write. They count once
 * pc_output_advance has been told where they end.
 */
uint8_t *pc_output_room(struct pc_output *out, size_t most);

/*@ requires valid_output(out) && in_room(out, end);
    assigns out->used;
    ensures valid_output(out) && end == out->octets + out->used;
*/
static inline void pc_output_advance(struct pc_output *out, const uint8_t *end)
{
        out->used = (size_t)(end - out->octets);
}

/* Puts one octet. */
void pc_output_octet(struct pc_output *out, uint8_t octet);

/* Puts a NUL-terminated string. */
void pc_output_string(struct pc_output *out, const char *string);

/* Writes the low 'digits' hexadecimal digits of 'value', those above 9 from 'letters' on; gives where they end. */
uint8_t *pc_hex_digits(uint8_t *at, uint32_t value, unsigned digits, char letters);

/* Writes four, the letters small. */
/*@ requires \valid(at + (0 .. 3)) && value <= 0xFFFF;
    assigns at[0 .. 3];
    ensures \result == at + 4;
*/
static inline uint8_t *pc_write_four_hex(uint8_t *at, uint32_t value)
{
        if (!PC_FAST) {
                return pc_hex_digits(at, value, 4, 'a');
        }
        pc_store_four(at, pc_four_hex(value, 'a'));
        return at + 4;
}

/* Puts as many as pc_hex_digits, at most eight. */
void pc_output_hex(struct pc_output *out, uint32_t value, unsigned digits, char letters);

/* Puts a number in decimal. */
void pc_output_integer(struct pc_output *out, int64_t value);

/* Hands on what is held back, at the end: PC_OK, or PC_ERR_API_SINK where the sink has stopped. */
enum pc_result pc_output_end(struct pc_output *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
