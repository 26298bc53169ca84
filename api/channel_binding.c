#include "api/channel_binding.h"

#include <string.h>

#include "api/getpeercert.h"
#include "api/peer.h"

static const char *const type_names[] = {
        [PC_CHANNEL_BINDING_TLS_UNIQUE] = "tls-unique",
        [PC_CHANNEL_BINDING_TLS_SERVER_END_POINT] = "tls-server-end-point",
        [PC_CHANNEL_BINDING_TLS_EXPORTER] = "tls-exporter",
};
#define TYPES (sizeof type_names / sizeof type_names[0])

/* RFC 9266 2. */
#define EXPORTER_LABEL "EXPORTER-Channel-Binding"
#define EXPORTER_SIZE  32

const char *pc_channel_binding_name(enum pc_channel_binding type)
{
        return (size_t)type < TYPES ? type_names[type] : NULL;
}

enum pc_result pc_channel_binding_find(const char *name, enum pc_channel_binding *type)
{
        const size_t size = strlen(name) + 1;
        size_t i;

        for (i = 0; i < TYPES; i++) {
                if (strlen(type_names[i]) + 1 == size && memcmp(type_names[i], name, size) == 0) {
                        *type = (enum pc_channel_binding)i;
                        return PC_OK;
                }
        }
        return PC_NONE;
}

static enum pc_result tls_unique(struct pc_peer peer, uint8_t *buf, size_t size, size_t *len)
{
        if (!PC_PEER_HAS(peer, finished)) {
                return pc_peer_missing(peer, PC_NONE);
        }
        return peer.backend->finished(peer.ctx, true, buf, size, len);
}

/* Whoever is the server of the two, its certificate. */
static enum pc_result server_certificate(struct pc_peer peer, struct pc_slice *der)
{
        if (peer.backend->role(peer.ctx) == PC_ROLE_CLIENT) {
                return pc_getpeercert_binary(peer, der);
        }
        return peer.backend->own_certificate != NULL ? peer.backend->own_certificate(peer.ctx, der)
                                                     : PC_ERR_TLS_UNSUPPORTED;
}

/* RFC 5929 4.1: SHA-256 in place of MD5 and SHA-1. */
static enum pc_result end_point_hash(struct pc_slice der, enum pc_hash *hash)
{
        struct pc_certificate cert;
        enum pc_result result = pc_certificate_parse(&cert, der, NULL);

        if (result == PC_OK) {
                result = pc_signature_hash(&cert, hash);
        }
        if (result == PC_OK && (*hash == PC_HASH_MD5 || *hash == PC_HASH_SHA1)) {
                *hash = PC_HASH_SHA256;
        }
        return result;
}

static enum pc_result tls_server_end_point(struct pc_peer peer, uint8_t *buf, size_t size, size_t *len)
{
        uint8_t digest[PC_HASH_MAX];
        struct pc_slice der;
        enum pc_hash hash;
        enum pc_result result;

        if (!PC_PEER_HAS(peer, role) || peer.backend->digest == NULL) {
                return pc_peer_missing(peer, PC_NONE);
        }
        if (pc_peer_check_state(peer) != PC_OK) {
                return PC_NONE;
        }
        result = server_certificate(peer, &der);
        if (result == PC_OK) {
                result = end_point_hash(der, &hash);
        }
        if (result != PC_OK) {
                return result == PC_NO_CERTIFICATE ? PC_NONE : result;
        }
        *len = pc_hash_size(hash);
        if (size < *len) {
                return PC_ERR_API_SPACE;
        }
        result = peer.backend->digest(peer.ctx, hash, der, digest);
        if (result == PC_OK) {
                memcpy(buf, digest, *len);
        }
        return result;
}

static enum pc_result tls_exporter(struct pc_peer peer, uint8_t *buf, size_t size, size_t *len)
{
        if (!PC_PEER_HAS(peer, export_keying_material)) {
                return pc_peer_missing(peer, PC_NONE);
        }
        if (pc_peer_check_state(peer) != PC_OK) {
                return PC_NONE;
        }
        *len = EXPORTER_SIZE;
        if (size < EXPORTER_SIZE) {
                return PC_ERR_API_SPACE;
        }
        return peer.backend->export_keying_material(peer.ctx, EXPORTER_LABEL, buf, EXPORTER_SIZE);
}

enum pc_result pc_channel_binding(struct pc_peer peer, enum pc_channel_binding type, uint8_t *buf,
                                  size_t size, size_t *len)
{
        switch (type) {
        case PC_CHANNEL_BINDING_TLS_UNIQUE:
                return tls_unique(peer, buf, size, len);
        case PC_CHANNEL_BINDING_TLS_SERVER_END_POINT:
                return tls_server_end_point(peer, buf, size, len);
        case PC_CHANNEL_BINDING_TLS_EXPORTER:
                return tls_exporter(peer, buf, size, len);
        default:
                return PC_ERR_TLS_UNSUPPORTED;
        }
}
