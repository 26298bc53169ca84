#include "asn1/integer.h"

/* X.690 8.6.2.2 */
/*@ requires valid_slice(content) && \valid(out);
    assigns *out;
    ensures \result \in {PC_OK, PC_ERR_DER_BIT_STRING};
    ensures \result == PC_OK <==> content.len > 0 && \old(content.data[0]) <= 7;
    ensures \result == PC_OK ==> valid_bits(*out) && out->unused_bits == \old(content.data[0]) &&
            out->octets.data == content.data + 1 && out->octets.len == content.len - 1;
    ensures \result != PC_OK ==> *out == \old(*out);
*/
enum pc_result pc_bit_string_read(struct pc_slice content, struct pc_bit_string *out)
{
        if (!pc_is_bit_string(content)) {
                return PC_ERR_DER_BIT_STRING;
        }
        out->unused_bits = content.data[0];
        out->octets.data = content.data + 1;
        out->octets.len = content.len - 1;
        return PC_OK;
}

/*@ requires \valid_read(bits) && valid_bits(*bits);
    assigns \nothing;
    ensures bits->octets.len == 0 ==> (\result <==> bits->unused_bits == 0);
*/
bool pc_bit_string_regular(const struct pc_bit_string *bits)
{
        const size_t len = bits->octets.len;

        if (len == 0) {
                return bits->unused_bits == 0;
        }
        return (bits->octets.data[len - 1] & 0xFFu >> (8u - bits->unused_bits)) == 0;
}

/*@ requires \valid_read(bits) && valid_bits(*bits) && i < bits->octets.len;
    assigns \nothing;
    ensures i < bits->octets.len - 1 ==> \result == bits->octets.data[i];
    ensures i == bits->octets.len - 1 ==>
            \result == (uint8_t)(bits->octets.data[i] & (0xFF00 >> (8 - bits->unused_bits)));
*/
uint8_t pc_bit_string_octet(const struct pc_bit_string *bits, size_t i)
{
        const uint8_t octet = bits->octets.data[i];

        if (i < bits->octets.len - 1) {
                return octet;
        }
        return (uint8_t)(octet & (0xFF00u >> (8u - bits->unused_bits)));
}

/*@ requires \valid_read(bits) && valid_bits(*bits);
    assigns \nothing;
    ensures n / 8 >= bits->octets.len ==> !\result;
*/
bool pc_bit_string_bit(const struct pc_bit_string *bits, size_t n)
{
        /* Of the last octet's bits, those that are unused are past the end, too. */
        if (n / 8 + (n % 8 + bits->unused_bits) / 8 >= bits->octets.len) {
                return false;
        }
        return (bits->octets.data[n / 8] & (0x80u >> n % 8)) != 0;
}
