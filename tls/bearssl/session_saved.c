/* A session's saved form, and the server's cache of them. For hosts. */
#include "tls/bearssl/session.h"

#include <stdlib.h>
#include <string.h>

#include "tls/bearssl/internal.h"
#include "tls/saved_session.h"
#include "tls/wipe.h"

/* The state: version, suite, length of the session ID, 32 octets for it, master secret, binding. */
#define MASTER_SECRET 48
#define ID_AT         5
#define SECRET_AT     37
#define BINDING_AT    (SECRET_AT + MASTER_SECRET)
#define STATE_SIZE    (BINDING_AT + 32)

static void put_16(uint8_t *at, unsigned number)
{
        at[0] = (uint8_t)(number >> 8);
        at[1] = (uint8_t)number;
}

static uint16_t get_16(const uint8_t *at)
{
        return (uint16_t)(at[0] << 8 | at[1]);
}

static void write_state(const struct pc_bearssl_saved *saved, uint8_t state[STATE_SIZE])
{
        const br_ssl_session_parameters *parameters = &saved->parameters;

        put_16(state, parameters->version);
        put_16(state + 2, parameters->cipher_suite);
        state[4] = parameters->session_id_len;
        memcpy(state + ID_AT, parameters->session_id, sizeof parameters->session_id);
        memcpy(state + SECRET_AT, parameters->master_secret, MASTER_SECRET);
        memcpy(state + BINDING_AT, saved->binding, sizeof saved->binding);
}

static void read_state(const uint8_t state[STATE_SIZE], struct pc_bearssl_saved *saved)
{
        br_ssl_session_parameters *parameters = &saved->parameters;

        parameters->version = get_16(state);
        parameters->cipher_suite = get_16(state + 2);
        parameters->session_id_len = state[4];
        memcpy(parameters->session_id, state + ID_AT, sizeof parameters->session_id);
        memcpy(parameters->master_secret, state + SECRET_AT, MASTER_SECRET);
        memcpy(saved->binding, state + BINDING_AT, sizeof saved->binding);
}

static enum pc_result write_session(const struct bearssl_session *s, const struct pc_bearssl_saved *saved,
                                    uint8_t *buf, size_t size, size_t *len)
{
        uint8_t state[STATE_SIZE];
        const struct pc_saved_session session = {
                .verdict = saved->verdict,
                .leaf = saved->leaf,
                .state = {state, sizeof state},
                .sent = s->config.role == PC_ROLE_SERVER ? &s->tap.chain : NULL,
        };

        write_state(saved, state);
        return pc_saved_session_write(&pc_bearssl_session_class, &s->config, &session, buf, size, len);
}

static enum pc_result read_session(const struct bearssl_session *s, struct pc_slice octets,
                                   struct pc_bearssl_saved *out)
{
        struct pc_saved_session session;
        enum pc_result result =
                pc_saved_session_read(&pc_bearssl_session_class, &s->config, octets, &session);

        if (result != PC_OK) {
                return result;
        }
        if (session.state.len != STATE_SIZE) {
                return PC_ERR_TLS_SESSION;
        }
        memset(out, 0, sizeof *out);
        read_state(session.state.data, out);
        out->verdict = session.verdict;
        out->leaf = session.leaf;
        if (s->config.role == PC_ROLE_SERVER) {
                out->rest = session.rest;
        }
        return PC_OK;
}

enum pc_result pc_bearssl_session_save(const struct pc_session *session, uint8_t *buf, size_t size,
                                       size_t *len)
{
        const struct bearssl_session *s = (const struct bearssl_session *)session;
        struct pc_bearssl_saved saved;
        const enum pc_result result = pc_bearssl_savable(&s->tap, &saved);

        return result == PC_OK ? write_session(s, &saved, buf, size, len) : result;
}

enum pc_result pc_bearssl_session_resume(struct bearssl_session *s, const char *name_to_send)
{
        struct pc_bearssl_saved saved;
        const enum pc_result result = read_session(s, s->config.resume, &saved);

        return result == PC_OK ? pc_bearssl_resume(&s->tap, &s->tls.client, name_to_send, &saved) : result;
}

static struct pc_slice id_of(const br_ssl_session_parameters *parameters)
{
        const struct pc_slice id = {parameters->session_id, parameters->session_id_len};

        return id;
}

/* Without memory a session is not kept, and a full handshake takes its place. */
static void cache_put(void *ctx, const struct pc_bearssl_saved *saved)
{
        struct bearssl_session *s = ctx;
        size_t len = 0;
        enum pc_result result = write_session(s, saved, NULL, 0, &len);
        uint8_t *octets = result == PC_ERR_API_SPACE ? malloc(len) : NULL;
        const struct pc_slice written = {octets, len};

        if (octets == NULL) {
                return;
        }
        result = write_session(s, saved, octets, len, &len);
        if (result == PC_OK) {
                result = pc_session_cache_put(s->config.cache, id_of(&saved->parameters), written);
        }
        (void)result;
        pc_wipe_free(written);
}

static bool cache_get(void *ctx, const uint8_t id[32], struct pc_bearssl_saved *out)
{
        struct bearssl_session *s = ctx;
        const struct pc_slice wanted = {id, 32};
        struct pc_slice octets;

        return pc_session_cache_get(s->config.cache, wanted, &octets) == PC_OK &&
               read_session(s, octets, out) == PC_OK;
}

void pc_bearssl_session_cache(struct bearssl_session *s)
{
        if (s->config.cache == NULL) {
                return;
        }
        s->cache.ctx = s;
        s->cache.put = cache_put;
        s->cache.get = cache_get;
        pc_bearssl_attach_cache(&s->tap, &s->tls.server, &s->cache);
}
