#include "tls/leaf_check.h"
#include "tls/mbedtls/internal.h"
#include "x509/verify.h"

#define STRENGTH (MBEDTLS_X509_BADCERT_BAD_KEY | MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_MD)

/* The shortest keys that mbedTLS takes by default. */
#define RSA_BITS 2048
#define EC_BITS  224

static struct pc_verify_result good(void)
{
        return pc_mbedtls_verdict(PC_OK, 0, "ok");
}

static struct pc_verify_result check_leaf(const struct pc_mbedtls *tap, const char *server_name)
{
        return pc_leaf_check(pc_mbedtls_der(tap->path[0].cert), pc_mbedtls_role(tap->ssl), server_name,
                             tap->config.host_flags);
}

/* May this CA issue for this use? */
static struct pc_verify_result check_issuer(const struct pc_mbedtls *tap, const struct pc_mbedtls_step *step)
{
        const enum pc_purpose purpose =
                pc_mbedtls_role(tap->ssl) == PC_ROLE_CLIENT ? PC_PURPOSE_TLS_SERVER : PC_PURPOSE_TLS_CLIENT;
        struct pc_certificate cert;
        enum pc_result result = pc_certificate_parse(&cert, pc_mbedtls_der(step->cert), NULL);

        if (result != PC_OK) {
                return pc_mbedtls_verdict(result, step->index, pc_strerror(result));
        }
        result = pc_issuer_purpose_check(&cert, purpose);
        return result == PC_OK ? good()
                               : pc_mbedtls_verdict(result, step->index, "unsuitable certificate purpose");
}

static struct pc_verify_result check_purposes(const struct pc_mbedtls *tap)
{
        struct pc_verify_result verdict = check_leaf(tap, NULL);

        for (size_t i = 1; i < tap->path_len && verdict.code == PC_OK; i++) {
                verdict = check_issuer(tap, &tap->path[i]);
        }
        return verdict;
}

static bool is_weak(const mbedtls_x509_crt *cert)
{
        return mbedtls_pk_get_bitlen(&cert->pk) <
               (mbedtls_pk_can_do(&cert->pk, MBEDTLS_PK_RSA) ? RSA_BITS : EC_BITS);
}

/* mbedTLS blames a weak key of a CA on the certificate below it. */
static struct pc_verify_result check_strength(const struct pc_mbedtls *tap)
{
        for (size_t i = 0; i < tap->path_len; i++) {
                const struct pc_mbedtls_step *step = &tap->path[i];
                const bool bad_key = (step->flags & MBEDTLS_X509_BADCERT_BAD_KEY) != 0;

                if (bad_key && i + 1 < tap->path_len && (i > 0 || !is_weak(step->cert))) {
                        return pc_mbedtls_verdict(PC_ERR_TLS_WEAK_KEY, tap->path[i + 1].index,
                                                  "CA certificate key too weak");
                }
                if ((step->flags & STRENGTH) != 0) {
                        return pc_mbedtls_verdict_of_flags(step->flags & STRENGTH, step->index);
                }
        }
        return good();
}

/* OpenSSL comes to signatures and dates last, from the top down. What else there may be counts, too. */
static struct pc_verify_result check_signatures(const struct pc_mbedtls *tap)
{
        for (size_t i = tap->path_len; i > 0; i--) {
                const struct pc_mbedtls_step *step = &tap->path[i - 1];

                if ((step->flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0) {
                        return pc_mbedtls_verdict(PC_ERR_TLS_SIGNATURE, step->index,
                                                  "certificate signature failure");
                }
                if (step->flags != 0) {
                        return pc_mbedtls_verdict_of_flags(step->flags, step->index);
                }
        }
        return good();
}

struct pc_verify_result pc_mbedtls_judge(const struct pc_mbedtls *tap)
{
        struct pc_verify_result verdict;

        if (tap->path_len == 0) {
                return pc_mbedtls_verdict(PC_ERR_TLS_VERIFY, 0, "refused by mbedTLS");
        }
        if ((tap->path[tap->path_len - 1].flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0) {
                return pc_mbedtls_untrusted(tap);
        }
        verdict = check_purposes(tap);
        if (verdict.code == PC_OK) {
                verdict = check_strength(tap);
        }
        if (verdict.code == PC_OK) {
                verdict = check_leaf(tap, tap->config.server_name);
        }
        return verdict.code == PC_OK ? check_signatures(tap) : verdict;
}
