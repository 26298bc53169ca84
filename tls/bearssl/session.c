/* A session of BearSSL's: the handshake, the data, and the class. For hosts. */
#include "tls/bearssl/session.h"

#include <string.h>

static struct bearssl_session *session_of(struct pc_session *session)
{
        return (struct bearssl_session *)session;
}

/* Sends the alert that is due after a failure; whether it gets through changes nothing. */
static enum pc_result send_alert(struct bearssl_session *s)
{
        while (s->alert_sent < s->alert_len) {
                size_t sent = 0;
                enum pc_result result = pc_records_write(&s->records, s->alert + s->alert_sent,
                                                         s->alert_len - s->alert_sent, &sent);

                if (result > 0) {
                        return result;
                }
                if (result < 0) {
                        break;
                }
                s->alert_sent += sent;
        }
        s->alert_len = 0;
        return s->records.failure;
}

static enum pc_result bearssl_handshake(struct pc_session *session)
{
        struct bearssl_session *s = session_of(session);
        enum pc_result result;

        if (s->records.failure != PC_OK) {
                return send_alert(s);
        }
        if (s->records.done) {
                return PC_OK;
        }
        result = pc_records_pump(&s->records, BR_SSL_SENDAPP);
        if (result == PC_OK) {
                s->records.done = true;
        }
        if (result != PC_END) {
                return result;
        }
        s->alert_len = pc_bearssl_alert(&s->tap, s->alert);
        result = pc_bearssl_session_fail(s);
        (void)result;
        return send_alert(s);
}

/* The engine is closed after the handshake: by close_notify, or because of an error. */
static enum pc_result ended(struct bearssl_session *s)
{
        int error = br_ssl_engine_last_error(&s->tls.engine);

        return error == BR_ERR_OK ? PC_END : pc_bearssl_session_fail(s);
}

static enum pc_result bearssl_read(struct pc_session *session, uint8_t *buf, size_t size, size_t *done)
{
        struct bearssl_session *s = session_of(session);
        enum pc_result result =
                s->records.done ? pc_records_pump(&s->records, BR_SSL_RECVAPP) : PC_ERR_API_HANDSHAKE;
        const unsigned char *data;
        size_t len;

        if (result == PC_END) {
                return ended(s);
        }
        if (result != PC_OK) {
                return result;
        }
        data = br_ssl_engine_recvapp_buf(&s->tls.engine, &len);
        *done = len < size ? len : size;
        memcpy(buf, data, *done);
        br_ssl_engine_recvapp_ack(&s->tls.engine, *done);
        return PC_OK;
}

static enum pc_result bearssl_write(struct pc_session *session, const uint8_t *buf, size_t size, size_t *done)
{
        struct bearssl_session *s = session_of(session);
        enum pc_result result =
                s->records.done ? pc_records_pump(&s->records, BR_SSL_SENDAPP) : PC_ERR_API_HANDSHAKE;
        unsigned char *room;
        size_t len;

        if (result == PC_END) {
                result = ended(s);
                return result == PC_END ? PC_ERR_TLS_EOF : result;
        }
        if (result != PC_OK) {
                return result;
        }
        room = br_ssl_engine_sendapp_buf(&s->tls.engine, &len);
        *done = len < size ? len : size;
        memcpy(room, buf, *done);
        br_ssl_engine_sendapp_ack(&s->tls.engine, *done);
        br_ssl_engine_flush(&s->tls.engine, 0);
        /* Accepted, whatever comes of the sending now: the next call says. */
        result = pc_records_pump(&s->records, BR_SSL_SENDAPP);
        (void)result;
        return PC_OK;
}

static enum pc_result bearssl_close(struct pc_session *session)
{
        struct bearssl_session *s = session_of(session);

        if (s->records.failure != PC_OK) {
                return s->records.failure;
        }
        if (!s->records.done) {
                return PC_ERR_API_HANDSHAKE;
        }
        br_ssl_engine_flush(&s->tls.engine, 0);
        if (s->tls.engine.application_data == 1) {
                br_ssl_engine_close(&s->tls.engine);
        }
        return pc_records_flush(&s->records);
}

static struct pc_peer bearssl_peer(const struct pc_session *session)
{
        return pc_bearssl_peer(&((const struct bearssl_session *)session)->tap);
}

static const char *bearssl_error_text(const struct pc_session *session)
{
        return ((const struct bearssl_session *)session)->records.text;
}

/* BearSSL does not tell. */
static const char *bearssl_version(void)
{
        return "0.6";
}

static const struct pc_session_limit limits[] = {
        {"TLS 1.3", "BearSSL has TLS 1.0 to 1.2"},
        {"tls-exporter",
         "BearSSL has no extended master secret, without which RFC 9266 forbids it in TLS 1.2"},
        {"shared-ciphers", "without the suites that BearSSL does not have, TLS 1.3's and DHE's, and without "
                           "those of ECDHE where no curve is shared"},
        {"session tickets", "BearSSL resumes by session ID only"},
        {"Ed25519, Ed448, RSASSA-PSS", "BearSSL has neither keys nor signatures of these; its curves are "
                                       "P-256, P-384 and P-521"},
        {"chains out of order", "BearSSL takes each certificate to be issued by the next"},
        {"name constraints", "BearSSL refuses critical ones, and does not look at others"},
        {"alerts once encrypted", "BearSSL sends no alert of its own when it fails; what is sent for it goes "
                                  "out in clear, before the keys change"},
        {NULL, NULL},
};

const struct pc_session_class pc_bearssl_session_class = {
        .name = "bearssl",
        .version = bearssl_version,
        .backend = &pc_bearssl_backend,
        .limits = limits,
        .protocol_min = 0x0303,
        .protocol_max = 0x0303,
        .open = pc_bearssl_session_open,
        .handshake = bearssl_handshake,
        .read = bearssl_read,
        .write = bearssl_write,
        .close = bearssl_close,
        .save = pc_bearssl_session_save,
        .free = pc_bearssl_session_free,
        .peer = bearssl_peer,
        .error_text = bearssl_error_text,
};
