#include "api/literal_text.h"

#include "api/plain.h"
#include "api/utf8.h"
#include "asn1/integer.h"

static bool is_plain(uint8_t octet, uint8_t quote)
{
        return octet >= 0x20 && octet < 0x7F && octet != quote && octet != '\\';
}

/* Puts a character that is not plain. */
static void put_escape(struct pc_literal *literal, uint32_t character)
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
        struct pc_literal *literal = (struct pc_literal *)ctx;
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

static void choose_quote(struct pc_literal *literal, const struct quotes *quotes)
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
        struct pc_literal *literal = (struct pc_literal *)ctx;

        pc_output_put(&literal->out, data, len);
        return literal->out.stopped ? 1 : 0;
}

/* A text that needs no escape, between its quotes: in one piece, if it is short. */
static void put_view(struct pc_literal *literal, struct pc_slice view)
{
        const struct quotes none = {false, false};

        choose_quote(literal, &none);
        pc_literal_open(literal, literal->quote);
        if (view.len > 0 && view.len < PC_OUTPUT_SIZE) {
                uint8_t *place = pc_output_reserve(&literal->out, view.len + 1);

                memcpy(place, view.data, view.len);
                place[view.len] = literal->quote;
        } else {
                pc_output_put(&literal->out, view.data, view.len);
                pc_output_octet(&literal->out, literal->quote);
        }
}

/* Any other text. All that can fail is the output, which remembers it. */
PC_APART static void put_converted(struct pc_literal *literal, const struct pc_text *text)
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
        pc_literal_open(literal, literal->quote);
        if (result != PC_OK || pc_text_write(*text, sink, literal) != PC_OK) {
                literal->out.stopped = true;
        }
        pc_output_octet(&literal->out, literal->quote);
}

void pc_literal_text(struct pc_literal *literal, const struct pc_text *text)
{
        struct pc_slice view;

        if (is_view(text, &view)) {
                put_view(literal, view);
        } else {
                put_converted(literal, text);
        }
}

static void put_hex(struct pc_literal *literal, const struct pc_bit_string *bits)
{
        size_t i;

        pc_literal_open(literal, '"');
        for (i = 0; i < bits->octets.len && !literal->out.stopped; i++) {
                pc_output_hex(&literal->out, pc_bit_string_octet(bits, i), 2);
        }
        pc_output_octet(&literal->out, '"');
}

/* Python's bytes: quoted and escaped as a text of Latin-1. */
static void put_bytes(struct pc_literal *literal, const struct pc_bit_string *bits)
{
        struct quotes quotes = {false, false};
        size_t i;

        for (i = 0; i < bits->octets.len; i++) {
                const uint8_t octet = pc_bit_string_octet(bits, i);

                (void)quotes_sink(&quotes, &octet, 1);
        }
        choose_quote(literal, &quotes);
        pc_literal_open(literal, 'b');
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

void pc_literal_octets(struct pc_literal *literal, const struct pc_event *event)
{
        const struct pc_bit_string bits = {event->octets, event->unused_bits};

        if (literal->style->octets_as_hex) {
                put_hex(literal, &bits);
        } else {
                put_bytes(literal, &bits);
        }
}
