/* Fingerprints of certificates and public keys, and pins; the hash is the backend's. */
#ifndef PC_API_PIN_H
#define PC_API_PIN_H

#include "tls/backend.h"
#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Octets of a SHA-256. */
#define PC_FINGERPRINT 32

/* SHA-256 of a whole certificate; PC_ERR_TLS_UNSUPPORTED where the backend has none. */
enum pc_result pc_fingerprint(const struct pc_backend *backend, const struct pc_certificate *cert,
                              uint8_t out[PC_FINGERPRINT]) PC_MUST_USE;

/* SHA-256 of its SubjectPublicKeyInfo: what a pin is (RFC 7469 2.4), and what stays when a certificate is
 * renewed. */
enum pc_result pc_key_fingerprint(const struct pc_backend *backend, const struct pc_certificate *cert,
                                  uint8_t out[PC_FINGERPRINT]) PC_MUST_USE;

/*
 * Whether the public key of the peer's own certificate, verified or not, is one of 'count' pins, of
 * PC_FINGERPRINT octets each, one after the other. Each pin is compared in full, in constant time. PC_OK;
 * PC_ERR_API_PIN: it is not; and pc_getpeercert_binary's, pc_certificate_parse's and pc_key_fingerprint's
 * outcomes where there is nothing to compare.
 */
enum pc_result pc_pin_check(struct pc_peer peer, const uint8_t *pins, size_t count) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
