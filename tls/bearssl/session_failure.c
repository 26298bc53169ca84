/* What a session says when its engine has stopped. For hosts. */
#include "tls/bearssl/session.h"

#include <stdio.h>

#include "tls/alert.h"
#include "tls/bearssl/internal.h"

/* Returns the verdict's code. */
static enum pc_result fail_verdict(struct bearssl_session *s, const struct pc_verify_result *verdict)
{
        if (verdict->code == PC_ERR_TLS_NO_CERTIFICATE) {
                return pc_records_fail(&s->records, verdict->code, verdict->text);
        }
        pc_session_text_verdict(s->text, verdict, s->tap.chain.sent, s->tap.server_name);
        return pc_records_fail(&s->records, verdict->code, s->text);
}

static enum pc_result fail_alert(struct bearssl_session *s, uint8_t description)
{
        pc_session_text_alert(s->text, description, "up to 1.2");
        if (description == PC_ALERT_PROTOCOL_VERSION) {
                pc_session_text_newer(s->text);
        }
        return pc_records_fail(&s->records, PC_ERR_TLS_ALERT, s->text);
}

/* The engine has found something, and told the peer itself. */
static enum pc_result fail_own_alert(struct bearssl_session *s, uint8_t description)
{
        switch (description) {
        case PC_ALERT_PROTOCOL_VERSION:
                return pc_records_fail(&s->records, PC_ERR_TLS_PROTOCOL,
                                       "no TLS version in common with the peer");
        case PC_ALERT_HANDSHAKE_FAILURE:
                snprintf(s->text, sizeof s->text,
                         "no shared cipher: the client offers none of this server's suites, which are TLS "
                         "1.2's");
                pc_session_text_newer(s->text);
                return pc_records_fail(&s->records, PC_ERR_TLS_PROTOCOL, s->text);
        default:
                snprintf(s->text, sizeof s->text, "the peer was sent the fatal alert %s (%u)",
                         pc_alert_name(description), (unsigned)description);
                return pc_records_fail(&s->records, PC_ERR_TLS_PROTOCOL, s->text);
        }
}

enum pc_result pc_bearssl_session_fail(struct bearssl_session *s)
{
        const int error = br_ssl_engine_last_error(&s->tls.engine);
        struct pc_verify_result verdict;

        if (pc_bearssl_excessive(&s->tap)) {
                pc_bearssl_cut(&s->tap);
                return pc_records_fail(&s->records, PC_ERR_TLS_PROTOCOL, PC_BEARSSL_EXCESSIVE);
        }
        pc_bearssl_backend.verify_result(&s->tap, &verdict);
        if (verdict.code < 0) {
                return fail_verdict(s, &verdict);
        }
        if (error >= BR_ERR_SEND_FATAL_ALERT) {
                return fail_own_alert(s, (uint8_t)(error - BR_ERR_SEND_FATAL_ALERT));
        }
        if (error >= BR_ERR_RECV_FATAL_ALERT) {
                return fail_alert(s, (uint8_t)(error - BR_ERR_RECV_FATAL_ALERT));
        }
        if (error == BR_ERR_OK) {
                return pc_records_fail(&s->records, PC_ERR_TLS_EOF,
                                       "the peer closed the connection in the handshake");
        }
        return pc_records_fail(&s->records, PC_ERR_TLS_PROTOCOL, pc_bearssl_error_text(error));
}
