/*
 * For literal_text.c only, not built for size: characters with escapes among them. What the loops need is kept by value:
 * an octet that is stored could otherwise be a part of it.
 */
#ifndef PC_API_CHARACTERS_FAST_H
#define PC_API_CHARACTERS_FAST_H

#include "api/character.h"
#include "api/literal.h"
#include "api/literal_marks.h"

struct fast_notation {
        const struct pc_escapes *escapes;
        uint8_t *(*escape)(uint8_t *at, uint32_t character);
        uint32_t bare; /* the style's quote, where that is not what the text is put in; else no character */
};

PC_INLINE struct fast_notation fast_notation_of(const struct pc_literal_style *style, uint8_t quote)
{
        const struct fast_notation notation = {style->marks->escapes, style->escape,
                                               quote == style->quote ? UINT32_MAX : style->quote};

        return notation;
}

/* Writes a character below 100, and any one; gives where it ends. PC_ESCAPE_MAX octets may be written over. */
PC_INLINE uint8_t *fast_octet(struct fast_notation notation, uint8_t *at, uint8_t octet)
{
        if (octet == notation.bare) {
                *at = octet;
                return at + 1;
        }
        return pc_write_escaped(notation.escapes, at, octet);
}

PC_INLINE uint8_t *fast_character(struct fast_notation notation, uint8_t *at, uint32_t character)
{
        if (character > 0xFFFF) {
                return notation.escape(at, character);
        }
        if (character > 0xFF) {
                memcpy(at, "\\u", 2);
                return pc_write_four_hex(at + 2, character);
        }
        return fast_octet(notation, at, (uint8_t)character);
}

/* Takes characters off a text and writes them, as long as none begins behind 'last': octets that are characters, ... */
PC_INLINE uint8_t *fast_octets(struct fast_notation notation, uint8_t *at, const uint8_t *last, struct pc_slice *text)
{
        const uint8_t *data = text->data;
        const uint8_t *const end = data + text->len;

        while (data < end && at <= last) {
                at = fast_octet(notation, at, *data++);
        }
        text->data = data;
        text->len = (size_t)(end - data);
        return at;
}

/* ... UTF-8, ... */
PC_INLINE uint8_t *fast_utf8(struct fast_notation notation, uint8_t *at, const uint8_t *last, struct pc_slice *text)
{
        struct pc_slice rest = *text;

        while (rest.len > 0 && at <= last) {
                if (rest.data[0] < 0x80) {
                        at = fast_octet(notation, at, rest.data[0]);
                        rest.data++;
                        rest.len--;
                } else {
                        at = fast_character(notation, at, pc_character_take(&rest, 0));
                }
        }
        *text = rest;
        return at;
}

/* ... and characters of two octets, or of four. */
PC_INLINE uint8_t *fast_wide(struct fast_notation notation, uint8_t *at, const uint8_t *last, struct pc_slice *text,
                             size_t width)
{
        struct pc_slice rest = *text;

        while (rest.len > 0 && at <= last) {
                at = fast_character(notation, at, pc_character_take(&rest, width));
        }
        *text = rest;
        return at;
}

/* Writes a text for which there is room, of octets that are characters, or UTF-8; NULL where it has the bare quote. */
PC_INLINE uint8_t *fast_short_octets(struct fast_notation notation, uint8_t *at, struct pc_slice text)
{
        size_t i;

        for (i = 0; i < text.len; i++) {
                if (text.data[i] == notation.bare) {
                        return NULL;
                }
                at = pc_write_escaped(notation.escapes, at, text.data[i]);
        }
        return at;
}

PC_INLINE uint8_t *fast_short_utf8(struct fast_notation notation, uint8_t *at, struct pc_slice text)
{
        while (text.len > 0) {
                const uint8_t octet = text.data[0];

                if (octet >= 0x80) {
                        at = fast_character(notation, at, pc_character_take(&text, 0));
                        continue;
                }
                if (octet == notation.bare) {
                        return NULL;
                }
                at = pc_write_escaped(notation.escapes, at, octet);
                text.data++;
                text.len--;
        }
        return at;
}

/* The same for either; a style that chooses the quote may choose another where its own is there. */
PC_INLINE uint8_t *fast_short_characters(const struct pc_literal_style *style, uint8_t *at, struct pc_slice text,
                                         size_t width)
{
        const struct fast_notation notation = {style->marks->escapes, style->escape,
                                               style->choose_quote == NULL ? UINT32_MAX : style->quote};

        return width == 0 ? fast_short_utf8(notation, at, text) : fast_short_octets(notation, at, text);
}

PC_INLINE uint8_t *fast_characters_of(struct fast_notation notation, uint8_t *at, const uint8_t *last,
                                      struct pc_slice *text, size_t width)
{
        switch (width) {
        case 0:
                return fast_utf8(notation, at, last, text);
        case 1:
                return fast_octets(notation, at, last, text);
        case 2:
                return fast_wide(notation, at, last, text, 2);
        default:
                return fast_wide(notation, at, last, text, 4);
        }
}

#endif
