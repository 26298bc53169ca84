/* For the writers only: puts small pieces together, so that the sink is called rarely. */
#ifndef PC_API_OUTPUT_H
#define PC_API_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "api/sink.h"
#include "asn1/result.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PC_OUTPUT_SIZE 96

/* Lives with the writer. 'stopped' is for good: all that is put then vanishes. */
struct pc_output {
        pc_sink *sink;
        void *ctx;
        size_t used;
        bool stopped;
        uint8_t octets[PC_OUTPUT_SIZE];
};

void pc_output_init(struct pc_output *out, pc_sink *sink, void *ctx);

/* Puts 'len' octets, which may be none; what is too long to be held back goes straight to the sink. */
void pc_output_put(struct pc_output *out, const void *data, size_t len);

/* Hands on what is held back. */
void pc_output_flush(struct pc_output *out);

/* Puts 'len' octets, at most PC_OUTPUT_SIZE, which the caller writes where the pointer says. */
static inline uint8_t *pc_output_reserve(struct pc_output *out, size_t len)
{
        uint8_t *place;

        if (len > PC_OUTPUT_SIZE - out->used) {
                pc_output_flush(out);
        }
        place = out->octets + out->used;
        out->used += len;
        return place;
}

/* Puts one octet. */
static inline void pc_output_octet(struct pc_output *out, uint8_t octet)
{
        *pc_output_reserve(out, 1) = octet;
}

/* Puts a NUL-terminated string. */
void pc_output_string(struct pc_output *out, const char *string);

/* Puts the low 'digits' hexadecimal digits of 'value', lower case. */
void pc_output_hex(struct pc_output *out, uint32_t value, unsigned digits);

/* Puts a number in decimal. */
void pc_output_integer(struct pc_output *out, int64_t value);

/* Hands on what is held back, at the end: PC_OK, or PC_ERR_API_SINK where the sink has stopped. */
enum pc_result pc_output_end(struct pc_output *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
