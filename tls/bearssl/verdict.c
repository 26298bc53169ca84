#include "tls/bearssl/internal.h"
#include "x509/usage.h"
#include "x509/verify.h"

struct pc_verify_result pc_bearssl_verdict(enum pc_result code, size_t index, const char *text)
{
        struct pc_verify_result verdict = {code, index, text};

        return verdict;
}

bool pc_bearssl_parsed_at(const struct pc_bearssl *tap, size_t i, struct pc_certificate *cert)
{
        struct pc_slice der;

        return pc_chain_at(&tap->chain, i, &der) == PC_OK && pc_certificate_parse(cert, der, NULL) == PC_OK;
}

static bool self_issued_at(const struct pc_bearssl *tap, size_t i)
{
        struct pc_certificate cert;

        return pc_bearssl_parsed_at(tap, i, &cert) && pc_slice_equal(cert.issuer, cert.subject);
}

/* The chain was followed up to certificate 'top', for whose issuer there is neither an anchor nor a
 * certificate. */
static struct pc_verify_result untrusted(const struct pc_bearssl *tap, size_t top)
{
        struct pc_certificate cert;

        if (self_issued_at(tap, top)) {
                return pc_bearssl_verdict(PC_ERR_TLS_SELF_SIGNED, top,
                                          top == 0 ? "self-signed certificate"
                                                   : "self-signed certificate in certificate chain");
        }
        if (top + 1 == tap->chain.sent && pc_bearssl_parsed_at(tap, top, &cert) &&
            pc_bearssl_issuer_is_anchor(tap, &cert)) {
                return pc_bearssl_verdict(PC_ERR_TLS_SIGNATURE, top, "certificate signature failure");
        }
        return pc_bearssl_verdict(PC_ERR_TLS_NOT_TRUSTED, top, "unable to get local issuer certificate");
}

/* BearSSL has one code for both ends of the validity. */
static struct pc_verify_result out_of_date(const struct pc_bearssl *tap, size_t i)
{
        struct pc_certificate cert;
        enum pc_result result =
                pc_bearssl_parsed_at(tap, i, &cert) ? pc_validity_check(&cert, tap->now) : PC_OK;

        switch (result) {
        case PC_ERR_X509_EXPIRED:
                return pc_bearssl_verdict(result, i, "certificate has expired");
        case PC_ERR_X509_NOT_YET:
                return pc_bearssl_verdict(result, i, "certificate is not yet valid");
        default:
                return pc_bearssl_verdict(PC_ERR_TLS_VERIFY, i,
                                          "certificate has expired or is not yet valid");
        }
}

static struct pc_verify_result undecodable(size_t i)
{
        return pc_bearssl_verdict(PC_ERR_TLS_VERIFY, i, "certificate that BearSSL does not decode");
}

/* BearSSL has one code for a certificate that is no CA and for one that stands too high above the others. */
static struct pc_verify_result no_issuer(const struct pc_bearssl *tap, size_t i)
{
        struct pc_certificate cert;
        struct pc_basic_constraints constraints;

        if (pc_bearssl_parsed_at(tap, i, &cert) && pc_basic_constraints(&cert, &constraints) == PC_OK &&
            constraints.ca) {
                return pc_bearssl_verdict(PC_ERR_TLS_NOT_CA, i, "path length constraint exceeded");
        }
        return pc_bearssl_verdict(PC_ERR_TLS_NOT_CA, i, "invalid CA certificate");
}

/* 'at' is the certificate in which br_x509_minimal gave up. */
PC_APART static struct pc_verify_result refused(const struct pc_bearssl *tap, unsigned error, size_t at)
{
        switch (error) {
        case BR_ERR_X509_NOT_TRUSTED:
                return untrusted(tap, tap->chain.sent - 1);
        case BR_ERR_X509_DN_MISMATCH:
                return untrusted(tap, at - 1);
        case BR_ERR_X509_BAD_SIGNATURE:
        case BR_ERR_X509_WRONG_KEY_TYPE:
                return pc_bearssl_verdict(PC_ERR_TLS_SIGNATURE, at - 1, "certificate signature failure");
        case BR_ERR_X509_EXPIRED:
                return out_of_date(tap, at);
        case BR_ERR_X509_NOT_CA:
                return no_issuer(tap, at);
        case BR_ERR_X509_FORBIDDEN_KEY_USAGE:
                return at == 0 ? pc_bearssl_verdict(PC_ERR_X509_PURPOSE, 0, "unsuitable certificate purpose")
                               : pc_bearssl_verdict(PC_ERR_TLS_NOT_CA, at, "invalid CA certificate");
        case BR_ERR_X509_CRITICAL_EXTENSION:
                return pc_bearssl_verdict(PC_ERR_TLS_CRITICAL, at, "unhandled critical extension");
        case BR_ERR_X509_WEAK_PUBLIC_KEY:
                return pc_bearssl_verdict(PC_ERR_TLS_WEAK_KEY, at, "key too small");
        case BR_ERR_X509_UNSUPPORTED:
        case BR_ERR_X509_LIMIT_EXCEEDED:
                return pc_bearssl_verdict(PC_ERR_TLS_UNSUPPORTED, at,
                                          "key or signature algorithm that BearSSL does not have");
        case BR_ERR_X509_EMPTY_CHAIN:
                return pc_bearssl_verdict(PC_ERR_TLS_NO_CERTIFICATE, 0, "the peer sent no certificate");
        case BR_ERR_X509_TIME_UNKNOWN:
                return pc_bearssl_verdict(PC_ERR_TLS_CONFIG, at, "the time is not known");
        default:
                return undecodable(at);
        }
}

struct pc_verify_result pc_bearssl_judge(const struct pc_bearssl *tap, unsigned error)
{
        if (tap->minimal == NULL) {
                return pc_bearssl_verdict(PC_ERR_TLS_CONFIG, 0,
                                          "verification without a br_x509_minimal_context");
        }
        if (tap->now < 0) {
                return pc_bearssl_verdict(PC_ERR_TLS_CONFIG, 0, "a time before 1970");
        }

        const struct pc_verify_result form = pc_bearssl_check_form(tap);

        if (form.code != PC_OK) {
                return form;
        }
        return error != 0 ? refused(tap, error, tap->decided_at) : pc_bearssl_check(tap);
}

struct pc_verify_result pc_bearssl_judge_key(const struct pc_bearssl *tap, unsigned error)
{
        if (tap->config.key_reader == NULL) {
                return pc_bearssl_verdict(PC_ERR_TLS_CONFIG, 0,
                                          "no key reader to read the key with");
        }

        const struct pc_verify_result form = pc_bearssl_check_form(tap);

        if (form.code != PC_OK) {
                return form;
        }
        return error != 0 ? undecodable(0)
                          : pc_bearssl_verdict(PC_NOT_VALIDATED, 0, "nobody has verified the certificate");
}

unsigned pc_bearssl_error_for(enum pc_result code)
{
        switch (code) {
        case PC_ERR_X509_HOST:
        case PC_ERR_X509_IP:
        case PC_ERR_X509_HOST_SYNTAX:
                return BR_ERR_X509_BAD_SERVER_NAME;
        case PC_ERR_X509_PURPOSE:
                return BR_ERR_X509_FORBIDDEN_KEY_USAGE;
        case PC_ERR_X509_EXPIRED:
        case PC_ERR_X509_NOT_YET:
                return BR_ERR_X509_EXPIRED;
        case PC_ERR_TLS_CHAIN_SIZE:
                return BR_ERR_X509_LIMIT_EXCEEDED;
        default:
                return BR_ERR_X509_NOT_TRUSTED;
        }
}
