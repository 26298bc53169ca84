/* What the backend keeps beside a connection, among the SSL's ex_data, with which it is freed. For hosts. */
#ifndef PC_TLS_OPENSSL_NOTE_H
#define PC_TLS_OPENSSL_NOTE_H

#include "tls/chain.h"
#include "tls/openssl/peercert_openssl.h"

/* A certificate whose DER was asked for. */
struct pc_openssl_der {
        X509 *cert; /* owned, so that no other gets its address */
        unsigned char *octets;
        size_t len;
};

struct pc_openssl_note {
        SSL *ssl;
        struct pc_openssl_der *ders;
        size_t ders_num;

        bool watched;
        SSL_verify_cb verify;  /* the owner's callback */
        bool heard;            /* the peer's Certificate message has come */
        bool kept;             /* or a server's cache has what it was, for a connection that resumes it */
        struct pc_chain chain; /* and has these */
        int error;             /* X509_V_ERR_*: the first one */
        size_t error_index;    /* and where */

        /* A session's: it has given up, and, where the code is negative, on this account. */
        bool failed;
        struct pc_verify_result refused;
};

/* The connection's note, made where there is none yet; NULL: out of memory. */
struct pc_openssl_note *pc_openssl_note(SSL *ssl);

/* Whether the note has the chain that stands for this connection. */
bool pc_openssl_has_chain(const struct pc_openssl_note *note);

/* Empties the note's chain, for certificates of 'octets' octets together, 'count' at most. False: out of
 * memory. */
bool pc_openssl_empty_chain(struct pc_openssl_note *note, size_t octets, size_t count) PC_MUST_USE;

/* The DER of a certificate, made once: PC_OK, PC_END for NULL, PC_ERR_TLS_MEMORY. */
enum pc_result pc_openssl_der(struct pc_openssl_note *note, X509 *cert, struct pc_slice *der) PC_MUST_USE;

#endif
