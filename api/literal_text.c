#include "api/literal.h"

#include "api/characters_fast.h"
#include "api/plain.h"
#include "api/text_value.h"

/* Characters with escapes among them are put by blocks of so many octets of output; for size, one by one. */
#define BLOCK (PC_FAST ? 128 : PC_ESCAPE_MAX)

/* What stands behind the backslash in an escape of two characters, 0 for a character that has none. */
static inline uint8_t short_escape(const struct pc_literal_style *style, uint32_t character)
{
        if (character == '\\' || character == '\'' || character == '"') {
                return (uint8_t)character;
        }
        return character >= '\b' && character <= '\r' ? (uint8_t)style->letters[character - '\b'] : 0;
}

/* Writes one character, which takes at most PC_ESCAPE_MAX octets; gives where it ends. */
static inline uint8_t *write_character(const struct pc_literal_style *style, uint8_t quote, uint8_t *at,
                                       uint32_t character)
{
        uint8_t letter;

        if (character >= 0x20 && character < 0x7F && character != quote && character != '\\') {
                *at = (uint8_t)character;
                return at + 1;
        }
        if (character > 0xFFFF) {
                return style->escape(at, character);
        }
        if (character > 0xFF) {
                memcpy(at, "\\u", 2);
                return pc_write_four_hex(at + 2, character);
        }
        letter = character < 0x7F ? short_escape(style, character) : 0;
        if (letter == 0) {
                memcpy(at, style->octet_escape, sizeof style->octet_escape);
                return pc_hex_digits(at + style->octet_escape_len, character, 2, 'a');
        }
        at[0] = '\\';
        at[1] = letter;
        return at + 2;
}

/* Takes characters off a text and writes them, as long as none begins behind 'last'. */
PC_INLINE uint8_t *write_characters(const struct pc_literal_style *style, uint8_t quote, uint8_t *at, const uint8_t *last,
                                    struct pc_slice *text, size_t width)
{
        if (PC_FAST) {
                return fast_characters_of(fast_notation_of(style, quote), at, last, text, width);
        }
        while (text->len > 0 && at <= last) {
                at = write_character(style, quote, at, pc_character_take(text, width));
        }
        return at;
}

/*
 * An octet below 80 is a character in UTF-8, too: of octets, each block begins with what is plain in one go.
 */
void pc_literal_characters(struct pc_literal *literal, uint8_t quote, struct pc_slice text, size_t width)
{
        while (text.len > 0 && !literal->out.stopped) {
                uint8_t *at = pc_output_room(&literal->out, BLOCK);
                const uint8_t *const last = at + BLOCK - PC_ESCAPE_MAX;

                if (PC_FAST && width < 2) {
                        const size_t most = BLOCK - PC_ESCAPE_MAX;
                        const size_t run =
                                pc_copy_run(at, text.data, text.len < most ? text.len : most, quote);

                        at += run;
                        text.data += run;
                        text.len -= run;
                }
                pc_output_advance(&literal->out, write_characters(literal->style, quote, at, last, &text, width));
        }
}

uint8_t *pc_literal_write_characters(const struct pc_literal *literal, uint8_t *at, struct pc_slice text, size_t width)
{
        return PC_FAST ? fast_short_characters(literal->style, at, text, width) : NULL;
}

/* Puts what is ASCII without quotes; what follows it may have to be escaped, and is given. */
static const char *put_value(struct pc_literal *literal, const struct pc_text *text, size_t *len)
{
        *len = 0;
        switch (text->kind) {
        case PC_TEXT_CONSTANT:
                pc_output_string(&literal->out, text->constant);
                break;
        case PC_TEXT_OID:
        case PC_TEXT_REGISTERED_ID:
                *len = pc_put_oid(&literal->out, text->octets, literal->digits, text->kind == PC_TEXT_REGISTERED_ID);
                return "";
        case PC_TEXT_TIME:
                pc_put_time(&literal->out, text);
                break;
        case PC_TEXT_IP_ADDRESS:
                pc_put_ip_address(&literal->out, text->octets);
                break;
        default:
                *len = pc_put_serial(&literal->out, text->octets, PC_SERIAL_SHOWN) ? 2 : 0;
                break;
        }
        return "\\\n";
}

void pc_literal_text(struct pc_literal *literal, const struct pc_text *text)
{
        const struct pc_literal_style *style = literal->style;
        struct pc_slice octets = text->octets;
        uint8_t quote = style->quote;
        size_t width = 1;

        if (text->kind <= PC_TEXT_OTHER_NAME) {
                width = pc_character_width(text);
                if (style->choose_quote != NULL) {
                        quote = style->choose_quote(text);
                }
        }
        pc_output_octet(&literal->out, quote);
        if (text->kind == PC_TEXT_OTHER_NAME) {
                pc_output_string(&literal->out, text->constant);
        } else if (text->kind > PC_TEXT_OTHER_NAME) {
                octets.data = (const uint8_t *)put_value(literal, text, &octets.len);
        }
        pc_literal_characters(literal, quote, octets, width);
        pc_output_octet(&literal->out, quote);
}
