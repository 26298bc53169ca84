#include "tls/memory/peercert_memory.h"

#include <string.h>

static enum pc_handshake_state memory_state(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->state;
}

static enum pc_role memory_role(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->role;
}

static enum pc_verify_mode memory_verify_mode(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->verify_mode;
}

static enum pc_result chain_at(const struct pc_slice *chain, size_t len, size_t i, struct pc_slice *der)
{
        if (i >= len) {
                return PC_END;
        }
        if (chain[i].data == NULL) {
                return PC_ERR_TLS_CHAIN_SIZE;
        }
        *der = chain[i];
        return PC_OK;
}

static enum pc_result memory_peer_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        const struct pc_memory_connection *connection = ctx;

        return chain_at(connection->peer_chain, connection->peer_chain_len, i, der);
}

static enum pc_result memory_verified_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        const struct pc_memory_connection *connection = ctx;

        if (connection->verify_result.code != PC_OK) {
                return PC_END;
        }
        return chain_at(connection->verified_chain, connection->verified_chain_len, i, der);
}

static void memory_verify_result(const void *ctx, struct pc_verify_result *out)
{
        const struct pc_memory_connection *connection = ctx;

        *out = connection->verify_result;
        if (out->text == NULL) {
                out->text = "";
        }
}

static uint16_t memory_protocol(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->protocol;
}

static uint16_t memory_cipher_suite(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->cipher_suite;
}

static enum pc_result memory_finished(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_memory_connection *connection = ctx;
        struct pc_slice finished = connection->finished[first ? 0 : 1];

        if (finished.len == 0) {
                return PC_NONE;
        }
        if (finished.len > size) {
                return PC_ERR_API_SPACE;
        }
        memcpy(buf, finished.data, finished.len);
        *len = finished.len;
        return PC_OK;
}

static bool memory_resumed(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->resumed;
}

static bool memory_chain_kept(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->chain_kept;
}

static const char *memory_server_name(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->server_name;
}

static enum pc_result memory_shared_cipher_suite(const void *ctx, size_t i, uint16_t *suite)
{
        const struct pc_memory_connection *connection = ctx;

        if (connection->shared_cipher_suites == NULL) {
                return PC_NONE;
        }
        if (i >= connection->shared_cipher_suites_len) {
                return PC_END;
        }
        *suite = connection->shared_cipher_suites[i];
        return PC_OK;
}

static const char *memory_compression(const void *ctx)
{
        return ((const struct pc_memory_connection *)ctx)->compression;
}

static enum pc_result memory_export(const void *ctx, const char *label, uint8_t *buf, size_t size)
{
        const struct pc_memory_connection *connection = ctx;

        (void)label;
        if (connection->keying_material.len < size) {
                return PC_NONE;
        }
        memcpy(buf, connection->keying_material.data, size);
        return PC_OK;
}

static enum pc_result memory_own_certificate(const void *ctx, struct pc_slice *der)
{
        const struct pc_memory_connection *connection = ctx;

        if (connection->own_certificate.len == 0) {
                return PC_NO_CERTIFICATE;
        }
        *der = connection->own_certificate;
        return PC_OK;
}

const struct pc_backend pc_memory_backend = {
        .name = "memory",
        .state = memory_state,
        .role = memory_role,
        .verify_mode = memory_verify_mode,
        .peer_certificate = memory_peer_certificate,
        .verified_certificate = memory_verified_certificate,
        .verify_result = memory_verify_result,
        .protocol = memory_protocol,
        .cipher_suite = memory_cipher_suite,
        .finished = memory_finished,
        .resumed = memory_resumed,
        .chain_kept = memory_chain_kept,
        .server_name = memory_server_name,
        .shared_cipher_suite = memory_shared_cipher_suite,
        .compression = memory_compression,
        .export_keying_material = memory_export,
        .own_certificate = memory_own_certificate,
};

struct pc_peer pc_memory_peer(const struct pc_memory_connection *connection)
{
        struct pc_peer peer = {&pc_memory_backend, connection};

        return peer;
}
