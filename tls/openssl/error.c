/* Why a session has stopped. For hosts. */
#include <stdio.h>

#include <openssl/err.h>
#include <openssl/sslerr.h>

#include "tls/openssl/session.h"
#include "tls/openssl/verdict.h"

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
        const size_t sent = s->note->sent == NULL ? 0 : (size_t)sk_X509_num(s->note->sent);

        pc_session_text_verdict(s->buffer, &verdict, sent, s->config.server_name);
        return fail(s, verdict.code, s->buffer);
}

static enum pc_result fail_alert(struct pc_openssl_session *s, int description)
{
        pc_session_text_alert(s->buffer, (uint8_t)description,
                              s->config.protocol_max == TLS1_2_VERSION ? "up to 1.2" : "up to 1.3");
        return fail(s, PC_ERR_TLS_ALERT, s->buffer);
}

static enum pc_result fail_protocol(struct pc_openssl_session *s, unsigned long error)
{
        const char *reason = ERR_reason_error_string(error);

        snprintf(s->buffer, sizeof s->buffer, "%s: %s", pc_session_text_failed(s->done),
                 reason == NULL ? "OpenSSL does not say why" : reason);
        return fail(s, PC_ERR_TLS_PROTOCOL, s->buffer);
}

static enum pc_result fail_reason(struct pc_openssl_session *s, unsigned long error)
{
        const int reason = ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;

        switch (reason) {
        case SSL_R_CERTIFICATE_VERIFY_FAILED:
                return fail_verdict(s);
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
                s->note->missing = true;
                return fail_verdict(s);
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
