#include "tls/openssl/context.h"

#include <limits.h>

#include <openssl/evp.h>

/* Python's since 3.10. */
#define SECURITY_LEVEL 2
#define CIPHERS        "ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM"
#define OPTIONS        (SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE)

/* RFC 8879, since OpenSSL 3.2: Certificate messages are to come as they are. */
#ifdef SSL_OP_NO_RX_CERTIFICATE_COMPRESSION
#define PLAIN_CERTIFICATES SSL_OP_NO_RX_CERTIFICATE_COMPRESSION
#else
#define PLAIN_CERTIFICATES 0
#endif

static X509 *read_certificate(struct pc_slice der)
{
        const unsigned char *at = der.data;

        return der.len > LONG_MAX ? NULL : d2i_X509(NULL, &at, (long)der.len);
}

static enum pc_result set_protocols(SSL_CTX *context, const struct pc_session_config *config)
{
        SSL_CTX_set_options(context, OPTIONS | PLAIN_CERTIFICATES);
        SSL_CTX_set_security_level(context, SECURITY_LEVEL);
        /* What is left unread when a connection is refused has some systems throw away the alert. */
        SSL_CTX_set_read_ahead(context, 1);
        return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) &&
                               SSL_CTX_set_max_proto_version(context, config->protocol_max) &&
                               (config->protocol_max == 0 || config->protocol_max >= TLS1_2_VERSION) &&
                               SSL_CTX_set_cipher_list(context, CIPHERS)
                       ? PC_OK
                       : PC_ERR_TLS_CONFIG;
}

/* A server names the CAs whose certificates it takes. */
static bool add_anchor(SSL_CTX *context, X509 *anchor, bool name_it)
{
        return X509_STORE_add_cert(SSL_CTX_get_cert_store(context), anchor) &&
               (!name_it || SSL_CTX_add_client_CA(context, anchor));
}

static enum pc_result set_anchors(SSL_CTX *context, const struct pc_session_config *config)
{
        const bool name_them = config->role == PC_ROLE_SERVER && !config->no_ca_names;
        const size_t count = config->trust == NULL ? 0 : pc_trust_store_count(config->trust);
        size_t added = 0;

        for (size_t i = 0; i < count; i++) {
                X509 *anchor = read_certificate(pc_trust_store_anchor(config->trust, i));

                /* An anchor that OpenSSL cannot read vouches for nobody. */
                if (anchor != NULL && add_anchor(context, anchor, name_them)) {
                        added++;
                }
                X509_free(anchor);
        }
        return added == 0 ? PC_ERR_TLS_CONFIG : PC_OK;
}

static bool use_certificate(SSL_CTX *context, struct pc_slice der, bool is_leaf)
{
        X509 *cert = read_certificate(der);
        const bool used = cert != NULL && (is_leaf ? SSL_CTX_use_certificate(context, cert)
                                                   : SSL_CTX_add1_chain_cert(context, cert)) > 0;

        X509_free(cert);
        return used;
}

static bool use_key(SSL_CTX *context, struct pc_slice der)
{
        const unsigned char *at = der.data;
        EVP_PKEY *key = der.len > LONG_MAX ? NULL : d2i_AutoPrivateKey(NULL, &at, (long)der.len);
        const bool used = key != NULL && SSL_CTX_use_PrivateKey(context, key) == 1 &&
                          SSL_CTX_check_private_key(context) == 1;

        EVP_PKEY_free(key);
        return used;
}

static enum pc_result set_own(SSL_CTX *context, const struct pc_credentials *own)
{
        const size_t count = pc_credentials_count(own);

        for (size_t i = 0; i < count; i++) {
                if (!use_certificate(context, pc_credentials_certificate(own, i), i == 0)) {
                        return PC_ERR_TLS_CONFIG;
                }
        }
        return use_key(context, pc_credentials_key(own)) ? PC_OK : PC_ERR_TLS_CONFIG;
}

static enum pc_result set_up(SSL_CTX *context, const struct pc_session_config *config)
{
        enum pc_result result = set_protocols(context, config);

        if (result == PC_OK && config->verify != PC_VERIFY_NONE) {
                result = set_anchors(context, config);
        }
        if (result == PC_OK && config->own != NULL) {
                result = set_own(context, config->own);
        }
        return result;
}

enum pc_result pc_openssl_context(SSL_CTX **out, const struct pc_session_config *config)
{
        const bool is_server = config->role == PC_ROLE_SERVER;
        SSL_CTX *context;
        enum pc_result result;

        if (is_server && config->own == NULL) {
                return PC_ERR_TLS_CONFIG;
        }
        context = SSL_CTX_new(is_server ? TLS_server_method() : TLS_client_method());
        if (context == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        result = set_up(context, config);
        if (result != PC_OK) {
                SSL_CTX_free(context);
                return result;
        }
        *out = context;
        return PC_OK;
}
