/* What stands between a server's engine and its policy. */
#include "tls/bearssl/internal.h"

#include <string.h>

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
        if (config->verify != PC_VERIFY_NONE) {
                br_ssl_server_set_cache(server, NULL);
        }
        memset(server->client_suites, 0, sizeof server->client_suites);
        server->client_suites_num = 0;
        ask_for_certificate(tap, server);
}
