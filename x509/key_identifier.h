/*
 * Subject and authority key identifiers: RFC 5280 4.2.1.1 and 4.2.1.2.
 *
 *     SubjectKeyIdentifier   ::= KeyIdentifier
 *     AuthorityKeyIdentifier ::= SEQUENCE {
 *          keyIdentifier             [0] KeyIdentifier OPTIONAL,
 *          authorityCertIssuer       [1] GeneralNames OPTIONAL,
 *          authorityCertSerialNumber [2] CertificateSerialNumber OPTIONAL }
 *     KeyIdentifier          ::= OCTET STRING
 */
#ifndef PC_X509_KEY_IDENTIFIER_H
#define PC_X509_KEY_IDENTIFIER_H

#include "x509/certificate.h"
#include "x509/general_name.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Each reader gives PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is repeated, and
 * the decoder's code where it is malformed; 'out' is untouched then.
 */

/* The subject's key identifier: its octets. */
enum pc_result pc_subject_key_identifier(const struct pc_certificate *cert, struct pc_slice *out) PC_MUST_USE;

/* By what the issuer's key can be told from its others. */
struct pc_authority_key_identifier {
        bool has_key_id, has_issuer, has_serial; /* which of these are present */
        struct pc_slice key_id;                  /* octets; empty where absent */
        struct pc_general_name_iter issuer;      /* empty where absent */
        struct pc_slice serial;                  /* contents octets of the INTEGER; empty where absent */
};

/* The issuer's key identifier. Not checked: that issuer and serial number are both present or both absent. */
enum pc_result pc_authority_key_identifier(const struct pc_certificate *cert,
                                           struct pc_authority_key_identifier *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
