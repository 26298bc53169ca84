#include "tls/openssl/backend.h"

#include <string.h>

#include "tls/openssl/verdict.h"

static SSL *ssl_of(const void *ctx)
{
        return ((const struct pc_openssl_note *)ctx)->ssl;
}

/* OpenSSL shows its state for people; for programs there is nothing that tells a failure from a handshake. */
static bool has_failed(const SSL *ssl)
{
        return strcmp(SSL_state_string(ssl), "SSLERR") == 0;
}

static enum pc_handshake_state openssl_state(const void *ctx)
{
        const SSL *ssl = ssl_of(ctx);

        if (((const struct pc_openssl_note *)ctx)->failed || has_failed(ssl)) {
                return PC_HANDSHAKE_FAILED;
        }
        if (SSL_in_before(ssl)) {
                return PC_HANDSHAKE_NOT_STARTED;
        }
        if (!SSL_is_init_finished(ssl)) {
                return PC_HANDSHAKE_IN_PROGRESS;
        }
        return SSL_get_shutdown(ssl) == 0 ? PC_HANDSHAKE_DONE : PC_HANDSHAKE_CLOSED;
}

static enum pc_role openssl_role(const void *ctx)
{
        return SSL_is_server(ssl_of(ctx)) ? PC_ROLE_SERVER : PC_ROLE_CLIENT;
}

static enum pc_verify_mode openssl_verify_mode(const void *ctx)
{
        const int mode = SSL_get_verify_mode(ssl_of(ctx));

        if ((mode & SSL_VERIFY_PEER) == 0) {
                return PC_VERIFY_NONE;
        }
        return (mode & SSL_VERIFY_FAIL_IF_NO_PEER_CERT) != 0 ? PC_VERIFY_REQUIRED : PC_VERIFY_OPTIONAL;
}

static void openssl_verify_result(const void *ctx, struct pc_verify_result *out)
{
        *out = pc_openssl_verdict(ctx);
}

/* Before the handshake, OpenSSL answers from the session that is to be resumed. */
static const SSL_CIPHER *cipher_of(const void *ctx)
{
        return SSL_in_before(ssl_of(ctx)) ? NULL : SSL_get_current_cipher(ssl_of(ctx));
}

static uint16_t openssl_protocol(const void *ctx)
{
        return cipher_of(ctx) == NULL ? 0 : (uint16_t)SSL_version(ssl_of(ctx));
}

static uint16_t openssl_cipher_suite(const void *ctx)
{
        const SSL_CIPHER *cipher = cipher_of(ctx);

        return cipher == NULL ? 0 : SSL_CIPHER_get_protocol_id(cipher);
}

static bool openssl_resumed(const void *ctx)
{
        return SSL_session_reused(ssl_of(ctx)) != 0;
}

static const char *openssl_server_name(const void *ctx)
{
        return SSL_get_servername(ssl_of(ctx), TLSEXT_NAMETYPE_host_name);
}

static enum pc_result openssl_shared_cipher_suite(const void *ctx, size_t i, uint16_t *suite)
{
        STACK_OF(SSL_CIPHER) *own = SSL_get_ciphers(ssl_of(ctx));
        STACK_OF(SSL_CIPHER) *offered = SSL_get_client_ciphers(ssl_of(ctx));

        if (own == NULL || offered == NULL) {
                return PC_NONE;
        }
        for (int at = 0; at < sk_SSL_CIPHER_num(own); at++) {
                const SSL_CIPHER *cipher = sk_SSL_CIPHER_value(own, at);

                if (sk_SSL_CIPHER_find(offered, cipher) >= 0 && i-- == 0) {
                        *suite = SSL_CIPHER_get_protocol_id(cipher);
                        return PC_OK;
                }
        }
        return PC_END;
}

static const char *openssl_compression(const void *ctx)
{
        const COMP_METHOD *method = SSL_get_current_compression(ssl_of(ctx));

        return method == NULL ? NULL : SSL_COMP_get_name(method);
}

const struct pc_backend pc_openssl_backend = {
        .name = "openssl",
        .state = openssl_state,
        .role = openssl_role,
        .verify_mode = openssl_verify_mode,
        .peer_certificate = pc_openssl_peer_certificate,
        .verified_certificate = pc_openssl_verified_certificate,
        .verify_result = openssl_verify_result,
        .protocol = openssl_protocol,
        .cipher_suite = openssl_cipher_suite,
        .finished = pc_openssl_finished,
        .resumed = openssl_resumed,
        .chain_kept = pc_openssl_chain_kept,
        .server_name = openssl_server_name,
        .shared_cipher_suite = openssl_shared_cipher_suite,
        .compression = openssl_compression,
        .export_keying_material = pc_openssl_export,
        .own_certificate = pc_openssl_own_certificate,
        .digest = pc_openssl_digest,
};

struct pc_peer pc_openssl_peer(SSL *ssl)
{
        struct pc_peer peer = {&pc_openssl_backend, pc_openssl_note(ssl)};

        if (peer.ctx == NULL) {
                peer.backend = NULL;
        }
        return peer;
}
