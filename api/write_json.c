#include "api/literal.h"
#include "api/literal_marks.h"
#include "api/write.h"

/* RFC 8259 7: two UTF-16 code units. */
static uint8_t *escape_json(uint8_t *at, uint32_t character)
{
        *at++ = '\\';
        *at++ = 'u';
        at = pc_write_four_hex(at, 0xD800 + ((character - 0x10000) >> 10));
        *at++ = '\\';
        *at++ = 'u';
        return pc_write_four_hex(at, 0xDC00 + (character & 0x3FF));
}

static void put_hex_string(struct pc_literal *literal, const struct pc_bit_string *bits)
{
        size_t i;

        pc_output_octet(&literal->out, '"');
        for (i = 0; i < bits->octets.len && !literal->out.stopped; i++) {
                pc_output_hex(&literal->out, pc_bit_string_octet(bits, i), 2, 'a');
        }
        pc_output_octet(&literal->out, '"');
}

static uint8_t *write_hex_string(uint8_t *at, struct pc_slice octets)
{
        *at = '"';
        at = pc_write_hex(at + 1, octets.data, octets.len, 'a');
        *at = '"';
        return at + 1;
}

#define JSON_LETTER(c)                                                                                       \
        ((c) == '"' || (c) == '\\' ? (c)                                                                      \
         : (c) == '\b' ? 'b' : (c) == '\t' ? 't' : (c) == '\n' ? 'n' : (c) == '\f' ? 'f' : (c) == '\r' ? 'r' : 0)
#define JSON_ENTRY(c)                                                                                        \
        PC_ENTRY(c, JSON_LETTER(c), 'u', '0', '0', PC_HEX_DIGIT((c) / 16), PC_HEX_DIGIT((c) % 16), 6)

static const struct pc_escapes json_escapes = {{PC_ENTRIES(JSON_ENTRY)}};

#define JSON_LIST(word)   PC_MARK(", \"" word "\": ["),
#define JSON_TEXT(word)   PC_MARK(", \"" word "\": \""),
#define JSON_NUMBER(word) PC_MARK(", \"" word "\": "),
#define JSON_LABEL(word)  PC_MARK(", [\"" word "\", \""),

static const struct pc_literal_marks json_marks = {
        {PC_KEY_WORDS(JSON_LIST, JSON_TEXT, JSON_NUMBER)},
        {PC_LABEL_WORDS(JSON_LABEL)},
        PC_MARK("], [[\""),
        0,
        3,
        PC_MARK(", [\""),
        "\", \"",
        "\"]",
        &json_escapes,
        write_hex_string,
};

enum pc_result pc_write_json(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        static const struct pc_literal_style style = {
                '"', '[', ']', false, "null", PC_LETTERS(JSON_LETTER), "\\u00", 4, escape_json, NULL, put_hex_string,
                PC_FAST ? &json_marks : NULL};

        return pc_literal_write(cert, &style, sink, ctx);
}
