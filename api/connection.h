/* What a TLS connection tells besides certificates: SSLSocket.cipher() and its siblings, for any backend. */
#ifndef PC_API_CONNECTION_H
#define PC_API_CONNECTION_H

#include "tls/backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Each of these functions takes a peer whose 'backend' is NULL for one that was never connected, and those
 * that return a code give PC_ERR_TLS_UNSUPPORTED where the backend cannot say.
 */

/* A cipher suite, in the three items that Python has of it. The texts are static. */
struct pc_cipher {
        const char *name;     /* OpenSSL's: "ECDHE-RSA-AES128-GCM-SHA256" */
        const char *protocol; /* the oldest that the suite is defined for: "TLSv1.2" */
        unsigned bits;        /* of strength, not the key's size: 112 for 3DES */
};

/*
 * Python's cipher(). PC_NONE before a suite is chosen, PC_ERR_TLS_UNSUPPORTED for one that Python has no name
 * for.
 */
enum pc_result pc_cipher(struct pc_peer peer, struct pc_cipher *out) PC_MUST_USE;

/*
 * Python's shared_ciphers(), on a server: suite 'i' of its own that the client offered, too. PC_END past the
 * last one; PC_NONE where Python says None: on clients, before the ClientHello, and in most resumed
 * connections.
 */
enum pc_result pc_shared_cipher(struct pc_peer peer, size_t i, struct pc_cipher *out) PC_MUST_USE;

/* Python's version(): "TLSv1.2"; NULL outside a finished handshake. */
const char *pc_protocol_version(struct pc_peer peer);

/* Python's compression(): PC_NONE for none, which is all that is safe to find. 'name' is static. */
enum pc_result pc_compression(struct pc_peer peer, const char **name) PC_MUST_USE;

/* Python's session_reused: PC_OK where the connection goes on from an earlier one, PC_NONE where not. */
enum pc_result pc_resumed(struct pc_peer peer) PC_MUST_USE;

/* The name that the client asked for (SNI, RFC 6066 3), as long-lived as the connection; PC_NONE for none. */
enum pc_result pc_server_name(struct pc_peer peer, const char **name) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
