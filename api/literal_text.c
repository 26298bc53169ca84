#include "api/literal_text.h"

#include "api/character.h"
#include "api/plain.h"
#include "api/text_value.h"
#include "asn1/integer.h"

/* Characters with escapes among them are put by blocks of so many octets of output. */
#define BLOCK 128

static inline bool is_plain_character(uint32_t character, uint8_t quote)
{
        return character >= 0x20 && character < 0x7F && character != quote && character != '\\';
}

/* What stands behind the backslash in an escape of two characters, 0 for a character that has none. */
static uint8_t short_escape(uint32_t character)
{
        switch (character) {
        case '\t':
                return 't';
        case '\n':
                return 'n';
        case '\r':
                return 'r';
        case '\\':
        case '\'':
        case '"':
                return (uint8_t)character;
        default:
                return 0;
        }
}

/* Writes a character that is not plain. */
static uint8_t *write_escape(const struct pc_literal_style *style, uint8_t *at, uint32_t character)
{
        const uint8_t letter = short_escape(character);

        if (letter == 0) {
                return style->escape(at, character);
        }
        at[0] = '\\';
        at[1] = letter;
        return at + 2;
}

/* Writes one character, which takes at most PC_ESCAPE_MAX octets; gives where it ends. */
static inline uint8_t *write_character(const struct pc_literal_style *style, uint8_t quote, uint8_t *at,
                                       uint32_t character)
{
        if (!is_plain_character(character, quote)) {
                return write_escape(style, at, character);
        }
        *at = (uint8_t)character;
        return at + 1;
}

static inline void note_quotes(struct pc_quotes *quotes, uint32_t character)
{
        quotes->single |= character == '\'';
        quotes->twofold |= character == '"';
}

static uint8_t choose_quote(const struct pc_literal_style *style, const struct pc_quotes *quotes)
{
        return style->either_quote && quotes->single && !quotes->twofold ? '"' : style->quote;
}

/* Which one a text of characters of that width is to have. */
static uint8_t quote_of(const struct pc_literal_style *style, struct pc_slice text, size_t width)
{
        struct pc_quotes quotes = {false, false};

        if (width < 2) {
                quotes = pc_quotes_in(text);
        }
        while (width >= 2 && text.len > 0) {
                note_quotes(&quotes, pc_character_take(&text, width));
        }
        return choose_quote(style, &quotes);
}

/*
 * Puts characters that may need escapes. An octet below 80 is a character in UTF-8, too: of octets, each
 * block begins with what is plain in one go.
 */
static void put_characters(struct pc_literal *literal, uint8_t quote, struct pc_slice text, size_t width)
{
        while (text.len > 0 && !literal->out.stopped) {
                uint8_t *at = pc_output_room(&literal->out, BLOCK);
                const uint8_t *const last = at + BLOCK - PC_ESCAPE_MAX;

                if (width < 2) {
                        const size_t most = BLOCK - PC_ESCAPE_MAX;
                        const size_t run =
                                pc_copy_run(at, text.data, text.len < most ? text.len : most, quote);

                        at += run;
                        text.data += run;
                        text.len -= run;
                }
                while (text.len > 0 && at <= last) {
                        if (width < 2 && is_plain_character(*text.data, quote)) {
                                *at++ = *text.data++;
                                text.len--;
                        } else {
                                at = write_character(literal->style, quote, at,
                                                     pc_character_take(&text, width));
                        }
                }
                pc_output_advance(&literal->out, at);
        }
}

/* Whether no octet needs an escape. The output's free room is where they are looked at. */
static bool is_plain(struct pc_literal *literal, struct pc_slice text)
{
        uint8_t *at = pc_output_room(&literal->out, PC_SHORT_TEXT);
        size_t i;

        for (i = 0; text.len - i > PC_SHORT_TEXT; i += PC_SHORT_TEXT) {
                if (!pc_copy_plain(at, text.data + i, PC_SHORT_TEXT)) {
                        return false;
                }
        }
        return pc_copy_plain(at, text.data + i, text.len - i);
}

/* A text that is viewed, of characters of that width. */
static void put_string(struct pc_literal *literal, const char *prefix, struct pc_slice text, size_t width)
{
        const uint8_t quote = quote_of(literal->style, text, width);

        pc_output_octet(&literal->out, quote);
        pc_output_string(&literal->out, prefix);
        put_characters(literal, quote, text, width);
        pc_output_octet(&literal->out, quote);
}

static void put_view(struct pc_literal *literal, const void *text, size_t len)
{
        pc_output_octet(&literal->out, literal->style->quote);
        pc_output_put(&literal->out, text, len);
        pc_output_octet(&literal->out, literal->style->quote);
}

/* A text that is made, of digits, letters and marks; a serial number may have what needs escapes at its end.
 */
PC_APART static void put_value(struct pc_literal *literal, const struct pc_text *text)
{
        struct pc_slice end = {NULL, 0};

        pc_output_octet(&literal->out, literal->style->quote);
        if (text->kind == PC_TEXT_TIME) {
                pc_put_time(&literal->out, text);
        } else if (text->kind == PC_TEXT_IP_ADDRESS) {
                pc_put_ip_address(&literal->out, text->octets);
        } else if (pc_put_serial(&literal->out, text->octets, PC_SERIAL_SHOWN)) {
                end.data = (const uint8_t *)"\\\n";
                end.len = 2;
        }
        put_characters(literal, literal->style->quote, end, 1);
        pc_output_octet(&literal->out, literal->style->quote);
}

void pc_literal_registered_id(struct pc_literal *literal, struct pc_slice oid)
{
        const struct pc_slice nul = {(const uint8_t *)"", 1};

        pc_output_octet(&literal->out, literal->style->quote);
        if (pc_put_registered_id(&literal->out, oid, literal->space.digits)) {
                put_characters(literal, literal->style->quote, nul, 1);
        }
        pc_output_octet(&literal->out, literal->style->quote);
}

void pc_literal_text(struct pc_literal *literal, const struct pc_text *text)
{
        const size_t width = pc_character_width(text);

        switch (text->kind) {
        case PC_TEXT_STRING:
        case PC_TEXT_UTF8:
                /* A short text that is plain has not come here, or is cheap. */
                if (width < 2 && text->octets.len > PC_SHORT_TEXT && is_plain(literal, text->octets)) {
                        put_view(literal, text->octets.data, text->octets.len);
                } else {
                        put_string(literal, "", text->octets, width);
                }
                break;
        case PC_TEXT_OTHER_NAME:
                put_string(literal, text->constant, text->octets, width);
                break;
        case PC_TEXT_CONSTANT:
                put_view(literal, text->constant, strlen(text->constant));
                break;
        default:
                put_value(literal, text);
                break;
        }
}

static void put_hex(struct pc_literal *literal, const struct pc_bit_string *bits)
{
        size_t i;

        pc_output_octet(&literal->out, '"');
        for (i = 0; i < bits->octets.len && !literal->out.stopped; i++) {
                pc_output_hex(&literal->out, pc_bit_string_octet(bits, i), 2);
        }
        pc_output_octet(&literal->out, '"');
}

/* Python's bytes: quoted and escaped as a text of Latin-1. */
static void put_bytes(struct pc_literal *literal, const struct pc_bit_string *bits)
{
        struct pc_quotes quotes = {false, false};
        uint8_t quote;
        size_t i;

        for (i = 0; i < bits->octets.len; i++) {
                note_quotes(&quotes, pc_bit_string_octet(bits, i));
        }
        quote = choose_quote(literal->style, &quotes);
        pc_output_octet(&literal->out, 'b');
        pc_output_octet(&literal->out, quote);
        for (i = 0; i < bits->octets.len && !literal->out.stopped; i++) {
                uint8_t *at = pc_output_room(&literal->out, PC_ESCAPE_MAX);

                at = write_character(literal->style, quote, at, pc_bit_string_octet(bits, i));
                pc_output_advance(&literal->out, at);
        }
        pc_output_octet(&literal->out, quote);
}

void pc_literal_bit_string(struct pc_literal *literal, struct pc_slice content)
{
        struct pc_bit_string bits;

        if (pc_bit_string_read(content, &bits) != PC_OK || bits.octets.len == 0) {
                pc_output_put(&literal->out, literal->style->none.text, literal->style->none.len);
        } else if (literal->style->octets_as_hex) {
                put_hex(literal, &bits);
        } else {
                put_bytes(literal, &bits);
        }
}
