#include "api/character.h"
#include "api/literal.h"
#include "api/literal_marks.h"
#include "api/plain.h"
#include "api/write.h"

/* As in Python's repr() of a string, where nothing above 7E is copied as it is: ascii(). */
static uint8_t *escape_python(uint8_t *at, uint32_t character)
{
        *at++ = '\\';
        *at++ = 'U';
        return pc_write_four_hex(pc_write_four_hex(at, character >> 16), character & 0xFFFF);
}

/* A text that has a ' and no " is quoted by ". */
static uint8_t quote_by(bool single, bool twofold)
{
        return single && !twofold ? '"' : '\'';
}

static uint8_t choose_quote(const struct pc_text *text)
{
        const size_t width = pc_character_width(text);
        struct pc_slice rest = text->octets;
        bool single = false;
        bool twofold = false;

        /* Octets that are quotes may be parts of wider characters; where there are none, there is no quote. */
        if (PC_FAST) {
                const struct pc_quotes quotes = pc_quotes_in(rest);

                if (width < 2 || !quotes.single) {
                        return quote_by(quotes.single, quotes.twofold);
                }
        }
        while (rest.len > 0) {
                const uint32_t character = pc_character_take(&rest, width);

                single |= character == '\'';
                twofold |= character == '"';
        }
        return quote_by(single, twofold);
}

/* Python's bytes: quoted and escaped as a text of Latin-1. Unused bits are only in the last octet. */
static void put_bytes(struct pc_literal *literal, const struct pc_bit_string *bits)
{
        const uint8_t last = pc_bit_string_octet(bits, bits->octets.len - 1);
        struct pc_quotes quotes;
        uint8_t quote;
        struct pc_slice octets = {bits->octets.data, bits->octets.len - 1};

        quotes = pc_quotes_in(octets);
        quote = quote_by(quotes.single || last == '\'', quotes.twofold || last == '"');
        pc_output_octet(&literal->out, 'b');
        pc_output_octet(&literal->out, quote);
        pc_literal_characters(literal, quote, octets, 1);
        octets.data = &last;
        octets.len = 1;
        pc_literal_characters(literal, quote, octets, 1);
        pc_output_octet(&literal->out, quote);
}

#define PYTHON_LETTER(c)                                                                                     \
        ((c) == '\'' || (c) == '\\' ? (c) : (c) == '\t' ? 't' : (c) == '\n' ? 'n' : (c) == '\r' ? 'r' : 0)
#define PYTHON_ENTRY(c)                                                                                      \
        PC_ENTRY(c, PYTHON_LETTER(c), 'x', PC_HEX_DIGIT((c) / 16), PC_HEX_DIGIT((c) % 16), 0, 0, 4)

static const struct pc_escapes python_escapes = {{PC_ENTRIES(PYTHON_ENTRY)}};

/* The same where all bits are used, and none of the octets is a single quote. */
static uint8_t *write_bytes(uint8_t *at, struct pc_slice octets)
{
        size_t i;

        if (pc_has_octet(octets, '\'')) {
                return NULL;
        }
        *at++ = 'b';
        *at++ = '\'';
        for (i = 0; i < octets.len; i++) {
                at = pc_write_escaped(&python_escapes, at, octets.data[i]);
        }
        *at = '\'';
        return at + 1;
}

#define PYTHON_LIST(word)   PC_MARK(", '" word "': ("),
#define PYTHON_TEXT(word)   PC_MARK(", '" word "': '"),
#define PYTHON_NUMBER(word) PC_MARK(", '" word "': "),
#define PYTHON_LABEL(word)  PC_MARK(", ('" word "', '"),

static const struct pc_literal_marks python_marks = {
        {PC_KEY_WORDS(PYTHON_LIST, PYTHON_TEXT, PYTHON_NUMBER)},
        {PC_LABEL_WORDS(PYTHON_LABEL)},
        PC_MARK(",), (('"),
        1,
        4,
        PC_MARK(", ('"),
        "', '",
        "')",
        &python_escapes,
        write_bytes,
};

enum pc_result pc_write_python(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        static const struct pc_literal_style style = {
                '\'', '(', ')', true, "None", PC_LETTERS(PYTHON_LETTER), "\\x", 2, escape_python, choose_quote, put_bytes,
                PC_FAST ? &python_marks : NULL};

        return pc_literal_write(cert, &style, sink, ctx);
}
