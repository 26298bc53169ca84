/*
 * For dict_check.c only, not built for size: UTF-8 told by four octets at once. What is recognized here needs no further
 * check; all else is left to pc_utf8_check.
 */
#ifndef PC_API_UTF8_FAST_H
#define PC_API_UTF8_FAST_H

#include "x509/eight.h"

/* The one to three octets before the end, and zeros, of which no sequence has any. */
PC_INLINE uint32_t fast_last(const uint8_t *data, size_t len)
{
        return data[0] | (len > 1 ? (uint32_t)data[1] << 8 : 0) | (len > 2 ? (uint32_t)data[2] << 16 : 0);
}

/*
 * How many of four octets, the first one lowest, are characters, by RFC 3629 4: the first one at least; 0 where that is none.
 */
PC_INLINE size_t fast_utf8_length(uint32_t four)
{
        if ((four & 0x80808080u) == 0) {
                return 4;
        }
        if ((four & 0x80) == 0) {
                return 1;
        }
        if ((four & 0xC0E0) == 0x80C0) {
                return (four & 0x1E) != 0 ? 2 : 0; /* not C0, C1 */
        }
        if ((four & 0xC0C0F0) == 0x8080E0) {
                const uint32_t bits = four & 0x200F;

                return bits != 0 && bits != 0x200D ? 3 : 0; /* not E0 80..9F, ED A0..BF */
        }
        if ((four & 0xC0C0C0F8u) == 0x808080F0u) {
                const uint32_t bits = (four & 7) << 2 | (four >> 12 & 3);

                return bits - 1 < 4 * 4 ? 4 : 0; /* F0 90 to F4 8F */
        }
        return 0;
}

PC_INLINE bool fast_is_utf8(struct pc_slice text)
{
        const uint8_t *data = text.data;
        size_t left = text.len;

        while (left > 0) {
                const size_t len = fast_utf8_length(left >= 4 ? pc_load_four(data) : fast_last(data, left));

                if (len == 0 || len >= left) {
                        return len > 0;
                }
                data += len;
                left -= len;
        }
        return true;
}

#endif
