/*
 * The thin interface between the facade and a TLS library: handshake state and raw certificates, nothing
 * decoded.
 *
 * A backend is one constant table. Every function takes the connection as 'ctx'; a pointer that is NULL means
 * that the backend cannot say.
 */
#ifndef PC_TLS_BACKEND_H
#define PC_TLS_BACKEND_H

#include "asn1/der.h"
#include "x509/signature_hash.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which end of the connection this is. */
enum pc_role {
        PC_ROLE_CLIENT, /* it has begun the handshake */
        PC_ROLE_SERVER  /* it has answered */
};

/* What is asked of the peer's certificate: Python's CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED. */
enum pc_verify_mode {
        PC_VERIFY_NONE,     /* nothing; a server asks for none */
        PC_VERIFY_OPTIONAL, /* that it is good, if there is one */
        PC_VERIFY_REQUIRED  /* that it is there, and good */
};

/* How far a connection is. */
enum pc_handshake_state {
        PC_HANDSHAKE_NOT_STARTED, /* nothing was sent or received yet */
        PC_HANDSHAKE_IN_PROGRESS, /* the peer's certificates may have come */
        PC_HANDSHAKE_DONE,        /* application data may flow */
        PC_HANDSHAKE_FAILED,      /* it failed, or the connection met a fatal error later */
        PC_HANDSHAKE_CLOSED       /* close_notify went by; what was learnt stays readable */
};

/* The verdict on the peer's chain. */
struct pc_verify_result {
        enum pc_result code; /* PC_OK: verified. PC_NOT_VALIDATED: nobody looked. */
        size_t index;     /* of the certificate at fault, leaf 0; the chain's length where it is the anchor */
        const char *text; /* for people; static or as long-lived as the connection; never NULL */
};

/*
 * What the facade asks of a TLS library. 'ctx' is a peer's. What a library cannot say is NULL, and the facade
 * answers PC_ERR_TLS_UNSUPPORTED then. None of them blocks, or changes the connection.
 */
struct pc_backend {
        const char *name; /* "bearssl" */

        /* How far the connection is, now. */
        enum pc_handshake_state (*state)(const void *ctx);

        /* Which end this one is. */
        enum pc_role (*role)(const void *ctx);

        /* What is asked of the peer's certificate, as frozen when the connection was set up. */
        enum pc_verify_mode (*verify_mode)(const void *ctx);

        /*
         * The DER of certificate 'i' as the peer sent it, leaf first; valid also after a failed verification,
         * as long as the connection's chain buffer. PC_END past the last, PC_ERR_TLS_CHAIN_SIZE for one that
         * did not fit.
         */
        enum pc_result (*peer_certificate)(const void *ctx, size_t i, struct pc_slice *der);
        /* The same for the path that was validated, leaf to trust anchor; empty unless verification
         * succeeded. */
        enum pc_result (*verified_certificate)(const void *ctx, size_t i, struct pc_slice *der);

        /* The verdict, whatever the state. */
        void (*verify_result)(const void *ctx, struct pc_verify_result *out);

        /* The protocol's number: 0x0303 for TLS 1.2; 0 before one is chosen. */
        uint16_t (*protocol)(const void *ctx);

        /* The cipher suite's number at IANA; 0 before one is chosen. */
        uint16_t (*cipher_suite)(const void *ctx);

        /*
         * verify_data of the Finished message that was sent first ('first') or second, copied to 'buf';
         * PC_NONE before it exists. PC_ERR_API_SPACE where 'size' is too small.
         */
        enum pc_result (*finished)(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len);

        /* Whether the connection goes on from an earlier one: then no certificate came, and that one's
         * stands. */
        bool (*resumed)(const void *ctx);

        /*
         * Whether such a connection still has all that the peer has sent in the earlier one, as on servers
         * that keep sessions in memory; else, and where it is NULL, it has no more than the peer's own
         * certificate.
         */
        bool (*chain_kept)(const void *ctx);

        /* The server name (SNI, RFC 6066 3) that the client asked for; NULL for none. */
        const char *(*server_name)(const void *ctx);

        /*
         * On a server: its suite 'i', in its own order, of those that the client offered too. PC_END past the
         * last; PC_NONE on a client, before the ClientHello, and where a resumption has left it open.
         */
        enum pc_result (*shared_cipher_suite)(const void *ctx, size_t i, uint16_t *suite);

        /* The compression method's name; NULL for none. */
        const char *(*compression)(const void *ctx);

        /*
         * 'size' octets of keying material for 'label', without a context (RFC 5705, RFC 8446 7.5). PC_NONE
         * before the handshake is done, and where the keys are not bound to it: TLS 1.2 without the extended
         * master secret (RFC 7627).
         */
        enum pc_result (*export_keying_material)(const void *ctx, const char *label, uint8_t *buf,
                                                 size_t size);

        /* The certificate that this end has sent; PC_NO_CERTIFICATE for none. */
        enum pc_result (*own_certificate)(const void *ctx, struct pc_slice *der);

        /*
         * The hash of 'data', of pc_hash_size(hash) octets; of no connection, so that 'ctx' may be NULL.
         * PC_ERR_TLS_UNSUPPORTED: not in this library.
         */
        enum pc_result (*digest)(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                 uint8_t out[PC_HASH_MAX]);
};

/* One connection's peer, as a backend's adapter hands it out; by value. Lives as long as the connection. */
struct pc_peer {
        const struct pc_backend *backend; /* NULL: no connection */
        const void *ctx;                  /* the adapter's: for the functions of 'backend' */
};

#ifdef __cplusplus
}
#endif

#endif
