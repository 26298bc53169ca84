/*
 * What a CA rules about policies: RFC 5280 4.2.1.5, 4.2.1.11, 4.2.1.14.
 *
 *     PolicyMappings    ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE { issuerDomainPolicy  OBJECT IDENTIFIER,
 *                                                                subjectDomainPolicy OBJECT IDENTIFIER }
 *     PolicyConstraints ::= SEQUENCE { requireExplicitPolicy [0] SkipCerts OPTIONAL,
 *                                      inhibitPolicyMapping  [1] SkipCerts OPTIONAL }
 *     InhibitAnyPolicy  ::= SkipCerts
 *     SkipCerts         ::= INTEGER (0..MAX)
 */
#ifndef PC_X509_POLICY_CONSTRAINTS_H
#define PC_X509_POLICY_CONSTRAINTS_H

#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Each reader gives PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is repeated, and
 * the decoder's code where it is malformed; 'out' is untouched then. An empty list of mappings and a negative
 * SkipCerts are PC_ERR_X509_VALUE, a SkipCerts of more than 63 bits PC_ERR_DER_RANGE.
 */

/* The issuer holds its policy for equal to one of the subject's. */
struct pc_policy_mapping {
        struct pc_slice issuer_domain, subject_domain; /* contents octets of the OBJECT IDENTIFIERs */
};

/* Over the mappings. Lives with the caller; the field is pc_policy_mapping_next's own. */
struct pc_policy_mapping_iter {
        struct pc_slice rest;
};

/* The policy mappings of a CA's certificate. */
enum pc_result pc_policy_mappings(const struct pc_certificate *cert,
                                  struct pc_policy_mapping_iter *out) PC_MUST_USE;

/* The next mapping, PC_END past the last one. It cannot fail where the reader has passed. */
enum pc_result pc_policy_mapping_next(struct pc_policy_mapping_iter *it,
                                      struct pc_policy_mapping *out) PC_MUST_USE;

/* After how many more certificates of the path a policy is demanded, and no mapping counts any more. */
struct pc_policy_constraints {
        bool has_require_explicit_policy, has_inhibit_policy_mapping; /* which of the two are present */
        int64_t require_explicit_policy, inhibit_policy_mapping;      /* certificates; 0 where absent */
};

/* The policy constraints of a CA's certificate. */
enum pc_result pc_policy_constraints(const struct pc_certificate *cert,
                                     struct pc_policy_constraints *out) PC_MUST_USE;

/* How many more certificates of the path may have anyPolicy. */
enum pc_result pc_inhibit_any_policy(const struct pc_certificate *cert, int64_t *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
