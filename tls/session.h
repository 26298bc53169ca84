/*
 * A session: one TLS connection over two transport callbacks, driven alike whatever the backend. For hosts:
 * the command, the tests and the examples use it. The facade never needs it, and who already drives a TLS
 * library uses that backend's adapter instead.
 */
#ifndef PC_TLS_SESSION_H
#define PC_TLS_SESSION_H

#include "tls/backend.h"
#include "tls/credentials.h"
#include "tls/session_cache.h"
#include "tls/trust_store.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Octets to and from the peer. Each returns PC_OK with at least one octet moved and counted in 'done',
 * PC_WANT_READ or PC_WANT_WRITE where it would block, PC_ERR_TLS_TRANSPORT where it failed; 'read' returns
 * PC_END at the end of the stream. 'size' is never 0. Whatever else they return, or more octets than 'size',
 * is taken for PC_ERR_TLS_TRANSPORT.
 */
struct pc_transport {
        void *ctx; /* for the two functions */
        /* Takes at most 'size' octets into 'buf'. */
        enum pc_result (*read)(void *ctx, uint8_t *buf, size_t size, size_t *done);
        /* Sends at most 'size' octets of 'buf'. */
        enum pc_result (*write)(void *ctx, const uint8_t *buf, size_t size, size_t *done);
};

/* Everything pointed to must outlive the session. */
struct pc_session_config {
        enum pc_role role;                  /* which end this one is */
        enum pc_verify_mode verify;         /* what is asked of the peer's certificate */
        const char *server_name;            /* the client's SNI and the name checked; NULL for neither */
        bool no_name_check;                 /* verify the chain, not the name */
        unsigned host_flags;                /* for pc_host_check */
        const struct pc_trust_store *trust; /* for 'verify' other than none */
        uint8_t *chain;                     /* gets the peer's certificates */
        size_t chain_size; /* octets at 'chain', with 4 for each certificate besides its own */

        const struct pc_credentials
                *own;          /* certificate and key: a server's; a client's, for who asks; or NULL */
        bool no_ca_names;      /* a server asks for a certificate without saying which CAs will do */
        uint16_t protocol_max; /* 0x0303: nothing above TLS 1.2; 0: the best that the backend has */

        /*
         * A client's: what pc_session_save gave. A session resumes only what was made by the same backend for
         * the same server name, with the same verification, and the same trust anchors; pc_session_open
         * refuses all else with PC_ERR_TLS_SESSION. Whether the server goes along, pc_resumed tells. Empty: a
         * full handshake.
         */
        struct pc_slice resume;
        /*
         * A server's: where sessions are kept for clients that come again; NULL: none is resumed. A session
         * that was made with another verification or other trust anchors, or by a client that asked for
         * another server name (RFC 6066 3), makes a full handshake.
         */
        struct pc_session_cache *cache;
};

/* One connection, as pc_session_open makes it; the rest of it is the backend's. */
struct pc_session {
        const struct pc_session_class *session_class; /* whose functions drive it */
};

/* What a backend cannot say or do, and why. */
struct pc_session_limit {
        const char *what; /* "tls-exporter" */
        const char *why;  /* "BearSSL has no extended master secret" */
};

/* What can drive sessions: one of each backend. The functions are those of the same name below, which call
 * them. */
struct pc_session_class {
        const char *name;                      /* of the backend */
        const char *(*version)(void);          /* of the library, as it is linked */
        const struct pc_backend *backend;      /* its open slots are what it cannot say */
        const struct pc_session_limit *limits; /* ended by a NULL */
        uint16_t protocol_min, protocol_max;   /* of TLS that it has; 0x0304: TLS 1.3 */

        /* Sets a session up. */
        enum pc_result (*open)(struct pc_session **out, const struct pc_session_config *config,
                               struct pc_transport transport);
        /* Goes on with the handshake. */
        enum pc_result (*handshake)(struct pc_session *session);
        /* Application data from the peer; 'size' is not 0. */
        enum pc_result (*read)(struct pc_session *session, uint8_t *buf, size_t size, size_t *done);
        /* The same to the peer. */
        enum pc_result (*write)(struct pc_session *session, const uint8_t *buf, size_t size, size_t *done);
        /* Sends close_notify. */
        enum pc_result (*close)(struct pc_session *session);
        /* What resumes the connection. */
        enum pc_result (*save)(const struct pc_session *session, uint8_t *buf, size_t size, size_t *len);
        /* Frees the session, which is not NULL. */
        void (*free)(struct pc_session *session);
        /* For the facade. */
        struct pc_peer (*peer)(const struct pc_session *session);
        /* What went wrong, for people. */
        const char *(*error_text)(const struct pc_session *session);
};

/* The classes that are compiled in, the default first; NULL past the last. */
const struct pc_session_class *pc_session_class_at(size_t i);

/* The one of that name, or NULL. */
const struct pc_session_class *pc_session_class_find(const char *name);

/*
 * Sets up a session; nothing is sent yet. PC_ERR_TLS_CONFIG, also where there is no randomness;
 * PC_ERR_TLS_MEMORY, PC_ERR_TLS_UNSUPPORTED; PC_ERR_X509_HOST_SYNTAX: 'server_name' is none, which some
 * backends find only when a certificate has come; PC_ERR_TLS_SESSION: 'resume' is damaged, or not for this
 * configuration.
 */
enum pc_result pc_session_open(struct pc_session **out, const struct pc_session_class *session_class,
                               const struct pc_session_config *config,
                               struct pc_transport transport) PC_MUST_USE;

/*
 * Goes on with the handshake until it is done. PC_WANT_READ and PC_WANT_WRITE: call again. On failure the
 * peer has been sent the alert that the failure calls for, and pc_session_peer still has its chain and the
 * verdict.
 */
enum pc_result pc_session_handshake(struct pc_session *session) PC_MUST_USE;

/*
 * Application data. PC_WANT_READ: wait for input; PC_WANT_WRITE: wait until the transport takes output or has
 * input. 'read' gives PC_END after close_notify; PC_ERR_TLS_EOF where the stream ends without one. Where
 * 'size' is 0, nothing is done.
 */
enum pc_result pc_session_read(struct pc_session *session, uint8_t *buf, size_t size,
                               size_t *done) PC_MUST_USE;

/* Octets counted in 'done' are accepted, and go out with this or any later call. */
enum pc_result pc_session_write(struct pc_session *session, const uint8_t *buf, size_t size,
                                size_t *done) PC_MUST_USE;

/* Sends what is left and close_notify, and does not wait for the peer's. */
enum pc_result pc_session_close(struct pc_session *session) PC_MUST_USE;

/*
 * On a client: what resumes this connection later, with the peer's certificates and the verdict on them. It
 * holds keys: whoever has it can read and pose as this client. PC_NONE while there is nothing to resume by:
 * TLS 1.3 servers send tickets after the handshake, so that something must have been read first.
 * PC_ERR_API_SPACE: 'len' is what is needed.
 */
enum pc_result pc_session_save(const struct pc_session *session, uint8_t *buf, size_t size,
                               size_t *len) PC_MUST_USE;

/* Frees it, with no further octet sent. NULL is fine. */
void pc_session_free(struct pc_session *session);

/* For the facade; lives as long as the session. */
struct pc_peer pc_session_peer(const struct pc_session *session);

/* What went wrong, for people, never NULL; lives as long as the session. */
const char *pc_session_error_text(const struct pc_session *session);

#ifdef __cplusplus
}
#endif

#endif
