/* Sessions that are gone on with later. For hosts. */
#include <stdlib.h>
#include <string.h>

#include "tls/mbedtls/session.h"
#include "tls/wipe.h"

/*
 * The library's own form of a session, behind an octet that tells whether its master secret is RFC 7627's; to
 * be freed by pc_wipe_free.
 */
static enum pc_result serialize(const mbedtls_ssl_session *session, bool extended, struct pc_slice *out)
{
        size_t len = 0;
        uint8_t *octets;
        const int error = mbedtls_ssl_session_save(session, NULL, 0, &len);

        if (error != MBEDTLS_ERR_SSL_BUFFER_TOO_SMALL || len == 0) {
                return PC_NONE;
        }
        octets = malloc(len + 1);
        if (octets == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        octets[0] = extended;
        out->data = octets;
        out->len = len + 1;
        if (mbedtls_ssl_session_save(session, octets + 1, len, &len) != 0) {
                pc_wipe_free(*out);
                return PC_NONE;
        }
        return PC_OK;
}

static bool load(mbedtls_ssl_session *session, const struct pc_saved_session *saved)
{
        return saved->state.len > 1 &&
               mbedtls_ssl_session_load(session, saved->state.data + 1, saved->state.len - 1) == 0;
}

/* What a session is bound to: on a server, the name that its client asks for, too. */
static struct pc_session_config bound_config(const struct pc_mbedtls_session *s)
{
        const char *name = s->tap.asked_name[0] == '\0' ? NULL : s->tap.asked_name;

        return s->config.role == PC_ROLE_SERVER ? pc_saved_session_config(&s->config, name) : s->config;
}

/* All there is to write: the chain, of which a client keeps the leaf, the verdict, the library's session. */
static enum pc_result write_session(const struct pc_mbedtls_session *s, const mbedtls_ssl_session *session,
                                    uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_session_config config = bound_config(s);
        struct pc_saved_session saved = {
                .verdict = s->tap.verdict,
                .sent = s->config.role == PC_ROLE_SERVER ? &s->tap.chain : NULL,
        };
        enum pc_result result = pc_mbedtls_backend.peer_certificate(&s->tap, 0, &saved.leaf);

        if (result != PC_OK && result != PC_END) {
                return PC_NONE;
        }
        result = serialize(session, s->secrets.extended, &saved.state);
        if (result == PC_OK) {
                result = pc_saved_session_write(&pc_mbedtls_session_class, &config, &saved, buf, size, len);
                pc_wipe_free(saved.state);
        }
        return result;
}

enum pc_result pc_mbedtls_save(const struct pc_session *session, uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_mbedtls_session *s = (const struct pc_mbedtls_session *)session;

        if (!s->done || s->failure != PC_OK || s->config.role != PC_ROLE_CLIENT) {
                return PC_NONE;
        }
        return write_session(s, pc_mbedtls_session(&s->ssl), buf, size, len);
}

enum pc_result pc_mbedtls_resume(struct pc_mbedtls_session *s)
{
        mbedtls_ssl_session session;
        enum pc_result result =
                pc_saved_session_read(&pc_mbedtls_session_class, &s->config, s->config.resume, &s->earlier);

        if (result != PC_OK) {
                return result;
        }
        mbedtls_ssl_session_init(&session);
        result = load(&session, &s->earlier) && mbedtls_ssl_set_session(&s->ssl, &session) == 0
                         ? PC_OK
                         : PC_ERR_TLS_SESSION;
        mbedtls_ssl_session_free(&session);
        return result;
}

void pc_mbedtls_inherit(struct pc_mbedtls_session *s, const struct pc_saved_session *earlier)
{
        struct pc_mbedtls *tap = &s->tap;

        pc_chain_init(&tap->chain, tap->config.chain, tap->config.chain_size);
        tap->whole = false;
        if (earlier->leaf.len != 0) {
                pc_chain_add(&tap->chain, earlier->leaf);
        }
        pc_chain_add_list(&tap->chain, earlier->rest);
        tap->verdict = earlier->verdict;
        s->earlier_extended = earlier->state.len != 0 && earlier->state.data[0] != 0;
}

static bool cache_find(void *ctx, struct pc_slice id, mbedtls_ssl_session *session)
{
        struct pc_mbedtls_session *s = ctx;
        const struct pc_session_config config = bound_config(s);
        struct pc_saved_session earlier;
        struct pc_slice saved;

        if (s->odd_name || pc_session_cache_get(s->config.cache, id, &saved) != PC_OK ||
            pc_saved_session_read(&pc_mbedtls_session_class, &config, saved, &earlier) != PC_OK ||
            !load(session, &earlier)) {
                return false;
        }
        /* Whether the library goes on with it, the next messages tell. */
        pc_mbedtls_inherit(s, &earlier);
        s->tap.whole = true;
        return true;
}

static void cache_put(void *ctx, struct pc_slice id, const mbedtls_ssl_session *session)
{
        const struct pc_mbedtls_session *s = ctx;
        size_t size = 0;
        uint8_t *octets;

        if (s->odd_name || write_session(s, session, NULL, 0, &size) != PC_ERR_API_SPACE) {
                return;
        }
        octets = malloc(size);
        if (octets != NULL && write_session(s, session, octets, size, &size) == PC_OK) {
                const struct pc_slice saved = {octets, size};
                const enum pc_result result = pc_session_cache_put(s->config.cache, id, saved);

                /* What cannot be kept is not resumed. */
                (void)result;
        }
        if (octets != NULL) {
                const struct pc_slice all = {octets, size};

                pc_wipe_free(all);
        }
}

void pc_mbedtls_keep_sessions(struct pc_mbedtls_session *s)
{
        s->cache.ctx = s;
        s->cache.get = cache_find;
        s->cache.put = cache_put;
        pc_mbedtls_use_cache(&s->settings, &s->cache);
}
