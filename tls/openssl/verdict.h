/* What OpenSSL's verification says, in this library's terms. */
#ifndef PC_TLS_OPENSSL_VERDICT_H
#define PC_TLS_OPENSSL_VERDICT_H

#include "tls/openssl/note.h"

/* The verdict on the connection's peer, as of now. */
struct pc_verify_result pc_openssl_verdict(const struct pc_openssl_note *note);

/* Whether a certificate of the peer's has come, in this connection or in the one that it goes on from. */
bool pc_openssl_has_certificate(const struct pc_openssl_note *note);

#endif
