/*
 * Channel bindings: octets that both ends of one TLS connection know and nobody else can bring about again,
 * for protocols above it that authenticate (RFC 5056).
 */
#ifndef PC_API_CHANNEL_BINDING_H
#define PC_API_CHANNEL_BINDING_H

#include "tls/backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a channel binding is made of. */
enum pc_channel_binding {
        /*
         * RFC 5929 3: the Finished message that was sent first; at most 48 octets. For TLS 1.3 no RFC defines
         * it, and it is the same all the same, as in Python. Without the extended master secret (RFC 7627) it
         * does not bind a resumed connection.
         */
        PC_CHANNEL_BINDING_TLS_UNIQUE,
        /* RFC 5929 4: the hash of the server's certificate, by its signature's algorithm. */
        PC_CHANNEL_BINDING_TLS_SERVER_END_POINT,
        /* RFC 9266: 32 octets of keying material. */
        PC_CHANNEL_BINDING_TLS_EXPORTER
};

/* Octets of the longest. */
#define PC_CHANNEL_BINDING_MAX 64

/* The name as registered, "tls-unique". Static. */
const char *pc_channel_binding_name(enum pc_channel_binding type);

/* The type of that name; PC_NONE, and 'type' untouched, where it is none of them. */
enum pc_result pc_channel_binding_find(const char *name, enum pc_channel_binding *type) PC_MUST_USE;

/*
 * The binding, into 'buf'; PC_CHANNEL_BINDING_MAX octets always suffice, else PC_ERR_API_SPACE. PC_NONE where
 * there is none: tls-unique before the first Finished, the others before the handshake is done,
 * tls-server-end-point of a certificate whose signature has no single hash, tls-exporter of a TLS 1.2
 * connection without the extended master secret (RFC 9266 4). PC_ERR_TLS_UNSUPPORTED where the backend cannot
 * say.
 */
enum pc_result pc_channel_binding(struct pc_peer peer, enum pc_channel_binding type, uint8_t *buf,
                                  size_t size, size_t *len) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
