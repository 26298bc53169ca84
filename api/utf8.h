/* For the writers only: UTF-8 octet by octet. */
#ifndef PC_API_UTF8_H
#define PC_API_UTF8_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Takes the next character off text that is UTF-8 and not at its end. */
static inline uint32_t pc_utf8_take(struct pc_slice *text)
{
        const uint8_t lead = text->data[0];
        const size_t whole = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        uint32_t character = whole == 1 ? lead : lead & (0x7Fu >> whole);
        size_t i;

        for (i = 1; i < whole && i < text->len; i++) {
                character = character << 6 | (text->data[i] & 0x3Fu);
        }
        text->data += i;
        text->len -= i;
        return character;
}

#ifdef __cplusplus
}
#endif

#endif
