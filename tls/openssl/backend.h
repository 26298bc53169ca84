/* The slots of the backend's table that have files of their own; 'ctx' is the connection's note. */
#ifndef PC_TLS_OPENSSL_BACKEND_H
#define PC_TLS_OPENSSL_BACKEND_H

#include "tls/openssl/note.h"

enum pc_result pc_openssl_peer_certificate(const void *ctx, size_t i, struct pc_slice *der);
enum pc_result pc_openssl_verified_certificate(const void *ctx, size_t i, struct pc_slice *der);
bool pc_openssl_chain_kept(const void *ctx);
enum pc_result pc_openssl_own_certificate(const void *ctx, struct pc_slice *der);

enum pc_result pc_openssl_finished(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len);
enum pc_result pc_openssl_export(const void *ctx, const char *label, uint8_t *buf, size_t size);
enum pc_result pc_openssl_digest(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                 uint8_t out[PC_HASH_MAX]);

#endif
