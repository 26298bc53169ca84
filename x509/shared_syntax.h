/*
 * Extensions with the syntax of another one: RFC 5280 4.2.1.7, 4.2.1.15, 4.2.2.2.
 *
 *     IssuerAltName           ::= GeneralNames                  as subjectAltName
 *     SubjectInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription     as authorityInfoAccess
 *     FreshestCRL             ::= CRLDistributionPoints         as cRLDistributionPoints
 */
#ifndef PC_X509_SHARED_SYNTAX_H
#define PC_X509_SHARED_SYNTAX_H

#include "x509/access.h"
#include "x509/certificate.h"
#include "x509/distribution_point.h"
#include "x509/general_name.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Each reader gives PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is repeated, and
 * the decoder's code where it is malformed, PC_ERR_X509_VALUE for an empty list; 'out' is untouched then. The
 * iterator cannot fail.
 */
enum pc_result pc_issuer_alt_names(const struct pc_certificate *cert,
                                   struct pc_general_name_iter *out) PC_MUST_USE;
enum pc_result pc_subject_info_access(const struct pc_certificate *cert,
                                      struct pc_access_iter *out) PC_MUST_USE;
enum pc_result pc_freshest_crl(const struct pc_certificate *cert,
                               struct pc_distribution_point_iter *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
