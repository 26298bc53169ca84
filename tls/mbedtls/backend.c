#include "tls/mbedtls/internal.h"

static const struct pc_mbedtls *tap_of(const void *ctx)
{
        return ctx;
}

/* No chain came, though one was asked for: it is an earlier connection's. */
static bool is_resumed(const struct pc_mbedtls *tap)
{
        if (tap->resumed || tap->full || tap->judged) {
                return tap->resumed;
        }
        return pc_mbedtls_is_done(tap->ssl) && mbedtls_ssl_get_peer_cert(tap->ssl) != NULL;
}

static enum pc_handshake_state tap_state(const void *ctx)
{
        const struct pc_mbedtls *tap = ctx;

        if (tap->failed || tap->verdict.code < 0) {
                return PC_HANDSHAKE_FAILED;
        }
        return tap->closed ? PC_HANDSHAKE_CLOSED : pc_mbedtls_peer(tap->ssl).backend->state(tap->ssl);
}

static enum pc_role tap_role(const void *ctx)
{
        return pc_mbedtls_role(tap_of(ctx)->ssl);
}

static enum pc_verify_mode tap_verify_mode(const void *ctx)
{
        return tap_of(ctx)->config.verify;
}

static enum pc_result tap_peer_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        const struct pc_mbedtls *tap = ctx;

        if (tap->chain.sent == 0 && is_resumed(tap) && i == 0) {
                return pc_mbedtls_peer(tap->ssl).backend->peer_certificate(tap->ssl, 0, der);
        }
        return pc_chain_at(&tap->chain, i, der);
}

static enum pc_result tap_verified_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        const struct pc_mbedtls *tap = ctx;

        if (tap->verdict.code != PC_OK || i >= tap->path_len) {
                return PC_END;
        }
        if (tap->path[i].index < tap->chain.sent) {
                return pc_chain_at(&tap->chain, tap->path[i].index, der);
        }
        *der = pc_mbedtls_der(tap->path[i].cert);
        return PC_OK;
}

static void tap_verify_result(const void *ctx, struct pc_verify_result *out)
{
        const struct pc_mbedtls *tap = ctx;

        if (is_resumed(tap) && !tap->resumed && tap->config.verify != PC_VERIFY_NONE) {
                pc_mbedtls_peer(tap->ssl).backend->verify_result(tap->ssl, out);
        } else {
                *out = tap->verdict;
        }
}

static uint16_t tap_protocol(const void *ctx)
{
        return pc_mbedtls_protocol(tap_of(ctx)->ssl);
}

static uint16_t tap_cipher_suite(const void *ctx)
{
        return pc_mbedtls_cipher_suite(tap_of(ctx)->ssl);
}

static enum pc_result tap_finished(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_mbedtls *tap = ctx;
        /* RFC 5246 7.3: the client's comes first in a full handshake, the server's in a resumed one. */
        const bool client_first = !is_resumed(tap);
        const bool client = pc_mbedtls_role(tap->ssl) == PC_ROLE_CLIENT;

        return pc_mbedtls_copy_finished(tap->ssl, (first == client_first) == client, buf, size, len);
}

static bool tap_resumed(const void *ctx)
{
        return is_resumed(ctx);
}

static bool tap_chain_kept(const void *ctx)
{
        return is_resumed(ctx) && tap_of(ctx)->whole;
}

static const char *tap_server_name(const void *ctx)
{
        const struct pc_mbedtls *tap = ctx;

        if (pc_mbedtls_role(tap->ssl) == PC_ROLE_CLIENT) {
                return pc_mbedtls_host_name(tap->ssl);
        }
        return tap->asked_name[0] == '\0' ? NULL : tap->asked_name;
}

static enum pc_result tap_shared_cipher_suite(const void *ctx, size_t i, uint16_t *suite)
{
        const struct pc_mbedtls *tap = ctx;

        if (!tap->offered || is_resumed(tap)) {
                return PC_NONE;
        }
        if (i >= tap->shared_len) {
                return PC_END;
        }
        *suite = tap->shared[i];
        return PC_OK;
}

/* RFC 5705 4, without a context. */
static enum pc_result tap_export(const void *ctx, const char *label, uint8_t *buf, size_t size)
{
        const struct pc_mbedtls *tap = ctx;
        const struct pc_mbedtls_secrets *secrets = tap->secrets;

        if (secrets == NULL) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        if (!secrets->known || !secrets->extended || !pc_mbedtls_is_done(tap->ssl)) {
                return PC_NONE;
        }
        return mbedtls_ssl_tls_prf(secrets->prf, secrets->master, sizeof secrets->master, label,
                                   secrets->randoms, sizeof secrets->randoms, buf, size) == 0
                       ? PC_OK
                       : PC_ERR_TLS_UNSUPPORTED;
}

static enum pc_result tap_own_certificate(const void *ctx, struct pc_slice *der)
{
        const struct pc_mbedtls *tap = ctx;

        if (tap->own.len == 0) {
                return PC_NO_CERTIFICATE;
        }
        *der = tap->own;
        return PC_OK;
}

const struct pc_backend pc_mbedtls_backend = {
        .name = "mbedtls",
        .state = tap_state,
        .role = tap_role,
        .verify_mode = tap_verify_mode,
        .peer_certificate = tap_peer_certificate,
        .verified_certificate = tap_verified_certificate,
        .verify_result = tap_verify_result,
        .protocol = tap_protocol,
        .cipher_suite = tap_cipher_suite,
        .finished = tap_finished,
        .resumed = tap_resumed,
        .chain_kept = tap_chain_kept,
        .server_name = tap_server_name,
        .shared_cipher_suite = tap_shared_cipher_suite,
        .compression = pc_mbedtls_compression,
        .export_keying_material = tap_export,
        .own_certificate = tap_own_certificate,
        .digest = pc_mbedtls_digest,
};

struct pc_peer pc_mbedtls_tap_peer(const struct pc_mbedtls *tap)
{
        const struct pc_peer peer = {&pc_mbedtls_backend, tap};

        return peer;
}
