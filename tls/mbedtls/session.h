/* A session of mbedTLS's: all that belongs to one connection, on the heap. For hosts. */
#ifndef PC_TLS_MBEDTLS_SESSION_H
#define PC_TLS_MBEDTLS_SESSION_H

#include <mbedtls/entropy.h>

#include "tls/mbedtls/internal.h"
#include "tls/mbedtls/wire.h"
#include "tls/saved_session.h"
#include "tls/session.h"
#include "tls/session_text.h"

struct pc_mbedtls_session {
        struct pc_session base;
        struct pc_session_config config;
        struct pc_wire wire;
        struct pc_mbedtls tap;
        mbedtls_ssl_context ssl;
        mbedtls_ssl_config settings;
        mbedtls_entropy_context entropy;
        mbedtls_ctr_drbg_context random;
        mbedtls_x509_crt anchors;
        mbedtls_x509_crt own;
        mbedtls_pk_context key;
        struct pc_mbedtls_cache cache;
        struct pc_mbedtls_secrets secrets;
        struct pc_saved_session earlier; /* that a client wants to resume */
        bool earlier_extended;           /* its master secret was RFC 7627's */
        bool odd_name;                   /* the client asks for a name that cannot be one */
        bool done;                       /* the handshake */
        bool closing;                    /* close_notify is sent, or waits */
        enum pc_result failure;          /* sticky; PC_OK: none */
        const char *text;                /* what failed, for people */
        char words[PC_SESSION_TEXT];     /* what cannot be said in constant words */
};

extern const struct pc_session_class pc_mbedtls_session_class;

/* All but the transport, which the caller has set: keys, anchors, and what is to be resumed. */
enum pc_result pc_mbedtls_set_up(struct pc_mbedtls_session *s) PC_MUST_USE;
void pc_mbedtls_tear_down(struct pc_mbedtls_session *s);

/* The suites that are offered and taken, best first, 0 behind the last. */
extern const int pc_mbedtls_suites[];

/* The peer's hello has been read: notes the suites that both ends have, and whether the master secret is the
 * extended one. */
void pc_mbedtls_note_hello(struct pc_mbedtls_session *s);

/* A client's saved session is handed to the library; a server's cache is put in its place. */
enum pc_result pc_mbedtls_resume(struct pc_mbedtls_session *s) PC_MUST_USE;
void pc_mbedtls_keep_sessions(struct pc_mbedtls_session *s);

enum pc_result pc_mbedtls_handshake(struct pc_session *session) PC_MUST_USE;

/* What waits goes out before a failure is told; whether it gets through changes nothing. */
enum pc_result pc_mbedtls_tell_failure(struct pc_mbedtls_session *s) PC_MUST_USE;

/* The library's failure, in full: notes it as pc_mbedtls_fail does, and what waits goes out. */
enum pc_result pc_mbedtls_give_up(struct pc_mbedtls_session *s, int error) PC_MUST_USE;

/* A resumed connection has the earlier one's leaf and verdict. */
void pc_mbedtls_inherit(struct pc_mbedtls_session *s, const struct pc_saved_session *earlier);

enum pc_result pc_mbedtls_save(const struct pc_session *session, uint8_t *buf, size_t size,
                               size_t *len) PC_MUST_USE;

/*
 * The library has failed with 'error', or the verdict is bad: notes why, once and for all, sends the alert
 * that is due, and returns the code.
 */
enum pc_result pc_mbedtls_fail(struct pc_mbedtls_session *s, int error) PC_MUST_USE;

#endif
