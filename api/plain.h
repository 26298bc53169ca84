/* For the literal's writers only: texts that no notation escapes, which is nearly all of them, told fast. */
#ifndef PC_API_PLAIN_H
#define PC_API_PLAIN_H

#include <string.h>

#include "asn1/der.h"
#include "x509/eight.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Both quotes: they differ in these two bits only. So do '#' and '&' from them. */
#define PC_QUOTES_MASK 0xFAu

/*
 * Bit 7 of one of eight octets at least is set where an octet is above 7F, a backslash, or 'quote' in the bits of
 * 'mask': a subtraction borrows into it there. Which octet it is, borrows from below may falsify, but not that
 * there is one. The other bits mean nothing.
 */
static inline uint64_t pc_marked_octets(uint64_t octets, uint8_t mask, uint8_t quote)
{
        const uint64_t quotes = ((octets & PC_EACH_OCTET(mask)) ^ PC_EACH_OCTET(quote)) - PC_EACH_OCTET(1);
        const uint64_t backslashes = (octets ^ PC_EACH_OCTET((unsigned)'\\')) - PC_EACH_OCTET(1);

        return octets | quotes | backslashes;
}

/* Copies eight octets; gives pc_marked_octets of them, for both quotes. In the machine's order of octets. */
static inline uint64_t pc_copy_eight(uint8_t *to, const uint8_t *from)
{
        uint64_t octets;

        memcpy(&octets, from, 8);
        memcpy(to, &octets, 8);
        return pc_marked_octets(octets, PC_QUOTES_MASK, '"');
}

/* The same, of the octets that have bit 7 in the mask. */
static inline uint64_t pc_copy_masked(uint8_t *to, const uint8_t *from, const uint8_t *mask)
{
        uint64_t octets;

        memcpy(&octets, mask, 8);
        return pc_copy_eight(to, from) & octets;
}

/* So many octets are copied without a loop, whose end no processor foresees. */
#define PC_PLAIN_AT_ONCE 32

/*
 * Copies a text without control characters, with octets up to 'end' behind it. Tells whether all of it is ASCII
 * without quotes and backslashes; may say no where there is a '#' or a '&'. What is behind the text's copy, up to
 * PC_PLAIN_AT_ONCE, is written over.
 */
static inline bool pc_copy_plain(uint8_t *to, struct pc_slice text, const uint8_t *end)
{
        /* Bit 7 of the octets of a text. */
        static const uint8_t bits[2 * PC_PLAIN_AT_ONCE] = {
                0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80};
        uint64_t found = 0;
        size_t i;

        if (text.len <= PC_PLAIN_AT_ONCE && end - text.data >= PC_PLAIN_AT_ONCE) {
                const uint8_t *const mask = &bits[PC_PLAIN_AT_ONCE - text.len];

                if (pc_copy_masked(to, text.data, mask) != 0) {
                        return false;
                }
                for (i = 8; i < PC_PLAIN_AT_ONCE; i += 8) {
                        found |= pc_copy_masked(to + i, text.data + i, mask + i);
                }
                return found == 0;
        }
        for (i = 0; text.len - i >= 8; i += 8) {
                found |= pc_copy_eight(to + i, text.data + i);
        }
        for (; i < text.len; i++) {
                to[i] = text.data[i];
                found |= pc_marked_octets(text.data[i], PC_QUOTES_MASK, '"') & 0x80;
        }
        return (found & PC_EACH_OCTET(0x80)) == 0;
}

/*
 * Copies some of what stands at a text's beginning without a control character, a backslash, 'quote', or
 * anything above 7E; gives its length, which may be none at all.
 */
size_t pc_copy_run(uint8_t *to, const uint8_t *from, size_t len, uint8_t quote);

/* Not zero where one of eight octets is 'octet'. */
static inline uint64_t pc_equal_octets(uint64_t octets, uint8_t octet)
{
        const uint64_t differ = octets ^ PC_EACH_OCTET(octet);

        return (differ - PC_EACH_OCTET(1)) & ~differ & PC_EACH_OCTET(0x80);
}

/* Whether a text has a certain octet. Not built for size. */
static inline bool pc_has_octet(struct pc_slice text, uint8_t octet)
{
        uint64_t found = 0;
        size_t i = 0;

        if (text.len < 8) {
                for (; i < text.len; i++) {
                        found |= text.data[i] == octet;
                }
                return found != 0;
        }
        for (; text.len - i > 8; i += 8) {
                found |= pc_equal_octets(pc_load_eight(text.data + i), octet);
        }
        return (found | pc_equal_octets(pc_load_eight(text.data + text.len - 8), octet)) != 0;
}

/* Which quotes a text of octets has. */
struct pc_quotes {
        bool single;
        bool twofold;
};
struct pc_quotes pc_quotes_in(struct pc_slice text);

#ifdef __cplusplus
}
#endif

#endif
