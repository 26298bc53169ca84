/*
 * For literal.c only, not built for size: the same as it puts, for what is nearly always there, with one look at the
 * output's room for each event and with marks that are copied in one go. Each function tells whether it has put
 * the event; if not, nothing is put.
 */
#ifndef PC_API_LITERAL_FAST_H
#define PC_API_LITERAL_FAST_H

#include "api/dict_internal.h"
#include "api/literal.h"
#include "api/literal_marks.h"
#include "api/plain.h"
#include "api/text_value.h"
#include "x509/oid_name.h"

/* Texts that are longer are put elsewhere, and so are OBJECT IDENTIFIERs. */
#define FAST_TEXT 512
#define FAST_OID  64

/* What has escapes may take as much room as this has characters. */
#define FAST_ESCAPED (FAST_TEXT / PC_ESCAPE_MAX)

/* What stands around a text takes less, padding included. */
#define FAST_AROUND 128

#define FAST_ROOM (FAST_TEXT + FAST_AROUND)

/* Whether names and texts have no control characters, which are not looked for. */
static inline bool fast_is_clean(const struct pc_certificate *cert)
{
        return (cert->irregularities & (PC_IRREGULAR(PC_IRREGULAR_NAME_CONTROL) |
                                        PC_IRREGULAR(PC_IRREGULAR_GENERAL_NAME_CONTROL))) == 0;
}

/* Whether both times are as RFC 5280 wants them. */
static inline bool fast_has_profile_times(const struct pc_certificate *cert)
{
        return (cert->irregularities &
                (PC_IRREGULAR(PC_IRREGULAR_TIME) | PC_IRREGULAR(PC_IRREGULAR_TIME_PROFILE))) == 0;
}

/* One item more, as they are counted. */
static inline unsigned fast_count(unsigned items)
{
        return items + (items % 4 < 2);
}

static inline uint8_t *fast_room(struct pc_literal *literal)
{
        return pc_output_room(&literal->out, FAST_ROOM);
}

/* Copies all of a mark's text but its first 'skip' octets; the rest of its padding is written over. */
static inline uint8_t *fast_mark(uint8_t *at, const struct pc_mark *mark, size_t skip)
{
        memcpy(at, mark->text + skip, sizeof mark->text - PC_MARK_SKIP);
        return at + mark->len - skip;
}

static inline uint8_t *fast_short_mark(uint8_t *at, const struct pc_short_mark *mark, size_t skip)
{
        memcpy(at, mark->text + skip, sizeof mark->text - PC_MARK_SKIP);
        return at + mark->len - skip;
}

/* Writes a key and what follows it; the comma before it is not for the first one. */
static inline uint8_t *fast_key(struct pc_literal *literal, uint8_t *at, enum pc_key key)
{
        const size_t skip = literal->items == 0 ? 2 : 0;

        literal->items = 2;
        return fast_mark(at, &literal->style->marks->keys[key], skip);
}

static inline bool fast_list(struct pc_literal *literal, enum pc_key key)
{
        pc_output_advance(&literal->out, fast_key(literal, fast_room(literal), key));
        literal->items *= 4;
        return true;
}

/* Writes a text of characters of that width, 0 or 1; NULL where it is none for this. */
static inline uint8_t *fast_characters(const struct pc_literal *literal, uint8_t *at, struct pc_slice text, size_t width)
{
        if (text.len > FAST_TEXT) {
                return NULL;
        }
        if (literal->clean && pc_copy_plain(at, text, literal->end)) {
                return at + text.len;
        }
        return text.len > FAST_ESCAPED ? NULL : pc_literal_write_characters(literal, at, text, width);
}

/* Writes a quote and a parenthesis, where there is a text before them. */
static inline uint8_t *fast_end(const struct pc_literal *literal, uint8_t *at)
{
        if (at == NULL) {
                return NULL;
        }
        memcpy(at, literal->style->marks->end, 2);
        return at + 2;
}

/* Writes the octets of a short BIT STRING whose bits are all used; NULL where it is none for this. */
static inline uint8_t *fast_bit_string(const struct pc_literal *literal, uint8_t *at, struct pc_slice content)
{
        const struct pc_slice octets = {content.data + 1, content.len - 1};

        if (content.len < 2 || content.data[0] != 0 || octets.len > FAST_ESCAPED) {
                return NULL;
        }
        return literal->style->marks->write_octets(at, octets);
}

/* Writes a value behind its type, to the end of the pair; NULL where it is none for this. */
static inline uint8_t *fast_value(const struct pc_literal *literal, uint8_t *at, const struct pc_element *value)
{
        const struct pc_literal_marks *marks = literal->style->marks;

        memcpy(at, marks->middle, 4);
        switch (value->tag) {
        case PC_TAG_UTF8_STRING:
                return fast_end(literal, fast_characters(literal, at + 4, value->content, 0));
        case PC_TAG_PRINTABLE_STRING:
        case PC_TAG_IA5_STRING:
                return fast_end(literal, fast_characters(literal, at + 4, value->content, 1));
        case PC_TAG_BIT_STRING:
                at = fast_bit_string(literal, at + 3, value->content);
                break;
        default:
                return NULL;
        }
        if (at == NULL) {
                return NULL;
        }
        memcpy(at, marks->end + 1, 1);
        return at + 1;
}

static inline bool fast_attribute(struct pc_literal *literal, const struct pc_attribute *attribute)
{
        const struct pc_literal_marks *marks = literal->style->marks;
        const struct pc_slice name = pc_oid_name_padded(attribute->type);
        unsigned items = literal->items;
        uint8_t *at = fast_room(literal);

        if (name.len == 0 || name.len > PC_OID_NAME_PADDED) {
                return false;
        }
        if (literal->rdn == attribute->rdn + 1) {
                at = fast_short_mark(at, &marks->pair, 0);
                items = fast_count(items);
        } else if (literal->rdn == 0) {
                at = fast_short_mark(at, &marks->rdn, marks->skip_first);
                items = fast_count(items) * 4 + 1;
        } else {
                at = fast_short_mark(at, &marks->rdn, items % 4 == 1 ? 0 : marks->skip_several);
                items = fast_count(items / 4) * 4 + 1;
        }
        memcpy(at, name.data, PC_OID_NAME_PADDED);
        at = fast_value(literal, at + name.len, &attribute->value);
        if (at == NULL) {
                return false;
        }
        pc_output_advance(&literal->out, at);
        literal->items = items;
        literal->rdn = attribute->rdn + 1;
        return true;
}

/* Writes an OBJECT IDENTIFIER by its name, or a short one dotted; NULL where it is none for this. */
static inline uint8_t *fast_oid(struct pc_literal *literal, uint8_t *at, struct pc_slice oid)
{
        const struct pc_slice name = pc_oid_name_padded(oid);

        if (name.len == 0) {
                return oid.len > FAST_OID ? NULL : pc_write_dotted(at, oid, literal->digits);
        }
        if (name.len > PC_OID_NAME_PADDED) {
                return NULL;
        }
        memcpy(at, name.data, PC_OID_NAME_PADDED);
        return at + name.len;
}

/* The texts that pc_general_name_view makes, of which only the octets of an otherName may need escapes. */
static inline uint8_t *fast_view(const struct pc_literal *literal, uint8_t *at, const struct pc_general_name *name)
{
        struct pc_text text = {PC_TEXT_CONSTANT, 0, {NULL, 0}, NULL};
        size_t len;

        (void)pc_general_name_view(name, &text); /* which a directoryName does not come to */
        len = strlen(text.constant);
        memcpy(at, text.constant, len);
        at += len;
        if (text.kind == PC_TEXT_CONSTANT) {
                return at;
        }
        return text.octets.len > FAST_ESCAPED ? NULL : pc_literal_write_characters(literal, at, text.octets, 0);
}

static inline uint8_t *fast_name_text(struct pc_literal *literal, uint8_t *at, const struct pc_general_name *name)
{
        switch (name->type) {
        case PC_GENERAL_NAME_DNS:
        case PC_GENERAL_NAME_URI:
        case PC_GENERAL_NAME_EMAIL:
                return fast_characters(literal, at, name->value, 0);
        case PC_GENERAL_NAME_IP:
                return pc_write_ip_address(at, name->value);
        case PC_GENERAL_NAME_REGISTERED_ID:
                return fast_oid(literal, at, name->value);
        default:
                return fast_view(literal, at, name);
        }
}

static inline bool fast_general_name(struct pc_literal *literal, const struct pc_general_name *name)
{
        const size_t skip = literal->items % 4 == 0 ? 2 : 0;
        uint8_t *at = fast_room(literal);

        at = fast_mark(at, &literal->style->marks->labels[name->type], skip);
        at = fast_end(literal, fast_name_text(literal, at, name));
        if (at == NULL) {
                return false;
        }
        pc_output_advance(&literal->out, at);
        literal->items = fast_count(literal->items);
        return true;
}

static inline bool fast_uri(struct pc_literal *literal, struct pc_slice uri)
{
        uint8_t *at = fast_room(literal);

        at[0] = ',';
        at[1] = ' ';
        at += literal->items % 4 == 0 ? 0 : 2;
        *at++ = literal->style->quote;
        at = fast_end(literal, fast_characters(literal, at, uri, 0));
        if (at == NULL) {
                return false;
        }
        pc_output_advance(&literal->out, at - 1);
        literal->items = fast_count(literal->items);
        return true;
}

/* What is open then is what put_general_name opens. */
static inline bool fast_directory_name(struct pc_literal *literal)
{
        const struct pc_literal_style *style = literal->style;
        const size_t skip = literal->items % 4 == 0 ? 2 : 0;
        uint8_t *at = fast_mark(fast_room(literal), &style->marks->labels[PC_GENERAL_NAME_DIRECTORY], skip);

        at[-1] = style->tuple_begin;
        pc_output_advance(&literal->out, at);
        literal->items = (fast_count(literal->items) * 4 + 2) * 4;
        return true;
}

/* At the end of a list of other names than directoryNames, or of a name. */
static inline bool fast_list_end(struct pc_literal *literal)
{
        const struct pc_literal_style *style = literal->style;
        uint8_t *at = fast_room(literal);
        unsigned items = literal->items;

        if (literal->rdn > 0) {
                *at = ',';
                at += style->single_comma && items % 4 == 1;
                *at++ = style->tuple_end;
                items /= 4;
        }
        *at = ',';
        at += style->single_comma && items % 4 == 1;
        *at++ = style->tuple_end;
        pc_output_advance(&literal->out, at);
        literal->items = items / 4;
        literal->rdn = 0;
        return true;
}

static inline bool fast_directory_name_end(struct pc_literal *literal)
{
        (void)fast_list_end(literal);
        pc_output_octet(&literal->out, literal->style->tuple_end);
        literal->items /= 4;
        return true;
}

static inline bool fast_text(struct pc_literal *literal, enum pc_key key, const struct pc_text *text)
{
        uint8_t *at = fast_room(literal);

        if (text->kind == PC_TEXT_TIME ? !literal->profile_times
                                       : text->octets.len > PC_SERIAL_SHOWN || text->octets.data[0] >= 0x80) {
                return false;
        }
        at = fast_key(literal, at, key);
        at = text->kind == PC_TEXT_TIME ? pc_write_profile_time(at, text)
                                        : pc_write_positive_serial(at, text->octets);
        *at++ = literal->style->quote;
        pc_output_advance(&literal->out, at);
        return true;
}

static inline bool fast_integer(struct pc_literal *literal, enum pc_key key, int64_t value)
{
        uint8_t *at;

        if (value < 0 || value > 9) {
                return false;
        }
        at = fast_key(literal, fast_room(literal), key);
        *at++ = (uint8_t)('0' + value);
        pc_output_advance(&literal->out, at);
        return true;
}

#endif
