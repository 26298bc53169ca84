/* The hash functions of signature algorithms: RFC 5280 4.1.1.2, RFC 4055, RFC 5758. */
#ifndef PC_X509_SIGNATURE_HASH_H
#define PC_X509_SIGNATURE_HASH_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Hashes, as RFC 1321 and FIPS 180-4 define them. */
enum pc_hash {
        PC_HASH_MD5,    /* 16 octets */
        PC_HASH_SHA1,   /* 20 octets */
        PC_HASH_SHA224, /* 28 octets */
        PC_HASH_SHA256, /* 32 octets */
        PC_HASH_SHA384, /* 48 octets */
        PC_HASH_SHA512  /* 64 octets */
};

struct pc_certificate;

/* Octets of the longest of them. */
#define PC_HASH_MAX 64

/* Octets of one of them: 16 for MD5, 64 for SHA-512. */
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
