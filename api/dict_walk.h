/*
 * For dict_visit.c, and literal.c where that is built for speed: the walk over a certificate's dict, to be compiled
 * into one function together with its visitor, so that no event has to be told from the others.
 */
#ifndef PC_API_DICT_WALK_H
#define PC_API_DICT_WALK_H

#include "api/dict_internal.h"
#include "asn1/fast.h"
#include "x509/extension_shape.h"

#if defined(__GNUC__) && defined(__OPTIMIZE_SIZE__)
#define PC_OUT_OF_LINE static __attribute__((noinline, unused))
#else
#define PC_OUT_OF_LINE PC_INLINE
#endif

/* One event is used again and again, apart from the rest, which visitors do not get to see. */
struct pc_walk {
        const struct pc_certificate *cert;
        pc_visit *visit;
        void *ctx;
        bool stopped;
        struct pc_event *event;
};

PC_INLINE void pc_walk_emit(struct pc_walk *walk, enum pc_event_type type)
{
        if (!walk->stopped) {
                walk->event->type = type;
                walk->stopped = walk->visit(walk->ctx, walk->event) != 0;
        }
}

PC_INLINE void pc_walk_attributes(struct pc_walk *walk, struct pc_slice name)
{
        struct pc_name_iter it = pc_name_attributes(name);

        while (!walk->stopped && pc_fast_name_next(&it, &walk->event->as.attribute) == PC_OK) {
                pc_walk_emit(walk, PC_EVENT_ATTRIBUTE);
        }
}

PC_INLINE void pc_walk_name(struct pc_walk *walk, struct pc_slice name)
{
        pc_walk_emit(walk, PC_EVENT_LIST);
        pc_walk_attributes(walk, name);
        pc_walk_emit(walk, PC_EVENT_LIST_END);
}

PC_INLINE void pc_walk_text(struct pc_walk *walk, enum pc_text_kind kind, uint8_t tag, struct pc_slice octets)
{
        walk->event->as.text.kind = kind;
        walk->event->as.text.tag = tag;
        walk->event->as.text.octets = octets;
        walk->event->as.text.constant = NULL;
        pc_walk_emit(walk, PC_EVENT_TEXT);
}

/* Parsing has seen that both times are there. Built for size, it stands apart for its stack. */
PC_OUT_OF_LINE void pc_walk_times(struct pc_walk *walk)
{
        struct pc_slice validity = walk->cert->validity;
        struct pc_element time;
        unsigned key;

        for (key = PC_KEY_NOT_BEFORE; key <= PC_KEY_NOT_AFTER && pc_fast_read(&validity, &time) == PC_OK; key++) {
                walk->event->key = (enum pc_key)key;
                pc_walk_text(walk, PC_TEXT_TIME, time.tag, time.content);
        }
}

PC_INLINE void pc_walk_general_name(struct pc_walk *walk)
{
        if (walk->event->as.name.type != PC_GENERAL_NAME_DIRECTORY) {
                pc_walk_emit(walk, PC_EVENT_GENERAL_NAME);
                return;
        }
        pc_walk_emit(walk, PC_EVENT_DIRECTORY_NAME);
        pc_walk_attributes(walk, walk->event->as.name.value);
        pc_walk_emit(walk, PC_EVENT_DIRECTORY_NAME_END);
}

/* Whether it is worth looking for the extension; built for size, what looks tells by itself. */
PC_INLINE bool pc_walk_may_have(const struct pc_walk *walk, enum pc_extension_kind kind)
{
        return !PC_FAST || (walk->cert->index.seen >> kind & 1) != 0;
}

/* An extension without names gives an empty tuple, a missing one no key. */
PC_INLINE void pc_walk_alt_names(struct pc_walk *walk)
{
        struct pc_general_name_iter it;

        if (!pc_extension_list(walk->cert, PC_EXTENSION_SUBJECT_ALT_NAME, &it.rest)) {
                return;
        }
        walk->event->key = PC_KEY_SUBJECT_ALT_NAME;
        pc_walk_emit(walk, PC_EVENT_LIST);
        while (!walk->stopped && pc_fast_general_name_next(&it, &walk->event->as.name) == PC_OK) {
                pc_walk_general_name(walk);
        }
        pc_walk_emit(walk, PC_EVENT_LIST_END);
}

/* The key is there only where a URI is. */
PC_INLINE void pc_walk_uris(struct pc_walk *walk, enum pc_key key)
{
        struct pc_uri_iter it = pc_uris(walk->cert, key);
        struct pc_text *text = &walk->event->as.text;

        if (it.outer.len == 0 || pc_uri_next(&it, &text->octets) != PC_OK) {
                return;
        }
        walk->event->key = key;
        pc_walk_emit(walk, PC_EVENT_LIST);
        text->kind = PC_TEXT_UTF8;
        text->tag = 0;
        text->constant = NULL;
        do {
                pc_walk_emit(walk, PC_EVENT_URI);
        } while (!walk->stopped && pc_uri_next(&it, &text->octets) == PC_OK);
        pc_walk_emit(walk, PC_EVENT_LIST_END);
}

PC_INLINE enum pc_result pc_walk_dict(const struct pc_certificate *cert, pc_visit *visit, void *ctx)
{
        struct pc_event event;
        struct pc_walk walk;

        walk.event = &event;
        walk.cert = cert;
        walk.visit = visit;
        walk.ctx = ctx;
        walk.stopped = false;
        event.key = PC_KEY_SUBJECT;
        pc_walk_name(&walk, cert->subject);
        event.key = PC_KEY_ISSUER;
        pc_walk_name(&walk, cert->issuer);
        event.key = PC_KEY_VERSION;
        event.as.integer = cert->version;
        pc_walk_emit(&walk, PC_EVENT_INTEGER);
        event.key = PC_KEY_SERIAL_NUMBER;
        pc_walk_text(&walk, PC_TEXT_SERIAL, PC_TAG_INTEGER, cert->serial);
        pc_walk_times(&walk);
        if (pc_walk_may_have(&walk, PC_EXTENSION_SUBJECT_ALT_NAME)) {
                pc_walk_alt_names(&walk);
        }
        if (pc_walk_may_have(&walk, PC_EXTENSION_AUTHORITY_INFO_ACCESS)) {
                pc_walk_uris(&walk, PC_KEY_OCSP);
                pc_walk_uris(&walk, PC_KEY_CA_ISSUERS);
        }
        if (pc_walk_may_have(&walk, PC_EXTENSION_CRL_DISTRIBUTION_POINTS)) {
                pc_walk_uris(&walk, PC_KEY_CRL_DISTRIBUTION_POINTS);
        }
        return walk.stopped ? PC_ERR_API_SINK : PC_OK;
}

#endif
