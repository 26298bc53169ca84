#include "api/getpeercert.h"

#include "tls/ciphersuite.h"

/* A slot that the backend leaves open: it cannot say. So can a peer that was never connected to anything. */
#define HAS(peer, slot) ((peer).backend != NULL && (peer).backend->slot != NULL)

/* Python shows the peer from the handshake's end on, also behind close_notify, but not after a fatal error. */
static enum pc_result check_state(struct pc_peer peer)
{
        enum pc_handshake_state state;

        if (peer.backend == NULL) {
                return PC_ERR_API_HANDSHAKE;
        }
        if (peer.backend->state == NULL) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        state = peer.backend->state(peer.ctx);
        return state == PC_HANDSHAKE_DONE || state == PC_HANDSHAKE_CLOSED ? PC_OK : PC_ERR_API_HANDSHAKE;
}

/* Fails closed: who cannot say that the certificate was verified has not verified it. */
static bool is_verified(struct pc_peer peer)
{
        if (!HAS(peer, verify_mode) || peer.backend->verify_mode(peer.ctx) == PC_VERIFY_NONE) {
                return false;
        }
        return HAS(peer, verify_result) && pc_peer_verify_result(peer).code == PC_OK;
}

/* The leaf's DER, or the outcome that there is instead. */
static enum pc_result verified_leaf(struct pc_peer peer, struct pc_slice *der)
{
        const enum pc_result result = pc_getpeercert_binary(peer, der);

        if (result == PC_OK || result == PC_ERR_TLS_CHAIN_SIZE) {
                return is_verified(peer) ? result : PC_NOT_VALIDATED;
        }
        return result;
}

enum pc_result pc_getpeercert(struct pc_peer peer, struct pc_certificate *cert, struct pc_diag *diag)
{
        struct pc_slice der;
        const enum pc_result result = verified_leaf(peer, &der);

        if (result == PC_OK) {
                return pc_decode(der, cert, diag);
        }
        if (result < PC_OK && diag != NULL) {
                const struct pc_diag nowhere = {result, 0, "", 0, 0, 0};

                *diag = nowhere;
        }
        return result;
}

enum pc_result pc_getpeercert_binary(struct pc_peer peer, struct pc_slice *der)
{
        enum pc_result result = check_state(peer);

        if (result == PC_OK) {
                result = pc_unverified_chain(peer, 0, der);
        }
        return result == PC_END ? PC_NO_CERTIFICATE : result;
}

enum pc_result pc_unverified_chain(struct pc_peer peer, size_t i, struct pc_slice *der)
{
        if (!HAS(peer, peer_certificate)) {
                return peer.backend == NULL ? PC_END : PC_ERR_TLS_UNSUPPORTED;
        }
        return peer.backend->peer_certificate(peer.ctx, i, der);
}

enum pc_result pc_verified_chain(struct pc_peer peer, size_t i, struct pc_slice *der)
{
        if (!HAS(peer, verified_certificate)) {
                return peer.backend == NULL ? PC_END : PC_ERR_TLS_UNSUPPORTED;
        }
        return is_verified(peer) ? peer.backend->verified_certificate(peer.ctx, i, der) : PC_END;
}

struct pc_verify_result pc_peer_verify_result(struct pc_peer peer)
{
        struct pc_verify_result verdict = {PC_NOT_VALIDATED, 0, "the backend does not say"};

        if (HAS(peer, verify_result)) {
                peer.backend->verify_result(peer.ctx, &verdict);
        }
        return verdict;
}

enum pc_result pc_cipher(struct pc_peer peer, struct pc_cipher *out)
{
        const struct pc_cipher_suite *suite;
        uint16_t id;

        if (!HAS(peer, cipher_suite)) {
                return peer.backend == NULL ? PC_NONE : PC_ERR_TLS_UNSUPPORTED;
        }
        id = peer.backend->cipher_suite(peer.ctx);
        if (id == 0) {
                return PC_NONE;
        }
        suite = pc_cipher_suite_find(id);
        if (suite == NULL) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        out->name = suite->name;
        out->protocol = suite->protocol;
        out->bits = suite->bits;
        return PC_OK;
}

const char *pc_protocol_version(struct pc_peer peer)
{
        if (check_state(peer) != PC_OK || !HAS(peer, protocol)) {
                return NULL;
        }
        return pc_protocol_name(peer.backend->protocol(peer.ctx));
}

enum pc_result pc_tls_unique(struct pc_peer peer, uint8_t *buf, size_t size, size_t *len)
{
        if (!HAS(peer, finished)) {
                return peer.backend == NULL ? PC_NONE : PC_ERR_TLS_UNSUPPORTED;
        }
        return peer.backend->finished(peer.ctx, true, buf, size, len);
}
