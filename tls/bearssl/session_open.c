/* Setting a session up, and freeing it. For hosts. */
#include "tls/bearssl/session.h"

#include <stdlib.h>
#include <string.h>

#include "tls/bearssl/internal.h"
#include "tls/wipe.h"
#include "x509/verify.h"

/* Python's since 3.10. */
#define PROTOCOL BR_TLS12

/*
 * The suites of Python's servers, as of 3.10, in their order, so far as BearSSL has them. Those of the other
 * kind of key are never chosen, but Python lists them among the shared ones, too.
 */
static const uint16_t server_suites[] = {
        BR_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,       BR_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,       BR_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        BR_TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,       BR_TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,       BR_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
};

static enum pc_result load_anchors(struct bearssl_session *s, const struct pc_trust_store *trust)
{
        size_t count = trust == NULL ? 0 : pc_trust_store_count(trust);

        if (count == 0) {
                return PC_ERR_TLS_CONFIG;
        }
        s->anchors = calloc(count, sizeof *s->anchors);
        s->anchor_ders = calloc(count, sizeof *s->anchor_ders);
        if (s->anchors == NULL || s->anchor_ders == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        for (size_t i = 0; i < count; i++) {
                struct pc_slice der = pc_trust_store_anchor(trust, i);

                /* An anchor whose key BearSSL cannot use vouches for nobody. */
                if (pc_bearssl_trust_anchor(der, &s->anchors[s->anchors_num]) == PC_OK) {
                        s->anchor_ders[s->anchors_num++] = der;
                }
        }
        return s->anchors_num == 0 ? PC_ERR_TLS_CONFIG : PC_OK;
}

static struct pc_bearssl_config tap_config(struct bearssl_session *s)
{
        const struct pc_session_config *config = &s->config;
        pc_bearssl_key_reader_init(&s->key_reader);

        struct pc_bearssl_config tap = {
                .verify = config->verify,
                .server_name = config->server_name,
                .no_name_check = config->no_name_check || config->server_name == NULL,
                .host_flags = config->host_flags,
                .chain = config->chain,
                .chain_size = config->chain_size,
                .anchors = s->anchor_ders,
                .key_reader = &s->key_reader.vtable,
                .no_ca_names = config->no_ca_names,
        };

        return tap;
}

/* RFC 6066 3: an IP address is no server name. */
static const char *name_to_send(const char *server_name)
{
        uint8_t octets[16];
        size_t len;

        return server_name != NULL && pc_ip_address_read(server_name, octets, &len) == PC_OK ? NULL
                                                                                             : server_name;
}

static void set_engine(struct bearssl_session *s)
{
        br_ssl_engine_set_versions(&s->tls.engine, PROTOCOL, PROTOCOL);
        br_ssl_engine_set_buffer(&s->tls.engine, s->buffer, sizeof s->buffer, 1);
}

static enum pc_result start_client(struct bearssl_session *s)
{
        const struct pc_bearssl_config tap = tap_config(s);
        const char *name = name_to_send(s->config.server_name);

        br_ssl_client_init_full(&s->tls.client, &s->minimal, s->anchors, s->anchors_num);
        if (s->config.own != NULL) {
                pc_bearssl_credentials_present(&s->own, &s->tls.client);
        }
        set_engine(s);
        pc_bearssl_attach_client(&s->tap, &s->tls.client, &s->minimal, &tap);
        if (s->config.resume.len != 0) {
                return pc_bearssl_session_resume(s, name);
        }
        return br_ssl_client_reset(&s->tls.client, name, 0) ? PC_OK : PC_ERR_TLS_CONFIG;
}

static enum pc_result start_server(struct bearssl_session *s)
{
        const struct pc_bearssl_config tap = tap_config(s);

        pc_bearssl_credentials_serve(&s->own, &s->tls.server);
        br_ssl_engine_set_suites(&s->tls.engine, server_suites,
                                 sizeof server_suites / sizeof server_suites[0]);
        br_ssl_engine_add_flags(&s->tls.engine, BR_OPT_ENFORCE_SERVER_PREFERENCES);
        br_x509_minimal_init_full(&s->minimal, s->anchors, s->anchors_num);
        set_engine(s);
        pc_bearssl_attach_server(&s->tap, &s->tls.server, &s->minimal, &tap);
        pc_bearssl_session_cache(s);
        return br_ssl_server_reset(&s->tls.server) ? PC_OK : PC_ERR_TLS_CONFIG;
}

static enum pc_result check_config(const struct pc_session_config *config)
{
        if (config->role == PC_ROLE_SERVER && (config->own == NULL || config->resume.len != 0)) {
                return PC_ERR_TLS_CONFIG;
        }
        return config->protocol_max != 0 && config->protocol_max < PROTOCOL ? PC_ERR_TLS_UNSUPPORTED : PC_OK;
}

static enum pc_result set_up(struct bearssl_session *s)
{
        enum pc_result result = PC_OK;

        if (s->config.verify != PC_VERIFY_NONE) {
                result = load_anchors(s, s->config.trust);
        }
        if (result == PC_OK && s->config.own != NULL) {
                result = pc_bearssl_credentials_read(&s->own, s->config.own);
        }
        if (result != PC_OK) {
                return result;
        }
        return s->config.role == PC_ROLE_CLIENT ? start_client(s) : start_server(s);
}

enum pc_result pc_bearssl_session_open(struct pc_session **out, const struct pc_session_config *config,
                                       struct pc_transport transport)
{
        struct bearssl_session *s;
        enum pc_result result = check_config(config);

        if (result != PC_OK) {
                return result;
        }
        s = calloc(1, sizeof *s);
        if (s == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        s->base.session_class = &pc_bearssl_session_class;
        s->config = *config;
        s->records.transport = transport;
        s->records.engine = &s->tls.engine;
        s->records.tap = &s->tap;
        s->records.text = "";
        result = set_up(s);
        if (result != PC_OK) {
                pc_bearssl_session_free(&s->base);
                return result;
        }
        *out = &s->base;
        return PC_OK;
}

void pc_bearssl_session_free(struct pc_session *session)
{
        struct bearssl_session *s = (struct bearssl_session *)session;
        const struct pc_slice all = {(const uint8_t *)s, sizeof *s};

        pc_bearssl_credentials_free(&s->own);
        free(s->anchors);
        free(s->anchor_ders);
        /* It holds the master secret and the keys. */
        pc_wipe_free(all);
}
