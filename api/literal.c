#include "api/dict_internal.h"
#include "api/literal_text.h"
#include "api/plain.h"
#include "api/text_value.h"
#include "asn1/charstring.h"
#include "asn1/fast.h"
#include "x509/oid_name.h"

/* What stands around a text in a pair takes less. */
#define AROUND 96

/* How many there are of what Python writes otherwise where there is one only. */
static void count(uint8_t *n)
{
        *n = (uint8_t)(*n < 2 ? *n + 1 : 2);
}

/* The octets behind the mark's or the word's text are written over. */
static inline uint8_t *write_mark(uint8_t *at, const struct pc_mark *mark)
{
        memcpy(at, mark, sizeof *mark);
        return at + mark->len;
}

static inline uint8_t *write_word(uint8_t *at, const struct pc_word *word)
{
        memcpy(at, word, sizeof *word);
        return at + word->len;
}

static inline uint8_t *write_tuple_end(const struct pc_literal *literal, uint8_t *at, uint8_t items)
{
        if (items == 1 && literal->style->single_comma) {
                *at++ = ',';
        }
        *at++ = literal->style->tuple_end;
        return at;
}

static uint8_t *write_name_end(const struct pc_literal *literal, uint8_t *at)
{
        if (literal->rdns > 0) {
                at = write_tuple_end(literal, at, literal->attributes);
        }
        return write_tuple_end(literal, at, literal->rdns);
}

/* Puts a key, and what the caller then writes in the room of AROUND octets that there is. */
static uint8_t *begin_key(struct pc_literal *literal, enum pc_key key)
{
        const struct pc_literal_style *style = literal->style;
        uint8_t *at = pc_output_room(&literal->out, 2 * AROUND);

        at = write_mark(at, key == PC_KEY_SUBJECT ? &style->first_key : &style->next_text);
        at = write_word(at, &pc_key_words[key]);
        return write_mark(at, &style->key_end);
}

static void put_list(struct pc_literal *literal, const struct pc_event *event)
{
        uint8_t *at = begin_key(literal, event->key);

        *at++ = literal->style->tuple_begin;
        pc_output_advance(&literal->out, at);
        literal->items = 0;
        literal->rdns = 0;
}

static void put_list_end(struct pc_literal *literal, const struct pc_event *event)
{
        uint8_t *at = pc_output_room(&literal->out, AROUND);

        if (event->key == PC_KEY_SUBJECT || event->key == PC_KEY_ISSUER) {
                at = write_name_end(literal, at);
        } else {
                at = write_tuple_end(literal, at, literal->items);
        }
        pc_output_advance(&literal->out, at);
}

/* Writes a text in quotes; gives where it ends, or NULL where it is not short, or not plain. */
static inline uint8_t *write_plain(const struct pc_literal *literal, uint8_t *at, struct pc_slice text)
{
        if (!PC_FAST || text.len > PC_SHORT_TEXT) {
                return NULL;
        }
        *at++ = literal->style->quote;
        if (!pc_copy_plain(at, text.data, text.len)) {
                return NULL;
        }
        at += text.len;
        *at++ = literal->style->quote;
        return at;
}

/* Puts the text that ends a pair begun in the output's room. */
static inline bool end_plain_pair(struct pc_literal *literal, uint8_t *at, struct pc_slice text)
{
        at = write_mark(at, &literal->style->pair_middle);
        at = write_plain(literal, at, text);
        if (at == NULL) {
                return false;
        }
        *at++ = literal->style->tuple_end;
        pc_output_advance(&literal->out, at);
        return true;
}

/* What stands before an attribute: it may begin an RDN, and that the name. */
static inline const struct pc_mark *next_attribute(struct pc_literal *literal, size_t rdn)
{
        const struct pc_literal_style *style = literal->style;
        const struct pc_mark *mark = &style->first_rdn;

        if (literal->rdns > 0) {
                if (rdn == literal->rdn) {
                        count(&literal->attributes);
                        return &style->pair;
                }
                mark = literal->attributes == 1 ? &style->rdn_after_single : &style->rdn;
        }
        count(&literal->rdns);
        literal->attributes = 1;
        literal->rdn = rdn;
        return mark;
}

/* An attribute of which the type has no name, or the value is not plain. */
PC_APART static void put_other_attribute(struct pc_literal *literal, const struct pc_mark *open,
                                         const struct pc_attribute *attribute, const char *name)
{
        const struct pc_literal_style *style = literal->style;
        struct pc_text text;

        pc_output_put(&literal->out, open->text, open->len);
        if (name != NULL) {
                pc_output_string(&literal->out, name);
        } else {
                pc_put_oid(&literal->out, attribute->type, literal->space.digits);
        }
        pc_output_put(&literal->out, style->pair_middle.text, style->pair_middle.len);
        if (pc_attribute_text(attribute, &text) == PC_OK) {
                pc_literal_text(literal, &text);
        } else {
                pc_literal_bit_string(literal, attribute->value.content);
        }
        pc_output_octet(&literal->out, style->tuple_end);
}

/* Whether the octets of an attribute's value are its characters, as far as they are ASCII. */
static bool is_octets(uint8_t tag)
{
        return pc_string_is_text(tag) && tag != PC_TAG_BMP_STRING && tag != PC_TAG_UNIVERSAL_STRING;
}

/* The type's name and a plain value; else false, and nothing is put. */
static inline bool put_plain_attribute(struct pc_literal *literal, const struct pc_mark *open,
                                       const struct pc_attribute *attribute, const char *name)
{
        const size_t len = strlen(name);
        uint8_t *at;

        if (!is_octets(attribute->value.tag)) {
                return false;
        }
        at = pc_output_room(&literal->out, PC_SHORT_TEXT + AROUND);
        at = write_mark(at, open);
        memcpy(at, name, len);
        return end_plain_pair(literal, at + len, attribute->value.content);
}

static void put_attribute(struct pc_literal *literal, const struct pc_event *event)
{
        const struct pc_attribute *attribute = &event->as.attribute;
        const struct pc_mark *open = next_attribute(literal, attribute->rdn);
        const char *name = pc_oid_name(attribute->type);

        if (!PC_FAST || name == NULL || !put_plain_attribute(literal, open, attribute, name)) {
                put_other_attribute(literal, open, attribute, name);
        }
}

/* Begins one of subjectAltName's pairs in the output's room. */
static inline uint8_t *begin_general_name(struct pc_literal *literal, enum pc_general_name_type type)
{
        const struct pc_literal_style *style = literal->style;
        uint8_t *at = pc_output_room(&literal->out, PC_SHORT_TEXT + AROUND);

        at = write_mark(at, literal->items == 0 ? &style->first_pair : &style->pair);
        count(&literal->items);
        return write_word(at, &pc_label_words[type]);
}

/* The pair has begun, up to 'at'. */
PC_APART static void put_other_general_name(struct pc_literal *literal, uint8_t *at,
                                            const struct pc_general_name *name)
{
        struct pc_text text;

        pc_output_advance(&literal->out, write_mark(at, &literal->style->pair_middle));
        if (pc_general_name_view(name, &text)) {
                if (text.kind == PC_TEXT_REGISTERED_ID) {
                        pc_literal_registered_id(literal, text.octets);
                } else {
                        pc_literal_text(literal, &text);
                }
        }
        pc_output_octet(&literal->out, literal->style->tuple_end);
}

static void put_general_name(struct pc_literal *literal, const struct pc_event *event)
{
        const struct pc_general_name *name = &event->as.name;
        const bool characters = name->type == PC_GENERAL_NAME_DNS || name->type == PC_GENERAL_NAME_URI ||
                                name->type == PC_GENERAL_NAME_EMAIL;
        uint8_t *at = begin_general_name(literal, name->type);

        if (!PC_FAST || !characters || !end_plain_pair(literal, at, name->value)) {
                put_other_general_name(literal, at, name);
        }
}

static void put_directory_name(struct pc_literal *literal, const struct pc_event *event)
{
        uint8_t *at = begin_general_name(literal, event->as.name.type);

        at = write_mark(at, &literal->style->pair_middle);
        *at++ = literal->style->tuple_begin;
        pc_output_advance(&literal->out, at);
        literal->rdns = 0;
}

static void put_directory_name_end(struct pc_literal *literal, const struct pc_event *event)
{
        uint8_t *at = write_name_end(literal, pc_output_room(&literal->out, AROUND));

        (void)event;
        *at++ = literal->style->tuple_end;
        pc_output_advance(&literal->out, at);
}

static void put_uri(struct pc_literal *literal, const struct pc_event *event)
{
        const struct pc_text *uri = &event->as.text;
        uint8_t *at = pc_output_room(&literal->out, PC_SHORT_TEXT + AROUND);
        uint8_t *end;

        if (literal->items > 0) {
                *at++ = ',';
                *at++ = ' ';
        }
        count(&literal->items);
        end = write_plain(literal, at, uri->octets);
        if (end != NULL) {
                pc_output_advance(&literal->out, end);
        } else {
                pc_output_advance(&literal->out, at);
                pc_literal_text(literal, uri);
        }
}

/* Writes nearly every time there is, in quotes; gives where it ends, or NULL. */
static uint8_t *write_profile_time(const struct pc_literal *literal, uint8_t *at, const struct pc_text *text)
{
        if (!PC_FAST || text->kind != PC_TEXT_TIME || !literal->profile_times) {
                return NULL;
        }
        *at++ = literal->style->quote;
        at = pc_write_profile_time(at, text);
        if (at != NULL) {
                *at++ = literal->style->quote;
        }
        return at;
}

static void put_text(struct pc_literal *literal, const struct pc_event *event)
{
        uint8_t *at = begin_key(literal, event->key);
        uint8_t *end = write_profile_time(literal, at, &event->as.text);

        if (end != NULL) {
                pc_output_advance(&literal->out, end);
        } else {
                pc_output_advance(&literal->out, at);
                pc_literal_text(literal, &event->as.text);
        }
}

static void put_integer(struct pc_literal *literal, const struct pc_event *event)
{
        pc_output_advance(&literal->out, begin_key(literal, event->key));
        pc_output_integer(&literal->out, event->as.integer);
}

static int visit(void *ctx, const struct pc_event *event)
{
        static void (*const puts[])(struct pc_literal * literal, const struct pc_event *event) = {
                [PC_EVENT_LIST] = put_list,
                [PC_EVENT_ATTRIBUTE] = put_attribute,
                [PC_EVENT_GENERAL_NAME] = put_general_name,
                [PC_EVENT_DIRECTORY_NAME] = put_directory_name,
                [PC_EVENT_DIRECTORY_NAME_END] = put_directory_name_end,
                [PC_EVENT_URI] = put_uri,
                [PC_EVENT_LIST_END] = put_list_end,
                [PC_EVENT_TEXT] = put_text,
                [PC_EVENT_INTEGER] = put_integer,
        };
        struct pc_literal *literal = (struct pc_literal *)ctx;

        puts[event->type](literal, event);
        return literal->out.stopped ? 1 : 0;
}

enum pc_result pc_literal_write(const struct pc_certificate *cert, const struct pc_literal_style *style,
                                pc_sink *sink, void *ctx)
{
        const uint32_t no_profile = PC_IRREGULAR(PC_IRREGULAR_TIME) | PC_IRREGULAR(PC_IRREGULAR_TIME_PROFILE);
        struct pc_literal literal;
        enum pc_result result;

        literal.style = style;
        literal.profile_times = (cert->irregularities & no_profile) == 0;
        literal.attributes = 0;
        literal.rdn = 0;
        pc_output_init(&literal.out, literal.space.octets, sizeof literal.space.octets, sink, ctx);
        result = pc_dict_visit(cert, visit, &literal);
        if (result != PC_OK) {
                return result;
        }
        pc_output_octet(&literal.out, '}');
        return pc_output_end(&literal.out);
}
