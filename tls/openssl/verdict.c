#include "tls/openssl/verdict.h"

#include <openssl/x509_vfy.h>

struct verify_error {
        int error;
        enum pc_result code;
};

static const struct verify_error errors[] = {
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, PC_ERR_TLS_NOT_TRUSTED},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, PC_ERR_TLS_NOT_TRUSTED},
        {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, PC_ERR_TLS_NOT_TRUSTED},
        {X509_V_ERR_CERT_UNTRUSTED, PC_ERR_TLS_NOT_TRUSTED},
        {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, PC_ERR_TLS_SELF_SIGNED},
        {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, PC_ERR_TLS_SELF_SIGNED},
        {X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE, PC_ERR_TLS_SIGNATURE},
        {X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, PC_ERR_TLS_SIGNATURE},
        {X509_V_ERR_CERT_SIGNATURE_FAILURE, PC_ERR_TLS_SIGNATURE},
        {X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH, PC_ERR_TLS_SIGNATURE},
        {X509_V_ERR_CERT_NOT_YET_VALID, PC_ERR_X509_NOT_YET},
        {X509_V_ERR_CERT_HAS_EXPIRED, PC_ERR_X509_EXPIRED},
        {X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD, PC_ERR_DER_TIME},
        {X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD, PC_ERR_DER_TIME},
        {X509_V_ERR_INVALID_CA, PC_ERR_TLS_NOT_CA},
        {X509_V_ERR_PATH_LENGTH_EXCEEDED, PC_ERR_TLS_NOT_CA},
        {X509_V_ERR_KEYUSAGE_NO_CERTSIGN, PC_ERR_TLS_NOT_CA},
        {X509_V_ERR_INVALID_PURPOSE, PC_ERR_X509_PURPOSE},
        {X509_V_ERR_HOSTNAME_MISMATCH, PC_ERR_X509_HOST},
        {X509_V_ERR_IP_ADDRESS_MISMATCH, PC_ERR_X509_IP},
        {X509_V_ERR_EE_KEY_TOO_SMALL, PC_ERR_TLS_WEAK_KEY},
        {X509_V_ERR_CA_KEY_TOO_SMALL, PC_ERR_TLS_WEAK_KEY},
        {X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, PC_ERR_TLS_CRITICAL},
        {X509_V_ERR_OUT_OF_MEM, PC_ERR_TLS_MEMORY},
};

static enum pc_result code_of(long error)
{
        for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
                if (errors[i].error == error) {
                        return errors[i].code;
                }
        }
        return PC_ERR_TLS_VERIFY;
}

/* OpenSSL's words, but for those with which Python begins the sentence that it makes of them. */
static const char *text_of(long error)
{
        return error == X509_V_ERR_HOSTNAME_MISMATCH ? "Hostname mismatch"
                                                     : X509_verify_cert_error_string(error);
}

static struct pc_verify_result verdict(enum pc_result code, size_t index, const char *text)
{
        const struct pc_verify_result result = {code, index, text};

        return result;
}

/* What OpenSSL has before it knows whether it resumes is of the connection before. */
bool pc_openssl_has_certificate(const struct pc_openssl_note *note)
{
        if (note->heard && !SSL_session_reused(note->ssl)) {
                return note->chain.sent != 0;
        }
        return SSL_get0_peer_certificate(note->ssl) != NULL &&
               (!note->watched || SSL_session_reused(note->ssl) || SSL_is_init_finished(note->ssl));
}

struct pc_verify_result pc_openssl_verdict(const struct pc_openssl_note *note)
{
        const long error = SSL_get_verify_result(note->ssl);

        if (note->refused.code < PC_OK) {
                return note->refused;
        }
        if (SSL_get_verify_mode(note->ssl) == SSL_VERIFY_NONE) {
                return verdict(PC_NOT_VALIDATED, 0, "nobody has verified the certificate");
        }
        if (error != X509_V_OK) {
                return verdict(code_of(error), note->error == error ? note->error_index : 0, text_of(error));
        }
        return pc_openssl_has_certificate(note) ? verdict(PC_OK, 0, "ok")
                                                : verdict(PC_NOT_VALIDATED, 0, "no certificate has come");
}
