/*
 * SubjectPublicKeyInfo: RFC 5280 4.1.2.7, RFC 3279 2.3, RFC 5480, RFC 8410.
 *
 *     SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
 */
#ifndef PC_X509_SPKI_H
#define PC_X509_SPKI_H

#include "asn1/integer.h"
#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What sort of key it is, by the algorithm's OBJECT IDENTIFIER. */
enum pc_key_type {
        PC_KEY_UNKNOWN, /* any other */
        PC_KEY_RSA,     /* rsaEncryption and RSASSA-PSS */
        PC_KEY_EC,      /* id-ecPublicKey */
        PC_KEY_DSA,     /* id-dsa */
        PC_KEY_ED25519, /* id-Ed25519 */
        PC_KEY_ED448,   /* id-Ed448 */
        PC_KEY_X25519,  /* id-X25519 */
        PC_KEY_X448     /* id-X448 */
};

/* A public key. What a sort of key has not is empty. */
struct pc_public_key {
        enum pc_key_type type;         /* by 'algorithm' */
        struct pc_algorithm algorithm; /* with the parameters, as they stand */
        struct pc_bit_string key; /* subjectPublicKey */
        size_t bits;              /* modulus, field or prime size; 0 where it is not known */
        struct pc_slice modulus, exponent; /* RSA: magnitudes, big endian, no leading zero */
        struct pc_slice curve;             /* EC: contents octets of the named curve; empty for explicit parameters */
};

/*
 * The subject's public key. PC_OK also for algorithms that are not known (PC_KEY_UNKNOWN); a known one whose key or
 * parameters are malformed fails with the code and, in 'diag' (may be NULL), the place.
 */
enum pc_result pc_public_key_read(const struct pc_certificate *cert, struct pc_public_key *out,
                                  struct pc_diag *diag) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
