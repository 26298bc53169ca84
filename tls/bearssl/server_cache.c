/* A server's sessions: a file of its own, which who resumes none does not link. */
#include "tls/bearssl/internal.h"
#include "tls/server_name.h"

/* Of a ClientHello, what the engine has read where it looks for a session: header (RFC 5246 7.4), version,
 * random, and a session ID of full length (7.4.1.2). */
#define CLIENT_HELLO 1
#define HEADER       4
#define READ         (HEADER + 2 + 32 + 1 + 32)

static struct pc_bearssl *tap_of_cache(const br_ssl_session_cache_class **ctx)
{
        return (struct pc_bearssl *)(void *)((char *)ctx - offsetof(struct pc_bearssl, cache));
}

static void cache_save(const br_ssl_session_cache_class **ctx, br_ssl_server_context *server,
                       const br_ssl_session_parameters *parameters)
{
        struct pc_bearssl *tap = tap_of_cache(ctx);
        struct pc_bearssl_saved session;

        (void)server;
        (void)parameters;
        if (pc_bearssl_session_of(tap, pc_bearssl_name(br_ssl_engine_get_server_name(tap->engine)),
                                  &session) == PC_OK) {
                tap->sessions->put(tap->sessions->ctx, &session);
        }
}

/*
 * The name that a client asks for stands in what the engine has not read yet where it looks for a session.
 * False where this record does not have all of the ClientHello, or no name that is one.
 */
static bool asked_name(const br_ssl_engine_context *engine, struct pc_slice *name)
{
        const unsigned char *hello = engine->ibuf + engine->ixa;
        struct pc_slice rest = {engine->hbuf_in, 0};

        if (engine->hbuf_in != hello + READ || hello[0] != CLIENT_HELLO) {
                return false;
        }
        rest.len = (size_t)hello[1] << 16 | (size_t)hello[2] << 8 | hello[3];
        if (rest.len < READ - HEADER || rest.len - (READ - HEADER) > engine->hlen_in) {
                return false;
        }
        rest.len -= READ - HEADER;
        return pc_server_name_find(rest, name);
}

static int cache_load(const br_ssl_session_cache_class **ctx, br_ssl_server_context *server,
                      br_ssl_session_parameters *parameters)
{
        struct pc_bearssl *tap = tap_of_cache(ctx);
        struct pc_bearssl_saved session = {.rest = {NULL, 0}};
        struct pc_slice name;

        (void)server;
        if (!asked_name(tap->engine, &name) ||
            !tap->sessions->get(tap->sessions->ctx, parameters->session_id, &session) ||
            pc_bearssl_recall(tap, name, &session) != PC_OK) {
                return 0;
        }
        *parameters = session.parameters;
        return 1;
}

static const br_ssl_session_cache_class cache_class = {
        sizeof(struct pc_bearssl),
        cache_save,
        cache_load,
};

void pc_bearssl_attach_cache(struct pc_bearssl *tap, br_ssl_server_context *server,
                             const struct pc_bearssl_cache *cache)
{
        tap->sessions = cache;
        tap->cache = &cache_class;
        br_ssl_server_set_cache(server, &tap->cache);
}
