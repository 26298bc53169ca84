/* What a certificate may be used for: basic constraints, key usage, extended key usage. */
#ifndef PC_X509_USAGE_H
#define PC_X509_USAGE_H

#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Each reader gives PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is repeated, and
 * the decoder's code where it is malformed; 'out' is untouched then.
 */

/* BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }: 4.2.1.9. */
struct pc_basic_constraints {
        bool ca;           /* it may issue certificates */
        bool has_path_len; /* whether 'path_len' is present */
        int64_t path_len;  /* how many CAs may follow; a negative one is irregular but decodes */
};

/* The basic constraints. */
enum pc_result pc_basic_constraints(const struct pc_certificate *cert,
                                    struct pc_basic_constraints *out) PC_MUST_USE;

/* KeyUsage ::= BIT STRING: 4.2.1.3. The value is the bit's number, as pc_bit_string_bit counts. */
enum pc_key_usage {
        PC_KEY_USAGE_DIGITAL_SIGNATURE = 0,
        PC_KEY_USAGE_NON_REPUDIATION = 1,
        PC_KEY_USAGE_KEY_ENCIPHERMENT = 2,
        PC_KEY_USAGE_DATA_ENCIPHERMENT = 3,
        PC_KEY_USAGE_KEY_AGREEMENT = 4,
        PC_KEY_USAGE_KEY_CERT_SIGN = 5,
        PC_KEY_USAGE_CRL_SIGN = 6,
        PC_KEY_USAGE_ENCIPHER_ONLY = 7,
        PC_KEY_USAGE_DECIPHER_ONLY = 8,
        PC_KEY_USAGE_COUNT
};

/* The key usage: 'bits' gets bit (1 << usage) for each usage that is asserted. */
enum pc_result pc_key_usage(const struct pc_certificate *cert, uint16_t *bits) PC_MUST_USE;

/* Over OBJECT IDENTIFIERs. Lives with the caller; the field is pc_oid_next's own. */
struct pc_oid_iter {
        struct pc_slice rest;
};

/* The extended key usage. ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF OBJECT IDENTIFIER: 4.2.1.12. */
enum pc_result pc_extended_key_usage(const struct pc_certificate *cert, struct pc_oid_iter *out) PC_MUST_USE;

/* The next OBJECT IDENTIFIER's contents octets, PC_END past the last one. Cannot fail for a state of ok. */
enum pc_result pc_oid_next(struct pc_oid_iter *it, struct pc_slice *oid) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
