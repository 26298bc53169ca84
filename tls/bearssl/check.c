#include "tls/bearssl/internal.h"
#include "tls/leaf_check.h"
#include "x509/verify.h"

static struct pc_verify_result good(void)
{
        return pc_bearssl_verdict(PC_OK, 0, "ok");
}

/* Is the peer's own certificate for this use, and for this name? */
static struct pc_verify_result check_leaf(const struct pc_bearssl *tap)
{
        struct pc_slice der;

        if (pc_chain_at(&tap->chain, 0, &der) != PC_OK) {
                return pc_bearssl_verdict(PC_ERR_TLS_CHAIN_SIZE, 0,
                                          "certificate larger than the chain buffer");
        }
        if (tap->role == PC_ROLE_SERVER || tap->config.no_name_check) {
                return pc_leaf_check(der, tap->role, NULL, 0);
        }
        if (tap->server_name == NULL || tap->server_name[0] == '\0') {
                return pc_bearssl_verdict(PC_ERR_TLS_CONFIG, 0,
                                          "no server name to check the certificate against");
        }
        return pc_leaf_check(der, tap->role, tap->server_name, tap->config.host_flags);
}

static struct pc_verify_result check_issuer(const struct pc_bearssl *tap, const struct pc_certificate *cert,
                                            size_t index)
{
        enum pc_result result = pc_issuer_purpose_check(
                cert, tap->role == PC_ROLE_CLIENT ? PC_PURPOSE_TLS_SERVER : PC_PURPOSE_TLS_CLIENT);

        return result == PC_OK ? good() : pc_bearssl_verdict(result, index, "unsuitable certificate purpose");
}

/* May the CAs on the path issue for this use? Of those that did not fit the buffer nobody knows. */
static struct pc_verify_result check_issuers(const struct pc_bearssl *tap)
{
        struct pc_verify_result verdict = good();

        for (size_t i = 1; i <= tap->decided_at && verdict.code == PC_OK; i++) {
                struct pc_certificate cert;

                if (pc_bearssl_parsed_at(tap, i, &cert)) {
                        verdict = check_issuer(tap, &cert, i);
                }
        }
        return verdict;
}

static struct pc_verify_result anchor_out_of_date(enum pc_result result, size_t index)
{
        switch (result) {
        case PC_ERR_X509_EXPIRED:
                return pc_bearssl_verdict(result, index, "certificate has expired (the trust anchor)");
        case PC_ERR_X509_NOT_YET:
                return pc_bearssl_verdict(result, index, "certificate is not yet valid (the trust anchor)");
        default:
                return pc_bearssl_verdict(result, index, pc_strerror(result));
        }
}

/* br_x509_minimal takes a trust anchor to be good for all and for ever. Its place is past the chain's end. */
static struct pc_verify_result check_anchor(const struct pc_bearssl *tap)
{
        struct pc_certificate anchor;
        struct pc_slice der;

        if (tap->config.anchors == NULL) {
                return good();
        }
        if (pc_bearssl_anchor_der(tap, &der) != PC_OK || pc_certificate_parse(&anchor, der, NULL) != PC_OK) {
                return pc_bearssl_verdict(PC_ERR_TLS_VERIFY, tap->chain.sent,
                                          "the trust anchor used is not known");
        }

        enum pc_result result = pc_validity_check(&anchor, tap->now);

        return result == PC_OK ? check_issuer(tap, &anchor, tap->chain.sent)
                               : anchor_out_of_date(result, tap->chain.sent);
}

struct pc_verify_result pc_bearssl_check_form(const struct pc_bearssl *tap)
{
        struct pc_slice der;

        if (pc_bearssl_excessive(tap)) {
                return pc_bearssl_verdict(PC_ERR_TLS_VERIFY, 0, PC_BEARSSL_EXCESSIVE);
        }
        for (size_t i = 0; pc_chain_at(&tap->chain, i, &der) == PC_OK; i++) {
                struct pc_certificate cert;
                enum pc_result result = pc_certificate_parse(&cert, der, NULL);

                if (result != PC_OK) {
                        return pc_bearssl_verdict(result, i, pc_strerror(result));
                }
        }
        return good();
}

struct pc_verify_result pc_bearssl_check(const struct pc_bearssl *tap)
{
        struct pc_verify_result verdict = check_leaf(tap);

        if (verdict.code == PC_OK) {
                verdict = check_issuers(tap);
        }
        return verdict.code == PC_OK ? check_anchor(tap) : verdict;
}
