#include "api/literal.h"

#include "api/dict_walk.h"
#include "api/literal_fast.h"

/* Begins an item of the innermost open tuple, or of the dict. */
static void item(struct pc_literal *literal)
{
        if (literal->items % 4 > 0) {
                pc_output_put(&literal->out, ", ", 2);
        }
        if (literal->items % 4 < 2) {
                literal->items++;
        }
}

static void begin(struct pc_literal *literal)
{
        pc_output_octet(&literal->out, literal->style->tuple_begin);
        literal->items *= 4;
}

static void end(struct pc_literal *literal)
{
        if (literal->style->single_comma && literal->items % 4 == 1) {
                pc_output_octet(&literal->out, ',');
        }
        pc_output_octet(&literal->out, literal->style->tuple_end);
        literal->items /= 4;
}

PC_APART static void end_rdn(struct pc_literal *literal)
{
        if (literal->rdn > 0) {
                end(literal);
        }
        literal->rdn = 0;
}

/* Begins an item that is a tuple, or puts one that is a word, a text. */
static void begin_item(struct pc_literal *literal)
{
        item(literal);
        begin(literal);
}

static void put_word(struct pc_literal *literal, const char *word)
{
        item(literal);
        pc_output_octet(&literal->out, literal->style->quote);
        pc_output_string(&literal->out, word);
        pc_output_octet(&literal->out, literal->style->quote);
}

static void put_text(struct pc_literal *literal, const struct pc_text *text)
{
        item(literal);
        pc_literal_text(literal, text);
}

PC_APART static void put_bit_string(struct pc_literal *literal, struct pc_slice content)
{
        const struct pc_literal_style *style = literal->style;
        struct pc_bit_string bits;

        item(literal);
        if (pc_bit_string_read(content, &bits) == PC_OK && bits.octets.len > 0) {
                style->put_octets(literal, &bits);
        } else {
                pc_output_string(&literal->out, style->none);
        }
}

static void put_attribute(struct pc_literal *literal, const struct pc_attribute *attribute)
{
        struct pc_text text;

        if (literal->rdn != attribute->rdn + 1) {
                end_rdn(literal);
                begin_item(literal);
                literal->rdn = attribute->rdn + 1;
        }
        begin_item(literal);
        pc_oid_view(attribute->type, PC_TEXT_OID, &text);
        put_text(literal, &text);
        if (pc_attribute_text(attribute, &text) == PC_OK) {
                put_text(literal, &text);
        } else {
                put_bit_string(literal, attribute->value.content);
        }
        end(literal);
}

/* Of a directoryName, only the beginning. */
static void put_general_name(struct pc_literal *literal, const struct pc_general_name *name)
{
        struct pc_text text;

        begin_item(literal);
        put_word(literal, pc_general_name_label(name->type));
        if (pc_general_name_view(name, &text)) {
                put_text(literal, &text);
                end(literal);
        } else {
                begin_item(literal);
        }
}

static void put_key(struct pc_literal *literal, enum pc_key key)
{
        put_word(literal, pc_key_name(key));
        pc_output_put(&literal->out, ": ", 2);
}

static void put_list_end(struct pc_literal *literal)
{
        end_rdn(literal);
        end(literal);
}

/* What literal_fast.h does not put. */
static void put_event(struct pc_literal *literal, const struct pc_event *event)
{
        switch (event->type) {
        case PC_EVENT_LIST:
                put_key(literal, event->key);
                begin(literal);
                break;
        case PC_EVENT_ATTRIBUTE:
                put_attribute(literal, &event->as.attribute);
                break;
        case PC_EVENT_GENERAL_NAME:
        case PC_EVENT_DIRECTORY_NAME:
                put_general_name(literal, &event->as.name);
                break;
        case PC_EVENT_URI:
                put_text(literal, &event->as.text);
                break;
        case PC_EVENT_DIRECTORY_NAME_END:
                put_list_end(literal);
                end(literal);
                break;
        case PC_EVENT_LIST_END:
                put_list_end(literal);
                break;
        case PC_EVENT_TEXT:
                put_key(literal, event->key);
                pc_literal_text(literal, &event->as.text);
                break;
        case PC_EVENT_INTEGER:
                put_key(literal, event->key);
                pc_output_integer(&literal->out, event->as.integer);
                break;
        }
}

PC_INLINE bool put_fast(struct pc_literal *literal, const struct pc_event *event)
{
        switch (event->type) {
        case PC_EVENT_LIST:
                return fast_list(literal, event->key);
        case PC_EVENT_ATTRIBUTE:
                return fast_attribute(literal, &event->as.attribute);
        case PC_EVENT_GENERAL_NAME:
                return fast_general_name(literal, &event->as.name);
        case PC_EVENT_URI:
                return fast_uri(literal, event->as.text.octets);
        case PC_EVENT_LIST_END:
                return fast_list_end(literal);
        case PC_EVENT_TEXT:
                return fast_text(literal, event->key, &event->as.text);
        case PC_EVENT_INTEGER:
                return fast_integer(literal, event->key, event->as.integer);
        case PC_EVENT_DIRECTORY_NAME:
                return fast_directory_name(literal);
        case PC_EVENT_DIRECTORY_NAME_END:
                break;
        }
        return fast_directory_name_end(literal);
}

PC_INLINE int put_visited(void *ctx, const struct pc_event *event)
{
        struct pc_literal *literal = (struct pc_literal *)ctx;

        if (!PC_FAST || !put_fast(literal, event)) {
                put_event(literal, event);
        }
        return literal->out.stopped ? 1 : 0;
}

enum pc_result pc_literal_write(const struct pc_certificate *cert, const struct pc_literal_style *style,
                                pc_sink *sink, void *ctx)
{
        struct pc_literal literal;
        enum pc_result result = pc_dict_check(cert, NULL);

        if (result != PC_OK) {
                return result;
        }
        literal.style = style;
        literal.items = 0;
        literal.rdn = 0;
        literal.clean = PC_FAST && fast_is_clean(cert);
        literal.end = cert->der.data + cert->der.len;
        literal.profile_times = PC_FAST && fast_has_profile_times(cert);
        pc_output_init(&literal.out, literal.held, sizeof literal.held, sink, ctx);
        pc_output_octet(&literal.out, '{');
        result = PC_FAST ? pc_walk_dict(cert, put_visited, &literal) : pc_dict_walk(cert, put_visited, &literal);
        if (result != PC_OK) {
                return result;
        }
        pc_output_octet(&literal.out, '}');
        return pc_output_end(&literal.out);
}
