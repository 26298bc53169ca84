#include <openssl/x509v3.h>

#include "tls/openssl/context.h"
#include "x509/verify.h"

static int verify_flags(enum pc_verify_mode verify)
{
        switch (verify) {
        case PC_VERIFY_OPTIONAL:
                return SSL_VERIFY_PEER;
        case PC_VERIFY_REQUIRED:
                return SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT;
        default:
                return SSL_VERIFY_NONE;
        }
}

/* OpenSSL would take ".example.org" for any name below, and an empty one for no wish at all. */
static bool is_name(const char *name)
{
        static const struct pc_certificate none;

        return pc_host_check(&none, name, 0) != PC_ERR_X509_HOST_SYNTAX;
}

static enum pc_result accept_name(SSL *ssl, const struct pc_session_config *config, struct pc_slice address)
{
        X509_VERIFY_PARAM *param = SSL_get0_param(ssl);
        unsigned flags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;

        if ((config->host_flags & PC_HOST_NO_COMMON_NAME) != 0) {
                flags |= X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
        }
        X509_VERIFY_PARAM_set_hostflags(param, flags);
        return (address.len != 0 ? X509_VERIFY_PARAM_set1_ip(param, address.data, address.len)
                                 : X509_VERIFY_PARAM_set1_host(param, config->server_name, 0)) == 1
                       ? PC_OK
                       : PC_ERR_TLS_MEMORY;
}

static enum pc_result set_name(SSL *ssl, const struct pc_session_config *config)
{
        uint8_t octets[16];
        struct pc_slice address = {octets, 0};

        if (config->role != PC_ROLE_CLIENT || config->server_name == NULL) {
                return PC_OK;
        }
        if (!is_name(config->server_name)) {
                return PC_ERR_X509_HOST_SYNTAX;
        }
        /* RFC 6066 3: an IP address is no server name. */
        if (pc_ip_address_read(config->server_name, octets, &address.len) != PC_OK &&
            !SSL_set_tlsext_host_name(ssl, config->server_name)) {
                return PC_ERR_TLS_CONFIG;
        }
        return config->verify == PC_VERIFY_NONE || config->no_name_check ? PC_OK
                                                                         : accept_name(ssl, config, address);
}

enum pc_result pc_openssl_connection(SSL **out, SSL_CTX *context, const struct pc_session_config *config)
{
        SSL *ssl = SSL_new(context);
        enum pc_result result;

        if (ssl == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        if (config->role == PC_ROLE_SERVER) {
                SSL_set_accept_state(ssl);
        } else {
                SSL_set_connect_state(ssl);
        }
        SSL_set_verify(ssl, verify_flags(config->verify), NULL);
        result = set_name(ssl, config);
        if (result != PC_OK) {
                SSL_free(ssl);
                return result;
        }
        *out = ssl;
        return PC_OK;
}
