/*
 * A session: one TLS connection over two transport callbacks, driven alike whatever the backend. For hosts:
 * the command, the tests and the examples use it. The facade never needs it, and who already drives a TLS
 * library uses that backend's adapter instead.
 */
#ifndef PC_TLS_SESSION_H
#define PC_TLS_SESSION_H

#include "tls/backend.h"
#include "tls/trust_store.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Octets to and from the peer. Each returns PC_OK with at least one octet moved and counted in 'done',
 * PC_WANT_READ or PC_WANT_WRITE where it would block, PC_ERR_TLS_TRANSPORT where it failed; 'read' returns PC_END
 * at the end of the stream. 'size' is never 0.
 */
struct pc_transport {
        void *ctx;
        enum pc_result (*read)(void *ctx, uint8_t *buf, size_t size, size_t *done);
        enum pc_result (*write)(void *ctx, const uint8_t *buf, size_t size, size_t *done);
};

/* Everything pointed to must outlive the session. */
struct pc_session_config {
        enum pc_role role;
        enum pc_verify_mode verify;
        const char *server_name;            /* the client's SNI and the name checked; NULL for neither */
        bool no_name_check;                 /* verify the chain, not the name */
        unsigned host_flags;                /* for pc_host_check */
        const struct pc_trust_store *trust; /* for 'verify' other than none */
        uint8_t *chain;                     /* gets the peer's certificates */
        size_t chain_size;
};

struct pc_session {
        const struct pc_session_class *session_class;
};

struct pc_session_class {
        const char *name;    /* of the backend */
        const char *version; /* of the library */

        enum pc_result (*open)(struct pc_session **out, const struct pc_session_config *config,
                               struct pc_transport transport);
        enum pc_result (*handshake)(struct pc_session *session);
        enum pc_result (*read)(struct pc_session *session, uint8_t *buf, size_t size, size_t *done);
        enum pc_result (*write)(struct pc_session *session, const uint8_t *buf, size_t size, size_t *done);
        enum pc_result (*close)(struct pc_session *session);
        void (*free)(struct pc_session *session);
        struct pc_peer (*peer)(const struct pc_session *session);
        const char *(*error_text)(const struct pc_session *session);
};

/* The sessions that are compiled in, the default first; PC_SESSION_CLASSES of them, NULL past the last. */
const struct pc_session_class *pc_session_class_at(size_t i);

/* The one of that name, or NULL. */
const struct pc_session_class *pc_session_class_find(const char *name);

/* Sets up a session; nothing is sent yet. PC_ERR_TLS_CONFIG, PC_ERR_TLS_MEMORY. */
enum pc_result pc_session_open(struct pc_session **out, const struct pc_session_class *session_class,
                               const struct pc_session_config *config, struct pc_transport transport) PC_MUST_USE;

/*
 * Goes on with the handshake until it is done. PC_WANT_READ and PC_WANT_WRITE: call again. On failure the peer
 * has been sent the alert that the failure calls for, and pc_session_peer still has its chain and the verdict.
 */
enum pc_result pc_session_handshake(struct pc_session *session) PC_MUST_USE;

/*
 * Application data. PC_WANT_READ: wait for input; PC_WANT_WRITE: wait until the transport takes output or has input.
 * 'read' gives PC_END after close_notify; PC_ERR_TLS_EOF where the stream
 * ends without one.
 */
enum pc_result pc_session_read(struct pc_session *session, uint8_t *buf, size_t size, size_t *done) PC_MUST_USE;

/* Octets counted in 'done' are accepted, and go out with this or any later call. */
enum pc_result pc_session_write(struct pc_session *session, const uint8_t *buf, size_t size,
                                size_t *done) PC_MUST_USE;

/* Sends what is left and close_notify, and does not wait for the peer's. */
enum pc_result pc_session_close(struct pc_session *session) PC_MUST_USE;

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
