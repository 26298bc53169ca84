/*
 * TLS feature: RFC 7633. What the server promises to support, "must-staple" (5, status_request) above all.
 *
 *     Features ::= SEQUENCE OF INTEGER
 */
#ifndef PC_X509_TLS_FEATURE_H
#define PC_X509_TLS_FEATURE_H

#include "x509/certificate.h"
#include "x509/integer_list.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The numbers of TLS extensions. PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is
 * repeated, the decoder's code where it is malformed; 'out' is untouched then.
 */
enum pc_result pc_tls_features(const struct pc_certificate *cert, struct pc_integer_iter *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
