#include "api/dict_internal.h"
#include "asn1/fast.h"

/*
 * One event is used again and again. What visits gives false once the visitor has stopped. Lists stand apart,
 * as only one of them is under way at a time.
 */
struct walk {
        const struct pc_certificate *cert;
        pc_visit *visit;
        void *ctx;
        struct pc_event event;
};

static inline bool emit(struct walk *walk, enum pc_event_type type)
{
        walk->event.type = type;
        return walk->visit(walk->ctx, &walk->event) == 0;
}

static bool visit_attributes(struct walk *walk, struct pc_slice name)
{
        struct pc_name_iter it = pc_name_attributes(name);

        while (pc_name_next(&it, &walk->event.as.attribute) == PC_OK) {
                if (!emit(walk, PC_EVENT_ATTRIBUTE)) {
                        return false;
                }
        }
        return true;
}

static bool visit_name(struct walk *walk, enum pc_key key, struct pc_slice name)
{
        walk->event.key = key;
        return emit(walk, PC_EVENT_LIST) && visit_attributes(walk, name) && emit(walk, PC_EVENT_LIST_END);
}

static bool visit_version(struct walk *walk)
{
        walk->event.key = PC_KEY_VERSION;
        walk->event.as.integer = walk->cert->version;
        return emit(walk, PC_EVENT_INTEGER);
}

static inline void set_text(struct walk *walk, enum pc_text_kind kind, uint8_t tag, struct pc_slice octets)
{
        walk->event.as.text.kind = kind;
        walk->event.as.text.tag = tag;
        walk->event.as.text.octets = octets;
        walk->event.as.text.constant = NULL;
}

static bool visit_text(struct walk *walk, enum pc_key key, enum pc_text_kind kind, struct pc_element value)
{
        walk->event.key = key;
        set_text(walk, kind, value.tag, value.content);
        return emit(walk, PC_EVENT_TEXT);
}

static bool visit_serial(struct walk *walk)
{
        const struct pc_element serial = {PC_TAG_INTEGER, walk->cert->serial};

        return visit_text(walk, PC_KEY_SERIAL_NUMBER, PC_TEXT_SERIAL, serial);
}

PC_APART static bool visit_times(struct walk *walk)
{
        struct pc_slice validity = walk->cert->validity;
        struct pc_element from;
        struct pc_element until;

        /* Parsing has seen that both are there. */
        if (pc_fast_read(&validity, &from) != PC_OK || pc_fast_read(&validity, &until) != PC_OK) {
                return true;
        }
        return visit_text(walk, PC_KEY_NOT_BEFORE, PC_TEXT_TIME, from) &&
               visit_text(walk, PC_KEY_NOT_AFTER, PC_TEXT_TIME, until);
}

static bool visit_general_name(struct walk *walk)
{
        if (walk->event.as.name.type != PC_GENERAL_NAME_DIRECTORY) {
                return emit(walk, PC_EVENT_GENERAL_NAME);
        }
        return emit(walk, PC_EVENT_DIRECTORY_NAME) && visit_attributes(walk, walk->event.as.name.value) &&
               emit(walk, PC_EVENT_DIRECTORY_NAME_END);
}

/* An extension without names gives an empty tuple, a missing one no key. */
PC_APART static bool visit_alt_names(struct walk *walk)
{
        struct pc_general_name_iter it;

        if (!pc_extension_list(walk->cert, PC_EXTENSION_SUBJECT_ALT_NAME, &it.rest)) {
                return true;
        }
        walk->event.key = PC_KEY_SUBJECT_ALT_NAME;
        if (!emit(walk, PC_EVENT_LIST)) {
                return false;
        }
        while (pc_general_name_next(&it, &walk->event.as.name) == PC_OK) {
                if (!visit_general_name(walk)) {
                        return false;
                }
        }
        return emit(walk, PC_EVENT_LIST_END);
}

/* The key is there only where a URI is. */
PC_APART static bool visit_uris(struct walk *walk,
                                struct pc_uri_iter (*begin)(const struct pc_certificate *cert))
{
        struct pc_uri_iter it = begin(walk->cert);
        struct pc_slice uri;

        if (it.outer.len == 0 || pc_uri_next(&it, &uri) != PC_OK) {
                return true;
        }
        walk->event.key = it.key;
        if (!emit(walk, PC_EVENT_LIST)) {
                return false;
        }
        do {
                set_text(walk, PC_TEXT_UTF8, 0, uri);
                if (!emit(walk, PC_EVENT_URI)) {
                        return false;
                }
        } while (pc_uri_next(&it, &uri) == PC_OK);
        return emit(walk, PC_EVENT_LIST_END);
}

enum pc_result pc_dict_walk(const struct pc_certificate *cert, pc_visit *visit, void *ctx)
{
        struct walk walk;

        walk.cert = cert;
        walk.visit = visit;
        walk.ctx = ctx;
        if (visit_name(&walk, PC_KEY_SUBJECT, cert->subject) &&
            visit_name(&walk, PC_KEY_ISSUER, cert->issuer) && visit_version(&walk) && visit_serial(&walk) &&
            visit_times(&walk) && visit_alt_names(&walk) && visit_uris(&walk, pc_ocsp) &&
            visit_uris(&walk, pc_ca_issuers) && visit_uris(&walk, pc_crl_distribution_points)) {
                return PC_OK;
        }
        return PC_ERR_API_SINK;
}

enum pc_result pc_dict_visit(const struct pc_certificate *cert, pc_visit *visit, void *ctx)
{
        const enum pc_result result = pc_dict_check(cert, NULL);

        return result == PC_OK ? pc_dict_walk(cert, visit, ctx) : result;
}
