#include "asn1/integer.h"

/* The sign is the first octet's highest bit (X.690 8.3.3). */
static bool is_negative(struct pc_slice content)
{
        return content.data[0] >= 0x80;
}

/* Whether the first octet only repeats the sign of the second one. */
static bool is_padded(struct pc_slice content)
{
        if (content.data[0] == 0x00) {
                return content.data[1] < 0x80;
        }
        return content.data[0] == 0xFF && content.data[1] >= 0x80;
}

/* X.690 8.3.1 and 8.3.2. */
enum pc_result pc_integer_check(struct pc_slice content)
{
        if (content.len == 0) {
                return PC_ERR_DER_INTEGER;
        }
        if (content.len > 1 && is_padded(content)) {
                return PC_ERR_DER_INTEGER;
        }
        return PC_OK;
}

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
        value = is_negative(content) ? content.data[0] - 256 : content.data[0];
        for (i = 1; i < content.len; i++) {
                value = value * 256 + content.data[i];
        }
        *out = value;
        return PC_OK;
}

/* The index of the last octet that is not zero, octets.len where there is none. */
static size_t last_nonzero(struct pc_slice octets)
{
        size_t i;

        for (i = octets.len; i > 0; i--) {
                if (octets.data[i - 1] != 0) {
                        return i - 1;
                }
        }
        return octets.len;
}

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
