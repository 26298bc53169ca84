/* Why no issuer was found: mbedTLS passes over certificates that may not be one, and does not say so. */
#include "tls/mbedtls/internal.h"
#include "x509/certificate.h"
#include "x509/key_identifier.h"
#include "x509/usage.h"

/* The path's top. */
struct orphan {
        const struct pc_mbedtls *tap;
        const struct pc_mbedtls_step *step;
        struct pc_certificate cert;
        int64_t below; /* CAs on the path so far */
};

/* Key identifiers are hints: where one is missing, nothing speaks against it (RFC 5280 4.2.1.1). */
static bool may_have_signed(const struct pc_certificate *issuer, const struct pc_certificate *cert)
{
        struct pc_authority_key_identifier wanted;
        struct pc_slice own;
        uint16_t usage;

        if (!pc_slice_equal(issuer->subject, cert->issuer)) {
                return false;
        }
        if (pc_key_usage(issuer, &usage) == PC_OK && (usage & 1u << PC_KEY_USAGE_KEY_CERT_SIGN) == 0) {
                return false;
        }
        if (pc_authority_key_identifier(cert, &wanted) != PC_OK || !wanted.has_key_id ||
            pc_subject_key_identifier(issuer, &own) != PC_OK) {
                return true;
        }
        return pc_slice_equal(wanted.key_id, own);
}

/* What speaks against the first in a list that may have signed; PC_NONE where there is none. */
static struct pc_verify_result ask(const struct orphan *orphan, const mbedtls_x509_crt *list, bool trusted)
{
        for (; list != NULL; list = list->next) {
                struct pc_certificate issuer;
                struct pc_basic_constraints constraints = {false, false, 0};
                const size_t index = pc_mbedtls_index_of(orphan->tap, list);

                if (list == orphan->step->cert ||
                    pc_certificate_parse(&issuer, pc_mbedtls_der(list), NULL) != PC_OK ||
                    !may_have_signed(&issuer, &orphan->cert)) {
                        continue;
                }
                if (issuer.version >= 3 &&
                    (pc_basic_constraints(&issuer, &constraints) != PC_OK || !constraints.ca)) {
                        return pc_mbedtls_verdict(PC_ERR_TLS_NOT_CA, index, "invalid CA certificate");
                }
                if (constraints.has_path_len && constraints.path_len < orphan->below) {
                        return pc_mbedtls_verdict(PC_ERR_TLS_NOT_CA, index,
                                                  "path length constraint exceeded");
                }
                if (trusted) {
                        return pc_mbedtls_verdict(PC_ERR_TLS_SIGNATURE, orphan->step->index,
                                                  "certificate signature failure");
                }
        }
        return pc_mbedtls_verdict(PC_NONE, 0, "");
}

struct pc_verify_result pc_mbedtls_untrusted(const struct pc_mbedtls *tap)
{
        struct orphan orphan = {.tap = tap, .step = &tap->path[tap->path_len - 1]};
        const size_t index = orphan.step->index;
        struct pc_verify_result verdict;

        if (pc_certificate_parse(&orphan.cert, pc_mbedtls_der(orphan.step->cert), NULL) != PC_OK) {
                return pc_mbedtls_verdict(PC_ERR_TLS_NOT_TRUSTED, index,
                                          "unable to get local issuer certificate");
        }
        if (pc_slice_equal(orphan.cert.issuer, orphan.cert.subject)) {
                return pc_mbedtls_verdict(PC_ERR_TLS_SELF_SIGNED, index,
                                          tap->path_len == 1
                                                  ? "self-signed certificate"
                                                  : "self-signed certificate in certificate chain");
        }
        orphan.below = (int64_t)tap->path_len - 1;
        verdict = ask(&orphan, pc_mbedtls_anchors(tap->ssl), true);
        if (verdict.code == PC_NONE) {
                verdict = ask(&orphan, tap->path[0].cert, false);
        }
        return verdict.code == PC_NONE ? pc_mbedtls_verdict(PC_ERR_TLS_NOT_TRUSTED, index,
                                                            "unable to get local issuer certificate")
                                       : verdict;
}
