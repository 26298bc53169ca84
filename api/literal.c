#include "api/literal.h"

#include <string.h>

#include "api/dict.h"
#include "api/plain.h"
#include "api/utf8.h"
#include "asn1/integer.h"

/* A literal in the making. */
struct literal {
        const struct pc_literal_style *style;
        bool first;    /* nothing stands before the next item in its tuple or dict */
        uint8_t quote; /* of the text in hand */
        struct pc_output out;
};

static bool is_plain(uint8_t octet, uint8_t quote)
{
        return octet >= 0x20 && octet < 0x7F && octet != quote && octet != '\\';
}

/* Puts a character that is not plain. */
static void put_escape(struct literal *literal, uint32_t character)
{
        static const char letters[] = "\tt\nn\rr\\\\";
        size_t i;

        for (i = 0; letters[i] != '\0'; i += 2) {
                if (character == (uint8_t)letters[i]) {
                        pc_output_put(&literal->out, "\\", 1);
                        pc_output_put(&literal->out, letters + i + 1, 1);
                        return;
                }
        }
        if (character == literal->quote) {
                pc_output_put(&literal->out, literal->quote == '"' ? "\\\"" : "\\'", 2);
        } else {
                literal->style->escape(&literal->out, character);
        }
}

/* A sink for UTF-8 that escapes it into the output. */
static int escape_sink(void *ctx, const void *data, size_t len)
{
        struct literal *literal = (struct literal *)ctx;
        struct pc_slice rest = {(const uint8_t *)data, len};

        while (rest.len > 0) {
                size_t run = 0;

                while (run < rest.len && is_plain(rest.data[run], literal->quote)) {
                        run++;
                }
                pc_output_put(&literal->out, rest.data, run);
                rest.data += run;
                rest.len -= run;
                if (rest.len > 0) {
                        put_escape(literal, pc_utf8_take(&rest));
                }
        }
        return literal->out.stopped ? 1 : 0;
}

/* Which quotes a text has. */
struct quotes {
        bool single;
        bool twofold;
};

/* A sink that looks for quotes. */
static int quotes_sink(void *ctx, const void *data, size_t len)
{
        struct quotes *quotes = (struct quotes *)ctx;
        const uint8_t *octets = (const uint8_t *)data;
        size_t i;

        for (i = 0; i < len; i++) {
                quotes->single = quotes->single || octets[i] == '\'';
                quotes->twofold = quotes->twofold || octets[i] == '"';
        }
        return 0;
}

static void choose_quote(struct literal *literal, const struct quotes *quotes)
{
        const bool single = literal->style->either_quote && (!quotes->single || quotes->twofold);

        literal->quote = single ? '\'' : '"';
}

/* A text whose octets can be copied as they are, between quotes of either kind. */
static bool is_view(const struct pc_text *text, struct pc_slice *view)
{
        switch (text->kind) {
        case PC_TEXT_STRING:
                *view = text->octets;
                return text->tag != PC_TAG_BMP_STRING && text->tag != PC_TAG_UNIVERSAL_STRING &&
                       pc_is_plain(*view);
        case PC_TEXT_UTF8:
                *view = text->octets;
                return pc_is_plain(*view);
        case PC_TEXT_CONSTANT:
                view->data = (const uint8_t *)text->constant;
                view->len = strlen(text->constant);
                return true;
        default:
                return false;
        }
}

/* A sink for text that needs no escape. */
static int plain_sink(void *ctx, const void *data, size_t len)
{
        struct literal *literal = (struct literal *)ctx;

        pc_output_put(&literal->out, data, len);
        return literal->out.stopped ? 1 : 0;
}

/* The opening quote, and the text. */
static enum pc_result put_converted(struct literal *literal, const struct pc_text *text)
{
        struct quotes quotes = {false, false};
        pc_sink *sink = escape_sink;
        enum pc_result result = PC_OK;

        switch (text->kind) {
        case PC_TEXT_STRING:
        case PC_TEXT_UTF8:
        case PC_TEXT_OTHER_NAME:
                result = pc_text_write(*text, quotes_sink, &quotes);
                break;
        case PC_TEXT_SERIAL:        /* may have a backslash and a newline, */
        case PC_TEXT_REGISTERED_ID: /* a NUL */
                break;
        default:
                sink = plain_sink;
                break;
        }
        choose_quote(literal, &quotes);
        pc_output_octet(&literal->out, literal->quote);
        return result == PC_OK ? pc_text_write(*text, sink, literal) : result;
}

/* A text between its quotes. All that can fail is the output, which remembers it. */
static void put_text(struct literal *literal, const struct pc_text *text)
{
        const struct quotes none = {false, false};
        struct pc_slice view;

        if (is_view(text, &view)) {
                choose_quote(literal, &none);
                pc_output_octet(&literal->out, literal->quote);
                pc_output_put(&literal->out, view.data, view.len);
        } else if (put_converted(literal, text) != PC_OK) {
                literal->out.stopped = true;
        }
        pc_output_octet(&literal->out, literal->quote);
}

static void put_hex(struct literal *literal, const struct pc_bit_string *bits)
{
        size_t i;

        pc_output_octet(&literal->out, '"');
        for (i = 0; i < bits->octets.len && !literal->out.stopped; i++) {
                pc_output_hex(&literal->out, pc_bit_string_octet(bits, i), 2);
        }
        pc_output_octet(&literal->out, '"');
}

/* Python's bytes: quoted and escaped as a text of Latin-1. */
static void put_bytes(struct literal *literal, const struct pc_bit_string *bits)
{
        struct quotes quotes = {false, false};
        size_t i;

        for (i = 0; i < bits->octets.len; i++) {
                const uint8_t octet = pc_bit_string_octet(bits, i);

                (void)quotes_sink(&quotes, &octet, 1);
        }
        choose_quote(literal, &quotes);
        pc_output_octet(&literal->out, 'b');
        pc_output_octet(&literal->out, literal->quote);
        for (i = 0; i < bits->octets.len && !literal->out.stopped; i++) {
                const uint8_t octet = pc_bit_string_octet(bits, i);

                if (is_plain(octet, literal->quote)) {
                        pc_output_octet(&literal->out, octet);
                } else {
                        put_escape(literal, octet);
                }
        }
        pc_output_octet(&literal->out, literal->quote);
}

static void put_octets(struct literal *literal, const struct pc_event *event)
{
        const struct pc_bit_string bits = {event->octets, event->unused_bits};

        if (literal->style->octets_as_hex) {
                put_hex(literal, &bits);
        } else {
                put_bytes(literal, &bits);
        }
}

static void put_key(struct literal *literal, enum pc_key key)
{
        const struct pc_text text = {PC_TEXT_CONSTANT, 0, {NULL, 0}, pc_key_name(key)};

        put_text(literal, &text);
        pc_output_put(&literal->out, ": ", 2);
}

static void put_value(struct literal *literal, const struct pc_event *event)
{
        switch (event->type) {
        case PC_EVENT_KEY:
                put_key(literal, event->key);
                break;
        case PC_EVENT_TUPLE_BEGIN:
                pc_output_octet(&literal->out, (uint8_t)literal->style->tuple_begin);
                break;
        case PC_EVENT_TUPLE_END:
                if (event->count == 1 && literal->style->single_comma) {
                        pc_output_octet(&literal->out, ',');
                }
                pc_output_octet(&literal->out, (uint8_t)literal->style->tuple_end);
                break;
        case PC_EVENT_TEXT:
                put_text(literal, &event->text);
                break;
        case PC_EVENT_OCTETS:
                put_octets(literal, event);
                break;
        case PC_EVENT_INTEGER:
                pc_output_integer(&literal->out, event->integer);
                break;
        case PC_EVENT_NONE:
                pc_output_string(&literal->out, literal->style->none);
                break;
        }
}

static int visit(void *ctx, const struct pc_event *event)
{
        struct literal *literal = (struct literal *)ctx;

        if (!literal->first && event->type != PC_EVENT_TUPLE_END) {
                pc_output_octet(&literal->out, ',');
                pc_output_octet(&literal->out, ' ');
        }
        put_value(literal, event);
        literal->first = event->type == PC_EVENT_KEY || event->type == PC_EVENT_TUPLE_BEGIN;
        return literal->out.stopped ? 1 : 0;
}

enum pc_result pc_literal_write(const struct pc_certificate *cert, const struct pc_literal_style *style,
                                pc_sink *sink, void *ctx)
{
        struct literal literal;
        enum pc_result result;

        literal.style = style;
        literal.first = true;
        literal.quote = '"';
        pc_output_init(&literal.out, sink, ctx);
        /* It is held back, and nothing is written, where the dict cannot be shown. */
        pc_output_octet(&literal.out, '{');
        result = pc_dict_visit(cert, visit, &literal);
        if (result != PC_OK) {
                return result;
        }
        pc_output_octet(&literal.out, '}');
        return pc_output_end(&literal.out);
}
