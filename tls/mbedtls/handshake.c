/* A handshake, message by message. For hosts. */
#include "tls/mbedtls/session.h"

enum pc_result pc_mbedtls_tell_failure(struct pc_mbedtls_session *s)
{
        const enum pc_result result = pc_wire_flush(&s->wire);

        return result > 0 ? result : s->failure;
}

enum pc_result pc_mbedtls_give_up(struct pc_mbedtls_session *s, int error)
{
        const enum pc_result result = pc_mbedtls_fail(s, error);

        (void)result;
        return pc_mbedtls_tell_failure(s);
}

static enum pc_result fail_with(struct pc_mbedtls_session *s, enum pc_result code, const char *text)
{
        s->tap.verdict = pc_mbedtls_verdict(code, 0, text);
        return pc_mbedtls_give_up(s, 0);
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

/* Its verify callback is not called. */
static bool is_unverified_client(const struct pc_mbedtls_session *s)
{
        return s->config.role == PC_ROLE_CLIENT && s->config.verify == PC_VERIFY_NONE;
}

/* One message further. The verdict on a chain, and its lack, are seen to before anything else is sent. */
static enum pc_result step(struct pc_mbedtls_session *s)
{
        const bool certificate = pc_mbedtls_awaits_certificate(&s->ssl);
        const bool hello = pc_mbedtls_awaits_hello(&s->ssl);
        int error;

        s->wire.silent = certificate || hello;
        error = mbedtls_ssl_handshake_step(&s->ssl);
        s->wire.silent = false;
        if (error == MBEDTLS_ERR_SSL_WANT_READ) {
                return PC_WANT_READ;
        }
        if (error == MBEDTLS_ERR_SSL_WANT_WRITE) {
                return PC_WANT_WRITE;
        }
        if (hello) {
                pc_mbedtls_note_hello(s);
        }
        if (s->config.own != NULL && s->config.role == PC_ROLE_CLIENT &&
            pc_mbedtls_certificate_asked(&s->ssl)) {
                s->tap.own = pc_credentials_certificate(s->config.own, 0);
        }
        if (certificate && error == 0 && is_unverified_client(s)) {
                pc_mbedtls_note_chain(&s->tap, mbedtls_ssl_get_peer_cert(&s->ssl));
        }
        if (error != 0 || s->tap.verdict.code < 0) {
                return pc_mbedtls_give_up(s, error);
        }
        if (certificate && !s->tap.judged && s->config.verify == PC_VERIFY_REQUIRED) {
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
        if (s->tap.resumed) {
                s->secrets.extended = s->secrets.extended && s->earlier_extended;
        }
        if (!is_acceptable(s)) {
                return fail_with(s, PC_ERR_TLS_VERIFY, "nobody has verified the certificate");
        }
        s->done = true;
        return PC_OK;
}

enum pc_result pc_mbedtls_handshake(struct pc_session *session)
{
        struct pc_mbedtls_session *s = (struct pc_mbedtls_session *)session;
        enum pc_result result = PC_OK;

        if (s->failure != PC_OK) {
                return pc_mbedtls_tell_failure(s);
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
        return result < 0 ? pc_mbedtls_give_up(s, MBEDTLS_ERR_SSL_INTERNAL_ERROR) : result;
}
