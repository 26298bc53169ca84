/*
 * A session's way to its transport and back, as a BIO. What OpenSSL writes is taken at once and queued, so
 * that an alert is never lost to a transport that would block.
 */
#ifndef PC_TLS_OPENSSL_LINE_H
#define PC_TLS_OPENSSL_LINE_H

#include <openssl/bio.h>

#include "tls/session.h"

struct pc_openssl_line {
        struct pc_transport transport;
        BIO_METHOD *method;
        unsigned char *queue;
        size_t start, end, capacity; /* queue[start .. end) waits to be sent */
        bool ended;                  /* the stream from the peer */
        bool broken;                 /* the transport has failed */
};

/* A BIO over 'line', which must outlive it; NULL: out of memory. */
BIO *pc_openssl_line_open(struct pc_openssl_line *line, struct pc_transport transport);

/* To be called when the BIO is gone. */
void pc_openssl_line_free(struct pc_openssl_line *line);

/* Sends what is queued: PC_OK, PC_WANT_WRITE. A transport that fails takes everything: see 'broken'. */
enum pc_result pc_openssl_line_flush(struct pc_openssl_line *line) PC_MUST_USE;

#endif
