/* What the backend keeps beside a connection, among the SSL's ex_data, with which it is freed. For hosts. */
#ifndef PC_TLS_OPENSSL_NOTE_H
#define PC_TLS_OPENSSL_NOTE_H

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

        bool watched;           /* from before the handshake on */
        SSL_verify_cb verify;   /* the owner's callback */
        STACK_OF(X509) * sent;  /* all that the peer sent, leaf first; NULL: not seen */
        int error;              /* X509_V_ERR_*: the first one */
        size_t error_index;     /* and where */

        bool missing; /* a certificate was demanded, and none came */
        bool failed;  /* the session has given up */
};

/* The connection's note, made where there is none yet; NULL: out of memory. */
struct pc_openssl_note *pc_openssl_note(SSL *ssl);

/* The DER of a certificate, made once: PC_OK, PC_END for NULL, PC_ERR_TLS_MEMORY. */
enum pc_result pc_openssl_der(struct pc_openssl_note *note, X509 *cert, struct pc_slice *der) PC_MUST_USE;

#endif
