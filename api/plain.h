/* For the literal's writer only: texts that no notation escapes, which is nearly all of them, told fast. */
#ifndef PC_API_PLAIN_H
#define PC_API_PLAIN_H

#include <string.h>

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PC_EACH_OCTET(value) (UINT64_C(0x0101010101010101) * (value))

/*
 * Not zero where one of eight octets is a control character, above 7E, a quote or a backslash. Also for one
 * of '#' and '&', which differ from the quotes in the two bits that are left out.
 *
 * Octets above 7F are told by 'octets' itself. Where there are none, bit 7 of an octet can only be set by a
 * borrow of the subtractions, which starts at an octet that is below 20, or equal to what it is compared
 * with; or by adding one to 7F.
 */
static inline uint64_t pc_specials(uint64_t octets)
{
        const uint64_t controls = octets - PC_EACH_OCTET(0x20);
        const uint64_t quotes = ((octets & PC_EACH_OCTET(0xFA)) ^ PC_EACH_OCTET('"')) - PC_EACH_OCTET(1);
        const uint64_t backslashes = (octets ^ PC_EACH_OCTET('\\')) - PC_EACH_OCTET(1);
        const uint64_t high = octets | (octets + PC_EACH_OCTET(1));

        return (controls | quotes | backslashes | high) & PC_EACH_OCTET(0x80);
}

/* In whatever order, as the order does not matter. */
static inline uint64_t pc_load_octets(const uint8_t *data)
{
        uint64_t octets;

        memcpy(&octets, data, sizeof octets);
        return octets;
}

/* Copies up to seven octets, and gives them, among blanks. */
static inline uint64_t pc_copy_few(uint8_t *to, const uint8_t *from, size_t len)
{
        uint64_t octets = PC_EACH_OCTET(' ');
        size_t i;

        for (i = 0; i < len; i++) {
                octets = octets << 8 | from[i];
                to[i] = from[i];
        }
        return octets;
}

/* Copies a text; tells whether all of it is printable ASCII without quotes and backslashes. May say no to others. */
static inline bool pc_copy_plain(uint8_t *to, const uint8_t *from, size_t len)
{
        uint64_t specials = 0;
        size_t i;

        if (len < 8) {
                return pc_specials(pc_copy_few(to, from, len)) == 0;
        }
        for (i = 0; len - i > 8; i += 8) {
                specials |= pc_specials(pc_load_octets(from + i));
                memcpy(to + i, from + i, 8);
        }
        /* The last eight octets, some of them for the second time. */
        specials |= pc_specials(pc_load_octets(from + len - 8));
        memcpy(to + len - 8, from + len - 8, 8);
        return specials == 0;
}

#ifdef __cplusplus
}
#endif

#endif
