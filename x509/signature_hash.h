/* The hash functions of signature algorithms: RFC 5280 4.1.1.2, RFC 4055, RFC 5758. */
#ifndef PC_X509_SIGNATURE_HASH_H
#define PC_X509_SIGNATURE_HASH_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pc_hash { PC_HASH_MD5, PC_HASH_SHA1, PC_HASH_SHA224, PC_HASH_SHA256, PC_HASH_SHA384, PC_HASH_SHA512 };

struct pc_certificate;

/* Octets of the longest of them, and of one. */
#define PC_HASH_MAX 64
size_t pc_hash_size(enum pc_hash hash);

/*
 * The hash that the certificate was signed with, for RSASSA-PSS the one in its parameters. PC_NONE: the
 * algorithm is not known here, or has no hash of its own (Ed25519).
 */
enum pc_result pc_signature_hash(const struct pc_certificate *cert, enum pc_hash *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
