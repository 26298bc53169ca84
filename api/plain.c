#include "api/plain.h"

#include <string.h>

#include "asn1/fast.h"

#define EACH_OCTET(value) (UINT64_C(0x0101010101010101) * (value))

/*
 * Not zero where one of eight octets is a control character, above 7E, a quote or a backslash, or one of '#'
 * and '&', which differ from the quotes in the two bits that are left out.
 *
 * Octets above 7F are told by 'octets' itself. Where there are none, bit 7 of an octet can only be set by a
 * borrow of the subtractions, which starts at an octet that is below 20, or equal to what it is compared
 * with; or by adding one to 7F.
 */
static inline uint64_t specials(uint64_t octets)
{
        const uint64_t controls = octets - EACH_OCTET(0x20);
        const uint64_t quotes = ((octets & EACH_OCTET(0xFA)) ^ EACH_OCTET('"')) - EACH_OCTET(1);
        const uint64_t backslashes = (octets ^ EACH_OCTET('\\')) - EACH_OCTET(1);
        const uint64_t high = octets | (octets + EACH_OCTET(1));

        return (controls | quotes | backslashes | high) & EACH_OCTET(0x80);
}

static inline bool is_special(uint8_t octet)
{
        return octet < 0x20 || octet >= 0x7F || octet == '"' || octet == '\'' || octet == '\\';
}

/* Copies eight octets, and gives them. */
static inline uint64_t copy_eight(uint8_t *to, const uint8_t *from)
{
        uint64_t octets;

        memcpy(&octets, from, sizeof octets);
        memcpy(to, from, sizeof octets);
        return octets;
}

bool pc_copy_plain(uint8_t *to, const uint8_t *from, size_t len)
{
        uint64_t found = 0;
        size_t i = 0;

        if (PC_FAST && len >= 8) {
                for (; len - i > 8; i += 8) {
                        found |= specials(copy_eight(to + i, from + i));
                }
                /* The last eight octets, some of them for the second time. */
                found |= specials(copy_eight(to + len - 8, from + len - 8));
                return found == 0;
        }
        for (; i < len; i++) {
                to[i] = from[i];
                found |= is_special(from[i]);
        }
        return found == 0;
}
