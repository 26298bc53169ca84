/* The Certificate message as it came (RFC 5246 7.4.2, RFC 8446 4.4.2), whatever OpenSSL makes of it. */
#ifndef PC_TLS_OPENSSL_MESSAGE_H
#define PC_TLS_OPENSSL_MESSAGE_H

#include "tls/openssl/note.h"

/* For SSL_set_msg_callback: keeps the message in the connection's note. */
void pc_openssl_hear(int sent, int version, int type, const void *octets, size_t len, SSL *ssl, void *arg);

/* Certificate 'i' of the message, leaf first; PC_END past the last, and where no message came. */
enum pc_result pc_openssl_heard(const struct pc_openssl_note *note, size_t i,
                                struct pc_slice *der) PC_MUST_USE;

/* How many there are. */
size_t pc_openssl_heard_count(const struct pc_openssl_note *note);

#endif
