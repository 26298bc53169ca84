/* This end's certificate and key, as BearSSL wants them. For hosts: it allocates. */
#ifndef PC_TLS_BEARSSL_CREDENTIALS_H
#define PC_TLS_BEARSSL_CREDENTIALS_H

#include "tls/bearssl/peercert_bearssl.h"
#include "tls/credentials.h"

struct pc_bearssl_credentials {
        br_x509_certificate *chain;
        size_t count;
        br_skey_decoder_context key; /* BR_KEYTYPE_RSA or _EC, by br_skey_decoder_key_type */
};

/*
 * Reads them; 'out' is all zero, and 'credentials' must outlive it. PC_ERR_TLS_CONFIG: a key that BearSSL
 * does not have, or that is not the first certificate's.
 */
enum pc_result pc_bearssl_credentials_read(struct pc_bearssl_credentials *out,
                                           const struct pc_credentials *credentials) PC_MUST_USE;

/* All zero is fine. Whoever holds the struct wipes it: the key is in it. */
void pc_bearssl_credentials_free(struct pc_bearssl_credentials *credentials);

/* Sets up a server, of all that BearSSL has, or a client, that has been set up already, to present them. */
void pc_bearssl_credentials_serve(const struct pc_bearssl_credentials *own, br_ssl_server_context *server);
void pc_bearssl_credentials_present(const struct pc_bearssl_credentials *own, br_ssl_client_context *client);

#endif
