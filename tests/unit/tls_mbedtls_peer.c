/* The adapters for who holds a context, on connections that mbedTLS makes by itself, in memory. */
#include "tls_support.h"

#include <string.h>

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/ssl_cache.h>

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/getpeercert.h"
#include "peercert_mbedtls.h"
#include "tls/mbedtls/compat.h"
#include "tls/mbedtls/internal.h"

#define CLIENT 0
#define SERVER 1

struct end {
        mbedtls_ssl_config config;
        mbedtls_ssl_context ssl;
        mbedtls_x509_crt own, anchors;
        mbedtls_pk_context key;
        struct pc_mbedtls tap;
        uint8_t chain[4096];
        uint8_t in[1 << 15];
        size_t start, len;
        int result; /* of the handshake */
        bool tapped;
};

static struct end ends[2];
static mbedtls_entropy_context entropy;
static mbedtls_ctr_drbg_context random_source;

static int line_send(void *ctx, const unsigned char *buf, size_t len)
{
        struct end *to = ctx == &ends[CLIENT] ? &ends[SERVER] : &ends[CLIENT];

        assert_true(len <= sizeof to->in - to->len);
        memcpy(to->in + to->len, buf, len);
        to->len += len;
        return (int)len;
}

static int line_receive(void *ctx, unsigned char *buf, size_t len)
{
        struct end *end = ctx;
        size_t there = end->len - end->start;

        if (there == 0) {
                return MBEDTLS_ERR_SSL_WANT_READ;
        }
        len = len < there ? len : there;
        memcpy(buf, end->in + end->start, len);
        end->start += len;
        return (int)len;
}

static void add(mbedtls_x509_crt *list, const char *name)
{
        const struct pc_slice der = tls_certificate(name);

        assert_int_equal(mbedtls_x509_crt_parse_der(list, der.data, der.len), 0);
}

static void prepare(size_t which)
{
        struct end *end = &ends[which];

        memset(end, 0, sizeof *end);
        mbedtls_ssl_config_init(&end->config);
        mbedtls_ssl_init(&end->ssl);
        mbedtls_x509_crt_init(&end->own);
        mbedtls_x509_crt_init(&end->anchors);
        mbedtls_pk_init(&end->key);
        assert_int_equal(
                mbedtls_ssl_config_defaults(&end->config,
                                            which == CLIENT ? MBEDTLS_SSL_IS_CLIENT : MBEDTLS_SSL_IS_SERVER,
                                            MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT),
                0);
        pc_mbedtls_limit_versions(&end->config);
        mbedtls_ssl_conf_rng(&end->config, mbedtls_ctr_drbg_random, &random_source);
        end->result = MBEDTLS_ERR_SSL_WANT_READ;
}

static void use(size_t which, const char *leaf, const char *issuer)
{
        struct end *end = &ends[which];

        add(&end->own, leaf);
        if (issuer != NULL) {
                add(&end->own, issuer);
        }
        assert_int_equal(pc_mbedtls_parse_key(&end->key, tls_pem("leaf.key"), &random_source), 0);
        assert_int_equal(mbedtls_ssl_conf_own_cert(&end->config, &end->own, &end->key), 0);
}

static void trust(size_t which, const char *name)
{
        add(&ends[which].anchors, name);
        mbedtls_ssl_conf_ca_chain(&ends[which].config, &ends[which].anchors, NULL);
}

static void tap(size_t which, enum pc_verify_mode verify, const char *name)
{
        struct end *end = &ends[which];
        const struct pc_mbedtls_config config = {
                .verify = verify, .server_name = name, .chain = end->chain, .chain_size = sizeof end->chain};

        pc_mbedtls_attach(&end->tap, &end->ssl, &config);
        end->tapped = true;
}

static void set_up(void)
{
        prepare(CLIENT);
        prepare(SERVER);
        use(SERVER, "leaf", "intermediate");
}

static void ready(void)
{
        for (size_t i = 0; i < 2; i++) {
                assert_int_equal(mbedtls_ssl_setup(&ends[i].ssl, &ends[i].config), 0);
                mbedtls_ssl_set_bio(&ends[i].ssl, &ends[i], line_send, line_receive, NULL);
        }
        assert_int_equal(mbedtls_ssl_set_hostname(&ends[CLIENT].ssl, "localhost"), 0);
}

static void shake(void)
{
        for (size_t i = 0; i < 8; i++) {
                struct end *end = &ends[i % 2];

                if (end->result == MBEDTLS_ERR_SSL_WANT_READ) {
                        end->result = mbedtls_ssl_handshake(&end->ssl);
                        if (end->tapped) {
                                pc_mbedtls_ended(&end->tap, end->result);
                        }
                }
        }
}

static void clean_up(void)
{
        for (size_t i = 0; i < 2; i++) {
                mbedtls_ssl_free(&ends[i].ssl);
                mbedtls_ssl_config_free(&ends[i].config);
                mbedtls_x509_crt_free(&ends[i].own);
                mbedtls_x509_crt_free(&ends[i].anchors);
                mbedtls_pk_free(&ends[i].key);
        }
}

static struct pc_peer peer_of(size_t which)
{
        return ends[which].tapped ? pc_mbedtls_tap_peer(&ends[which].tap) : pc_mbedtls_peer(&ends[which].ssl);
}

static enum pc_handshake_state state_of(size_t which)
{
        return peer_of(which).backend->state(peer_of(which).ctx);
}

static void expect_states(enum pc_handshake_state client, enum pc_handshake_state server)
{
        assert_int_equal(state_of(CLIENT), client);
        assert_int_equal(state_of(SERVER), server);
}

typedef enum pc_result chain_reader(struct pc_peer peer, size_t i, struct pc_slice *der);

static void expect_chain(chain_reader *read, size_t which, const char *const names[])
{
        struct pc_slice der;
        size_t i;

        for (i = 0; names[i] != NULL; i++) {
                assert_int_equal(read(peer_of(which), i, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate(names[i])));
        }
        assert_int_equal(read(peer_of(which), i, &der), PC_END);
}

static const char *const server_chain[] = {"leaf", "intermediate", NULL};
static const char *const verified_chain[] = {"leaf", "intermediate", "root", NULL};
static const char *const nothing[] = {NULL};

static void expect_verdict(size_t which, enum pc_result code, size_t index, const char *text)
{
        const struct pc_verify_result verdict = pc_peer_verify_result(peer_of(which));

        assert_int_equal(verdict.code, code);
        assert_int_equal(verdict.index, index);
        assert_string_equal(verdict.text, text);
}

static void test_states(void **state)
{
        struct pc_certificate cert;
        struct pc_cipher cipher;
        uint8_t octet;

        (void)state;
        set_up();
        trust(CLIENT, "root");
        ready();
        expect_states(PC_HANDSHAKE_NOT_STARTED, PC_HANDSHAKE_NOT_STARTED);
        ends[CLIENT].result = mbedtls_ssl_handshake(&ends[CLIENT].ssl);
        assert_int_equal(state_of(CLIENT), PC_HANDSHAKE_IN_PROGRESS);
        assert_null(pc_protocol_version(peer_of(CLIENT)));
        assert_int_equal(pc_cipher(peer_of(CLIENT), &cipher), PC_NONE);
        shake();
        expect_states(PC_HANDSHAKE_DONE, PC_HANDSHAKE_DONE);
        assert_string_equal(pc_protocol_version(peer_of(CLIENT)), "TLSv1.2");
        assert_int_equal(pc_cipher(peer_of(SERVER), &cipher), PC_OK);
        assert_int_equal(mbedtls_ssl_close_notify(&ends[SERVER].ssl), 0);
        assert_int_equal(mbedtls_ssl_read(&ends[CLIENT].ssl, &octet, 1), MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY);
        assert_int_equal(state_of(CLIENT), PC_HANDSHAKE_CLOSED);
        assert_int_equal(pc_getpeercert(peer_of(CLIENT), &cert, NULL), PC_OK);
        clean_up();
}

static void test_chains(void **state)
{
        uint8_t bindings[2][PC_CHANNEL_BINDING_MAX];
        size_t len[2];
        const char *name;

        (void)state;
        for (unsigned tapped = 0; tapped < 2; tapped++) {
                set_up();
                trust(CLIENT, "root");
                ready();
                if (tapped != 0) {
                        tap(CLIENT, PC_VERIFY_REQUIRED, "localhost");
                }
                shake();
                assert_int_equal(ends[CLIENT].result, 0);
                expect_chain(pc_unverified_chain, CLIENT, server_chain);
                expect_chain(pc_unverified_chain, SERVER, nothing);
                if (tapped != 0) {
                        expect_chain(pc_verified_chain, CLIENT, verified_chain);
                }
                expect_verdict(CLIENT, PC_OK, 0, "ok");
                assert_int_equal(pc_server_name(peer_of(CLIENT), &name), PC_OK);
                assert_string_equal(name, "localhost");
                for (size_t i = 0; i < 2; i++) {
                        assert_int_equal(pc_channel_binding(peer_of(i), PC_CHANNEL_BINDING_TLS_UNIQUE,
                                                            bindings[i], sizeof bindings[i], &len[i]),
                                         PC_OK);
                        assert_int_equal(len[i], 12);
                }
                assert_memory_equal(bindings[0], bindings[1], 12);
                clean_up();
        }
}

/* mbedTLS's own modes, and what they are worth. */
static void test_modes(void **state)
{
        struct pc_certificate cert;
        struct pc_slice der;

        (void)state;
        for (int mode = MBEDTLS_SSL_VERIFY_NONE; mode <= MBEDTLS_SSL_VERIFY_OPTIONAL; mode++) {
                set_up();
                trust(CLIENT, "other");
                mbedtls_ssl_conf_authmode(&ends[CLIENT].config, mode);
                ready();
                shake();
                assert_int_equal(ends[CLIENT].result, 0);
                assert_int_equal(pc_getpeercert(peer_of(CLIENT), &cert, NULL), PC_NOT_VALIDATED);
                assert_int_equal(pc_getpeercert_binary(peer_of(CLIENT), &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("leaf")));
                assert_int_equal(pc_getpeercert(peer_of(SERVER), &cert, NULL), PC_NO_CERTIFICATE);
                clean_up();
        }
}

/* The library forgets what it has refused; the tap has it. */
static void test_refused(void **state)
{
        (void)state;
        for (unsigned tapped = 0; tapped < 2; tapped++) {
                set_up();
                trust(CLIENT, "other");
                ready();
                if (tapped != 0) {
                        tap(CLIENT, PC_VERIFY_REQUIRED, "localhost");
                }
                shake();
                assert_int_equal(ends[CLIENT].result, MBEDTLS_ERR_X509_CERT_VERIFY_FAILED);
                assert_int_equal(ends[SERVER].result, MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE);
                expect_chain(pc_unverified_chain, CLIENT, tapped != 0 ? server_chain : nothing);
                if (tapped != 0) {
                        expect_chain(pc_verified_chain, CLIENT, nothing);
                        expect_verdict(CLIENT, PC_ERR_TLS_NOT_TRUSTED, 1,
                                       "unable to get local issuer certificate");
                }
                assert_int_equal(state_of(SERVER), PC_HANDSHAKE_FAILED);
                assert_int_equal(ends[SERVER].in[ends[SERVER].len - 1], MBEDTLS_SSL_ALERT_MSG_UNKNOWN_CA);
                clean_up();
        }
}

/* A tap that does not verify keeps the chain, and takes nothing of mbedTLS's own judgement away. */
static void test_onlooker(void **state)
{
        (void)state;
        for (unsigned known = 0; known < 2; known++) {
                struct pc_certificate cert;

                set_up();
                trust(CLIENT, known != 0 ? "root" : "other");
                ready();
                tap(CLIENT, PC_VERIFY_NONE, NULL);
                shake();
                assert_int_equal(ends[CLIENT].result, known != 0 ? 0 : MBEDTLS_ERR_X509_CERT_VERIFY_FAILED);
                expect_chain(pc_unverified_chain, CLIENT, server_chain);
                expect_chain(pc_verified_chain, CLIENT, nothing);
                assert_int_equal(pc_getpeercert(peer_of(CLIENT), &cert, NULL),
                                 known != 0 ? PC_NOT_VALIDATED : PC_ERR_API_HANDSHAKE);
                clean_up();
        }
}

/* The anchor counts once, where it was sent, too. */
static void test_anchor_sent(void **state)
{
        (void)state;
        set_up();
        add(&ends[SERVER].own, "root");
        trust(CLIENT, "root");
        ready();
        tap(CLIENT, PC_VERIFY_REQUIRED, "localhost");
        shake();
        assert_int_equal(ends[CLIENT].result, 0);
        expect_chain(pc_unverified_chain, CLIENT, verified_chain);
        expect_chain(pc_verified_chain, CLIENT, verified_chain);
        clean_up();
}

/* One server, one trust anchor, one name asked for, and what comes of it. */
struct refusal {
        const char *leaf, *issuer, *anchor, *name;
        enum pc_result code;
        size_t index;
        uint8_t alert;
        const char *text;
};

static const struct refusal refusals[] = {
        {"leaf", "intermediate", "root", "other.example", PC_ERR_X509_HOST, 0, MBEDTLS_SSL_ALERT_MSG_BAD_CERT,
         "Hostname mismatch"},
        {"leaf", "intermediate", "root", "127.0.0.1", PC_ERR_X509_IP, 0, MBEDTLS_SSL_ALERT_MSG_BAD_CERT,
         "IP address mismatch"},
        {"client", NULL, "root", "localhost", PC_ERR_X509_PURPOSE, 0, MBEDTLS_SSL_ALERT_MSG_UNSUPPORTED_CERT,
         "unsuitable certificate purpose"},
        {"leaf", NULL, "root", "localhost", PC_ERR_TLS_NOT_TRUSTED, 0, MBEDTLS_SSL_ALERT_MSG_UNKNOWN_CA,
         "unable to get local issuer certificate"},
        {"leaf", "intermediate", "twin", "localhost", PC_ERR_TLS_NOT_TRUSTED, 1,
         MBEDTLS_SSL_ALERT_MSG_UNKNOWN_CA, "unable to get local issuer certificate"},
        {"under_for_clients", "for_clients", "root", "localhost", PC_ERR_X509_PURPOSE, 1,
         MBEDTLS_SSL_ALERT_MSG_UNSUPPORTED_CERT, "unsuitable certificate purpose"},
        {"lone", NULL, "root", "localhost", PC_ERR_TLS_SELF_SIGNED, 0, MBEDTLS_SSL_ALERT_MSG_UNKNOWN_CA,
         "self-signed certificate"},
        {"leaf", "root", "other", "localhost", PC_ERR_TLS_NOT_TRUSTED, 0, MBEDTLS_SSL_ALERT_MSG_UNKNOWN_CA,
         "unable to get local issuer certificate"},
};

static void refuse(const struct refusal *refusal)
{
        set_up();
        mbedtls_x509_crt_free(&ends[SERVER].own);
        mbedtls_pk_free(&ends[SERVER].key);
        mbedtls_ssl_config_free(&ends[SERVER].config);
        prepare(SERVER);
        use(SERVER, refusal->leaf, refusal->issuer);
        pc_mbedtls_open_usage(&ends[SERVER].own);
        trust(CLIENT, refusal->anchor);
        ready();
        tap(CLIENT, PC_VERIFY_REQUIRED, refusal->name);
        shake();
        expect_verdict(CLIENT, refusal->code, refusal->index, refusal->text);
        assert_int_equal(ends[SERVER].in[ends[SERVER].len - 1], refusal->alert);
        assert_int_equal(state_of(CLIENT), PC_HANDSHAKE_FAILED);
        clean_up();
}

static void test_refusals(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
                refuse(&refusals[i]);
        }
}

/* What a full handshake leaves at the client, to be freed. */
static void connect_and_save(mbedtls_ssl_cache_context *cache, mbedtls_ssl_session *session)
{
        set_up();
        trust(CLIENT, "root");
        mbedtls_ssl_conf_session_cache(&ends[SERVER].config, cache, mbedtls_ssl_cache_get,
                                       mbedtls_ssl_cache_set);
        ready();
        tap(CLIENT, PC_VERIFY_REQUIRED, "localhost");
        shake();
        assert_int_equal(ends[CLIENT].result, 0);
        assert_int_equal(pc_resumed(peer_of(CLIENT)), PC_NONE);
        mbedtls_ssl_session_init(session);
        assert_int_equal(mbedtls_ssl_get_session(&ends[CLIENT].ssl, session), 0);
        clean_up();
}

/* A tap knows a resumed connection by the chain that has not come. */
static void test_resumed(void **state)
{
        mbedtls_ssl_cache_context cache;
        mbedtls_ssl_session session;
        struct pc_certificate cert;
        uint8_t first[PC_CHANNEL_BINDING_MAX];
        size_t len;

        (void)state;
        mbedtls_ssl_cache_init(&cache);
        connect_and_save(&cache, &session);
        set_up();
        trust(CLIENT, "root");
        mbedtls_ssl_conf_session_cache(&ends[SERVER].config, &cache, mbedtls_ssl_cache_get,
                                       mbedtls_ssl_cache_set);
        ready();
        tap(CLIENT, PC_VERIFY_REQUIRED, "localhost");
        assert_int_equal(mbedtls_ssl_set_session(&ends[CLIENT].ssl, &session), 0);
        shake();
        assert_int_equal(ends[CLIENT].result, 0);
        assert_int_equal(pc_resumed(peer_of(CLIENT)), PC_OK);
        assert_int_equal(pc_getpeercert(peer_of(CLIENT), &cert, NULL), PC_OK);
        assert_true(pc_slice_equal(cert.der, tls_certificate("leaf")));
        expect_chain(pc_unverified_chain, CLIENT, nothing);
        expect_chain(pc_verified_chain, CLIENT, nothing);
        /* RFC 5246 7.3: the server's Finished comes first. */
        assert_int_equal(
                pc_channel_binding(peer_of(CLIENT), PC_CHANNEL_BINDING_TLS_UNIQUE, first, sizeof first, &len),
                PC_OK);
        assert_memory_equal(first, pc_mbedtls_finished(&ends[SERVER].ssl, true).data, len);
        mbedtls_ssl_session_free(&session);
        mbedtls_ssl_cache_free(&cache);
        clean_up();
}

/* A chain in any order has one path. */
static void test_sort(void **state)
{
        static const char *const wanted[] = {"leaf", "intermediate", "root", "other"};
        mbedtls_x509_crt list;
        const mbedtls_x509_crt *cert = &list;

        (void)state;
        mbedtls_x509_crt_init(&list);
        add(&list, "leaf");
        add(&list, "root");
        add(&list, "other");
        add(&list, "intermediate");
        assert_true(pc_mbedtls_sort(&list));
        for (size_t i = 0; i < 4; i++, cert = cert->next) {
                assert_true(pc_slice_equal(pc_mbedtls_der(cert), tls_certificate(wanted[i])));
        }
        assert_null(cert);
        assert_false(pc_mbedtls_sort(&list));
        mbedtls_x509_crt_free(&list);
}

static void test_digests(void **state)
{
        (void)state;
        tls_expect_digests(&pc_mbedtls_backend);
}

static int start_random(void **state)
{
        (void)state;
        mbedtls_entropy_init(&entropy);
        mbedtls_ctr_drbg_init(&random_source);
        return pc_mbedtls_start()
                       ? mbedtls_ctr_drbg_seed(&random_source, mbedtls_entropy_func, &entropy, NULL, 0)
                       : -1;
}

static int stop_random(void **state)
{
        (void)state;
        mbedtls_ctr_drbg_free(&random_source);
        mbedtls_entropy_free(&entropy);
        return 0;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_states),      cmocka_unit_test(test_chains),
                cmocka_unit_test(test_modes),       cmocka_unit_test(test_onlooker),
                cmocka_unit_test(test_anchor_sent), cmocka_unit_test(test_refused),
                cmocka_unit_test(test_refusals),    cmocka_unit_test(test_resumed),
                cmocka_unit_test(test_sort),        cmocka_unit_test(test_digests),
        };

        return cmocka_run_group_tests(tests, start_random, stop_random);
}
