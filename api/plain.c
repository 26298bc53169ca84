#include "api/plain.h"

#include <string.h>

#include "asn1/fast.h"

#define EACH_OCTET(value) (UINT64_C(0x0101010101010101) * (value))

/*
 * Not zero where one of eight octets is a control character, above 7E, a backslash, or 'quote' in the bits of
 * 'mask'.
 *
 * Octets above 7F are told by 'octets' itself. Where there are none, bit 7 of an octet can only be set by a
 * borrow of the subtractions, which starts at an octet that is below 20, or equal to what it is compared
 * with; or by adding one to 7F.
 */
static inline uint64_t specials(uint64_t octets, uint8_t mask, uint8_t quote)
{
        const uint64_t controls = octets - EACH_OCTET(0x20);
        const uint64_t quotes = ((octets & EACH_OCTET(mask)) ^ EACH_OCTET(quote)) - EACH_OCTET(1);
        const uint64_t backslashes = (octets ^ EACH_OCTET('\\')) - EACH_OCTET(1);
        const uint64_t high = octets | (octets + EACH_OCTET(1));

        return (controls | quotes | backslashes | high) & EACH_OCTET(0x80);
}

/* Both quotes: they differ in these two bits only. So do '#' and '&' from them. */
#define QUOTES_MASK 0xFA

/* Not zero where one of eight octets is 'octet'. */
static inline uint64_t equal_octets(uint64_t octets, uint8_t octet)
{
        const uint64_t differ = octets ^ EACH_OCTET(octet);

        return (differ - EACH_OCTET(1)) & ~differ & EACH_OCTET(0x80);
}

static inline bool is_special(uint8_t octet)
{
        return octet < 0x20 || octet >= 0x7F || octet == '"' || octet == '\'' || octet == '\\';
}

/* In whatever order, which does not matter here. */
static inline uint64_t load_eight(const uint8_t *data)
{
        uint64_t octets;

        memcpy(&octets, data, sizeof octets);
        return octets;
}

/* Copies eight octets, and gives them. */
static inline uint64_t copy_eight(uint8_t *to, const uint8_t *from)
{
        const uint64_t octets = load_eight(from);

        memcpy(to, from, sizeof octets);
        return octets;
}

bool pc_copy_plain(uint8_t *to, const uint8_t *from, size_t len)
{
        uint64_t found = 0;
        size_t i = 0;

        if (PC_FAST && len >= 8) {
                for (; len - i > 8; i += 8) {
                        found |= specials(copy_eight(to + i, from + i), QUOTES_MASK, '"');
                }
                /* The last eight octets, some of them for the second time. */
                found |= specials(copy_eight(to + len - 8, from + len - 8), QUOTES_MASK, '"');
                return found == 0;
        }
        for (; i < len; i++) {
                to[i] = from[i];
                found |= is_special(from[i]);
        }
        return found == 0;
}

size_t pc_copy_run(uint8_t *to, const uint8_t *from, size_t len, uint8_t quote)
{
        size_t i = 0;

        while (PC_FAST && len - i >= 8 && specials(copy_eight(to + i, from + i), 0xFF, quote) == 0) {
                i += 8;
        }
        return i;
}

struct pc_quotes pc_quotes_in(struct pc_slice text)
{
        uint64_t single = 0;
        uint64_t twofold = 0;
        struct pc_quotes quotes;
        size_t i = 0;

        for (; PC_FAST && text.len - i >= 8; i += 8) {
                const uint64_t octets = load_eight(text.data + i);

                single |= equal_octets(octets, '\'');
                twofold |= equal_octets(octets, '"');
        }
        for (; i < text.len; i++) {
                single |= text.data[i] == '\'';
                twofold |= text.data[i] == '"';
        }
        quotes.single = single != 0;
        quotes.twofold = twofold != 0;
        return quotes;
}
