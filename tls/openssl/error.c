/* Why a session has stopped. For hosts. */
#include <stdio.h>

#include <openssl/err.h>
#include <openssl/sslerr.h>

#include "tls/openssl/session.h"
#include "tls/openssl/verdict.h"
#include "x509/certificate.h"

static enum pc_result fail(struct pc_openssl_session *s, enum pc_result failure, const char *text)
{
        s->failure = failure;
        s->text = text;
        s->note->failed = true;
        return failure;
}

static enum pc_result fail_verdict(struct pc_openssl_session *s)
{
        const struct pc_verify_result verdict = pc_openssl_verdict(s->note);

        pc_session_text_verdict(s->buffer, &verdict, s->note->chain.sent, s->config.server_name);
        return fail(s, verdict.code, s->buffer);
}

static enum pc_result fail_refused(struct pc_openssl_session *s, enum pc_result code, size_t index,
                                   const char *text)
{
        s->note->refused.code = code;
        s->note->refused.index = index;
        s->note->refused.text = text;
        return fail_verdict(s);
}

static enum pc_result fail_protocol(struct pc_openssl_session *s, unsigned long error)
{
        const char *reason = ERR_reason_error_string(error);

        snprintf(s->buffer, sizeof s->buffer, "%s: %s", pc_session_text_failed(s->done),
                 reason == NULL ? "OpenSSL does not say why" : reason);
        return fail(s, PC_ERR_TLS_PROTOCOL, s->buffer);
}

static bool decodes(struct pc_slice der)
{
        const unsigned char *at = der.data;
        X509 *cert = d2i_X509(NULL, &at, (long)der.len);
        const bool whole = cert != NULL && at == der.data + der.len;

        X509_free(cert);
        return whole;
}

/* Where this library's decoder agrees that the certificate is malformed, it says why. */
static enum pc_result fail_certificate(struct pc_openssl_session *s, struct pc_slice der, size_t index)
{
        struct pc_certificate cert;
        const enum pc_result code = pc_certificate_parse(&cert, der, NULL);

        return code != PC_OK ? fail_refused(s, code, index, pc_strerror(code))
                             : fail_refused(s, PC_ERR_TLS_VERIFY, index,
                                            "certificate that OpenSSL does not decode");
}

/* Something was no ASN.1 as it should be: a certificate? */
static enum pc_result fail_undecodable(struct pc_openssl_session *s, unsigned long error)
{
        struct pc_slice der;

        for (size_t i = 0; pc_chain_at(&s->note->chain, i, &der) == PC_OK; i++) {
                if (!decodes(der)) {
                        return fail_certificate(s, der, i);
                }
        }
        return fail_protocol(s, error);
}

static enum pc_result fail_alert(struct pc_openssl_session *s, int description)
{
        pc_session_text_alert(s->buffer, (uint8_t)description,
                              s->config.protocol_max == TLS1_2_VERSION ? "up to 1.2" : "up to 1.3");
        return fail(s, PC_ERR_TLS_ALERT, s->buffer);
}

static enum pc_result fail_reason(struct pc_openssl_session *s, unsigned long error)
{
        const int reason = ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;

        switch (reason) {
        case SSL_R_CERTIFICATE_VERIFY_FAILED:
                return pc_openssl_verdict(s->note).code < PC_OK
                               ? fail_verdict(s)
                               : fail_refused(s, PC_ERR_TLS_VERIFY, 0, "the verification did not end");
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
                return fail_refused(s, PC_ERR_TLS_NO_CERTIFICATE, 0, "peer did not return a certificate");
        case SSL_R_CERT_LENGTH_MISMATCH:
        case ERR_R_ASN1_LIB:
                return fail_undecodable(s, error);
        case SSL_R_UNEXPECTED_EOF_WHILE_READING:
                return fail(s, PC_ERR_TLS_EOF, pc_session_text_cut(s->done));
        default:
                return reason > SSL_AD_REASON_OFFSET && reason <= SSL_AD_REASON_OFFSET + UINT8_MAX
                               ? fail_alert(s, reason - SSL_AD_REASON_OFFSET)
                               : fail_protocol(s, error);
        }
}

enum pc_result pc_openssl_explain(struct pc_openssl_session *s, int error)
{
        if (error == SSL_ERROR_SSL) {
                return fail_reason(s, ERR_peek_last_error());
        }
        if (error == SSL_ERROR_ZERO_RETURN) {
                return fail(s, PC_ERR_TLS_EOF, "the peer closed the connection in the handshake");
        }
        return fail(s, PC_ERR_TLS_TRANSPORT, pc_session_text_failed(s->done));
}
