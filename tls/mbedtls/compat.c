#include "tls/mbedtls/compat.h"

#include <mbedtls/oid.h>
#include <string.h>

#if MBEDTLS_VERSION_NUMBER < 0x03000000
#define MBEDTLS_PRIVATE(member) member
#else
#include <mbedtls/psa_util.h>
#endif

#define HANDSHAKE_HEADER         4
#define TYPE_CLIENT_HELLO        1
#define TYPE_SERVER_HELLO        2
#define TYPE_CERTIFICATE         11
#define TYPE_CERTIFICATE_REQUEST 13
#define CONTENT_ALERT            21
#define CONTENT_HANDSHAKE        22

int pc_mbedtls_state(const mbedtls_ssl_context *ssl)
{
        return ssl->MBEDTLS_PRIVATE(state);
}

bool pc_mbedtls_awaits_hello(const mbedtls_ssl_context *ssl)
{
        return pc_mbedtls_state(ssl) ==
               (pc_mbedtls_role(ssl) == PC_ROLE_CLIENT ? MBEDTLS_SSL_SERVER_HELLO : MBEDTLS_SSL_CLIENT_HELLO);
}

bool pc_mbedtls_awaits_certificate(const mbedtls_ssl_context *ssl)
{
        return pc_mbedtls_state(ssl) == (pc_mbedtls_role(ssl) == PC_ROLE_CLIENT
                                                 ? MBEDTLS_SSL_SERVER_CERTIFICATE
                                                 : MBEDTLS_SSL_CLIENT_CERTIFICATE);
}

bool pc_mbedtls_exchanges_keys(const mbedtls_ssl_context *ssl)
{
        return pc_mbedtls_state(ssl) == MBEDTLS_SSL_CLIENT_KEY_EXCHANGE;
}

enum pc_role pc_mbedtls_role(const mbedtls_ssl_context *ssl)
{
        return ssl->MBEDTLS_PRIVATE(conf)->MBEDTLS_PRIVATE(endpoint) == MBEDTLS_SSL_IS_CLIENT
                       ? PC_ROLE_CLIENT
                       : PC_ROLE_SERVER;
}

int pc_mbedtls_authmode(const mbedtls_ssl_context *ssl)
{
        return ssl->MBEDTLS_PRIVATE(conf)->MBEDTLS_PRIVATE(authmode);
}

mbedtls_x509_crt *pc_mbedtls_anchors(const mbedtls_ssl_context *ssl)
{
        return ssl->MBEDTLS_PRIVATE(conf)->MBEDTLS_PRIVATE(ca_chain);
}

const mbedtls_x509_crt_profile *pc_mbedtls_profile(const mbedtls_ssl_context *ssl)
{
        return ssl->MBEDTLS_PRIVATE(conf)->MBEDTLS_PRIVATE(cert_profile);
}

/* The server chooses, in its ServerHello. */
static bool has_chosen(const mbedtls_ssl_context *ssl)
{
        return pc_mbedtls_state(ssl) > MBEDTLS_SSL_SERVER_HELLO;
}

/* OpenSSL names the suite from the ChangeCipherSpec on. A resumed handshake is behind that state from the
 * ServerHello on. */
static bool has_keys(const mbedtls_ssl_context *ssl)
{
        return pc_mbedtls_state(ssl) > MBEDTLS_SSL_CLIENT_CHANGE_CIPHER_SPEC;
}

uint16_t pc_mbedtls_protocol(const mbedtls_ssl_context *ssl)
{
        if (!has_chosen(ssl)) {
                return 0;
        }
#if MBEDTLS_VERSION_NUMBER < 0x03000000
        return (uint16_t)(ssl->major_ver << 8 | ssl->minor_ver);
#else
        return (uint16_t)mbedtls_ssl_get_version_number(ssl);
#endif
}

uint16_t pc_mbedtls_cipher_suite(const mbedtls_ssl_context *ssl)
{
        const mbedtls_ssl_session *session = ssl->MBEDTLS_PRIVATE(session);

        if (session == NULL) {
                session = ssl->MBEDTLS_PRIVATE(session_negotiate);
        }
        return session == NULL || !has_keys(ssl) ? 0 : (uint16_t)session->MBEDTLS_PRIVATE(ciphersuite);
}

const char *pc_mbedtls_host_name(const mbedtls_ssl_context *ssl)
{
        const char *name = ssl->MBEDTLS_PRIVATE(hostname);

        /* From 3.6.3 on, an empty one stands for none. */
        return name != NULL && name[0] != '\0' ? name : NULL;
}

#if defined(MBEDTLS_SSL_RENEGOTIATION)
struct pc_slice pc_mbedtls_finished(const mbedtls_ssl_context *ssl, bool own)
{
        static const char none[MBEDTLS_SSL_VERIFY_DATA_MAX_LEN];
        const char *octets =
                own ? ssl->MBEDTLS_PRIVATE(own_verify_data) : ssl->MBEDTLS_PRIVATE(peer_verify_data);
        struct pc_slice finished = {(const uint8_t *)octets, ssl->MBEDTLS_PRIVATE(verify_data_len)};

        if (finished.len > sizeof none || memcmp(octets, none, finished.len) == 0) {
                finished.len = 0;
        }
        return finished;
}
#else
struct pc_slice pc_mbedtls_finished(const mbedtls_ssl_context *ssl, bool own)
{
        const struct pc_slice none = {NULL, 0};

        (void)ssl;
        (void)own;
        return none;
}
#endif

/* A handshake message of that type in the first 'len' octets of the buffer, whole. */
static struct pc_slice message_body(const mbedtls_ssl_context *ssl, uint8_t type, size_t len)
{
        const uint8_t *in = ssl->MBEDTLS_PRIVATE(in_msg);
        struct pc_slice body = {NULL, 0};

        if (in == NULL || len < HANDSHAKE_HEADER || in[0] != type) {
                return body;
        }

        size_t size = (size_t)in[1] << 16 | (size_t)in[2] << 8 | in[3];

        if (size <= len - HANDSHAKE_HEADER) {
                body.data = in + HANDSHAKE_HEADER;
                body.len = size;
        }
        return body;
}

/* Octets of the handshake message that was read last, if it is here as a whole. */
static size_t message_len(const mbedtls_ssl_context *ssl)
{
        const size_t len = ssl->MBEDTLS_PRIVATE(in_hslen);

        return ssl->MBEDTLS_PRIVATE(in_msgtype) == CONTENT_HANDSHAKE && len <= ssl->MBEDTLS_PRIVATE(in_msglen)
                       ? len
                       : 0;
}

struct pc_slice pc_mbedtls_certificate_message(const mbedtls_ssl_context *ssl)
{
        return message_body(ssl, TYPE_CERTIFICATE, message_len(ssl));
}

struct pc_slice pc_mbedtls_server_hello(const mbedtls_ssl_context *ssl)
{
        return message_body(ssl, TYPE_SERVER_HELLO, message_len(ssl));
}

bool pc_mbedtls_certificate_asked(const mbedtls_ssl_context *ssl)
{
        return message_body(ssl, TYPE_CERTIFICATE_REQUEST, message_len(ssl)).len != 0;
}

/* The first record of a connection is taken without in_msgtype and in_msglen. */
struct pc_slice pc_mbedtls_client_hello(const mbedtls_ssl_context *ssl)
{
        const struct pc_slice none = {NULL, 0};
        const uint8_t *len = ssl->MBEDTLS_PRIVATE(in_len);

        return len == NULL ? none
                           : message_body(ssl, TYPE_CLIENT_HELLO, (size_t)len[0] << 8 | (size_t)len[1]);
}

bool pc_mbedtls_alert(const mbedtls_ssl_context *ssl, uint8_t alert[2])
{
        if (ssl->MBEDTLS_PRIVATE(in_msgtype) != CONTENT_ALERT || ssl->MBEDTLS_PRIVATE(in_msglen) != 2) {
                return false;
        }
        memcpy(alert, ssl->MBEDTLS_PRIVATE(in_msg), 2);
        return true;
}

const mbedtls_ssl_session *pc_mbedtls_session(const mbedtls_ssl_context *ssl)
{
        return ssl->MBEDTLS_PRIVATE(session);
}

struct pc_slice pc_mbedtls_session_id(const mbedtls_ssl_session *session)
{
        const struct pc_slice id = {session->MBEDTLS_PRIVATE(id), session->MBEDTLS_PRIVATE(id_len)};

        return id;
}

void pc_mbedtls_open_usage(mbedtls_x509_crt *cert)
{
        cert->MBEDTLS_PRIVATE(ext_types) &=
                ~(MBEDTLS_X509_EXT_KEY_USAGE | MBEDTLS_X509_EXT_EXTENDED_KEY_USAGE |
                  MBEDTLS_X509_EXT_NS_CERT_TYPE);
}

static void keep(struct pc_mbedtls_secrets *secrets, const unsigned char *master,
                 const unsigned char *client_random, const unsigned char *server_random,
                 mbedtls_tls_prf_types prf)
{
        memcpy(secrets->master, master, sizeof secrets->master);
        memcpy(secrets->randoms, client_random, 32);
        memcpy(secrets->randoms + 32, server_random, 32);
        secrets->prf = prf;
        secrets->known = true;
}

#if MBEDTLS_VERSION_NUMBER < 0x03000000

bool pc_mbedtls_is_done(const mbedtls_ssl_context *ssl)
{
        return pc_mbedtls_state(ssl) == MBEDTLS_SSL_HANDSHAKE_OVER;
}

static int note_secrets(void *ctx, const unsigned char *master, const unsigned char *keys, size_t mac_len,
                        size_t key_len, size_t iv_len, const unsigned char client_random[32],
                        const unsigned char server_random[32], mbedtls_tls_prf_types prf)
{
        (void)keys;
        (void)mac_len;
        (void)key_len;
        (void)iv_len;
        keep(ctx, master, client_random, server_random, prf);
        return 0;
}

void pc_mbedtls_keep_secrets(mbedtls_ssl_context *ssl, mbedtls_ssl_config *config,
                             struct pc_mbedtls_secrets *secrets)
{
        (void)ssl;
        mbedtls_ssl_conf_export_keys_ext_cb(config, note_secrets, secrets);
}

void pc_mbedtls_limit_versions(mbedtls_ssl_config *config)
{
        mbedtls_ssl_conf_min_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
        mbedtls_ssl_conf_max_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
}

static int cache_get(void *ctx, mbedtls_ssl_session *session)
{
        const struct pc_mbedtls_cache *cache = ctx;
        uint8_t octets[sizeof session->id];
        const struct pc_slice id = {octets, session->id_len};

        /* The session gets filled while its ID is still needed. */
        memcpy(octets, session->id, sizeof octets);
        return cache->get(cache->ctx, id, session) ? 0 : MBEDTLS_ERR_SSL_INTERNAL_ERROR;
}

static int cache_set(void *ctx, const mbedtls_ssl_session *session)
{
        const struct pc_mbedtls_cache *cache = ctx;

        cache->put(cache->ctx, pc_mbedtls_session_id(session), session);
        return 0;
}

int pc_mbedtls_parse_key(mbedtls_pk_context *key, struct pc_slice der, mbedtls_ctr_drbg_context *random)
{
        (void)random;
        return mbedtls_pk_parse_key(key, der.data, der.len, NULL, 0);
}

int pc_mbedtls_check_pair(const mbedtls_pk_context *public_key, const mbedtls_pk_context *key,
                          mbedtls_ctr_drbg_context *random)
{
        (void)random;
        return mbedtls_pk_check_pair(public_key, key);
}

bool pc_mbedtls_start(void)
{
        return true;
}

#else

/* Behind that state are those of TLS 1.3's tickets. */
bool pc_mbedtls_is_done(const mbedtls_ssl_context *ssl)
{
        return pc_mbedtls_state(ssl) >= MBEDTLS_SSL_HANDSHAKE_OVER;
}

static void note_secrets(void *ctx, mbedtls_ssl_key_export_type type, const unsigned char *secret, size_t len,
                         const unsigned char client_random[32], const unsigned char server_random[32],
                         mbedtls_tls_prf_types prf)
{
        struct pc_mbedtls_secrets *secrets = ctx;

        if (type == MBEDTLS_SSL_KEY_EXPORT_TLS12_MASTER_SECRET && len == sizeof secrets->master) {
                keep(secrets, secret, client_random, server_random, prf);
        }
}

void pc_mbedtls_keep_secrets(mbedtls_ssl_context *ssl, mbedtls_ssl_config *config,
                             struct pc_mbedtls_secrets *secrets)
{
        (void)config;
        mbedtls_ssl_set_export_keys_cb(ssl, note_secrets, secrets);
}

void pc_mbedtls_limit_versions(mbedtls_ssl_config *config)
{
        mbedtls_ssl_conf_min_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
        mbedtls_ssl_conf_max_tls_version(config, MBEDTLS_SSL_VERSION_TLS1_2);
}

static int cache_get(void *ctx, const unsigned char *id, size_t len, mbedtls_ssl_session *session)
{
        const struct pc_mbedtls_cache *cache = ctx;
        const struct pc_slice octets = {id, len};

        return cache->get(cache->ctx, octets, session) ? 0 : MBEDTLS_ERR_SSL_CACHE_ENTRY_NOT_FOUND;
}

static int cache_set(void *ctx, const unsigned char *id, size_t len, const mbedtls_ssl_session *session)
{
        const struct pc_mbedtls_cache *cache = ctx;
        const struct pc_slice octets = {id, len};

        cache->put(cache->ctx, octets, session);
        return 0;
}

int pc_mbedtls_parse_key(mbedtls_pk_context *key, struct pc_slice der, mbedtls_ctr_drbg_context *random)
{
        return mbedtls_pk_parse_key(key, der.data, der.len, NULL, 0, mbedtls_ctr_drbg_random, random);
}

int pc_mbedtls_check_pair(const mbedtls_pk_context *public_key, const mbedtls_pk_context *key,
                          mbedtls_ctr_drbg_context *random)
{
        return mbedtls_pk_check_pair(public_key, key, mbedtls_ctr_drbg_random, random);
}

bool pc_mbedtls_start(void)
{
        return psa_crypto_init() == PSA_SUCCESS;
}

#endif

void pc_mbedtls_use_cache(mbedtls_ssl_config *config, struct pc_mbedtls_cache *cache)
{
        mbedtls_ssl_conf_session_cache(config, cache, cache_get, cache_set);
}
