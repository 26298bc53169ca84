/* A session of OpenSSL's. For hosts. */
#include "tls/openssl/session.h"

#include <stdlib.h>

#include <openssl/err.h>

#include "tls/openssl/context.h"

/* As much as one record holds. */
#define WRITE_MAX 16384

static struct pc_openssl_session *session_of(struct pc_session *session)
{
        return (struct pc_openssl_session *)session;
}

static void openssl_free(struct pc_session *session)
{
        struct pc_openssl_session *s = session_of(session);

        /* A connection that did not fail may be resumed, even where close_notify was not waited for. */
        if (s->ssl != NULL && s->done && s->failure == PC_OK) {
                SSL_set_shutdown(s->ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
        }
        SSL_free(s->ssl);
        SSL_CTX_free(s->context);
        pc_openssl_line_free(&s->line);
        free(s);
}

static enum pc_result connect_line(struct pc_openssl_session *s, struct pc_transport transport)
{
        BIO *bio = pc_openssl_line_open(&s->line, transport);

        if (bio == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        SSL_set_bio(s->ssl, bio, bio);
        s->note = pc_openssl_note(s->ssl);
        return s->note != NULL && pc_openssl_watch(s->ssl) ? PC_OK : PC_ERR_TLS_MEMORY;
}

static enum pc_result set_up(struct pc_openssl_session *s, struct pc_transport transport)
{
        enum pc_result result = pc_openssl_context(&s->context, &s->config);

        if (result == PC_OK) {
                result = pc_openssl_connection(&s->ssl, s->context, &s->config);
        }
        if (result == PC_OK) {
                result = connect_line(s, transport);
        }
        return result == PC_OK ? pc_openssl_resume(s) : result;
}

/* What OpenSSL does not take, or has no memory or no randomness for; it names what came first. */
static enum pc_result refused(enum pc_result result)
{
        const unsigned long error = ERR_peek_error();

        if (result == PC_ERR_TLS_MEMORY && ERR_GET_LIB(error) == ERR_LIB_RAND) {
                return PC_ERR_TLS_CONFIG;
        }
        return result == PC_ERR_TLS_CONFIG && ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE
                       ? PC_ERR_TLS_MEMORY
                       : result;
}

static enum pc_result openssl_open(struct pc_session **out, const struct pc_session_config *config,
                                   struct pc_transport transport)
{
        struct pc_openssl_session *s = calloc(1, sizeof *s);
        enum pc_result result;

        if (s == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        s->base.session_class = &pc_openssl_session_class;
        s->config = *config;
        s->text = "";
        ERR_clear_error();
        result = refused(set_up(s, transport));
        ERR_clear_error();
        if (result != PC_OK) {
                openssl_free(&s->base);
                return result;
        }
        *out = &s->base;
        return PC_OK;
}

/* OpenSSL waits for input. What is queued is worth waiting for, too. */
static enum pc_result wait_for_input(struct pc_openssl_session *s)
{
        if (s->line.broken) {
                return pc_openssl_explain(s, SSL_ERROR_SYSCALL);
        }
        return s->line.end != s->line.start ? PC_WANT_WRITE : PC_WANT_READ;
}

/* What a call of OpenSSL's comes to that has not succeeded: the alert that it calls for is sent. */
static enum pc_result stopped(struct pc_openssl_session *s, int ret)
{
        const int error = SSL_get_error(s->ssl, ret);
        enum pc_result result;

        if (error != SSL_ERROR_WANT_READ) {
                pc_openssl_explain(s, error);
        }
        ERR_clear_error();
        result = pc_openssl_line_flush(&s->line);
        if (s->failure == PC_OK) {
                return wait_for_input(s);
        }
        return result == PC_OK ? s->failure : result;
}

/* Sends what is queued, before all else; a failure that was found before comes after it. */
static enum pc_result flush_first(struct pc_openssl_session *s)
{
        const enum pc_result result = pc_openssl_line_flush(&s->line);

        return result == PC_OK ? s->failure : result;
}

/*
 * Done is who has sent all of the last flight. Only the tickets of TLS 1.3's server may get lost: a client
 * that has said what it had to, and is gone, can be heard still.
 */
static enum pc_result finish(struct pc_openssl_session *s)
{
        const bool tickets = s->config.role == PC_ROLE_SERVER && SSL_version(s->ssl) >= TLS1_3_VERSION;
        const enum pc_result result = pc_openssl_line_flush(&s->line);

        if (result == PC_OK && s->line.broken && !tickets) {
                return pc_openssl_explain(s, SSL_ERROR_SYSCALL);
        }
        s->done = result == PC_OK;
        return result;
}

static enum pc_result openssl_handshake(struct pc_session *session)
{
        struct pc_openssl_session *s = session_of(session);
        enum pc_result result = flush_first(s);
        int ret;

        if (result != PC_OK || s->done) {
                return result;
        }
        ERR_clear_error();
        ret = SSL_do_handshake(s->ssl);
        return ret == 1 ? finish(s) : stopped(s, ret);
}

static enum pc_result openssl_read(struct pc_session *session, uint8_t *buf, size_t size, size_t *done)
{
        struct pc_openssl_session *s = session_of(session);
        const enum pc_result result = flush_first(s);
        int ret;

        if (s->failure != PC_OK) {
                return result;
        }
        if (!s->done) {
                return PC_ERR_API_HANDSHAKE;
        }
        ERR_clear_error();
        ret = SSL_read_ex(s->ssl, buf, size, done);
        if (ret == 1) {
                return PC_OK;
        }
        return SSL_get_error(s->ssl, ret) == SSL_ERROR_ZERO_RETURN ? PC_END : stopped(s, ret);
}

static enum pc_result openssl_write(struct pc_session *session, const uint8_t *buf, size_t size, size_t *done)
{
        struct pc_openssl_session *s = session_of(session);
        enum pc_result result = s->done || s->failure != PC_OK ? flush_first(s) : PC_ERR_API_HANDSHAKE;
        int ret;

        if (result != PC_OK) {
                return result;
        }
        if (s->line.broken) {
                return pc_openssl_explain(s, SSL_ERROR_SYSCALL);
        }
        if ((SSL_get_shutdown(s->ssl) & SSL_SENT_SHUTDOWN) != 0) {
                return PC_ERR_TLS_EOF;
        }
        ERR_clear_error();
        ret = SSL_write_ex(s->ssl, buf, size < WRITE_MAX ? size : WRITE_MAX, done);
        if (ret != 1) {
                return stopped(s, ret);
        }
        /* Accepted, whatever comes of the sending now: the next call says. */
        result = pc_openssl_line_flush(&s->line);
        (void)result;
        return PC_OK;
}

static enum pc_result openssl_close(struct pc_session *session)
{
        struct pc_openssl_session *s = session_of(session);
        enum pc_result result;

        if (s->failure != PC_OK) {
                return s->failure;
        }
        if (!s->done) {
                return PC_ERR_API_HANDSHAKE;
        }
        ERR_clear_error();
        if ((SSL_get_shutdown(s->ssl) & SSL_SENT_SHUTDOWN) == 0) {
                SSL_shutdown(s->ssl);
        }
        result = pc_openssl_line_flush(&s->line);
        return s->line.broken ? pc_openssl_explain(s, SSL_ERROR_SYSCALL) : result;
}

static struct pc_peer openssl_peer(const struct pc_session *session)
{
        const struct pc_peer peer = {&pc_openssl_backend, ((const struct pc_openssl_session *)session)->note};

        return peer;
}

static const char *openssl_error_text(const struct pc_session *session)
{
        return ((const struct pc_openssl_session *)session)->text;
}

static const char *openssl_version(void)
{
        return OpenSSL_version(OPENSSL_VERSION_STRING);
}

static const struct pc_session_limit limits[] = {
        {NULL, NULL},
};

const struct pc_session_class pc_openssl_session_class = {
        .name = "openssl",
        .version = openssl_version,
        .backend = &pc_openssl_backend,
        .limits = limits,
        .protocol_min = TLS1_2_VERSION,
        .protocol_max = TLS1_3_VERSION,
        .open = openssl_open,
        .handshake = openssl_handshake,
        .read = openssl_read,
        .write = openssl_write,
        .close = openssl_close,
        .save = pc_openssl_save,
        .free = openssl_free,
        .peer = openssl_peer,
        .error_text = openssl_error_text,
};
