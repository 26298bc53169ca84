/* For the writers only: characters one by one. */
#ifndef PC_API_CHARACTER_H
#define PC_API_CHARACTER_H

#include "api/text.h"
#include "asn1/fast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many octets a character of text has: 1, 2 or 4, and 0 where it is UTF-8. See asn1/charstring.h. */
/*@ requires \valid_read(text);
    assigns \nothing;
    ensures \result \in {0, 1, 2, 4};
*/
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

/* The same as below for text of four octets at least. */
/*@ requires \valid(text) && valid_slice(*text) && text->len >= 4 && width \in {0, 1, 2, 4};
    assigns *text;
    ensures follows(\old(*text), *text) && valid_slice(*text);
*/
PC_INLINE uint32_t pc_character_take_fast(struct pc_slice *text, size_t width)
{
        const uint8_t *data = text->data;
        uint32_t character = data[0];

        if (width == 1 || (width == 0 && character < 0x80)) {
                width = 1;
        } else if (width == 2) {
                character = character << 8 | data[1];
        } else if (width == 4) {
                character = character << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
        } else if (character < 0xE0) {
                character = (character & 0x1F) << 6 | (data[1] & 0x3F);
                width = 2;
        } else if (character < 0xF0) {
                character = (character & 0x0F) << 12 | (data[1] & 0x3Fu) << 6 | (data[2] & 0x3Fu);
                width = 3;
        } else {
                character = (character & 0x07) << 18 | (data[1] & 0x3Fu) << 12 | (data[2] & 0x3Fu) << 6 | (data[3] & 0x3Fu);
                width = 4;
        }
        text->data += width;
        text->len -= width;
        return character;
}

/* Takes the next character off text of that width, which has been checked and is not at its end. */
/*@ requires \valid(text) && valid_slice(*text) && text->len > 0 && width \in {0, 1, 2, 4};
    assigns *text;
    ensures follows(\old(*text), *text) && valid_slice(*text);
*/
static inline uint32_t pc_character_take(struct pc_slice *text, size_t width)
{
        uint32_t character = text->data[0];
        unsigned bits = 8; /* of each further octet */
        size_t i;

        if (PC_FAST && text->len >= 4) {
                return pc_character_take_fast(text, width);
        }
        if (width == 0) {
                width = 1;
                if (character >= 0x80) {
                        width = character < 0xE0 ? 2 : character < 0xF0 ? 3 : 4;
                        character &= 0x7Fu >> width;
                        bits = 6;
                }
        }
        /*@ loop invariant 1 <= i <= text->len;
            loop assigns i, character;
            loop variant text->len - i;
        */
        for (i = 1; i < width && i < text->len; i++) {
                character = character << bits | (text->data[i] & ((1u << bits) - 1));
        }
        text->data += i;
        text->len -= i;
        return character;
}

/* The same for UTF-8. */
/*@ requires \valid(text) && valid_slice(*text) && text->len > 0;
    assigns *text;
    ensures follows(\old(*text), *text) && valid_slice(*text);
*/
static inline uint32_t pc_utf8_take(struct pc_slice *text)
{
        return pc_character_take(text, 0);
}

#ifdef __cplusplus
}
#endif

#endif
