/* The Certificate message as it came (RFC 5246 7.4.2, RFC 8446 4.4.2), whatever OpenSSL makes of it. */
#ifndef PC_TLS_OPENSSL_MESSAGE_H
#define PC_TLS_OPENSSL_MESSAGE_H

#include "tls/openssl/note.h"

/* For SSL_set_msg_callback: keeps the message's certificates in the connection's note. */
void pc_openssl_hear(int sent, int version, int type, const void *octets, size_t len, SSL *ssl, void *arg);

#endif
