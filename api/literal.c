#include "api/literal_text.h"

static void put_key(struct pc_literal *literal, enum pc_key key)
{
        const struct pc_text text = {PC_TEXT_CONSTANT, 0, {NULL, 0}, pc_key_name(key)};

        pc_literal_text(literal, &text);
        pc_output_put(&literal->out, ": ", 2);
}

static void put_tuple_end(struct pc_literal *literal, size_t count)
{
        if (count == 1 && literal->style->single_comma) {
                pc_output_octet(&literal->out, ',');
        }
        pc_output_octet(&literal->out, (uint8_t)literal->style->tuple_end);
}

static void part_items(struct pc_literal *literal)
{
        pc_output_string(&literal->out, literal->first ? "" : ", ");
}

/* What stands seldom in a dict. */
PC_APART static void put_other(struct pc_literal *literal, const struct pc_event *event)
{
        switch (event->type) {
        case PC_EVENT_KEY:
                put_key(literal, event->key);
                break;
        case PC_EVENT_OCTETS:
                pc_literal_octets(literal, event);
                break;
        case PC_EVENT_INTEGER:
                part_items(literal);
                pc_output_integer(&literal->out, event->integer);
                break;
        default:
                part_items(literal);
                pc_output_string(&literal->out, literal->style->none);
                break;
        }
}

static int visit(void *ctx, const struct pc_event *event)
{
        struct pc_literal *literal = (struct pc_literal *)ctx;

        if (event->type == PC_EVENT_TEXT) {
                pc_literal_text(literal, &event->text);
        } else if (event->type == PC_EVENT_TUPLE_BEGIN) {
                pc_literal_open(literal, (uint8_t)literal->style->tuple_begin);
        } else if (event->type == PC_EVENT_TUPLE_END) {
                put_tuple_end(literal, event->count);
        } else {
                put_other(literal, event);
        }
        literal->first = event->type == PC_EVENT_KEY || event->type == PC_EVENT_TUPLE_BEGIN;
        return literal->out.stopped ? 1 : 0;
}

enum pc_result pc_literal_write(const struct pc_certificate *cert, const struct pc_literal_style *style,
                                pc_sink *sink, void *ctx)
{
        struct pc_literal literal;
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
