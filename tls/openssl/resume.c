/* Sessions that connections go on from: a client's, saved, and a server's, in a cache. */
#include <limits.h>
#include <string.h>

#include <openssl/crypto.h>

#include "tls/openssl/backend.h"
#include "tls/openssl/session.h"
#include "tls/openssl/verdict.h"
#include "tls/saved_session.h"

/* Sessions are bound by what is saved with them; OpenSSL wants something of its own to go by. */
static const unsigned char id_context[] = "peercert";

/* What a session is bound to: on a server, the name that its client asks for, too. */
static struct pc_session_config bound_config(const struct pc_openssl_session *s)
{
        const char *name = s->asked_name[0] == '\0' ? NULL : s->asked_name;

        return s->config.role == PC_ROLE_SERVER ? pc_saved_session_config(&s->config, name) : s->config;
}

/* A server keeps all that its client has sent, a client no more than the leaf. */
static const struct pc_chain *chain_to_keep(const struct pc_openssl_session *s)
{
        return s->config.role == PC_ROLE_SERVER && pc_openssl_has_chain(s->note) ? &s->note->chain : NULL;
}

/* Writes down a session of OpenSSL's, with the peer's certificate and the verdict on it. */
static enum pc_result write_session(const struct pc_openssl_session *s, const SSL_SESSION *session,
                                    uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_session_config config = bound_config(s);
        struct pc_saved_session saved = {.verdict = pc_openssl_verdict(s->note), .sent = chain_to_keep(s)};
        unsigned char *state = NULL;
        const int state_len = i2d_SSL_SESSION(session, &state);
        enum pc_result result = pc_openssl_peer_certificate(s->note, 0, &saved.leaf);

        if (state_len <= 0 || (result != PC_OK && result != PC_END)) {
                result = PC_ERR_TLS_MEMORY;
        } else {
                saved.state.data = state;
                saved.state.len = (size_t)state_len;
                result = pc_saved_session_write(&pc_openssl_session_class, &config, &saved, buf, size, len);
        }
        OPENSSL_clear_free(state, state_len > 0 ? (size_t)state_len : 0);
        return result;
}

/* NULL: damaged, or not made under this configuration. */
static SSL_SESSION *read_session(const struct pc_openssl_session *s, struct pc_slice octets,
                                 struct pc_saved_session *saved)
{
        const struct pc_session_config config = bound_config(s);
        const unsigned char *at;
        SSL_SESSION *session;

        if (pc_saved_session_read(&pc_openssl_session_class, &config, octets, saved) != PC_OK ||
            saved->state.len > LONG_MAX) {
                return NULL;
        }
        at = saved->state.data;
        session = d2i_SSL_SESSION(NULL, &at, (long)saved->state.len);
        if (session != NULL && at != saved->state.data + saved->state.len) {
                SSL_SESSION_free(session);
                return NULL;
        }
        return session;
}

enum pc_result pc_openssl_save(const struct pc_session *session, uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_openssl_session *s = (const struct pc_openssl_session *)session;
        const SSL_SESSION *found = SSL_get_session(s->ssl);

        if (s->config.role != PC_ROLE_CLIENT || !s->done || s->failure != PC_OK || found == NULL ||
            !SSL_SESSION_is_resumable(found)) {
                return PC_NONE;
        }
        return write_session(s, found, buf, size, len);
}

static struct pc_slice id_of(const SSL_SESSION *session)
{
        unsigned len;
        const unsigned char *id = SSL_SESSION_get_id(session, &len);
        const struct pc_slice octets = {id, len};

        return octets;
}

/* 'session' stays OpenSSL's own: what is kept is a copy. A session that cannot be kept is not resumed. */
static int keep(SSL *ssl, SSL_SESSION *session)
{
        const struct pc_openssl_session *s = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
        uint8_t *buf = NULL;
        size_t len = 0;
        enum pc_result result = s->odd_name ? PC_NONE : write_session(s, session, NULL, 0, &len);

        if (result == PC_ERR_API_SPACE) {
                buf = OPENSSL_malloc(len);
                result = buf == NULL ? PC_ERR_TLS_MEMORY : write_session(s, session, buf, len, &len);
        }
        if (result == PC_OK) {
                const struct pc_slice octets = {buf, len};

                result = pc_session_cache_put(s->config.cache, id_of(session), octets);
        }
        (void)result;
        OPENSSL_clear_free(buf, len);
        return 0;
}

/* What the client sent in the connection that it wants to go on from. */
static bool recall_chain(struct pc_openssl_note *note, const struct pc_saved_session *saved)
{
        /* The others have three octets each of their own already. */
        if (!pc_openssl_empty_chain(note, saved->leaf.len + saved->rest.len + saved->rest.len / 3, 1)) {
                return false;
        }
        if (saved->leaf.len != 0) {
                pc_chain_add(&note->chain, saved->leaf);
        }
        pc_chain_add_list(&note->chain, saved->rest);
        note->kept = true;
        return true;
}

static SSL_SESSION *look_up(SSL *ssl, const unsigned char *id, int len, int *copy)
{
        const struct pc_openssl_session *s = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
        const struct pc_slice wanted = {id, (size_t)len};
        struct pc_saved_session saved;
        struct pc_slice octets;
        SSL_SESSION *session;

        *copy = 0;
        if (s->odd_name || pc_session_cache_get(s->config.cache, wanted, &octets) != PC_OK) {
                return NULL;
        }
        session = read_session(s, octets, &saved);
        if (session != NULL && !recall_chain(s->note, &saved)) {
                SSL_SESSION_free(session);
                return NULL;
        }
        return session;
}

static void forget(SSL_CTX *context, SSL_SESSION *session)
{
        const struct pc_openssl_session *s = SSL_CTX_get_app_data(context);

        pc_session_cache_remove(s->config.cache, id_of(session));
}

/*
 * OpenSSL resumes whatever name is asked for, and reads the name after the session. Where it refuses what
 * stands there, it will say so itself.
 */
static int note_hello(SSL *ssl, int *alert, void *arg)
{
        struct pc_openssl_session *s = arg;
        struct pc_slice extension = {NULL, 0};
        struct pc_slice name = {NULL, 0};

        (void)alert;
        s->odd_name =
                SSL_client_hello_get0_ext(ssl, PC_SERVER_NAME_TYPE, &extension.data, &extension.len) == 1 &&
                !pc_server_name_read(extension, &name);
        if (name.len != 0) {
                memcpy(s->asked_name, name.data, name.len);
        }
        s->asked_name[name.len] = '\0';
        return SSL_CLIENT_HELLO_SUCCESS;
}

/* Accepts whatever name is asked for, so that OpenSSL keeps it with the session. */
static int note_server_name(SSL *ssl, int *alert, void *arg)
{
        (void)ssl, (void)alert, (void)arg;
        return SSL_TLSEXT_ERR_OK;
}

/* Only the cache holds sessions: a ticket would outlive it, and be good for any configuration. */
static enum pc_result set_up_server(struct pc_openssl_session *s)
{
        SSL_CTX *context = s->context;

        SSL_set_options(s->ssl, SSL_OP_NO_TICKET);
        SSL_CTX_set_tlsext_servername_callback(context, note_server_name);
        if (s->config.cache == NULL) {
                SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
                return SSL_set_num_tickets(s->ssl, 0) ? PC_OK : PC_ERR_TLS_MEMORY;
        }
        SSL_CTX_set_app_data(context, s);
        SSL_CTX_set_client_hello_cb(context, note_hello, s);
        SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_SERVER | SSL_SESS_CACHE_NO_INTERNAL);
        SSL_CTX_sess_set_new_cb(context, keep);
        SSL_CTX_sess_set_get_cb(context, look_up);
        SSL_CTX_sess_set_remove_cb(context, forget);
        return SSL_set_session_id_context(s->ssl, id_context, sizeof id_context - 1) ? PC_OK
                                                                                     : PC_ERR_TLS_MEMORY;
}

enum pc_result pc_openssl_resume(struct pc_openssl_session *s)
{
        struct pc_saved_session saved;
        SSL_SESSION *session;
        bool set;

        if (s->config.role == PC_ROLE_SERVER) {
                return set_up_server(s);
        }
        if (s->config.resume.len == 0) {
                return PC_OK;
        }
        session = read_session(s, s->config.resume, &saved);
        if (session == NULL) {
                return PC_ERR_TLS_SESSION;
        }
        set = SSL_set_session(s->ssl, session) == 1;
        SSL_SESSION_free(session);
        return set ? PC_OK : PC_ERR_TLS_MEMORY;
}
