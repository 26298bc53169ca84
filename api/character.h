/* For the writers only: characters one by one. */
#ifndef PC_API_CHARACTER_H
#define PC_API_CHARACTER_H

#include "api/text.h"

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

/* How many octets a character of text has: 1, 2 or 4, and 0 where it is UTF-8. See asn1/charstring.h. */
static inline size_t pc_character_width(const struct pc_text *text)
{
        if (text->kind != PC_TEXT_STRING || text->tag == PC_TAG_UTF8_STRING) {
                return 0;
        }
        if (text->tag == PC_TAG_BMP_STRING) {
                return 2;
        }
        return text->tag == PC_TAG_UNIVERSAL_STRING ? 4 : 1;
}

/* Takes the next character off text of that width, which has been checked and is not at its end. */
static inline uint32_t pc_character_take(struct pc_slice *text, size_t width)
{
        uint32_t character = text->data[0];
        size_t i;

        if (width == 0 && character >= 0x80) {
                return pc_utf8_take(text);
        }
        for (i = 1; i < width && i < text->len; i++) {
                character = character << 8 | text->data[i];
        }
        text->data += i;
        text->len -= i;
        return character;
}

#ifdef __cplusplus
}
#endif

#endif
