#include "tls/mbedtls/internal.h"
#include "tls/mbedtls/message.h"
#include "x509/certificate.h"

/* What a flag of mbedTLS's says. */
struct meaning {
        uint32_t flag;
        enum pc_result code;
        const char *text;
};

/* In the order in which OpenSSL looks. */
static const struct meaning meanings[] = {
        {MBEDTLS_X509_BADCERT_NOT_TRUSTED, PC_ERR_TLS_NOT_TRUSTED, "unable to get local issuer certificate"},
        {MBEDTLS_X509_BADCERT_MISSING, PC_ERR_TLS_NO_CERTIFICATE, "peer did not return a certificate"},
        {MBEDTLS_X509_BADCERT_KEY_USAGE, PC_ERR_X509_PURPOSE, "unsuitable certificate purpose"},
        {MBEDTLS_X509_BADCERT_EXT_KEY_USAGE, PC_ERR_X509_PURPOSE, "unsuitable certificate purpose"},
        {MBEDTLS_X509_BADCERT_NS_CERT_TYPE, PC_ERR_X509_PURPOSE, "unsuitable certificate purpose"},
        {MBEDTLS_X509_BADCERT_BAD_KEY, PC_ERR_TLS_WEAK_KEY, "EE certificate key too weak"},
        {MBEDTLS_X509_BADCERT_BAD_PK, PC_ERR_TLS_UNSUPPORTED, "key algorithm that mbedTLS does not take"},
        {MBEDTLS_X509_BADCERT_BAD_MD, PC_ERR_TLS_VERIFY, "CA signature digest algorithm too weak"},
        {MBEDTLS_X509_BADCERT_CN_MISMATCH, PC_ERR_X509_HOST, "Hostname mismatch"},
        {MBEDTLS_X509_BADCERT_REVOKED, PC_ERR_TLS_VERIFY, "certificate revoked"},
        {MBEDTLS_X509_BADCERT_FUTURE, PC_ERR_X509_NOT_YET, "certificate is not yet valid"},
        {MBEDTLS_X509_BADCERT_EXPIRED, PC_ERR_X509_EXPIRED, "certificate has expired"},
};

/* What makes mbedTLS send an alert near OpenSSL's. */
struct flag_for {
        enum pc_result code;
        uint32_t flag;
};

static const struct flag_for flags_for[] = {
        {PC_ERR_TLS_NOT_TRUSTED, MBEDTLS_X509_BADCERT_NOT_TRUSTED},
        {PC_ERR_TLS_SELF_SIGNED, MBEDTLS_X509_BADCERT_NOT_TRUSTED},
        {PC_ERR_TLS_NOT_CA, MBEDTLS_X509_BADCERT_NOT_TRUSTED},
        {PC_ERR_X509_EXPIRED, MBEDTLS_X509_BADCERT_EXPIRED},
        {PC_ERR_X509_PURPOSE, MBEDTLS_X509_BADCERT_EXT_KEY_USAGE},
        {PC_ERR_TLS_UNSUPPORTED, MBEDTLS_X509_BADCERT_BAD_PK},
        {PC_ERR_TLS_CRITICAL, MBEDTLS_X509_BADCERT_BAD_MD},
        {PC_ERR_TLS_VERIFY, MBEDTLS_X509_BADCERT_BAD_MD},
};

struct pc_verify_result pc_mbedtls_verdict(enum pc_result code, size_t index, const char *text)
{
        const struct pc_verify_result verdict = {code, index, text};

        return verdict;
}

struct pc_verify_result pc_mbedtls_verdict_of_flags(uint32_t flags, size_t index)
{
        for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
                if ((flags & meanings[i].flag) != 0) {
                        return pc_mbedtls_verdict(meanings[i].code, index, meanings[i].text);
                }
        }
        return flags == 0 ? pc_mbedtls_verdict(PC_OK, 0, "ok")
                          : pc_mbedtls_verdict(PC_ERR_TLS_VERIFY, index, "refused by mbedTLS");
}

uint32_t pc_mbedtls_flags_for(enum pc_result code)
{
        if (code >= 0) {
                return 0;
        }
        for (size_t i = 0; i < sizeof flags_for / sizeof flags_for[0]; i++) {
                if (flags_for[i].code == code) {
                        return flags_for[i].flag;
                }
        }
        /* This one stands for bad_certificate. */
        return MBEDTLS_X509_BADCERT_CN_MISMATCH;
}

static bool decodes(struct pc_slice der)
{
        mbedtls_x509_crt cert;
        int error;

        mbedtls_x509_crt_init(&cert);
        error = mbedtls_x509_crt_parse_der(&cert, der.data, der.len);
        mbedtls_x509_crt_free(&cert);
        return error == 0;
}

/* Critical ones of other kinds make mbedTLS refuse the certificate. */
static bool is_known(enum pc_extension_kind kind)
{
        return kind == PC_EXTENSION_BASIC_CONSTRAINTS || kind == PC_EXTENSION_KEY_USAGE ||
               kind == PC_EXTENSION_EXTENDED_KEY_USAGE || kind == PC_EXTENSION_SUBJECT_ALT_NAME;
}

/* Where our decoder agrees that the certificate is malformed, it says why. */
static struct pc_verify_result undecodable(struct pc_slice der, size_t index)
{
        struct pc_certificate cert;
        struct pc_extension_iter it;
        struct pc_extension extension;
        const enum pc_result result = pc_certificate_parse(&cert, der, NULL);

        if (result != PC_OK) {
                return pc_mbedtls_verdict(result, index, pc_strerror(result));
        }
        for (it = pc_extensions(&cert); pc_extension_next(&it, &extension) == PC_OK;) {
                if (extension.critical && !is_known(extension.kind)) {
                        return pc_mbedtls_verdict(PC_ERR_TLS_CRITICAL, index, "unhandled critical extension");
                }
        }
        return pc_mbedtls_verdict(PC_ERR_TLS_VERIFY, index, "certificate that mbedTLS does not decode");
}

struct pc_verify_result pc_mbedtls_undecodable(struct pc_slice list)
{
        struct pc_slice der;
        size_t i = 0;

        if (list.len == 0) {
                return pc_mbedtls_verdict(PC_ERR_TLS_NO_CERTIFICATE, 0, "the peer sent no certificate");
        }
        for (; pc_message_certificate_next(&list, &der) == PC_OK; i++) {
                if (!decodes(der)) {
                        return undecodable(der, i);
                }
        }
        return pc_mbedtls_verdict(PC_ERR_TLS_VERIFY, 0, "certificate chain too long");
}
