/* The certificate that this end presents. */
#include "tls/bearssl/internal.h"

/* BearSSL's own handlers of one chain have it in the same place, be the key RSA's or EC's. */
static const br_x509_certificate *configured_certificate(const struct pc_bearssl *tap)
{
        if (tap->role == PC_ROLE_SERVER) {
                const br_ssl_server_context *server =
                        (const br_ssl_server_context *)(const void *)tap->engine;

                return tap->inner_policy == &server->chain_handler.vtable &&
                                       server->chain_handler.single_rsa.chain_len != 0
                               ? server->chain_handler.single_rsa.chain
                               : NULL;
        }

        const br_ssl_client_context *client = (const br_ssl_client_context *)(const void *)tap->engine;

        return client->client_auth_vtable == &client->client_auth.vtable &&
                               client->client_auth.single_rsa.chain_len != 0
                       ? client->client_auth.single_rsa.chain
                       : NULL;
}

enum pc_result pc_bearssl_configured_certificate(const struct pc_bearssl *tap, struct pc_slice *der)
{
        const br_x509_certificate *certificate = configured_certificate(tap);

        if (certificate == NULL) {
                return PC_NO_CERTIFICATE;
        }
        der->data = certificate->data;
        der->len = certificate->data_len;
        return PC_OK;
}
