/*
 * For the notations' writers only, not built for size: what each character below 100 is written as, ready to be stored
 * in one go, so that no processor has to foresee which of them needs an escape.
 */
#ifndef PC_API_ESCAPES_H
#define PC_API_ESCAPES_H

#include <string.h>

#include "asn1/fast.h"

/* Eight octets each, the last of which says how many of the others count. */
struct pc_escapes {
        uint8_t octets[256][8];
};

/* Writes a character; gives where it ends. Eight octets are written over. */
PC_INLINE uint8_t *pc_write_escaped(const struct pc_escapes *escapes, uint8_t *at, uint8_t character)
{
        const uint8_t *octets = escapes->octets[character];

        memcpy(at, octets, 8);
        return at + octets[7];
}

/* What LETTER(c) gives for each of \b \t \n \v \f \r. */
#define PC_LETTERS(LETTER)                                                                                   \
        {                                                                                                    \
                LETTER('\b'), LETTER('\t'), LETTER('\n'), LETTER('\v'), LETTER('\f'), LETTER('\r')           \
        }

#define PC_HEX_DIGIT(value) ((value) < 10 ? '0' + (value) : 'a' + (value) - 10)

/*
 * The entry of 'c': what stands behind the backslash is 'letter' or, where that is 0 and 'c' does not stand for itself,
 * 'one' and all that follow it, which makes 'len' octets.
 */
#define PC_STANDS_FOR_ITSELF(c, letter) ((letter) == 0 && (c) >= 0x20 && (c) < 0x7F)
#define PC_ENTRY(c, letter, one, two, three, four, five, len)                                                \
        {                                                                                                    \
                PC_STANDS_FOR_ITSELF(c, letter) ? (c) : '\\', (letter) != 0 ? (letter) : (one), two, three, four,  \
                five, 0, PC_STANDS_FOR_ITSELF(c, letter) ? 1 : (letter) != 0 ? 2 : (len)                     \
        },

/* ENTRY(c) for all characters. */
#define PC_ENTRIES_4(ENTRY, c)  ENTRY(c) ENTRY((c) + 1) ENTRY((c) + 2) ENTRY((c) + 3)
#define PC_ENTRIES_16(ENTRY, c)                                                                              \
        PC_ENTRIES_4(ENTRY, c)                                                                               \
        PC_ENTRIES_4(ENTRY, (c) + 4) PC_ENTRIES_4(ENTRY, (c) + 8) PC_ENTRIES_4(ENTRY, (c) + 12)
#define PC_ENTRIES_64(ENTRY, c)                                                                              \
        PC_ENTRIES_16(ENTRY, c)                                                                              \
        PC_ENTRIES_16(ENTRY, (c) + 16) PC_ENTRIES_16(ENTRY, (c) + 32) PC_ENTRIES_16(ENTRY, (c) + 48)
#define PC_ENTRIES(ENTRY)                                                                                    \
        PC_ENTRIES_64(ENTRY, 0) PC_ENTRIES_64(ENTRY, 64) PC_ENTRIES_64(ENTRY, 128) PC_ENTRIES_64(ENTRY, 192)

#endif
