#include "asn1/integer.h"

/* The sign is the first octet's highest bit (X.690 8.3.3). */
/*@ requires valid_slice(content) && content.len > 0;
    assigns \nothing;
    ensures \result <==> content.data[0] >= 0x80;
*/
static bool is_negative(struct pc_slice content)
{
        return content.data[0] >= 0x80;
}

/* X.690 8.3.1 and 8.3.2. */
/*@ requires valid_slice(content);
    assigns \nothing;
    ensures \result \in {PC_OK, PC_ERR_DER_INTEGER};
    ensures \result == PC_OK <==> valid_integer(content);
*/
enum pc_result pc_integer_check(struct pc_slice content)
{
        if (content.len == 1) {
                return PC_OK;
        }
        if (content.len > 1) {
                const unsigned nine_bits = content.data[0] * 2u + content.data[1] / 128u;

                if (nine_bits != 0 && nine_bits != 0x1FF) {
                        return PC_OK;
                }
        }
        return PC_ERR_DER_INTEGER;
}

/*@ requires valid_slice(content) && \valid(out);
    assigns *out;
    ensures \result \in {PC_OK, PC_ERR_DER_INTEGER, PC_ERR_DER_RANGE};
    ensures \result == PC_OK <==> valid_integer(content) && content.len <= 8;
    ensures \result == PC_ERR_DER_INTEGER <==> !valid_integer(content);
    ensures \result == PC_OK ==> *out == twos_complement(content.data, content.len);
    ensures \result != PC_OK ==> *out == \old(*out);
*/
enum pc_result pc_integer_to_int64(struct pc_slice content, int64_t *out)
{
        const enum pc_result result = pc_integer_check(content);
        int64_t value;
        size_t i;

        if (result != PC_OK) {
                return result;
        }
        if (content.len > 8) {
                return PC_ERR_DER_RANGE;
        }
        value = is_negative(content) ? -1 : 0;
        /*@ loop invariant 0 <= i <= content.len;
            loop invariant i == 0 ? value == (content.data[0] < 0x80 ? 0 : -1)
                                  : value == twos_complement(content.data, i);
            loop invariant i == 1 ==> -0x80 <= value < 0x80;
            loop invariant i == 2 ==> -0x8000 <= value < 0x8000;
            loop invariant i == 3 ==> -0x800000 <= value < 0x800000;
            loop invariant i == 4 ==> -0x80000000 <= value < 0x80000000;
            loop invariant i == 5 ==> -0x8000000000 <= value < 0x8000000000;
            loop invariant i == 6 ==> -0x800000000000 <= value < 0x800000000000;
            loop invariant i == 7 ==> -0x80000000000000 <= value < 0x80000000000000;
            loop assigns i, value;
            loop variant content.len - i;
        */
        for (i = 0; i < content.len; i++) {
                value = value * 256 + content.data[i];
        }
        *out = value;
        return PC_OK;
}

/* The index of the last octet that is not zero, octets.len where there is none. */
/*@ requires valid_slice(octets);
    assigns \nothing;
    ensures \result < octets.len ==> octets.data[\result] != 0 && zeros(octets, \result + 1);
    ensures \result >= octets.len ==> \result == octets.len && zeros(octets, 0);
*/
static size_t last_nonzero(struct pc_slice octets)
{
        size_t i;

        /*@ loop invariant i <= octets.len && zeros(octets, i);
            loop assigns i;
            loop variant i;
        */
        for (i = octets.len; i > 0; i--) {
                if (octets.data[i - 1] != 0) {
                        return i - 1;
                }
        }
        return octets.len;
}

/*@ requires valid_integer(content);
    assigns \nothing;
    ensures valid_magnitude(\result) && 0 < \result.len <= content.len;
    ensures \result.negative <==> content.data[0] >= 0x80;
    ensures rest_of(content, \result.octets);
*/
struct pc_magnitude pc_integer_magnitude(struct pc_slice content)
{
        struct pc_magnitude m;

        m.negative = is_negative(content);
        m.octets = content;
        if (content.len > 1 && content.data[0] == (m.negative ? 0xFF : 0x00)) {
                m.octets.data++;
                m.octets.len--;
        }
        m.last_nonzero = last_nonzero(m.octets);
        /* -256^n is the octet FF, which only carries the sign, and n octets 00. */
        m.carries = m.negative && m.last_nonzero == m.octets.len;
        m.len = m.octets.len + (m.carries ? 1 : 0);
        return m;
}

/* Negation is complement plus one: octets behind the last nonzero one stay zero, that one takes the one. */
/*@ requires \valid_read(magnitude) && valid_magnitude(*magnitude) && i < magnitude->len;
    assigns \nothing;
    ensures magnitude->carries ==> \result == (i == 0 ? 1 : 0);
    ensures !magnitude->negative ==> \result == magnitude->octets.data[i];
*/
uint8_t pc_magnitude_octet(const struct pc_magnitude *magnitude, size_t i)
{
        uint8_t octet;

        if (magnitude->carries) {
                return i == 0 ? 1 : 0;
        }
        octet = magnitude->octets.data[i];
        if (!magnitude->negative || i > magnitude->last_nonzero) {
                return octet;
        }
        if (i == magnitude->last_nonzero) {
                return (uint8_t)(0x100 - octet);
        }
        return (uint8_t)(0xFF - octet);
}
