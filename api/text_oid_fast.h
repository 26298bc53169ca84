/*
 * For text_oid.c only, not built for size: the text of an OBJECT IDENTIFIER in one go.
 *
 * An arc is read by blocks of 32 octets, 224 bits: number = number * 2^224 + block, in base 10^9. A digit of the
 * product is the sum of eight products, so that there is one division for all of them, and not one for each 28 bits.
 */
#ifndef PC_API_TEXT_OID_FAST_H
#define PC_API_TEXT_OID_FAST_H

#include <string.h>

#include "api/digits_fast.h"
#include "api/text_oid.h"

#define FAST_BASE         1000000000u
#define FAST_WORD_OCTETS  4 /* 28 bits */
#define FAST_BLOCK_OCTETS 32
#define FAST_BLOCK_DIGITS 8

/* The arc in hand, least digit first, so many of them. */
struct fast_arc {
        uint32_t *digits;
        size_t count;
};

static inline void fast_trim(struct fast_arc *arc)
{
        while (arc->count > 1 && arc->digits[arc->count - 1] == 0) {
                arc->count--;
        }
}

/* Reads a block: number = number * 2^28 + word, again and again. The first word may have fewer octets. */
static inline void fast_read_block(uint32_t block[FAST_BLOCK_DIGITS], const uint8_t *data, size_t len)
{
        const uint8_t *const end = data + len;
        size_t count = 0;
        size_t i;

        memset(block, 0, FAST_BLOCK_DIGITS * sizeof block[0]);
        while (data < end) {
                uint32_t carry = 0;

                do {
                        carry = carry << 7 | (*data++ & 0x7Fu);
                } while ((end - data) % FAST_WORD_OCTETS > 0);
                for (i = 0; i < count; i++) {
                        const uint64_t value = ((uint64_t)block[i] << 28) + carry;

                        carry = (uint32_t)(value / FAST_BASE);
                        block[i] = (uint32_t)(value % FAST_BASE);
                }
                if (carry > 0) {
                        block[count++] = carry;
                }
        }
}

/*
 * number = number * 2^224 + block. The digits move down by those of a block; what stands around the number is zero
 * before and after. Eight products, a carry and a digit are less than 2^64.
 */
static inline void fast_append_block(struct fast_arc *arc, const uint32_t block[FAST_BLOCK_DIGITS])
{
        static const uint32_t factor[FAST_BLOCK_DIGITS] = {610249216, 572481103, 144422540, 630673637,
                                                           15087019,  639794667, 946667150, 26959}; /* 2^224 */
        const uint32_t *from = arc->digits;
        uint64_t carry = 0;
        size_t i;
        size_t n;

        arc->digits -= FAST_BLOCK_DIGITS;
        arc->count += FAST_BLOCK_DIGITS;
        for (i = 0; i < arc->count; i++) {
                uint64_t sum = carry + (i < FAST_BLOCK_DIGITS ? block[i] : 0);

                for (n = 0; n < FAST_BLOCK_DIGITS; n++) {
                        sum += (uint64_t)factor[n] * *(from - n);
                }
                from++;
                carry = sum / FAST_BASE;
                arc->digits[i] = (uint32_t)(sum - carry * FAST_BASE);
        }
        fast_trim(arc);
}

/* The first block is what is left over, so that all others are whole. */
static inline void fast_read_arc(struct fast_arc *arc, struct pc_slice octets, uint32_t space[PC_OID_SPACE])
{
        const size_t first = (octets.len - 1) % FAST_BLOCK_OCTETS + 1;
        uint32_t block[FAST_BLOCK_DIGITS];
        size_t at;

        if (octets.len > first) {
                memset(space, 0, PC_OID_SPACE * sizeof space[0]);
        }
        arc->digits = space + PC_OID_SPACE - 2 * FAST_BLOCK_DIGITS;
        arc->count = FAST_BLOCK_DIGITS;
        fast_read_block(arc->digits, octets.data, first);
        fast_trim(arc);
        for (at = first; at < octets.len; at += FAST_BLOCK_OCTETS) {
                fast_read_block(block, octets.data + at, FAST_BLOCK_OCTETS);
                fast_append_block(arc, block);
        }
}

/* Takes what the root is worth off the number. */
static inline void fast_subtract_root(struct fast_arc *arc, unsigned root)
{
        uint32_t borrow = 40u * root;
        size_t i;

        for (i = 0; borrow > 0 && i < arc->count; i++) {
                const bool below = arc->digits[i] < borrow;

                arc->digits[i] += (below ? FAST_BASE : 0) - borrow;
                borrow = below ? 1 : 0;
        }
        fast_trim(arc);
}

static inline void fast_write_nine(uint8_t *at, uint32_t digit)
{
        at[0] = (uint8_t)('0' + digit / 100000000);
        pc_store_eight(at + 1, pc_eight_digits(digit % 100000000));
}

/* Writes the highest digit without leading zeros, and all below. */
static inline uint8_t *fast_write_digits(uint8_t *at, const struct fast_arc *arc)
{
        uint8_t first[9 + PC_OID_PADDING];
        size_t zeros = 0;
        size_t i = arc->count - 1;

        fast_write_nine(first, arc->digits[i]);
        while (zeros < 8 && first[zeros] == '0') {
                zeros++;
        }
        memcpy(at, first + zeros, 9);
        at += 9 - zeros;
        while (i > 0) {
                i--;
                fast_write_nine(at, arc->digits[i]);
                at += 9;
        }
        return at;
}

PC_SELDOM uint8_t *fast_write_arc(uint8_t *at, struct pc_slice octets, unsigned root, uint32_t space[PC_OID_SPACE])
{
        struct fast_arc arc;

        fast_read_arc(&arc, octets, space);
        fast_subtract_root(&arc, root);
        return fast_write_digits(at, &arc);
}

/* An octet gives four characters at most, ".127". */
static inline uint8_t *fast_write_oid(uint8_t *at, struct pc_slice oid, uint32_t space[PC_OID_SPACE])
{
        const uint8_t *data = oid.data;
        const uint8_t *const end = data + oid.len;
        unsigned root = data[0] < 80 ? data[0] / 40u : 2;

        *at++ = (uint8_t)('0' + root);
        while (data < end) {
                struct pc_slice arc = {data, 1};

                *at++ = '.';
                while (*data++ >= 0x80 && data < end) {
                        arc.len++;
                }
                at = arc.len == 1 ? pc_write_small(at, arc.data[0] - 40u * root)
                                  : fast_write_arc(at, arc, root, space);
                root = 0;
        }
        return at;
}

#endif
