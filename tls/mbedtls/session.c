#include "tls/mbedtls/session.h"

#include <stdlib.h>

static struct pc_mbedtls_session *session_of(struct pc_session *session)
{
        return (struct pc_mbedtls_session *)session;
}

static void session_free(struct pc_session *session)
{
        pc_mbedtls_tear_down(session_of(session));
        free(session);
}

static enum pc_result session_open(struct pc_session **out, const struct pc_session_config *config,
                                   struct pc_transport transport)
{
        struct pc_mbedtls_session *s = calloc(1, sizeof *s);
        enum pc_result result;

        if (s == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        s->base.session_class = &pc_mbedtls_session_class;
        s->config = *config;
        s->wire.transport = transport;
        s->text = "";
        mbedtls_ssl_init(&s->ssl);
        mbedtls_ssl_config_init(&s->settings);
        mbedtls_entropy_init(&s->entropy);
        mbedtls_ctr_drbg_init(&s->random);
        mbedtls_x509_crt_init(&s->anchors);
        mbedtls_x509_crt_init(&s->own);
        mbedtls_pk_init(&s->key);
        result = config->protocol_max != 0 && config->protocol_max < 0x0303 ? PC_ERR_TLS_CONFIG
                                                                            : pc_mbedtls_set_up(s);
        if (result != PC_OK) {
                session_free(&s->base);
                return result;
        }
        *out = &s->base;
        return PC_OK;
}

static enum pc_result session_read(struct pc_session *session, uint8_t *buf, size_t size, size_t *done)
{
        struct pc_mbedtls_session *s = session_of(session);
        int count;

        if (s->failure != PC_OK || !s->done) {
                return s->done ? pc_mbedtls_tell_failure(s) : PC_ERR_API_HANDSHAKE;
        }
        if (s->tap.closed) {
                return PC_END;
        }
        count = mbedtls_ssl_read(&s->ssl, buf, size);
        if (count > 0) {
                *done = (size_t)count;
                return PC_OK;
        }
        switch (count) {
        case MBEDTLS_ERR_SSL_WANT_READ:
                return PC_WANT_READ;
        case MBEDTLS_ERR_SSL_WANT_WRITE:
                return PC_WANT_WRITE;
        case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
                s->tap.closed = true;
                return PC_END;
        default:
                return pc_mbedtls_give_up(s, count);
        }
}

static enum pc_result session_write(struct pc_session *session, const uint8_t *buf, size_t size, size_t *done)
{
        struct pc_mbedtls_session *s = session_of(session);
        enum pc_result result;
        int count;

        if (s->failure != PC_OK || !s->done) {
                return s->done ? pc_mbedtls_tell_failure(s) : PC_ERR_API_HANDSHAKE;
        }
        if (s->closing || s->tap.closed) {
                return PC_ERR_TLS_EOF;
        }
        /* With nothing waiting, there is room for a whole record. */
        result = pc_wire_flush(&s->wire);
        if (result > 0) {
                return result;
        }
        count = result < 0 ? MBEDTLS_ERR_SSL_INTERNAL_ERROR : mbedtls_ssl_write(&s->ssl, buf, size);
        if (count <= 0) {
                return pc_mbedtls_give_up(s, count);
        }
        *done = (size_t)count;
        /* Accepted, whatever comes of the sending now: the next call says. */
        result = pc_wire_flush(&s->wire);
        (void)result;
        return PC_OK;
}

static enum pc_result session_close(struct pc_session *session)
{
        struct pc_mbedtls_session *s = session_of(session);
        enum pc_result result;

        if (s->failure != PC_OK || !s->done) {
                return s->done ? pc_mbedtls_tell_failure(s) : PC_ERR_API_HANDSHAKE;
        }
        result = pc_wire_flush(&s->wire);
        if (result == PC_OK && !s->closing) {
                s->closing = true;
                mbedtls_ssl_close_notify(&s->ssl);
                result = pc_wire_flush(&s->wire);
        }
        s->tap.closed = s->closing;
        return result < 0 ? pc_mbedtls_give_up(s, MBEDTLS_ERR_SSL_INTERNAL_ERROR) : result;
}

static struct pc_peer session_peer(const struct pc_session *session)
{
        return pc_mbedtls_tap_peer(&((const struct pc_mbedtls_session *)session)->tap);
}

static const char *session_error_text(const struct pc_session *session)
{
        return ((const struct pc_mbedtls_session *)session)->text;
}

static const char *session_version(void)
{
        return MBEDTLS_VERSION_STRING;
}

static const struct pc_session_limit limits[] = {
        {"TLS 1.3", "mbedTLS 2.28 has TLS 1.2 at most, and with 3 the backend stays there"},
        {"session tickets", "a server resumes by session ID only"},
        {"Ed25519, Ed448", "mbedTLS has neither keys nor signatures of these"},
        {"name constraints", "mbedTLS refuses critical ones, and does not look at others"},
        {"long chains", "mbedTLS 2.28 takes 16 KB, what fits in one record, and validates a path with 8 CAs "
                        "between the two ends"},
        {"certificates that mbedTLS does not decode",
         "they fail the handshake also where nobody verifies them"},
        {NULL, NULL},
};

const struct pc_session_class pc_mbedtls_session_class = {
        .name = "mbedtls",
        .version = session_version,
        .backend = &pc_mbedtls_backend,
        .limits = limits,
        .protocol_min = 0x0303,
        .protocol_max = 0x0303,
        .open = session_open,
        .handshake = pc_mbedtls_handshake,
        .read = session_read,
        .write = session_write,
        .close = session_close,
        .save = pc_mbedtls_save,
        .free = session_free,
        .peer = session_peer,
        .error_text = session_error_text,
};
