/*
 * Who is on the other end of a TLS connection: SSLSocket.getpeercert() and its siblings for any backend. What
 * else a connection tells stands in api/connection.h.
 */
#ifndef PC_API_GETPEERCERT_H
#define PC_API_GETPEERCERT_H

#include "tls/backend.h"
#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Each of these functions takes a peer whose 'backend' is NULL for one that was never connected, and gives
 * PC_ERR_TLS_UNSUPPORTED where the backend cannot say.
 */

/*
 * The peer's certificate, if it was verified. Python's outcomes:
 *
 *     PC_OK                 a dict: 'cert' is filled, and can be iterated, visited and written
 *     PC_NO_CERTIFICATE     None: the peer sent none
 *     PC_NOT_VALIDATED      {}: it sent one, and nobody verified it
 *     PC_ERR_API_HANDSHAKE  ValueError: the handshake is not done, or failed
 *     other errors          an exception: the certificate cannot be decoded or shown; see 'diag'
 *
 * 'cert' holds views into the backend's copy of the chain. Where the certificate cannot be decoded or shown
 * it is left empty, all zero; with the other outcomes it is untouched. 'diag' may be NULL.
 */
enum pc_result pc_getpeercert(struct pc_peer peer, struct pc_certificate *cert,
                              struct pc_diag *diag) PC_MUST_USE;

/*
 * The peer's certificate as it came, verified or not: getpeercert(True). PC_NO_CERTIFICATE,
 * PC_ERR_API_HANDSHAKE and PC_ERR_TLS_CHAIN_SIZE as they apply.
 */
enum pc_result pc_getpeercert_binary(struct pc_peer peer, struct pc_slice *der) PC_MUST_USE;

/*
 * Decodes a certificate that NOBODY VALIDATED: from a file, from a failed handshake. Parses it, and makes
 * sure that it has a dict (pc_dict_check). On failure 'cert' is left empty, all zero.
 */
enum pc_result pc_decode(struct pc_slice der, struct pc_certificate *cert, struct pc_diag *diag) PC_MUST_USE;

/*
 * Certificate 'i' of what the peer sent (get_unverified_chain), leaf first, whatever the verdict and the
 * state; and of the path that was validated, trust anchor included (get_verified_chain), empty unless
 * verification was asked for and succeeded. As in Python, both are empty where the connection was resumed,
 * which leaves nothing but the leaf; but a server that resumes what it has kept in memory still has what the
 * client sent. PC_END past the last one, PC_ERR_TLS_CHAIN_SIZE for one that did not fit the chain buffer.
 */
enum pc_result pc_unverified_chain(struct pc_peer peer, size_t i, struct pc_slice *der) PC_MUST_USE;
enum pc_result pc_verified_chain(struct pc_peer peer, size_t i, struct pc_slice *der) PC_MUST_USE;

/*
 * The verdict on the chain, readable after a failed handshake, too. PC_NOT_VALIDATED where the backend
 * cannot say.
 */
struct pc_verify_result pc_peer_verify_result(struct pc_peer peer);

#ifdef __cplusplus
}
#endif

#endif
