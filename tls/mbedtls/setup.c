/* What a session is set up with. For hosts. */
#include <mbedtls/platform_util.h>
#include <string.h>

#include "tls/mbedtls/session.h"
#include "x509/verify.h"

static enum pc_result load_anchors(struct pc_mbedtls_session *s)
{
        const struct pc_trust_store *trust = s->config.trust;
        const size_t count = trust == NULL ? 0 : pc_trust_store_count(trust);
        size_t loaded = 0;

        for (size_t i = 0; i < count; i++) {
                const struct pc_slice der = pc_trust_store_anchor(trust, i);
                const int error = mbedtls_x509_crt_parse_der(&s->anchors, der.data, der.len);

                if (error == MBEDTLS_ERR_X509_ALLOC_FAILED) {
                        return PC_ERR_TLS_MEMORY;
                }
                /* One that mbedTLS cannot read vouches for nobody. */
                loaded += error == 0;
        }
        if (loaded == 0) {
                return PC_ERR_TLS_CONFIG;
        }
        mbedtls_ssl_conf_ca_chain(&s->settings, &s->anchors, NULL);
        return PC_OK;
}

/* An extension that mbedTLS does not know. */
static int pass_over(void *ctx, const mbedtls_x509_crt *cert, const mbedtls_x509_buf *oid, int critical,
                     const unsigned char *p, const unsigned char *end)
{
        (void)ctx;
        (void)cert;
        (void)oid;
        (void)critical;
        (void)p;
        (void)end;
        return 0;
}

/* Whether they are good for this, the peer judges, as with OpenSSL. */
static enum pc_result load_own(struct pc_mbedtls_session *s)
{
        const struct pc_credentials *own = s->config.own;

        for (size_t i = 0; i < pc_credentials_count(own); i++) {
                const struct pc_slice der = pc_credentials_certificate(own, i);

                if (mbedtls_x509_crt_parse_der_with_ext_cb(&s->own, der.data, der.len, 1, pass_over, NULL) !=
                    0) {
                        return PC_ERR_TLS_CONFIG;
                }
        }
        pc_mbedtls_open_usage(&s->own);
        if (pc_mbedtls_parse_key(&s->key, pc_credentials_key(own), &s->random) != 0 ||
            pc_mbedtls_check_pair(&s->own.pk, &s->key, &s->random) != 0) {
                return PC_ERR_TLS_CONFIG;
        }
        return mbedtls_ssl_conf_own_cert(&s->settings, &s->own, &s->key) == 0 ? PC_OK : PC_ERR_TLS_MEMORY;
}

/* The name that the client asks for; a longer one than a name can be is none. */
static int note_name(void *ctx, mbedtls_ssl_context *ssl, const unsigned char *name, size_t len)
{
        struct pc_mbedtls_session *s = ctx;

        (void)ssl;
        s->odd_name = len >= sizeof s->tap.asked_name || memchr(name, '\0', len) != NULL;
        if (!s->odd_name) {
                memcpy(s->tap.asked_name, name, len);
                s->tap.asked_name[len] = '\0';
        }
        return 0;
}

/* Of 192 bits. */
#define SHORT_CURVES                                                                                         \
        ((uint32_t)(MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP192R1) |                                         \
                    MBEDTLS_X509_ID_FLAG(MBEDTLS_ECP_DP_SECP192K1)))

/* 112 bits of security, as OpenSSL's level 2 has it, whatever the library's version. */
static const mbedtls_x509_crt_profile profile = {
        .allowed_mds = MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA224) | MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA256) |
                       MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA384) | MBEDTLS_X509_ID_FLAG(MBEDTLS_MD_SHA512),
        .allowed_pks = UINT32_MAX,
        .allowed_curves = UINT32_MAX & ~SHORT_CURVES,
        .rsa_min_bitlen = 2048,
};

/* The verdict is ours, and so is what follows from it; mbedTLS goes on whatever it finds. */
static int authmode(const struct pc_session_config *config)
{
        return config->verify == PC_VERIFY_NONE ? MBEDTLS_SSL_VERIFY_NONE : MBEDTLS_SSL_VERIFY_OPTIONAL;
}

static enum pc_result set_basics(struct pc_mbedtls_session *s)
{
        const int endpoint = s->config.role == PC_ROLE_CLIENT ? MBEDTLS_SSL_IS_CLIENT : MBEDTLS_SSL_IS_SERVER;

        if (!pc_mbedtls_start() ||
            mbedtls_ctr_drbg_seed(&s->random, mbedtls_entropy_func, &s->entropy, NULL, 0) != 0) {
                return PC_ERR_TLS_CONFIG;
        }
        if (mbedtls_ssl_config_defaults(&s->settings, endpoint, MBEDTLS_SSL_TRANSPORT_STREAM,
                                        MBEDTLS_SSL_PRESET_DEFAULT) != 0) {
                return PC_ERR_TLS_MEMORY;
        }
        mbedtls_ssl_conf_rng(&s->settings, mbedtls_ctr_drbg_random, &s->random);
        mbedtls_ssl_conf_authmode(&s->settings, authmode(&s->config));
        mbedtls_ssl_conf_cert_profile(&s->settings, &profile);
        mbedtls_ssl_conf_ciphersuites(&s->settings, pc_mbedtls_suites);
        pc_mbedtls_limit_versions(&s->settings);
        return PC_OK;
}

static void set_up_server(struct pc_mbedtls_session *s)
{
        mbedtls_ssl_conf_sni(&s->settings, note_name, s);
        mbedtls_ssl_conf_cert_req_ca_list(&s->settings, s->config.no_ca_names
                                                                ? MBEDTLS_SSL_CERT_REQ_CA_LIST_DISABLED
                                                                : MBEDTLS_SSL_CERT_REQ_CA_LIST_ENABLED);
        if (s->config.cache != NULL) {
                pc_mbedtls_keep_sessions(s);
        }
}

/* RFC 6066 3: an IP address is no server name. */
static const char *name_to_send(const struct pc_session_config *config)
{
        uint8_t octets[16];
        size_t len;
        const char *name = config->role == PC_ROLE_CLIENT ? config->server_name : NULL;

        return name != NULL && pc_ip_address_read(name, octets, &len) == PC_OK ? NULL : name;
}

static enum pc_result set_up_context(struct pc_mbedtls_session *s)
{
        const struct pc_session_config *config = &s->config;
        const bool names = config->role == PC_ROLE_CLIENT && !config->no_name_check;
        const struct pc_mbedtls_config tap = {
                .verify = config->verify,
                .server_name = names ? config->server_name : NULL,
                .host_flags = config->host_flags,
                .chain = config->chain,
                .chain_size = config->chain_size,
        };

        if (mbedtls_ssl_setup(&s->ssl, &s->settings) != 0) {
                return PC_ERR_TLS_MEMORY;
        }
        if (mbedtls_ssl_set_hostname(&s->ssl, name_to_send(config)) != 0) {
                return PC_ERR_TLS_CONFIG;
        }
        mbedtls_ssl_set_bio(&s->ssl, &s->wire, pc_wire_send, pc_wire_receive, NULL);
        pc_mbedtls_attach(&s->tap, &s->ssl, &tap);
        if (config->role == PC_ROLE_SERVER) {
                s->tap.own = pc_credentials_certificate(config->own, 0);
        }
        s->tap.any_order = true;
        s->tap.secrets = &s->secrets;
        pc_mbedtls_keep_secrets(&s->ssl, &s->settings, &s->secrets);
        return config->role == PC_ROLE_CLIENT && config->resume.len != 0 ? pc_mbedtls_resume(s) : PC_OK;
}

enum pc_result pc_mbedtls_set_up(struct pc_mbedtls_session *s)
{
        enum pc_result result = set_basics(s);

        if (result == PC_OK && s->config.verify != PC_VERIFY_NONE) {
                result = load_anchors(s);
        }
        if (result == PC_OK && s->config.own != NULL) {
                result = load_own(s);
        }
        if (result == PC_OK && s->config.role == PC_ROLE_SERVER) {
                set_up_server(s);
                result = s->config.own == NULL ? PC_ERR_TLS_CONFIG : PC_OK;
        }
        return result == PC_OK ? set_up_context(s) : result;
}

void pc_mbedtls_tear_down(struct pc_mbedtls_session *s)
{
        mbedtls_platform_zeroize(&s->secrets, sizeof s->secrets);
        mbedtls_ssl_free(&s->ssl);
        mbedtls_ssl_config_free(&s->settings);
        mbedtls_pk_free(&s->key);
        mbedtls_x509_crt_free(&s->own);
        mbedtls_x509_crt_free(&s->anchors);
        mbedtls_ctr_drbg_free(&s->random);
        mbedtls_entropy_free(&s->entropy);
}
