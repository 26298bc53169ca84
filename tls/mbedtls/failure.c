/* What a failure is called, and which alert tells the peer of it. For hosts. */
#include <mbedtls/ecp.h>
#include <mbedtls/error.h>
#include <mbedtls/rsa.h>
#include <string.h>

#include "tls/alert.h"
#include "tls/mbedtls/message.h"
#include "tls/mbedtls/session.h"

#define TLS12 0x0303

/* mbedTLS keeps quiet about some of what it finds. The alerts that OpenSSL sends. */
struct alert_for {
        int error;
        uint8_t description;
};

static const struct alert_for alerts[] = {
        {MBEDTLS_ERR_SSL_INVALID_MAC, MBEDTLS_SSL_ALERT_MSG_BAD_RECORD_MAC},
        {MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE, MBEDTLS_SSL_ALERT_MSG_UNEXPECTED_MESSAGE},
        {MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE, MBEDTLS_SSL_ALERT_MSG_INTERNAL_ERROR},
        {MBEDTLS_ERR_SSL_INTERNAL_ERROR, MBEDTLS_SSL_ALERT_MSG_INTERNAL_ERROR},
        {MBEDTLS_ERR_SSL_ALLOC_FAILED, MBEDTLS_SSL_ALERT_MSG_INTERNAL_ERROR},
        {MBEDTLS_ERR_RSA_VERIFY_FAILED, MBEDTLS_SSL_ALERT_MSG_DECRYPT_ERROR},
        {MBEDTLS_ERR_RSA_INVALID_PADDING, MBEDTLS_SSL_ALERT_MSG_DECRYPT_ERROR},
        {MBEDTLS_ERR_ECP_VERIFY_FAILED, MBEDTLS_SSL_ALERT_MSG_DECRYPT_ERROR},
};

/* Of what the library itself would send, it knows best, but for certificates, where versions differ. */
static uint8_t alert_for_error(const struct pc_mbedtls_session *s, int error)
{
        if (s->wire.held != 0 && !pc_mbedtls_awaits_certificate(&s->ssl)) {
                return s->wire.held;
        }
        for (size_t i = 0; i < sizeof alerts / sizeof alerts[0]; i++) {
                if (alerts[i].error == error) {
                        return alerts[i].description;
                }
        }
        return MBEDTLS_SSL_ALERT_MSG_DECODE_ERROR;
}

static uint8_t alert_for_verdict(const struct pc_mbedtls_session *s)
{
        switch (s->tap.verdict.code) {
        case PC_ERR_TLS_NO_CERTIFICATE:
                return s->config.role == PC_ROLE_SERVER ? MBEDTLS_SSL_ALERT_MSG_HANDSHAKE_FAILURE
                                                        : MBEDTLS_SSL_ALERT_MSG_DECODE_ERROR;
        case PC_ERR_DER_EXTRA:
                return MBEDTLS_SSL_ALERT_MSG_DECODE_ERROR;
        default:
                return pc_alert_for_verdict(s->tap.verdict.code);
        }
}

static void send_alert(struct pc_mbedtls_session *s, uint8_t description)
{
        if (!s->wire.has_alerted) {
                mbedtls_ssl_send_alert_message(&s->ssl, MBEDTLS_SSL_ALERT_LEVEL_FATAL, description);
        }
}

static enum pc_result stop(struct pc_mbedtls_session *s, enum pc_result failure, const char *text)
{
        s->failure = failure;
        s->text = text;
        return failure;
}

static enum pc_result fail_verdict(struct pc_mbedtls_session *s)
{
        pc_session_text_verdict(s->words, &s->tap.verdict, s->tap.chain.sent, s->config.server_name);
        send_alert(s, alert_for_verdict(s));
        return stop(s, s->tap.verdict.code, s->words);
}

static enum pc_result fail_alert(struct pc_mbedtls_session *s)
{
        uint8_t alert[2] = {0, 0};

        pc_mbedtls_alert(&s->ssl, alert);
        pc_session_text_alert(s->words, alert[1], "TLS 1.2 alone");
        if (alert[1] == PC_ALERT_PROTOCOL_VERSION) {
                pc_session_text_newer(s->words);
        }
        return stop(s, PC_ERR_TLS_ALERT, s->words);
}

/* A server's own failure in reading the hello, for a reason that mbedTLS does not see. */
static bool wants_newer(const struct pc_mbedtls_session *s)
{
        return s->config.role == PC_ROLE_SERVER && pc_mbedtls_awaits_hello(&s->ssl) &&
               !pc_message_client_speaks(pc_mbedtls_client_hello(&s->ssl), TLS12);
}

static enum pc_result fail_library(struct pc_mbedtls_session *s, int error)
{
        if (wants_newer(s)) {
                send_alert(s, PC_ALERT_PROTOCOL_VERSION);
                return stop(s, PC_ERR_TLS_PROTOCOL, "unsupported protocol: the client does not take TLS 1.2");
        }
        send_alert(s, alert_for_error(s, error));
        if (error == MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE && pc_mbedtls_awaits_certificate(&s->ssl)) {
                return stop(
                        s, PC_ERR_TLS_PROTOCOL,
                        "a chain of more than a record's 16 KB, which mbedTLS 2.28 does not put together");
        }
        mbedtls_strerror(error, s->words, sizeof s->words);
        return stop(s, PC_ERR_TLS_PROTOCOL, s->words);
}

enum pc_result pc_mbedtls_fail(struct pc_mbedtls_session *s, int error)
{
        pc_mbedtls_ended(&s->tap, error);
        s->tap.failed = true;
        if (s->tap.verdict.code < 0) {
                return fail_verdict(s);
        }
        if (s->wire.broken) {
                return stop(s, PC_ERR_TLS_TRANSPORT, pc_session_text_failed(s->done));
        }
        if (error == 0 || error == MBEDTLS_ERR_SSL_CONN_EOF) {
                return stop(s, PC_ERR_TLS_EOF, pc_session_text_cut(s->done));
        }
        if (error == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) {
                return stop(s, PC_ERR_TLS_EOF, "the peer closed the connection in the handshake");
        }
        if (error == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE) {
                return fail_alert(s);
        }
        return fail_library(s, error);
}
