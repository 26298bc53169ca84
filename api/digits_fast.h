/* For the writers only: digits of numbers, several at once in the octets of a word. */
#ifndef PC_API_DIGITS_FAST_H
#define PC_API_DIGITS_FAST_H

#include "x509/eight.h"

/* Compilers make one store of each. */
/*@ requires \valid(at + (0 .. 3));
    assigns at[0 .. 3];
*/
PC_INLINE void pc_store_four(uint8_t *at, uint32_t octets)
{
        at[0] = (uint8_t)octets;
        at[1] = (uint8_t)(octets >> 8);
        at[2] = (uint8_t)(octets >> 16);
        at[3] = (uint8_t)(octets >> 24);
}

/*@ requires \valid(at + (0 .. 7));
    assigns at[0 .. 7];
*/
PC_INLINE void pc_store_eight(uint8_t *at, uint64_t octets)
{
        pc_store_four(at, (uint32_t)octets);
        pc_store_four(at + 4, (uint32_t)(octets >> 32));
}

/* Four hexadecimal digits of a value below 10000 in hexadecimal, the highest one in the lowest octet. */
/*@ requires value <= 0xFFFF;
    assigns \nothing;
*/
PC_INLINE uint32_t pc_four_hex(uint32_t value, char letters)
{
        const uint32_t pairs = value >> 8 | (value & 0xFF) << 16;
        const uint32_t nibbles = (pairs >> 4 & 0x000F000Fu) | (pairs & 0x000F000Fu) << 8;
        const uint32_t above_9 = (nibbles + 0x06060606u) >> 4 & 0x01010101u;

        return nibbles + 0x30303030u + above_9 * ((unsigned char)letters - '9' - 1u);
}

/* The digits of four octets, each octet's in 16 bits, the first one lowest. */
/*@ assigns \nothing;
*/
PC_INLINE uint64_t pc_hex_of_four(uint32_t octets, char letters)
{
        const uint64_t halves = (octets | (uint64_t)octets << 16) & UINT64_C(0x0000FFFF0000FFFF);
        const uint64_t each = (halves | halves << 8) & UINT64_C(0x00FF00FF00FF00FF);
        const uint64_t nibbles = (each >> 4 | each << 8) & PC_EACH_OCTET(0x0F);
        const uint64_t above_9 = (nibbles + PC_EACH_OCTET(6)) >> 4 & PC_EACH_OCTET(1);

        return nibbles + PC_EACH_OCTET('0') + above_9 * ((unsigned char)letters - '9' - 1u);
}

/* Writes octets in hexadecimal; gives where they end. */
/*@ requires len <= 0x7FFFFFFF && \valid_read(octets + (0 .. len - 1)) && \valid(at + (0 .. 2 * len - 1));
    requires \separated(at + (0 .. 2 * len - 1), octets + (0 .. len - 1));
    assigns at[0 .. 2 * len - 1];
    ensures \result == at + 2 * len;
*/
PC_INLINE uint8_t *pc_write_hex(uint8_t *at, const uint8_t *octets, size_t len, char letters)
{
        size_t i;

        /*@ loop invariant 0 <= i <= len;
            loop assigns i, at[0 .. 2 * len - 1];
            loop variant len - i;
        */
        for (i = 0; len - i >= 4; i += 4) {
                pc_store_eight(at + 2 * i, pc_hex_of_four(pc_load_four(octets + i), letters));
        }
        /*@ loop invariant 0 <= i <= len;
            loop assigns i, at[0 .. 2 * len - 1];
            loop variant len - i;
        */
        for (; i < len; i++) {
                const uint64_t digits = pc_hex_of_four(octets[i], letters);

                at[2 * i] = (uint8_t)digits;
                at[2 * i + 1] = (uint8_t)(digits >> 8);
        }
        return at + 2 * len;
}

/* Eight decimal digits of a value below 10^8. Halves in 32 bits each, then pairs of digits in 16, then digits in 8. */
/*@ requires value < 100000000;
    assigns \nothing;
*/
PC_INLINE uint64_t pc_eight_digits(uint32_t value)
{
        const uint64_t halves = value / 10000 | (uint64_t)(value % 10000) << 32;
        const uint64_t hundreds = halves * 5243 >> 19 & UINT64_C(0x0000007F0000007F);
        const uint64_t pairs = hundreds | (halves - hundreds * 100) << 16;
        const uint64_t tens = pairs * 103 >> 10 & UINT64_C(0x000F000F000F000F);

        return (tens | (pairs - tens * 10) << 8) + PC_EACH_OCTET('0');
}

/* Writes a number below 1000; gives where it ends. */
/*@ requires number < 1000 && \valid(at + (0 .. 2));
    assigns at[0 .. 2];
    ensures \result == at + (number < 10 ? 1 : number < 100 ? 2 : 3);
*/
PC_INLINE uint8_t *pc_write_small(uint8_t *at, uint32_t number)
{
        if (number >= 100) {
                *at++ = (uint8_t)('0' + number / 100);
                number %= 100;
                *at++ = (uint8_t)('0' + number / 10);
        } else if (number >= 10) {
                *at++ = (uint8_t)('0' + number / 10);
        }
        *at++ = (uint8_t)('0' + number % 10);
        return at;
}

#endif
