/* What stands between a server's engine and its policy and sessions. */
#include "tls/bearssl/internal.h"

#include <string.h>

#include "tls/server_name.h"

/* Of a ClientHello, what the engine has read where it looks for a session: header (RFC 5246 7.4), version,
 * random, and a session ID of full length (7.4.1.2). */
#define CLIENT_HELLO 1
#define HEADER       4
#define READ         (HEADER + 2 + 32 + 1 + 32)

/* RFC 5246 7.4.4: the length of all names together has 16 bits; each has as many before it. */
#define NAMES_MAX 65535

static struct pc_bearssl *tap_of_policy(const br_ssl_server_policy_class **ctx)
{
        return (struct pc_bearssl *)(void *)((char *)ctx - offsetof(struct pc_bearssl, policy));
}

/* Asked for in a full handshake, and never in a resumed one. */
static int policy_choose(const br_ssl_server_policy_class **ctx, const br_ssl_server_context *server,
                         br_ssl_server_choices *choices)
{
        struct pc_bearssl *tap = tap_of_policy(ctx);
        const int done = (*tap->inner_policy)->choose(tap->inner_policy, server, choices);

        tap->chosen = true;
        tap->own = done != 0 && choices->chain_len != 0 ? choices->chain : NULL;
        pc_bearssl_clear_verdict(tap);
        return done;
}

static uint32_t policy_do_keyx(const br_ssl_server_policy_class **ctx, unsigned char *data, size_t *len)
{
        struct pc_bearssl *tap = tap_of_policy(ctx);

        return (*tap->inner_policy)->do_keyx(tap->inner_policy, data, len);
}

static size_t policy_do_sign(const br_ssl_server_policy_class **ctx, unsigned algorithm, unsigned char *data,
                             size_t hash_len, size_t len)
{
        struct pc_bearssl *tap = tap_of_policy(ctx);

        return (*tap->inner_policy)->do_sign(tap->inner_policy, algorithm, data, hash_len, len);
}

static const br_ssl_server_policy_class policy_class = {
        sizeof(struct pc_bearssl),
        policy_choose,
        policy_do_keyx,
        policy_do_sign,
};

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
                tap->config.cache->put(tap->config.cache->ctx, &session);
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
            !tap->config.cache->get(tap->config.cache->ctx, parameters->session_id, &session) ||
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

static bool names_fit(const br_x509_minimal_context *minimal)
{
        size_t len = 0;

        for (size_t i = 0; i < minimal->trust_anchors_num; i++) {
                len += 2 + minimal->trust_anchors[i].dn.len;
        }
        return len != 0 && len <= NAMES_MAX;
}

/*
 * BearSSL asks for a certificate only together with names of CAs. A name without anything in it is taken by
 * clients for what it is, where no name at all is what they should be told.
 */
static void set_verification(br_ssl_engine_context *engine, const br_x509_minimal_context *minimal)
{
        br_ssl_engine_set_rsavrfy(engine, minimal->irsa);
        br_ssl_engine_set_ecdsa(engine, minimal->iecdsa);
        if (engine->iec == NULL) {
                br_ssl_engine_set_ec(engine, minimal->iec);
        }
}

static void ask_for_certificate(struct pc_bearssl *tap, br_ssl_server_context *server)
{
        static const uint8_t nobody[] = {0x30, 0x00};
        const struct pc_slice empty_name = {nobody, sizeof nobody};
        const br_x509_minimal_context *minimal = tap->minimal;

        if (tap->config.verify == PC_VERIFY_NONE) {
                br_ssl_server_set_trust_anchor_names(server, NULL, 0);
        } else if (minimal == NULL || tap->config.no_ca_names || !names_fit(minimal)) {
                tap->no_name.data = pc_bearssl_octets(empty_name);
                tap->no_name.len = empty_name.len;
                br_ssl_server_set_trust_anchor_names(server, &tap->no_name, 1);
        } else {
                br_ssl_server_set_trust_anchor_names_alt(server, minimal->trust_anchors,
                                                         minimal->trust_anchors_num);
        }
        if (minimal != NULL) {
                set_verification(tap->engine, minimal);
        }
        if (tap->config.verify == PC_VERIFY_OPTIONAL) {
                br_ssl_engine_add_flags(tap->engine, BR_OPT_TOLERATE_NO_CLIENT_AUTH);
        } else {
                br_ssl_engine_remove_flags(tap->engine, BR_OPT_TOLERATE_NO_CLIENT_AUTH);
        }
}

void pc_bearssl_attach_server(struct pc_bearssl *tap, br_ssl_server_context *server,
                              br_x509_minimal_context *minimal, const struct pc_bearssl_config *config)
{
        /* The second time it is the tap's own. */
        const br_ssl_server_policy_class **inner =
                server->policy_vtable == &tap->policy ? tap->inner_policy : server->policy_vtable;

        pc_bearssl_attach(tap, &server->eng, PC_ROLE_SERVER, minimal, config);
        tap->policy = &policy_class;
        tap->inner_policy = inner;
        br_ssl_server_set_policy(server, &tap->policy);
        if (config->cache != NULL) {
                tap->cache = &cache_class;
                br_ssl_server_set_cache(server, &tap->cache);
        } else if (config->verify != PC_VERIFY_NONE) {
                br_ssl_server_set_cache(server, NULL);
        }
        memset(server->client_suites, 0, sizeof server->client_suites);
        server->client_suites_num = 0;
        ask_for_certificate(tap, server);
}
