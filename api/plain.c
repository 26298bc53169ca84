#include "api/plain.h"

#include <string.h>

#define EACH_OCTET(value) (UINT64_C(0x0101010101010101) * (value))

/*
 * Whether one of eight octets is a control character, above 7E, a quote or a backslash: bit 7 of that octet
 * is then set in one of the terms. Carries only ever come from an octet above 7F, which the first term has
 * caught.
 */
static bool any_special(uint64_t octets)
{
        const uint64_t high = octets | (octets + EACH_OCTET(0x01));
        const uint64_t low = ~(octets + EACH_OCTET(0x60));
        const uint64_t marks = ~((octets ^ EACH_OCTET('\'')) + EACH_OCTET(0x7F)) |
                               ~((octets ^ EACH_OCTET('"')) + EACH_OCTET(0x7F)) |
                               ~((octets ^ EACH_OCTET('\\')) + EACH_OCTET(0x7F));

        return ((high | low | marks) & EACH_OCTET(0x80)) != 0;
}

static uint64_t load(const uint8_t *data)
{
        uint64_t octets;

        memcpy(&octets, data, 8);
        return octets;
}

/* Up to seven octets, the others blanks. */
static uint64_t load_short(struct pc_slice text)
{
        uint64_t octets = EACH_OCTET(' ');
        size_t i;

        for (i = 0; i < text.len; i++) {
                octets = octets << 8 | text.data[i];
        }
        return octets;
}

bool pc_is_plain(struct pc_slice text)
{
        const uint8_t *data = text.data;
        size_t left = text.len;

        if (left < 8) {
                return !any_special(load_short(text));
        }
        for (; left > 8; left -= 8) {
                if (any_special(load(data))) {
                        return false;
                }
                data += 8;
        }
        /* The last eight octets, some of them for the second time. */
        return !any_special(load(text.data + text.len - 8));
}
