/* The SSL_CTX and the SSL of a session, set up as Python's ssl module sets up its own. */
#ifndef PC_TLS_OPENSSL_CONTEXT_H
#define PC_TLS_OPENSSL_CONTEXT_H

#include <openssl/ssl.h>

#include "tls/session.h"

/* PC_ERR_TLS_MEMORY; PC_ERR_TLS_CONFIG: OpenSSL does not take it. */
enum pc_result pc_openssl_context(SSL_CTX **out, const struct pc_session_config *config) PC_MUST_USE;

/* A connection under 'context': its role, whom to ask for, and whom to accept. PC_ERR_X509_HOST_SYNTAX, too.
 */
enum pc_result pc_openssl_connection(SSL **out, SSL_CTX *context,
                                     const struct pc_session_config *config) PC_MUST_USE;

#endif
