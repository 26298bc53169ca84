/* What the adapter's files share. */
#ifndef PC_TLS_MBEDTLS_INTERNAL_H
#define PC_TLS_MBEDTLS_INTERNAL_H

#include "tls/mbedtls/compat.h"
#include "tls/mbedtls/peercert_mbedtls.h"

/* As it was sent. */
struct pc_slice pc_mbedtls_der(const mbedtls_x509_crt *cert);

/* verify_data of this end's Finished, or of the peer's, copied. */
enum pc_result pc_mbedtls_copy_finished(const mbedtls_ssl_context *ssl, bool own, uint8_t *buf, size_t size,
                                        size_t *len) PC_MUST_USE;

/* The backend's functions of these names. */
const char *pc_mbedtls_compression(const void *ctx);
enum pc_result pc_mbedtls_digest(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                 uint8_t out[PC_HASH_MAX]);

/* The texts are OpenSSL's where it has one, so that people find what they know. */
struct pc_verify_result pc_mbedtls_verdict(enum pc_result code, size_t index, const char *text);

/* What a set of MBEDTLS_X509_BADCERT_ flags says of a certificate; of several, what OpenSSL finds first. */
struct pc_verify_result pc_mbedtls_verdict_of_flags(uint32_t flags, size_t index);

/* Judges the path that mbedTLS has built of the chain that came. */
struct pc_verify_result pc_mbedtls_judge(const struct pc_mbedtls *tap);

/* The verdict on a path for whose top no issuer was found. */
struct pc_verify_result pc_mbedtls_untrusted(const struct pc_mbedtls *tap);

/*
 * Notes the chain that has come, while its Certificate message is the last that was read, and a verdict on
 * what holds whoever verifies. 'leaf' is its first certificate, decoded. False where the message is
 * malformed.
 */
bool pc_mbedtls_note_chain(struct pc_mbedtls *tap, const mbedtls_x509_crt *leaf);

/* The place of a certificate in the chain as sent, as many as were sent where it is not there; to be asked
 * while the Certificate message is the last that was read. */
size_t pc_mbedtls_index_of(const struct pc_mbedtls *tap, const mbedtls_x509_crt *cert);

/* The verdict on a Certificate message with a certificate that mbedTLS does not decode. */
struct pc_verify_result pc_mbedtls_undecodable(struct pc_slice list);

/* The set of flags that makes mbedTLS send the alert for a verdict, or one near it. */
uint32_t pc_mbedtls_flags_for(enum pc_result code);

/* Puts the certificates that follow the leaf in the order of a path; false if they are so already. */
bool pc_mbedtls_sort(mbedtls_x509_crt *leaf);

#endif
