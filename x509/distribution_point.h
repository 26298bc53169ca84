/*
 * CRL distribution points and freshest CRL: RFC 5280 4.2.1.13.
 *
 *     CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
 *     DistributionPoint     ::= SEQUENCE {
 *          distributionPoint [0] EXPLICIT CHOICE { fullName                [0] GeneralNames,
 *                                                  nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
 * OPTIONAL, reasons           [1] ReasonFlags OPTIONAL, cRLIssuer         [2] GeneralNames OPTIONAL }
 */
#ifndef PC_X509_DISTRIBUTION_POINT_H
#define PC_X509_DISTRIBUTION_POINT_H

#include "asn1/integer.h"
#include "x509/general_name.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One DistributionPoint. */
struct pc_distribution_point {
        bool has_full_name, has_relative_name, has_reasons, has_crl_issuer; /* which of these are present */
        struct pc_general_name_iter full_name;                              /* empty where absent */
        struct pc_slice relative_name;          /* contents octets of the SET OF; empty where absent */
        struct pc_bit_string reasons;           /* a named bit list, ReasonFlags; empty where absent */
        struct pc_general_name_iter crl_issuer; /* who signs the list; empty: the issuer */
};

/* Over the points. Lives with the caller; the field is pc_distribution_point_next's own. */
struct pc_distribution_point_iter {
        struct pc_slice rest;
};

/* The next point, PC_END past the last one. It cannot fail for an extension whose state is ok. */
enum pc_result pc_distribution_point_next(struct pc_distribution_point_iter *it,
                                          struct pc_distribution_point *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
