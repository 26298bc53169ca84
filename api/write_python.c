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
};

enum pc_result pc_write_python(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        static const struct pc_literal_style style = {
                '\'', '(', ')', true, "None", "\0tn\0\0r", "\\x", 2, escape_python, choose_quote, put_bytes, PC_FAST ? &python_marks : NULL};

        return pc_literal_write(cert, &style, sink, ctx);
}
