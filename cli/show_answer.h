/* For show_*.c: how answers are had that have more than one use. */
#ifndef PC_CLI_SHOW_ANSWER_H
#define PC_CLI_SHOW_ANSWER_H

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/pin.h"
#include "cli/show.h"

/*
 * Says why there is no answer. Where the failed handshake is the reason, that has been reported already;
 * STATUS_USAGE where the backend cannot say.
 */
enum status show_no_answer(const struct show *show, enum pc_result result);

/* The peer's own certificate, refused or not: PC_NO_CERTIFICATE, and what else pc_getpeercert_binary gives.
 */
enum pc_result show_leaf(const struct show *show, struct pc_slice *der) PC_MUST_USE;

/* pc_shared_cipher; PC_NONE on every client, whatever the backend can say. */
enum pc_result show_shared_cipher(const struct show *show, size_t i, struct pc_cipher *out) PC_MUST_USE;

/* The channel binding that 'what' names. */
enum pc_result show_channel_binding(const struct show *show, uint8_t buf[PC_CHANNEL_BINDING_MAX],
                                    struct pc_slice *octets) PC_MUST_USE;

typedef enum pc_result show_hash(const struct pc_backend *backend, const struct pc_certificate *cert,
                                 uint8_t out[PC_FINGERPRINT]);

/* A hash of the certificate 'der'. */
enum pc_result show_fingerprint(const struct show *show, struct pc_slice der, show_hash *hash,
                                uint8_t out[PC_FINGERPRINT]) PC_MUST_USE;

typedef enum pc_result show_chain_at(struct pc_peer peer, size_t i, struct pc_slice *der);

#endif
