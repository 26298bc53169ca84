/*
 * The backend for who already runs OpenSSL 3, for hosts: one call.
 *
 *     struct pc_peer peer = pc_openssl_peer(ssl);
 *
 * It reads what OpenSSL knows; the connection goes on as before.
 */
#ifndef PC_PEERCERT_OPENSSL_H
#define PC_PEERCERT_OPENSSL_H

#include <openssl/ssl.h>

#include "tls/backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * For the facade, at any time from SSL_new on, any number of times. The peer lives as long as 'ssl', which
 * keeps the certificates' DER among its ex_data; what is read through it, too, unless the peer sends its
 * certificates again. SSL_VERIFY_PEER counts as PC_VERIFY_OPTIONAL, with SSL_VERIFY_FAIL_IF_NO_PEER_CERT as
 * PC_VERIFY_REQUIRED.
 *
 * Out of memory: a peer whose 'backend' is NULL, which is to the facade one that was never connected.
 */
struct pc_peer pc_openssl_peer(SSL *ssl);

/*
 * To be called before the handshake, and after SSL_set_verify, by who wants to read after a failed
 * verification what was refused: OpenSSL forgets it, and knows the error, but not on which certificate. Puts
 * itself in front of the verification callback, and decides nothing; and in place of the message callback.
 * False: out of memory.
 */
bool pc_openssl_watch(SSL *ssl);

/* What an SSL answers to the facade; its 'digest' can be used without a connection. */
extern const struct pc_backend pc_openssl_backend;

#ifdef __cplusplus
}
#endif

#endif
