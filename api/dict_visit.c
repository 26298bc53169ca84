#include "api/dict_internal.h"
#include "asn1/integer.h"

/* One event is used again and again; 'stopped' is for good. */
struct walk {
        const struct pc_certificate *cert;
        pc_visit *visit;
        void *ctx;
        bool stopped;
        struct pc_event event;
};

static void emit(struct walk *walk, enum pc_event_type type)
{
        if (!walk->stopped) {
                walk->event.type = type;
                walk->stopped = walk->visit(walk->ctx, &walk->event) != 0;
        }
}

static void emit_key(struct walk *walk, enum pc_key key)
{
        walk->event.key = key;
        emit(walk, PC_EVENT_KEY);
}

static void emit_end(struct walk *walk, size_t count)
{
        walk->event.count = count;
        emit(walk, PC_EVENT_TUPLE_END);
}

static void set_text(struct walk *walk, enum pc_text_kind kind, struct pc_slice octets)
{
        walk->event.text.kind = kind;
        walk->event.text.octets = octets;
}

static void emit_bit_string(struct walk *walk, struct pc_slice content)
{
        struct pc_bit_string bits;

        if (pc_bit_string_read(content, &bits) != PC_OK || bits.octets.len == 0) {
                emit(walk, PC_EVENT_NONE);
                return;
        }
        walk->event.octets = bits.octets;
        walk->event.unused_bits = bits.unused_bits;
        emit(walk, PC_EVENT_OCTETS);
}

/* A pair of name and value. */
static void emit_attribute(struct walk *walk, const struct pc_attribute *attribute)
{
        emit(walk, PC_EVENT_TUPLE_BEGIN);
        walk->event.text = pc_attribute_name(attribute);
        emit(walk, PC_EVENT_TEXT);
        if (pc_attribute_text(attribute, &walk->event.text) == PC_OK) {
                emit(walk, PC_EVENT_TEXT);
        } else {
                emit_bit_string(walk, attribute->value.content);
        }
        emit_end(walk, 2);
}

/* A tuple for each RDN that has attributes; the others vanish. */
PC_APART static void emit_name(struct walk *walk, struct pc_slice name)
{
        struct pc_name_iter it = pc_name_attributes(name);
        struct pc_attribute attribute;
        size_t rdns = 0;
        size_t attributes = 0;
        size_t rdn = 0;

        emit(walk, PC_EVENT_TUPLE_BEGIN);
        while (!walk->stopped && pc_name_next(&it, &attribute) == PC_OK) {
                if (rdns == 0 || attribute.rdn != rdn) {
                        if (rdns > 0) {
                                emit_end(walk, attributes);
                        }
                        emit(walk, PC_EVENT_TUPLE_BEGIN);
                        rdn = attribute.rdn;
                        rdns++;
                        attributes = 0;
                }
                emit_attribute(walk, &attribute);
                attributes++;
        }
        if (rdns > 0) {
                emit_end(walk, attributes);
        }
        emit_end(walk, rdns);
}

PC_APART static void emit_times(struct walk *walk)
{
        struct pc_slice validity = walk->cert->validity;
        enum pc_key key;

        for (key = PC_KEY_NOT_BEFORE; key <= PC_KEY_NOT_AFTER; key = (enum pc_key)(key + 1)) {
                struct pc_element time;

                if (pc_der_read(&validity, &time) != PC_OK) {
                        return;
                }
                emit_key(walk, key);
                walk->event.text.tag = time.tag;
                set_text(walk, PC_TEXT_TIME, time.content);
                emit(walk, PC_EVENT_TEXT);
        }
}

static void emit_general_name(struct walk *walk, const struct pc_general_name *name)
{
        emit(walk, PC_EVENT_TUPLE_BEGIN);
        walk->event.text.kind = PC_TEXT_CONSTANT;
        walk->event.text.constant = pc_general_name_label(name->type);
        emit(walk, PC_EVENT_TEXT);
        if (pc_general_name_view(name, &walk->event.text)) {
                emit(walk, PC_EVENT_TEXT);
        } else {
                emit_name(walk, name->value);
        }
        emit_end(walk, 2);
}

/* An extension without names gives an empty tuple, a missing one no key. */
PC_APART static void emit_alt_names(struct walk *walk)
{
        struct pc_general_name_iter it;
        struct pc_general_name name;
        size_t count = 0;

        if (!pc_extension_list(walk->cert, PC_EXTENSION_SUBJECT_ALT_NAME, &it.rest)) {
                return;
        }
        emit_key(walk, PC_KEY_SUBJECT_ALT_NAME);
        emit(walk, PC_EVENT_TUPLE_BEGIN);
        while (!walk->stopped && pc_general_name_next(&it, &name) == PC_OK) {
                emit_general_name(walk, &name);
                count++;
        }
        emit_end(walk, count);
}

/* The key is there only where a URI is. */
PC_APART static void emit_uris(struct walk *walk,
                               struct pc_uri_iter (*begin)(const struct pc_certificate *cert))
{
        struct pc_uri_iter it = begin(walk->cert);
        struct pc_slice uri;
        size_t count = 0;

        while (!walk->stopped && pc_uri_next(&it, &uri) == PC_OK) {
                if (count == 0) {
                        emit_key(walk, it.key);
                        emit(walk, PC_EVENT_TUPLE_BEGIN);
                }
                set_text(walk, PC_TEXT_UTF8, uri);
                emit(walk, PC_EVENT_TEXT);
                count++;
        }
        if (count > 0) {
                emit_end(walk, count);
        }
}

enum pc_result pc_dict_visit(const struct pc_certificate *cert, pc_visit *visit, void *ctx)
{
        static const struct pc_event none = {
                PC_EVENT_KEY, PC_KEY_SUBJECT, 0, {PC_TEXT_UTF8, 0, {NULL, 0}, NULL}, {NULL, 0}, 0, 0};
        const enum pc_result result = pc_dict_check(cert, NULL);
        struct walk walk;

        if (result != PC_OK) {
                return result;
        }
        walk.cert = cert;
        walk.visit = visit;
        walk.ctx = ctx;
        walk.stopped = false;
        walk.event = none;
        emit_key(&walk, PC_KEY_SUBJECT);
        emit_name(&walk, cert->subject);
        emit_key(&walk, PC_KEY_ISSUER);
        emit_name(&walk, cert->issuer);
        emit_key(&walk, PC_KEY_VERSION);
        walk.event.integer = cert->version;
        emit(&walk, PC_EVENT_INTEGER);
        emit_key(&walk, PC_KEY_SERIAL_NUMBER);
        set_text(&walk, PC_TEXT_SERIAL, cert->serial);
        emit(&walk, PC_EVENT_TEXT);
        emit_times(&walk);
        emit_alt_names(&walk);
        emit_uris(&walk, pc_ocsp);
        emit_uris(&walk, pc_ca_issuers);
        emit_uris(&walk, pc_crl_distribution_points);
        return walk.stopped ? PC_ERR_API_SINK : PC_OK;
}
