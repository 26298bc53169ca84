/* A session of BearSSL's, for hosts: all that belongs to one connection, and the trust anchors, on the heap. */
#include "tls/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tls/alert.h"
#include "tls/bearssl/records.h"
#include "x509/verify.h"

#define TEXT_MAX 512

struct bearssl_session {
        struct pc_session base;
        struct pc_records records;
        br_ssl_client_context client;
        br_x509_minimal_context minimal;
        br_x509_decoder_context decoder;
        struct pc_bearssl tap;
        br_x509_trust_anchor *anchors;
        struct pc_slice *anchor_ders;
        size_t anchors_num;
        uint8_t alert[PC_BEARSSL_ALERT]; /* to be sent still */
        size_t alert_len, alert_sent;
        char text[TEXT_MAX]; /* what cannot be said in constant words */
        unsigned char buffer[BR_SSL_BUFSIZE_BIDI];
};

static struct bearssl_session *session_of(struct pc_session *session)
{
        return (struct bearssl_session *)session;
}

static enum pc_result load_anchors(struct bearssl_session *s, const struct pc_trust_store *trust)
{
        size_t count = trust == NULL ? 0 : pc_trust_store_count(trust);

        if (count == 0) {
                return PC_ERR_TLS_CONFIG;
        }
        s->anchors = calloc(count, sizeof *s->anchors);
        s->anchor_ders = calloc(count, sizeof *s->anchor_ders);
        if (s->anchors == NULL || s->anchor_ders == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        for (size_t i = 0; i < count; i++) {
                struct pc_slice der = pc_trust_store_anchor(trust, i);

                /* An anchor whose key BearSSL cannot use vouches for nobody. */
                if (pc_bearssl_trust_anchor(der, &s->anchors[s->anchors_num]) == PC_OK) {
                        s->anchor_ders[s->anchors_num++] = der;
                }
        }
        return s->anchors_num == 0 ? PC_ERR_TLS_CONFIG : PC_OK;
}

static void attach(struct bearssl_session *s, const struct pc_session_config *config)
{
        struct pc_bearssl_config tap = {
                .verify = config->verify,
                .server_name = config->server_name,
                .no_name_check = config->no_name_check || config->server_name == NULL,
                .host_flags = config->host_flags,
                .chain = config->chain,
                .chain_size = config->chain_size,
                .anchors = s->anchor_ders,
                .decoder = &s->decoder,
        };

        br_ssl_client_init_full(&s->client, &s->minimal, s->anchors, s->anchors_num);
        /* As Python has it since 3.10. */
        br_ssl_engine_set_versions(&s->client.eng, BR_TLS12, BR_TLS12);
        pc_bearssl_attach_client(&s->tap, &s->client, &s->minimal, &tap);
        br_ssl_engine_set_buffer(&s->client.eng, s->buffer, sizeof s->buffer, 1);
}

/* RFC 6066 3: an IP address is no server name. */
static const char *name_to_send(const char *server_name)
{
        uint8_t octets[16];
        size_t len;

        return server_name != NULL && pc_ip_address_read(server_name, octets, &len) == PC_OK ? NULL
                                                                                             : server_name;
}

static void bearssl_free(struct pc_session *session)
{
        struct bearssl_session *s = session_of(session);

        free(s->anchors);
        free(s->anchor_ders);
        free(s);
}

extern const struct pc_session_class pc_bearssl_session_class;

static enum pc_result bearssl_open(struct pc_session **out, const struct pc_session_config *config,
                                   struct pc_transport transport)
{
        struct bearssl_session *s;
        enum pc_result result = PC_OK;

        if (config->role != PC_ROLE_CLIENT) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        s = calloc(1, sizeof *s);
        if (s == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        s->base.session_class = &pc_bearssl_session_class;
        s->records.transport = transport;
        s->records.engine = &s->client.eng;
        s->records.tap = &s->tap;
        s->records.text = "";
        if (config->verify != PC_VERIFY_NONE) {
                result = load_anchors(s, config->trust);
        }
        if (result == PC_OK) {
                attach(s, config);
                result = br_ssl_client_reset(&s->client, name_to_send(config->server_name), 0)
                                 ? PC_OK
                                 : PC_ERR_TLS_CONFIG;
        }
        if (result != PC_OK) {
                bearssl_free(&s->base);
                return result;
        }
        *out = &s->base;
        return PC_OK;
}

/* In words for the session's text; returns the verdict's code. */
static enum pc_result fail_verdict(struct bearssl_session *s)
{
        const struct pc_verify_result *verdict = &s->tap.verdict;

        if (verdict->code == PC_ERR_X509_HOST || verdict->code == PC_ERR_X509_IP) {
                snprintf(s->text, sizeof s->text,
                         "certificate verify failed: %s, certificate is not valid for '%s'", verdict->text,
                         s->tap.server_name);
        } else if (verdict->index == 0 || verdict->index >= s->tap.chain.sent) {
                snprintf(s->text, sizeof s->text, "certificate verify failed: %s", verdict->text);
        } else {
                snprintf(s->text, sizeof s->text,
                         "certificate verify failed: %s (certificate %lu of the chain)", verdict->text,
                         (unsigned long)verdict->index);
        }
        return pc_records_fail(&s->records, verdict->code, s->text);
}

static enum pc_result fail_alert(struct bearssl_session *s, uint8_t description)
{
        const char *hint = "";

        if (description == PC_ALERT_PROTOCOL_VERSION) {
                hint = ": it takes none of the TLS versions that BearSSL has, up to 1.2, and may want TLS "
                       "1.3";
        }
        snprintf(s->text, sizeof s->text, "the peer sent the fatal alert %s (%u)%s",
                 pc_alert_name(description), (unsigned)description, hint);
        return pc_records_fail(&s->records, PC_ERR_TLS_ALERT, s->text);
}

/* The engine has stopped: why? */
static enum pc_result fail_engine(struct bearssl_session *s, int error)
{
        if (s->tap.judged && s->tap.verdict.code < 0) {
                return fail_verdict(s);
        }
        if (error > BR_ERR_RECV_FATAL_ALERT && error < BR_ERR_SEND_FATAL_ALERT) {
                return fail_alert(s, (uint8_t)(error - BR_ERR_RECV_FATAL_ALERT));
        }
        if (error == BR_ERR_OK) {
                return pc_records_fail(&s->records, PC_ERR_TLS_EOF,
                                       "the peer closed the connection in the handshake");
        }
        return pc_records_fail(&s->records, PC_ERR_TLS_PROTOCOL, pc_bearssl_error_text(error));
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
        result = fail_engine(s, br_ssl_engine_last_error(&s->client.eng));
        (void)result;
        return send_alert(s);
}

/* The engine is closed after the handshake: by close_notify, or because of an error. */
static enum pc_result ended(struct bearssl_session *s)
{
        int error = br_ssl_engine_last_error(&s->client.eng);

        return error == BR_ERR_OK ? PC_END : fail_engine(s, error);
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
        data = br_ssl_engine_recvapp_buf(&s->client.eng, &len);
        *done = len < size ? len : size;
        memcpy(buf, data, *done);
        br_ssl_engine_recvapp_ack(&s->client.eng, *done);
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
        room = br_ssl_engine_sendapp_buf(&s->client.eng, &len);
        *done = len < size ? len : size;
        memcpy(room, buf, *done);
        br_ssl_engine_sendapp_ack(&s->client.eng, *done);
        br_ssl_engine_flush(&s->client.eng, 0);
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
        br_ssl_engine_flush(&s->client.eng, 0);
        if (s->client.eng.application_data == 1) {
                br_ssl_engine_close(&s->client.eng);
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

static enum pc_result bearssl_save(const struct pc_session *session, uint8_t *buf, size_t size, size_t *len)
{
        (void)session;
        (void)buf;
        (void)size;
        (void)len;
        return PC_NONE;
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
        {NULL, NULL},
};

const struct pc_session_class pc_bearssl_session_class = {
        .name = "bearssl",
        .version = bearssl_version,
        .backend = &pc_bearssl_backend,
        .limits = limits,
        .protocol_min = 0x0303,
        .protocol_max = 0x0303,
        .open = bearssl_open,
        .handshake = bearssl_handshake,
        .read = bearssl_read,
        .write = bearssl_write,
        .close = bearssl_close,
        .save = bearssl_save,
        .free = bearssl_free,
        .peer = bearssl_peer,
        .error_text = bearssl_error_text,
};
