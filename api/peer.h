/* What the facade's files ask of a peer. */
#ifndef PC_API_PEER_H
#define PC_API_PEER_H

#include "tls/backend.h"

/* A slot that the backend leaves open: it cannot say. Nor can a peer that was never connected to anything. */
#define PC_PEER_HAS(peer, slot) ((peer).backend != NULL && (peer).backend->slot != NULL)

/* What a missing slot means: 'unconnected' for who is no connection at all. */
static inline enum pc_result pc_peer_missing(struct pc_peer peer, enum pc_result unconnected)
{
        return peer.backend == NULL ? unconnected : PC_ERR_TLS_UNSUPPORTED;
}

/* PC_ERR_API_HANDSHAKE unless the handshake is done. */
enum pc_result pc_peer_check_state(struct pc_peer peer) PC_MUST_USE;

static inline bool pc_peer_is_resumed(struct pc_peer peer)
{
        return PC_PEER_HAS(peer, resumed) && peer.backend->resumed(peer.ctx);
}

#endif
