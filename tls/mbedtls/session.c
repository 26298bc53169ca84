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

/* What waits goes out before a failure is told; whether it gets through changes nothing. */
static enum pc_result tell_failure(struct pc_mbedtls_session *s)
{
        const enum pc_result result = pc_wire_flush(&s->wire);

        return result > 0 ? result : s->failure;
}

static enum pc_result fail(struct pc_mbedtls_session *s, int error)
{
        const enum pc_result result = pc_mbedtls_fail(s, error);

        (void)result;
        return tell_failure(s);
}

static enum pc_result fail_with(struct pc_mbedtls_session *s, enum pc_result code, const char *text)
{
        s->tap.verdict = pc_mbedtls_verdict(code, 0, text);
        return fail(s, 0);
}

/* A full handshake is going on: what a saved session brought does not count, nor a chain that did not come.
 */
static void note_full(struct pc_mbedtls_session *s)
{
        static const struct pc_saved_session none = {
                .verdict = {PC_NOT_VALIDATED, 0, "the peer sent no certificate"},
        };

        s->tap.full = true;
        if (!s->tap.judged) {
                pc_mbedtls_inherit(s, &none);
        }
}

/* One message further. The verdict on a chain, and its lack, are seen to before anything else is sent. */
static enum pc_result step(struct pc_mbedtls_session *s)
{
        const bool certificate = pc_mbedtls_awaits_certificate(&s->ssl);
        const bool hello = !s->tap.offered && s->config.role == PC_ROLE_SERVER;
        int error;

        s->wire.silent = certificate;
        error = mbedtls_ssl_handshake_step(&s->ssl);
        s->wire.silent = false;
        if (error == MBEDTLS_ERR_SSL_WANT_READ) {
                return PC_WANT_READ;
        }
        if (error == MBEDTLS_ERR_SSL_WANT_WRITE) {
                return PC_WANT_WRITE;
        }
        if (hello) {
                pc_mbedtls_note_offer(s);
        }
        if (s->config.own != NULL && s->config.role == PC_ROLE_CLIENT &&
            pc_mbedtls_certificate_asked(&s->ssl)) {
                s->tap.own = pc_credentials_certificate(s->config.own, 0);
        }
        if (error != 0 || s->tap.verdict.code < 0) {
                return fail(s, error);
        }
        if (certificate && !s->tap.judged && s->config.role == PC_ROLE_SERVER &&
            s->config.verify == PC_VERIFY_REQUIRED) {
                return fail_with(s, PC_ERR_TLS_NO_CERTIFICATE, "peer did not return a certificate");
        }
        if (!s->tap.full && pc_mbedtls_exchanges_keys(&s->ssl)) {
                note_full(s);
        }
        return PC_OK;
}

/* Nothing that had to be verified is left unverified, whatever the library did. */
static bool is_acceptable(const struct pc_mbedtls_session *s)
{
        const bool may_be_missing =
                s->config.role == PC_ROLE_SERVER && s->config.verify == PC_VERIFY_OPTIONAL;

        if (s->config.verify == PC_VERIFY_NONE || s->tap.verdict.code == PC_OK) {
                return true;
        }
        return may_be_missing && s->tap.chain.sent == 0;
}

static enum pc_result finish(struct pc_mbedtls_session *s)
{
        s->tap.resumed = !s->tap.full;
        if (s->tap.resumed && s->config.role == PC_ROLE_CLIENT) {
                pc_mbedtls_inherit(s, &s->earlier);
        }
        if (!is_acceptable(s)) {
                return fail_with(s, PC_ERR_TLS_VERIFY, "nobody has verified the certificate");
        }
        s->done = true;
        return PC_OK;
}

static enum pc_result session_handshake(struct pc_session *session)
{
        struct pc_mbedtls_session *s = session_of(session);
        enum pc_result result = PC_OK;

        if (s->failure != PC_OK) {
                return tell_failure(s);
        }
        while (result == PC_OK && !s->done && !pc_mbedtls_is_done(&s->ssl)) {
                result = step(s);
        }
        if (result == PC_OK && !s->done) {
                result = finish(s);
        }
        if (result != PC_OK) {
                return result;
        }
        result = pc_wire_flush(&s->wire);
        return result < 0 ? fail(s, MBEDTLS_ERR_SSL_INTERNAL_ERROR) : result;
}

static enum pc_result session_read(struct pc_session *session, uint8_t *buf, size_t size, size_t *done)
{
        struct pc_mbedtls_session *s = session_of(session);
        int count;

        if (s->failure != PC_OK || !s->done) {
                return s->done ? tell_failure(s) : PC_ERR_API_HANDSHAKE;
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
                return fail(s, count);
        }
}

static enum pc_result session_write(struct pc_session *session, const uint8_t *buf, size_t size, size_t *done)
{
        struct pc_mbedtls_session *s = session_of(session);
        enum pc_result result;
        int count;

        if (s->failure != PC_OK || !s->done) {
                return s->done ? tell_failure(s) : PC_ERR_API_HANDSHAKE;
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
                return fail(s, count);
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
                return s->done ? tell_failure(s) : PC_ERR_API_HANDSHAKE;
        }
        result = pc_wire_flush(&s->wire);
        if (result == PC_OK && !s->closing) {
                s->closing = true;
                mbedtls_ssl_close_notify(&s->ssl);
                result = pc_wire_flush(&s->wire);
        }
        s->tap.closed = s->closing;
        return result < 0 ? fail(s, MBEDTLS_ERR_SSL_INTERNAL_ERROR) : result;
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
        {"TLS 1.3", "mbedTLS 2.28 has TLS 1.2 at most"},
        {"tls-exporter", "mbedTLS 2.28 does not tell whether the extended master secret was negotiated"},
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
        .handshake = session_handshake,
        .read = session_read,
        .write = session_write,
        .close = session_close,
        .save = pc_mbedtls_save,
        .free = session_free,
        .peer = session_peer,
        .error_text = session_error_text,
};
