/* Sessions: what they are bound to, and how they are saved and taken up. */
#include "tls/bearssl/internal.h"

#include <string.h>

/* Octets, and how many: two inputs that differ never hash alike. */
static void mix(br_sha256_context *sum, const void *data, size_t len)
{
        const unsigned char size[] = {(unsigned char)(len >> 24), (unsigned char)(len >> 16),
                                      (unsigned char)(len >> 8), (unsigned char)len};

        br_sha256_update(sum, size, sizeof size);
        br_sha256_update(sum, data, len);
}

static void mix_octets(br_sha256_context *sum, struct pc_slice octets)
{
        mix(sum, octets.data, octets.len);
}

struct pc_slice pc_bearssl_name(const char *name)
{
        const struct pc_slice octets = {(const uint8_t *)name, name == NULL ? 0 : strlen(name)};

        return octets;
}

static void mix_anchor(br_sha256_context *sum, const br_x509_trust_anchor *anchor)
{
        const br_x509_pkey *key = &anchor->pkey;
        const unsigned char how[] = {(unsigned char)anchor->flags, key->key_type};

        mix(sum, how, sizeof how);
        mix(sum, anchor->dn.data, anchor->dn.len);
        if (key->key_type == BR_KEYTYPE_RSA) {
                mix(sum, key->key.rsa.n, key->key.rsa.nlen);
                mix(sum, key->key.rsa.e, key->key.rsa.elen);
        } else {
                mix(sum, key->key.ec.q, key->key.ec.qlen);
        }
}

/* Two sessions may stand for each other only where all of this is the same. */
static void bind(const struct pc_bearssl *tap, struct pc_slice server_name, uint8_t out[br_sha256_SIZE])
{
        const struct pc_bearssl_config *config = &tap->config;
        const unsigned char how[] = {(unsigned char)tap->role, (unsigned char)config->verify,
                                     (unsigned char)config->no_name_check, (unsigned char)config->host_flags};
        struct pc_slice own = {NULL, 0};
        enum pc_result has_own = pc_bearssl_configured_certificate(tap, &own);
        br_sha256_context sum;

        br_sha256_init(&sum);
        mix(&sum, how, sizeof how);
        mix_octets(&sum, server_name);
        mix_octets(&sum, pc_bearssl_name(config->server_name));
        mix(&sum, own.data, has_own == PC_OK ? own.len : 0);
        if (config->verify != PC_VERIFY_NONE && tap->minimal != NULL) {
                for (size_t i = 0; i < tap->minimal->trust_anchors_num; i++) {
                        mix_anchor(&sum, &tap->minimal->trust_anchors[i]);
                }
        }
        br_sha256_out(&sum, out);
}

enum pc_result pc_bearssl_session_of(const struct pc_bearssl *tap, struct pc_slice server_name,
                                     struct pc_bearssl_saved *out)
{
        struct pc_slice leaf = {NULL, 0};
        enum pc_result result = pc_chain_at(&tap->chain, 0, &leaf);

        if (tap->engine->session.session_id_len == 0) {
                return PC_NONE;
        }
        if (result != PC_OK && result != PC_END) {
                return result;
        }
        memset(out, 0, sizeof *out);
        br_ssl_engine_get_session_parameters(tap->engine, &out->parameters);
        bind(tap, server_name, out->binding);
        out->verdict = tap->verdict;
        out->leaf = leaf;
        return PC_OK;
}

enum pc_result pc_bearssl_savable(const struct pc_bearssl *tap, struct pc_bearssl_saved *out)
{
        const enum pc_handshake_state state = pc_bearssl_backend.state(tap);

        if (tap->role != PC_ROLE_CLIENT || (state != PC_HANDSHAKE_DONE && state != PC_HANDSHAKE_CLOSED)) {
                return PC_NONE;
        }
        return pc_bearssl_session_of(tap, pc_bearssl_name(br_ssl_engine_get_server_name(tap->engine)), out);
}

enum pc_result pc_bearssl_save(const struct pc_bearssl *tap, struct pc_bearssl_saved *out, uint8_t *buf,
                               size_t size)
{
        struct pc_bearssl_saved session;
        const enum pc_result result = pc_bearssl_savable(tap, &session);

        if (result != PC_OK) {
                return result;
        }
        if (session.leaf.len > size) {
                return PC_ERR_API_SPACE;
        }
        if (session.leaf.len != 0) {
                memcpy(buf, session.leaf.data, session.leaf.len);
        }
        session.leaf.data = buf;
        *out = session;
        return PC_OK;
}

/* A server takes what its session says, and a client offers it, whether or not it is enabled any more. */
static bool is_enabled(const br_ssl_engine_context *engine, const br_ssl_session_parameters *parameters)
{
        if (parameters->version < engine->version_min || parameters->version > engine->version_max) {
                return false;
        }
        for (size_t i = 0; i < engine->suites_num; i++) {
                if (engine->suites_buf[i] == parameters->cipher_suite) {
                        return true;
                }
        }
        return false;
}

enum pc_result pc_bearssl_recall(struct pc_bearssl *tap, struct pc_slice server_name,
                                 const struct pc_bearssl_saved *saved)
{
        const br_ssl_session_parameters *parameters = &saved->parameters;
        uint8_t binding[br_sha256_SIZE];
        struct pc_slice kept;

        bind(tap, server_name, binding);
        if (memcmp(binding, saved->binding, sizeof binding) != 0 || !is_enabled(tap->engine, parameters) ||
            parameters->session_id_len == 0 || parameters->session_id_len > sizeof parameters->session_id) {
                return PC_ERR_TLS_SESSION;
        }
        pc_bearssl_clear_verdict(tap);
        if (saved->leaf.len != 0) {
                pc_chain_add(&tap->chain, saved->leaf);
                if (pc_chain_at(&tap->chain, 0, &kept) != PC_OK) {
                        pc_bearssl_clear_verdict(tap);
                        return PC_ERR_TLS_SESSION;
                }
        }
        pc_chain_add_list(&tap->chain, saved->rest);
        tap->verdict = saved->verdict;
        tap->recalled = true;
        tap->whole = saved->rest.data != NULL;
        return PC_OK;
}

enum pc_result pc_bearssl_resume(struct pc_bearssl *tap, br_ssl_client_context *client,
                                 const char *server_name, const struct pc_bearssl_saved *saved)
{
        enum pc_result result = pc_bearssl_recall(tap, pc_bearssl_name(server_name), saved);

        if (result != PC_OK) {
                return result;
        }
        br_ssl_engine_set_session_parameters(tap->engine, &saved->parameters);
        return br_ssl_client_reset(client, server_name, 1) ? PC_OK : PC_ERR_TLS_CONFIG;
}
