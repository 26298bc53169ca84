/*
 * What differs between mbedTLS 2.28 and 3: names, arguments, and whether fields are public. All that is read
 * of a context without a function of the library's stands here, too.
 */
#ifndef PC_TLS_MBEDTLS_COMPAT_H
#define PC_TLS_MBEDTLS_COMPAT_H

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#include "tls/backend.h"

/* How far the handshake is. */
int pc_mbedtls_state(const mbedtls_ssl_context *ssl);
bool pc_mbedtls_is_done(const mbedtls_ssl_context *ssl);

/* Whether the next message of the handshake is the peer's hello, its Certificate, or the first of a full
 * handshake's keys. */
bool pc_mbedtls_awaits_hello(const mbedtls_ssl_context *ssl);
bool pc_mbedtls_awaits_certificate(const mbedtls_ssl_context *ssl);
bool pc_mbedtls_exchanges_keys(const mbedtls_ssl_context *ssl);

enum pc_role pc_mbedtls_role(const mbedtls_ssl_context *ssl);
int pc_mbedtls_authmode(const mbedtls_ssl_context *ssl);

/* The trust anchors of its configuration, or NULL, and what it asks of keys and signatures. */
mbedtls_x509_crt *pc_mbedtls_anchors(const mbedtls_ssl_context *ssl);
const mbedtls_x509_crt_profile *pc_mbedtls_profile(const mbedtls_ssl_context *ssl);

/* IANA numbers, 0 before one is chosen. */
uint16_t pc_mbedtls_protocol(const mbedtls_ssl_context *ssl);
uint16_t pc_mbedtls_cipher_suite(const mbedtls_ssl_context *ssl);

/* The host name that was set, or NULL. */
const char *pc_mbedtls_host_name(const mbedtls_ssl_context *ssl);

/* Whether the message that was read last is a server's CertificateRequest. */
bool pc_mbedtls_certificate_asked(const mbedtls_ssl_context *ssl);

/* verify_data of this end's Finished, or of the peer's; empty before it exists. */
struct pc_slice pc_mbedtls_finished(const mbedtls_ssl_context *ssl, bool own);

/*
 * The body of the Certificate, ClientHello or ServerHello message (RFC 5246 7.4) that was read last; empty
 * where another was. Valid until something is read again.
 */
struct pc_slice pc_mbedtls_certificate_message(const mbedtls_ssl_context *ssl);
struct pc_slice pc_mbedtls_client_hello(const mbedtls_ssl_context *ssl);
struct pc_slice pc_mbedtls_server_hello(const mbedtls_ssl_context *ssl);

/* The alert that was read last: its level and description; false where something else was. */
bool pc_mbedtls_alert(const mbedtls_ssl_context *ssl, uint8_t alert[2]);

/* The session negotiated; NULL before the handshake is done. */
const mbedtls_ssl_session *pc_mbedtls_session(const mbedtls_ssl_context *ssl);
struct pc_slice pc_mbedtls_session_id(const mbedtls_ssl_session *session);

/* TLS 1.2 and nothing else. */
void pc_mbedtls_limit_versions(mbedtls_ssl_config *config);

/* A server's sessions: 'get' fills an empty 'session' and returns true where it has one; 'put' keeps one. */
struct pc_mbedtls_cache {
        void *ctx;
        bool (*get)(void *ctx, struct pc_slice id, mbedtls_ssl_session *session);
        void (*put)(void *ctx, struct pc_slice id, const mbedtls_ssl_session *session);
};
void pc_mbedtls_use_cache(mbedtls_ssl_config *config, struct pc_mbedtls_cache *cache);

/* What keying material is made of (RFC 5246 8.1, RFC 5705); 'extended' is the caller's. */
struct pc_mbedtls_secrets {
        bool known;    /* the keys have been made */
        bool extended; /* the master secret is RFC 7627's */
        uint8_t master[48];
        uint8_t randoms[64]; /* the client's, then the server's */
        mbedtls_tls_prf_types prf;
};
void pc_mbedtls_keep_secrets(mbedtls_ssl_context *ssl, mbedtls_ssl_config *config,
                             struct pc_mbedtls_secrets *secrets);

/* As the library's functions of these names, in mbedTLS 3's form. */
int pc_mbedtls_parse_key(mbedtls_pk_context *key, struct pc_slice der, mbedtls_ctr_drbg_context *random);
int pc_mbedtls_check_pair(const mbedtls_pk_context *public_key, const mbedtls_pk_context *key,
                          mbedtls_ctr_drbg_context *random);

/* Takes a certificate to be for every use. */
void pc_mbedtls_open_usage(mbedtls_x509_crt *cert);

/* What the library needs before anything else, if it needs anything: false on failure. */
bool pc_mbedtls_start(void);

#endif
