#include "api/getpeercert.h"

#include "api/peer.h"

/* Python shows the peer from the handshake's end on, also behind close_notify, but not after a fatal error.
 */
enum pc_result pc_peer_check_state(struct pc_peer peer)
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
        if (!PC_PEER_HAS(peer, verify_mode) || peer.backend->verify_mode(peer.ctx) == PC_VERIFY_NONE) {
                return false;
        }
        return PC_PEER_HAS(peer, verify_result) && pc_peer_verify_result(peer).code == PC_OK;
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
                const struct pc_diag nowhere = {result, 0, PC_FIELD_NONE, 0, 0, 0};

                *diag = nowhere;
        }
        return result;
}

enum pc_result pc_getpeercert_binary(struct pc_peer peer, struct pc_slice *der)
{
        enum pc_result result = pc_peer_check_state(peer);

        if (result == PC_OK) {
                result = PC_PEER_HAS(peer, peer_certificate)
                                 ? peer.backend->peer_certificate(peer.ctx, 0, der)
                                 : PC_ERR_TLS_UNSUPPORTED;
        }
        return result == PC_END ? PC_NO_CERTIFICATE : result;
}

/* Whether all that the peer has sent, in this connection or the one that it goes on from, is there. */
static bool has_chain(struct pc_peer peer)
{
        return !pc_peer_is_resumed(peer) ||
               (PC_PEER_HAS(peer, chain_kept) && peer.backend->chain_kept(peer.ctx));
}

enum pc_result pc_unverified_chain(struct pc_peer peer, size_t i, struct pc_slice *der)
{
        if (!PC_PEER_HAS(peer, peer_certificate)) {
                return pc_peer_missing(peer, PC_END);
        }
        return has_chain(peer) ? peer.backend->peer_certificate(peer.ctx, i, der) : PC_END;
}

enum pc_result pc_verified_chain(struct pc_peer peer, size_t i, struct pc_slice *der)
{
        if (!PC_PEER_HAS(peer, verified_certificate)) {
                return pc_peer_missing(peer, PC_END);
        }
        return is_verified(peer) && !pc_peer_is_resumed(peer)
                       ? peer.backend->verified_certificate(peer.ctx, i, der)
                       : PC_END;
}

struct pc_verify_result pc_peer_verify_result(struct pc_peer peer)
{
        struct pc_verify_result verdict = {PC_NOT_VALIDATED, 0, "the backend does not say"};

        if (PC_PEER_HAS(peer, verify_result)) {
                peer.backend->verify_result(peer.ctx, &verdict);
        }
        return verdict;
}
