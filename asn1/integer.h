/* INTEGER, BOOLEAN, BIT STRING: X.690 8.2, 8.3, 8.6. Each function takes contents octets. */
#ifndef PC_ASN1_INTEGER_H
#define PC_ASN1_INTEGER_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/*@ // X.690 8.3.1 and 8.3.2
    predicate valid_integer(struct pc_slice s) = valid_slice(s) && s.len > 0 &&
        (s.len > 1 ==> !(s.data[0] == 0x00 && s.data[1] < 0x80) && !(s.data[0] == 0xFF && s.data[1] >= 0x80));

    // The two's complement number that 'n' octets at 'p' stand for: X.690 8.3.3.
    logic integer twos_complement(uint8_t *p, integer n) =
        n <= 1 ? (p[0] < 0x80 ? p[0] : p[0] - 0x100) : 256 * twos_complement(p, n - 1) + p[n - 1];
*/

/* Whether 'content' is an INTEGER in its shortest form: else PC_ERR_DER_INTEGER. */
enum pc_result pc_integer_check(struct pc_slice content) PC_MUST_USE;

/*
 * The value of an INTEGER. Fails with PC_ERR_DER_INTEGER, or PC_ERR_DER_RANGE if it needs more than 64 bits;
 * 'out' is then untouched.
 */
enum pc_result pc_integer_to_int64(struct pc_slice content, int64_t *out) PC_MUST_USE;

/*
 * The absolute value of an INTEGER as its shortest run of big-endian octets, 'len' of them, one octet 00 for
 * zero. Octets are computed when asked for, in constant time, so that no buffer is needed.
 */
struct pc_magnitude {
        bool negative;          /* the INTEGER is */
        size_t len;             /* octets of the magnitude */
        struct pc_slice octets; /* two's complement, without the octet that only carries the sign */
        size_t last_nonzero;    /* index into 'octets'; octets.len where there is none */
        bool carries;           /* the magnitude has a leading 01 before 'octets' */
};

/*@ predicate zeros(struct pc_slice s, integer from) = \forall integer i; from <= i < s.len ==> s.data[i] == 0;

    predicate valid_magnitude(struct pc_magnitude m) =
        valid_slice(m.octets) && m.len == m.octets.len + (m.carries ? 1 : 0) &&
        (m.last_nonzero < m.octets.len ? m.octets.data[m.last_nonzero] != 0 && zeros(m.octets, m.last_nonzero + 1)
                                       : m.last_nonzero == m.octets.len && zeros(m.octets, 0)) &&
        (m.carries <==> m.negative && m.last_nonzero == m.octets.len);
*/

/* The magnitude of an INTEGER that has passed pc_integer_check. */
struct pc_magnitude pc_integer_magnitude(struct pc_slice content);

/* Octet 'i' of the magnitude, i < len. */
uint8_t pc_magnitude_octet(const struct pc_magnitude *magnitude, size_t i);

/* A BOOLEAN: one octet, false where it is 00 (X.690 8.2.1). Any other one but FF is true, and not DER (11.1). */
/*@ requires valid_slice(content) && \valid(out);
    assigns *out;
    ensures \result == (content.len == 1 ? PC_OK : PC_ERR_DER_BOOLEAN);
    ensures \result == PC_OK ==> (*out <==> \old(content.data[0]) != 0);
    ensures \result != PC_OK ==> *out == \old(*out);
*/
static inline enum pc_result pc_boolean_read(struct pc_slice content, bool *out)
{
        if (content.len != 1) {
                return PC_ERR_DER_BOOLEAN;
        }
        *out = content.data[0] != 0;
        return PC_OK;
}

/* A BIT STRING. */
struct pc_bit_string {
        struct pc_slice octets; /* without the octet that counts unused bits */
        uint8_t unused_bits;    /* low bits of the last octet that do not belong to the string, 0 to 7 */
};

/*@ predicate valid_bits(struct pc_bit_string b) = valid_slice(b.octets) && b.unused_bits <= 7; */

/* Whether the unused-bits octet is there, and no more than 7. */
/*@ requires valid_slice(content);
    assigns \nothing;
    ensures \result <==> content.len > 0 && content.data[0] <= 7;
*/
static inline bool pc_is_bit_string(struct pc_slice content)
{
        return content.len > 0 && content.data[0] <= 7;
}

/*
 * Reads a BIT STRING. Fails with PC_ERR_DER_BIT_STRING where the unused-bits octet is missing or above 7. Not
 * checked: whether the unused bits are zero (X.690 11.2.1), and that an empty string has no unused bits.
 */
enum pc_result pc_bit_string_read(struct pc_slice content, struct pc_bit_string *out) PC_MUST_USE;

/* Whether unused bits are zero, and none are counted where there are no octets (X.690 8.6.2.3, 11.2.1). */
bool pc_bit_string_regular(const struct pc_bit_string *bits);

/* Octet 'i', i < octets.len, with unused bits cleared. */
uint8_t pc_bit_string_octet(const struct pc_bit_string *bits, size_t i);

/* Bit 'n' counted from the first octet's highest, false past the end: named bit lists (X.690 11.2.2). */
bool pc_bit_string_bit(const struct pc_bit_string *bits, size_t n);

#ifdef __cplusplus
}
#endif

#endif
