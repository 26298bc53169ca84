/* What a context tells by itself, behind its handshake. */
#include <mbedtls/md.h>
#include <string.h>

#include "tls/mbedtls/internal.h"

static enum pc_handshake_state context_state(const void *ctx)
{
        uint8_t alert[2];

        if (pc_mbedtls_state(ctx) == MBEDTLS_SSL_HELLO_REQUEST) {
                return PC_HANDSHAKE_NOT_STARTED;
        }
        if (pc_mbedtls_alert(ctx, alert) && alert[0] == MBEDTLS_SSL_ALERT_LEVEL_FATAL) {
                return PC_HANDSHAKE_FAILED;
        }
        if (!pc_mbedtls_is_done(ctx)) {
                return PC_HANDSHAKE_IN_PROGRESS;
        }
        return pc_mbedtls_alert(ctx, alert) && alert[1] == MBEDTLS_SSL_ALERT_MSG_CLOSE_NOTIFY
                       ? PC_HANDSHAKE_CLOSED
                       : PC_HANDSHAKE_DONE;
}

static enum pc_role context_role(const void *ctx)
{
        return pc_mbedtls_role(ctx);
}

static enum pc_verify_mode context_verify_mode(const void *ctx)
{
        switch (pc_mbedtls_authmode(ctx)) {
        case MBEDTLS_SSL_VERIFY_REQUIRED:
                return PC_VERIFY_REQUIRED;
        case MBEDTLS_SSL_VERIFY_OPTIONAL:
                return PC_VERIFY_OPTIONAL;
        default:
                return PC_VERIFY_NONE;
        }
}

static enum pc_result context_peer_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        const mbedtls_x509_crt *cert = mbedtls_ssl_get_peer_cert(ctx);

        while (cert != NULL && i > 0) {
                cert = cert->next;
                i--;
        }
        if (cert == NULL || cert->raw.len == 0) {
                return PC_END;
        }
        *der = pc_mbedtls_der(cert);
        return PC_OK;
}

/* Which certificate it was, the flags do not say. */
static void context_verify_result(const void *ctx, struct pc_verify_result *out)
{
        const uint32_t flags = mbedtls_ssl_get_verify_result(ctx);

        if (context_verify_mode(ctx) == PC_VERIFY_NONE || mbedtls_ssl_get_peer_cert(ctx) == NULL ||
            (flags & MBEDTLS_X509_BADCERT_SKIP_VERIFY) != 0) {
                *out = pc_mbedtls_verdict(PC_NOT_VALIDATED, 0, "nobody has verified the certificate");
        } else {
                *out = pc_mbedtls_verdict_of_flags(flags, 0);
        }
}

static uint16_t context_protocol(const void *ctx)
{
        return pc_mbedtls_protocol(ctx);
}

static uint16_t context_cipher_suite(const void *ctx)
{
        return pc_mbedtls_cipher_suite(ctx);
}

enum pc_result pc_mbedtls_copy_finished(const mbedtls_ssl_context *ssl, bool own, uint8_t *buf, size_t size,
                                        size_t *len)
{
        const struct pc_slice finished = pc_mbedtls_finished(ssl, own);

        if (finished.len == 0 || finished.len > size) {
                return finished.len == 0 ? PC_NONE : PC_ERR_API_SPACE;
        }
        memcpy(buf, finished.data, finished.len);
        *len = finished.len;
        return PC_OK;
}

static enum pc_result context_finished(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len)
{
        /* RFC 5246 7.3: in a full handshake the client's comes first. */
        return pc_mbedtls_copy_finished(ctx, first == (pc_mbedtls_role(ctx) == PC_ROLE_CLIENT), buf, size,
                                        len);
}

static const char *context_server_name(const void *ctx)
{
        return pc_mbedtls_host_name(ctx);
}

/* mbedTLS 2.28 and 3 as they are built today have none. */
const char *pc_mbedtls_compression(const void *ctx)
{
        (void)ctx;
        return NULL;
}

enum pc_result pc_mbedtls_digest(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                 uint8_t out[PC_HASH_MAX])
{
        static const mbedtls_md_type_t types[] = {
                [PC_HASH_MD5] = MBEDTLS_MD_MD5,       [PC_HASH_SHA1] = MBEDTLS_MD_SHA1,
                [PC_HASH_SHA224] = MBEDTLS_MD_SHA224, [PC_HASH_SHA256] = MBEDTLS_MD_SHA256,
                [PC_HASH_SHA384] = MBEDTLS_MD_SHA384, [PC_HASH_SHA512] = MBEDTLS_MD_SHA512,
        };
        const mbedtls_md_info_t *info = mbedtls_md_info_from_type(types[hash]);

        (void)ctx;
        if (info == NULL || mbedtls_md(info, data.data, data.len, out) != 0) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        return PC_OK;
}

static const struct pc_backend context_backend = {
        .name = "mbedtls",
        .state = context_state,
        .role = context_role,
        .verify_mode = context_verify_mode,
        .peer_certificate = context_peer_certificate,
        .verify_result = context_verify_result,
        .protocol = context_protocol,
        .cipher_suite = context_cipher_suite,
        .finished = context_finished,
        .server_name = context_server_name,
        .compression = pc_mbedtls_compression,
        .digest = pc_mbedtls_digest,
};

struct pc_peer pc_mbedtls_peer(const mbedtls_ssl_context *ssl)
{
        const struct pc_peer peer = {&context_backend, ssl};

        return peer;
}
