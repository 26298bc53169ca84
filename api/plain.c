#include "api/plain.h"

#include <string.h>

#define EACH_OCTET(value) (UINT64_C(0x0101010101010101) * (value))

/* Whether one of eight octets is a control character, above 7E, a quote or a backslash. */
static bool any_special(uint64_t octets)
{
        const uint64_t high = octets | (octets + EACH_OCTET(0x01));
        const uint64_t low = ~(octets + EACH_OCTET(0x60));
        const uint64_t marks = ~((octets ^ EACH_OCTET('\'')) + EACH_OCTET(0x7F)) |
                               ~((octets ^ EACH_OCTET('"')) + EACH_OCTET(0x7F)) |
                               ~((octets ^ EACH_OCTET('\\')) + EACH_OCTET(0x7F));

        /* Carries only ever come from an octet above 7F, which 'high' has caught. */
        return ((high | low | marks) & EACH_OCTET(0x80)) != 0;
}

static bool is_plain(uint8_t octet)
{
        return octet >= 0x20 && octet < 0x7F && octet != '\'' && octet != '"' && octet != '\\';
}

bool pc_is_plain(struct pc_slice text)
{
        size_t at = 0;

        while (text.len - at >= 8) {
                uint64_t octets;

                memcpy(&octets, text.data + at, 8);
                if (any_special(octets)) {
                        return false;
                }
                at += 8;
        }
        while (at < text.len && is_plain(text.data[at])) {
                at++;
        }
        return at == text.len;
}
