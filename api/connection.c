#include "api/connection.h"

#include "api/peer.h"
#include "tls/ciphersuite.h"

static enum pc_result describe(uint16_t id, struct pc_cipher *out)
{
        const struct pc_cipher_suite *suite = pc_cipher_suite_find(id);

        if (suite == NULL) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        out->name = suite->name;
        out->protocol = pc_cipher_suite_protocol(suite);
        out->bits = suite->bits;
        return PC_OK;
}

enum pc_result pc_cipher(struct pc_peer peer, struct pc_cipher *out)
{
        uint16_t id;

        if (!PC_PEER_HAS(peer, cipher_suite)) {
                return pc_peer_missing(peer, PC_NONE);
        }
        id = peer.backend->cipher_suite(peer.ctx);
        return id == 0 ? PC_NONE : describe(id, out);
}

enum pc_result pc_shared_cipher(struct pc_peer peer, size_t i, struct pc_cipher *out)
{
        enum pc_result result;
        uint16_t id;

        if (!PC_PEER_HAS(peer, shared_cipher_suite)) {
                return pc_peer_missing(peer, PC_NONE);
        }
        result = peer.backend->shared_cipher_suite(peer.ctx, i, &id);
        return result == PC_OK ? describe(id, out) : result;
}

const char *pc_protocol_version(struct pc_peer peer)
{
        if (pc_peer_check_state(peer) != PC_OK || !PC_PEER_HAS(peer, protocol)) {
                return NULL;
        }
        return pc_protocol_name(peer.backend->protocol(peer.ctx));
}

/* A text that the backend may have, or not. */
static enum pc_result text(const char *found, const char **out)
{
        if (found == NULL) {
                return PC_NONE;
        }
        *out = found;
        return PC_OK;
}

enum pc_result pc_compression(struct pc_peer peer, const char **name)
{
        return PC_PEER_HAS(peer, compression) ? text(peer.backend->compression(peer.ctx), name)
                                              : pc_peer_missing(peer, PC_NONE);
}

enum pc_result pc_server_name(struct pc_peer peer, const char **name)
{
        return PC_PEER_HAS(peer, server_name) ? text(peer.backend->server_name(peer.ctx), name)
                                              : pc_peer_missing(peer, PC_NONE);
}

enum pc_result pc_resumed(struct pc_peer peer)
{
        if (!PC_PEER_HAS(peer, resumed)) {
                return pc_peer_missing(peer, PC_NONE);
        }
        return peer.backend->resumed(peer.ctx) ? PC_OK : PC_NONE;
}
